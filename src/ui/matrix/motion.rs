//! Going from cell to cell by keys. The heads count as one more row and column, so that arrows reach them.

use egui::{Context, Key, Modifiers};

use super::geometry::{Geometry, RowKind};
use crate::model::{Cell, ItemId, PartyId, Place};

/// A way to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Motion {
    /// One row up, in the end to the head.
    Up,
    /// One row down.
    Down,
    /// One column to the left, in the end to the item.
    Left,
    /// One column to the right.
    Right,
    /// Several rows up.
    PageUp(usize),
    /// Several rows down.
    PageDown(usize),
    /// To the first party.
    RowStart,
    /// To the last party.
    RowEnd,
    /// To the first item and party.
    First,
    /// To the last item and party.
    Last,
}

/// Where the keys of this frame lead from `from`, taking them out of the input. Nothing selected: to the first cell.
pub fn target_of_keys(ctx: &Context, geometry: &Geometry, from: Option<Place>, page: usize) -> Option<Place> {
    let keys = [
        (Modifiers::CTRL, Key::Home, Motion::First),
        (Modifiers::CTRL, Key::End, Motion::Last),
        (Modifiers::NONE, Key::ArrowUp, Motion::Up),
        (Modifiers::NONE, Key::ArrowDown, Motion::Down),
        (Modifiers::NONE, Key::ArrowLeft, Motion::Left),
        (Modifiers::NONE, Key::ArrowRight, Motion::Right),
        (Modifiers::NONE, Key::PageUp, Motion::PageUp(page)),
        (Modifiers::NONE, Key::PageDown, Motion::PageDown(page)),
        (Modifiers::NONE, Key::Home, Motion::RowStart),
        (Modifiers::NONE, Key::End, Motion::RowEnd),
    ];
    let mut place = None;
    for (modifiers, key, motion) in keys {
        let presses =
            ctx.input_mut(|input| if input.modifiers.alt { 0 } else { input.count_and_consume_key(modifiers, key) });
        for _ in 0..presses {
            place = match place.or(from).filter(|place| is_in_matrix(*place)) {
                Some(from) => neighbour(geometry, from, motion),
                None if motion == Motion::Last => {
                    cell(geometry.items().next_back(), geometry.parties().last().copied())
                }
                None => cell(geometry.items().next(), geometry.parties().first().copied()),
            };
        }
    }
    place
}

fn is_in_matrix(place: Place) -> bool {
    matches!(place, Place::Cell(_) | Place::Item(_) | Place::Party(_))
}

/// The place that a motion leads to; at an edge, the same place.
pub(super) fn neighbour(geometry: &Geometry, from: Place, motion: Motion) -> Option<Place> {
    let (item, party) = match from {
        Place::Cell(cell) => (Some(cell.item), Some(cell.party)),
        Place::Item(item) => (Some(item), None),
        Place::Party(party) => (None, Some(party)),
        Place::Dossier | Place::Source(_) => return None,
    };
    let (item, party) = match motion {
        Motion::Up => (item_above(geometry, item?, 1).filter(|above| Some(*above) != item), party),
        Motion::Down => (item_below(geometry, item, 1), party),
        Motion::PageUp(page) => (item_above(geometry, item?, page), party),
        Motion::PageDown(page) => (item_below(geometry, item, page), party),
        Motion::Left => (item, party_beside(geometry, party, false)),
        Motion::Right => (item, party_beside(geometry, party, true)),
        Motion::RowStart => (item, geometry.parties().first().copied()),
        Motion::RowEnd => (item, geometry.parties().last().copied()),
        Motion::First => (geometry.items().next(), geometry.parties().first().copied()),
        Motion::Last => (geometry.items().next_back(), geometry.parties().last().copied()),
    };
    match (item, party) {
        (Some(item), Some(party)) => Some(Place::Cell(Cell { item, party })),
        (Some(item), None) => Some(Place::Item(item)),
        (None, Some(party)) => Some(Place::Party(party)),
        (None, None) => Some(from),
    }
}

fn cell(item: Option<ItemId>, party: Option<PartyId>) -> Option<Place> {
    match (item, party) {
        (Some(item), Some(party)) => Some(Place::Cell(Cell { item, party })),
        (Some(item), None) => Some(Place::Item(item)),
        (None, Some(party)) => Some(Place::Party(party)),
        (None, None) => None,
    }
}

fn item_above(geometry: &Geometry, item: ItemId, by: usize) -> Option<ItemId> {
    let row = geometry.row_of(item)?;
    let above = geometry.rows()[..row].iter().rev().filter_map(as_item);
    Some(above.take(by).last().unwrap_or(item))
}

fn item_below(geometry: &Geometry, item: Option<ItemId>, by: usize) -> Option<ItemId> {
    let next = item.and_then(|item| geometry.row_of(item)).map_or(0, |row| row + 1);
    let below = geometry.rows().get(next..).unwrap_or_default().iter().filter_map(as_item);
    below.take(by).last().or(item)
}

fn as_item(row: &RowKind) -> Option<ItemId> {
    match row {
        RowKind::Item(item) => Some(*item),
        RowKind::Topic(_) => None,
    }
}

/// The party to the right, or to the left; None is the item column.
fn party_beside(geometry: &Geometry, party: Option<PartyId>, is_right: bool) -> Option<PartyId> {
    let parties = geometry.parties();
    let Some(place) = party.and_then(|party| parties.iter().position(|&id| id == party)) else {
        return if is_right { parties.first().copied() } else { None };
    };
    if is_right { parties.get(place + 1).copied().or(party) } else { parties.get(place.checked_sub(1)?).copied() }
}
