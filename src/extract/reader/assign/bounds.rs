//! Where a head line may be cut.

use std::ops::Range;

use super::atoms::{before_legal_forms, meets, numbered, shortened, union};
use super::cut::says_how;
use super::genders::genders;
use super::signs::{Between, signs, words_between};
use super::styles::{before_named, styles};
use super::words::words_in;
use crate::extract::fold::fold;
use crate::extract::reader::{Fields, LabelRole, Lexicon, Line, annotate, lexicon::is_unspaced};

/// What separates a piece from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Separator {
    // Soft ones cut only where the section's reading says so.
    /// "at", "chez", "@".
    At,
    /// "in", "na": mostly no separator; never one that siblings share.
    WeakAt,
    /// A colon before a blank.
    Colon,
    /// A comma before a blank.
    Comma,
    /// A dash between blanks.
    Dash,
    /// A round bracket, open or closed.
    Bracket,
    /// A slash between blanks.
    Slash,
    /// Another style or a link begins.
    Style,
    /// A stop behind a word that is no abbreviation.
    Stop,
    // Hard ones always cut.
    /// Nothing: the line begins.
    Start,
    /// Bars, bullets, tabs, elements side by side, other classes.
    Hard,
    /// A date or period.
    Date,
    /// A stretch of time without dates.
    Duration,
    /// How well it was done, "GPA: 3.9 / 4.0".
    Grade,
    /// What announces the next piece, "Position:".
    Label,
}

impl Separator {
    /// The soft ones, in the order in which their sets are tried.
    pub(super) const SOFT: [Separator; 9] = [
        Separator::At,
        Separator::WeakAt,
        Separator::Colon,
        Separator::Comma,
        Separator::Dash,
        Separator::Bracket,
        Separator::Slash,
        Separator::Style,
        Separator::Stop,
    ];

    /// True for those that may or may not cut.
    pub(super) fn is_soft(self) -> bool {
        self < Separator::Start
    }

    /// True for what says when.
    pub(super) fn is_time(self) -> bool {
        matches!(self, Separator::Date | Separator::Duration)
    }

    /// Its name in an explanation.
    pub(super) fn name(self) -> &'static str {
        match self {
            Separator::At => "at",
            Separator::WeakAt => "weak at",
            Separator::Colon => "colon",
            Separator::Comma => "comma",
            Separator::Dash => "dash",
            Separator::Bracket => "bracket",
            Separator::Slash => "slash",
            Separator::Style => "style",
            Separator::Stop => "stop",
            Separator::Start => "start",
            Separator::Hard => "hard",
            Separator::Date => "date",
            Separator::Duration => "duration",
            Separator::Grade => "grade",
            Separator::Label => "label",
        }
    }
}

/// A set of soft separators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Cuts(pub(super) u16);

impl Cuts {
    /// The set of one; none for a hard one, which needs no set.
    pub(super) fn of(separator: Separator) -> Cuts {
        match separator.is_soft() {
            true => Cuts(1 << separator as u16),
            false => Cuts(0),
        }
    }

    /// Those of either.
    pub(super) fn or(self, other: Cuts) -> Cuts {
        Cuts(self.0 | other.0)
    }

    /// Those of both.
    pub(super) fn and(self, other: Cuts) -> Cuts {
        Cuts(self.0 & other.0)
    }

    /// True if the separator cuts under this choice.
    pub(super) fn has(self, separator: Separator) -> bool {
        !separator.is_soft() || self.0 & Cuts::of(separator).0 != 0
    }

    /// Its separators, in order.
    pub(super) fn iter(self) -> impl Iterator<Item = Separator> {
        Separator::SOFT.into_iter().filter(move |&s| self.has(s))
    }

    /// How many.
    pub(super) fn len(self) -> usize {
        self.0.count_ones() as usize
    }
}

/// A place at which a line may be cut; its bytes belong to no piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    /// Its bytes, blanks around it included; empty where only the style changes.
    pub(super) at: Range<usize>,
    /// What it is.
    pub(super) separator: Separator,
}

