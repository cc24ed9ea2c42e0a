//! Every step that was done, to go back to any of them and forward again.

use egui::{AtomExt as _, Id, Key, Modifiers, ScrollArea, Ui};

use super::super::super::OpenDossier;
use super::super::super::command::{Answer, Queue};
use super::super::super::theme::{Face, palette, size};
use super::super::super::{controls, words};
use super::super::parts::{buttons, give, is_plain_enter};

/// Height of one line.
const LINE: f32 = 26.0;
/// Height of the list.
const HEIGHT: f32 = 360.0;

/// Gives back true when an answer was given.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, chosen: &mut usize, queue: &mut Queue) -> bool {
    let history = open.history;
    controls::remark(ui, "Choose the step up to which everything stands; what comes after it is undone");
    let moved = take_keys(ui, chosen, history.len());
    let mut clicked = None;
    // The newest step is on top, the state when the dossier was opened at the bottom.
    let count = history.len() + 1;
    let mut scroll = ScrollArea::vertical().max_height(HEIGHT).auto_shrink([false, true]);
    let pass = ui.ctx().cumulative_pass_nr();
    let before = ui.data_mut(|data| {
        let last = data.get_temp_mut_or_default::<u64>(Id::unique("history shown in pass"));
        std::mem::replace(last, pass)
    });
    let has_opened = before + 1 < pass;
    if moved || has_opened {
        // Only lines in view are laid out, so where the chosen one stands is worked out.
        scroll = scroll.vertical_scroll_offset(middle_of(count - 1 - *chosen));
    }
    scroll.show_rows(ui, LINE, count, |ui, rows| {
        for row in rows {
            let done = count - 1 - row;
            let step = done.checked_sub(1);
            let name = step.and_then(|number| history.name(number)).unwrap_or("As it was opened");
            let place = step.and_then(|number| history.place(number));
            let place = place.map(|place| words::whereabouts(open.dossier, place)).unwrap_or_default();
            if line(ui, [&*words::visible_line(name), &*place], done, history.done(), *chosen).clicked() {
                clicked = Some(done);
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

/// The scroll offset at which a line stands in the middle.
#[allow(clippy::cast_precision_loss, reason = "a number of lines")]
fn middle_of(row: usize) -> f32 {
    (row as f32 * LINE - HEIGHT / 2.0).max(0.0)
}

/// Up and down, a page, first and last; true when the line changed.
fn take_keys(ui: &Ui, chosen: &mut usize, last: usize) -> bool {
    let before = *chosen;
    let count = |key| count_of(ui, key);
    let up = count(Key::ArrowUp) + 10 * count(Key::PageUp);
    let down = count(Key::ArrowDown) + 10 * count(Key::PageDown);
    *chosen = (*chosen + up).min(last).saturating_sub(down);
    if count(Key::Home) > 0 {
        *chosen = last;
    }
    if count(Key::End) > 0 {
        *chosen = 0;
    }
    *chosen != before
}

/// How often a key was pressed alone.
pub(super) fn count_of(ui: &Ui, key: Key) -> usize {
    ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key))
}

/// One step and where it was done, with whether it stands or is undone in words too.
fn line(ui: &mut Ui, [name, place]: [&str; 2], done: usize, now: usize, chosen: usize) -> egui::Response {
    let colors = palette(ui);
    let color = if done > now { colors.weak } else { colors.text };
    let face = if done == now { Face::Strong } else { Face::Regular };
    let state = match done.cmp(&now) {
        std::cmp::Ordering::Less => "",
        std::cmp::Ordering::Equal => " – now",
        std::cmp::Ordering::Greater => " – undone",
    };
    let words = controls::text(format!("{name}{state}"), face, size::BODY, color);
    let place = controls::text(place, Face::Regular, size::SMALL, colors.weak);
    let size = egui::vec2(ui.available_width(), LINE - ui.spacing().item_spacing.y);
    let left =
        egui::Layout::left_to_right(egui::Align::Center).with_main_justify(true).with_main_align(egui::Align::Min);
    ui.allocate_ui_with_layout(size, left, |ui| {
        ui.add(egui::Button::selectable(done == chosen, (words, place.atom_shrink(true))).truncate())
    })
    .inner
}
