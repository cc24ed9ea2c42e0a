//! The positions of all cells, cell by cell, and what becomes of each.

use std::collections::BTreeMap;

use super::ThreeWayReport;
use super::cell::{Standing, ThreeCells};
use super::fates::Fates;
use crate::files::pairing::{Numbering, Side, Sorted};
use crate::files::unite::meeting::Meeting;
use crate::model::shown::{quoted, within_quotes};
use crate::model::{Cell, Dossier, Key as _, Place, Position, PositionId};

/// What is to be put, in the numbering of all three dossiers.
pub(super) struct Positions {
    /// By key, with the new ones behind the last; None deletes.
    pub(super) puts: BTreeMap<PositionId, Option<Position>>,
}

/// Merges every cell that the other side changed.
pub(super) fn merge([base, ours, theirs]: [&Dossier; 3], fates: &Fates, report: &mut ThreeWayReport) -> Positions {
    let (sources, parties, items) = (&fates.sources.space, &fates.parties.space, &fates.items.space);
    let of_base = Numbering { side: Side::Base, sources, parties, items };
    let of_theirs = Numbering { side: Side::Theirs, sources, parties, items };
    let before = Sorted::of(base, |cell| of_base.cell(cell));
    let here = Sorted::of(ours, Some);
    let there = Sorted::of(theirs, |cell| of_theirs.cell(cell));
    let mut cells: Vec<Cell> = before.cells().chain(there.cells()).collect();
    cells.sort_unstable();
    cells.dedup();
    let mut merging = Merging { puts: BTreeMap::new(), next: ours.next_position().index() };
    for cell in cells {
        let base: Vec<Position> = before.cell(cell).filter_map(|(_, position)| of_base.position(position)).collect();
        let theirs: Vec<Position> = there.cell(cell).filter_map(|(_, position)| of_theirs.position(position)).collect();
        if base == theirs {
            continue;
        }
        let ours: Vec<(PositionId, &Position)> = here.cell(cell).collect();
        if ours.iter().map(|(_, position)| *position).eq(&theirs) && fates.copies.is_empty() {
            continue;
        }
        let (party, item) = (&fates.parties.names[cell.party.index()], &fates.items.names[cell.item.index()]);
        let what = format!("Position of {} on {}", within_quotes(party, 80), quoted(item));
        let mut meeting = Meeting::new(what, Place::Cell(cell), &mut report.findings);
        let three = ThreeCells { base: &base, ours: &ours, theirs: &theirs, copies: &fates.copies };
        let standings = three.merged(&mut meeting);
        merging.put(&ours, standings, report);
    }
    Positions { puts: merging.puts }
}

/// Edits of positions as they are found.
struct Merging {
    puts: BTreeMap<PositionId, Option<Position>>,
    /// The number of the next new key.
    next: usize,
}

impl Merging {
    /// Gives the positions of a cell their keys. Those that are there keep theirs unless the order says otherwise, for
    /// positions stand in the order of their keys.
    fn put(&mut self, ours: &[(PositionId, &Position)], standings: Vec<Standing>, report: &mut ThreeWayReport) {
        let mut keys: Vec<PositionId> = standings.iter().filter_map(|(key, _)| *key).collect();
        keys.sort_unstable();
        for (key, _) in ours.iter().filter(|(key, _)| keys.binary_search(key).is_err()) {
            self.puts.insert(*key, None);
            report.taken.positions.removed += 1;
        }
        while keys.len() < standings.len() {
            keys.push(PositionId::from_index(self.next));
            self.next += 1;
        }
        // In the order of their keys, as a cell is.
        let of_ours = |key| ours.binary_search_by_key(&key, |(other, _)| *other).ok().map(|at| ours[at].1);
        for (key, (was, record)) in keys.into_iter().zip(standings) {
            match (was, &record) {
                (Some(_), Some(_)) => report.taken.positions.changed += 1,
                (None, _) => report.taken.positions.added += 1,
                (Some(was), None) => report.taken.order |= was != key,
            }
            if was == Some(key) && record.is_none() {
                continue;
            }
            let record = record.or_else(|| of_ours(was?).cloned());
            if let Some(record) = record {
                self.puts.insert(key, Some(record));
            }
        }
    }
}