/// Every place at which a line may be cut, in order, none within another. Dates are atoms: what
/// stands inside one cuts nothing, and neither do forms of gender.
pub(super) fn bounds(lexicon: &Lexicon, between: &Between, line: &Line) -> Vec<Bound> {
    let text = line.text.as_str();
    let mut out = times(lexicon, line);
    for at in annotate::grades(lexicon, &line.text) {
        if !out.iter().any(|bound| overlap(&bound.at, &at)) {
            out.push(Bound {
                at,
                separator: Separator::Grade,
            });
        }
    }
    for at in announced(lexicon, line) {
        if !out.iter().any(|bound| overlap(&bound.at, &at)) {
            out.push(Bound {
                at,
                separator: Separator::Label,
            });
        }
    }
    let genders = genders(lexicon, text);
    let mut atoms = genders.clone();
    atoms.extend(line.notes.dates.iter().map(|date| date.at.clone()));
    atoms.extend(out.iter().map(|bound| bound.at.clone()));
    atoms.extend(numbered(text));
    let forms = shortened(text);
    atoms.extend(forms.clone());
    let atoms = union(atoms);
    let mut signs = signs(text);
    signs.retain(|bound| !meets(&atoms, &core(text, &bound.at)));
    // "Prof. Ana Reis", "Dept. of Looms".
    signs.retain(|bound| {
        let before = &text[..core(text, &bound.at).end];
        bound.separator != Separator::Stop
            || !line.is_prose() && is_balanced(before) && !lexicon.ends_in_abbreviation(before)
    });
    let legal = before_legal_forms(lexicon, text, &atoms, &signs);
    signs.retain(|bound| !legal.contains(&bound.at.start));
    // A stop at the end, or before a date, ends a name only where others part names.
    let parts_names = |bound: &Bound| {
        let next = text[bound.at.end..].chars().next();
        bound.separator == Separator::Stop && next.is_some_and(char::is_alphabetic)
    };
    if !signs.iter().any(parts_names) {
        signs.retain(|bound| bound.separator != Separator::Stop);
    }
    // A sign beats a word that it touches; what only shares a blank with it is kept.
    let taken = union(signs.iter().map(|bound| core(text, &bound.at)).collect());
    out.extend(signs);
    for bound in words_between(text, between) {
        let core = core(text, &bound.at);
        // "Completed in 2013" names no employer.
        let is_before_date = line
            .notes
            .dates
            .iter()
            .any(|date| date.at.start == bound.at.end);
        let is_named = is_school_of(lexicon, line, &bound, &taken);
        if !meets(&atoms, &core) && !meets(&taken, &core) && !is_before_date && !is_named {
            out.push(bound);
        }
    }
    if let Some(word) = before_named(lexicon, line) {
        let is_known = out.iter().any(|other| overlap(&other.at, &word));
        if !meets(&atoms, &word) && !is_known {
            let blank = text[word.end..].len() - text[word.end..].trim_start().len();
            out.push(Bound {
                at: text[..word.start].trim_end().len()..word.end + blank,
                separator: Separator::Style,
            });
        }
    }
    let names = linked_names(line);
    out.retain(|bound| {
        let is_joint = matches!(bound.separator, Separator::Dash | Separator::Colon);
        !is_joint || !counts(&text[..bound.at.start])
    });
    out.retain(|bound| {
        let core = core(text, &bound.at);
        let is_inside = |name: &Range<usize>| name.start < core.start && core.end < name.end;
        !bound.separator.is_soft() || !names.iter().any(is_inside)
    });
    out.sort_by_key(|bound| (bound.at.start, bound.at.end));
    for n in 1..out.len() {
        let end = out[n - 1].at.end;
        let at = &mut out[n].at;
        *at = at.start.max(end)..at.end.max(end);
    }
    // "Clerk <small>(m/w/d)</small>", "*Guild of Dyers* (GD)": they belong to what stands before them.
    let of_names = [genders, forms].concat();
    let styles = styles(line, &of_names, &atoms, &out);
    out.extend(styles);
    let ends = role_ends(lexicon, line, &out);
    out.extend(ends);
    out.sort_by_key(|bound| (bound.at.start, bound.at.end));
    out
}

/// Cuts a line where stretches begin and end that are decided, and nowhere inside them.
pub(super) fn cut_out(bounds: &mut Vec<Bound>, decided: &[Range<usize>], length: usize) {
    for own in decided {
        let is_inside = |at: &Range<usize>| match at.is_empty() {
            true => own.start < at.start && at.start < own.end,
            false => overlap(at, own),
        };
        bounds.retain(|bound| !is_inside(&bound.at));
        let (mut begins, mut ends) = (own.start == 0, own.end == length);
        for bound in bounds.iter_mut() {
            let (is_before, is_behind) = (bound.at.end == own.start, bound.at.start == own.end);
            begins |= is_before;
            ends |= is_behind;
            if (is_before || is_behind) && bound.separator.is_soft() {
                bound.separator = Separator::Hard;
            }
        }
        let edges = [(begins, own.start), (ends, own.end)];
        for (_, at) in edges.into_iter().filter(|(is_cut, _)| !is_cut) {
            bounds.push(Bound {
                at: at..at,
                separator: Separator::Hard,
            });
        }
    }
    bounds.sort_by_key(|bound| (bound.at.start, bound.at.end));
}

