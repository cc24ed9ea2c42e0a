//! Which room may know which, and what no room may do. Read from the source text, so that the order of the house is
//! checked by a test and not by discipline. `ARCHITECTURE.md` has the reasons.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is missing and ends")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

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

/// A word or a sign of the source, without comments; of a text in quotation marks only the first mark.
#[derive(Debug, Clone)]
struct Token {
    text: String,
    line: usize,
}

fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let at = |place: usize| chars.get(place).copied().unwrap_or('\0');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut found, mut place, mut line) = (Vec::new(), 0, 1);
    while place < chars.len() {
        let begin = place;
        let mut text = String::new();
        match at(place) {
            '/' if at(place + 1) == '/' => {
                while place < chars.len() && at(place) != '\n' {
                    place += 1;
                }
            }
            '/' if at(place + 1) == '*' => {
                place += 2;
                while place < chars.len() && !(at(place) == '*' && at(place + 1) == '/') {
                    place += 1;
                }
                place += 2;
            }
            '"' => {
                "\"".clone_into(&mut text);
                place = end_of_string(&chars, place);
            }
            'r' if (place == 0 || !is_word(at(place - 1))) && is_raw_string(&chars, place + 1) => {
                place = end_of_raw_string(&chars, place + 1);
            }
            'b' if at(place + 1) == 'r' && is_raw_string(&chars, place + 2) => {
                place = end_of_raw_string(&chars, place + 2);
            }
            '\'' if at(place + 1) == '\\' => {
                place += 3;
                while place < chars.len() && at(place) != '\'' {
                    place += 1;
                }
                place += 1;
            }
            '\'' if at(place + 2) == '\'' => place += 3,
            ':' if at(place + 1) == ':' => {
                "::".clone_into(&mut text);
                place += 2;
            }
            c if is_word(c) => {
                while is_word(at(place)) {
                    text.push(at(place));
                    place += 1;
                }
            }
            c => {
                if !c.is_whitespace() {
                    text.push(c);
                }
                place += 1;
            }
        }
        if !text.is_empty() {
            found.push(Token { text, line });
        }
        line += chars[begin..place.min(chars.len())].iter().filter(|c| **c == '\n').count();
    }
    found
}

fn end_of_string(chars: &[char], begin: usize) -> usize {
    let mut place = begin + 1;
    while place < chars.len() && chars[place] != '"' {
        place += if chars[place] == '\\' { 2 } else { 1 };
    }
    place + 1
}

fn is_raw_string(chars: &[char], begin: usize) -> bool {
    chars[begin.min(chars.len())..].iter().find(|c| **c != '#') == Some(&'"')
}

fn end_of_raw_string(chars: &[char], begin: usize) -> usize {
    let fence = chars[begin..].iter().take_while(|c| **c == '#').count();
    let mut place = begin + fence + 1;
    while place < chars.len() {
        if chars[place] == '"' && chars[place + 1..].iter().take(fence).filter(|c| **c == '#').count() == fence {
            return place + 1 + fence;
        }
        place += 1;
    }
    place
}

/// Leaves out whatever stands under `#[cfg(test)]`.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let marker = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let is_marked = rest.len() >= marker.len() && rest.iter().zip(marker).all(|(token, sign)| token.text == sign);
        if !is_marked {
            kept.push(first.clone());
            rest = &rest[1..];
            continue;
        }
        let mut depth = 0_i32;
        let end = rest[marker.len()..].iter().position(|token| {
            match token.text.as_str() {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                _ => {}
            }
            depth == 0 && matches!(token.text.as_str(), "}" | ";")
        });
        rest = end.map_or(&[], |end| &rest[marker.len() + end + 1..]);
    }
    kept
}

/// Every path that the text mentions; the braces of `use` are spread out.
fn paths(tokens: &[Token]) -> Vec<(usize, Vec<String>)> {
    let is_name = |text: &str| text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let mut found = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        if is_name(&tokens[place].text) {
            place = spread(tokens, place, &[], &mut found);
        } else {
            place += 1;
        }
    }
    found
}

/// Reads one path or tree of paths from `place` on; gives back where it ends.
fn spread(tokens: &[Token], mut place: usize, prefix: &[String], found: &mut Vec<(usize, Vec<String>)>) -> usize {
    let text = |place: usize| tokens.get(place).map_or("", |token| token.text.as_str());
    let line = tokens[place].line;
    let mut segments = prefix.to_vec();
    loop {
        segments.push(text(place).to_owned());
        place += 1;
        if text(place) != "::" {
            break;
        }
        if text(place + 1) == "{" {
            place += 2;
            while place < tokens.len() && text(place) != "}" {
                place = if text(place) == "," { place + 1 } else { spread(tokens, place, &segments, found) };
            }
            return place + 1;
        }
        if !text(place + 1).starts_with(|c: char| c.is_alphabetic() || c == '_') {
            break;
        }
        place += 1;
    }
    found.push((line, segments));
    place
}

/// `files/read.rs` is the module `files::read`.
fn module_of(path: &str) -> Vec<String> {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').filter(|name| *name != "lib" && *name != "main").map(str::to_owned).collect()
}

/// The path from the crate on, when it is one of the crate's own.
fn resolved(module: &[String], segments: &[String]) -> Vec<String> {
    let mut segments = segments.to_vec();
    segments.retain({
        let mut is_first = true;
        move |segment| std::mem::replace(&mut is_first, false) || segment != "self"
    });
    let ups = segments.iter().take_while(|segment| *segment == "super").count();
    let base = match segments.first().map(String::as_str) {
        Some("super") => &module[..module.len().saturating_sub(ups)],
        Some("self") => module,
        Some("standpoint") => &[],
        _ => return segments,
    };
    let rest = segments.iter().skip(ups.max(1)).cloned();
    std::iter::once("crate".to_owned()).chain(base.iter().cloned()).chain(rest).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match path.is_dir() {
            true if name == "target" || name == ".git" => {}
            true => walk(&path, found),
            false => found.push(path),
        }
    }
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

