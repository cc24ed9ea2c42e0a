//! Position files from the outside: whatever a person opens, unites or saves, the program says what is wrong and how to
//! mend it, and nothing of the file is lost. Single rules stand beside general laws: no value of a file disappears, and a
//! second saving changes nothing. How a file is laid out is held by `tests/writing`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod checked;
mod highlighters;
mod kept;
mod named;
mod nothing_lost;
mod odd;
mod quotations;
mod real_data;
mod refused;
mod round_trip;
mod samples;
mod schemas;
mod set_aside;
mod uniting;

use serde_json::Value;
use standpoint::files::{self, Finding, FindingKind, Loaded, Refusal};
use standpoint::model::Dossier;

/// Reads a file that must be accepted.
#[track_caller]
fn accepted(bytes: impl AsRef<[u8]>) -> Loaded {
    let bytes = bytes.as_ref();
    files::read(bytes.to_vec())
        .unwrap_or_else(|refusal| panic!("refused: {refusal}\n{}", String::from_utf8_lossy(bytes)))
}

/// Reads a file that must be refused.
#[track_caller]
fn refused(bytes: impl AsRef<[u8]>) -> Refusal {
    match files::read(bytes.as_ref().to_vec()) {
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

/// The only finding of a kind.
fn only(loaded: &Loaded, kind: FindingKind) -> &Finding {
    let [one] = of_kind(loaded, kind)[..] else { panic!("not one {kind:?}: {:#?}", loaded.findings.list) };
    one
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
fn nothing_is_lost(name: &str, bytes: impl AsRef<[u8]>) -> Value {
    let bytes = bytes.as_ref();
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

/// A position file with these fields behind the version.
fn file(fields: &str) -> String {
    format!("{{\"standpoint\": 1, {fields}}}")
}

/// Two parties, one item, one source, and this position.
fn with_position(position: &str) -> String {
    file(&format!(
        "\"sources\": [{{\"id\": \"call\", \"published\": \"2025\", \"text\": \"We agree. We agree.\"}}],\n\
         \"parties\": [{{\"id\": \"r\", \"name\": \"Russia\", \"aliases\": [\"Moscow\"]}}, {{\"id\": \"u\", \"name\": \"Ukraine\"}}],\n\
         \"items\": [{{\"id\": \"i\", \"title\": \"Truce\"}}],\n\
         \"positions\": [\n{position}\n]"
    ))
}

/// Loads, saves, loads and saves again: the two saved files must be the same bytes, and the two dossiers equal.
fn saved_twice(text: &str) -> (Loaded, String) {
    let first = accepted(text);
    let saved = written(&first.dossier);
    let second = accepted(&saved);
    assert_eq!(written(&second.dossier), saved, "a file that the program wrote changes when it is saved again");
    assert_same(&first.dossier, &second.dossier);
    (first, saved)
}

/// The same records in the same order.
fn assert_same(one: &Dossier, two: &Dossier) {
    assert_eq!(one.title(), two.title());
    assert_eq!(one.note(), two.note());
    assert!(one.sources().iter().map(|(_, record)| record).eq(two.sources().iter().map(|(_, record)| record)));
    assert!(one.parties().iter().map(|(_, record)| record).eq(two.parties().iter().map(|(_, record)| record)));
    assert!(one.items().iter().map(|(_, record)| record).eq(two.items().iter().map(|(_, record)| record)));
    assert!(one.positions().map(|(_, record)| record).eq(two.positions().map(|(_, record)| record)));
    let aside = |dossier: &Dossier| {
        let mut aside: Vec<_> = dossier.set_aside().iter().map(|record| (record.list, record.json.clone())).collect();
        aside.sort();
        aside
    };
    assert_eq!(aside(one), aside(two));
}

/// What was found of a kind, in words.
fn found(loaded: &Loaded, kind: FindingKind) -> Vec<&str> {
    of_kind(loaded, kind).iter().map(|finding| finding.message.as_str()).collect()
}

#[track_caller]
fn assert_says(messages: &[&str], words: &[&str]) {
    assert!(
        messages.iter().any(|message| words.iter().all(|word| message.contains(word))),
        "none says {words:?}: {messages:#?}"
    );
}
