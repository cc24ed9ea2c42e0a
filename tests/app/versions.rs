//! Saved versions: listed with what changed, looked at, brought back as one step.

use std::time::{Duration, Instant};

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use standpoint::model::{Dossier, Place};
use standpoint::ui::history::{Change, HistoryPage, Preview, VersionsPage};
use standpoint::ui::{Action, Dialog, Sample};

use super::fake_world::{FakeWorld, Step};
use super::window::{Window, ceasefire, click, dossier, plain, press, settle, start, state};

const CTRL: Modifiers = Modifiers::COMMAND;
const FILE: &str = "/d/ceasefire.positions.json";

fn bytes(dossier: &Dossier) -> Vec<u8> {
    let mut bytes = Vec::new();
    standpoint::files::write(dossier, &mut bytes).unwrap();
    bytes
}

fn page(window: &Window) -> &VersionsPage {
    match &state(window).view.dialog {
        Some(Dialog::History(dialog)) => &dialog.versions,
        other => panic!("the dialog is not open but {other:?}"),
    }
}

/// A change and a save, an hour after what was before. Keys that change something else each time.
fn work(world: &FakeWorld, window: &mut Window, key: Key) {
    plain(window, Key::ArrowDown);
    plain(window, key);
    save(world, window);
}

fn save(world: &FakeWorld, window: &mut Window) {
    world.wait(3600);
    press(window, CTRL, Key::S);
    assert!(!state(window).document.as_ref().unwrap().is_changed());
}

/// Opens the saved versions and waits until everything about them is known.
fn open(window: &mut Window) {
    press(window, CTRL | Modifiers::ALT, Key::Z);
    plain(window, Key::ArrowRight);
    wait(window);
}

fn wait(window: &mut Window) {
    let begun = Instant::now();
    let is_known = |page: &VersionsPage| {
        let lines = page.lines.as_deref();
        lines.is_some_and(|lines| lines.iter().all(|line| line.change != Change::Pending))
            && (lines == Some(&[]) || page.preview != Preview::Reading)
    };
    while !is_known(page(window)) {
        assert!(begun.elapsed() < Duration::from_secs(20), "it is never known");
        std::thread::sleep(Duration::from_millis(3));
        window.step();
    }
    settle(window);
}

fn lines(window: &Window) -> Vec<String> {
    let said = |change: &Change| match change {
        Change::Pending => "pending".to_owned(),
        Change::First => "first".to_owned(),
        Change::Told(words) => words.clone(),
        Change::Damaged(words) => format!("damaged: {words}"),
    };
    page(window).lines.iter().flatten().map(|line| format!("{} {}", line.when, said(&line.change))).collect()
}

/// Whoever has spoilt a dossier and saved it gets every saved version back, the one before the first save too, and can
/// take that back as well.
#[test]
fn a_saved_version_is_brought_back_as_one_step() {
    let (world, mut window) = ceasefire();
    let opened = dossier(&window).clone();
    work(&world, &mut window, Key::D);
    work(&world, &mut window, Key::A);
    let saved = dossier(&window).clone();
    let here = |window: &Window| {
        let Some(Place::Cell(cell)) = state(window).view.selection.active() else { panic!("no cell is selected") };
        let (party, item) = (dossier(window).parties().get(cell.party), dossier(window).items().get(cell.item));
        (party.unwrap().id.to_string(), item.unwrap().id.to_string())
    };
    let selected = here(&window);
    open(&mut window);
    let lines = lines(&window);
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[2].ends_with("first") && lines[0] != lines[1], "{lines:?}");
    assert!(page(&window).lines.as_ref().unwrap()[0].is_in_file);
    assert_eq!(page(&window).chosen, 1, "what is in the file is what is in the window: the one before is wanted");
    plain(&mut window, Key::End);
    wait(&mut window);
    let Preview::Changes { summary, lines } = &page(&window).preview else { panic!("nothing would change") };
    assert_eq!(summary, "1 position changed, 1 position removed");
    assert!(lines.len() >= 3, "{lines:?}");
    plain(&mut window, Key::Enter);
    let name = "Restore the version of 15:06";
    assert_eq!(state(&window).document.as_ref().unwrap().scene().undo_name, Some(name));
    assert!(state(&window).document.as_ref().unwrap().is_changed(), "it is not in the file yet");
    let same = |one: &Dossier, other: &Dossier| bytes(one) == bytes(other);
    assert!(same(dossier(&window), &opened));
    assert_eq!(here(&window), selected);
    assert!(window.query_by_label_contains("Restored the version of 15:06").is_some());
    window.get_by_label("Undo").click();
    settle(&mut window);
    assert!(same(dossier(&window), &saved));
    press(&mut window, CTRL, Key::Y);
    assert!(same(dossier(&window), &opened));
    save(&world, &mut window);
    assert_eq!(
        world.file(FILE).map(|bytes| bytes.len()),
        Some(page_after(&mut window)),
        "it is the newest version now"
    );
}

