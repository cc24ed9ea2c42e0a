//! What an action acts on, which is also whether it is available.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Action, ROWS, Row, Situation};
use crate::model::{Address, Cell, Dossier, ItemId, PartyId, SourceId, steps};
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
    /// Words selected in an article.
    Passage,
}

impl Action {
    /// The row of this action. (The first row stands in for one that is missing; a test sees to it that none is.)
    pub fn row(self) -> &'static Row {
        ROWS.iter().find(|row| row.action == self).unwrap_or(&ROWS[0])
    }

    /// Where it stands, for messages that lead there: `Arrange, Add source…`.
    pub fn way(self) -> String {
        format!("{}, {}", self.row().menu.name(), self.row().name)
    }

    /// True for what changes the dossier or its file.
    pub fn changes_dossier(self) -> bool {
        matches!(
            self,
            Self::AddFiles
                | Self::Save
                | Self::Undo
                | Self::Redo
                | Self::Stance(_)
                | Self::EditWording
                | Self::ClearCell
                | Self::Cut
                | Self::Paste
                | Self::PasteWordings
                | Self::AddPosition
                | Self::Code
                | Self::AddPassage
                | Self::Duplicate
                | Self::RemovePosition
                | Self::PositionUp
                | Self::PositionDown
                | Self::Supersede
                | Self::Doubt
                | Self::CountAgain
                | Self::AddParty
                | Self::AddItem
                | Self::AddSource
                | Self::PasteSource
                | Self::NameSource
                | Self::EditArticle
                | Self::LocateQuotations
                | Self::Rename
                | Self::Delete
                | Self::MoveBack
                | Self::MoveOn
                | Self::InsertBefore
                | Self::InsertAfter
                | Self::Merge
                | Self::MovePositions
                | Self::SplitItem
                | Self::SetTopic
                | Self::RenameTopic
                | Self::TopicBack
                | Self::TopicOn
                | Self::DeleteTopic
                | Self::Replace
                | Self::ReplaceAll
                | Self::Highlighter
        )
    }

    /// What the action acts on; None when it is not available.
    pub fn target(self, situation: &Situation<'_>) -> Option<Target> {
        let is_about_files = matches!(
            self,
            Self::New | Self::Open | Self::Close | Self::AddFiles | Self::Save | Self::SaveAs | Self::Export
        );
        if is_about_files && situation.is_busy {
            return None;
        }
        if situation.is_read_only && self.changes_dossier() {
            return None;
        }
        match self {
            Self::Restore => (situation.can_restore && !situation.is_busy).then_some(Target::Window),
            Self::New
            | Self::Open
            | Self::AddSource
            | Self::PasteSource
            | Self::Quit
            | Self::ThemeSystem
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::ReduceMotion
            | Self::FirstHint
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::Palette
            | Self::Shortcuts
            | Self::About => Some(Target::Window),
            Self::Stance(_) if situation.is_reading && situation.has_passage => Some(Target::Passage),
            Self::Code => situation.has_passage.then_some(Target::Passage),
            Self::AddPassage => (situation.has_passage && situation.position.is_some()).then_some(Target::Passage),
            Self::EditArticle => situation.source(),
            _ => self.target_in_dossier(situation).or_else(|| self.target_in_selection(situation)),
        }
    }

    /// The dossier, for the actions that act on all of it or on how it is shown.
    fn target_in_dossier(self, situation: &Situation<'_>) -> Option<Target> {
        let is_available = match self {
            Self::AddFiles
            | Self::Save
            | Self::SaveAs
            | Self::Export
            | Self::Picture
            | Self::Close
            | Self::AddParty
            | Self::AddItem
            | Self::NameSource
            | Self::LocateQuotations
            | Self::Matrix
            | Self::SideBySide
            | Self::Sources
            | Self::Article
            | Self::Transpose
            | Self::RowHeight(_)
            | Self::FitSizes
            | Self::CollapseTopics
            | Self::ExpandTopics
            | Self::Inspector
            | Self::OtherArea
            | Self::Problems
            | Self::Check
            | Self::Find
            | Self::Search
            | Self::Highlighter
            | Self::History
            | Self::Replace
            | Self::GoTo
            | Self::Filter
            | Self::SortByTitle
            | Self::SortByStatus => true,
            Self::NextMark | Self::PreviousMark => situation.article.is_some(),
            Self::Undo => situation.undo_name.is_some(),
            Self::Redo => situation.redo_name.is_some(),
            Self::Paste | Self::PasteWordings => situation.view == View::Matrix,
            Self::SelectAll => situation.has_cells() && situation.view == View::Matrix,
            Self::FindNext | Self::FindPrevious | Self::CloseFind | Self::ReplaceAll => situation.bars.is_finding,
            Self::NextHit
            | Self::PreviousHit
            | Self::SearchCase
            | Self::SearchAccents
            | Self::SearchWords
            | Self::SearchPattern
            | Self::CloseSearch => situation.bars.is_searching,
            Self::ClearFilter => situation.bars.is_filtered,
            Self::ShowParties => situation.bars.hides_parties,
            Self::SortNot => situation.bars.is_sorted,
            _ => false,
        };
        situation.dossier.filter(|_| is_available).map(|_| Target::Dossier)
    }

    /// What is selected, for the actions that act on it.
    fn target_in_selection(self, situation: &Situation<'_>) -> Option<Target> {
        use Target::{Cell as ACell, Cells, Dossier as All, Item, Items, Parties, Party};
        let dossier = situation.dossier;
        let selected = situation.selected()?;
        // Of a head, all its cells.
        let area = match selected {
            ACell(_) => Some(selected),
            Target::Source(_) => None,
            _ => Some(Cells),
        };
        let in_matrix = || (situation.view == View::Matrix).then_some(All);
        match (self, selected) {
            (Self::SelectRow | Self::SelectColumn, _) => area.and_then(|_| in_matrix()),
            (Self::Cut | Self::Copy | Self::CopyWithHeads, _) => {
                area.and_then(|_| in_matrix()).filter(|_| situation.has_cells())
            }
            (Self::ClearCell, _) => area.filter(|target| has_positions(dossier, *target)),
            (Self::Details, _)
            | (Self::ShowPassage, Target::Source(_))
            | (Self::Stance(_), ACell(_) | Cells)
            | (Self::AddPosition, ACell(_))
            | (Self::Rename, Party(_) | Item(_) | Target::Source(_))
            | (Self::Delete, Party(_) | Item(_) | Target::Source(_) | Parties | Items)
            | (Self::Duplicate, Item(_) | Items)
            | (Self::Merge, Party(_) | Item(_) | Parties | Items)
            | (Self::InsertBefore | Self::InsertAfter, ACell(_) | Item(_) | Party(_))
            | (
                Self::SetTopic | Self::RenameTopic | Self::TopicBack | Self::TopicOn | Self::DeleteTopic,
                ACell(_) | Item(_),
            )
            | (Self::SetTopic, Items) => Some(selected),
            // The wording is written where the cell is.
            (Self::EditWording, ACell(_)) => Some(selected).filter(|_| situation.view != View::Sources),
            (Self::ShowPassage, ACell(_)) => {
                let shown = dossier.zip(situation.position).and_then(|(dossier, id)| dossier.position(id));
                shown.is_some_and(|position| !position.evidence.is_empty()).then_some(selected)
            }
            (Self::MovePositions, ACell(_) | Cells | Item(_) | Items) | (Self::SplitItem, ACell(_) | Item(_)) => {
                Some(selected).filter(|target| can_recode(dossier, self, *target))
            }
            (Self::OpenAddress, Target::Source(id)) => {
                let source = dossier.and_then(|dossier| dossier.sources().get(id));
                source.is_some_and(|source| Address::of(&source.url).is_ok()).then_some(selected)
            }
            (Self::Duplicate | Self::RemovePosition | Self::Supersede | Self::Doubt, ACell(_)) => {
                situation.position.and(Some(selected))
            }
            (Self::CountAgain, ACell(_)) => situation.is_position_marked().then_some(selected),
            (Self::PositionUp, ACell(_)) => situation.can_move_position(true).then_some(selected),
            (Self::PositionDown, ACell(_)) => situation.can_move_position(false).then_some(selected),
            (Self::ToggleTopic, ACell(_) | Item(_))
            | (Self::HideParties, Party(_) | Parties)
            | (Self::SortUp | Self::SortDown, ACell(_) | Party(_) | Item(_)) => Some(All),
            (Self::MoveBack, _) => Some(selected).filter(|target| can_move(dossier, *target, -1)),
            (Self::MoveOn, _) => Some(selected).filter(|target| can_move(dossier, *target, 1)),
            _ => None,
        }
    }

    /// The name as menus show it now: undo and redo say which step, and what is hidden is shown again.
    pub fn label(self, situation: &Situation<'_>) -> String {
        if self == Self::FirstHint && !situation.shows_hint {
            return "Show the first hint".to_owned();
        }
        let name = self.row().name;
        let step = match self {
            Self::Undo => situation.undo_name,
            Self::Redo => situation.redo_name,
            _ => None,
        };
        step.map_or_else(|| name.to_owned(), |step| format!("{name}: {step}"))
    }

    /// True when its key is answered also where it cannot act: otherwise one waits for what does not come.
    pub fn says_why_not(self) -> bool {
        self == Self::ShowPassage
    }

    /// True for what can be done with words selected in an article; its letters are heard there.
    pub fn is_about_passages(self) -> bool {
        matches!(self, Self::Code | Self::AddPassage | Self::Stance(_))
    }

    /// True when its keys also mean something in an article and belong to it while it has the keyboard.
    pub fn yields_to_articles(self) -> bool {
        matches!(self, Self::SelectAll | Self::Copy)
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
                | Self::PasteWordings
                | Self::RemovePosition
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

/// True where there are positions that could be about another item.
fn can_recode(dossier: Option<&Dossier>, action: Action, target: Target) -> bool {
    match (dossier, target) {
        (Some(dossier), Target::Cell(cell)) if action == Action::SplitItem => dossier.row(cell.item).next().is_some(),
        (Some(dossier), Target::Item(id)) => dossier.row(id).next().is_some(),
        (Some(dossier), Target::Items) => dossier.position_count() > 0,
        _ => has_positions(dossier, target),
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
    matches!(key, Key::F1 | Key::F3 | Key::F4 | Key::F6 | Key::F7 | Key::F8 | Key::F9)
}
