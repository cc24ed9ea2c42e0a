//! Steps that add parties, items and sources, several at once and at a chosen place.

use std::collections::BTreeSet;

use super::brief;
use crate::model::names::{free_id, id_from};
use crate::model::{Dossier, Edit, Item, ItemId, Key, Party, PartyId, Place, Source, SourceId, Step, Table, Text};

/// Adds a party at the end; None for an empty name.
pub fn add_party(dossier: &Dossier, name: &str) -> Option<(PartyId, Step)> {
    add_parties(dossier, &[name], None)
}

/// Adds parties of these names before another one (None: behind the last). Empty names are left out; None when no name
/// is left. Gives back the key of the first.
pub fn add_parties(dossier: &Dossier, names: &[&str], before: Option<PartyId>) -> Option<(PartyId, Step)> {
    let names = said(names);
    let (table, first) = (dossier.parties(), *names.first()?);
    let at = before.and_then(|before| table.place(before)).unwrap_or(table.len());
    let mut ids = Ids::of(table.iter().map(|(_, party)| &party.id), "party");
    let edit = |(number, name): (usize, &&str)| {
        let record = Party { id: ids.make(name), name: Text::from(*name), ..Party::default() };
        Edit::Party { id: nth_key(table, number), record: Some(Box::new(record)), at: at + number }
    };
    let edits = names.iter().enumerate().map(edit).collect();
    let words = match names.len() {
        1 => format!("Add party “{}”", brief(first)),
        many => format!("Add {many} parties"),
    };
    Some((table.next_key(), Step::new(words, Edit::Batch(edits), Place::Party(table.next_key()))))
}

/// Adds an item below the last one of its topic; None for an empty title.
pub fn add_item(dossier: &Dossier, title: &str, topic: &str) -> Option<(ItemId, Step)> {
    add_items(dossier, &[title], topic, None)
}

/// Adds items of these titles under a topic: before another item of that topic, otherwise below the last one of it.
/// Empty titles are left out; None when no title is left. Gives back the key of the first.
pub fn add_items(dossier: &Dossier, titles: &[&str], topic: &str, before: Option<ItemId>) -> Option<(ItemId, Step)> {
    let (titles, topic) = (said(titles), Text::from(topic.trim()));
    let (table, first) = (dossier.items(), *titles.first()?);
    let before = before.filter(|id| table.get(*id).is_some_and(|item| item.topic == topic));
    let at = before.and_then(|before| table.place(before)).unwrap_or_else(|| end_of_topic(dossier, &topic));
    let mut ids = Ids::of(table.iter().map(|(_, item)| &item.id), "item");
    let edit = |(number, title): (usize, &&str)| {
        let (id, title) = (ids.make(title), Text::from(*title));
        let record = Item { id, title, topic: topic.clone(), ..Item::default() };
        Edit::Item { id: nth_key(table, number), record: Some(Box::new(record)), at: at + number }
    };
    let edits = titles.iter().enumerate().map(edit).collect();
    let words = match titles.len() {
        1 => format!("Add item “{}”", brief(first)),
        many => format!("Add {many} items"),
    };
    Some((table.next_key(), Step::new(words, Edit::Batch(edits), Place::Item(table.next_key()))))
}

/// Adds copies of items, each below its original and without what parties say on it. Gives back the key of the first.
pub fn duplicate_items(dossier: &Dossier, originals: &[ItemId]) -> Option<(ItemId, Step)> {
    let table = dossier.items();
    let mut ids = Ids::of(table.iter().map(|(_, item)| &item.id), "item");
    let mut titles: BTreeSet<String> = table.iter().map(|(_, item)| item.title.to_string()).collect();
    let place = |id: &ItemId| Some((table.place(*id)?, table.get(*id)?));
    let mut found: Vec<_> = originals.iter().filter_map(place).collect();
    found.sort_by_key(|(place, _)| *place);
    let first = found.first()?.1;
    let edit = |(number, (place, item)): (usize, &(usize, &Item))| {
        let title = free_title(&mut titles, &item.title);
        let record = Item { id: ids.make(&title), title: Text::from(title), ..(*item).clone() };
        // Each copy above has moved the originals below by one.
        Edit::Item { id: nth_key(table, number), record: Some(Box::new(record)), at: place + number + 1 }
    };
    let edits = found.iter().enumerate().map(edit).collect();
    let words = match found.len() {
        1 => format!("Duplicate item “{}”", brief(&first.title)),
        many => format!("Duplicate {many} items"),
    };
    Some((table.next_key(), Step::new(words, Edit::Batch(edits), Place::Item(table.next_key()))))
}

/// Adds a source at the end; None for an empty title.
pub fn add_source(dossier: &Dossier, title: &str) -> Option<(SourceId, Step)> {
    let (table, title) = (dossier.sources(), title.trim());
    let id = table.next_key();
    let text_id = Ids::of(table.iter().map(|(_, source)| &source.id), "source").make(title);
    let record = Source { id: text_id, title: Text::from(title), ..Source::default() };
    let edit = Edit::Source { id, record: Some(Box::new(record)), at: table.len() };
    (!title.is_empty()).then(|| (id, Step::new(format!("Add source “{}”", brief(title)), edit, Place::Source(id))))
}

/// Adds sources at the end, with ids made of their titles, as one step. None when there are none. Gives back the key of
/// the first.
pub fn add_sources(dossier: &Dossier, sources: Vec<Source>) -> Option<(SourceId, Step)> {
    let table = dossier.sources();
    let first = table.next_key();
    let words = match sources.as_slice() {
        [] => return None,
        [source] => format!("Add source “{}”", brief(&source.title)),
        many => format!("Add {} sources", many.len()),
    };
    let mut ids = Ids::of(table.iter().map(|(_, source)| &source.id), "source");
    let edit = |(number, source): (usize, Source)| {
        let record = Source { id: ids.make(&source.title), ..source };
        Edit::Source { id: nth_key(table, number), record: Some(Box::new(record)), at: table.len() + number }
    };
    let edits = sources.into_iter().enumerate().map(edit).collect();
    Some((first, Step::new(words, Edit::Batch(edits), Place::Source(first))))
}

/// The title with the first number behind it that is not taken yet; now it is.
fn free_title(taken: &mut BTreeSet<String>, title: &str) -> String {
    let mut number = 2_u64;
    loop {
        let numbered = format!("{title} ({number})");
        if taken.insert(numbered.clone()) {
            return numbered;
        }
        number += 1;
    }
}

fn said<'a>(names: &[&'a str]) -> Vec<&'a str> {
    names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect()
}

fn end_of_topic(dossier: &Dossier, topic: &Text) -> usize {
    let of_topic = dossier.items().iter().enumerate().filter(|(_, (_, item))| item.topic == *topic);
    of_topic.last().map_or(dossier.items().len(), |(place, _)| place + 1)
}

fn nth_key<K: Key, R>(table: &Table<K, R>, number: usize) -> K {
    K::from_index(table.slots() + number)
}

/// Ids that are taken, and new ones.
struct Ids {
    taken: BTreeSet<String>,
    fallback: &'static str,
}

impl Ids {
    fn of<'a>(taken: impl Iterator<Item = &'a Text>, fallback: &'static str) -> Self {
        Self { taken: taken.map(ToString::to_string).collect(), fallback }
    }

    fn make(&mut self, name: &str) -> Text {
        let id = free_id(&id_from(name, self.fallback), |id| self.taken.contains(id));
        self.taken.insert(id.to_string());
        id
    }
}
