//! The program without a display: saving step by step on a disk that fails, state changes played through as data, and
//! the window driven by its accessible names.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "app/actions/mod.rs"]
mod actions;
#[path = "app/articles.rs"]
mod articles;
#[path = "app/backups.rs"]
mod backups;
#[path = "app/beside.rs"]
mod beside;
#[path = "app/clipboard.rs"]
mod clipboard;
#[path = "app/coding.rs"]
mod coding;
#[path = "app/disk.rs"]
mod disk;
#[path = "app/edits.rs"]
mod edits;
#[path = "app/fake_world.rs"]
mod fake_world;
#[path = "app/highlighting.rs"]
mod highlighting;
#[path = "app/history.rs"]
mod history;
#[path = "app/impostors.rs"]
mod impostors;
#[path = "app/inspector.rs"]
mod inspector;
#[path = "app/keeping.rs"]
mod keeping;
#[path = "app/looking.rs"]
mod looking;
#[path = "app/many.rs"]
mod many;
#[path = "app/matrix.rs"]
mod matrix;
#[path = "app/on_disk.rs"]
mod on_disk;
#[path = "app/passages.rs"]
mod passages;
#[path = "app/quotations.rs"]
mod quotations;
#[path = "app/recoding.rs"]
mod recoding;
#[path = "app/reports.rs"]
mod reports;
#[path = "app/right_to_left.rs"]
mod right_to_left;
#[path = "app/searching.rs"]
mod searching;
#[path = "app/sources.rs"]
mod sources;
#[path = "app/structure.rs"]
mod structure;
#[path = "app/updates.rs"]
mod updates;
#[path = "app/versions.rs"]
mod versions;
#[path = "app/window.rs"]
mod window;
