//! The status of an item, and the counts from which it follows at once.

use super::cells::Stored;
use crate::model::{Item, Side};

/// Where an item stands between the parties whose agreement it needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// All are for, every condition is met, none only in principle.
    Agreed,
    /// All are for, every condition is met, at least one only in principle.
    AgreedInPrinciple,
    /// All are for, at least one condition is not met.
    Conditional,
    /// At least one is for and at least one is against.
    Contested,
    /// Those who spoke are all against.
    Refused,
    /// Somebody has spoken, and none of the above.
    Open,
    /// Nobody has spoken.
    #[default]
    NotStated,
}

impl Status {
    /// Every status, the most settled first.
    pub const ALL: [Self; 7] = [
        Self::Agreed,
        Self::AgreedInPrinciple,
        Self::Conditional,
        Self::Contested,
        Self::Refused,
        Self::Open,
        Self::NotStated,
    ];

    /// The word that the export uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::AgreedInPrinciple => "agreed_in_principle",
            Self::Conditional => "conditional",
            Self::Contested => "contested",
            Self::Refused => "refused",
            Self::Open => "open",
            Self::NotStated => "not_stated",
        }
    }
}

/// How many items have which status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct StatusCounts([usize; Status::ALL.len()]);

impl StatusCounts {
    /// How many items have this status.
    pub fn get(&self, status: Status) -> usize {
        self.0[status as usize]
    }

    pub(super) fn add(&mut self, status: Status) {
        self.0[status as usize] += 1;
    }

    pub(super) fn remove(&mut self, status: Status) {
        self.0[status as usize] = self.0[status as usize].saturating_sub(1);
    }
}

/// How many parties stand how to an item. All but `spoken_at_all` count only those whose agreement it needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// The item is in the dossier (its key may belong to a deleted one).
    pub(super) present: bool,
    pub(super) needed: u32,
    in_favour: u32,
    /// For, with all conditions met.
    granted: u32,
    /// For, only in principle.
    in_principle: u32,
    against: u32,
    spoken: u32,
    /// Anyone, needed or not.
    spoken_at_all: u32,
}

impl Tally {
    /// Of an item, or of one that is not there, before anybody is counted.
    pub(super) fn of(item: Option<&Item>) -> Self {
        Self { present: item.is_some(), ..Self::default() }
    }

    /// Counts what a party says. Whether it is needed is counted elsewhere, also of the silent.
    pub(super) fn add(&mut self, cell: Stored) {
        self.count(cell, u32::wrapping_add);
    }

    /// Takes back [`Tally::add`].
    pub(super) fn remove(&mut self, cell: Stored) {
        self.count(cell, u32::wrapping_sub);
    }

    fn count(&mut self, cell: Stored, by: impl Fn(u32, u32) -> u32) {
        let spoken = u32::from(cell.standing.has_spoken());
        self.spoken_at_all = by(self.spoken_at_all, spoken);
        if cell.is_needed() {
            let side = cell.standing.side();
            let in_favour = side == Some(Side::For);
            self.spoken = by(self.spoken, spoken);
            self.against = by(self.against, u32::from(side == Some(Side::Against)));
            self.in_favour = by(self.in_favour, u32::from(in_favour));
            self.granted = by(self.granted, u32::from(in_favour && cell.unmet == 0));
            self.in_principle = by(self.in_principle, u32::from(in_favour && cell.is_in_principle()));
        }
    }

    pub(super) fn status(&self) -> Status {
        if self.needed > 0 && self.in_favour == self.needed {
            return match (self.granted == self.needed, self.in_principle) {
                (true, 0) => Status::Agreed,
                (true, _) => Status::AgreedInPrinciple,
                (false, _) => Status::Conditional,
            };
        }
        match (self.in_favour, self.against) {
            (1.., 1..) => Status::Contested,
            (_, 1..) if self.against == self.spoken => Status::Refused,
            _ if self.spoken_at_all > 0 => Status::Open,
            _ => Status::NotStated,
        }
    }
}
