//! Where the texts of the positions lie in memory, learnt by the first search of a state of the dossier. Later ones
//! look through long stretches of memory, and at the positions only where something was found.

use std::ops::Range;

use super::classes::Classes;
use crate::model::{Dossier, Key as _, PositionId, Text};

/// So many positions are looked at together.
pub(super) const BLOCK: usize = 128;

/// The positions of a block.
pub(super) fn positions_of(dossier: &Dossier, number: usize) -> impl Iterator<Item = PositionId> {
    let from = number * BLOCK;
    (from..(from + BLOCK).min(dossier.next_position().index())).map(PositionId::from_index)
}

/// A piece of a buffer with texts that stand one behind the other, and which kinds of signs are in it.
#[derive(Debug)]
pub(super) struct Stretch {
    pub(super) all: Text,
    pub(super) classes: Classes,
}

/// The stretches of every block that was looked at, in order.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    stretches: Vec<Stretch>,
    /// By block: where its stretches end.
    ends: Vec<usize>,
}

impl Blocks {
    /// The stretches of a block, if it was looked at.
    pub(super) fn known(&self, number: usize) -> Option<&[Stretch]> {
        let range: Range<usize> =
            number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?..*self.ends.get(number)?;
        self.stretches.get(range)
    }

    /// Remembers one more stretch of the first block that is not known yet.
    pub(super) fn add(&mut self, stretch: Stretch) {
        self.stretches.push(stretch);
    }

    /// That block is known from now on.
    pub(super) fn end(&mut self) {
        self.ends.push(self.stretches.len());
    }
}
