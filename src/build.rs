//! Turns the program's tables from YAML, in which people write them, into JSON, which is read
//! in a tenth of the time, and the reader's words into a table that is not read at all. Runs at
//! build time; `yaml::table` and the reader's lexicon read what it makes.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "build/places.rs"]
mod places;

/// The folder with the reader's words.
const LEXICON: &str = "src/extract/reader/lexicon";

/// The list of places.
const PLACES: &str = "src/extract/reader/lexicon/places/places.txt";

/// The folders with tables.
const FOLDERS: [&str; 2] = ["src", "layouts"];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        convert(&root, Path::new(folder), &out)?;
    }
    places::make(&root.join(PLACES), &out)?;
    lexicon::make(&root.join(LEXICON), &out)
}

/// Converts the tables of a folder and of those in it.
fn convert(root: &Path, folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if path == Path::new(LEXICON) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            convert(root, &path, out)?;
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            let text = fs::read_to_string(root.join(&path))?;
            let table: serde_yaml::Value = serde_yaml::from_str(&text)
                .map_err(|fault| format!("{}: {fault}", path.display()))?;
            let mut target = out.join(&path).into_os_string();
            target.push(".json");
            let target = PathBuf::from(target);
            fs::create_dir_all(target.parent().unwrap_or(out))?;
            fs::write(target, serde_json::to_string(&table)?)?;
        }
    }
    Ok(())
}
