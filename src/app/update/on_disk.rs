//! The file of the open dossier was changed by somebody else: what is asked, and what comes of the answer.

use std::sync::Arc;

use super::super::document::{Asked, Document};
use super::super::on_disk::{Found, Look, Occasion, Question, Theirs, Weigh, Weighed};
use super::super::state::{State, Waiting};
use super::replacing::replace_whole;
use super::{Effect, files, open_dialog, perform, picking};
use crate::files::ThreeWay;
use crate::model::shown::quoted;
use crate::model::{Place, Step};
use crate::ui::{Dialog, DiskAnswer, DiskChange, DiskDialog, Purpose, ToastKind, words};

/// The window has the keyboard again: somebody may have been at the file meanwhile.
pub(super) fn focused(state: &mut State) -> Vec<Effect> {
    if state.is_busy() || state.view.dialog.is_some() {
        return Vec::new();
    }
    look(state, Occasion::Focus)
}

fn look(state: &mut State, occasion: Occasion) -> Vec<Effect> {
    let open = state.document.as_ref();
    let Some((path, expected)) = open.and_then(|open| Some((open.path()?.to_owned(), open.expected()?))) else {
        return Vec::new();
    };
    state.watch.is_looking = true;
    vec![Effect::Look(Look { path, expected, occasion })]
}

/// The open document, if it is still as it was when somebody looked: not saved, closed or answered meanwhile.
fn looked_at<'a>(state: &'a mut State, look: &Look) -> Option<&'a mut Document> {
    state.document.as_mut().filter(|open| open.path() == Some(&look.path) && open.expected() == Some(look.expected))
}

/// Somebody has looked at the file.
pub(super) fn looked(state: &mut State, look: Look, found: Found) -> Vec<Effect> {
    match look.occasion {
        Occasion::Saving(job) => {
            files::end(state, job);
        }
        Occasion::Focus | Occasion::Wish => state.watch.is_looking = false,
    }
    let Some(document) = looked_at(state, &look) else { return Vec::new() };
    let is_new = match &found {
        Found::Same(seen) => {
            document.is_seen_again(*seen);
            if look.occasion == Occasion::Wish {
                state.view.toast(ToastKind::Done, "The file is as it was when it was opened or saved here");
            }
            return Vec::new();
        }
        Found::Missing => document.goes_missing(),
        Found::Unreadable { seen, .. } => seen.is_some_and(|seen| document.ask(Asked::Content(seen.fingerprint))),
        Found::Other(theirs) => document.ask(Asked::Content(theirs.seen.fingerprint)),
        Found::Unknown => false,
    };
    // Coming back to the window asks once for what was found, and never over another question.
    let may_ask = is_new && !state.is_busy() && state.view.dialog.is_none();
    if look.occasion == Occasion::Focus && !may_ask {
        return Vec::new();
    }
    match found {
        Found::Other(theirs) => weigh(state, look, theirs),
        found => ask(state, found, None, look.occasion),
    }
}

/// Has it worked out what the other content comes to.
fn weigh(state: &mut State, look: Look, theirs: Box<Theirs>) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let (ours, at, origin) = (Arc::clone(document.dossier()), document.state(), document.base());
    let words = format!("Looking at what was changed in {}", quoted(&files::file_name(&look.path)));
    let job = files::begin(state, words, false);
    vec![Effect::Weigh(Weigh { job, look, theirs, ours, state: at, origin })]
}

/// It is known what the other content comes to.
pub(super) fn weighed(state: &mut State, weighed: Weighed) -> Vec<Effect> {
    let Weighed { job, look, theirs, state: at, merge, differs, own } = weighed;
    files::end(state, job);
    let Some(document) = looked_at(state, &look) else { return Vec::new() };
    if document.state() != at {
        // Somebody went on working: what is asked is about what is here now.
        return weigh(state, look, theirs);
    }
    if let Some(own) = own {
        document.is_in_file(own, theirs.seen);
        return nothing_to_ask(state, &look);
    }
    let brings_nothing = |merge: &ThreeWay| merge.report.is_empty() && merge.report.conflicts() == 0;
    if merge.as_ref().is_some_and(brings_nothing) {
        // Written differently, or changed as it was changed here: nothing to decide.
        document.knows(theirs.seen, theirs.loaded.file);
        return nothing_to_ask(state, &look);
    }
    ask(state, Found::Other(theirs), Some((merge, differs)), look.occasion)
}

fn nothing_to_ask(state: &mut State, look: &Look) -> Vec<Effect> {
    match look.occasion {
        Occasion::Saving(_) => files::save(state),
        Occasion::Focus | Occasion::Wish => Vec::new(),
    }
}

