//! A dossier as bytes, two dossiers as one, and the JSON Schema of the position file.

#[path = "writing/layout.rs"]
mod layout;
#[path = "writing/made.rs"]
mod made;
#[path = "writing/random.rs"]
mod random;
#[path = "writing/schema.rs"]
mod schema;
#[path = "writing/together.rs"]
mod together;
