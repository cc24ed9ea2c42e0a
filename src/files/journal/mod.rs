//! The journal: what was done to a dossier since it was opened, line by line, so that it can be done again after the
//! program ended without closing it.
//!
//! A journal is text. Each line is a checksum (sixteen hexadecimal digits: the last 64 bits of the line's
//! [`Fingerprint`]), a space and a JSON value without line breaks. The first line is the [`Header`], every other one an
//! [`Entry`]. Lines are only ever added. A line that was cut by a power failure has the wrong checksum: it and what
//! follows does not count. The dossier as it was when the journal was begun (its *base*) stands in a file of its own.
//!
//! Pure like everything here: where journals lie, and when they are written, is `app`'s.

mod replay;

pub use replay::{BaseError, Replayed, Trail, replay};

use serde::{Deserialize, Serialize};

use super::Fingerprint;
use crate::model::{Edit, Place, Step};

/// The version of journals that this program writes and reads.
const VERSION: u32 = 1;
/// Digits of a checksum.
const CHECKSUM: usize = 16;

/// The first line of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of the format.
    standpoint_journal: u32,
    /// The file of the dossier, if it had one and its path can be written as text.
    pub path: Option<String>,
    /// Fingerprint of the base; None: the dossier was begun empty.
    pub base: Option<Fingerprint>,
    /// The file in which the base stands.
    pub base_name: Option<String>,
    /// Whether the dossier was safe in its file, or never worth saving, before the first entry.
    pub is_saved: bool,
    /// The process that writes the journal, for what it may have left behind elsewhere.
    pub process: u32,
    /// When the journal was begun, in seconds since 1970.
    pub begun: i64,
}

impl Header {
    /// A header of this version of the format.
    pub fn new(process: u32, begun: i64, is_saved: bool) -> Self {
        Self { standpoint_journal: VERSION, path: None, base: None, base_name: None, is_saved, process, begun }
    }
}

/// Something that happened to a dossier, and when (in seconds since 1970).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// A step was done.
    Done {
        /// When.
        at: i64,
        /// What the step is called.
        name: String,
        /// The change.
        edit: Edit,
        /// Where it was made.
        place: Place,
    },
    /// Another dossier came into the place of the whole, as one step.
    Replaced {
        /// When.
        at: i64,
        /// What the step is called.
        name: String,
        /// Where it was made.
        place: Place,
        /// The other dossier as a position file.
        file: String,
    },
    /// The last step was taken back.
    Undone {
        /// When.
        at: i64,
    },
    /// The step that was taken back last was done again.
    Redone {
        /// When.
        at: i64,
    },
    /// The dossier was saved.
    Saved {
        /// When.
        at: i64,
        /// The state of the history that was saved.
        state: u64,
        /// Where to, if that can be written as text.
        path: Option<String>,
        /// What stands in the file since.
        fingerprint: Option<Fingerprint>,
    },
}

impl Entry {
    /// What a step is in a journal.
    pub fn of_step(step: Step, at: i64) -> Self {
        let Step { name, edit, place } = step;
        match edit {
            Edit::Replace(dossier) => {
                let mut file = Vec::new();
                // Writing into memory does not fail, and a dossier is written as UTF-8.
                let written = super::write(&dossier, &mut file).is_ok();
                let file = if written { String::from_utf8(file).unwrap_or_default() } else { String::new() };
                Self::Replaced { at, name, place, file }
            }
            edit => Self::Done { at, name, edit, place },
        }
    }

    /// When it happened, in seconds since 1970.
    pub fn at(&self) -> i64 {
        match self {
            Self::Done { at, .. }
            | Self::Replaced { at, .. }
            | Self::Undone { at }
            | Self::Redone { at }
            | Self::Saved { at, .. } => *at,
        }
    }
}

/// A journal as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journal {
    /// What it is the journal of.
    pub header: Header,
    /// What happened, in order.
    pub entries: Vec<Entry>,
    /// How many bytes of the file count: behind the header, and behind each entry. What comes behind the last was cut or
    /// damaged.
    pub ends: Vec<u64>,
}

/// Why a journal cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// Not even its first line is whole: nothing was kept in it yet.
    #[error("nothing was kept in it yet")]
    Empty,
    /// A later program made it.
    #[error("it was made by a newer Standpoint (version {0} of the format); start that program to restore it")]
    Newer(u32),
    /// Its first line is whole, but no header.
    #[error("it is no journal")]
    NoJournal,
}

/// A line of a journal.
///
/// # Errors
/// When a value has no form as JSON, which no edit that is kept has ([`Edit::Replace`] is kept as a file).
pub fn line(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = vec![b'0'; CHECKSUM];
    bytes.push(b' ');
    serde_json::to_writer(&mut bytes, value)?;
    let checksum = format!("{:016x}", Fingerprint::of(&bytes[CHECKSUM + 1..]).short());
    bytes[..CHECKSUM].copy_from_slice(checksum.as_bytes());
    bytes.push(b'\n');
    Ok(bytes)
}

/// Reads a journal as far as it is whole.
///
/// # Errors
/// [`JournalError`] says why nothing of it can be used.
pub fn read(bytes: &[u8]) -> Result<Journal, JournalError> {
    let mut lines = Lines { bytes, at: 0 };
    let first = lines.next().ok_or(JournalError::Empty)?;
    let header = match serde_json::from_slice::<Header>(first) {
        Ok(header) if header.standpoint_journal == VERSION => header,
        _ => return Err(unknown(first)),
    };
    let (mut entries, mut ends) = (Vec::new(), vec![lines.at as u64]);
    while let Some(Ok(entry)) = lines.next().map(serde_json::from_slice::<Entry>) {
        entries.push(entry);
        ends.push(lines.at as u64);
    }
    Ok(Journal { header, entries, ends })
}

fn unknown(first: &[u8]) -> JournalError {
    #[derive(Deserialize)]
    struct Version {
        standpoint_journal: u32,
    }
    match serde_json::from_slice::<Version>(first) {
        Ok(Version { standpoint_journal: found }) if found > VERSION => JournalError::Newer(found),
        _ => JournalError::NoJournal,
    }
}

/// The JSON values of whole lines; ends at the first line that is not whole.
struct Lines<'a> {
    bytes: &'a [u8],
    /// Where the next line begins.
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|&byte| byte == b'\n')?;
        let (checksum, json) = rest[..end].split_at_checked(CHECKSUM)?;
        let json = json.strip_prefix(b" ")?;
        let expected = u64::from_str_radix(std::str::from_utf8(checksum).ok()?, 16).ok()?;
        if Fingerprint::of(json).short() != expected {
            return None;
        }
        self.at += end + 1;
        Some(json)
    }
}
