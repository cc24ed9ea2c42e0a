//! Doing again what a journal says.

use super::{Entry, Header, Journal};
use crate::files::{Findings, Fingerprint, Loaded, Refusal, read};
use crate::model::{Buffer, Done, Dossier, Edit, EditError, History, Step};

/// A dossier as it was when its journal ended.
#[derive(Debug)]
pub struct Replayed {
    /// The dossier.
    pub dossier: Dossier,
    /// Every step that led to it, to be undone and redone.
    pub history: History,
    /// What reading the base found.
    pub findings: Findings,
    /// The file from which it began; empty where it was begun empty.
    pub base: Buffer,
    /// The state of the history that is in the file; None: none is.
    pub saved_state: Option<u64>,
    /// What stood in the file when it was last read or written.
    pub seen: Option<Fingerprint>,
    /// The file, if there is one: the last one that it was saved to.
    pub path: Option<String>,
    /// How many entries were done again.
    pub entries: usize,
    /// Why the one behind them could not be; it and what follows it are missing.
    pub stopped: Option<String>,
}

/// Why a journal's base cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BaseError {
    /// It is not what the journal was begun with.
    #[error("the file that the changes were made to is not there as it was")]
    Other,
    /// It cannot be read.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Does again what a journal says, beginning with its base. `base` is None where the header names none.
///
/// # Errors
/// When the base is not the one that the journal was begun with, so that its entries mean nothing.
pub fn replay(journal: Journal, base: Option<Vec<u8>>) -> Result<Replayed, BaseError> {
    let Journal { header, entries, .. } = journal;
    if base.as_deref().map(Fingerprint::of) != header.base {
        return Err(BaseError::Other);
    }
    let loaded = match base {
        Some(bytes) => read(bytes)?,
        None => Loaded::empty(),
    };
    let Loaded { dossier, findings, file, .. } = loaded;
    let mut replayed = Replayed {
        dossier,
        findings,
        base: file,
        history: History::default(),
        saved_state: header.is_saved.then_some(0),
        seen: header.base,
        path: header.path,
        entries: 0,
        stopped: None,
    };
    for entry in entries {
        if let Err(reason) = replayed.follow(entry) {
            replayed.stopped = Some(reason);
            break;
        }
        replayed.entries += 1;
    }
    Ok(replayed)
}

impl Replayed {
    fn follow(&mut self, entry: Entry) -> Result<(), String> {
        let Self { dossier, history, .. } = self;
        match entry {
            Entry::Done { name, edit, place, .. } => done(Some(history.perform(dossier, Step::new(name, edit, place)))),
            Entry::Replaced { name, place, file, .. } => {
                let other = read(file.into_bytes()).map_err(|refusal| refusal.to_string())?;
                self.findings = other.findings;
                let edit = Edit::Replace(Box::new(other.dossier));
                done(Some(history.perform(dossier, Step::new(name, edit, place))))
            }
            Entry::Undone { .. } => done(history.undo(dossier)),
            Entry::Redone { .. } => done(history.redo(dossier)),
            Entry::Saved { state, path, fingerprint, .. } => {
                (self.saved_state, self.seen) = (Some(state), fingerprint);
                self.path = path.or_else(|| self.path.take());
                Ok(())
            }
        }
    }
}

/// Whether it was done, and why not.
fn done(done: Option<Result<Done, EditError>>) -> Result<(), String> {
    done.ok_or("there is no such step")?.map_err(|error| error.to_string())?;
    Ok(())
}

/// The names of what a journal would bring back, without doing it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trail {
    /// What was done since the dossier was last saved, oldest first. Steps that were done and taken back again since are
    /// not in it; one that had been saved and was taken back is, as `Undo …`.
    pub unsaved: Vec<String>,
    /// When something was last done, in seconds since 1970.
    pub last: i64,
    /// The file, if there is one: the last one that it was saved to.
    pub path: Option<String>,
}

impl Trail {
    /// What a journal would bring back.
    pub fn of(journal: &Journal) -> Self {
        let Header { path, begun, is_saved, .. } = &journal.header;
        let mut walk = Walk { saved: is_saved.then_some(0), ..Walk::default() };
        let mut path = path.clone();
        for entry in &journal.entries {
            match entry {
                Entry::Done { name, .. } | Entry::Replaced { name, .. } => walk.perform(name),
                Entry::Undone { .. } => walk.undo(),
                Entry::Redone { .. } => walk.redo(),
                Entry::Saved { state, path: saved_to, .. } => {
                    walk.saved = Some(*state);
                    path = saved_to.clone().or(path);
                }
            }
        }
        let last = journal.entries.last().map_or(*begun, Entry::at);
        Self { unsaved: walk.unsaved(), last, path }
    }

    /// True when everything is in the file.
    pub fn is_saved(&self) -> bool {
        self.unsaved.is_empty()
    }
}

/// The history by names alone; states are numbered as [`History`] numbers them.
#[derive(Default)]
struct Walk<'a> {
    /// Names of steps that stand, each with the state before it.
    done: Vec<(&'a str, u64)>,
    /// Names of steps that were taken back, each with the state after it.
    undone: Vec<(&'a str, u64)>,
    state: u64,
    last_state: u64,
    saved: Option<u64>,
}

impl<'a> Walk<'a> {
    fn perform(&mut self, name: &'a str) {
        self.undone.clear();
        self.done.push((name, self.state));
        self.last_state += 1;
        self.state = self.last_state;
    }

    fn undo(&mut self) {
        if let Some((name, before)) = self.done.pop() {
            self.undone.push((name, self.state));
            self.state = before;
        }
    }

    fn redo(&mut self) {
        if let Some((name, after)) = self.undone.pop() {
            self.done.push((name, self.state));
            self.state = after;
        }
    }

    fn unsaved(&self) -> Vec<String> {
        if self.saved == Some(self.state) || (self.saved.is_none() && self.last_state == 0) {
            return Vec::new();
        }
        // The saved state is on the way here: what came after it. It was undone: what was taken back. Neither: all.
        if let Some(from) = self.done.iter().position(|(_, before)| Some(*before) == self.saved) {
            return self.done[from..].iter().map(|(name, _)| (*name).to_owned()).collect();
        }
        if let Some(from) = self.undone.iter().position(|(_, after)| Some(*after) == self.saved) {
            return self.undone[from..].iter().map(|(name, _)| format!("Undo {name}")).collect();
        }
        let all: Vec<_> = self.done.iter().map(|(name, _)| (*name).to_owned()).collect();
        // Everything that was saved was taken back and something else was done, or nothing is left of it.
        if all.is_empty() { vec!["Undo everything that was saved".to_owned()] } else { all }
    }
}
