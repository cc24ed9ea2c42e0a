//! Edits: every change to a dossier is a value, and applying it gives back the edit that takes it back.

use serde::{Deserialize, Serialize};

use super::{
    Cell, Dossier, Extra, Highlights, ItemId, Party, PartyId, Position, PositionId, SetAside, Source, SourceId, Text,
    record::Item,
};

/// A change to a dossier.
///
/// The variants that put a record are enough for everything: adding puts one where none was, deleting puts none,
/// and changing puts the changed record in the place of the old one. That makes the inverse of each the same variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Gives the dossier a title.
    Title(Text),
    /// Gives the dossier a note.
    Note(Text),
    /// Puts these highlighters in the place of those that are there.
    Highlights(Box<Highlights>),
    /// Puts a source; a new one comes to stand at `at` in the order.
    Source {
        /// The key that the source has or will have.
        id: SourceId,
        /// The source as it shall be; None deletes it.
        record: Option<Box<Source>>,
        /// Place in the order of a source that is new.
        at: usize,
    },
    /// Puts a party; a new one comes to stand at `at` in the order.
    Party {
        /// The key that the party has or will have.
        id: PartyId,
        /// The party as it shall be; None deletes it.
        record: Option<Box<Party>>,
        /// Place in the order of a party that is new.
        at: usize,
    },
    /// Puts an item; a new one comes to stand at `at` in the order.
    Item {
        /// The key that the item has or will have.
        id: ItemId,
        /// The item as it shall be; None deletes it.
        record: Option<Box<Item>>,
        /// Place in the order of an item that is new.
        at: usize,
    },
    /// Puts a position. Positions have no order of their own: they stand in the file in the order of their keys.
    Position {
        /// The key that the position has or will have.
        id: PositionId,
        /// The position as it shall be; None deletes it.
        record: Option<Box<Position>>,
    },
    /// Moves a source to another place in the order.
    MoveSource(SourceId, usize),
    /// Moves a party to another place in the order.
    MoveParty(PartyId, usize),
    /// Moves an item to another place in the order.
    MoveItem(ItemId, usize),
    /// Puts all items into this order, which names each of them once: thousands of moves in one.
    OrderItems(Vec<ItemId>),
    /// Puts all parties into this order, which names each of them once.
    OrderParties(Vec<PartyId>),
    /// Puts all sources into this order, which names each of them once.
    OrderSources(Vec<SourceId>),
    /// Puts these unknown fields at the top of the file in the place of those that are there.
    Extra(Extra),
    /// Puts a record that could not be read into the list of those, at this place.
    KeepAside(usize, Box<SetAside>),
    /// Drops the record at this place of that list.
    DropAside(usize),
    /// Several edits as one, in this order.
    Batch(Vec<Edit>),
    /// Puts another dossier in the place of the whole: an earlier version, or what stands in the file now. Keys are those
    /// of the other dossier from here on. Has no form as text of its own: it is kept as a position file.
    #[serde(skip)]
    Replace(Box<Dossier>),
}

/// Why an edit cannot be applied. The dossier is then as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The record names a party, item or source that is not there.
    #[error("it refers to something that is no longer in the dossier")]
    Dangling,
    /// Something else still refers to the record that would go.
    #[error("other records still refer to it")]
    InUse,
    /// The record that would be moved, dropped or deleted is not there.
    #[error("it is no longer in the dossier")]
    Missing,
    /// The key lies beyond the next free one.
    #[error("its key was never given out")]
    KeyOutOfTurn,
}

/// What an edit touched, for those who keep something up to date.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "kinds of change that may come together")]
pub struct Touched {
    /// Cells whose positions changed.
    pub cells: Vec<Cell>,
    /// Positions that came, went or changed.
    pub positions: Vec<PositionId>,
    /// Sources that came, went or changed.
    pub sources: Vec<SourceId>,
    /// Items that came, went, or need the agreement of others than before.
    pub items: Vec<ItemId>,
    /// A party came, went or has another role.
    pub roster: bool,
    /// A party or item came, went, changed in any field or moved: names and their order are no longer the same.
    pub lines: bool,
    /// A source has another date, so positions that borrow it may have another.
    pub dates: bool,
    /// The dossier is another one: keys from before mean nothing any more.
    pub everything: bool,
}

impl Touched {
    pub(super) fn absorb(&mut self, other: Self) {
        self.cells.extend(other.cells);
        self.positions.extend(other.positions);
        self.sources.extend(other.sources);
        self.items.extend(other.items);
        self.roster |= other.roster;
        self.lines |= other.lines;
        self.dates |= other.dates;
        self.everything |= other.everything;
    }
}

/// What applying an edit gives back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The edit that takes it back.
    pub inverse: Edit,
    /// What changed.
    pub touched: Touched,
}
