//! Tests across modules.

mod bad;
mod cmd;
mod export;
mod extract;
mod fixture;
mod layers;
mod layout;
mod pdf;
mod png;
mod sample;
mod svg;
mod word;
