//! What dialogs are put together from: heading, fields, the row of buttons, and what Enter means.

use egui::{Event, Key, Ui};

use super::super::bidi;
use super::super::command::{Answer, Command, Queue};
use super::super::controls::{self, text};
use super::super::fields::TextField;
use super::super::theme::{Face, palette, size, space};

pub(super) fn give(queue: &mut Queue, answer: Option<Answer>) -> bool {
    queue.push(Command::Answer(answer.unwrap_or(Answer::Cancel)));
    true
}

pub(super) fn title(ui: &mut Ui, words: &str) {
    let color = palette(ui).text;
    bidi::label(ui, text(words, Face::Strong, size::TITLE, color));
    ui.add_space(space::TIGHT);
}

/// The row of buttons at the lower right: the meant one last. Gives back the number of the one that was clicked.
pub(super) fn buttons(ui: &mut Ui, names: &[&str]) -> Option<usize> {
    ui.add_space(space::LARGE);
    let mut clicked = None;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        for (number, name) in names.iter().enumerate().rev() {
            let is_meant = number + 1 == names.len();
            let response = if is_meant { controls::main_button(ui, name) } else { controls::button(ui, name) };
            if response.clicked() {
                clicked = Some(number);
            }
        }
    });
    clicked
}

pub(super) fn is_enter(ui: &Ui) -> bool {
    // Asked of the event itself: at the end of the frame a quick Shift may be up again.
    let is_plain = |event: &Event| matches!(event, Event::Key { key: Key::Enter, pressed: true, modifiers, .. } if !modifiers.shift);
    ui.input(|input| input.events.iter().any(is_plain))
}

/// Enter speaks to the meant button as long as no other control has the focus.
pub(super) fn is_plain_enter(ui: &Ui) -> bool {
    is_enter(ui) && ui.ctx().memory(|memory| memory.focused().is_none())
}

/// A name to type. Some(true) to go on, Some(false) to leave.
pub(super) fn one_line(ui: &mut Ui, heading: &str, caption: &str, words: &mut String, remark: &str) -> Option<bool> {
    title(ui, heading);
    typed_line(ui, caption, words, true);
    controls::remark(ui, remark);
    finish(ui, "Add", !words.trim().is_empty())
}

pub(super) fn typed_line(ui: &mut Ui, caption: &str, words: &mut String, is_first: bool) -> egui::Response {
    controls::caption(ui, caption);
    let response = TextField::line(words).width(f32::INFINITY).margin(8.0, 6.0).show(ui, caption);
    if is_first && ui.ctx().memory(|memory| memory.focused().is_none()) && !is_enter(ui) {
        response.request_focus();
    }
    response
}

/// Names to type or paste, one on a line: Enter is for the dialog, so Shift+Enter begins the next one.
pub(super) fn typed_names(ui: &mut Ui, caption: &str, words: &mut String) {
    controls::caption(ui, caption);
    let new_line = egui::KeyboardShortcut::new(egui::Modifiers::SHIFT, Key::Enter);
    let field = TextField::lines(words, 1).new_line(new_line).width(f32::INFINITY);
    let response = controls::scrolled(ui, field, 180.0, caption);
    if ui.ctx().memory(|memory| memory.focused().is_none()) && !is_enter(ui) {
        response.request_focus();
    }
    controls::remark(ui, "Several at once: one on a line, with Shift+Enter between");
}

pub(super) fn finish(ui: &mut Ui, verb: &str, is_complete: bool) -> Option<bool> {
    let mut clicked = None;
    ui.add_space(space::LARGE);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        if ui.add_enabled_ui(is_complete, |ui| controls::main_button(ui, verb)).inner.clicked() {
            clicked = Some(true);
        }
        if controls::button(ui, "Cancel").clicked() {
            clicked = Some(false);
        }
    });
    if is_enter(ui) && is_complete && clicked.is_none() { Some(true) } else { clicked }
}
