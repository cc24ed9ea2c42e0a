//! Reading and saving again: who is meant, what is set aside, and that nothing of any file is lost or attributed wrongly.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "loading/kept.rs"]
mod kept;
#[path = "loading/loading.rs"]
mod loading;
#[allow(dead_code, reason = "shared with the tests of writing")]
#[path = "writing/made.rs"]
mod made;
#[path = "loading/named.rs"]
mod named;
#[path = "loading/nothing_lost.rs"]
mod nothing_lost;
#[path = "loading/refused.rs"]
mod refused;
#[path = "loading/round.rs"]
mod round;
#[path = "loading/set_aside.rs"]
mod set_aside;
