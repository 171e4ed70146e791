//! What must hold of typeset pages, whatever the text.

use proptest::prelude::*;

use vitae::diagnostic::{Source, Span, Spanned};
use vitae::extract::vocabulary;
use vitae::font::Shaper;
use vitae::layout::{Document, Item, Line, Owner, compose, typeset};
use vitae::read::Headings;
use vitae::resume::{
    Contact, ContactKind, Entry, EntryKind, Highlight, Metric, Period, Resume, RichText, Section,
    SectionBody, SectionKind, Tag,
};
use vitae::theme::{DatePlace, Paper, TextRole, Theme};

use crate::fixture;

fn lines(document: &Document) -> Vec<(usize, f32, f32, &Line)> {
    let mut lines = Vec::new();
    for (number, page) in document.pages.iter().enumerate() {
        for placed in &page.items {
            if let (Item::Line(line), Owner::Node(_)) = (&placed.item, placed.owner) {
                lines.push((number, placed.at.x.0, placed.at.y.0, line));
            }
        }
    }
    lines
}

fn text_of(line: &Line) -> String {
    line.segments
        .iter()
        .map(|segment| segment.word.text.as_str())
        .collect()
}

/// A résumé whose project holds the given texts.
fn resume(title: &str, texts: &[String], tags: &[String]) -> Resume {
    let source = Source::new("generated", "generated");
    let span = Span::whole(&source);
    let mut entry = Entry::new(EntryKind::Project, span.clone());
    entry.title = Some(Spanned::new(title.to_owned(), span.clone()));
    entry.highlights = texts
        .iter()
        .map(|text| Highlight {
            text: RichText::plain(text.as_str(), span.clone()),
            tags: Vec::new(),
        })
        .collect();
    entry.tags = tags
        .iter()
        .map(|tag| Tag::new(tag.as_str(), span.clone()))
        .collect();
    entry.metrics = vec![Metric {
        value: "85%".to_owned(),
        label: "faster response times".to_owned(),
        span: span.clone(),
    }];
    Resume {
        sections: vec![Section {
            id: "projects".to_owned(),
            title: None,
            kind: SectionKind::Projects,
            body: SectionBody::Entries(vec![entry]),
        }],
        ..Resume::default()
    }
}

fn set(resume: &Resume, theme: &str, paper: Paper) -> Document {
    let theme = Theme::embedded(theme).expect("embedded");
    let words = vocabulary().words("en");
    let flow = compose(resume, &theme, words, Headings::Kind);
    typeset(&flow, &theme, paper, &mut Shaper::new()).document
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_is_lost_and_nothing_leaves_the_page(
        title in "[A-Z][a-z]{1,12}( [A-Za-z-]{1,16}){0,12}",
        texts in prop::collection::vec("[A-Za-z0-9%<]{1,90}( [A-Za-z0-9,.%+-]{1,24}){0,40}", 1..9),
        tags in prop::collection::vec("[A-Za-z0-9+#.]{1,30}", 0..14),
        modern in any::<bool>(),
        letter in any::<bool>(),
    ) {
        let theme = if modern { "modern" } else { "compact" };
        let paper = if letter { Paper::Letter } else { Paper::A4 };
        let resume = resume(&title, &texts, &tags);
        let document = set(&resume, theme, paper);
        let size = paper.size();
        let mut read = String::new();
        for (_, x, y, line) in lines(&document) {
            prop_assert!(x >= 0.0 && x + line.width.0 <= size.width.0, "{}", text_of(line));
            prop_assert!(y > 0.0 && y < size.height.0);
            read.push_str(&text_of(line));
        }
        let read = fixture::letters(&read);
        for text in texts.iter().chain(&tags).chain([&title]) {
            prop_assert!(read.contains(&fixture::letters(text)), "{text}");
        }
    }
}

