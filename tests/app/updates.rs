//! Opening, saving and closing, played through as data: no window, no disk.

use std::path::PathBuf;

use standpoint::app::disk::{SaveError, Stage};
use standpoint::app::{Effect, Event, Outcome, Picked, Read, ReadFile, Saved, Settings, State, update};
use standpoint::files;
use standpoint::model::{Place, Stance};
use standpoint::ui::{Action, Answer, Command, Dialog, FileCommand, Purpose, Sample, ToastKind};

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    update(state, Event::Command(Command::Act(action)))
}

fn answer(state: &mut State, answer: Answer) -> Vec<Effect> {
    update(state, Event::Command(Command::Answer(answer)))
}

fn open(state: &mut State, paths: &[&str]) -> Vec<Effect> {
    open_as(state, paths, Sample::Rail.bytes())
}

fn open_as(state: &mut State, paths: &[&str], bytes: &[u8]) -> Vec<Effect> {
    let begun = begin_to_open(state, paths);
    if !matches!(begun.first(), Some(Effect::Read { .. })) {
        return begun;
    }
    let files: Vec<_> = paths.iter().map(|&path| (path, bytes)).collect();
    arrive(state, &begun, &files, Vec::new())
}

fn begin_to_open(state: &mut State, paths: &[&str]) -> Vec<Effect> {
    let paths = paths.iter().map(PathBuf::from).collect();
    update(state, Event::Command(Command::File(FileCommand::Open(paths))))
}

/// What was asked for is read.
fn arrive(state: &mut State, asked: &[Effect], files: &[(&str, &[u8])], failures: Vec<String>) -> Vec<Effect> {
    let Some(Effect::Read { job, purpose, .. }) = asked.first() else { panic!("{asked:?}") };
    let file = |&(path, bytes): &(&str, &[u8])| ReadFile::new(Some(path.into()), files::read(bytes.to_vec()).unwrap());
    let files = files.iter().map(file).collect();
    let read = Read { job: *job, purpose: *purpose, files, comparison: None, failures };
    update(state, Event::Outcome(Outcome::Read(read)))
}

/// If this fails, what was done to one dossier is told under another; or what failed is gone before it was read.
#[test]
fn messages_of_one_dossier_do_not_stand_under_the_next() {
    let mut state = State::new(Settings::default());
    open(&mut state, &["/d/rail.positions.json"]);
    act(&mut state, Action::Check);
    state.view.toast(ToastKind::Failed, "Something failed");
    assert_eq!(state.view.toasts.len(), 2);
    open(&mut state, &["/d/other.positions.json"]);
    let texts: Vec<_> = state.view.toasts.iter().map(|toast| toast.text.as_str()).collect();
    assert_eq!(texts, ["Something failed"]);
}

/// An open sample file with a change that is not saved.
fn changed() -> State {
    let mut state = State::new(Settings::default());
    open(&mut state, &["/d/rail.positions.json"]);
    change(&mut state);
    state
}

fn change(state: &mut State) {
    let dossier = state.document.as_ref().unwrap().dossier();
    let cell = standpoint::model::Cell { item: dossier.items().keys()[0], party: dossier.parties().keys()[3] };
    update(state, Event::Command(Command::Select(Some(Place::Cell(cell)))));
    act(state, Action::Stance(Stance::Reserved));
    assert!(state.document.as_ref().unwrap().is_changed());
}

fn written(job: u64, path: &str, written_state: u64, result: Result<(), SaveError>) -> Event {
    let result = result.map(|()| Saved::default());
    Event::Outcome(Outcome::Written { job, purpose: Purpose::SaveAs, path: path.into(), state: written_state, result })
}

