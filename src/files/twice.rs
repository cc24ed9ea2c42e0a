//! Records that one file declares twice under one id and name: the two become one, and nothing of either is lost.

use std::collections::{BTreeMap, HashSet};

use super::fields::Fields;
use super::gathering::Gathering;
use crate::model::{Extra, Item, Key as _, Parts, Party, PartyId, Role, Source, Text};

/// Further declarations of records, by the place of the first one in its list. They wait until the whole file is read, so
/// that a record that is declared a hundred thousand times is joined once.
#[derive(Debug, Default)]
pub(super) struct Doubled {
    pub(super) sources: BTreeMap<usize, Vec<Source>>,
    pub(super) parties: BTreeMap<usize, Vec<Party>>,
    items: BTreeMap<usize, (Vec<Item>, Vec<Vec<PartyId>>)>,
}

impl Doubled {
    /// A further declaration of an item.
    pub(super) fn item(&mut self, first: usize, other: Item) {
        self.items.entry(first).or_default().0.push(other);
    }

    /// The list of parties that an item needs, in the order of the file: the first one counts, the others are kept.
    pub(super) fn between(&mut self, item: usize, list: Vec<PartyId>, items: &mut [Item]) {
        match &mut items[item] {
            first if first.between.is_none() => {
                first.between = Some(list);
                // A list that could not be read gives way to this one.
                if !first.extra.is_empty() {
                    self.items.entry(item).or_default();
                }
            }
            _ => self.items.entry(item).or_default().1.push(list),
        }
    }

    /// Joins all of them to their first declarations.
    pub(super) fn join(self, parts: &mut Parts) {
        for (first, others) in self.sources {
            unite_sources(&mut parts.sources[first], others);
        }
        for (first, others) in self.parties {
            unite_parties(&mut parts.parties[first], others);
        }
        for (first, (others, lists)) in self.items {
            unite_items(&mut parts.items[first], others, &lists, &parts.parties);
        }
    }
}

/// Joins further declarations of a source to the first, whose title and text are the same.
fn unite_sources(first: &mut Source, others: Vec<Source>) {
    let mut extra = Gathering::of(&first.extra);
    for other in others {
        fill(&mut first.publisher, other.publisher, "publisher", &mut extra);
        fill(&mut first.author, other.author, "author", &mut extra);
        fill(&mut first.url, other.url, "url", &mut extra);
        fill(&mut first.language, other.language, "language", &mut extra);
        match (first.published, other.published) {
            (None, date) => first.published = date,
            (Some(ours), Some(theirs)) if ours != theirs => {
                extra.keep_second("published", quoted(&theirs.to_string()));
            }
            _ => {}
        }
        join_extra(&mut extra, &other.extra);
    }
    first.extra = tidied_gathering(first, &extra);
}

/// Joins further declarations of a party to the first: what the first has stays, what it lacks comes from the others.
fn unite_parties(first: &mut Party, others: Vec<Party>) {
    let mut extra = Gathering::of(&first.extra);
    let mut known: HashSet<Text> = first.aliases.iter().cloned().chain([first.name.clone()]).collect();
    let mut notes = Notes::of(&first.note);
    for other in others {
        for alias in other.aliases.into_iter().chain([other.name]) {
            if known.insert(alias.clone()) {
                first.aliases.push(alias);
            }
        }
        if first.role == Role::default() {
            first.role = other.role;
        } else if other.role != Role::default() && other.role != first.role {
            extra.keep_second("role", quoted(other.role.word()));
        }
        fill(&mut first.color, other.color, "color", &mut extra);
        notes.join(other.note);
        join_extra(&mut extra, &other.extra);
    }
    first.note = notes.joined();
    first.extra = tidied_gathering(first, &extra);
}

/// Joins further declarations of an item to the first, and further lists of the parties that it needs.
fn unite_items(first: &mut Item, others: Vec<Item>, lists: &[Vec<PartyId>], parties: &[Party]) {
    let mut extra = Gathering::of(&first.extra);
    let mut notes = Notes::of(&first.note);
    for other in others {
        if other.title != first.title {
            extra.keep_second("title", quoted(&other.title));
        }
        fill(&mut first.topic, other.topic, "topic", &mut extra);
        notes.join(other.note);
        join_extra(&mut extra, &other.extra);
    }
    for list in lists.iter().filter(|list| first.between.as_ref() != Some(list)) {
        let ids = list.iter().filter_map(|party| Some(parties.get(party.index())?.id.as_str()));
        let json = ids.collect::<serde_json::Value>().to_string();
        extra.keep_second("between", Text::from(json));
    }
    first.note = notes.joined();
    first.extra = tidied_gathering(first, &extra);
}

/// The extra fields of a record in the order in which they will be read again. A value that could not be read gives way
/// to a proper one that the record has by now, and is kept as second.
pub(super) fn tidied<R: Fields>(record: &R, extra: &Extra) -> Extra {
    tidied_gathering(record, &Gathering::of(extra))
}

fn tidied_gathering<R: Fields>(record: &R, extra: &Gathering) -> Extra {
    let mut tidied = Gathering::default();
    let mut fields: Vec<_> = extra.iter().filter(|(name, _)| !record.has(name)).collect();
    fields.sort_by_key(|(name, _)| R::rank(name));
    let (unknown, unread): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(name, _)| R::rank(name) == 0);
    for (name, json) in unknown {
        tidied.push(name.clone(), json.clone());
    }
    for (name, json) in extra.iter().filter(|(name, _)| record.has(name)) {
        tidied.keep_second(name, json.clone());
    }
    for (name, json) in unread {
        tidied.push(name.clone(), json.clone());
    }
    tidied.into_extra()
}

/// Keeps a value that does not count because there is one already, under a name that says so and is free.
pub(super) fn keep_second(extra: &mut Extra, name: &str, json: Text) {
    let mut free = format!("{name} (second)");
    let mut number = 3_u32;
    while extra.get(&free).is_some() {
        free = format!("{name} ({number})");
        number += 1;
    }
    extra.push(Text::from(free), json);
}

/// A text as JSON.
pub(super) fn quoted(text: &str) -> Text {
    Text::from(serde_json::Value::from(text).to_string())
}

fn fill(place: &mut Text, other: Text, name: &str, extra: &mut Gathering) {
    if place.is_empty() {
        *place = other;
    } else if !other.is_empty() && *place != other {
        extra.keep_second(name, quoted(&other));
    }
}

/// Notes that become one, each on a line of its own and none twice.
struct Notes {
    notes: Vec<Text>,
    known: HashSet<Text>,
}

impl Notes {
    fn of(note: &Text) -> Self {
        let known = note.lines().map(Text::from).chain([note.clone()]).collect();
        Self { notes: vec![note.clone()], known }
    }

    fn join(&mut self, note: Text) {
        if !note.is_empty() && self.known.insert(note.clone()) {
            self.notes.push(note);
        }
    }

    fn joined(self) -> Text {
        let notes: Vec<_> = self.notes.iter().filter(|note| !note.is_empty()).collect();
        match notes.as_slice() {
            [alone] => (*alone).clone(),
            several => Text::from(several.iter().map(|note| note.as_str()).collect::<Vec<_>>().join("\n")),
        }
    }
}

fn join_extra(extra: &mut Gathering, other: &Extra) {
    for (name, json) in other.iter() {
        match extra.get(name) {
            None => extra.push(name.clone(), json.clone()),
            Some(ours) if ours != json => extra.keep_second(name, json.clone()),
            Some(_) => {}
        }
    }
}
