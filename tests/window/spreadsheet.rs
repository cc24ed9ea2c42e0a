//! A day's work as hands know it from a spreadsheet, by keys alone: a dossier is built, filled from a copied block,
//! reordered, merged, filtered, transposed, taken back and done again. The file says what came of each.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::program::{Program, Stage};

const PARTIES: [&str; 5] = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"];
const ITEMS: usize = 10;

/// Puts a text on the clipboard, as another program does.
fn copy_elsewhere(text: &str) {
    let mut xclip =
        Command::new("xclip").args(["-selection", "clipboard"]).stdin(Stdio::piped()).spawn().expect("xclip");
    xclip.stdin.take().expect("its input").write_all(text.as_bytes()).expect("the text is taken");
    xclip.wait().expect("xclip goes on in the background");
}

/// Ten rows of five cells, as a spreadsheet gives them; one has a line break and quotes.
fn block() -> String {
    let stances = ["Demands", "Offers", "Accepts", "Rejects", "Reserved"];
    let row = |row: usize| {
        let cell = |column: usize| match (row, column) {
            (0, 0) => "\"Demands: says \"\"now\"\"\nand means it\"".to_owned(),
            (9, 4) => String::new(),
            _ => format!("{}: words {row}-{column}", stances[(row + column) % 5]),
        };
        (0..5).map(cell).collect::<Vec<_>>().join("\t")
    };
    (0..ITEMS).map(|n| row(n) + "\n").collect()
}

/// Saves and waits until the file is as it should be.
fn saved(program: &mut Program<'_>, path: &Path, what: &str, is_right: impl Fn(&Value) -> bool) -> Value {
    program.keys(&["ctrl+s"]);
    program.wait(what, |_| {
        let file: Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
        is_right(&file).then_some(file)
    })
}

fn names(file: &Value, kind: &str, field: &str) -> Vec<String> {
    let records = file[kind].as_array().map_or(&[][..], Vec::as_slice);
    records.iter().map(|record| record[field].as_str().unwrap_or_default().to_owned()).collect()
}

/// Stance and wording by the names of party and item, where there is one position.
fn said(file: &Value, party: &str, item: &str) -> Option<(String, String)> {
    let id = |kind: &str, field: &str, name: &str| {
        let found = file[kind].as_array()?.iter().find(|record| record[field] == name)?;
        Some(found["id"].clone())
    };
    let (party, item) = (id("parties", "name", party)?, id("items", "title", item)?);
    let position = file["positions"].as_array()?.iter().find(|p| p["party"] == party && p["item"] == item)?;
    let text = |field: &str| position[field].as_str().unwrap_or_default().to_owned();
    Some((text("stance"), text("wording")))
}

fn count(file: &Value, kind: &str) -> usize {
    file[kind].as_array().map_or(0, Vec::len)
}

/// If this fails, hands that know a spreadsheet cannot build, fill, reorder, merge, filter, turn and take back here, or
/// the file is not what they did.
#[test]
fn a_dossier_is_built_filled_rearranged_and_taken_back_by_keys() {
    let stage = Stage::new("6-spreadsheet");
    let path = stage.file("talks.positions.json");
    let mut program = stage.start(&[]);
    program.keys(&["ctrl+n"]);
    program.wait_for_title("Untitled – Standpoint");
    for party in PARTIES {
        program.keys(&["ctrl+shift+p"]);
        program.type_text(party);
        program.keys(&["Return"]);
    }
    for number in 1..=ITEMS {
        program.keys(&["ctrl+shift+i"]);
        program.type_text(&format!("Item {number}"));
        program.keys(&["Return"]);
    }
    program.keys(&["ctrl+s"]);
    program.answer_dialog(&path, false);
    program.wait_for_title("talks.positions.json – Standpoint");

    copy_elsewhere(&block());
    program.keys(&["ctrl+Home", "ctrl+v"]);
    program.wait_for_title("• talks.positions.json – Standpoint");
    let file = saved(&mut program, &path, "49 positions in the file", |file| count(file, "positions") == 49);
    assert_eq!(names(&file, "parties", "name"), PARTIES);
    assert_eq!(said(&file, "Alpha", "Item 1").expect("filled").1, "says \"now\"\nand means it");
    assert_eq!(said(&file, "Delta", "Item 3").expect("filled"), ("demands".to_owned(), "words 2-3".to_owned()));

    // The first item goes down by one.
    program.keys(&["ctrl+Home", "Left", "alt+Down"]);
    saved(&mut program, &path, "another order of items", |file| {
        names(file, "items", "title").first().is_some_and(|first| first == "Item 2")
    });
    // The fourth and fifth party become one.
    program.keys(&["ctrl+Home", "Up", "Right", "Right", "Right", "shift+Right", "ctrl+shift+m", "Return"]);
    let file = saved(&mut program, &path, "four parties", |file| count(file, "parties") == 4);
    assert_eq!(count(&file, "positions"), 49, "what was said stays");
    // What is set while a filter hides the other rows leaves those alone.
    program.keys(&["ctrl+alt+f"]);
    program.type_text("words 6-1");
    program.keys(&["Return", "ctrl+Home", "ctrl+a", "r"]);
    let file = saved(&mut program, &path, "a row of rejections", |file| {
        PARTIES[..3].iter().all(|party| said(file, party, "Item 7").is_some_and(|(stance, _)| stance == "rejects"))
    });
    assert_eq!(said(&file, "Alpha", "Item 2").expect("there").0, "offers", "a hidden row was changed");
    program.keys(&["ctrl+shift+x"]);
    // Turned, the second row is the second party.
    program.keys(&["ctrl+shift+t", "ctrl+Home", "Down", "v"]);
    let last = saved(&mut program, &path, "the second party's stance on the first item", |file| {
        said(file, "Beta", "Item 2").is_some_and(|(stance, _)| stance == "reserved")
    });
    program.picture();

    program.keys(&["ctrl+z"; 24]);
    saved(&mut program, &path, "an empty dossier", |file| {
        ["parties", "items", "positions"].iter().all(|kind| count(file, kind) == 0)
    });
    program.keys(&["ctrl+y"; 24]);
    let again = saved(&mut program, &path, "everything done again", |file| count(file, "positions") == 49);
    super::assert_same(&again, &last, "what was taken back and done again is as it was");
    program.keys(&["ctrl+q"]);
    program.wait_for_end();
    assert_eq!(
        stage.files(),
        ["talks.positions.json", "talks.positions.json.bak"],
        "something was left behind, or no backup"
    );
}
