//! Cover letters: one page in the looks of the résumé, with nothing lost and nothing made up.

use std::fs;
use std::path::{Path, PathBuf};

use lopdf::Document;

use crate::fixture::{self, THEMES, run, told};
use crate::pdf;
use crate::redact::Said;
use crate::word;

/// What the sample letter says, in its order, written down by hand.
const SAID: [&str; 12] = [
    "Ines Valadares",
    "Senior Backend Engineer",
    "ines@example.org",
    "Porto, 4 March 2026",
    "Ms Helga Sandvik",
    "9008 Tromsø, Norway",
    "Senior Backend Engineer for the berth service",
    "Dear Ms Sandvik,",
    "At the harbour conference in Bergen",
    "Runbooks that strangers can follow.",
    "Kind regards,",
    "two references",
];

/// The samples' letter and page in a folder of their own.
fn samples() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["letter.md", "backend.md"] {
        fs::copy(fixture::sample(name), folder.path().join(name)).expect("copied");
    }
    folder
}

/// A letter written by hand, alone in a folder.
fn written(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("letter.md"), text).expect("written");
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

/// The words of each page of a PDF.
fn pages(path: &PathBuf) -> Vec<String> {
    let document = Document::load(path).expect("a PDF");
    let pages = document.get_pages();
    let lines = pages.into_values().map(|page| pdf::lines(&document, page));
    lines.map(|lines| lines.join(" ")).collect()
}

