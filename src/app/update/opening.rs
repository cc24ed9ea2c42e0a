//! Files that are read: one becomes the dossier, more are united with it.

use std::path::{Path, PathBuf};

use super::super::document::Document;
use super::super::state::{State, Waiting};
use super::files::{begin, end, file_name, replace_document};
use super::{Effect, Read, ReadFile, message, open_dialog, perform};
use crate::compare::Comparison;
use crate::files::{Loaded, unite};
use crate::model::shown::quoted;
use crate::model::{Place, Step};
use crate::ui::{Dialog, Purpose, ToastKind};

pub(super) fn read(state: &mut State, purpose: Purpose, paths: Vec<PathBuf>) -> Vec<Effect> {
    let words = match paths.as_slice() {
        [] => return Vec::new(),
        [path] => format!("Opening {}", quoted(&file_name(path))),
        paths => format!("Opening {} files", paths.len()),
    };
    let job = begin(state, words, true);
    vec![Effect::Read { job, purpose, paths }]
}

pub(super) fn was_read(state: &mut State, read: Read) -> Vec<Effect> {
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
pub(super) fn show(state: &mut State, read: Read) -> Vec<Effect> {
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
fn add(state: &mut State, path: Option<&Path>, loaded: Loaded) {
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
