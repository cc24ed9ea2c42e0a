//! The state of what is shown: view, selection, open panels and dialogs. Nothing of it belongs to the dossier.

use std::ops::Range;
use std::path::PathBuf;

use super::arrange::{ColumnSets, Grid, Heads, Options, Sizes};
use super::dialogs::ArticleDialog;
use super::dialogs::articles::ArticlesDialog;
use super::dialogs::coding::CodingDialog;
use super::finding::{FindState, Replacement};
use super::highlighting::{HighlighterDialog, Highlighting};
use super::history::HistoryDialog;
use super::matrix::MatrixState;
use super::on_disk::DiskDialog;
use super::searching::SearchState;
use super::selection::Selection;
use super::side_by_side::SideState;
use super::sources::SourcesState;
use crate::model::shown::visible;
use crate::model::steps::{Additions, Deletion, Recoding};
use crate::model::{DiscountKind, Dossier, ItemId, PartyId, Place, PositionId, SourceId, Step, Text};
use crate::search::Exactness;

/// The views of the central area.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum View {
    /// Items × parties.
    #[default]
    Matrix,
    /// A panel per party.
    SideBySide,
    /// The articles.
    Sources,
}

/// Everything that is remembered between frames about how the dossier is shown.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "panels and wishes that have nothing to do with each other")]
pub struct ViewState {
    /// Which view fills the middle.
    pub view: View,
    /// What is selected.
    pub selection: Selection,
    /// Whether the inspector is open.
    pub is_inspector_open: bool,
    /// Whether the list of problems is open.
    pub are_problems_open: bool,
    /// The question or list in front of everything, if there is one.
    pub dialog: Option<Dialog>,
    /// Which lines the matrix shows, in which order.
    pub options: Options,
    /// Widths and heights that were chosen.
    pub sizes: Sizes,
    /// Named choices of parties.
    pub column_sets: ColumnSets,
    /// The bar that narrows down what is shown.
    pub filter_bar: BarState,
    /// What is looked for.
    pub find: FindState,
    /// The search through everything.
    pub search: SearchState,
    /// The marks of highlighters.
    pub highlighting: Highlighting,
    /// Scroll position and the editor of the matrix.
    pub matrix: MatrixState,
    /// Which parties stand side by side, and how.
    pub side: SideState,
    /// Which article is shown, and what is selected in it.
    pub sources: SourcesState,
    /// The position of the selected cell that the inspector shows, where there are several.
    pub position: Option<PositionId>,
    /// The keyboard goes from the matrix to what stands around it, or back.
    pub wants_other_area: bool,
    /// Counts the dossiers that came into the place of another. What is being typed belongs to records of one of them
    /// and must not be taken for those that have the same keys in the next.
    pub drafts: u64,
    /// The inspector puts the cursor into its first field.
    pub wants_name_focus: bool,
    /// Width of the inspector in points, once it was shown or remembered.
    pub inspector_width: Option<f32>,
    /// Where the view in the middle stood in the last frame, in points.
    pub middle: Option<egui::Rect>,
    /// Messages at the lower edge.
    pub toasts: Vec<Toast>,
}

impl Default for ViewState {
    fn default() -> Self {
        Self {
            view: View::default(),
            selection: Selection::default(),
            is_inspector_open: true,
            are_problems_open: false,
            dialog: None,
            options: Options::default(),
            sizes: Sizes::default(),
            column_sets: ColumnSets::default(),
            filter_bar: BarState::default(),
            find: FindState::default(),
            search: SearchState::default(),
            highlighting: Highlighting::default(),
            matrix: MatrixState::default(),
            side: SideState::default(),
            sources: SourcesState::default(),
            position: None,
            wants_other_area: false,
            drafts: 0,
            wants_name_focus: false,
            inspector_width: None,
            middle: None,
            toasts: Vec::new(),
        }
    }
}

impl ViewState {
    /// Forgets what belonged to the last dossier and keeps what belongs to the window.
    pub fn for_new_dossier(&mut self) {
        self.selection = Selection::default();
        self.options = Options::default();
        self.sizes = Sizes::default();
        self.column_sets = ColumnSets::default();
        self.filter_bar = BarState::default();
        self.find = FindState::default();
        self.search.for_new_dossier();
        self.highlighting.begin_anew();
        self.position = None;
        self.dialog = None;
        self.wants_name_focus = false;
        self.matrix = MatrixState::default();
        self.side = SideState::default();
        self.sources.begin_anew();
        self.are_problems_open = false;
        self.drafts += 1;
    }

    /// The article that is shown, in its view or beside another.
    pub fn shown_article(&self, dossier: &Dossier) -> Option<SourceId> {
        let is_shown = self.view == View::Sources || self.sources.is_beside;
        self.sources.shown(dossier).filter(|_| is_shown)
    }

    /// The words that are selected in the article shown, in Unicode scalar values of its text.
    pub fn passage(&self, dossier: &Dossier) -> Option<(SourceId, Range<u32>)> {
        Some((self.shown_article(dossier)?, self.sources.reading.selection()?))
    }

