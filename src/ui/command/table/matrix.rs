//! The rows of the Matrix menu: how the matrix is shown.

use egui::Key;

use super::super::{Action, Menu};
use super::{ALT, CTRL, Row, SHIFT_CTRL, group, key, row};
use crate::ui::arrange::Density;

pub(super) const ROWS: &[Row] = &[
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
];
