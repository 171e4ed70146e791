//! Text that is read from right to left, and scripts that only other faces have.

use std::path::Path;
use std::process::Command;

use vitae::diagnostic::{Source, Span, Spanned};
use vitae::extract::vocabulary;
use vitae::font::{FontSources, Shaper};
use vitae::layout::{Item, Line, Owner, Typeset, compose, typeset};
use vitae::pdf::{self, PdfOptions};
use vitae::read::Headings;
use vitae::resume::Resume;
use vitae::theme::Paper;

use crate::fixture;
use crate::text::bullets;

/// Hebrew words: the text of a bullet, a Latin island, brackets, and figures.
const HEBREW: &str = "\u{5d1}\u{5e0}\u{5d9}\u{5ea}\u{5d9} \u{5de}\u{5e0}\u{5d5}\u{5e2} (Rust, Go) \u{5dc}\u{5d0}\u{5dc}\u{5e3} 3200 \u{5db}\u{5ea}\u{5d1}\u{5d9} \u{5d9}\u{5d3}";

fn in_language(texts: &[&str], language: &str) -> Resume {
    let span = Span::whole(&Source::new("generated", "generated"));
    Resume {
        language: Some(Spanned::new(language.to_owned(), span)),
        ..bullets(texts)
    }
}

/// Set with Libertinus, which has Hebrew letters, beside the theme's faces.
fn set(resume: &Resume, theme: &str) -> Typeset {
    let mut shaper = Shaper::with_fonts(FontSources {
        folders: vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/LibertinusSerif")],
        system: false,
    });
    let theme = fixture::theme(theme);
    let flow = compose(resume, &theme, vocabulary().words("en"), Headings::Kind);
    typeset(&flow, &theme, Paper::A4, &mut shaper)
}

fn lines(set: &Typeset) -> Vec<(f32, &Line)> {
    let mut lines = Vec::new();
    for placed in set.document.pages.iter().flat_map(|page| &page.items) {
        if let (Item::Line(line), Owner::Node(_)) = (&placed.item, placed.owner) {
            lines.push((placed.at.x.0, line));
        }
    }
    lines
}

/// The words of a line from left to right.
fn as_they_stand(line: &Line) -> Vec<&str> {
    let mut words: Vec<(f32, &str)> = line
        .segments
        .iter()
        .filter(|segment| !segment.is_blank())
        .map(|segment| (segment.x.0, segment.word.text.as_str()))
        .collect();
    words.sort_by(|a, b| a.0.total_cmp(&b.0));
    words.into_iter().map(|(_, word)| word).collect()
}

#[test]
fn a_hebrew_document_is_turned_over() {
    for theme in fixture::THEMES {
        let margins = fixture::theme(theme).margins;
        let hebrew = set(&in_language(&[HEBREW], "he"), theme);
        // Margins are turned over too.
        let right = Paper::A4.size().width - margins.left;
        let all = lines(&hebrew);
        let line = |what: &str| {
            let found = all.iter().find(|(_, line)| line.text().contains(what));
            found.copied().unwrap_or_else(|| panic!("{theme}: {what}"))
        };
        let (x, bullet) = line("Rust");
        let start = x + bullet.width.0;
        assert!(start <= right.0 + 0.1, "{theme}");
        assert!(x >= margins.right.0 - 0.1, "{theme}");
        // The title starts where the bullet's list starts, on the right.
        let (title_x, title) = line("Project");
        assert!(title_x + title.width.0 >= start - 0.1, "{theme}");
        assert_eq!(bullet.segments[0].word.text.chars().count(), 1, "{theme}");
        assert_eq!(
            as_they_stand(bullet).last(),
            Some(&bullet.segments[0].word.text.as_str())
        );
        assert!(
            bullet.text().ends_with(HEBREW),
            "{theme}: {}",
            bullet.text()
        );
    }
}

#[test]
fn words_stand_from_right_to_left_and_islands_from_left_to_right() {
    let hebrew = set(&in_language(&[HEBREW], "he"), "modern");
    let all = lines(&hebrew);
    let (_, line) = all
        .iter()
        .find(|(_, line)| line.text().contains("Rust"))
        .expect("bullet");
    let stand = as_they_stand(line);
    let words: Vec<&str> = HEBREW.split(' ').collect();
    let at = |word: &str| stand.iter().position(|other| *other == word).expect(word);
    assert!(at(words[0]) > at(words[1]) && at(words[1]) > at("Rust,"));
    assert!(at("Rust,") < at("Go"), "{stand:?}");
    assert!(
        at(words[4]) > at("3200") && at("3200") > at(words[6]),
        "{stand:?}"
    );
    // Both brackets are turned: the opening one stands right of the island, and looks so.
    let bracket = |text: &str| {
        let segment = line
            .segments
            .iter()
            .find(|s| s.word.text == text)
            .expect(text);
        (segment.x.0, segment.word.glyphs[0].id, segment.face)
    };
    let (open, close) = (bracket("("), bracket(")"));
    assert!(open.0 > close.0);
    assert_eq!(Some(open.1), open.2.glyph(')'));
    assert_eq!(Some(close.1), close.2.glyph('('));
}

#[test]
fn a_hebrew_phrase_in_an_english_document_turns_alone() {
    let text = "Wrote \u{5d1}\u{5e0}\u{5d9}\u{5ea}\u{5d9} \u{5de}\u{5e0}\u{5d5}\u{5e2} in Rust";
    let set = set(&in_language(&[text], "en"), "compact");
    let all = lines(&set);
    let (_, line) = all
        .iter()
        .find(|(_, line)| line.text().contains("Wrote"))
        .expect("bullet");
    let words: Vec<&str> = text.split(' ').collect();
    let stand = as_they_stand(line);
    assert_eq!(
        stand[1..],
        [words[0], words[2], words[1], words[3], words[4]]
    );
}

