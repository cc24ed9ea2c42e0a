//! Opening a file that calls itself a position file.

use std::collections::BTreeSet;

use serde_json::Value;
use standpoint::files;
use standpoint::model::names::folded;

use super::{must_hold, written};

/// A file is refused with a reason and a place in it, or it is read, and what is read can be saved.
pub(crate) fn read_write_read(bytes: &[u8]) {
    match files::read(bytes.to_vec()) {
        Ok(loaded) => {
            for finding in loaded.findings.list.iter().take(20) {
                assert!(!finding.message.is_empty());
                if let Some((line, column)) = finding.line_column {
                    is_a_place(bytes, line, column);
                }
            }
            must_hold(&loaded.dossier);
            // Looking for each value among all takes the square of the time.
            if bytes.len() < 64 * 1024 {
                nothing_is_lost(bytes, &written(&loaded.dossier));
            }
        }
        Err(refusal) => {
            let words = refusal.to_string();
            assert!(!words.is_empty() && words.chars().count() < 1_000, "no message for a person: {words}");
            if let Some((line, column)) = refusal.line_column() {
                is_a_place(bytes, line, column);
            }
        }
    }
}

/// An editor must find the place that a message names.
fn is_a_place(bytes: &[u8], line: usize, column: usize) {
    let lines = bytes.split(|byte| *byte == b'\n').count();
    assert!((1..=lines).contains(&line), "line {line} of {lines}");
    let length = bytes.split(|byte| *byte == b'\n').nth(line - 1).map_or(0, <[u8]>::len);
    assert!((1..=length + 1).contains(&column), "column {column} in line {line} of {length} bytes");
}

/// Every text, number and `true` of the file stands in the saved one. What is empty, `false` or null need not be written.
fn nothing_is_lost(bytes: &[u8], saved: &[u8]) {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let (Ok(file), Ok(saved)) = (serde_json::from_slice(bytes), serde_json::from_slice(saved)) else { return };
    let (mut before, mut after) = (BTreeSet::new(), BTreeSet::new());
    values(&file, &mut before);
    values(&saved, &mut after);
    for value in before.difference(&after) {
        // The role that goes without saying is not written; notes of one party may be joined.
        let is_there = value == "principal" || after.iter().any(|other| other.contains(value));
        assert!(is_there, "{value} is lost");
    }
}

/// Names are compared without regard to case and spaces, and so are all words here.
fn values(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| values(one, into)),
        Value::Object(fields) => fields.values().for_each(|one| values(one, into)),
        Value::Null | Value::Bool(false) => {}
        Value::String(text) => drop(into.insert(folded(text))),
        one => drop(into.insert(one.to_string())),
    }
}
