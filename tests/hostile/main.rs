//! Hostile input: whatever comes through a door of the program – a file, the clipboard, its own settings –, it does not
//! crash, does not hang, and loses nothing.
//!
//! The doors are in `hostile/doors`, what is tried first in `hostile/corpus`. Each round makes an input of these by chance
//! that is the same for the same seed. Without more ado a few seconds' worth of rounds are played. More:
//!
//! ```sh
//! HOSTILE_SECONDS=60 cargo test --test hostile                # by the clock, each door for so long
//! HOSTILE_ROUNDS=100000 HOSTILE_SEED=7 cargo test --test hostile positions
//! ```
//!
//! An input that fails is kept in `target/hostile/DOOR.failed`, and the message says seed and round; one that hangs or ends
//! the process is in `target/hostile/DOOR.current`. Both are played again alone by
//!
//! ```sh
//! HOSTILE_REPLAY=target/hostile/positions.failed cargo test --test hostile positions
//! ```
//!
//! The same doors are fuzzed under the guidance of coverage by `cargo +nightly fuzz run DOOR`: see `fuzz/README.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod dice;
mod doors;
mod grown;
mod mutate;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use dice::Dice;
use doors::Door;

/// So long may one input of at most a megabyte take before it counts as hanging. Far more than any needs, so that a busy
/// machine does not fail.
const HANGS: Duration = Duration::from_mins(2);

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn number(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is {value}, and not a number")))
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// What the rounds of a door begin with: our corpus, and for doors that take position files the samples.
fn seeds(name: &str) -> Vec<(String, Vec<u8>)> {
    let mut paths = files_in(&root().join("tests/hostile/corpus").join(name));
    if ["positions", "uniting"].contains(&name) {
        paths.extend(files_in(&root().join("assets/samples")));
        paths.retain(|path| path.extension().is_none_or(|extension| extension != "md"));
    }
    paths.iter().map(|path| (path.display().to_string(), std::fs::read(path).unwrap())).collect()
}

/// Plays a door: its corpus as it stands, then what chance makes of it.
struct Game {
    name: &'static str,
    door: Door,
    /// Where the input is kept that is being played, without an ending.
    kept: PathBuf,
    /// Milliseconds since the beginning at which the current input began.
    began: Arc<AtomicU64>,
    clock: Instant,
}

impl Game {
    fn of(name: &'static str) -> Self {
        Self::new(name, name)
    }

    fn new(name: &'static str, kept_as: &str) -> Self {
        let (_, door) = doors::ALL.iter().find(|(door, _)| *door == name).expect("a door of this name");
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        let folder = target.join("hostile");
        std::fs::create_dir_all(&folder).unwrap();
        let game = Self { name, door: *door, kept: folder.join(kept_as), began: Arc::default(), clock: Instant::now() };
        game.watch();
        game
    }

    /// Ends the test when one input hangs: it is in `DOOR.current` then.
    fn watch(&self) {
        let (began, clock, current) = (Arc::downgrade(&self.began), self.clock, self.file("current"));
        let watcher = std::thread::Builder::new().name("watcher".to_owned());
        let watch = move || {
            while let Some(began) = began.upgrade() {
                std::thread::sleep(Duration::from_secs(1));
                let since = clock.elapsed().saturating_sub(Duration::from_millis(began.load(Ordering::Relaxed)));
                if since > HANGS {
                    let words = format!("hangs for {HANGS:?} on {}\n", current.display());
                    std::io::Write::write_all(&mut std::io::stderr(), words.as_bytes()).ok();
                    std::process::exit(101);
                }
            }
        };
        watcher.spawn(watch).unwrap();
    }

    fn file(&self, kind: &str) -> PathBuf {
        self.kept.with_extension(kind)
    }

    fn play(&self, input: &[u8], what: &dyn Fn() -> String) {
        self.began.store(u64::try_from(self.clock.elapsed().as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
        // Before it is tried: should the process end, the input is there.
        std::fs::write(self.file("current"), input).unwrap();
        if let Err(reason) = catch_unwind(AssertUnwindSafe(|| (self.door)(input))) {
            std::fs::copy(self.file("current"), self.file("failed")).unwrap();
            let words = reason.downcast_ref::<String>().map(String::as_str).or(reason.downcast_ref::<&str>().copied());
            panic!(
                "{}: {} fails: {}\nplay it again: HOSTILE_REPLAY={} cargo test --test hostile {}",
                self.name,
                what(),
                words.unwrap_or("no reason"),
                self.file("failed").display(),
                self.name
            );
        }
    }

    fn begin(&self, rounds: u64) {
        if let Some(path) = std::env::var_os("HOSTILE_REPLAY") {
            let input = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", Path::new(&path).display()));
            return self.play(&input, &|| "the input".to_owned());
        }
        let seeds = seeds(self.name);
        assert!(seeds.len() > 5, "the corpus of {} was not found", self.name);
        for (path, bytes) in &seeds {
            self.play(bytes, &|| path.clone());
        }
        let seeds: Vec<_> = seeds.into_iter().map(|(_, bytes)| bytes).collect();
        let seed = number("HOSTILE_SEED").unwrap_or(1);
        let seconds = number("HOSTILE_SECONDS").map(Duration::from_secs);
        let rounds = number("HOSTILE_ROUNDS").unwrap_or(if seconds.is_some() { u64::MAX } else { rounds });
        let started = Instant::now();
        let mut played = 0;
        while played < rounds && seconds.is_none_or(|seconds| started.elapsed() < seconds) {
            // Every round has a row of its own, so that a single one can be played again.
            let mut dice = Dice::new(seed.wrapping_mul(0x2545_f491_4f6c_dd1d).wrapping_add(played));
            let input = mutate::mutated(&mut dice, &seeds);
            self.play(&input, &|| format!("round {played} of seed {seed}"));
            played += 1;
        }
        let words = format!("{}: {played} rounds of seed {seed}, none failed\n", self.name);
        std::io::Write::write_all(&mut std::io::stderr(), words.as_bytes()).ok();
        std::fs::remove_file(self.file("current")).ok();
    }
}

/// A file from anywhere must not take down the program with everything that is open in it, and nothing of it may be gone
/// after the next saving.
#[test]
fn positions() {
    Game::of("positions").begin(1_000);
}

/// A document from anywhere must not end the program, hold it up or fill its memory.
#[test]
fn articles() {
    Game::of("articles").begin(400);
}

/// Whatever stands on the clipboard, pasting it must not end the program, and undo must bring back what was there.
#[test]
fn clipboard() {
    Game::of("clipboard").begin(120);
}

/// If this fails, what a disk did to a journal ends the program at each start, or costs what could be restored.
#[test]
fn journal() {
    Game::of("journal").begin(3_000);
}

/// Settings that something else wrote must not keep the program from starting.
#[test]
fn settings() {
    Game::of("settings").begin(3_000);
}

/// A colleague's file that is broken in some way must not spoil the dossier that it is united with.
#[test]
fn uniting() {
    Game::of("uniting").begin(250);
}

/// What is too large for the corpus: it must be read or refused as well, and in a time that fits its size.
#[test]
fn large_inputs() {
    for (door, name, bytes) in grown::all() {
        Game::new(door, "large").play(&bytes, &|| name.to_owned());
    }
}
