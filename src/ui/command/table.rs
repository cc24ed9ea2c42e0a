//! The command table: how each action is called, what it does, which keys it has, where it stands. The rows of the Edit
//! menu are in `editing`.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::super::arrange::Density;
use super::editing::EDIT;
use super::{Action, Menu};

/// One row of the command table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What it is.
    pub action: Action,
    /// As menus show it.
    pub name: &'static str,
    /// One sentence on what it does.
    pub help: &'static str,
    /// Keys; the first is shown.
    pub keys: &'static [KeyboardShortcut],
    /// Where it stands. Rows of one menu stand there in the order of the table.
    pub menu: Menu,
    /// A separator stands above it.
    pub opens_group: bool,
}

pub(super) const CTRL: Modifiers = Modifiers::COMMAND;
pub(super) const SHIFT_CTRL: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ALT: Modifiers = Modifiers::ALT;
pub(super) const SHIFT_ALT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);

pub(super) const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

pub(super) const fn row(
    menu: Menu,
    action: Action,
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
) -> Row {
    Row { action, name, help, keys, menu, opens_group: false }
}

pub(super) const fn group(row: Row) -> Row {
    Row { opens_group: true, ..row }
}

/// The command table.
pub static ROWS: &[Row] = &joined::<{ FILE.len() + EDIT.len() + OTHERS.len() }>(&[FILE, EDIT, OTHERS]);

const fn joined<const N: usize>(parts: &[&[Row]]) -> [Row; N] {
    let mut all = [parts[0][0]; N];
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        let mut number = 0;
        while number < parts[part].len() {
            all[at] = parts[part][number];
            number += 1;
            at += 1;
        }
        part += 1;
    }
    all
}

const FILE: &[Row] = &[
    row(Menu::File, Action::New, "New", "Starts an empty dossier", &[key(CTRL, Key::N)]),
    row(Menu::File, Action::Open, "Open…", "Opens position files; several become one dossier", &[key(CTRL, Key::O)]),
    row(
        Menu::File,
        Action::AddFiles,
        "Add files…",
        "Unites more position files with this dossier",
        &[key(SHIFT_CTRL, Key::O)],
    ),
    group(row(Menu::File, Action::Save, "Save", "Writes the dossier to its file", &[key(CTRL, Key::S)])),
    row(Menu::File, Action::SaveAs, "Save as…", "Writes the dossier to another file", &[key(SHIFT_CTRL, Key::S)]),
    row(
        Menu::File,
        Action::Export,
        "Export comparison…",
        "Writes what follows from the dossier as JSON",
        &[key(CTRL, Key::E)],
    ),
    row(
        Menu::File,
        Action::Picture,
        "Save picture…",
        "Writes the matrix or the panels as PNG, exactly as shown",
        &[key(SHIFT_CTRL, Key::E)],
    ),
    group(row(Menu::File, Action::Close, "Close dossier", "Goes back to the start page", &[key(CTRL, Key::W)])),
    row(
        Menu::File,
        Action::Restore,
        "Restore unsaved work…",
        "Shows what was done and never saved when the program ended without closing",
        &[],
    ),
    row(Menu::File, Action::Quit, "Quit", "Closes the window", &[key(CTRL, Key::Q)]),
];

