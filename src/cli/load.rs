//! Reading position files for verbs, with everything that is wrong with them as lines of text.

use std::path::Path;

use crate::app::{Desktop, World as _, read_failure};
use crate::files::{self, Findings, Loaded, Severity};

/// Reads one file; why it could not be read is a line `file:line:column: message`.
pub(super) fn file(path: &Path) -> Result<Loaded, String> {
    parsed(path, bytes(path)?)
}

/// Reads a file that may be missing: git says so with an empty file or with the device that is always empty.
pub(super) fn file_or_nothing(path: &Path) -> Result<Loaded, String> {
    let bytes = if path == Path::new("/dev/null") { Vec::new() } else { bytes(path)? };
    if bytes.is_empty() {
        return Ok(Loaded::empty());
    }
    parsed(path, bytes)
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    Desktop.read(path).map_err(|error| format!("{}: {}", path.display(), read_failure(path, &error)))
}

fn parsed(path: &Path, bytes: Vec<u8>) -> Result<Loaded, String> {
    files::read(bytes).map_err(|refusal| match refusal.line_column() {
        Some((line, column)) => format!("{}:{line}:{column}: {refusal}", path.display()),
        None => format!("{}: {refusal}", path.display()),
    })
}

/// Findings as lines `file:line:column: message`, those of at least this severity.
pub(super) fn lines<'a>(path: &'a Path, findings: &'a Findings, least: Severity) -> impl Iterator<Item = String> + 'a {
    let listed = findings.list.iter().filter(move |finding| finding.severity <= least).map(move |finding| {
        let kind = match finding.severity {
            Severity::KeptOut => "kept out: ",
            Severity::Warning => "",
            Severity::Note => "note: ",
        };
        match finding.line_column {
            Some((line, column)) => format!("{}:{line}:{column}: {kind}{}", path.display(), finding.message),
            None => format!("{}: {kind}{}", path.display(), finding.message),
        }
    });
    let omitted = findings
        .omitted
        .iter()
        .map(move |(kind, more)| format!("{}: and {more} more findings of one kind ({kind:?})", path.display()));
    listed.chain(omitted)
}
