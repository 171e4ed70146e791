//! The signs and words that separate the pieces of a line.

use super::bounds::{Bound, Separator};
use crate::extract::reader::Lexicon;

/// The words between a role and its employer, each as its parts between blanks.
pub(super) struct Between<'a> {
    strong: Vec<Vec<&'a str>>,
    weak: Vec<Vec<&'a str>>,
    /// Knows the small words of sentences.
    lexicon: Option<&'a Lexicon>,
}

impl<'a> Between<'a> {
    /// Those of the lexicon. The signs `@` and `w/` are some in any language.
    pub(super) fn new(lexicon: &'a Lexicon) -> Between<'a> {
        Between {
            lexicon: Some(lexicon),
            ..Between::of(lexicon.at_words(), lexicon.weak_at_words())
        }
    }

    /// Of two lists of folded words.
    pub(super) fn of(strong: &'a [String], weak: &'a [String]) -> Between<'a> {
        let parts = |words: &'a [String]| -> Vec<Vec<&'a str>> {
            words.iter().map(|w| w.split(' ').collect()).collect()
        };
        let mut strong = parts(strong);
        strong.extend([vec!["@"], vec!["w/"]]);
        Between {
            strong,
            weak: parts(weak),
            lexicon: None,
        }
    }

    /// True for a small word of sentences: an article, a preposition.
    fn is_small(&self, word: &Word) -> bool {
        word.written == word.lower
            && self
                .lexicon
                .is_some_and(|lexicon| lexicon.is_function_word(&word.lower))
    }
}

/// The bounds that signs make, widened by the blanks beside them.
pub(super) fn signs(text: &str) -> Vec<Bound> {
    let mut out = Vec::new();
    let mut next = 0;
    for (at, c) in text.char_indices() {
        if at < next {
            continue;
        }
        let end = match is_dash(c) || c == '/' {
            true => at + run_length(&text[at..], c),
            false => at + c.len_utf8(),
        };
        let (before, after) = (&text[..at], &text[end..]);
        if let Some(separator) = sign(c, &text[at..end], before, after) {
            let start = before.trim_end().len();
            let end = end + (after.len() - after.trim_start().len());
            out.push(Bound {
                at: start..end,
                separator,
            });
        }
        next = end;
    }
    out
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

/// The bytes of the signs of one sort with which a text begins.
fn run_length(text: &str, first: char) -> usize {
    let is_same = |c: char| c == first || is_dash(c) && is_dash(first);
    text.len() - text.trim_start_matches(is_same).len()
}

/// What a sign separates; `written` is it with its likes behind it.
fn sign(c: char, written: &str, before: &str, after: &str) -> Option<Separator> {
    let is_first = before.trim().is_empty();
    let is_apart_before = before.ends_with(char::is_whitespace);
    let is_apart_after = after.starts_with(char::is_whitespace);
    let is_apart = is_apart_before && is_apart_after;
    match c {
        // Between the letters of one name, where other signs part the line: "Floyd|Snider, Salem".
        '|' if before.ends_with(char::is_alphabetic)
            && after.starts_with(char::is_alphabetic)
            && has_wide_sign(before, after) =>
        {
            Some(Separator::Slash)
        }
        '|' | '│' | '┃' | '｜' | '●' | '◦' => Some(Separator::Hard),
        '•' | '‧' | '∙' => (!is_inside_word(before, after)).then_some(Separator::Hard),
        '·' => is_apart.then_some(Separator::Hard),
        '\t' => (!is_first).then_some(Separator::Hard),
        '/' if written == "//" => is_apart.then_some(Separator::Hard),
        '/' => (is_apart && written == "/").then_some(Separator::Slash),
        '／' => Some(Separator::Slash),
        '-' | '–' | '—' => {
            let is_short = written.chars().count() <= LONGEST_DASH;
            let is_separator =
                is_apart && is_short || c == '—' || c == '–' && is_apart_before && is_short;
            is_separator.then_some(Separator::Dash)
        }
        '.' => ((is_apart_after || after.is_empty()) && ends_word(before, after))
            .then_some(Separator::Stop),
        ',' => {
            // "Granary School,Leeds"
            let is_between = before.ends_with(|c: char| c.is_alphabetic() || c == ')')
                && after.starts_with(char::is_uppercase);
            (is_apart_after || is_between).then_some(Separator::Comma)
        }
        '，' | '、' | '،' => Some(Separator::Comma),
        '(' | ')' | '（' | '）' => Some(Separator::Bracket),
        // "Clerk@Acme"; an address has a stop behind its sign, and its bytes are no piece.
        '@' => {
            let host = after.split(char::is_whitespace).next().unwrap_or_default();
            let is_glued = !is_first
                && before.ends_with(|c: char| c.is_alphanumeric() || c.is_whitespace())
                && after.starts_with(char::is_alphabetic)
                && (!host.contains('.')
                    || is_apart_before && after.starts_with(char::is_uppercase));
            is_glued.then_some(Separator::At)
        }
        ':' | '：' => is_apart_after.then_some(Separator::Colon),
        _ => None,
    }
}

/// True where a sign with a blank parts the line before or behind a place in it.
fn has_wide_sign(before: &str, after: &str) -> bool {
    let signs = [", ", " | ", " - ", " – ", " — "];
    signs
        .iter()
        .any(|sign| before.contains(sign) || after.contains(sign))
}

/// True where a stop ends a word, and none that is written with stops, and a name, a number or
/// nothing follows it.
fn ends_word(before: &str, after: &str) -> bool {
    /// Letters of a word that is no abbreviation, at least.
    const SHORTEST: usize = 3;
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '.' | '(' | '/' | ',');
    let word = before.rsplit(is_edge).next().unwrap_or_default();
    let has_stop = before[..before.len() - word.len()].ends_with('.');
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let mut next = after.trim_start().chars();
    let is_name = next
        .next()
        .is_none_or(|c| c.is_alphanumeric() && !c.is_lowercase());
    letters >= SHORTEST && !has_stop && is_name
}

