//! The running program under the eyes of `strace`: which sockets it asks for, which files it names, which programs it
//! starts. Nothing in a dossier makes it do any of that.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::json;

use crate::program::Stage;

/// What the tracer wrote, a system call on a line.
struct Trace(Vec<String>);

impl Trace {
    /// The trace of a program that has ended.
    fn read(path: &Path) -> Self {
        Self(String::from_utf8_lossy(&fs::read(path).expect("a trace")).lines().map(str::to_owned).collect())
    }

    fn has_ended(path: &Path, pid: u32) -> bool {
        // Short numbers are filled up with spaces.
        let is_end = |line: &str| {
            let (number, what) = line.split_once(' ').unwrap_or_default();
            number == pid.to_string() && what.trim_start() == "+++ exited with 0 +++"
        };
        fs::read_to_string(path).is_ok_and(|text| text.lines().any(is_end))
    }

    fn with<'a>(&'a self, words: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().map(String::as_str).filter(move |line| line.contains(words))
    }

    /// If this fails, the program speaks over the network.
    fn assert_offline(&self) {
        for family in ["AF_INET", "AF_PACKET", "AF_BLUETOOTH", "AF_VSOCK", "AF_XDP"] {
            let found: Vec<_> = self.with(family).collect();
            assert!(found.is_empty(), "sockets of the network: {found:#?}");
        }
    }

    /// If this fails, a dossier can make the program look at files, or start programs.
    fn assert_untouched(&self, baits: &[String], programs: &[&str]) {
        for bait in baits {
            let found: Vec<_> = self.with(bait).collect();
            assert!(found.is_empty(), "a path in a dossier was looked at: {found:#?}");
        }
        let is_known = |line: &&str| programs.iter().any(|program| line.contains(&format!("/{program}\"")));
        let started: Vec<_> = self.with("execve(").filter(|line| !line.contains(" = -1 ") && !is_known(line)).collect();
        assert!(started.is_empty(), "programs were started: {started:#?}");
    }
}

impl Trace {
    /// If this fails, others on the computer can read what the program keeps of people's work.
    fn assert_private(&self) {
        let own = || self.with("/standpoint/").filter(|line| !line.contains(" = -1 "));
        let files: Vec<_> = own().filter(|line| line.contains("O_CREAT")).collect();
        let folders: Vec<_> = own().filter(|line| line.contains(" mkdir")).collect();
        assert!(files.iter().any(|line| line.contains("/.config/standpoint/")), "no settings were written");
        assert!(files.iter().any(|line| line.contains("/.local/share/standpoint/")), "nothing was kept of the work");
        assert!(files.iter().all(|line| line.contains(", 0600")), "{files:#?}");
        assert!(!folders.is_empty() && folders.iter().all(|line| line.contains(", 0700")), "{folders:#?}");
    }
}

/// A tracer that leaves the program the process that it starts in, so that its windows are known by that.
fn traced(stage: &Stage, log: &Path) -> Command {
    let mut command = stage.command("strace");
    command.args(["-D", "-f", "-q", "--seccomp-bpf", "-e", "trace=%network,%file", "-o"]).arg(log);
    command.arg(env!("CARGO_BIN_EXE_standpoint"));
    command
}

/// A dossier full of paths and addresses that lead to files which are there, and the paths.
fn baited(stage: &Stage) -> (PathBuf, Vec<String>) {
    let bait = |number: usize| {
        let path = stage.file(&format!("bait-{number}"));
        fs::write(&path, "bait").expect("a bait");
        path.display().to_string()
    };
    let baits: Vec<String> = (0..12).map(bait).collect();
    let b = |number: usize| baits[number].clone();
    let file = stage.file("baited.positions.json");
    let content = json!({
        "standpoint": 1, "title": b(0), "note": format!("file://{}", b(1)), "$schema": b(2), "include": b(2),
        "sources": [
            {"id": "s", "title": "Baited article", "url": format!("file://{}", b(3)), "publisher": format!("$(cat {})", b(4)),
             "text": format!("See {} and https://localhost.invalid/x", b(5)), "image": b(5)},
            {"id": "t", "title": "Web page", "url": "http://127.0.0.1:9/page", "language": b(6)}],
        "parties": [{"id": b(7), "name": format!("`touch {}`", b(7)), "color": format!("url({})", b(8)), "aliases": [b(8)]},
                    {"id": "b", "name": "Beta"}],
        "items": [{"id": "i", "title": format!("<img src=\"file://{}\">", b(9)), "topic": b(9)}],
        "positions": [{"party": "b", "item": "i", "stance": "accepts", "wording": format!("![x]({})", b(10)),
            "evidence": [{"source": "s", "quote": format!("See {}", b(5)), "speaker": b(11)}],
            "conditions": [{"text": format!("file://{}", b(11))}]}],
    });
    fs::write(&file, content.to_string()).expect("the dossier");
    (file, baits)
}

