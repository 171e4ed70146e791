//! What a word or phrase may be, as a set.

/// A set of senses: a word may have several ("doctor": a role and a degree).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Senses(u64);

/// Names each sense and gives it the next bit.
macro_rules! senses {
    (@ $bit:expr;) => {};
    (@ $bit:expr; $(#[$doc:meta])* $name:ident $($rest:tt)*) => {
        $(#[$doc])*
        pub(super) const $name: Senses = Senses(1 << ($bit));
        senses!(@ $bit + 1; $($rest)*);
    };
    ($($all:tt)*) => {
        impl Senses {
            senses!(@ 0; $($all)*);
        }
    };
}

senses! {
    /// What people are: "engineer".
    ROLE
    /// What teaches: "university".
    SCHOOL
    /// "bachelor".
    DEGREE
    /// A language: "german".
    SPOKEN
    /// How well: a word, or the beginning of words.
    LEVEL
    /// A word of sentences.
    FUNCTION
    /// Says nothing in a title.
    FILLER
    /// Between the halves of a title.
    JOINER
    /// Before a name.
    GREETING
    /// Work from elsewhere.
    REMOTE
    /// A kind of employment.
    EMPLOYMENT
    /// A country.
    COUNTRY
    /// A large city.
    CITY
    /// A state, a province.
    REGION
    /// Beside a place's name: "county", "near".
    PLACE_WORD
    /// A call to action.
    CALL
    /// Begins a call to action.
    CALL_VERB
    /// The name of a document.
    DOCUMENT
    /// A word of such names.
    DOCUMENT_WORD
    /// A unit of a stretch of time.
    UNIT
    /// Before a date.
    DATE_PREPOSITION
    /// A page of one's own: "blog".
    PAGE
    /// What an offer says of genders: "all genders".
    GENDER_NOTE
    /// In lower case inside a name: "von".
    PARTICLE
    /// The end of an employer's name.
    FIRM_END
    /// The same, also of a compound.
    FIRM_COMPOUND
    /// The first word of an employer's name.
    FIRM_OPEN
    /// Its stop ends no sentence.
    ABBREVIATION
    /// Before a date that is not certain.
    CIRCA
    /// Before the number of a month.
    MONTH_PREFIX
    /// The label of something personal.
    PERSONAL
    /// Between a document and whose it is.
    NAME_OF
    /// Between a role and its employer.
    AT
    /// The same, but mostly something else.
    WEAK_AT
    /// One of those behind which a capital letter begins a name.
    BEFORE_NAME
    /// Before a name: "i'm".
    INTRODUCTION
    /// The first word of phrases of dates.
    DATE_OPENING
    /// A day of the week.
    WEEKDAY
    /// A currency or a unit of anything but time.
    MEASURE
    /// Before a number that is no telephone's.
    NUMBER_LABEL
    /// Before who sent the person there.
    VIA
    /// "male".
    SEX
    /// Says that one began there.
    JOINING
    /// Says that one went from there.
    LEAVING
    /// What the law calls a firm, behind its name.
    LEGAL_FORM
}

impl Senses {
    /// True if any of `other` is in the set.
    pub(super) const fn has(self, other: Senses) -> bool {
        self.0 & other.0 != 0
    }

    /// Those of either.
    pub(super) const fn or(self, other: Senses) -> Senses {
        Senses(self.0 | other.0)
    }
}
