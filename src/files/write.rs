//! A dossier as the bytes of a position file: a stable field order, one record per line group, two-space indent.
//!
//! The same dossier always gives the same bytes, so that a diff shows what changed and nothing else. Reading does not
//! belong here, nor does anything about where the bytes go.

use std::io::{self, Write};

use super::fields::Fields;
use crate::model::{
    Condition, Date, Discount, Dossier, Evidence, Extra, HighlightKind, Highlights, Item, Key, List, Party, Position,
    Role, Source, Table, Text,
};

/// How many bytes are collected before they are handed on.
const CHUNK: usize = 1 << 20;

/// Writes a dossier as a position file.
///
/// # Errors
/// Whatever `out` refuses with.
pub fn write(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    let names = Names::of(dossier);
    let mut file = File { bytes: Vec::with_capacity(CHUNK + CHUNK / 8), out };
    file.bytes.extend_from_slice(b"{\n  \"standpoint\": 1");
    for (name, text) in [("title", dossier.title()), ("note", dossier.note())] {
        if !text.is_empty() {
            file.top_key(name);
            string(&mut file.bytes, text);
        }
    }
    let sources = dossier.sources().iter().map(|(_, source)| source);
    file.list(dossier, List::Sources, sources, write_source)?;
    file.list(dossier, List::Parties, dossier.parties().iter().map(|(_, party)| party), write_party)?;
    let items = dossier.items().iter().map(|(_, item)| item);
    file.list(dossier, List::Items, items, |bytes, item| write_item(bytes, item, &names))?;
    let positions = dossier.positions().map(|(_, position)| position);
    file.list(dossier, List::Positions, positions, |bytes, position| write_position(bytes, position, &names))?;
    write_highlights(&mut file, dossier.highlights());
    for (name, json) in dossier.extra().iter().filter(|(name, _)| !dossier.has(name)) {
        file.top_key(name);
        file.bytes.extend_from_slice(json.as_bytes());
    }
    file.bytes.extend_from_slice(b"\n}\n");
    file.out.write_all(&file.bytes)
}

/// The highlighters, with the records of the file that could not be read at the end.
fn write_highlights<W>(file: &mut File<'_, W>, highlights: &Highlights)
where
    W: Write,
{
    if highlights.is_empty() {
        return;
    }
    file.top_key("highlights");
    let mut gap: &[u8] = b"[\n    ";
    for highlight in &highlights.terms {
        file.bytes.extend_from_slice(gap);
        gap = b",\n    ";
        let mut object = Object::new(&mut file.bytes, ", ");
        object.text("name", &highlight.name);
        string(object.key("pattern"), &highlight.pattern);
        if highlight.kind != HighlightKind::Plain {
            string(object.key("kind"), highlight.kind.word());
        }
        string(object.key("color"), highlight.color.word());
        object.end(&highlight.extra, highlight);
    }
    for json in &highlights.unread {
        file.bytes.extend_from_slice(gap);
        gap = b",\n    ";
        file.bytes.extend_from_slice(json.as_bytes());
    }
    file.bytes.extend_from_slice(b"\n  ]");
}

/// The file as far as it is written.
struct File<'a, W> {
    /// What was not handed on yet.
    bytes: Vec<u8>,
    out: &'a mut W,
}