#[test]
fn dates_end_where_the_theme_says_on_the_baseline_of_their_title() {
    for name in fixture::THEMES {
        let theme = fixture::theme(name);
        let arrangement = &theme.arrangement;
        let margins = theme.margins;
        let right = Paper::A4.size().width - margins.right - arrangement.side.total();
        // A date in the label column carries the blank that reaches to the title.
        let edge = match arrangement.date {
            DatePlace::Right => right,
            DatePlace::Label => margins.left + arrangement.label_column.total(),
        };
        let set = fixture::set(name);
        let all = lines(&set.document);
        let mut dated = 0;
        for (page, x, y, line) in &all {
            let text = text_of(line);
            let Some(date) = fixture::DATES
                .iter()
                .find(|date| text.trim_end().ends_with(*date))
            else {
                continue;
            };
            dated += 1;
            assert!((x + line.width.0 - edge.0).abs() < 0.1, "{name}: {text}");
            let shared = text.len() > date.len() + 1
                || all
                    .iter()
                    .any(|(p, other, at, _)| p == page && at == y && other != x);
            assert!(shared, "{name}: {date} stands beside its title");
        }
        assert_eq!(dated, fixture::DATES.len(), "{name}");
    }
}

#[test]
fn a_page_ends_above_its_bottom_margin() {
    for name in fixture::THEMES {
        let theme = fixture::theme(name);
        let bottom = Paper::A4.size().height - theme.margins.bottom;
        for (_, _, y, line) in lines(&fixture::set(name).document) {
            assert!(y <= bottom.0 + 0.1, "{name}: {}", text_of(line));
        }
    }
}

#[test]
fn a_metric_stands_on_one_line() {
    for name in fixture::THEMES {
        let set = fixture::set(name);
        let all: Vec<String> = lines(&set.document)
            .into_iter()
            .map(|(_, _, _, line)| text_of(line))
            .collect();
        for phrase in fixture::METRICS {
            assert!(
                all.iter().any(|line| line.contains(phrase)),
                "{name}: {phrase}"
            );
        }
    }
}

#[test]
fn a_name_in_a_table_of_skills_stands_on_one_line() {
    // On two lines it would be read as two rows.
    let named = ["academic", "classic", "technical"];
    for name in named {
        let set = fixture::set(name);
        let all = lines(&set.document);
        let names = all.iter().map(|(_, _, _, line)| text_of(line));
        let whole = names.filter(|text| text.starts_with("Languages & Frameworks"));
        assert_eq!(whole.count(), 1, "{name}");
    }
}

#[test]
fn an_empty_last_page_is_pulled_back_and_pages_are_filled() {
    for name in fixture::THEMES {
        let set = fixture::set(name);
        let theme = fixture::theme(name);
        let height = (Paper::A4.size().height - theme.margins.top - theme.margins.bottom).0;
        let last = set.document.pages.len() - 1;
        let bottom = lines(&set.document)
            .into_iter()
            .filter(|(page, _, _, _)| *page == last)
            .map(|(_, _, y, _)| y)
            .fold(0.0_f32, f32::max);
        assert!((bottom - theme.margins.top.0) / height > 0.2, "{name}");
    }
}

#[test]
fn forty_entries_are_set_in_order() {
    let source = Source::new("generated", "generated");
    let span = Span::whole(&source);
    let entries: Vec<Entry> = (0..40)
        .map(|number| {
            let mut entry = Entry::new(EntryKind::SmallProject, span.clone());
            entry.title = Some(Spanned::new(format!("Project {number:02}"), span.clone()));
            entry.summary = Some(RichText::plain("What it does and for whom.", span.clone()));
            entry
        })
        .collect();
    let resume = Resume {
        sections: vec![Section {
            id: "projects".to_owned(),
            title: None,
            kind: SectionKind::Projects,
            body: SectionBody::Entries(entries),
        }],
        ..Resume::default()
    };
    for name in fixture::THEMES {
        let document = set(&resume, name, Paper::A4);
        let titles: Vec<String> = lines(&document)
            .into_iter()
            .map(|(_, _, _, line)| text_of(line))
            .filter(|text| text.starts_with("Project "))
            .collect();
        let wanted: Vec<String> = (0..40)
            .map(|number| format!("Project {number:02}"))
            .collect();
        assert_eq!(titles, wanted, "{name}");
    }
}

