//! Formats over time: what somebody has on a disk opens for ever, and what a newer program wrote is not taken for less than
//! it is. The files are in `formats/`, with the rule for them in `formats/README.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod told;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use standpoint::app::Settings;
use standpoint::compare::Comparison;
use standpoint::files::{self, FindingKind, Loaded, Refusal};
use standpoint::model::Dossier;

/// The files of a folder, without what is said of them.
fn files_in(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    assert!(paths.len() > 4, "{paths:?}");
    paths
}

/// Holds what was read of a file against what it was when the file came here.
fn must_still_be(path: &Path, content: &str) {
    let kept = PathBuf::from(format!("{}.content", path.display()));
    if !kept.exists() && std::env::var_os("FORMATS_ADD").is_some() {
        fs::write(&kept, content).unwrap();
    }
    let promised = fs::read_to_string(&kept).unwrap_or_else(|error| panic!("{}: {error}", kept.display()));
    let mut lines = promised.lines().zip(content.lines()).enumerate();
    let differing = lines.find(|(_, (promised, read))| promised != read);
    assert!(promised == content, "{}: line and what differs: {differing:?}\n{content}", path.display());
}

fn opened(path: &Path) -> Loaded {
    files::read(fs::read(path).unwrap()).unwrap_or_else(|refusal| panic!("{}: {refusal}", path.display()))
}

fn saved(dossier: &Dossier) -> Vec<u8> {
    let mut bytes = Vec::new();
    files::write(dossier, &mut bytes).unwrap();
    bytes
}

/// If this fails, somebody's work of years does not open any more, or says something else than it did.
#[test]
fn every_file_of_version_1_opens_for_ever() {
    for path in files_in("v1") {
        let loaded = opened(&path);
        assert_eq!(loaded.newer, None, "{}", path.display());
        must_still_be(&path, &told::loaded(&loaded));
    }
}

/// If this fails, opening an old file and saving it changes what it says.
#[test]
fn what_is_saved_of_an_old_file_says_the_same() {
    for path in files_in("v1") {
        let before = opened(&path).dossier;
        let after = files::read(saved(&before)).unwrap().dossier;
        assert_eq!(told::dossier(&after), told::dossier(&before), "{}", path.display());
    }
}

/// If this fails, a file that is opened and saved without a change shows changes in git.
#[test]
fn what_the_program_saved_is_saved_as_it_was() {
    let paths: Vec<_> = files_in("v1").into_iter().filter(|path| path.to_string_lossy().contains("/saved-")).collect();
    assert!(paths.len() > 3, "{paths:?}");
    for path in paths {
        let bytes = fs::read(&path).unwrap();
        let again = saved(&files::read(bytes.clone()).unwrap().dossier);
        assert!(again == bytes, "{} is saved differently", path.display());
    }
}

/// If this fails, a colleague with a newer program sends a file and nobody here can even look at it.
#[test]
fn a_newer_file_with_additions_is_read_as_far_as_it_is_known() {
    let path = files_in("newer").into_iter().find(|path| path.ends_with("additions.positions.json")).unwrap();
    let loaded = opened(&path);
    assert_eq!(loaded.newer, Some(2));
    must_still_be(&path, &told::loaded(&loaded));
    let finding = loaded.findings.list.first().unwrap();
    assert_eq!((finding.kind, finding.line_column), (FindingKind::Newer, Some((2, 17))));
    assert!(finding.message.contains("version 2") && finding.message.contains("Update Standpoint"));
    assert!(!loaded.findings.keeps_out(), "all of it that is known is compared");
    let saved = String::from_utf8(saved(&loaded.dossier)).unwrap();
    for (name, value) in [
        ("weights", "{\"nato\":3}"),
        ("archive", "\"https://example.org\""),
        ("members", "[\"a\",\"b\"]"),
        ("weight", "2.5"),
        ("certainty", "0.8"),
        ("by", "\"2025-06\""),
        ("page", "3"),
    ] {
        assert!(saved.contains(&format!("\"{name}\": {value}")), "{name} is gone from {saved}");
    }
}

