//! Bytes ↔ dossier.
mod comparison_schema;
mod export;
mod findings;

pub use comparison_schema::comparison_schema;
pub use export::write_comparison;
pub use findings::{Finding, FindingKind, Findings, Severity};
