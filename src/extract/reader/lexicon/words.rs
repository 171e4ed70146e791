//! The files of words as they are written. The words stay where they are in the program.

use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

use crate::yaml::table;

/// Words of one list, lent from the program's text.
type List = Vec<&'static str>;

/// What one language says on a page: `<tag>.yaml`. Every word is folded.
#[derive(Debug, Default, Deserialize)]
#[serde(
    rename_all = "kebab-case",
    deny_unknown_fields,
    default,
    bound(deserialize = "'de: 'static")
)]
pub(super) struct LanguageWords {
    /// Titles of sections by their kind. `other` holds whole titles of what a résumé has no
    /// section for (leadership, grants): their single words say nothing.
    pub(super) headings: HashMap<&'static str, List>,
    /// Twelve lists, January first; a stop behind an abbreviation is left out.
    pub(super) months: Vec<List>,
    /// Names of the four seasons.
    pub(super) seasons: HashMap<&'static str, List>,
    /// The end of what goes on: "present".
    pub(super) present: List,
    /// Before the start of what goes on: "since".
    pub(super) since: List,
    /// Between two dates, or before the end alone: "to", "until".
    pub(super) to: List,
    /// Inside a date: "de", "года".
    pub(super) of: List,
    /// The date lies ahead: "expected".
    pub(super) expected: List,
    /// Before a date that is not certain: "ca".
    pub(super) circa: List,
    /// Before the number of a month: "tháng".
    pub(super) month_prefix: List,
    /// Before a date: "from", "vom".
    pub(super) prepositions: List,
    /// Units of a stretch of time.
    pub(super) units: List,
    /// What people are, as single words of both genders: only words that are hardly anything
    /// else. Left out are common family names (baker, herrero), tools (docker), adjectives
    /// (commercial) and members, heads and jobs of anything. Vietnamese has last syllables.
    pub(super) roles: List,
    /// What teaches, as single words; no adjectives.
    pub(super) schools: List,
    /// Degrees, as single words; no schools.
    pub(super) degrees: List,
    /// Languages that people speak; how well is in `levels`.
    pub(super) spoken: List,
    /// How well: beginnings of words, whole words where they have fewer than four letters.
    pub(super) levels: List,
    /// Kinds of employment.
    pub(super) employment: List,
    /// Words of work from elsewhere.
    pub(super) remote: List,
    /// Ends of employers' names, also of compounds where they are long ("Kreiskrankenhaus").
    pub(super) firm_endings: List,
    /// First words of employers' names where the language puts them first ("Hospital").
    pub(super) firm_openings: List,
    /// Labels by what they announce.
    pub(super) labels: HashMap<&'static str, List>,
    /// Labels of birth date, nationality, permit.
    pub(super) personal: List,
    /// Whole texts that call to an action.
    pub(super) calls: List,
    /// First words of short texts that do.
    pub(super) call_verbs: List,
    /// Whole names of documents and pages, which are no person's.
    pub(super) documents: List,
    /// Words of which such names are made.
    pub(super) document_words: List,
    /// Between role and employer, and hardly ever anywhere else.
    pub(super) at: List,
    /// The same, but mostly something else.
    pub(super) weak_at: List,
    /// Words of sentences.
    pub(super) function: List,
    /// Words that say nothing in a title.
    pub(super) fillers: List,
    /// Between the halves of a title.
    pub(super) joiners: List,
    /// Before a name: "hi".
    pub(super) greetings: List,
    /// Before a name: "i'm".
    pub(super) introductions: List,
    /// Between a document and whose it is: "of".
    pub(super) name_of: List,
}

/// What belongs to no language: `common.yaml`.
#[derive(Debug, Deserialize)]
#[serde(
    rename_all = "kebab-case",
    deny_unknown_fields,
    bound(deserialize = "'de: 'static")
)]
pub(super) struct CommonWords {
    pub(super) firm_endings: List,
    /// Parts of employers' names in scripts without blanks; not folded.
    pub(super) firm_signs: List,
    /// Abbreviations whose stop ends no sentence.
    pub(super) abbreviations: List,
    pub(super) levels: List,
    pub(super) degrees: List,
    pub(super) units: List,
    pub(super) at: List,
    /// Last signs of places.
    pub(super) place_signs: Vec<char>,
    pub(super) countries: List,
    pub(super) cities: List,
    pub(super) networks: Vec<NetworkWords>,
    pub(super) classes: HashMap<&'static str, List>,
}

/// A network on which people have profiles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NetworkWords {
    pub(super) name: &'static str,
    #[serde(default)]
    pub(super) keys: List,
    pub(super) hosts: List,
}

/// Reads the words of a language.
type Reader = fn() -> LanguageWords;

/// The languages, by their BCP 47 tags; where two give a word different meanings, the first is
/// heard.
pub(super) const LANGUAGES: [(&str, Reader); 27] = [
    ("en", || table!("src/extract/reader/lexicon/en.yaml")),
    ("pt", || table!("src/extract/reader/lexicon/pt.yaml")),
    ("es", || table!("src/extract/reader/lexicon/es.yaml")),
    ("fr", || table!("src/extract/reader/lexicon/fr.yaml")),
    ("de", || table!("src/extract/reader/lexicon/de.yaml")),
    ("it", || table!("src/extract/reader/lexicon/it.yaml")),
    ("nl", || table!("src/extract/reader/lexicon/nl.yaml")),
    ("pl", || table!("src/extract/reader/lexicon/pl.yaml")),
    ("ru", || table!("src/extract/reader/lexicon/ru.yaml")),
    ("ja", || table!("src/extract/reader/lexicon/ja.yaml")),
    ("zh", || table!("src/extract/reader/lexicon/zh.yaml")),
    ("ko", || table!("src/extract/reader/lexicon/ko.yaml")),
    ("ar", || table!("src/extract/reader/lexicon/ar.yaml")),
    ("cs", || table!("src/extract/reader/lexicon/cs.yaml")),
    ("sv", || table!("src/extract/reader/lexicon/sv.yaml")),
    ("da", || table!("src/extract/reader/lexicon/da.yaml")),
    ("nb", || table!("src/extract/reader/lexicon/nb.yaml")),
    ("fi", || table!("src/extract/reader/lexicon/fi.yaml")),
    ("tr", || table!("src/extract/reader/lexicon/tr.yaml")),
    ("uk", || table!("src/extract/reader/lexicon/uk.yaml")),
    ("hu", || table!("src/extract/reader/lexicon/hu.yaml")),
    ("ro", || table!("src/extract/reader/lexicon/ro.yaml")),
    ("he", || table!("src/extract/reader/lexicon/he.yaml")),
    ("vi", || table!("src/extract/reader/lexicon/vi.yaml")),
    ("hi", || table!("src/extract/reader/lexicon/hi.yaml")),
    ("id", || table!("src/extract/reader/lexicon/id.yaml")),
    ("bn", || table!("src/extract/reader/lexicon/bn.yaml")),
];

/// The words of no language.
pub(super) fn common() -> CommonWords {
    table!("src/extract/reader/lexicon/common.yaml")
}
