//! Work that is kept while it lasts: restoring it after the program ended without closing, and files that are open in
//! another window.

use std::path::Path;

use super::super::document::Document;
use super::super::keeping::{Keep, Kept, Restored, Unclosed};
use super::super::state::State;
use super::{Effect, Outcome, files, message, open_dialog};
use crate::files::journal::{JournalError, Trail};
use crate::ui::{Dialog, ReadOnly, RestoreDialog, ToastKind, Unsaved, words};

/// Something about kept work has come in.
pub(super) fn outcome(state: &mut State, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Found { found, now } => {
            state.keeping.is_searching = false;
            state.keeping.found = found;
            state.keeping.found_at = now;
            if !state.keeping.found.is_empty() && state.view.dialog.is_none() {
                return show(state);
            }
        }
        Outcome::Restored { job, id, result } => {
            return was_restored(state, job, &id, result.map(|restored| *restored));
        }
        Outcome::Kept(kept) => return told(state, kept),
        _ => {}
    }
    Vec::new()
}

/// Shows what can be restored.
pub(super) fn show(state: &mut State) -> Vec<Effect> {
    let sessions = state.keeping.found.iter().map(|found| unsaved(found, state.keeping.found_at)).collect();
    open_dialog(state, Dialog::Restore(RestoreDialog { sessions, chosen: 0, gives_up: false }));
    vec![Effect::DropFocus]
}

fn unsaved(found: &Unclosed, now: i64) -> Unsaved {
    let nothing = Trail::default();
    let (trail, problem) = match &found.trail {
        Ok(trail) => (trail, None),
        Err(JournalError::Empty) => (&nothing, None),
        Err(error) => (&nothing, Some(format!("This work cannot be restored here: {error}."))),
    };
    let path = trail.path.clone();
    let name = path.as_deref().and_then(|path| Path::new(path).file_name());
    Unsaved {
        id: found.id.clone(),
        name: name.map_or_else(|| "A dossier without a file".to_owned(), |name| name.to_string_lossy().into_owned()),
        path,
        when: words::ago(now.saturating_sub(trail.last)),
        steps: trail.unsaved.clone(),
        problem,
    }
}

/// The person wants this work back.
pub(super) fn restore(state: &mut State, id: String) -> Vec<Effect> {
    files::when_safe(state, super::super::state::Waiting::Restore(id))
}

/// The person gives this work up.
pub(super) fn discard(state: &mut State, id: String) -> Vec<Effect> {
    state.keeping.found.retain(|found| found.id != id);
    let mut effects = vec![Effect::DiscardSession(id)];
    if !state.keeping.found.is_empty() {
        effects.extend(show(state));
    }
    effects
}

fn was_restored(state: &mut State, job: u64, id: &str, result: Result<Restored, String>) -> Vec<Effect> {
    if !files::end(state, job) {
        return Vec::new();
    }
    let restored = match result {
        Ok(restored) => restored,
        Err(reason) => {
            message(
                state,
                "The work was not restored",
                &format!("{reason}\n\nWhat was kept of it stays and is offered again at the next start."),
            );
            return Vec::new();
        }
    };
    let steps = state.keeping.found.iter().find(|found| found.id == id).and_then(|found| found.trail.as_ref().ok());
    let steps = steps.map_or(0, |trail| trail.unsaved.len());
    state.keeping.found.retain(|found| found.id != id);
    let Restored { replayed, comparison, session } = restored;
    let (stopped, path) = (replayed.stopped.clone(), replayed.path.clone());
    let document = Document::restored(replayed, comparison);
    let is_in_file = !document.is_changed();
    let keep = Keep::Adopt(session, path.map(Into::into));
    let effects = files::put_document(state, Some(document), keep);
    match stopped {
        Some(reason) => message(
            state,
            "Not everything was restored",
            &format!(
                "A step could not be done again: {reason}. What was done before it is here. The whole journal stays in the folder of the program's data, for whoever can help."
            ),
        ),
        None => state.view.toast(ToastKind::Done, words_of_restored(steps, is_in_file)),
    }
    effects
}

fn words_of_restored(steps: usize, is_in_file: bool) -> String {
    let steps = words::count(steps, "step");
    if is_in_file {
        format!("{steps} restored. All of it was in the file already")
    } else {
        format!("{steps} restored. Nothing of it is in the file yet: save it")
    }
}

fn told(state: &mut State, kept: Kept) -> Vec<Effect> {
    match kept {
        Kept::Behind(reason) => state.keeping.trouble = Some(reason),
        Kept::UpToDate => state.keeping.trouble = None,
        Kept::OpenElsewhere => set_read_only(state, Some(ReadOnly::OpenElsewhere)),
        Kept::TakenOver => set_read_only(state, Some(ReadOnly::TakenOver)),
        Kept::Owned => {
            set_read_only(state, None);
            state.view.toast(ToastKind::Done, "The file is this window's now; the other one cannot write it any more");
        }
    }
    Vec::new()
}

/// Another window took the file over before this one has heard of it.
pub(super) fn taken(state: &mut State) {
    set_read_only(state, Some(ReadOnly::TakenOver));
    refuses(state);
}

fn set_read_only(state: &mut State, read_only: Option<ReadOnly>) {
    if let Some(document) = &mut state.document {
        document.set_read_only(read_only);
    }
}

/// Says why something was not changed; true when the dossier is read-only.
pub(super) fn refuses(state: &mut State) -> bool {
    let read_only = state.document.as_ref().and_then(Document::read_only);
    if let Some(reason) = read_only {
        state.view.toast(ToastKind::Failed, format!("Nothing was changed: {}", words::read_only(reason)));
    }
    read_only.is_some()
}

/// The person wants to work on the file although it is open in another window.
pub(super) fn take_over(state: &State) -> Vec<Effect> {
    let document = state.document.as_ref();
    let is_elsewhere = |document: &&Document| document.read_only().is_some_and(ReadOnly::can_be_taken_over);
    let path = document.filter(is_elsewhere).and_then(Document::path);
    path.map(|path| Effect::Keep(Keep::TakeOver(path.to_owned()))).into_iter().collect()
}
