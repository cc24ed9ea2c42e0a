//! Commands: everything that can be done, as plain data.
//!
//! An [`Action`] is a command with a name. Its row in [`ROWS`] is the only place that says how it is called, what it
//! does, which keys it has and in which menu it stands; menus, palette, shortcut list, tooltips and tests read that row.
//! Whether an action is available and what it acts on are one question: [`Action::target`].

mod action;
mod sample;
mod situation;
mod table;
mod target;

use std::ops::Range;
use std::path::PathBuf;

pub use action::{Action, Menu};
pub use sample::Sample;
pub use situation::{Bars, Situation};
pub use table::{ROWS, Row};
pub use target::{Target, is_plain};

use super::arrange::{Grid, Heads};
use super::history::HistoryCommand;
use super::on_disk::DiskAnswer;
use crate::model::steps::Coding;
use crate::model::{DiscountKind, ItemId, PartyId, Place, PositionId, Source, SourceId, Step, Text};

/// Everything that can happen to the program, in the order in which it is to happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// A named action.
    Act(Action),
    /// An edit that a widget made.
    Perform(Step),
    /// Something else is looked at.
    Select(Option<Place>),
    /// The selection reaches from the active place to here.
    Extend(Place),
    /// One more place is selected, or no longer.
    AddToSelection(Place),
    /// One position of a cell is selected.
    SelectPosition(PositionId),
    /// The passage of a position is shown, with the number of the quotation among its evidence.
    ShowPassage {
        /// The position.
        position: PositionId,
        /// The number of the quotation.
        evidence: usize,
    },
    /// A passage of an article is shown that no position need rest on.
    ShowText {
        /// The article.
        source: SourceId,
        /// The passage, in Unicode scalar values.
        range: Range<u32>,
    },
    /// A text goes to the clipboard.
    Copy(String),
    /// A text came from the clipboard.
    Paste(String),
    /// The selected heads go to another place.
    MoveHeads(DropAt),
    /// Opening, saving, exporting.
    File(FileCommand),
    /// An answer in a dialog.
    Answer(Answer),
    /// The History dialog wants to know something.
    History(HistoryCommand),
}

/// Where dragged heads are dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DropAt {
    /// Before this party; None: behind the last one.
    Parties {
        /// The party that comes to stand behind them.
        before: Option<PartyId>,
    },
    /// Before this item; None: at the end of the topic.
    Items {
        /// The item that comes to stand behind them.
        before: Option<ItemId>,
        /// The topic that they come under; None: each stays under its own.
        topic: Option<Text>,
    },
}

/// Commands about files that name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileCommand {
    /// Opens these files as one new dossier.
    Open(Vec<PathBuf>),
    /// Opens a sample that comes with the program.
    OpenSample(Sample),
    /// Unites these files with the open dossier.
    Add(Vec<PathBuf>),
    /// Reads these documents, to add them as sources.
    AddSources(Vec<PathBuf>),
    /// Saves the dossier here.
    SaveTo(PathBuf),
    /// Exports the comparison here.
    ExportTo(PathBuf),
    /// Writes a picture of the view here.
    PictureTo(PathBuf),
    /// Takes a file off the list of recent files.
    ForgetRecent(PathBuf),
    /// Makes the open file this window's own although another window has it open.
    TakeOver,
    /// Gives up what is being read.
    CancelReading,
}

