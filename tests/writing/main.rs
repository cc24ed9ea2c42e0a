//! A dossier as bytes, two dossiers as one, and the JSON Schema of the position file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod layout;
mod made;
mod random;
mod schema;
mod three;
mod together;
