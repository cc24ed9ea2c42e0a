//! Matrices from the field as a person converts them: every row of the shared data is in the dossier, or is known
//! to be missing something.

use std::path::Path;

use serde_json::{Value, json};
use standpoint::files::FindingKind;
use standpoint::model::Dossier;
use standpoint::model::names::folded;

use super::{accepted, of_kind, written};

/// The rows of a file; None, said aloud, where the data are not there. The full check, which sets `CI`, needs them.
fn rows(name: &str) -> Option<Vec<Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        assert!(std::env::var_os("CI").is_none(), "the full check needs {}", path.display());
        std::io::Write::write_all(&mut std::io::stderr(), format!("not checked: no {}\n", path.display()).as_bytes())
            .unwrap();
        return None;
    };
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// A row as a position, as the data's own description says.
fn position(row: &Value) -> Value {
    let mut position = json!({"party": row["party"], "item": row["item"], "wording": row["text"], "date": row["date"]});
    match row["stance"].as_str() {
        Some("neutral") => position["stance"] = json!("reserved"),
        Some(stance) => position["stance"] = json!(stance),
        None => {}
    }
    if row["source"].is_string() {
        position["evidence"] = json!([{"source": row["source"]}]);
    }
    position
}

/// A row without a party, an item or a stance says nothing that could be compared.
fn is_usable(row: &Value) -> bool {
    ["party", "item", "stance"].iter().all(|field| row[field].as_str().is_some_and(|text| !text.trim().is_empty()))
}

/// What a position says, in a form in which rows and dossiers can be compared.
fn said(dossier: &Dossier) -> Vec<[String; 5]> {
    let one = dossier.positions().map(|(_, position)| {
        [
            folded(&dossier.parties().get(position.party).unwrap().name),
            folded(&dossier.items().get(position.item).unwrap().title),
            position.stance.word().to_owned(),
            position.wording.to_string(),
            position.date.map(|date| date.to_string()).unwrap_or_default(),
        ]
    });
    one.collect()
}

/// Every row is where it belongs, in file order; the rest is set aside, counted and told; saving twice is saving once.
fn every_row_is_there(name: &str, expected: (usize, usize)) {
    let Some(rows) = rows(name) else { return };
    let (usable, unusable): (Vec<&Value>, Vec<&Value>) = rows.iter().partition(|row| is_usable(row));
    assert_eq!((usable.len(), unusable.len()), expected, "{name} is another file than this test was made for");
    let mut items: Vec<Value> = Vec::new();
    for row in usable.iter().filter(|row| row["item_text"].is_string()) {
        let item = json!({"id": row["item"], "title": row["item_text"]});
        if !items.iter().any(|other| other["id"] == item["id"]) {
            items.push(item);
        }
    }
    let title_of = |row: &Value| {
        let declared = items.iter().find(|item| item["id"] == row["item"]);
        folded(declared.map_or(&row["item"], |item| &item["title"]).as_str().unwrap())
    };
    let wanted: Vec<[String; 5]> = usable
        .iter()
        .map(|row| {
            let position = position(row);
            let text = |field: &str| position[field].as_str().unwrap_or_default().to_owned();
            [folded(&text("party")), title_of(row), text("stance"), text("wording"), text("date")]
        })
        .collect();
    let positions: Vec<Value> = rows.iter().map(position).collect();
    let file = json!({"standpoint": 1, "items": items, "positions": positions}).to_string();
    let loaded = accepted(file.as_bytes());
    assert_eq!(said(&loaded.dossier), wanted, "{name}");
    assert_eq!(of_kind(&loaded, FindingKind::SetAside).len(), unusable.len(), "{name}: set aside in silence");
    let kept: Vec<Value> =
        loaded.dossier.set_aside().iter().map(|aside| serde_json::from_str(&aside.json).unwrap()).collect();
    assert_eq!(kept, unusable.iter().map(|row| position(row)).collect::<Vec<_>>(), "{name}");
    let once = written(&loaded.dossier);
    let again = accepted(once.as_bytes()).dossier;
    assert_eq!(said(&again), wanted, "{name}: after saving");
    assert_eq!(written(&again), once, "{name}: the second saving changes the file");
}

/// A full matrix of 40 parties and 38 theses, with quotation marks in nearly every wording.
#[test]
fn the_german_matrix_is_there_row_by_row() {
    every_row_is_there("wahlomat-eu-2019.jsonl", (1_520, 0));
}

/// Statements coded from newspapers: many in one cell, some against each other, dated by year.
#[test]
fn the_newspaper_statements_are_there_row_by_row() {
    every_row_is_there("dna-domestic-heating.jsonl", (559, 0));
}

/// Control characters, markup, names with line breaks, missing stances: what breaks other programs.
#[test]
fn the_nasty_rows_are_there_or_set_aside() {
    every_row_is_there("nasty.jsonl", (96, 23));
}
