//! The rows of the Arrange menu: parties, items, topics and sources.

use egui::Key;

use super::super::{Action, Menu};
use super::{ALT, CTRL, Row, SHIFT_CTRL, group, key, row};

pub(super) const ROWS: &[Row] = &[
    row(Menu::Arrange, Action::AddParty, "Add party…", "Adds a column", &[key(SHIFT_CTRL, Key::P)]),
    row(Menu::Arrange, Action::AddItem, "Add item…", "Adds a row", &[key(SHIFT_CTRL, Key::I)]),
    row(
        Menu::Arrange,
        Action::AddSource,
        "Add source…",
        "Adds articles from files: text, Markdown, web pages, DOCX, ODT, PDF",
        &[key(SHIFT_CTRL, Key::A)],
    ),
    row(
        Menu::Arrange,
        Action::PasteSource,
        "Paste as source…",
        "Adds the text on the clipboard as an article; among the sources Ctrl+V alone does it",
        &[key(CTRL.plus(ALT), Key::V)],
    ),
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
];
