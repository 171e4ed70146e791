//! Tests across modules.

mod bad;
mod cmd;
mod extract;
mod sample;
mod word;
