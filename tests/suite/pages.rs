//! What must hold of page breaks, whatever the text.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use vitae::diagnostic::{Source, Span, Spanned};
use vitae::extract::vocabulary;
use vitae::font::Shaper;
use vitae::layout::{
    Document, Item, NodeId, Owner, Part, Role, Typeset, compose, typeset, typeset_within,
};
use vitae::read::Headings;
use vitae::resume::{
    Detail, DetailLabel, Entry, EntryKind, Highlight, Metric, Resume, RichText, Section,
    SectionBody, SectionKind, SkillGroup, Tag,
};
use vitae::theme::{Paper, Theme};

use crate::fixture;

/// An entry of at most so many lines is never split.
const BLOCK: usize = 8;
/// So many bullets, or fewer, make their entry one block.
const BULLETS: usize = 4;

fn span() -> Span {
    Span::whole(&Source::new("generated", "generated"))
}

fn rich(text: &str) -> RichText {
    RichText::plain(text, span())
}

fn section(kind: SectionKind, number: usize, body: SectionBody) -> Section {
    Section {
        id: format!("{}-{number}", kind.name()),
        title: None,
        kind,
        body,
    }
}

/// A résumé of one section of entries, and a summary.
pub fn resume(entries: Vec<Entry>) -> Resume {
    Resume {
        summary: Some(rich("What the person does, and for whom.")),
        sections: vec![section(
            SectionKind::Projects,
            0,
            SectionBody::Entries(entries),
        )],
        ..Resume::default()
    }
}

/// A card with bullets.
pub fn card(title: &str, summary: &str, bullets: &[String], tail: bool) -> Entry {
    let mut entry = Entry::new(EntryKind::Project, span());
    entry.title = Some(Spanned::new(title.to_owned(), span()));
    entry.organization = Some(Spanned::new("Client".to_owned(), span()));
    entry.summary = (!summary.is_empty()).then(|| rich(summary));
    entry.highlights = bullets
        .iter()
        .map(|text| Highlight {
            text: rich(text),
            tags: Vec::new(),
        })
        .collect();
    if tail {
        entry.details = vec![Detail {
            label: DetailLabel::Usual,
            text: rich("how it was built and what it took to keep it running"),
        }];
        entry.tags = vec![Tag::new("Rust", span()), Tag::new("Kafka", span())];
    }
    entry
}

fn small(title: &str, summary: &str, metrics: usize) -> Entry {
    let mut entry = Entry::new(EntryKind::SmallProject, span());
    entry.title = Some(Spanned::new(title.to_owned(), span()));
    entry.summary = Some(rich(summary));
    entry.metrics = (0..metrics)
        .map(|number| Metric {
            value: format!("{number}%"),
            label: "less of it".to_owned(),
            span: span(),
        })
        .collect();
    entry
}

/// A résumé, composed and typeset on A4.
pub fn set(resume: &Resume, theme: &str) -> Typeset {
    let theme = Theme::embedded(theme).expect("embedded");
    let flow = compose(resume, &theme, vocabulary().words("en"), Headings::Kind);
    typeset(&flow, &theme, Paper::A4, &mut Shaper::new())
}

/// Page and height of each line of each node, in reading order.
type Lines = BTreeMap<NodeId, Vec<(usize, i32)>>;

fn lines(document: &Document) -> Lines {
    let mut lines = Lines::new();
    for (page, frame) in document.pages.iter().enumerate() {
        for placed in &frame.items {
            if let (Item::Line(_), Owner::Node(node)) = (&placed.item, placed.owner) {
                let line = (page, (placed.at.y.0 * 10.0) as i32);
                let of_node = lines.entry(node).or_default();
                if !of_node.contains(&line) {
                    of_node.push(line);
                }
            }
        }
    }
    lines
}

fn leaves<'a>(part: &'a Part, lines: &Lines, found: &mut Vec<&'a Part>) {
    if lines.contains_key(&part.id) {
        found.push(part);
    }
    for inside in &part.parts {
        leaves(inside, lines, found);
    }
}

fn of_role<'a>(parts: &'a [Part], role: Role, found: &mut Vec<&'a Part>) {
    for part in parts {
        if part.role == role {
            found.push(part);
        }
        of_role(&part.parts, role, found);
    }
}

