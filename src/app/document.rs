//! An open dossier with its comparison, its history, and how it stands to its file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::keeping::{Beginning, Keep};
use super::on_disk::{Base, Expected, Origin};
use super::world::Stamp;
use crate::compare::Comparison;
use crate::files::journal::Replayed;
use crate::files::{Findings, Fingerprint, Loaded};
use crate::model::{Buffer, Done, Dossier, EditError, History, Step};
use crate::ui::{OpenDossier, ReadOnly};

/// A file as it was when it was last read or written here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// What it looked like from outside; None where the disk does not say.
    pub stamp: Option<Stamp>,
    /// What was in it.
    pub fingerprint: Fingerprint,
}

/// What a person was asked about because the file was not as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// It was gone.
    Missing,
    /// It held this.
    Content(Fingerprint),
}

/// An open dossier with everything that belongs to it.
#[derive(Debug)]
pub struct Document {
    /// Shared with a thread while that saves or exports; otherwise owned here alone.
    dossier: Arc<Dossier>,
    comparison: Arc<Comparison>,
    history: History,
    /// What loading, merging and checking found.
    pub findings: Findings,
    /// Of the dossiers beyond the steps that put another in the place of the whole: those that undo brings back, and
    /// those that redo does. Their places mean nothing in this one.
    findings_beyond: (Vec<Findings>, Vec<Findings>),
    path: Option<PathBuf>,
    path_text: Option<String>,
    name: Option<String>,
    /// The state of the history that is safe: in the file, or never worth saving. None: nothing of it is.
    saved_state: Option<u64>,
    /// The file as it was when it was last read or written here, or when the person was told what is in it.
    seen: Option<Seen>,
    /// The file was not there when it was looked for last.
    is_missing: bool,
    /// What was asked about already.
    asked: Option<Asked>,
    /// Where the content is to be had that the file was known to have last.
    base: Base,
    /// The file that it was read from, which its texts stand in; empty for one that was begun empty.
    file: Buffer,
    /// Why it cannot be changed here.
    read_only: Option<ReadOnly>,
    /// What was done and is not handed to the journal yet.
    unkept: Vec<Keep>,
    revision: u64,
    lines_revision: u64,
}

impl Document {
    /// A document of what was read. `is_saved` says whether it is already safe somewhere as it is.
    pub fn new(loaded: Loaded, comparison: Comparison, path: Option<&Path>, is_saved: bool) -> Self {
        let Loaded { dossier, findings, file, newer } = loaded;
        let mut document = Self {
            dossier: Arc::new(dossier),
            comparison: Arc::new(comparison),
            history: History::default(),
            findings,
            findings_beyond: Default::default(),
            path: None,
            path_text: None,
            name: None,
            saved_state: is_saved.then_some(0),
            seen: None,
            is_missing: false,
            asked: None,
            base: if is_saved { Base::State(0) } else { Base::Lost },
            file,
            read_only: newer.map(ReadOnly::Newer),
            unkept: Vec::new(),
            revision: 0,
            lines_revision: 0,
        };
        document.set_path(path);
        document
    }

    /// A document of work that was restored, with its history.
    pub(super) fn restored(replayed: Replayed, comparison: Comparison) -> Self {
        let Replayed { dossier, history, findings, base, saved_state, seen, path, .. } = replayed;
        let loaded = Loaded { dossier, findings, file: base, newer: None };
        let mut document = Self::new(loaded, comparison, path.as_deref().map(Path::new), false);
        document.history = history;
        document.saved_state = saved_state;
        document.base = saved_state.map_or(Base::Lost, Base::State);
        document.seen = seen.map(|fingerprint| Seen { stamp: None, fingerprint });
        document
    }

    /// How its journal begins, before anything was done to it.
    pub(super) fn beginning(&self) -> Beginning {
        let base = Some(&self.file).filter(|file| !file.as_str().is_empty()).cloned();
        Beginning { path: self.path.clone(), base, is_saved: self.saved_state == Some(0) }
    }

    /// Why it cannot be changed here.
    pub fn read_only(&self) -> Option<ReadOnly> {
        self.read_only
    }

    pub(super) fn set_read_only(&mut self, read_only: Option<ReadOnly>) {
        self.read_only = read_only;
    }

    /// What was done since this was asked last.
    pub(super) fn take_unkept(&mut self) -> Vec<Keep> {
        std::mem::take(&mut self.unkept)
    }

    /// The dossier.
    pub fn dossier(&self) -> &Arc<Dossier> {
        &self.dossier
    }

    /// What follows from it.
    pub fn comparison(&self) -> &Arc<Comparison> {
        &self.comparison
    }

    /// The file, if it has one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The number of the present state in its history.
    pub fn state(&self) -> u64 {
        self.history.state()
    }

    /// True when something would be lost by closing.
    pub fn is_changed(&self) -> bool {
        self.is_missing || self.saved_state != Some(self.history.state())
    }

    /// The file as it was when it was last read or written here.
    pub fn seen(&self) -> Option<Seen> {
        self.seen
    }

    /// Notes what the file looks like.
    pub(super) fn see(&mut self, seen: Option<Seen>) {
        self.seen = seen;
        self.is_missing = false;
    }

