//! Position files as people really have them: broken, odd, half right, and from the field. Whatever is wrong, the message
//! says where, what and how to mend it, and nothing of the file is lost.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod broken;
mod field;
mod odd;
mod round;
mod samples;

use standpoint::files::{self, Finding, FindingKind, Loaded, Severity};
use standpoint::model::Dossier;

/// Reads a file that must be accepted.
fn read(text: &str) -> Loaded {
    files::read(text.as_bytes().to_vec()).unwrap_or_else(|refusal| panic!("refused: {refusal}\n{text}"))
}

/// Writes a dossier.
fn written(dossier: &Dossier) -> String {
    let mut bytes = Vec::new();
    files::write(dossier, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The only finding of a kind.
fn only(loaded: &Loaded, kind: FindingKind) -> &Finding {
    let mut found = loaded.findings.list.iter().filter(|finding| finding.kind == kind);
    let first = found.next().unwrap_or_else(|| panic!("no {kind:?} among {:#?}", loaded.findings.list));
    assert!(found.next().is_none(), "more than one {kind:?}: {:#?}", loaded.findings.list);
    first
}

/// A file with two parties, two items, one source and these positions.
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

/// What was set aside comes back unchanged, and again after the next saving.
fn assert_kept(loaded: &Loaded, records: &[&str]) {
    let once = written(&loaded.dossier);
    let twice = written(&read(&once).dossier);
    assert_eq!(once, twice, "the second saving changes the file");
    let file: serde_json::Value = serde_json::from_str(&once).unwrap();
    let all: Vec<_> = ["sources", "parties", "items", "positions"]
        .iter()
        .filter_map(|list| file[list].as_array())
        .flatten()
        .collect();
    for record in records {
        let record: serde_json::Value = serde_json::from_str(record).unwrap();
        assert!(all.contains(&&record), "{record} is lost in\n{once}");
    }
}

fn kept_out(loaded: &Loaded) -> Vec<&str> {
    let list = loaded.findings.list.iter().filter(|finding| finding.severity == Severity::KeptOut);
    list.map(|finding| finding.message.as_str()).collect()
}