/// Everything that is torn and may not be, in words.
fn torn(document: &Document) -> Vec<String> {
    let lines = lines(document);
    let pages_of = |part: &Part| -> Vec<usize> {
        let mut inside = Vec::new();
        leaves(part, &lines, &mut inside);
        inside
            .iter()
            .flat_map(|part| lines[&part.id].iter().map(|(page, _)| *page))
            .collect()
    };
    let mut faults = Vec::new();
    let mut all = Vec::new();
    for part in &document.structure {
        leaves(part, &lines, &mut all);
    }
    for (index, part) in all.iter().enumerate() {
        let pages = pages_of(part);
        for page in pages.iter().copied().collect::<BTreeSet<_>>() {
            let here = pages.iter().filter(|at| **at == page).count();
            if here < 2 && here < pages.len() {
                faults.push(format!("{:?}: one line alone on page {page}", part.role));
            }
        }
        let opens = matches!(part.role, Role::Heading | Role::Title | Role::Organization);
        if opens && let Some(next) = all.get(index + 1) {
            let (last, first) = (pages.last(), lines[&next.id].first());
            if last != first.map(|(page, _)| page) {
                faults.push(format!("{:?}: stranded", part.role));
            }
        }
    }
    let mut lists = Vec::new();
    of_role(&document.structure, Role::List, &mut lists);
    for list in lists {
        let starts: Vec<usize> = list.parts.iter().map(|item| pages_of(item)[0]).collect();
        for page in starts.iter().copied().collect::<BTreeSet<_>>() {
            let here = starts.iter().filter(|at| **at == page).count();
            if here < 2 && here < starts.len() {
                faults.push(format!("a bullet alone on page {page}"));
            }
        }
    }
    let mut entries = Vec::new();
    of_role(&document.structure, Role::Entry, &mut entries);
    for entry in entries {
        let mut inside = Vec::new();
        leaves(entry, &lines, &mut inside);
        let places: BTreeSet<(usize, i32)> = inside
            .iter()
            .flat_map(|part| lines[&part.id].iter().copied())
            .collect();
        let pages: BTreeSet<usize> = places.iter().map(|(page, _)| *page).collect();
        let mut bullets = Vec::new();
        of_role(&entry.parts, Role::Item, &mut bullets);
        let block = places.len() <= BLOCK || (1..=BULLETS).contains(&bullets.len());
        if block && pages.len() > 1 {
            faults.push(format!("an entry of {} lines is split", places.len()));
        }
    }
    faults
}

/// Items that leave their page.
fn outside(document: &Document) -> usize {
    let mut count = 0;
    for frame in &document.pages {
        for placed in &frame.items {
            let width = match &placed.item {
                Item::Line(line) => line.width.0,
                Item::Rule { width, .. } => width.0,
                Item::Ground { size, .. } => size.width.0,
                Item::Icon { side, .. } => side.0,
                Item::Image { size, .. } => size.width.0,
            };
            let (x, y) = (placed.at.x.0, placed.at.y.0);
            let across = x >= -0.01 && x + width <= frame.size.width.0 + 0.01;
            if !across || y < 0.0 || y > frame.size.height.0 {
                count += 1;
            }
        }
    }
    count
}

fn text_of(document: &Document) -> String {
    let mut text = String::new();
    for frame in &document.pages {
        for placed in &frame.items {
            if let (Item::Line(line), Owner::Node(_)) = (&placed.item, placed.owner) {
                text.push_str(&line.text());
            }
        }
    }
    fixture::letters(&text)
}

fn words(range: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec("[a-z]{2,11}", range).prop_map(|words| words.join(" "))
}

fn entry() -> impl Strategy<Value = Entry> {
    let bullets = prop::collection::vec(words(3..34), 0..11);
    let card = (words(1..6), words(0..50), bullets, any::<bool>())
        .prop_map(|(title, summary, bullets, tail)| card(&title, &summary, &bullets, tail));
    let small = (words(1..6), words(4..30), 0..4_usize)
        .prop_map(|(title, summary, metrics)| small(&title, &summary, metrics));
    prop_oneof![2 => card, 1 => small]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn nothing_is_torn_that_belongs_together(
        entries in prop::collection::vec(entry(), 1..16),
        theme in prop::sample::select(fixture::THEMES.to_vec()),
    ) {
        let set = set(&resume(entries), theme);
        let faults = torn(&set.document);
        prop_assert!(faults.is_empty(), "{theme}: {faults:?}");
        prop_assert_eq!(outside(&set.document), 0);
    }

    #[test]
    fn a_number_of_pages_is_kept_or_refused(
        entries in prop::collection::vec(entry(), 1..20),
        theme in prop::sample::select(fixture::THEMES.to_vec()),
        count in 1..4_usize,
    ) {
        let resume = resume(entries);
        let theme = Theme::embedded(theme).expect("embedded");
        let flow = compose(&resume, &theme, vocabulary().words("en"), Headings::Kind);
        let mut shaper = Shaper::new();
        let free = typeset(&flow, &theme, Paper::A4, &mut shaper);
        match typeset_within(&flow, &theme, Paper::A4, count, &mut shaper) {
            Ok(set) => {
                prop_assert!(set.document.pages.len() <= count);
                prop_assert_eq!(text_of(&set.document), text_of(&free.document));
                prop_assert!(torn(&set.document).is_empty());
            }
            Err(overrun) => {
                prop_assert!(overrun.pages > count && overrun.over.0 > 0.0);
                prop_assert!(free.document.pages.len() > count);
                // What the refusal promises is kept.
                let more = overrun.pages;
                let set = typeset_within(&flow, &theme, Paper::A4, more, &mut shaper);
                prop_assert!(set.is_ok_and(|set| set.document.pages.len() <= more));
            }
        }
    }

    #[test]
    fn equal_input_makes_equal_pages(
        entries in prop::collection::vec(entry(), 1..8),
        theme in prop::sample::select(fixture::THEMES.to_vec()),
    ) {
        let resume = resume(entries);
        let (one, other) = (set(&resume, theme), set(&resume, theme));
        prop_assert_eq!(one.fit, other.fit);
        prop_assert_eq!(
            format!("{:?}", one.document.pages),
            format!("{:?}", other.document.pages)
        );
    }
}

