//! Lines that were broken before: gaps and pitch never change a line break, so a text that is
//! set again with another fit keeps its lines as long as its size and its measure stay.

use std::collections::HashMap;

use crate::layout::flow::{NodeId, Run};
use crate::layout::inline::{Line, Setter, break_lines};
use crate::theme::TextRole;
use crate::units::Pt;

/// The lines of one flow, by what they depend on.
#[derive(Debug, Default)]
pub(super) struct BrokenLines {
    known: HashMap<Key, Broken>,
    full: Vec<Full>,
}

/// A text that fills its lines, by what it takes of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Full {
    /// Type size of its start.
    size: Pt,
    /// Its width without the blanks at line ends, in its lines' measures.
    share: f32,
}

/// What the tightest setting takes of a text's width: see [`break_lines`].
const TIGHTEST: f32 = 0.96;
/// Texts that take less of their lines may grow by more than any theme lets them.
const NEARLY_FULL: f32 = 0.85;

impl Full {
    /// True if the text certainly takes one more line in a type larger by `more`.
    pub(super) fn overflows(self, more: Pt) -> bool {
        self.share * ((self.size + more) / self.size) * TIGHTEST > 1.0
    }
}

/// The lines of a text, with how many of its last lines stayed short.
#[derive(Debug)]
struct Broken {
    lines: Vec<Line>,
    runts: usize,
}

/// What the lines of a text depend on.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    node: NodeId,
    measure: u32,
    /// Of running text: the sizes of all text follow it.
    size: u32,
}

impl BrokenLines {
    /// The texts that nearly fill their lines, of all sizes that were set.
    pub(super) fn full(&self) -> &[Full] {
        &self.full
    }

    /// The lines of a node's text, broken at most once for a measure and a size.
    pub(super) fn of(
        &mut self,
        node: NodeId,
        runs: &[Run],
        measure: Pt,
        setter: &mut Setter<'_>,
    ) -> Vec<Line> {
        let key = Key {
            node,
            measure: measure.0.to_bits(),
            size: setter.theme.style(TextRole::Body).size.0.to_bits(),
        };
        if let Some(known) = self.known.get(&key) {
            setter.findings.runts += known.runts;
            return known.lines.clone();
        }
        let before = setter.findings.runts;
        let tokens = setter.tokens(runs);
        let lines = break_lines(setter, tokens, measure);
        let width: Pt = lines.iter().map(|line| line.width).sum();
        let share = width / (measure * lines.len().max(1) as f32);
        if let Some(run) = runs.first()
            && share > NEARLY_FULL
        {
            let size = setter.theme.style(run.role).size;
            if size >= setter.theme.style(TextRole::Body).size {
                self.full.push(Full { size, share });
            }
        }
        let broken = Broken {
            lines: lines.clone(),
            runts: setter.findings.runts - before,
        };
        self.known.insert(key, broken);
        lines
    }
}