/// The words with one blank between them.
fn single(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_letter_has_one_page_in_every_theme_and_says_all_in_order() {
    let folder = samples();
    for theme in THEMES {
        let arguments = [
            "letter",
            "letter.md",
            "backend.md",
            "--theme",
            theme,
            "--out",
            theme,
        ];
        let output = run(folder.path(), &arguments);
        assert!(output.status.success(), "{}", told(&output));
        let out = folder.path().join(theme);
        let files = ["Ines-Valadares-Letter.docx", "Ines-Valadares-Letter.pdf"];
        assert_eq!(names(&out), files);
        let pages = pages(&out.join(files[1]));
        assert_eq!(pages.len(), 1, "{theme}");
        let text = single(&pages[0]);
        let mut from = 0;
        for phrase in SAID {
            // The side column of this theme is read after the headline.
            let at = text[from..].find(phrase);
            from += at.unwrap_or_else(|| panic!("{theme}: {phrase} after {}", &text[..from]));
        }
        let said = Said::of(&out.join(files[0]));
        for phrase in SAID {
            assert!(said.says(phrase), "{theme}: {phrase} in Word");
        }
    }
}

#[test]
fn the_name_is_the_first_heading_and_the_subject_the_second() {
    let folder = samples();
    let arguments = [
        "letter",
        "letter.md",
        "backend.md",
        "-o",
        "letter.pdf",
        "--date",
        "2026-03-31",
    ];
    assert!(run(folder.path(), &arguments).status.success());
    let document = Document::load(folder.path().join("letter.pdf")).expect("a PDF");
    let mut headings = Vec::new();
    for object in document.objects.values() {
        let Ok(element) = object.as_dict() else {
            continue;
        };
        if let Ok(tag) = element.get(b"S").and_then(lopdf::Object::as_name) {
            let tag = String::from_utf8_lossy(tag).into_owned();
            if tag.starts_with('H') && tag.len() == 2 {
                headings.push(tag);
            }
        }
    }
    headings.sort();
    assert_eq!(headings, ["H1", "H2"]);
    let info = document
        .trailer
        .get(b"Info")
        .and_then(lopdf::Object::as_reference);
    let info = document
        .get_dictionary(info.expect("an Info"))
        .expect("a dictionary");
    assert_eq!(
        pdf::string_of(info, b"Title"),
        "Senior Backend Engineer for the berth service – Ines Valadares"
    );
    assert!(pdf::string_of(info, b"CreationDate").starts_with("D:20260331"));
}

#[test]
fn word_knows_the_parts_of_a_letter_by_its_own_styles() {
    let folder = samples();
    let arguments = ["letter", "letter.md", "backend.md", "-o", "letter.docx"];
    assert!(run(folder.path(), &arguments).status.success());
    let said = Said::of(&folder.path().join("letter.docx"));
    for style in [
        "Title",
        "Date",
        "InsideAddress",
        "SubjectLine",
        "Salutation",
        "BodyText",
        "ListBullet",
        "Closing",
        "Signature",
        "Enclosures",
    ] {
        assert!(
            said.says(&format!("<w:pStyle w:val=\"{style}\"/>")),
            "{style}"
        );
        assert!(said.says(&format!("w:styleId=\"{style}\"")), "{style}");
    }
    // A résumé has none of them.
    let resume = ["export", "backend.md", "-o", "resume.docx"];
    assert!(run(folder.path(), &resume).status.success());
    assert!(!Said::of(&folder.path().join("resume.docx")).says("w:styleId=\"Salutation\""));
}

/// Two numbered lists: one goes on from nine, the other starts anew.
const NUMBERED: &str = "---
signature: Ines Valadares
---

Before the season I would:

9. walk the quay with your pilots at five in the morning and write down what they ask for, word
   by word, before anything is built
10. put one screen right
11. measure the calls

And after it:

1. leave runbooks
2. leave
";

#[test]
fn numbered_items_have_their_numbers_and_hang_beside_them() {
    let folder = written(NUMBERED);
    for theme in THEMES {
        let arguments = ["letter", "letter.md", "-o", "letter.pdf", "--theme", theme];
        let output = run(folder.path(), &arguments);
        assert!(output.status.success(), "{}", told(&output));
        let path = folder.path().join("letter.pdf");
        let page = single(&pages(&path).join(" "));
        for item in [
            "9. walk the quay",
            "10. put one screen right",
            "11. measure the calls",
            "1. leave runbooks",
            "2. leave",
        ] {
            assert!(page.contains(item), "{theme}: {item} in {page}");
        }
        let document = Document::load(&path).expect("a PDF");
        let mut lists = Vec::new();
        let mut tags = Vec::new();
        for object in document.objects.values() {
            let Ok(element) = object.as_dict() else {
                continue;
            };
            let name = |from: &lopdf::Dictionary, key: &[u8]| {
                let name = from.get(key).and_then(lopdf::Object::as_name);
                name.map_or(String::new(), |name| {
                    String::from_utf8_lossy(name).into_owned()
                })
            };
            tags.push(name(element, b"S"));
            if let Ok(attributes) = element.get(b"A").and_then(lopdf::Object::as_dict) {
                lists.push(name(attributes, b"ListNumbering"));
            }
        }
        lists.retain(|list| !list.is_empty());
        assert_eq!(lists, ["Decimal", "Decimal"], "{theme}");
        let count = |tag: &str| tags.iter().filter(|own| *own == tag).count();
        assert_eq!((count("Lbl"), count("LBody")), (5, 5), "{theme}");
    }
}

#[test]
fn word_counts_numbered_items_itself_and_each_list_from_its_own_number() {
    let folder = written(NUMBERED);
    let output = run(folder.path(), &["letter", "letter.md", "-o", "letter.docx"]);
    assert!(output.status.success(), "{}", told(&output));
    let file = fs::read(folder.path().join("letter.docx")).expect("a file");
    let text = word::part(&file, "word/document.xml");
    assert_eq!(text.matches("<w:pStyle w:val=\"ListNumber\"/>").count(), 5);
    let lists: Vec<&str> = text
        .split("<w:numId w:val=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().expect("an end"))
        .collect();
    assert_eq!(lists, ["3", "3", "3", "4", "4"]);
    // Word prints the numbers: in the text they would stand twice.
    assert!(!text.contains("9.") && !text.contains("10."));
    let numbering = word::part(&file, "word/numbering.xml");
    let decimal: Vec<&str> = numbering
        .split("<w:abstractNum ")
        .filter(|list| list.contains("<w:numFmt w:val=\"decimal\"/>"))
        .collect();
    assert_eq!(decimal.len(), 2);
    assert!(decimal[0].contains("<w:start w:val=\"9\"/>"));
    assert!(decimal[1].contains("<w:start w:val=\"1\"/>"));
    assert!(word::part(&file, "word/styles.xml").contains("w:styleId=\"ListNumber\""));
}

#[test]
fn nothing_is_made_up_for_what_is_missing() {
    let folder = written("I write to you, and this is all.\n");
    let arguments = ["letter", "letter.md", "--name", "Jo Li", "--format", "pdf"];
    let output = run(folder.path(), &arguments);
    assert!(output.status.success(), "{}", told(&output));
    let pages = pages(&folder.path().join("Jo-Li-Letter.pdf"));
    assert_eq!(
        single(&pages[0]),
        "Jo Li I write to you, and this is all. Jo Li"
    );
}

#[test]
fn a_date_is_the_authors_or_that_of_the_option_and_never_the_clocks() {
    let text = "---\nlanguage: de\nplace: Kiel\n---\n\nIch schreibe Ihnen.\n";
    let folder = written(text);
    let plain = ["letter", "letter.md", "--name", "Jo Li", "-o", "a.pdf"];
    assert!(run(folder.path(), &plain).status.success());
    let first = &pages(&folder.path().join("a.pdf"))[0];
    assert!(first.contains("Kiel") && !first.contains("20"), "{first}");
    let dated = [
        "letter",
        "letter.md",
        "--name",
        "Jo Li",
        "--date",
        "2026-05-01",
        "--format",
        "pdf",
    ];
    assert!(run(folder.path(), &dated).status.success());
    // The file's name is in the letter's language, too.
    let second = &pages(&folder.path().join("Jo-Li-Anschreiben.pdf"))[0];
    assert!(second.contains("Kiel, 1. Mai 2026"), "{second}");
    let wrong = [
        "letter",
        "letter.md",
        "--name",
        "Jo Li",
        "--date",
        "1.5.2026",
    ];
    let output = run(folder.path(), &wrong);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("--date:1:1"), "{}", told(&output));
}

#[test]
fn a_long_letter_is_tightened_and_a_longer_one_loses_nothing() {
    let paragraph = |n: usize| {
        format!(
            "Paragraph {n} says what the one before it did not say, and it says it in so many \
             words that nobody could call it short; it even repeats itself a little at the end, \
             as letters of this sort are known to do when nobody stops them in time.\n\n"
        )
    };
    let letter = |count: usize| {
        let body: String = (1..=count).map(paragraph).collect();
        format!("---\nsalutation: Dear reader,\nclosing: Yours,\n---\n\n{body}")
    };
    for (count, expected) in [(14, 1), (26, 2)] {
        let folder = written(&letter(count));
        let arguments = ["letter", "letter.md", "--name", "Jo Li", "-o", "letter.pdf"];
        let output = run(folder.path(), &arguments);
        assert!(output.status.success(), "{}", told(&output));
        let pages = pages(&folder.path().join("letter.pdf"));
        assert_eq!(pages.len(), expected, "{count} paragraphs");
        let text = single(&pages.join(" "));
        for n in 1..=count {
            assert!(text.contains(&format!("Paragraph {n} says")), "{n}");
        }
        let last = single(pages.last().expect("a page"));
        // The closing words never stand alone on a page.
        assert!(last.contains("Yours,") && last.contains(&format!("Paragraph {count} says")));
        assert_eq!(
            told(&output).contains("the letter has 2 pages"),
            expected == 2
        );
    }
}

#[test]
fn the_same_letter_makes_the_same_bytes() {
    let folder = samples();
    for out in ["a", "b"] {
        let arguments = ["letter", "letter.md", "backend.md", "--out", out];
        assert!(run(folder.path(), &arguments).status.success());
    }
    for name in names(&folder.path().join("a")) {
        let read = |out: &str| fs::read(folder.path().join(out).join(&name)).expect("a file");
        assert_eq!(read("a"), read("b"), "{name}");
    }
}

#[test]
fn a_redacted_letter_keeps_the_recipient_and_loses_the_senders_values() {
    let folder = written(
        "---\nrecipient: [Harbour of Bergen, '5003 Bergen, Norway']\nplace: Porto\n\
         date: 2026-03-04\n---\n\nI would come. Call +351 22 555 01 47 or write to \
         jo@example.org. I mean it.\n",
    );
    let arguments = [
        "letter",
        "letter.md",
        "--name",
        "Jo Li",
        "--phone",
        "+351 22 555 01 47",
        "--email",
        "jo@example.org",
        "--location",
        "Porto, Portugal",
        "--redact",
        "phone,email,location",
        "--format",
        "pdf,docx",
    ];
    let output = run(folder.path(), &arguments);
    assert!(output.status.success(), "{}", told(&output));
    let text = &pages(&folder.path().join("Jo-Li-Letter.pdf"))[0];
    assert_eq!(
        single(text),
        "Jo Li 4 March 2026 Harbour of Bergen 5003 Bergen, Norway I would come. I mean it. Jo Li"
    );
    for name in ["Jo-Li-Letter.pdf", "Jo-Li-Letter.docx"] {
        let said = Said::of(&folder.path().join(name));
        for value in ["+351 22 555 01 47", "225550147", "jo@example.org", "Porto"] {
            assert!(!said.says(value), "{value} in {name}");
        }
    }
}

#[test]
fn a_letter_is_never_overwritten_and_standard_input_holds_one_file() {
    let folder = samples();
    let over = [
        "letter",
        "letter.md",
        "backend.md",
        "--format",
        "pdf",
        "-o",
        "letter.md",
    ];
    let output = run(folder.path(), &over);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    let both = ["letter", "-", "-", "-o", "letter.pdf"];
    let output = run(folder.path(), &both);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("standard input holds one file"));
}