#[test]
fn the_samples_tear_nothing_and_end_their_pages_well() {
    for name in fixture::THEMES {
        let set = fixture::set(name);
        assert_eq!(torn(&set.document), [""; 0], "{name}");
        let theme = set.fit.applied(&fixture::theme(name));
        let line = theme.style(vitae::theme::TextRole::Body).pitch.0;
        let foot = Paper::A4.size().height.0 - theme.margins.bottom.0;
        let height = foot - theme.margins.top.0;
        let lines = lines(&set.document);
        let bottom = |page: usize| {
            let of_page = lines.values().flatten().filter(|(at, _)| *at == page);
            of_page.map(|(_, y)| *y as f32 / 10.0).fold(0.0, f32::max)
        };
        for page in 0..set.document.pages.len() - 1 {
            let white = foot - bottom(page);
            let fill = |page: usize| (bottom(page) - theme.margins.top.0) / height;
            // The baseline stands above the foot by what hangs below it: half a line.
            let brim = white <= 2.5 * line;
            let ended = fill(page) >= 0.78 && fill(page + 1) >= 0.78;
            assert!(brim || ended, "{name}: {white} pt of white on page {page}");
        }
    }
}

#[test]
fn an_entry_longer_than_a_page_is_broken_between_its_bullets() {
    let bullets: Vec<String> = (0..140)
        .map(|number| format!("What was done as number {number} and what came of it"))
        .collect();
    for name in fixture::THEMES {
        let set = set(&resume(vec![card("Long", "Why.", &bullets, true)]), name);
        assert!(set.document.pages.len() >= 2, "{name}");
        assert_eq!(torn(&set.document), [""; 0], "{name}");
        assert_eq!(outside(&set.document), 0, "{name}");
    }
}

#[test]
fn paragraphs_longer_than_a_page_stay_on_their_pages() {
    let long = "a word and another one after it ".repeat(400);
    let mut entry = card("Long", &long, &[long.clone(), long.clone()], false);
    entry.details = vec![Detail {
        label: DetailLabel::Usual,
        text: rich(&long),
    }];
    entry.tags = (0..300)
        .map(|n| Tag::new(format!("Tag{n}"), span()))
        .collect();
    for name in fixture::THEMES {
        let set = set(&resume(vec![entry.clone()]), name);
        assert_eq!(outside(&set.document), 0, "{name}");
        let theme = set.fit.applied(&fixture::theme(name));
        let foot = ((Paper::A4.size().height.0 - theme.margins.bottom.0) * 10.0) as i32;
        for (page, y) in lines(&set.document).values().flatten() {
            assert!(*y <= foot + 1, "{name}: page {page}");
        }
    }
}

#[test]
fn hundreds_of_skills_stay_on_their_pages() {
    let group = |number: usize| SkillGroup {
        name: Some(Spanned::new(format!("Group {number}"), span())),
        items: (0..250)
            .map(|item| Tag::new(format!("Skill {number} {item}"), span()))
            .collect(),
    };
    let mut resume = resume(vec![small("Small", "What it does.", 2)]);
    let skills = SectionBody::Skills((0..4).map(group).collect());
    resume
        .sections
        .push(section(SectionKind::Skills, 1, skills));
    for name in fixture::THEMES {
        let set = set(&resume, name);
        assert_eq!(outside(&set.document), 0, "{name}");
        let text = text_of(&set.document);
        for number in 0..4 {
            assert!(text.contains(&format!("Skill{number}249")), "{name}");
        }
        // What no longer stands where the theme has it is told.
        let told = set
            .diagnostics
            .iter()
            .any(|one| one.message.contains("side column"));
        assert_eq!(told, name == "executive", "{name}");
    }
}

