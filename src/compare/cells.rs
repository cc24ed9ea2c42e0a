//! How a party stands to an item: the answer for one cell of the matrix, and the eight bytes in which it is kept.

use crate::model::{Side, Stance};

/// How a party stands to an item now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It has no position (never the same as rejecting or being reserved).
    #[default]
    NotStated,
    /// Its current stance.
    Stated(Stance),
    /// Its latest positions contradict each other, so it counts as neither for nor against.
    Disputed,
}

impl Standing {
    /// For, against or neither; None when nothing is stated or the cell is disputed.
    pub fn side(self) -> Option<Side> {
        match self {
            Self::Stated(stance) => Some(stance.side()),
            Self::NotStated | Self::Disputed => None,
        }
    }

    /// Demands, offers or accepts, undisputed.
    pub fn is_for(self) -> bool {
        self.side() == Some(Side::For)
    }

    /// Rejects, undisputed.
    pub fn is_against(self) -> bool {
        self.side() == Some(Side::Against)
    }

    /// Has any position that counts; a disputed cell has.
    pub fn has_spoken(self) -> bool {
        self != Self::NotStated
    }

    /// The word that the export uses: the stance's own, `disputed` or `not_stated`.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotStated => "not_stated",
            Self::Stated(stance) => stance.word(),
            Self::Disputed => "disputed",
        }
    }
}

/// What the comparison says of one cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct CellState {
    /// The current stance.
    pub standing: Standing,
    /// A current position that is for the item is so only in principle.
    pub in_principle: bool,
    /// A current position is a red line.
    pub red_line: bool,
    /// How many conditions its current positions for the item carry. At most 65,535.
    pub conditions: u16,
    /// How many of these are not met, when nothing is granted in advance.
    pub unmet: u16,
    /// How many positions count as of the date, current or not; without those that a person marked superseded or doubtful.
    /// At most 65,535.
    pub positions: u16,
    /// As of the date there is also a position that a person marked superseded or doubtful.
    pub has_discounted: bool,
}

impl CellState {
    /// For the item with all conditions met: what a condition that names an item and a party waits for.
    pub fn is_granted(self) -> bool {
        self.standing.is_for() && self.unmet == 0
    }
}

/// A cell as it is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) conditions: u16,
    pub(super) unmet: u16,
    pub(super) positions: u16,
    pub(super) standing: Standing,
    marks: u8,
}

impl Stored {
    const IN_PRINCIPLE: u8 = 1;
    const RED_LINE: u8 = 2;
    const NEEDED: u8 = 4;
    /// Only while a whole dossier is read: a position of this cell has been met.
    const MET_BEFORE: u8 = 8;
    /// Only while a whole dossier is read: several positions of this cell have been met.
    const SEVERAL: u8 = 16;
    const DISCOUNTED: u8 = 32;

    pub(super) fn state(self) -> CellState {
        CellState {
            standing: self.standing,
            in_principle: self.is_in_principle(),
            red_line: self.marks & Self::RED_LINE != 0,
            conditions: self.conditions,
            unmet: self.unmet,
            positions: self.positions,
            has_discounted: self.marks & Self::DISCOUNTED != 0,
        }
    }

    pub(super) fn is_granted(self) -> bool {
        self.unmet == 0 && self.standing.is_for()
    }

    pub(super) fn is_in_principle(self) -> bool {
        self.marks & Self::IN_PRINCIPLE != 0
    }

    /// The item needs this party's agreement.
    pub(super) fn is_needed(self) -> bool {
        self.marks & Self::NEEDED != 0
    }

    pub(super) fn mark_in_principle(&mut self, yes: bool) {
        self.marks |= if yes { Self::IN_PRINCIPLE } else { 0 };
    }

    pub(super) fn mark_red_line(&mut self, yes: bool) {
        self.marks |= if yes { Self::RED_LINE } else { 0 };
    }

    pub(super) fn mark_discounted(&mut self, yes: bool) {
        self.marks |= if yes { Self::DISCOUNTED } else { 0 };
    }

    pub(super) fn set_needed(&mut self, yes: bool) {
        self.marks = (self.marks & !Self::NEEDED) | if yes { Self::NEEDED } else { 0 };
    }

    /// Takes note that one more position of this cell was met; true the first time.
    pub(super) fn meet(&mut self) -> bool {
        let first = self.marks & Self::MET_BEFORE == 0;
        self.marks |= if first { Self::MET_BEFORE } else { Self::SEVERAL };
        first
    }

    /// More than one position of this cell was met.
    pub(super) fn met_several(self) -> bool {
        self.marks & Self::SEVERAL != 0
    }

    /// Forgets what [`Stored::meet`] noted.
    pub(super) fn forget_meetings(&mut self) {
        self.marks &= !(Self::MET_BEFORE | Self::SEVERAL);
    }

    /// So many more of its conditions are not met.
    pub(super) fn await_goals(&mut self, goals: usize) {
        self.unmet = self.unmet.saturating_add(u16::try_from(goals).unwrap_or(u16::MAX));
    }

    /// What `read` found, under the marks that were set before it was read.
    pub(super) fn fill(&mut self, read: Self) {
        *self = Self { marks: self.marks | read.marks, ..read };
    }

    /// True when nothing that hangs on the two cells can tell them apart.
    pub(super) fn is_same_clause(self, other: Self) -> bool {
        self.standing.side() == other.standing.side()
            && self.unmet == other.unmet
            && self.is_in_principle() == other.is_in_principle()
    }

    /// The same need of agreement, and nothing said.
    pub(super) fn silenced(self) -> Self {
        Self { marks: self.marks & Self::NEEDED, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_eight_bytes() {
        assert_eq!(size_of::<Stored>(), 8, "two million cells stay in sixteen megabytes");
    }
}
