//! From a dossier to the bytes of a position file.
//!
//! The layout is fixed: one order of fields, one line group a record, so that a difference between two files shows what
//! changed and nothing else, and so that the same dossier always gives the same bytes.

use std::io::{self, Write};

use crate::model::{Condition, Dossier, Evidence, Extra, Item, List, Party, Position, Role, Source, Text};

/// Written out once so much has gathered.
const CHUNK: usize = 1 << 20;

/// Writes a dossier as a position file of version 1. Linear in its size; the output is given in pieces of about 1 MiB.
///
/// # Errors
/// What the output refuses.
pub fn write(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    let mut file = File { text: Vec::with_capacity(CHUNK + (1 << 16)), out };
    file.text.extend_from_slice(b"{\n  \"standpoint\": 1");
    for (name, words) in [("title", dossier.title()), ("note", dossier.note())] {
        if !words.is_empty() {
            file.member(name);
            string(&mut file.text, words);
        }
    }
    file.list(dossier, List::Sources, dossier.sources().iter(), |line, (_, source)| write_source(line, source))?;
    file.list(dossier, List::Parties, dossier.parties().iter(), |line, (_, party)| write_party(line, party))?;
    file.list(dossier, List::Items, dossier.items().iter(), |line, (_, item)| write_item(line, dossier, item))?;
    file.list(dossier, List::Positions, dossier.positions(), |line, (_, position)| {
        write_position(line, dossier, position);
    })?;
    for (name, json) in dossier.extra().iter() {
        if !is_used(dossier, name) {
            file.member(name);
            file.text.extend_from_slice(json.as_bytes());
        }
    }
    file.text.extend_from_slice(b"\n}\n");
    file.out.write_all(&file.text)
}

/// A field that could not be read is kept under its name; once the dossier has something of that name it gives way.
fn is_used(dossier: &Dossier, name: &str) -> bool {
    let has_aside = |list: List| dossier.set_aside().iter().any(|record| record.list == list);
    match name {
        "title" => !dossier.title().is_empty(),
        "note" => !dossier.note().is_empty(),
        "sources" => !dossier.sources().is_empty() || has_aside(List::Sources),
        "parties" => !dossier.parties().is_empty() || has_aside(List::Parties),
        "items" => !dossier.items().is_empty() || has_aside(List::Items),
        "positions" => dossier.position_count() > 0 || has_aside(List::Positions),
        "standpoint" => true,
        _ => false,
    }
}

/// A file while it is written.
struct File<'a, W> {
    text: Vec<u8>,
    out: &'a mut W,
}

impl<W: Write> File<'_, W> {
    fn member(&mut self, name: &str) {
        self.text.extend_from_slice(b",\n  ");
        string(&mut self.text, name);
        self.text.extend_from_slice(b": ");
    }

    /// Writes the records of a list and those of it that were set aside. An empty list is not written.
    fn list<T>(
        &mut self,
        dossier: &Dossier,
        list: List,
        records: impl Iterator<Item = T>,
        mut write: impl FnMut(&mut Record<'_>, T),
    ) -> io::Result<()> {
        let mut is_first = true;
        for record in records {
            self.begin_record(list, &mut is_first);
            let mut line = Record { text: &mut self.text, has_fields: false };
            write(&mut line, record);
            line.end();
            if self.text.len() >= CHUNK {
                self.out.write_all(&self.text)?;
                self.text.clear();
            }
        }
        for record in dossier.set_aside().iter().filter(|record| record.list == list) {
            self.begin_record(list, &mut is_first);
            self.text.extend_from_slice(record.json.as_bytes());
        }
        if !is_first {
            self.text.extend_from_slice(b"\n  ]");
        }
        Ok(())
    }

    fn begin_record(&mut self, list: List, is_first: &mut bool) {
        if std::mem::take(is_first) {
            self.member(list.word());
            self.text.extend_from_slice(b"[\n    ");
        } else {
            self.text.extend_from_slice(b",\n    ");
        }
    }
}

/// A record while it is written.
struct Record<'a> {
    text: &'a mut Vec<u8>,
    has_fields: bool,
}

impl Record<'_> {
    fn key(&mut self, name: &str, opens_line: bool) {
        let before: &[u8] = match (self.has_fields, opens_line) {
            (false, _) => b"{ ",
            (true, false) => b", ",
            (true, true) => b",\n      ",
        };
        self.has_fields = true;
        self.text.extend_from_slice(before);
        self.text.push(b'"');
        self.text.extend_from_slice(name.as_bytes());
        self.text.extend_from_slice(b"\": ");
    }

    fn string(&mut self, name: &str, words: &str) {
        self.key(name, false);
        string(self.text, words);
    }

    /// A field that is left out when it is empty.
    fn filled(&mut self, name: &str, words: &str, opens_line: bool) {
        if !words.is_empty() {
            self.key(name, opens_line);
            string(self.text, words);
        }
    }

    fn date(&mut self, name: &str, date: Option<crate::model::Date>, opens_line: bool) {
        if let Some(date) = date {
            self.key(name, opens_line);
            // A date has digits and hyphens only.
            write_plain(self.text, format_args!("\"{date}\""));
        }
    }

    fn strings<'t>(&mut self, name: &str, words: impl Iterator<Item = &'t Text>) {
        self.key(name, false);
        self.text.push(b'[');
        for (number, words) in words.enumerate() {
            if number > 0 {
                self.text.extend_from_slice(b", ");
            }
            string(self.text, words);
        }
        self.text.push(b']');
    }

    /// Unknown fields, and those that could not be read as long as the record has nothing else of that name.
    fn extra(&mut self, extra: &Extra, opens_line: bool, is_used: impl Fn(&str) -> bool) {
        let mut opens_line = opens_line;
        for (name, json) in extra.iter() {
            if is_used(name) {
                continue;
            }
            self.key("", std::mem::take(&mut opens_line));
            // The empty key was only for the punctuation before it.
            self.text.truncate(self.text.len() - 4);
            string(self.text, name);
            self.text.extend_from_slice(b": ");
            self.text.extend_from_slice(json.as_bytes());
        }
    }

    fn end(&mut self) {
        self.text.extend_from_slice(if self.has_fields { b" }" } else { b"{}" });
    }

    /// Records within the record: one in the same line, several on lines of their own.
    fn records<T>(&mut self, name: &str, records: &[T], mut write: impl FnMut(&mut Record<'_>, &T)) {
        if records.is_empty() {
            return;
        }
        self.key(name, true);
        let (before, between, after): (&[u8], &[u8], &[u8]) = match records.len() {
            1 => (b"[ ", b"", b" ]"),
            _ => (b"[\n        ", b",\n        ", b" ]"),
        };
        self.text.extend_from_slice(before);
        for (number, record) in records.iter().enumerate() {
            if number > 0 {
                self.text.extend_from_slice(between);
            }
            let mut inner = Record { text: &mut *self.text, has_fields: false };
            write(&mut inner, record);
            inner.end();
        }
        self.text.extend_from_slice(after);
    }
}

