//! Steps that change the order of parties and items, and the topics that items stand under.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Dossier, Edit, Item, ItemId, PartyId, Place, Step, Text};

/// From so many moves on, the whole order is one edit: each single move looks for its item.
const MANY: usize = 32;

/// Moves a party by so many places to the right (negative: to the left).
pub fn move_party(dossier: &Dossier, id: PartyId, by: isize) -> Option<Step> {
    let from = dossier.parties().place(id)?;
    let to = from.checked_add_signed(by).filter(|&to| to < dossier.parties().len() && to != from)?;
    Some(Step::new("Move party", Edit::MoveParty(id, to), Place::Party(id)))
}

/// Moves an item by so many places down (negative: up).
pub fn move_item(dossier: &Dossier, id: ItemId, by: isize) -> Option<Step> {
    let from = dossier.items().place(id)?;
    let to = from.checked_add_signed(by).filter(|&to| to < dossier.items().len() && to != from)?;
    Some(Step::new("Move item", Edit::MoveItem(id, to), Place::Item(id)))
}

/// Moves parties, in their order, to stand before another one; None: behind the last.
pub fn move_parties_to(dossier: &Dossier, moved: &[PartyId], before: Option<PartyId>) -> Option<Step> {
    let moves = moves_to(dossier.parties().keys(), moved, before);
    let edits: Vec<_> = moves.into_iter().map(|(id, to)| Edit::MoveParty(id, to)).collect();
    let name = if moved.len() == 1 { "Move party".to_owned() } else { format!("Move {} parties", moved.len()) };
    (!edits.is_empty()).then(|| Step::new(name, Edit::Batch(edits), Place::Party(moved[0])))
}

/// Moves items, in their order, to stand before another one (None: behind the last of the topic) and under a topic
/// (None: each stays under its own).
pub fn move_items_to(
    dossier: &Dossier,
    moved: &[ItemId],
    before: Option<ItemId>,
    topic: Option<&Text>,
) -> Option<Step> {
    let items = dossier.items();
    let end_of_topic = || {
        let going: BTreeSet<_> = moved.iter().collect();
        let last =
            items.iter().enumerate().filter(|(_, (id, item))| Some(&item.topic) == topic && !going.contains(id)).last();
        last.and_then(|(place, _)| items.keys().get(place + 1).copied())
    };
    let before = if topic.is_some() { before.or_else(end_of_topic) } else { before };
    let mut edits: Vec<_> = moved
        .iter()
        .filter_map(|&id| {
            let (item, topic) = (items.get(id)?, topic?);
            let record = Item { topic: topic.clone(), ..item.clone() };
            (item.topic != *topic).then(|| Edit::Item { id, record: Some(Box::new(record)), at: 0 })
        })
        .collect();
    let moves = moves_to(items.keys(), moved, before);
    if moves.len() > MANY {
        edits.push(Edit::OrderItems(order_after(items.keys(), moved, before)));
    } else {
        edits.extend(moves.into_iter().map(|(id, to)| Edit::MoveItem(id, to)));
    }
    let name = if moved.len() == 1 { "Move item".to_owned() } else { format!("Move {} items", moved.len()) };
    (!edits.is_empty()).then(|| Step::new(name, Edit::Batch(edits), Place::Item(moved[0])))
}

/// The moves, one after the other, that bring `moved`, in their order, before `before`; none when they stand there
/// already. Sorts, and otherwise linear: thousands of items move at once.
fn moves_to<K: Copy + Ord>(order: &[K], moved: &[K], before: Option<K>) -> Vec<(K, usize)> {
    let places: BTreeMap<K, usize> = order.iter().copied().zip(0..).collect();
    let moved: Vec<(K, usize)> = moved.iter().filter_map(|&id| Some((id, *places.get(&id)?))).collect();
    let going: BTreeSet<K> = moved.iter().map(|(id, _)| *id).collect();
    // Dropped before one of themselves they come before the next one that stays.
    let from = before.and_then(|before| places.get(&before).copied()).unwrap_or(order.len());
    let target = order[from..].iter().position(|id| !going.contains(id)).map_or(order.len(), |more| from + more);
    let staying = order[..target].iter().filter(|id| !going.contains(id)).count();
    // What stands before the target and stays comes first; if `moved` follows on it, all is as it shall be.
    let is_there = order[staying..].iter().zip(&moved).all(|(id, (other, _))| id == other);
    if is_there {
        return Vec::new();
    }
    // Those that still stand before the target take up room there until it is their turn.
    let mut waiting = moved.iter().filter(|(_, place)| *place < target).count();
    let move_one = |(number, &(id, place)): (usize, &(K, usize))| {
        waiting -= usize::from(place < target);
        (id, staying + number + waiting)
    };
    moved.iter().enumerate().map(move_one).collect()
}

