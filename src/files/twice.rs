//! Records that one file declares twice under one id and name: the two become one, and nothing of either is lost.

use super::fields::Fields;
use crate::model::{Extra, Item, Key as _, Party, PartyId, Role, Source, Text};

/// Joins a second declaration of a source to the first, whose title and text are the same.
pub(super) fn unite_sources(first: &mut Source, second: Source) {
    let extra = &mut first.extra;
    fill(&mut first.publisher, second.publisher, "publisher", extra);
    fill(&mut first.author, second.author, "author", extra);
    fill(&mut first.url, second.url, "url", extra);
    fill(&mut first.language, second.language, "language", extra);
    match (first.published, second.published) {
        (None, date) => first.published = date,
        (Some(ours), Some(theirs)) if ours != theirs => {
            keep_second(extra, "published", quoted(&theirs.to_string()));
        }
        _ => {}
    }
    join_extra(extra, &second.extra);
    first.extra = tidied(first, &first.extra);
}

/// Joins a second declaration of a party to the first: what the first has stays, what it lacks comes from the second.
pub(super) fn unite_parties(first: &mut Party, second: Party) {
    for alias in second.aliases {
        if !first.aliases.contains(&alias) {
            first.aliases.push(alias);
        }
    }
    if second.name != first.name && !first.aliases.contains(&second.name) {
        first.aliases.push(second.name);
    }
    if first.role == Role::default() {
        first.role = second.role;
    } else if second.role != Role::default() && second.role != first.role {
        keep_second(&mut first.extra, "role", quoted(second.role.word()));
    }
    fill(&mut first.color, second.color, "color", &mut first.extra);
    join(&mut first.note, &second.note);
    join_extra(&mut first.extra, &second.extra);
    first.extra = tidied(first, &first.extra);
}

/// Joins a second declaration of an item to the first.
pub(super) fn unite_items(first: &mut Item, second: Item) {
    if second.title != first.title {
        keep_second(&mut first.extra, "title", quoted(&second.title));
    }
    fill(&mut first.topic, second.topic, "topic", &mut first.extra);
    join(&mut first.note, &second.note);
    join_extra(&mut first.extra, &second.extra);
    first.extra = tidied(first, &first.extra);
}

/// Gives an item its list of needed parties; a second list that differs does not count and is kept.
pub(super) fn give_between(item: &mut Item, list: Vec<PartyId>, parties: &[Party]) {
    match &item.between {
        None => item.between = Some(list),
        Some(first) if *first != list => {
            let ids = list.iter().filter_map(|party| Some(parties.get(party.index())?.id.as_str()));
            let json = ids.collect::<serde_json::Value>().to_string();
            keep_second(&mut item.extra, "between", Text::from(json));
        }
        Some(_) => {}
    }
    item.extra = tidied(item, &item.extra);
}

/// The extra fields of a record in the order in which they will be read again. A value that could not be read gives way
/// to a proper one that the record has by now, and is kept as second.
pub(super) fn tidied<R: Fields>(record: &R, extra: &Extra) -> Extra {
    let mut tidied = Extra::default();
    let mut fields: Vec<_> = extra.iter().filter(|(name, _)| !record.has(name)).collect();
    fields.sort_by_key(|(name, _)| R::rank(name));
    let (unknown, unread): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(name, _)| R::rank(name) == 0);
    for (name, json) in unknown {
        tidied.push(name.clone(), json.clone());
    }
    for (name, json) in extra.iter().filter(|(name, _)| record.has(name)) {
        keep_second(&mut tidied, name, json.clone());
    }
    for (name, json) in unread {
        tidied.push(name.clone(), json.clone());
    }
    tidied
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

fn fill(place: &mut Text, other: Text, name: &str, extra: &mut Extra) {
    if place.is_empty() {
        *place = other;
    } else if !other.is_empty() && *place != other {
        keep_second(extra, name, quoted(&other));
    }
}

fn join(note: &mut Text, other: &Text) {
    if note.is_empty() {
        *note = other.clone();
    } else if !note.contains(other.as_str()) {
        *note = Text::from(format!("{note}\n{other}"));
    }
}

fn join_extra(extra: &mut Extra, other: &Extra) {
    for (name, json) in other.iter() {
        match extra.get(name) {
            None => extra.push(name.clone(), json.clone()),
            Some(ours) if ours != json => keep_second(extra, name, json.clone()),
            Some(_) => {}
        }
    }
}