/// The length of the newest version.
fn page_after(window: &mut Window) -> usize {
    open(window);
    let newest = page(window).lines.as_ref().unwrap()[0].clone();
    assert!(newest.is_in_file);
    usize::try_from(newest.length).unwrap()
}

/// With the keys alone, and with the pointer alone: the lists change, a line is chosen, the dialog closes.
#[test]
fn both_lists_are_there_for_keys_and_pointer() {
    let (world, mut window) = ceasefire();
    work(&world, &mut window, Key::D);
    press(&mut window, CTRL | Modifiers::ALT, Key::Z);
    let shown = |window: &Window| match &state(window).view.dialog {
        Some(Dialog::History(dialog)) => Some(dialog.page),
        _ => None,
    };
    assert_eq!(shown(&window), Some(HistoryPage::Steps));
    window.get_by_label("Saved versions").click();
    wait(&mut window);
    assert_eq!(shown(&window), Some(HistoryPage::Versions));
    click(&mut window, "The first version kept");
    wait(&mut window);
    assert_eq!(page(&window).chosen, 1);
    assert!(window.query_by_label_contains("Against what is in the window now").is_some());
    plain(&mut window, Key::Home);
    wait(&mut window);
    assert!(window.query_by_label("This is what is in the window now").is_some());
    plain(&mut window, Key::Enter);
    assert_eq!(shown(&window), Some(HistoryPage::Versions), "there is nothing to restore");
    plain(&mut window, Key::ArrowLeft);
    assert_eq!(shown(&window), Some(HistoryPage::Steps));
    plain(&mut window, Key::Escape);
    assert_eq!(shown(&window), None);
}

/// A first-time user must learn what the list is for, and what to do to fill it.
#[test]
fn without_versions_it_says_what_they_are_for() {
    let mut window = start(&FakeWorld::default(), &[]);
    click(&mut window, "Open the sample Rail dispute");
    press(&mut window, CTRL | Modifiers::ALT, Key::Z);
    wait(&mut window);
    assert!(window.query_by_label_contains("Save this dossier to a file to begin").is_some());
    assert!(window.query_by_label("Restore").is_none());
    plain(&mut window, Key::Enter);
    assert!(state(&window).view.dialog.is_none(), "Enter closes what has nothing to offer");
    let (_, mut window) = ceasefire();
    press(&mut window, CTRL | Modifiers::ALT, Key::Z);
    wait(&mut window);
    assert!(window.query_by_label_contains("No version of this file is kept yet").is_some());
    assert!(Action::History.row().help.contains("saved version"));
}

/// A version that a failing disk has spoilt must not come into the window, and must not stop the others.
#[test]
fn a_damaged_version_is_named_and_not_brought_back() {
    let (world, mut window) = ceasefire();
    work(&world, &mut window, Key::D);
    work(&world, &mut window, Key::A);
    let versions: Vec<_> =
        world.paths().into_iter().filter(|path| path.starts_with("/data/versions") && path.ends_with_json()).collect();
    assert_eq!(versions.len(), 3, "{versions:?}");
    let middle = versions[1].to_str().unwrap();
    let spoilt = world.file(middle).unwrap();
    world.put(middle, &spoilt[..spoilt.len() / 2]);
    open(&mut window);
    let lines = lines(&window);
    assert!(lines[1].contains("damaged: This version is damaged"), "{lines:?}");
    assert!(!lines[0].contains("damaged") && !lines[2].contains("damaged"), "{lines:?}");
    assert!(matches!(page(&window).preview, Preview::Failed(_)));
    let before = dossier(&window).clone();
    plain(&mut window, Key::Enter);
    assert!(*dossier(&window) == before && state(&window).view.dialog.is_some());
}

