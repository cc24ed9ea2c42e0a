//! Records that one file declares twice under one id and name: the two become one, and nothing of either is lost.

use crate::model::{Extra, Item, Party, Role, Text};

/// Joins a second declaration of a party to the first: what the first has stays, what it lacks comes from the second.
pub(super) fn unite_parties(first: &mut Party, second: Party) {
    for alias in second.aliases {
        if !first.aliases.contains(&alias) {
            first.aliases.push(alias);
        }
    }
    if first.role == Role::default() {
        first.role = second.role;
    }
    fill(&mut first.color, second.color);
    join(&mut first.note, &second.note);
    join_extra(&mut first.extra, &second.extra);
}

/// Joins a second declaration of an item to the first.
pub(super) fn unite_items(first: &mut Item, second: Item) {
    fill(&mut first.topic, second.topic);
    join(&mut first.note, &second.note);
    join_extra(&mut first.extra, &second.extra);
}

fn fill(place: &mut Text, other: Text) {
    if place.is_empty() {
        *place = other;
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
        if extra.get(name).is_none() {
            extra.push(name.clone(), json.clone());
        }
    }
}
