//! Tests across modules.

mod bad;
mod cmd;
mod explain;
mod export;
mod extract;
mod fixture;
mod layers;
mod layout;
mod overrides;
mod pdf;
mod pdf_tags;
mod png;
mod sample;
mod schema;
mod sources;
mod svg;
mod word;