#[test]
fn a_section_of_metrics_stands_under_its_own_heading() {
    for name in fixture::THEMES {
        let flow = compose(
            &fixture::resume("pages/cells.html"),
            &fixture::theme(name),
            vocabulary().words("en"),
            Headings::Kind,
        );
        let set = typeset(&flow, &fixture::theme(name), Paper::A4, &mut Shaper::new());
        let all = lines(&set.document);
        let place = |what: &str| {
            let of = |(_, x, y, line): &(usize, f32, f32, &Line)| {
                let said = text_of(line).to_lowercase();
                said.contains(what).then_some((*x, *y))
            };
            all.iter()
                .find_map(of)
                .unwrap_or_else(|| panic!("{name}: {what}"))
        };
        let (heading, metric) = (place("key figures"), place("640+"));
        // A label column has its heading on the same baseline.
        assert!(metric.1 >= heading.1 - 0.1, "{name}");
        assert!(metric.1 - heading.1 < 40.0, "{name}");
        assert!(metric.0 - heading.0 < 100.0, "{name}");
    }
}

/// The first line of each paragraph of a side column and of the text beside it, with its place.
fn baselines(document: &Document, edge: f32) -> (Vec<f32>, Vec<f32>) {
    let mut first = lines(document);
    first.retain(|(page, _, _, _)| *page == 0);
    let (side, text): (Vec<_>, Vec<_>) = first.iter().partition(|(_, x, _, _)| *x >= edge);
    let places = |lines: Vec<&(usize, f32, f32, &Line)>| lines.iter().map(|line| line.2).collect();
    (places(side), places(text))
}

#[test]
fn contacts_in_a_side_column_stand_on_the_baselines_of_the_summary() {
    let theme = fixture::theme("executive");
    let edge = Paper::A4.size().width - theme.margins.right - theme.arrangement.side.width;
    // One page with room, whose pitch grows, and one that fills its pages.
    for (page, contacts) in [("site/cv.md", 3), ("backend.md", 3)] {
        let resume = fixture::resume(page);
        let words = vocabulary().words("en");
        let flow = compose(&resume, &theme, words, Headings::Kind);
        let set = typeset(&flow, &theme, Paper::A4, &mut Shaper::new());
        let (side, text) = baselines(&set.document, edge.0);
        // The heading `Contact` and the first lines under it.
        for at in &side[..=contacts] {
            let level = text.iter().any(|other| (other - at).abs() < 0.01);
            assert!(level, "{page}: {at} in {text:?}");
        }
    }
}

#[test]
fn dates_that_would_reach_into_the_margin_stand_at_the_right() {
    let span = Span::whole(&Source::new("generated", "generated"));
    let mut resume = resume("Mill Gauges", &["Measured the water.".to_owned()], &[]);
    let SectionBody::Entries(entries) = &mut resume.sections[0].body else {
        panic!("a section of entries");
    };
    entries[0].period = Some(Period {
        start: None,
        end: None,
        written: "Jan 2022–Jun 2023".to_owned(),
        expected: false,
        span,
    });
    for name in ["academic", "technical"] {
        let set = set(&resume, name, Paper::A4);
        let all = lines(&set);
        let dated = all
            .iter()
            .filter(|line| text_of(line.3).contains("Jan 2022"));
        let starts: Vec<f32> = dated.map(|line| line.1).collect();
        assert_eq!(starts.len(), 1, "{name}");
        assert!(starts[0] >= fixture::theme(name).margins.left.0, "{name}");
    }
}

/// Positions, each at an employer, with the years 2019 to 2021.
fn positions(all: &[(&str, &str)]) -> Resume {
    let source = Source::new("generated", "generated");
    let span = Span::whole(&source);
    let spanned = |text: &str| Some(Spanned::new(text.to_owned(), span.clone()));
    let entries = all.iter().map(|(title, organization)| {
        let mut entry = Entry::new(EntryKind::Position, span.clone());
        entry.title = spanned(title);
        entry.organization = spanned(organization);
        entry.period = Some(Period {
            start: None,
            end: None,
            written: "2019–2021".to_owned(),
            expected: false,
            span: span.clone(),
        });
        entry.summary = Some(RichText::plain("Kept the records.", span.clone()));
        entry
    });
    Resume {
        sections: vec![Section {
            id: "experience".to_owned(),
            title: None,
            kind: SectionKind::Experience,
            body: SectionBody::Entries(entries.collect()),
        }],
        ..Resume::default()
    }
}

