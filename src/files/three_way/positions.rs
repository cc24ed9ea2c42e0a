//! The positions of all cells, cell by cell, and what becomes of each.

use std::collections::BTreeMap;

use super::ThreeWayReport;
use super::cell::{Standing, ThreeCells};
use super::fates::Fates;
use super::space::Space;
use crate::files::unite::meeting::Meeting;
use crate::model::shown::{quoted, within_quotes};
use crate::model::{Cell, Dossier, ItemId, Key as _, PartyId, Place, Position, PositionId, SourceId};

/// What is to be put, in the numbering of all three dossiers.
pub(super) struct Positions {
    /// By key, with the new ones behind the last; None deletes.
    pub(super) puts: BTreeMap<PositionId, Option<Position>>,
}

/// Merges every cell that the other side changed.
pub(super) fn merge([base, ours, theirs]: [&Dossier; 3], fates: &Fates, report: &mut ThreeWayReport) -> Positions {
    let [of_base, of_theirs] = [
        Numbering { fates, source: Space::base, party: Space::base, item: Space::base },
        Numbering { fates, source: Space::theirs, party: Space::theirs, item: Space::theirs },
    ];
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

/// How the records of one side are numbered among all.
struct Numbering<'a> {
    fates: &'a Fates,
    source: fn(&Space<SourceId>, SourceId) -> Option<SourceId>,
    party: fn(&Space<PartyId>, PartyId) -> Option<PartyId>,
    item: fn(&Space<ItemId>, ItemId) -> Option<ItemId>,
}

impl Numbering<'_> {
    fn cell(&self, cell: Cell) -> Option<Cell> {
        let Fates { parties, items, .. } = self.fates;
        let party = (self.party)(&parties.space, cell.party)?;
        Some(Cell { item: (self.item)(&items.space, cell.item)?, party })
    }

    /// The position in the numbering of all. None would mean that it refers to nothing, which no dossier allows.
    fn position(&self, position: &Position) -> Option<Position> {
        let cell = self.cell(position.cell())?;
        let mut numbered = Position { party: cell.party, item: cell.item, ..position.clone() };
        let Fates { sources, parties, items, .. } = self.fates;
        for condition in &mut numbered.conditions {
            condition.item = condition.item.and_then(|item| (self.item)(&items.space, item));
            condition.party = condition.party.and_then(|party| (self.party)(&parties.space, party));
        }
        for quoted in &mut numbered.evidence {
            quoted.source = (self.source)(&sources.space, quoted.source)?;
        }
        Some(numbered)
    }
}

/// Positions by cell, in file order.
struct Sorted<'a> {
    list: Vec<(Cell, PositionId, &'a Position)>,
}

impl<'a> Sorted<'a> {
    fn of(dossier: &'a Dossier, number: impl Fn(Cell) -> Option<Cell>) -> Self {
        let numbered = |(id, position): (PositionId, &'a Position)| Some((number(position.cell())?, id, position));
        let mut list: Vec<_> = dossier.positions().filter_map(numbered).collect();
        list.sort_unstable_by_key(|&(cell, id, _)| (cell, id));
        Self { list }
    }

    fn cells(&self) -> impl Iterator<Item = Cell> {
        self.list.iter().map(|(cell, _, _)| *cell)
    }

    fn cell(&self, cell: Cell) -> impl Iterator<Item = (PositionId, &'a Position)> {
        let from = self.list.partition_point(|(other, _, _)| *other < cell);
        self.list[from..]
            .iter()
            .take_while(move |(other, _, _)| *other == cell)
            .map(|(_, id, position)| (*id, *position))
    }
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
            report.positions.removed += 1;
        }
        while keys.len() < standings.len() {
            keys.push(PositionId::from_index(self.next));
            self.next += 1;
        }
        // In the order of their keys, as a cell is.
        let of_ours = |key| ours.binary_search_by_key(&key, |(other, _)| *other).ok().map(|at| ours[at].1);
        for (key, (was, record)) in keys.into_iter().zip(standings) {
            match (was, &record) {
                (Some(_), Some(_)) => report.positions.changed += 1,
                (None, _) => report.positions.added += 1,
                (Some(_), None) => {}
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
