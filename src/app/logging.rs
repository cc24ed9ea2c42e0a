//! Warnings of the program and errors of the libraries below it, on standard error.

use std::io::Write as _;

use log::{Level, LevelFilter, Log, Metadata, Record};

use crate::model::shown::visible_line;

/// Sends them to standard error from now on.
pub fn start() {
    if log::set_logger(&ToStandardError).is_ok() {
        log::set_max_level(LevelFilter::Warn);
    }
}

struct ToStandardError;

impl Log for ToStandardError {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let is_ours = metadata.target().starts_with("standpoint");
        metadata.level() <= if is_ours { Level::Warn } else { Level::Error }
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            // If standard error is closed there is nobody to tell.
            let words = record.args().to_string();
            writeln!(std::io::stderr(), "{}: {}: {}", record.level(), record.target(), visible_line(&words)).ok();
        }
    }

    fn flush(&self) {}
}
