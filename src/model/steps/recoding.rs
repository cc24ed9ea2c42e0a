//! Coding anew what was coded: positions that belong to another item, and an item that is two.

use std::collections::{BTreeMap, BTreeSet};

use super::super::names::{free_id, id_from};
use super::super::{Dossier, Edit, Item, ItemId, Place, Position, PositionId, Text};
use super::brief;
use super::merging::{Merging, Recoding};

/// Lets positions be about another item. Nothing of them changes but that, and none becomes one with another. None when
/// there is nothing to move. Linear in the positions that move.
pub fn move_positions(dossier: &Dossier, ids: &[PositionId], to: ItemId) -> Option<Recoding> {
    let title = brief(&dossier.items().get(to)?.title);
    let ids: BTreeSet<PositionId> = ids.iter().copied().collect();
    let mut moving = Merging::default();
    for id in ids {
        if let Some(before) = dossier.position(id) {
            moving.take(dossier, id, before, Position { item: to, ..before.clone() });
        }
    }
    let name = match moving.edits.len() {
        0 => return None,
        1 => format!("Move position to “{title}”"),
        many => format!("Move {many} positions to “{title}”"),
    };
    Some(moving.into_recoding(dossier, name, Place::Item(to)))
}

/// The conditions that wait for an item, by position and place in its list, in file order. Looks at every position.
pub fn links_to(dossier: &Dossier, item: ItemId) -> Vec<(PositionId, usize)> {
    let linked = |(id, position): (PositionId, &Position)| {
        let linked = position.conditions.iter().enumerate().filter(|(_, condition)| condition.item == Some(item));
        linked.map(|(index, _)| (id, index)).collect::<Vec<_>>()
    };
    dossier.positions().flat_map(linked).collect()
}

/// Makes two items of one: a new one below it, under the same topic and between the same parties, to which `moving` come
/// and for which the conditions `links` wait from now on. Gives back the key of the new one; None without a title, or
/// when nothing would come to it. Linear in what is given.
pub fn split_item(
    dossier: &Dossier,
    item: ItemId,
    title: &str,
    moving: &[PositionId],
    links: &[(PositionId, usize)],
) -> Option<(ItemId, Recoding)> {
    let (table, title) = (dossier.items(), title.trim());
    let old = table.get(item).filter(|_| !title.is_empty())?;
    let (new, at) = (table.next_key(), table.place(item)? + 1);
    let is_taken = |id: &str| table.iter().any(|(_, item)| item.id == id);
    let record = Item {
        id: free_id(&id_from(title, "item"), is_taken),
        title: Text::from(title),
        topic: old.topic.clone(),
        between: old.between.clone(),
        ..Item::default()
    };
    let mut changes: BTreeMap<PositionId, Position> = BTreeMap::new();
    let changed = |id: PositionId| dossier.position(id).cloned();
    for &id in moving {
        if let Some(position) = changed(id).filter(|position| position.item == item) {
            changes.insert(id, Position { item: new, ..position });
        }
    }
    for &(id, index) in links {
        let Some(position) = changes.remove(&id).or_else(|| changed(id)) else { continue };
        let mut position = position;
        if let Some(condition) = position.conditions.get_mut(index).filter(|condition| condition.item == Some(item)) {
            condition.item = Some(new);
        }
        changes.insert(id, position);
    }
    let mut splitting = Merging::default();
    splitting.edits.push(Edit::Item { id: new, record: Some(Box::new(record)), at });
    for (id, after) in changes {
        if let Some(before) = dossier.position(id) {
            splitting.take(dossier, id, before, after);
        }
    }
    if splitting.edits.len() == 1 {
        return None;
    }
    let name = format!("Split “{}”", brief(&old.title));
    Some((new, splitting.into_recoding(dossier, name, Place::Item(new))))
}
