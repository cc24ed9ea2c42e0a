//! What follows from a dossier: current stances, statuses, conditions met and unmet, blockers, agreement of pairs.
//!
//! Everything here is a pure function of a dossier and a date. Nothing here knows of files, of a clock, of a window;
//! nothing changes a dossier; no result depends on the order of a hash table.
//!
//! A [`Comparison`] is kept beside its dossier and brought up to date after each edit ([`Comparison::update`]). What
//! an edit costs then depends on what really changed, not on the size of the dossier.

mod answers;
mod cells;
mod pairs;
mod reading;
mod solve;
mod status;

pub use answers::{Blocker, ConditionState, PartyLists};
pub use cells::{CellState, Standing};
pub use pairs::{Pair, PairItems};
pub use status::{Status, StatusCounts};

use crate::model::{Cell, Date, Dossier, ItemId, Key as _, PartyId, Touched};
use cells::Stored;
use pairs::Sides;
use solve::Row;

/// What follows from a dossier as of a date.
///
/// Two comparisons are equal when they say the same of the same keys; room for deleted records does not count.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    as_of: Option<Date>,
    /// How many parties there is room for: the length of one item's stretch of `cells`.
    stride: usize,
    /// Every cell, item by item, in each by party (both by key number).
    cells: Vec<Stored>,
    /// By item key number.
    rows: Vec<Row>,
    sides: Sides,
    counts: StatusCounts,
}

impl Comparison {
    /// Works out the comparison of a dossier. With a date, positions of a later date do not count; undated ones always
    /// do. Linear in positions, conditions, and items × parties.
    pub fn of(dossier: &Dossier, as_of: Option<Date>) -> Self {
        let mut comparison = Self { as_of, ..Self::default() };
        comparison.make_room(dossier);
        comparison.read_all(dossier);
        comparison.tally_all(dossier);
        comparison.settle_all();
        comparison
    }

    /// Brings the comparison up to date after an edit of its dossier. Costs what depends on the edit: the positions of
    /// the cells that it touched and every cell and item whose answers change with them. When a party came, went or
    /// has another role, every item is looked at, but no position; only another date of a source may mean that
    /// everything is worked out again.
    pub fn update(&mut self, dossier: &Dossier, touched: &Touched) {
        let mut cells = touched.cells.clone();
        if touched.everything {
            *self = Self::of(dossier, self.as_of);
            return;
        }
        if touched.dates {
            // Without a date to compare with, it is only between positions of one cell that dates decide.
            cells.extend(self.cells_with_several());
            if self.as_of.is_some() || cells.len() > dossier.position_count() / 4 {
                *self = Self::of(dossier, self.as_of);
                return;
            }
        }
        self.make_room(dossier);
        cells.sort_unstable();
        cells.dedup();
        for cell in cells {
            self.read_again(dossier, cell);
        }
        let mut items = touched.items.clone();
        if touched.roster {
            items.extend(dossier.items().iter().filter(|(_, item)| item.between.is_none()).map(|(id, _)| id));
        }
        items.sort_unstable();
        items.dedup();
        if !items.is_empty() {
            self.need_again(dossier, &items);
        }
    }

    /// Positions of a later date do not count.
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// How a party stands to an item; not stated where nothing is. Constant time.
    pub fn cell(&self, cell: Cell) -> CellState {
        self.stored(cell).state()
    }

    /// The status of an item; not stated for one that is not there. Constant time.
    pub fn status(&self, item: ItemId) -> Status {
        self.rows.get(item.index()).map_or(Status::NotStated, |row| row.tally.status())
    }

    /// How many items have which status. Constant time.
    pub fn counts(&self) -> StatusCounts {
        self.counts
    }

    /// Where a cell is kept; None when there is no room for it.
    fn place(&self, cell: Cell) -> Option<usize> {
        (cell.party.index() < self.stride).then(|| cell.item.index() * self.stride + cell.party.index())
    }

    fn stored(&self, cell: Cell) -> Stored {
        self.place(cell).and_then(|place| self.cells.get(place)).copied().unwrap_or_default()
    }

    /// Makes room for every item and party that the dossier has a key for.
    fn make_room(&mut self, dossier: &Dossier) {
        let (items, stride) = (dossier.items().slots(), dossier.parties().slots());
        if self.stride < stride {
            let mut cells = vec![Stored::default(); items * stride];
            if self.stride > 0 {
                for (wide, narrow) in cells.chunks_mut(stride).zip(self.cells.chunks(self.stride)) {
                    wide[..narrow.len()].copy_from_slice(narrow);
                }
            }
            (self.cells, self.stride) = (cells, stride);
        }
        if self.rows.len() < items {
            self.rows.resize_with(items, Row::default);
            self.cells.resize(items * self.stride, Stored::default());
        }
        self.sides.make_room(self.stride, self.rows.len());
    }

    /// The cells of which more than one position counts. Looks at every cell.
    fn cells_with_several(&self) -> impl Iterator<Item = Cell> {
        self.cells.iter().enumerate().filter(|(_, stored)| stored.positions > 1).map(|(place, _)| Cell {
            item: ItemId::from_index(place / self.stride),
            party: PartyId::from_index(place % self.stride),
        })
    }

    /// The cells of one item, by party key number.
    fn stretch(&self, item: usize) -> &[Stored] {
        self.cells.get(item * self.stride..(item + 1) * self.stride).unwrap_or_default()
    }
}

impl PartialEq for Comparison {
    fn eq(&self, other: &Self) -> bool {
        let items = self.rows.len().max(other.rows.len());
        self.as_of == other.as_of
            && self.counts == other.counts
            && self.sides == other.sides
            && (0..items).all(|item| {
                let (row, other_row) = (self.rows.get(item), other.rows.get(item));
                let nothing = Row::default();
                row.unwrap_or(&nothing) == other_row.unwrap_or(&nothing)
                    && same_but_for_room(self.stretch(item), other.stretch(item))
            })
    }
}

/// True when two lists are the same once the shorter is filled up with empty values.
fn same_but_for_room<T: PartialEq + Default>(a: &[T], b: &[T]) -> bool {
    let both = a.len().min(b.len());
    let nothing = T::default();
    a[..both] == b[..both] && a[both..].iter().chain(&b[both..]).all(|value| *value == nothing)
}
