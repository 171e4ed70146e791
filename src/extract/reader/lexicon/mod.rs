//! The words by which pages are read: one file a language, evidence and never gates.
//!
//! `<tag>.yaml` holds what one language says: headings by kind, months, words of dates, role
//! words, degrees, schools, labels, function words; `common.yaml` what belongs to no language:
//! firm endings, cities, countries; `places` the names of tens of thousands of towns. All words are kept folded ([`crate::extract::fold`]); the
//! build gathers them in one table, where they are looked up. A page is read with the words of its
//! own languages and English ([`Lexicon::heard_on`]). To add a word, add it to its language's
//! file; to add a language, add a file.

mod languages;
mod layout;
mod lists;
mod own;
mod places;
mod senses;
mod signs;
mod table;
mod texts;

use std::sync::{Arc, OnceLock};

use crate::extract::vocabulary::Topic;
use crate::resume::SectionKind;
use lists::Says;
use own::Own;
pub(crate) use places::Place;
use senses::Senses;
use signs::Signs;
pub(crate) use signs::{
    bullets, citation_signs, headline_keys, is_top_level, mail_signs, numerals,
};
use table::{Table, table};

/// What a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// A section of the résumé.
    Section(SectionKind),
    /// The opening paragraph.
    Summary,
    /// How to reach the person.
    Contact,
    /// Birth date, nationality, permit.
    Personal,
    /// On a page, but in no résumé.
    Ignored,
}

impl Kind {
    /// True where a part of a section of this kind may be titled as the other kind: groups of
    /// skills, the projects of a job.
    pub(crate) fn holds(self, part: Kind) -> bool {
        let of_skills = [
            Kind::LANGUAGES,
            Kind::SKILLS,
            Kind::CERTIFICATIONS,
            Kind::OTHER,
        ];
        let of_jobs = [Kind::Summary, Kind::PROJECTS, Kind::SKILLS];
        self == Kind::SKILLS && of_skills.contains(&part)
            || self.is_dated() && of_jobs.contains(&part)
    }

    /// Positions and jobs.
    pub(crate) const EXPERIENCE: Kind = Kind::Section(SectionKind::Experience);
    /// Schools and degrees.
    pub(crate) const EDUCATION: Kind = Kind::Section(SectionKind::Education);
    /// Projects.
    pub(crate) const PROJECTS: Kind = Kind::Section(SectionKind::Projects);
    /// Skills.
    pub(crate) const SKILLS: Kind = Kind::Section(SectionKind::Skills);
    /// Spoken languages.
    pub(crate) const LANGUAGES: Kind = Kind::Section(SectionKind::Languages);
    /// Certificates and courses.
    pub(crate) const CERTIFICATIONS: Kind = Kind::Section(SectionKind::Certifications);
    /// Awards.
    pub(crate) const AWARDS: Kind = Kind::Section(SectionKind::Awards);
    /// Publications and talks.
    pub(crate) const PUBLICATIONS: Kind = Kind::Section(SectionKind::Publications);
    /// Unpaid work.
    pub(crate) const VOLUNTEERING: Kind = Kind::Section(SectionKind::Volunteering);
    /// What no list knows.
    pub(crate) const OTHER: Kind = Kind::Section(SectionKind::Other);

    /// Kinds whose entries are expected to be dated.
    pub(crate) fn is_dated(self) -> bool {
        [Kind::EXPERIENCE, Kind::EDUCATION, Kind::VOLUNTEERING].contains(&self)
    }

    /// Kinds that hold entries with heads.
    pub(crate) fn has_entries(self) -> bool {
        self.is_dated()
            || [
                Kind::PROJECTS,
                Kind::CERTIFICATIONS,
                Kind::AWARDS,
                Kind::PUBLICATIONS,
            ]
            .contains(&self)
    }
}

impl From<Topic> for Kind {
    fn from(topic: Topic) -> Kind {
        match topic {
            Topic::Section(kind) => Kind::Section(kind),
            Topic::Summary => Kind::Summary,
            Topic::Contact => Kind::Contact,
            Topic::Ignored => Kind::Ignored,
        }
    }
}

/// What a label announces.
pub(crate) use crate::extract::vocabulary::Label as LabelRole;

/// A word's meaning in a date.
pub(crate) use crate::extract::vocabulary::DateWord;

