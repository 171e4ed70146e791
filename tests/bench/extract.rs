//! How long it takes to read a page: cold, with all that a first page loads, and warm.
//!
//! `cargo bench --bench extract` prints how long the first page takes, and the least and the median
//! processor time of this thread for the pages after it.

#[allow(dead_code, reason = "other benches set résumés")]
mod timing;

use std::hint::black_box;
use std::time::Instant;

use timing::measure;
use vitae::extract;
use vitae::read::sources_in_memory;

/// A page for each figure.
const PAGES: [(&str, &[u8]); 2] = [
    ("backend.md", include_bytes!("../../samples/backend.md")),
    ("data.md", include_bytes!("../../samples/data.md")),
];

fn main() {
    let read = |name: &str, bytes: &[u8]| {
        let sources = sources_in_memory(name, bytes.to_vec()).expect("a page");
        black_box(extract::resume(&sources).is_ok());
    };
    let start = Instant::now();
    read(PAGES[0].0, PAGES[0].1);
    println!("first page: {:.2} ms", start.elapsed().as_secs_f64() * 1e3);
    for (name, bytes) in PAGES {
        measure(name, &mut (), |()| {}, |(), _| read(name, bytes));
    }
}
