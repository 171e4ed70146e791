//! What the words of a piece say for each field.

use std::ops::Range;

use super::align::beats;
use crate::extract::fold::fold;
use crate::extract::reader::lexicon::DateWord;
use crate::extract::reader::{Kind, Lexicon, Line, annotate, weights};

/// The worth of a text for each field, by its words alone.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    /// As a role, degree or project.
    pub(super) title: f32,
    /// As an employer, client, school.
    pub(super) organization: f32,
    /// As a place.
    pub(super) place: f32,
    /// As running or other text.
    pub(super) text: f32,
    /// How much it looks like a place, whatever else it looks like.
    pub(super) likeness: f32,
}

/// Words of a title that is too long for one.
const LONG: usize = 9;

/// Letters of a word from which it may be a compound.
const COMPOUND: usize = 7;

/// Words up to which a role word that begins a text names the whole.
const BRIEF: usize = 4;

/// Weighs some bytes of a line whose notes are made.
pub(super) fn weigh(lexicon: &Lexicon, kind: Kind, line: &Line, at: &Range<usize>) -> Evidence {
    let all = &weights().assign.words;
    let text = &line.text[at.clone()];
    let words: Vec<&str> = words_in(line, at).collect();
    let likeness = annotate::place_score(lexicon, text);
    if words.is_empty() {
        return Evidence {
            title: all.none,
            organization: all.none,
            place: all.none,
            text: 0.0,
            likeness,
        };
    }
    let mut out = Evidence {
        place: likeness,
        likeness,
        ..Evidence::default()
    };
    let is_role = add_roles(lexicon, &words, &mut out);
    if kind == Kind::EDUCATION {
        // Schools are named after people and what they were.
        out.title *= all.role_in_education;
        out.organization *= all.role_in_education;
    }
    if [Kind::PROJECTS, Kind::PUBLICATIONS].contains(&kind) {
        // What somebody was in a project is not what it is called.
        out.title *= all.role_in_project;
        out.organization *= all.role_in_project;
    }
    add_schools(lexicon, kind, &words, is_role, &mut out);
    if lexicon.has_firm_ending(text) {
        out.organization += weights().assign.firm;
        out.title += all.firm_against;
    }
    add_look(kind, text, &mut out);
    add_place(&mut out);
    add_form(text, words.len(), &mut out);
    add_prose(lexicon, text, words.len(), &mut out);
    out
}

/// The folded words that lie wholly within some bytes of a line.
pub(super) fn words_in<'a>(line: &'a Line, at: &Range<usize>) -> impl Iterator<Item = &'a str> {
    let words = &line.notes.words;
    let first = words.partition_point(|(place, _)| place.start < at.start);
    let end = at.end;
    words[first..]
        .iter()
        .take_while(move |(place, _)| place.end <= end)
        .map(|(_, word)| word.as_str())
}

/// Roles; true if one names the whole text.
fn add_roles(lexicon: &Lexicon, words: &[&str], out: &mut Evidence) -> bool {
    let (assign, all) = (&weights().assign, &weights().assign.words);
    let is_last = words.last().is_some_and(|word| lexicon.is_role(word));
    let is_first = words.first().is_some_and(|word| lexicon.is_role(word));
    let is_role = is_last || is_first && words.len() <= BRIEF;
    // Employers are named like trades ("Captain Foods"): only the last word is worth the whole.
    if is_last {
        out.title += assign.role_last;
        out.organization += all.role_last_against;
    } else if is_role || words.iter().any(|word| lexicon.is_role(word)) {
        out.title += assign.role;
        out.organization += all.role_against;
    }
    let is_compound = |word: &&str| {
        word.chars().count() >= COMPOUND && (lexicon.ends_in_role(word) || lexicon.is_role(word))
    };
    if !is_role && words.iter().any(is_compound) {
        out.title += all.compound;
        out.organization += all.compound_against;
    }
    is_role
}

fn add_schools(lexicon: &Lexicon, kind: Kind, words: &[&str], is_role: bool, out: &mut Evidence) {
    let (assign, all) = (&weights().assign, &weights().assign.words);
    let is_school = words.iter().any(|word| lexicon.is_school(word));
    // "University in Porto" is cut nowhere.
    if words.iter().all(|word| lexicon.is_school(word)) {
        out.organization += all.bare_school;
    }
    if kind == Kind::EDUCATION {
        if has_degree(lexicon, words) {
            match is_school {
                true => out.title += all.degree_beside_school,
                false => {
                    out.title += assign.degree;
                    out.organization += all.degree_against;
                }
            }
        }
        if is_school {
            out.organization += assign.school_in_education;
            out.title += all.school_against_in_education;
        }
    } else if is_school {
        out.organization += assign.school;
        out.title += all.school_against;
        // "Teacher, Mill School" in one piece: neither the one nor the other.
        if is_role {
            out.organization += all.school_with_role;
            out.title -= assign.role_last;
        }
    }
}

