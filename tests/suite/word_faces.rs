//! Faces and colours of a Word file: by the theme part's names, and brought along.

use std::collections::BTreeSet;
use std::io::Read;

use vitae::theme::Theme;
use vitae::word::{WordOptions, not_embedded};

use crate::fixture::THEMES;
use crate::sample::resume;
use crate::word::{document, names, part};

fn bytes(file: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("an archive");
    let mut bytes = Vec::new();
    let mut part = archive.by_name(name).expect("a part");
    part.read_to_end(&mut bytes).expect("read");
    bytes
}

fn values<'a>(xml: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!("{attribute}=\"");
    let rest = xml.split(start.as_str()).skip(1);
    rest.map(|rest| rest.split('"').next().expect("an end"))
        .collect()
}

#[test]
fn styles_refer_to_the_colors_and_faces_of_the_theme_part() {
    for name in THEMES {
        let file = document(&resume(), name, WordOptions::default());
        let (styles, theme) = (
            part(&file, "word/styles.xml"),
            part(&file, "word/theme/theme1.xml"),
        );
        let face = Theme::embedded(name).expect("a theme").word_face;
        assert_eq!(
            values(&theme, "a:latin typeface"),
            [face.as_str(), face.as_str()],
            "{name}"
        );
        assert!(styles.contains("w:asciiTheme=\"minorHAnsi\""), "{name}");
        assert!(styles.contains("w:asciiTheme=\"majorHAnsi\""), "{name}");
        let slots: Vec<(&str, &str)> = [
            ("text1", "a:dk1"),
            ("text2", "a:dk2"),
            ("background2", "a:lt2"),
            ("accent1", "a:accent1"),
            ("accent2", "a:accent2"),
            ("accent3", "a:accent3"),
            ("accent4", "a:accent4"),
            ("accent5", "a:accent5"),
            ("accent6", "a:accent6"),
        ]
        .to_vec();
        let mut seen = 0;
        for color in styles.split("<w:color ").skip(1) {
            let color = color.split("/>").next().expect("an end");
            let (digits, slot) = (values(color, "w:val")[0], values(color, "w:themeColor"));
            let slot = slot
                .first()
                .unwrap_or_else(|| panic!("{name}: {digits} has no name"));
            let (_, element) = slots
                .iter()
                .find(|(known, _)| known == slot)
                .expect("a slot");
            let meant = theme
                .split(&format!("<{element}>"))
                .nth(1)
                .expect("the slot");
            assert_eq!(values(meant, "a:srgbClr val")[0], digits, "{name}: {slot}");
            seen += 1;
        }
        assert!(seen > 3, "{name}");
    }
}

#[test]
fn nothing_is_embedded_unasked_and_files_are_small() {
    for name in THEMES {
        let file = document(&resume(), name, WordOptions::default());
        assert!(
            !names(&file).iter().any(|part| part.ends_with(".odttf")),
            "{name}"
        );
        assert!(file.len() < 15_000, "{name}: {} bytes", file.len());
    }
}

#[test]
fn embedded_faces_are_those_of_the_text_and_can_be_read_back() {
    let options = WordOptions {
        embed_fonts: true,
        ..WordOptions::default()
    };
    let file = document(&resume(), "technical", options);
    let table = part(&file, "word/fontTable.xml");
    let named: BTreeSet<&str> = values(&table, "w:font w:name").into_iter().collect();
    assert_eq!(
        named,
        BTreeSet::from([
            "Calibri",
            "IBM Plex Mono",
            "IBM Plex Mono SemiBold",
            "IBM Plex Sans",
            "IBM Plex Sans SemiBold",
        ])
    );
    let relations = part(&file, "word/_rels/fontTable.xml.rels");
    let styles = part(&file, "word/styles.xml") + &part(&file, "word/document.xml");
    for face in values(&styles, "w:ascii") {
        assert!(named.contains(face), "{face} is in no table");
    }
    let places: Vec<&str> = table.split("<w:embed").skip(1).collect();
    assert_eq!(places.len(), 4, "{table}");
    for place in places {
        let (id, key) = (values(place, "r:id")[0], values(place, "w:fontKey")[0]);
        let relation = relations
            .split("<Relationship ")
            .find(|one| one.contains(&format!("Id=\"{id}\"")));
        let target = values(relation.expect("a relationship"), "Target")[0];
        let mut face = bytes(&file, &format!("word/{target}"));
        assert_ne!(face[..4], [0, 1, 0, 0], "its first bytes are changed");
        let digits: String = key.chars().filter(char::is_ascii_hexdigit).collect();
        let key: Vec<u8> = (0..16)
            .map(|at| u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).expect("digits"))
            .collect();
        for at in 0..32 {
            face[at] ^= key[15 - at % 16];
        }
        assert_eq!(face[..4], [0, 1, 0, 0], "a TrueType face");
        assert_eq!(
            face[4..6].len() + usize::from(face[5]),
            2 + usize::from(face[5])
        );
        assert!(part(&file, "word/settings.xml").contains("<w:embedTrueTypeFonts/>"));
    }
}

#[test]
fn outlines_that_word_cannot_take_are_told() {
    let theme = |name| Theme::embedded(name).expect("a theme");
    assert_eq!(not_embedded(&theme("academic")), ["Libertinus Serif"]);
    for name in ["classic", "compact", "executive", "modern", "technical"] {
        assert!(not_embedded(&theme(name)).is_empty(), "{name}");
    }
    let options = WordOptions {
        embed_fonts: true,
        ..WordOptions::default()
    };
    let file = document(&resume(), "academic", options);
    assert!(!names(&file).iter().any(|part| part.ends_with(".odttf")));
}
