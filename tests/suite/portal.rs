//! The portal form: one column, the words and dates that forms know, nothing invented.

use vitae::export::{Design, Exported, Form, export};
use vitae::read::{Format, Headings};
use vitae::resume::Resume;
use vitae::theme::{Overrides, Theme};

use crate::fixture::{self, THEMES};
use crate::word::{names, paragraphs, part};

fn exported(resume: &Resume, theme: &Theme, formats: &[Format]) -> Exported {
    let design = Design {
        form: Form::Portal,
        headings: Headings::Author,
        embed_fonts: true,
        ..Design::new(theme)
    };
    export(resume, &design, formats).expect("set")
}

fn lines(resume: &Resume, theme: &str) -> Vec<String> {
    let exported = exported(resume, &fixture::theme(theme), &[Format::Docx]);
    paragraphs(&part(&exported.files[0].bytes, "word/document.xml"))
}

#[test]
fn each_contact_is_a_paragraph_and_each_heading_one_that_portals_know() {
    let lines = lines(&fixture::resume("site/cv.md"), "modern");
    assert_eq!(
        lines[..8],
        [
            "Noor Haddad-Berg",
            "Platform Engineer | Release Engineering Lead",
            "noor@example.org",
            "Bergen, Norway",
            "noor.example.org",
            "linkedin.com/in/noor-haddad-berg",
            "github.com/noorhb",
            "Summary",
        ]
    );
    for heading in ["Skills", "Professional Experience", "Education"] {
        assert!(
            lines.iter().any(|line| line == heading),
            "{heading}: {lines:?}"
        );
    }
    assert!(lines.contains(&"Platforms: Kubernetes, Nomad, AWS (EKS, IAM, S3), Linux".to_owned()));
}

#[test]
fn months_are_in_figures_where_the_source_has_them_and_nowhere_else() {
    let lines = lines(&fixture::resume("site/cv.md"), "classic");
    for wanted in [
        "Lead Platform Engineer\t03/2022–present",
        "Release Engineer\t08/2017–02/2022",
        "Systems Administrator\t2014–2017",
    ] {
        assert!(
            lines.iter().any(|line| line == wanted),
            "{wanted}: {lines:?}"
        );
    }
}

#[test]
fn the_form_is_the_same_whatever_the_theme() {
    let resume = fixture::resume("backend.md");
    let first = exported(
        &resume,
        &fixture::theme("modern"),
        &[Format::Pdf, Format::Docx],
    );
    for theme in THEMES {
        let other = exported(
            &resume,
            &fixture::theme(theme),
            &[Format::Pdf, Format::Docx],
        );
        for (one, two) in first.files.iter().zip(&other.files) {
            assert!(one.bytes == two.bytes, "{theme}: {:?}", one.format);
        }
    }
    let larger = Theme::portal(&{
        let mut overrides = Overrides::default();
        overrides.font_size("--font-size", "11pt").expect("a size");
        overrides
    })
    .expect("a theme");
    let larger = exported(&resume, &larger, &[Format::Docx]);
    assert!(
        larger.files[0].bytes != first.files[1].bytes,
        "its own numbers may change"
    );
}

#[test]
fn there_are_no_chips_links_faces_or_frames() {
    let resume = fixture::resume("backend.md");
    let exported = exported(&resume, &fixture::theme("modern"), &[Format::Docx]);
    let file = &exported.files[0].bytes;
    let xml = part(file, "word/document.xml");
    for tag in ["w:framePr", "w:hyperlink", "w:drawing", "w:val=\"Tag\""] {
        assert!(!xml.contains(tag), "{tag}");
    }
    assert!(
        !names(file)
            .iter()
            .any(|name| name.contains("font") && name.ends_with(".odttf"))
    );
    let lines = paragraphs(&xml);
    let tags: Vec<&String> = lines
        .iter()
        .filter(|line| line.starts_with("Technologies: "))
        .collect();
    assert!(tags.len() > 2, "{lines:?}");
    assert!(file.len() < 15_000, "{} bytes", file.len());
}

#[test]
fn a_card_alone_makes_no_professional_experience() {
    let lines = lines(&fixture::resume("backend.md"), "modern");
    assert!(lines.contains(&"Projects".to_owned()));
    assert!(
        !lines.iter().any(|line| line.contains("Experience")),
        "{lines:?}"
    );
}

#[test]
fn what_forms_will_ask_for_is_told() {
    let exported = exported(
        &fixture::resume("backend.md"),
        &fixture::theme("modern"),
        &[],
    );
    let told: Vec<&str> = exported
        .diagnostics
        .iter()
        .map(|one| one.message.as_str())
        .collect();
    assert!(
        told.contains(&"forms ask for positions with job title and employer, and there is none"),
        "{told:?}"
    );
    assert!(
        told.contains(&"forms ask for months, and 3 entries have none"),
        "{told:?}"
    );
}
