//! What is done to parties, items and topics as such: moving, merging, inserting, naming, deleting.

use super::super::state::State;
use super::{message, open_dialog, perform, recoding, select};
use crate::model::steps::{self, Deletion};
use crate::model::{ItemId, PartyId, Place, Step};
use crate::ui::arrange::Arrangement;
use crate::ui::command::{DropAt, Target};
use crate::ui::{Action, Dialog, MergeDialog, ToastKind, TopicChange};

/// True for the actions of this module that also speak to the item of a selected cell.
pub(super) fn is_about_lines(action: Action) -> bool {
    matches!(
        action,
        Action::InsertBefore
            | Action::InsertAfter
            | Action::SetTopic
            | Action::RenameTopic
            | Action::TopicBack
            | Action::TopicOn
            | Action::DeleteTopic
            | Action::MovePositions
            | Action::SplitItem
    )
}

/// Does an action on selected heads, or on the item of the selected cell.
pub(super) fn act(state: &mut State, action: Action, target: Target) {
    match action {
        Action::Rename if matches!(target, Target::Party(_) | Target::Item(_)) => recoding::ask_name(state, target),
        Action::Rename | Action::Details => {
            state.view.is_inspector_open = true;
            state.view.wants_name_focus = true;
        }
        Action::Delete => delete(state, target),
        Action::Duplicate => duplicate(state, target),
        Action::Merge => merge(state),
        Action::MovePositions | Action::SplitItem => recoding::open(state, action, target),
        Action::MoveBack | Action::MoveOn => move_by_one(state, action == Action::MoveBack),
        Action::InsertBefore | Action::InsertAfter => insert(state, target, action == Action::InsertBefore),
        Action::SetTopic | Action::RenameTopic | Action::TopicBack | Action::TopicOn | Action::DeleteTopic => {
            topic_action(state, action, target);
        }
        _ => {}
    }
}

fn delete(state: &mut State, target: Target) {
    state.arrange();
    let Some(document) = &state.document else { return };
    let (dossier, selection) = (document.dossier(), &state.view.selection);
    let arrangement = state.view.matrix.arrangement();
    let deletion = match target {
        Target::Party(id) => steps::delete_party(dossier, id),
        Target::Item(id) => steps::delete_item(dossier, id),
        Target::Source(id) => steps::delete_source(dossier, id),
        Target::Parties => steps::delete_parties(dossier, &arrangement.parties_of(selection)),
        Target::Items => steps::delete_items(dossier, &arrangement.items_of(selection)),
        Target::Window | Target::Dossier | Target::Cell(_) | Target::Cells | Target::Passage => None,
    };
    match deletion {
        // What takes nothing along needs no question: undo brings it back.
        Some(deletion) if deletion.takes_nothing_along() => {
            let Deletion { step, .. } = deletion;
            perform_and_say(state, step);
        }
        Some(deletion) => open_dialog(state, Dialog::Delete(Box::new(deletion))),
        None => message(state, "Nothing to delete", "It is no longer in the dossier."),
    }
}

fn duplicate(state: &mut State, target: Target) {
    state.arrange();
    let Some(document) = &state.document else { return };
    let items = match target {
        Target::Item(id) => vec![id],
        _ => state.view.matrix.arrangement().items_of(&state.view.selection),
    };
    if let Some((first, step)) = steps::duplicate_items(document.dossier(), &items) {
        perform_and_say(state, step);
        select(state, Some(Place::Item(first)));
    }
}

/// Asks which of the selected heads stays, and says what meets. One alone is asked for its counterpart first.
fn merge(state: &mut State) {
    state.arrange();
    let (arrangement, selection) = (state.view.matrix.arrangement(), &state.view.selection);
    let parties = arrangement.parties_of(selection).into_iter().map(Place::Party);
    let items = arrangement.items_of(selection).into_iter().map(Place::Item);
    let places: Vec<_> = parties.chain(items).collect();
    let kept = places.iter().position(|place| selection.active() == Some(*place)).unwrap_or(0);
    open_dialog(state, Dialog::Merge(Box::new(MergeDialog { places, kept, ..MergeDialog::default() })));
}

/// Moves the selected heads by one line on screen; items go on into the next topic.
fn move_by_one(state: &mut State, is_back: bool) {
    state.arrange();
    let (arrangement, selection) = (state.view.matrix.arrangement(), &state.view.selection);
    let at = match selection.active() {
        Some(Place::Party(_)) => {
            let moved = arrangement.parties_of(selection);
            party_boundary(arrangement.parties(), &moved, is_back)
        }
        Some(Place::Item(_)) => {
            let moved = arrangement.items_of(selection);
            item_boundary(state, arrangement, &moved, is_back)
        }
        _ => None,
    };
    if let Some(at) = at {
        move_heads(state, at);
    }
}

/// Where parties come to stand when they move by one; None when they are at the end already.
fn party_boundary(order: &[PartyId], moved: &[PartyId], is_back: bool) -> Option<DropAt> {
    let first = order.iter().position(|id| moved.contains(id))?;
    let last = order.iter().rposition(|id| moved.contains(id))?;
    if is_back {
        let before = order.get(first.checked_sub(1)?).copied();
        return Some(DropAt::Parties { before });
    }
    (last + 1 < order.len()).then(|| DropAt::Parties { before: order.get(last + 2).copied() })
}

