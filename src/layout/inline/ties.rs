//! Ties: blanks at which no line ends, because what stands around them is one thing.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::extract::vocabulary;
use crate::layout::flow::Run;
use crate::theme::TextRole;
use crate::yaml;

/// How willingly a line ends at a blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    /// As at any other.
    Loose,
    /// Only where no other blank will do: a line should not end with a separator.
    Firm,
    /// Never, unless what stands around it is wider than the measure.
    Fast,
}

/// Stands in a paragraph's text for a space or separator whose width the theme gives.
pub(super) const WALL: char = '\u{1f}';

/// A telephone number has this many figures.
const PHONE: std::ops::RangeInclusive<usize> = 7..=15;
/// Figures of a year.
const YEAR: usize = 4;
/// Figures between the blanks of a long number.
const GROUP: usize = 3;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Table {
    separators: HashSet<String>,
    closing: HashSet<String>,
    opening: HashSet<String>,
    number: NumberTable,
    units: HashSet<String>,
    before_number: HashSet<String>,
    overhanging: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberTable {
    before: String,
    inside: String,
    after: String,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| yaml::table!("src/layout/inline/ties.yaml"));

/// True for a mark that may reach past the edge of a justified line.
pub(super) fn hangs(mark: char) -> bool {
    TABLE.overhanging.contains(mark)
}

/// True for a mark that stands between words.
pub(super) fn is_separator(word: &str) -> bool {
    is_mark(word) && TABLE.separators.contains(word)
}

/// A separator that the composition puts between tags or skills: where a line ends it is
/// left out, as the end of the line parts them well enough.
pub(super) fn is_list_mark(run: &Run) -> bool {
    let listed = match run.role {
        TextRole::Tags | TextRole::Skills => true,
        TextRole::Body
        | TextRole::Name
        | TextRole::Headline
        | TextRole::Contact
        | TextRole::Heading
        | TextRole::Summary
        | TextRole::Title
        | TextRole::SmallTitle
        | TextRole::Organization
        | TextRole::Date
        | TextRole::Bullet
        | TextRole::Mark
        | TextRole::Details
        | TextRole::DetailsLabel
        | TextRole::TagsLabel
        | TextRole::MetricValue
        | TextRole::MetricLabel
        | TextRole::SkillGroup
        | TextRole::Foot => false,
    };
    listed
        && !run.unbroken
        && run.text.starts_with(' ')
        && run.text.ends_with(' ')
        && is_separator(run.text.trim())
}

/// True for a word that is looked for among marks: most words are letters.
fn is_mark(word: &str) -> bool {
    word.starts_with(|c: char| !c.is_alphanumeric())
}

/// How the blank at byte `at` of a paragraph ties its neighbours.
pub(super) fn tie(text: &str, at: usize) -> Tie {
    if are_plain(text.as_bytes(), at) {
        return Tie::Loose;
    }
    let before = Words::backwards(&text[..at]);
    let after = Words::forwards(&text[at + 1..]);
    let (Some(last), Some(next)) = (before.first(), after.first()) else {
        return Tie::Loose;
    };
    let table = &*TABLE;
    let bare = next.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '”', '’']);
    let fast = is_separator(next)
        || is_mark(next) && table.closing.contains(next)
        || is_mark(last) && table.opening.contains(last)
        || is_number(last) && is_unit(next, bare)
        || is_number(next) && table.before_number.contains(last)
        || is_initial(last) && next.starts_with(char::is_uppercase)
        || is_telephone(&before, &after)
        || is_long_number(last, bare)
        || is_dated(&before, &after, bare);
    match () {
        () if fast => Tie::Fast,
        () if is_separator(last) => Tie::Firm,
        () => Tie::Loose,
    }
}

