//! Any bytes as a YAML tree and as a TOML tree, read as a data file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vitae::{extract, read};

fuzz_target!(|bytes: &[u8]| {
    for name in ["data.yml", "data.toml"] {
        if let Ok(sources) = read::sources_in_memory(name, bytes.to_vec()) {
            let _ = extract::resume(&sources);
        }
    }
});
