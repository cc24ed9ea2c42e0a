//! Coding anew what was coded: opens the dialogs in which positions are ticked, and gives other names.

use super::super::state::State;
use super::{open_dialog, structure};
use crate::model::{Cell, ItemId, Place, PositionId, steps};
use crate::ui::command::Target;
use crate::ui::{Action, Dialog, MergeDialog, RecodeDialog, Recoded, RenameDialog, Ticks, ToastKind};

/// Asks which positions of the selection go where.
pub(super) fn open(state: &mut State, action: Action, target: Target) {
    state.arrange();
    let Some(document) = &state.document else { return };
    let dossier = document.dossier();
    let item = match target {
        Target::Item(item) | Target::Cell(Cell { item, .. }) if action == Action::SplitItem => Some(item),
        _ => None,
    };
    let (kind, ids, links) = if let Some(item) = item {
        let ids: Vec<PositionId> = dossier.row(item).map(|(id, _)| id).collect();
        (Recoded::Split { item }, ids, steps::links_to(dossier, item))
    } else {
        let ids = selected(state, target);
        let Some(from) = ids.first().and_then(|id| dossier.position(*id)).map(|position| position.item) else {
            state.view.toast(ToastKind::Failed, "No position stands in the selected cells.");
            return;
        };
        (Recoded::Move { from, candidates: None, chosen: 0 }, ids, Vec::new())
    };
    let is_move = matches!(kind, Recoded::Move { .. });
    let dialog = RecodeDialog {
        kind,
        typed: String::new(),
        positions: Ticks::of(ids.into_iter().map(|id| (id, None)), is_move),
        links: Ticks::of(links.into_iter().map(|(id, index)| (id, Some(index))), false),
        plan: None,
    };
    open_dialog(state, Dialog::Recode(Box::new(dialog)));
}

/// Every position of the selected cells, or of the selected items, also in columns that are hidden.
fn selected(state: &State, target: Target) -> Vec<PositionId> {
    let Some(document) = &state.document else { return Vec::new() };
    let dossier = document.dossier();
    let (arrangement, selection) = (state.view.matrix.arrangement(), &state.view.selection);
    let of_items = |items: Vec<ItemId>| items.into_iter().flat_map(|id| dossier.row(id)).map(|(id, _)| id).collect();
    let of_cells = |cells: Vec<Cell>| cells.into_iter().flat_map(|cell| dossier.cell(cell)).map(|(id, _)| id).collect();
    match target {
        Target::Cell(cell) => of_cells(vec![cell]),
        Target::Cells => of_cells(arrangement.cells_of(selection)),
        Target::Item(id) => of_items(vec![id]),
        Target::Items => of_items(arrangement.items_of(selection)),
        _ => Vec::new(),
    }
}

/// Asks for another name of a party or an item.
pub(super) fn ask_name(state: &mut State, target: Target) {
    let Some(document) = &state.document else { return };
    let dossier = document.dossier();
    let (place, name) = match target {
        Target::Party(id) => (Place::Party(id), dossier.parties().get(id).map(|party| &party.name)),
        Target::Item(id) => (Place::Item(id), dossier.items().get(id).map(|item| &item.title)),
        _ => return,
    };
    let Some(typed) = name.map(ToString::to_string) else { return };
    let told_in = steps::told_in(dossier, &typed);
    // The title of an item is hardly ever said word for word; its note costs nothing.
    let keeps_old = told_in != (0, 0) || matches!(place, Place::Item(_));
    let dialog = RenameDialog { place, typed, keeps_old, told_in, checked: None, lines: None };
    open_dialog(state, Dialog::Rename(Box::new(dialog)));
}

/// Gives the name that was asked for.
pub(super) fn rename(state: &mut State, place: Place, name: &str, keeps_old: bool) {
    let Some(document) = &state.document else { return };
    let step = match place {
        Place::Party(id) => steps::rename_party(document.dossier(), id, name, keeps_old),
        Place::Item(id) => steps::rename_item(document.dossier(), id, name, keeps_old),
        _ => None,
    };
    if let Some(step) = step {
        structure::perform_and_say(state, step);
    }
}

/// Asks whether two that would be called alike become one; the one that has the name stays.
pub(super) fn merge_instead(state: &mut State, one: Place, other: Place) {
    let dialog = MergeDialog { places: vec![other, one], ..MergeDialog::default() };
    open_dialog(state, Dialog::Merge(Box::new(dialog)));
}
