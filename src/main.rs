//! The program: chooses between window and verb.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use standpoint::{app, cli};

fn main() -> ExitCode {
    let arguments = cli::CommandLine::parse();
    if let Some(verb) = arguments.verb {
        return cli::run(verb);
    }
    if !has_display() {
        let files = "FILE…";
        let words = format!(
            "standpoint: there is no display for a window here.\nWithout one, this writes the comparison of position files as JSON:\n\n    standpoint compare {files}\n    cargo run --release -- compare {files}\n"
        );
        return failed(&words);
    }
    app::logging::start();
    match app::run(arguments.files) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => failed(&format!(
            "standpoint: the window could not be opened: {reason}\nWithout a window, “standpoint compare FILE…” (cargo run --release -- compare FILE…) does the main job.\n"
        )),
    }
}

/// Says why the program ends. If even standard error is closed there is nobody to tell.
fn failed(words: &str) -> ExitCode {
    std::io::stderr().write_all(words.as_bytes()).ok();
    ExitCode::FAILURE
}

/// Linux and its relatives name their display in the environment; elsewhere there always is one.
fn has_display() -> bool {
    let is_named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(all(unix, not(target_os = "macos")))
        || is_named("DISPLAY")
        || is_named("WAYLAND_DISPLAY")
        || is_named("WAYLAND_SOCKET")
}
