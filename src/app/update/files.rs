//! Opening, adding, saving, exporting, closing.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::document::Document;
use super::super::guard;
use super::super::keeping::Keep;
use super::super::messages;
use super::super::on_disk::Expected;
use super::super::state::{Job, State, Waiting};
use super::super::versions::Earlier;
use super::{
    Effect, Outcome, Saved, Write, articles, keeping, message, on_disk, open_dialog, opening, picking, versions,
};
use crate::compare::Comparison;
use crate::files::Loaded;
use crate::model::shown::{quoted, quoted_path};
use crate::ui::{Dialog, FileCommand, Purpose, ReadOnly, ToastKind};

/// A command that names files.
pub(super) fn command(state: &mut State, command: FileCommand) -> Vec<Effect> {
    if matches!(state.view.dialog, Some(Dialog::Path(_))) {
        state.view.dialog = None;
    }
    match command {
        FileCommand::Open(paths) => when_safe(state, Waiting::Open(paths)),
        FileCommand::OpenSample(sample) => when_safe(state, Waiting::OpenSample(sample)),
        FileCommand::Add(paths) if state.document.is_some() => opening::read(state, Purpose::Add, paths),
        FileCommand::Add(paths) => opening::read(state, Purpose::Open, paths),
        FileCommand::AddSources(paths) => articles::read(state, paths),
        FileCommand::SaveTo(path) => write(state, Purpose::SaveAs, path),
        FileCommand::ExportTo(path) => write(state, Purpose::Export, path),
        FileCommand::PictureTo(path) => picture(state, path),
        FileCommand::ForgetRecent(path) => {
            state.settings.forget(&path);
            vec![Effect::SaveSettings]
        }
        FileCommand::TakeOver => keeping::take_over(state),
        FileCommand::CancelReading => {
            state.job = state.job.take().filter(|job| !job.can_cancel);
            state.later.clear();
            Vec::new()
        }
    }
}

/// Goes on at once when nothing would be lost, and asks otherwise.
pub(super) fn when_safe(state: &mut State, waiting: Waiting) -> Vec<Effect> {
    state.waiting = Some(waiting);
    if state.document.as_ref().is_some_and(Document::is_changed) {
        open_dialog(state, Dialog::Unsaved);
        return vec![Effect::DropFocus];
    }
    go_on(state)
}

/// Does what waited for unsaved changes to be safe.
pub(super) fn go_on(state: &mut State) -> Vec<Effect> {
    match state.waiting.take() {
        None => Vec::new(),
        Some(Waiting::New) => begin_dossier(state),
        Some(Waiting::PickFiles) => picking::pick(state, Purpose::Open),
        Some(Waiting::Open(paths)) => opening::read(state, Purpose::Open, paths),
        Some(Waiting::OpenSample(sample)) => {
            let job = begin(state, format!("Opening {}", sample.name()), true);
            vec![Effect::ReadSample { job, sample }]
        }
        Some(Waiting::Show) => match state.arrived.take() {
            Some(read) => opening::show(state, read),
            None => Vec::new(),
        },
        Some(Waiting::Restore(id)) => {
            let job = begin(state, "Restoring".to_owned(), false);
            vec![Effect::Restore { job, id }]
        }
        Some(Waiting::Close) => replace_document(state, None),
        Some(Waiting::Quit) => {
            state.may_close = true;
            state.note_look();
            // Of a dossier that something went wrong with the journal is what counts: it is offered at the next start.
            let is_doubtful = state.document.as_ref().is_some_and(|open| open.read_only() == Some(ReadOnly::Doubtful));
            let end = (!is_doubtful).then_some(Effect::Keep(Keep::End));
            end.into_iter().chain([Effect::SaveSettings, Effect::CloseWindow]).collect()
        }
    }
}

/// The window is asked to close: by its frame, by the system.
pub(super) fn close_requested(state: &mut State) -> Vec<Effect> {
    if state.job.as_ref().is_some_and(|job| !job.can_cancel) {
        // A file is being written: the window closes once it is whole.
        state.waiting = Some(Waiting::Quit);
        return Vec::new();
    }
    when_safe(state, Waiting::Quit)
}

/// Puts an empty dossier in the place of the open one.
pub(super) fn begin_dossier(state: &mut State) -> Vec<Effect> {
    replace_document(state, Some(Document::new(Loaded::empty(), Comparison::default(), None, true)))
}

pub(super) fn replace_document(state: &mut State, document: Option<Document>) -> Vec<Effect> {
    let keep = document.as_ref().map_or(Keep::End, |document| Keep::Begin(document.beginning()));
    put_document(state, document, keep)
}

/// Puts a document in the place of the open one and says how it is kept.
pub(super) fn put_document(state: &mut State, document: Option<Document>, keep: Keep) -> Vec<Effect> {
    state.note_look();
    state.view.for_new_dossier();
    // Its positions refer to records of the dossier that goes; the text on the clipboard stays.
    state.clip = None;
    state.earlier = Earlier::default();
    let before = std::mem::replace(&mut state.document, document);
    state.recall_look();
    let freed = before.into_iter().map(|document| Effect::Free(Box::new(document)));
    [Effect::Keep(keep), Effect::SaveSettings].into_iter().chain(freed).collect()
}

pub(super) fn begin(state: &mut State, words: String, can_cancel: bool) -> u64 {
    state.last_job += 1;
    let begun_at = state.document.as_ref().map(Document::state);
    state.job = Some(Job { number: state.last_job, words, can_cancel, begun_at });
    state.last_job
}

