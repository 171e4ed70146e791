//! People are never mixed: of two whose pages lie in one folder, no value of one stands in a
//! document of the other.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use vitae::diagnostic::{Source, Span, Spanned};
use vitae::error::Error;
use vitae::export::{self, Wanted};
use vitae::read::{Input, Request, WithPage};
use vitae::resume::{ContactKind, Entry, Resume, SectionBody, to_json};
use vitae::{extract, read};

use crate::corpus::{Page, pages};
use crate::fixture;

/// Texts of fewer letters may stand anywhere.
const SHORTEST: usize = 8;

/// What a page alone says: whose it is, and what only this person can have done.
struct Alone {
    name: String,
    emails: Vec<String>,
    values: Vec<String>,
}

fn folded(text: &str) -> String {
    text.to_lowercase()
}

fn alone(resume: &Resume) -> Option<Alone> {
    let name = folded(resume.person.name.as_ref()?.as_str());
    let of = |wanted: &ContactKind| -> Vec<String> {
        let own = resume.person.contacts.iter();
        own.filter(|contact| contact.kind == *wanted)
            .map(|contact| folded(&contact.text.value))
            .collect()
    };
    let emails = of(&ContactKind::Email);
    let mut values = vec![name.clone()];
    values.extend(emails.iter().cloned());
    values.extend(of(&ContactKind::Phone));
    fn add(entry: &Entry, values: &mut Vec<String>) {
        let names = entry.title.iter().chain(&entry.organization);
        values.extend(names.map(|text| folded(text.as_str())));
        values.extend(
            entry
                .highlights
                .iter()
                .map(|item| folded(&item.text.text())),
        );
        entry.parts.iter().for_each(|part| add(part, values));
    }
    for section in &resume.sections {
        if let SectionBody::Entries(entries) = &section.body {
            entries.iter().for_each(|entry| add(entry, &mut values));
        }
    }
    values.retain(|value| value.chars().count() >= SHORTEST);
    Some(Alone {
        name,
        emails,
        values,
    })
}

fn read_alone(path: &Path) -> Option<Resume> {
    let request = Request::new(Input::File(path.to_owned()));
    let (sources, _) = read::sources(&request).ok()?;
    Some(extract::resume(&sources).ok()?.0)
}

/// The values of one that the other's file does not have.
fn own_values<'a>(own: &'a Alone, other: &str) -> Vec<&'a String> {
    let other = folded(other);
    let values = own.values.iter();
    values.filter(|value| !other.contains(*value)).collect()
}

/// Fails where a document has values of both.
fn check(what: &str, document: &Resume, both: [(&Alone, &str); 2]) {
    let json = folded(&to_json(document));
    let [(one, of_one), (other, of_other)] = both;
    let found = |values: Vec<&String>| -> Vec<String> {
        let held = values.into_iter().filter(|value| json.contains(*value));
        held.cloned().collect()
    };
    let (ones, others) = (
        found(own_values(one, of_other)),
        found(own_values(other, of_one)),
    );
    assert!(
        ones.is_empty() || others.is_empty(),
        "{what}: of {}: {ones:?}\nof {}: {others:?}",
        one.name,
        other.name
    );
}

fn document(folder: &Path, config: Option<&Path>, role: Option<&str>) -> Option<Resume> {
    let source = |name: &str| Source::new("--role", name);
    let wanted = Wanted {
        page: role.is_none().then(|| Input::File(folder.to_owned())),
        config: config.map(Path::to_owned),
        role: role.map(|name| Spanned::new(name.to_owned(), Span::whole(&source(name)))),
        ..Wanted::default()
    };
    let settings = export::settings(&wanted).ok()?;
    let role = export::role(&wanted, &settings).ok()?;
    let content = export::content(&wanted, &settings, role).ok()?;
    Some(content.selection.resume)
}

