//! The top of the page: name, headline, contacts, opening words.

use std::rc::Rc;

use super::super::annotate::{items, place_score, proseness};
use super::super::lexicon::headline_keys;
use super::super::lines::Lines;
use super::super::outline::{NameCandidate, Outline, topic};
use super::super::{Kind, LabelRole, Lexicon, Line, Slice};
use super::account::{Reason, Target};
use super::contacts::{self, Beside};
use super::value::Maker;
use crate::extract::fold::{fold, words};
use crate::extract::person::Facts;
use crate::resume::{RichText, Text};

/// A longer text is no headline, in words.
const MOST_HEADLINE_WORDS: usize = 14;

/// Reads the name and what its line says beside it.
pub(crate) fn name(maker: &mut Maker<'_>, facts: &mut Facts, outline: &Outline, lines: &Lines) {
    let Some(found) = outline.names.first() else {
        return;
    };
    facts.name = Some(text_of(maker, found, lines));
    if let Some(rest) = &found.rest {
        let Some(line) = lines.lines.get(rest.index) else {
            return;
        };
        let words = &line.text[rest.at.clone()];
        let speaks = topic(maker.lexicon, words).0.is_none()
            && line.notes.emails.is_empty()
            && line.notes.phones.is_empty()
            && !maker.lexicon.is_document(words);
        if speaks && are_letters(maker.lexicon, words) {
            maker.account.set_aside(rest.clone(), Reason::Letters);
        } else if speaks {
            facts.headline = maker.text(line, rest.at.clone(), Target::Headline);
        }
    }
}

/// True for the letters of degrees behind a name: "S.T.", "MD, PhD", "M.Sc.".
fn are_letters(lexicon: &Lexicon, text: &str) -> bool {
    /// Longer ones are words, in letters.
    const LONGEST: usize = 6;
    let mut parts = text
        .split([',', ' ', '/', '(', ')'])
        .map(|part| part.trim_matches(['–', '—', '-', '|', '·']))
        .filter(|part| !part.is_empty())
        .peekable();
    parts.peek().is_some()
        && parts.all(|part| {
            let letters = part.chars().filter(|c| c.is_alphabetic()).count();
            let is_dotted = part.chars().nth(1) == Some('.') || part.ends_with('.');
            let capitals = part.chars().filter(|c| c.is_uppercase()).count();
            let is_mixed = capitals > 1 && lexicon.is_degree(&fold(part));
            letters <= LONGEST && capitals > 0 && (is_dotted && letters > 0 || is_mixed)
        })
}

fn text_of(maker: &mut Maker<'_>, found: &NameCandidate, lines: &Lines) -> Text {
    let line = found.at.as_ref().and_then(|at| lines.lines.get(at.index));
    match (line, &found.at) {
        (Some(line), Some(at)) => {
            maker
                .account
                .claim(Target::Name, found.name.as_str(), at.clone());
            let span = maker.page.span_of(line.source, &found.name);
            Text::new(found.name.clone(), span)
        }
        _ => {
            let span = maker.page.span_of(1, &found.name);
            Text::new(found.name.clone(), span)
        }
    }
}

/// Words of the name's line that are neither name nor headline: document words, mostly.
pub(crate) fn settle_name_line(maker: &mut Maker<'_>, outline: &Outline, lines: &Lines) {
    let at: Option<&Slice> = outline.names.first().and_then(|name| name.at.as_ref());
    let Some(line) = at.and_then(|at| lines.lines.get(at.index)) else {
        return;
    };
    for free in maker.account.free(line) {
        let lexicon = maker.lexicon;
        let says_nothing = words(&line.text[free.clone()]).iter().all(|word| {
            lexicon.is_document_word(word)
                || lexicon.is_greeting(word)
                || lexicon.is_function_word(word)
                || lexicon
                    .introductions()
                    .iter()
                    .any(|known| known.contains(word.as_str()))
        });
        if says_nothing {
            maker.account.set_aside(line.place(free), Reason::Joint);
        }
    }
}

/// Reads the head's lines: contacts, headline, and returns its prose.
pub(crate) fn read(maker: &mut Maker<'_>, facts: &mut Facts, outline: &Outline) -> Vec<RichText> {
    let is_contact = |line: &Line| !line.notes.emails.is_empty() || !line.notes.phones.is_empty();
    let lines: Vec<Rc<Line>> = outline
        .head
        .iter()
        .filter(|line| !line.is_prose() || is_contact(line))
        .map(Rc::clone)
        .collect();
    let beside = contacts::take(maker, facts, &lines, false);
    labelled_headline(maker, facts, outline);
    front_headline(maker, facts);
    for found in &beside {
        if facts.headline.is_none() && may_be_headline(maker, facts, found, outline) {
            let (line, at) = (&found.line, found.at.clone());
            let whole = 0..line.text.len();
            let all = !found.is_contact_line && line.text.chars().count() < 100;
            let at = if all { whole } else { at };
            facts.headline = maker.text(line, at, Target::Headline);
        }
    }
    below_name(maker, facts, outline);
    let mut prose = Vec::new();
    // Before the name stands a page's own furniture: banners, slogans.
    let name = outline.names.first().and_then(|name| name.at.as_ref());
    let name = name.map_or(0, |at| at.index);
    for line in &outline.head {
        let is_free = !maker.account.free(line).is_empty();
        if line.is_prose() && !is_contact(line) && line.index >= name && is_free {
            prose.extend(maker.rich(line, 0..line.text.len(), Target::Summary));
        }
    }
    prose
}

