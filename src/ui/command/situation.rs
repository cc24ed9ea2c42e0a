//! What decides which actions are available: what is open, selected and shown.

use super::Target;
use crate::model::{Dossier, Place, PositionId, SourceId, steps};
use crate::ui::arrange::Density;
use crate::ui::view::View;

/// What narrows down or orders what is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "five independent facts, each for one action")]
pub struct Bars {
    /// Words are looked for.
    pub is_finding: bool,
    /// Everything is searched.
    pub is_searching: bool,
    /// Not every item or party is shown.
    pub is_filtered: bool,
    /// A party is hidden.
    pub hides_parties: bool,
    /// Another order than that of the dossier.
    pub is_sorted: bool,
}

/// What decides which actions are available.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct Situation<'a> {
    /// The open dossier, if there is one.
    pub dossier: Option<&'a Dossier>,
    /// The active place.
    pub selection: Option<Place>,
    /// The position of the active cell that the inspector shows.
    pub position: Option<PositionId>,
    /// True when nothing else is selected than that.
    pub is_single: bool,
    /// Parties are rows.
    pub is_transposed: bool,
    /// How much of a wording rows show.
    pub density: Density,
    /// Which view is shown.
    pub view: View,
    /// The article that is shown, in its view or beside another.
    pub article: Option<SourceId>,
    /// Words are selected in it.
    pub has_passage: bool,
    /// The article has the keyboard.
    pub is_reading: bool,
    /// The step that undo would take back.
    pub undo_name: Option<&'a str>,
    /// The step that redo would do again.
    pub redo_name: Option<&'a str>,
    /// What narrows down or orders what is shown.
    pub bars: Bars,
    /// A file is being read or written.
    pub is_busy: bool,
    /// The dossier cannot be changed here.
    pub is_read_only: bool,
    /// The first hint is shown where there is room for it.
    pub shows_hint: bool,
    /// There is work of a program that ended without closing.
    pub can_restore: bool,
}

impl Situation<'_> {
    /// True when there is at least one cell.
    pub(super) fn has_cells(&self) -> bool {
        self.dossier.is_some_and(|dossier| !dossier.items().is_empty() && !dossier.parties().is_empty())
    }

    /// The selected source, otherwise the article that is shown.
    pub(super) fn source(&self) -> Option<Target> {
        let is_there = |id: &SourceId| self.dossier.is_some_and(|dossier| dossier.sources().contains(*id));
        let shown = || self.article.filter(is_there).map(Target::Source);
        self.selected().filter(|target| matches!(target, Target::Source(_))).or_else(shown)
    }

    /// True when the shown position can change places with the one above or below it.
    pub(super) fn can_move_position(&self, is_up: bool) -> bool {
        let shown = self.dossier.zip(self.position);
        shown.is_some_and(|(dossier, id)| steps::move_in_stack(dossier, id, is_up).is_some())
    }

    /// True when the shown position is marked superseded or doubtful.
    pub(super) fn is_position_marked(&self) -> bool {
        let shown = self.dossier.zip(self.position);
        shown.and_then(|(dossier, id)| dossier.position(id)).is_some_and(|position| !position.counts())
    }

    pub(super) fn selected(&self) -> Option<Target> {
        let dossier = self.dossier?;
        match self.selection? {
            Place::Dossier => None,
            Place::Cell(_) if !self.is_single => Some(Target::Cells),
            Place::Party(_) if !self.is_single => Some(Target::Parties),
            Place::Item(_) if !self.is_single => Some(Target::Items),
            Place::Cell(cell) => (dossier.items().contains(cell.item) && dossier.parties().contains(cell.party))
                .then_some(Target::Cell(cell)),
            Place::Party(id) => dossier.parties().contains(id).then_some(Target::Party(id)),
            Place::Item(id) => dossier.items().contains(id).then_some(Target::Item(id)),
            Place::Source(id) => dossier.sources().contains(id).then_some(Target::Source(id)),
        }
    }
}
