//! What is right for a page, as it is written beside it.

use std::path::Path;

use serde::Deserialize;

use super::dates::Dates;
use super::found::Figure;
use super::words::{Words, items};

/// A label: `tests/corpus/README.md` tells what each field means.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Label {
    pub name: Right,
    pub headline: Right,
    pub email: Right,
    pub phone: Right,
    pub location: Right,
    pub summary: Right,
    pub links: Vec<Right>,
    pub metrics: Vec<Metric>,
    pub skills: Vec<Group>,
    pub entries: Vec<Entry>,
    pub not_in_resume: Vec<String>,
    pub optional_links: Vec<Right>,
    pub optional_skills: Vec<Group>,
    pub optional_entries: Vec<Entry>,
    pub optional_text: Vec<String>,
    /// What is particular about the page, for who reads the label.
    #[serde(rename = "notes")]
    pub _notes: String,
}

/// Group and items of skills.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Group {
    pub group: Right,
    pub items: Vec<Right>,
}

/// A job, a degree, a project.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Entry {
    pub kind: Right,
    pub title: Right,
    pub organization: Right,
    #[serde(rename = "date")]
    pub dates: Right,
    pub location: Right,
    pub description: Right,
    pub details: Right,
    pub highlights: Vec<Right>,
    pub tags: Vec<Right>,
    pub metrics: Vec<Metric>,
    pub links: Vec<Right>,
    pub optional_tags: bool,
    pub optional_metrics: Vec<Metric>,
}

/// A figure of a card.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    pub value: String,
    #[serde(default)]
    pub label: String,
}

impl Metric {
    pub fn figure(&self) -> Figure {
        Figure::new(&self.value, &self.label)
    }
}

/// A value with the others that are right, too.
#[derive(Default, Deserialize)]
#[serde(from = "Written")]
pub struct Right {
    /// What the value may be.
    pub texts: Vec<Words>,
    /// It may be absent.
    pub may_lack: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    One(Option<String>),
    Any { any: Vec<Option<String>> },
}

impl From<Written> for Right {
    fn from(written: Written) -> Self {
        let all = match written {
            Written::One(text) => vec![text],
            Written::Any { any } => any,
        };
        let texts: Vec<Words> = all.iter().flatten().map(|text| Words::new(text)).collect();
        let texts: Vec<Words> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        Right {
            may_lack: texts.len() < all.len(),
            texts,
        }
    }
}

impl Right {
    pub fn first(&self) -> &str {
        self.texts.first().map_or("", |text| &text.raw)
    }

    /// True for a value that nothing can miss.
    pub fn is_free(&self) -> bool {
        self.texts.is_empty() || self.may_lack
    }

    pub fn dates(&self) -> impl Iterator<Item = Dates> {
        self.texts
            .iter()
            .filter_map(|text| Dates::of_label(&text.raw))
    }

    pub fn is_any(&self, is: impl Fn(&Words) -> bool) -> bool {
        self.texts.iter().any(is)
    }

    pub fn likeness(&self, found: Option<&Words>) -> f64 {
        let Some(found) = found else { return 0.0 };
        let like = self.texts.iter().map(|text| text.likeness(found));
        like.fold(0.0, f64::max)
    }

    /// The items of each text, which may be a list.
    pub fn lists(&self) -> impl Iterator<Item = Vec<Words>> {
        let list = |text: &Words| {
            items(&text.raw)
                .iter()
                .map(|item| Words::new(item))
                .collect()
        };
        self.texts.iter().map(list)
    }

    /// The items of the first text that was found, or of the first of all.
    pub fn items(&self, is_found: impl Fn(&Words) -> bool) -> Vec<Words> {
        let found = self.lists().find(|items| items.iter().all(&is_found));
        found.or_else(|| self.lists().next()).unwrap_or_default()
    }
}

/// The label of a page.
#[allow(dead_code, reason = "`tests/fit` reads labels of other folders, too")]
pub fn read(page: &Path) -> Label {
    let path = page.with_extension("label.json");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
