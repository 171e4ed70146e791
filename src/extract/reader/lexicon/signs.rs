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
    /// Pictures before telephone numbers.
    #[serde(rename = "phone-signs")]
    pub(super) phones: Vec<char>,
    /// Signs of currencies.
    #[serde(rename = "currency-signs")]
    pub(super) currencies: Vec<char>,
    /// Eras by which years are counted, each with the year before its first.
    pub(super) eras: Vec<(&'static str, i16)>,
    /// Words before the extension of a telephone number.
    pub(super) extensions: Vec<&'static str>,
    /// Ends of hosts that are hardly anything else.
    #[serde(rename = "top-levels")]
    top_levels: Vec<&'static str>,
    mail: MailSigns,
    /// Keys of the front matter that may give the headline, best first.
    #[serde(rename = "headline-keys")]
    headline_keys: Vec<&'static str>,
    /// Signs that count the members of a series, from one on.
    numerals: Vec<char>,
    /// Signs with which people type list items.
    bullets: Vec<char>,
    /// Last signs of places.
    #[serde(rename = "place-signs")]
    pub(super) places: Vec<char>,
    /// Pictures before where somebody lives.
    #[serde(rename = "location-signs")]
    pub(super) locations: Vec<char>,
    citation: CitationSigns,
}

/// Words of bibliographies; `signs.yaml` tells each.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(crate) struct CitationSigns {
    pub(crate) particles: Vec<&'static str>,
    pub(crate) others: Vec<&'static str>,
    pub(crate) joiners: Vec<&'static str>,
    pub(crate) editors: Vec<&'static str>,
    pub(crate) openings: Vec<&'static str>,
    pub(crate) joints: Vec<&'static str>,
    pub(crate) pages: Vec<&'static str>,
    pub(crate) numbers: Vec<&'static str>,
}

/// How people write the signs of an e-mail address.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MailSigns {
    /// Between the person and the host.
    pub(crate) at: Vec<String>,
    /// Between the parts of the host.
    pub(crate) dot: Vec<String>,
}

/// How people write the signs of an e-mail address.
pub(crate) fn mail_signs() -> &'static MailSigns {
    &signs().mail
}

/// Words of bibliographies.
pub(crate) fn citation_signs() -> &'static CitationSigns {
    &signs().citation
}

/// Keys of the front matter that may give the headline, best first.
pub(crate) fn headline_keys() -> &'static [&'static str] {
    &signs().headline_keys
}

/// Signs that count the members of a series, from one on.
pub(crate) fn numerals() -> &'static [char] {
    &signs().numerals
}

/// Signs with which people type list items.
pub(crate) fn bullets() -> &'static [char] {
    &signs().bullets
}

/// True for the end of a host that is hardly anything else, in lower case.
pub(crate) fn is_top_level(word: &str) -> bool {
    signs().top_levels.contains(&word)
}

/// The program's signs.
pub(super) fn signs() -> &'static Signs {
    static SIGNS: OnceLock<Signs> = OnceLock::new();
    SIGNS.get_or_init(|| yaml::table!("src/extract/reader/signs.yaml"))
}
