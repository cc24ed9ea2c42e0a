//! Bytes ↔ dossier: here the comparison export and its schema. No paths, no disk.
mod comparison_schema;
mod export;

pub use comparison_schema::comparison_schema;
pub use export::write_comparison;
