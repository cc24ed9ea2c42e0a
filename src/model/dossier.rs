//! The dossier: the whole document that a person works on, and how edits change it.

use super::edit::{Applied, Edit, EditError, Touched};
use super::id::Key as _;
use super::quoters::Quoters;
use super::table::Table;
use super::uses::Uses;
use super::{
    Cell, Condition, Date, Extra, Highlights, Item, ItemId, Party, PartyId, Position, PositionId, SetAside, Source,
    SourceId, Text,
};

/// Sources, parties, items and positions, and what was read with them.
///
/// Invariant: every key in a record leads to a record. Only [`Dossier::apply`] changes a dossier, and it refuses what
/// would break this.
#[derive(Debug, Clone, Default)]
pub struct Dossier {
    title: Text,
    note: Text,
    extra: Extra,
    sources: Table<SourceId, Source>,
    parties: Table<PartyId, Party>,
    items: Table<ItemId, Item>,
    /// By key number; deleted ones leave their place empty.
    positions: Vec<Option<Position>>,
    position_count: usize,
    /// Per item (by key number): who speaks on it, by party, then by position.
    rows: Vec<Vec<(PartyId, PositionId)>>,
    uses: Uses,
    quoters: Quoters,
    set_aside: Vec<SetAside>,
    highlights: Highlights,
}

/// Everything from which a dossier is made at once. Keys are the places in these lists.
#[derive(Debug, Default)]
pub struct Parts {
    /// The dossier's title.
    pub title: Text,
    /// The dossier's note.
    pub note: Text,
    /// Unknown fields at the top of the file.
    pub extra: Extra,
    /// Sources in order.
    pub sources: Vec<Source>,
    /// Parties in order.
    pub parties: Vec<Party>,
    /// Items in order.
    pub items: Vec<Item>,
    /// Positions in order (all of them `Some`).
    pub positions: Vec<Option<Position>>,
    /// Records that could not be read.
    pub set_aside: Vec<SetAside>,
    /// Terms that are marked in every article.
    pub highlights: Highlights,
}

impl Dossier {
    /// Makes a dossier of all its parts; linear in their number.
    ///
    /// # Errors
    /// [`EditError::Dangling`] when a record refers to a place that its list does not have.
    pub fn from_parts(parts: Parts) -> Result<Self, EditError> {
        let Parts { title, note, extra, sources, parties, items, positions, set_aside, highlights } = parts;
        let mut dossier = Self {
            title,
            note,
            extra,
            uses: Uses {
                sources: vec![0; sources.len()],
                parties: vec![0; parties.len()],
                items: vec![0; items.len()],
            },
            sources: Table::from_records(sources),
            parties: Table::from_records(parties),
            items: Table::from_records(items),
            set_aside,
            highlights,
            ..Self::default()
        };
        let mut sizes = vec![0_usize; dossier.items.slots()];
        for position in positions.iter().flatten() {
            if !dossier.can_hold(position) {
                return Err(EditError::Dangling);
            }
            sizes[position.item.index()] += 1;
        }
        for (_, item) in dossier.items.iter() {
            if item.between.iter().flatten().any(|&party| !dossier.parties.contains(party)) {
                return Err(EditError::Dangling);
            }
            dossier.uses.count_item(item, 1);
        }
        dossier.rows = sizes.into_iter().map(Vec::with_capacity).collect();
        for (number, position) in positions.iter().enumerate() {
            if let Some(position) = position {
                dossier.rows[position.item.index()].push((position.party, PositionId::from_index(number)));
                dossier.uses.count_position(position, 1);
                dossier.position_count += 1;
            }
        }
        for row in &mut dossier.rows {
            row.sort_unstable();
        }
        dossier.quoters = Quoters::of(&positions, dossier.sources.slots());
        dossier.positions = positions;
        Ok(dossier)
    }

    /// The title; may be empty.
    pub fn title(&self) -> &Text {
        &self.title
    }

    /// The note; may be empty.
    pub fn note(&self) -> &Text {
        &self.note
    }

    /// Terms that are marked in every article.
    pub fn highlights(&self) -> &Highlights {
        &self.highlights
    }

    /// Unknown fields at the top of the file.
    pub fn extra(&self) -> &Extra {
        &self.extra
    }

    /// Sources in order.
    pub fn sources(&self) -> &Table<SourceId, Source> {
        &self.sources
    }

