//! Which room may know which, and what no room may do.

use std::fs;

use super::paths::{module_of, paths, resolved};
use super::tokens::{tokens, without_tests};
use super::{complain_of, root, walk};

/// Every room, with the rooms it may know.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("compare", &["model"]),
    ("search", &["model"]),
    ("derive", &["model", "compare", "search"]),
    ("files", &["model", "compare", "search", "derive"]),
    ("ui", &["model", "compare", "search", "derive", "files"]),
    ("app", &["model", "compare", "search", "derive", "files", "ui"]),
    ("cli", &["model", "compare", "search", "derive", "files", "app"]),
];

/// Rooms that give the same answer whenever and wherever they are asked.
const PURE: &[&str] = &["model", "compare", "search", "derive", "files"];

/// What a pure room must not touch: clock, disk, environment, network, window.
const NOT_PURE: &[&str] = &[
    "std::fs",
    "std::time",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "egui",
    "eframe",
    "rfd",
    "winit",
];

/// What the drawing room must not touch: it draws and asks, others act.
const NOT_DRAWN: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "eframe",
    "rfd",
    "winit",
];

/// Lines of code in one file, without blank lines, comments and tests.
const LONGEST_FILE: usize = 500;

/// What is wrong with one file of source text, as `path:line: complaint`. `path` is relative to `src/`.
fn complaints(path: &str, source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut complain = |line: usize, words: String| found.push(format!("src/{path}:{line}: {words}"));
    if !source.starts_with("//!") {
        complain(1, "does not open with //! and what lives here".to_owned());
    }
    let tokens = without_tests(&tokens(source));
    let mut lines: Vec<usize> = tokens.iter().map(|token| token.line).collect();
    lines.dedup();
    if lines.len() > LONGEST_FILE {
        complain(1, format!("has {} lines of code, more than {LONGEST_FILE}", lines.len()));
    }
    let module = module_of(path);
    let room = module.first().map_or("", String::as_str);
    for (line, segments) in paths(&tokens) {
        let segments = resolved(&module, &segments);
        let text = segments.join("::");
        let starts = |forbidden: &&&str| text == **forbidden || text.starts_with(&format!("{forbidden}::"));
        if let Some(other) = segments.strip_prefix(&["crate".to_owned()]).and_then(|rest| rest.first()) {
            let known = ROOMS.iter().find(|(name, _)| *name == room).map(|(_, known)| *known);
            let is_room = ROOMS.iter().any(|(name, _)| name == other);
            if is_room && other != room && known.is_some_and(|known| !known.contains(&other.as_str())) {
                complain(line, format!("{room} must not know {other} ({text})"));
            }
        }
        if PURE.contains(&room) {
            if let Some(forbidden) = NOT_PURE.iter().find(starts) {
                complain(line, format!("{room} is pure and must not touch {forbidden}"));
            } else if segments.len() > 1 && segments.last().is_some_and(|last| last == "now") {
                complain(line, format!("{room} is pure and must not ask the clock ({text})"));
            }
        }
        if room == "ui"
            && let Some(forbidden) = NOT_DRAWN.iter().find(starts)
        {
            complain(line, format!("ui draws and asks; it must not touch {forbidden}"));
        }
        // Another field would show Arabic and Hebrew in the order of the keys.
        if room == "ui" && starts(&&"egui::TextEdit") && !path.starts_with("ui/fields/") {
            complain(line, "a text field is ui::fields::TextField".to_owned());
        }
        if room == "compare" && text.starts_with("serde_json") {
            complain(line, "compare knows no file format (serde_json)".to_owned());
        }
    }
    for (number, token) in tokens.iter().enumerate() {
        let next = tokens.get(number + 1).map_or("", |token| &token.text);
        let before = number.checked_sub(1).map_or("", |number| &tokens[number].text);
        match (before, token.text.as_str(), next) {
            (_, "unsafe", _) => complain(token.line, "unsafe".to_owned()),
            // A parser may have an `expect` of its own that gives back an error; that of the library takes words.
            (".", "expect", "(") if !["\"", "&"].contains(&tokens.get(number + 2).map_or("", |token| &token.text)) => {}
            (".", name @ ("unwrap" | "expect" | "unwrap_err" | "expect_err"), "(") => {
                complain(token.line, format!("{name}() outside a test"));
            }
            (_, name @ ("panic" | "todo" | "unimplemented" | "unreachable" | "dbg"), "!") => {
                complain(token.line, format!("{name}! outside a test"));
            }
            (_, name @ ("print" | "println" | "eprint" | "eprintln"), "!") => {
                complain(token.line, format!("{name}! in a room: say it through cli or the window"));
            }
            _ => {}
        }
    }
    found.dedup();
    found
}

fn source_files() -> Vec<(String, String)> {
    let source = root().join("src");
    let mut files = Vec::new();
    walk(&source, &mut files);
    files.sort();
    files
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let name = path.strip_prefix(&source).expect("below src").to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(path).expect("source text"))
        })
        .collect()
}

fn hold_to_the_rules(is_meant: impl Fn(&str) -> bool) {
    let files = source_files();
    let meant = files.iter().filter(|(path, _)| is_meant(path));
    complain_of(&meant.flat_map(|(path, text)| complaints(path, text)).collect::<Vec<_>>());
}

/// If this fails, a room has come to know one that it must not: results begin to hang on the clock, the disk or the
/// window, and can no longer be trusted to be the same for everybody.
#[test]
fn no_room_knows_what_it_must_not() {
    hold_to_the_rules(|path| path.contains('/'));
}

