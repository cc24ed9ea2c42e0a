//! Coding anew what was coded: opens the dialogs in which positions are ticked.

use super::super::state::State;
use super::open_dialog;
use crate::model::{Cell, ItemId, PositionId, steps};
use crate::ui::command::Target;
use crate::ui::{Action, Dialog, RecodeDialog, Recoded, Ticks, ToastKind};

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