/// Known labels inside a line that announce a role, an employer or a place: "2019 | Position: Weaver".
fn announced(lexicon: &Lexicon, line: &Line) -> Vec<Range<usize>> {
    /// Words of a label, at most.
    const MOST_WORDS: usize = 2;
    let text = line.text.as_str();
    // "Mill Agency: looms" names one.
    let begins = |at: usize| {
        let before = text[..at].trim_end();
        let is_set_off = before.ends_with(|c: char| c.is_numeric() || "|·•,，;；/)）".contains(c));
        let mut runs = line.runs.iter();
        is_set_off || runs.any(|run| run.at.start == at)
    };
    let mut out = Vec::new();
    for (colon, sign) in text.match_indices([':', '：']) {
        let after = &text[colon + sign.len()..];
        let is_apart = sign == "：" || after.starts_with(char::is_whitespace);
        let mut start = colon;
        for _ in 0..MOST_WORDS {
            let before = text[..start].trim_end();
            let is_edge = |c: char| c.is_whitespace() || "|·•,，;/".contains(c);
            let word = before.rfind(is_edge).map_or(0, |at| {
                at + before[at..].chars().next().map_or(1, char::len_utf8)
            });
            // A digit before it is a date's end.
            let skip = before[word..].rfind(|c: char| c.is_ascii_digit());
            start = word + skip.map_or(0, |at| at + 1);
            let is_one = label_fields(lexicon, &text[start..colon]).is_some();
            let is_begin = start > 0 && (sign == "：" || begins(start));
            if is_one && is_begin && is_apart {
                let end = text.len() - after.trim_start().len();
                out.push(start..end);
                break;
            }
        }
    }
    out
}

/// The field that a label announces.
pub(super) fn label_fields(lexicon: &Lexicon, label: &str) -> Option<Fields> {
    let label = label.trim_end().trim_end_matches([':', '：']).trim();
    match lexicon.label_exactly(label)? {
        LabelRole::Title => Some(Fields::TITLE),
        LabelRole::Organization => Some(Fields::ORGANIZATION),
        LabelRole::Location => Some(Fields::LOCATION),
        LabelRole::Name
        | LabelRole::Email
        | LabelRole::Phone
        | LabelRole::Website
        | LabelRole::Period
        | LabelRole::Details
        | LabelRole::Tags
        | LabelRole::Highlights
        | LabelRole::Part => None,
    }
}

/// True for a text that only counts what stands behind it: "Case 01", "Project 2", "Dự án 3".
fn counts(text: &str) -> bool {
    /// Words before the number, at most.
    const MOST_WORDS: usize = 2;
    let Some((before, number)) = text.trim().rsplit_once(' ') else {
        return false;
    };
    let number = number.trim_start_matches(['#', '№']);
    let words = before.split_whitespace();
    (1..3).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && words.clone().count() <= MOST_WORDS
        && words
            .clone()
            .all(|word| word.chars().all(char::is_alphabetic))
}

/// True if two ranges share a byte.
fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// True for a word between a sort of school and the rest of its name: "University in Porto", "College
/// of Looms at Leeds".
fn is_school_of(lexicon: &Lexicon, line: &Line, bound: &Bound, signs: &[Range<usize>]) -> bool {
    let at = &bound.at;
    let before = signs.iter().rfind(|sign| sign.end <= at.start);
    let from = before.map_or(0, |sign| sign.end);
    let inside = from..at.start.max(from);
    let words: Vec<&str> = words_in(line, &inside).collect();
    let is_any = |is: &dyn Fn(&str) -> bool| words.iter().any(|word| is(word));
    let is_whole = words.iter().all(|word| lexicon.is_school(word));
    let is_name = bound.separator == Separator::At
        && is_any(&|word| lexicon.is_school(word))
        && !is_any(&|word| lexicon.is_role(word) || lexicon.is_degree(word));
    !words.is_empty() && (is_whole || is_name)
}

/// The words of a link to somewhere, where plain words stand beside it on its line: they are one name,
/// "[What Do You Want For Christmas](…) — a service". A link that is all of the line may hold several.
fn linked_names(line: &Line) -> Vec<Range<usize>> {
    let mut links: Vec<Range<usize>> = Vec::new();
    let mut last: Option<&str> = None;
    for run in line.seen() {
        match (run.href.as_deref(), links.last_mut()) {
            (Some(to), Some(link)) if last == Some(to) => link.end = run.at.end,
            (Some(_), _) => links.push(run.at.clone()),
            (None, _) => {}
        }
        last = run.href.as_deref();
    }
    let [link] = links.as_slice() else {
        return links;
    };
    let mut beside = line.text.clone();
    let mut taken: Vec<Range<usize>> = line
        .notes
        .dates
        .iter()
        .map(|date| date.at.clone())
        .collect();
    taken.push(link.clone());
    for at in union(taken).into_iter().rev() {
        beside.replace_range(at, "");
    }
    match beside.contains(char::is_alphabetic) {
        true => links,
        false => Vec::new(),
    }
}

