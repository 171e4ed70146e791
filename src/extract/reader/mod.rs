//! The reader of pages: annotate, segment, assign, account.
//!
//! ```text
//! Dom -> lines -> annotate -> outline -> segment -> assign -> claims -> Found
//! ```
//!
//! Six stages, one direction, each a function whose result can be printed. None of them decides
//! from one line alone: what has siblings is decided over all of them at once, by the best sum of
//! evidence, and every weight stands in `score.yaml`.
//!
//! 1. **[`lines`]** walks the elements once. A [`Line`] is what a reader sees as one: a block, a
//!    piece between breaks, a list item, a row of short cells. It keeps runs (text of one style
//!    and link) with their bytes, the boundary before each run, the open elements, and its place
//!    on the page. Elements side by side with no text between them are *parts*: never one word.
//!    What no reader sees is dropped here, each with its reason.
//! 2. **[`annotate`]** marks what has a form: periods, addresses, numbers, labels; and measures
//!    what is evidence: how much a text is running prose, how much it looks like a place. A date
//!    is one atom. Nothing later parses a date again.
//! 3. **[`outline`]** scores candidates for the name, then the *mark* (heading level, bold line,
//!    capitals, class) whose lines are known section titles, and cuts the page there. A title
//!    names a kind by the words that cover it; content chooses only where no word does.
//! 4. **[`segment`]** chooses, over a whole section, the signature that opens its entries: one
//!    period each, alike heads, no stronger mark inside. Faults are summed and not averaged: six
//!    good siblings do not excuse a seventh with three periods. Close candidates are kept.
//! 5. **[`assign`]** cuts the head lines and gives each piece a field. Hard boundaries always
//!    cut; which soft ones do is part of the choice, as is one *order of fields* for the section
//!    (title, organisation, place; other text last). Each entry is aligned to the order by
//!    dynamic programming with skips, so a missing fact is no special case. Words are evidence
//!    among others: a profession that no list knows is placed by its siblings.
//! 6. **[`claims`]** makes values of the slices and keeps the [`account`]: every byte of visible
//!    text has one owner, a claim or a reason. What has none and lies in a section goes to the
//!    nearest entry's or the section's text; elsewhere it is left out and told.
//!
//! A stranger adds a word in `lexicon/<tag>.yaml`, a weight in `score.yaml`, a shape as a labelled
//! page in `tests/corpus` and, if the page is still misread, a feature with a weight in
//! `segment::marks` or `assign::evidence`. No stage has a branch for a page.
//!
//! What the user says of a text of the page (`read:` in `vitae.yaml`) is evidence that decides:
//! [`Decided`] finds its stretches, `assign` cuts there and gives them their field, and siblings
//! are read by them.
//!
//! What the invariants refuse (a title that is a sentence, an employer without letters) falls back
//! to the section's next-best reading and at last to plain text: plain is better than false.

pub(crate) mod annotate;
pub(crate) mod assign;
pub(crate) mod claims;
mod decided;
mod files;
pub(crate) mod lexicon;
mod line;
pub(crate) mod lines;
pub(crate) mod outline;
mod passages;
mod score;
pub(crate) mod segment;

pub(crate) use claims::{Claim, Policy, read, reasons};
pub(crate) use decided::Decided;
pub(crate) use lexicon::{Kind, LabelRole, Lexicon, lexicon};
pub(crate) use line::{Date, Fields, Gap, Label, Line, Notes, Opens, Run, Slice};
pub(crate) use outline::topic;
pub(crate) use passages::{Passage, passages};
#[cfg(feature = "fit")]
pub(crate) use score::fitted;
pub(crate) use score::weights;
