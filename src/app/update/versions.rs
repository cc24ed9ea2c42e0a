//! The History dialog and its saved versions: listing them, looking at one, bringing it back.

use std::sync::{Arc, Weak};

use super::super::document::Document;
use super::super::state::State;
use super::super::versions::{Finding, Inquiry, Version};
use super::replacing::replace_whole;
use super::{Effect, open_dialog};
use crate::ui::history::{Change, HistoryCommand, HistoryDialog, HistoryPage, Preview, VersionLine, VersionsPage};
use crate::ui::{Dialog, ToastKind};

/// Opens the dialog: on the steps where there are any, otherwise on the saved versions.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    // A dialog may have gone in other ways than by an answer.
    closed(state);
    let Some(document) = &state.document else { return Vec::new() };
    let has_steps = document.scene().undo_name.is_some() || document.scene().redo_name.is_some();
    let page = if has_steps { HistoryPage::Steps } else { HistoryPage::Versions };
    let chosen = document.done();
    open_dialog(state, Dialog::History(Box::new(HistoryDialog { page, chosen, versions: VersionsPage::default() })));
    let mut effects = vec![Effect::DropFocus];
    if page == HistoryPage::Versions {
        effects.extend(list(state));
    }
    effects
}

/// What the dialog wants to know.
pub(super) fn command(state: &mut State, command: HistoryCommand) -> Vec<Effect> {
    match command {
        HistoryCommand::ShowVersions => list(state),
        HistoryCommand::Choose(line) => {
            if let Some(page) = page(state) {
                page.chosen = line;
            }
            look_at_chosen(state)
        }
    }
}

/// The dialog is closed: what was read for it is let go of.
pub(super) fn closed(state: &mut State) {
    state.earlier.versions.clear();
    state.earlier.chosen = None;
    state.earlier.is_reading = false;
}

fn page(state: &mut State) -> Option<&mut VersionsPage> {
    match &mut state.view.dialog {
        Some(Dialog::History(dialog)) => Some(&mut dialog.versions),
        _ => None,
    }
}

/// Asks which versions there are.
fn list(state: &mut State) -> Vec<Effect> {
    let path = state.document.as_ref().and_then(Document::path).map(std::path::Path::to_owned);
    let Some(page) = page(state) else { return Vec::new() };
    let Some(path) = path else {
        page.lines = Some(Vec::new());
        return Vec::new();
    };
    let asker = Arc::downgrade(&page.alive);
    vec![Effect::Inquire(Inquiry::List { asker, path })]
}

/// Something was found out. Whatever comes for a dialog that is closed is let go of.
pub(super) fn found(state: &mut State, asker: &Weak<()>, finding: Finding) -> Vec<Effect> {
    if page(state).is_none_or(|page| Arc::as_ptr(&page.alive) != asker.as_ptr()) {
        return Vec::new();
    }
    if matches!(finding, Finding::Loaded(..)) {
        state.earlier.is_reading = false;
    }
    let Some(page) = page(state) else { return Vec::new() };
    match finding {
        Finding::Listed(versions, remark) => return listed(state, versions, remark),
        Finding::Described(path, described) => {
            if let Some(line) = page.lines.iter_mut().flatten().find(|line| line.path == path) {
                line.positions = described.as_ref().ok().map(|described| described.positions);
                line.change = match described {
                    Ok(described) => described.change.map_or(Change::First, Change::Told),
                    Err(reason) => Change::Damaged(reason),
                };
            }
        }
        Finding::Loaded(path, loaded) => {
            let is_chosen = page.chosen_line().is_some_and(|line| line.path == path);
            if !is_chosen {
                // Another line was chosen while this one was read.
                return look_at_chosen(state);
            }
            let (preview, loaded) = match loaded {
                Ok(looked) => match looked.changes {
                    Some((summary, lines)) => (Preview::Changes { summary, lines }, Some(looked.loaded)),
                    None => (Preview::Same, None),
                },
                Err(reason) => (Preview::Failed(reason), None),
            };
            page.preview = preview;
            state.earlier.chosen = loaded.map(|loaded| (path, loaded));
        }
    }
    Vec::new()
}

fn listed(state: &mut State, versions: Vec<(Version, String)>, remark: Option<String>) -> Vec<Effect> {
    let seen = state.document.as_ref().and_then(Document::seen).map(|seen| seen.fingerprint);
    let remark = remark.or_else(|| state.earlier.trouble.clone());
    let line = |(version, when): &(Version, String)| VersionLine {
        path: version.path.clone(),
        when: when.clone(),
        length: version.length,
        positions: None,
        change: Change::Pending,
        is_beside: version.is_beside,
        is_in_file: seen == Some(version.fingerprint),
    };
    let lines: Vec<_> = versions.iter().map(line).collect();
    // Where the newest is what is in the window, whoever comes here wants the one before.
    let is_changed = state.document.as_ref().is_some_and(Document::is_changed);
    let chosen = usize::from(lines.len() > 1 && lines[0].is_in_file && !is_changed);
    state.earlier.versions = versions.into_iter().map(|(version, _)| version).collect();
    if let Some(page) = page(state) {
        (page.lines, page.remark, page.chosen) = (Some(lines), remark, chosen);
    }
    look_at_chosen(state)
}

/// Reads the chosen version; one at a time.
fn look_at_chosen(state: &mut State) -> Vec<Effect> {
    state.earlier.chosen = None;
    if state.earlier.is_reading {
        return Vec::new();
    }
    let Some(page) = page(state) else { return Vec::new() };
    page.preview = Preview::Reading;
    let (chosen, asker) = (page.chosen, Arc::downgrade(&page.alive));
    let Some((version, document)) = state.earlier.versions.get(chosen).cloned().zip(state.document.as_ref()) else {
        return Vec::new();
    };
    let present = Arc::clone(document.dossier());
    state.earlier.is_reading = true;
    vec![Effect::Inquire(Inquiry::Load { asker, version, present })]
}

/// Brings the chosen version back, as one step. `when` it was saved stood in the dialog that has just been closed.
pub(super) fn restore(state: &mut State, dialog: Option<Dialog>) {
    let Some((path, loaded)) = state.earlier.chosen.take() else { return };
    let Some(Dialog::History(dialog)) = dialog else { return };
    let Some(line) = dialog.versions.chosen_line().filter(|line| line.path == path) else { return };
    let when = line.when.strip_prefix("today ").unwrap_or(&line.when);
    if replace_whole(state, loaded, &format!("Restore the version of {when}")) {
        state.view.toast(ToastKind::Undoable, format!("Restored the version of {when}"));
    }
}