/// True if letters alone meet at the blank `at`, as at most blanks: every tie needs a figure
/// or a sign beside it, or a full stop before it.
fn are_plain(text: &[u8], at: usize) -> bool {
    let is_end = |byte: u8| byte == b' ' || byte == WALL as u8;
    let plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_digit();
    let mut first = at;
    while first > 0 && !is_end(text[first - 1]) {
        first -= 1;
        if !plain(text[first]) {
            return false;
        }
    }
    let mut end = at + 1;
    while end < text.len() && !is_end(text[end]) {
        if !plain(text[end]) {
            return false;
        }
        end += 1;
    }
    // Of an empty word there is no letter.
    text[first].is_ascii_alphabetic()
        && text.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
        && text[at - 1] != b'.'
}

/// The words on one side of a blank, the nearest first; they are found as they are asked for.
struct Words<'a> {
    text: &'a str,
    backwards: bool,
}

impl<'a> Words<'a> {
    fn backwards(text: &'a str) -> Self {
        let text = text.rsplit(WALL).next().unwrap_or_default();
        Words {
            text,
            backwards: true,
        }
    }

    fn forwards(text: &'a str) -> Self {
        let text = text.split(WALL).next().unwrap_or_default();
        Words {
            text,
            backwards: false,
        }
    }

    fn iter(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let mut rest = Some(self.text);
        let backwards = self.backwards;
        std::iter::from_fn(move || {
            let text = rest?;
            let cut = if backwards {
                text.rsplit_once(' ').map(|(more, word)| (word, more))
            } else {
                text.split_once(' ')
            };
            let (word, more) = cut.map_or((text, None), |(word, more)| (word, Some(more)));
            rest = more;
            Some(word)
        })
    }

    fn first(&self) -> Option<&'a str> {
        self.iter().next().filter(|word| !word.is_empty())
    }

    fn second(&self) -> Option<&'a str> {
        self.iter().nth(1).filter(|word| !word.is_empty())
    }
}

/// "240", "1,200", "<5", "$4.2M", "3–5", "99.9%".
fn is_number(word: &str) -> bool {
    let number = &TABLE.number;
    let figures = word.trim_start_matches(|c| number.before.contains(c));
    let mut rest = figures
        .trim_start_matches(|c: char| c.is_numeric() || number.inside.contains(c))
        .chars();
    figures.starts_with(char::is_numeric) && rest.all(|c| number.after.contains(c))
}

fn is_unit(next: &str, bare: &str) -> bool {
    let units = &TABLE.units;
    // "240 ms-" begins a compound; "5 min." may be written with its point.
    units.contains(bare) || units.contains(next)
}

/// One or two letters with points: "J.", "J.R.", "Ł.".
fn is_initial(word: &str) -> bool {
    let letters = word
        .trim_start_matches(['(', '"', '“'])
        .split_terminator('.');
    word.ends_with('.')
        && letters.clone().count() <= 2
        && letters.clone().all(|letter| {
            let mut characters = letter.trim_start_matches('-').chars();
            characters.next().is_some_and(char::is_uppercase) && characters.next().is_none()
        })
}

/// A piece of a telephone number.
fn is_dialled(word: &str) -> bool {
    let dialled = |c: char| c.is_ascii_digit() || "()+-–./".contains(c);
    word.contains(|c: char| c.is_ascii_digit()) && word.chars().all(dialled)
}

/// A blank inside a telephone number: it starts with a plus, a zero or a bracket.
fn is_telephone(before: &Words<'_>, after: &Words<'_>) -> bool {
    let piece = |word: &&str| is_dialled(word.trim_end_matches([',', ';', '.']));
    let mut figures = 0;
    let mut first = "";
    let mut pieces = 0;
    for word in before.iter().take_while(piece) {
        figures += count_figures(word);
        first = word;
        pieces += 1;
    }
    if pieces == 0 {
        return false;
    }
    let ahead = after.iter().take_while(piece).map(count_figures);
    let ahead: usize = ahead.sum();
    figures += ahead;
    ahead > 0 && PHONE.contains(&figures) && first.starts_with(['+', '0', '('])
}

fn count_figures(word: &str) -> usize {
    word.chars().filter(char::is_ascii_digit).count()
}