/// Which bounds are brackets that always cut: those with a date and words between them, as in
/// "Architect (Acme, 2022)", and those that say nothing but how: "Clerk (part-time)", "Weaving (40 h)".
pub(super) fn cutting_brackets(lexicon: &Lexicon, text: &str, bounds: &[Bound]) -> Vec<bool> {
    let mut always = vec![false; bounds.len()];
    for n in 1..bounds.len() {
        let (open, close) = (&bounds[n - 1], &bounds[n]);
        let are_brackets = [open, close]
            .iter()
            .all(|bound| bound.separator == Separator::Bracket);
        let ends = |at: &Range<usize>, signs: [char; 2]| text[at.clone()].contains(signs);
        if are_brackets
            && ends(&open.at, ['(', '（'])
            && ends(&close.at, [')', '）'])
            && says_how(lexicon, &text[open.at.end..close.at.start.max(open.at.end)])
        {
            (always[n - 1], always[n]) = (true, true);
        }
    }
    let mut open: Option<usize> = None;
    let (mut has_date, mut has_words) = (false, false);
    let mut from = 0;
    for n in 0..bounds.len() {
        let at = bounds[n].at.clone();
        has_words |= text[from..at.start.max(from)].contains(char::is_alphanumeric);
        from = from.max(at.end);
        match bounds[n].separator {
            Separator::Date => has_date = true,
            Separator::Bracket => {
                let is_end = text[at].contains([')', '）']);
                if let Some(start) = open.take().filter(|_| is_end && has_date && has_words) {
                    (always[start], always[n]) = (true, true);
                }
                if !is_end {
                    open = Some(n);
                }
                (has_date, has_words) = (false, false);
            }
            Separator::At
            | Separator::WeakAt
            | Separator::Colon
            | Separator::Comma
            | Separator::Dash
            | Separator::Slash
            | Separator::Style
            | Separator::Stop
            | Separator::Start
            | Separator::Hard
            | Separator::Duration
            | Separator::Grade
            | Separator::Label => {}
        }
    }
    always
}

/// Which bounds lie within a pair of round brackets, the brackets themselves not among them.
pub(super) fn enclosed(text: &str, bounds: &[Bound]) -> Vec<bool> {
    let mut pairs: Vec<Range<usize>> = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => open = Some(at),
            ')' | '）' => pairs.extend(open.take().map(|from| from..at)),
            _ => {}
        }
    }
    let is_enclosed = |bound: &Bound| {
        let at = core(text, &bound.at);
        bound.separator != Separator::Bracket
            && pairs
                .iter()
                .any(|pair| pair.start < at.start && at.end <= pair.end)
    };
    bounds.iter().map(is_enclosed).collect()
}

/// True if no bracket is open at the end of a text or closed before it was opened.
pub(crate) fn is_balanced(text: &str) -> bool {
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            _ => {}
        }
    }
    depth == 0
}

/// A bound without the blanks around it.
fn core(text: &str, at: &Range<usize>) -> Range<usize> {
    let inside = &text[at.clone()];
    let start = at.start + (inside.len() - inside.trim_start().len());
    start..(at.start + inside.trim_end().len()).max(start)
}

/// Dates that date the line or are periods, and durations beside them or at the line's start.
fn times(lexicon: &Lexicon, line: &Line) -> Vec<Bound> {
    let dates = line.notes.dates.iter();
    let mut out: Vec<Bound> = dates
        .filter(|date| {
            let is_told = || annotate::ends_within(&line.text[..date.at.start]);
            date.dates_line || date.is_range && !is_told()
        })
        .map(|date| Bound {
            at: date.at.clone(),
            separator: Separator::Date,
        })
        .collect();
    out = joined(lexicon, &line.text, out);
    for at in annotate::durations(lexicon, &line.text) {
        let written = &line.text[at.clone()];
        let is_run = line
            .runs
            .iter()
            .any(|run| line.text[run.at.clone()].trim() == written.trim());
        // "21年公司" goes on.
        let behind = line.text[at.end..].trim_start();
        let is_first = at.start == 0 && !behind.starts_with(char::is_alphanumeric);
        let is_set_off = is_first || is_run || written.starts_with(['(', '（', '·']);
        let is_behind_date = out
            .iter()
            .any(|bound| at.start >= bound.at.end && at.start - bound.at.end <= NEAR);
        if written.contains(|c: char| c.is_numeric())
            && (is_set_off || is_behind_date)
            && !out
                .iter()
                .any(|bound| bound.at.start < at.end && at.start < bound.at.end)
        {
            out.push(Bound {
                at,
                separator: Separator::Duration,
            });
        }
    }
    out
}