    /// Parties in order.
    pub fn parties(&self) -> &Table<PartyId, Party> {
        &self.parties
    }

    /// Items in order.
    pub fn items(&self) -> &Table<ItemId, Item> {
        &self.items
    }

    /// Records that could not be read, as they will be written back.
    pub fn set_aside(&self) -> &[SetAside] {
        &self.set_aside
    }

    /// The position under this key, if it is there.
    pub fn position(&self, id: PositionId) -> Option<&Position> {
        self.positions.get(id.index())?.as_ref()
    }

    /// Every position in file order.
    pub fn positions(&self) -> impl Iterator<Item = (PositionId, &Position)> {
        self.positions.iter().enumerate().filter_map(|(n, p)| Some((PositionId::from_index(n), p.as_ref()?)))
    }

    /// How many positions there are.
    pub fn position_count(&self) -> usize {
        self.position_count
    }

    /// The key that the next new position takes.
    pub fn next_position(&self) -> PositionId {
        PositionId::from_index(self.positions.len())
    }

    /// Every position on an item, by party key, then in file order.
    pub fn row(&self, item: ItemId) -> impl Iterator<Item = (PositionId, &Position)> {
        let row = self.rows.get(item.index()).map_or(&[][..], Vec::as_slice);
        row.iter().filter_map(|&(_, id)| Some((id, self.position(id)?)))
    }

    /// Every position of a cell, in file order.
    pub fn cell(&self, cell: Cell) -> impl DoubleEndedIterator<Item = (PositionId, &Position)> {
        let row = self.rows.get(cell.item.index()).map_or(&[][..], Vec::as_slice);
        let from = row.partition_point(|&(party, _)| party < cell.party);
        let to = from + row[from..].partition_point(|&(party, _)| party == cell.party);
        row[from..to].iter().filter_map(|&(_, id)| Some((id, self.position(id)?)))
    }

    /// The positions with evidence from a source, in file order. As many steps as there are such positions, whatever the
    /// size of the dossier.
    pub fn quoting(&self, source: SourceId) -> impl ExactSizeIterator<Item = PositionId> + DoubleEndedIterator {
        self.quoters.of_source(source)
    }

    /// The date of a position: its own, otherwise that of its latest source.
    pub fn date_of(&self, position: &Position) -> Option<Date> {
        position.date.or_else(|| {
            position.evidence.iter().filter_map(|evidence| self.sources.get(evidence.source)?.published).max()
        })
    }

    /// Whose agreement an item needs: its own list, otherwise every principal, in the order of parties.
    pub fn needed(&self, item: ItemId) -> impl Iterator<Item = PartyId> {
        let between = self.items.get(item).and_then(|item| item.between.as_deref());
        self.parties.iter().filter_map(move |(id, party)| {
            let needed = match between {
                Some(list) => list.contains(&id),
                None => party.role == super::Role::Principal,
            };
            needed.then_some(id)
        })
    }

    /// How many references of other records lead to this party.
    pub fn uses_of_party(&self, id: PartyId) -> u32 {
        self.uses.parties.get(id.index()).copied().unwrap_or(0)
    }

    /// How many references of other records lead to this item.
    pub fn uses_of_item(&self, id: ItemId) -> u32 {
        self.uses.items.get(id.index()).copied().unwrap_or(0)
    }

    /// How many references of other records lead to this source.
    pub fn uses_of_source(&self, id: SourceId) -> u32 {
        self.uses.sources.get(id.index()).copied().unwrap_or(0)
    }

