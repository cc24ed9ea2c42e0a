//! One numbering for the records of several dossiers: those of one keep their keys, all others follow behind.

use super::Pairs;
use crate::model::{Cell, Dossier, Item, ItemId, Key, PartyId, Position, PositionId, SourceId, Table};

/// One thing, and which record it is in each of the three dossiers.
#[derive(Debug, Clone, Copy)]
pub(in crate::files) struct Thing<K> {
    pub(in crate::files) base: Option<K>,
    pub(in crate::files) ours: Option<K>,
    pub(in crate::files) theirs: Option<K>,
}

/// Every thing that one of the three dossiers has, by its number.
#[derive(Debug)]
pub(in crate::files) struct Space<K> {
    pub(in crate::files) things: Vec<Thing<K>>,
    /// Numbers below this are ours.
    pub(in crate::files) ours_slots: usize,
    of_base: Vec<Option<K>>,
    of_theirs: Vec<Option<K>>,
}

impl<K: Key> Space<K> {
    /// Numbers everything. `ours_now` and `theirs_now` pair the base with both sides; `added` pairs what both added.
    pub(in crate::files) fn of<R>(
        [base, ours, theirs]: [&Table<K, R>; 3],
        [ours_now, theirs_now]: &[Pairs<K>; 2],
        added: &Pairs<K>,
    ) -> Self {
        let none = Thing { base: None, ours: None, theirs: None };
        let mut space = Self {
            things: vec![none; ours.slots()],
            ours_slots: ours.slots(),
            of_base: vec![None; base.slots()],
            of_theirs: vec![None; theirs.slots()],
        };
        for &key in ours.keys() {
            space.things[key.index()].ours = Some(key);
        }
        for &key in base.keys() {
            let number = ours_now.forth(key).unwrap_or_else(|| space.next());
            space.thing(number).base = Some(key);
            space.of_base[key.index()] = Some(number);
        }
        for &key in theirs.keys() {
            let of_base = theirs_now.back(key).and_then(|base| space.of_side(Side::Base, base));
            let number = of_base.or_else(|| added.back(key)).unwrap_or_else(|| space.next());
            space.thing(number).theirs = Some(key);
            space.of_theirs[key.index()] = Some(number);
        }
        space
    }

    /// The number of one more thing, which is in none of the three as it is.
    pub(in crate::files) fn next(&self) -> K {
        K::from_index(self.things.len())
    }

    /// Where a thing is; a new one comes into being.
    pub(in crate::files) fn thing(&mut self, number: K) -> &mut Thing<K> {
        if number.index() >= self.things.len() {
            self.things.resize(number.index() + 1, Thing { base: None, ours: None, theirs: None });
        }
        &mut self.things[number.index()]
    }

    /// The number of a record of one of the others.
    pub(in crate::files) fn of_side(&self, side: Side, key: K) -> Option<K> {
        let numbers = match side {
            Side::Base => &self.of_base,
            Side::Theirs => &self.of_theirs,
        };
        numbers.get(key.index()).copied()?
    }
}

/// The dossiers whose records are numbered anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::files) enum Side {
    Base,
    Theirs,
}

/// How one of the others is numbered.
pub(in crate::files) struct Numbering<'a> {
    pub(in crate::files) side: Side,
    pub(in crate::files) sources: &'a Space<SourceId>,
    pub(in crate::files) parties: &'a Space<PartyId>,
    pub(in crate::files) items: &'a Space<ItemId>,
}

impl Numbering<'_> {
    fn party(&self, party: PartyId) -> Option<PartyId> {
        self.parties.of_side(self.side, party)
    }

    fn item(&self, item: ItemId) -> Option<ItemId> {
        self.items.of_side(self.side, item)
    }

    /// The cell in the numbering of all.
    pub(in crate::files) fn cell(&self, cell: Cell) -> Option<Cell> {
        Some(Cell { item: self.item(cell.item)?, party: self.party(cell.party)? })
    }

    /// The position in the numbering of all. None would mean that it refers to nothing, which no dossier allows.
    pub(in crate::files) fn position(&self, position: &Position) -> Option<Position> {
        let cell = self.cell(position.cell())?;
        let mut numbered = Position { party: cell.party, item: cell.item, ..position.clone() };
        for condition in &mut numbered.conditions {
            condition.item = condition.item.and_then(|item| self.item(item));
            condition.party = condition.party.and_then(|party| self.party(party));
        }
        for quoted in &mut numbered.evidence {
            quoted.source = self.sources.of_side(self.side, quoted.source)?;
        }
        Some(numbered)
    }
}

/// An item with the parties of the numbering of all.
pub(in crate::files) fn numbered_item(item: &Item, side: Side, parties: &Space<PartyId>) -> Item {
    let number = |&party: &PartyId| parties.of_side(side, party);
    let between = item.between.as_ref().map(|list| list.iter().filter_map(number).collect());
    Item { between, ..item.clone() }
}

/// Positions by cell, in file order.
pub(in crate::files) struct Sorted<'a> {
    list: Vec<(Cell, PositionId, &'a Position)>,
}

impl<'a> Sorted<'a> {
    /// The positions of a dossier in the cells that `number` gives them.
    pub(in crate::files) fn of(dossier: &'a Dossier, number: impl Fn(Cell) -> Option<Cell>) -> Self {
        let numbered = |(id, position): (PositionId, &'a Position)| Some((number(position.cell())?, id, position));
        let mut list: Vec<_> = dossier.positions().filter_map(numbered).collect();
        list.sort_unstable_by_key(|&(cell, id, _)| (cell, id));
        Self { list }
    }

    /// The cell of each position.
    pub(in crate::files) fn cells(&self) -> impl Iterator<Item = Cell> {
        self.list.iter().map(|(cell, _, _)| *cell)
    }

    /// The positions of a cell.
    pub(in crate::files) fn cell(&self, cell: Cell) -> impl Iterator<Item = (PositionId, &'a Position)> {
        let from = self.list.partition_point(|(other, _, _)| *other < cell);
        let rest = self.list[from..].iter();
        rest.take_while(move |(other, _, _)| *other == cell).map(|(_, id, position)| (*id, *position))
    }
}
