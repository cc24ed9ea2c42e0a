//! The rows of the Find menu: words, places, commands.

use egui::{Key, Modifiers};

use super::super::{Action, Menu};
use super::{ALT, CTRL, Row, SHIFT_CTRL, group, key, row};

pub(super) const ROWS: &[Row] = &[
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
];
