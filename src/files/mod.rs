//! Bytes ↔ dossier: the position file, uniting several of them, and the comparison export.
//!
//! Pure: no paths, no disk, no clock, no window. Reading makes raw records first, which mirror the file, and of them a
//! valid dossier once, collecting what is odd on the way; inside the program nobody meets an unchecked value.

mod assemble;
mod cell_text;
mod changes;
mod check;
mod comparison_schema;
mod differences;
mod escaping;
mod export;
mod fields;
mod findings;
mod fingerprint;
mod gathering;
pub mod intake;
pub mod journal;
mod json;
mod lookup;
mod origins;
mod pairing;
mod raw;
mod read;
mod refusal;
mod schema;
mod three_way;
pub mod tsv;
mod twice;
mod unite;
mod write;

pub use cell_text::{cell_text, content_of, statements_on_one_line};
pub use changes::{Changes, Tallied};
pub use check::check;
pub use comparison_schema::comparison_schema;
pub use differences::{Change, Differences, Group, Mark, Piece, differences};
pub use escaping::Escaping;
pub use export::write_comparison;
pub use findings::{Finding, FindingKind, Findings, Severity};
pub use fingerprint::{Fingerprint, Fingerprinting};
pub use read::{Loaded, read};
pub use refusal::Refusal;
pub use schema::positions_schema;
pub use three_way::{ThreeWay, ThreeWayReport, merge};
pub use unite::{MergeReport, Tally, Union, unite};
pub use write::write;
