//! What each list of a language's file says. The files are gathered into one table when the
//! program is built; a list that is not named here is an error of a test.

use super::senses::Senses;
use super::{DateWord, Kind, LabelRole};
use crate::extract::vocabulary::topic_of;

/// What the words of a list say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Says {
    /// `headings.<kind>`: a whole title of a section. `other` holds titles of what a résumé has
    /// no section for (leadership, grants): their single words say nothing.
    Topic(Kind),
    /// A word of titles that speaks for one kind; the build finds them.
    TopicWord(Kind),
    /// `labels.<what>`: what announces a value.
    Label(LabelRole),
    /// Months by their numbers (a stop behind an abbreviation is left out), seasons, and words in
    /// and around dates.
    Date(DateWord),
    /// What a word or phrase may be.
    Sense(Senses),
}

/// Lists that say one thing.
const LISTS: [(&str, Says); 53] = [
    // The end of what goes on: "present".
    ("present", Says::Date(DateWord::Present)),
    // Before the start of what goes on, or behind it: "since", "onwards".
    ("since", Says::Date(DateWord::Since)),
    // Between two dates, or before the end alone: "to", "until".
    ("to", Says::Date(DateWord::To)),
    // Behind an end alone, where a language puts such words there: "asti".
    ("until", Says::Date(DateWord::Until)),
    // Labels of a start and of an end, each with a date behind it: "Beginn", "Ende".
    ("opens", Says::Date(DateWord::Opens)),
    ("closes", Says::Date(DateWord::Closes)),
    // Inside a date: "de", "года".
    ("of", Says::Date(DateWord::Of)),
    // The date lies ahead: "expected".
    ("expected", Says::Date(DateWord::Expected)),
    // Before a date that is not certain: "ca".
    ("circa", Says::Sense(Senses::CIRCA)),
    // Before the number of a month: "tháng".
    ("month-prefix", Says::Sense(Senses::MONTH_PREFIX)),
    // Before a date: "from", "vom".
    ("prepositions", Says::Sense(Senses::DATE_PREPOSITION)),
    // Days of the week, with their abbreviations.
    ("weekdays", Says::Sense(Senses::WEEKDAY)),
    // First words of phrases of dates; the build finds them.
    (
        super::layout::DATE_OPENINGS,
        Says::Sense(Senses::DATE_OPENING),
    ),
    // In `common.yaml`: currencies, and units of anything but time.
    ("measures", Says::Sense(Senses::MEASURE)),
    // In `common.yaml`: before numbers that are no telephone's.
    ("number-labels", Says::Sense(Senses::NUMBER_LABEL)),
    // Units of a stretch of time.
    ("units", Says::Sense(Senses::UNIT)),
    // What people are, as single words of both genders: only words that are hardly anything else.
    // Left out are common family names (baker, herrero), tools (docker), adjectives (commercial)
    // and members, heads and jobs of anything. Vietnamese has last syllables.
    ("roles", Says::Sense(Senses::ROLE)),
    // What teaches, as single words; no adjectives.
    ("schools", Says::Sense(Senses::SCHOOL)),
    // Degrees, as single words; no schools.
    ("degrees", Says::Sense(Senses::DEGREE)),
    // Languages that people speak; how well is in `levels`.
    ("spoken", Says::Sense(Senses::SPOKEN)),
    // How well: beginnings of words, whole words where they have fewer than four letters.
    ("levels", Says::Sense(Senses::LEVEL)),
    // Kinds of employment.
    ("employment", Says::Sense(Senses::EMPLOYMENT)),
    // Words of work from elsewhere.
    ("remote", Says::Sense(Senses::REMOTE)),
    // Ends of employers' names, in a language's file also of compounds where they are long
    // ("Kreiskrankenhaus"), in `common.yaml` of the whole name alone.
    ("firm-endings", Says::Sense(Senses::FIRM_COMPOUND)),
    ("firm-forms", Says::Sense(Senses::FIRM_END)),
    // What the law calls a firm, behind its name: "Inc.".
    ("legal-forms", Says::Sense(Senses::LEGAL_FORM)),
    // First words of employers' names where the language puts them first ("Hospital").
    ("firm-openings", Says::Sense(Senses::FIRM_OPEN)),
    // Labels of birth date, nationality, permit.
    ("personal", Says::Sense(Senses::PERSONAL)),
    // Whole texts that call to an action.
    ("calls", Says::Sense(Senses::CALL)),
    // First words of short texts that do.
    ("call-verbs", Says::Sense(Senses::CALL_VERB)),
    // Whole names of documents and pages, which are no person's.
    ("documents", Says::Sense(Senses::DOCUMENT)),
    // Words of which such names are made.
    ("document-words", Says::Sense(Senses::DOCUMENT_WORD)),
    // Between role and employer, and hardly ever anywhere else.
    ("at", Says::Sense(Senses::AT)),
    // The same, but mostly something else.
    ("weak-at", Says::Sense(Senses::WEAK_AT)),
    // Those of them behind which a capital letter begins a name: not where any noun, or any word of
    // a job's title, is written with one.
    ("before-names", Says::Sense(Senses::BEFORE_NAME)),
    // Words of sentences.
    ("function", Says::Sense(Senses::FUNCTION)),
    // Words that say nothing in a title.
    ("fillers", Says::Sense(Senses::FILLER)),
    // Between the halves of a title.
    ("joiners", Says::Sense(Senses::JOINER)),
    // Before a name: "hi", "i'm".
    ("greetings", Says::Sense(Senses::GREETING)),
    ("introductions", Says::Sense(Senses::INTRODUCTION)),
    // Between a document and whose it is: "of".
    ("name-of", Says::Sense(Senses::NAME_OF)),
    // Before who sent the person there: "via".
    ("via", Says::Sense(Senses::VIA)),
    // Behind an employer or a school, in rows of joining and leaving: "入社", "退社".
    ("joining", Says::Sense(Senses::JOINING)),
    ("leaving", Says::Sense(Senses::LEAVING)),
    // In `common.yaml`: what stands beside a name where its bearer's sex is told.
    ("sexes", Says::Sense(Senses::SEX)),
    // In `common.yaml`: what an offer of work says of genders in brackets; what stands in lower case
    // inside names; what pages of one's own are called where networks are named; abbreviations whose stop ends no sentence, countries, large cities.
    ("gender-notes", Says::Sense(Senses::GENDER_NOTE)),
    ("particles", Says::Sense(Senses::PARTICLE)),
    ("pages", Says::Sense(Senses::PAGE)),
    ("abbreviations", Says::Sense(Senses::ABBREVIATION)),
    ("countries", Says::Sense(Senses::COUNTRY)),
    ("cities", Says::Sense(Senses::CITY)),
    // The same of states and provinces that are called otherwise in English, where `places` has
    // them.
    ("regions", Says::Sense(Senses::REGION)),
    // Beside a place's name, and no part of it: "county", "near".
    ("place-words", Says::Sense(Senses::PLACE_WORD)),
];

impl Says {
    /// What the list of a name says.
    pub(super) fn of(name: &str) -> Option<Says> {
        if let Some((_, says)) = LISTS.iter().find(|(list, _)| *list == name) {
            return Some(*says);
        }
        let (family, member) = name.split_once('.')?;
        match family {
            "headings" => kind_of(member).map(Says::Topic),
            super::layout::TOPIC_WORDS => kind_of(member).map(Says::TopicWord),
            "labels" => LabelRole::of(member).map(Says::Label),
            _ => DateWord::of(name).map(Says::Date),
        }
    }

    /// True for words that stand in names, which keep their language on pages in another:
    /// "Universität" on an English one.
    pub(super) fn is_of_names(self) -> bool {
        let of_names = Senses::SCHOOL
            .or(Senses::DEGREE)
            .or(Senses::FIRM_COMPOUND)
            .or(Senses::FIRM_OPEN);
        matches!(self, Says::Sense(sense) if of_names.has(sense))
    }
}

/// The kind of a name such as `summary` or `experience`.
pub(super) fn kind_of(name: &str) -> Option<Kind> {
    match name {
        "personal" => Some(Kind::Personal),
        name => topic_of(name).map(Kind::from),
    }
}
