//! From the bytes of a position file to a dossier and what was found on the way.
//!
//! Reading never loses a record: what cannot be read is set aside with its reason and written back when the dossier is
//! saved. A file is refused as a whole only when it is no position file, is broken as JSON, or is newer than the program
//! and holds more than additions.

use super::assemble::Assembly;
use super::check::check_as_read;
use super::findings::{Finding, FindingKind, Findings, Severity};
use super::json::{Walker, line_column, minified};
use super::origins;
use super::raw::Word;
use super::refusal::Refusal;
use crate::model::shown::{quoted, within_quotes};
use crate::model::{Buffer, Dossier, List, Place};

/// A dossier as it was read, with what was found.
#[derive(Debug)]
pub struct Loaded {
    /// The dossier.
    pub dossier: Dossier,
    /// What a person should know about it.
    pub findings: Findings,
    /// The file as it was read; the dossier's texts stand in it.
    pub file: Buffer,
    /// The version of the file when it is newer than this program, which read of it what it knows. Such a dossier may be
    /// looked at, compared and exported; saving it over its file would make an older one of it.
    pub newer: Option<u64>,
}

impl Loaded {
    /// An empty dossier, of no file.
    pub fn empty() -> Self {
        Self {
            dossier: Dossier::default(),
            findings: Findings::default(),
            file: Buffer::new(String::new()),
            newer: None,
        }
    }
}

/// Reads a position file of version 1. Takes over the bytes: texts without escapes stay where they are, so that a
/// dossier needs little more memory than its file. Linear in the length of the file.
///
/// A file of a newer version is read when it is one of version 1 with additions: it has positions, and nothing in it is
/// odd but fields that this program does not know. Otherwise it might say something else than what would be shown.
///
/// # Errors
/// [`Refusal`] says why the file is refused as a whole.
pub fn read(bytes: Vec<u8>) -> Result<Loaded, Refusal> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Refusal::TooLarge);
    }
    let text =
        String::from_utf8(bytes).map_err(|error| not_text(error.as_bytes(), error.utf8_error().valid_up_to()))?;
    if matches!(text.as_bytes(), [b'P', b'K', 3, 4, ..] | [b'%', b'P', b'D', b'F', ..]) {
        return Err(not_text(text.as_bytes(), 0));
    }
    let buffer = Buffer::new(text);
    let text = buffer.as_str();
    let mut walker = Walker::new(text);
    if text.starts_with('\u{feff}') {
        walker.at = '\u{feff}'.len_utf8();
    }
    match walker.peek() {
        None => return Err(Refusal::Empty),
        Some(b'{') => {}
        Some(_) => {
            let found = kind_of(&mut walker)?;
            return Err(Refusal::NotAnObject { found });
        }
    }
    let File { assembly, newer, .. } = File::read(&buffer, walker)?;
    let (dossier, mut findings, origins) = assembly.finish()?;
    within_limits(&dossier)?;
    let newer = match newer {
        None => None,
        Some((at, found)) => {
            only_additions(found, &dossier, &findings)?;
            let line_column = Some(line_column(text, at));
            findings.add(FindingKind::Newer, || newer_finding(found, line_column));
            Some(found)
        }
    };
    let (mut checked, places) = check_as_read(&dossier, &|about| origins.of(about, &buffer));
    origins::place(&mut checked, &places, text);
    findings.append(checked);
    Ok(Loaded { dossier, findings, file: buffer, newer })
}

/// At most so many parties are compared, each with each.
const MOST_PARTIES: usize = 5_000;
/// At most so many cells a table may have. Each takes eight bytes, whether something stands in it or not.
const MOST_CELLS: usize = 20_000_000;

/// Refuses a file whose table would take memory and time that have nothing to do with its size.
fn within_limits(dossier: &Dossier) -> Result<(), Refusal> {
    let (parties, items) = (dossier.parties().len(), dossier.items().len());
    if parties > MOST_PARTIES || parties.saturating_mul(items) > MOST_CELLS {
        return Err(Refusal::TooWide { parties, items });
    }
    Ok(())
}

/// Refuses a file of a newer version when what was read of it may not be what it says.
fn only_additions(found: u64, dossier: &Dossier, findings: &Findings) -> Result<(), Refusal> {
    let refused = |because, place| Err(Refusal::NewerVersion { found, because, place });
    if let Some(finding) = findings.list.first() {
        let because = match finding.kind {
            FindingKind::SetAside => "cannot read one of its records",
            FindingKind::Undeclared => "does not find something that it names",
            FindingKind::Unread => "cannot read one of its fields",
            _ => "finds something in it twice",
        };
        return refused(because, finding.line_column);
    }
    if dossier.position_count() == 0 {
        return refused("finds no positions in it", None);
    }
    Ok(())
}

