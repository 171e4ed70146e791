//! The file of words as it is written. Its words stay where they are in the program: thousands
//! of copies would take a tenth of a short run.

use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

use super::breaks::BreakWords;
use super::printed::Printed;
use super::vocabulary::{Concept, DateSigns};

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct File<'a> {
    #[serde(borrow)]
    pub(super) classes: HashMap<Concept, Vec<&'a str>>,
    pub(super) page_breaks: BreakWords,
    pub(super) properties: HashMap<String, Vec<String>>,
    pub(super) scheduling: Vec<String>,
    pub(super) date_signs: DateSigns,
    #[serde(borrow)]
    pub(super) languages: HashMap<&'a str, LanguageFile<'a>>,
}

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct LanguageFile<'a> {
    #[serde(borrow)]
    pub(super) headings: HashMap<&'a str, Vec<&'a str>>,
    pub(super) printed: HashMap<String, Printed>,
    /// What job portals know under another word than the printed one.
    #[serde(default)]
    pub(super) portal: HashMap<String, Printed>,
    #[serde(borrow)]
    pub(super) months: Vec<Vec<&'a str>>,
    #[serde(borrow)]
    pub(super) seasons: HashMap<&'a str, Vec<&'a str>>,
    #[serde(borrow)]
    pub(super) present: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) since: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) to: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) of: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) expected: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) via: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) details: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) tags: Vec<&'a str>,
    /// Names of what an entry tells point by point: responsibilities, achievements.
    #[serde(borrow)]
    pub(super) highlights: Vec<&'a str>,
    /// Names of other parts of an entry.
    #[serde(borrow)]
    pub(super) parts: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) calls: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) documents: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) work: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) degrees: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) roles: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) schools: Vec<&'a str>,
    /// Languages that people speak, and words for how well.
    #[serde(borrow)]
    pub(super) spoken: Vec<&'a str>,
    #[serde(borrow)]
    pub(super) contact_labels: HashMap<&'a str, Vec<&'a str>>,
    #[serde(borrow)]
    pub(super) entry_labels: HashMap<&'a str, Vec<&'a str>>,
    /// Units in which a stretch of time is told.
    #[serde(borrow, default)]
    pub(super) units: Vec<&'a str>,
    /// Words between a role and its employer.
    #[serde(borrow, default)]
    pub(super) at: Vec<&'a str>,
    /// How a month and its year are written, where not side by side.
    #[serde(borrow, default)]
    pub(super) month_form: Option<&'a str>,
    /// How a year alone is written, where not in figures alone.
    #[serde(borrow, default)]
    pub(super) year_form: Option<&'a str>,
}
