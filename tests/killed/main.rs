//! The program is killed while it works and saves, again and again, at moments that nobody chose. What was reported as
//! saved must be in the file, whole, and what stood in the journal must be back after the next start.
//!
//! A round is a process of its own: this test starts itself once more, and the copy drives the real program on the real
//! disk (without a screen) until it is killed. `STANDPOINT_KILL_ROUNDS=500 cargo test --test killed -- --nocapture` does
//! more rounds than the usual few and prints what they came to; `STANDPOINT_KILL_SEED` gives other moments.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and speaks to its other half by lines"
)]

mod child;
mod rounds;

use std::path::Path;

use standpoint::files;
use standpoint::model::Dossier;
use standpoint::ui::Sample;

/// The file that is saved.
const NAME: &str = "work.positions.json";
/// Names the folder of a round to the copy that is killed.
const FOLDER: &str = "STANDPOINT_KILL_FOLDER";
/// After so many saves the copy ends by itself.
const SAVES: &str = "STANDPOINT_KILL_SAVES";

/// Tells the copy which version must be there after the start.
const KEPT: &str = "STANDPOINT_KILL_KEPT";

/// What the copy says once a version is in the journal.
const KEPT_SO_FAR: &str = "kept";
/// What the copy says before it begins to save a version, and after the window has shown it as saved.
const SAVING: &str = "saving";
const SAVED: &str = "saved";
/// The version that the window had after the start.
const FOUND: &str = "found";

/// The sample with an article so long that writing it takes a while.
fn first_version() -> Vec<u8> {
    let mut file: serde_json::Value = serde_json::from_slice(Sample::Ceasefire.bytes()).unwrap();
    let text = "Nobody has said yet what the other side would accept. ".repeat(4_000);
    file["sources"].as_array_mut().unwrap().push(serde_json::json!({"id": "long", "title": "Long", "text": text}));
    let loaded = files::read(serde_json::to_vec(&file).unwrap()).unwrap();
    let mut bytes = Vec::new();
    files::write(&loaded.dossier, &mut bytes).unwrap();
    bytes
}

/// The version of a dossier: the number that the copy has written into one of its cells; 0 before the first.
fn version(dossier: &Dossier) -> u32 {
    let wordings = dossier.positions().filter_map(|(_, position)| position.wording.strip_prefix("version "));
    wordings.filter_map(|number| number.parse().ok()).max().unwrap_or(0)
}

/// The version of a file. A file that is not whole has none.
fn version_of_file(path: &Path) -> Result<u32, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let length = bytes.len();
    let loaded = files::read(bytes).map_err(|refusal| format!("{refusal} ({length} bytes)"))?;
    Ok(version(&loaded.dossier))
}
