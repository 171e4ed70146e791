//! A number of pages, as the user asks for it.

use std::fs;

use vitae::diagnostic::Severity;
use vitae::export::{Design, Exported, export};
use vitae::focus::Omitted;
use vitae::read::{Format, Pages};
use vitae::resume::{Resume, SectionBody, SectionKind};
use vitae::theme::{TextRole, Theme};

use crate::fixture::{self, run as vitae, told};
use crate::pages;

fn set(resume: &Resume, theme: &Theme, pages: usize, drop: bool) -> Option<Exported> {
    let design = Design {
        pages: Pages::AtMost(pages),
        drop,
        ..Design::new(theme)
    };
    export(resume, &design, &[Format::Svg, Format::Docx]).ok()
}

#[test]
fn one_page_holds_the_sample_in_every_theme_once_something_is_left_out() {
    let resume = fixture::resume("backend.md");
    for name in fixture::THEMES {
        let theme = fixture::theme(name);
        assert!(set(&resume, &theme, 1, false).is_none(), "{name}");
        let exported = set(&resume, &theme, 1, true).expect("fits");
        assert_eq!(exported.pages, 1, "{name}");
        let fitted = exported.fit.applied(&theme);
        let size = fitted.style(TextRole::Body).size;
        assert!(size.0 >= theme.limits.size.0 - 1e-3, "{name}: {size}");
        assert!(!exported.dropped.is_empty(), "{name}");
        // Each part is told, in the order in which it went.
        let notes: Vec<&str> = exported
            .diagnostics
            .iter()
            .filter(|one| one.severity == Severity::Note && one.span.is_some())
            .map(|one| one.message.as_str())
            .collect();
        let parts: Vec<String> = exported
            .dropped
            .iter()
            .map(|one| format!("left out: {one}"))
            .collect();
        assert_eq!(notes, parts, "{name}");
        let order: Vec<Omitted> = exported.dropped.iter().map(|one| one.what).collect();
        let mut sorted = order.clone();
        sorted.sort_by_key(|what| Omitted::ALL.iter().position(|one| one == what));
        assert_eq!(order, sorted, "{name}");
        // The formats agree: what is gone from the page is gone from the Word file.
        assert_eq!(exported.files.len(), 2, "{name}");
        let svg = String::from_utf8_lossy(&exported.files[0].bytes).into_owned();
        assert!(!svg.contains("Hypertables"), "{name}: a detail is left out");
    }
}

#[test]
fn employers_give_up_their_lines_before_content_goes() {
    let resume = fixture::resume("backend.md");
    let theme = fixture::theme("executive");
    let closer = theme.closer().expect("employers stand below titles");
    assert_eq!(closer.closer(), None);
    let mut stubborn = theme.clone();
    stubborn.arrangement.organization_brief = stubborn.arrangement.organization;
    let left_out = |theme: &Theme| {
        let exported = set(&resume, theme, 1, true).expect("fits");
        let told = exported.diagnostics.iter().any(|one| {
            one.message
                .contains("1 page: employers beside their titles, gaps")
        });
        (exported.dropped.len(), told)
    };
    let (fewer, told) = left_out(&theme);
    let (more, untold) = left_out(&stubborn);
    assert!(fewer < more, "{fewer} parts are left out, not {more}");
    assert!(told && !untold);
    // What fits keeps them where the theme wants them.
    let two = set(&resume, &theme, 2, true).expect("fits");
    let changed = |one: &vitae::diagnostic::Diagnostic| one.message.contains("employers");
    assert!(!two.diagnostics.iter().any(changed));
}

#[test]
fn what_fits_is_left_as_it_is() {
    let resume = fixture::resume("backend.md");
    for name in fixture::THEMES {
        let theme = fixture::theme(name);
        let free = fixture::set(name);
        for pages in [2, 3, 9] {
            let exported = set(&resume, &theme, pages, true).expect("fits");
            assert_eq!(exported.fit, free.fit, "{name}");
            assert_eq!(exported.pages, free.document.pages.len(), "{name}");
            assert!(exported.dropped.is_empty(), "{name}");
        }
    }
}

#[test]
fn a_little_too_much_costs_type_and_no_content() {
    let bullets: Vec<String> = (0..2)
        .map(|number| format!("What was done as number {number}, and what came of it"))
        .collect();
    let mut squeezed = 0;
    for name in fixture::THEMES {
        let theme = fixture::theme(name);
        // As many cards as are just too many for a page as the theme sets it.
        let mut cards = Vec::new();
        let resume = loop {
            cards.push(pages::card(
                "Card",
                "What it was and for whom.",
                &bullets,
                false,
            ));
            let resume = pages::resume(cards.clone());
            if pages::set(&resume, name).document.pages.len() > 1 {
                break resume;
            }
        };
        let Some(exported) = set(&resume, &theme, 1, false) else {
            continue;
        };
        squeezed += 1;
        assert!(exported.fit.gaps < 1.0, "{name}");
        assert!(exported.dropped.is_empty(), "{name}");
        // The steps come in their order: nothing later without all of what is before it.
        let fit = exported.fit;
        if fit.size.0 < 0.0 {
            assert_eq!(fit.margins, 1.0, "{name}");
        }
    }
    assert!(squeezed >= 3, "{squeezed}");
}

#[test]
fn contacts_summary_skills_titles_and_dates_stay() {
    let resume = fixture::resume("backend.md");
    let offers = vitae::focus::offers(&resume, None);
    let rest = vitae::focus::without(&resume, &offers);
    assert_eq!(rest.person, resume.person);
    assert_eq!(rest.summary, resume.summary);
    for (before, after) in resume.sections.iter().zip(&rest.sections) {
        match (&before.body, &after.body) {
            (SectionBody::Entries(before), SectionBody::Entries(after)) => {
                let heads = |entries: &[vitae::resume::Entry]| -> Vec<_> {
                    entries
                        .iter()
                        .filter(|one| one.kind != vitae::resume::EntryKind::SmallProject)
                        .map(|one| (one.title.clone(), one.period.clone()))
                        .collect()
                };
                assert_eq!(heads(before), heads(after));
            }
            (before, after) => assert_eq!(before, after),
        }
        assert_ne!(before.kind, SectionKind::Other);
    }
}

