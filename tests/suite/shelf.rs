//! Themes that people keep in folders of their own, and what these extend.

use std::path::Path;

use vitae::diagnostic::{Diagnostics, Source, Span, Spanned};
use vitae::error::Error;
use vitae::read::InputLimit;
use vitae::theme::{Gap, Overrides, Shelf, Theme};
use vitae::units::Pt;

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    folder
}

fn load(folders: &[&Path], name: &str, from: &Path) -> Result<Theme, Error> {
    let source = Source::new("--theme", name);
    let asked = Spanned::new(name.to_owned(), Span::whole(&source));
    let folders = folders.iter().map(|folder| folder.to_path_buf()).collect();
    Shelf::new(folders, InputLimit::default()).load(&asked, from, &Overrides::default())
}

fn faults(result: Result<Theme, Error>) -> Diagnostics {
    match result {
        Err(Error::Refused(found)) => found,
        other => panic!("{other:?}"),
    }
}

fn entry_gap(theme: &Theme) -> Pt {
    theme.spacing.of(Gap::Entry)
}

#[test]
fn a_theme_of_a_folder_has_the_name_of_its_file() {
    let own = folder(&[("slate.yaml", "extends: modern\nspacing: { entry: 3pt }\n")]);
    let theme = load(&[own.path()], "slate", Path::new("")).expect("a theme");
    assert_eq!(theme.name, "slate");
    assert_eq!(entry_gap(&theme), Pt(3.0));
    let names = Shelf::new(vec![own.path().to_owned()], InputLimit::default()).names();
    assert!(names.contains(&"slate".to_owned()) && names.contains(&"modern".to_owned()));
}

#[test]
fn a_path_to_extend_starts_from_the_file_that_names_it() {
    let own = folder(&[
        (
            "house/base.yaml",
            "extends: classic\nspacing: { entry: 4pt }\n",
        ),
        (
            "house/roles/lead.yaml",
            "extends: ../base.yaml\nspacing: { list: 1pt }\n",
        ),
    ]);
    let theme = load(&[], "house/roles/lead.yaml", own.path()).expect("a theme");
    assert_eq!(entry_gap(&theme), Pt(4.0));
    assert_eq!(theme.name, "lead");
}

#[test]
fn a_theme_before_one_of_the_programs_may_extend_it_by_its_name() {
    let own = folder(&[("modern.yaml", "extends: modern\nspacing: { entry: 2pt }\n")]);
    let theme = load(&[own.path()], "modern", Path::new("")).expect("a theme");
    assert_eq!(entry_gap(&theme), Pt(2.0));
}

#[test]
fn a_circle_of_themes_is_told_at_the_place_that_closes_it() {
    let own = folder(&[
        ("a.yaml", "extends: b\n"),
        ("b.yaml", "description: second\nextends: a\n"),
    ]);
    let found = faults(load(&[own.path()], "a", Path::new("")));
    let fault = found.iter().next().expect("a fault");
    assert_eq!(fault.message, "theme `a` extends itself");
    let span = fault.span.as_ref().expect("placed");
    assert_eq!(span.position(), (2, 10));
    assert!(span.source().name().ends_with("b.yaml"));
}

#[test]
fn a_theme_that_is_not_there_is_told_where_it_is_named() {
    let own = folder(&[
        ("a.yaml", "extends: ./gone.yaml\n"),
        ("b.yaml", "extends: modren\n"),
    ]);
    let found = faults(load(&[own.path()], "a", Path::new("")));
    let fault = found.iter().next().expect("a fault");
    assert!(
        fault.message.contains("`./gone.yaml` cannot be extended"),
        "{fault:?}"
    );
    assert_eq!(fault.span.as_ref().expect("placed").position(), (1, 10));
    let found = faults(load(&[own.path()], "b", Path::new("")));
    let fault = found.iter().next().expect("a fault");
    assert_eq!(fault.hints, ["did you mean `modern`?"]);
    let found = faults(load(&[own.path()], "aa", Path::new("")));
    assert_eq!(
        found.iter().next().expect("a fault").hints,
        ["did you mean `a`?"]
    );
}

#[test]
fn every_fault_of_a_chain_is_told_in_one_run() {
    let own = folder(&[
        ("a.yaml", "extends: b\nspacing: { entri: 3pt }\n"),
        (
            "b.yaml",
            "extends: modern\nfaces: { body: Garamond Extra }\nstyles: { title: { size: 11 } }\n",
        ),
    ]);
    let found = faults(load(&[own.path()], "a", Path::new("")));
    let told: Vec<String> = found.iter().map(|fault| fault.message.clone()).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(found.iter().all(|fault| fault.span.is_some()));
}
