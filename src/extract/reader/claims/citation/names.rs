//! How much a text reads as a list of authors.

use super::super::super::lexicon::{citation_signs, is_unspaced};
use super::super::super::{Lexicon, weights};

/// No name has more words.
const LONGEST_NAME: usize = 4;

/// No name in a script without blanks has more characters.
const LONGEST_UNSPACED: usize = 8;

/// What a word of a list of authors is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    /// "Reis", "McDonald".
    Name,
    /// "A.", "J.-P.", "JB".
    Initials,
    /// "van", "de".
    Particle,
    /// "and", "&".
    Joiner,
    /// "et al."
    Others,
    /// "(Ed.)", "*".
    Mark,
}

/// What a name between two signs consists of.
#[derive(Clone, Copy, Default)]
struct Chunk {
    names: usize,
    initials: usize,
}

/// How surely these are authors; `None` for a text with a word that no name has.
pub(super) fn score(lexicon: &Lexicon, text: &str) -> Option<f32> {
    let text = text.trim_matches(|c: char| c == ' ' || matches!(c, ',' | ';' | ':' | '.' | '。'));
    if text.is_empty() || text.contains(": ") {
        return None;
    }
    if is_unspaced(text) {
        return unspaced(text);
    }
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut open = Chunk::default();
    let (mut has_joiner, mut has_others) = (false, false);
    for token in text.split_whitespace() {
        match word(lexicon, token)? {
            Word::Name => open.names += 1,
            // "A Study" begins with an article.
            Word::Initials
                if open.names == 0 && !chunks.iter().any(|c| c.names > 0) && token == "A" =>
            {
                return None;
            }
            Word::Initials => open.initials += 1,
            Word::Particle | Word::Mark => {}
            Word::Others => has_others = true,
            Word::Joiner => {
                has_joiner |= !chunks.is_empty() || open.names + open.initials > 0;
                chunks.push(std::mem::take(&mut open));
            }
        }
        if token.ends_with([',', ';']) {
            chunks.push(std::mem::take(&mut open));
        }
    }
    chunks.push(open);
    chunks.retain(|chunk| chunk.names + chunk.initials > 0);
    if chunks.iter().any(|chunk| chunk.names > LONGEST_NAME) {
        return None;
    }
    let (persons, lone, has_initials) = persons(&chunks);
    if persons == 0 && !(has_others && lone == 1) || lone > 1 || lone > persons && !has_others {
        return None;
    }
    let is_plain = persons == 1 && !has_initials && chunks.len() == 1;
    let names = &weights().citation.names;
    let mut score = if is_plain { names.plain } else { names.persons };
    score += names.initials * f32::from(u8::from(has_initials));
    score += names.several * f32::from(u8::from(persons > 1));
    score += names.joiner * f32::from(u8::from(has_joiner));
    score += names.others * f32::from(u8::from(has_others));
    Some(score)
}

/// How many persons the names are of, how many names stand alone, and whether any has initials. A
/// surname stands before a comma and what belongs to it behind.
fn persons(chunks: &[Chunk]) -> (usize, usize, bool) {
    let (mut persons, mut lone) = (0, 0);
    let mut has_initials = false;
    let mut at = 0;
    while let Some(chunk) = chunks.get(at) {
        at += 1;
        let next = chunks.get(at);
        has_initials |= chunk.initials > 0;
        if chunk.names > 1 || chunk.names == 1 && chunk.initials > 0 {
            let is_inverted = next.is_some_and(|next| next.names == 0);
            at += usize::from(is_inverted && chunk.initials == 0);
            has_initials |= is_inverted;
            persons += 1;
        } else if chunk.names == 1 {
            // "Reis, Ana": only the first of them is turned so where others are not.
            let is_given = next.is_some_and(|next| {
                next.names == 0 || next.names == 1 && (next.initials > 0 || at == 1)
            });
            match is_given {
                true => {
                    has_initials |= next.is_some_and(|next| next.initials > 0);
                    persons += 1;
                    at += 1;
                }
                false => lone += 1,
            }
        } else {
            lone += 1;
        }
    }
    (persons, lone, has_initials)
}

