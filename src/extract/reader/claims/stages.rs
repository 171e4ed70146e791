//! The stages' results of three pages of the corpus, as text: lines, outline, segments, fields.
//! Sums are left out, so that another weight is another snapshot only where it decides.

use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;

use super::super::assign::{self, Context, Head};
use super::super::lines::{Lines, lines};
use super::super::outline::{Outline, Outside, outline};
use super::super::segment::{Boxes, Segmentation, segment};
use super::super::{Kind, Lexicon, Line, lexicon};
use super::heads;
use crate::extract::sheet::Sheet;
use crate::extract::vocabulary::vocabulary;
use crate::read::{Body, page_of};

/// All stages of a page.
fn stages(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(file);
    let text = std::fs::read_to_string(path).expect("a page of the corpus");
    let page = page_of(file, &text);
    let Body::Document(dom) = &page.body else {
        panic!("a document");
    };
    let sheet = Sheet::new(&page, dom, vocabulary());
    let lexicon = lexicon().heard_on(&sheet);
    let lines = lines(&sheet, &lexicon);
    let outline = outline(&lexicon, &lines, &Outside::default());
    let mut out = String::new();
    of_lines(&mut out, &lines);
    of_outline(&mut out, &outline);
    let boxes = Boxes::new(&sheet);
    for section in &outline.sections {
        let Some(kind) = section.kind.filter(|kind| kind.has_entries()) else {
            continue;
        };
        writeln!(out, "\nentries of {}", section.title.text).expect("written");
        of_entries(&mut out, &lexicon, kind, &section.lines, &boxes);
    }
    out
}

fn of_lines(out: &mut String, lines: &Lines) {
    writeln!(out, "lines").expect("written");
    for line in lines.lines.iter().chain(&lines.foot) {
        let mut marks = vec![line.tag.to_owned()];
        if line.depth > 0 {
            marks.push(format!("depth {}", line.depth));
        }
        for (is, mark) in [
            (line.opens.item > 0, "item"),
            (line.opens.term, "term"),
            (line.opens.row, "row"),
            (line.is_bold(), "bold"),
            (line.is_italic(), "italic"),
            (line.is_prose(), "prose"),
            (line.notes.label.is_some(), "label"),
        ] {
            if is {
                marks.push(mark.to_owned());
            }
        }
        writeln!(
            out,
            "{:4} {}: {}",
            line.index,
            marks.join(", "),
            shown(line)
        )
        .expect("written");
        for date in &line.notes.dates {
            let tells = if date.dates_line {
                "dates it"
            } else {
                "in text"
            };
            writeln!(out, "       date `{}` {tells}", &line.text[date.at.clone()])
                .expect("written");
        }
    }
    for unread in &lines.unread {
        writeln!(out, "     {}: {}", unread.why.says(), unread.text).expect("written");
    }
}

/// The words with bars between runs.
fn shown(line: &Line) -> String {
    let runs: Vec<&str> = line
        .runs
        .iter()
        .map(|run| line.text[run.at.clone()].trim())
        .filter(|words| !words.is_empty())
        .collect();
    runs.join(" ¦ ")
}

fn numbers(lines: &[Rc<Line>]) -> String {
    let numbers: Vec<String> = lines.iter().map(|line| line.index.to_string()).collect();
    format!("[{}]", numbers.join(" "))
}

fn of_outline(out: &mut String, outline: &Outline) {
    writeln!(out, "\noutline").expect("written");
    if let Some(name) = outline.names.first() {
        writeln!(out, "  name `{}`, {}", name.name, name.why).expect("written");
    }
    writeln!(out, "  head {}", numbers(&outline.head)).expect("written");
    for section in &outline.sections {
        let by = if section.is_titled {
            "title"
        } else {
            "content"
        };
        let kind = section.kind.map(|kind| format!("{kind:?}"));
        writeln!(
            out,
            "  section `{}` {} by {by} {}",
            section.title.text,
            kind.as_deref().unwrap_or("unknown"),
            numbers(&section.lines)
        )
        .expect("written");
    }
    writeln!(out, "  foot {}", numbers(&outline.foot)).expect("written");
}

fn of_entries(out: &mut String, lexicon: &Lexicon, kind: Kind, lines: &[Rc<Line>], boxes: &Boxes) {
    let cuts = segment(lexicon, kind, lines, boxes);
    for (n, cut) in cuts.options.iter().enumerate() {
        writeln!(out, "  {}. {}", n + 1, segments(cut)).expect("written");
    }
    let Some(best) = cuts.options.first() else {
        return;
    };
    let heads: Vec<Head> = best
        .segments
        .iter()
        .map(|segment| {
            let parted = heads::part(lexicon, kind, segment, &cuts);
            Head {
                shared: parted.shared,
                lines: parted.head,
            }
        })
        .collect();
    let assignment = assign::assign(lexicon, kind, &heads, &Context::default());
    writeln!(out, "  fields: {}", assignment.reading).expect("written");
    for (head, entry) in heads.iter().zip(&assignment.entries) {
        let fields: Vec<String> = entry
            .iter()
            .map(|taken| {
                let name = taken.field.map_or("left over", assign::Field::name);
                format!(
                    "{name} `{}`",
                    &head.lines[taken.line].text[taken.at.clone()]
                )
            })
            .collect();
        writeln!(out, "    {}", fields.join(", ")).expect("written");
    }
}

fn segments(cut: &Segmentation) -> String {
    let all: Vec<String> = cut
        .segments
        .iter()
        .map(|segment| match segment.shared.is_empty() {
            true => numbers(&segment.lines),
            false => format!("{}+{}", numbers(&segment.shared), numbers(&segment.lines)),
        })
        .collect();
    format!(
        "{}: {} before {}",
        cut.opener,
        all.join(" "),
        numbers(&cut.before)
    )
}

fn is_as_before(name: &str, file: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, stages(file)));
}

#[test]
fn items_of_four_facts() {
    is_as_before("items-of-four-facts", "en/bold-item-four-facts.md");
}

#[test]
fn employers_over_places_with_roles_below() {
    is_as_before("employers-over-roles", "en/employer-place-heading.md");
}

#[test]
fn items_of_elements_with_classes() {
    is_as_before("elements-with-classes", "en/company-class.html");
}