    /// Shows a message for a few seconds; one that failed stays until it is closed.
    pub fn toast(&mut self, kind: ToastKind, text: impl Into<String>) {
        let toast = Toast { kind, text: visible(&text.into()).into_owned(), state: None, shown_since: None };
        self.toasts.retain(|other| other.text != toast.text);
        self.toasts.push(toast);
        if self.toasts.len() > 4 {
            self.toasts.remove(0);
        }
    }
}

/// A message at the lower edge of the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    /// How serious it is.
    pub kind: ToastKind,
    /// What happened, what it means, what to do.
    pub text: String,
    /// The state of the history in which its step is the last one; only then can it be undone from here.
    pub state: Option<u64>,
    /// The window's time in seconds when it first appeared.
    pub shown_since: Option<f64>,
}

/// How serious a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastKind {
    /// Something was done.
    Done,
    /// Something was done, and can be taken back.
    Undoable,
    /// Something could not be done.
    Failed,
}

/// What stands in front of the window and waits for an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Dialog {
    /// The dossier has changes that are not saved.
    Unsaved,
    /// The file was changed by somebody else.
    OnDisk(Box<DiskDialog>),
    /// A record is about to go with what hangs on it.
    Delete(Box<Deletion>),
    /// The name of a new party.
    NewParty {
        /// What was typed so far.
        name: String,
        /// The party before which it will stand; None: the last place.
        before: Option<PartyId>,
    },
    /// The title of a new item and its topic.
    NewItem {
        /// What was typed so far.
        title: String,
        /// The heading under which it will stand.
        topic: String,
        /// The item before which it will stand; None: the last place of the topic.
        before: Option<ItemId>,
    },
    /// The name of a topic.
    Topic {
        /// What it is for.
        change: TopicChange,
        /// What was typed so far.
        name: String,
    },
    /// Several parties or items are about to become one.
    Merge(Box<MergeDialog>),
    /// A party or an item is about to get another name.
    Rename(Box<RenameDialog>),
    /// Positions are about to move to another item, or an item to become two.
    Recode(Box<RecodeDialog>),
    /// The title of a new source.
    NewSource {
        /// What was typed so far.
        title: String,
    },
    /// Articles were read and are about to become sources.
    Articles(Box<ArticlesDialog>),
    /// A position is about to be marked as one that does not count.
    Discount {
        /// Which one.
        position: PositionId,
        /// Superseded or doubtful.
        kind: DiscountKind,
        /// Why, as far as it was typed.
        reason: String,
    },
    /// The text of an article is edited.
    Article(Box<ArticleDialog>),
    /// Selected words of an article are about to become a position.
    Coding(Box<CodingDialog>),
    /// Words are about to be replaced.
    Replace(Box<ReplaceDialog>),
    /// A block is about to be pasted that would add something.
    Paste(Box<PasteDialog>),
    /// Names are about to be pasted onto heads, and some are new.
    PasteNames(Box<PasteNames>),
    /// No native dialog could be shown: the path is typed.
    Path(PathDialog),
    /// Something went wrong that needs more words than a toast.
    Message {
        /// What happened.
        title: String,
        /// What it means and what to do.
        text: String,
    },
    /// Finds commands, items and parties.
    Palette {
        /// What was typed so far.
        query: String,
        /// The chosen line.
        chosen: usize,
        /// Items and parties only, to go there.
        only_places: bool,
    },
    /// Work of a program that ended without closing.
    Restore(RestoreDialog),
    /// Every step that was done, and every version that was saved.
    History(Box<HistoryDialog>),
    /// The terms that are marked in every article.
    Highlighter(Box<HighlighterDialog>),
    /// Every key.
    Shortcuts,
    /// Version and licences.
    About,
}

/// Work that was never saved, to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestoreDialog {
    /// Each dossier that was worked on, the last one first.
    pub sessions: Vec<Unsaved>,
    /// The number of the chosen one.
    pub chosen: usize,
    /// It was asked whether the chosen one is to be given up.
    pub gives_up: bool,
}

/// Work on one dossier that was never saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    /// The name of its session.
    pub id: String,
    /// The file's name, or what stands for it.
    pub name: String,
    /// Where the file is.
    pub path: Option<String>,
    /// When something was last done.
    pub when: String,
    /// What would come back, oldest first.
    pub steps: Vec<String>,
    /// Why nothing can come back.
    pub problem: Option<String>,
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

/// A bar above the view.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BarState {
    /// It is shown.
    pub is_open: bool,
    /// Its field takes the keyboard at the next frame.
    pub wants_focus: bool,
}

/// Wordings that are about to change.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceDialog {
    /// The words that are looked for.
    pub query: String,
    /// How they are looked for.
    pub exactness: Exactness,
    /// What shall stand in their place.
    pub by: String,
    /// Every wording with what it would become.
    pub changes: Vec<Replacement>,
}

/// What the name of a topic is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TopicChange {
    /// This topic gets another name.
    Rename(String),
    /// These items come under it.
    Move(Vec<ItemId>),
}

