//! What an action acts on, which is also whether it is available.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Action, ROWS, Row};
use crate::model::{Cell, Dossier, ItemId, PartyId, Place, SourceId, steps};
use crate::ui::arrange::Density;
use crate::ui::view::View;

/// What an action acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The window; nothing needs to be open.
    Window,
    /// The open dossier.
    Dossier,
    /// The selected cell.
    Cell(Cell),
    /// The selected party.
    Party(PartyId),
    /// The selected item.
    Item(ItemId),
    /// The selected source.
    Source(SourceId),
    /// Several cells, or the cells of selected heads: the arrangement knows which.
    Cells,
    /// Several parties' heads.
    Parties,
    /// Several items' heads.
    Items,
}

/// What decides which actions are available.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The open dossier, if there is one.
    pub dossier: Option<&'a Dossier>,
    /// The active place.
    pub selection: Option<Place>,
    /// True when nothing else is selected than that.
    pub is_single: bool,
    /// Parties are rows.
    pub is_transposed: bool,
    /// How much of a wording rows show.
    pub density: Density,
    /// Which view is shown.
    pub view: View,
    /// The step that undo would take back.
    pub undo_name: Option<&'a str>,
    /// The step that redo would do again.
    pub redo_name: Option<&'a str>,
    /// A file is being read or written.
    pub is_busy: bool,
}

impl Situation<'_> {
    /// True when there is at least one cell.
    fn has_cells(&self) -> bool {
        self.dossier.is_some_and(|dossier| !dossier.items().is_empty() && !dossier.parties().is_empty())
    }

    fn selected(&self) -> Option<Target> {
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

impl Action {
    /// The row of this action. (The first row stands in for one that is missing; a test sees to it that none is.)
    pub fn row(self) -> &'static Row {
        ROWS.iter().find(|row| row.action == self).unwrap_or(&ROWS[0])
    }

    /// What the action acts on; None when it is not available.
    pub fn target(self, situation: &Situation<'_>) -> Option<Target> {
        let dossier = situation.dossier;
        let open = dossier.map(|_| Target::Dossier);
        let selected = situation.selected();
        let cell = selected.filter(|target| matches!(target, Target::Cell(_)));
        let cells = selected.filter(|target| matches!(target, Target::Cell(_) | Target::Cells));
        let heads = selected.filter(|target| !matches!(target, Target::Cell(_) | Target::Cells));
        let thing = heads.filter(|target| !matches!(target, Target::Parties | Target::Items));
        // Of a head, all its cells.
        let area = selected.map(|target| if let Target::Cell(_) = target { target } else { Target::Cells });
        let area = area.filter(|_| !matches!(situation.selection, Some(Place::Source(_))));
        match self {
            Self::New | Self::Open | Self::Close | Self::AddFiles | Self::Save | Self::SaveAs | Self::Export
                if situation.is_busy =>
            {
                None
            }
            Self::New
            | Self::Open
            | Self::Quit
            | Self::ThemeSystem
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::Palette
            | Self::Shortcuts
            | Self::About => Some(Target::Window),
            Self::AddFiles
            | Self::Save
            | Self::SaveAs
            | Self::Export
            | Self::Close
            | Self::AddParty
            | Self::AddItem
            | Self::AddSource
            | Self::Matrix
            | Self::SideBySide
            | Self::Transpose
            | Self::RowHeight(_)
            | Self::FitSizes
            | Self::CollapseTopics
            | Self::ExpandTopics
            | Self::Inspector
            | Self::Problems
            | Self::Check => open,
            Self::Undo => open.filter(|_| situation.undo_name.is_some()),
            Self::Redo => open.filter(|_| situation.redo_name.is_some()),
            Self::Cut | Self::Copy | Self::CopyWithHeads => {
                area.and(open).filter(|_| situation.view == View::Matrix && situation.has_cells())
            }
            Self::Paste => open.filter(|_| situation.view == View::Matrix),
            Self::ToggleTopic => {
                selected.filter(|target| matches!(target, Target::Cell(_) | Target::Item(_))).and(open)
            }
            Self::Stance(_) => cells,
            Self::AddPosition => cell,
            Self::SelectAll => open.filter(|_| situation.has_cells() && situation.view == View::Matrix),
            Self::SelectRow | Self::SelectColumn => area.and(open).filter(|_| situation.view == View::Matrix),
            Self::EditWording => cell.filter(|_| situation.view == View::Matrix),
            Self::ClearCell => area.filter(|target| has_positions(dossier, *target)),
            Self::Details => situation.selected(),
            Self::Rename => thing,
            Self::Delete => heads,
            Self::Merge => heads.filter(|target| matches!(target, Target::Parties | Target::Items)),
            Self::InsertBefore | Self::InsertAfter => {
                selected.filter(|target| matches!(target, Target::Cell(_) | Target::Item(_) | Target::Party(_)))
            }
            Self::SetTopic | Self::RenameTopic | Self::TopicBack | Self::TopicOn => selected.filter(|target| {
                matches!(target, Target::Cell(_) | Target::Item(_))
                    || (*target == Target::Items && self == Self::SetTopic)
            }),
            Self::MoveBack => heads.filter(|target| can_move(dossier, *target, -1)),
            Self::MoveOn => heads.filter(|target| can_move(dossier, *target, 1)),
        }
    }

    /// The name as menus show it now: undo and redo say which step.
    pub fn label(self, situation: &Situation<'_>) -> String {
        let name = self.row().name;
        let step = match self {
            Self::Undo => situation.undo_name,
            Self::Redo => situation.redo_name,
            _ => None,
        };
        step.map_or_else(|| name.to_owned(), |step| format!("{name}: {step}"))
    }

    /// True when its keys also mean something inside a text field and belong to the field while one is in use.
    pub fn yields_to_text_fields(self) -> bool {
        matches!(
            self,
            Self::Undo
                | Self::Redo
                | Self::MoveBack
                | Self::MoveOn
                | Self::SelectAll
                | Self::Cut
                | Self::Copy
                | Self::CopyWithHeads
                | Self::Paste
        ) || self.row().keys.iter().any(is_plain)
    }
}

fn has_positions(dossier: Option<&Dossier>, target: Target) -> bool {
    match (dossier, target) {
        (Some(dossier), Target::Cell(cell)) => dossier.cell(cell).next().is_some(),
        (Some(dossier), Target::Cells) => dossier.position_count() > 0,
        _ => false,
    }
}

fn can_move(dossier: Option<&Dossier>, target: Target, by: isize) -> bool {
    match (dossier, target) {
        (Some(dossier), Target::Party(id)) => steps::move_party(dossier, id, by).is_some(),
        (Some(dossier), Target::Item(id)) => steps::move_item(dossier, id, by).is_some(),
        (Some(_), Target::Parties | Target::Items) => true,
        _ => false,
    }
}

/// True for keys that would write or press something in whatever has the focus.
pub fn is_plain(shortcut: &KeyboardShortcut) -> bool {
    let KeyboardShortcut { modifiers, logical_key } = shortcut;
    !(modifiers.command || modifiers.ctrl || modifiers.alt || is_function_key(*logical_key))
        || (*modifiers == Modifiers::CTRL && *logical_key == Key::Space)
}

/// Function keys mean nothing to text fields and buttons, so they are heard everywhere.
fn is_function_key(key: Key) -> bool {
    matches!(key, Key::F1 | Key::F3 | Key::F6 | Key::F7)
}
