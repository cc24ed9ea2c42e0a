//! The file is changed under the open window: noticed, told, and nothing of either side lost.

use std::io::ErrorKind;
use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use standpoint::app::{Picked, World as _};
use standpoint::files;
use standpoint::model::{Cell, Place, Stance};
use standpoint::ui::{Dialog, DiskChange, Sample};

use super::fake_world::{FakeWorld, Step};
use super::keeping::{start_after_crash, until, wait_for_journal};
use super::window::{Window, ceasefire, cell, click, plain, press, settle, start, state};

const PATH: &str = "/d/ceasefire.positions.json";

/// The person comes back to the window.
fn come_back(window: &mut Window) {
    window.event(egui::Event::WindowFocused(true));
    settle(window);
}

fn save(window: &mut Window) {
    press(window, Modifiers::COMMAND, Key::S);
}

/// What is asked, if anything.
fn asked(window: &Window) -> Option<DiskChange> {
    match &state(window).view.dialog {
        Some(Dialog::OnDisk(dialog)) => Some(dialog.change.clone()),
        None => None,
        Some(other) => panic!("another question: {other:?}"),
    }
}

/// How the other dossier differs that is asked about, and in how much it was changed differently here.
fn other(window: &Window) -> (String, Option<usize>) {
    match asked(window) {
        Some(DiskChange::Other { differs, conflicts }) => (differs, conflicts),
        found => panic!("{found:?} is asked about"),
    }
}

fn is_other(window: &Window) -> bool {
    matches!(asked(window), Some(DiskChange::Other { .. }))
}

fn is_changed(window: &Window) -> bool {
    state(window).document.as_ref().unwrap().is_changed()
}

/// The sample after a colleague has renamed an item.
fn theirs() -> Vec<u8> {
    let text = std::str::from_utf8(Sample::Ceasefire.bytes()).unwrap();
    let changed = text.replace("US proposal for a 30-day ceasefire", "Proposal as a colleague calls it");
    assert_ne!(changed, text);
    changed.into_bytes()
}

fn has_theirs(window: &Window) -> bool {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    dossier.items().iter().any(|(_, item)| item.title == "Proposal as a colleague calls it")
}

/// Ukraine rejects, where it demanded before.
fn change(window: &mut Window) -> Cell {
    click(window, "Ukraine, Russia accepts the US proposal without conditions: demands");
    plain(window, Key::R);
    assert!(is_changed(window));
    cell(window, "ukraine", "unconditional")
}

/// Something changed here and something else in the file.
fn both_changed() -> (FakeWorld, Window, Cell) {
    let (world, mut window) = ceasefire();
    let cell = change(&mut window);
    world.put(PATH, &theirs());
    (world, window, cell)
}

fn stance(window: &Window, cell: Cell) -> Option<Stance> {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    dossier.cell(cell).next().map(|(_, position)| position.stance)
}

/// Looking must cost nothing and ask nothing as long as nobody was there; a sync program that puts the same content
/// anew is nobody.
#[test]
fn the_same_content_is_no_change() {
    let (world, mut window) = ceasefire();
    come_back(&mut window);
    assert_eq!(asked(&window), None);
    world.put(PATH, Sample::Ceasefire.bytes());
    come_back(&mut window);
    assert_eq!(asked(&window), None);
    change(&mut window);
    world.put(PATH, Sample::Ceasefire.bytes());
    save(&mut window);
    assert_eq!((asked(&window), is_changed(&window)), (None, false));
    come_back(&mut window);
    assert_eq!(asked(&window), None, "what was saved here is no change by somebody else");
}

/// Nothing unsaved: Enter shows what the colleague wrote, undo brings back what was here, and nobody asks again.
#[test]
fn without_unsaved_changes_the_file_is_reloaded() {
    let (world, mut window) = ceasefire();
    world.put(PATH, &theirs());
    come_back(&mut window);
    assert!(is_other(&window));
    plain(&mut window, Key::Enter);
    assert!(asked(&window).is_none() && has_theirs(&window) && !is_changed(&window));
    come_back(&mut window);
    assert_eq!(asked(&window), None);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(!has_theirs(&window) && is_changed(&window), "undo brings back what was here, and it is not in the file");
    press(&mut window, Modifiers::COMMAND, Key::Y);
    change(&mut window);
    save(&mut window);
    assert!(asked(&window).is_none() && !is_changed(&window));
    assert!(world.text(PATH).contains("as a colleague calls it"));
}

