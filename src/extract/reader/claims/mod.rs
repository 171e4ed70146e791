//! Stages' results to values, and the account of all that is visible.

mod account;
mod blocks;
mod body;
mod citation;
mod coherence;
mod contacts;
mod entry;
mod figures;
mod front;
mod head;
mod heads;
mod inner;
mod lead;
mod levels;
mod listed;
mod lists;
mod mixed;
mod places;
mod residence;
mod running;
mod section;
mod skills;
mod sound;
#[cfg(test)]
mod stages;
mod state;
mod tongues;
mod turns;
mod twins;
mod unplaced;
mod value;
mod wholes;

pub(crate) use account::{Account, Claim, Reason, Target};
pub(crate) use unplaced::Policy;

use std::ops::Range;
use std::rc::Rc;

use super::decided::{Decided, OnPage};
use super::lines::{Lines, Why, lines};
use super::outline::{Outline, Outside, outline, take_sections_of_foot};
use super::segment::Boxes;
use super::{Fields, Lexicon, Line};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::extract::corrections::{Fix, Outcome, enforce};
use crate::extract::page::Found;
use crate::extract::semantic;
use crate::extract::sheet::Sheet;
use crate::extract::vocabulary::Concept;
use crate::read::Id;
use crate::resume::Text;
use value::Maker;

/// Reads a page, and tells what became of the corrections for it.
pub(crate) fn read(
    sheet: &Sheet,
    lexicon: &Lexicon,
    (names, fixes): (&[String], &[Fix]),
    policy: Policy,
    findings: &mut Diagnostics,
) -> (Found, Vec<(usize, Outcome)>) {
    let whole = read_whole(sheet, lexicon, (names, fixes), policy, findings);
    (whole.found, whole.corrected)
}

/// Text of a page that makes no value.
#[derive(Clone, Debug)]
pub(crate) struct Aside {
    /// The words.
    pub(crate) text: String,
    /// The line of the source, from 1.
    pub(crate) source: usize,
    /// Why.
    pub(crate) why: &'static str,
}

/// How a page was read.
#[derive(Debug, Default)]
pub(crate) struct Reasons {
    /// What its text is not taken for, in its order.
    pub(crate) asides: Vec<Aside>,
    /// The values, each with what it was read as.
    pub(crate) claims: Vec<Claim>,
    /// What was decided for the whole page and its sections.
    pub(crate) decisions: Vec<String>,
}

/// Reads a page once more and tells how.
pub(crate) fn reasons(
    sheet: &Sheet,
    lexicon: &Lexicon,
    (names, fixes): (&[String], &[Fix]),
    policy: Policy,
) -> Reasons {
    let mut unheard = Diagnostics::new();
    let whole = read_whole(sheet, lexicon, (names, fixes), policy, &mut unheard);
    let (lines, account) = (whole.lines, whole.account);
    let all: Vec<&Rc<Line>> = lines.lines.iter().chain(&lines.foot).collect();
    let mut out = Vec::new();
    for (place, reason) in &account.aside {
        let Some(line) = all.get(place.index) else {
            continue;
        };
        let Some(text) = line.text.get(place.at.clone()) else {
            continue;
        };
        if text.contains(char::is_alphanumeric) {
            out.push(Aside {
                text: text.trim().to_owned(),
                source: line.source,
                why: reason.says(),
            });
        }
    }
    for unread in &lines.unread {
        out.push(Aside {
            text: unread.text.clone(),
            source: unread.source,
            why: unread.why.says(),
        });
    }
    out.sort_by_key(|aside| aside.source);
    Reasons {
        asides: out,
        claims: account
            .claims
            .into_iter()
            .map(|claim| claim.told(&all))
            .collect(),
        decisions: account.decisions,
    }
}

/// The lines of a page, and the values that are made of them.
pub(super) fn claimed(
    sheet: &Sheet,
    lexicon: &Lexicon,
    asked: (&[String], &[Fix]),
    policy: Policy,
) -> (Vec<Rc<Line>>, Vec<Claim>) {
    let mut unheard = Diagnostics::new();
    let whole = read_whole(sheet, lexicon, asked, policy, &mut unheard);
    let lines = whole.lines.lines.into_iter();
    (
        lines.chain(whole.lines.foot).collect(),
        whole.account.claims,
    )
}

/// A page that was read.
struct Whole {
    found: Found,
    /// What became of the user's corrections, by their numbers.
    corrected: Vec<(usize, Outcome)>,
    lines: Lines,
    account: Account,
}