fn newer_finding(found: u64, line_column: Option<(usize, usize)>) -> Finding {
    Finding {
        kind: FindingKind::Newer,
        severity: Severity::Warning,
        message: format!(
            "this file has version {found} and was made by a newer Standpoint; what is new in it is not shown. It can be looked at, compared and exported. Update Standpoint to work on it"
        ),
        line_column,
        place: Some(Place::Dossier),
        quotation: None,
    }
}

fn not_text(bytes: &[u8], valid: usize) -> Refusal {
    let start = String::from_utf8_lossy(&bytes[..valid]);
    let (line, column) = line_column(&start, start.len());
    let hint = match bytes {
        [b'P', b'K', 3, 4, ..] => ", but a ZIP archive or an office document",
        [b'%', b'P', b'D', b'F', ..] => ", but a PDF",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => ", but UTF-16; save it as UTF-8",
        _ => "",
    };
    Refusal::NotText { line, column, hint }
}

/// What a JSON value is that is no object. Broken JSON is refused as such.
fn kind_of(walker: &mut Walker<'_>) -> Result<&'static str, Refusal> {
    let found = match walker.peek() {
        Some(b'[') => "a list",
        Some(b'"') => "a single text",
        _ => "a single value",
    };
    walker.skip()?;
    Ok(found)
}

/// A file while it is walked through.
struct File<'a> {
    text: &'a str,
    buffer: &'a Buffer,
    assembly: Assembly<'a>,
    /// The version, as it stands at a byte.
    version: Option<(usize, &'a str)>,
    /// The version where it is newer than this program, and its place.
    newer: Option<(usize, u64)>,
    /// The first fields, to say what another kind of file has.
    fields: Vec<String>,
    seen: Vec<List>,
    /// Where the positions begin, when they stand before something that they refer to.
    postponed: Vec<Walker<'a>>,
}

impl<'a> File<'a> {
    fn read(buffer: &'a Buffer, walker: Walker<'a>) -> Result<Self, Refusal> {
        let text = buffer.as_str();
        let mut file = Self {
            text,
            buffer,
            assembly: Assembly::new(buffer),
            version: None,
            newer: None,
            fields: Vec::new(),
            seen: Vec::new(),
            postponed: Vec::new(),
        };
        file.walk(walker)?;
        file.check_version()?;
        file.assembly.settle();
        for mut walker in std::mem::take(&mut file.postponed) {
            file.list(&mut walker, List::Positions)?;
        }
        Ok(file)
    }

    fn walk(&mut self, mut walker: Walker<'a>) -> Result<(), Refusal> {
        walker.require(b'{')?;
        if !walker.accept(b'}') {
            loop {
                self.field(&mut walker)?;
                if !walker.accept(b',') {
                    walker.require(b'}')?;
                    break;
                }
            }
        }
        if walker.peek().is_none() {
            Ok(())
        } else {
            let (line, column) = line_column(self.text, walker.at);
            Err(Refusal::NotJson { line, column, message: "something stands behind the end of the object".to_owned() })
        }
    }

    fn field(&mut self, walker: &mut Walker<'a>) -> Result<(), Refusal> {
        walker.peek();
        let from = walker.at;
        let Word(name) = walker.value().map_err(|error| walker.refusal(from, &error))?;
        walker.require(b':')?;
        if self.fields.len() < 4 {
            self.fields.push(within_quotes(&name, 30));
        }
        match List::ALL.into_iter().find(|list| list.word() == name) {
            Some(list) if walker.peek() == Some(b'[') => return self.list_or_later(walker, list),
            Some(list) => {
                let at = walker.at;
                let raw = walker.raw()?;
                self.keep(&name, raw.get());
                self.found_unread(
                    at,
                    Severity::KeptOut,
                    &format!("“{}” is no list in square brackets, so nothing of it was read", list.word()),
                );
            }
            None => self.plain_field(walker, &name)?,
        }
        Ok(())
    }

    fn plain_field(&mut self, walker: &mut Walker<'a>, name: &str) -> Result<(), Refusal> {
        walker.peek();
        let at = walker.at;
        let json = walker.raw()?.get();
        let is_known = match name {
            "standpoint" if self.version.is_none() => {
                self.version = Some((at, json));
                return Ok(());
            }
            "title" | "note" => match serde_json::from_str::<Word<'a>>(json) {
                Ok(Word(words)) => {
                    let words = self.buffer.text_from(words);
                    let parts = &mut self.assembly.parts;
                    let place = if name == "title" { &mut parts.title } else { &mut parts.note };
                    if place.is_empty() {
                        *place = words;
                        return Ok(());
                    }
                    true
                }
                Err(_) if json == "null" => return Ok(()),
                Err(_) => {
                    self.found_unread(
                        at,
                        Severity::Warning,
                        &format!("{} is no text; it was kept as it stands and not used", quoted(name)),
                    );
                    self.keep(name, json);
                    return Ok(());
                }
            },
            "highlights" if self.assembly.parts.highlights.is_empty() => match json.as_bytes() {
                [b'[', ..] => {
                    self.assembly.highlights(json)?;
                    return Ok(());
                }
                b"null" => return Ok(()),
                _ => {
                    let words = "“highlights” is no list in square brackets, so nothing of it was read";
                    self.found_unread(at, Severity::Warning, words);
                    self.keep(name, json);
                    return Ok(());
                }
            },
            "highlights" | "standpoint" => true,
            _ => false,
        };
        if is_known || self.assembly.top.get(name).is_some() {
            let message = format!(
                "{} is given twice; the first is used, the other was kept as {}, or with the next number",
                quoted(name),
                quoted(&format!("{name} (second)"))
            );
            self.assembly.found(FindingKind::GivenTwice, Severity::Warning, at, None, || message);
            let json = self.buffer.text_from(minified(json));
            self.assembly.top.keep_second(name, json);
        } else {
            self.keep(name, json);
        }
        Ok(())
    }

    fn keep(&mut self, name: &str, json: &str) {
        let json = self.buffer.text_from(minified(json));
        self.assembly.top.keep(&self.buffer.text(name), json);
    }

    fn found_unread(&mut self, at: usize, severity: Severity, message: &str) {
        self.assembly.found(FindingKind::Unread, severity, at, None, || message.to_owned());
    }

    fn check_version(&mut self) -> Result<(), Refusal> {
        let Some((at, version)) = self.version else {
            let fields = if self.fields.is_empty() {
                "it has no fields".to_owned()
            } else {
                format!("it has {}", self.fields.join(", "))
            };
            return Err(Refusal::NotAPositionFile { fields });
        };
        match version.parse::<u64>() {
            Ok(1) => Ok(()),
            Ok(found) if found > 1 => {
                self.newer = Some((at, found));
                Ok(())
            }
            _ => Err(Refusal::WrongVersion { found: version.chars().take(40).collect() }),
        }
    }

    /// Positions wait until everything that they refer to has been read.
    fn list_or_later(&mut self, walker: &mut Walker<'a>, list: List) -> Result<(), Refusal> {
        let comes_too_early = list == List::Positions
            && [List::Sources, List::Parties, List::Items].iter().any(|other| !self.seen.contains(other));
        self.seen.push(list);
        if comes_too_early {
            self.postponed.push(*walker);
            return walker.skip();
        }
        if list == List::Positions {
            self.assembly.settle();
        }
        self.list(walker, list)
    }

    fn list(&mut self, walker: &mut Walker<'a>, list: List) -> Result<(), Refusal> {
        match list {
            List::Sources => self.records(walker, list, Assembly::source),
            List::Parties => self.records(walker, list, Assembly::party),
            List::Items => self.records(walker, list, Assembly::item),
            List::Positions => self.records(walker, list, Assembly::position),
        }
    }

    /// Reads the records of a list; `take` says why a record cannot be used.
    fn records<R: serde::Deserialize<'a>>(
        &mut self,
        walker: &mut Walker<'a>,
        list: List,
        take: fn(&mut Assembly<'a>, R, usize) -> Result<(), String>,
    ) -> Result<(), Refusal> {
        walker.require(b'[')?;
        if walker.accept(b']') {
            return Ok(());
        }
        let mut number = 0_usize;
        loop {
            walker.peek();
            let from = walker.at;
            let problem = match walker.value::<R>() {
                Ok(record) => take(&mut self.assembly, record, from).err(),
                // What is JSON by its brackets can be set aside; what is not ends the reading with its place.
                Err(error) => {
                    walker.skip()?;
                    Some(super::json::message_of(&error))
                }
            };
            if let Some(reason) = problem {
                self.assembly.set_aside(list, Some(number), from..walker.at, reason);
            }
            number += 1;
            if !walker.accept(b',') {
                return walker.require(b']');
            }
        }
    }
}