/// The words that are heard. Every text that is looked up is folded first by the callee unless
/// its parameter is called `folded` or `word` (one folded word).
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    table: &'static Table,
    signs: &'static Signs,
    /// The languages, a bit each.
    heard: u64,
    own: Arc<Own>,
    at: Vec<String>,
    weak_at: Vec<String>,
    introductions: Vec<String>,
    document_words: Vec<&'static str>,
    /// "2010-11" on the page is two years.
    pairs_years: bool,
    /// Years are counted as in Iran: 1403.
    counts_solar_years: bool,
    /// The page's own language among those that are heard, as a bit.
    own_language: u64,
}

/// The program's lexicon, in all languages.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::new(u64::MAX, Arc::default()))
}

/// No language and no word.
impl Default for Lexicon {
    fn default() -> Lexicon {
        Lexicon::new(0, Arc::default())
    }
}

/// Shorter ends of a word are ends of anything.
const SHORTEST_END: usize = 6;
/// No word for an extension has more letters.
const LONGEST_EXTENSION: usize = 12;
/// No compound is longer; a run of letters may be a whole page.
const LONGEST_COMPOUND: usize = 40;

impl Lexicon {
    fn new(heard: u64, own: Arc<Own>) -> Lexicon {
        let table = table();
        let phrases = |list: &str| -> Vec<&'static str> {
            let all = table.whole(list).iter();
            let heard = all.filter(|(_, languages)| languages & heard != 0);
            heard.map(|(phrase, _)| *phrase).collect()
        };
        let longest_first = |list: &str, sense: Senses| -> Vec<String> {
            let words = own.iter();
            let owned = words.filter(|(_, says)| says.contains(&Says::Sense(sense)));
            let mut out: Vec<String> = owned.map(|(word, _)| word.clone()).collect();
            out.extend(phrases(list).into_iter().map(str::to_owned));
            out.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            out.dedup();
            out
        };
        Lexicon {
            table,
            signs: signs::signs(),
            heard,
            at: longest_first("at", Senses::AT),
            weak_at: longest_first("weak-at", Senses::WEAK_AT),
            introductions: longest_first("introductions", Senses::INTRODUCTION),
            document_words: phrases("document-words"),
            pairs_years: false,
            counts_solar_years: false,
            own_language: 0,
            own,
        }
    }

    fn is(&self, word: &str, sense: Senses) -> bool {
        let has = |says: Says| matches!(says, Says::Sense(own) if own.has(sense));
        let is_own = self.own.get(word);
        is_own.is_some_and(|all| all.iter().any(|says| has(*says)))
            || self.table.find(word).any(|meaning| {
                has(meaning.says) && meaning.languages & self.heard_for(meaning.says) != 0
            })
    }

    /// The languages in which words of a list are heard.
    fn heard_for(&self, says: Says) -> u64 {
        match self.heard != 0 && says.is_of_names() {
            true => u64::MAX,
            false => self.heard,
        }
    }

    /// The meaning that `pick` knows, of the user's words or of the first language.
    fn meaning<T>(&self, phrase: &str, pick: impl Fn(Says) -> Option<T>) -> Option<T> {
        if let Some(own) = self.own.get(phrase)
            && let Some(found) = own.iter().rev().find_map(|says| pick(*says))
        {
            return Some(found);
        }
        let meanings = self.table.find(phrase).filter_map(|meaning| {
            let heard = meaning.languages & self.heard;
            let found = pick(meaning.says)?;
            (heard != 0).then_some((heard, found))
        });
        // Neighbours call different months by one name: English first, then the page's language.
        let first = meanings.min_by_key(|(heard, _)| {
            let is_other = heard & (self.own_language | 1) == 0;
            (is_other, heard.trailing_zeros())
        });
        first.map(|(_, found)| found)
    }

    /// The kind that a whole title names: "work experience".
    pub(crate) fn topic_phrase(&self, folded: &str) -> Option<Kind> {
        self.meaning(folded, |says| match says {
            Says::Topic(kind) => Some(kind),
            Says::TopicWord(_) | Says::Label(_) | Says::Date(_) | Says::Sense(_) => None,
        })
    }
    /// The kind that one word of a title votes for.
    pub(crate) fn topic_word(&self, word: &str) -> Option<Kind> {
        self.meaning(word, |says| match says {
            Says::TopicWord(kind) => Some(kind),
            Says::Topic(_) | Says::Label(_) | Says::Date(_) | Says::Sense(_) => None,
        })
    }
    /// "my", "relevant", "technical": words that say nothing in a title.
    pub(crate) fn is_filler(&self, word: &str) -> bool {
        self.is(word, Senses::FILLER)
    }
    /// "engineer".
    pub(crate) fn is_role(&self, word: &str) -> bool {
        self.is(word, Senses::ROLE)
    }
    /// A role, or a field of work that is called after one: "engineering".
    pub(crate) fn is_work(&self, word: &str) -> bool {
        self.is_role(word) || self.starts_with(word, Senses::ROLE)
    }
    /// True for a compound that ends in a role word of more than five letters
    /// ("Gruppenleiterin"), in scripts without blanks of more than one; false for the bare word.
    pub(crate) fn ends_in_role(&self, word: &str) -> bool {
        !self.is_role(word) && self.ends_in(word, Senses::ROLE)
    }
    /// "university", also as the start or end of a compound.
    pub(crate) fn is_school(&self, word: &str) -> bool {
        self.is(word, Senses::SCHOOL)
            || self.ends_in(word, Senses::SCHOOL)
            || self.starts_with(word, Senses::SCHOOL)
            || self.holds_run(word, Senses::SCHOOL)
    }
    /// "bachelor", "b.sc".
    pub(crate) fn is_degree(&self, word: &str) -> bool {
        self.is(word, Senses::DEGREE) || self.holds_run(word, Senses::DEGREE)
    }
    /// "german".
    pub(crate) fn is_spoken(&self, word: &str) -> bool {
        self.is(word, Senses::SPOKEN) || is_unspaced(word) && self.starts_with(word, Senses::SPOKEN)
    }
    /// Words of sentences: "the", "und".
    pub(crate) fn is_function_word(&self, word: &str) -> bool {
        self.is(word, Senses::FUNCTION)
    }
    /// "remote", "hybrid".
    pub(crate) fn is_remote(&self, word: &str) -> bool {
        self.is(word, Senses::REMOTE)
    }
    /// What a word says in a date. Months may end in a stop.
    pub(crate) fn date_word(&self, folded: &str) -> Option<DateWord> {
        self.meaning(folded.trim_end_matches('.'), |says| match says {
            Says::Date(word) => Some(word),
            Says::Topic(_) | Says::TopicWord(_) | Says::Label(_) | Says::Sense(_) => None,
        })
    }
    /// True where the page writes two years as "2010-11".
    pub(crate) fn pairs_years(&self) -> bool {
        self.pairs_years
    }
    /// True where years are counted as in Iran.
    pub(crate) fn counts_solar_years(&self) -> bool {
        self.counts_solar_years
    }
    /// True for the first word of phrases of dates: "present" no, "up" (to now) yes.
    pub(crate) fn opens_date(&self, word: &str) -> bool {
        self.is(word, Senses::DATE_OPENING)
    }
    /// Before the number of a month: "tháng".
    pub(crate) fn is_month_prefix(&self, word: &str) -> bool {
        self.is(word, Senses::MONTH_PREFIX)
    }
    /// Before a date that is not certain: "ca".
    pub(crate) fn is_circa(&self, word: &str) -> bool {
        self.is(word, Senses::CIRCA)
    }
    /// "monday".
    pub(crate) fn is_weekday(&self, word: &str) -> bool {
        self.is(word, Senses::WEEKDAY)
    }
    /// Behind or before a number that is no year: "eur", "km".
    pub(crate) fn is_measure(&self, word: &str) -> bool {
        self.is(word, Senses::MEASURE)
    }
    /// "€".
    pub(crate) fn is_currency_sign(&self, c: char) -> bool {
        self.signs.currencies.contains(&c)
    }
    /// Before a number that is no telephone's: "isbn".
    pub(crate) fn is_number_label(&self, word: &str) -> bool {
        self.is(word, Senses::NUMBER_LABEL)
    }
    /// The bytes of the word for an extension with which a text begins: "ext.".
    pub(crate) fn extension(&self, text: &str) -> Option<usize> {
        let lower: String = text
            .chars()
            .take(LONGEST_EXTENSION)
            .flat_map(char::to_lowercase)
            .collect();
        let mut all = self.signs.extensions.iter();
        all.find(|word| lower.starts_with(**word))
            .map(|word| word.len())
    }
    /// The name of an era with which a text begins, and the year before its first.
    pub(crate) fn era(&self, text: &str) -> Option<(&'static str, i16)> {
        let mut all = self.signs.eras.iter();
        let era = all.find(|(name, _)| text.starts_with(*name))?;
        Some(*era)
    }
    /// What a folded text announces.
    fn label_of(&self, folded: &str) -> Option<LabelRole> {
        self.meaning(folded, |says| match says {
            Says::Label(role) => Some(role),
            Says::Date(DateWord::Opens | DateWord::Closes) => Some(LabelRole::Period),
            Says::Topic(_) | Says::TopicWord(_) | Says::Date(_) | Says::Sense(_) => None,
        })
    }
    /// Before who sent the person there: "via".
    pub(crate) fn is_via(&self, word: &str) -> bool {
        self.is(word, Senses::VIA)
    }
    /// Says that one began there: "入社". A folded word.
    pub(crate) fn is_joining(&self, word: &str) -> bool {
        self.is(word, Senses::JOINING)
    }
    /// Says that one went from there: "退社". A folded word.
    pub(crate) fn is_leaving(&self, word: &str) -> bool {
        self.is(word, Senses::LEAVING)
    }
    /// "present": the end of what goes on. A folded word.
    pub(crate) fn is_present(&self, word: &str) -> bool {
        self.date_word(word) == Some(DateWord::Present)
    }
    /// A label of something personal: "date of birth". A folded text.
    pub(crate) fn is_personal(&self, label: &str) -> bool {
        self.is(label, Senses::PERSONAL)
    }
    /// "male": beside a name where its bearer's sex is told.
    pub(crate) fn is_sex(&self, word: &str) -> bool {
        self.is(word, Senses::SEX)
    }
    /// "years", "mos": units of a duration.
    pub(crate) fn is_unit(&self, word: &str) -> bool {
        self.is(word, Senses::UNIT)
    }
    /// Words between a role and its employer that are hardly anything else: "at", "chez", "@";
    /// longest first.
    pub(crate) fn at_words(&self) -> &[String] {
        &self.at
    }
    /// Words between a role and its employer that mostly are something else: "in", "на", "en";
    /// longest first.
    pub(crate) fn weak_at_words(&self) -> &[String] {
        &self.weak_at
    }
    /// One of those behind which a capital letter begins a name: "v", "hos". A folded word.
    pub(crate) fn is_before_name(&self, word: &str) -> bool {
        self.is(word, Senses::BEFORE_NAME)
    }
    /// Prepositions before a date: "from", "de", "vom".
    pub(crate) fn is_date_preposition(&self, word: &str) -> bool {
        self.is(word, Senses::DATE_PREPOSITION)
    }
    /// Joins the two halves of a title: "and", "&", "y".
    pub(crate) fn is_joiner(&self, word: &str) -> bool {
        matches!(word, "&" | "+") || self.is(word, Senses::JOINER)
    }
    /// Greetings before a name: "hi", "hola".
    pub(crate) fn is_greeting(&self, word: &str) -> bool {
        self.is(word, Senses::GREETING)
    }
    /// What stands before a name when people present themselves: "i'm", "my name is",
    /// "ich bin"; longest first.
    pub(crate) fn introductions(&self) -> &[String] {
        &self.introductions
    }

    /// True if a long end of the word has the sense.
    fn ends_in(&self, word: &str, sense: Senses) -> bool {
        let least = if is_unspaced(word) { 2 } else { SHORTEST_END };
        let mut ends = word.char_indices().rev().take(LONGEST_COMPOUND);
        ends.by_ref().nth(least.saturating_sub(2));
        ends.any(|(at, _)| at > 0 && self.is(&word[at..], sense))
    }

    /// True if a long start of the word has the sense.
    fn starts_with(&self, word: &str, sense: Senses) -> bool {
        let least = if is_unspaced(word) { 2 } else { SHORTEST_END };
        let ends = word.char_indices().take(LONGEST_COMPOUND).skip(least);
        ends.into_iter().any(|(at, _)| self.is(&word[..at], sense))
    }

    /// True if a run of signs inside a word of a script without blanks has the sense.
    fn holds_run(&self, word: &str, sense: Senses) -> bool {
        /// No such word is longer.
        const LONGEST: usize = 5;
        if !is_unspaced(word) {
            return false;
        }
        let edges: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        (0..edges.len()).any(|from| {
            (from + 2..=(from + LONGEST).min(edges.len())).any(|to| {
                let end = edges.get(to).copied().unwrap_or(word.len());
                self.is(&word[edges[from]..end], sense)
            })
        })
    }
}

/// True for letters of scripts that set no blanks between words (Han, kana), and Hangul.
pub(crate) fn is_unspaced(text: &str) -> bool {
    text.chars().any(crate::extract::fold::is_unspaced)
}

#[cfg(test)]
mod tests;