impl<W: Write> File<'_, W> {
    /// The beginning of a further field of the top object.
    fn top_key(&mut self, name: &str) {
        self.bytes.extend_from_slice(b",\n  ");
        string(&mut self.bytes, name);
        self.bytes.extend_from_slice(b": ");
    }

    /// One of the four lists, with the records of the file that could not be read at its end.
    fn list<'r, R: 'r>(
        &mut self,
        dossier: &'r Dossier,
        list: List,
        records: impl Iterator<Item = &'r R>,
        mut write_record: impl FnMut(&mut Vec<u8>, &R),
    ) -> io::Result<()> {
        if !dossier.has(list.word()) {
            return Ok(());
        }
        self.top_key(list.word());
        let mut gap: &[u8] = b"[\n    ";
        for record in records {
            self.bytes.extend_from_slice(gap);
            gap = b",\n    ";
            write_record(&mut self.bytes, record);
            if self.bytes.len() >= CHUNK {
                self.out.write_all(&self.bytes)?;
                self.bytes.clear();
            }
        }
        for record in dossier.set_aside().iter().filter(|record| record.list == list) {
            self.bytes.extend_from_slice(gap);
            gap = b",\n    ";
            self.bytes.extend_from_slice(record.json.as_bytes());
        }
        self.bytes.extend_from_slice(b"\n  ]");
        Ok(())
    }
}

/// The ids of parties, items and sources as JSON strings, by key number.
struct Names {
    sources: Vec<Box<[u8]>>,
    parties: Vec<Box<[u8]>>,
    items: Vec<Box<[u8]>>,
}