/// Degrees, also those whose abbreviation is written in two words: "Ph. D".
fn has_degree(lexicon: &Lexicon, words: &[&str]) -> bool {
    words.iter().any(|word| lexicon.is_degree(word))
        || words.windows(2).any(|pair| {
            pair.iter().all(|word| word.len() <= 4) && lexicon.is_degree(&pair.concat())
        })
}

/// How names of employers and schools are written: in quotes, as an address.
fn add_look(kind: Kind, text: &str, out: &mut Evidence) {
    let all = &weights().assign.words;
    if !kind.is_dated() {
        return;
    }
    if is_quoted(text) {
        out.organization += all.quoted;
    }
    if !text.contains(char::is_whitespace) && is_domain(text) {
        out.organization += all.domain;
    }
}

/// True for one word in capitals that is no degree and no role: "INALCO", "КБГУ".
pub(super) fn is_acronym(lexicon: &Lexicon, text: &str) -> bool {
    /// Letters.
    const LENGTHS: std::ops::RangeInclusive<usize> = 2..=8;
    LENGTHS.contains(&text.chars().count()) && text.chars().all(char::is_uppercase) && {
        let word = fold(text);
        !lexicon.is_degree(&word) && !lexicon.is_role(&word)
    }
}

/// True where a name of several words is what an acronym is short for: it begins with the same
/// letter and has the others in order, "SAJU – Serviço Autônomo de Águas do Juruá".
pub(super) fn is_short_for(acronym: &str, name: &str) -> bool {
    let (acronym, name) = (fold(acronym), fold(name));
    let mut letters = name.chars();
    acronym.chars().count() > 1
        && name.contains(' ')
        && name.chars().next() == acronym.chars().next()
        && acronym
            .chars()
            .all(|letter| letters.any(|other| other == letter))
}

/// True for a name between quotes.
fn is_quoted(text: &str) -> bool {
    const PAIRS: [(char, char); 7] = [
        ('"', '"'),
        ('“', '”'),
        ('„', '“'),
        ('„', '”'),
        ('«', '»'),
        ('「', '」'),
        ('『', '』'),
    ];
    let mut chars = text.chars();
    let ends = (chars.next(), chars.next_back());
    PAIRS
        .iter()
        .any(|(open, close)| ends == (Some(*open), Some(*close)))
}

/// True for what looks like the address of a site: "Ceramics.com".
fn is_domain(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(name, ending)| {
        name.contains(char::is_alphabetic)
            && (2..=3).contains(&ending.len())
            && ending.bytes().all(|byte| byte.is_ascii_lowercase())
    })
}

fn add_place(out: &mut Evidence) {
    let (assign, all) = (&weights().assign, &weights().assign.words);
    let against = if out.likeness >= all.sure_place_from {
        &all.sure_place
    } else if out.likeness >= assign.known_from {
        &all.likely_place
    } else {
        return;
    };
    out.title += against.title;
    out.organization += against.organization;
}

/// True for a word that says how far something is, "ongoing", "planned": nobody is called so.
pub(super) fn is_state(lexicon: &Lexicon, text: &str) -> bool {
    let word = lexicon.date_word(&fold(text));
    matches!(word, Some(DateWord::Present | DateWord::Expected))
}

/// Length, small letters, no letters.
fn add_form(text: &str, count: usize, out: &mut Evidence) {
    let (assign, all) = (&weights().assign, &weights().assign.words);
    let mut against = 0.0;
    if count > LONG {
        against += assign.long;
    }
    if is_lower(text) {
        against += assign.lower;
    }
    if !text.contains(char::is_alphabetic) {
        against += all.no_letters;
    }
    out.title += against;
    out.organization += against;
}

fn is_lower(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

fn add_prose(lexicon: &Lexicon, text: &str, count: usize, out: &mut Evidence) {
    let all = &weights().assign.words;
    let prose = annotate::proseness(lexicon, text, false);
    if !beats(all.prose_from, prose) {
        out.text += all.prose;
    }
    out.text += match count {
        0..=2 => all.length.short,
        3 => all.length.three,
        4..=5 => all.length.four,
        6.. => all.length.six,
    };
    if is_lower(text) && count > 2 {
        out.text += all.lower_text;
    }
    if prose >= PROSE {
        out.title += all.prose_against;
        out.organization += all.prose_against;
        out.place += all.prose_against;
    } else if text.ends_with('.') && count > 1 && !lexicon.ends_in_abbreviation(text) {
        out.title += all.stop.title;
        out.organization += all.stop.organization;
        out.text += all.stop.text;
    }
}

/// As much as makes a line running text ([`Line::is_prose`]).
const PROSE: f32 = 0.5;
