//! Keys of records inside a dossier.
//!
//! A key stays with its record for as long as the dossier is open, is never given to another record, and comes back when
//! a deletion is undone. Files know nothing of keys: there a record has a textual id.

use serde::{Deserialize, Serialize};

/// A key that numbers records of one kind from zero.
pub trait Key: Copy + Eq + Ord {
    /// The key with this number.
    fn from_index(index: usize) -> Self;
    /// The number of this key.
    fn index(self) -> usize;
}

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(u32);

        impl Key for $name {
            fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

keys! {
    /// A party of the dossier.
    PartyId,
    /// An item of the dossier.
    ItemId,
    /// A source of the dossier.
    SourceId,
    /// A position of the dossier.
    PositionId,
}

/// One cell of the matrix: what one party says on one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cell {
    /// The row.
    pub item: ItemId,
    /// The column.
    pub party: PartyId,
}

/// A place in a dossier: where an edit was made, what a finding speaks of, what is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// The dossier's own title and note.
    Dossier,
    /// A source.
    Source(SourceId),
    /// A party: a column of the matrix.
    Party(PartyId),
    /// An item: a row of the matrix.
    Item(ItemId),
    /// A cell of the matrix.
    Cell(Cell),
}
