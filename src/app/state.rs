//! The state of the program: the open document, how it is shown, what is remembered, and what runs beside it.

use std::path::PathBuf;

use super::document::Document;
use super::keeping::Unclosed;
use super::on_disk::Watch;
use super::settings::Settings;
use super::versions::Earlier;
use crate::ui::{Busy, Sample, Scene, ViewState};

/// Something that waits until unsaved changes are saved or given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Waiting {
    New,
    PickFiles,
    Open(Vec<PathBuf>),
    OpenSample(Sample),
    /// Work of a program that is gone is about to be restored.
    Restore(String),
    Close,
    Quit,
    /// Files that have been read, while the dossier that they would replace was changed.
    Show,
}

/// Something that runs on another thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Job {
    /// Told apart by number, so that a late result of one that was given up is not taken for another's.
    pub(super) number: u64,
    pub(super) words: String,
    pub(super) can_cancel: bool,
    /// The state of the open document's history when it began.
    pub(super) begun_at: Option<u64>,
}

/// What is known about work that is kept while it lasts.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    /// It is being looked whether programs that are gone left work.
    pub(super) is_searching: bool,
    /// Work of programs that are gone, to be restored.
    pub(super) found: Vec<Unclosed>,
    /// When it was looked for, in seconds since 1970.
    pub(super) found_at: i64,
    /// Why what is done is not kept at the moment.
    pub(super) trouble: Option<String>,
}

/// Everything that the program knows.
#[derive(Debug, Default)]
pub struct State {
    /// The open document; None on the start page.
    pub document: Option<Document>,
    /// How it is shown.
    pub view: ViewState,
    /// What is remembered.
    pub settings: Settings,
    pub(super) waiting: Option<Waiting>,
    /// What [`Waiting::Show`] will show.
    pub(super) arrived: Option<super::Read>,
    /// Whether somebody else was at the open document's file.
    pub(super) watch: Watch,
    pub(super) job: Option<Job>,
    pub(super) last_job: u64,
    /// Articles that were dropped together with position files, or while something else was read: they come after it.
    pub(super) later: Vec<PathBuf>,
    /// What was copied last.
    pub(super) clip: Option<super::update::Clip>,
    /// What the text that was asked for last is for.
    pub(super) pastes: super::update::PasteAs,
    /// Earlier versions of the open dossier's file.
    pub(super) earlier: Earlier,
    /// A native dialog is open.
    pub(super) is_picking: bool,
    /// What is known about kept work.
    pub(super) keeping: Keeping,
    /// The window may close without asking again.
    pub(super) may_close: bool,
}

impl State {
    /// The state at the start, with what was remembered.
    pub fn new(settings: Settings) -> Self {
        let mut state = Self { settings, ..Self::default() };
        state.view.is_inspector_open = state.settings.is_inspector_open;
        state.view.inspector_width = state.settings.inspector_width.filter(|width| (200.0..2000.0).contains(width));
        state.view.view = state.settings.view;
        state.view.sources.is_beside = state.settings.is_article_open;
        state
    }

    /// True while something runs on another thread.
    pub fn is_busy(&self) -> bool {
        self.job.is_some() || self.is_picking || self.keeping.is_searching || self.watch.is_looking
    }

    /// Brings the order of rows and columns up to date with the dossier and what the person chose to see.
    pub(super) fn arrange(&mut self) {
        if let (Scene { open: Some(open), .. }, view) = self.split() {
            view.matrix.arrange(&open, &view.options);
        }
    }

    /// Notes how the open dossier is looked at, for the next time that its file is opened.
    pub(super) fn note_look(&mut self) {
        if let Some((document, path)) = self.document.as_ref().and_then(|document| Some((document, document.path()?))) {
            self.settings.looks.note(path, document.dossier(), &self.view);
        }
    }

    /// Looks at the open dossier as it was looked at last.
    pub(super) fn recall_look(&mut self) {
        if let Some((document, path)) = self.document.as_ref().and_then(|document| Some((document, document.path()?))) {
            self.settings.looks.recall(path, document.dossier(), &mut self.view);
        }
    }

    /// What a frame is drawn from, and the view state that it may change.
    pub fn split(&mut self) -> (Scene<'_>, &mut ViewState) {
        let Self { document, view, settings, job, keeping, .. } = self;
        let scene = Scene {
            open: document.as_ref().map(Document::scene),
            recent: &settings.recent,
            busy: job.as_ref().map(|job| Busy { words: &job.words, can_cancel: job.can_cancel }),
            theme: settings.theme.into(),
            shows_hint: !settings.has_read_hint,
            can_restore: !keeping.found.is_empty(),
            keeping_trouble: keeping.trouble.as_deref(),
        };
        (scene, view)
    }
}
