//! The actions by name, and the menus in which they stand.

use super::super::arrange::Density;
use crate::model::Stance;

/// A command with a name, a place in a menu and often a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table below says what each of them does")]
pub enum Action {
    New,
    Open,
    AddFiles,
    Save,
    SaveAs,
    Export,
    Picture,
    Close,
    Restore,
    Quit,
    Undo,
    Redo,
    History,
    Stance(Stance),
    EditWording,
    ClearCell,
    Cut,
    Copy,
    CopyWithHeads,
    Paste,
    PasteWordings,
    SelectAll,
    SelectRow,
    SelectColumn,
    AddPosition,
    Duplicate,
    RemovePosition,
    PositionUp,
    PositionDown,
    Supersede,
    Doubt,
    CountAgain,
    AddParty,
    AddItem,
    AddSource,
    PasteSource,
    NameSource,
    EditArticle,
    LocateQuotations,
    Rename,
    Delete,
    MoveBack,
    MoveOn,
    InsertBefore,
    InsertAfter,
    Merge,
    MovePositions,
    SplitItem,
    SetTopic,
    RenameTopic,
    TopicBack,
    TopicOn,
    DeleteTopic,
    Matrix,
    SideBySide,
    Sources,
    Article,
    ShowPassage,
    Code,
    AddPassage,
    NextMark,
    PreviousMark,
    Transpose,
    RowHeight(Density),
    ToggleTopic,
    CollapseTopics,
    ExpandTopics,
    FitSizes,
    Inspector,
    Problems,
    Check,
    Details,
    OpenAddress,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ReduceMotion,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Find,
    Replace,
    FindNext,
    FindPrevious,
    CloseFind,
    ReplaceAll,
    GoTo,
    Filter,
    ClearFilter,
    HideParties,
    ShowParties,
    SortUp,
    SortDown,
    SortByTitle,
    SortByStatus,
    SortNot,
    OtherArea,
    Palette,
    Shortcuts,
    HideHint,
    About,
}

/// The menus of the menu bar, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Menu {
    File,
    Edit,
    Find,
    Arrange,
    Matrix,
    View,
    Help,
}

impl Menu {
    /// All menus in order.
    pub const ALL: [Self; 7] =
        [Self::File, Self::Edit, Self::Find, Self::Arrange, Self::Matrix, Self::View, Self::Help];

    /// Its name in the menu bar.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Find => "Find",
            Self::Arrange => "Arrange",
            Self::Matrix => "Matrix",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}
