//! A dossier as the bytes of a position file: a stable field order, one record per line group, two-space indent.
//!
//! The same dossier always gives the same bytes, so that a diff shows what changed and nothing else. Reading does not
//! belong here, nor does anything about where the bytes go.

mod object;
mod records;

use std::io::{self, Write};

use object::{Object, string};
use records::{Names, write_item, write_party, write_position, write_source};

use super::fields::Fields as _;
use crate::model::{Dossier, HighlightKind, Highlights, List};

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
