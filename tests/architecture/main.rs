//! What holds for the whole repository, read from its text, so that the order of the house is checked by a test and not by
//! discipline. `ARCHITECTURE.md` has the reasons.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is missing and ends")]

mod paths;
mod promises;
mod repository;
mod rooms;
mod tokens;

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match path.is_dir() {
            true if name == "target" || name == ".git" => {}
            true => walk(&path, found),
            false => found.push(path),
        }
    }
}

fn complain_of(found: &[String]) {
    assert!(found.is_empty(), "{} complaints:\n{}", found.len(), found.join("\n"));
}