#[test]
fn no_title_ends_with_the_comma_before_an_organisation_below() {
    let title = "Lead Engineer of the Regional Laboratory and Records Network";
    let organization = "Federation of Municipal Hospitals and Clinics of the Northern Provinces";
    for theme in ["academic", "classic"] {
        let document = set(&positions(&[(title, organization)]), theme, Paper::A4);
        let texts: Vec<String> = lines(&document)
            .into_iter()
            .map(|(_, _, _, line)| text_of(line).trim().to_owned())
            .collect();
        let at = texts.iter().position(|text| text.starts_with(title));
        let at = at.expect("the title's line");
        let end = texts[at].trim_end_matches("2019–2021").trim_end();
        assert_eq!(end, title, "{theme}");
        assert!(
            texts[at..].iter().any(|text| text == organization),
            "{theme}: {texts:?}"
        );
    }
    let short = set(&positions(&[("Clerk", "Harbour")]), "classic", Paper::A4);
    let mut all = lines(&short).into_iter();
    assert!(all.any(|(_, _, _, line)| text_of(line).starts_with("Clerk, Harbour")));
}

/// The places of lines by what they say, in a section of a kind in some language.
fn set_in(resume: &Resume, theme: &str, language: &str) -> Vec<(String, f32, f32, Line)> {
    let theme = fixture::theme(theme);
    let words = vocabulary().words(language);
    let flow = compose(resume, &theme, words, Headings::Kind);
    let document = typeset(&flow, &theme, Paper::A4, &mut Shaper::new()).document;
    let all = lines(&document).into_iter();
    all.map(|(_, x, y, line)| (text_of(line).trim().to_owned(), x, y, line.clone()))
        .collect()
}

#[test]
fn a_long_label_keeps_ten_points_of_its_section() {
    let kinds = [
        (SectionKind::Experience, "de", "BERUFSERFAHRUNG"),
        (SectionKind::Publications, "de", "VERÖFFENTLICHUNGEN"),
        (SectionKind::Volunteering, "nl", "VRIJWILLIGERSWERK"),
        (SectionKind::Experience, "en", "EXPERIENCE"),
    ];
    for (kind, language, label) in kinds {
        let mut resume = positions(&[("Clerk", "Harbour")]);
        resume.sections[0].kind = kind;
        let all = set_in(&resume, "modern", language);
        let of = |what: &str| {
            let found = all.iter().find(|line| line.0.starts_with(what));
            found.unwrap_or_else(|| panic!("{what}"))
        };
        let (_, x, _, line) = of(label);
        let word = line
            .segments
            .iter()
            .find(|one| !one.is_blank())
            .expect("a word");
        let end = x + (word.x + word.width - word.tracking).0;
        assert!(of("Clerk").1 - end >= 9.9, "{label}: {end}");
        assert!(word.tracking.0 >= 0.29, "{label}: {}", word.tracking.0);
    }
}

#[test]
fn an_employer_stands_close_above_its_first_role() {
    for theme in fixture::THEMES {
        let all = set_in(&fixture::resume("pages/parcours.md"), theme, "fr");
        let y = |what: &str| {
            let found = all.iter().find(|line| line.0.starts_with(what));
            found.unwrap_or_else(|| panic!("{theme}: {what}")).2
        };
        let pitch = fixture::theme(theme).style(TextRole::SmallTitle).pitch.0;
        let gap = y("Développeuse principale") - y("Atelier Topo") - pitch;
        // Half a line at most, also where gaps have grown; two roles are a line apart.
        assert!(gap < pitch / 2.0, "{theme}: {gap}");
    }
}

