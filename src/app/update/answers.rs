//! Answers to the questions of dialogs.

use super::super::state::State;
use super::{Effect, clipboard, files, looking, perform, select, structure};
use crate::model::{ItemId, PartyId, Place, steps};
use crate::ui::{Answer, ToastKind};

/// Closes the dialog and does what the answer says.
pub(super) fn answer(state: &mut State, answer: Answer) -> Vec<Effect> {
    state.view.dialog = None;
    match answer {
        Answer::Cancel => {
            state.waiting = None;
            state.arrived = None;
        }
        Answer::SaveFirst => return files::save(state),
        Answer::Discard => return files::go_on(state),
        Answer::Confirm(step) => {
            let name = step.name.clone();
            if perform(state, step) {
                state.view.toast(ToastKind::Undoable, format!("Done: {name}"));
            }
        }
        Answer::Paste { grid, heads, adds } => clipboard::paste_answered(state, &grid, heads, adds),
        Answer::NewParty(name, before) => new_party(state, &name, before),
        Answer::NewItem { title, topic, before } => new_item(state, &title, &topic, before),
        Answer::Replace { what, changes } => looking::replace(state, &what, changes),
        Answer::Topic { change, name } => structure::change_topic(state, &change, &name),
        Answer::NewSource(title) => {
            let Some(document) = &state.document else { return Vec::new() };
            if let Some((id, step)) = steps::add_source(document.dossier(), &title) {
                perform(state, step);
                select(state, Some(Place::Source(id)));
                state.view.is_inspector_open = true;
            }
        }
    }
    Vec::new()
}

fn new_party(state: &mut State, name: &str, before: Option<PartyId>) {
    let Some(document) = &state.document else { return };
    let dossier = document.dossier();
    if let Some(known) = steps::party_named(dossier, name) {
        select(state, Some(Place::Party(known)));
        state
            .view
            .toast(ToastKind::Failed, format!("There is a party called “{}” already; it is selected.", name.trim()));
    } else if let Some((id, step)) = steps::add_parties(dossier, &[name], before) {
        perform(state, step);
        select(state, Some(Place::Party(id)));
    }
}

fn new_item(state: &mut State, title: &str, topic: &str, before: Option<ItemId>) {
    let Some(document) = &state.document else { return };
    let dossier = document.dossier();
    if let Some(known) = steps::item_titled(dossier, title) {
        select(state, Some(Place::Item(known)));
        state
            .view
            .toast(ToastKind::Failed, format!("There is an item called “{}” already; it is selected.", title.trim()));
    } else if let Some((id, step)) = steps::add_items(dossier, &[title], topic, before) {
        perform(state, step);
        select(state, Some(Place::Item(id)));
    }
}
