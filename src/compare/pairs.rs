//! Agreement between parties: per pair, over items on which both are for or against, how many alike and how many not.

use super::cells::Stored;
use super::{Comparison, same_but_for_room};
use crate::model::{Dossier, ItemId, Key as _, PartyId, Side};

/// How far two parties agree. Both are for or against on `alike + opposed` items.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Pair {
    /// Items on which both are for or both are against.
    pub alike: usize,
    /// Items on which one is for and one is against.
    pub opposed: usize,
}

impl Pair {
    /// On how many items both are for or against.
    pub fn compared(self) -> usize {
        self.alike + self.opposed
    }
}

/// The items behind a [`Pair`], in the dossier's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PairItems {
    /// Items on which both are for or both are against.
    pub alike: Vec<ItemId>,
    /// Items on which one is for and one is against.
    pub opposed: Vec<ItemId>,
}

/// For every party (by key number) two sets of items (by key number), in words of 64 items: those that it is for, those
/// that it is against. A pair is then a few words compared.
#[derive(Debug, Clone, Default)]
pub(super) struct Sides(Vec<Vec<[u64; 2]>>);

impl Sides {
    /// Of all cells, `stride` of them an item.
    pub(super) fn of(cells: &[Stored], stride: usize) -> Self {
        let Some(items) = cells.len().checked_div(stride) else { return Self::default() };
        let mut sides = Self::default();
        sides.make_room(stride, items);
        let mut words = vec![[0_u64; 2]; stride];
        for (number, block) in cells.chunks(stride * 64).enumerate() {
            for (bit, row) in block.chunks(stride).enumerate() {
                for ([in_favour, against], stored) in words.iter_mut().zip(row) {
                    *in_favour |= u64::from(stored.standing.is_for()) << bit;
                    *against |= u64::from(stored.standing.is_against()) << bit;
                }
            }
            for (sets, word) in sides.0.iter_mut().zip(&mut words) {
                sets[number] = std::mem::take(word);
            }
        }
        sides
    }

    pub(super) fn make_room(&mut self, parties: usize, items: usize) {
        self.0.resize_with(parties.max(self.0.len()), Default::default);
        for sets in &mut self.0 {
            sets.resize(items.div_ceil(64).max(sets.len()), [0; 2]);
        }
    }

    pub(super) fn set(&mut self, party: usize, item: usize, side: Option<Side>) {
        if let Some([in_favour, against]) = self.0.get_mut(party).and_then(|sets| sets.get_mut(item / 64)) {
            let bit = 1 << (item % 64);
            *in_favour = (*in_favour & !bit) | if side == Some(Side::For) { bit } else { 0 };
            *against = (*against & !bit) | if side == Some(Side::Against) { bit } else { 0 };
        }
    }

    fn sets(&self, party: PartyId) -> &[[u64; 2]] {
        self.0.get(party.index()).map_or(&[], Vec::as_slice)
    }

    /// Words of 64 items each: alike, opposed.
    fn compared(&self, a: PartyId, b: PartyId) -> impl Iterator<Item = (u64, u64)> {
        let both = self.sets(a).iter().zip(self.sets(b));
        both.map(|([a_for, a_against], [b_for, b_against])| {
            ((a_for & b_for) | (a_against & b_against), (a_for & b_against) | (a_against & b_for))
        })
    }
}

impl PartialEq for Sides {
    fn eq(&self, other: &Self) -> bool {
        let parties = self.0.len().max(other.0.len());
        (0..parties).map(PartyId::from_index).all(|party| same_but_for_room(self.sets(party), other.sets(party)))
    }
}

impl Comparison {
    /// How far two parties agree. Costs one pass over two bits an item and party.
    pub fn pair(&self, a: PartyId, b: PartyId) -> Pair {
        self.sides.compared(a, b).fold(Pair::default(), |pair, (alike, opposed)| Pair {
            alike: pair.alike + alike.count_ones() as usize,
            opposed: pair.opposed + opposed.count_ones() as usize,
        })
    }

    /// The items behind [`Comparison::pair`], in the dossier's order. Linear in the number of items.
    pub fn pair_items(&self, dossier: &Dossier, a: PartyId, b: PartyId) -> PairItems {
        let words: Vec<(u64, u64)> = self.sides.compared(a, b).collect();
        let mut items = PairItems::default();
        for &item in dossier.items().keys() {
            let (number, bit) = (item.index() / 64, 1 << (item.index() % 64));
            match words.get(number) {
                Some((alike, _)) if alike & bit != 0 => items.alike.push(item),
                Some((_, opposed)) if opposed & bit != 0 => items.opposed.push(item),
                _ => {}
            }
        }
        items
    }
}
