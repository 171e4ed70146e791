//! From a résumé and a theme to a tree of styled boxes, and from there to pages.
//!
//! [`compose()`] decides what is said and in which order; Word takes its [`Flow`] as it is.
//! [`typeset()`] breaks lines and pages and places every glyph.

mod bind;
mod compose;
mod flow;
mod frame;
mod icons;
mod inline;
mod pages;
pub(crate) mod script;

pub use bind::{Chapter, bind};
pub use compose::{ContentsLine, compose, compose_contents, compose_letter};
pub(crate) use compose::{Joints, balanced, fewer, rows_of};
pub use flow::{
    Blank, Cell, ContactIcon, Content, Flow, Image, Info, Keep, LetterPart, Marks, Node, NodeId,
    Role, RuleKind, Run,
};
pub use frame::{Document, Frame, Item, Line, OutlineItem, Owner, Part, Placed, Segment};
pub use inline::label;
pub(crate) use inline::{Directions, is_prose, reads_backwards};
pub(crate) use pages::CLEAR_OF_LABEL;
pub use pages::{Fit, Overrun, Typeset, may_fit, typeset, typeset_letter, typeset_within};
