//! Tests across modules.

mod bad;
mod cmd;
mod export;
mod extract;
mod fixture;
mod layers;
mod layout;
mod pdf;
mod sample;
mod sources;
mod word;
