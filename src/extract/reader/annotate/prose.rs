//! How much a text is running prose. Separators are never counted as words.

use super::super::Date;
use super::super::lexicon::{Lexicon, is_unspaced};

/// From so many words on a text may be a sentence.
const FEWEST: usize = 3;

/// True where a sentence ends within a text, behind a whole word in small letters, and another begins:
/// "Kept the books. Warden since". "St." and "Gral." are names' words.
pub(crate) fn ends_within(text: &str) -> bool {
    /// Shorter words may be abbreviations, in letters.
    const SHORTEST: usize = 4;
    text.match_indices(". ").any(|(at, stop)| {
        let word = text[..at].rsplit(|c: char| !c.is_alphabetic()).next();
        let is_whole = word.is_some_and(|word| {
            word.chars().count() >= SHORTEST && word.chars().all(char::is_lowercase)
        });
        is_whole && text[at + stop.len()..].starts_with(char::is_uppercase)
    })
}

/// 0 to 1, by sentence ends, length, lower case and function words (SPIKE's formula).
pub(super) fn proseness(lexicon: &Lexicon, text: &str, dates: &[Date], is_marked: bool) -> f32 {
    let bare = without(text, dates);
    if is_unspaced(&bare) {
        return unspaced(text, &bare);
    }
    let words: Vec<&str> = bare
        .split(|c: char| !is_inner(c))
        .map(|word| word.trim_start_matches(['\'', '’', '-', '_']))
        .filter(|word| word.starts_with(char::is_alphabetic))
        .collect();
    let count = words.len();
    if count < FEWEST {
        return 0.0;
    }
    let mut score: f32 = 0.0;
    let end = text.trim_end().trim_end_matches([')', '"', '”', '»']);
    let stops = end.ends_with(STOPS);
    if stops && count >= 4 && !lexicon.ends_in_abbreviation(text.trim()) {
        score += 0.5;
    }
    if count > 6 && has_inner_stop(&bare) {
        score += 0.2;
    }
    if count > 12 {
        score += 0.35;
    }
    let lower: Vec<&&str> = words
        .iter()
        .filter(|word| word.starts_with(char::is_lowercase))
        .collect();
    // Scripts without small letters have words of sentences all the same.
    let functions = words
        .iter()
        .filter(|word| !word.starts_with(char::is_uppercase) && lexicon.is_function_word(word))
        .count();
    if count >= 5 && lower.len() as f32 / count as f32 > 0.6 {
        score += 0.25;
    }
    if functions >= 3 || count >= 5 && functions >= 2 {
        score += 0.2;
    }
    if [" | ", " · ", " • "].iter().any(|sign| text.contains(sign)) {
        score -= 0.4;
    }
    if !dates.is_empty() && count < 14 {
        score -= 0.3;
    }
    if is_marked {
        score -= 0.3;
    }
    // "Professor. Department of Looms. University of Leeds. 2007–2016."
    let small = lower.iter().filter(|word| !lexicon.is_function_word(word));
    let great = words
        .iter()
        .filter(|word| word.starts_with(char::is_uppercase));
    let is_brief = |part: &str| part.split_whitespace().count() <= LONGEST_NAME;
    if !dates.is_empty()
        && has_inner_stop(&bare)
        && great.count() * 2 > count
        && small.count() * SMALL <= count
        && bare.split(". ").all(is_brief)
    {
        score = score.min(NAMES);
    }
    f32::clamp(score, 0.0, 1.0)
}

/// Of so many words one may be small and no word of sentences, in a row of names.
const SMALL: usize = 8;

/// Words of one of them, at most.
const LONGEST_NAME: usize = 8;

/// A row of names with stops between them is so much of a sentence, at most.
const NAMES: f32 = 0.4;

/// Ends of sentences.
const STOPS: [char; 8] = ['.', '!', '?', '…', '।', '॥', '؟', '۔'];

/// True inside a word: letters with the vowel signs and joiners by which scripts spell.
fn is_inner(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\'' | '’' | '-' | '_' | '\u{200c}' | '\u{200d}')
        || unicode_normalization::char::is_combining_mark(c)
}

/// The text with a blank in place of its dates.
fn without(text: &str, dates: &[Date]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for date in dates {
        out.push_str(&text[from..date.at.start]);
        out.push(' ');
        from = date.at.end;
    }
    out.push_str(&text[from..]);
    out
}

/// Three letters, a stop, a blank, a letter.
fn has_inner_stop(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(6).any(|w| {
        w[..3].iter().all(|c| is_inner(*c))
            && STOPS.contains(&w[3])
            && w[4] == ' '
            && w[5].is_alphabetic()
    })
}

fn unspaced(text: &str, bare: &str) -> f32 {
    let letters = bare.chars().filter(|c| c.is_alphanumeric()).count();
    let ends = text.contains(['。', '！', '？']) || text.contains("다.") || text.contains("요.");
    let mut score: f32 = 0.0;
    if ends {
        score += 0.5;
    }
    if letters > 22 {
        score += 0.4;
    }
    if letters > 14 && text.contains('、') {
        score += 0.2;
    }
    score.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::*;

    fn prose(text: &str) -> f32 {
        proseness(lexicon(), text, &[], false)
    }

    #[test]
    fn sentences_of_any_script_are_prose_and_heads_are_none() {
        for text in [
            "I built the machines that were sold all over the country.",
            "मैं एक अस्पताल में काम करता हूँ और मरीजों के लिए यह सेवा देता हूँ।",
            "আমি একটি হাসপাতালে কাজ করি এবং রোগীদের জন্য সেবা দিই।",
            "عملت في المستشفى مع فريق كبير من الممرضات على تحسين الخدمة.",
        ] {
            assert!(prose(text) >= 0.5, "{text}: {}", prose(text));
        }
        for text in [
            "Northwind Works | Clerk",
            "वरिष्ठ शिक्षक, दिल्ली विश्वविद्यालय",
            "Acme Inc.",
        ] {
            assert!(prose(text) < 0.5, "{text}: {}", prose(text));
        }
    }

    #[test]
    fn names_with_stops_between_them_are_no_sentence() {
        let dated = |text: &str| {
            let dates = super::super::dates(lexicon(), text);
            proseness(lexicon(), text, &dates, false)
        };
        let head = "Professor. Department of Old Looms. University of Leeds at Lowmoor. 2007–2016.";
        assert!(dated(head) < 0.5, "{}", dated(head));
        let told = "Kept the books of the mill. Mended looms for the whole town. 2007–2016.";
        assert!(dated(told) >= 0.5, "{}", dated(told));
    }

    #[test]
    fn a_word_is_whole_with_its_vowel_signs() {
        let words = |text: &str| text.split(|c: char| !is_inner(c)).count();
        assert_eq!(words("विश्वविद्यालय"), 1);
        assert_eq!(words("বিশ্ববিদ্যালয়"), 1);
    }
}
