//! Numbers and names of themes that make no sense are refused, wherever they come from.

use std::fs;

use lopdf::Object;
use lopdf::content::{Content, Operation};
use proptest::prelude::*;
use serde_json::Value;
use vitae::diagnostic::{Diagnostics, Source};
use vitae::export::{Design, export};
use vitae::read::{Format, Pages};
use vitae::theme::{Overrides, Theme};

use crate::fixture::{self, run, told};

const DONE: i32 = 0;
const REFUSED: i32 = 1;
const FAILED: i32 = 2;

/// A small page of an invented person.
const PAGE: &str = "# Ana Reis\n\nana@example.org | +351 555 010 203 | Porto, Portugal\n\n\
    ## Experience\n\n### Developer, Acme (2019-2023)\n\n- Kept the lights on\n\n\
    ## Skills\n\n- Rust, Go\n";

/// A folder with the page.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("page.md"), PAGE).expect("written");
    folder
}

/// What is out of range: a theme file, where it is, the same by its path, and the bounds.
const OUT_OF_RANGE: [(&str, &str, &str, &str); 9] = [
    (
        "page: { ascent: 1e30 }",
        "2:17",
        "page.ascent=1e30",
        "0.2 to 2",
    ),
    (
        "styles:\n  body: { size: 1e30pt }",
        "3:17",
        "styles.body.size=1e30pt",
        "4pt to 96pt",
    ),
    (
        "styles:\n  body: { size: -10pt }",
        "3:17",
        "styles.body.size=-10pt",
        "4pt to 96pt",
    ),
    (
        "styles:\n  body: { size: 0pt }",
        "3:17",
        "styles.body.size=0pt",
        "4pt to 96pt",
    ),
    (
        "styles:\n  body: { size: 1e-40pt }",
        "3:17",
        "styles.body.size=1e-40pt",
        "4pt to 96pt",
    ),
    (
        "styles:\n  body: { pitch: 1e308pt }",
        "3:18",
        "styles.body.pitch=1e308pt",
        "4pt to 200pt",
    ),
    (
        "spacing:\n  entry: -500pt",
        "3:10",
        "spacing.entry=-500pt",
        "-20pt to 300pt",
    ),
    (
        "page: { margins: 40pt -5pt 40pt 40pt }",
        "2:18",
        "page.margins=40pt -5pt 40pt 40pt",
        "0pt to 400pt",
    ),
    (
        "arrangement: { skills: { columns: 4000000000 } }",
        "2:35",
        "arrangement.skills.columns=4000000000",
        "1 to 12",
    ),
];

#[test]
fn a_number_out_of_range_is_refused_in_a_theme_file_and_in_an_option_alike() {
    for (text, place, assignment, bounds) in OUT_OF_RANGE {
        let folder = folder();
        fs::write(
            folder.path().join("theme.yaml"),
            format!("extends: modern\n{text}\n"),
        )
        .expect("written");
        fs::write(
            folder.path().join("vitae.yaml"),
            "output: { theme: ./theme.yaml }\n",
        )
        .expect("written");
        let formats = ["--format", "pdf,docx,svg", "--out", "o"];
        let at = assignment.find('=').expect("an assignment") + 2;
        for (arguments, place, code) in [
            (
                vec!["--theme", "./theme.yaml"],
                format!("theme.yaml:{place}"),
                REFUSED,
            ),
            (vec![], format!("theme.yaml:{place}"), REFUSED),
            (
                vec!["--theme", "modern", "--set", assignment],
                format!("--set:1:{at}"),
                FAILED,
            ),
        ] {
            let mut all = vec!["export", "page.md"];
            all.extend(&arguments);
            all.extend(formats);
            let output = run(folder.path(), &all);
            let told = told(&output);
            assert_eq!(output.status.code(), Some(code), "{all:?}: {told}");
            assert!(told.contains(&place), "{all:?}: {told}");
            assert!(told.contains("is out of range for `"), "{all:?}: {told}");
            assert!(told.contains(&format!("runs from {bounds}")), "{told}");
            assert!(!folder.path().join("o").exists(), "{all:?}");
        }
    }
}