/// Answers to the questions of dialogs.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Leave everything as it is.
    Cancel,
    /// Save, then go on with what was about to happen.
    SaveFirst,
    /// Go on without saving.
    Discard,
    /// What to do about a file that was changed by somebody else.
    OnDisk(DiskAnswer),
    /// Do the step that was asked about.
    Confirm(Step),
    /// Do the step that makes two items of one, and select the new one.
    Split(Step),
    /// Another name for a party or an item.
    Rename {
        /// Which one.
        place: Place,
        /// The new name.
        name: String,
        /// The old name stays as an alias, the old title in the note.
        keeps_old: bool,
    },
    /// Make one of two that would be called alike.
    MergeInstead {
        /// The one that was to get the name.
        one: Place,
        /// The one that has it.
        other: Place,
    },
    /// Paste a block, with what it adds or without.
    Paste {
        /// The cells.
        grid: Grid,
        /// What its first row and column mean.
        heads: Heads,
        /// Items and parties that are missing are added.
        adds: bool,
    },
    /// Restore the work of this session.
    Restore(String),
    /// Give up the work of this session for good.
    DiscardSession(String),
    /// Bring the chosen version back.
    RestoreVersion,
    /// Undo or redo until so many steps are done.
    GoToStep(usize),
    /// Replace words in wordings.
    Replace {
        /// The name of the step.
        what: String,
        /// Positions with their new wordings.
        changes: Vec<(PositionId, String)>,
    },
    /// Mark a position as one that does not count.
    Discount {
        /// Which one.
        position: PositionId,
        /// Superseded or doubtful.
        kind: DiscountKind,
        /// Why; may be empty.
        reason: String,
    },
    /// A new party of this name, before another one.
    NewParty(String, Option<PartyId>),
    /// A new item.
    NewItem {
        /// Its title.
        title: String,
        /// The topic that it stands under.
        topic: String,
        /// The item that it stands before.
        before: Option<ItemId>,
    },
    /// The name of a topic.
    Topic {
        /// What it is for.
        change: TopicChange,
        /// The name.
        name: String,
    },
    /// A new source with this title.
    NewSource(String),
    /// New sources that were read from documents.
    AddSources(Vec<Source>),
    /// Another text of a source.
    EditArticle {
        /// The source.
        source: SourceId,
        /// The text.
        text: String,
        /// Quotations within which something was corrected take over the new words.
        follows: bool,
    },
    /// A position made of selected words.
    Code(Box<Coding>),
}

/// What the name of a topic is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TopicChange {
    /// This topic gets another name.
    Rename(String),
    /// These items come under it.
    Move(Vec<ItemId>),
}

/// Commands that widgets ask for during a frame.
#[derive(Debug, Default)]
pub struct Queue(Vec<Command>);

impl Queue {
    /// Asks for a command.
    pub fn push(&mut self, command: Command) {
        self.0.push(command);
    }

    /// Asks for an action.
    pub fn act(&mut self, action: Action) {
        self.push(Command::Act(action));
    }

    /// Asks for an edit, if there is one.
    pub fn perform(&mut self, step: Option<Step>) {
        self.0.extend(step.map(Command::Perform));
    }

    /// Asks for something to be selected.
    pub fn select(&mut self, place: Place) {
        self.push(Command::Select(Some(place)));
    }

    /// Takes everything that was asked for, in order.
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stance;
    use crate::ui::view::View;

    #[test]
    fn no_two_commands_share_a_key() {
        let mut seen = std::collections::HashMap::new();
        for row in ROWS {
            for keys in row.keys {
                let before = seen.insert(*keys, row.name);
                assert_eq!(before, None, "{keys:?} belongs to “{}” too, so one of them can never be reached", row.name);
            }
        }
    }

    #[test]
    fn every_action_stands_in_the_table_once() {
        for row in ROWS {
            assert_eq!(ROWS.iter().filter(|other| other.action == row.action).count(), 1, "{}", row.name);
            assert_eq!(row.action.row().name, row.name);
            assert!(!row.help.is_empty() && !row.help.ends_with('.'), "{}", row.name);
        }
        for stance in Stance::ALL {
            assert_eq!(Action::Stance(stance).row().action, Action::Stance(stance));
        }
    }

    #[test]
    fn without_a_dossier_nothing_that_needs_one_is_offered() {
        let nothing = Situation {
            dossier: None,
            selection: None,
            position: None,
            is_single: true,
            is_transposed: false,
            bars: Bars::default(),
            density: crate::ui::Density::default(),
            view: View::Matrix,
            article: None,
            has_passage: false,
            is_reading: false,
            undo_name: None,
            redo_name: None,
            is_busy: false,
            is_read_only: false,
            shows_hint: true,
            can_restore: false,
        };
        for row in ROWS {
            let target = row.action.target(&nothing);
            assert!(matches!(target, None | Some(Target::Window)), "{} offers {target:?}", row.name);
        }
        assert_eq!(Action::Save.target(&nothing), None);
        assert_eq!(Action::Open.target(&nothing), Some(Target::Window));
    }
}
