//! Reading position files: what is refused, what is set aside, what is kept, and that saving loses nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "positions/checked.rs"]
mod checked;
#[path = "positions/kept.rs"]
mod kept;
#[path = "positions/loading.rs"]
mod loading;
#[allow(dead_code, reason = "shared with the tests of writing")]
#[path = "writing/made.rs"]
mod made;
#[path = "positions/named.rs"]
mod named;
#[path = "positions/nothing_lost.rs"]
mod nothing_lost;
#[path = "positions/real.rs"]
mod real;
#[path = "positions/refused.rs"]
mod refused;
#[path = "positions/round.rs"]
mod round;
#[path = "positions/set_aside.rs"]
mod set_aside;