/// Parties or items that are about to become one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MergeDialog {
    /// All of them.
    pub places: Vec<Place>,
    /// The number of the one that stays.
    pub kept: usize,
    /// What would happen, once it is worked out, and a line for each passage and item that it touches.
    pub merge: Option<(Recoding, Vec<TouchedLine>)>,
    /// Where one alone was selected: what was typed to find its counterpart.
    pub query: String,
    /// What was found by `query`.
    pub found: Option<Vec<Place>>,
    /// The number of the found one that Enter takes.
    pub chosen: usize,
}

/// A party or an item that is about to get another name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenameDialog {
    /// Which one.
    pub place: Place,
    /// What was typed so far.
    pub typed: String,
    /// The old name stays as an alias, the old title in the note.
    pub keeps_old: bool,
    /// In how many articles and quotations the old name stands.
    pub told_in: (usize, usize),
    /// What was last looked up, and what else is called so.
    pub checked: Option<(String, Option<Place>)>,
    /// How many positions show the name, and a line for each passage and item, once they are looked up.
    pub lines: Option<(usize, Vec<TouchedLine>)>,
}

/// One line of what a change will touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TouchedLine {
    /// What.
    pub what: Touched,
    /// What becomes of it, in a few words.
    pub note: &'static str,
}

/// What a change touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touched {
    /// A position, with this one of its quotations if it has any.
    Passage(PositionId, usize),
    /// An item.
    Item(ItemId),
}

/// Positions that are about to be coded anew.
#[derive(Debug, Clone, PartialEq)]
pub struct RecodeDialog {
    /// Whether they move or their item becomes two.
    pub kind: Recoded,
    /// What was typed so far: to find the other item, or the title of the new one.
    pub typed: String,
    /// The positions, ticked when they go.
    pub positions: Ticks,
    /// The conditions that wait for the old item, ticked when they wait for the new one from now on.
    pub links: Ticks,
    /// What would happen, once it is worked out; None inside: nothing yet.
    pub plan: Option<Option<Recoding>>,
}

/// What is done to positions that are coded anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recoded {
    /// They move to another item.
    Move {
        /// The item of the first of them.
        from: ItemId,
        /// Items that fit what was typed, once they are found.
        candidates: Option<Vec<Place>>,
        /// The number of the chosen one of them.
        chosen: usize,
    },
    /// Some of them go to a new item.
    Split {
        /// The item that becomes two.
        item: ItemId,
    },
}

/// Lines that can be ticked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ticks {
    /// All of them.
    pub lines: Vec<TickLine>,
    /// The number of the one on which keys act.
    pub cursor: usize,
}

impl Ticks {
    /// Lines, all of them ticked or none.
    pub fn of(lines: impl IntoIterator<Item = (PositionId, Option<usize>)>, is_ticked: bool) -> Self {
        let line = |(position, condition)| TickLine { position, condition, is_ticked };
        Self { lines: lines.into_iter().map(line).collect(), cursor: 0 }
    }

    /// Those that are ticked.
    pub fn ticked(&self) -> impl Iterator<Item = &TickLine> {
        self.lines.iter().filter(|line| line.is_ticked)
    }
}

/// A position, or a condition of it, that can be ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TickLine {
    /// Which position.
    pub position: PositionId,
    /// The place of the condition in its list.
    pub condition: Option<usize>,
    /// It is ticked.
    pub is_ticked: bool,
}

/// A block of cells on its way into the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasteDialog {
    /// The cells.
    pub grid: Grid,
    /// What its first row and column mean.
    pub heads: Heads,
    /// What pasting would do, worked out once for each choice of heads.
    pub preview: Option<PastePreview>,
}

/// What pasting a block would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastePreview {
    /// The choice that it was worked out for.
    pub heads: Heads,
    /// Items and parties that would be added.
    pub additions: Additions,
    /// How many cells would be filled.
    pub cells: usize,
    /// How many of these are there already.
    pub fitting: usize,
}

/// Names on their way onto the heads of the matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct PasteNames {
    /// The whole of it.
    pub step: Step,
    /// The names that are new.
    pub added: Vec<Text>,
}

/// A path that is typed because no native dialog can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathDialog {
    /// What the path is for.
    pub purpose: Purpose,
    /// Why there is no native dialog.
    pub reason: String,
    /// What was typed so far.
    pub path: String,
    /// What was wrong with the last try.
    pub complaint: Option<String>,
}

/// What a file is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Files to open as a new dossier.
    Open,
    /// Files to unite with this one.
    Add,
    /// Documents to add as sources.
    Sources,
    /// Where to save the dossier.
    SaveAs,
    /// Where to write the comparison.
    Export,
    /// Where to write a picture of the view.
    Picture,
}

impl Purpose {
    /// The title of the dialog.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "Open position files",
            Self::Add => "Add position files",
            Self::Sources => "Add sources",
            Self::SaveAs => "Save dossier",
            Self::Export => "Export comparison",
            Self::Picture => "Save picture",
        }
    }

    /// True when the file is written.
    pub fn writes(self) -> bool {
        matches!(self, Self::SaveAs | Self::Export | Self::Picture)
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
