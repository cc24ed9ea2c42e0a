//! A dossier as bytes, two dossiers as one, and the JSON Schema of the position file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "writing/layout.rs"]
mod layout;
#[path = "writing/made.rs"]
mod made;
#[path = "writing/random.rs"]
mod random;
#[path = "writing/schema.rs"]
mod schema;
#[path = "writing/three.rs"]
mod three;
#[path = "writing/together.rs"]
mod together;
