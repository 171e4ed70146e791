//! Heads as people write them. Most hold by shape alone, with a lexicon that knows no word.

use std::ops::Range;
use std::rc::Rc;

use super::*;
use crate::extract::fold::placed_words;
use crate::extract::reader::{Date, Fields, Gap, Line, Notes, Opens, Run, lexicon};
use crate::resume::Emphasis;

/// A run of a test's line: its text, how it is set, what stands before it.
pub(super) struct Part {
    text: &'static str,
    is_bold: bool,
    is_italic: bool,
    is_linked: bool,
    fields: Fields,
    gap: Gap,
}

/// Plain text.
pub(super) fn plain(text: &'static str) -> Part {
    Part {
        text,
        is_bold: false,
        is_italic: false,
        is_linked: false,
        fields: Fields::NONE,
        gap: Gap::None,
    }
}

pub(super) fn bold(text: &'static str) -> Part {
    Part {
        is_bold: true,
        ..plain(text)
    }
}

pub(super) fn italic(text: &'static str) -> Part {
    Part {
        is_italic: true,
        ..plain(text)
    }
}

pub(super) fn link(text: &'static str) -> Part {
    Part {
        is_linked: true,
        ..plain(text)
    }
}

/// A sibling element with no text before it.
pub(super) fn cell(text: &'static str) -> Part {
    Part {
        gap: Gap::Part,
        ..plain(text)
    }
}

fn class(text: &'static str, fields: Fields) -> Part {
    Part {
        fields,
        ..cell(text)
    }
}

/// A line of parts; `{...}` is a date that dates it.
pub(super) fn line(parts: Vec<Part>) -> Rc<Line> {
    let mut text = String::new();
    let mut runs = Vec::new();
    let mut dates: Vec<Date> = Vec::new();
    for part in parts {
        if part.gap == Gap::Part && !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        let mut open = None;
        for c in part.text.chars() {
            match c {
                '{' => open = Some(text.len()),
                '}' => {
                    let at = open.take().expect("a test opens what it closes")..text.len();
                    dates.push(Date {
                        is_range: text[at.clone()].contains('–'),
                        at,
                        start: None,
                        end: None,
                        expected: false,
                        dates_line: true,
                    });
                }
                _ => text.push(c),
            }
        }
        runs.push(Run {
            at: start..text.len(),
            emphasis: Emphasis {
                strong: part.is_bold,
                emphasized: part.is_italic,
                code: false,
            },
            href: part.is_linked.then(|| Rc::from("https://example.org/a")),
            fields: part.fields,
            gap: part.gap,
            mark: None,
            node: 0,
        });
    }
    Rc::new(Line {
        index: 0,
        offset: 0,
        notes: Notes {
            words: placed_words(&text),
            dates,
            ..Notes::default()
        },
        text,
        runs,
        heading: 0,
        depth: 0,
        opens: Opens::default(),
        chain: Rc::from([]),
        tag: "p",
        class: Rc::from(""),
        source: 1,
    })
}

fn heading(text: &'static str) -> Rc<Line> {
    let mut line = Rc::unwrap_or_clone(line(vec![plain(text)]));
    line.heading = 3;
    Rc::new(line)
}

pub(super) fn head(lines: &[Rc<Line>]) -> Head {
    Head {
        lines: lines.to_vec(),
        shared: 0,
    }
}

