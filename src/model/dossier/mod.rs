//! The dossier: the whole document that a person works on. How edits change it is in `apply`.

mod apply;
mod quoters;
mod uses;

use quoters::Quoters;
use uses::Uses;

use super::edit::EditError;
use super::id::Key as _;
use super::table::Table;
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