#[test]
fn a_side_column_that_ends_a_little_early_is_stretched() {
    let group = |number: usize| SkillGroup {
        name: Some(Spanned::new(format!("Group {number}"), span())),
        items: (0..1)
            .map(|item| Tag::new(format!("Skill {number} {item}"), span()))
            .collect(),
    };
    // Bottoms of the text and of the column, for columns of different lengths.
    let mut level = 0;
    for groups in 8..26 {
        let bullets = ["what was done".to_owned(), "and what came of it".to_owned()];
        let cards = (0..9).map(|_| card("Card", "What it was.", &bullets, false));
        let mut resume = resume(cards.collect());
        let skills = SectionBody::Skills((0..groups).map(group).collect());
        resume
            .sections
            .push(section(SectionKind::Skills, 1, skills));
        let set = set(&resume, "executive");
        let theme = set.fit.applied(&fixture::theme("executive"));
        let column = Paper::A4.size().width - theme.margins.right - theme.arrangement.side.width;
        let (mut text, mut side) = (0.0_f32, 0.0_f32);
        for placed in &set.document.pages[0].items {
            if let (Item::Line(_), Owner::Node(_)) = (&placed.item, placed.owner) {
                let bottom = if placed.at.x >= column {
                    &mut side
                } else {
                    &mut text
                };
                *bottom = bottom.max(placed.at.y.0);
            }
        }
        let line = theme.style(vitae::theme::TextRole::Body).pitch.0;
        level += usize::from((text - side).abs() <= 3.2 * line);
        assert_eq!(outside(&set.document), 0);
    }
    // Without stretching two of these lengths end level, by chance.
    assert!(level >= 3, "{level}");
}

#[test]
fn a_page_ends_where_its_author_ends_it() {
    let page = r#"---
name: Ana Reis
title: Engineer
---

## Projects

### First thing

- Made it
- Kept it

<div style="page-break-after: always"></div>

### Second thing

- Made it too
- Kept it too

\newpage

## Education

### Some degree

A school.
"#;
    let sources = vitae::read::sources_in_memory("page.md", page.as_bytes().to_vec());
    let (resume, _) = vitae::extract::resume(&sources.expect("reads")).expect("a résumé");
    for name in fixture::THEMES {
        let set = set(&resume, name);
        assert_eq!(set.document.pages.len(), 3, "{name}");
        let text: Vec<String> = set
            .document
            .pages
            .iter()
            .map(|frame| {
                let lines = frame.items.iter().filter_map(|placed| match &placed.item {
                    Item::Line(line) if placed.owner != Owner::Artifact => Some(line.text()),
                    _ => None,
                });
                lines.collect()
            })
            .collect();
        assert!(text[0].contains("First thing"), "{name}: {text:?}");
        assert!(text[1].starts_with("Second thing"), "{name}: {text:?}");
        assert!(
            text[2].to_lowercase().starts_with("education"),
            "{name}: {text:?}"
        );
        assert!(!text.concat().contains("newpage"), "{name}");
        let theme = fixture::theme(name);
        let flow = compose(&resume, &theme, vocabulary().words("en"), Headings::Kind);
        let options = vitae::word::WordOptions {
            paper: Paper::A4,
            timestamp: None,
            ..Default::default()
        };
        let word = vitae::word::write(&flow, &theme, &options).expect("written");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(word)).expect("a zip");
        let mut part = archive.by_name("word/document.xml").expect("a part");
        let mut xml = String::new();
        std::io::Read::read_to_string(&mut part, &mut xml).expect("text");
        assert_eq!(xml.matches("<w:pageBreakBefore").count(), 2, "{name}");
    }
}

#[test]
fn five_hundred_entries_stand_once_each_and_fill_their_pages() {
    let entries: Vec<Entry> = (0..500)
        .map(|number| match number % 3 {
            0 => {
                let bullets = ["one thing", "another", "a third", "a fourth", "a fifth"];
                card(
                    &format!("Entry {number:03}x"),
                    "What it was.",
                    &bullets.map(str::to_owned),
                    true,
                )
            }
            _ => small(&format!("Entry {number:03}x"), "What it did.", number % 4),
        })
        .collect();
    for name in ["modern", "executive"] {
        let set = set(&resume(entries.clone()), name);
        assert_eq!(torn(&set.document), [""; 0], "{name}");
        let text = text_of(&set.document);
        let mut at = 0;
        for number in 0..500 {
            let title = format!("Entry{number:03}x");
            assert_eq!(text.matches(&title).count(), 1, "{name}: {title}");
            let place = text.find(&title).expect("counted");
            assert!(place >= at, "{name}: {title} stands in order");
            at = place;
        }
    }
}
