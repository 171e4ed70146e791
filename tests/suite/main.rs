//! Tests across modules.

mod sample;
mod word;