/// The order in which `moved` stand before `before`, as the moves would bring it about.
fn order_after<K: Copy + Ord>(order: &[K], moved: &[K], before: Option<K>) -> Vec<K> {
    let going: BTreeSet<K> = moved.iter().copied().collect();
    let from = before.and_then(|before| order.iter().position(|id| *id == before)).unwrap_or(order.len());
    let stays = |id: &&K| !going.contains(*id);
    let (front, back) = order.split_at(from);
    let there: BTreeSet<K> = order.iter().copied().collect();
    let moved = moved.iter().filter(|id| there.contains(*id));
    front.iter().filter(stays).chain(moved).chain(back.iter().filter(stays)).copied().collect()
}

/// Puts items under a topic, behind those that stand there.
pub fn set_topic(dossier: &Dossier, items: &[ItemId], topic: &str) -> Option<Step> {
    let topic = Text::from(topic.trim());
    let name =
        if topic.is_empty() { "No topic".to_owned() } else { format!("Move to topic “{}”", super::brief(&topic)) };
    let changed: Vec<_> =
        items.iter().copied().filter(|id| dossier.items().get(*id).is_some_and(|item| item.topic != topic)).collect();
    if changed.is_empty() {
        return None;
    }
    move_items_to(dossier, &changed, None, Some(&topic)).map(|step| Step { name, ..step })
}

/// Gives a topic another name; where that one is there already, the two become one.
pub fn rename_topic(dossier: &Dossier, topic: &str, name: &str) -> Option<Step> {
    let name = name.trim();
    let items: Vec<_> = items_of_topic(dossier, topic);
    let first = *items.first()?;
    let renamed = |id: &ItemId| {
        let record = Item { topic: Text::from(name), ..dossier.items().get(*id)?.clone() };
        Some(Edit::Item { id: *id, record: Some(Box::new(record)), at: 0 })
    };
    let edits = items.iter().filter_map(renamed).collect();
    (topic != name)
        .then(|| Step::new(format!("Rename topic “{}”", super::brief(topic)), Edit::Batch(edits), Place::Item(first)))
}

/// Moves all items of a topic before or behind those of the next topic.
pub fn move_topic(dossier: &Dossier, topic: &str, is_back: bool) -> Option<Step> {
    let mut topics: Vec<&Text> = Vec::new();
    let mut seen = BTreeSet::new();
    for (_, item) in dossier.items().iter() {
        if seen.insert(item.topic.as_str()) {
            topics.push(&item.topic);
        }
    }
    let at = topics.iter().position(|other| ***other == *topic)?;
    let other = if is_back { at.checked_sub(1)? } else { at + 2 };
    if !is_back && at + 1 >= topics.len() {
        return None;
    }
    // Everything that comes behind keeps its order among itself, so moving the one block is enough.
    let before = topics.get(other).and_then(|topic| items_of_topic(dossier, topic).first().copied());
    let moved = items_of_topic(dossier, topic);
    let step = move_items_to(dossier, &moved, before, None)?;
    Some(Step { name: format!("Move topic “{}”", super::brief(topic)), ..step })
}

/// The items of a topic, in order.
pub fn items_of_topic(dossier: &Dossier, topic: &str) -> Vec<ItemId> {
    dossier.items().iter().filter(|(_, item)| item.topic == topic).map(|(id, _)| id).collect()
}