/// A JSON string. Writing into memory cannot fail, and a `str` has no value that JSON lacks.
fn string(text: &mut Vec<u8>, words: &str) {
    serde_json::to_writer(text, words).ok();
}

fn write_plain(text: &mut Vec<u8>, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words).ok();
}

fn write_source(line: &mut Record<'_>, source: &Source) {
    line.string("id", &source.id);
    line.filled("title", &source.title, false);
    line.filled("publisher", &source.publisher, false);
    line.filled("author", &source.author, false);
    line.date("published", source.published, false);
    line.filled("url", &source.url, false);
    line.filled("language", &source.language, false);
    line.filled("text", &source.text, true);
    line.extra(&source.extra, false, |name| match name {
        "title" => !source.title.is_empty(),
        "publisher" => !source.publisher.is_empty(),
        "author" => !source.author.is_empty(),
        "published" => source.published.is_some(),
        "url" => !source.url.is_empty(),
        "language" => !source.language.is_empty(),
        "text" => !source.text.is_empty(),
        _ => false,
    });
}

fn write_party(line: &mut Record<'_>, party: &Party) {
    line.string("id", &party.id);
    line.string("name", &party.name);
    if !party.aliases.is_empty() {
        line.strings("aliases", party.aliases.iter());
    }
    if party.role != Role::default() {
        line.string("role", party.role.word());
    }
    line.filled("color", &party.color, false);
    line.filled("note", &party.note, false);
    line.extra(&party.extra, false, |name| match name {
        "aliases" => !party.aliases.is_empty(),
        "role" => party.role != Role::default(),
        "color" => !party.color.is_empty(),
        "note" => !party.note.is_empty(),
        _ => false,
    });
}

fn write_item(line: &mut Record<'_>, dossier: &Dossier, item: &Item) {
    line.string("id", &item.id);
    line.string("title", &item.title);
    line.filled("topic", &item.topic, false);
    if let Some(between) = &item.between {
        line.strings("between", between.iter().filter_map(|&party| Some(&dossier.parties().get(party)?.id)));
    }
    line.filled("note", &item.note, false);
    line.extra(&item.extra, false, |name| match name {
        "topic" => !item.topic.is_empty(),
        "between" => item.between.is_some(),
        "note" => !item.note.is_empty(),
        _ => false,
    });
}

fn write_position(line: &mut Record<'_>, dossier: &Dossier, position: &Position) {
    line.string("party", dossier.parties().get(position.party).map_or("", |party| &party.id));
    line.string("item", dossier.items().get(position.item).map_or("", |item| &item.id));
    line.string("stance", position.stance.word());
    line.filled("wording", &position.wording, true);
    let mut opens_line = true;
    for (name, flag) in [("in_principle", position.in_principle), ("red_line", position.red_line)] {
        if flag {
            line.key(name, std::mem::take(&mut opens_line));
            line.text.extend_from_slice(b"true");
        }
    }
    line.records("conditions", &position.conditions, |line, condition| write_condition(line, dossier, condition));
    line.date("date", position.date, true);
    line.records("evidence", &position.evidence, |line, evidence| write_evidence(line, dossier, evidence));
    line.filled("note", &position.note, true);
    line.extra(&position.extra, true, |_| false);
}

fn write_condition(line: &mut Record<'_>, dossier: &Dossier, condition: &Condition) {
    line.filled("text", &condition.text, false);
    if let Some(item) = condition.item.and_then(|item| dossier.items().get(item)) {
        line.string("item", &item.id);
    }
    if let Some(party) = condition.party.and_then(|party| dossier.parties().get(party)) {
        line.string("party", &party.id);
    }
    for (name, flag) in [("first", condition.first), ("met", condition.met)] {
        if flag {
            line.key(name, false);
            line.text.extend_from_slice(b"true");
        }
    }
    line.extra(&condition.extra, false, |_| false);
}

fn write_evidence(line: &mut Record<'_>, dossier: &Dossier, evidence: &Evidence) {
    line.string("source", dossier.sources().get(evidence.source).map_or("", |source| &source.id));
    line.filled("quote", &evidence.quote, false);
    for (name, place) in [("start", evidence.start), ("end", evidence.end)] {
        if let Some(place) = place {
            line.key(name, false);
            write_plain(line.text, format_args!("{place}"));
        }
    }
    line.filled("speaker", &evidence.speaker, false);
    line.extra(&evidence.extra, false, |_| false);
}
