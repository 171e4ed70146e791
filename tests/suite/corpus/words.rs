//! When two texts say the same: case, blanks, dashes, quotes, emoji and marks of markup are no
//! difference, nor is a letter in twenty of a long text.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// Two long texts are the same from this likeness on.
const ALIKE: f64 = 0.95;
/// Shorter texts have to be the same to the letter.
const SHORT: usize = 12;
/// More of a text is not looked at where two differ much in length anyway.
const LOOKED_AT: usize = 400;

/// A text as it was written and as it is compared.
#[derive(Clone, Debug)]
pub struct Words {
    pub raw: String,
    chars: Vec<char>,
}

impl Words {
    pub fn new(raw: &str) -> Self {
        Words {
            raw: raw.to_owned(),
            chars: normal(raw).chars().collect(),
        }
    }

    /// True for a text without a word.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// True for the same e-mail address: no likeness counts there.
    pub fn is_exactly(&self, other: &Words) -> bool {
        self.chars == other.chars
    }

    pub fn is(&self, other: &Words) -> bool {
        if self.chars == other.chars {
            return true;
        }
        if self.chars.len().min(other.chars.len()) < SHORT {
            let letters = self.letters();
            return !letters.is_empty() && letters == other.letters();
        }
        common(&self.chars, &other.chars) >= ALIKE && self.likeness(other) >= ALIKE
    }

    /// 0 to 1.
    pub fn likeness(&self, other: &Words) -> f64 {
        let (a, b) = (&self.chars[..], &other.chars[..]);
        if a == b {
            return 1.0;
        }
        if a.is_empty() || b.is_empty() {
            return 0.0;
        }
        let shorter = a.len().min(b.len()) as f64;
        if shorter * 2.0 / ((a.len() + b.len()) as f64) < ALIKE - 0.05 {
            let cut = |chars: &[char]| chars[..chars.len().min(LOOKED_AT)].to_vec();
            return common(&cut(a), &cut(b)) * 0.9;
        }
        2.0 * matching(a, b) as f64 / (a.len() + b.len()) as f64
    }

    /// Letters and digits alone.
    pub fn letters(&self) -> String {
        self.chars
            .iter()
            .filter(|c| c.is_alphanumeric() || **c == '_')
            .collect()
    }

    /// Letters, digits and what makes a figure.
    pub fn figure(&self) -> String {
        self.chars
            .iter()
            .filter(|c| c.is_alphanumeric() || "_<>%+./".contains(**c))
            .collect()
    }

    /// Without "Label: " before it.
    pub fn without_label(&self) -> Words {
        match label_end(&self.raw) {
            Some(end) => Words::new(&self.raw[end..]),
            None => self.clone(),
        }
    }

    /// The same, with or without labels.
    pub fn is_below_label(&self, other: &Words) -> bool {
        self.is(other) || self.without_label().is(&other.without_label())
    }
}

/// Where the value behind a label of at most four words begins.
fn label_end(text: &str) -> Option<usize> {
    const MOST_WORDS: usize = 4;
    let colon = text.find(':')?;
    let label = &text[..colon];
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: Vec<&str> = label.split(' ').collect();
    let (first, later) = words.split_first()?;
    let begins = first.starts_with(|c: char| is_word(c) && !c.is_numeric());
    let holds = first.chars().all(is_word)
        && later
            .iter()
            .all(|word| !word.is_empty() && word.chars().all(|c| is_word(c) || c == '&'));
    let value = text[colon + 1..].trim_start();
    let end = text.len() - value.len();
    (begins && holds && words.len() <= MOST_WORDS && end > colon + 1).then_some(end)
}

/// The share of characters that both have, wherever they stand.
fn common(a: &[char], b: &[char]) -> f64 {
    let mut left: HashMap<char, usize> = HashMap::new();
    for c in b {
        *left.entry(*c).or_default() += 1;
    }
    let mut count = 0;
    for c in a {
        if let Some(n) = left.get_mut(c).filter(|n| **n > 0) {
            *n -= 1;
            count += 1;
        }
    }
    2.0 * f64::from(count) / (a.len() + b.len()).max(1) as f64
}

