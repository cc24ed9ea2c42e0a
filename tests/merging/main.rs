//! Several people work on copies of one dossier: what they changed becomes one, and what changed is told in words.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod conflicts;
mod laws;
mod scene;
mod told;