/// Two pages of two people, in a folder, by every way that reads several.
fn mix(one: &Page, other: &Page) {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    let write = |name: &str, page: &Page| {
        let ending = page
            .file
            .rsplit_once('.')
            .map_or("md", |(_, ending)| ending);
        let path = folder.join(format!("{name}.{ending}"));
        fs::write(&path, &page.text).expect("written");
        path
    };
    let (a, b) = (write("a", one), write("b", other));
    let (Some(of_a), Some(of_b)) = (read_alone(&a), read_alone(&b)) else {
        return;
    };
    let (Some(ana), Some(bo)) = (alone(&of_a), alone(&of_b)) else {
        return;
    };
    let shares = |own: &str, its: &str| {
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_alphanumeric())
                .map(str::to_owned)
                .collect()
        };
        let others = words(its);
        words(own).iter().any(|word| others.contains(word))
    };
    // Pages of one invented person, or of two of one family, may be one's.
    let is_one = shares(&ana.name, &bo.name) || ana.emails.iter().any(|it| bo.emails.contains(it));
    // Two names in two scripts, one of them without an address, tell nothing.
    let is_latin = |name: &str| name.chars().any(|c| c.is_ascii_alphabetic());
    let tells_nothing = is_latin(&ana.name) != is_latin(&bo.name)
        && (ana.emails.is_empty() || bo.emails.is_empty());
    if is_one || tells_nothing {
        return;
    }
    let both = || [(&ana, one.text.as_str()), (&bo, other.text.as_str())];
    if let Some(found) = document(folder, None, None) {
        check("folder", &found, both());
    }
    for (page, with) in [(&a, &b), (&b, &a)] {
        let mut request = Request::new(Input::File(page.clone()));
        request
            .with
            .push(WithPage::parse(with.to_str().expect("an ASCII path")).expect("valid"));
        let (sources, _) = read::sources(&request).expect("readable");
        if let Ok((found, _)) = extract::resume(&sources) {
            check("with", &found, both());
        }
    }
    let (settings, _) = match export::settings_for(folder, None) {
        Ok(made) => made,
        Err(Error::Refused(_) | Error::Usage(_)) => return,
        Err(error) => panic!("{error}"),
    };
    let file = folder.join("vitae.yaml");
    for text in [settings.as_str(), "roles:\n  whole: {}\n"] {
        fs::write(&file, text).expect("written");
        let wanted = Wanted {
            config: Some(file.clone()),
            ..Wanted::default()
        };
        let settings = export::settings(&wanted).expect("settings that `init` writes are read");
        for role in &settings.roles {
            let name = &role.name.value;
            if let Some(found) = document(folder, Some(&file), Some(name)) {
                check(&format!("role {name}"), &found, both());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_value_of_one_is_in_a_document_of_the_other(
        one in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
    ) {
        let all = pages();
        let (one, other) = (one.get(&all), other.get(&all));
        mix(one, other);
    }
}

const ANA: &str = "# Ana Reis\n\nana@example.org\n\n## Experience\n\n### Baker, Mill Bread\n2019 – 2021\n\n- Baked rye at night\n\n## Projects\n\n### Oven Log\n\nCounts loaves.\n";
const BO: &str = "---\nauthor: Bo Ferrand\nemail: bo@example.org\n---\n\n# Harbour Work\n\n## Projects\n\n### Berth Book\n\nBooks berths for ships.\n\n### Tide Board\n\nShows the tide to pilots.\n\n## Skills\n\n- Go\n- SQL\n";

fn folder_of_two() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("ana.md"), ANA).expect("written");
    fs::write(place.path().join("bo.md"), BO).expect("written");
    place
}

#[test]
fn a_page_with_a_subject_for_its_heading_is_its_authors() {
    let place = folder_of_two();
    let found = read_alone(&place.path().join("bo.md")).expect("a résumé");
    assert_eq!(found.person.name.expect("a name").value, "Bo Ferrand");
}

#[test]
fn init_makes_a_role_for_each_and_lends_nothing() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/two-people");
    let (text, _) = export::settings_for(&place, None).expect("settings");
    assert!(
        text.contains("pages: marta.md") && text.contains("pages: bo.md"),
        "{text}"
    );
    let said: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .collect();
    let said = said.join("\n");
    for lent in ["with:", "marta@example.org", "bo@example.org", "name:"] {
        assert!(!said.contains(lent), "{lent} in {said}");
    }
}

#[test]
fn a_page_of_somebody_else_is_refused_until_the_name_is_given() {
    let place = folder_of_two();
    let told = fixture::run(
        place.path(),
        &["export", "ana.md", "--with", "bo.md", "-o", "x.pdf"],
    );
    assert_eq!(told.status.code(), Some(1));
    let told = fixture::told(&told);
    for part in [
        "a page of `Bo Ferrand` is to complete one of `Ana Reis`",
        "bo.md:2:",
        "ana.md:1:3",
        "person: { name: 'Ana Reis' }",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    fs::write(
        place.path().join("vitae.yaml"),
        "person: { name: 'Ana Reis' }\n",
    )
    .expect("written");
    let told = fixture::run(
        place.path(),
        &["export", "ana.md", "--with", "bo.md", "-o", "x.pdf"],
    );
    assert!(told.status.success(), "{}", fixture::told(&told));
}

#[test]
fn a_configuration_of_somebody_else_gives_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(
        place.path().join("_config.yml"),
        "author: { name: Petra Office, email: office@example.org }\n",
    )
    .expect("written");
    let below = place.path().join("students");
    fs::create_dir(&below).expect("made");
    fs::write(below.join("cv.md"), ANA.replace("ana@example.org\n", "\n")).expect("written");
    let found = read_alone(&below.join("cv.md")).expect("a résumé");
    let json = to_json(&found);
    assert!(
        json.contains("Ana Reis") && !json.contains("office@example.org"),
        "{json}"
    );
}

#[test]
fn data_files_of_two_people_are_one_persons_resume() {
    let place = tempfile::tempdir().expect("a folder");
    for (file, name, firm) in [("a.yml", "Ana Reis", "Mill"), ("b.yml", "Bo Ek", "Quay")] {
        let text = format!(
            "name: {name}\nemail: {}@example.org\nexperience:\n  - {{company: {firm} Works, role: Baker, time: 2019 - 2021, details: [Kept the books]}}\n",
            &name[..2].trim().to_lowercase()
        );
        fs::write(place.path().join(file), text).expect("written");
    }
    let found = read_alone(place.path()).expect("a résumé");
    let json = to_json(&found);
    assert!(
        json.contains("Mill Works") != json.contains("Quay Works"),
        "{json}"
    );
    assert!(
        json.contains("Ana Reis") == json.contains("Mill Works"),
        "{json}"
    );
}