/// Hyphens that stand for one dash, at most.
const LONGEST_DASH: usize = 3;

/// True between small letters: "Kund•innen".
fn is_inside_word(before: &str, after: &str) -> bool {
    before.ends_with(char::is_lowercase) && after.starts_with(char::is_lowercase)
}

/// A word between blanks.
struct Word<'a> {
    /// Its first byte.
    at: usize,
    written: &'a str,
    lower: String,
}

/// The bounds that words between a role and its employer make.
pub(super) fn words_between(text: &str, between: &Between) -> Vec<Bound> {
    let mut words: Vec<Word> = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive(char::is_whitespace) {
        let written = part.trim_end();
        if !written.is_empty() {
            words.push(Word {
                at: start,
                written,
                lower: written.to_lowercase(),
            });
        }
        start += part.len();
    }
    let mut out = Vec::new();
    let mut n = 0;
    while n < words.len() {
        // "de la Maison": behind another small word it is an article.
        let is_bare = n
            .checked_sub(1)
            .is_none_or(|n| !between.is_small(&words[n]));
        let found = word_between(between, &words[n..]);
        let found = found.filter(|(_, separator)| is_bare || *separator == Separator::At);
        let Some((length, separator)) = found else {
            n += 1;
            continue;
        };
        let start = text[..words[n].at].trim_end().len();
        out.push(Bound {
            at: start..words[n + length].at,
            separator,
        });
        n += length;
    }
    out
}

/// The number of words of a phrase that stands between, and what it is.
fn word_between(between: &Between, words: &[Word]) -> Option<(usize, Separator)> {
    if let Some(length) = longest(&between.strong, words, |word| &word.lower) {
        return Some((length, Separator::At));
    }
    // Small letters only: "In" begins a sentence.
    let length = longest(&between.weak, words, |word| word.written)?;
    // "in Chimica" may be where, "en la Biblioteca" too; "in der" alone is not.
    let has_article = between.is_small(words.get(length)?) && words.len() > length + 1;
    let length = length + usize::from(has_article);
    // "in der „Neuen Zeit“".
    let written = words
        .get(length)?
        .written
        .trim_start_matches(['"', '“', '„', '«', '»']);
    let first = without_elision(written).chars().next()?;
    let is_name = first.is_alphabetic() && !first.is_lowercase();
    is_name.then_some((length, Separator::WeakAt))
}

/// True for the letters of an article before an apostrophe: "l'", "dell'".
fn is_elided(article: &str) -> bool {
    article.ends_with(['l', 'L'])
        && article.chars().count() <= 4
        && article.chars().skip(1).all(char::is_lowercase)
}

/// A word without the article that is written on to it: "l'École".
fn without_elision(word: &str) -> &str {
    match word.split_once(['\'', '’']) {
        Some((article, name)) if is_elided(article) && !name.is_empty() => name,
        _ => word,
    }
}