/// A save must never go over what somebody else has written since, unless the person says so.
#[test]
fn saving_over_a_changed_file_asks_and_keep_mine_goes_through() {
    let (world, mut window, cell) = both_changed();
    save(&mut window);
    assert!(is_other(&window));
    assert_eq!(world.file(PATH).unwrap(), theirs(), "nothing is written before the answer");
    plain(&mut window, Key::Escape);
    assert!(is_changed(&window) && world.file(PATH).unwrap() == theirs());
    save(&mut window);
    click(&mut window, "Keep mine");
    assert!(asked(&window).is_none() && !is_changed(&window));
    assert_eq!(stance(&window, cell), Some(Stance::Rejects));
    assert!(!world.text(PATH).contains("as a colleague calls it"));
}

/// Asked once for what was found: whoever said “keep mine” or “not now” is left alone when coming back.
#[test]
fn the_same_find_is_asked_about_once() {
    for answer in ["Not now", "Keep mine"] {
        let (world, mut window, _) = both_changed();
        come_back(&mut window);
        click(&mut window, answer);
        come_back(&mut window);
        assert_eq!(asked(&window), None, "{answer}");
        save(&mut window);
        assert_eq!(asked(&window).is_some(), answer == "Not now", "{answer}: the save");
        plain(&mut window, Key::Escape);
        world.put(PATH, String::from_utf8(theirs()).unwrap().replace("colleague", "second colleague").as_bytes());
        come_back(&mut window);
        assert!(is_other(&window), "{answer}: something new");
    }
}

/// “Keep mine” without unsaved changes: the file holds something else now, so closing must ask.
#[test]
fn what_is_kept_against_the_file_counts_as_unsaved() {
    let (world, mut window) = ceasefire();
    world.put(PATH, &theirs());
    come_back(&mut window);
    click(&mut window, "Keep mine");
    assert!(is_changed(&window));
    save(&mut window);
    assert!(!is_changed(&window));
    assert_eq!(world.file(PATH).unwrap(), Sample::Ceasefire.bytes());
}

/// A file that went away leaves the window as the only place of the work: said, counted as unsaved, written anew.
#[test]
fn a_file_that_is_gone_is_said_and_written_anew_after_asking() {
    let (world, mut window) = ceasefire();
    world.remove(Path::new(PATH)).unwrap();
    come_back(&mut window);
    assert_eq!(asked(&window), Some(DiskChange::Missing));
    plain(&mut window, Key::Escape);
    assert!(is_changed(&window), "closing must ask now");
    come_back(&mut window);
    assert_eq!(asked(&window), None, "once is enough");
    save(&mut window);
    assert!(asked(&window).is_none() && !is_changed(&window), "the person knows that it is gone");
    assert_eq!(world.file(PATH).unwrap(), Sample::Ceasefire.bytes());

    change(&mut window);
    world.remove(Path::new(PATH)).unwrap();
    save(&mut window);
    assert_eq!(asked(&window), Some(DiskChange::Missing), "gone again");
    plain(&mut window, Key::Enter);
    assert!(!is_changed(&window) && world.file(PATH).is_some());

    world.remove(Path::new(PATH)).unwrap();
    come_back(&mut window);
    world.answer(Picked::Paths(vec!["/d/elsewhere.json".into()]));
    click(&mut window, "Save as…");
    assert!(world.file("/d/elsewhere.json").is_some() && world.file(PATH).is_none() && !is_changed(&window));
}

/// A file that comes back as it was is no news, and nothing is unsaved then.
#[test]
fn a_file_that_comes_back_is_as_if_it_had_never_gone() {
    let (world, mut window) = ceasefire();
    world.remove(Path::new(PATH)).unwrap();
    come_back(&mut window);
    plain(&mut window, Key::Escape);
    world.put(PATH, Sample::Ceasefire.bytes());
    come_back(&mut window);
    assert!(asked(&window).is_none() && !is_changed(&window));
}

