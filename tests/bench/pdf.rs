//! How long it takes to write a PDF: subsets, content, structure, compression.
//!
//! `cargo bench --bench pdf` prints the least and the median processor time of this thread over
//! many different résumés, typeset before. Faces are parsed before the clock starts; no two
//! résumés use the same glyphs, so every subset is cut anew.

mod timing;

use std::hint::black_box;

use timing::{ROUNDS, asked, measure, resume};
use vitae::extract::vocabulary;
use vitae::font::Shaper;
use vitae::layout::{Document, compose, typeset};
use vitae::pdf::{self, PdfOptions};
use vitae::read::Headings;
use vitae::theme::{Paper, Theme};

fn main() {
    let words = vocabulary().words("en");
    for name in Theme::names().filter(|name| asked(name)) {
        let theme = Theme::embedded(name).expect("embedded");
        let mut shaper = Shaper::new();
        let mut documents: Vec<Document> = (0..=ROUNDS)
            .map(|round| {
                let flow = compose(&resume(round), &theme, words, Headings::Kind);
                typeset(&flow, &theme, Paper::A4, &mut shaper).document
            })
            .collect();
        let warm = documents.pop().expect("one more than is timed");
        let mut bytes = pdf::write(&warm, PdfOptions::default())
            .expect("a PDF")
            .len();
        let pages = warm.pages.len();
        measure(
            &format!("{name}: write {pages} pages"),
            &mut documents,
            |_| {},
            |documents, round| {
                let document = &documents[round as usize];
                let written = pdf::write(document, PdfOptions::default()).expect("a PDF");
                bytes = bytes.max(written.len());
                black_box(written);
            },
        );
        println!("{name}: at most {bytes} bytes");
    }
}
