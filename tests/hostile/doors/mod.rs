//! What comes into the program from outside, one module for each door. Each is a function of bytes that panics when the
//! program does with them what it must not. The bounded loop of `tests/hostile` and the targets in `fuzz/` call the
//! same functions.

pub(crate) mod articles;
pub(crate) mod clipboard;
pub(crate) mod journal;
pub(crate) mod position_file;
pub(crate) mod settings;
pub(crate) mod uniting;

use standpoint::compare::Comparison;
use standpoint::files;
use standpoint::model::Dossier;

/// What is tried with the bytes that come through a door.
pub(crate) type Door = fn(&[u8]);

/// Every door, by the name of its corpus and of its target in `fuzz/`.
#[allow(dead_code, reason = "a fuzz target opens one door alone")]
pub(crate) const ALL: &[(&str, Door)] = &[
    ("positions", position_file::read_write_read),
    ("articles", articles::read_and_save),
    ("clipboard", clipboard::paste_and_take_back),
    ("journal", journal::read_and_replay),
    ("settings", settings::read_write_read),
    ("uniting", uniting::unite_and_take_back),
];

/// A dossier as the bytes of its file.
fn written(dossier: &Dossier) -> Vec<u8> {
    let mut bytes = Vec::new();
    files::write(dossier, &mut bytes).expect("memory takes all");
    bytes
}

/// What every dossier must stand, however it came about: its comparison can be worked out and written, and what is saved
/// is read again as it was.
fn must_hold(dossier: &Dossier) {
    let comparison = Comparison::of(dossier, None);
    files::write_comparison(dossier, &comparison, &mut std::io::sink()).expect("a sink takes all");
    let saved = written(dossier);
    let again = files::read(saved.clone()).unwrap_or_else(|refusal| panic!("what was saved is refused: {refusal}"));
    assert_eq!(again.dossier.set_aside().len(), dossier.set_aside().len(), "set aside before, but not after saving");
    assert_eq!(again.dossier.position_count(), dossier.position_count(), "a position is gone after saving");
    let second = written(&again.dossier);
    assert!(second == saved, "saving a second time changes the file: {}", first_difference(&saved, &second));
}

fn first_difference(one: &[u8], other: &[u8]) -> String {
    let (one, other) = (String::from_utf8_lossy(one), String::from_utf8_lossy(other));
    let mut pairs = one.lines().zip(other.lines()).enumerate();
    match pairs.find(|(_, (one, other))| one != other) {
        Some((number, (one, other))) => format!("line {}\n{one}\nbecomes\n{other}", number + 1),
        None => format!("{} bytes become {}", one.len(), other.len()),
    }
}