/// The samples with a role that has its own look, letter and words.
fn role(text: &str) -> tempfile::TempDir {
    let folder = samples();
    fs::create_dir(folder.path().join("letters")).expect("made");
    fs::rename(
        folder.path().join("letter.md"),
        folder.path().join("letters/bergen.md"),
    )
    .expect("moved");
    let settings = format!("roles:\n  berths:\n    pages: backend.md\n{text}");
    fs::write(folder.path().join("vitae.yaml"), settings).expect("written");
    folder
}

#[test]
fn a_roles_letter_has_its_theme_headline_formats_and_silence() {
    let folder = role(
        "    letter: letters/bergen.md\n    headline: Harbour Engineer\n    theme: classic\n    \
         formats: pdf\n    redact: [email, location]\n",
    );
    let output = run(folder.path(), &["letter", "--role", "berths"]);
    assert!(output.status.success(), "{}", told(&output));
    let file = folder.path().join("Ines-Valadares-Letter.pdf");
    assert!(!file.with_extension("docx").exists());
    let text = single(&pages(&file)[0]);
    assert!(text.contains("Harbour Engineer"), "{text}");
    assert!(
        text.contains("At the harbour conference in Bergen"),
        "{text}"
    );
    // The letter's own place is the town where she lives.
    assert!(!text.contains("Porto"), "{text}");
    assert!(!Said::of(&file).says("ines@example.org"));
    let same = [
        "letter",
        "letters/bergen.md",
        "backend.md",
        "--headline",
        "Harbour Engineer",
        "--theme",
        "classic",
        "--redact",
        "email,location",
        "-o",
        "same.pdf",
    ];
    assert!(run(folder.path(), &same).status.success());
    let read = |path: &Path| fs::read(path).expect("a file");
    assert_eq!(read(&file), read(&folder.path().join("same.pdf")));
}

