//! Any text as JSON Resume; what is read is written and read again as the same document.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vitae::diagnostic::Source;
use vitae::resume::{from_json, to_json};

fuzz_target!(|text: &str| {
    if let Ok((resume, _)) = from_json(&Source::new("resume.json", text)) {
        let written = to_json(&resume);
        let source = Source::new("again.json", written.as_str());
        from_json(&source).expect("what was written is readable");
    }
});