/// If this fails, half of a newer file is shown as if it were all of it.
#[test]
fn a_newer_file_with_more_than_additions_is_refused_with_the_reason() {
    let mut refused = 0;
    for path in files_in("newer").into_iter().filter(|path| !path.ends_with("additions.positions.json")) {
        let Err(refusal) = files::read(fs::read(&path).unwrap()) else { panic!("{} was opened", path.display()) };
        assert!(matches!(refusal, Refusal::NewerVersion { .. }), "{}: {refusal}", path.display());
        let place = refusal.line_column().map(|(line, column)| format!("{line}:{column}: ")).unwrap_or_default();
        must_still_be(&path, &format!("refused: {place}{refusal}\n"));
        refused += 1;
    }
    assert_eq!(refused, 5);
}

/// If this fails, an update of the program – or going back to an earlier one – costs the list of recent files, and how
/// each dossier was looked at.
#[test]
fn settings_of_every_version_are_understood() {
    for path in files_in("settings") {
        let settings = Settings::read(&fs::read(&path).unwrap());
        must_still_be(&path, &told::settings(&settings));
    }
}

/// If this fails, the newest fields of the files have no file here that holds them for ever.
#[test]
fn a_file_of_today_is_among_them() {
    let all: String = files_in("settings").iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let now = serde_json::to_value(Settings::default()).unwrap();
    for name in now.as_object().unwrap().keys() {
        assert!(all.contains(&format!("\"{name}\"")), "no file in formats/settings has “{name}”: add one that has");
    }
    let all: String = files_in("v1").iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let schema: serde_json::Value = serde_json::from_str(&files::positions_schema()).unwrap();
    let mut names = Vec::new();
    property_names(&schema, &mut names);
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        assert!(all.contains(&format!("\"{name}\"")), "no file in formats/v1 has “{name}”: add one that has");
    }
}

fn property_names(schema: &serde_json::Value, into: &mut Vec<String>) {
    match schema {
        serde_json::Value::Object(fields) => {
            if let Some(serde_json::Value::Object(properties)) = fields.get("properties") {
                into.extend(properties.keys().cloned());
            }
            fields.values().for_each(|value| property_names(value, into));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| property_names(value, into)),
        _ => {}
    }
}

/// If this fails, an old file opens and yet nothing can be worked out from it.
#[test]
fn every_old_file_can_be_compared() {
    for path in files_in("v1") {
        let dossier = opened(&path).dossier;
        let comparison = Comparison::of(&dossier, None);
        let mut bytes = Vec::new();
        files::write_comparison(&dossier, &comparison, &mut bytes).unwrap();
        let export: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(export["items"].as_array().unwrap().len(), dossier.items().len(), "{}", path.display());
    }
}

fn standpoint(verb: &str, path: &Path) -> (Option<i32>, String, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_standpoint")).arg(verb).arg(path).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (ran.status.code(), text(ran.stdout), text(ran.stderr))
}

/// If this fails, a script that compares a newer file is told nothing of what is left out, or gets nothing at all.
#[test]
fn the_command_line_compares_a_newer_file_and_says_so() {
    let newer = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/newer");
    let path = newer.join("additions.positions.json");
    let note = format!("{}:2:17: this file has version 2", path.display());
    let (code, out, error) = standpoint("compare", &path);
    assert_eq!(code, Some(0), "{error}");
    let comparison: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(comparison["items"][0]["title"], "Item");
    assert!(error.contains(&note), "{error}");
    let (code, out, error) = standpoint("check", &path);
    assert_eq!(code, Some(0), "{error}");
    assert!(out.contains(&note) && out.contains("1 position,"), "{out}");
    let path = newer.join("another-stance.positions.json");
    for verb in ["compare", "check"] {
        let (code, out, error) = standpoint(verb, &path);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{error}");
        let place = format!("{}:3:3: ", path.display());
        assert!(error.starts_with(&place) && error.contains("Update Standpoint"), "{error}");
    }
}

/// If this fails, a merge by git makes an older file of a newer one, on the branch of somebody who never opened it.
#[test]
fn a_newer_file_is_not_merged_into_an_older_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let (newer, older) = (folder.join("newer/additions.positions.json"), folder.join("v1/minimal.positions.json"));
    for order in [[&older, &newer, &older], [&older, &older, &newer], [&newer, &older, &older]] {
        let ran = Command::new(env!("CARGO_BIN_EXE_standpoint")).arg("merge").args(order).output().unwrap();
        let error = String::from_utf8(ran.stderr).unwrap();
        assert!(!ran.status.success() && ran.stdout.is_empty(), "{error}");
        assert!(error.contains("version 2") && error.contains("Update Standpoint"), "{error}");
    }
}