/// What a newer program wrote must not become a file of this version because somebody pressed Ctrl+S.
#[test]
fn a_newer_file_is_not_saved_over() {
    let newer =
        String::from_utf8(Sample::Rail.bytes().to_vec()).unwrap().replace("\"standpoint\": 1", "\"standpoint\": 2");
    let mut state = State::new(Settings::default());
    open_as(&mut state, &["/d/rail.positions.json"], newer.as_bytes());
    let document = state.document.as_ref().unwrap();
    assert!(document.dossier().position_count() > 10, "it can be looked at");
    assert!(document.findings.list.iter().any(|finding| finding.message.contains("version 2")), "and says what it is");
    // Neither by an action nor by a field of the inspector.
    let title = standpoint::model::steps::set_title(document.dossier(), "Another title").unwrap();
    act(&mut state, Action::SelectAll);
    act(&mut state, Action::Stance(Stance::Reserved));
    update(&mut state, Event::Command(Command::Perform(title)));
    assert!(!state.document.as_ref().unwrap().is_changed(), "and nothing can be changed");
    assert!(state.view.toasts.iter().any(|toast| toast.text.contains("newer Standpoint")), "and it says why");
    let to_its_file = Command::File(FileCommand::SaveTo("/d/rail.positions.json".into()));
    for effects in [act(&mut state, Action::Save), update(&mut state, Event::Command(to_its_file))] {
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Write(_))), "{effects:?}");
    }
}

/// A way to leave the open dossier.
type Way = fn(&mut State) -> Vec<Effect>;

/// Nobody's work may vanish because another file was opened.
#[test]
fn whatever_would_lose_changes_asks_first() {
    let ways: [(&str, Way); 6] = [
        ("new", |state| act(state, Action::New)),
        ("open", |state| act(state, Action::Open)),
        ("close", |state| act(state, Action::Close)),
        ("quit", |state| act(state, Action::Quit)),
        ("sample", |state| update(state, Event::Command(Command::File(FileCommand::OpenSample(Sample::Climate))))),
        ("the window's frame", |state| update(state, Event::CloseRequested)),
    ];
    for (name, way) in ways {
        let mut state = changed();
        way(&mut state);
        assert_eq!(state.view.dialog, Some(Dialog::Unsaved), "{name}");
        assert!(answer(&mut state, Answer::Cancel).is_empty(), "{name}");
        assert!(
            state.document.as_ref().unwrap().is_changed() && state.view.dialog.is_none(),
            "{name}: cancel keeps everything"
        );
        way(&mut state);
        let effects = answer(&mut state, Answer::Discard);
        let went_on = effects.iter().any(|effect| {
            matches!(effect, Effect::CloseWindow | Effect::Pick(_) | Effect::ReadSample { .. } | Effect::Free(_))
        });
        assert!(went_on, "{name}: discard goes on, {effects:?}");
        let mut state = changed();
        way(&mut state);
        let effects = answer(&mut state, Answer::SaveFirst);
        let Some(Effect::Write(order)) = effects.first() else { panic!("{name}: {effects:?}") };
        assert_eq!(order.path, PathBuf::from("/d/rail.positions.json"));
        let effects = update(&mut state, written(order.job, "/d/rail.positions.json", order.state, Ok(())));
        let went_on = effects.iter().any(|effect| {
            matches!(effect, Effect::CloseWindow | Effect::Pick(_) | Effect::ReadSample { .. } | Effect::Free(_))
        });
        assert!(went_on, "{name}: after saving it goes on, {effects:?}");
    }
}

/// A disk that refuses must neither close the window nor pretend.
#[test]
fn a_failed_save_keeps_everything_and_says_what_to_do() {
    let mut state = changed();
    act(&mut state, Action::Quit);
    let effects = answer(&mut state, Answer::SaveFirst);
    let Some(Effect::Write(order)) = effects.first() else { panic!("{effects:?}") };
    let error = SaveError {
        stage: Stage::Write,
        path: order.path.clone(),
        target: None,
        error: std::io::ErrorKind::StorageFull.into(),
    };
    let effects = update(&mut state, written(order.job, "/d/rail.positions.json", order.state, Err(error)));
    assert!(effects.is_empty(), "{effects:?}");
    assert!(state.document.as_ref().unwrap().is_changed());
    let Some(Dialog::Message { title, text }) = &state.view.dialog else { panic!("no message") };
    assert!(
        title.contains("not saved") && text.contains("no space") && text.contains("still in this window"),
        "{text}"
    );
    answer(&mut state, Answer::Cancel);
    assert_eq!(state.view.dialog, None);
    act(&mut state, Action::Quit);
    assert_eq!(state.view.dialog, Some(Dialog::Unsaved), "it still asks");
}

/// What is typed while a large file is being written is not in that file.
#[test]
fn changes_made_while_saving_are_still_unsaved() {
    let mut state = changed();
    let effects = act(&mut state, Action::Save);
    let Some(Effect::Write(order)) = effects.first() else { panic!("{effects:?}") };
    act(&mut state, Action::Stance(Stance::Rejects));
    update(&mut state, written(order.job, "/d/rail.positions.json", order.state, Ok(())));
    assert!(state.document.as_ref().unwrap().is_changed());
    act(&mut state, Action::Undo);
    assert!(!state.document.as_ref().unwrap().is_changed(), "undone to what was saved, nothing is unsaved");
}