impl Names {
    fn of(dossier: &Dossier) -> Self {
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

fn write_source(bytes: &mut Vec<u8>, source: &Source) {
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

fn write_party(bytes: &mut Vec<u8>, party: &Party) {
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

fn write_item(bytes: &mut Vec<u8>, item: &Item, names: &Names) {
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

fn write_position(bytes: &mut Vec<u8>, position: &Position, names: &Names) {
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

/// An object that is being written, usually on one line.
struct Object<'b> {
    bytes: &'b mut Vec<u8>,
    /// What stands before the next field.
    gap: &'static str,
    /// What stands before a field that begins a line.
    line: &'static str,
}

impl<'b> Object<'b> {
    fn new(bytes: &'b mut Vec<u8>, line: &'static str) -> Self {
        Self { bytes, gap: "{ ", line }
    }

    /// Lets the next field, if one follows, begin a line. Not for an object without a field.
    fn line(&mut self) {
        self.gap = self.line;
    }

    /// Begins a field; its value is to be pushed to what this gives back.
    fn key(&mut self, name: &str) -> &mut Vec<u8> {
        self.bytes.extend_from_slice(self.gap.as_bytes());
        self.gap = ", ";
        self.bytes.push(b'"');
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(b"\": ");
        self.bytes
    }

    fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            string(self.key(name), value);
        }
    }

    fn flag(&mut self, name: &str, value: bool) {
        if value {
            self.key(name).extend_from_slice(b"true");
        }
    }

    fn number(&mut self, name: &str, value: Option<u32>) {
        if let Some(value) = value {
            decimal(self.key(name), value);
        }
    }

    fn date(&mut self, name: &str, value: Option<Date>) {
        if let Some(value) = value {
            let bytes = self.key(name);
            bytes.push(b'"');
            date(bytes, value);
            bytes.push(b'"');
        }
    }

    /// A list of objects: a single one on the line of its name, several on a line each.
    fn records<R>(&mut self, name: &str, records: &[R], mut write_record: impl FnMut(&mut Vec<u8>, &R)) {
        let (first, last) = match records {
            [] => return,
            [_] => ("[ ", " ]"),
            [_, _, ..] => ("[\n        ", "\n      ]"),
        };
        let bytes = self.key(name);
        let mut gap = first;
        for record in records {
            bytes.extend_from_slice(gap.as_bytes());
            gap = ",\n        ";
            write_record(bytes, record);
        }
        bytes.extend_from_slice(last.as_bytes());
    }

    /// The unknown fields, except those for which the record has a value of its own, and the end of the object.
    fn end<R: Fields>(mut self, extra: &Extra, record: &R) {
        let mut fields: Vec<_> = extra.iter().filter(|(name, _)| !record.has(name)).collect();
        fields.sort_by_key(|(name, _)| R::rank(name));
        for (name, json) in fields {
            self.bytes.extend_from_slice(self.gap.as_bytes());
            self.gap = ", ";
            string(self.bytes, name);
            self.bytes.extend_from_slice(b": ");
            self.bytes.extend_from_slice(json.as_bytes());
        }
        self.bytes.extend_from_slice(if self.gap == "{ " { b"{}" } else { b" }" });
    }
}

fn inline_list<T>(bytes: &mut Vec<u8>, list: &[T], mut write_one: impl FnMut(&mut Vec<u8>, &T)) {
    bytes.push(b'[');
    for (number, one) in list.iter().enumerate() {
        if number > 0 {
            bytes.extend_from_slice(b", ");
        }
        write_one(bytes, one);
    }
    bytes.push(b']');
}

/// How many bytes of a text are looked at together.
const STRIDE: usize = 32;

/// A JSON string. Most texts hold nothing that has to be escaped, and those are copied whole.
fn string(bytes: &mut Vec<u8>, text: &str) {
    if is_plain(text.as_bytes()) {
        bytes.reserve(text.len() + 2);
        bytes.push(b'"');
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(b'"');
        return;
    }
    let before = bytes.len();
    if serde_json::to_writer(&mut *bytes, text).is_err() {
        // Writing a string to memory does not fail; if it did, the file should at least stay a JSON file.
        bytes.truncate(before);
        bytes.extend_from_slice(b"\"\"");
    }
}

/// True when nothing has to be escaped. Whole strides without a branch, so that the compiler can compare many bytes
/// at once.
fn is_plain(text: &[u8]) -> bool {
    let special = |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\';
    let mut strides = text.chunks_exact(STRIDE);
    let any_special = |stride: &[u8]| stride.iter().fold(false, |any, &byte| any | special(byte));
    !strides.any(any_special) && !strides.remainder().iter().any(|&byte| special(byte))
}

fn decimal(bytes: &mut Vec<u8>, number: u32) {
    let mut digits = [b'0'; 10];
    let (mut rest, mut from) = (number, digits.len());
    while rest > 0 || from == digits.len() {
        from -= 1;
        digits[from] = digit(rest);
        rest /= 10;
    }
    bytes.extend_from_slice(&digits[from..]);
}

/// A date as its `Display` has it, without going through it: there is one in nearly every position.
fn date(bytes: &mut Vec<u8>, date: Date) {
    let year = date.year();
    bytes.extend_from_slice(&[digit(year / 1000), digit(year / 100), digit(year / 10), digit(year)]);
    for part in [date.month(), date.day()].into_iter().flatten() {
        bytes.extend_from_slice(&[b'-', digit(part / 10), digit(part)]);
    }
}

/// The last digit of a number.
#[allow(clippy::cast_possible_truncation, reason = "a digit fits into a byte")]
fn digit(number: u32) -> u8 {
    b'0' + (number % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(write: impl Fn(&mut Vec<u8>)) -> String {
        let mut bytes = Vec::new();
        write(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn numbers_and_dates_are_as_their_display() {
        // If this fails, saving moves quotations or changes dates.
        for number in [0, 7, 10, 99, 1_002, 4_294_967_295] {
            assert_eq!(made(|bytes| decimal(bytes, number)), number.to_string());
        }
        for text in ["0001", "2025", "2025-03", "0987-12-31", "9999-10-09"] {
            assert_eq!(made(|bytes| date(bytes, text.parse().unwrap())), text);
        }
    }

    #[test]
    fn special_bytes_are_found_wherever_they_stand() {
        // If this fails, a quotation mark deep in a text makes the saved file unreadable.
        for length in 0..3 * STRIDE {
            let plain = "é".repeat(length / 2) + &"x".repeat(length % 2);
            assert!(is_plain(plain.as_bytes()));
            for at in 0..length {
                for special in *b"\"\\\n\0\x1f" {
                    let mut bytes = vec![b'x'; length];
                    bytes[at] = special;
                    assert!(!is_plain(&bytes), "{special} at {at} of {length}");
                }
            }
        }
    }
}