/// Dates with nothing but a joint between them are one bound: "5/2010 – 8/2010 and 6/2011 – 8/2011".
fn joined(lexicon: &Lexicon, text: &str, dates: Vec<Bound>) -> Vec<Bound> {
    let mut out: Vec<Bound> = Vec::new();
    for date in dates {
        let is_joint = |last: &Bound| {
            let between = text.get(last.at.end..date.at.start).unwrap_or("x").trim();
            let between = between.trim_matches([',', '/', ';', '&', '+', ' ']);
            between.is_empty() || lexicon.is_joiner(&fold(between))
        };
        match out.last_mut() {
            Some(last) if is_joint(last) => last.at.end = date.at.end,
            _ => out.push(date),
        }
    }
    out
}

/// Where a role of several words ends and what ends as firms and schools do follows it without a
/// sign: "Lead Developer Acme Inc.". It cuts as another style would.
fn role_ends(lexicon: &Lexicon, line: &Line, others: &[Bound]) -> Vec<Bound> {
    let text = line.text.as_str();
    let mut out = Vec::new();
    let mut start = 0;
    let last = text.len()..text.len();
    for at in others.iter().map(|bound| &bound.at).chain([&last]) {
        let between = start..at.start.max(start);
        start = start.max(at.end);
        let words = line.notes.words.iter();
        let inside: Vec<_> = words
            .filter(|(place, _)| between.start <= place.start && place.end <= between.end)
            .collect();
        out.extend(unspaced_ends(lexicon, text, &inside));
        let role = inside
            .iter()
            .rposition(|(_, word)| lexicon.is_role(word))
            .filter(|role| *role > 0);
        let Some([(role, _), (next, _)]) = role.and_then(|role| inside.get(role..role + 2)) else {
            continue;
        };
        let rest = &text[next.start..between.end];
        let is_school = || {
            let mut words = inside.iter().filter(|(place, _)| place.start >= next.start);
            words.any(|(_, word)| lexicon.is_school(word))
        };
        let is_blank = text[role.end..next.start].trim().is_empty() && next.start > role.end;
        if is_blank
            && rest.starts_with(char::is_uppercase)
            && rest.contains(' ')
            && (lexicon.has_firm_ending(rest) || is_school())
        {
            out.push(Bound {
                at: role.end..next.start,
                separator: Separator::Style,
            });
        }
    }
    out
}

/// In scripts without blanks a school's name ends with what it is, and a blank parts it from what was
/// learned there: "충남대학교 정보통신공학과". So does one behind the place before it, before what one
/// was there, and before what says that one joined or left: "長野県 伊那北高等学校 理数科 卒業".
fn unspaced_ends(lexicon: &Lexicon, text: &str, inside: &[&(Range<usize>, String)]) -> Vec<Bound> {
    let is_school = |word: &str| is_unspaced(word) && lexicon.is_school(word);
    let is_turn = |word: &str| lexicon.is_joining(word) || lexicon.is_leaving(word);
    let is_role = |word: &str| lexicon.is_role(word) || lexicon.ends_in_role(word);
    // Korean sets blanks between words.
    let is_blankless =
        |word: &str| is_unspaced(word) && !word.contains(|c| matches!(c, '\u{ac00}'..='\u{d7af}'));
    let school = inside.iter().position(|(_, word)| is_school(word));
    let mut out = Vec::new();
    for (n, pair) in inside.windows(2).enumerate() {
        let [(before, first), (after, second)] = pair else {
            continue;
        };
        let is_blank = text[before.end..after.start].trim().is_empty() && after.start > before.end;
        let is_last = n + 2 == inside.len();
        let is_behind_place = is_school(second) && lexicon.ends_as_place(first);
        let is_end = is_last && is_blankless(second) && (is_turn(second) || is_role(second));
        if is_blank && is_unspaced(first) && (school == Some(n) || is_behind_place || is_end) {
            out.push(Bound {
                at: before.end..after.start,
                separator: Separator::Style,
            });
        }
    }
    out
}

/// Bytes between a date and the duration that belongs to it.
const NEAR: usize = 3;
