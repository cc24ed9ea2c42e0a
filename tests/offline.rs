//! The program never uses the network: what is built into it cannot, whatever it is asked to do. The running program is
//! watched by `tests/window/watched.rs`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is missing and ends")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn top(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The crates that `deny.toml` does not let in.
fn banned() -> BTreeSet<String> {
    let settings = top("deny.toml");
    let bans = settings.split_once("[bans]").expect("a part on bans").1;
    let list = bans.split_once("\ndeny = [").expect("a list").1.split_once("\n]").expect("its end").0;
    list.lines().filter_map(|line| line.trim().strip_prefix('"')?.split('"').next().map(str::to_owned)).collect()
}

/// Every crate that any part of the program or its tests can be built with, on any system.
fn locked() -> BTreeSet<String> {
    let names = |line: &str| line.strip_prefix("name = \"")?.strip_suffix('"').map(str::to_owned);
    top("Cargo.lock").lines().filter_map(names).collect()
}

/// If this fails, something that speaks over the network has come into the program: dossiers could leave the computer.
#[test]
fn no_crate_of_the_dependency_tree_speaks_over_the_network() {
    let (banned, locked) = (banned(), locked());
    for well_known in ["hyper", "reqwest", "ureq", "curl", "rustls", "openssl", "socket2", "tungstenite"] {
        assert!(banned.contains(well_known), "deny.toml does not ban {well_known}");
    }
    assert!(locked.contains("egui") && locked.len() > 100, "Cargo.lock was not understood");
    let found: Vec<_> = banned.intersection(&locked).collect();
    assert!(found.is_empty(), "in the dependency tree: {found:?}");
}

/// If this fails, the program's own code opens connections.
#[test]
fn no_line_of_the_program_asks_for_a_connection() {
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = fs::read_to_string(&path).expect("source text");
            for words in ["std::net", "TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs"] {
                assert!(!source.contains(words), "{} mentions {words}", path.display());
            }
            seen += 1;
        }
    }
    assert!(seen > 50, "the sources were not found");
}
