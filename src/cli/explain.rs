//! `vitae explain`: what a role keeps of its pages, in which order, and why.

use std::fmt::Write;

use super::args::{ExplainArgs, ExplainForm};
use super::report::Report;
use crate::error::Error;
use crate::export::{self, Content};
use crate::focus::{Fate, Origin, Part, Ranking, Selection, Verdict};

/// A listing is not wider, where the terminal does not say otherwise.
const WIDTH: usize = 100;
/// A score with its blank, a fate with its blank.
const SCORE: usize = 6;
const FATE: usize = 9;

/// Runs the command.
///
/// # Errors
/// What reading and extraction refuse, an unknown role, and one that selects nothing.
pub fn run(args: &ExplainArgs, report: &Report) -> Result<(), Error> {
    let wanted = args.wanted();
    let settings = export::settings(&wanted)?;
    let role = export::role(&wanted, &settings)?;
    let Content {
        selection,
        findings,
        ..
    } = export::content(&wanted, &settings, role)?;
    report.show(&findings);
    match args.form {
        ExplainForm::Table => super::show(&table(&selection)),
        ExplainForm::Json => super::show_json(format!("{:#}\n", selection.to_json())),
    }
}

/// The terms, then each section with its parts.
fn table(selection: &Selection) -> String {
    let mut out = String::new();
    terms(&selection.ranking, &mut out);
    let mut section = "";
    let mut others = Others::default();
    for verdict in &selection.verdicts {
        let is_other = match verdict.part {
            Part::Tag | Part::Skill => verdict.score.terms.is_empty(),
            Part::Entry | Part::Highlight | Part::SkillGroup => false,
        };
        if is_other {
            others.depth = verdict.depth;
            others.texts.push(&verdict.text);
            continue;
        }
        // Those of one entry are told together, below those that match.
        if !matches!(verdict.part, Part::Tag | Part::Skill) {
            others.tell(&mut out);
        }
        if verdict.section != section {
            section = &verdict.section;
            let _ = write!(out, "\n{section}\n");
        }
        line(verdict, &mut out);
    }
    others.tell(&mut out);
    out
}

/// Tags or skills that match nothing.
#[derive(Default)]
struct Others<'a> {
    depth: usize,
    texts: Vec<&'a str>,
}

impl Others<'_> {
    /// One line for all of them.
    fn tell(&mut self, out: &mut String) {
        if !self.texts.is_empty() {
            let indent = "  ".repeat(self.depth);
            let list = self.texts.join(", ");
            let _ = writeln!(out, " 0.00 {:<FATE$}{indent}# {list}", "kept");
        }
        self.texts.clear();
    }
}

fn terms(ranking: &Ranking, out: &mut String) {
    if ranking.is_empty() {
        out.push_str("nothing counts: the role has no keywords, and there is no job description\n");
        return;
    }
    out.push_str("term                          weight  entries  rarity\n");
    for term in ranking.terms() {
        let from = match term.origin {
            Origin::Keyword => "",
            Origin::KeywordAndJob => "  in the job description, too",
            Origin::Job => "  from the job description",
        };
        let _ = writeln!(
            out,
            "{:<30}{:>6.2}{:>9}{:>8.2}{from}",
            cut(&term.text, 29),
            term.weight,
            term.entries,
            term.rarity
        );
    }
}

fn line(verdict: &Verdict, out: &mut String) {
    let fate = match verdict.fate {
        Fate::Kept => "kept".to_owned(),
        Fate::Moved { from, to } => format!("{from} to {to}"),
        Fate::Dropped => "dropped".to_owned(),
    };
    let mark = match verdict.part {
        Part::Entry | Part::SkillGroup => "",
        Part::Highlight => "- ",
        Part::Tag | Part::Skill => "# ",
    };
    let indent = "  ".repeat(verdict.depth);
    let mut why = verdict.reason.to_string();
    // A tag shows itself what it matches.
    let tells_terms = match verdict.part {
        Part::Entry | Part::Highlight | Part::SkillGroup => true,
        Part::Tag | Part::Skill => false,
    };
    if tells_terms && !verdict.score.terms.is_empty() {
        if !why.is_empty() {
            why.push_str("; ");
        }
        why.push_str(&verdict.score.terms.join(", "));
    }
    let room = WIDTH.saturating_sub(SCORE + FATE + indent.len() + mark.len());
    let _ = writeln!(
        out,
        "{:>5.2} {fate:<FATE$}{indent}{mark}{}",
        verdict.score.value,
        cut(&verdict.text, room)
    );
    if !why.is_empty() {
        let _ = writeln!(out, "{:width$}{indent}  ({why})", "", width = SCORE + FATE);
    }
}

/// The first characters of a text, with a mark where there are more.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", start.trim_end())
}
