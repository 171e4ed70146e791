//! Figures of pages, printed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::corpus::score::{Count, Score};
use crate::pages::{Page, text_of};

/// What is printed besides the sums.
pub struct Shown {
    pub show: Option<String>,
    pub fields: bool,
    pub quiet: bool,
    pub save: Option<PathBuf>,
    pub old: Option<PathBuf>,
}

/// Prints a line a page, the worst first, the fields, and the sums.
pub fn print(pages: &[Page], scores: &[Score], shown: &Shown) {
    let old: Option<BTreeMap<String, f64>> = shown
        .old
        .as_ref()
        .map(|path| serde_json::from_str(&text_of(path)).expect("names with figures"));
    let mut all: Vec<(&Page, &Score)> = pages.iter().zip(scores).collect();
    all.sort_by(|a, b| a.1.figure().total_cmp(&b.1.figure()));
    for (page, score) in &all {
        let is_shown = shown
            .show
            .as_ref()
            .is_some_and(|part| page.name.contains(part.as_str()));
        let before = old.as_ref().and_then(|old| old.get(&page.name));
        let moved = score.figure() - before.copied().unwrap_or(0.0);
        let is_told = match (&shown.show, &old) {
            (Some(_), _) => is_shown,
            (None, Some(_)) => moved.abs() >= 0.0005,
            (None, None) => !shown.quiet,
        };
        if is_told {
            let moved = match before {
                Some(_) => format!(" {moved:+.3}"),
                None => String::new(),
            };
            let Count {
                right,
                more,
                missing,
            } = score.whole;
            println!(
                "{:.3}{moved} {} right {right} more {more} missing {missing}",
                score.figure(),
                page.name
            );
        }
        if is_shown {
            for fault in score.faults.iter().chain(&score.leaks) {
                println!("    {fault}");
            }
        }
    }
    let (mut fields, mut whole): (BTreeMap<&str, Count>, Count) = Default::default();
    for score in scores {
        whole.add(score.whole);
        for (field, count) in &score.fields {
            fields.entry(field).or_default().add(*count);
        }
    }
    if shown.fields {
        let mut fields: Vec<(&str, Count)> = fields.into_iter().collect();
        fields.sort_by_key(|(_, count)| std::cmp::Reverse(count.more + count.missing));
        for (
            field,
            Count {
                right,
                more,
                missing,
            },
        ) in fields
        {
            println!("{field:16} right {right:5} more {more:5} missing {missing:5}");
        }
    }
    let figures: Vec<f64> = scores.iter().map(Score::figure).collect();
    let from = |least: f64| figures.iter().filter(|figure| **figure >= least).count();
    let ratio = |part: usize, all: usize| part as f64 / all.max(1) as f64;
    println!(
        "{} pages: mean {:.4}, precision {:.3}, recall {:.3}; {} from .97, {} from .90, {} below .50",
        figures.len(),
        figures.iter().sum::<f64>() / figures.len().max(1) as f64,
        ratio(whole.right, whole.right + whole.more),
        ratio(whole.right, whole.right + whole.missing),
        from(0.97),
        from(0.90),
        figures.len() - from(0.50),
    );
    if let Some(path) = &shown.save {
        let figures: BTreeMap<&str, f64> = pages
            .iter()
            .map(|page| page.name.as_str())
            .zip(figures)
            .collect();
        let text = serde_json::to_string_pretty(&figures).expect("JSON");
        std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}