/// If this fails, opening, editing and saving what somebody sent tells somebody, reads files, or starts programs.
#[test]
fn the_running_program_uses_no_network_and_touches_nothing_that_a_dossier_names() {
    let stage = Stage::new("7-watched");
    let (file, baits) = baited(&stage);
    let log = stage.file("trace");
    let mut program = stage.wait_for_window(traced(&stage, &log).arg(&file).env("NO_AT_BRIDGE", "1"));
    program.wait_for_title("baited.positions.json – Standpoint");
    // To a source with a path for an address, whose key must do nothing; then an edit, both views, a check, a save.
    program.keys(&["ctrl+k"]);
    program.type_text("Baited");
    program.keys(&["Return", "ctrl+shift+l", "Escape"]);
    program.keys(&["ctrl+2", "ctrl+1", "F7", "ctrl+Home", "Down", "r"]);
    program.wait_for_title("• baited.positions.json – Standpoint");
    let before = fs::read(&file).expect("the dossier");
    program.keys(&["ctrl+s"]);
    program.wait_for_title("baited.positions.json – Standpoint");
    assert_ne!(fs::read(&file).expect("the dossier"), before, "nothing was saved");
    program.picture();
    program.keys(&["ctrl+q"]);
    let pid = program.pid();
    program.wait("the end of the trace", |_| Trace::has_ended(&log, pid).then_some(()));
    let trace = Trace::read(&log);
    assert!(trace.with("AF_UNIX").next().is_some(), "the trace shows not even the display's socket");
    assert!(trace.with("baited.positions.json").next().is_some(), "the trace shows not even the opened file");
    trace.assert_offline();
    trace.assert_untouched(&baits, &["standpoint", "gsettings"]);
    // What is on its way to the disk begins as the user's alone: not even for a moment can others read it.
    let made: Vec<_> = trace.with("O_CREAT|O_EXCL").filter(|line| line.contains("baited.positions.json")).collect();
    assert!(!made.is_empty(), "no new file beside the old one");
    assert!(made.iter().all(|line| line.contains(", 0600")), "{made:#?}");
    trace.assert_private();
}

/// If this fails, the verbs do what the window must not.
#[test]
fn the_verbs_use_no_socket_and_touch_nothing_that_a_dossier_names() {
    let stage = Stage::new("8-watched-verbs");
    let (file, baits) = baited(&stage);
    let result = stage.file("result.json");
    let (dossier, out) = (file.display().to_string(), result.display().to_string());
    let verbs = [
        vec!["check", &dossier],
        vec!["compare", &dossier],
        vec!["compare", "-o", &out, &dossier],
        vec!["merge", &dossier, &dossier, &dossier, "-o", &out],
    ];
    for (number, arguments) in verbs.iter().enumerate() {
        let log = stage.file(&format!("trace-{number}"));
        let mut command = traced(&stage, &log);
        command.args(arguments).env_remove("DISPLAY").stdout(Stdio::null());
        let mut child = command.spawn().expect("strace is installed");
        assert!(child.wait().expect("an end").success(), "{arguments:?}");
        // The tracer ends a moment after the program.
        let has_ended = (0..500).any(|_| {
            sleep(Duration::from_millis(20));
            Trace::has_ended(&log, child.id())
        });
        assert!(has_ended, "the trace of {arguments:?} does not end");
        let trace = Trace::read(&log);
        assert!(trace.with("baited.positions.json").next().is_some(), "the trace shows not even the opened file");
        let sockets: Vec<_> = trace.with("socket").filter(|line| line.contains("socket(")).collect();
        assert!(sockets.is_empty(), "{arguments:?}: {sockets:#?}");
        trace.assert_offline();
        trace.assert_untouched(&baits, &["standpoint"]);
    }
    assert!(result.exists());
}

/// If this fails, a link leads nowhere, or more than a link is handed to the browser.
#[test]
fn only_a_link_that_is_asked_for_reaches_the_browser() {
    use std::os::unix::fs::PermissionsExt as _;
    let stage = Stage::new("9-link");
    let (file, _) = baited(&stage);
    let (browser, asked) = (stage.file("browser"), stage.file("asked"));
    fs::write(&browser, format!("#!/bin/sh\nprintf '%s\\n' \"$@\" >>'{}'\n", asked.display())).expect("a browser");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("permissions");
    let mut command = stage.command(env!("CARGO_BIN_EXE_standpoint"));
    let mut program = stage.wait_for_window(command.arg(&file).env("NO_AT_BRIDGE", "1").env("BROWSER", &browser));
    for title in ["Baited", "Web page"] {
        program.keys(&["ctrl+k"]);
        program.type_text(title);
        program.keys(&["Return"]);
        assert!(!asked.exists(), "opened without being asked, or what is no link");
        program.keys(&["ctrl+shift+l"]);
    }
    program.picture();
    let opened = program.wait("the browser", |_| fs::read_to_string(&asked).ok().filter(|text| text.ends_with('\n')));
    assert_eq!(opened, "http://127.0.0.1:9/page\n");
    program.keys(&["ctrl+q"]);
    program.wait_for_end();
}
