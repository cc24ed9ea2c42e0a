//! Records of each kind as they stand in the file.

use super::object::{Object, inline_list, string};
use crate::model::{Condition, Discount, Dossier, Evidence, Item, Key, Party, Position, Role, Source, Table, Text};

/// The ids of parties, items and sources as JSON strings, by key number.
pub(super) struct Names {
    sources: Vec<Box<[u8]>>,
    parties: Vec<Box<[u8]>>,
    items: Vec<Box<[u8]>>,
}

impl Names {
    pub(super) fn of(dossier: &Dossier) -> Self {
        Self {
            sources: quoted(dossier.sources(), |source| &source.id),
            parties: quoted(dossier.parties(), |party| &party.id),
            items: quoted(dossier.items(), |item| &item.id),
        }
    }
}

fn quoted<K: Key, R>(table: &Table<K, R>, id: impl Fn(&R) -> &Text) -> Vec<Box<[u8]>> {
    let mut names = vec![Box::default(); table.slots()];
    for (key, record) in table.iter() {
        let mut name = Vec::new();
        string(&mut name, id(record));
        names[key.index()] = name.into_boxed_slice();
    }
    names
}

/// The quoted id under a key. Every key of a dossier leads to a record, so the empty id is never seen.
fn name_of(names: &[Box<[u8]>], key: impl Key) -> &[u8] {
    names.get(key.index()).map_or(b"\"\"", |name| name)
}

pub(super) fn write_source(bytes: &mut Vec<u8>, source: &Source) {
    let mut object = Object::new(bytes, ",\n      ");
    string(object.key("id"), &source.id);
    object.text("title", &source.title);
    object.text("publisher", &source.publisher);
    object.text("author", &source.author);
    object.date("published", source.published);
    object.text("url", &source.url);
    object.text("language", &source.language);
    if !source.text.is_empty() {
        object.line();
        object.text("text", &source.text);
        object.line();
    }
    object.end(&source.extra, source);
}

pub(super) fn write_party(bytes: &mut Vec<u8>, party: &Party) {
    let mut object = Object::new(bytes, ", ");
    string(object.key("id"), &party.id);
    string(object.key("name"), &party.name);
    if !party.aliases.is_empty() {
        inline_list(object.key("aliases"), &party.aliases, |bytes, alias| string(bytes, alias));
    }
    if party.role != Role::Principal {
        string(object.key("role"), party.role.word());
    }
    object.text("color", &party.color);
    object.text("note", &party.note);
    object.end(&party.extra, party);
}

pub(super) fn write_item(bytes: &mut Vec<u8>, item: &Item, names: &Names) {
    let mut object = Object::new(bytes, ", ");
    string(object.key("id"), &item.id);
    string(object.key("title"), &item.title);
    object.text("topic", &item.topic);
    if let Some(between) = &item.between {
        inline_list(object.key("between"), between, |bytes, &party| {
            bytes.extend_from_slice(name_of(&names.parties, party));
        });
    }
    object.text("note", &item.note);
    object.end(&item.extra, item);
}

pub(super) fn write_position(bytes: &mut Vec<u8>, position: &Position, names: &Names) {
    let mut object = Object::new(bytes, ",\n      ");
    object.key("party").extend_from_slice(name_of(&names.parties, position.party));
    object.key("item").extend_from_slice(name_of(&names.items, position.item));
    string(object.key("stance"), position.stance.word());
    object.line();
    object.text("wording", &position.wording);
    object.line();
    object.flag("in_principle", position.in_principle);
    object.flag("red_line", position.red_line);
    object.line();
    object.records("conditions", &position.conditions, |bytes, condition| write_condition(bytes, condition, names));
    object.line();
    object.date("date", position.date);
    object.line();
    object.records("evidence", &position.evidence, |bytes, evidence| write_evidence(bytes, evidence, names));
    object.line();
    object.text("note", &position.note);
    object.line();
    if let Some(discount) = &position.discount {
        write_discount(object.key("discounted"), discount);
        object.line();
    }
    object.end(&position.extra, position);
}

fn write_discount(bytes: &mut Vec<u8>, discount: &Discount) {
    let mut object = Object::new(bytes, ", ");
    string(object.key("as"), discount.kind.word());
    object.text("reason", &discount.reason);
    object.end(&discount.extra, discount);
}

fn write_condition(bytes: &mut Vec<u8>, condition: &Condition, names: &Names) {
    let mut object = Object::new(bytes, ", ");
    object.text("text", &condition.text);
    if let Some(item) = condition.item {
        object.key("item").extend_from_slice(name_of(&names.items, item));
    }
    if let Some(party) = condition.party {
        object.key("party").extend_from_slice(name_of(&names.parties, party));
    }
    object.flag("first", condition.first);
    object.flag("met", condition.met);
    object.end(&condition.extra, condition);
}

fn write_evidence(bytes: &mut Vec<u8>, evidence: &Evidence, names: &Names) {
    let mut object = Object::new(bytes, ", ");
    object.key("source").extend_from_slice(name_of(&names.sources, evidence.source));
    object.text("quote", &evidence.quote);
    object.number("start", evidence.start);
    object.number("end", evidence.end);
    object.text("speaker", &evidence.speaker);
    object.end(&evidence.extra, evidence);
}
