//! Any bytes as a Markdown page, front matter included, and as an HTML page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vitae::{extract, read};

fuzz_target!(|bytes: &[u8]| {
    for name in ["page.md", "page.html"] {
        if let Ok(sources) = read::sources_in_memory(name, bytes.to_vec()) {
            let _ = extract::resume(&sources);
        }
    }
});