/// Sync programs empty a file before they fill it, network disks break off in the middle: half a file must never come
/// over the work, and looking again must help once it is whole.
#[test]
fn half_a_file_is_never_reloaded() {
    for half in [0, 1, 700] {
        let (world, mut window) = ceasefire();
        let cell = change(&mut window);
        world.put(PATH, &theirs()[..half]);
        come_back(&mut window);
        assert!(matches!(asked(&window), Some(DiskChange::Unreadable(reason)) if !reason.is_empty()), "{half}");
        assert!(window.query_by_label("Reload").is_none(), "{half} bytes are offered as a dossier");
        plain(&mut window, Key::Enter);
        assert!(matches!(asked(&window), Some(DiskChange::Unreadable(_))), "{half}: looked again, still half");
        world.put(PATH, &theirs());
        plain(&mut window, Key::Enter);
        assert!(is_other(&window), "{half}: whole now");
        plain(&mut window, Key::Escape);
        world.put(PATH, &theirs()[..half]);
        save(&mut window);
        assert!(matches!(asked(&window), Some(DiskChange::Unreadable(_))), "{half}: saving asks");
        click(&mut window, "Keep mine");
        assert!(!is_changed(&window) && world.text(PATH).contains("rejects"), "{half}");
        assert_eq!(stance(&window, cell), Some(Stance::Rejects));
    }
}

/// What cannot be read at all (a disk that is away for the moment) asks nothing on coming back; saving says so.
#[test]
fn a_disk_that_is_away_asks_only_when_it_matters() {
    let (world, mut window) = ceasefire();
    change(&mut window);
    world.fail(Some((Step::Stamp, ErrorKind::TimedOut)));
    come_back(&mut window);
    assert_eq!(asked(&window), None);
    world.put(PATH, &theirs());
    world.fail(Some((Step::Read, ErrorKind::PermissionDenied)));
    come_back(&mut window);
    assert_eq!(asked(&window), None);
    save(&mut window);
    assert!(matches!(asked(&window), Some(DiskChange::Unreadable(reason)) if reason.contains("may not read")));
    assert_eq!(world.file(PATH).unwrap(), theirs());
    click(&mut window, "Keep mine");
    assert!(!is_changed(&window) && world.text(PATH).contains("rejects"));
}

/// Closing with “Save” onto a changed file: the question comes, and after the answer the window closes.
#[test]
fn closing_goes_on_after_the_answer() {
    let (world, mut window, _) = both_changed();
    press(&mut window, Modifiers::COMMAND, Key::W);
    plain(&mut window, Key::Enter);
    assert!(is_other(&window));
    assert!(state(&window).document.is_some());
    click(&mut window, "Keep mine");
    assert!(state(&window).document.is_none() && world.text(PATH).contains("rejects"));
    // Cancelled, nothing waits any more: the next save only saves.
    let (_, mut window, _) = both_changed();
    press(&mut window, Modifiers::COMMAND, Key::W);
    plain(&mut window, Key::Enter);
    plain(&mut window, Key::Escape);
    save(&mut window);
    click(&mut window, "Keep mine");
    assert!(state(&window).document.is_some() && !is_changed(&window));
}

/// Over another question nobody asks; the next time does.
#[test]
fn an_open_dialog_is_not_disturbed() {
    let (world, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::K);
    world.put(PATH, &theirs());
    come_back(&mut window);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Palette { .. })));
    plain(&mut window, Key::Escape);
    come_back(&mut window);
    assert!(is_other(&window));
}

