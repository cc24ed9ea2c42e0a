//! The rows of the View menu: views, panels and looks.

use egui::{Key, Modifiers};

use super::super::{Action, Menu};
use super::{CTRL, Row, SHIFT_CTRL, group, key, row};

pub(super) const ROWS: &[Row] = &[
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
];
