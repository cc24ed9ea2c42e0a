//! From the positions of a cell to its current stance: which of them count, which are current, what they hang on.

use super::cells::{Standing, Stored};
use crate::model::{Date, Dossier, ItemId, PartyId, Position, Side};

/// What a linked condition waits for: that the item is agreed or, with a party, that the party is for it with all its
/// own conditions met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Goal {
    pub(super) item: ItemId,
    pub(super) party: Option<PartyId>,
}

/// The dates of the positions of a cell as of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dates {
    as_of: Option<Date>,
    /// The latest date of those that count; None when all of them are undated.
    latest: Option<Date>,
    /// How many count; saturating.
    counted: u16,
    /// There are others that a person marked.
    any_discounted: bool,
}

impl Dates {
    pub(super) fn of<'a>(
        dossier: &Dossier,
        as_of: Option<Date>,
        positions: impl Iterator<Item = &'a Position>,
    ) -> Self {
        let mut dates = Self { as_of, latest: None, counted: 0, any_discounted: false };
        for position in positions {
            let date = dossier.date_of(position);
            if dates.counts(date) && !position.counts() {
                dates.any_discounted = true;
            } else if dates.counts(date) {
                // None comes before every date: undated positions are older than any dated.
                dates.latest = dates.latest.max(date);
                dates.counted = dates.counted.saturating_add(1);
            }
        }
        dates
    }

    fn counts(&self, date: Option<Date>) -> bool {
        date.is_none_or(|date| self.as_of.is_none_or(|as_of| date <= as_of))
    }

    /// True for a position of the latest date that counts.
    pub(super) fn is_current(&self, dossier: &Dossier, position: &Position) -> bool {
        let date = dossier.date_of(position);
        position.counts() && self.counts(date) && date == self.latest
    }
}

/// Reads a cell from its positions in file order. What its conditions wait for is pushed to `goals`; in the result,
/// `unmet` counts only those that wait for nothing but a person's mark.
pub(super) fn read(dossier: &Dossier, as_of: Option<Date>, positions: &[&Position], goals: &mut Vec<Goal>) -> Stored {
    let mut current = Current::default();
    if let ([position], None) = (positions, as_of) {
        // The usual cell: one position, whatever its date. The date would have to be fetched from far away.
        if !position.counts() {
            current.cell.mark_discounted(true);
            return current.stored(0);
        }
        current.add(position, goals);
        return current.stored(1);
    }
    let dates = Dates::of(dossier, as_of, positions.iter().copied());
    current.cell.mark_discounted(dates.any_discounted);
    for position in positions {
        if dates.is_current(dossier, position) {
            current.add(position, goals);
        }
    }
    current.stored(dates.counted)
}

/// The current positions of a cell, put together.
#[derive(Default)]
struct Current {
    cell: Stored,
    in_favour: bool,
    against: bool,
}

impl Current {
    fn add(&mut self, position: &Position, goals: &mut Vec<Goal>) {
        let side = position.stance.side();
        self.in_favour |= side == Side::For;
        self.against |= side == Side::Against;
        if side != Side::Neither || self.cell.standing == Standing::NotStated {
            self.cell.standing = Standing::Stated(position.stance);
        }
        self.cell.mark_red_line(position.red_line);
        if side != Side::For {
            return;
        }
        self.cell.mark_in_principle(position.in_principle);
        for condition in &position.conditions {
            self.cell.conditions = self.cell.conditions.saturating_add(1);
            match condition.item {
                Some(item) => goals.push(Goal { item, party: condition.party }),
                None => self.cell.unmet = self.cell.unmet.saturating_add(u16::from(!condition.met)),
            }
        }
    }

    fn stored(self, counted: u16) -> Stored {
        let mut cell = self.cell;
        cell.positions = counted;
        if self.in_favour && self.against {
            cell.standing = Standing::Disputed;
        }
        cell
    }
}
