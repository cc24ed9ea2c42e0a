//! Real matrices from the field: every row survives a load and a save.

use std::io::Write as _;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::{read, written};

/// The rows of a file of real data; None where the data are not there. A full check has them.
fn rows(name: &str) -> Option<Vec<Value>> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data")).join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()),
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "the full check needs {}: {error}", path.display());
            std::io::stderr().write_all(format!("passed over: {} is not here\n", path.display()).as_bytes()).ok();
            None
        }
    }
}

/// A position file of these rows. Returns it with the rows that have a party, an item and a stance.
fn file_of(rows: &[Value]) -> (String, Vec<Value>) {
    let mut positions = Vec::new();
    for row in rows {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let stance = match row["stance"].as_str() {
            Some("neutral") => "reserved".to_owned(),
            Some(stance) => stance.to_owned(),
            None => String::new(),
        };
        let mut position =
            json!({"party": text("party"), "item": text("item"), "stance": stance, "wording": text("text")});
        if let Some(date) = row["date"].as_str() {
            position["date"] = json!(date);
        }
        if !text("source").is_empty() {
            position["evidence"] = json!([{"source": text("source")}]);
        }
        positions.push(position);
    }
    (serde_json::to_string_pretty(&json!({"standpoint": 1, "positions": positions})).unwrap(), positions)
}

fn assert_every_row_survives(name: &str, least: usize) {
    let Some(rows) = rows(name) else { return };
    assert!(rows.len() >= least, "{name} has only {} rows", rows.len());
    let (file, positions) = file_of(&rows);
    let loaded = read(&file);
    let once = written(&loaded.dossier);
    let again = read(&once);
    assert_eq!(written(&again.dossier), once, "{name}: the second saving changes the file");
    let saved: Value = serde_json::from_str(&once).unwrap();
    let records = saved["positions"].as_array().unwrap();
    assert_eq!(records.len(), positions.len(), "{name}: rows were lost or made");
    let mut used = again.dossier.positions();
    for position in &positions {
        if records.contains(position)
            && again
                .dossier
                .set_aside()
                .iter()
                .any(|aside| serde_json::from_str::<Value>(&aside.json).unwrap() == *position)
        {
            continue;
        }
        let (_, read) = used.next().unwrap_or_else(|| panic!("{name}: {position} is lost"));
        let party = &again.dossier.parties().get(read.party).unwrap().name;
        let item = &again.dossier.items().get(read.item).unwrap().title;
        let folded = standpoint::model::names::folded;
        assert_eq!(folded(party), folded(position["party"].as_str().unwrap()), "{name}");
        assert_eq!(folded(item), folded(position["item"].as_str().unwrap()), "{name}");
        assert_eq!(read.wording.as_str(), position["wording"].as_str().unwrap(), "{name}");
        assert_eq!(read.stance.word(), position["stance"].as_str().unwrap(), "{name}");
        assert_eq!(read.date.map(|date| date.to_string()).as_deref(), position["date"].as_str(), "{name}");
    }
    assert!(used.next().is_none(), "{name}: positions out of nowhere");
}

/// The full German matrix, with quotation marks inside texts.
#[test]
fn the_german_matrix_survives() {
    assert_every_row_survives("wahlomat-eu-2019.jsonl", 1_520);
}

/// Sparse statements with many in one cell and dates that are years.
#[test]
fn coded_newspaper_statements_survive() {
    assert_every_row_survives("dna-domestic-heating.jsonl", 559);
}

/// The rows that have troubled other programs.
#[test]
fn the_nastiest_rows_survive() {
    assert_every_row_survives("nasty.jsonl", 100);
}
