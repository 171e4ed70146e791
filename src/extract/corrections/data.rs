//! Where texts stand in a data file.

use super::Fix;
use super::enforce::Ground;
use super::texts::{near, within};
use crate::diagnostic::Span;
use crate::extract::data::{Leaf, Scalar, scalars};
use crate::yaml::Node;

/// The values of a data file.
pub(crate) struct InData {
    values: Vec<Scalar>,
}

impl InData {
    pub(crate) fn new(leaf: Leaf<'_>, root: &Node) -> Self {
        InData {
            values: scalars(leaf, root, None),
        }
    }
}

impl Ground for InData {
    /// What stands near a value is the map that it stands in, and the keys above it.
    fn places(&self, fix: &Fix) -> Vec<Span> {
        let has = |value: &&Scalar| !within(&value.text, &fix.text).is_empty();
        let is_near = |value: &&Scalar| {
            let Some(words) = &fix.near else {
                return true;
            };
            let beside = self
                .values
                .iter()
                .filter(|other| other.group == value.group);
            let above = value.above.iter().map(|above| above.key.value.as_str());
            near(beside.map(|other| other.text.as_str()).chain(above), words)
        };
        let values = self.values.iter().filter(has).filter(is_near);
        values.map(|value| value.span.clone()).collect()
    }
}
