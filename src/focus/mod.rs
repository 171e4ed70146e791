//! What is kept of a résumé and what is left out, and why.
//!
//! The résumé itself is never changed: an [`Omission`] is plain data that says what goes, and
//! [`without()`] gives a copy that lacks it.

mod omission;
mod portal;

pub use omission::{Omission, Omitted, counted, offers, without};
pub use portal::{asked, for_portals, has_positions};
