//! The comparison as a user meets it: every status, dates, disputes, conditions in chains and loops, and that what is
//! kept after edits is what would be worked out anew.

#[path = "comparison/oracle.rs"]
mod oracle;
#[path = "comparison/scene.rs"]
mod scene;
#[path = "comparison/edits.rs"]
mod edits;
#[path = "comparison/rules.rs"]
mod rules;
