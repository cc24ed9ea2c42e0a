//! How edits change a dossier: each is checked before anything changes, and gives back the edit that undoes it.

use super::super::edit::{Applied, Edit, EditError, Touched};
use super::super::id::Key as _;
use super::super::{Cell, Item, ItemId, Party, PartyId, Position, PositionId, Source, SourceId};
use super::Dossier;

impl Dossier {
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
        touched.sources.push(id);
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
        touched.positions.push(id);
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
