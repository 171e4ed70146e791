//! Where a citation may be cut, and which of its dates stand apart.

use std::ops::Range;

use super::super::super::{Date, Line, Run};

/// What stands between two pieces of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    /// The line's own end.
    Edge,
    /// A stop behind a word, a question mark.
    Stop,
    /// A stop behind a letter: an initial, or the last of them.
    Weak,
    /// A quotation mark.
    Quote,
    /// Another style or a link begins.
    Style,
    /// A date that stands apart.
    Date,
    /// ", ", " – ", " // ".
    Soft,
    /// ": ", which parts names from a title and never a title from its venue.
    Colon,
}

impl Sign {
    /// The sign as the author means it.
    pub(super) fn class(self) -> Sign {
        match self {
            Sign::Weak => Sign::Stop,
            other => other,
        }
    }
}

/// A place where a citation may be cut.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    /// Where the piece before ends.
    pub(super) end: usize,
    /// Where the next begins.
    pub(super) start: usize,
    pub(super) sign: Sign,
}

/// More places are not tried, so that the time grows with the line's length alone.
const MOST: usize = 40;

/// Quotation marks that open and close a title.
const QUOTES: [(char, char); 9] = [
    ('“', '”'),
    ('„', '“'),
    ('„', '”'),
    ('«', '»'),
    ('»', '«'),
    ('"', '"'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
];

/// All places in their order, the line's ends among them; dates are those that [`apart`] finds.
pub(super) fn cuts(line: &Line, dates: &[Range<usize>]) -> Vec<Cut> {
    let text = &line.text;
    let mut out = vec![Cut {
        end: 0,
        start: 0,
        sign: Sign::Edge,
    }];
    for at in dates {
        let start = at.end + sign_len(&text[at.end..], &['.', ',', ':', ';', ' ']);
        let end = text[..at.start]
            .trim_end_matches([' ', ',', '.', '(', '['])
            .len();
        out.push(Cut {
            end: at.end,
            start,
            sign: Sign::Date,
        });
        out.push(Cut {
            end,
            start: at.start,
            sign: Sign::Date,
        });
    }
    stops(text, &mut out);
    soft(text, &mut out);
    for at in quoted(text) {
        let is_sign = |c: char| !c.is_alphanumeric() && c != '.' && c != ')';
        let end = text[..at.start].trim_end_matches(is_sign).len();
        let is_part = text[end..at.start].contains(':');
        out.push(Cut {
            end,
            start: at.start,
            sign: if is_part { Sign::Colon } else { Sign::Quote },
        });
        let behind = text[at.end..].find(|c: char| c.is_alphanumeric() || c == '(');
        out.push(Cut {
            end: at.end,
            start: at.end + behind.unwrap_or(text.len() - at.end),
            sign: Sign::Quote,
        });
    }
    styles(line, &mut out);
    out.push(Cut {
        end: text.len(),
        start: text.len(),
        sign: Sign::Edge,
    });
    let inside = in_brackets(text);
    out.retain(|cut| {
        let is_inner = |at: usize| inside.iter().any(|inner| inner.contains(&at));
        (cut.sign == Sign::Date || !is_inner(cut.start))
            && cut.end <= cut.start
            && !dates
                .iter()
                .any(|at| at.start < cut.end && cut.end < at.end)
    });
    out.sort_by_key(|cut| (cut.start, cut.end, cut.sign as u8));
    out.dedup_by(|b, a| a.start == b.start && a.end == b.end);
    if out.len() > MOST {
        let is_soft = |cut: &Cut| matches!(cut.sign, Sign::Soft | Sign::Weak | Sign::Colon);
        let last = out.pop();
        let mut soft = 0;
        out.retain(|cut| {
            soft += usize::from(is_soft(cut));
            !is_soft(cut) || soft <= MOST / 2
        });
        out.truncate(MOST - 1);
        out.extend(last);
    }
    out
}

/// The bytes of what stands in brackets.
fn in_brackets(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '（' => {
                open.get_or_insert(at + c.len_utf8());
            }
            ')' | ']' | '）' => out.extend(open.take().map(|from| from..at + 1)),
            _ => {}
        }
    }
    out
}

/// The bytes of what stands between quotation marks, stops at its end left out.
pub(super) fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some((at, open)) = text[from..]
        .char_indices()
        .find(|(_, c)| QUOTES.iter().any(|pair| pair.0 == *c))
    {
        let start = from + at + open.len_utf8();
        let is_opening =
            text[..from + at].ends_with([' ', '(', '\u{a0}']) || from + at == 0 || !open.is_ascii();
        let end = QUOTES
            .iter()
            .filter(|pair| pair.0 == open && is_opening)
            .filter_map(|pair| text[start..].find(pair.1))
            .min();
        let Some(end) = end.map(|end| start + end) else {
            from = start;
            continue;
        };
        let inner = text[start..end]
            .trim_end_matches([',', '.', ' ', ';', '\u{a0}'])
            .len();
        let lead = inner
            - text[start..start + inner]
                .trim_start_matches([' ', '\u{a0}'])
                .len();
        out.push(start + lead..start + inner);
        from = text[end..]
            .chars()
            .next()
            .map_or(end, |c| end + c.len_utf8());
    }
    out.retain(|at| !at.is_empty());
    out
}