    /// What the file is expected to be, if it was ever looked at.
    pub(super) fn expected(&self) -> Option<Expected> {
        self.seen.map(|seen| Expected { seen, may_be_missing: self.is_missing })
    }

    /// The file holds what it held.
    pub(super) fn is_seen_again(&mut self, seen: Seen) {
        self.see(Some(seen));
        self.asked = None;
    }

    /// The file is not there any more, and what was in it is nowhere but here. False when the person knows.
    pub(super) fn goes_missing(&mut self) -> bool {
        self.is_missing = true;
        self.ask(Asked::Missing)
    }

    /// What the file was known to have last, as a way to get it.
    pub(super) fn base(&self) -> Origin {
        match &self.base {
            Base::State(state) => self.history.way_to(*state).map_or(Origin::Lost, Origin::Back),
            Base::File(file) => Origin::File(file.clone()),
            Base::Lost => Origin::Lost,
        }
    }

    /// Everything that is in the file is here too, or the person does not want it.
    pub(super) fn knows(&mut self, seen: Seen, file: Buffer) {
        self.see(Some(seen));
        self.base = Base::File(file);
    }

    /// Notes what is asked about. False when the same was asked about before.
    pub(super) fn ask(&mut self, what: Asked) -> bool {
        self.asked.replace(what) != Some(what)
    }

    /// This state is what is in the file.
    pub(super) fn is_in_file(&mut self, state: u64, seen: Seen) {
        self.see(Some(seen));
        self.asked = None;
        self.base = Base::State(state);
        self.saved_state = Some(state);
        if let Some(path) = self.path.clone() {
            self.unkept.push(Keep::Saved { state, path, fingerprint: Some(seen.fingerprint) });
        }
    }

    /// The person wants to keep what is here, whatever is in the file. If that could be read, it looked so.
    pub(super) fn is_kept_against(&mut self, seen: Option<Seen>) {
        self.see(seen.or(self.seen));
        self.saved_state = None;
    }

    /// Notes that a state was written to a file.
    pub(super) fn was_saved(&mut self, path: &Path, state: u64, seen: Option<Seen>) {
        self.see(seen);
        self.asked = None;
        self.base = Base::State(state);
        let fingerprint = seen.map(|seen| seen.fingerprint);
        self.unkept.push(Keep::Saved { state, path: path.to_owned(), fingerprint });
        if self.path.as_deref() != Some(path) {
            // A file of its own, which nobody else has.
            self.read_only = None;
        }
        self.saved_state = Some(state);
        self.set_path(Some(path));
    }

    fn set_path(&mut self, path: Option<&Path>) {
        self.path = path.map(Path::to_owned);
        self.path_text = path.map(|path| path.display().to_string());
        self.name = path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    }

    /// Applies a step and brings the comparison up to date.
    pub(super) fn perform(&mut self, step: Step) -> Result<Done, EditError> {
        let kept = step.clone();
        let done = self.history.perform(Arc::make_mut(&mut self.dossier), step)?;
        self.unkept.push(Keep::Step(kept));
        self.follow(&done);
        self.findings_beyond.1.clear();
        if done.touched.everything {
            self.findings_beyond.0.push(std::mem::take(&mut self.findings));
        }
        Ok(done)
    }

    /// True when undo, or redo, would put another dossier in the place of this one.
    pub(super) fn would_replace(&self, way: Way) -> bool {
        match way {
            Way::Undo => self.history.undo_replaces(),
            Way::Redo => self.history.redo_replaces(),
        }
    }

    /// Takes back the last step, or does the last undone one again.
    pub(super) fn travel(&mut self, way: Way) -> Option<Result<Done, EditError>> {
        let dossier = Arc::make_mut(&mut self.dossier);
        let outcome = match way {
            Way::Undo => self.history.undo(dossier),
            Way::Redo => self.history.redo(dossier),
        }?;
        Some(outcome.inspect(|done| {
            self.unkept.push(if way == Way::Undo { Keep::Undo } else { Keep::Redo });
            self.follow(done);
            if done.touched.everything {
                let (before, after) = &mut self.findings_beyond;
                let (from, to) = if way == Way::Undo { (before, after) } else { (after, before) };
                to.push(std::mem::replace(&mut self.findings, from.pop().unwrap_or_default()));
            }
        }))
    }

    /// How many steps are done.
    pub(super) fn done(&self) -> usize {
        self.history.done()
    }

    fn follow(&mut self, done: &Done) {
        Arc::make_mut(&mut self.comparison).update(&self.dossier, &done.touched);
        self.revision += 1;
        self.lines_revision += u64::from(done.touched.lines);
    }

    /// How many times it was changed since it was opened, undoing included.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// What the window draws of it.
    pub fn scene(&self) -> OpenDossier<'_> {
        OpenDossier {
            dossier: &self.dossier,
            comparison: &self.comparison,
            findings: &self.findings,
            file_name: self.name.as_deref(),
            file_path: self.path_text.as_deref(),
            is_changed: self.is_changed(),
            revision: self.revision,
            lines_revision: self.lines_revision,
            undo_name: self.history.undo_name(),
            redo_name: self.history.redo_name(),
            history: &self.history,
            read_only: self.read_only,
        }
    }
}

/// Back or forward in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Takes the last step back.
    Undo,
    /// Does the last undone step again.
    Redo,
}
