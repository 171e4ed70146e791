//! The closed lists of words in `vitae.yaml` and on the command line.

use std::str::FromStr;

use crate::diagnostic::UnknownWord;

/// The formats that documents are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Word.
    Docx,
    /// Vector pictures, one a page.
    Svg,
    /// Pixels, one picture a page.
    Png,
}

impl Format {
    /// Every format's word.
    pub(super) const WORDS: &'static [&'static str] = &["pdf", "docx", "svg", "png"];

    /// The ending of a file in this format.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Svg => "svg",
            Format::Png => "png",
        }
    }
}

impl FromStr for Format {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word.to_ascii_lowercase().as_str() {
            "pdf" => Ok(Format::Pdf),
            "docx" => Ok(Format::Docx),
            "svg" => Ok(Format::Svg),
            "png" => Ok(Format::Png),
            _ => Err(UnknownWord::new("format", word, Format::WORDS)),
        }
    }
}

/// Whose headings are printed, and in whose order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Headings {
    /// Of a résumé the author's order, and the author's headings where they say more than the
    /// plain word; of a portfolio, of data and of several pages as [`Headings::Kind`].
    #[default]
    Page,
    /// The theme's order, and the plain words of the sections' kinds in the document's language:
    /// hiring software knows them.
    Kind,
    /// The author's headings as they are written.
    Author,
}

impl Headings {
    pub(super) const WORDS: &'static [&'static str] = &["page", "kind", "author"];
}

impl FromStr for Headings {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "page" => Ok(Headings::Page),
            "kind" => Ok(Headings::Kind),
            "author" => Ok(Headings::Author),
            _ => Err(UnknownWord::new("headings", word, Headings::WORDS)),
        }
    }
}

/// What becomes of text that no field takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unplaced {
    /// It is printed: with its section, and where it stands outside any, in a closing section.
    Print,
    /// It is printed with its section; what stands outside any is left out.
    #[default]
    Sections,
    /// It is left out.
    Omit,
}

impl Unplaced {
    pub(super) const WORDS: &'static [&'static str] = &["print", "sections", "omit"];
}

impl FromStr for Unplaced {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "print" => Ok(Unplaced::Print),
            "sections" => Ok(Unplaced::Sections),
            "omit" => Ok(Unplaced::Omit),
            _ => Err(UnknownWord::new(
                "way with unplaced text",
                word,
                Unplaced::WORDS,
            )),
        }
    }
}

/// How many pages a document may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pages {
    /// As few as the theme's looks allow.
    #[default]
    Auto,
    /// At most so many, at least 1; type gives way where it has to.
    AtMost(usize),
}

/// Whoever asks for more pages means something else.
pub(super) const MOST_PAGES: usize = 999;

impl FromStr for Pages {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        if word == "auto" {
            return Ok(Pages::Auto);
        }
        let fault = UnknownWord::new("number of pages", word, &["auto", "1", "2", "... 999"]);
        counted(MOST_PAGES, "1 to 999, or is `auto`", fault).map(Pages::AtMost)
    }
}

/// How many parts of a sort a document may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Count(pub usize);

/// More entries or bullets are no limit.
pub(super) const MOST_PARTS: usize = 999;

impl FromStr for Count {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let fault = UnknownWord::new("number", word, &["1", "2", "... 999"]);
        counted(MOST_PARTS, "1 to 999", fault).map(Count)
    }
}

/// The whole number, at least 1, that a fault's word is; the fault says which range it misses.
fn counted(most: usize, range: &'static str, fault: UnknownWord) -> Result<usize, UnknownWord> {
    match fault.word.parse() {
        Ok(count) if (1..=most).contains(&count) => Ok(count),
        Ok(_) | Err(_) => {
            // What has too many digits for a count is a number all the same.
            let number = fault.word.parse::<f64>();
            let is_whole = number.is_ok_and(|number| number.fract() == 0.0);
            Err(UnknownWord {
                range: is_whole.then_some(range),
                ..fault
            })
        }
    }
}

/// In which order the entries of a section stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// As on the page.
    Page,
    /// The most relevant to the role first.
    Relevance,
    /// The latest first; those without a date last.
    Newest,
}

impl Order {
    pub(super) const WORDS: &'static [&'static str] = &["page", "relevance", "newest"];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Order::Page => "page",
            Order::Relevance => "relevance",
            Order::Newest => "newest",
        }
    }
}

impl FromStr for Order {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "page" => Ok(Order::Page),
            "relevance" => Ok(Order::Relevance),
            "newest" => Ok(Order::Newest),
            _ => Err(UnknownWord::new("order", word, Order::WORDS)),
        }
    }
}

/// A word for a language, as BCP 47 has it: `en`, `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Language(pub String);

impl FromStr for Language {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let mut parts = word.split('-');
        let first = parts.next().unwrap_or_default();
        let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let further = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        if (2..=3).contains(&first.len()) && letters(first) && parts.all(further) {
            Ok(Language(word.to_owned()))
        } else {
            Err(UnknownWord::new("language", word, &["en", "de", "pt-BR"]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_checked() {
        assert_eq!("auto".parse(), Ok(Pages::Auto));
        assert_eq!("3".parse(), Ok(Pages::AtMost(3)));
        for wrong in ["0", "1000", "-1", "two", ""] {
            assert!(wrong.parse::<Pages>().is_err(), "{wrong}");
            assert!(wrong.parse::<Count>().is_err(), "{wrong}");
        }
        assert!("auto".parse::<Count>().is_err());
    }

    #[test]
    fn a_number_out_of_range_is_told_with_the_range() {
        for wrong in [
            "0",
            "1000",
            "-1",
            "1e30",
            "99999999999999999999999999",
            "-0",
        ] {
            let told = wrong.parse::<Pages>().expect_err(wrong).to_string();
            assert_eq!(
                told,
                format!(
                    "`{wrong}` is out of range: a number of pages runs from 1 to 999, or is `auto`"
                )
            );
            let told = wrong.parse::<Count>().expect_err(wrong).to_string();
            assert!(told.ends_with("a number runs from 1 to 999"), "{told}");
        }
        for word in ["two", "2.5", "NaN", "inf", "1 "] {
            let told = word.parse::<Count>().expect_err(word).to_string();
            assert_eq!(told, format!("unknown number `{word}`"));
        }
        assert_eq!((MOST_PAGES, MOST_PARTS), (999, 999), "as the words say");
    }

    #[test]
    fn every_word_of_a_list_is_read() {
        fn all<T: FromStr>(words: &[&str]) -> bool {
            words.iter().all(|word| word.parse::<T>().is_ok()) && "other".parse::<T>().is_err()
        }
        assert!(all::<Format>(Format::WORDS));
        assert!(all::<Headings>(Headings::WORDS));
        assert!(all::<Order>(Order::WORDS));
        assert!(all::<Unplaced>(Unplaced::WORDS));
    }

    #[test]
    fn a_language_is_a_tag() {
        for right in ["en", "pt-BR", "zh-Hans-CN", "fil"] {
            assert_eq!(right.parse(), Ok(Language(right.to_owned())));
        }
        for wrong in ["", "e", "english", "pt_BR", "pt-"] {
            assert!(wrong.parse::<Language>().is_err(), "{wrong}");
        }
    }
}
