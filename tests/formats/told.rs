//! What stands in a dossier, in plain lines: by the model and not by the writer, so that both may change without a word
//! about old files becoming untrue. What is empty is left out, so that new fields leave the words on old files as they are.

use std::fmt::Write as _;

use serde_json::Value;
use standpoint::app::Settings;
use standpoint::files::Loaded;
use standpoint::model::{Condition, Dossier, Evidence, Extra, ItemId, PartyId, Position, Role, SourceId};

/// A dossier and what was odd on reading it; what can be seen in any dossier is another matter and may change.
pub(crate) fn loaded(loaded: &Loaded) -> String {
    let mut told = dossier(&loaded.dossier);
    for finding in loaded.findings.list.iter().filter(|finding| !finding.kind.is_of_check()) {
        if let Some((row, column)) = finding.line_column {
            line(&mut told, 0, "found", &format!("{:?} {row}:{column}", finding.kind));
        }
    }
    told
}

/// A dossier.
pub(crate) fn dossier(dossier: &Dossier) -> String {
    let mut told = String::new();
    line(&mut told, 0, "title", dossier.title());
    line(&mut told, 0, "note", dossier.note());
    extra(&mut told, 0, dossier.extra());
    for term in &dossier.highlights().terms {
        line(&mut told, 0, "highlight", &term.pattern);
        line(&mut told, 1, "name", &term.name);
        line(&mut told, 1, "kind", term.kind.word());
        line(&mut told, 1, "color", term.color.word());
        extra(&mut told, 1, &term.extra);
    }
    dossier.highlights().unread.iter().for_each(|record| line(&mut told, 0, "unread highlight", record));
    for (_, source) in dossier.sources().iter() {
        line(&mut told, 0, "source", &source.id);
        let published = source.published.map(|date| date.to_string()).unwrap_or_default();
        for (name, value) in [
            ("title", source.title.as_str()),
            ("publisher", &source.publisher),
            ("author", &source.author),
            ("published", &published),
            ("url", &source.url),
            ("language", &source.language),
            ("text", &source.text),
        ] {
            line(&mut told, 1, name, value);
        }
        extra(&mut told, 1, &source.extra);
    }
    for (_, party) in dossier.parties().iter() {
        line(&mut told, 0, "party", &party.id);
        line(&mut told, 1, "name", &party.name);
        party.aliases.iter().for_each(|alias| line(&mut told, 1, "alias", alias));
        line(&mut told, 1, "role", if party.role == Role::Principal { "" } else { party.role.word() });
        line(&mut told, 1, "color", &party.color);
        line(&mut told, 1, "note", &party.note);
        extra(&mut told, 1, &party.extra);
    }
    for (_, item) in dossier.items().iter() {
        line(&mut told, 0, "item", &item.id);
        line(&mut told, 1, "title", &item.title);
        line(&mut told, 1, "topic", &item.topic);
        if let Some(between) = &item.between {
            let ids: Vec<_> = between.iter().map(|party| party_id(dossier, *party)).collect();
            line(&mut told, 1, "between", &format!("[{}]", ids.join(", ")));
        }
        line(&mut told, 1, "note", &item.note);
        extra(&mut told, 1, &item.extra);
    }
    dossier.positions().for_each(|(_, one)| position(&mut told, dossier, one));
    for record in dossier.set_aside() {
        line(&mut told, 0, "set aside", &format!("{}: {}", record.list.word(), record.json));
    }
    told
}

fn position(told: &mut String, dossier: &Dossier, position: &Position) {
    let (party, item) = (party_id(dossier, position.party), item_id(dossier, position.item));
    line(told, 0, "position", &format!("{party} {} {item}", position.stance.word()));
    line(told, 1, "wording", &position.wording);
    flag(told, 1, "in principle", position.in_principle);
    flag(told, 1, "red line", position.red_line);
    position.conditions.iter().for_each(|one| condition(told, dossier, one));
    line(told, 1, "date", &position.date.map(|date| date.to_string()).unwrap_or_default());
    position.evidence.iter().for_each(|one| evidence(told, dossier, one));
    line(told, 1, "note", &position.note);
    if let Some(discount) = &position.discount {
        line(told, 1, "discounted as", discount.kind.word());
        line(told, 2, "reason", &discount.reason);
        extra(told, 2, &discount.extra);
    }
    extra(told, 1, &position.extra);
}

fn condition(told: &mut String, dossier: &Dossier, condition: &Condition) {
    line(told, 1, "condition", &format!("“{}”", condition.text));
    line(told, 2, "item", &condition.item.map(|item| item_id(dossier, item)).unwrap_or_default());
    line(told, 2, "party", &condition.party.map(|party| party_id(dossier, party)).unwrap_or_default());
    flag(told, 2, "first", condition.first);
    flag(told, 2, "met", condition.met);
    extra(told, 2, &condition.extra);
}

fn evidence(told: &mut String, dossier: &Dossier, evidence: &Evidence) {
    line(told, 1, "evidence", &source_id(dossier, evidence.source));
    line(told, 2, "quote", &evidence.quote);
    line(told, 2, "start", &evidence.start.map(|start| start.to_string()).unwrap_or_default());
    line(told, 2, "end", &evidence.end.map(|end| end.to_string()).unwrap_or_default());
    line(told, 2, "speaker", &evidence.speaker);
    extra(told, 2, &evidence.extra);
}

fn party_id(dossier: &Dossier, party: PartyId) -> String {
    dossier.parties().get(party).map(|party| party.id.to_string()).unwrap_or_default()
}

fn item_id(dossier: &Dossier, item: ItemId) -> String {
    dossier.items().get(item).map(|item| item.id.to_string()).unwrap_or_default()
}

fn source_id(dossier: &Dossier, source: SourceId) -> String {
    dossier.sources().get(source).map(|source| source.id.to_string()).unwrap_or_default()
}

/// A value as it would stand in a Rust text, so that line breaks and odd letters show.
fn line(told: &mut String, depth: usize, name: &str, value: &str) {
    if !value.is_empty() {
        writeln!(told, "{:indent$}{name}: {}", "", value.escape_debug(), indent = depth * 2).unwrap();
    }
}

fn flag(told: &mut String, depth: usize, name: &str, value: bool) {
    line(told, depth, name, if value { "yes" } else { "" });
}

fn extra(told: &mut String, depth: usize, extra: &Extra) {
    extra.iter().for_each(|(name, json)| line(told, depth, &format!("unknown {name:?}"), json));
}

/// What settings say, except what they leave as it is by default, and what is empty.
pub(crate) fn settings(settings: &Settings) -> String {
    let (now, default) = (fields(settings), fields(&Settings::default()));
    let mut told = String::new();
    for (name, value) in now {
        if default.get(&name) != Some(&value) {
            writeln!(told, "{name}: {}", without_empty(value)).unwrap();
        }
    }
    told
}

fn fields(settings: &Settings) -> serde_json::Map<String, Value> {
    serde_json::to_value(settings).unwrap().as_object().unwrap().clone()
}

fn without_empty(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, without_empty(value)));
            fields.filter(|(_, value)| !is_empty(value)).collect::<serde_json::Map<_, _>>().into()
        }
        Value::Array(list) => list.into_iter().map(without_empty).collect(),
        other => other,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}