/// The line right below the name that begins with what the person is and ends like a sentence:
/// "Clerk, books and ledgers, 37 years."
fn below_name(maker: &mut Maker<'_>, facts: &mut Facts, outline: &Outline) {
    /// What somebody is stands among the first words.
    const FIRST_WORDS: usize = 3;
    /// As much as makes a sentence of a text without its stop.
    const SENTENCE: f32 = 0.2;
    let name = outline.names.first().and_then(|name| name.at.as_ref());
    let Some(name) = name.filter(|_| facts.headline.is_none()) else {
        return;
    };
    let Some(line) = outline
        .head
        .iter()
        .find(|line| line.index == name.index + 1)
    else {
        return;
    };
    let lexicon = maker.lexicon;
    let all = words(&line.text);
    let begins = all
        .iter()
        .take(FIRST_WORDS)
        .any(|word| lexicon.is_role(word));
    let tells = all.first().is_some_and(|word| lexicon.is_greeting(word))
        || lexicon
            .introductions()
            .iter()
            .any(|known| fold(&line.text).starts_with(known));
    let free = maker.account.free(line);
    let is_whole = free.len() == 1 && free[0] == (0..line.text.len());
    let bare = line.text.trim_end_matches(['.', ' ']);
    let is_sentence = proseness(lexicon, bare, false) >= SENTENCE;
    if begins && !tells && is_whole && !is_sentence && all.len() <= MOST_HEADLINE_WORDS {
        facts.headline = maker.text(line, 0..line.text.len(), Target::Headline);
    }
}

/// "Position: Clerk" in the head.
fn labelled_headline(maker: &mut Maker<'_>, facts: &mut Facts, outline: &Outline) {
    for line in &outline.head {
        let Some((LabelRole::Title, value)) = line.labelled() else {
            continue;
        };
        if facts.headline.is_none() {
            facts.headline = maker.text(line, value.clone(), Target::Headline);
            let label = line.place(0..value.start);
            maker.account.set_aside(label, Reason::Label);
        }
    }
}

/// What labels of the head say that are none of contacts: birth date, nationality, permits.
pub(crate) fn personal(maker: &mut Maker<'_>, outline: &Outline) -> Vec<RichText> {
    /// A longer value is no fact but a text, in characters.
    const LONGEST: usize = 80;
    let mut out = Vec::new();
    for line in &outline.head {
        let Some(label) = &line.notes.label else {
            continue;
        };
        let value = label.value.clone();
        let is_short = line.text[value.clone()].chars().count() <= LONGEST;
        if is_group(line) {
            continue;
        }
        let is_free = maker
            .account
            .free(line)
            .iter()
            .any(|free| free.end > value.start);
        if value.is_empty() || !is_short || !is_free || line.is_prose() {
            continue;
        }
        out.extend(maker.rich(line, 0..line.text.len(), Target::Detail));
    }
    out
}

/// Lines of the head that list skills: a label, and several short things behind it.
pub(crate) fn skills(maker: &Maker<'_>, outline: &Outline) -> Vec<Rc<Line>> {
    let is_free = |line: &Line| maker.account.free(line).iter().any(|free| free.start == 0);
    let groups = outline.head.iter().filter(|line| is_group(line));
    let opening = outline
        .sections
        .iter()
        .filter(|part| part.kind == Some(Kind::Summary));
    let told = opening.flat_map(|part| &part.lines).chain(&outline.head);
    let named = told.filter(|line| is_row_of_code(line));
    let all = groups.chain(named).filter(|line| is_free(line));
    all.cloned().collect()
}

/// True for several names set as code and nothing else.
fn is_row_of_code(line: &Line) -> bool {
    /// Fewer names are no list.
    const FEWEST: usize = 4;
    line.is_code()
        && line.seen().count() >= FEWEST
        && line.notes.emails.is_empty()
        && line.notes.dates.is_empty()
}

/// True for a label with a list of short things: no contacts, no sentence.
fn is_group(line: &Line) -> bool {
    /// Fewer things are no list.
    const FEWEST: usize = 3;
    /// Longer things are told of, in words on the average.
    const MOST_WORDS: usize = 3;
    let notes = &line.notes;
    let Some(label) = notes.label.as_ref().filter(|label| label.role.is_none()) else {
        return false;
    };
    let value = &line.text[label.value.clone()];
    let count = items(value).len();
    count >= FEWEST
        && value.split_whitespace().count() <= MOST_WORDS * count
        && notes.emails.is_empty()
        && notes.phones.is_empty()
        && notes.dates.is_empty()
        && line.runs.iter().all(|run| run.href.is_none())
}

