//! What a frame is drawn from, read only: the open dossier, what is known about it, and what goes on around the window.

use std::path::PathBuf;

use super::command::{Bars, Situation};
use super::filter_bar;
use super::view::ViewState;
use crate::compare::Comparison;
use crate::files::Findings;
use crate::model::{Dossier, History, Place, PositionId, steps};

/// Everything that a frame is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The open dossier; None on the start page.
    pub open: Option<OpenDossier<'a>>,
    /// Files that were open before, the last one first.
    pub recent: &'a [Recent],
    /// What runs beside the window.
    pub busy: Option<Busy<'a>>,
    /// The first hint was not yet dismissed.
    pub shows_hint: bool,
    /// There is work of a program that ended without closing.
    pub can_restore: bool,
    /// Why what is done is not kept at the moment.
    pub keeping_trouble: Option<&'a str>,
    /// Light, dark or as the system says.
    pub theme: egui::ThemePreference,
}

/// Something that runs beside the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy<'a> {
    /// What it is: `Opening ceasefire.positions.json`.
    pub words: &'a str,
    /// Whether it can be given up.
    pub can_cancel: bool,
}

/// The open dossier and what is known about it.
#[derive(Debug, Clone, Copy)]
pub struct OpenDossier<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// What follows from it, up to date.
    pub comparison: &'a Comparison,
    /// What loading, merging and checking found.
    pub findings: &'a Findings,
    /// The file's name, if it has one.
    pub file_name: Option<&'a str>,
    /// Where the file is, in full.
    pub file_path: Option<&'a str>,
    /// True when something is not saved.
    pub is_changed: bool,
    /// Counts every change, undo and redo; what is derived from the dossier is kept by it.
    pub revision: u64,
    /// Counts the changes, undos and redos in which a party or item came, went, changed or moved.
    pub lines_revision: u64,
    /// The step that undo would take back.
    pub undo_name: Option<&'a str>,
    /// The step that redo would do again.
    pub redo_name: Option<&'a str>,
    /// Every step.
    pub history: &'a History,
    /// Why it cannot be changed here.
    pub read_only: Option<ReadOnly>,
}

impl<'a> Scene<'a> {
    /// What decides which actions are available.
    pub fn situation(&self, view: &ViewState) -> Situation<'a> {
        Situation {
            dossier: self.open.map(|open| open.dossier),
            selection: view.selection.active(),
            position: self.open.and_then(|open| inspected_position(open.dossier, view)),
            is_single: view.selection.is_single(),
            is_transposed: view.options.is_transposed,
            density: view.sizes.density,
            bars: Bars {
                is_finding: view.find.is_open,
                is_searching: view.search.is_open,
                is_filtered: filter_bar::is_narrowing(&view.options),
                hides_parties: !view.options.hidden_parties.is_empty(),
                is_sorted: view.options.sort.is_some(),
            },
            view: view.view,
            article: self.open.and_then(|open| view.shown_article(open.dossier)),
            has_passage: self.open.is_some_and(|open| view.passage(open.dossier).is_some()),
            is_reading: view.sources.has_keyboard,
            undo_name: self.open.and_then(|open| open.undo_name),
            redo_name: self.open.and_then(|open| open.redo_name),
            is_busy: self.busy.is_some(),
            is_read_only: self.open.is_some_and(|open| open.read_only.is_some()),
            shows_hint: self.shows_hint,
            can_restore: self.can_restore,
        }
    }
}

/// The position that the inspector shows: the one that was chosen, otherwise the leading one of the active cell, or the
/// latest where none of them counts.
pub(super) fn inspected_position(dossier: &Dossier, view: &ViewState) -> Option<PositionId> {
    let Some(Place::Cell(cell)) = view.selection.active() else { return None };
    let is_there = |id: &PositionId| dossier.position(*id).is_some_and(|position| position.cell() == cell);
    let leading = || steps::leading_position(dossier, cell).map(|(id, _)| id);
    let latest = || dossier.cell(cell).map(|(id, position)| (dossier.date_of(position), id)).max().map(|(_, id)| id);
    view.position.filter(is_there).or_else(leading).or_else(latest)
}

/// Why a dossier cannot be changed in this window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadOnly {
    /// Its file is open in another window.
    OpenElsewhere,
    /// Another window took its file over.
    TakenOver,
    /// Something went wrong inside the program while it was changed.
    Doubtful,
    /// Its file was made by a newer program, of this version of the format.
    Newer(u64),
}

impl ReadOnly {
    /// True when the person may decide to change it all the same.
    pub fn can_be_taken_over(self) -> bool {
        matches!(self, Self::OpenElsewhere | Self::TakenOver)
    }
}

/// A file that was open before.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// The dossier's title when it was last open.
    pub title: String,
}
