//! Several people work on copies of one dossier: what they changed becomes one, and what changed is told in words.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "merging/conflicts.rs"]
mod conflicts;
#[path = "merging/laws.rs"]
mod laws;
#[path = "merging/scene.rs"]
mod scene;
#[path = "merging/told.rs"]
mod told;
