//! Making positions of selected words: the form, and what comes of it.

use super::super::state::State;
use super::{Effect, perform, reading};
use crate::model::steps::{self, Coding, Passage};
use crate::model::{Place, PositionId, Stance};
use crate::ui::reading::MarkKey;
use crate::ui::{Action, CodingDialog, Dialog, ToastKind};

/// Does an action with the selected words.
pub(super) fn act(state: &mut State, action: Action, shown: Option<PositionId>) -> Vec<Effect> {
    match action {
        Action::Stance(stance) => show(state, Some(stance)),
        Action::AddPassage => {
            if let Some(id) = shown {
                add_passage(state, id);
            }
            Vec::new()
        }
        _ => show(state, None),
    }
}

/// Shows the form for the selected words.
fn show(state: &mut State, stance: Option<Stance>) -> Vec<Effect> {
    let Some(dialog) = passage(state).and_then(|passage| form(state, &passage, stance)) else { return Vec::new() };
    let dialog = dialog.beside(state.view.sources.reading.place());
    super::open_dialog(state, Dialog::Coding(Box::new(dialog)));
    vec![Effect::DropFocus]
}

fn form(state: &State, passage: &Passage, stance: Option<Stance>) -> Option<CodingDialog> {
    let dossier = state.document.as_ref()?.dossier();
    // Of a row that is selected as a whole the item is meant.
    let item = match state.view.selection.active() {
        Some(Place::Item(item)) => Some(item),
        _ => None,
    };
    CodingDialog::new(dossier, passage, stance, item)
}

/// The words that are selected in the article that is shown.
fn passage(state: &State) -> Option<Passage> {
    let (source, range) = state.view.passage(state.document.as_ref()?.dossier())?;
    Some(Passage { source, range })
}

/// The form was filled in: one step, and the new position is selected.
pub(super) fn done(state: &mut State, coding: &Coding) {
    let Some(document) = &state.document else { return };
    let Some((id, step)) = steps::code(document.dossier(), coding) else { return };
    if perform(state, step) {
        reading::select_position(state, id);
        let Some(document) = &state.document else { return };
        let sources = &mut state.view.sources;
        sources.chosen = Some(MarkKey { position: id, evidence: 0 });
        // The article stays where it is, and the next words are selected from here on.
        sources.has_followed(document.dossier(), state.view.selection.active(), Some(id));
        sources.reading.go_behind();
    }
}

/// The selected position rests on the selected words too.
fn add_passage(state: &mut State, id: PositionId) {
    let step = passage(state).zip(state.document.as_ref());
    let step = step.and_then(|(passage, document)| steps::add_passage(document.dossier(), id, &passage));
    match step {
        Some(step) => {
            perform(state, step);
        }
        None => state.view.toast(ToastKind::Failed, "The position rests on these words already"),
    }
}