fn front_headline(maker: &Maker<'_>, facts: &mut Facts) {
    for key in headline_keys() {
        if facts.headline.is_some() {
            return;
        }
        let Some(value) = maker.page.front(key) else {
            continue;
        };
        let text = &value.value;
        let name = facts.name.as_ref().map(|name| fold(&name.value));
        let documents = words(text)
            .iter()
            .any(|word| maker.lexicon.is_document_word(word));
        let short = text.split_whitespace().count() < 5;
        // A title that holds the name or a document's is the page's own, and one of a page says
        // what somebody does only with a word for it.
        let is_title = *key == "title";
        let holds_name = name
            .as_ref()
            .is_some_and(|name| fold(text).contains(name.as_str()));
        let says_role = words(text).iter().any(|word| maker.lexicon.is_work(word));
        let refused = Some(fold(text)) == name
            || is_title && (holds_name || !says_role)
            || maker.lexicon.is_document(text)
            || topic(maker.lexicon, text).0.is_some()
            || documents && short;
        if !refused {
            // A title for search engines goes on behind a bar.
            let first = text.split(" | ").next().unwrap_or(text).trim();
            facts.headline = Some(Text::new(first.to_owned(), value.span.clone()));
        }
    }
}

/// True for the words before a name that stands on the next line: "Hello! My name is".
fn only_introduces(lexicon: &Lexicon, text: &str) -> bool {
    let text = fold(text);
    let mut all = lexicon.introductions().iter();
    all.any(|known| {
        let before = text.strip_suffix(known.as_str());
        before.is_some_and(|before| before.is_empty() || before.ends_with(' '))
    })
}

fn may_be_headline(maker: &Maker<'_>, facts: &Facts, found: &Beside, outline: &Outline) -> bool {
    let lexicon = maker.lexicon;
    let text = &found.line.text[found.at.clone()];
    let has_role = words(text).iter().any(|word| lexicon.is_role(word));
    let line = &found.line;
    // Words that lead to another page of the site say what is there.
    let leads_on = line.runs.iter().any(|run| {
        let to = run.href.as_deref().unwrap_or_default();
        let inside = run.at.start < found.at.end && found.at.start < run.at.end;
        inside && !to.is_empty() && !to.contains(':') && !to.starts_with('#')
    });
    if leads_on {
        return false;
    }
    if line
        .notes
        .label
        .as_ref()
        .is_some_and(|label| !label.value.is_empty())
        && line.heading == 0
    {
        return false;
    }
    // A house's or a town's number, or a letter that only decorates.
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let is_number = |group: &str| group.len() > 3 && !matches!(group.get(..2), Some("19" | "20"));
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(2).count();
    if numbers.into_iter().any(is_number) || letters < 2 {
        return false;
    }
    let name_index = outline
        .names
        .first()
        .and_then(|name| name.at.as_ref())
        .map(|at| at.index);
    let above_name = name_index.is_some_and(|name| line.index < name);
    let is_name = facts
        .name
        .as_ref()
        .is_some_and(|name| fold(&name.value) == fold(text));
    // "Hello, I'm Ana Reis".
    let greets = words(text)
        .first()
        .is_some_and(|word| lexicon.is_greeting(word));
    let says_name = facts.name.as_ref().is_some_and(|name| {
        let name = fold(&name.value);
        name.contains(' ') && fold(text).contains(&name)
    });
    // What stands over labelled facts titles them.
    let next = outline.head.iter().find(|below| below.index > line.index);
    let titles = line.heading > 0
        && !has_role
        && next.is_some_and(|next| next.depth > 0 && next.notes.label.is_some());
    let dated = line
        .notes
        .dates
        .iter()
        .any(|date| date.at.start < found.at.end && found.at.start < date.at.end);
    !is_name
        && !greets
        && !says_name
        && !titles
        && !line.is_prose()
        && lexicon.label(text).is_none()
        && topic(lexicon, text).0.is_none()
        && (!found.is_contact_line
            || has_role && !text.contains(|c: char| c == '@' || c.is_numeric()))
        && place_score(lexicon, text) < 1.0
        && !lexicon.is_document(text)
        && !only_introduces(lexicon, text)
        && text.split_whitespace().count() <= MOST_HEADLINE_WORDS
        && !dated
        && (!above_name || has_role)
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::*;

    #[test]
    fn letters_of_degrees_are_no_headline() {
        for text in ["S.T.", "M.Sc.", "Ph.D., M.Sc."] {
            assert!(are_letters(lexicon(), text), "{text}");
        }
        for text in ["Clerk", "QA Engineer", "UX", "Dr. of letters"] {
            assert!(!are_letters(lexicon(), text), "{text}");
        }
    }
}