fn item_boundary(state: &State, arrangement: &Arrangement, moved: &[ItemId], is_back: bool) -> Option<DropAt> {
    let items = state.document.as_ref()?.dossier().items();
    let order = arrangement.items();
    let first = order.iter().position(|id| moved.contains(id))?;
    let last = order.iter().rposition(|id| moved.contains(id))?;
    let topic_of = |place: usize| items.get(*order.get(place)?).map(|item| item.topic.clone());
    if is_back {
        let above = first.checked_sub(1)?;
        let is_same = topic_of(above) == topic_of(first);
        // Over a heading: to the end of the topic above.
        return Some(DropAt::Items { before: is_same.then(|| order[above]), topic: topic_of(above) });
    }
    let below = last + 1;
    let topic = Some(topic_of(below)?);
    let before = if topic == topic_of(last) {
        order.get(below + 1).copied().filter(|_| topic_of(below + 1) == topic)
    } else {
        Some(order[below])
    };
    Some(DropAt::Items { before, topic })
}

/// Moves the selected heads to where they were dropped.
pub(super) fn move_heads(state: &mut State, at: DropAt) {
    state.arrange();
    let Some(document) = &state.document else { return };
    let (arrangement, selection) = (state.view.matrix.arrangement(), &state.view.selection);
    let step = match at {
        DropAt::Parties { before } => {
            steps::move_parties_to(document.dossier(), &arrangement.parties_of(selection), before)
        }
        DropAt::Items { .. } if state.view.options.sort.is_some() => {
            let way = Action::SortNot.way();
            let words = format!("Items stand in a sorted order. Choose {way} first to move them.");
            state.view.toast(ToastKind::Failed, words);
            return;
        }
        DropAt::Items { before, topic } => {
            steps::move_items_to(document.dossier(), &arrangement.items_of(selection), before, topic.as_ref())
        }
    };
    if let Some(step) = step {
        perform_and_say(state, step);
        state.view.matrix.reveal = state.view.selection.active();
    }
}

fn insert(state: &mut State, target: Target, is_before: bool) {
    state.arrange();
    let Some(document) = &state.document else { return };
    let dossier = document.dossier();
    let dialog = match target {
        Target::Party(id) => {
            let keys = dossier.parties().keys();
            let at = dossier.parties().place(id).unwrap_or(0) + usize::from(!is_before);
            Dialog::NewParty { name: String::new(), before: keys.get(at).copied() }
        }
        Target::Item(id) | Target::Cell(crate::model::Cell { item: id, .. }) => {
            let topic = dossier.items().get(id).map_or_else(String::new, |item| item.topic.to_string());
            let of_topic = steps::items_of_topic(dossier, &topic);
            let at = of_topic.iter().position(|other| *other == id).unwrap_or(0) + usize::from(!is_before);
            Dialog::NewItem { title: String::new(), topic, before: of_topic.get(at).copied() }
        }
        _ => return,
    };
    open_dialog(state, dialog);
}

fn topic_action(state: &mut State, action: Action, target: Target) {
    state.arrange();
    let Some(document) = &state.document else { return };
    let dossier = document.dossier();
    let items = match target {
        Target::Cell(cell) => vec![cell.item],
        Target::Item(id) => vec![id],
        _ => state.view.matrix.arrangement().items_of(&state.view.selection),
    };
    let Some(topic) = items.first().and_then(|id| dossier.items().get(*id)).map(|item| item.topic.to_string()) else {
        return;
    };
    match action {
        Action::DeleteTopic => {
            if let Some(deletion) = steps::delete_topic(dossier, &topic) {
                open_dialog(state, Dialog::Delete(Box::new(deletion)));
            }
        }
        Action::SetTopic => {
            open_dialog(state, Dialog::Topic { change: TopicChange::Move(items), name: String::new() });
        }
        Action::RenameTopic => {
            open_dialog(state, Dialog::Topic { change: TopicChange::Rename(topic.clone()), name: topic });
        }
        _ => {
            if let Some(step) = steps::move_topic(dossier, &topic, action == Action::TopicBack) {
                perform_and_say(state, step);
                state.view.matrix.reveal = state.view.selection.active();
            }
        }
    }
}

/// The name of a topic was given.
pub(super) fn change_topic(state: &mut State, change: &TopicChange, name: &str) {
    let Some(document) = &state.document else { return };
    let step = match change {
        TopicChange::Rename(topic) => steps::rename_topic(document.dossier(), topic, name),
        TopicChange::Move(items) => steps::set_topic(document.dossier(), items, name),
    };
    if let Some(step) = step {
        perform_and_say(state, step);
        state.view.matrix.reveal = state.view.selection.active();
    }
}

/// Does a step and offers to take it back.
pub(super) fn perform_and_say(state: &mut State, step: Step) {
    let name = step.name.clone();
    if perform(state, step) {
        state.view.toast(ToastKind::Undoable, format!("Done: {name}"));
    }
}
