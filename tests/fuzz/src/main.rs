//! Reads changed samples until the time is up: nothing may panic, nothing may take long, and
//! what is written must be readable again.

mod change;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use change::{Numbers, changed};
use vitae::diagnostic::Source;
use vitae::resume::{from_json, to_json, to_yaml};
use vitae::{extract, read};

/// No sample is so large that reading it, unoptimised, may take longer.
const LONGEST: Duration = Duration::from_secs(10);

/// The endings by which a text is read.
const ENDINGS: [&str; 6] = ["md", "html", "yml", "toml", "json", ""];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(60);
    let seed = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut samples = Vec::new();
    for folder in ["samples", "tests/bad"] {
        collect(&home.join(folder), &mut samples);
    }
    samples.sort();
    assert!(
        !samples.is_empty(),
        "the samples are part of the repository"
    );
    let texts: Vec<(String, Vec<u8>)> = samples
        .iter()
        .map(|path| {
            let ending = path
                .extension()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            (ending, std::fs::read(path).expect("a readable sample"))
        })
        .collect();
    let mut numbers = Numbers::new(seed);
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut runs, mut faults) = (0u64, 0u64);
    while Instant::now() < end {
        let (ending, sample) = numbers.pick(&texts).clone();
        let other = numbers.pick(&texts).1.clone();
        let bytes = changed(&mut numbers, &sample, &other);
        let ending = match numbers.below(6) {
            0 => (*numbers.pick(&ENDINGS)).to_owned(),
            _ => ending,
        };
        let name = format!("fuzz.{ending}");
        let start = Instant::now();
        let is_sound = std::panic::catch_unwind(|| read_through(&name, &bytes)).is_ok();
        let time = start.elapsed();
        runs += 1;
        if !is_sound || time > LONGEST {
            faults += 1;
            let folder = home.join("crashes");
            std::fs::create_dir_all(&folder).expect("a writable folder");
            let path = folder.join(format!("{seed}-{runs}.{ending}"));
            std::fs::write(&path, &bytes).expect("a writable folder");
            eprintln!("{}: {time:?}", path.display());
        }
    }
    println!("{runs} inputs, {faults} faults");
    match faults {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// The pages and data files below a folder.
fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|e| {
            matches!(
                e.to_string_lossy().as_ref(),
                "md" | "html" | "yml" | "yaml" | "toml" | "json"
            )
        }) {
            out.push(path);
        }
    }
}

/// Everything that is done with a page but setting it.
fn read_through(name: &str, bytes: &[u8]) {
    let Ok(sources) = read::sources_in_memory(name, bytes.to_vec()) else {
        return;
    };
    let Ok((resume, findings)) = extract::resume(&sources) else {
        return;
    };
    let explanation = extract::explain(&sources, &resume, &findings);
    assert!(explanation.to_string().contains("left out"));
    to_yaml(&resume);
    let written = to_json(&resume);
    let source = Source::new("again.json", written.as_str());
    from_json(&source).expect("what was written is readable");
}