#[test]
fn the_size_of_running_text_is_checked_by_the_same_table() {
    let folder = folder();
    for given in ["0pt", "-10pt", "1e30pt", "30pt"] {
        let size = format!("--font-size={given}");
        let output = run(folder.path(), &["export", "page.md", &size]);
        let told = told(&output);
        assert_eq!(output.status.code(), Some(FAILED), "{told}");
        assert!(
            told.contains(&format!("`{given}` is out of range for `--font-size`")),
            "{told}"
        );
        assert!(told.contains("6pt to 18pt"), "{told}");
    }
}

/// A number of a theme: its path, its bounds and its unit.
struct Bounded {
    path: String,
    least: f64,
    most: f64,
    unit: &'static str,
    /// How many stand in one value.
    count: usize,
}

impl Bounded {
    fn value(&self, number: f64) -> String {
        vec![format!("{number}{}", self.unit); self.count].join(" ")
    }
}

/// Every number of the schema of themes.
fn numbers() -> Vec<Bounded> {
    fn walk(schema: &Value, root: &Value, path: &str, found: &mut Vec<Bounded>) {
        let schema = match schema["$ref"].as_str() {
            Some(target) => root
                .pointer(target.trim_start_matches('#'))
                .expect("the target is there"),
            None => schema,
        };
        if let Some(properties) = schema["properties"].as_object() {
            for (key, inner) in properties {
                walk(inner, root, &format!("{path}.{key}"), found);
            }
            return;
        }
        let pattern = schema["pattern"].as_str().unwrap_or_default();
        let (unit, count) = if pattern.ends_with("{3}$") {
            ("pt", 4)
        } else if pattern.ends_with("pt$") {
            ("pt", 1)
        } else if pattern.ends_with("em$") {
            ("em", 1)
        } else if matches!(schema["type"].as_str(), Some("number" | "integer")) {
            ("", 1)
        } else {
            return;
        };
        let told = schema["description"].as_str().expect("a description");
        let (_, bounds) = told.rsplit_once("From ").expect(path);
        let (least, most) = bounds.split_once(" to ").expect(path);
        let bound = |text: &str| text.trim_end_matches('.').trim_end_matches(unit).parse();
        let found_here = Bounded {
            path: path.trim_start_matches('.').to_owned(),
            least: bound(least).expect(path),
            most: bound(most).expect(path),
            unit,
            count,
        };
        if unit.is_empty() {
            assert_eq!(schema["minimum"].as_f64(), Some(found_here.least), "{path}");
            assert_eq!(schema["maximum"].as_f64(), Some(found_here.most), "{path}");
        }
        found.push(found_here);
    }
    let schema = Theme::schema();
    let mut found = Vec::new();
    walk(&schema, &schema, "", &mut found);
    assert!(found.len() > 120, "{}", found.len());
    found
}

fn set(path: &str, value: &str) -> Result<(), Diagnostics> {
    Overrides::default().set("--set", &format!("{path}={value}"))
}

#[test]
fn every_number_of_a_theme_has_bounds() {
    for number in numbers() {
        let key = number.path.rsplit('.').next().expect("a key");
        for inside in [number.least, number.most] {
            let value = number.value(inside);
            set(&number.path, &value).unwrap_or_else(|found| panic!("{value}: {found:?}"));
        }
        let beyond = [number.least - 1.0, number.most + 1.0, 1e30, -1e30, 1e308];
        for outside in beyond {
            let value = number.value(outside);
            let found = set(&number.path, &value).expect_err(&number.path);
            let told = found.iter().next().expect("a finding");
            assert!(
                told.message
                    .ends_with(&format!("is out of range for `{key}`")),
                "{}",
                told.message
            );
            let bounds = format!(
                "{}{unit} to {}{unit}",
                number.least,
                number.most,
                unit = number.unit
            );
            assert!(told.hints[0].contains(&bounds), "{:?}", told.hints);
            let place = told.span.as_ref().expect("placed").position();
            assert_eq!(place, (1, number.path.len() + 2));
        }
        for word in ["NaN", "inf", "-inf", "infinity"] {
            let value = vec![format!("{word}{}", number.unit); number.count].join(" ");
            let found = set(&number.path, &value).expect_err(&number.path);
            let told = &found.iter().next().expect("a finding").message;
            assert!(told.contains(" is not "), "{told}");
        }
    }
}

