//! Positions of two dossiers: exact duplicates collapse, all others are added.

use std::collections::{BTreeSet, HashSet};
use std::hash::{Hash, Hasher};

use super::{Keys, MergeReport};
use crate::model::{Condition, Dossier, Edit, Evidence, Extra, Key, Position, PositionId};

/// A position compared and hashed by all that it says.
#[derive(PartialEq, Eq)]
struct Content<'a>(&'a Position);

impl Hash for Content<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Position { party, item, stance, wording, in_principle, red_line, conditions, date, evidence, note, extra } =
            self.0;
        (party, item, stance, wording, in_principle, red_line, date, note).hash(state);
        conditions.len().hash(state);
        for Condition { text, item, party, first, met, extra } in conditions {
            (text, item, party, first, met).hash(state);
            hash_extra(extra, state);
        }
        evidence.len().hash(state);
        for Evidence { source, quote, start, end, speaker, extra } in evidence {
            (source, quote, start, end, speaker).hash(state);
            hash_extra(extra, state);
        }
        hash_extra(extra, state);
    }
}

fn hash_extra(extra: &Extra, state: &mut impl Hasher) {
    for field in extra.iter() {
        field.hash(state);
    }
}

/// Adds every position of the other dossier that is not there word for word.
pub(super) fn unite(into: &Dossier, other: &Dossier, keys: &Keys, edits: &mut Vec<Edit>, report: &mut MergeReport) {
    let theirs: Vec<Position> = other.positions().filter_map(|(_, position)| rekeyed(position, keys)).collect();
    let cells: BTreeSet<_> = theirs.iter().map(|position| (position.item, position.party)).collect();
    // Only the cells that the other dossier speaks of can hold the same position.
    let ours = cells.into_iter().flat_map(|(item, party)| into.cell(crate::model::Cell { item, party }));
    let mut present: HashSet<Content<'_>> = ours.map(|(_, position)| Content(position)).collect();
    let is_new: Vec<bool> = theirs.iter().map(|position| present.insert(Content(position))).collect();
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
