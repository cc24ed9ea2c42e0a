//! Answers to the questions of dialogs.

use std::collections::BTreeSet;

use super::super::state::State;
use super::{
    Effect, actions, articles, clipboard, coding, files, keeping, looking, on_disk, perform, positions, quotations,
    recoding, select, structure, versions,
};
use crate::model::names::folded;
use crate::model::shown::quoted;
use crate::model::{ItemId, PartyId, Place, Step, steps};
use crate::ui::{Answer, Dialog, ToastKind, sources};

/// Closes the dialog and does what the answer says.
pub(super) fn answer(state: &mut State, answer: Answer) -> Vec<Effect> {
    let dialog = state.view.dialog.take();
    if matches!(dialog, Some(Dialog::Coding(_))) {
        // Whoever codes goes on reading.
        state.view.sources.wants_keyboard = sources::PASSES;
    }
    if answer == Answer::RestoreVersion {
        versions::restore(state, dialog);
    }
    versions::closed(state);
    match answer {
        Answer::Cancel => {
            state.waiting = None;
            state.arrived = None;
            state.watch.question = None;
        }
        Answer::SaveFirst => return files::save(state),
        Answer::Discard => return files::go_on(state),
        Answer::OnDisk(answer) => return on_disk::answer(state, answer),
        Answer::Confirm(step) => {
            let name = step.name.clone();
            if perform(state, step) {
                state.view.toast(ToastKind::Undoable, format!("Done: {name}"));
            }
        }
        Answer::Split(step) => {
            let new = state.document.as_ref().map(|document| document.dossier().items().next_key());
            structure::perform_and_say(state, step);
            let is_there =
                |id: &ItemId| state.document.as_ref().is_some_and(|document| document.dossier().items().contains(*id));
            if let Some(id) = new.filter(is_there) {
                select(state, Some(Place::Item(id)));
            }
        }
        Answer::Rename { place, name, keeps_old } => recoding::rename(state, place, &name, keeps_old),
        Answer::MergeInstead { one, other } => recoding::merge_instead(state, one, other),
        Answer::Paste { grid, heads, adds } => clipboard::paste_answered(state, &grid, heads, adds),
        Answer::NewParty(name, before) => new_party(state, &name, before),
        Answer::NewItem { title, topic, before } => new_item(state, &title, &topic, before),
        Answer::Restore(id) => return keeping::restore(state, id),
        Answer::DiscardSession(id) => return keeping::discard(state, id),
        // Done above, while what was read for it was there.
        Answer::RestoreVersion => {}
        Answer::GoToStep(done) => actions::go_to_step(state, done),
        Answer::Replace { what, changes } => looking::replace(state, &what, changes),
        Answer::Discount { position, kind, reason } => positions::mark(state, position, Some((kind, &reason))),
        Answer::Topic { change, name } => structure::change_topic(state, &change, &name),
        Answer::EditArticle { source, text, follows } => quotations::edit_article(state, source, &text, follows),
        Answer::AddSources(sources) => return articles::add(state, sources),
        Answer::Code(coding) => coding::done(state, &coding),
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

/// Names as they were typed, one on a line: those that `known` finds, and the others, each once.
fn sorted_out<K>(typed: &str, known: impl Fn(&str) -> Option<K>) -> (Vec<(K, &str)>, Vec<&str>) {
    let (mut there, mut new) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for name in typed.lines().map(str::trim).filter(|name| !name.is_empty()) {
        match known(name) {
            Some(key) => there.push((key, name)),
            None if seen.insert(folded(name)) => new.push(name),
            None => {}
        }
    }
    (there, new)
}

fn new_party(state: &mut State, typed: &str, before: Option<PartyId>) {
    let Some(document) = &state.document else { return };
    let dossier = document.dossier();
    let (there, new) = sorted_out(typed, |name| steps::party_named(dossier, name));
    let added = steps::add_parties(dossier, &new, before).map(|(id, step)| (Place::Party(id), step));
    let there: Vec<_> = there.into_iter().map(|(id, name)| (Place::Party(id), name)).collect();
    added_or_known(state, added, &there, "a party");
}

fn new_item(state: &mut State, typed: &str, topic: &str, before: Option<ItemId>) {
    let Some(document) = &state.document else { return };
    let dossier = document.dossier();
    let (there, new) = sorted_out(typed, |title| steps::item_titled(dossier, title));
    let added = steps::add_items(dossier, &new, topic, before).map(|(id, step)| (Place::Item(id), step));
    let there: Vec<_> = there.into_iter().map(|(id, title)| (Place::Item(id), title)).collect();
    added_or_known(state, added, &there, "an item");
}

/// Adds what is new and selects the first of it; what is there already is named, and selected when nothing is new.
fn added_or_known(state: &mut State, added: Option<(Place, Step)>, there: &[(Place, &str)], what: &str) {
    let nothing_new = added.is_none();
    if let Some((place, step)) = added {
        perform(state, step);
        select(state, Some(place));
    }
    match there {
        [] => {}
        [(place, name), ..] if nothing_new => {
            select(state, Some(*place));
            state
                .view
                .toast(ToastKind::Failed, format!("There is {what} called {} already; it is selected.", quoted(name)));
        }
        there => {
            let names: Vec<_> = there.iter().map(|(_, name)| quoted(name)).take(4).collect();
            let more = if there.len() > names.len() { " and others" } else { "" };
            state.view.toast(ToastKind::Done, format!("There already: {}{more}", names.join(", ")));
        }
    }
}