#[test]
fn margins_that_leave_no_measure_are_refused_on_pages_and_in_letters() {
    for key in ["page.margins", "letter.margins"] {
        for margins in ["400pt 400pt 400pt 400pt", "40pt 300pt 40pt 300pt"] {
            let mut overrides = Overrides::default();
            let assignment = format!("{key}={margins}");
            overrides.set("--set", &assignment).expect("each in range");
            let theme = Theme::embedded_with("modern", &overrides).expect("known");
            let found = theme.expect_err(&assignment);
            let told = found.iter().next().expect("a finding");
            assert!(told.hints[0].contains(&format!("`{key}`")), "{told:?}");
        }
    }
}

#[test]
fn a_colour_that_nothing_has_is_refused_wherever_it_is_given() {
    let folder = folder();
    fs::write(
        folder.path().join("typo.yaml"),
        "extends: modern\npalette:\n  acent: '#FF0000'\n",
    )
    .expect("written");
    fs::write(
        folder.path().join("vitae.yaml"),
        "output: { theme: typo.yaml }\n",
    )
    .expect("written");
    for (arguments, place, code) in [
        (
            vec!["--theme", "modern", "--set", "palette.acent=#FF0000"],
            "--set:1:9",
            FAILED,
        ),
        (vec!["--theme", "./typo.yaml"], "typo.yaml:3:3", REFUSED),
        (vec![], "typo.yaml:3:3", REFUSED),
        (
            vec!["--theme", "modern", "--set", "palette={ acent: '#FF0000' }"],
            "--set:1:11",
            FAILED,
        ),
    ] {
        let mut all = vec!["export", "page.md", "--out", "o"];
        all.extend(&arguments);
        let output = run(folder.path(), &all);
        let told = told(&output);
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert!(told.contains("`acent` is used by no style"), "{told}");
        assert!(told.contains("did you mean `accent`?"), "{told}");
        assert!(told.contains(place), "{told}");
        assert!(!folder.path().join("o").exists());
    }
}

#[test]
fn names_of_the_themes_below_and_of_ones_own_styles_are_colours() {
    let folder = folder();
    let done = |arguments: &[&str]| {
        let mut all = vec!["export", "page.md", "--format", "svg", "--out", "o"];
        all.extend(arguments);
        let output = run(folder.path(), &all);
        assert_eq!(output.status.code(), Some(DONE), "{}", told(&output));
    };
    // `classic` sets no chips, and the theme that it extends names their colours.
    for color in ["chip", "chip_text", "accent", "icon", "rule"] {
        done(&[
            "--theme",
            "classic",
            "--set",
            &format!("palette.{color}=#333333"),
        ]);
    }
    let theme = folder.path().join("own.yaml");
    fs::write(
        &theme,
        "extends: modern\npalette: { plum: '#5B2A4B' }\nstyles: { title: { color: plum } }\n",
    )
    .expect("written");
    done(&["--theme", "./own.yaml"]);
    // A theme that extends one of one's own knows its names.
    fs::write(
        folder.path().join("more.yaml"),
        "extends: ./own.yaml\npalette: { plum: '#4B1A3B' }\nstyles: { title: { color: text } }\n",
    )
    .expect("written");
    done(&["--theme", "./more.yaml"]);
    done(&[
        "--set",
        "palette.plum=#5B2A4B",
        "--set",
        "styles.name.color=plum",
    ]);
}