fn ask(state: &mut State, found: Found, merge: Option<(Option<ThreeWay>, String)>, occasion: Occasion) -> Vec<Effect> {
    let (merge, differs) = merge.map_or((None, String::new()), |(merge, differs)| (merge, differs));
    let (change, age) = match &found {
        Found::Missing => (DiskChange::Missing, None),
        Found::Unreadable { reason, age, .. } => (DiskChange::Unreadable(reason.clone()), *age),
        Found::Other(theirs) => {
            let conflicts = merge.as_ref().map(|merge| merge.report.conflicts());
            (DiskChange::Other { differs, conflicts }, theirs.age)
        }
        Found::Same(_) | Found::Unknown => return Vec::new(),
    };
    let is_saving = matches!(occasion, Occasion::Saving(_));
    let age = age.map(|age| words::ago(i64::try_from(age.as_secs()).unwrap_or(i64::MAX)));
    open_dialog(state, Dialog::OnDisk(Box::new(DiskDialog { change, age, is_saving })));
    state.watch.question = Some(Question { found, merge, is_saving });
    vec![Effect::DropFocus]
}

/// The person has decided.
pub(super) fn answer(state: &mut State, answer: DiskAnswer) -> Vec<Effect> {
    let Some(Question { found, merge, is_saving }) = state.watch.question.take() else { return Vec::new() };
    match (answer, found, merge) {
        (DiskAnswer::SaveAs, _, _) => picking::pick(state, Purpose::SaveAs),
        (DiskAnswer::Save, _, _) => files::save(state),
        (DiskAnswer::LookAgain, _, _) if is_saving => files::save(state),
        (DiskAnswer::LookAgain, _, _) => look(state, Occasion::Wish),
        (DiskAnswer::Keep, found, _) => keep(state, found, is_saving),
        (DiskAnswer::Reload, Found::Other(theirs), _) => reload(state, *theirs),
        (DiskAnswer::Merge, Found::Other(theirs), Some(merge)) => bring_in(state, *theirs, merge, is_saving),
        (DiskAnswer::Reload | DiskAnswer::Merge, _, _) => Vec::new(),
    }
}

/// What is here stays; saving puts it in the place of what is in the file.
fn keep(state: &mut State, found: Found, is_saving: bool) -> Vec<Effect> {
    let Some(document) = &mut state.document else { return Vec::new() };
    let seen = match found {
        Found::Unreadable { seen, .. } => seen,
        Found::Other(theirs) => {
            document.knows(theirs.seen, theirs.loaded.file);
            Some(theirs.seen)
        }
        Found::Same(_) | Found::Missing | Found::Unknown => None,
    };
    document.is_kept_against(seen);
    match seen {
        _ if !is_saving => {
            state.view.toast(ToastKind::Done, "Yours is kept. Saving puts it in the place of what is in the file.");
            Vec::new()
        }
        Some(_) => files::save(state),
        // It could not even be read: there is nothing to compare with.
        None => files::save_unseen(state),
    }
}

/// What is in the file comes into the window, as one step.
fn reload(state: &mut State, theirs: Theirs) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    if let (Some(path), true) = (document.path(), document.read_only().is_some()) {
        // Nothing can be done to this dossier, so it is opened again.
        return files::when_safe(state, Waiting::Open(vec![path.to_owned()]));
    }
    // Whoever wanted to close the window sees first what came: what was here is in the history of this window alone.
    state.waiting = None;
    if replace_whole(state, theirs.loaded, "Reload from the file")
        && let Some(document) = &mut state.document
    {
        document.is_in_file(document.state(), theirs.seen);
        state.view.toast(ToastKind::Undoable, "Reloaded from the file");
    }
    Vec::new()
}

/// What was changed in the file comes to what was changed here, as one step. What was about to be saved is saved, unless
/// there is something to look at first.
fn bring_in(state: &mut State, theirs: Theirs, merge: ThreeWay, is_saving: bool) -> Vec<Effect> {
    let ThreeWay { edit, report } = merge;
    if !perform(state, Step::new("Merge with the file", edit, Place::Dossier)) {
        state.waiting = None;
        return Vec::new();
    }
    let Some(document) = &mut state.document else { return Vec::new() };
    document.knows(theirs.seen, theirs.loaded.file);
    document.findings.append(report.findings.clone());
    state.view.toast(ToastKind::Undoable, format!("Merged: {}", report.summary()));
    if report.conflicts() == 0 && is_saving {
        return files::save(state);
    }
    state.waiting = None;
    state.view.are_problems_open |= report.conflicts() > 0;
    Vec::new()
}