#[test]
fn hebrew_is_read_in_order_by_others() {
    // Poppler takes a page's direction from most of its letters.
    let more = HEBREW.replace("Rust, Go", "\u{5d0}\u{5d1}\u{5d2}");
    let set = set(&in_language(&[HEBREW, &more, &more], "he"), "modern");
    let file = pdf::write(&set.document, PdfOptions::default()).expect("written");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("hebrew.pdf");
    std::fs::write(&path, file).expect("written");
    let Ok(read) = Command::new("pdftotext").arg(&path).arg("-").output() else {
        eprintln!("skipped: pdftotext is missing");
        return;
    };
    let steering = |c: &char| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{200e}' | '\u{200f}');
    let text: String = String::from_utf8_lossy(&read.stdout)
        .chars()
        .filter(steering)
        .collect();
    for word in HEBREW
        .split(' ')
        .filter(|word| word.chars().all(char::is_alphabetic))
    {
        assert!(text.contains(word), "{word} in {text}");
    }
    let at = |word: &str| {
        text.find(word)
            .unwrap_or_else(|| panic!("{word} in {text}"))
    };
    let words: Vec<&str> = HEBREW.split(' ').collect();
    assert!(
        at(words[0]) < at(words[1]) && at(words[1]) < at("Rust"),
        "{text:?}"
    );
    assert!(
        at("Rust") < at(words[4]) && at(words[4]) < at("3200"),
        "{text}"
    );
}

/// The system's faces as a source, if one of them shows the text.
fn system_shows(text: &str) -> Option<Shaper> {
    let mut shaper = Shaper::with_fonts(FontSources {
        folders: Vec::new(),
        system: true,
    });
    let theme = fixture::theme("modern");
    let flow = compose(
        &bullets(&[text]),
        &theme,
        vocabulary().words("en"),
        Headings::Kind,
    );
    let set = typeset(&flow, &theme, Paper::A4, &mut shaper);
    let missing = set
        .diagnostics
        .iter()
        .any(|found| found.message.starts_with("no face"));
    if missing {
        eprintln!("skipped: no face of this system shows {text}");
        return None;
    }
    Some(shaper)
}

#[test]
fn the_samples_of_other_scripts_are_set_whole() {
    for (name, letters) in [
        ("sira.md", "\u{644}\u{64a}\u{60c}"),
        ("korot.md", "\u{5d0}\u{5d1}"),
        ("jianli.md", "\u{6797}\u{7ea7}\u{3002}"),
        ("shokureki.md", "\u{65e9}\u{307f}\u{30fc}"),
    ] {
        let Some(mut shaper) = system_shows(letters) else {
            continue;
        };
        let resume = fixture::resume(&format!("pages/{name}"));
        for theme in fixture::THEMES {
            let theme = fixture::theme(theme);
            let words = vocabulary().words("en");
            let flow = compose(&resume, &theme, words, Headings::Kind);
            let set = typeset(&flow, &theme, Paper::A4, &mut shaper);
            for placed in set.document.pages.iter().flat_map(|page| &page.items) {
                let Item::Line(line) = &placed.item else {
                    continue;
                };
                let glyphs = line
                    .segments
                    .iter()
                    .flat_map(|segment| &segment.word.glyphs);
                assert!(glyphs.clone().all(|glyph| glyph.id != 0), "{}", line.text());
                let end = placed.at.x + line.width;
                assert!(placed.at.x.0 >= 0.0 && end <= set.document.pages[0].size.width);
            }
            let file = pdf::write(&set.document, PdfOptions::default()).expect("written");
            // Of twenty megabytes of Chinese faces a few glyphs are embedded.
            assert!(
                file.len() < 120_000,
                "{name} {}: {} bytes",
                theme.name,
                file.len()
            );
            let again = typeset(&flow, &theme, Paper::A4, &mut shaper);
            let again = pdf::write(&again.document, PdfOptions::default()).expect("written");
            assert_eq!(file, again, "{name} {}", theme.name);
        }
    }
}

#[test]
fn no_chinese_line_starts_with_a_closing_mark() {
    let Some(mut shaper) = system_shows("\u{6797}\u{7ea7}\u{3002}") else {
        return;
    };
    let sentence = "\u{62e5}\u{6709}\u{5341}\u{5e74}\u{7ecf}\u{9a8c}\u{ff0c}\u{201c}\u{5c0f}\u{7ad9}\u{201d}\u{3001}\u{6d4b}\u{8bd5}\u{ff08}\u{5cf0}\u{503c}\u{ff09}\u{3002}";
    let theme = fixture::theme("modern");
    for shift in 0..14 {
        let text = format!("{}{}", "\u{4e2d}".repeat(shift), sentence.repeat(6));
        let words = vocabulary().words("zh");
        let flow = compose(&in_language(&[&text], "zh"), &theme, words, Headings::Kind);
        let set = typeset(&flow, &theme, Paper::A4, &mut shaper);
        let all = lines(&set);
        let own: Vec<String> = all
            .iter()
            .map(|(_, line)| line.text().trim_start_matches(['\u{2022}', ' ']).to_owned())
            .filter(|text| text.contains('\u{5e74}'))
            .collect();
        assert!(
            own.len() > 1 && own.concat().trim().contains(&text),
            "{own:?}"
        );
        for line in own {
            assert!(
                !line.starts_with(['\u{ff0c}', '\u{3001}', '\u{3002}', '\u{ff09}', '\u{201d}']),
                "{line}"
            );
            assert!(
                !line.trim_end().ends_with(['\u{ff08}', '\u{201c}']),
                "{line}"
            );
        }
    }
}
