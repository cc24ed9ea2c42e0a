//! The file of the open dossier was changed by somebody else: what is asked, and what comes of the answer.

use std::time::Duration;

use super::super::on_disk::{Found, Look, Occasion, Theirs};
use super::super::state::{Asked, Document, State};
use super::replacing::replace_whole;
use super::{Effect, files, open_dialog};
use crate::ui::{Dialog, DiskAnswer, DiskChange, DiskDialog, Purpose, ToastKind};

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

/// Somebody has looked at the file.
pub(super) fn looked(state: &mut State, look: &Look, found: Found) -> Vec<Effect> {
    match look.occasion {
        Occasion::Saving(job) => {
            files::end(state, job);
        }
        Occasion::Focus | Occasion::Wish => state.watch.is_looking = false,
    }
    let is_about_this = |open: &Document| open.path() == Some(&look.path) && open.expected() == Some(look.expected);
    // Saved, closed or answered meanwhile.
    let Some(document) = state.document.as_mut().filter(|open| is_about_this(open)) else { return Vec::new() };
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
    ask(state, found, matches!(look.occasion, Occasion::Saving(_)))
}

fn ask(state: &mut State, found: Found, is_saving: bool) -> Vec<Effect> {
    let (change, age) = match &found {
        Found::Missing => (DiskChange::Missing, None),
        Found::Unreadable { reason, age, .. } => (DiskChange::Unreadable(reason.clone()), *age),
        Found::Other(theirs) => (DiskChange::Other, theirs.age),
        Found::Same(_) | Found::Unknown => return Vec::new(),
    };
    open_dialog(state, Dialog::OnDisk(Box::new(DiskDialog { change, age: age.map(ago), is_saving })));
    state.watch.found = Some((found, is_saving));
    vec![Effect::DropFocus]
}

/// “3 minutes ago”.
fn ago(age: Duration) -> String {
    let seconds = age.as_secs();
    let (number, unit) = match seconds {
        0..60 => return "just now".to_owned(),
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{} ago", crate::ui::words::count(usize::try_from(number).unwrap_or(usize::MAX), unit))
}

/// The person has decided.
pub(super) fn answer(state: &mut State, answer: DiskAnswer) -> Vec<Effect> {
    let Some((found, is_saving)) = state.watch.found.take() else { return Vec::new() };
    match (answer, found) {
        (DiskAnswer::SaveAs, _) => files::pick(state, Purpose::SaveAs),
        (DiskAnswer::LookAgain, _) if is_saving => files::save(state),
        (DiskAnswer::LookAgain, _) => look(state, Occasion::Wish),
        (DiskAnswer::Save, _) => files::save(state),
        (DiskAnswer::Keep, found) => keep(state, &found, is_saving),
        (DiskAnswer::Reload, Found::Other(theirs)) => reload(state, *theirs),
        (DiskAnswer::Reload, _) => Vec::new(),
    }
}

/// What is here stays; saving puts it in the place of what is in the file.
fn keep(state: &mut State, found: &Found, is_saving: bool) -> Vec<Effect> {
    let seen = match found {
        Found::Unreadable { seen, .. } => *seen,
        Found::Other(theirs) => Some(theirs.seen),
        Found::Same(_) | Found::Missing | Found::Unknown => None,
    };
    let Some(document) = &mut state.document else { return Vec::new() };
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
    // Whoever wanted to close the window sees first what came: what was here is in the history of this window alone.
    state.waiting = None;
    if replace_whole(state, theirs.loaded, "Reload from the file")
        && let Some(document) = &mut state.document
    {
        document.is_as_in_file(theirs.seen);
        state.view.toast(ToastKind::Undoable, "Reloaded from the file");
    }
    Vec::new()
}
