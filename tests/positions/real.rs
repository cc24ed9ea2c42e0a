//! Real matrices and over a hundred troublesome rows: every row survives a load and a save.
//!
//! They have no licence to be shipped and lie beside the repository; where they are absent, these tests say so and pass
//! over them, except in CI.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::loading::{load, saved_twice};

/// The rows of a set, or None where it is not there.
#[allow(clippy::print_stderr, reason = "a test that is passed over says so")]
fn rows(name: &str) -> Option<Vec<Map<String, Value>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()),
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "{}: {error}", path.display());
            eprintln!("passed over: {}: {error}", path.display());
            None
        }
    }
}

/// A row as a position; what the file has under another name or not at all keeps its own name.
fn position(row: &Map<String, Value>) -> Value {
    let mut position = Map::new();
    for (name, value) in row {
        let name = match name.as_str() {
            "text" => "wording",
            "source" => {
                if let Some(source) = value.as_str().filter(|source| !source.is_empty()) {
                    position.insert("evidence".into(), json!([{ "source": source }]));
                }
                continue;
            }
            "stance" if *value == json!("neutral") => {
                position.insert("stance".into(), json!("reserved"));
                continue;
            }
            other => other,
        };
        position.insert(name.into(), value.clone());
    }
    Value::Object(position)
}

/// Every position of a saved file as comparable words: who, on what, how, in which words, from where, with what else.
fn words(file: &Value) -> Vec<String> {
    let name = |list: &str, field: &str, id: &Value| -> Value {
        let records = file[list].as_array().map(Vec::as_slice).unwrap_or_default();
        records.iter().find(|record| record["id"] == *id).map_or_else(|| id.clone(), |record| record[field].clone())
    };
    let mut all: Vec<String> = file["positions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|position| {
            let mut position = position.clone();
            position["party"] = name("parties", "name", &position["party"]);
            position["item"] = name("items", "title", &position["item"]);
            if position["evidence"].is_array() {
                position["evidence"][0]["source"] = name("sources", "title", &position["evidence"][0]["source"]);
            }
            let fields = position.as_object().unwrap().iter();
            // Nothing, said in whatever way, is not written.
            let said = fields.filter(|(_, value)| !value.is_null() && **value != json!(""));
            said.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(";")
        })
        .collect();
    all.sort();
    all
}

fn every_row_survives(name: &str) -> Option<standpoint::files::Loaded> {
    let rows = rows(name)?;
    let file = json!({ "standpoint": 1, "title": name, "positions": rows.iter().map(position).collect::<Vec<_>>() });
    let (loaded, saved) = saved_twice(&file.to_string());
    let written: Value = serde_json::from_str(&saved).unwrap();
    assert_eq!(loaded.dossier.position_count() + loaded.dossier.set_aside().len(), rows.len());
    assert_eq!(words(&written), words(&file));
    Some(loaded)
}

#[test]
fn a_full_matrix_of_an_election_survives() {
    // If this fails, somebody's year of coding is not what it was after the first save.
    if let Some(loaded) = every_row_survives("wahlomat-eu-2019.jsonl") {
        let dossier = &loaded.dossier;
        assert_eq!((dossier.parties().len(), dossier.items().len(), dossier.position_count()), (40, 38, 1_520));
        assert!(dossier.set_aside().is_empty() && !loaded.findings.keeps_out());
    }
}

#[test]
fn a_sparse_matrix_with_contradictions_survives() {
    // If this fails, the several statements of one cell are not all there after the first save.
    if let Some(loaded) = every_row_survives("dna-domestic-heating.jsonl") {
        let dossier = &loaded.dossier;
        assert_eq!((dossier.parties().len(), dossier.items().len(), dossier.position_count()), (94, 69, 559));
        assert!(dossier.set_aside().is_empty());
    }
}

#[test]
fn nasty_rows_survive() {
    // If this fails, control characters, mojibake or an empty name cost a row.
    if let Some(loaded) = every_row_survives("nasty.jsonl") {
        assert!(loaded.dossier.position_count() > 60, "most can be read: {}", loaded.dossier.position_count());
        assert!(!loaded.dossier.set_aside().is_empty(), "rows that name nobody cannot");
        for record in loaded.dossier.set_aside() {
            assert!(record.reason.contains('“') || record.reason.contains("stance"), "{}", record.reason);
        }
    }
}

#[test]
fn rows_given_as_they_are_become_set_aside_and_none_is_lost() {
    // If this fails, a file of the wrong make loses rows on the way through the program.
    let Some(rows) = rows("nasty.jsonl") else { return };
    let text =
        json!({ "standpoint": 1, "parties": rows, "items": rows, "sources": rows, "positions": rows }).to_string();
    let loaded = load(&text);
    saved_twice(&text);
    assert_eq!(
        loaded.dossier.sources().len()
            + loaded
                .dossier
                .set_aside()
                .iter()
                .filter(|record| record.list == standpoint::model::List::Sources)
                .count(),
        rows.len()
    );
}
