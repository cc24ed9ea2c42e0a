//! Bytes ↔ dossier: here the comparison export and its schema. No paths, no disk.
mod comparison_schema;
mod export;
mod findings;

pub use comparison_schema::comparison_schema;
pub use export::write_comparison;
pub use findings::{Finding, FindingKind, Findings, Severity};
