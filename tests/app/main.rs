//! The program without a display: saving step by step on a disk that fails, state changes played through as data, and
//! the window driven by its accessible names.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod actions;
mod articles;
mod backups;
mod beside;
mod clipboard;
mod coding;
mod disk;
mod edits;
mod everyday;
mod fake_world;
mod highlighting;
mod history;
mod impostors;
mod inspector;
mod keeping;
mod looking;
mod many;
mod matrix;
mod on_disk;
mod passages;
mod quotations;
mod recoding;
mod reports;
mod right_to_left;
mod searching;
mod sources;
mod structure;
mod updates;
mod versions;
mod window;
