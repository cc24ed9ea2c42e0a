//! Steps on many cells at once: each changes the leading position of every cell, as one step. Linear in the cells.

use super::{leading_position, put};
use crate::model::{Cell, Date, Dossier, Edit, Key as _, Place, Position, PositionId, Stance, Step, Text};

/// Sets the stance of several cells as one step. Cells that have it already stay as they are.
pub fn set_stance_of(dossier: &Dossier, cells: &[Cell], stance: Stance) -> Option<Step> {
    let mut next = dossier.next_position().index();
    let edits: Vec<_> = cells
        .iter()
        .filter_map(|&cell| match leading_position(dossier, cell) {
            Some((_, position)) if position.stance == stance => None,
            Some((id, position)) => Some(put(id, Position { stance, ..position.clone() })),
            None => {
                next += 1;
                Some(put(PositionId::from_index(next - 1), Position::new(cell, stance)))
            }
        })
        .collect();
    let name = format!("Set stance of {} cells to {}", cells.len(), stance.word());
    (!edits.is_empty()).then(|| Step::new(name, Edit::Batch(edits), Place::Cell(cells[0])))
}

/// Removes every position of several cells as one step.
pub fn clear_cells(dossier: &Dossier, cells: &[Cell]) -> Option<Step> {
    let filled: Vec<_> = cells.iter().filter(|cell| dossier.cell(**cell).next().is_some()).collect();
    let edits = filled.iter().flat_map(|cell| dossier.cell(**cell)).map(|(id, _)| Edit::Position { id, record: None });
    let name = if filled.len() == 1 { "Clear cell".to_owned() } else { format!("Clear {} cells", filled.len()) };
    let place = Place::Cell(**filled.first()?);
    Some(Step::new(name, Edit::Batch(edits.collect()), place))
}

/// Gives several cells the same wording. Empty cells get a reserved position that says it, unless it is empty.
pub fn set_wording_of(dossier: &Dossier, cells: &[Cell], wording: &str) -> Option<Step> {
    let wording = Text::from(wording);
    let is_said = !wording.trim().is_empty();
    change(dossier, cells, "Edit wording", is_said, |position| position.wording = wording.clone())
}

/// Marks the positions of several cells as accepted in principle, or takes the mark away. Empty cells stay empty.
pub fn set_in_principle_of(dossier: &Dossier, cells: &[Cell], in_principle: bool) -> Option<Step> {
    let name = if in_principle { "Mark in principle" } else { "Unmark in principle" };
    change(dossier, cells, name, false, |position| position.in_principle = in_principle)
}

/// Marks the positions of several cells as red lines, or takes the mark away. Empty cells stay empty.
pub fn set_red_line_of(dossier: &Dossier, cells: &[Cell], red_line: bool) -> Option<Step> {
    let name = if red_line { "Mark red line" } else { "Unmark red line" };
    change(dossier, cells, name, false, |position| position.red_line = red_line)
}

/// Dates the positions of several cells. Empty cells stay empty.
pub fn set_date_of(dossier: &Dossier, cells: &[Cell], date: Option<Date>) -> Option<Step> {
    change(dossier, cells, "Set date", false, |position| position.date = date)
}

/// Gives the positions of several cells the same note. Empty cells stay empty.
pub fn set_note_of(dossier: &Dossier, cells: &[Cell], note: &str) -> Option<Step> {
    let note = Text::from(note);
    change(dossier, cells, "Edit note", false, |position| position.note = note.clone())
}

/// Changes the leading position of every cell. What would be as it was is left alone.
pub(super) fn change(
    dossier: &Dossier,
    cells: &[Cell],
    name: &str,
    fills_empty: bool,
    change: impl Fn(&mut Position),
) -> Option<Step> {
    let mut next = dossier.next_position().index();
    let mut edits = Vec::with_capacity(cells.len());
    let mut first = None;
    for &cell in cells {
        let (id, before) = match leading_position(dossier, cell) {
            Some((id, position)) => (id, Some(position)),
            None if fills_empty => (PositionId::from_index(next), None),
            None => continue,
        };
        let mut position = before.cloned().unwrap_or_else(|| Position::new(cell, Stance::Reserved));
        change(&mut position);
        if before == Some(&position) {
            continue;
        }
        next += usize::from(before.is_none());
        first.get_or_insert(cell);
        edits.push(put(id, position));
    }
    let name = if edits.len() == 1 { name.to_owned() } else { format!("{name} of {} cells", edits.len()) };
    first.map(|cell| Step::new(name, Edit::Batch(edits), Place::Cell(cell)))
}
