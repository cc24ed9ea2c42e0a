//! How often each record is referred to.

use super::super::id::Key as _;
use super::super::{Condition, Evidence, Item, Position};

/// How many references lead to each party, item and source, so that nothing is taken away that is still needed.
#[derive(Debug, Clone, Default)]
pub(super) struct Uses {
    pub(super) sources: Vec<u32>,
    pub(super) parties: Vec<u32>,
    pub(super) items: Vec<u32>,
}

impl Uses {
    /// Counts what an item refers to, once more or once less.
    pub(super) fn count_item(&mut self, item: &Item, by: i32) {
        for party in item.between.iter().flatten() {
            bump(&mut self.parties, party.index(), by);
        }
    }

    /// Counts what a position refers to, once more or once less.
    pub(super) fn count_position(&mut self, position: &Position, by: i32) {
        bump(&mut self.parties, position.party.index(), by);
        bump(&mut self.items, position.item.index(), by);
        for Condition { item, party, .. } in &position.conditions {
            if let Some(item) = item {
                bump(&mut self.items, item.index(), by);
            }
            if let Some(party) = party {
                bump(&mut self.parties, party.index(), by);
            }
        }
        for Evidence { source, .. } in &position.evidence {
            bump(&mut self.sources, source.index(), by);
        }
    }
}

fn bump(counts: &mut Vec<u32>, index: usize, by: i32) {
    if counts.len() <= index {
        counts.resize(index + 1, 0);
    }
    counts[index] = counts[index].saturating_add_signed(by);
}
