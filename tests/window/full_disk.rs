//! Saving onto a disk that is really full.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use serde_json::json;
use standpoint::app::disk::{Stage as SaveStage, replace};
use standpoint::app::{App, Desktop, Document};
use standpoint::ui::Dialog;

use super::program::Stage;
use super::small_disk::SmallDisk;
use super::{assert_same, changed_position, read};

const NAME: &str = "ceasefire.positions.json";
/// Names the file on the full disk to a copy of this test.
const FILE: &str = "STANDPOINT_FULL_DISK_FILE";

fn small_disk() -> Option<SmallDisk> {
    let disk = SmallDisk::make();
    if disk.is_none() {
        let why = "there is neither a right to mount, nor to make name spaces, nor a small disk at /dev/shm";
        assert!(std::env::var_os("CI").is_none(), "no full disk can be had: {why}");
        println!("passed over: no full disk can be had: {why}");
    }
    disk
}

/// If this fails, a full disk costs the file, or the work in the window, or there is no way out but to lose it.
#[test]
fn a_save_onto_a_full_disk_loses_nothing_and_another_place_takes_it() {
    let Some(disk) = small_disk() else { return };
    let stage = Stage::new("9-full-disk");
    let (sample, elsewhere) = (stage.sample(), stage.file("elsewhere.positions.json"));
    fs::copy(&sample, disk.here(NAME)).expect("the sample");
    let before = fs::read(&sample).expect("the sample");
    let mut program = stage.start_through(disk.enter(), &[&disk.inside(NAME)]);
    program.wait_for_title("ceasefire.positions.json – Standpoint");
    disk.fill();
    program.keys(&["Down", "Down", "Right", "r"]);
    program.wait_for_title("• ceasefire.positions.json – Standpoint");
    program.keys(&["ctrl+s"]);
    program.picture();
    // The message takes the keyboard: while it stands nothing is changed.
    program.keys(&["a", "Escape"]);
    program.wait_for_title("• ceasefire.positions.json – Standpoint");
    assert_eq!(fs::read(disk.here(NAME)).expect("the file"), before, "the old file is not whole");
    assert_eq!(disk.names(), ["ballast", NAME], "half a file was left behind");

    program.keys(&["ctrl+shift+s"]);
    program.answer_dialog(&elsewhere, false);
    program.wait_for_title("elsewhere.positions.json – Standpoint");
    let mut expected = read(&sample);
    changed_position(&mut expected)["stance"] = json!("rejects");
    assert_same(&read(&elsewhere), &expected, "another place takes what the full disk refused");
    program.keys(&["ctrl+q"]);
    program.wait_for_end();
}

/// The same without a screen, in a process that sees the disk: every word of the message is looked at, and saving to the
/// same place works once there is room.
#[test]
fn the_message_of_a_full_disk_names_it() {
    let Some(disk) = small_disk() else { return };
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples").join(NAME);
    fs::copy(sample, disk.here(NAME)).expect("the sample");
    disk.fill();
    let home = tempfile::tempdir().expect("a home");
    let this = std::env::current_exe().expect("this test").to_string_lossy().into_owned();
    let words: Vec<_> = disk.enter().iter().cloned().chain([this]).collect();
    let status = Command::new(&words[0])
        .args(&words[1..])
        .args(["--ignored", "--exact", "--nocapture", "full_disk::on_the_full_disk"])
        .env(FILE, disk.inside(NAME))
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .env("XDG_DATA_HOME", home.path().join("data"))
        .status()
        .expect("a copy of this test");
    assert!(status.success(), "see above");
    assert_eq!(disk.names(), [NAME, "ceasefire.positions.json.bak"], "something was left behind");
}

#[test]
#[ignore = "the test before starts it where the disk is to be seen"]
fn on_the_full_disk() {
    let path = PathBuf::from(std::env::var_os(FILE).expect("started by the other test"));
    let before = fs::read(&path).expect("the sample");
    let refused = replace(&Desktop, &path, |out| out.write_all(&vec![7; 100_000])).expect_err("it is full");
    assert_eq!(refused.error.kind(), std::io::ErrorKind::StorageFull);
    assert!(matches!(refused.stage, SaveStage::Create | SaveStage::Write | SaveStage::Sync), "{refused:?}");

    let paths = vec![path.clone()];
    let mut window = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_os(egui::os::OperatingSystem::Nix)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, Arc::new(Desktop), paths));
    wait(&mut window, "the file to open", |window| window.state().state().document.is_some());
    window.run_steps(6);
    for key in [Key::ArrowDown, Key::R] {
        window.key_press(key);
        window.run_steps(6);
    }
    let is_changed =
        |window: &Harness<'_, App>| window.state().state().document.as_ref().is_some_and(Document::is_changed);
    wait(&mut window, "the change", is_changed);
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    wait(&mut window, "the message", |window| window.state().state().view.dialog.is_some());
    let Some(Dialog::Message { title, text }) = &window.state().state().view.dialog else { panic!("no message") };
    for words in ["no space left", "Save as…", "as it was", "still in this window"] {
        assert!(text.contains(words), "“{title}: {text}” lacks “{words}”");
    }
    assert!(is_changed(&window));
    assert_eq!(fs::read(&path).expect("the file"), before, "the old file is not whole");
    fs::remove_file(path.with_file_name("ballast")).expect("room");
    window.key_press(Key::Escape);
    window.run_steps(6);
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    wait(&mut window, "the save", |window| !is_changed(window) && !window.state().state().is_busy());
    assert_ne!(fs::read(&path).expect("the file"), before);
}

/// Runs frames until something has come.
fn wait(window: &mut Harness<'_, App>, what: &str, has_come: impl Fn(&Harness<'_, App>) -> bool) {
    let begun = Instant::now();
    window.step();
    while !has_come(window) {
        assert!(begun.elapsed() < Duration::from_mins(1), "waited for {what}");
        std::thread::sleep(Duration::from_millis(2));
        window.step();
    }
}
