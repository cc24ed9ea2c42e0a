//! Records that one file declares twice under one id and name: the two become one, and nothing of either is lost.
//!
//! What the first says stays, what it lacks comes from the second, and what the second says differently is kept in
//! words in the note. A source has no note, so sources that differ are not united.

use super::fields::Fields;
use crate::model::{Extra, Item, Key as _, Party, PartyId, Role, Source, Text};

/// Joins a second declaration of a party to the first.
pub(super) fn unite_parties(first: &mut Party, second: Party) {
    let mut differs = Vec::new();
    let other_spelling = (second.name != first.name).then_some(second.name);
    for alias in other_spelling.into_iter().chain(second.aliases) {
        if !first.aliases.contains(&alias) {
            first.aliases.push(alias);
        }
    }
    if first.role == Role::default() {
        first.role = second.role;
    } else if second.role != Role::default() && second.role != first.role {
        differs.push(format!("role {}", second.role.word()));
    }
    fill("color", &mut first.color, &second.color, &mut differs);
    let extra = joined_extra(first, &first.extra, &second.extra, &mut differs);
    first.extra = extra;
    join(&mut first.note, &second.note, &differs);
    if !first.note.is_empty() {
        put_into_words("note", &mut first.note, &mut first.extra);
    }
}

/// Joins a second declaration of an item to the first.
pub(super) fn unite_items(first: &mut Item, second: &Item) {
    let mut differs = Vec::new();
    if first.title != second.title {
        differs.push(format!("title {}", second.title));
    }
    fill("topic", &mut first.topic, &second.topic, &mut differs);
    let extra = joined_extra(first, &first.extra, &second.extra, &mut differs);
    first.extra = extra;
    join(&mut first.note, &second.note, &differs);
    if !first.note.is_empty() {
        put_into_words("note", &mut first.note, &mut first.extra);
    }
}

/// Gives an item its list of needed parties; a second list that differs is kept in words.
pub(super) fn give_between(item: &mut Item, list: Vec<PartyId>, parties: &[Party]) {
    match &item.between {
        None => {
            item.between = Some(list);
            put_into_words("between", &mut item.note, &mut item.extra);
        }
        Some(first) if *first == list => {}
        Some(_) => {
            let names: Vec<_> =
                list.iter().filter_map(|party| Some(parties.get(party.index())?.name.as_str())).collect();
            let words = if names.is_empty() { "nobody".to_owned() } else { names.join(", ") };
            join(&mut item.note, &Text::default(), &[format!("between {words}")]);
        }
    }
    if !item.note.is_empty() {
        put_into_words("note", &mut item.note, &mut item.extra);
    }
}

/// Joins a second declaration of a source to the first, if the two do not contradict each other and have one text.
/// False when they cannot be one; nothing is changed then.
pub(super) fn unite_sources(first: &mut Source, second: &Source) -> bool {
    if first.text != second.text {
        return false;
    }
    let mut united = first.clone();
    let mut differs = Vec::new();
    fill("title", &mut united.title, &second.title, &mut differs);
    fill("publisher", &mut united.publisher, &second.publisher, &mut differs);
    fill("author", &mut united.author, &second.author, &mut differs);
    fill("url", &mut united.url, &second.url, &mut differs);
    fill("language", &mut united.language, &second.language, &mut differs);
    if first.published.is_some() && second.published.is_some() && first.published != second.published {
        return false;
    }
    united.published = first.published.or(second.published);
    united.extra = joined_extra(&united, &first.extra, &second.extra, &mut differs);
    if differs.is_empty() {
        *first = united;
    }
    differs.is_empty()
}

fn fill(field: &str, place: &mut Text, other: &Text, differs: &mut Vec<String>) {
    if place.is_empty() {
        *place = other.clone();
    } else if !other.is_empty() && place != other {
        differs.push(format!("{field} {other}"));
    }
}

fn join(note: &mut Text, other: &Text, differs: &[String]) {
    let said = differs.iter().map(|words| format!("Second declaration: {words}"));
    let lines = (!other.is_empty()).then(|| other.to_string()).into_iter().chain(said);
    let mut joined = note.to_string();
    for line in lines.filter(|line| !note.contains(line.as_str())) {
        if !joined.is_empty() {
            joined.push('\n');
        }
        joined.push_str(&line);
    }
    if joined.len() > note.len() {
        *note = Text::from(joined);
    }
}

/// A value that could not be read is written only while there is no proper one. Now that there is one, it goes into
/// words.
fn put_into_words(name: &str, note: &mut Text, extra: &mut Extra) {
    let Some(json) = extra.get(name) else { return };
    join(note, &Text::default(), &[format!("{name} {json}")]);
    let mut others = Extra::default();
    for (name, json) in extra.iter().filter(|(other, _)| *other != name) {
        others.push(name.clone(), json.clone());
    }
    *extra = others;
}

/// The unknown fields of both. Those of the second that cannot stand beside what the first has go into words, and so
/// do values of the first that could not be read where the second has one that could.
fn joined_extra<R: Fields>(united: &R, first: &Extra, second: &Extra, differs: &mut Vec<String>) -> Extra {
    let mut fields: Vec<(&Text, &Text)> = Vec::new();
    for (name, json) in first.iter() {
        if united.has(name) {
            differs.push(format!("{name} {json}"));
        } else {
            fields.push((name, json));
        }
    }
    for (name, json) in second.iter() {
        match fields.iter().find(|(known, _)| *known == name) {
            Some((_, known)) if *known == json => {}
            None if !united.has(name) => fields.push((name, json)),
            _ => differs.push(format!("{name} {json}")),
        }
    }
    fields.sort_by_key(|(name, _)| R::rank(name));
    let mut extra = Extra::default();
    for (name, json) in fields {
        extra.push(name.clone(), json.clone());
    }
    extra
}
