//! Lines that were broken before: gaps and pitch never change a line break, so a text that is
//! set again with another fit keeps its lines as long as its size and its measure stay.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::layout::flow::{NodeId, Run};
use crate::layout::inline::{Line, Lined, Setter, break_lines, one_line};
use crate::theme::TextRole;
use crate::units::Pt;

/// The lines of one flow, by what they depend on.
#[derive(Debug, Default)]
pub(super) struct BrokenLines {
    known: FxHashMap<Key, Broken>,
    whole: FxHashMap<WholeKey, Rc<Whole>>,
    full: Vec<Full>,
}

/// A text that fills its lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Full {
    /// Type size of its start.
    size: Pt,
    /// By which factor it may grow before it takes one more line.
    room: f32,
}

impl Full {
    /// True if the text takes one more line in a type larger by `more`.
    pub(super) fn overflows(self, more: Pt) -> bool {
        (self.size + more) / self.size >= self.room
    }
}

/// The lines of a text, with how many of its last lines stayed short.
#[derive(Debug)]
struct Broken {
    lines: Rc<[Line]>,
    runts: usize,
}

/// A text of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    /// All of its text.
    Text,
    /// What stands at the right of its first line.
    Date,
    /// A title alone, and the organisation below it, of a text that holds both.
    Title,
    Organization,
    /// A cell of its row, or a chip, by its place among them.
    Cell(usize),
}

/// What the lines of a text depend on.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    node: NodeId,
    slot: Slot,
    measure: u32,
    /// Of running text: the sizes of all text follow it.
    size: u32,
}

/// What a text on one line depends on.
#[derive(Debug, PartialEq, Eq, Hash)]
struct WholeKey {
    node: NodeId,
    slot: Slot,
    size: u32,
}

/// A text on one line.
#[derive(Debug)]
pub(super) struct Whole {
    pub line: Line,
    /// The width of its widest word.
    pub widest: Pt,
}

fn body_size(setter: &Setter<'_>) -> u32 {
    setter.theme.style(TextRole::Body).size.0.to_bits()
}

impl BrokenLines {
    /// The texts that nearly fill their lines, of all sizes that were set.
    pub(super) fn full(&self) -> &[Full] {
        &self.full
    }

    /// The lines of a text, broken at most once for a measure and a size.
    pub(super) fn of(
        &mut self,
        node: NodeId,
        slot: Slot,
        runs: &[Run],
        measure: Pt,
        setter: &mut Setter<'_>,
    ) -> Rc<[Line]> {
        let key = Key {
            node,
            slot,
            measure: measure.0.to_bits(),
            size: body_size(setter),
        };
        if let Some(known) = self.known.get(&key) {
            setter.findings.runts += known.runts;
            return Rc::clone(&known.lines);
        }
        let before = setter.findings.runts;
        let tokens = setter.tokens(runs);
        let Lined { lines, room } = break_lines(setter, tokens, measure);
        let lines: Rc<[Line]> = lines.into();
        if let Some(run) = runs.first()
            && slot == Slot::Text
            && room.is_finite()
        {
            let size = setter.theme.style(run.role).size;
            if size >= setter.theme.style(TextRole::Body).size {
                self.full.push(Full { size, room });
            }
        }
        let broken = Broken {
            lines: Rc::clone(&lines),
            runts: setter.findings.runts - before,
        };
        self.known.insert(key, broken);
        lines
    }

    /// A text on one line, however wide, set at most once for a size.
    pub(super) fn whole(
        &mut self,
        node: NodeId,
        slot: Slot,
        runs: &[Run],
        setter: &mut Setter<'_>,
    ) -> Rc<Whole> {
        let key = WholeKey {
            node,
            slot,
            size: body_size(setter),
        };
        let whole = self.whole.entry(key).or_insert_with(|| {
            let tokens = setter.tokens(runs);
            Rc::new(Whole {
                widest: tokens.widest(),
                line: one_line(tokens),
            })
        });
        Rc::clone(whole)
    }
}
