//! Ways between cells and the passages that they rest on.

use std::ops::Range;

use super::super::state::State;
use super::{Effect, select};
use crate::model::{Place, PositionId, SourceId};
use crate::ui::command::Target;
use crate::ui::{Action, ToastKind, View};

/// Shows what the selection rests on: of a position its first quotation, or the one after that which is lit.
pub(super) fn act(state: &mut State, target: Target, shown: Option<PositionId>) -> Vec<Effect> {
    match (target, shown) {
        (Target::Source(id), _) => show_text(state, id, 0..0),
        (_, Some(position)) => {
            let count = state
                .document
                .as_ref()
                .and_then(|document| document.dossier().position(position))
                .map_or(1, |position| position.evidence.len().max(1));
            let last = state.view.sources.chosen.filter(|key| key.position == position && is_article_shown(state));
            show_passage(state, position, last.map_or(0, |key| (key.evidence + 1) % count))
        }
        _ => Vec::new(),
    }
}

/// Says why there is no passage to show.
pub(super) fn say_why_not(state: &mut State, shown: Option<PositionId>) {
    if state.document.is_none() {
        return;
    }
    let is_cell = matches!(state.view.selection.active(), Some(Place::Cell(_)));
    let words = if !is_cell || !state.view.selection.is_single() {
        "Select one cell to see what it rests on".to_owned()
    } else if shown.is_none() {
        "Nothing is stated here".to_owned()
    } else {
        let keys = Action::AddPassage.row().keys.first();
        let keys = keys.map_or_else(String::new, |keys| keys.format(&egui::ModifierNames::NAMES, false));
        format!("This position has no quotation yet: select its words in an article and press {keys}")
    };
    state.view.toast(ToastKind::Passing, words);
}

/// Selects a position and, with it, its cell.
pub(super) fn select_position(state: &mut State, id: PositionId) {
    let Some(position) = state.document.as_ref().and_then(|document| document.dossier().position(id)) else { return };
    select(state, Some(Place::Cell(position.cell())));
    state.view.position = Some(id);
}

/// Shows a quotation in its article, and selects its position.
pub(super) fn show_passage(state: &mut State, id: PositionId, evidence: usize) -> Vec<Effect> {
    state.view.forget_passing();
    select_position(state, id);
    let effects = open_article(state);
    let Some(document) = &state.document else { return effects };
    let is_found = state.view.sources.show_passage(document.dossier(), id, evidence);
    state.view.sources.has_followed(document.dossier(), state.view.selection.active(), Some(id));
    if !is_found {
        state.view.toast(ToastKind::Passing, "It is not known where this quotation stands in its source");
    }
    effects
}

/// Shows a passage of an article, or its beginning.
pub(super) fn show_text(state: &mut State, source: SourceId, range: Range<u32>) -> Vec<Effect> {
    let is_there =
        |state: &State| state.document.as_ref().is_some_and(|document| document.dossier().sources().contains(source));
    if !is_there(state) {
        return Vec::new();
    }
    let effects = open_article(state);
    let shown = {
        let (scene, view) = state.split();
        scene.situation(view).position
    };
    state.view.sources.show_text(source, range);
    if let Some(document) = &state.document {
        // What is selected does not take the article away again.
        state.view.sources.has_followed(document.dossier(), state.view.selection.active(), shown);
    }
    effects
}

/// Goes to the next quotation of the article, or to the one before.
pub(super) fn step(state: &mut State, is_on: bool) {
    let (scene, view) = state.split();
    let Some(key) = scene.open.and_then(|open| view.sources.step(&open, is_on)) else { return };
    show_passage(state, key.position, key.evidence);
}

/// Shows an article beside the view, or takes it away.
pub(super) fn toggle(state: &mut State) -> Vec<Effect> {
    if state.view.view == View::Sources {
        state.view.view = View::Matrix;
        state.settings.view = View::Matrix;
        state.view.sources.is_beside = true;
    } else {
        state.view.sources.is_beside = !state.view.sources.is_beside;
    }
    state.view.sources.has_come = true;
    state.settings.is_article_open = state.view.sources.is_beside;
    vec![Effect::SaveSettings]
}

fn is_article_shown(state: &State) -> bool {
    state.view.view == View::Sources || state.view.sources.is_beside
}

/// Where no article is shown, one comes beside the view.
fn open_article(state: &mut State) -> Vec<Effect> {
    if is_article_shown(state) {
        return Vec::new();
    }
    state.view.sources.is_beside = true;
    state.view.sources.has_come = true;
    state.settings.is_article_open = true;
    vec![Effect::SaveSettings]
}
