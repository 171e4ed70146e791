//! What must hold of lines of text.

use proptest::prelude::*;

use vitae::diagnostic::{Source, Span, Spanned};
use vitae::extract::vocabulary;
use vitae::font::{FontSources, Shaper};
use vitae::layout::{Content, Flow, Item, Line, Node, Owner, Role, Typeset, compose, typeset};
use vitae::pdf::{self, PdfOptions};
use vitae::read::Headings;
use vitae::resume::{
    Detail, DetailLabel, Entry, EntryKind, Highlight, Resume, RichText, Section, SectionBody,
    SectionKind,
};
use vitae::theme::{Paper, Theme};

use crate::fixture;

/// A résumé of one project with bullets.
pub fn bullets(texts: &[&str]) -> Resume {
    let source = Source::new("generated", "generated");
    let span = Span::whole(&source);
    let mut entry = Entry::new(EntryKind::Project, span.clone());
    entry.title = Some(Spanned::new("Project".to_owned(), span.clone()));
    entry.highlights = texts
        .iter()
        .map(|text| Highlight {
            text: RichText::plain(*text, span.clone()),
            tags: Vec::new(),
        })
        .collect();
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

fn composed(resume: &Resume, theme: &str) -> Flow {
    let words = vocabulary().words("en");
    compose(resume, &fixture::theme(theme), words, Headings::Kind)
}

/// Set with the faces of a folder of the project beside the theme's.
fn set_with(resume: &Resume, theme: &str, folder: &str) -> Typeset {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut shaper = Shaper::with_fonts(FontSources {
        folders: vec![folder],
        system: false,
    });
    let flow = composed(resume, theme);
    typeset(&flow, &fixture::theme(theme), Paper::A4, &mut shaper)
}

fn told(set: &Typeset) -> Vec<&str> {
    set.diagnostics
        .iter()
        .map(|found| found.message.as_str())
        .collect()
}

fn set(resume: &Resume, theme: &str) -> Typeset {
    let flow = composed(resume, theme);
    typeset(&flow, &fixture::theme(theme), Paper::A4, &mut Shaper::new())
}

/// The lines of the document, each with its left edge and its node.
fn lines(set: &Typeset) -> Vec<(f32, &Line, Owner)> {
    let mut lines = Vec::new();
    for placed in set.document.pages.iter().flat_map(|page| &page.items) {
        if let Item::Line(line) = &placed.item {
            lines.push((placed.at.x.0, line, placed.owner));
        }
    }
    lines
}

/// Numbers of the bullets and running paragraphs of a flow.
fn prose(nodes: &[Node], found: &mut Vec<Owner>) {
    for node in nodes {
        let running = matches!(node.role, Role::Item | Role::Paragraph | Role::Details);
        if running && matches!(node.content, Content::Paragraph { .. }) {
            found.push(Owner::Node(node.id));
        }
        for child in node.children() {
            prose(std::slice::from_ref(child), found);
        }
    }
}

#[test]
fn a_word_of_thousands_of_characters_stays_on_the_page_and_is_told() {
    let word = "abcdefghij".repeat(400);
    for theme in fixture::THEMES {
        let set = set(&bullets(&[&format!("see {word}")]), theme);
        let right = Paper::A4.size().width - fixture::theme(theme).margins.right;
        let mut read = String::new();
        for (x, line, _) in lines(&set) {
            assert!(
                x + line.width.0 <= right.0 + 0.1,
                "{theme}: {}",
                line.text()
            );
            read.push_str(&line.text());
        }
        assert!(fixture::letters(&read).contains(&word), "{theme}");
        let told = set.diagnostics.iter().any(|found| {
            found.message == "`abcdefghijabcdefghijabcd…` is wider than its line, and is cut"
        });
        assert!(told, "{theme}: {:?}", set.diagnostics);
    }
}

#[test]
fn characters_that_readers_see_as_one_are_not_torn_apart() {
    // A letter with two marks.
    let cluster = "x\u{323}\u{302}";
    let set = set(&bullets(&[&cluster.repeat(600)]), "modern");
    for (_, line, _) in lines(&set) {
        assert!(!line.text().trim_start().starts_with(['\u{323}', '\u{302}']));
    }
}

#[test]
fn what_belongs_together_stays_on_one_line() {
    // Blanks before and after shift the breaks through every place of the text.
    let units = [
        "240 ms",
        "J. R. Okafor",
        "+351 555 010 203",
        "Jun 2019 – Mar 2022",
        "10 000 kWh",
        "well-known",
        "someone@example.org",
    ];
    for unit in units {
        for shift in 0..60 {
            let text = format!(
                "{} {unit} and the remainder of a sentence that fills a second line of text",
                "a ".repeat(shift + 40).trim_end()
            );
            let set = set(&bullets(&[&text]), "compact");
            let whole = lines(&set)
                .iter()
                .any(|(_, line, _)| line.text().contains(unit));
            assert!(whole, "{unit} after {shift}");
        }
    }
}

#[test]
fn no_line_starts_or_ends_with_a_separator() {
    for shift in 0..40 {
        let text = format!(
            "{} Rust | Go | Python with more words – as ever – than fit into a line, which \
             has to end somewhere between two of them",
            "of ".repeat(shift + 10).trim_end()
        );
        let set = set(&bullets(&[&text]), "classic");
        for (_, line, _) in lines(&set) {
            let text = line.text();
            let text = text.trim().trim_start_matches('•').trim();
            assert!(
                !text.starts_with(['|', '–']) && !text.ends_with(['|', '–']),
                "{text}"
            );
        }
    }
}

#[test]
fn running_text_ends_in_no_runt_that_can_be_helped() {
    for theme in fixture::THEMES {
        for sample in ["backend.md", "data.md"] {
            let flow = composed(&fixture::resume(sample), theme);
            let set = typeset(&flow, &fixture::theme(theme), Paper::A4, &mut Shaper::new());
            let mut running = Vec::new();
            prose(&flow.nodes, &mut running);
            for node in running {
                let all = lines(&set);
                let own: Vec<_> = all.iter().filter(|(_, _, owner)| *owner == node).collect();
                // The column of skills is too narrow to promise anything.
                let wide = own.iter().any(|(_, line, _)| line.width.0 > 250.0);
                if let (true, true, Some((_, last, _))) = (own.len() > 1, wide, own.last()) {
                    let text = last.text();
                    let text = text.trim();
                    let words = text.split(' ').count();
                    assert!(
                        words > 1 && text.chars().count() > 17,
                        "{sample} {theme}: {text}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_face_of_the_users_folder_shows_what_the_themes_lacks() {
    let resume = bullets(&["Taught the course \u{5e9}\u{5dc}\u{5d5}\u{5dd} twice"]);
    // Libertinus has Hebrew letters, and is OpenType with cubic outlines.
    let set = set_with(&resume, "modern", "fonts/LibertinusSerif");
    let faces: Vec<&str> = lines(&set)
        .iter()
        .flat_map(|(_, line, _)| &line.segments)
        .filter(|segment| segment.word.text.contains('\u{5e9}'))
        .map(|segment| segment.face.postscript_name())
        .collect();
    assert_eq!(faces, ["LibertinusSerif-Regular"]);
    let told = told(&set);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("`LibertinusSerif-Regular` from "),
        "{told:?}"
    );
    let file = pdf::write(&set.document, PdfOptions::default()).expect("written");
    let again = pdf::write(&set.document, PdfOptions::default()).expect("written");
    assert_eq!(file, again);
    for svg in vitae::svg::write(&set.document) {
        assert!(svg.contains("\u{5e9}\u{5dc}\u{5d5}\u{5dd}"));
    }
}

#[test]
fn what_no_face_has_is_told_and_left_white() {
    let set = set(&bullets(&["seen \u{6f22} here"]), "modern");
    assert_eq!(told(&set), ["no face has a glyph for \u{6f22} (U+6F22)"]);
    let all = lines(&set);
    let missing = all
        .iter()
        .flat_map(|(_, line, _)| &line.segments)
        .find(|segment| segment.word.text.contains('\u{6f22}'))
        .expect("the character keeps its place");
    assert_eq!(missing.placed_glyphs().count(), 0);
}

#[test]
fn pictures_and_unseen_characters_leave_no_mark() {
    let text = "\u{1f680} Ship\u{ad}ped \u{1f469}\u{200d}\u{1f4bb} a \u{feff}no\u{200b}te\u{202e} \u{2728}";
    let set = set(&bullets(&[text]), "modern");
    let all: String = lines(&set).iter().map(|(_, line, _)| line.text()).collect();
    assert!(all.contains("Shipped a note"), "{all}");
    for (_, line, _) in lines(&set) {
        for glyph in line
            .segments
            .iter()
            .flat_map(|segment| &segment.word.glyphs)
        {
            assert_ne!(glyph.id, 0, "{}", line.text());
        }
    }
    assert_eq!(
        told(&set),
        ["no face has a glyph for \u{1f680} (U+1F680), \u{1f469} (U+1F469), \u{2728} (U+2728)"]
    );
}

#[test]
fn the_programs_faces_write_vietnamese_russian_and_greek() {
    let alphabets = [
        "Nguy\u{1ec5}n Th\u{1ecb} \u{110}\u{1eb7}ng \u{1a0} \u{1b0}\u{1edf}\u{1eef}",
        "\u{41c}\u{43e}\u{441}\u{43a}\u{432}\u{430} \u{451} \u{416}\u{429}",
        "\u{391}\u{3b8}\u{3ae}\u{3bd}\u{3b1} \u{3c2} \u{3cb}",
    ];
    for theme in fixture::THEMES {
        let set = set(&bullets(&alphabets), theme);
        assert!(told(&set).is_empty(), "{theme}: {:?}", told(&set));
    }
}

/// Modern with the given keys.
fn modern_with(keys: &str) -> Theme {
    let file = format!("extends: modern\n{keys}\n");
    Theme::from_source(&Source::new("mine.yaml", file), "mine").expect("a theme")
}

/// A long paragraph of long words.
const LONG: &str = "Extensive responsibilities included coordinating international \
    infrastructure programmes, establishing comprehensive documentation, investigating \
    performance characteristics throughout considerable organisational transformation, \
    demonstrating straightforward communication, and consistently recommending \
    maintainable alternatives wherever unnecessary complications threatened \
    understanding. Porto2024 remained Constantinople throughout. ";

/// A paragraph of short words.
const PLAIN: &str = "We set up the new plant by the old port and ran it for ten years with a \
    team of six, and in that time no part of it had to be shut down for more than an hour, \
    as each of us knew how to mend what was at fault and when to ask for help. ";

fn set_in(theme: &Theme, text: &str) -> Typeset {
    let flow = compose(
        &bullets(&[text]),
        theme,
        vocabulary().words("en"),
        Headings::Kind,
    );
    typeset(&flow, theme, Paper::A4, &mut Shaper::new())
}

/// The lines of the only bullet, without mark and indent.
fn bullet_lines(set: &Typeset) -> Vec<&Line> {
    let mut nodes: Vec<(Owner, Vec<&Line>)> = Vec::new();
    for (_, line, owner) in lines(set) {
        match nodes.iter_mut().find(|(known, _)| *known == owner) {
            Some((_, own)) => own.push(line),
            None => nodes.push((owner, vec![line])),
        }
    }
    let longest = nodes.into_iter().max_by_key(|(_, own)| own.len());
    longest.expect("some lines").1
}

#[test]
fn words_are_parted_only_where_a_theme_asks_and_read_whole() {
    let text = LONG.repeat(6);
    for theme in fixture::THEMES {
        let theme = fixture::theme(theme);
        assert!(!theme.hyphenate && !theme.justify, "{}", theme.name);
        let set = set_in(&theme, &text);
        assert!(
            lines(&set)
                .iter()
                .all(|(_, line, _)| !line.text().contains('\u{ad}'))
        );
    }
    let set = set_in(&modern_with("hyphenate: true"), &text);
    let own = bullet_lines(&set);
    let parted: Vec<bool> = own
        .iter()
        .map(|line| line.text().ends_with('\u{ad}'))
        .collect();
    assert!(parted.contains(&true), "some word is parted");
    assert!(
        !parted.windows(2).any(|two| two == [true, true]),
        "{parted:?}"
    );
    assert!(!parted[parted.len() - 2], "{parted:?}");
    for pair in own.windows(2) {
        let (line, next) = (pair[0].text(), pair[1].text());
        if let Some(line) = line.strip_suffix('\u{ad}') {
            let word = |text: &str, first: bool| {
                let mut words = text.split_whitespace();
                let word = if first {
                    words.next()
                } else {
                    words.next_back()
                };
                word.expect("a word").to_owned()
            };
            let (front, end) = (word(line, false), word(&next, true));
            assert!(front.chars().count() >= 3 && end.chars().count() >= 3);
            assert!(!front.contains(char::is_uppercase), "{front}-{end}");
            assert!(text.contains(&format!("{front}{end}")), "{front}-{end}");
        }
    }
    let read: String = own
        .iter()
        .map(|line| line.text().replace('\u{ad}', ""))
        .collect();
    assert!(fixture::letters(&read).contains(&fixture::letters(&text)));
}

#[test]
fn justified_lines_end_at_the_measure_with_even_blanks() {
    let text = PLAIN.repeat(5);
    let theme = modern_with("hyphenate: true\njustify: true");
    let set = set_in(&theme, &text);
    let own = bullet_lines(&set);
    let (last, full) = own.split_last().expect("lines");
    let ends_in_letter = |line: &Line| line.text().trim_end().ends_with(char::is_alphabetic);
    let measure = full.iter().find(|line| ends_in_letter(line));
    let measure = measure.expect("a plain end").width;
    let widths: Vec<f32> = own.iter().map(|line| line.width.0).collect();
    assert!(full.len() > 8 && last.width < measure, "{widths:?}");
    let mut hung = 0;
    for line in full {
        // Marks reach past the edge by half to two thirds of themselves.
        let over = line.width.0 - measure.0;
        if ends_in_letter(line) {
            assert!(over.abs() < 0.2, "{}", line.text());
        } else {
            let mut words = line.segments.iter().filter(|segment| !segment.is_blank());
            let end = words.next_back().expect("a word");
            let mark = end.word.glyphs.last().expect("a mark").advance as f32;
            let mark = mark / f32::from(end.face.units_per_em()) * end.size.0;
            assert!(
                (0.5..0.7).contains(&(over / mark)),
                "{over}: {}",
                line.text()
            );
            hung += 1;
        }
        let blanks: Vec<f32> = line
            .segments
            .iter()
            .filter(|segment| segment.is_blank() && !segment.parting && segment.x < line.width)
            .map(|segment| {
                let units = f32::from(segment.face.units_per_em());
                segment.width.0 * units / (segment.size.0 * segment.word.advance as f32)
            })
            .collect();
        for blank in blanks {
            assert!((0.79..1.51).contains(&blank), "{blank}: {}", line.text());
        }
    }
    assert!(hung > 0, "no line ends in a mark");
    // What would need wide blanks stays ragged, and so do two lines.
    let ragged = set_in(&modern_with("justify: true"), &LONG.repeat(6));
    let plain = set_in(&modern_with("justify: false"), &LONG.repeat(6));
    assert_eq!(
        format!("{:?}", ragged.document),
        format!("{:?}", plain.document)
    );
    let ragged = set_in(&modern_with("justify: true"), &PLAIN[..130]);
    let plain = set_in(&modern_with("justify: false"), &PLAIN[..130]);
    assert_eq!(
        format!("{:?}", ragged.document),
        format!("{:?}", plain.document)
    );
}

/// Words of several scripts, some with marks, joiners, brackets or figures.
fn words_of_the_world() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        "[A-Za-z]{1,14}",
        "[0-9]{1,4}( ms|%|\u{20ac})?",
        "[\u{5d0}-\u{5ea}]{1,9}",
        "[(]?[\u{627}-\u{64a}]{1,9}[)]?",
        "[\u{4e00}-\u{4e40}]{1,12}[\u{3002}\u{ff0c}]?",
        "[a-z]\u{323}\u{302}[a-z]{0,3}",
        "[\u{430}-\u{44f}]{1,14}",
        "[|\u{2013}\u{b7}]",
        "[a-z]{20,160}",
    ];
    prop::collection::vec(word, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn lines_join_back_into_the_text_and_keep_their_measure(
        words in words_of_the_world(),
        theme in prop::sample::select(fixture::THEMES.to_vec()),
    ) {
        let text = words.join(" ");
        let resume = bullets(&[&text]);
        let one = set_with(&resume, theme, "fonts/LibertinusSerif");
        let margins = fixture::theme(theme).margins;
        let right = (Paper::A4.size().width - margins.right.min(margins.left)).0;
        let mut read = String::new();
        for (x, line, owner) in lines(&one) {
            prop_assert!(x >= 0.0 && x + line.width.0 <= right + 0.1, "{}", line.text());
            if owner != Owner::Artifact {
                read.push_str(&line.text());
            }
        }
        prop_assert!(fixture::letters(&read).contains(&fixture::letters(&text)), "{read}");
        let other = set_with(&resume, theme, "fonts/LibertinusSerif");
        prop_assert_eq!(format!("{:?}", one.document), format!("{:?}", other.document));
    }

    #[test]
    fn any_text_is_set_on_the_page(texts in prop::collection::vec(any::<String>(), 1..4)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let set = set(&bullets(&texts), "technical");
        for (x, line, _) in lines(&set) {
            let end = x + line.width.0;
            prop_assert!(x >= 0.0 && end <= Paper::A4.size().width.0, "{}", line.text());
        }
        prop_assert!(pdf::write(&set.document, PdfOptions::default()).is_ok());
    }
}

#[test]
fn the_usual_label_stands_once_over_two_paragraphs_of_details() {
    let mut resume = bullets(&["Built it"]);
    if let SectionBody::Entries(entries) = &mut resume.sections[0].body {
        let span = entries[0].span.clone();
        for text in ["Steel casing.", "Copper pipes."] {
            entries[0].details.push(Detail {
                label: DetailLabel::Usual,
                text: RichText::plain(text, span.clone()),
            });
        }
    }
    let flow = format!("{:?}", composed(&resume, "modern"));
    assert!(flow.contains("Copper pipes"));
    assert_eq!(flow.matches("DetailsLabel").count(), 1);
}

#[test]
fn a_place_is_set_also_where_no_employer_is_told() {
    let mut resume = bullets(&["Kept the books."]);
    let SectionBody::Entries(entries) = &mut resume.sections[0].body else {
        panic!("the section holds entries");
    };
    let span = entries[0].span.clone();
    entries[0].location = Some(Spanned::new("Lisbon".to_owned(), span));
    for theme in [
        "academic",
        "classic",
        "compact",
        "executive",
        "modern",
        "technical",
    ] {
        let flow = format!("{:?}", composed(&resume, theme));
        assert!(flow.contains("Lisbon"), "{theme}");
    }
}
