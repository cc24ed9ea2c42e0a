//! The real program in a real window: keys in, files out. `.ci/run` sets up the display that these stories need;
//! `cargo test` leaves them out. Pictures of how each story ends lie in `target/window-test/`.
#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a story says what is missing and ends, also outside #[test] functions"
)]

mod articles;
mod calc;
mod coding;
mod crash;
mod full_disk;
mod on_disk;
mod program;
mod small_disk;
mod spreadsheet;
mod watched;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use program::Stage;
use serde_json::{Value, json};

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("the file")).expect("JSON")
}

/// Where two JSON values differ, one line for each place.
fn differences(path: &str, left: &Value, right: &Value) -> Vec<String> {
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            let mut names: Vec<_> = left.keys().chain(right.keys()).collect();
            names.sort();
            names.dedup();
            let field = |of: &serde_json::Map<String, Value>, name: &String| of.get(name).cloned().unwrap_or_default();
            names
                .iter()
                .flat_map(|name| differences(&format!("{path}/{name}"), &field(left, name), &field(right, name)))
                .collect()
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => (left.iter().zip(right).enumerate())
            .flat_map(|(number, (left, right))| differences(&format!("{path}/{number}"), left, right))
            .collect(),
        _ if left == right => Vec::new(),
        _ => vec![format!("{path}: {left} instead of {right}")],
    }
}

fn assert_same(left: &Value, right: &Value, words: &str) {
    let found = differences("", left, right);
    assert!(found.is_empty(), "{words}, but it has\n{}", found.join("\n"));
}

/// The position of Ukraine on “Russia accepts the US proposal without conditions”: below the first cell and to its right.
fn changed_position(file: &mut Value) -> &mut Value {
    let positions = file["positions"].as_array_mut().expect("positions");
    let is_changed = |position: &&mut Value| position["party"] == "ukraine" && position["item"] == "unconditional";
    positions.iter_mut().find(is_changed).expect("the position")
}