/// The characters in the longest common block, and in those before and behind it.
fn matching(a: &[char], b: &[char]) -> usize {
    let mut places: HashMap<char, Vec<usize>> = HashMap::new();
    for (j, c) in b.iter().enumerate() {
        places.entry(*c).or_default().push(j);
    }
    let mut total = 0;
    let mut open = vec![(0..a.len(), 0..b.len())];
    while let Some((left, right)) = open.pop() {
        let (mut i, mut j, mut size) = (left.start, right.start, 0);
        let mut ends: HashMap<usize, usize> = HashMap::new();
        for at in left.clone() {
            let mut next = HashMap::new();
            for other in places.get(&a[at]).map_or(&[][..], Vec::as_slice) {
                if !right.contains(other) {
                    continue;
                }
                let length = 1 + other
                    .checked_sub(1)
                    .and_then(|before| ends.get(&before))
                    .unwrap_or(&0);
                next.insert(*other, length);
                if length > size {
                    (i, j, size) = (at + 1 - length, other + 1 - length, length);
                }
            }
            ends = next;
        }
        if size > 0 {
            total += size;
            open.push((left.start..i, right.start..j));
            open.push((i + size..left.end, j + size..right.end));
        }
    }
    total
}

/// A text as it is compared.
pub fn normal(text: &str) -> String {
    let text = unescaped(text);
    let seen = text.nfkc().map(|c| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{301c}' | '\u{ff5e}' => '-',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '′' | '`' => '\'',
        '*' | '_' | '|' | '•' | '·' | '…' => ' ',
        c => c,
    });
    let shown: String = seen.filter(|c| !is_symbol(*c)).collect();
    let blanks: Vec<&str> = shown.split("...").flat_map(str::split_whitespace).collect();
    let edges: &[char] = &[' ', '.', ';', ':', ',', '-', '|', '、', '。'];
    blanks
        .join(" ")
        .to_lowercase()
        .trim_matches(edges)
        .to_owned()
}

/// Emoji, icons of a font, signs that no one sees.
fn is_symbol(c: char) -> bool {
    matches!(c,
        '\u{a6}' | '\u{a8}' | '\u{a9}' | '\u{ad}' | '\u{ae}' | '\u{b0}' | '\u{b4}' | '\u{b8}'
        | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{2100}'..='\u{214f}' | '\u{2195}'..='\u{21ff}'
        | '\u{2300}'..='\u{2307}' | '\u{230c}'..='\u{23ff}' | '\u{2400}'..='\u{245f}'
        | '\u{2500}'..='\u{25b6}' | '\u{25b8}'..='\u{25c0}' | '\u{25c2}'..='\u{25f7}'
        | '\u{2600}'..='\u{266e}' | '\u{2670}'..='\u{2767}' | '\u{2776}'..='\u{27bf}'
        | '\u{2800}'..='\u{28ff}' | '\u{2b00}'..='\u{2bff}' | '\u{3004}' | '\u{3012}' | '\u{3013}'
        | '\u{e000}'..='\u{f8ff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}'
        | '\u{1f000}'..='\u{1faff}' | '\u{e0001}'..='\u{e007f}')
}

/// The entities that are left in the texts of careless tools.
pub fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (entity, sign)| {
        text.replace(entity, sign)
    })
}

/// The parts of a list in one text: cut at commas and semicolons outside brackets.
pub fn items(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let bracket = rest.find(['(', ')', '（', '）']).map(|n| &rest[n..]);
        let is_inside = bracket.is_some_and(|rest| rest.starts_with([')', '）']));
        if matches!(c, ',' | '、' | '，' | ';') && !is_inside {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts.retain(|part| !normal(part).is_empty());
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

/// Host and path of an address.
pub fn url(address: &str) -> String {
    let mut rest = address.trim().to_lowercase();
    for lead in ["https:", "http:", "//", "mailto:", "www."] {
        if let Some(cut) = rest.strip_prefix(lead) {
            rest = cut.to_owned();
        }
    }
    let page = rest.split('#').next().unwrap_or_default();
    page.trim_end_matches('/').to_owned()
}

/// The digits of a telephone number, and the `x` before an extension.
pub fn number(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| c.is_numeric() || *c == 'x')
        .collect()
}
