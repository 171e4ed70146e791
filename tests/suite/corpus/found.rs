//! What was read off a page, as it is compared: JSON Resume's lists are one list of entries.

use serde_json::Value;

use super::dates::Dates;
use super::words::{Words, items};

/// A résumé.
#[derive(Default)]
pub struct Found {
    pub name: Option<Words>,
    pub headline: Option<Words>,
    pub email: Option<Words>,
    pub phone: Option<Words>,
    pub location: Option<Words>,
    pub summary: Option<Words>,
    pub links: Vec<Words>,
    /// Group and item of each skill.
    pub skills: Vec<(Option<Words>, Words)>,
    pub entries: Vec<Entry>,
    pub metrics: Vec<Figure>,
}

/// A job, a degree, a project.
#[derive(Default)]
pub struct Entry {
    pub kind: &'static str,
    pub title: Option<Words>,
    pub organization: Option<Words>,
    pub dates: Option<Dates>,
    pub location: Option<Words>,
    pub description: Option<Words>,
    pub details: Option<Words>,
    pub highlights: Vec<Words>,
    pub tags: Vec<Words>,
    pub metrics: Vec<Figure>,
    pub links: Vec<Words>,
}

/// Value and label.
#[derive(Clone)]
pub struct Figure(pub Words, pub Words);

impl Figure {
    pub fn new(value: &str, label: &str) -> Self {
        Figure(Words::new(value), Words::new(label))
    }

    pub fn is(&self, other: &Figure) -> bool {
        self.0.is(&other.0) && self.1.is(&other.1) || self.text().is(&other.text())
    }

    pub fn text(&self) -> Words {
        Words::new(&format!("{} {}", self.0.raw, self.1.raw))
    }

    /// The ways to write it in a sentence.
    pub fn spellings(&self) -> [Words; 2] {
        let (value, label) = (&self.0.raw, &self.1.raw);
        [self.text(), Words::new(&format!("{label} {value}"))]
    }
}

/// The first of some keys that holds a text.
fn text<'a>(value: &'a Value, keys: &[&str]) -> Option<&'a str> {
    keys.iter()
        .find_map(|key| value[key].as_str().filter(|text| !text.is_empty()))
}

fn words(value: &Value, keys: &[&str]) -> Option<Words> {
    text(value, keys).map(Words::new)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn texts<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a str> {
    list(value, key).iter().filter_map(Value::as_str)
}

fn figures(value: &Value) -> Vec<Figure> {
    list(value, "metrics")
        .iter()
        .map(|figure| {
            let part = |key| figure[key].as_str().unwrap_or_default();
            Figure::new(part("value"), part("label"))
        })
        .collect()
}

/// Texts joined by a blank.
fn joined(parts: &[Option<&str>]) -> Option<Words> {
    let parts: Vec<&str> = parts.iter().copied().flatten().collect();
    (!parts.is_empty()).then(|| Words::new(&parts.join(" ")))
}

fn entry(kind: &'static str, item: &Value) -> Entry {
    let start = text(item, &["startDate", "start", "date", "releaseDate"]);
    let end = text(item, &["endDate", "end"]);
    let summary = text(item, &["summary"]);
    let description = text(item, &["description"]);
    let tags = texts(item, "keywords").flat_map(items);
    let mut entry = Entry {
        kind,
        dates: Dates::of_fields(start, end),
        location: words(item, &["location"]),
        description: joined(&[description, summary]),
        details: words(item, &["details"]),
        highlights: texts(item, "highlights")
            .filter(|text| !text.is_empty())
            .map(Words::new)
            .collect(),
        tags: tags.map(|tag| Words::new(&tag)).collect(),
        metrics: figures(item),
        links: words(item, &["url"]).into_iter().collect(),
        ..Entry::default()
    };
    let (title, organization): (&[&str], &[&str]) = match kind {
        "experience" => (&["position"], &["name"]),
        "volunteer" => (&["position"], &["organization"]),
        "project" => (&["name"], &["entity"]),
        "education" => (&["studyType", "area"], &["institution"]),
        "certification" => (&["name"], &["issuer"]),
        "publication" => (&["name"], &["publisher"]),
        "award" => (&["title"], &["awarder"]),
        "language" => (&["language"], &[]),
        "reference" => (&["name"], &[]),
        _ => (&["name"], &["organization"]),
    };
    entry.title = words(item, title);
    entry.organization = words(item, organization);
    match kind {
        "education" => entry.details = words(item, &["score", "details"]),
        "language" => {
            entry.details = words(item, &["fluency"]);
            entry.description = None;
            entry.dates = None;
        }
        "reference" => {
            entry.description = words(item, &["reference"]);
            entry.dates = None;
        }
        _ => (),
    }
    entry
}

/// The lists of JSON Resume, each with the kind of its entries.
const LISTS: [(&str, &str); 9] = [
    ("work", "experience"),
    ("volunteer", "volunteer"),
    ("projects", "project"),
    ("education", "education"),
    ("certificates", "certification"),
    ("publications", "publication"),
    ("awards", "award"),
    ("languages", "language"),
    ("references", "reference"),
];

impl Found {
    /// Of JSON Resume as the program writes it.
    pub fn new(resume: &Value) -> Self {
        let basics = &resume["basics"];
        let mut found = Found {
            name: words(basics, &["name"]),
            headline: words(basics, &["label"]),
            email: words(basics, &["email"]),
            phone: words(basics, &["phone"]),
            location: location(&basics["location"]),
            summary: words(basics, &["summary"]),
            links: words(basics, &["url"]).into_iter().collect(),
            metrics: [figures(resume), figures(basics)].concat(),
            ..Found::default()
        };
        let profiles = list(basics, "profiles").iter();
        found
            .links
            .extend(profiles.filter_map(|profile| words(profile, &["url", "username"])));
        for group in list(resume, "skills") {
            let keywords: Vec<String> = texts(group, "keywords").flat_map(items).collect();
            let name = text(group, &["name"]);
            let (group, keywords) = match keywords.is_empty() {
                true => (None, items(name.unwrap_or_default())),
                false => (name.map(Words::new), keywords),
            };
            for item in keywords {
                found.skills.push((group.clone(), Words::new(&item)));
            }
        }
        for (key, kind) in LISTS {
            let entries = list(resume, key).iter().map(|item| entry(kind, item));
            found.entries.extend(entries);
        }
        // Sections that the schema has no place for.
        for section in list(&resume["meta"]["vitae"], "sections") {
            let entries = list(section, "entries").iter();
            let entries = entries.filter(|item| item.is_object());
            found
                .entries
                .extend(entries.map(|item| entry("other", item)));
        }
        found
    }
}

fn location(value: &Value) -> Option<Words> {
    let parts: Vec<&str> = ["address", "city", "region", "countryCode"]
        .iter()
        .filter_map(|key| value[key].as_str().filter(|text| !text.is_empty()))
        .collect();
    (!parts.is_empty()).then(|| Words::new(&parts.join(", ")))
}
