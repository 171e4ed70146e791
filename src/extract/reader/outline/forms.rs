//! The ways in which people write their name into a line: "I'm X", "CV of X", "X – Role".

use std::ops::Range;

use super::words::Words;
use crate::extract::fold::placed_words;
use crate::extract::reader::lexicon::is_unspaced;

/// A part of a text that may be the name, with what its form says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// The name's bytes; signs may stand at its edges.
    pub(super) name: Range<usize>,
    /// What else the text says of the person.
    pub(super) rest: Option<Range<usize>>,
    /// The words around it say that it is a name. Else a separator follows it.
    pub(super) is_announced: bool,
}

/// Words of the longest name of a document: "curriculum vitae et studiorum".
const LONGEST_DOCUMENT: usize = 4;

/// Every form that a text has.
pub(super) fn forms(words: &dyn Words, text: &str) -> Vec<Form> {
    let placed = placed_words(text);
    let announced = [
        introduced(words, text, &placed),
        behind_document(words, text, &placed),
        before_document(words, text, &placed),
        before_unspaced_document(words, text),
    ];
    let mut out: Vec<Form> = announced.into_iter().flatten().collect();
    out.extend(before_separator(text));
    out.extend(before_bracket(text));
    out
}

type Placed = [(Range<usize>, String)];

/// "Hi, I'm X", "Ich bin X, Gärtner", "My name is X."
pub(super) fn introduced(words: &dyn Words, text: &str, placed: &Placed) -> Option<Form> {
    let greetings = placed
        .iter()
        .take_while(|(_, word)| words.is_greeting(word));
    let start = greetings.count();
    // The longest one: "my name is" and not "my".
    let behind = |start: usize| {
        let found = words.introductions().iter().filter_map(|phrase| {
            let mut count = 0;
            for word in phrase.split(' ') {
                let (_, here) = placed.get(start + count)?;
                if here != word {
                    return None;
                }
                count += 1;
            }
            Some(count)
        });
        found.max().map(|count| start + count)
    };
    // A word that no list knows may greet, too.
    let greets = placed
        .get(start)
        .is_some_and(|(at, _)| text[at.end..].starts_with(','));
    let next = behind(start).or_else(|| behind(start + 1).filter(|_| greets));
    let next = next?;
    let from = placed.get(next)?.0.start;
    let clause = from + end_of_clause(&text[from..]);
    let end = end_of_name(words, text, &placed[next..]).map_or(clause, |end| end.min(clause));
    Some(Form {
        name: from..end,
        rest: rest_of(text, end).filter(|rest| placed_words(&text[rest.clone()]).len() > 1),
        is_announced: true,
    })
}

/// Where a name ends that a sentence goes on behind: "My name is Ana Reis and I ...".
fn end_of_name(words: &dyn Words, text: &str, placed: &Placed) -> Option<usize> {
    /// One word with a great letter may be what somebody is, in German.
    const FEWEST: usize = 2;
    let is_great = |(at, word): &&(Range<usize>, String)| {
        text[at.clone()].starts_with(char::is_uppercase) || words.is_name_particle(word)
    };
    let great: Vec<_> = placed.iter().take_while(is_great).collect();
    let goes_on = placed.get(great.len())?;
    let is_small = text[goes_on.0.clone()].starts_with(char::is_lowercase);
    let last = great.last()?;
    let is_name = great.len() >= FEWEST && !words.is_name_particle(&last.1);
    (is_small && is_name).then_some(last.0.end)
}

/// Where a clause ends: at a comma, a bar, an exclamation, or a stop that ends no initial.
fn end_of_clause(text: &str) -> usize {
    let mut letters = 0;
    for (at, c) in text.char_indices() {
        let ends = match c {
            ',' | '!' | '|' | '，' | '،' | '。' | '！' => true,
            '.' => letters > 2,
            _ => false,
        };
        if ends {
            return at;
        }
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
    }
    text.len()
}

/// The rest of a text without signs before it; `None` for none.
fn rest_of(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(char::is_alphanumeric)?;
    Some(start..text.len())
}