/// Stops, question marks, exclamation marks.
fn stops(text: &str, out: &mut Vec<Cut>) {
    for (at, sign) in text.char_indices() {
        let is_wide = matches!(sign, '。' | '．');
        if !(is_wide || matches!(sign, '.' | '?' | '!')) {
            continue;
        }
        let after = at + sign.len_utf8();
        let rest = &text[after..];
        if !is_wide && !rest.starts_with(' ') {
            continue;
        }
        let next = rest.trim_start().chars().next();
        if next.is_none() || begins_small(rest) {
            continue;
        }
        let before = &text[..at];
        let word: String = before
            .chars()
            .rev()
            .take_while(|c| c.is_alphanumeric())
            .collect();
        let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        let is_short = sign == '.' && (is_initial || is_abbreviation(before));
        // What asks keeps its sign.
        let end = if sign == '.' || is_wide { at } else { after };
        out.push(Cut {
            end,
            start: after + (rest.len() - rest.trim_start().len()),
            sign: if is_short { Sign::Weak } else { Sign::Stop },
        });
    }
}

/// True for text whose first word has small letters alone: "arXiv" is a name.
pub(super) fn begins_small(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or("");
    word.starts_with(char::is_lowercase) && !word.contains(char::is_uppercase)
}

/// True for a word that a stop shortens: "vol", "pp", "ed".
fn is_abbreviation(before: &str) -> bool {
    const SHORT: [&str; 22] = [
        "vol", "no", "pp", "p", "ed", "eds", "nr", "bd", "vgl", "hrsg", "hg", "proc", "conf",
        "int", "vs", "st", "dr", "prof", "jr", "al", "т", "с",
    ];
    let start = before
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
    SHORT.contains(&before[start..].to_lowercase().as_str())
}

/// Commas, colons, dashes, double strokes.
fn soft(text: &str, out: &mut Vec<Cut>) {
    for sign in [
        ", ", "; ", ": ", " – ", " — ", " - ", " // ", " | ", " · ", "，", "：", "、",
    ] {
        for (at, _) in text.match_indices(sign) {
            let start = at + sign.len();
            // ", In Proceedings of" begins anew.
            let is_anew = text[start..].starts_with("In ");
            out.push(Cut {
                end: at,
                start,
                sign: match sign {
                    ": " | "：" => Sign::Colon,
                    _ if is_anew => Sign::Stop,
                    _ => Sign::Soft,
                },
            });
        }
    }
}

/// Where words of another style or link begin and end.
fn styles(line: &Line, out: &mut Vec<Cut>) {
    let text = &line.text;
    let style = |run: &Run| {
        (
            run.emphasis.strong,
            run.emphasis.emphasized,
            run.href.is_some(),
        )
    };
    for pair in line.runs.windows(2) {
        if style(&pair[0]) == style(&pair[1]) {
            continue;
        }
        let (end, start) = (pair[0].at.end, pair[1].at.start);
        let before = text[..end]
            .trim_end_matches([' ', '.', ',', ':', ';'])
            .len();
        let after = &text[start..];
        let after = start + sign_len(after, &[' ', '.', ',', ':', ';']);
        out.push(Cut {
            end: before.min(after),
            start: after,
            sign: Sign::Style,
        });
    }
}

/// How many bytes of signs a text begins with.
fn sign_len(text: &str, signs: &[char]) -> usize {
    text.len() - text.trim_start_matches(signs).len()
}

/// A date that stands apart, with the brackets around it, and which of the line's it is.
#[derive(Clone, Debug)]
pub(super) struct Apart {
    pub(super) at: Range<usize>,
    pub(super) date: Date,
    /// It stands in brackets.
    pub(super) is_bracketed: bool,
}

/// The dates of a line that no sentence holds.
pub(super) fn apart(line: &Line) -> Vec<Apart> {
    /// What may stand beside a year in its brackets, in bytes.
    const BESIDE: usize = 24;
    let text = &line.text;
    let mut out: Vec<Apart> = Vec::new();
    for date in &line.notes.dates {
        let before = &text[..date.at.start];
        let open = before.rfind(['(', '[', '（']).filter(|open| {
            let between = &before[*open..];
            between.len() <= BESIDE && !between.contains([')', ']', '）', '/', '.'])
        });
        let close = text[date.at.end..].find([')', ']', '）']).filter(|close| {
            let between = &text[date.at.end..date.at.end + close];
            *close <= BESIDE && !between.contains(['(', '[', '（'])
        });
        if let (Some(open), Some(close)) = (open, close) {
            let sign = text[date.at.end + close..]
                .chars()
                .next()
                .map_or(1, char::len_utf8);
            let at = open..date.at.end + close + sign;
            if out.iter().all(|known| known.at != at) {
                out.push(Apart {
                    at,
                    date: date.clone(),
                    is_bracketed: true,
                });
            }
            continue;
        }
        let left = before.trim_end();
        let right = text[date.at.end..].trim_start();
        let is_left = left.is_empty()
            || left.ends_with([
                '.', ',', ';', ')', '”', '"', '»', '–', '—', '-', '|', '·', '，', '、', '」', '』',
            ]);
        let is_right = right.is_empty()
            || text[date.at.clone()].ends_with('.')
            || right.starts_with([
                '.', ',', ';', ':', '|', '–', '—', '·', '，', '、', '。', '[',
            ])
            || left.is_empty();
        let is_glued = text[..date.at.start].ends_with(['/', '-', ':']) || right.starts_with('/');
        if is_left && is_right && !is_glued {
            out.push(Apart {
                at: date.at.clone(),
                date: date.clone(),
                is_bracketed: false,
            });
        }
    }
    out
}
