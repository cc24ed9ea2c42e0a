//! What is done to the single positions of a cell: adding, copying, removing, changing places, marking; and showing what
//! they rest on.

use super::super::state::State;
use super::structure::perform_and_say;
use super::{open_dialog, perform};
use crate::model::{Cell, Discount, DiscountKind, PositionId, steps};
use crate::ui::{Action, Dialog};

/// True for the actions of this module.
pub(super) fn is_about_positions(action: Action) -> bool {
    matches!(
        action,
        Action::AddPosition
            | Action::Duplicate
            | Action::RemovePosition
            | Action::PositionUp
            | Action::PositionDown
            | Action::Supersede
            | Action::Doubt
            | Action::CountAgain
    )
}

/// Does an action on `shown`, the position of the cell that the inspector shows.
pub(super) fn act(state: &mut State, action: Action, cell: Cell, shown: Option<PositionId>) {
    let Some(document) = &state.document else { return };
    let dossier = document.dossier();
    let changed = match (action, shown) {
        (Action::AddPosition, _) => Some((dossier.next_position(), steps::add_position(dossier, cell, None))),
        (Action::Duplicate, Some(id)) => steps::duplicate_position(dossier, id),
        (Action::PositionUp, Some(id)) => steps::move_in_stack(dossier, id, true),
        (Action::PositionDown, Some(id)) => steps::move_in_stack(dossier, id, false),
        (Action::Supersede, Some(id)) => return ask_why(state, id, DiscountKind::Superseded),
        (Action::Doubt, Some(id)) => return ask_why(state, id, DiscountKind::Doubtful),
        (Action::CountAgain, Some(id)) => return mark(state, id, None),
        (Action::RemovePosition, Some(id)) => {
            if let Some(step) = steps::remove_position(dossier, id) {
                state.view.position = None;
                perform_and_say(state, step);
            }
            return;
        }
        _ => None,
    };
    if let Some((id, step)) = changed
        && perform(state, step)
    {
        state.view.position = Some(id);
    }
}

/// Asks why a position does not count, with the reason that it has.
fn ask_why(state: &mut State, id: PositionId, kind: DiscountKind) {
    let before = state.document.as_ref().and_then(|document| document.dossier().position(id)?.discount.as_deref());
    let reason = before.map_or_else(String::new, |discount| discount.reason.to_string());
    open_dialog(state, Dialog::Discount { position: id, kind, reason });
}

/// Marks a position as one that does not count, or takes the mark back; it stays the one that is shown.
pub(super) fn mark(state: &mut State, id: PositionId, mark: Option<(DiscountKind, &str)>) {
    let Some(document) = &state.document else { return };
    let mark = mark.map(|(kind, reason)| Discount::new(kind, reason));
    if let Some(step) = steps::discount_position(document.dossier(), id, mark) {
        perform_and_say(state, step);
        state.view.position = Some(id);
    }
}
