//! Tests across modules.

mod account;
mod bad;
mod batch;
mod builders;
mod cases;
mod characters;
mod cmd;
mod corpus;
mod directions;
mod docx;
mod explain;
mod export;
mod extract;
mod fit;
mod fix;
mod fixture;
#[cfg(unix)]
mod inputs;
mod layers;
mod layout;
mod letter;
mod lines;
mod mail;
mod metamorphic;
#[cfg(unix)]
mod outputs;
mod overrides;
mod pages;
mod pdf;
mod pdf_tags;
mod people;
mod photo;
mod picture;
mod png;
mod portal;
mod post;
#[cfg(unix)]
mod process;
mod ranges;
mod redact;
mod roles;
mod roundtrip;
mod sample;
mod schema;
mod shapes;
mod shelf;
#[cfg(unix)]
mod signals;
mod sources;
mod svg;
mod text;
mod trust;
mod word;
mod word_faces;
mod word_scripts;
