//! Positions of two dossiers: exact duplicates collapse, all others are added.

use std::collections::{BTreeSet, HashSet};

use super::{Keys, MergeReport};
use crate::model::{Dossier, Edit, Key, Position, PositionId};

/// Adds every position of the other dossier that is not there word for word.
pub(super) fn unite(into: &Dossier, other: &Dossier, keys: &Keys, edits: &mut Vec<Edit>, report: &mut MergeReport) {
    let theirs: Vec<Position> = other.positions().filter_map(|(_, position)| rekeyed(position, keys)).collect();
    let cells: BTreeSet<_> = theirs.iter().map(|position| (position.item, position.party)).collect();
    // Only the cells that the other dossier speaks of can hold the same position.
    let ours = cells.into_iter().flat_map(|(item, party)| into.cell(crate::model::Cell { item, party }));
    let mut present: HashSet<&Position> = ours.map(|(_, position)| position).collect();
    let is_new: Vec<bool> = theirs.iter().map(|position| present.insert(position)).collect();
    drop(present);
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
