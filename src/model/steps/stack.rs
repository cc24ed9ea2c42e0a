//! Steps on the several positions of one cell: their order, one more of the same, which of them count.
//!
//! Positions stand in the file in the order of their keys, and a dated one always comes after one that is undated or
//! older. So a person decides the order among positions of the same date (or of none), and what changes places is
//! their content: the keys of a cell stay where they are.

use super::put;
use crate::model::{Cell, Discount, Dossier, Edit, Place, Position, PositionId, Step};

/// The positions of a cell as they are shown: the latest first, among those of one date the last in the file first.
pub fn stack(dossier: &Dossier, cell: Cell) -> Vec<(PositionId, &Position)> {
    let mut stack: Vec<_> =
        dossier.cell(cell).map(|(id, position)| (dossier.date_of(position), id, position)).collect();
    stack.sort_by_key(|&(date, id, _)| std::cmp::Reverse((date, id)));
    stack.into_iter().map(|(_, id, position)| (id, position)).collect()
}

/// Changes places with the position shown above (or below), which must be of the same date. Gives back the key under
/// which the position stands afterwards.
pub fn move_in_stack(dossier: &Dossier, id: PositionId, is_up: bool) -> Option<(PositionId, Step)> {
    let position = dossier.position(id)?;
    let stack = stack(dossier, position.cell());
    let at = stack.iter().position(|(other, _)| *other == id)?;
    let (other_id, other) = *stack.get(if is_up { at.checked_sub(1)? } else { at + 1 })?;
    let is_same_day = dossier.date_of(other) == dossier.date_of(position);
    if !is_same_day || other == position {
        return None;
    }
    let edit = Edit::Batch(vec![put(id, other.clone()), put(other_id, position.clone())]);
    let name = if is_up { "Move position up" } else { "Move position down" };
    Some((other_id, Step::new(name, edit, Place::Cell(position.cell()))))
}

/// Marks a position as superseded or doubtful, gives the mark another reason, or takes it back. Fields of an earlier mark
/// that the program does not know stay.
pub fn discount_position(dossier: &Dossier, id: PositionId, mark: Option<Discount>) -> Option<Step> {
    let before = dossier.position(id)?;
    let name = match (&before.discount, &mark) {
        (None, None) => return None,
        (Some(before), None) => format!("Take back “{}”", before.kind.word()),
        (Some(before), Some(mark)) if before.kind == mark.kind => "Edit reason".to_owned(),
        (_, Some(mark)) => format!("Mark as {}", mark.kind.word()),
    };
    let extra = before.discount.as_ref().map(|before| before.extra.clone()).unwrap_or_default();
    let discount = mark.map(|mark| Box::new(Discount { extra, ..mark }));
    super::change_position(dossier, id, Position { discount, ..before.clone() }, &name)
}

/// One more position that says the same, behind all others of the file. Gives back its key.
pub fn duplicate_position(dossier: &Dossier, id: PositionId) -> Option<(PositionId, Step)> {
    let position = dossier.position(id)?;
    let (copy, place) = (dossier.next_position(), Place::Cell(position.cell()));
    Some((copy, Step::new("Duplicate position", put(copy, position.clone()), place)))
}
