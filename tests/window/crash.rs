//! The program is killed while it is worked with, and started again.

use std::fs;

use serde_json::{Value, json};

use super::program::Stage;
use super::{assert_same, changed_position, read};

/// If this fails, whoever is hit by a crash or a power cut begins the day's work anew.
#[test]
fn what_was_done_before_a_kill_is_restored_and_saved() {
    let stage = Stage::new("11-restored");
    let sample = stage.sample();
    let before = read(&sample);
    let mut program = stage.start(&[&sample]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    // Ukraine on “Russia accepts the US proposal without conditions”: a stance, and another wording.
    program.keys(&["Down", "Down", "Right", "r", "F2", "ctrl+a"]);
    program.type_text("Nothing without a written text");
    program.keys(&["Return"]);
    program.wait_for_title("• ceasefire.positions.json – Standpoint");
    program.kill();
    assert_same(&read(&sample), &before, "the file is as it was");
    let kept = stage.kept();
    assert!(kept.iter().any(|name| name.ends_with(".journal")), "{kept:?}");

    let mut program = stage.start(&[]);
    // The question stands in front of the start page; Enter restores.
    program.picture();
    program.keys(&["Return"]);
    program.wait_for_title("• ceasefire.positions.json – Standpoint");
    program.keys(&["ctrl+s"]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    let mut expected = before.clone();
    let position = changed_position(&mut expected);
    position["stance"] = json!("rejects");
    position["wording"] = json!("Nothing without a written text");
    assert_same(&read(&sample), &expected, "both steps came back");
    // The history came back too.
    program.keys(&["ctrl+z", "ctrl+z", "ctrl+s"]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    program.wait("the file as it was", |_| {
        let file = serde_json::from_slice::<Value>(&fs::read(&sample).ok()?).ok()?;
        (file == before).then_some(())
    });
    program.keys(&["ctrl+q"]);
    program.wait_for_end();
    assert_eq!(stage.kept(), Vec::<String>::new(), "closing leaves nothing behind");

    // The next start has nothing to ask.
    let mut program = stage.start(&[&sample]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    program.keys(&["ctrl+q"]);
    program.wait_for_end();
}