    /// Applies an edit. What it costs depends on the edit alone, not on the size of the dossier (the deletion or
    /// insertion of a party, item or source moves the keys behind it in one list).
    ///
    /// # Errors
    /// Says why the edit cannot be applied; the dossier is then unchanged.
    pub fn apply(&mut self, edit: Edit) -> Result<Applied, EditError> {
        let lines = matches!(
            edit,
            Edit::Party { .. }
                | Edit::Item { .. }
                | Edit::MoveParty(..)
                | Edit::MoveItem(..)
                | Edit::OrderItems(_)
                | Edit::OrderParties(_)
        );
        let mut touched = Touched { lines, ..Touched::default() };
        let inverse = match edit {
            Edit::Title(title) => Edit::Title(std::mem::replace(&mut self.title, title)),
            Edit::Note(note) => Edit::Note(std::mem::replace(&mut self.note, note)),
            Edit::Highlights(highlights) => {
                Edit::Highlights(Box::new(std::mem::replace(&mut self.highlights, *highlights)))
            }
            Edit::Source { id, record, at } => self.put_source(id, record, at, &mut touched)?,
            Edit::Party { id, record, at } => self.put_party(id, record, at, &mut touched)?,
            Edit::Item { id, record, at } => self.put_item(id, record, at, &mut touched)?,
            Edit::Position { id, record } => self.put_position(id, record, &mut touched)?,
            Edit::MoveSource(id, to) => Edit::MoveSource(id, self.sources.shift(id, to).ok_or(EditError::Missing)?),
            Edit::MoveParty(id, to) => Edit::MoveParty(id, self.parties.shift(id, to).ok_or(EditError::Missing)?),
            Edit::MoveItem(id, to) => Edit::MoveItem(id, self.items.shift(id, to).ok_or(EditError::Missing)?),
            Edit::OrderItems(order) => Edit::OrderItems(self.items.reorder(order).ok_or(EditError::Missing)?),
            Edit::OrderParties(order) => Edit::OrderParties(self.parties.reorder(order).ok_or(EditError::Missing)?),
            Edit::OrderSources(order) => Edit::OrderSources(self.sources.reorder(order).ok_or(EditError::Missing)?),
            Edit::Extra(extra) => Edit::Extra(std::mem::replace(&mut self.extra, extra)),
            Edit::KeepAside(at, record) => {
                let at = at.min(self.set_aside.len());
                self.set_aside.insert(at, *record);
                Edit::DropAside(at)
            }
            Edit::DropAside(at) if at < self.set_aside.len() => {
                Edit::KeepAside(at, Box::new(self.set_aside.remove(at)))
            }
            Edit::DropAside(_) => return Err(EditError::Missing),
            Edit::Batch(edits) => self.apply_all(edits, &mut touched)?,
            Edit::Replace(mut other) => {
                std::mem::swap(self, &mut other);
                (touched.everything, touched.lines) = (true, true);
                Edit::Replace(other)
            }
        };
        Ok(Applied { inverse, touched })
    }