#[test]
fn organisations_of_one_list_stand_all_below_where_one_must() {
    let long = "Federation of Municipal Hospitals and Clinics of the Northern Provinces";
    let pairs = [
        (
            "Lead Engineer of the Regional Laboratory and Records Network",
            long,
        ),
        ("Clerk", "Harbour"),
    ];
    for theme in ["academic", "classic", "modern", "technical"] {
        let all = set_in(&positions(&pairs), theme, "en");
        let says = |what: &str| all.iter().any(|line| line.0 == what);
        assert!(says(long) && says("Harbour"), "{theme}");
        let alone = set_in(&positions(&pairs[1..]), theme, "en");
        assert!(!alone.iter().any(|line| line.0 == "Harbour"), "{theme}");
    }
}

#[test]
fn metrics_of_a_short_entry_stand_in_the_side_column_like_others() {
    let span = Span::whole(&Source::new("generated", "generated"));
    let mut resume = positions(&[("Mill Gauges", "Harbour")]);
    let SectionBody::Entries(entries) = &mut resume.sections[0].body else {
        panic!("a section of entries");
    };
    let metric = |value: &str| Metric {
        value: value.to_owned(),
        label: "of it".to_owned(),
        span: span.clone(),
    };
    entries[0].organization = None;
    entries[0].metrics = ["1", "2", "3"].map(metric).to_vec();
    let theme = fixture::theme("executive");
    let edge = Paper::A4.size().width - theme.margins.right - theme.arrangement.side.width;
    let all = set_in(&resume, "executive", "en");
    let metrics = all.iter().filter(|line| line.0.ends_with("of it"));
    let places: Vec<(f32, f32)> = metrics.map(|line| (line.1, line.2)).collect();
    assert_eq!(places.len(), 3);
    assert!(
        places.iter().all(|(x, _)| (x - edge.0).abs() < 0.1),
        "{places:?}"
    );
    assert!(
        places.windows(2).all(|two| two[0].1 + 8.0 < two[1].1),
        "{places:?}"
    );
}

#[test]
fn certificates_on_two_lines_are_told_apart() {
    let source = Source::new("generated", "generated");
    let span = Span::whole(&source);
    let mut resume = positions(&[("Sea Survival", "Coast Guard"), ("Radio", "Harbour")]);
    let SectionBody::Entries(entries) = &mut resume.sections[0].body else {
        panic!("a section of entries");
    };
    for entry in entries {
        entry.kind = EntryKind::Certification;
        entry.summary = None;
        entry.span = span.clone();
    }
    for theme in ["compact", "executive"] {
        let all = set_in(&resume, theme, "en");
        let y = |what: &str| {
            let found = all.iter().find(|line| line.0.starts_with(what));
            found.unwrap_or_else(|| panic!("{theme}: {what}")).2
        };
        let inside = y("Coast Guard") - y("Sea Survival");
        let between = y("Radio") - y("Coast Guard");
        assert!(between > inside + 4.0, "{theme}: {inside}, {between}");
    }
}

#[test]
fn no_contact_stands_alone_where_a_row_is_too_wide() {
    let source = Source::new("generated", "generated");
    let span = Span::whole(&source);
    let mut resume = positions(&[("Clerk", "Harbour")]);
    let texts = [
        "maximiliana.feuchtwangen@example.org",
        "seismic-archive.example.org",
        "linkedin.com/in/maximiliana-feuchtwangen",
        "Neustadt an der Waldnaab, Germany",
    ];
    resume.person.contacts = texts
        .map(|text| Contact {
            kind: ContactKind::Website,
            text: Spanned::new(text.to_owned(), span.clone()),
            href: None,
        })
        .to_vec();
    for theme in ["academic", "classic", "compact", "technical"] {
        let all = set_in(&resume, theme, "en");
        let rows = all.iter().filter_map(|(said, ..)| {
            let held = texts.iter().filter(|text| said.contains(*text)).count();
            (held > 0).then_some(held)
        });
        let rows: Vec<usize> = rows.collect();
        // Columns hold one contact a line, two to a row.
        let even = rows == [2, 2] || theme == "technical" && rows == [1; 4];
        assert!(even, "{theme}: {rows:?}");
    }
}
