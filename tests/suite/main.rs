//! Tests across modules.

mod bad;
mod cmd;
mod export;
mod extract;
mod fixture;
mod layers;
mod layout;
mod pdf;
mod pdf_tags;
mod sample;
mod sources;
mod word;