pub(super) fn file_name(path: &std::path::Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Saves to the dossier's file, or asks for one.
pub(super) fn save(state: &mut State) -> Vec<Effect> {
    match state.document.as_ref().map(|document| document.path().map(std::path::Path::to_owned)) {
        None => Vec::new(),
        Some(Some(path)) => write(state, Purpose::SaveAs, path),
        Some(None) => picking::pick(state, Purpose::SaveAs),
    }
}

/// Saves to the dossier's file, whatever is in it.
pub(super) fn save_unseen(state: &mut State) -> Vec<Effect> {
    let path = state.document.as_ref().and_then(Document::path).map(std::path::Path::to_owned);
    path.map_or_else(Vec::new, |path| write_over(state, Purpose::SaveAs, path, None))
}

pub(super) fn write(state: &mut State, purpose: Purpose, path: PathBuf) -> Vec<Effect> {
    // Of the dossier's own file it is known what has to be in it. Another was chosen by the person.
    let own = state.document.as_ref().filter(|open| purpose == Purpose::SaveAs && open.path() == Some(&path));
    let expected = own.and_then(Document::expected);
    write_over(state, purpose, path, expected)
}

fn write_over(state: &mut State, purpose: Purpose, path: PathBuf, expected: Option<Expected>) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let is_own = document.path() == Some(&path);
    if purpose == Purpose::SaveAs && is_own && keeping::refuses(state) {
        return Vec::new();
    }
    let Some(document) = &state.document else { return Vec::new() };
    let (dossier, comparison) = (Arc::clone(document.dossier()), Arc::clone(document.comparison()));
    let written = document.state();
    let verb = if purpose == Purpose::Export { "Exporting" } else { "Saving" };
    let job = begin(state, format!("{verb} {}", quoted(&file_name(&path))), false);
    vec![Effect::Write(Write { job, purpose, path, is_own, expected, state: written, dossier, comparison })]
}

/// Takes a picture of the view as it is shown, without messages over it.
pub(super) fn picture(state: &mut State, path: PathBuf) -> Vec<Effect> {
    let Some(area) = state.view.middle.filter(|_| state.document.is_some()) else { return Vec::new() };
    state.view.toasts.clear();
    let job = begin(state, format!("Saving {}", quoted(&file_name(&path))), false);
    vec![Effect::Picture { job, path, area }]
}

/// Something in the outside world has ended.
pub(super) fn outcome(state: &mut State, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Picked(purpose, picked) => picking::was_picked(state, purpose, picked),
        Outcome::Read(read) => opening::was_read(state, read),
        Outcome::Articles(arrived) => articles::arrived(state, arrived),
        Outcome::Looked(look, found) => on_disk::looked(state, look, found),
        Outcome::Weighed(weighed) => on_disk::weighed(state, *weighed),
        Outcome::Found { .. } | Outcome::Restored { .. } | Outcome::Kept(_) => Vec::new(),
        Outcome::Broke => {
            guard::tell(state, guard::Trouble::Outside);
            Vec::new()
        }
        Outcome::NotOwned { job } => {
            end(state, job);
            state.waiting = None;
            keeping::taken(state);
            Vec::new()
        }
        Outcome::Learned(asker, finding) => versions::found(state, &asker, finding),
        Outcome::Written { job, purpose, path, state: written, result } => {
            end(state, job);
            match result {
                Ok(saved) => was_written(state, purpose, &path, written, saved),
                Err(failure) => {
                    state.waiting = None;
                    let title = match purpose {
                        Purpose::Export => "The comparison was not exported",
                        Purpose::Picture => "The picture was not saved",
                        _ => "The dossier was not saved",
                    };
                    message(state, title, &messages::save_failure(&failure));
                    Vec::new()
                }
            }
        }
    }
}

/// Ends a job. False when it was given up before.
pub(super) fn end(state: &mut State, number: u64) -> bool {
    let is_current = state.job.as_ref().is_some_and(|job| job.number == number);
    if is_current {
        state.job = None;
    }
    is_current
}

fn was_written(state: &mut State, purpose: Purpose, path: &std::path::Path, written: u64, saved: Saved) -> Vec<Effect> {
    if purpose == Purpose::Export {
        state.view.toast(ToastKind::Done, format!("Comparison exported to {}", quoted_path(&path.to_string_lossy())));
        return resume(state);
    }
    if purpose == Purpose::Picture {
        state.view.toast(ToastKind::Done, format!("Picture saved to {}", quoted_path(&path.to_string_lossy())));
        return resume(state);
    }
    let Some(document) = &mut state.document else { return Vec::new() };
    document.was_saved(path, written, saved.seen);
    state.earlier.trouble = saved.not_stored;
    let title = document.dossier().title().to_string();
    state.settings.remember(path, &title);
    state.note_look();
    let is_told = std::mem::replace(&mut state.earlier.was_told, saved.not_kept.is_some());
    let shown = quoted_path(&path.to_string_lossy());
    let words = match saved.not_kept.filter(|_| !is_told) {
        None => format!("Saved to {shown}"),
        Some(reason) => {
            let beside = quoted(&format!("{}.bak", file_name(path)));
            format!("Saved to {shown}. The version before it could not be kept beside it as {beside}: {reason}.")
        }
    };
    state.view.toast(ToastKind::Done, words);
    let mut effects = vec![Effect::SaveSettings];
    effects.extend(resume(state));
    effects
}

/// Goes on with what waited for a file to be written. What was changed since is asked about.
fn resume(state: &mut State) -> Vec<Effect> {
    state.waiting.take().map_or_else(Vec::new, |waiting| when_safe(state, waiting))
}