/// After Reload the selection and the filter must not speak of records of the dossier that went.
#[test]
fn after_reloading_nothing_leads_to_what_is_gone() {
    let (world, mut window) = ceasefire();
    let last = cell(&window, "european-allies", "compensation");
    window
        .get_by(|node| node.role() == Role::ColumnHeader && node.label().is_some_and(|l| l.starts_with("European")))
        .click();
    settle(&mut window);
    assert!(matches!(state(&window).view.selection.active(), Some(Place::Party(party)) if party == last.party));
    world.put(PATH, br#"{"standpoint": 1, "parties": [{"name": "Alone"}], "items": [{"title": "One"}]}"#);
    come_back(&mut window);
    plain(&mut window, Key::Enter);
    assert_eq!(state(&window).view.selection.active(), None);
    assert_eq!(state(&window).document.as_ref().unwrap().dossier().parties().len(), 1);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(state(&window).document.as_ref().unwrap().dossier().parties().len(), 4);
}

/// A dossier that has no file has nobody to be changed by.
#[test]
fn without_a_file_nothing_is_looked_at() {
    let mut window = start(&FakeWorld::default(), &[]);
    come_back(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::N);
    come_back(&mut window);
    assert_eq!(asked(&window), None);
}

/// The heart of it: two people have changed the same file, and Enter keeps what both did; undo gives back one's own.
#[test]
fn both_sides_changes_are_merged_by_enter() {
    let (world, mut window, cell) = both_changed();
    come_back(&mut window);
    assert!(is_other(&window));
    plain(&mut window, Key::Enter);
    assert!(asked(&window).is_none() && has_theirs(&window) && is_changed(&window));
    assert_eq!(stance(&window, cell), Some(Stance::Rejects));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(!has_theirs(&window));
    assert_eq!(stance(&window, cell), Some(Stance::Rejects), "one undo takes back the merge and no more");
    press(&mut window, Modifiers::COMMAND, Key::Y);
    save(&mut window);
    assert!(asked(&window).is_none() && !is_changed(&window), "what was merged is known");
    let saved = world.text(PATH);
    assert!(saved.contains("as a colleague calls it") && saved.contains("rejects"));
}

/// Merging on the way to save saves at once; closing that waited for it goes on.
#[test]
fn a_merge_without_conflict_is_saved_and_the_window_closes() {
    let (world, mut window, _) = both_changed();
    press(&mut window, Modifiers::COMMAND, Key::W);
    plain(&mut window, Key::Enter);
    assert!(is_other(&window));
    plain(&mut window, Key::Enter);
    assert!(state(&window).document.is_none());
    let saved = world.text(PATH);
    assert!(saved.contains("as a colleague calls it") && saved.contains("rejects"));
}

/// What both have changed differently is shown before anything is written or closed.
#[test]
fn conflicts_are_shown_and_not_saved_at_once() {
    let (world, mut window) = ceasefire();
    let cell = change(&mut window);
    let text = std::str::from_utf8(Sample::Ceasefire.bytes()).unwrap();
    let at = text.find("Putin should take up").unwrap();
    let line = text[..at].rfind("\"demands\"").unwrap();
    let conflicting = format!("{}\"offers\"{}", &text[..line], &text[line + "\"demands\"".len()..]);
    world.put(PATH, conflicting.as_bytes());
    press(&mut window, Modifiers::COMMAND, Key::W);
    plain(&mut window, Key::Enter);
    assert_eq!(other(&window), ("1 position changed".to_owned(), Some(1)));
    plain(&mut window, Key::Enter);
    assert!(state(&window).document.is_some() && is_changed(&window) && state(&window).view.are_problems_open);
    assert_eq!(world.text(PATH), conflicting, "nothing is written before it was looked at");
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    let stances: Vec<_> = dossier.cell(cell).map(|(_, position)| position.stance).collect();
    assert!(stances.contains(&Stance::Rejects) && stances.contains(&Stance::Offers), "{stances:?}");
    save(&mut window);
    assert!(asked(&window).is_none() && !is_changed(&window));
}

/// After a merge, what both know is the merged file: the next merge must not bring back what was decided.
#[test]
fn a_second_change_is_merged_from_the_first() {
    let (world, mut window, cell) = both_changed();
    come_back(&mut window);
    plain(&mut window, Key::Enter);
    // What came is changed here again; then the colleague does something else.
    let again = String::from_utf8(theirs()).unwrap().replace("General end to hostilities", "End to hostilities");
    world.put(PATH, again.as_bytes());
    save(&mut window);
    assert_eq!(other(&window), ("1 item changed".to_owned(), Some(0)));
    plain(&mut window, Key::Enter);
    assert!(!is_changed(&window) && has_theirs(&window));
    assert_eq!(stance(&window, cell), Some(Stance::Rejects));
    assert!(world.text(PATH).contains("\"End to hostilities\""));
}

/// A file that says the same in another layout is no question to anybody, and saving goes over it.
#[test]
fn the_same_in_another_layout_asks_nothing() {
    let (world, mut window) = ceasefire();
    let value: serde_json::Value = serde_json::from_slice(Sample::Ceasefire.bytes()).unwrap();
    world.put(PATH, &serde_json::to_vec(&value).unwrap());
    come_back(&mut window);
    assert!(asked(&window).is_none() && !is_changed(&window));
    change(&mut window);
    world.put(PATH, &serde_json::to_vec_pretty(&value).unwrap());
    save(&mut window);
    assert!(asked(&window).is_none() && !is_changed(&window));
    assert!(world.text(PATH).contains("rejects"));
}

/// Where undo leads no more back to what both began from, the saved versions have it; without them nothing is merged by
/// guess, and the other ways are there.
#[test]
fn what_both_began_from_is_found_among_the_saved_versions_or_not_guessed() {
    for is_kept in [true, false] {
        let (world, mut window) = ceasefire();
        change(&mut window);
        save(&mut window);
        press(&mut window, Modifiers::COMMAND, Key::Z);
        click(&mut window, "Ukraine, Russia accepts the US proposal without conditions: demands");
        plain(&mut window, Key::O);
        if !is_kept {
            let versions = world.paths().into_iter().filter(|path| path.starts_with("/data/versions"));
            versions.for_each(|path| world.remove(&path).unwrap());
        }
        world.put(PATH, &theirs());
        come_back(&mut window);
        // The colleague's file is the one from before the save, so there the stance was set back.
        assert_eq!(other(&window).1, is_kept.then_some(1));
        assert_eq!(window.query_by_label("Merge").is_some(), is_kept);
        window.get_by_label("Reload").click();
        settle(&mut window);
        assert!(has_theirs(&window) && !is_changed(&window));
    }
}

/// Killed after the file was replaced and before the journal heard of it: what is restored must not be told that somebody
/// else was there, nor merge its own work with itself.
#[test]
fn ones_own_save_is_nobody_elses_after_a_crash() {
    let (world, mut window) = ceasefire();
    let cell = change(&mut window);
    let saved = {
        let mut bytes = Vec::new();
        files::write(state(&window).document.as_ref().unwrap().dossier(), &mut bytes).unwrap();
        bytes
    };
    plain(&mut window, Key::O);
    wait_for_journal(&world);
    drop(window);
    world.put(PATH, &saved);
    let mut window = start_after_crash(&world);
    plain(&mut window, Key::Enter);
    settle(&mut window);
    assert!(is_changed(&window));
    come_back(&mut window);
    assert_eq!(asked(&window), None);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(!is_changed(&window), "that state is in the file");
    press(&mut window, Modifiers::COMMAND, Key::Y);
    save(&mut window);
    assert!(asked(&window).is_none() && !is_changed(&window));
    assert_eq!(stance(&window, cell), Some(Stance::Offers));
}

/// A window that may only look shows what the other one saved, and offers nothing that would write.
#[test]
fn a_window_that_only_looks_can_open_the_file_again() {
    let (world, mut first) = ceasefire();
    change(&mut first);
    wait_for_journal(&world);
    let mut second = start(&world, &[PATH]);
    until(&mut second, "read-only", |window| state(window).document.as_ref().unwrap().read_only().is_some());
    save(&mut first);
    come_back(&mut second);
    assert!(is_other(&second));
    for name in ["Merge", "Keep mine", "Reload"] {
        assert!(second.query_by_label(name).is_none(), "{name}");
    }
    second.get_by_label("Open again").click();
    settle(&mut second);
    let cell = cell(&second, "ukraine", "unconditional");
    assert_eq!(stance(&second, cell), Some(Stance::Rejects));
    until(&mut second, "read-only", |window| state(window).document.as_ref().unwrap().read_only().is_some());
}
