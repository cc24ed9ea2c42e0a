//! The rows of the File menu: the dossier as a file.

use egui::Key;

use super::super::{Action, Menu};
use super::{CTRL, Row, SHIFT_CTRL, group, key, row};

pub(super) const ROWS: &[Row] = &[
    row(Menu::File, Action::New, "New", "Starts an empty dossier", &[key(CTRL, Key::N)]),
    row(Menu::File, Action::Open, "Open…", "Opens position files; several become one dossier", &[key(CTRL, Key::O)]),
    row(
        Menu::File,
        Action::AddFiles,
        "Add position files…",
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
