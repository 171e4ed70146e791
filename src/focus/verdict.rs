//! What became of each part of a résumé, and why.

use std::fmt;

use serde_json::{Value, json};

use super::ranking::{Origin, Score, Term};
use super::select::Selection;
use crate::diagnostic::Span;

/// What became of one part.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// What it is.
    pub part: Part,
    /// The identifier of its section.
    pub section: String,
    /// How deep it lies: 0 for an entry of a section, 1 for its bullets and parts.
    pub depth: usize,
    /// Its title or text.
    pub text: String,
    /// Where it was read.
    pub span: Span,
    /// How relevant it is.
    pub score: Score,
    /// What became of it.
    pub fate: Fate,
    /// Why.
    pub reason: Reason,
}

/// The sorts of parts that are ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A project, a position, a degree.
    Entry,
    /// A bullet.
    Highlight,
    /// A tag of an entry.
    Tag,
    /// A group of skills.
    SkillGroup,
    /// A skill.
    Skill,
}

impl Part {
    /// Its word in listings.
    pub fn name(self) -> &'static str {
        match self {
            Part::Entry => "entry",
            Part::Highlight => "bullet",
            Part::Tag => "tag",
            Part::SkillGroup => "skills",
            Part::Skill => "skill",
        }
    }
}

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stays where it was.
    Kept,
    /// It stays, in another place among those that stay; both from 1.
    Moved {
        /// Its place on the page.
        from: usize,
        /// Its place now.
        to: usize,
    },
    /// It is left out.
    Dropped,
}

impl Fate {
    /// What became of a part that stays; places count from 0.
    pub(super) fn of_move(from: usize, to: usize) -> Self {
        if from == to {
            Fate::Kept
        } else {
            Fate::Moved {
                from: from + 1,
                to: to + 1,
            }
        }
    }

    /// Its word in listings.
    pub fn name(self) -> &'static str {
        match self {
            Fate::Kept => "kept",
            Fate::Moved { .. } => "moved",
            Fate::Dropped => "dropped",
        }
    }
}

/// Why a part stays or goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing asks for a choice.
    Page,
    /// Positions, schools, certificates, prizes and languages always stay.
    History,
    /// It is among the most relevant.
    Ranked {
        /// Its rank, from 1.
        rank: usize,
        /// Of so many.
        count: usize,
    },
    /// It matches nothing, but there are so few that do.
    Fills {
        /// Up to so many are filled.
        fewest: usize,
    },
    /// Another page's version of the project tells it, and nothing here says the same.
    Guest,
    /// There are more relevant ones, as many as may be.
    OverLimit {
        /// Its rank, from 1.
        rank: usize,
        /// Of so many.
        count: usize,
        /// So many may be.
        limit: usize,
    },
    /// It has a term or two, but next to the most relevant one it is hardly about the role.
    InPassing,
    /// It has none of the terms.
    NoMatch,
}

impl Reason {
    /// True if what it is said of stays.
    pub fn keeps(&self) -> bool {
        match self {
            Reason::Page
            | Reason::History
            | Reason::Ranked { .. }
            | Reason::Fills { .. }
            | Reason::Guest => true,
            Reason::OverLimit { .. } | Reason::InPassing | Reason::NoMatch => false,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Page => f.write_str(""),
            Reason::History => f.write_str("always stays"),
            Reason::Ranked { rank, count } => write!(f, "rank {rank} of {count}"),
            Reason::Fills { fewest } => {
                write!(f, "fills the role up to {fewest}")
            }
            Reason::Guest => f.write_str("from another page"),
            Reason::OverLimit { rank, count, limit } => {
                write!(f, "rank {rank} of {count}, at most {limit}")
            }
            Reason::InPassing => f.write_str("less than a tenth of the best"),
            Reason::NoMatch => f.write_str("has no keyword"),
        }
    }
}

impl Selection {
    /// Everything that was weighed, as JSON: the terms with their weights, and each part with
    /// its score, its matches, what became of it and why.
    pub fn to_json(&self) -> Value {
        let terms: Vec<Value> = self.ranking.terms().iter().map(term).collect();
        let parts: Vec<Value> = self.verdicts.iter().map(verdict).collect();
        json!({ "terms": terms, "parts": parts })
    }
}

fn term(term: &Term) -> Value {
    json!({
        "text": term.text,
        "from": match term.origin {
            Origin::Keyword => "keywords",
            Origin::KeywordAndJob => "keywords and job",
            Origin::Job => "job",
        },
        "weight": term.weight,
        "entries": term.entries,
        "rarity": rounded(term.rarity),
    })
}

fn verdict(verdict: &Verdict) -> Value {
    let mut value = json!({
        "part": verdict.part.name(),
        "section": verdict.section,
        "depth": verdict.depth,
        "text": verdict.text,
        "at": verdict.span.to_string(),
        "score": rounded(verdict.score.value),
        "terms": verdict.score.terms,
        "fate": verdict.fate.name(),
    });
    if let Value::Object(object) = &mut value {
        if let Fate::Moved { from, to } = verdict.fate {
            object.insert("from".to_owned(), json!(from));
            object.insert("to".to_owned(), json!(to));
        }
        let why = verdict.reason.to_string();
        if !why.is_empty() {
            object.insert("why".to_owned(), json!(why));
        }
    }
    value
}

/// To a thousandth: more digits tell nothing.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
