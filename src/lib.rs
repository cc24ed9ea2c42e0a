//! Standpoint compares negotiating positions: who demands, offers, accepts or rejects what, what each acceptance hangs
//! on, and which sentence says so. `ARCHITECTURE.md` tells how the rooms below know each other.

pub mod app;
pub mod cli;
#[warn(missing_docs)]
pub mod compare;
#[warn(missing_docs)]
pub mod files;
#[warn(missing_docs)]
pub mod model;
#[warn(missing_docs)]
pub mod search;
pub mod ui;
