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
        let broken = Broken {
            lines: lines.clone(),
            runts: setter.findings.runts - before,
        };
        self.known.insert(key, broken);
        lines
    }
}
