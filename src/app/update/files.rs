//! Opening, adding, saving, exporting, closing.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::guard;
use super::super::keeping::Keep;
use super::super::messages;
use super::super::on_disk::Expected;
use super::super::state::{Document, Job, State, Waiting};
use super::super::versions::Earlier;
use super::super::world::{Pick, Picked};
use super::{
    Effect, Outcome, Read, ReadFile, Saved, Write, articles, keeping, message, on_disk, open_dialog, perform, versions,
};
use crate::compare::Comparison;
use crate::files::{Loaded, unite};
use crate::model::shown::{quoted, quoted_path, visible_line};
use crate::model::{Place, Step};
use crate::ui::{Dialog, FileCommand, PathDialog, Purpose, ReadOnly, ToastKind};

/// A command that names files.
pub(super) fn command(state: &mut State, command: FileCommand) -> Vec<Effect> {
    if matches!(state.view.dialog, Some(Dialog::Path(_))) {
        state.view.dialog = None;
    }
    match command {
        FileCommand::Open(paths) => when_safe(state, Waiting::Open(paths)),
        FileCommand::OpenSample(sample) => when_safe(state, Waiting::OpenSample(sample)),
        FileCommand::Add(paths) if state.document.is_some() => read(state, Purpose::Add, paths),
        FileCommand::Add(paths) => read(state, Purpose::Open, paths),
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
        Some(Waiting::PickFiles) => pick(state, Purpose::Open),
        Some(Waiting::Open(paths)) => read(state, Purpose::Open, paths),
        Some(Waiting::OpenSample(sample)) => {
            let job = begin(state, format!("Opening {}", sample.name()), true);
            vec![Effect::ReadSample { job, sample }]
        }
        Some(Waiting::Show) => match state.arrived.take() {
            Some(read) => show(state, read),
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

fn replace_document(state: &mut State, document: Option<Document>) -> Vec<Effect> {
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

fn read(state: &mut State, purpose: Purpose, paths: Vec<PathBuf>) -> Vec<Effect> {
    let words = match paths.as_slice() {
        [] => return Vec::new(),
        [path] => format!("Opening {}", quoted(&file_name(path))),
        paths => format!("Opening {} files", paths.len()),
    };
    let job = begin(state, words, true);
    vec![Effect::Read { job, purpose, paths }]
}

/// Shows the native dialog for a purpose.
pub(super) fn pick(state: &mut State, purpose: Purpose) -> Vec<Effect> {
    if state.is_picking {
        // Desktop portals have been seen to hang; whoever asks again gets a way that cannot.
        let reason =
            "The system's file dialog has not answered yet. Answer it, or type the path here instead.".to_owned();
        return type_path(state, purpose, reason);
    }
    state.is_picking = true;
    vec![Effect::Pick(pick_request(state, purpose))]
}

/// Offers a field for the path where no native dialog can be had.
fn type_path(state: &mut State, purpose: Purpose, reason: String) -> Vec<Effect> {
    let request = pick_request(state, purpose);
    let path = if purpose.writes() { request.folder.unwrap_or_default().join(request.name) } else { PathBuf::new() };
    let path = path.to_string_lossy().into_owned();
    open_dialog(state, Dialog::Path(PathDialog { purpose, reason, path, complaint: None }));
    vec![Effect::DropFocus]
}

fn pick_request(state: &State, purpose: Purpose) -> Pick {
    let document = state.document.as_ref();
    let path =
        document.and_then(Document::path).or_else(|| state.settings.recent.first().map(|recent| recent.path.as_path()));
    let folder = path.and_then(|path| path.parent()).map(std::path::Path::to_owned);
    let title = document.map_or("", |document| document.dossier().title().as_str());
    let own_name = document.and_then(Document::path).map(file_name);
    let stem = own_name
        .as_deref()
        .map_or_else(|| crate::model::names::id_from(title, "dossier"), |name| stem(name).to_owned());
    let name = match purpose {
        Purpose::Export => format!("{stem}.comparison.json"),
        Purpose::Picture => format!("{stem}.png"),
        _ => own_name.clone().unwrap_or_else(|| format!("{stem}.positions.json")),
    };
    // The system's dialog shows it, and a new file is better off without signs that nobody sees.
    Pick { purpose, folder, name: visible_line(&name).into_owned() }
}

fn stem(name: &str) -> &str {
    let name = name.strip_suffix(".json").unwrap_or(name);
    name.strip_suffix(".positions").unwrap_or(name)
}

/// Saves to the dossier's file, or asks for one.
pub(super) fn save(state: &mut State) -> Vec<Effect> {
    match state.document.as_ref().map(|document| document.path().map(std::path::Path::to_owned)) {
        None => Vec::new(),
        Some(Some(path)) => write(state, Purpose::SaveAs, path),
        Some(None) => pick(state, Purpose::SaveAs),
    }
}

/// Saves to the dossier's file, whatever is in it.
pub(super) fn save_unseen(state: &mut State) -> Vec<Effect> {
    let path = state.document.as_ref().and_then(Document::path).map(std::path::Path::to_owned);
    path.map_or_else(Vec::new, |path| write_over(state, Purpose::SaveAs, path, None))
}

fn write(state: &mut State, purpose: Purpose, path: PathBuf) -> Vec<Effect> {
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
fn picture(state: &mut State, path: PathBuf) -> Vec<Effect> {
    let Some(area) = state.view.middle.filter(|_| state.document.is_some()) else { return Vec::new() };
    state.view.toasts.clear();
    let job = begin(state, format!("Saving {}", quoted(&file_name(&path))), false);
    vec![Effect::Picture { job, path, area }]
}

/// Something in the outside world has ended.
pub(super) fn outcome(state: &mut State, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Picked(purpose, picked) => was_picked(state, purpose, picked),
        Outcome::Read(read) => was_read(state, read),
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

fn was_picked(state: &mut State, purpose: Purpose, picked: Picked) -> Vec<Effect> {
    state.is_picking = false;
    match picked {
        Picked::Cancelled => {
            state.waiting = None;
            Vec::new()
        }
        Picked::Unavailable(reason) => type_path(state, purpose, reason),
        Picked::Paths(paths) => match (purpose, paths.first().cloned()) {
            (_, None) => Vec::new(),
            (Purpose::Open, _) => read(state, Purpose::Open, paths),
            (Purpose::Add, _) => read(state, Purpose::Add, paths),
            (Purpose::Sources, _) => articles::read(state, paths),
            (Purpose::SaveAs | Purpose::Export, Some(path)) => write(state, purpose, path),
            (Purpose::Picture, Some(path)) => picture(state, path),
        },
    }
}

fn was_read(state: &mut State, read: Read) -> Vec<Effect> {
    let begun_at = state.job.as_ref().and_then(|job| job.begun_at);
    if !end(state, read.job) {
        return Vec::new();
    }
    let replaces = read.purpose == Purpose::Open && !read.files.is_empty();
    if replaces && state.document.as_ref().is_some_and(|open| open.is_changed() && Some(open.state()) != begun_at) {
        // Somebody went on working while the file was read: that work is asked about before it is replaced.
        state.arrived = Some(read);
        state.waiting = Some(Waiting::Show);
        open_dialog(state, Dialog::Unsaved);
        return vec![Effect::DropFocus];
    }
    show(state, read)
}

/// Shows what was read.
fn show(state: &mut State, read: Read) -> Vec<Effect> {
    let Read { purpose, files, comparison, failures, .. } = read;
    if !failures.is_empty() {
        let title = if files.is_empty() { "Nothing was opened" } else { "Not everything was opened" };
        message(state, title, &failures.join("\n\n"));
    }
    if files.is_empty() {
        return Vec::new();
    }
    if purpose == Purpose::Add && state.document.is_some() {
        for ReadFile { path, loaded, .. } in files {
            add(state, path.as_deref(), loaded);
        }
        return Vec::new();
    }
    open(state, files, comparison)
}

/// The first file becomes the dossier; the others are united with it. A dossier of several files has no file of its own
/// yet.
fn open(state: &mut State, files: Vec<ReadFile>, comparison: Option<Comparison>) -> Vec<Effect> {
    let is_single = files.len() == 1;
    let dialog = state.view.dialog.take();
    let mut files = files.into_iter();
    let Some(ReadFile { path, loaded, seen }) = files.next() else { return Vec::new() };
    let comparison = comparison.unwrap_or_else(|| Comparison::of(&loaded.dossier, None));
    let has_problems = !loaded.findings.is_empty();
    if let Some(path) = &path {
        state.settings.remember(path, loaded.dossier.title());
    }
    let own_path = path.as_deref().filter(|_| is_single);
    let mut document = Document::new(loaded, comparison, own_path, is_single);
    document.see(seen.filter(|_| is_single));
    let effects = replace_document(state, Some(document));
    state.view.dialog = dialog;
    state.view.are_problems_open =
        has_problems && state.document.as_ref().is_some_and(|document| document.findings.keeps_out());
    for ReadFile { path, loaded, .. } in files {
        if let Some(path) = &path {
            state.settings.remember(path, loaded.dossier.title());
        }
        add(state, path.as_deref(), loaded);
    }
    effects
}

/// Unites a file with the open dossier, as one step that can be undone.
fn add(state: &mut State, path: Option<&std::path::Path>, loaded: Loaded) {
    let Some(document) = &mut state.document else { return };
    let union = unite(document.dossier(), &loaded.dossier);
    let name = path.map_or_else(|| "file".to_owned(), |path| quoted(&file_name(path)));
    document.findings.append(loaded.findings.without_places());
    document.findings.append(union.report.findings.clone());
    state.view.are_problems_open |= !union.report.findings.is_empty();
    if union.report.is_empty() {
        state.view.toast(ToastKind::Done, format!("{name}: nothing new. {}", union.report.summary()));
        return;
    }
    if perform(state, Step::new(format!("Add {name}"), union.edit, Place::Dossier)) {
        state.view.toast(ToastKind::Undoable, format!("{name}: {}", union.report.summary()));
    }
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