const OTHERS: &[Row] = &[
    row(
        Menu::Find,
        Action::Find,
        "Find…",
        "Looks for words in titles, wordings, conditions and notes",
        &[key(CTRL, Key::F)],
    ),
    row(Menu::Find, Action::FindNext, "Find next", "Goes to the next place found", &[key(Modifiers::NONE, Key::F3)]),
    row(
        Menu::Find,
        Action::FindPrevious,
        "Find previous",
        "Goes to the place found before",
        &[key(Modifiers::SHIFT, Key::F3)],
    ),
    row(Menu::Find, Action::Replace, "Replace…", "Looks for words and replaces them in wordings", &[key(CTRL, Key::H)]),
    row(Menu::Find, Action::ReplaceAll, "Replace found words…", "Lists every wording that would change", &[]),
    row(Menu::Find, Action::CloseFind, "Close find bar", "Ends looking for words", &[]),
    group(row(
        Menu::Find,
        Action::Search,
        "Search everything…",
        "Looks through articles, names, wordings, conditions, quotations and notes, and lists every place",
        &[key(SHIFT_CTRL, Key::F)],
    )),
    row(Menu::Find, Action::NextHit, "Next hit", "Goes to the next place of the search", &[key(CTRL, Key::F3)]),
    row(
        Menu::Find,
        Action::PreviousHit,
        "Previous hit",
        "Goes to the place of the search before",
        &[key(SHIFT_CTRL, Key::F3)],
    ),
    row(
        Menu::Find,
        Action::SearchCase,
        "Match case in search",
        "Capital and small letters differ",
        &[key(ALT, Key::C)],
    ),
    row(
        Menu::Find,
        Action::SearchAccents,
        "Match accents in search",
        "Accents and typographic quotes and dashes count, as does what is invisible",
        &[key(ALT, Key::A)],
    ),
    row(
        Menu::Find,
        Action::SearchWords,
        "Whole words in search",
        "Words inside of other words are not found",
        &[key(ALT, Key::W)],
    ),
    row(
        Menu::Find,
        Action::SearchPattern,
        "Regular expression in search",
        "What is typed is a regular expression, in the syntax of Rust",
        &[key(ALT, Key::R)],
    ),
    row(
        Menu::Find,
        Action::Highlighter,
        "Highlighter…",
        "Marks names, words and patterns in every article; they are kept in the dossier",
        &[key(CTRL.plus(ALT), Key::H)],
    ),
    row(Menu::Find, Action::CloseSearch, "Close search", "Ends the search and hides what it found", &[]),
    group(row(
        Menu::Find,
        Action::GoTo,
        "Go to…",
        "Goes to an item, party or source by its name",
        &[key(CTRL, Key::G)],
    )),
    row(
        Menu::Find,
        Action::Palette,
        "Find a command…",
        "Lists every command, item and party; type to find one",
        &[key(CTRL, Key::K)],
    ),
    row(Menu::Arrange, Action::AddParty, "Add party…", "Adds a column", &[key(SHIFT_CTRL, Key::P)]),
    row(Menu::Arrange, Action::AddItem, "Add item…", "Adds a row", &[key(SHIFT_CTRL, Key::I)]),
    row(
        Menu::Arrange,
        Action::AddSource,
        "Add source…",
        "Adds articles from files: text, Markdown, web pages, DOCX, ODT, PDF",
        &[key(SHIFT_CTRL, Key::A)],
    ),
    row(Menu::Arrange, Action::PasteSource, "Paste as source…", "Adds the text on the clipboard as an article", &[]),
    row(Menu::Arrange, Action::NameSource, "Add source by title…", "Adds a source of which there is no text", &[]),
    row(
        Menu::Arrange,
        Action::EditArticle,
        "Edit article text…",
        "Changes the text of the selected source, or of the article shown; the marks of its quotations go with their words",
        &[],
    ),
    row(
        Menu::Arrange,
        Action::LocateQuotations,
        "Locate quotations",
        "Writes down where quotations without a place stand, where that is one place word for word, and tells the others",
        &[],
    ),
    row(
        Menu::Arrange,
        Action::InsertBefore,
        "Insert before…",
        "Adds an item above the selected one, or a party to the left of the selected one",
        &[key(SHIFT_CTRL, Key::Plus), key(SHIFT_CTRL, Key::Equals)],
    ),
    row(
        Menu::Arrange,
        Action::InsertAfter,
        "Insert after…",
        "Adds an item below the selected one, or a party to the right of the selected one",
        &[],
    ),
    group(row(
        Menu::Arrange,
        Action::Rename,
        "Rename…",
        "Gives the selected party, item or source another name, and lists every passage that shows it",
        &[key(SHIFT_CTRL, Key::R)],
    )),
    row(
        Menu::Arrange,
        Action::Merge,
        "Merge…",
        "Makes one of the selected parties or items, and says first what meets",
        &[key(SHIFT_CTRL, Key::M)],
    ),
    row(
        Menu::Arrange,
        Action::MovePositions,
        "Move positions to item…",
        "Lets the positions of the selected cells or items be about another item, and says first what meets there",
        &[key(SHIFT_CTRL, Key::J)],
    ),
    row(
        Menu::Arrange,
        Action::SplitItem,
        "Split item…",
        "Makes two items of the selected one: tick the positions that go to the new one",
        &[key(SHIFT_CTRL, Key::K)],
    ),
    row(
        Menu::Arrange,
        Action::MoveBack,
        "Move up or left",
        "Moves the selected item up, the selected party to the left",
        &[key(ALT, Key::ArrowUp), key(ALT, Key::ArrowLeft)],
    ),
    row(
        Menu::Arrange,
        Action::MoveOn,
        "Move down or right",
        "Moves the selected item down, the selected party to the right",
        &[key(ALT, Key::ArrowDown), key(ALT, Key::ArrowRight)],
    ),
    row(
        Menu::Arrange,
        Action::SetTopic,
        "Move to topic…",
        "Puts the selected items under another topic",
        &[key(SHIFT_CTRL, Key::G)],
    ),
    group(row(
        Menu::Arrange,
        Action::RenameTopic,
        "Rename topic…",
        "Gives the selected item's topic another name, or makes it one with another topic",
        &[],
    )),
    row(Menu::Arrange, Action::TopicBack, "Move topic up", "Moves the selected item's topic up", &[]),
    row(Menu::Arrange, Action::TopicOn, "Move topic down", "Moves the selected item's topic down", &[]),
    group(row(
        Menu::Arrange,
        Action::Delete,
        "Delete…",
        "Deletes the selected party, item or source with what hangs on it",
        &[key(SHIFT_CTRL, Key::Delete)],
    )),
    row(
        Menu::Arrange,
        Action::DeleteTopic,
        "Delete topic…",
        "Deletes the selected item's topic with all its items and what is said on them",
        &[],
    ),
    row(
        Menu::Matrix,
        Action::Transpose,
        "Transpose",
        "Turns the matrix: parties become rows and items columns, or back",
        &[key(SHIFT_CTRL, Key::T)],
    ),
    row(
        Menu::Matrix,
        Action::RowHeight(Density::OneLine),
        "Rows of one line",
        "Shows stance and wording on one line",
        &[key(ALT, Key::Num1)],
    ),
    row(
        Menu::Matrix,
        Action::RowHeight(Density::ThreeLines),
        "Rows of three lines",
        "Shows up to three lines of each wording",
        &[key(ALT, Key::Num2)],
    ),
    row(
        Menu::Matrix,
        Action::RowHeight(Density::All),
        "Rows with everything",
        "Shows every wording in full",
        &[key(ALT, Key::Num3)],
    ),
    row(
        Menu::Matrix,
        Action::FitSizes,
        "Reset widths and heights",
        "Lets columns and rows fit again after edges were dragged",
        &[],
    ),
    group(row(
        Menu::Matrix,
        Action::Filter,
        "Filter",
        "Shows only some items and parties: by words, topic, status, stance, differences",
        &[key(CTRL.plus(ALT), Key::F)],
    )),
    row(
        Menu::Matrix,
        Action::ClearFilter,
        "Clear filter",
        "Shows every item and party again",
        &[key(SHIFT_CTRL, Key::X)],
    ),
    row(Menu::Matrix, Action::HideParties, "Hide parties", "Hides the selected parties; they stay in the dossier", &[]),
    row(Menu::Matrix, Action::ShowParties, "Show all parties", "Shows the parties again that were hidden", &[]),
    group(row(
        Menu::Matrix,
        Action::SortUp,
        "Sort by this",
        "Sorts items by the stance of the selected party, or parties by their stance on the selected item",
        &[],
    )),
    row(Menu::Matrix, Action::SortDown, "Sort by this, backwards", "The same the other way round", &[]),
    row(
        Menu::Matrix,
        Action::SortByTitle,
        "Sort by title",
        "Sorts the items of each topic by their titles; once more turns it round",
        &[],
    ),
    row(
        Menu::Matrix,
        Action::SortByStatus,
        "Sort by status",
        "Sorts the items of each topic, agreed ones first; once more turns it round",
        &[],
    ),
    row(
        Menu::Matrix,
        Action::SortNot,
        "Order of the dossier",
        "Ends sorting: the order in which items can be moved",
        &[],
    ),
    group(row(
        Menu::Matrix,
        Action::ToggleTopic,
        "Collapse or expand topic",
        "Hides the items of the selected item's topic, or shows them again",
        &[key(CTRL, Key::Period)],
    )),
    row(Menu::Matrix, Action::CollapseTopics, "Collapse all topics", "Shows only the headings of topics", &[]),
    row(Menu::Matrix, Action::ExpandTopics, "Expand all topics", "Shows the items of every topic", &[]),
    row(Menu::View, Action::Matrix, "Matrix", "Items in rows, parties in columns", &[key(CTRL, Key::Num1)]),
    row(
        Menu::View,
        Action::SideBySide,
        "Side by side",
        "Each party's demands, agreed and rejected items beside the others'",
        &[key(CTRL, Key::Num2)],
    ),
    row(
        Menu::View,
        Action::Sources,
        "Sources",
        "The articles with the quotations marked in them",
        &[key(CTRL, Key::Num3)],
    ),
    row(
        Menu::View,
        Action::Article,
        "Article beside",
        "Shows or hides an article beside the matrix or the panels; each follows what is selected in the other",
        &[key(Modifiers::NONE, Key::F9)],
    ),
    row(
        Menu::View,
        Action::ShowPassage,
        "Show passage",
        "Shows the sentence that the selected position rests on; once more shows its next one",
        &[key(Modifiers::NONE, Key::F4)],
    ),
    row(
        Menu::View,
        Action::NextMark,
        "Next quotation",
        "Goes to the next marked quotation of the article and selects its position",
        &[key(Modifiers::NONE, Key::F8)],
    ),
    row(
        Menu::View,
        Action::PreviousMark,
        "Previous quotation",
        "Goes to the marked quotation before and selects its position",
        &[key(Modifiers::SHIFT, Key::F8)],
    ),
    row(
        Menu::View,
        Action::OtherArea,
        "Leave or enter the matrix",
        "Takes the keyboard from the matrix to menus, tool bar and panels, and back",
        &[key(Modifiers::NONE, Key::F6)],
    ),
    group(row(
        Menu::View,
        Action::Details,
        "Show details",
        "Opens the inspector on what is selected and goes into its first field",
        &[key(CTRL, Key::Enter)],
    )),
    row(
        Menu::View,
        Action::OpenAddress,
        "Open address",
        "Shows the selected source's address in your browser, or begins a mail to it",
        &[key(SHIFT_CTRL, Key::L)],
    ),
    row(
        Menu::View,
        Action::Inspector,
        "Inspector",
        "Shows or hides everything about what is selected",
        &[key(CTRL, Key::I)],
    ),
    row(
        Menu::View,
        Action::Problems,
        "Problems",
        "Shows or hides what loading and checking found",
        &[key(CTRL, Key::M)],
    ),
    row(
        Menu::View,
        Action::Check,
        "Check the dossier",
        "Looks again for quotations that are not in their source, names that could be one, sources without date",
        &[key(Modifiers::NONE, Key::F7)],
    ),
    group(row(Menu::View, Action::ThemeSystem, "Theme of the system", "Light or dark as the system says", &[])),
    row(Menu::View, Action::ThemeLight, "Light theme", "Dark text on light", &[]),
    row(Menu::View, Action::ThemeDark, "Dark theme", "Light text on dark", &[]),
    row(
        Menu::View,
        Action::ReduceMotion,
        "Reduce motion",
        "Shows menus and panels without animation, also where the system does not ask for it",
        &[],
    ),
    group(row(
        Menu::View,
        Action::ZoomIn,
        "Zoom in",
        "Makes everything larger",
        &[key(CTRL, Key::Plus), key(CTRL, Key::Equals)],
    )),
    row(Menu::View, Action::ZoomOut, "Zoom out", "Makes everything smaller", &[key(CTRL, Key::Minus)]),
    row(Menu::View, Action::ZoomReset, "Normal size", "Back to 100 %", &[key(CTRL, Key::Num0)]),
    row(
        Menu::Help,
        Action::Shortcuts,
        "Keyboard shortcuts",
        "Lists every key",
        &[key(Modifiers::NONE, Key::F1), key(Modifiers::SHIFT, Key::Questionmark)],
    ),
    row(Menu::Help, Action::HideHint, "Hide the first hint", "Takes away the three things to know", &[]),
    row(Menu::Help, Action::About, "About Standpoint", "Version, licences and where things are kept", &[]),
];
