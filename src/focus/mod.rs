//! What a role keeps of a résumé, in which order, and what is left out where there is too much.
//!
//! The résumé itself is never changed: [`select()`] gives a copy as the role shows it, with the
//! [`Verdict`] on each part; an [`Omission`] is plain data that says what goes, and
//! [`without()`] gives a copy that lacks it.

mod addresses;
mod gather;
mod omission;
mod portal;
mod ranking;
mod select;
mod terms;
mod verdict;

pub use addresses::with_addresses;
pub use omission::{Omission, Omitted, counted, offers, without};
pub use portal::{asked, for_portals, has_positions};
pub use ranking::{Origin, Ranking, Score, Term};
pub use select::{Aim, Selection, select};
pub use verdict::{Fate, Part, Reason, Verdict};
