//! The bar in which words are looked for and replaced.

use egui::{Id, Key, Modifiers, Ui};

use super::command::{Action, Queue};
use super::fields::TextField;
use super::theme::{Face, palette, size, space};
use super::view::ViewState;
use super::{OpenDossier, Situation, controls, icons, words};

/// The field's id.
pub(super) fn field_id() -> Id {
    Id::unique("find field")
}

/// Shows the bar.
pub(super) fn ui(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    if view.find.advance(open, view.matrix.arrangement()) {
        ui.ctx().request_repaint();
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let (enter, back) = take_enter(ui);
        let response =
            field(ui, field_id(), "Find", "Find in titles, wordings, conditions, notes", &mut view.find.query);
        if view.find.wants_focus {
            view.find.wants_focus = false;
            response.request_focus();
            controls::select_all(ui, &response, &view.find.query);
        }
        let is_here = response.has_focus() || response.lost_focus();
        if is_here && (enter || back) {
            queue.act(if back { Action::FindPrevious } else { Action::FindNext });
            response.request_focus();
        }
        if is_here && ui.input(|input| input.key_pressed(Key::Escape)) {
            queue.act(Action::CloseFind);
        }
        counted(ui, view);
        controls::action_button(ui, Action::FindPrevious, icons::CARET_UP, situation, queue);
        controls::action_button(ui, Action::FindNext, icons::CARET_DOWN, situation, queue);
        let exactness = &mut view.find.exactness;
        ui.toggle_value(&mut exactness.matches_case, "Aa").on_hover_text("Match case");
        ui.toggle_value(&mut exactness.whole_words, "Words").on_hover_text("Whole words only");
        if view.find.replaces {
            ui.add_space(space::SMALL);
            field(ui, Id::unique("replace field"), "Replace with", "Replace with", &mut view.find.by);
            if ui.button("Replace in wordings…").clicked() {
                queue.act(Action::ReplaceAll);
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if controls::icon_button(ui, icons::X, "Close (Escape)").clicked() {
                queue.act(Action::CloseFind);
            }
        });
    });
}

fn take_enter(ui: &Ui) -> (bool, bool) {
    if !ui.memory(|memory| memory.has_focus(field_id())) {
        return (false, false);
    }
    ui.input_mut(|input| {
        let back = input.consume_key(Modifiers::SHIFT, Key::Enter);
        (input.consume_key(Modifiers::NONE, Key::Enter), back)
    })
}

fn field(ui: &mut Ui, id: Id, name: &str, hint: &str, words: &mut String) -> egui::Response {
    TextField::line(words).id(id).hint(hint).width(230.0).margin(7.0, 5.0).show(ui, name)
}

/// `3 of 17`, or that nothing was found.
fn counted(ui: &mut Ui, view: &ViewState) {
    let find = &view.find;
    let count = find.places().len();
    let words = match (find.query.trim().is_empty(), count, find.number_of(view.selection.active())) {
        (true, ..) => String::new(),
        (false, 0, _) if find.is_complete() => "Not found".to_owned(),
        (false, 0, _) => "Looking…".to_owned(),
        (false, count, Some(number)) => format!("{} of {}", words::grouped(number + 1), words::grouped(count)),
        (false, count, None) => format!("{} found", words::grouped(count)),
    };
    let color = palette(ui).weak;
    ui.add(egui::Label::new(controls::text(words, Face::Medium, size::SMALL, color)).selectable(false));
}
