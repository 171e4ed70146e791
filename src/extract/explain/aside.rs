//! The parts of a page that are no part of a résumé, with the reason.
