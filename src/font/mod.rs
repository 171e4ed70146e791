//! Faces and shaping.
//!
//! Faces are compiled in and read lazily: a face that a document does not use costs
//! nothing. Characters that they lack are looked for in the user's folders and the system's. Words are shaped once, in font units, and serve every size and document.

mod embedded;
mod face;
mod fallback;
mod library;
mod outline;
mod shape;

pub use embedded::{Family, UnknownFamily};
pub use face::{Face, FaceStyle, Linked, Origin, Weight, is_unseen};
pub use fallback::{FontSources, Wanted};
pub use shape::{Feature, Features, Fount, Glyph, Shaper, Word};
