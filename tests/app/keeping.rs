//! Nothing that was done is lost when the program ends without closing, and two windows do not work against each other.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use standpoint::app::Picked;
use standpoint::model::Stance;
use standpoint::ui::{Dialog, ReadOnly, Sample};

use super::fake_world::{FakeWorld, Step};
use super::window::{Window, button, bytes, ceasefire, cell, click, plain, press, settle, start, state};

const FILE: &str = "/d/ceasefire.positions.json";

/// Runs frames until something is so: what happens on other threads takes a moment.
pub(crate) fn until(window: &mut Window, what: &str, is_so: impl Fn(&Window) -> bool) {
    let begun = Instant::now();
    while !is_so(window) {
        assert!(begun.elapsed() < Duration::from_secs(20), "never came: {what}");
        std::thread::sleep(Duration::from_millis(2));
        window.step();
    }
    window.run_steps(2);
}

fn kept(world: &FakeWorld) -> Vec<PathBuf> {
    world.paths().into_iter().filter(|path| path.starts_with("/data/journals")).collect()
}

/// Waits until a journal is there.
pub(crate) fn wait_for_journal(world: &FakeWorld) {
    let begun = Instant::now();
    while !kept(world).iter().any(|path| path.extension().is_some_and(|ending| ending == "journal")) {
        assert!(begun.elapsed() < Duration::from_secs(20), "no journal was written");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The window at the next start, with what it offers to restore.
pub(crate) fn start_after_crash(world: &FakeWorld) -> Window {
    let mut window = start(world, &[]);
    until(&mut window, "the question whether to restore", |window| {
        matches!(state(window).view.dialog, Some(Dialog::Restore(_)))
    });
    window
}

/// The keyboard goes into the matrix and sets a stance there.
fn set_stance(window: &mut Window, key: Key) {
    plain(window, Key::ArrowDown);
    plain(window, key);
}

/// The worst that the neighbouring programs do to people: a day's work gone with a crash.
#[test]
fn what_was_done_comes_back_after_a_crash() {
    let (world, mut window) = ceasefire();
    set_stance(&mut window, Key::R);
    set_stance(&mut window, Key::D);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    set_stance(&mut window, Key::O);
    let done = bytes(&window);
    let at = state(&window).document.as_ref().unwrap().state();
    // As good as a kill: nothing is closed.
    drop(window);
    let mut window = start_after_crash(&world);
    let Some(Dialog::Restore(dialog)) = &state(&window).view.dialog else { unreachable!() };
    assert_eq!(dialog.sessions[0].name, "ceasefire.positions.json");
    assert_eq!(dialog.sessions[0].steps, ["Set stance to rejects", "Set stance to offers"]);
    window.get_by_label("Set stance to offers");
    window.get_by_label_contains("2 steps to restore");
    button(&mut window, "Restore");
    let document = state(&window).document.as_ref().unwrap();
    assert_eq!((document.path(), document.state()), (Some(std::path::Path::new(FILE)), at));
    assert!(document.is_changed() && bytes(&window) == done);
    assert_eq!(world.file(FILE).as_deref(), Some(Sample::Ceasefire.bytes()), "the file is as it was");
    // The history came back too, and work goes on being kept in the same journal.
    press(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(bytes(&window), Sample::Ceasefire.bytes());
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    drop(window);
    let mut window = start_after_crash(&world);
    let Some(Dialog::Restore(dialog)) = &state(&window).view.dialog else { unreachable!() };
    assert_eq!(dialog.sessions[0].steps, ["Set stance to rejects"]);
    button(&mut window, "Restore");
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert!(!state(&window).document.as_ref().unwrap().is_changed());
    press(&mut window, Modifiers::COMMAND, Key::W);
    until(&mut window, "closing removes the journal", |_| kept(&world).is_empty());
}

/// What was saved is not offered again, whether the window was closed or killed.
#[test]
fn after_saving_there_is_nothing_to_restore() {
    let (world, mut window) = ceasefire();
    set_stance(&mut window, Key::R);
    press(&mut window, Modifiers::COMMAND, Key::S);
    drop(window);
    let mut window = start(&world, &[]);
    until(&mut window, "what is left is cleared away", |_| kept(&world).is_empty());
    assert_eq!(state(&window).view.dialog, None);
}

/// Who says that changes may go must not be asked about them for ever.
#[test]
fn work_that_is_given_up_is_asked_about_twice_and_then_gone() {
    let (world, mut window) = ceasefire();
    set_stance(&mut window, Key::R);
    drop(window);
    let mut window = start_after_crash(&world);
    click(&mut window, "Later");
    assert!(!kept(&world).is_empty());
    drop(window);
    let mut window = start_after_crash(&world);
    click(&mut window, "Give up…");
    assert!(!kept(&world).is_empty(), "one more question");
    click(&mut window, "Give up for good");
    assert!(kept(&world).is_empty() && state(&window).view.dialog.is_none());
    // Discarding on the way out is the same answer.
    let mut window = start(&world, &[FILE]);
    set_stance(&mut window, Key::R);
    wait_for_journal(&world);
    press(&mut window, Modifiers::COMMAND, Key::W);
    click(&mut window, "Discard changes");
    until(&mut window, "the journal goes", |_| kept(&world).is_empty());
}

/// A dossier that never had a file is the easiest to lose.
#[test]
fn a_dossier_without_a_file_comes_back_too() {
    let world = FakeWorld::default();
    let mut window = start(&world, &[]);
    press(&mut window, Modifiers::COMMAND, Key::N);
    window.query_all_by_label("Add party…").next().unwrap().click();
    settle(&mut window);
    super::window::field(&window, "Name").type_text("Norway");
    plain(&mut window, Key::Enter);
    assert_eq!(state(&window).document.as_ref().unwrap().dossier().parties().len(), 1);
    drop(window);
    let mut window = start_after_crash(&world);
    window.get_by_label("A dossier without a file");
    plain(&mut window, Key::Enter);
    let document = state(&window).document.as_ref().unwrap();
    assert_eq!(document.dossier().parties().len(), 1);
    assert!(document.is_changed() && document.path().is_none());
}

/// Two windows that write one file in turn would each undo what the other did.
#[test]
fn a_file_that_is_open_twice_belongs_to_one_window() {
    let (world, mut first) = ceasefire();
    set_stance(&mut first, Key::R);
    wait_for_journal(&world);
    let mut second = start(&world, &[FILE]);
    let is_elsewhere =
        |window: &Window| state(window).document.as_ref().unwrap().read_only() == Some(ReadOnly::OpenElsewhere);
    until(&mut second, "the second window says so", is_elsewhere);
    assert_eq!(state(&second).view.dialog, None, "the other window's work is not offered while it lives");
    second.get_by_label_contains("open in another window");
    let before = bytes(&second);
    set_stance(&mut second, Key::R);
    press(&mut second, Modifiers::COMMAND, Key::S);
    assert_eq!(bytes(&second), before);
    assert_eq!(world.file(FILE).as_deref(), Some(Sample::Ceasefire.bytes()));
    // Another file is nobody else's business.
    world.put("/d/rail.json", Sample::Rail.bytes());
    let third = start(&world, &["/d/rail.json"]);
    assert_eq!(state(&third).document.as_ref().unwrap().read_only(), None);
    click(&mut second, "Take over");
    until(&mut second, "the second window owns the file", |window| !is_elsewhere(window));
    set_stance(&mut second, Key::O);
    assert_ne!(bytes(&second), before);
    // The first one may not write any more, even before it has heard of it, and keeps its work.
    let work = bytes(&first);
    press(&mut first, Modifiers::COMMAND, Key::S);
    let taken = |window: &Window| state(window).document.as_ref().unwrap().read_only() == Some(ReadOnly::TakenOver);
    until(&mut first, "the first window knows", taken);
    assert_eq!(world.file(FILE).as_deref(), Some(Sample::Ceasefire.bytes()));
    assert_eq!(bytes(&first), work);
    world.answer(Picked::Paths(vec!["/d/mine.json".into()]));
    click(&mut first, "Save as…");
    assert_eq!(world.file("/d/mine.json"), Some(work));
    assert_eq!(state(&first).document.as_ref().unwrap().read_only(), None, "it has a file of its own now");
    press(&mut second, Modifiers::COMMAND, Key::S);
    assert_eq!(world.file(FILE), Some(bytes(&second)));
}

/// On a full disk nobody may believe that a crash would cost nothing.
#[test]
fn when_the_journal_cannot_be_written_the_window_says_so_until_it_can() {
    let (world, mut window) = ceasefire();
    world.fail(Some((Step::Append, ErrorKind::StorageFull)));
    set_stance(&mut window, Key::R);
    set_stance(&mut window, Key::D);
    until(&mut window, "the warning", |window| window.query_by_label("Not kept: save soon").is_some());
    world.fail(None);
    set_stance(&mut window, Key::O);
    until(&mut window, "all is well", |window| window.query_by_label("Not kept: save soon").is_none());
    let done = bytes(&window);
    drop(window);
    let mut window = start_after_crash(&world);
    button(&mut window, "Restore");
    assert_eq!(bytes(&window), done, "what could not be written at first was written later");
}

/// A mistake inside the program must cost nothing but a message.
#[test]
fn a_panic_is_caught_at_the_frame_and_the_work_is_kept() {
    let (world, mut window) = ceasefire();
    set_stance(&mut window, Key::R);
    let done = bytes(&window);
    world.make_a_mistake("dialog");
    press(&mut window, Modifiers::COMMAND, Key::E);
    window.get_by_label_contains("Something went wrong inside Standpoint");
    click(&mut window, "Close");
    assert_eq!(bytes(&window), done);
    set_stance(&mut window, Key::D);
    assert_ne!(bytes(&window), done, "one can go on");
    // On another thread as well: the window does not wait for ever for what will not come.
    world.make_a_mistake("read");
    world.answer(Picked::Paths(vec!["/d/other.json".into()]));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    settle(&mut window);
    window.get_by_label_contains("Something went wrong inside Standpoint");
    assert!(!state(&window).is_busy());
}

/// What cannot be restored must not look restored, and must not be thrown away.
#[test]
fn a_journal_without_its_base_says_so_and_stays() {
    let (world, mut window) = ceasefire();
    set_stance(&mut window, Key::R);
    drop(window);
    let base = kept(&world).into_iter().find(|path| path.extension().is_some_and(|ending| ending == "base")).unwrap();
    world.put(base.to_str().unwrap(), b"something else");
    let mut window = start_after_crash(&world);
    button(&mut window, "Restore");
    window.get_by_label_contains("The work was not restored");
    click(&mut window, "Close");
    assert!(state(&window).document.is_none() && !kept(&world).is_empty());
}

/// The stance that a restored cell has is shown, not only kept.
#[test]
fn what_is_restored_is_drawn() {
    let (world, mut window) = ceasefire();
    set_stance(&mut window, Key::R);
    let place = cell(&window, "russia", "us-proposal");
    drop(window);
    let mut window = start_after_crash(&world);
    button(&mut window, "Restore");
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    let changed = dossier.positions().filter(|(_, position)| position.stance == Stance::Rejects).count();
    let shown = window.query_all(egui_kittest::kittest::By::new().role(Role::Cell).label_contains(": rejects")).count();
    assert!(changed > 0 && shown > 0, "{place:?}");
}
