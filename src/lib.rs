//! Typesets the résumé that is already on a portfolio page, as PDF and Word.
//!
//! ```text
//! sources -> read -> extract -> resume -> focus -> layout::compose -+-> word
//!                                         theme, font               +-> layout::pages -> pdf, svg, png
//! ```

pub mod batch;
mod characters;
pub mod cli;
mod deflate;
pub mod diagnostic;
pub mod digest;
pub mod error;
pub mod export;
pub mod extract;
pub mod focus;
pub mod font;
mod input_file;
pub mod layout;
pub mod letter;
pub mod mail;
pub mod pdf;
pub mod picture;
pub mod png;
pub mod read;
pub mod redact;
pub mod resume;
pub mod svg;
pub mod theme;
pub mod trust;
pub mod units;
pub mod word;
mod yaml;

/// The README's examples are compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
