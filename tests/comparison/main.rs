//! The comparison as a user meets it: every status, dates, disputes, conditions in chains and loops, and that what is
//! kept after edits is what would be worked out anew.
#![allow(clippy::unwrap_used, reason = "what the tests lean on may fail them loudly, also outside #[test] functions")]

mod edits;
mod export;
mod filter;
mod journal;
mod merging;
mod oracle;
mod rules;
mod scene;
