//! What is selected: the active place, and the ranges of cells, parties or items around it.
//!
//! Ranges are kept by their corners, not by what lies between: what a range holds follows from the order on screen
//! ([`Arrangement`](super::arrange::Arrangement)), so that selecting everything costs the same in any dossier.

use crate::model::Place;

/// A range between two places of one kind: a rectangle of cells, a run of parties or a run of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Block {
    /// Where the range began; of the last range this is the active place.
    pub anchor: Place,
    /// The opposite corner, which Shift moves.
    pub corner: Place,
}

impl Block {
    /// A range of one place.
    pub fn one(place: Place) -> Self {
        Self { anchor: place, corner: place }
    }

    /// True when it is a single place.
    pub fn is_one(&self) -> bool {
        self.anchor == self.corner
    }
}

/// What is selected. All ranges are of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Selection {
    blocks: Vec<Block>,
}

impl Selection {
    /// Nothing but this place.
    pub fn of(place: Option<Place>) -> Self {
        Self { blocks: place.map(Block::one).into_iter().collect() }
    }

    /// The place that keys act on and that the inspector shows.
    pub fn active(&self) -> Option<Place> {
        self.blocks.last().map(|block| block.anchor)
    }

    /// The corner that Shift moves; the active place when nothing else is selected.
    pub fn corner(&self) -> Option<Place> {
        self.blocks.last().map(|block| block.corner)
    }

    /// Every range, the one with the active place last.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// True when at most one place is selected.
    pub fn is_single(&self) -> bool {
        match self.blocks.as_slice() {
            [] => true,
            [block] => block.is_one(),
            _ => false,
        }
    }

    /// Moves the corner of the last range to `place`; another kind of place is selected alone.
    pub fn extend(&mut self, place: Place) {
        match self.blocks.last_mut() {
            Some(block) if is_same_kind(block.anchor, place) => block.corner = place,
            _ => *self = Self::of(Some(place)),
        }
    }

    /// Begins a further range at `place`, or takes `place` out when it is selected as a range of its own.
    pub fn toggle(&mut self, place: Place) {
        if !self.active().is_some_and(|active| is_same_kind(active, place)) {
            *self = Self::of(Some(place));
            return;
        }
        let known = self.blocks.iter().position(|block| *block == Block::one(place));
        match known {
            Some(at) if self.blocks.len() > 1 => {
                self.blocks.remove(at);
            }
            Some(_) => {}
            None => self.blocks.push(Block::one(place)),
        }
    }

    /// Selects these ranges; the first place of the last one becomes active.
    pub fn set_blocks(&mut self, blocks: Vec<Block>) {
        self.blocks = blocks;
    }

    /// Drops the ranges that begin or end where nothing is any more.
    pub fn retain(&mut self, is_there: impl Fn(Place) -> bool) {
        self.blocks.retain(|block| is_there(block.anchor) && is_there(block.corner));
    }
}

fn is_same_kind(one: Place, other: Place) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, ItemId, Key as _, PartyId};

    fn cell(item: usize, party: usize) -> Place {
        Place::Cell(Cell { item: ItemId::from_index(item), party: PartyId::from_index(party) })
    }

    #[test]
    fn shift_moves_the_corner_and_leaves_the_active_cell() {
        let mut selection = Selection::of(Some(cell(1, 1)));
        selection.extend(cell(3, 2));
        selection.extend(cell(2, 0));
        assert_eq!(selection.active(), Some(cell(1, 1)));
        assert_eq!(selection.blocks(), [Block { anchor: cell(1, 1), corner: cell(2, 0) }]);
        assert!(!selection.is_single());
    }

    #[test]
    fn a_click_with_ctrl_adds_a_range_and_a_second_one_takes_it_away() {
        let mut selection = Selection::of(Some(cell(0, 0)));
        selection.toggle(cell(2, 2));
        assert_eq!((selection.blocks().len(), selection.active()), (2, Some(cell(2, 2))));
        selection.toggle(cell(2, 2));
        assert_eq!(selection, Selection::of(Some(cell(0, 0))));
        selection.toggle(cell(0, 0));
        assert_eq!(selection.active(), Some(cell(0, 0)), "the last one stays");
    }

    #[test]
    fn cells_and_heads_are_never_selected_together() {
        let party = Place::Party(PartyId::from_index(0));
        for change in [Selection::extend, Selection::toggle] {
            let mut selection = Selection::of(Some(cell(0, 0)));
            change(&mut selection, party);
            assert_eq!(selection, Selection::of(Some(party)));
        }
    }
}
