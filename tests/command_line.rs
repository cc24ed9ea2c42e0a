//! The verbs on a terminal: nothing that a file says or is called drives it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// By somebody who wants to clear the screen, set its title, write over lines, or begin lines of the program's own.
const HOSTILE: &str = r#"{"standpoint": 1, "title": "T\u001b]0;owned\u0007\u202e", "x\u001b[2J": 1, "x\u001b[2J": 2,
    "sources": [{"id": "s\u001b", "title": "S\u001b[2J\u202e", "text": "He\u009b said so. so."}],
    "parties": [{"id": "a", "name": "A\u001b[2J\u202e\n\nerror: disk full\r", "role": "king\u001b[31m"}, {"id": "b", "name": "a\u001b[2J\u202e \n\nerror: disk full\r"},
        {"id": "a", "name": "Other\u0007"}, {"name": ""}, {"name": 7, "\u001b": 1}],
    "items": [{"id": "i", "title": "I\u001b[2J\u2028\u0085"}, {"id": "j\u001b", "title": "i\u001b[2J\u2028\u0085 ", "between": ["\u001b", 1]}],
    "positions": [{"party": "a", "item": "i", "stance": "accepts", "evidence": [{"source": "s\u001b", "quote": "never\u001b[2J\u202e"}, {"source": "s\u001b", "quote": "so"}]},
        {"party": "p\u001b[2J\n\nerror: x", "item": "q\u202e\u2066", "stance": "rejects", "wording": "w\u001b\u009b2J"},
        {"party": "a", "item": "i", "stance": "s\u001b[2J", "date": 7}, {"party": "a", "item": "i", "stance": "offers", "date": "d\u001b[2J\u202e"},
        {"party": "\u001b", "item": "i", "stance": ["\u001b[2J"], "\u202e": "\u001b"}]}"#;

fn run(arguments: &[&str], files: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint"));
    command.args(arguments).args(files).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.output().expect("the program runs")
}

/// Every line that was printed, after a look at each of its characters.
fn lines(what: &str, bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).unwrap_or_else(|error| panic!("{what}: {error}"));
    let acts = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    assert!(!text.contains(acts), "{what}: {text:?}");
    text.lines().map(str::to_owned).collect()
}

/// A folder with the hostile file under a hostile name, as far as the system lets one be called so.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let name = if cfg!(windows) { "x\u{202e}.json" } else { "x\u{1b}[2J\u{202e}\nerror: y.json" };
    let file = folder.path().join(name);
    fs::write(&file, HOSTILE).unwrap();
    (folder, file)
}

/// If this fails, checking a file that somebody sent clears the screen, hides lines or invents them.
#[test]
fn what_check_prints_does_not_drive_the_terminal() {
    let (folder, file) = folder();
    let gone = folder.path().join("gone\u{1b}[2J.json");
    let broken = folder.path().join("broken\u{202e}.json");
    fs::write(&broken, "{\"standpoint\": 1, \"a\": \u{1b}[2J}").unwrap();
    let other = folder.path().join("other.json");
    fs::write(&other, "{\"\u{202e}a\": 1, \"b\\u001b[2J\": 2}").unwrap();
    let output = run(&["check"], &[&file, &gone, &broken, &other]);
    assert_eq!(output.status.code(), Some(1));
    let (out, err) = (lines("output", &output.stdout), lines("errors", &output.stderr));
    assert!(out.len() > 8 && err.len() > 4, "{out:#?} {err:#?}");
    // No name begins a line.
    let begins = |line: &&String| !line.starts_with(&*folder.path().to_string_lossy());
    assert_eq!(out.iter().chain(&err).find(begins), None);
    assert!(out.iter().any(|line| line.contains("“A[U+001B][2J[U+202E]  error: disk full")), "{out:#?}");
}

/// The comparison is JSON for programs, and yet it is printed on terminals; its values must be what the file says.
#[test]
fn what_compare_prints_does_not_drive_the_terminal() {
    let (folder, file) = folder();
    let other = folder.path().join("other.json");
    fs::write(&other, HOSTILE.replace("owned", "other").replace("so. so.", "another text").replace("1, \"x", "3, \"y"))
        .unwrap();
    let output = run(&["compare"], &[&file, &other]);
    lines("errors", &output.stderr);
    lines("output", &output.stdout);
    let comparison: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(comparison["title"], "T\u{1b}]0;owned\u{7}\u{202e}");
    let failed = run(&["compare", "-o"], &[&folder.path().join("no\u{1b}[2J/such.json"), &file]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(lines("errors", &failed.stderr).iter().any(|line| line.contains("not written")));
}

/// Very long names are cut: a message that does not end hides those after it.
#[test]
fn no_line_is_longer_than_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("long.json");
    let long = "x".repeat(100_000);
    let text = HOSTILE
        .replace("A\\u001b", &long)
        .replace("king", &long)
        .replace("p\\u001b", &long)
        .replace("never", &long)
        .replace("s\\u001b[2J\", \"date\"", &format!("{long}\", \"date\""))
        .replace("x\\u001b", &long)
        .replace("d\\u001b", &long)
        .replace("[\"\\u001b[2J\"]", &format!("\"{long}\""))
        .replace("\"name\": 7", &format!("\"name\": \"q\", \"aliases\": \"{long}\""))
        .replace("\"stance\": \"offers\"", &format!("\"stance\": \"offers\", \"evidence\": \"{long}\""));
    fs::write(&file, text).unwrap();
    for verb in ["check", "compare"] {
        let output = run(&[verb], &[&file]);
        let printed = if verb == "check" { lines("output", &output.stdout) } else { Vec::new() };
        for line in printed.iter().chain(&lines("errors", &output.stderr)) {
            assert!(line.chars().count() < 1_000, "{} characters: {}…", line.chars().count(), &line[..300]);
        }
    }
}

/// A merge driver prints into the terminal of whoever merges.
#[test]
fn what_merge_prints_does_not_drive_the_terminal() {
    let (folder, file) = folder();
    let other = folder.path().join("other.json");
    fs::write(&other, HOSTILE.replace("owned", "other").replace("w\\u001b", "v\\u001b")).unwrap();
    let output = run(&["merge"], &[&file, &file, &other]);
    lines("errors", &output.stderr);
    lines("output", &output.stdout);
    let merged: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(merged["title"], "T\u{1b}]0;other\u{7}\u{202e}");
}

/// Differences are read on a terminal, often of files that somebody else has sent.
#[test]
fn what_diff_prints_does_not_drive_the_terminal() {
    let (folder, file) = folder();
    let other = folder.path().join("other.json");
    let text = HOSTILE.replace("owned", "other").replace("w\\u001b", "v\\u001b").replace("\"rejects\"", "\"demands\"");
    fs::write(&other, text.replace("A\\u001b[2J\\u202e", "B\\u001b[2J\\u202e")).unwrap();
    let output = run(&["diff"], &[&file, &other]);
    lines("errors", &output.stderr);
    let lines = lines("output", &output.stdout);
    assert!(lines.len() > 3, "{lines:#?}");
    let begins = |line: &&String| line.trim_start().to_lowercase().starts_with("error");
    assert_eq!(lines.iter().find(begins), None, "{lines:#?}");
}