/// A dossier without a file asks where to, and takes the name that was chosen.
#[test]
fn the_first_save_asks_for_a_place() {
    let mut state = State::new(Settings::default());
    act(&mut state, Action::New);
    answer(&mut state, Answer::NewParty("Union".into(), None));
    let effects = act(&mut state, Action::Save);
    let Some(Effect::Pick(request)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!((request.purpose, request.name.as_str()), (Purpose::SaveAs, "dossier.positions.json"));
    let effects =
        update(&mut state, Event::Outcome(Outcome::Picked(Purpose::SaveAs, Picked::Paths(vec!["/d/new.json".into()]))));
    let Some(Effect::Write(order)) = effects.first() else { panic!("{effects:?}") };
    update(&mut state, written(order.job, "/d/new.json", order.state, Ok(())));
    let document = state.document.as_ref().unwrap();
    assert!(!document.is_changed() && document.path() == Some(std::path::Path::new("/d/new.json")));
    assert_eq!(state.settings.recent[0].path, PathBuf::from("/d/new.json"));
}

/// Where no native dialog can be shown the same command offers a field and says why.
#[test]
fn without_a_native_dialog_a_path_can_be_typed() {
    let mut state = State::new(Settings::default());
    assert!(matches!(act(&mut state, Action::Open)[..], [Effect::Pick(_)]));
    update(&mut state, Event::Outcome(Outcome::Picked(Purpose::Open, Picked::Unavailable("no portal".into()))));
    let Some(Dialog::Path(dialog)) = &state.view.dialog else { panic!("no field") };
    assert_eq!((dialog.purpose, dialog.reason.as_str()), (Purpose::Open, "no portal"));
    open(&mut state, &["/d/typed.json"]);
    assert!(state.document.is_some() && state.view.dialog.is_none());
}

/// A dialog that never answers must not make opening impossible for ever.
#[test]
fn asking_again_while_a_dialog_hangs_offers_the_field() {
    let mut state = State::new(Settings::default());
    act(&mut state, Action::Open);
    act(&mut state, Action::Open);
    assert!(matches!(&state.view.dialog, Some(Dialog::Path(dialog)) if dialog.reason.contains("not answered")));
}

/// A file that was given up must not turn up later.
#[test]
fn what_was_cancelled_does_not_come() {
    let mut state = State::new(Settings::default());
    let effects = update(&mut state, Event::Command(Command::File(FileCommand::OpenSample(Sample::Rail))));
    let Some(Effect::ReadSample { job, .. }) = effects.first() else { panic!("{effects:?}") };
    update(&mut state, Event::Command(Command::File(FileCommand::CancelReading)));
    assert!(!state.is_busy());
    let files = vec![ReadFile::new(None, files::read(Sample::Rail.bytes().to_vec()).unwrap())];
    update(
        &mut state,
        Event::Outcome(Outcome::Read(Read {
            job: *job,
            purpose: Purpose::Open,
            files,
            comparison: None,
            failures: Vec::new(),
        })),
    );
    assert!(state.document.is_none());
}

/// Several files become one dossier that has no file of its own yet, in steps that can be undone.
#[test]
fn several_files_are_united_and_adding_can_be_undone() {
    let mut state = State::new(Settings::default());
    open(&mut state, &["/d/a.json", "/d/b.json"]);
    let document = state.document.as_ref().unwrap();
    assert!(document.path().is_none() && document.is_changed());
    assert_eq!(document.dossier().parties().len(), 5, "the same file twice is one dossier");
    let effects = update(&mut state, Event::Command(Command::File(FileCommand::Add(vec!["/d/c.json".into()]))));
    arrive(&mut state, &effects, &[("/d/c.json", Sample::Climate.bytes())], Vec::new());
    assert_eq!(state.document.as_ref().unwrap().dossier().parties().len(), 11);
    act(&mut state, Action::Undo);
    assert_eq!(state.document.as_ref().unwrap().dossier().parties().len(), 5);
}

/// A deletion says what it takes along; undo brings all of it back and leads to the place.
#[test]
fn deleting_a_party_asks_and_can_be_undone() {
    let mut state = State::new(Settings::default());
    open(&mut state, &["/d/rail.json"]);
    let party = state.document.as_ref().unwrap().dossier().parties().keys()[0];
    let before = state.document.as_ref().unwrap().dossier().clone();
    update(&mut state, Event::Command(Command::Select(Some(Place::Party(party)))));
    act(&mut state, Action::Delete);
    let Some(Dialog::Delete(deletion)) = state.view.dialog.clone() else { panic!("it does not ask") };
    assert!(deletion.positions > 3 && deletion.unlinked > 0, "{deletion:?}");
    answer(&mut state, Answer::Confirm(deletion.step));
    assert_eq!(state.document.as_ref().unwrap().dossier().parties().len(), 4);
    assert_eq!(state.view.selection.active(), None, "the selection does not lead to something that is gone");
    act(&mut state, Action::Undo);
    assert!(*state.document.as_ref().unwrap().dossier() == before);
    assert_eq!(state.view.selection.active(), Some(Place::Party(party)));
}

/// Files that cannot be opened are named; the others open.
#[test]
fn files_that_fail_do_not_keep_the_others_from_opening() {
    let mut state = State::new(Settings::default());
    let effects = begin_to_open(&mut state, &["/a", "/b"]);
    arrive(&mut state, &effects, &[("/a", Sample::Rail.bytes())], vec!["/b: there is no such file".into()]);
    assert!(state.document.is_some());
    assert!(matches!(&state.view.dialog, Some(Dialog::Message { text, .. }) if text.contains("/b")));
}

/// Closing while a file is being written waits until it is whole.
#[test]
fn the_window_does_not_close_on_a_half_written_file() {
    let mut state = changed();
    let effects = act(&mut state, Action::Save);
    let Some(Effect::Write(order)) = effects.first() else { panic!("{effects:?}") };
    assert!(update(&mut state, Event::CloseRequested).is_empty());
    let effects = update(&mut state, written(order.job, "/d/rail.positions.json", order.state, Ok(())));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::CloseWindow)), "{effects:?}");
}

