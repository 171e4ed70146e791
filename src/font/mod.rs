//! Faces and shaping.
//!
//! Faces are compiled in and read lazily: a face that a document does not use costs
//! nothing. Words are shaped once, in font units, and serve every size and document.

mod embedded;
mod face;
mod outline;
mod shape;

pub use embedded::{Family, UnknownFamily};
pub use face::{Face, FaceStyle, Weight};
pub use shape::{Feature, Features, Glyph, Shaper, Word};
