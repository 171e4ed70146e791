//! How long it takes to write a Word file of a composed résumé.
//!
//! `cargo bench --bench word` prints the least and the median processor time of this thread
//! over many different résumés: building, putting right, packing.

mod timing;

use std::hint::black_box;

use timing::{ROUNDS, asked, measure, resume};
use vitae::extract::vocabulary;
use vitae::layout::{Flow, compose};
use vitae::read::Headings;
use vitae::theme::Theme;
use vitae::word::{WordOptions, write};

fn main() {
    let words = vocabulary().words("en");
    for name in Theme::names().filter(|name| asked(name)) {
        let theme = Theme::embedded(name).expect("embedded");
        let flow = |seed| compose(&resume(seed), &theme, words, Headings::Kind);
        let options = WordOptions::default();
        // Faces and tables are read at the first file.
        let first = write(&flow(u64::MAX), &theme, &options).expect("a file");
        let mut flows: Vec<Flow> = (0..ROUNDS).map(flow).collect();
        measure(
            &format!("{name}: write, {} bytes", first.len()),
            &mut flows,
            |_| {},
            |flows, round| {
                black_box(write(&flows[round as usize], &theme, &options).expect("a file"));
            },
        );
    }
}
