//! Tests across modules.

mod bad;
mod cmd;
mod directions;
mod explain;
mod export;
mod extract;
mod fit;
mod fixture;
mod layers;
mod layout;
mod overrides;
mod pages;
mod pdf;
mod pdf_tags;
mod photo;
mod picture;
mod png;
mod redact;
mod sample;
mod schema;
mod shapes;
mod shelf;
mod sources;
mod svg;
mod text;
mod word;
