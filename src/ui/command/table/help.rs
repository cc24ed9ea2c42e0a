//! The rows of the Help menu.

use egui::{Key, Modifiers};

use super::super::{Action, Menu};
use super::{Row, key, row};

pub(super) const ROWS: &[Row] = &[
    row(
        Menu::Help,
        Action::Shortcuts,
        "Keyboard shortcuts",
        "Lists every key",
        &[key(Modifiers::NONE, Key::F1), key(Modifiers::SHIFT, Key::Questionmark)],
    ),
    row(Menu::Help, Action::FirstHint, "Hide the first hint", "The three things to know, below what is shown", &[]),
    row(Menu::Help, Action::About, "About Standpoint", "Version, licences and where things are kept", &[]),
];