/// "Résumé of X", "Lebenslauf: X", "About X".
fn behind_document(words: &dyn Words, text: &str, placed: &Placed) -> Option<Form> {
    let most = LONGEST_DOCUMENT.min(placed.len().saturating_sub(1));
    let count = (1..=most).rev().find(|count| {
        let end = placed[count - 1].0.end;
        words.is_document(&text[placed[0].0.start..end])
    })?;
    // One small word may stand between: "of", "de".
    let next = &placed[count];
    let has_particle = words.is_function_word(&next.1) || words.is_name_particle(&next.1);
    let is_lower = text[next.0.clone()].starts_with(char::is_lowercase);
    let at = match is_lower && has_particle {
        true => placed.get(count + 1)?,
        false => next,
    };
    let name = at.0.start..text.len();
    let is_name = !text[name.clone()].starts_with(char::is_lowercase);
    is_name.then_some(Form {
        name,
        rest: None,
        is_announced: true,
    })
}

/// "王小明的简历", "山田太郎の履歴書": the longest document's name at the end of a text without blanks.
fn before_unspaced_document(words: &dyn Words, text: &str) -> Option<Form> {
    /// Letters of the longest name of a document.
    const LONGEST: usize = 8;
    if !is_unspaced(text) || words.is_document(text) {
        return None;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let first = ends.len().saturating_sub(LONGEST);
    let start = ends[first..]
        .iter()
        .copied()
        .filter(|at| *at > 0)
        .find(|at| words.is_document(&text[*at..]))?;
    let name = text[..start].trim_end_matches(['的', 'の', '의', ' ', '\u{3000}']);
    (!name.is_empty()).then_some(Form {
        name: 0..name.len(),
        rest: None,
        is_announced: true,
    })
}

/// "X's CV", "X – Curriculum Vitae", "X Resume".
fn before_document(words: &dyn Words, text: &str, placed: &Placed) -> Option<Form> {
    let last = placed.last()?;
    let most = LONGEST_DOCUMENT.min(placed.len() - 1);
    let start = (1..=most).rev().find_map(|count| {
        let start = placed[placed.len() - count].0.start;
        words.is_document(&text[start..last.0.end]).then_some(start)
    })?;
    let before = text[..start].trim_end_matches(|c: char| !c.is_alphanumeric());
    // "Ana's" and "Reis'"; the word keeps its own last letter.
    let name = ["'s", "’s", "'S", "’S"]
        .iter()
        .find_map(|ending| before.strip_suffix(ending))
        .unwrap_or(before);
    (!name.is_empty()).then_some(Form {
        name: 0..name.len(),
        rest: None,
        is_announced: true,
    })
}

/// "X – Role", "X | Role", "X, Role", "X: Role"; what stands before is cut nowhere else.
fn before_separator(text: &str) -> Option<Form> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let has_blank = text[end..].starts_with(char::is_whitespace);
        let is_separator = match c {
            '|' | '–' | '—' | '·' | '•' | '｜' => true,
            '-' => has_blank && before.is_whitespace(),
            ',' | ':' if has_blank => true,
            // A name has none of these inside.
            ',' | ':' | '(' | '（' => return None,
            _ => false,
        };
        if is_separator {
            let rest = rest_of(text, end)?;
            let has_name = text[..at].contains(char::is_alphanumeric);
            return has_name.then_some(Form {
                name: 0..at,
                rest: Some(rest),
                is_announced: false,
            });
        }
        before = c;
    }
    None
}

/// "X (she/her)", "王小明（Ming）".
fn before_bracket(text: &str) -> Option<Form> {
    let open = text.find(['(', '（'])?;
    let has_end = text.trim_end().ends_with([')', '）']);
    (has_end && text[..open].contains(char::is_alphanumeric)).then_some(Form {
        name: 0..open,
        rest: None,
        is_announced: true,
    })
}

/// True if a text in a script without blanks has as many letters as a name.
pub(super) fn may_be_unspaced_name(text: &str) -> bool {
    let letters = text.chars().filter(|c| !c.is_whitespace()).count();
    is_unspaced(text) && (2..=6).contains(&letters)
}

#[cfg(test)]
mod tests {
    use super::super::sample::Few;
    use super::*;