fn read_whole(
    sheet: &Sheet,
    lexicon: &Lexicon,
    (names, fixes): (&[String], &[Fix]),
    policy: Policy,
    findings: &mut Diagnostics,
) -> Whole {
    let page = sheet.page;
    let lexicon = &lexicon.heard_on(sheet);
    let marked = semantic::read(sheet, findings);
    let mut lines = lines(sheet, lexicon);
    // What an h-resume wraps is read by its own classes.
    if !marked.read.is_empty() {
        let keep = |line: &Rc<Line>| !is_within(line, &marked.read);
        lines.lines.retain(keep);
        lines.foot.retain(keep);
    }
    // Where the author ends a page is told apart.
    let breaks = &sheet.words.page_breaks;
    lines.lines.retain(|line| !breaks.is_line(&line.text));
    take_sections_of_foot(lexicon, &mut lines);
    renumber(&mut lines);
    let decided = Rc::new(Decided::new(fixes, &lines));
    let mut outside = outside(sheet, names);
    let brand = lines.brand.take();
    outside
        .front
        .extend(brand.map(|brand| ("brand".to_owned(), brand)));
    let mut outline = outline(lexicon, &lines, &outside);
    let spoken = tongues::taken(lexicon, &mut outline);
    let count = lines.lines.len() + lines.foot.len();
    let mut maker = Maker {
        page,
        lexicon,
        small: sheet
            .dom
            .all()
            .filter(|id| sheet.concept(*id) == Some(Concept::SmallCard))
            .collect(),
        account: Account::new(count),
        told: Vec::new(),
        unplaced: unplaced::Unowned::new(policy),
        doubts: state::Doubts::default(),
        decided: Rc::clone(&decided),
        listed: listed::Listed::new(lexicon, &outline),
    };
    let mut found = Found::default();
    head::name(&mut maker, &mut found.facts, &outline, &lines);
    maker.account.decisions = decisions(&outline);
    let boxes = Boxes::new(sheet);
    section::read(&mut maker, &mut found, &outline, &lines, &boxes, findings);
    found.sections.extend(section::tongues(&mut maker, &spoken));
    for line in &outline.signature {
        let whole = line.place(0..line.text.len());
        maker.account.set_aside(whole, Reason::Signature);
    }
    head::settle_name_line(&mut maker, &outline, &lines);
    close(&mut maker, &lines, &outline.subtitles, &mut found, findings);
    let share = maker.unplaced.share(&maker.account, &lines);
    maker.account.decisions.push(share);
    state::tell(&mut maker, &outline, &mut found, findings);
    for told in std::mem::take(&mut maker.told) {
        findings.push(told);
    }
    for unread in &lines.unread {
        if unread.why == Why::Template {
            let place = page.span_of(unread.source, &unread.text);
            found.placeholders.push(place);
        }
    }
    marked.complete(&mut found, findings);
    found.language = crate::extract::page::declared_language(page, sheet.dom);
    front::complete(page, &mut found);
    let ground = OnPage {
        decided: &decided,
        page,
    };
    let corrected = enforce(fixes, &ground, lexicon.at_words(), &mut found);
    Whole {
        found,
        corrected,
        lines,
        account: maker.account,
    }
}

/// The candidates for the name and for the mark of section titles, best first.
fn decisions(outline: &Outline) -> Vec<String> {
    const MOST: usize = 3;
    let mut out = Vec::new();
    let names = outline.names.iter().take(MOST);
    let names: Vec<String> = names
        .map(|name| format!("`{}` {:.1} ({})", name.name, name.score, name.why))
        .collect();
    if !names.is_empty() {
        out.push(format!(
            "name: {}; ahead by {:.1}",
            names.join(", "),
            outline.margin
        ));
    }
    let marks = outline.marks.iter().take(MOST);
    let marks: Vec<String> = marks
        .map(|(mark, score)| format!("{mark} {score:.1}"))
        .collect();
    if !marks.is_empty() {
        out.push(format!("sections: {}", marks.join(", ")));
    }
    out
}

fn is_within(line: &Line, ranges: &[Range<Id>]) -> bool {
    line.runs
        .first()
        .is_some_and(|run| ranges.iter().any(|range| range.contains(&run.node)))
}

/// Numbers the lines anew after some left.
fn renumber(lines: &mut Lines) {
    for (n, line) in lines.lines.iter_mut().chain(&mut lines.foot).enumerate() {
        Rc::make_mut(line).index = n;
    }
}

fn outside(sheet: &Sheet, names: &[String]) -> Outside {
    let mut front = Vec::new();
    for key in ["name", "author", "title"] {
        if let Some(Text { mut value, .. }) = sheet.page.front(key) {
            if key == "name" && !value.trim().contains(' ') {
                let surnames = ["surname", "lastname", "last_name", "family_name"];
                let surname = surnames.iter().find_map(|key| sheet.page.front(key));
                if let Some(Text { value: surname, .. }) = surname {
                    value = format!("{} {}", value.trim(), surname.trim());
                }
            }
            front.push((key.to_owned(), value));
        }
    }
    for name in names {
        front.push(("site".to_owned(), name.clone()));
    }
    Outside { front }
}

/// What nobody owns outside any section is told, and left out unless it is asked for.
fn close(
    maker: &mut Maker<'_>,
    lines: &Lines,
    subtitles: &[usize],
    found: &mut Found,
    findings: &mut Diagnostics,
) {
    // A page that holds nothing is refused whole.
    let is_empty = found.sections.is_empty() && found.summary.is_none();
    let is_empty = is_empty && !maker.policy().anyway;
    let mut called = None;
    let foot = lines.foot.first().map_or(usize::MAX, |line| line.index);
    for line in lines.lines.iter().chain(&lines.foot) {
        for free in maker.account.free(line) {
            let words = line.text[free.clone()].to_owned();
            let place = line.place(free.clone());
            if subtitles.contains(&line.index) {
                maker.account.set_aside(place, Reason::Subtitle);
                continue;
            }
            if entry::joins(maker, &words) {
                maker.account.set_aside(place, Reason::Joint);
                continue;
            }
            let is_call = line.fields().has(Fields::CALL);
            if line.index >= foot || is_call || is_empty {
                let reason = match line.index >= foot {
                    true => Reason::Foot,
                    false => Reason::Outside,
                };
                maker.account.set_aside(place, reason);
                if is_call {
                    called.get_or_insert(line.source);
                }
                continue;
            }
            maker.outside(line, free, Reason::Outside);
        }
    }
    if let Some(source) = called {
        let call = Diagnostic::note("a call to action is left out").at(maker.page.span(source));
        findings.push(call);
    }
    maker.unplaced.close(&mut found.sections);
}