/// If this fails, the files outside the rooms do what ends in a crash instead of a message.
#[test]
fn the_program_itself_keeps_the_rules_too() {
    hold_to_the_rules(|path| !path.contains('/'));
}

/// If this fails, there is a room that no rule speaks of, and the rules above check nothing in it.
#[test]
fn every_room_has_its_place_in_the_order() {
    let files = source_files();
    assert!(files.len() > 20, "only {} source files were found", files.len());
    for (path, _) in &files {
        if let Some((room, _)) = path.split_once('/') {
            assert!(ROOMS.iter().any(|(name, _)| *name == room), "the room {room} has no place in ROOMS");
        }
    }
}

/// If this fails, the rules above are not looked after any more: wrong text passes.
#[test]
fn the_checker_finds_what_is_wrong() {
    let wrong = [
        ("model/a.rs", "//! A\nuse crate::compare::Comparison;", "model must not know compare"),
        ("model/a.rs", "//! A\nfn f() { crate::ui::words::stance(); }", "model must not know ui"),
        ("model/deep/a.rs", "//! A\nuse super::super::super::files;", "model must not know files"),
        (
            "compare/a.rs",
            "//! A\nuse crate::{\n    model::{Cell, Item},\n    files::read,\n};",
            "compare must not know files",
        ),
        ("compare/a.rs", "//! A\nuse serde_json::Value;", "no file format"),
        ("files/a.rs", "//! A\nuse std::{fmt, fs::{self, File}};", "must not touch std::fs"),
        ("files/a.rs", "//! A\nfn f() { let at = std::time::Instant::now(); }", "must not touch std::time"),
        ("files/a.rs", "//! A\nfn f() { let at = jiff::Zoned::now(); }", "must not ask the clock"),
        ("derive/a.rs", "//! A\nuse egui::Ui;", "must not touch egui"),
        ("ui/a.rs", "//! A\nuse crate::app::State;", "ui must not know app"),
        ("ui/mod.rs", "//! A\nuse super::app::State;", "ui must not know app"),
        ("ui/a.rs", "//! A\nfn f() { std::thread::spawn(g); }", "must not touch std::thread"),
        ("ui/a.rs", "//! A\nuse egui::{Id, TextEdit};", "a text field is ui::fields::TextField"),
        ("app/a.rs", "//! A\nuse crate::cli::run;", "app must not know cli"),
        ("cli/a.rs", "//! A\nuse crate::ui;", "cli must not know ui"),
        ("app/a.rs", "use crate::ui;", "does not open with //!"),
        ("app/a.rs", "//! A\nfn f() { g().unwrap(); }", "unwrap() outside a test"),
        ("app/a.rs", "//! A\nfn f() { g()\n    .expect(\"h\"); }", "expect() outside a test"),
        ("app/a.rs", "//! A\nfn f() { g().expect(&format!(\"h\")); }", "expect() outside a test"),
        ("app/a.rs", "//! A\nfn f() { panic!(\"h\"); }", "panic! outside a test"),
        ("app/a.rs", "//! A\nfn f() { unsafe { g() } }", "unsafe"),
        ("cli/a.rs", "//! A\nfn f() { println!(\"h\"); }", "println! in a room"),
        ("app/a.rs", "//! A\nfn f() { let a = '\"'; g().unwrap(); let b = '\"'; }", "unwrap() outside a test"),
        (
            "app/a.rs",
            "//! A\n#[cfg(test)]\nmod tests { fn f() {} }\nfn g() { h().unwrap(); }",
            "unwrap() outside a test",
        ),
    ];
    for (path, text, words) in wrong {
        let found = complaints(path, text);
        assert!(
            found.len() == 1 && found[0].contains(words),
            "{path}\n{text}\nwas to be blamed for “{words}”: {found:?}"
        );
    }
    let long = format!("//! A\n{}", "fn f() {}\n".repeat(LONGEST_FILE + 1));
    assert_eq!(complaints("app/a.rs", &long).len(), 1, "a file that is too long passes");
    let line = complaints("files/a.rs", "//! A\n\n/* one\ntwo */ use std::fs;");
    assert!(line[0].starts_with("src/files/a.rs:4: "), "{line:?}");
}

/// If this fails, the rules cry wolf and will be ignored.
#[test]
fn the_checker_leaves_alone_what_is_right() {
    let right = [
        ("model/a.rs", "//! A\n// use crate::ui;\nuse super::Cell;\n/* std::fs */"),
        (
            "model/a.rs",
            "//! A\n#[cfg(test)]\nmod tests {\n    use std::fs;\n    fn f() { panic!(\"{}\", g().unwrap()); }\n}",
        ),
        (
            "files/a.rs",
            "//! A\nuse std::io::{self, Write};\nuse crate::compare::Comparison;\nconst A: &str = \"std::fs \\\" panic!()\";",
        ),
        ("files/a.rs", "//! A\nconst A: &str = r#\"crate::ui \"unwrap()\"\"#; fn f<'a>(a: &'a str) -> char { 'x' }"),
        ("ui/deep/mod.rs", "//! A\nuse super::words;\nuse super::super::model::Cell;\nuse egui::Ui;"),
        ("app/a.rs", "//! A\nuse std::fs;\nuse crate::ui::{self, Command};\nfn f() { g().unwrap_or_default(); }"),
        ("ui/fields/a.rs", "//! A\nuse egui::TextEdit;"),
        ("cli/a.rs", "//! A\nuse crate::app::disk;"),
        ("files/a.rs", "//! A\nfn f() { walker.expect(b'{')?; }"),
    ];
    for (path, text) in right {
        assert_eq!(complaints(path, text), Vec::<String>::new(), "{text}");
    }
}