/// The number of words of the longest phrase with which a row of words begins and does not end.
fn longest<'a>(
    phrases: &[Vec<&str>],
    words: &'a [Word],
    form: impl Fn(&'a Word) -> &'a str,
) -> Option<usize> {
    let fits = |phrase: &Vec<&str>| {
        phrase.len() < words.len()
            && phrase
                .iter()
                .zip(words)
                .all(|(part, word)| *part == form(word))
    };
    phrases
        .iter()
        .filter(|phrase| fits(phrase))
        .map(Vec::len)
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of a text between all bounds that words make, with what cut before each.
    fn cut(text: &str) -> Vec<(&'static str, String)> {
        let words = |all: &[&str]| -> Vec<String> { all.iter().map(|&w| w.to_owned()).collect() };
        let (strong, weak) = (
            words(&["at", "chez", "for the", "for"]),
            words(&["in", "bei der"]),
        );
        let mut out = Vec::new();
        let (mut start, mut name) = (0, "");
        for bound in words_between(text, &Between::of(&strong, &weak)) {
            out.push((name, text[start..bound.at.start].to_owned()));
            (start, name) = (bound.at.end, bound.separator.name());
        }
        out.push((name, text[start..].to_owned()));
        out
    }

    fn pieces(all: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        all.iter()
            .map(|&(name, text)| (name, text.to_owned()))
            .collect()
    }

    #[test]
    fn words_between_two_names_cut_in_any_case() {
        assert_eq!(
            cut("Gaffer AT Northwind"),
            pieces(&[("", "Gaffer"), ("at", "Northwind")])
        );
        assert_eq!(
            cut("Éclairagiste chez  Northwind"),
            pieces(&[("", "Éclairagiste"), ("at", "Northwind")])
        );
        assert_eq!(cut("@ Northwind"), pieces(&[("", ""), ("at", "Northwind")]));
    }

    #[test]
    fn the_longest_phrase_cuts() {
        assert_eq!(
            cut("Voices for the Mill"),
            pieces(&[("", "Voices"), ("at", "Mill")])
        );
    }

    #[test]
    fn no_word_cuts_at_the_end_or_inside_another() {
        assert_eq!(cut("Looked at"), pieces(&[("", "Looked at")]));
        assert_eq!(cut("at"), pieces(&[("", "at")]));
        assert_eq!(cut("Chat room"), pieces(&[("", "Chat room")]));
    }

    #[test]
    fn weak_words_cut_only_before_a_name() {
        assert_eq!(
            cut("Laurea in Chimica"),
            pieces(&[("", "Laurea"), ("weak at", "Chimica")])
        );
        assert_eq!(
            cut("Laurea in chimica"),
            pieces(&[("", "Laurea in chimica")])
        );
        assert_eq!(cut("In Chimica"), pieces(&[("", "In Chimica")]));
        assert_eq!(
            cut("Koch bei der Bahn"),
            pieces(&[("", "Koch"), ("weak at", "Bahn")])
        );
    }

    #[test]
    fn signs_separate_only_as_people_write_them() {
        let names = |text: &str| -> Vec<&'static str> {
            signs(text)
                .iter()
                .map(|bound| bound.separator.name())
                .collect()
        };
        assert_eq!(names("a|b ｜ c • d · e"), ["hard"; 4]);
        assert_eq!(names("e·s C/C++ x-y 1,5 12:30 a–b Kund•innen"), [""; 0]);
        assert_eq!(names("a - b – c — d -- e—f –g"), ["dash"; 6]);
        assert_eq!(names("a ---- b"), [""; 0]);
        assert_eq!(names("a, b，c、d، e"), ["comma"; 4]);
        assert_eq!(names("a (b) c（d）"), ["bracket"; 4]);
        assert_eq!(names("a: b / c // d"), ["colon", "slash", "hard"]);
        assert_eq!(names("A, B|C, D"), ["comma", "slash", "comma"]);
        assert_eq!(names("Clerk@Acme (2019)"), ["at", "bracket", "bracket"]);
        assert_eq!(names("Clerk @Acme"), ["at"]);
        assert_eq!(names("Clerk @Acme.example"), ["at"]);
        assert_eq!(names("ana@example.org @ana"), ["at"]);
        assert_eq!(names("@ana"), [""; 0]);
        assert_eq!(names("\ta\tb"), ["hard"]);
        assert_eq!(names("Weaver. Mill of Leeds. 2019."), ["stop"; 2]);
        assert_eq!(names("Weaver. at the Mill, Ph.D. St. Ives"), ["comma"]);
        assert_eq!(names("Mill School,Leeds 1,5"), ["comma"]);
    }
}