trait EndsWithJson {
    fn ends_with_json(&self) -> bool;
}

impl EndsWithJson for std::path::PathBuf {
    fn ends_with_json(&self) -> bool {
        self.extension().is_some_and(|ending| ending == "json")
    }
}

/// Without a folder for versions everything works, the version before lies beside the file, and the dialog says so.
#[test]
fn without_a_folder_for_versions_saving_works_and_the_dialog_says_so() {
    let (world, mut window) = ceasefire();
    world.take_data_folder();
    work(&world, &mut window, Key::D);
    assert_eq!(world.file(&format!("{FILE}.bak")).as_deref(), Some(Sample::Ceasefire.bytes()));
    open(&mut window);
    assert!(window.query_by_label_contains("Saved versions are not kept: there is no folder for it").is_some());
}

/// A full disk under the person's folder must not stop a save to another disk; but it is said where one looks for versions.
#[test]
fn where_versions_cannot_be_written_saving_works_and_the_dialog_says_why() {
    let (world, mut window) = ceasefire();
    world.fail(Some((Step::CreateFolder, std::io::ErrorKind::StorageFull)));
    work(&world, &mut window, Key::D);
    open(&mut window);
    assert!(
        window.query_by_label_contains("The last save was not kept as a version: there is no space left").is_some()
    );
    let lines = page(&window).lines.as_ref().unwrap();
    assert!(lines.len() == 1 && lines[0].is_beside, "what lies beside the file is a version too: {lines:?}");
    plain(&mut window, Key::Escape);
    world.mend();
    work(&world, &mut window, Key::A);
    open(&mut window);
    assert!(page(&window).remark.is_none(), "it works again");
    assert!(page(&window).lines.as_ref().unwrap().iter().all(|line| !line.is_beside), "both are in the store");
}

/// Whatever call fails, once, while versions are kept: the save is done, and its work is in the file.
#[test]
fn no_failure_of_the_store_fails_a_save() {
    let (world, mut window) = ceasefire();
    work(&world, &mut window, Key::D);
    world.fail_calls(0..0, std::io::ErrorKind::Other);
    work(&world, &mut window, Key::A);
    let calls = world.mend();
    let mut saved = 0;
    for call in 0..calls {
        plain(&mut window, Key::ArrowDown);
        plain(&mut window, if call % 2 == 0 { Key::R } else { Key::V });
        world.wait(60);
        world.fail_calls(call..call + 1, std::io::ErrorKind::PermissionDenied);
        press(&mut window, CTRL, Key::S);
        world.mend();
        let is_saved = !state(&window).document.as_ref().unwrap().is_changed();
        saved += usize::from(is_saved);
        let file = standpoint::files::read(world.file(FILE).unwrap()).unwrap().dossier;
        assert!(!is_saved || bytes(&file) == bytes(dossier(&window)), "call {call}: not what was called saved");
        assert!(world.file(&format!("{FILE}.bak")).is_some());
        if !is_saved {
            plain(&mut window, Key::Escape);
        }
    }
    // Only the handful of calls that make the file itself may refuse a save.
    assert!(saved + 8 >= calls, "{saved} of {calls}");
    save(&world, &mut window);
    let left: Vec<_> = world.paths().into_iter().filter(|path| path.to_string_lossy().contains("tmp-")).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// A dialog that is closed while a large version is read must not bring it to life later.
#[test]
fn what_comes_after_the_dialog_is_closed_is_let_go_of() {
    let (world, mut window) = ceasefire();
    work(&world, &mut window, Key::D);
    for _ in 0..5 {
        press(&mut window, CTRL | Modifiers::ALT, Key::Z);
        window.key_press(Key::ArrowRight);
        window.step();
        window.key_press(Key::Escape);
        settle(&mut window);
        assert!(state(&window).view.dialog.is_none());
    }
    open(&mut window);
    assert!(!lines(&window).is_empty());
}