#[test]
fn a_refusal_says_by_how_much_and_what_would_fit() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = fixture::sample("backend.md");
    let page = page.to_str().expect("UTF-8");
    let refused = vitae(
        folder.path(),
        &["export", page, "--pages", "1", "-o", "a.pdf"],
    );
    assert_eq!(refused.status.code(), Some(1), "{}", told(&refused));
    let text = told(&refused);
    assert!(
        text.contains("too long for 1 page") && text.contains("lines ("),
        "{text}"
    );
    assert!(!folder.path().join("a.pdf").exists());
    // Both commands that it names do what it says.
    assert!(text.contains("`--pages 1 --drop` fits"), "{text}");
    assert!(text.contains("`--pages 2` holds all of it"), "{text}");
    let arguments = ["export", page, "--pages", "1", "--drop", "-o", "a.pdf"];
    let dropped = vitae(folder.path(), &arguments);
    assert_eq!(dropped.status.code(), Some(0), "{}", told(&dropped));
    let text = told(&dropped);
    assert!(text.contains("wrote a.pdf (1 page)"), "{text}");
    assert!(text.contains("left out to fit 1 page"), "{text}");
    let two = vitae(
        folder.path(),
        &["export", page, "--pages", "2", "-o", "b.pdf"],
    );
    assert_eq!(two.status.code(), Some(0), "{}", told(&two));
}

#[test]
fn ten_pages_are_not_forced_onto_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut page = String::from("---\nname: Ana Reis\ntitle: Engineer\n---\n\n## Experience\n");
    for number in 0..90 {
        page.push_str(&format!(
            "\n### Engineer {number} — Firm {number}\n*2020 – 2021*\n\n- Cut {number}% of it\n- Sold 12 of them\n- Made 3 more\n- Kept 4 alive\n"
        ));
    }
    fs::write(folder.path().join("long.md"), page).expect("written");
    for drop in [&[][..], &["--drop"]] {
        let mut arguments = vec!["export", "long.md", "--pages", "1", "-o", "a.pdf"];
        arguments.extend(drop);
        let refused = vitae(folder.path(), &arguments);
        assert_eq!(refused.status.code(), Some(1), "{}", told(&refused));
        assert!(
            told(&refused).contains("holds all of it"),
            "{}",
            told(&refused)
        );
        assert!(!folder.path().join("a.pdf").exists());
    }
}

#[test]
fn settings_say_how_many_pages_and_the_command_line_wins() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("backend.md");
    fs::copy(fixture::sample("backend.md"), &page).expect("copied");
    let settings = "output: { pages: 1, drop: true, formats: [pdf], pattern: cv }\n";
    fs::write(folder.path().join("vitae.yaml"), settings).expect("written");
    let output = vitae(folder.path(), &["export", "backend.md"]);
    assert!(
        told(&output).contains("wrote cv.pdf (1 page)"),
        "{}",
        told(&output)
    );
    let output = vitae(folder.path(), &["export", "backend.md", "--pages", "auto"]);
    assert!(
        told(&output).contains("wrote cv.pdf (2 pages)"),
        "{}",
        told(&output)
    );
    let wrong = vitae(folder.path(), &["export", "backend.md", "--pages", "0"]);
    assert_eq!(wrong.status.code(), Some(2), "{}", told(&wrong));
    fs::remove_file(folder.path().join("vitae.yaml")).expect("removed");
    let wrong = vitae(folder.path(), &["export", "backend.md", "--drop"]);
    assert_eq!(wrong.status.code(), Some(2), "{}", told(&wrong));
    assert!(
        told(&wrong).contains("`--pages 1 --drop`"),
        "{}",
        told(&wrong)
    );
}

#[test]
fn a_number_of_pages_wins_over_the_pages_own_breaks() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "---\nname: Ana Reis\ntitle: Engineer\n---\n\n## Projects\n\n### One\n\n- Made it\n- Kept it\n\n\\newpage\n\n### Two\n\n- Made it\n- Kept it\n";
    fs::write(folder.path().join("cv.md"), page).expect("written");
    let output = vitae(folder.path(), &["export", "cv.md", "-o", "a.pdf"]);
    assert!(told(&output).contains("(2 pages)"), "{}", told(&output));
    let output = vitae(
        folder.path(),
        &["export", "cv.md", "-o", "a.pdf", "--pages", "1"],
    );
    assert!(told(&output).contains("(1 page)"), "{}", told(&output));
    assert!(
        told(&output).contains("page breaks are not kept"),
        "{}",
        told(&output)
    );
}

#[test]
fn a_theme_that_leaves_no_room_for_text_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(fixture::sample("data.md"), folder.path().join("data.md")).expect("copied");
    for margins in ["40pt 280pt 40pt 280pt", "400pt 40pt 400pt 40pt"] {
        let theme = format!("extends: modern\npage: {{ margins: {margins} }}\n");
        fs::write(folder.path().join("mine.yaml"), theme).expect("written");
        let output = vitae(
            folder.path(),
            &["export", "data.md", "--theme", "./mine.yaml"],
        );
        assert_eq!(output.status.code(), Some(1), "{}", told(&output));
        assert!(told(&output).contains("for text"), "{}", told(&output));
        assert!(told(&output).contains("page.margins"), "{}", told(&output));
    }
}