/// The files that git knows, or every file where there is no git (a source archive).
fn repository_files() -> Vec<PathBuf> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    if let Ok(listed) = listed
        && listed.status.success()
        && !listed.stdout.is_empty()
    {
        let names = String::from_utf8_lossy(&listed.stdout).into_owned();
        return names.split('\0').filter(|name| !name.is_empty()).map(|name| root().join(name)).collect();
    }
    let mut files = Vec::new();
    walk(&root(), &mut files);
    files
}

fn complain_of(found: &[String]) {
    assert!(found.is_empty(), "{} complaints:\n{}", found.len(), found.join("\n"));
}

/// If this fails, a room has come to know one that it must not: results begin to hang on the clock, the disk or the
/// window, and can no longer be trusted to be the same for everybody.
#[test]
fn no_room_knows_what_it_must_not() {
    let found: Vec<_> = source_files()
        .iter()
        .filter(|(path, _)| path.contains('/'))
        .flat_map(|(path, text)| complaints(path, text))
        .collect();
    complain_of(&found);
}

/// If this fails, the files outside the rooms do what ends in a crash instead of a message.
#[test]
fn the_program_itself_keeps_the_rules_too() {
    let found: Vec<_> = source_files()
        .iter()
        .filter(|(path, _)| !path.contains('/'))
        .flat_map(|(path, text)| complaints(path, text))
        .collect();
    complain_of(&found);
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
        ("cli/a.rs", "//! A\nuse crate::app::disk;"),
        ("files/a.rs", "//! A\nfn f() { walker.expect(b'{')?; }"),
    ];
    for (path, text) in right {
        assert_eq!(complaints(path, text), Vec::<String>::new(), "{text}");
    }
}

/// If this fails, the repository tells of the machine it was made on, or works only there.
#[test]
fn nothing_tells_of_the_machine_it_was_made_on() {
    // Put together here so that this file does not mention them.
    let folders = ["work", "root", "home"].map(|name| format!("/{name}/"));
    let hosts = ["index.crates", "static.crates"].map(|name| format!("{name}.io"));
    let others = ["registry.npmjs", "pypi", "files.pythonhosted"].map(|name| format!("{name}.org"));
    let mut found = Vec::new();
    for path in repository_files() {
        let name = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().into_owned();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (number, line) in text.lines().enumerate() {
            let is_own_place = |folder: &String| {
                line.match_indices(folder.as_str())
                    .any(|(place, _)| !line[..place].ends_with(|c: char| c.is_alphanumeric() || "-_.*/~".contains(c)))
            };
            if folders.iter().any(is_own_place) {
                found.push(format!("{name}:{}: a path of a machine", number + 1));
            }
            if name != "Cargo.lock" && hosts.iter().chain(&others).any(|host| line.contains(host.as_str())) {
                found.push(format!("{name}:{}: the host of a package registry", number + 1));
            }
        }
    }
    complain_of(&found);
}

/// If this fails, something is passed on without the licence under which it may be passed on.
#[test]
fn every_asset_has_its_licence_beside_it() {
    // Made by this program itself, under its own licence.
    let own = ["schema", "screenshots"];
    let mut files = Vec::new();
    walk(&root().join("assets"), &mut files);
    let mut folders: Vec<_> = files.iter().filter_map(|path| path.parent()).collect();
    folders.sort();
    folders.dedup();
    assert!(folders.len() > 2, "the assets were not found");
    for folder in folders {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let tells = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
            path.parent() == Some(folder)
                && ["README", "LICENSE", "LICENCE", "OFL"].iter().any(|word| name.contains(word))
        };
        assert!(own.contains(&&*name) || files.iter().any(tells), "{} says nothing of its licence", folder.display());
    }
}

/// A list of habits that names tests which are gone would promise what nobody holds.
#[test]
fn every_habit_has_a_test_that_exists() {
    let list = fs::read_to_string(root().join("tests/habits.md")).expect("the list of habits");
    let named: Vec<_> =
        list.lines().filter_map(|line| line.rsplit('`').nth(1).filter(|_| line.starts_with("| "))).collect();
    assert!(named.len() > 20, "the list was not understood");
    assert_tests_exist(&named);
}

/// The same of the page that says what people can rely on.
#[test]
fn every_promise_of_security_has_a_test_that_exists() {
    let page = fs::read_to_string(root().join("SECURITY.md")).expect("the page on security");
    let is_test = |words: &&str| {
        words.contains('_') && words.chars().all(|c| c.is_ascii_lowercase() || "_0123456789".contains(c))
    };
    let named: Vec<_> = page.split('`').skip(1).step_by(2).filter(is_test).collect();
    assert!(named.len() > 5, "the page was not understood");
    assert_tests_exist(&named);
}

fn assert_tests_exist(named: &[&str]) {
    let mut files = Vec::new();
    walk(&root().join("tests"), &mut files);
    walk(&root().join("src"), &mut files);
    let is_rust = |path: &&PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let sources: String = files.iter().filter(is_rust).map(|path| fs::read_to_string(path).expect("a test")).collect();
    let missing: Vec<_> = named.iter().filter(|name| !sources.contains(&format!("fn {name}("))).collect();
    assert!(missing.is_empty(), "no test is called {missing:?}");
}
