//! Every step that was done, to go back to any of them and forward again.

use egui::{Key, Modifiers, ScrollArea, Ui};

use super::super::OpenDossier;
use super::super::command::{Answer, Queue};
use super::super::theme::{Face, palette, size};
use super::super::{controls, words};
use super::{buttons, give, is_plain_enter, title};

/// Height of one line.
const LINE: f32 = 26.0;

/// Gives back true when an answer was given.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, chosen: &mut usize, queue: &mut Queue) -> bool {
    title(ui, "History");
    let history = open.history;
    controls::remark(ui, "Choose the step up to which everything stands; what comes after it is undone");
    let moved = take_keys(ui, chosen, history.len());
    let mut clicked = None;
    // The newest step is on top, the state when the dossier was opened at the bottom.
    let count = history.len() + 1;
    ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show_rows(ui, LINE, count, |ui, rows| {
        for row in rows {
            let done = count - 1 - row;
            let name = done.checked_sub(1).and_then(|number| history.name(number)).unwrap_or("As it was opened");
            let response = line(ui, &words::visible_line(name), done, history.done(), *chosen);
            if response.clicked() {
                clicked = Some(done);
            }
            if moved && done == *chosen {
                response.scroll_to_me(None);
            }
        }
    });
    if let Some(done) = clicked {
        *chosen = done;
        return give(queue, Some(Answer::GoToStep(done)));
    }
    match buttons(ui, &["Close", "Go there"]).or(is_plain_enter(ui).then_some(1)) {
        None => false,
        Some(0) => give(queue, None),
        Some(_) => give(queue, Some(Answer::GoToStep(*chosen))),
    }
}

/// Up and down; true when the line changed.
fn take_keys(ui: &Ui, chosen: &mut usize, last: usize) -> bool {
    let before = *chosen;
    let (up, down) = ui.input_mut(|input| {
        let up = input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp);
        (up, input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown))
    });
    *chosen = (*chosen + up).min(last).saturating_sub(down);
    *chosen != before
}

fn line(ui: &mut Ui, name: &str, done: usize, now: usize, chosen: usize) -> egui::Response {
    let colors = palette(ui);
    let color = if done > now { colors.weak } else { colors.text };
    let face = if done == now { Face::Strong } else { Face::Regular };
    let label = if done == now { format!("{name} – now") } else { name.to_owned() };
    let words = controls::text(label, face, size::BODY, color);
    let button = egui::Button::selectable(done == chosen, words).truncate();
    ui.add_sized(egui::vec2(ui.available_width(), LINE - ui.spacing().item_spacing.y), button)
}
