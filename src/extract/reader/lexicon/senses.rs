//! What a word or phrase may be, as a set.

/// A set of senses: a word may have several ("doctor": a role and a degree).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Senses(u32);

/// Names each sense and gives it its bit.
macro_rules! senses {
    ($($(#[$doc:meta])* $name:ident)*) => {
        #[allow(
            clippy::upper_case_acronyms,
            non_camel_case_types,
            reason = "the bits have the names of the constants that they number"
        )]
        enum Bit { $($name),* }
        impl Senses {
            $($(#[$doc])* pub(super) const $name: Senses = Senses(1 << Bit::$name as u32);)*
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
    /// A network.
    NETWORK
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

    /// Puts those of `other` in.
    pub(super) fn add(&mut self, other: Senses) {
        self.0 |= other.0;
    }
}
