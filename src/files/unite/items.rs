//! Items of two dossiers: they meet by id or title.

use std::collections::{BTreeSet, HashMap};

use super::meeting::Meeting;
use super::working::Working;
use super::{Keys, MergeReport};
use crate::model::names::folded;
use crate::model::shown::quoted;
use crate::model::{Dossier, Edit, Item, ItemId, Key, PartyId, Place, Text};

/// Finds or adds every item of the other dossier. `names` are those of all united parties, by key number.
pub(super) fn unite(
    into: &Dossier,
    other: &Dossier,
    keys: &mut Keys,
    names: &[Text],
    edits: &mut Vec<Edit>,
    report: &mut MergeReport,
) {
    let mut ids = HashMap::new();
    let mut titles = HashMap::new();
    for (key, item) in into.items().iter() {
        ids.insert(item.id.clone(), key);
        titles.entry(folded(&item.title)).or_insert(key);
    }
    let mut working = Working::of(into.items());
    let mut new_keys: Vec<Option<ItemId>> = vec![None; other.items().slots()];
    for (their_key, theirs) in other.items().iter() {
        let theirs = rekeyed(theirs, keys);
        let title = folded(&theirs.title);
        let key = if let Some(key) = ids.get(&theirs.id).or_else(|| titles.get(&title)).copied() {
            report.items.met += 1;
            if let Some(ours) = working.get(key) {
                let what = format!("Item {}", quoted(&ours.title));
                let mut meeting = Meeting::new(what, Place::Item(key), &mut report.findings);
                if let Some(united) = united(ours, &theirs, names, &mut meeting) {
                    working.change(key, united);
                }
            }
            key
        } else {
            let id = theirs.id.clone();
            let key = working.add(theirs);
            ids.insert(id, key);
            titles.insert(title, key);
            key
        };
        new_keys[their_key.index()] = Some(key);
    }
    keys.items = new_keys;
    (report.items.changed, report.items.added) = working.counts();
    edits.extend(working.into_puts().map(|(id, record, at)| Edit::Item { id, record: Some(Box::new(record)), at }));
}

/// An item of the other dossier with the parties of the united one, each of them once.
fn rekeyed(item: &Item, keys: &Keys) -> Item {
    let parties = |list: &Vec<PartyId>| {
        let mut present = BTreeSet::new();
        list.iter().filter_map(|&party| keys.party(party)).filter(|&party| present.insert(party)).collect()
    };
    Item { between: item.between.as_ref().map(parties), ..item.clone() }
}

/// Ours with what theirs adds to it; None when that is nothing.
fn united(ours: &Item, theirs: &Item, names: &[Text], meeting: &mut Meeting<'_>) -> Option<Item> {
    if ours == theirs {
        return None;
    }
    let mut item = ours.clone();
    if folded(&ours.title) != folded(&theirs.title) {
        meeting.differs("title", &ours.title, &theirs.title);
    }
    meeting.text("topic", &mut item.topic, &theirs.topic);
    match (&ours.between, &theirs.between) {
        (None, Some(_)) => item.between.clone_from(&theirs.between),
        (Some(mine), Some(other)) if set(mine) != set(other) => {
            meeting.differs("list of needed parties", &listed(mine, names), &listed(other, names));
        }
        _ => {}
    }
    if let Some(note) = meeting.note(&item.note, &theirs.note) {
        item.note = note;
    }
    if let Some(extra) = meeting.extras(&item, &item.extra, &theirs.extra, "") {
        item.extra = extra;
    }
    (item != *ours).then_some(item)
}

fn set(parties: &[PartyId]) -> BTreeSet<PartyId> {
    parties.iter().copied().collect()
}

/// The names of parties, in the order of parties so that the same set always reads the same.
fn listed(parties: &[PartyId], names: &[Text]) -> String {
    let words: Vec<&str> =
        set(parties).into_iter().filter_map(|party| names.get(party.index())).map(Text::as_str).collect();
    if words.is_empty() { "nobody".to_owned() } else { words.join(", ") }
}
