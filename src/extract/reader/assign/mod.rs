//! Which piece of a head line is title, organisation, place: for all siblings at once.
//!
//! ```text
//! Line -> bounds -> (for each choice of cuts) pieces -> (for each order) alignment -> best sum
//! ```
//!
//! [`bounds`] tells where a line may be cut; dates are atoms and never cut inside. Hard ones
//! always cut, and which soft ones do is chosen together with one order of the fields for the
//! whole section. [`words`] and [`evidence`] say what a stretch is worth for each field, [`align`]
//! lays a head along an order with fields left out and pieces left over, each at its price.
//! [`solve`] chooses by the sum over all siblings, [`take`] gives the fields: what a spot is in the
//! siblings then counts, and one entry may leave the order.

mod align;
mod atoms;
mod bounds;
mod cut;
mod evidence;
mod genders;
mod heads;
mod held;
mod margin;
mod signs;
mod solve;
mod styles;
mod take;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod word_tests;
mod words;

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

pub(crate) use bounds::is_balanced;
pub(crate) use margin::Margin;
pub(crate) use styles::before_named;

use super::{Decided, Kind, Lexicon, Line, weights};
use crate::read::ReadAs;

/// The head of one entry: the lines that name it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// Its lines, those shared with siblings first.
    pub(crate) lines: Vec<Rc<Line>>,
    /// How many of them are shared.
    pub(crate) shared: usize,
}

/// A field that a piece of a head may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    /// Role, degree, name of a project.
    Title,
    /// Employer, client, school, issuer. One of several ("Crop Office, Granary") is the employer,
    /// the others are left over: a field for departments would be a fourth that every order has.
    Organization,
    /// Where.
    Place,
    /// Other text; goes to the entry's description.
    Text,
    // What no order has a place for; it is told so that every byte is known.
    /// A kind of employment, "full-time": a detail.
    Employment,
    /// Where work is done, beside a known place: "remote".
    Mode,
    /// An address on the web, written out.
    Address,
    /// A call to action, "Show credential".
    Call,
    /// A stretch of time, "3 yrs 2 mos".
    Duration,
    /// What announces the piece behind it: "Position:".
    Label,
}

impl Field {
    /// The field that the user says.
    fn said(is: ReadAs) -> Field {
        match is {
            ReadAs::Title => Field::Title,
            ReadAs::Organization => Field::Organization,
            ReadAs::Location => Field::Place,
            // What the person is called is no name of an entry.
            ReadAs::Description | ReadAs::Name | ReadAs::Headline => Field::Text,
        }
    }

    /// Its name in an explanation.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Organization => "organization",
            Field::Place => "place",
            Field::Text => "text",
            Field::Employment => "employment",
            Field::Mode => "mode",
            Field::Address => "address",
            Field::Call => "call",
            Field::Duration => "duration",
            Field::Label => "label",
        }
    }
}

/// What was decided for all heads of a section.
#[derive(Clone, Debug, Default)]
pub(crate) struct Assignment {
    /// The total of the evidence, of all entries together.
    pub(crate) score: f32,
    /// How much the next-best order of title and organisation falls behind; infinite where there
    /// is none.
    pub(crate) margin: f32,
    /// The order of fields and the cuts, for the explanation: "title organization place, cut at
    /// comma".
    pub(crate) reading: String,
    /// How much this section's own words favour the title before the organisation: what later
    /// sections of the page add to [`Context::title_leads`].
    pub(crate) leads: f32,
    /// For each head the fields in order; every piece stands in one. What stands between them is
    /// dates and what separates: signs, "at", "from".
    pub(crate) entries: Vec<Vec<Taken>>,
    /// How surely each head is named.
    pub(crate) margins: Vec<Margin>,
}

/// A field with where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Taken {
    /// Which field; `None` for a piece that none takes: it goes to the entry's text.
    pub(crate) field: Option<Field>,
    /// The head's line.
    pub(crate) line: usize,
    /// The bytes of that line, trimmed.
    pub(crate) at: Range<usize>,
}

/// What is known of the page when a section is assigned.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    /// Folded places that were seen on the page, the person's own among them.
    pub(crate) places: HashSet<String>,
    /// How much the sections before favour the title before the organisation (above 0) or after
    /// it (below 0): the sum of their [`Assignment::leads`].
    pub(crate) title_leads: f32,
    /// What the user said that stretches of the page are: it decides.
    pub(crate) decided: Rc<Decided>,
}

/// Assigns the heads of a section, whose lines' notes are made. The time is linear in the heads:
/// the reading is chosen by 200 of them at most, and of a head the first 24 pieces are aligned.
pub(crate) fn assign(
    lexicon: &Lexicon,
    kind: Kind,
    heads: &[Head],
    context: &Context,
) -> Assignment {
    let joint = solve::Solver::new(lexicon, kind, heads, context).solve();
    if !kind.is_dated() {
        return joint;
    }
    let mut out = by_shape(lexicon, kind, heads, context, &joint).unwrap_or(joint);
    held::part_places(lexicon, heads, &mut out.entries);
    out
}

/// How many heads have a title and no organisation, or the other way round.
fn half_named(entries: &[Vec<Taken>]) -> usize {
    let has = |taken: &[Taken], field| taken.iter().any(|taken| taken.field == Some(field));
    let is_half = |taken: &&Vec<Taken>| has(taken, Field::Title) != has(taken, Field::Organization);
    entries.iter().filter(is_half).count()
}

/// Heads of two shapes, by the number of their lines, each shape read by itself, where that names what
/// one reading for all leaves without a name and is worth more: one odd entry shifts none of its
/// siblings. `None` elsewhere.
fn by_shape(
    lexicon: &Lexicon,
    kind: Kind,
    heads: &[Head],
    context: &Context,
    joint: &Assignment,
) -> Option<Assignment> {
    let count = |lines: usize| {
        heads
            .iter()
            .filter(|head| head.lines.len() == lines)
            .count()
    };
    let usual = heads
        .iter()
        .map(|head| head.lines.len())
        .max_by_key(|&lines| count(lines))?;
    let (alike, odd) = (count(usual), heads.len() - count(usual));
    if odd == 0 || alike < 2 || odd * 2 > alike {
        return None;
    }
    if half_named(&joint.entries) * 2 < alike {
        return None;
    }
    let read = |is_usual: bool| {
        let of_shape = |head: &&Head| (head.lines.len() == usual) == is_usual;
        let own: Vec<Head> = heads.iter().filter(of_shape).cloned().collect();
        solve::Solver::new(lexicon, kind, &own, context).solve()
    };
    let (most, few) = (read(true), read(false));
    let price = weights().assign.own_order * odd as f32;
    let left = half_named(&most.entries) + half_named(&few.entries);
    if left >= half_named(&joint.entries) || most.score + few.score - price <= joint.score {
        return None;
    }
    let reading = match most.reading == few.reading {
        true => most.reading.clone(),
        false => format!("{}; {odd} of another shape: {}", most.reading, few.reading),
    };
    let mut out = Assignment {
        score: most.score + few.score - price,
        margin: most.margin.min(few.margin),
        leads: most.leads,
        reading,
        ..Assignment::default()
    };
    let mut most = most.entries.into_iter().zip(most.margins);
    let mut few = few.entries.into_iter().zip(few.margins);
    for head in heads {
        let next = match head.lines.len() == usual {
            true => most.next(),
            false => few.next(),
        };
        let (entry, margin) = next?;
        out.entries.push(entry);
        out.margins.push(margin);
    }
    Some(out)
}
