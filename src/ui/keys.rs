//! Which actions the keys of this frame ask for.

use egui::{Context, Popup};

use super::command::{Action, ROWS, Row, Situation, is_plain};

/// Keys that are no commands: ways to go, and what keys mean while something is written. By where they are heard.
pub(super) const OTHERS: &[(&str, &[(&str, &str)])] = &[
    (
        "Going through the matrix",
        &[
            ("From cell to cell", "Arrow keys"),
            ("On to the next cell, back", "Tab, Shift+Tab"),
            ("To the edge of what is stated", "Ctrl+Arrow keys"),
            ("To the first or last column", "Home, End"),
            ("To the first or last cell", "Ctrl+Home, Ctrl+End"),
            ("A page up or down", "Page Up, Page Down"),
            ("A page left or right", "Alt+Page Up, Alt+Page Down"),
            ("Select a range", "Shift with any of these"),
            ("The menu of the cell or head", "Menu, Shift+F10"),
        ],
    ),
    (
        "Reading an article",
        &[
            ("A place, a line further", "Arrow keys"),
            ("A word, a paragraph further", "Ctrl+Arrow keys"),
            ("To the ends of the line", "Home, End"),
            ("To the ends of the article", "Ctrl+Home, Ctrl+End"),
            ("A page up or down", "Page Up, Page Down"),
            ("Select words", "Shift with any of these"),
            ("Select the position whose words the caret is in; once more the next", "Enter"),
            ("Make a position of the selected words", "P, Enter, or a stance's letter"),
        ],
    ),
    (
        "Writing in a cell",
        &[
            ("Keep and go down", "Enter"),
            ("Keep and go on, back", "Tab, Shift+Tab"),
            ("A new line", "Shift+Enter"),
            ("Leave the cell as it was", "Escape"),
        ],
    ),
];

/// The available actions whose keys were pressed, taken out of the input. Keys without a modifier count only while
/// nothing has the focus: then they speak to the selection; otherwise they belong to what is focused.
pub fn shortcuts(ctx: &Context, situation: &Situation<'_>) -> Vec<Action> {
    let is_writing = ctx.text_edit_focused();
    let is_reading = super::reading::has_keyboard(ctx);
    let is_plain_key_free = super::matrix::has_keyboard(ctx) && !Popup::is_any_open(ctx);
    // Those with more modifiers first: egui takes Ctrl+Shift+S for Ctrl+S as well.
    let mut keys: Vec<_> = ROWS.iter().flat_map(|row| row.keys.iter().map(move |keys| (row, keys))).collect();
    keys.sort_by_key(|(_, keys)| std::cmp::Reverse(u8::from(keys.modifiers.shift) + u8::from(keys.modifiers.alt)));
    let mut actions = Vec::new();
    for (row, shortcut) in keys {
        let is_heard = if is_plain(shortcut) {
            if is_reading {
                situation.has_passage && row.action.is_about_passages()
            } else {
                is_plain_key_free && !is_only_for_articles(row.action)
            }
        } else {
            !(is_writing && row.action.yields_to_text_fields() || is_reading && row.action.yields_to_articles())
        };
        if is_heard && (is_available(row, situation) || row.action.says_why_not()) {
            // A slow frame may hold several presses of one key; each of them counts.
            let presses = ctx.input_mut(|input| input.count_and_consume_key(shortcut.modifiers, shortcut.logical_key));
            actions.extend(std::iter::repeat_n(row.action, presses));
        }
    }
    actions
}

/// In the matrix a letter that sets no stance is the beginning of a wording.
fn is_only_for_articles(action: Action) -> bool {
    matches!(action, Action::Code | Action::AddPassage)
}

fn is_available(row: &Row, situation: &Situation<'_>) -> bool {
    row.action.target(situation).is_some()
}
