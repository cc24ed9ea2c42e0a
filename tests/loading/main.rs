//! Reading and saving again: who is meant, what is set aside, and that nothing of any file is lost or attributed wrongly.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod kept;
mod loading;
#[allow(dead_code, reason = "shared with the tests of writing")]
#[path = "../writing/made.rs"]
mod made;
mod named;
mod nothing_lost;
mod refused;
mod round;
mod set_aside;
