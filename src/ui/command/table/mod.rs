//! The command table: how each action is called, what it does, which keys it has, where it stands. A file for each
//! menu.

mod arrange;
mod edit;
mod file;
mod find;
mod help;
mod matrix;
mod view;

use egui::{Key, KeyboardShortcut, Modifiers};

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

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT_CTRL: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ALT: Modifiers = Modifiers::ALT;
const SHIFT_ALT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const fn row(
    menu: Menu,
    action: Action,
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
) -> Row {
    Row { action, name, help, keys, menu, opens_group: false }
}

const fn group(row: Row) -> Row {
    Row { opens_group: true, ..row }
}

const MENUS: [&[Row]; 7] = [file::ROWS, edit::ROWS, find::ROWS, arrange::ROWS, matrix::ROWS, view::ROWS, help::ROWS];

/// The command table.
pub static ROWS: &[Row] = &joined::<{ count(&MENUS) }>(&MENUS);

const fn count(parts: &[&[Row]]) -> usize {
    let (mut part, mut rows) = (0, 0);
    while part < parts.len() {
        rows += parts[part].len();
        part += 1;
    }
    rows
}

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
