//! The comparison as a user meets it: every status, dates, disputes, conditions in chains and loops, and that what is
//! kept after edits is what would be worked out anew.
#![allow(clippy::unwrap_used, reason = "what the tests lean on may fail them loudly, also outside #[test] functions")]

#[path = "comparison/edits.rs"]
mod edits;
#[path = "comparison/export.rs"]
mod export;
#[path = "comparison/filter.rs"]
mod filter;
#[path = "comparison/journal.rs"]
mod journal;
#[path = "comparison/merging.rs"]
mod merging;
#[path = "comparison/oracle.rs"]
mod oracle;
#[path = "comparison/rules.rs"]
mod rules;
#[path = "comparison/scene.rs"]
mod scene;