/// Whoever goes on working while a large file is read must not lose that work when the file arrives.
#[test]
fn work_done_while_a_file_is_read_is_asked_about() {
    for (answered, is_replaced) in [(Answer::Cancel, false), (Answer::Discard, true)] {
        let mut state = State::new(Settings::default());
        open(&mut state, &["/d/rail.json"]);
        let effects = begin_to_open(&mut state, &["/d/large.json"]);
        change(&mut state);
        arrive(&mut state, &effects, &[("/d/large.json", Sample::Climate.bytes())], Vec::new());
        assert_eq!(state.view.dialog, Some(Dialog::Unsaved));
        assert!(state.document.as_ref().unwrap().is_changed());
        answer(&mut state, answered);
        let document = state.document.as_ref().unwrap();
        assert_eq!((document.dossier().parties().len() == 6, document.is_changed()), (is_replaced, !is_replaced));
    }
}

/// A problem that was mended must go from the list; what reading found must stay.
#[test]
fn a_new_check_forgets_what_was_mended() {
    let text = r#"{"standpoint": 1, "sources": [{"id": "s", "title": "S", "published": "2025", "text": "He said yes."}],
        "parties": [{"name": "A"}], "items": [{"title": "I"}], "positions": [{"party": "A"},
        {"party": "A", "item": "I", "stance": "accepts", "evidence": [{"source": "s", "quote": "He said no"}]}]}"#;
    let mut state = State::new(Settings::default());
    open_as(&mut state, &["/d/a.json"], text.as_bytes());
    let kinds = |state: &State| {
        state.document.as_ref().unwrap().findings.list.iter().map(|finding| finding.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&state), [files::FindingKind::SetAside, files::FindingKind::QuotationNotFound]);
    let dossier = state.document.as_ref().unwrap().dossier();
    let (id, position) = dossier.positions().next().unwrap();
    let mut mended = position.clone();
    mended.evidence[0].quote = standpoint::model::Text::from("He said yes");
    let step = standpoint::model::steps::change_position(dossier, id, mended, "Mend").unwrap();
    update(&mut state, Event::Command(Command::Perform(step)));
    act(&mut state, Action::Check);
    assert_eq!(kinds(&state), [files::FindingKind::SetAside]);
}