#[test]
fn a_letter_and_its_resume_never_share_a_name() {
    let cases = [
        ("{name}-{role}", "Ines-Valadares-berths", "-Letter"),
        ("{stem}", "backend", "-Letter"),
        ("{headline} {theme}", "Senior-Backend-Engineer-modern", ""),
    ];
    for (pattern, resume, end) in cases {
        let settings =
            format!("    letter: letters/bergen.md\n    formats: pdf\n    pattern: '{pattern}'\n");
        let folder = role(&settings);
        for command in ["export", "letter"] {
            let output = run(folder.path(), &[command, "--role", "berths"]);
            assert!(output.status.success(), "{}", told(&output));
        }
        let letter = match end {
            "" => "Letter-modern.pdf".to_owned(),
            end => format!("{resume}{end}.pdf"),
        };
        let found = names(folder.path());
        for name in [format!("{resume}.pdf"), letter] {
            assert!(found.contains(&name), "{pattern}: {name} in {found:?}");
        }
    }
}

#[test]
fn a_role_without_a_letter_or_with_one_that_is_not_there_is_told_where() {
    let cases = [
        ("", "the role names no letter", "vitae.yaml:2:3"),
        (
            "    letter: letters/oslo.md\n",
            "there is no letter `letters/oslo.md`",
            "vitae.yaml:4:13",
        ),
    ];
    for (settings, fault, place) in cases {
        let folder = role(settings);
        let output = run(folder.path(), &["letter", "--role", "berths"]);
        assert_eq!(output.status.code(), Some(1), "{}", told(&output));
        assert!(told(&output).contains(fault), "{}", told(&output));
        assert!(told(&output).contains(place), "{}", told(&output));
        // A letter that is named goes before the role's.
        let named = [
            "letter",
            "letters/bergen.md",
            "--role",
            "berths",
            "-o",
            "a.pdf",
        ];
        assert!(run(folder.path(), &named).status.success());
    }
}