#[test]
fn every_misspelt_name_of_a_palette_is_told_in_one_run() {
    let source = Source::new(
        "t.yaml",
        "extends: modern\npalette: { acent: '#1D4E89', greey: '#444444', zz: '#000000' }\n",
    );
    let found = Theme::from_source(&source, "t").expect_err("refused");
    let told: Vec<(String, String)> = found
        .iter()
        .map(|one| (one.message.clone(), one.hints.join("; ")))
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0].1, "did you mean `accent`?");
    assert_eq!(told[1].1, "did you mean `grey`?");
    assert!(told[2].1.starts_with("known: "), "{}", told[2].1);
    let none = Source::new("t.yaml", "extends: modern\npalette: red\n");
    assert!(Theme::from_source(&none, "t").is_err());
}

/// The operators that pages are written with; `inf` and `NaN` would be read as others.
const OPERATORS: [&str; 27] = [
    "BDC", "BMC", "BT", "Do", "EMC", "ET", "J", "Q", "RG", "S", "TJ", "Tc", "Td", "Tf", "Ts", "Tz",
    "b", "c", "cm", "f", "h", "j", "l", "m", "q", "rg", "w",
];

/// Every operand and every number of an annotation is a number, and every operator one of PDF.
fn has_sound_numbers(pdf: &[u8]) -> Result<(), String> {
    let document = lopdf::Document::load_mem(pdf).map_err(|error| error.to_string())?;
    let is_sound = |object: &Object| object.as_float().is_ok_and(f32::is_finite);
    for page in document.get_pages().into_values() {
        let content = document.get_page_content(page);
        let content = Content::decode(&content).map_err(|error| error.to_string())?;
        for Operation { operator, operands } in content.operations {
            if !OPERATORS.contains(&operator.as_str()) {
                return Err(format!("the operator `{operator}`"));
            }
            let is_number = |operand: &&Object| matches!(operand, Object::Real(_));
            if !operands.iter().filter(is_number).all(is_sound) {
                return Err(format!("operands {operands:?}"));
            }
        }
        for link in document
            .get_page_annotations(page)
            .map_err(|error| error.to_string())?
        {
            let place = link.get(b"Rect").and_then(Object::as_array);
            let place = place.map_err(|error| error.to_string())?;
            if !place.iter().all(is_sound) {
                return Err(format!("a link at {place:?}"));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    // Numbers at and between their bounds, several at once, in any theme: what is read is set,
    // and every number of every file is one.
    #[test]
    fn whatever_is_in_range_is_set(
        theme in prop::sample::select(fixture::THEMES.to_vec()),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0.0_f64..1.0, any::<bool>()), 1..20),
        pages in prop::sample::select(vec![Pages::Auto, Pages::AtMost(1), Pages::AtMost(2)]),
    ) {
        let numbers = numbers();
        let mut overrides = Overrides::default();
        for (index, share, at_bound) in changes {
            let number = index.get(&numbers);
            let share = if at_bound { share.round() } else { share };
            let value = (number.least + (number.most - number.least) * share * 100.0).round() / 100.0;
            let value = value.clamp(number.least, number.most);
            let value = if number.path.ends_with("columns") { value.round() } else { value };
            let assignment = format!("{}={}", number.path, number.value(value));
            overrides.set("--set", &assignment).expect(&assignment);
        }
        // Margins and columns may leave no room, and that is told.
        let Some(Ok(theme)) = Theme::embedded_with(theme, &overrides) else {
            return Ok(());
        };
        let resume = fixture::resume("backend.md");
        let design = Design { pages, drop: true, ..Design::new(&theme) };
        let made = match export(&resume, &design, &[Format::Pdf, Format::Docx, Format::Svg]) {
            Ok(made) => made,
            // It is too long for its pages.
            Err(vitae::error::Error::Refused(_)) => return Ok(()),
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        };
        for file in made.files {
            if file.format == Format::Pdf {
                prop_assert_eq!(has_sound_numbers(&file.bytes), Ok(()));
            }
        }
    }
}
