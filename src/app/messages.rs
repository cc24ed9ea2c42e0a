//! What the window and the command line say when the disk refuses something: what happened, what it means, what to do.

use std::io;
use std::path::Path;

use super::disk::{SaveError, Stage};
use crate::files::Refusal;
use crate::model::shown::quoted_path;

/// Why a file could not be read.
pub fn read_failure(path: &Path, error: &io::Error) -> String {
    let path = quoted_path(&path.to_string_lossy());
    match error.kind() {
        io::ErrorKind::NotFound => format!("There is no file {path}. It may have been moved or renamed."),
        io::ErrorKind::PermissionDenied => {
            format!("You may not read {path}. Ask its owner, or copy it to a folder of your own.")
        }
        io::ErrorKind::IsADirectory => format!("{path} is a folder. Open the position files in it instead."),
        io::ErrorKind::InvalidInput => {
            format!("{path} is not a regular file but a device or pipe. Save its content to a file first.")
        }
        _ => format!("{path} could not be read: {error}."),
    }
}

/// Why a file is no position file, with the place where that shows.
pub(super) fn refusal(refusal: &Refusal) -> String {
    match refusal.line_column() {
        Some((line, column)) => format!("line {line}, column {column}: {refusal}"),
        None => refusal.to_string(),
    }
}

/// Why a file could not be saved. The dossier is still in the window.
pub(super) fn save_failure(failure: &SaveError) -> String {
    let path = quoted_path(&failure.path.to_string_lossy());
    let reason = match (failure.error.kind(), failure.stage) {
        (io::ErrorKind::NotFound, _) => format!("The folder of {path} does not exist. Choose another with Save as…"),
        (io::ErrorKind::PermissionDenied, _) => format!(
            "You may not write {path}. Choose another place with Save as…, or ask for the right to write there."
        ),
        (io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded, _) => {
            format!(
                "There is no space left for {path}. Free some space and save again, or choose another disk with Save as…"
            )
        }
        (io::ErrorKind::ReadOnlyFilesystem, _) => {
            format!("The disk of {path} is read-only. Choose another with Save as…")
        }
        (io::ErrorKind::IsADirectory, _) => format!("{path} is a folder. Choose a file name with Save as…"),
        (io::ErrorKind::InvalidFilename, _) => {
            format!("{path} is not a possible file name. Choose a shorter or simpler one with Save as…")
        }
        (_, Stage::Resolve | Stage::Create) => format!("{path} could not be created: {}.", failure.error),
        (_, Stage::Write | Stage::Sync | Stage::Replace) => {
            format!("{path} could not be written: {}. Try again, or choose another place with Save as…", failure.error)
        }
    };
    format!("{reason}\n\nThe file on disk is as it was, and everything is still in this window.")
}