/// What a word is; `None` for one that no name has.
fn word(lexicon: &Lexicon, token: &str) -> Option<Word> {
    let signs = citation_signs();
    let is_bracket = token.starts_with('(') || token.ends_with(')');
    let core = token.trim_matches(|c: char| {
        matches!(
            c,
            ',' | ';' | ':' | '(' | ')' | '[' | ']' | '*' | '†' | '‡' | '§' | '#' | '∗' | '^'
        ) || c.is_ascii_digit()
    });
    let core = core.trim_end_matches(|c: char| {
        c.is_ascii_digit()
            || matches!(c, '^' | '*' | '⁎' | '+')
            || ('\u{b2}'..='\u{b9}').contains(&c)
    });
    let bare = core.trim_end_matches('.');
    if bare.is_empty() {
        return match token.contains('&') || token == "/" {
            true => Some(Word::Joiner),
            false => (token.chars().count() <= 3).then_some(Word::Mark),
        };
    }
    if bare == "&" {
        return Some(Word::Joiner);
    }
    let small = bare.to_lowercase();
    if bare == small {
        if signs.others.contains(&bare) && (bare != "et" || !lexicon.is_joiner(bare)) {
            return Some(Word::Others);
        }
        if bare == "et" || lexicon.is_joiner(bare) || signs.joiners.contains(&bare) {
            return Some(Word::Joiner);
        }
        if signs.particles.contains(&bare) || bare.starts_with("d'") || bare.starts_with("d’") {
            return Some(Word::Particle);
        }
        return None;
    }
    if lexicon.is_function_word(&small) && bare.chars().count() > 1 {
        return None;
    }
    if is_bracket && signs.editors.contains(&small.as_str()) {
        return Some(Word::Mark);
    }
    if token.starts_with(['(', '[']) {
        return None;
    }
    if bare.contains(|c: char| !(c.is_alphabetic() || matches!(c, '.' | '-' | '‐' | '\'' | '’')))
    {
        return None;
    }
    let letters: Vec<char> = bare.chars().filter(|c| c.is_alphabetic()).collect();
    let are_great = letters.iter().all(|c| c.is_uppercase());
    if are_great && letters.len() <= 3 && !core.contains(['\'', '’']) {
        return Some(Word::Initials);
    }
    // "Yu." and "Ch." stand for names, too.
    if core.ends_with('.') && letters.len() <= 2 && letters[0].is_uppercase() {
        return Some(Word::Initials);
    }
    let begins_great = letters[0].is_uppercase()
        || bare.starts_with(['d', 'l', 'O']) && bare.contains(['\'', '’']);
    let is_short = bare.contains('.');
    (begins_great && !is_short).then_some(Word::Name)
}

/// Names side by side in a script without blanks.
fn unspaced(text: &str) -> Option<f32> {
    let names: Vec<&str> = text
        .split(['、', '，', ',', '・', ';', '；'])
        .map(str::trim)
        .collect();
    let is_name = |name: &&str| {
        let count = name.chars().count();
        let is_letter =
            |c: char| c.is_alphanumeric() || matches!(c, ' ' | '*' | '†' | '○' | '◯' | '.');
        (2..=LONGEST_UNSPACED).contains(&count) && name.chars().all(is_letter)
    };
    // Names are written in signs of words; a sentence has small signs between them.
    let has_small = text.contains([
        'の', 'を', 'に', 'は', 'が', 'と', 'で', '的', '了', '은', '는',
    ]);
    if has_small || !names.iter().all(is_name) {
        return None;
    }
    let weights = &weights().citation.names;
    Some(match names.len() > 1 {
        true => weights.unspaced_list,
        false => weights.unspaced,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::super::lexicon;
    use super::*;

    fn sure(text: &str) -> f32 {
        score(lexicon(), text).unwrap_or(-1.0)
    }

    #[test]
    fn lists_of_names_are_authors() {
        for text in [
            "Reis, A., Low, B. & van der Berg, C.",
            "Reis AB, Low B, and Stone CD",
            "A. Reis, B. Low",
            "Reis, Ana, Bo Low, and Carl Stone",
            "Reis A^1^, Low B*",
            "Reis A, KILN+ Collective",
            "Reis et al.",
            "Иванов И.И., Петров П.П.",
            "水野葵、川野蓮",
        ] {
            assert!(sure(text) > 1.0, "{text}: {}", sure(text));
        }
    }

    #[test]
    fn titles_are_none() {
        for text in [
            "The warm bread of cold towns",
            "Mending Looms",
            "陶器の作り方",
        ] {
            assert!(sure(text) < 0.5, "{text}: {}", sure(text));
        }
        // Three words could be three families; no list with a first name or an initial is so weak.
        let text = "Bread, Butter and Salt";
        assert!(sure(text) < 1.0, "{text}: {}", sure(text));
    }
}
