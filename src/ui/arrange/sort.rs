//! In which order items stand within their topics, and parties beside each other.

use crate::compare::{Comparison, Standing, Status};
use crate::model::{Cell, Dossier, ItemId, PartyId, Stance};

/// An order that the person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// What decides.
    pub by: SortBy,
    /// The other way round.
    pub is_descending: bool,
}

/// What decides about an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// Items by how this party stands to them.
    Party(PartyId),
    /// Parties by how they stand to this item.
    Item(ItemId),
    /// Items by their titles.
    Title,
    /// Items by their status, agreed first.
    Status,
}

/// Sorts the items of one topic. Those that are alike stay in their order.
pub(super) fn items(dossier: &Dossier, comparison: &Comparison, sort: Sort, items: &mut [ItemId]) {
    match sort.by {
        SortBy::Party(party) => {
            order(items, sort, |item| standing_rank(comparison.cell(Cell { item: *item, party }).standing));
        }
        SortBy::Title => {
            let title = |item: &ItemId| dossier.items().get(*item).map(|item| item.title.to_lowercase());
            if sort.is_descending {
                items.sort_by_cached_key(|item| std::cmp::Reverse(title(item)));
            } else {
                items.sort_by_cached_key(title);
            }
        }
        SortBy::Status => order(items, sort, |item| status_rank(comparison.status(*item))),
        SortBy::Item(_) => {}
    }
}

/// Sorts parties by how they stand to an item. Those that are alike stay in their order.
pub(super) fn parties(comparison: &Comparison, sort: Sort, parties: &mut [PartyId]) {
    if let SortBy::Item(item) = sort.by {
        order(parties, sort, |party| standing_rank(comparison.cell(Cell { item, party: *party }).standing));
    }
}

fn order<K>(list: &mut [K], sort: Sort, rank: impl Fn(&K) -> u8) {
    if sort.is_descending {
        list.sort_by_key(|entry| std::cmp::Reverse(rank(entry)));
    } else {
        list.sort_by_key(rank);
    }
}

fn standing_rank(standing: Standing) -> u8 {
    match standing {
        Standing::Stated(Stance::Demands) => 0,
        Standing::Stated(Stance::Offers) => 1,
        Standing::Stated(Stance::Accepts) => 2,
        Standing::Stated(Stance::Reserved) => 3,
        Standing::Disputed => 4,
        Standing::Stated(Stance::Rejects) => 5,
        Standing::NotStated => 6,
    }
}

fn status_rank(status: Status) -> u8 {
    match status {
        Status::Agreed => 0,
        Status::AgreedInPrinciple => 1,
        Status::Conditional => 2,
        Status::Open => 3,
        Status::Contested => 4,
        Status::Refused => 5,
        Status::NotStated => 6,
    }
}
