//! The corpus: what the reader makes of labelled pages, held against a floor for each field.
//!
//! `tests/corpus/README.md` tells how a page is added and what a label holds.

mod dates;
mod entries;
mod found;
pub mod label;
mod leaks;
mod pages;
mod pairs;
pub mod score;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

pub use pages::{Page, each, folder, pages, read};
use score::{Count, Score};
use vitae::resume::to_json;

/// Floors are set so far below what was reached: other words of a change are no fault.
const ROOM: f64 = 0.005;
/// Says that the floors rise to what is reached; see the corpus' README.
const RAISE: &str = "VITAE_FLOORS";
/// Names the pages whose faults are printed: a part of their names.
const SHOW: &str = "VITAE_CORPUS";

/// The scores of all pages.
fn scores() -> Vec<(Page, Score)> {
    let pages = pages();
    let scores = each(&pages, |page| {
        let label = label::read(&page.path);
        let resume = match read(&page.file, page.text.as_bytes()) {
            Ok((resume, _)) => serde_json::from_str(&to_json(&resume)).expect("JSON"),
            Err(_) => serde_json::Value::Null,
        };
        Score::new(&label, &resume)
    });
    pages.into_iter().zip(scores).collect()
}

/// What is reached: F1 of each field over all pages, and means over pages.
fn reached(scores: &[(Page, Score)]) -> BTreeMap<String, f64> {
    let mut fields: BTreeMap<&str, Count> = BTreeMap::new();
    for (_, score) in scores {
        for (field, count) in &score.fields {
            fields.entry(field).or_default().add(*count);
        }
    }
    let mut reached: BTreeMap<String, f64> = fields
        .into_iter()
        .map(|(field, count)| (field.to_owned(), count.f1()))
        .collect();
    let mean = |wanted: &dyn Fn(&Page) -> bool| {
        let of: Vec<f64> = scores
            .iter()
            .filter(|(page, _)| wanted(page))
            .map(|(_, score)| score.figure())
            .collect();
        of.iter().sum::<f64>() / of.len() as f64
    };
    reached.insert("mean".to_owned(), mean(&|_| true));
    reached.insert("mean held back".to_owned(), mean(&|page| page.is_held));
    let of =
        |count: fn(&Score) -> usize| scores.iter().map(|(_, s)| count(s)).sum::<usize>() as f64;
    let swapped = of(|score| score.swapped) / of(|score| score.neighbours).max(1.0);
    reached.insert("order".to_owned(), 1.0 - swapped);
    let clean = of(|score| usize::from(score.leaks.is_empty()));
    reached.insert("without leaks".to_owned(), clean / scores.len() as f64);
    reached
}

fn floors_file() -> PathBuf {
    pages::folder().join("floors.yaml")
}

fn floors() -> BTreeMap<String, f64> {
    let text = std::fs::read_to_string(floors_file()).expect("floors");
    serde_yaml::from_str(&text).expect("names with figures")
}

/// Writes the floors that are higher than before.
fn raise(reached: &BTreeMap<String, f64>, floors: &BTreeMap<String, f64>) {
    let mut text = String::from(
        "# What each field of the corpus may not fall below: F1 over all pages, and means over\n\
         # pages. They only rise: `VITAE_FLOORS=raise cargo test --test suite corpus`.\n",
    );
    for (name, figure) in reached {
        let floor = ((figure - ROOM) * 1000.0).floor() / 1000.0;
        let floor = floor.max(floors.get(name).copied().unwrap_or(0.0));
        writeln!(text, "{name}: {floor:.3}").expect("written");
    }
    std::fs::write(floors_file(), text).expect("written");
}

/// Prints what is wrong on the pages that somebody asks for.
fn show(scores: &[(Page, Score)], asked: &str) {
    let of_pages = scores.iter().filter(|(page, _)| page.name.contains(asked));
    for (page, score) in of_pages {
        println!(
            "{:.4} {:.4} {}",
            score.figure(),
            score.whole.f1(),
            page.name
        );
        for fault in score.faults.iter().chain(&score.leaks) {
            println!("    {fault}");
        }
    }
}

#[test]
fn no_field_falls_below_its_floor() {
    let scores = scores();
    let reached = reached(&scores);
    if let Ok(asked) = std::env::var(SHOW) {
        show(&scores, &asked);
    }
    let floors = floors();
    if std::env::var_os(RAISE).is_some() {
        raise(&reached, &floors);
    }
    let mut low = String::new();
    for (name, floor) in &floors {
        let figure = reached.get(name).copied().unwrap_or(0.0);
        println!("{name:16}{figure:.4}  floor {floor:.3}");
        if figure < *floor {
            writeln!(low, "{name}: {figure:.4} is below {floor:.3}").expect("written");
        }
    }
    assert!(low.is_empty(), "{low}");
    let unknown = reached.keys().find(|name| !floors.contains_key(*name));
    let is_raised = std::env::var_os(RAISE).is_some();
    assert!(is_raised || unknown.is_none(), "{unknown:?} has no floor");
}

#[test]
fn the_corpus_is_as_wide_as_it_says() {
    let pages = pages();
    let mut languages: Vec<&str> = pages.iter().map(Page::language).collect();
    languages.sort_unstable();
    languages.dedup();
    assert!(pages.len() >= 80, "{} pages", pages.len());
    assert!(languages.len() >= 15, "{languages:?}");
    let kinds: Vec<String> = pages
        .iter()
        .flat_map(|page| label::read(&page.path).entries)
        .map(|entry| entry.kind.first().to_owned())
        .collect();
    for kind in [
        "experience",
        "volunteer",
        "project",
        "education",
        "certification",
        "publication",
        "award",
        "language",
        "reference",
        "other",
    ] {
        assert!(kinds.iter().any(|own| own == kind), "no entry is {kind}");
    }
}

#[test]
fn a_label_that_is_wrong_in_one_value_costs_that_value() {
    let page = "# Ana Reis\n\nana@example.org\n\n## Experience\n\n### Pilot\n\nPort of Bergen\n\n2019 – 2021\n\n- Piloted ships.\n";
    let (resume, _) = read("page.md", page.as_bytes()).expect("a résumé");
    let resume = serde_json::from_str(&to_json(&resume)).expect("JSON");
    let told = |organization: &str| {
        let label = format!(
            r#"{{"name": "Ana Reis", "email": "ana@example.org", "entries": [{{"kind": "experience",
            "title": "Pilot", "organization": "{organization}", "date": "2019 – 2021",
            "highlights": ["Piloted ships."]}}]}}"#
        );
        Score::new(&serde_json::from_str(&label).expect("a label"), &resume)
    };
    assert!((told("Port of Bergen").figure() - 1.0).abs() < 1e-9);
    let wrong = told("Port of Oslo");
    assert_eq!((wrong.whole.more, wrong.whole.missing), (1, 1));
    assert_eq!(
        wrong.faults,
        ["organization: `Port of Bergen` in the place of `Port of Oslo`"]
    );
}
