//! Position files from the outside: whatever a person opens, unites or saves, the program says what is wrong and how to
//! mend it, and nothing of the file is lost. `reading.rs` and `writing.rs` hold the single rules; here they are held
//! together by general laws: no value of a file disappears, and a second saving changes nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod bad_input;
mod highlighters;
mod quotations;
mod real_data;
mod round_trip;
mod samples;
mod schemas;
mod uniting;

use serde_json::Value;
use standpoint::files::{self, Finding, FindingKind, Loaded, Refusal};
use standpoint::model::Dossier;

/// Reads a file that must be accepted.
fn accepted(bytes: &[u8]) -> Loaded {
    files::read(bytes.to_vec())
        .unwrap_or_else(|refusal| panic!("refused: {refusal}\n{}", String::from_utf8_lossy(bytes)))
}

/// Reads a file that must be refused.
fn refused(bytes: &[u8]) -> Refusal {
    match files::read(bytes.to_vec()) {
        Ok(loaded) => panic!("accepted: {:?}", loaded.dossier),
        Err(refusal) => refusal,
    }
}

/// Writes a dossier.
fn written(dossier: &Dossier) -> String {
    let mut bytes = Vec::new();
    files::write(dossier, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The findings of a kind.
fn of_kind(loaded: &Loaded, kind: FindingKind) -> Vec<&Finding> {
    loaded.findings.list.iter().filter(|finding| finding.kind == kind).collect()
}

/// Every text, number and `true` of a file, wherever it stands. What is empty, `false` or null need not be written.
fn values(value: &Value, into: &mut Vec<Value>) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| values(one, into)),
        Value::Object(fields) => fields.values().for_each(|one| values(one, into)),
        Value::Null | Value::Bool(false) => {}
        Value::String(text) if text.trim().is_empty() => {}
        one => into.push(one.clone()),
    }
}

/// The law of every file that is read: each of its values stands in the saved file again, each record that was set aside
/// stands in its list as it was, and saving once more changes nothing. Returns the saved file.
fn nothing_is_lost(name: &str, bytes: &[u8]) -> Value {
    let loaded = accepted(bytes);
    let once = written(&loaded.dossier);
    let again = accepted(once.as_bytes());
    assert_eq!(written(&again.dossier), once, "{name}: the second saving changes the file");
    assert_eq!(again.dossier.set_aside().len(), loaded.dossier.set_aside().len(), "{name}: set aside, then not");
    let saved: Value = serde_json::from_str(&once).unwrap();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    values(&serde_json::from_slice(bytes).unwrap(), &mut before);
    values(&saved, &mut after);
    // The role that goes without saying is not written.
    for value in before.iter().filter(|value| **value != "principal") {
        let is_there = |other: &Value| match (value.as_str(), other.as_str()) {
            (Some(value), Some(other)) => other.contains(value),
            _ => value == other,
        };
        assert!(after.iter().any(is_there), "{name}: {value} is lost in\n{once}");
    }
    for aside in loaded.dossier.set_aside() {
        let record: Value = serde_json::from_str(&aside.json).unwrap();
        assert!(saved[aside.list.word()].as_array().unwrap().contains(&record), "{name}: {record} is lost in\n{once}");
    }
    saved
}

/// A file with two parties, two items, one source and these positions; the first position stands at line 7, column 5.
fn with_positions(positions: &str) -> String {
    format!(
        r#"{{
  "standpoint": 1,
  "sources": [{{"id": "call", "title": "Call", "published": "2025-03-18", "text": "Kyiv said yes — at once."}}],
  "parties": [{{"id": "ru", "name": "Russia", "aliases": ["Moscow"]}}, {{"id": "ua", "name": "Ukraine"}}],
  "items": [{{"id": "truce", "title": "Truce"}}, {{"id": "nato", "title": "NATO"}}],
  "positions": [
    {positions}
  ]
}}
"#
    )
}