    fn apply_all(&mut self, edits: Vec<Edit>, touched: &mut Touched) -> Result<Edit, EditError> {
        let slots = (self.sources.slots(), self.parties.slots(), self.items.slots(), self.positions.len());
        let mut inverses = Vec::with_capacity(edits.len());
        let mut failure = None;
        for edit in edits {
            match self.apply(edit) {
                Ok(applied) => {
                    inverses.push(applied.inverse);
                    touched.absorb(applied.touched);
                }
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
        }
        inverses.reverse();
        match failure {
            None => Ok(Edit::Batch(inverses)),
            Some(error) => {
                // What was done a moment ago can be taken back: each inverse was made for exactly this state.
                for inverse in inverses {
                    self.apply(inverse)?;
                }
                // Keys that it gave out are given out again: who does the same without the refused edit gets the same.
                self.sources.give_back_keys(slots.0);
                self.parties.give_back_keys(slots.1);
                self.items.give_back_keys(slots.2);
                self.positions.truncate(slots.3);
                Err(error)
            }
        }
    }

    fn put_source(
        &mut self,
        id: SourceId,
        record: Option<Box<Source>>,
        at: usize,
        touched: &mut Touched,
    ) -> Result<Edit, EditError> {
        check_key(
            id.index(),
            self.sources.slots(),
            self.sources.contains(id),
            record.is_some(),
            self.uses_of_source(id),
        )?;
        let published = record.as_ref().map(|source| source.published);
        let (before, at) = self.sources.put(id, record.map(|r| *r), at);
        touched.dates = before.as_ref().map(|source| source.published) != published && self.uses_of_source(id) > 0;
        Ok(Edit::Source { id, record: before.map(Box::new), at })
    }

    fn put_party(
        &mut self,
        id: PartyId,
        record: Option<Box<Party>>,
        at: usize,
        touched: &mut Touched,
    ) -> Result<Edit, EditError> {
        check_key(
            id.index(),
            self.parties.slots(),
            self.parties.contains(id),
            record.is_some(),
            self.uses_of_party(id),
        )?;
        let role = record.as_ref().map(|party| party.role);
        let (before, at) = self.parties.put(id, record.map(|r| *r), at);
        touched.roster = before.as_ref().map(|party| party.role) != role;
        Ok(Edit::Party { id, record: before.map(Box::new), at })
    }

    fn put_item(
        &mut self,
        id: ItemId,
        record: Option<Box<Item>>,
        at: usize,
        touched: &mut Touched,
    ) -> Result<Edit, EditError> {
        check_key(id.index(), self.items.slots(), self.items.contains(id), record.is_some(), self.uses_of_item(id))?;
        let between = record.iter().flat_map(|item| &item.between).flatten();
        if between.copied().any(|party| !self.parties.contains(party)) {
            return Err(EditError::Dangling);
        }
        let needs = record.as_ref().map(|item| item.between.clone());
        if let Some(item) = &record {
            self.uses.count_item(item, 1);
        }
        let (before, at) = self.items.put(id, record.map(|r| *r), at);
        if let Some(item) = &before {
            self.uses.count_item(item, -1);
        }
        if self.rows.len() < self.items.slots() {
            self.rows.resize_with(self.items.slots(), Vec::new);
        }
        if before.as_ref().map(|item| item.between.clone()) != needs {
            touched.items.push(id);
        }
        Ok(Edit::Item { id, record: before.map(Box::new), at })
    }

    fn put_position(
        &mut self,
        id: PositionId,
        record: Option<Box<Position>>,
        touched: &mut Touched,
    ) -> Result<Edit, EditError> {
        check_key(id.index(), self.positions.len(), self.position(id).is_some(), record.is_some(), 0)?;
        if record.as_ref().is_some_and(|position| !self.can_hold(position)) {
            return Err(EditError::Dangling);
        }
        if id.index() == self.positions.len() {
            self.positions.push(None);
        }
        if let Some(position) = &record {
            self.uses.count_position(position, 1);
            touched.cells.push(position.cell());
            self.position_count += 1;
        }
        let cell = record.as_ref().map(|position| position.cell());
        let before = std::mem::replace(&mut self.positions[id.index()], record.map(|r| *r));
        self.quoters.follow(id, before.as_ref(), self.positions[id.index()].as_ref());
        if let Some(position) = &before {
            self.uses.count_position(position, -1);
            if cell != Some(position.cell()) {
                touched.cells.push(position.cell());
            }
            self.position_count -= 1;
        }
        self.reindex(id, before.as_ref().map(Position::cell), cell);
        Ok(Edit::Position { id, record: before.map(Box::new) })
    }

    fn reindex(&mut self, id: PositionId, before: Option<Cell>, after: Option<Cell>) {
        if before == after {
            return;
        }
        if let Some(cell) = before {
            let row = &mut self.rows[cell.item.index()];
            if let Ok(at) = row.binary_search(&(cell.party, id)) {
                row.remove(at);
            }
        }
        if let Some(cell) = after {
            let row = &mut self.rows[cell.item.index()];
            if let Err(at) = row.binary_search(&(cell.party, id)) {
                row.insert(at, (cell.party, id));
            }
        }
    }

    /// True when everything that the position refers to is there.
    fn can_hold(&self, position: &Position) -> bool {
        let condition = |c: &Condition| {
            c.item.is_none_or(|item| self.items.contains(item))
                && c.party.is_none_or(|party| self.parties.contains(party))
        };
        self.parties.contains(position.party)
            && self.items.contains(position.item)
            && position.conditions.iter().all(condition)
            && position.evidence.iter().all(|evidence| self.sources.contains(evidence.source))
    }
}

/// Whether a record may be put under a key: the next free key for a new one, nothing that is still in use taken away.
fn check_key(key: usize, slots: usize, present: bool, stays: bool, uses: u32) -> Result<(), EditError> {
    match (present, stays) {
        (false, false) => Err(EditError::Missing),
        (false, true) if key > slots => Err(EditError::KeyOutOfTurn),
        (true, false) if uses > 0 => Err(EditError::InUse),
        _ => Ok(()),
    }
}

impl Eq for Dossier {}

impl PartialEq for Dossier {
    /// The same content under the same keys; empty places of deleted records do not count.
    fn eq(&self, other: &Self) -> bool {
        self.title == other.title
            && self.note == other.note
            && self.extra == other.extra
            && self.set_aside == other.set_aside
            && self.highlights == other.highlights
            && self.sources == other.sources
            && self.parties == other.parties
            && self.items == other.items
            && self.positions().eq(other.positions())
    }
}