/// If this fails, the main thing does not work: opening a file, saying what a party wants, taking it back, saving and
/// exporting, all by keys and the system's own file dialogs.
#[test]
fn a_file_is_opened_changed_saved_and_exported() {
    let stage = Stage::new("1-open-change-save-export");
    let (original, copy, comparison) = (stage.sample(), stage.file("copy.positions.json"), stage.file("result.json"));
    let before = fs::read(&original).expect("the sample");
    let mut program = stage.start(&[]);
    program.wait_for_title("Standpoint");
    program.keys(&["ctrl+o"]);
    program.answer_dialog(&original, true);
    program.wait_for_title("ceasefire.positions.json – Standpoint");

    program.keys(&["Down", "Down", "Right", "r"]);
    program.wait_for_title("• ceasefire.positions.json – Standpoint");
    program.keys(&["Return", "ctrl+a"]);
    program.type_text("Written by the window test");
    program.keys(&["Return", "ctrl+z"]);
    program.wait_for_title("• ceasefire.positions.json – Standpoint");
    program.keys(&["ctrl+z"]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    program.keys(&["ctrl+shift+z", "ctrl+shift+z"]);
    program.wait_for_title("• ceasefire.positions.json – Standpoint");

    program.keys(&["ctrl+shift+s"]);
    program.answer_dialog(&copy, false);
    program.wait_for_title("copy.positions.json – Standpoint");
    program.keys(&["ctrl+e"]);
    program.answer_dialog(&comparison, false);
    let exported = program.wait_for_json(&comparison);
    program.picture();
    program.keys(&["ctrl+q"]);
    program.wait_for_end();

    let mut expected = read(&original);
    let position = changed_position(&mut expected);
    position["stance"] = json!("rejects");
    position["wording"] = json!("Written by the window test");
    assert_same(&read(&copy), &expected, "the saved file is the opened one but for the changed position");
    assert_eq!(fs::read(&original).expect("the sample"), before, "saving elsewhere leaves the opened file alone");
    let text = exported.to_string();
    assert!(text.contains("Written by the window test"), "the comparison lacks the new wording");
    assert!(is_rejected(&exported), "the comparison lacks the new stance");
    assert_eq!(
        stage.files(),
        ["ceasefire.positions.json", "copy.positions.json", "result.json"],
        "something was left behind"
    );
}

/// True when some object of the export says that the wording of the test comes with the stance of the test.
fn is_rejected(value: &Value) -> bool {
    match value {
        Value::Object(fields) => {
            let is_it = fields.get("wording").is_some_and(|wording| wording == "Written by the window test")
                && fields.get("stance").is_some_and(|stance| stance == "rejects");
            is_it || fields.values().any(is_rejected)
        }
        Value::Array(values) => values.iter().any(is_rejected),
        _ => false,
    }
}

/// If this fails, a person who closes the window loses what was not saved, or cannot get out.
#[test]
fn leaving_with_unsaved_changes_asks_first() {
    let stage = Stage::new("2-unsaved-changes");
    let path = stage.sample();
    let mut program = stage.start(&[&path]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    program.keys(&["Down", "Down", "Right", "r"]);
    program.wait_for_title("• ceasefire.positions.json – Standpoint");
    program.keys(&["ctrl+q"]);
    assert!(program.stays(), "Ctrl+Q closed the window over unsaved changes");
    program.keys(&["Escape", "ctrl+z"]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    program.keys(&["ctrl+shift+z"]);
    program.wait_for_title("• ceasefire.positions.json – Standpoint");
    program.keys(&["alt+F4"]);
    assert!(program.stays(), "the window manager closed the window over unsaved changes");
    program.picture();
    let mut expected = read(&path);
    program.keys(&["Return"]);
    program.wait_for_end();

    changed_position(&mut expected)["stance"] = json!("rejects");
    assert_same(&read(&path), &expected, "Enter saves what was changed before the window closes");
    assert_eq!(
        stage.files(),
        ["ceasefire.positions.json", "ceasefire.positions.json.bak"],
        "something was left behind, or no backup"
    );
}

/// If this fails, the hand on the mouse meets nothing: ranges, heads and edges that do not follow it.
#[test]
fn ranges_and_heads_follow_the_mouse() {
    let stage = Stage::new("8-mouse");
    let path = stage.sample();
    let mut program = stage.start(&[&path]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    // The window is 1276 points wide; items are 192 points wide, parties share the rest beside the inspector.
    program.drag((260, 200), (415, 290));
    program.keys(&["r"]);
    program.wait_for_title("• ceasefire.positions.json – Standpoint");
    program.drag((250, 101), (620, 101));
    program.picture();
    program.keys(&["ctrl+s"]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    program.keys(&["ctrl+q"]);
    program.wait_for_end();
    let saved = read(&path);
    let names: Vec<_> = saved["parties"].as_array().expect("parties").iter().map(|party| party["id"].clone()).collect();
    assert_eq!(names, ["ukraine", "united-states", "russia", "european-allies"], "the head was not moved");
    for (party, item) in [
        ("russia", "us-proposal"),
        ("ukraine", "us-proposal"),
        ("russia", "unconditional"),
        ("ukraine", "unconditional"),
    ] {
        let positions = saved["positions"].as_array().expect("positions");
        let is_here = |position: &&Value| position["party"] == party && position["item"] == item;
        let last = positions.iter().rfind(is_here).expect("a position in every cell of the range");
        assert_eq!(last["stance"], "rejects", "{party} on {item} was not in the range");
    }
}

/// If this fails, what a person wants to show to others cannot leave the window as it looks.
#[test]
fn the_view_is_written_as_a_picture() {
    let stage = Stage::new("7-picture");
    let path = stage.sample();
    let png = stage.file("panels.png");
    let mut program = stage.start(&[&path]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    program.keys(&["ctrl+2", "ctrl+shift+e"]);
    program.answer_dialog(&png, false);
    let bytes = program.wait("the picture", |_| fs::read(&png).ok().filter(|bytes| bytes.ends_with(b"IEND\xaeB`\x82")));
    let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    let (width, height) = (side(16), side(20));
    assert!(bytes.starts_with(b"\x89PNG"), "no PNG");
    assert!((400..1400).contains(&width) && (300..900).contains(&height), "{width} × {height} is not the view alone");
    let colors = Command::new("convert").arg(&png).args(["-format", "%k", "info:"]).output().expect("ImageMagick");
    let colors: u32 = String::from_utf8_lossy(&colors.stdout).trim().parse().expect("a number of colours");
    assert!(colors > 200, "{colors} colours are no panels with text and tints");
    program.keys(&["ctrl+q"]);
    program.wait_for_end();
}

/// If this fails, nobody without a desktop portal or zenity can open a file from the window.
#[test]
fn without_a_file_dialog_a_path_can_be_typed() {
    let stage = Stage::new("3-typed-path");
    let path = stage.sample();
    let mut program = stage.start_without_dialogs();
    program.wait_for_title("Standpoint");
    program.keys(&["ctrl+o"]);
    program.type_text(&path.to_string_lossy());
    program.keys(&["Return"]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    program.picture();
    program.keys(&["ctrl+q"]);
    program.wait_for_end();
}

/// If this fails, a person cannot begin without a file.
#[test]
fn a_dossier_is_built_from_nothing() {
    let stage = Stage::new("4-from-nothing");
    let path = stage.file("talks.positions.json");
    let mut program = stage.start(&[]);
    program.keys(&["ctrl+n"]);
    program.wait_for_title("Untitled – Standpoint");
    for party in ["Alpha", "Beta"] {
        program.keys(&["ctrl+shift+p"]);
        program.type_text(party);
        program.keys(&["Return"]);
    }
    program.wait_for_title("• Untitled – Standpoint");
    program.keys(&["ctrl+shift+i"]);
    program.type_text("A bridge");
    program.keys(&["Return", "Right", "Right", "a", "ctrl+s"]);
    program.answer_dialog(&path, false);
    program.wait_for_title("talks.positions.json – Standpoint");
    program.picture();
    program.keys(&["ctrl+q"]);
    program.wait_for_end();

    let saved = read(&path);
    assert_eq!(saved["parties"][0]["name"], "Alpha", "{saved:#}");
    assert_eq!(saved["parties"][1]["name"], "Beta", "{saved:#}");
    assert_eq!(saved["items"][0]["title"], "A bridge", "{saved:#}");
    let positions = saved["positions"].as_array().expect("positions");
    assert_eq!(positions.len(), 1, "{saved:#}");
    assert_eq!(positions[0]["party"], saved["parties"][1]["id"], "{saved:#}");
    assert_eq!(positions[0]["item"], saved["items"][0]["id"], "{saved:#}");
    assert_eq!(positions[0]["stance"], "accepts", "{saved:#}");
    assert_eq!(stage.files(), ["talks.positions.json"], "something was left behind");
}

/// Prints role and name of everything that the program tells a screen reader, once there are cells.
const LISTENER: &str = r#"
import sys, time
import pyatspi

def nodes(node):
    yield node
    for child in node:
        if child is not None:
            yield from nodes(child)

lines = []
end = time.time() + 40
while time.time() < end:
    try:
        programs = [program for program in pyatspi.Registry.getDesktop(0) if program is not None]
        lines = [f"{node.getRoleName()}\t{node.name}" for program in programs for node in nodes(program)]
        # Which roles a node stands within, and what can be pressed or typed into but has no name.
        for program in programs:
            for node in nodes(program):
                role = node.getRoleName()
                if role in ("table cell", "row header") and node.parent is not None:
                    table = node.parent.parent
                    lines.append(f"within\t{role}\t{node.parent.getRoleName()}\t{table.getRoleName() if table else ''}")
                if role in ("push button", "toggle button", "check box", "entry", "text") and not node.name:
                    lines.append(f"nameless\t{role}")
    except Exception as error:
        print(error, file=sys.stderr)
    if any("\tUkraine, " in line for line in lines):
        break
    time.sleep(0.3)
print("\n".join(lines))
"#;

/// In a session of its own: says that somebody listens, starts the program, asks it. (`$0` is the program, `$1` its file.)
const SESSION: &str = r#"
gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus \
    --method org.freedesktop.DBus.Properties.Set org.a11y.Status IsEnabled "<true>" >/dev/null
"$0" "$1" & program=$!
/usr/bin/python3 -c "$2"
kill "$program"
wait "$program"
true
"#;

/// If this fails, a person who cannot see the screen meets an empty window.
#[test]
fn a_screen_reader_finds_the_cells() {
    let can_listen = Command::new("/usr/bin/python3").args(["-c", "import pyatspi"]).stderr(Stdio::null()).status();
    if !can_listen.is_ok_and(|status| status.success()) {
        assert!(std::env::var_os("CI").is_none(), "python3-pyatspi is not installed");
        println!("passed over: python3-pyatspi is not installed");
        return;
    }
    let stage = Stage::new("5-screen-reader");
    let path = stage.sample();
    let mut command = stage.command("timeout");
    command.args(["90", "dbus-run-session", "--", "sh", "-c", SESSION, env!("CARGO_BIN_EXE_standpoint")]);
    let output = command.arg(&path).arg(LISTENER).output().expect("dbus-run-session is installed");
    let heard = String::from_utf8_lossy(&output.stdout);
    let cell = "Ukraine, Russia accepts the US proposal without conditions: demands. \
                Putin should take up the US plan with no conditions";
    assert!(
        heard.lines().any(|line| line.contains(cell)),
        "no cell reads “{cell}”. Heard:\n{heard}\nErrors:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(heard.lines().filter(|line| line.starts_with("table cell\t")).count() > 10, "few cells. Heard:\n{heard}");
    for wanted in [
        "table\tMatrix of 18 items and 4 parties",
        "column header\tRussia, Principal",
        "row header\tUS proposal for a 30-day ceasefire: Open",
        "within\ttable cell\ttable row\ttable",
        "within\trow header\ttable row\ttable",
    ] {
        assert!(heard.lines().any(|line| line == wanted), "“{wanted}” was not heard:\n{heard}");
    }
    let nameless: Vec<_> = heard.lines().filter(|line| line.starts_with("nameless")).collect();
    assert!(nameless.is_empty(), "what can be used has no name: {nameless:?}\n{heard}");
}

/// If this fails, tables cannot go from here to a spreadsheet and back: a person would type them again.
#[test]
fn clipboard_calc_takes_a_copied_range_and_gives_one_back() {
    if !calc::is_there() {
        return;
    }
    let stage = Stage::new("6-clipboard-calc");
    let (path, copy) = (stage.sample(), stage.file("copy.positions.json"));
    let mut original = read(&path);
    changed_position(&mut original)["wording"] = json!("\"At once\", says Kyiv\nand: no \"ifs\"");
    fs::write(&path, original.to_string()).expect("the sample");
    let mut program = stage.start(&[&path]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    program.keys(&["ctrl+a", "ctrl+shift+c"]);
    let copied = calc::clipboard(&mut program);

    let (cells, given) = calc::through_calc(&stage, &copied);
    let said = calc::said(&original);
    let names = |rows: &[Vec<String>]| {
        (rows[0][1..].to_vec(), rows.iter().skip(1).map(|row| row[0].clone()).collect::<Vec<_>>())
    };
    let (parties, items) = names(&cells);
    for (item, party, lines) in &said {
        let row = items.iter().position(|name| name == item).unwrap_or_else(|| panic!("Calc has no row “{item}”"));
        let column =
            parties.iter().position(|name| name == party).unwrap_or_else(|| panic!("Calc has no column “{party}”"));
        let cell = cells[row + 1].get(column + 1).cloned().unwrap_or_default();
        let is_same = lines.iter().all(|line| cell.contains(line.as_str()));
        let length = lines.iter().map(|line| line.chars().count() + 1).sum::<usize>().saturating_sub(1);
        assert!(is_same && cell.chars().count() == length, "{item}, {party}: Calc has “{cell}” for {lines:?}");
    }

    // Back into the same dossier with one cell changed: all others keep their conditions and quotations, and so does it.
    let holder = calc::Holder::of(&given.replace("At once", "Within a week"));
    changed_position(&mut original)["wording"] = json!("\"Within a week\", says Kyiv\nand: no \"ifs\"");
    program.keys(&["ctrl+v", "Return"]);
    program.keys(&["ctrl+shift+s"]);
    program.answer_dialog(&copy, false);
    program.wait_for_json(&copy);
    assert_same(&read(&copy), &original, "what comes back from Calc changes what was changed there and nothing else");

    // And into an empty one, by the command palette, which has to ask the system for the text.
    program.keys(&["ctrl+n"]);
    program.wait_for_title("Untitled – Standpoint");
    program.keys(&["ctrl+k"]);
    program.type_text("Paste");
    program.keys(&["Return"]);
    program.picture();
    program.keys(&["Return"]);
    program.wait_for_title("• Untitled – Standpoint");
    drop(holder);
    let built = stage.file("built.positions.json");
    program.keys(&["ctrl+s"]);
    program.answer_dialog(&built, false);
    let built = program.wait_for_json(&built);
    program.keys(&["ctrl+q"]);
    program.wait_for_end();
    assert_eq!(
        calc::said(&built),
        calc::said(&original),
        "the table from Calc builds the dossier that it was copied from"
    );
}

/// Otherwise a quotation that is in the article is not found in the document that the article came as.
#[test]
fn articles_read_the_same_whatever_a_word_processor_a_browser_or_a_site_made_of_them() {
    let articles = articles::of_samples();
    articles::on_pages(&articles);
    let stage = Stage::new("articles");
    if articles::is_there("soffice", "libreoffice-writer") {
        articles::through_writer(&stage, &articles);
    }
    if articles::is_there("chromium", "chromium") {
        articles::through_browser(&stage, &articles);
    }
}
