//! `signs.yaml`: signs and hosts, compared as they are written.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::yaml;

/// Signs of no language.
#[derive(Debug, Deserialize)]
#[serde(
    rename_all = "kebab-case",
    deny_unknown_fields,
    bound(deserialize = "'de: 'static")
)]
pub(super) struct Signs {
    /// Parts of employers' names in scripts without blanks.
    #[serde(rename = "firm-signs")]
    pub(super) firms: Vec<&'static str>,
    /// Signs of currencies.
    #[serde(rename = "currency-signs")]
    pub(super) currencies: Vec<char>,
    /// Eras by which years are counted, each with the year before its first.
    pub(super) eras: Vec<(&'static str, i16)>,
    /// Last signs of places.
    #[serde(rename = "place-signs")]
    pub(super) places: Vec<char>,
}

/// The program's signs.
pub(super) fn signs() -> &'static Signs {
    static SIGNS: OnceLock<Signs> = OnceLock::new();
    SIGNS.get_or_init(|| yaml::table!("src/extract/reader/signs.yaml"))
}