    /// The names that forms find, announced ones first, each with its rest.
    fn found(text: &str) -> Vec<(&str, Option<&str>)> {
        let forms = forms(&Few::default(), text);
        let part = |at: &Range<usize>| text[at.clone()].trim();
        forms
            .iter()
            .map(|form| (part(&form.name), form.rest.as_ref().map(part)))
            .collect()
    }

    fn first(text: &str) -> Option<(&str, Option<&str>)> {
        found(text).into_iter().next()
    }

    #[test]
    fn people_present_themselves() {
        assert_eq!(first("Hi, I'm Ana Reis"), Some(("Ana Reis", None)));
        assert_eq!(first("👋 Hi! I’m Ana Reis."), Some(("Ana Reis", None)));
        assert_eq!(
            first("My name is Ana Reis, a potter in Faro"),
            Some(("Ana Reis", Some("a potter in Faro")))
        );
        assert_eq!(
            first("I'm Ana B. Reis, potter").map(|(name, _)| name),
            Some("Ana B. Reis")
        );
        assert_eq!(first("I'm"), None);
    }

    #[test]
    fn documents_name_their_person() {
        for text in [
            "Résumé of Ana Reis",
            "Resume: Ana Reis",
            "Curriculum Vitae – Ana Reis",
            "CV Ana Reis",
            "About Ana Reis",
            "Ana Reis's CV",
            "Ana Reis’s Resume",
            "Ana Reis – Curriculum Vitae",
            "Ana Reis | CV",
            "Ana Reis Resume",
        ] {
            assert_eq!(first(text), Some(("Ana Reis", None)), "{text}");
        }
        assert_eq!(first("Joris' CV"), Some(("Joris", None)));
        assert_eq!(first("About my work"), None);
        assert_eq!(first("CV"), None);
    }

    #[test]
    fn documents_name_their_person_without_blanks() {
        use super::super::super::lexicon;
        for (text, name) in [
            ("王小明的简历", "王小明"),
            ("王小明个人简历", "王小明"),
            ("山田太郎の履歴書", "山田太郎"),
        ] {
            let form = before_unspaced_document(lexicon(), text);
            assert_eq!(
                form.map(|form| text[form.name].to_owned()).as_deref(),
                Some(name)
            );
        }
        for text in ["个人简历", "職務経歴書"] {
            assert_eq!(before_unspaced_document(lexicon(), text), None);
        }
    }

    #[test]
    fn a_role_may_follow_the_name() {
        for text in [
            "Ana Reis – Potter",
            "Ana Reis | Potter",
            "Ana Reis - Potter",
            "Ana Reis, Potter",
        ] {
            assert_eq!(first(text), Some(("Ana Reis", Some("Potter"))), "{text}");
        }
        assert_eq!(first("Anne-Marie Reis"), None);
        assert_eq!(first("Reis,Ana"), None);
        assert_eq!(first("Ana Reis –"), None);
    }

    #[test]
    fn gender_forms_stay_in_one_piece() {
        let text = "Ana Reis – Gärtner:in (m/w/d)";
        assert_eq!(first(text), Some(("Ana Reis", Some("Gärtner:in (m/w/d)"))));
        assert_eq!(first("Gärtner:in"), None);
        assert_eq!(first("Gärtner/-in"), None);
        assert_eq!(first("C# Gärtner*in"), None);
    }

    #[test]
    fn what_stands_in_brackets_is_no_name() {
        assert_eq!(first("Ana Reis (she/her)"), Some(("Ana Reis", None)));
        assert_eq!(first("王小明（Ming）"), Some(("王小明", None)));
        assert_eq!(first("(she/her)"), None);
    }

    #[test]
    fn any_letters_are_cut_between_characters() {
        for text in [
            "İ – İ",
            "é|",
            "|é",
            "，：（",
            "日本語：（",
            "a\u{301}\u{301} – \u{301}",
            "–",
        ] {
            for form in forms(&Few::default(), text) {
                assert!(text.get(form.name).is_some(), "{text}");
                assert!(
                    form.rest.is_none_or(|rest| text.get(rest).is_some()),
                    "{text}"
                );
            }
        }
    }
}