/// "10 000": figures in groups of three.
fn is_long_number(last: &str, next: &str) -> bool {
    let figures = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let last = last.trim_start_matches(|c| TABLE.number.before.contains(c));
    let group = next.len() == GROUP && figures(next);
    group && !last.is_empty() && last.len() <= GROUP && figures(last)
}

/// "Jun 2019", and the blanks round the dash of "2019 – 2022" and "2019 – Jun 2022".
fn is_dated(before: &Words<'_>, after: &Words<'_>, bare: &str) -> bool {
    let last = before.first().unwrap_or_default();
    let year = is_year(bare);
    if year && vocabulary().is_month(last) {
        return true;
    }
    let range = is_separator(last) && before.second().is_some_and(is_year);
    let second = after.second().unwrap_or_default();
    range
        && (year
            || vocabulary().is_present(bare)
            || vocabulary().is_month(bare) && is_year(trim_end(second)))
}

fn trim_end(word: &str) -> &str {
    word.trim_end_matches(|c: char| !c.is_alphanumeric())
}

fn is_year(word: &str) -> bool {
    let word = word.trim_start_matches('(');
    word.len() == YEAR && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text whose underscores are the blanks in question.
    fn ties(text: &str) -> Vec<Tie> {
        let plain = text.replace('_', " ");
        text.match_indices('_')
            .map(|(at, _)| tie(&plain, at))
            .collect()
    }

    #[test]
    fn numbers_hold_their_units() {
        for text in [
            "in 240_ms at",
            "<5_s",
            "1,200_kWh",
            "(40_GB)",
            "about 10_000 rows",
            "99.9_%",
            "4.2_Mio. Euro",
            "€_240",
            "№_5",
            "3–5_km.",
            "10_°C",
        ] {
            assert_eq!(ties(text), [Tie::Fast], "{text}");
        }
        for text in ["240_messages", "3_years", "Java_8", "in_2019", "top_10"] {
            assert_eq!(ties(text), [Tie::Loose], "{text}");
        }
    }

    #[test]
    fn names_keep_their_initials() {
        assert_eq!(ties("by J._R. Okafor"), [Tie::Fast]);
        assert_eq!(ties("by J. R._Okafor"), [Tie::Fast]);
        assert_eq!(ties("as usual._Then"), [Tie::Loose]);
        assert_eq!(ties("i._then"), [Tie::Loose]);
    }

    #[test]
    fn telephone_numbers_and_dates_are_whole() {
        for text in [
            "call +351_555_010_203 now",
            "(0)30_5550_1234",
            "from Jun_2019",
            "2019_–_2022,",
            "2019_–_Jun 2022",
            "2019_–_present",
        ] {
            assert!(ties(text).iter().all(|tie| *tie == Tie::Fast), "{text}");
        }
        assert_eq!(ties("2019_2020"), [Tie::Loose]);
    }

    #[test]
    fn separators_neither_start_nor_end_a_line() {
        assert_eq!(ties("Rust_|_Go"), [Tie::Fast, Tie::Firm]);
        assert_eq!(ties("it worked_–_twice"), [Tie::Fast, Tie::Firm]);
        assert_eq!(ties("Quoi_? Rien_: «_rien_»"), [Tie::Fast; 4]);
    }

    #[test]
    fn letters_alone_are_never_tied() {
        for text in ["of_the", "(and_then", "read,_write;"] {
            assert!(!ties(text).contains(&Tie::Fast), "{text}");
        }
        for (text, plain) in [
            ("of_the", true),
            ("services,_then", true),
            ("J._Okafor", false),
            ("as usual._then", false),
            ("5_km", false),
            ("in_2019", false),
            ("–_present", false),
            ("\u{1f}_the", false),
            ("_the", false),
            ("Größe_L", false),
        ] {
            let at = text.find('_').expect("a blank");
            let text = text.replace('_', " ");
            assert_eq!(are_plain(text.as_bytes(), at), plain, "{text}");
        }
    }

    #[test]
    fn a_wall_is_no_neighbour() {
        assert_eq!(tie("240\u{1f} ms", 4), Tie::Loose);
    }
}
