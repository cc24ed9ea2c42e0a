//! What is done to the single positions of a cell: adding, copying, removing, changing places.

use super::super::state::State;
use super::perform;
use super::structure::perform_and_say;
use crate::model::{Cell, PositionId, steps};
use crate::ui::Action;

/// True for the actions of this module.
pub(super) fn is_about_positions(action: Action) -> bool {
    matches!(
        action,
        Action::AddPosition | Action::Duplicate | Action::RemovePosition | Action::PositionUp | Action::PositionDown
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