/// Heads of one plain line each.
pub(super) fn heads(texts: &[&'static str]) -> Vec<Head> {
    texts
        .iter()
        .map(|text| head(&[line(vec![plain(text)])]))
        .collect()
}

/// What was taken, as "title Clerk; organization Acme; - left over".
pub(super) fn told(heads: &[Head], assignment: &Assignment) -> Vec<String> {
    let tell = |(head, taken): (&Head, &Vec<Taken>)| {
        let each = taken.iter().map(|taken| {
            let name = taken.field.map_or("-", Field::name);
            format!("{name} {}", &head.lines[taken.line].text[taken.at.clone()])
        });
        each.collect::<Vec<_>>().join("; ")
    };
    heads.iter().zip(&assignment.entries).map(tell).collect()
}

/// Reads heads with a lexicon that is empty.
pub(super) fn read(kind: Kind, heads: &[Head]) -> Vec<String> {
    let assignment = assign(&Lexicon::default(), kind, heads, &Context::default());
    told(heads, &assignment)
}

/// Reads heads with all words.
pub(super) fn read_with_words(kind: Kind, heads: &[Head]) -> Vec<String> {
    told(heads, &assign(lexicon(), kind, heads, &Context::default()))
}

#[test]
fn a_bar_cuts_and_no_word_is_needed() {
    let heads = heads(&[
        "Gaffer | Northwind | {2019–2020}",
        "Best Boy | Fenwick Hall | {2017–2019}",
    ]);
    assert_eq!(
        read(Kind::EXPERIENCE, &heads),
        [
            "title Gaffer; organization Northwind",
            "title Best Boy; organization Fenwick Hall",
        ]
    );
}

#[test]
fn a_comma_cuts_where_all_siblings_have_one() {
    let heads = heads(&[
        "Midwife, Fenwick Hall {2019–2020}",
        "Beekeeper, Sedge Farm {2017–2019}",
        "Glazier, Ostler Yard {2015–2017}",
    ]);
    assert_eq!(
        read(Kind::EXPERIENCE, &heads),
        [
            "title Midwife; organization Fenwick Hall",
            "title Beekeeper; organization Sedge Farm",
            "title Glazier; organization Ostler Yard",
        ]
    );
}

#[test]
fn a_comma_that_one_sibling_has_is_part_of_its_name() {
    let heads = heads(&[
        "Clerk, Night Desk | Harbour Hotel | {2019–2020}",
        "Porter | Mill Hotel | {2017–2019}",
        "Gardener | Fenwick Hall | {2015–2017}",
    ]);
    assert_eq!(
        read(Kind::EXPERIENCE, &heads),
        [
            "title Clerk, Night Desk; organization Harbour Hotel",
            "title Porter; organization Mill Hotel",
            "title Gardener; organization Fenwick Hall",
        ]
    );
}

#[test]
fn bars_dots_bullets_tabs_and_dashes_read_alike() {
    for text in [
        "Gaffer | Northwind {2019–2020}",
        "Gaffer · Northwind {2019–2020}",
        "Gaffer • Northwind {2019–2020}",
        "Gaffer\tNorthwind {2019–2020}",
        "Gaffer – Northwind {2019–2020}",
        "Gaffer — Northwind {2019–2020}",
        "Gaffer//Sedge // Northwind {2019–2020}",
        "Gaffer @ Northwind {2019–2020}",
        "Gaffer (Northwind) {2019–2020}",
    ] {
        let heads = heads(&[text, text]);
        let title = text.split([' ', '\t']).next().expect("a first word");
        let expected = format!("title {title}; organization Northwind");
        assert_eq!(
            read(Kind::EXPERIENCE, &heads),
            [expected.as_str(), expected.as_str()],
            "{text}"
        );
    }
}

#[test]
fn elements_side_by_side_are_fields() {
    let row = |title, employer, place| {
        head(&[line(vec![
            plain(title),
            cell(employer),
            cell(place),
            cell("{2019–2020}"),
        ])])
    };
    let heads = [
        row("Gaffer", "Northwind", "Oxbow"),
        row("Best Boy", "Fenwick Hall", "Sedge"),
    ];
    assert_eq!(
        read(Kind::EXPERIENCE, &heads),
        [
            "title Gaffer; organization Northwind; place Oxbow",
            "title Best Boy; organization Fenwick Hall; place Sedge",
        ]
    );
}

#[test]
fn classes_speak_louder_than_the_order() {
    let row = |employer, title| {
        head(&[line(vec![
            class(employer, Fields::ORGANIZATION),
            class(title, Fields::TITLE),
        ])])
    };
    let heads = [row("Northwind", "Gaffer"), row("Fenwick Hall", "Best Boy")];
    assert_eq!(
        read(Kind::EXPERIENCE, &heads),
        [
            "organization Northwind; title Gaffer",
            "organization Fenwick Hall; title Best Boy",
        ]
    );
}

#[test]
fn a_style_cuts_where_siblings_share_it() {
    let row = |title, employer| head(&[line(vec![bold(title), italic(employer)])]);
    let heads = [
        row("Gaffer", " Northwind"),
        row("Best Boy", " Fenwick Hall"),
    ];
    assert_eq!(
        read(Kind::EXPERIENCE, &heads),
        [
            "title Gaffer; organization Northwind",
            "title Best Boy; organization Fenwick Hall",
        ]
    );
}

#[test]
fn half_a_word_in_bold_is_no_piece() {
    let row = |half, rest| head(&[line(vec![bold(half), plain(rest)])]);
    let heads = [row("Gaf", "fer | Northwind"), row("Best B", "oy | Sedge")];
    assert_eq!(
        read(Kind::EXPERIENCE, &heads),
        [
            "title Gaffer; organization Northwind",
            "title Best Boy; organization Sedge",
        ]
    );
}

#[test]
fn an_entry_without_a_place_stays_in_the_order() {
    let heads = [
        head(&[
            heading("Gaffer"),
            line(vec![plain("Northwind | Oxbow | {2019–2020}")]),
        ]),
        head(&[
            heading("Best Boy"),
            line(vec![plain("Fenwick Hall | {2017–2019}")]),
        ]),
        head(&[
            heading("Grip"),
            line(vec![plain("Mill | Sedge | {2015–2017}")]),
        ]),
    ];
    assert_eq!(
        read(Kind::EXPERIENCE, &heads),
        [
            "title Gaffer; organization Northwind; place Oxbow",
            "title Best Boy; organization Fenwick Hall",
            "title Grip; organization Mill; place Sedge",
        ]
    );
}

#[test]
fn an_employer_above_several_roles_is_the_employer() {
    let employer = line(vec![plain("Northwind")]);
    let role = |text| Head {
        lines: vec![Rc::clone(&employer), line(vec![plain(text)])],
        shared: 1,
    };
    let heads = [role("Gaffer {2019–2020}"), role("Best Boy {2017–2019}")];
    assert_eq!(
        read(Kind::EXPERIENCE, &heads),
        [
            "organization Northwind; title Gaffer",
            "organization Northwind; title Best Boy",
        ]
    );
}

#[test]
fn one_entry_may_leave_the_order() {
    let row = |first, first_fields, second, second_fields| {
        head(&[line(vec![
            class(first, first_fields),
            class(second, second_fields),
        ])])
    };
    let (title, employer) = (Fields::TITLE, Fields::ORGANIZATION);
    let heads = [
        row("Gaffer", title, "Northwind", employer),
        row("Fenwick Hall", employer, "Best Boy", title),
        row("Grip", title, "Mill", employer),
    ];
    assert_eq!(
        read(Kind::EXPERIENCE, &heads),
        [
            "title Gaffer; organization Northwind",
            "organization Fenwick Hall; title Best Boy",
            "title Grip; organization Mill",
        ]
    );
}

#[test]
fn a_project_has_a_name_and_a_text() {
    let heads = heads(&[
        "Lamplight – a map of every street lamp that still burns gas in town",
        "Oxbow – finds the towns in which a river has changed its own bed",
    ]);
    assert_eq!(
        read(Kind::PROJECTS, &heads),
        [
            "title Lamplight; text a map of every street lamp that still burns gas in town",
            "title Oxbow; text finds the towns in which a river has changed its own bed",
        ]
    );
}

#[test]
fn forms_of_gender_stay_with_their_title() {
    for title in [
        "Pflegekraft (m/w/d)",
        "Pfleger*in",
        "Patient*innenlotse",
        "Pfleger:in",
        "Pfleger/-in",
        "Pfleger(in)",
        "Chargé·e·s",
        "Kund•innen",
        "Koch m / w / d",
    ] {
        let text: &'static str = format!("{title}, Spital {{2019–2020}}").leak();
        let heads = heads(&[text, text]);
        let expected = format!("title {title}; organization Spital");
        assert_eq!(
            read(Kind::EXPERIENCE, &heads),
            [expected.as_str(), expected.as_str()]
        );
    }
}

#[test]
fn dates_inside_a_bracket_leave_nothing_behind() {
    let heads = heads(&[
        "Gaffer, Northwind ({2019–2020})",
        "Best Boy, Sedge ({2017–2019})",
    ]);
    assert_eq!(
        read(Kind::EXPERIENCE, &heads),
        [
            "title Gaffer; organization Northwind",
            "title Best Boy; organization Sedge",
        ]
    );
}

#[test]
fn a_bracket_with_a_date_always_cuts_and_one_that_numbers_never() {
    let heads = heads(&[
        "Locks and Keys (Sedge, {2019})",
        "Doors (Level II)",
        "Walls ({2018})",
    ]);
    assert_eq!(
        read(Kind::CERTIFICATIONS, &heads),
        [
            "title Locks and Keys; organization Sedge",
            "title Doors (Level II)",
            "title Walls",
        ]
    );
}

#[test]
fn no_taken_bytes_are_taken_twice_and_none_belong_to_a_date() {
    let heads = heads(&[
        "Gaffer, Northwind, Oxbow (Sedge) {2019–2020} | Mill: a, b, c {2011} d — e / f · g",
        "{2019} İstanbul｜東京、大阪（日本） – e\u{301}a {2012–2013}, “x”",
        "",
        "—",
    ]);
    let assignment = assign(
        &Lexicon::default(),
        Kind::EXPERIENCE,
        &heads,
        &Context::default(),
    );
    assert_eq!(assignment.entries.len(), heads.len());
    for (head, taken) in heads.iter().zip(&assignment.entries) {
        let dates = head.lines[0].notes.dates.iter();
        let mut owned: Vec<Range<usize>> = dates.map(|date| date.at.clone()).collect();
        owned.extend(taken.iter().map(|taken| taken.at.clone()));
        owned.sort_by_key(|at| at.start);
        assert!(owned.windows(2).all(|pair| pair[0].end <= pair[1].start));
        // What nobody takes separates.
        let mut rest = head.lines[0].text.clone();
        for at in owned.into_iter().rev() {
            rest.replace_range(at, "");
        }
        assert!(!rest.contains(char::is_alphanumeric), "{rest}");
    }
}

#[test]
fn thousands_of_heads_are_all_read_alike() {
    let heads: Vec<Head> = (0..3000)
        .map(|_| head(&[line(vec![plain("Midwife, Fenwick Hall {2019–2020}")])]))
        .collect();
    let assignment = assign(
        &Lexicon::default(),
        Kind::EXPERIENCE,
        &heads,
        &Context::default(),
    );
    assert_eq!(assignment.entries.len(), 3000);
    assert!(
        told(&heads, &assignment)
            .iter()
            .all(|told| told == "title Midwife; organization Fenwick Hall")
    );
}

#[test]
fn a_head_of_many_pieces_keeps_them_all() {
    let text: &'static str = vec!["Mill"; 200].join(" | ").leak();
    let heads = heads(&[text, text]);
    let assignment = assign(
        &Lexicon::default(),
        Kind::EXPERIENCE,
        &heads,
        &Context::default(),
    );
    let count: usize = told(&heads, &assignment)[0].matches("Mill").count();
    assert_eq!(count, 200);
}

#[test]
fn the_page_tells_which_of_title_and_employer_leads() {
    let heads = heads(&["Portoluce | Gaffer", "Northwind | Grip"]);
    let read = |title_leads| {
        let context = Context {
            title_leads,
            ..Context::default()
        };
        assign(&Lexicon::default(), Kind::EXPERIENCE, &heads, &context)
    };
    let alone = read(0.0);
    assert_eq!(
        told(&heads, &alone)[0],
        "title Portoluce; organization Gaffer"
    );
    assert!(alone.margin < 0.6, "{}", alone.margin);
    assert_eq!(
        told(&heads, &read(-0.7))[0],
        "organization Portoluce; title Gaffer"
    );
    assert!(read(0.7).margin > alone.margin);
}

#[test]
fn a_section_tells_later_ones_what_leads_in_it() {
    let row = |first, first_fields, second, second_fields| {
        head(&[line(vec![
            class(first, first_fields),
            class(second, second_fields),
        ])])
    };
    let (title, employer) = (Fields::TITLE, Fields::ORGANIZATION);
    let leads = |heads: &[Head]| {
        assign(
            &Lexicon::default(),
            Kind::EXPERIENCE,
            heads,
            &Context::default(),
        )
        .leads
    };
    assert!(leads(&[row("Gaffer", title, "Northwind", employer)]) > 0.3);
    assert!(leads(&[row("Northwind", employer, "Gaffer", title)]) < -0.3);
    assert!(leads(&heads(&["Gaffer | Northwind"])).abs() < 1e-4);
}

#[test]
fn where_no_order_names_otherwise_the_margin_is_infinite() {
    let one = heads(&["Gaffer"]);
    let assignment = assign(
        &Lexicon::default(),
        Kind::PROJECTS,
        &one,
        &Context::default(),
    );
    assert_eq!(told(&one, &assignment), ["title Gaffer"]);
    let none = assign(
        &Lexicon::default(),
        Kind::EXPERIENCE,
        &[],
        &Context::default(),
    );
    assert_eq!((none.margin, none.entries.len()), (f32::INFINITY, 0));
}
