//! Positions of two dossiers: duplicates collapse, all others are added. What is marked as superseded or doubtful in one
//! of the files is a duplicate of the same without a mark, and the mark stays.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Keys, MergeReport};
use crate::model::{Cell, Dossier, Edit, Key, Position, PositionId};

/// Adds every position of the other dossier that is not there word for word, and marks what only that one marks.
pub(super) fn unite(into: &Dossier, other: &Dossier, keys: &Keys, edits: &mut Vec<Edit>, report: &mut MergeReport) {
    let theirs: Vec<Position> = other.positions().filter_map(|(_, position)| rekeyed(position, keys)).collect();
    let cells: BTreeSet<_> = theirs.iter().map(|position| (position.item, position.party)).collect();
    // Only the cells that the other dossier speaks of can hold the same position.
    let ours: Vec<_> = cells.into_iter().flat_map(|(item, party)| into.cell(Cell { item, party })).collect();
    let mut present: HashSet<&Position> = ours.iter().map(|(_, position)| *position).collect();
    let mut is_new: Vec<bool> = theirs.iter().map(|position| present.insert(position)).collect();
    drop(present);
    meet_marks(&ours, &theirs, &mut is_new, edits, report);
    let first = into.next_position().index();
    for (position, is_new) in theirs.into_iter().zip(is_new) {
        if is_new {
            let id = PositionId::from_index(first + report.positions.added);
            edits.push(Edit::Position { id, record: Some(Box::new(position)) });
            report.positions.added += 1;
        } else {
            report.positions.collapsed += 1;
        }
    }
}

/// Finds those that are the same but for a mark that one of the two dossiers has. Only marked ones are copied.
fn meet_marks(
    ours: &[(PositionId, &Position)],
    theirs: &[Position],
    is_new: &mut [bool],
    edits: &mut Vec<Edit>,
    report: &mut MergeReport,
) {
    let marked_here: HashSet<Position> =
        ours.iter().filter(|(_, position)| !position.counts()).map(|(_, position)| unmarked(position)).collect();
    let mut marked_there: HashMap<Position, usize> = HashMap::new();
    for (number, position) in theirs.iter().enumerate() {
        if !is_new[number] {
            continue;
        }
        if position.counts() {
            // The person who works on this dossier has judged it already.
            if marked_here.contains(position) {
                is_new[number] = false;
            }
        } else {
            marked_there.entry(unmarked(position)).or_insert(number);
        }
    }
    if marked_there.is_empty() {
        return;
    }
    for &(id, position) in ours.iter().filter(|(_, position)| position.counts()) {
        if let Some(number) = marked_there.remove(position) {
            is_new[number] = false;
            edits.push(Edit::Position { id, record: Some(Box::new(theirs[number].clone())) });
            report.positions.changed += 1;
        }
    }
}

fn unmarked(position: &Position) -> Position {
    Position { discount: None, ..position.clone() }
}

/// A position of the other dossier with the keys of the united one. None would mean that it refers to nothing, which
/// no dossier allows.
fn rekeyed(position: &Position, keys: &Keys) -> Option<Position> {
    let mut united = position.clone();
    united.party = keys.party(position.party)?;
    united.item = keys.item(position.item)?;
    for condition in &mut united.conditions {
        condition.item = condition.item.and_then(|item| keys.item(item));
        condition.party = condition.party.and_then(|party| keys.party(party));
    }
    for evidence in &mut united.evidence {
        evidence.source = keys.source(evidence.source)?;
    }
    Some(united)
}
