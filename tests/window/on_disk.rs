//! The file is changed under the open window.

use std::fs;

use serde_json::{Value, json};

use super::program::Stage;
use super::{assert_same, changed_position, read};

/// What a colleague changes, who has the same file open elsewhere.
fn colleague(file: &mut Value, title: &str) {
    let items = file["items"].as_array_mut().expect("items");
    let last = items.last_mut().expect("an item");
    last["title"] = json!(title);
}

/// If this fails, two people on one shared folder overwrite each other's work without a word.
#[test]
fn a_file_changed_under_the_window_is_merged_by_enter() {
    let stage = Stage::new("10-changed-on-disk");
    let path = stage.sample();
    let mut program = stage.start(&[&path]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    program.keys(&["Down", "Down", "Right", "r"]);
    program.wait_for_title("• ceasefire.positions.json – Standpoint");
    let mut expected = read(&path);
    colleague(&mut expected, "As a colleague calls it");
    fs::write(&path, serde_json::to_vec_pretty(&expected).expect("JSON")).expect("the colleague saves");

    // Noticed on coming back to the window.
    program.leave_and_come_back();
    program.picture();
    program.keys(&["Return"]);
    program.keys(&["ctrl+s"]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    changed_position(&mut expected)["stance"] = json!("rejects");
    assert_same(&read(&path), &expected, "the saved file holds what both have changed");

    // Noticed before saving, without leaving the window; the answer saves.
    program.keys(&["o"]);
    program.wait_for_title("• ceasefire.positions.json – Standpoint");
    let mut changed = read(&path);
    colleague(&mut changed, "As a colleague calls it now");
    fs::write(&path, serde_json::to_vec_pretty(&changed).expect("JSON")).expect("the colleague saves again");
    program.keys(&["ctrl+s"]);
    assert_same(&read(&path), &changed, "nothing is written before the answer");
    program.keys(&["Return"]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    changed_position(&mut changed)["stance"] = json!("offers");
    assert_same(&read(&path), &changed, "the saved file holds what both have changed since");

    // Nothing unsaved: Enter shows theirs, and closing asks for nothing.
    colleague(&mut changed, "As a colleague calls it at last");
    fs::write(&path, serde_json::to_vec_pretty(&changed).expect("JSON")).expect("the colleague saves once more");
    program.leave_and_come_back();
    program.keys(&["Return", "r", "ctrl+s"]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    let saved = program.wait("the saved file", |_| {
        let saved = read(&path);
        (saved["positions"] != changed["positions"]).then_some(saved)
    });
    assert_eq!(saved["items"], changed["items"], "what was reloaded was lost");
    program.keys(&["ctrl+q"]);
    program.wait_for_end();
}
