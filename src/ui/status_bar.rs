//! The line at the lower edge: how many items have which status, what runs beside the window, and the problems.

use egui::{Button, Label, Ui};

use super::command::{Action, Command, FileCommand, Queue};
use super::controls::{self, text};
use super::theme::{Face, icon_font, palette, size, space};
use super::view::ViewState;
use super::{Scene, icons, words};
use crate::compare::Status;

/// Shows the status bar.
pub(super) fn ui(ui: &mut Ui, scene: &Scene<'_>, view: &ViewState, queue: &mut Queue) {
    let colors = palette(ui);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        if let Some(busy) = scene.busy {
            // A sign that stands still: one that turns would redraw the whole window all the while.
            ui.label(egui::RichText::new(icons::HOURGLASS).font(icon_font(14.0)).color(colors.accent));
            ui.label(text(busy.words, Face::Regular, size::SMALL, colors.text));
            if busy.can_cancel && ui.small_button("Cancel").clicked() {
                queue.push(Command::File(FileCommand::CancelReading));
            }
        }
        if let Some(reason) = scene.keeping_trouble.filter(|_| scene.open.is_some()) {
            let label = text("Not kept: save soon", Face::Medium, size::SMALL, colors.danger.strong);
            let tip = format!(
                "What you do cannot be written beside the file at the moment ({reason}), so a crash or power cut would \
                 take what is not saved. It is tried again all the time."
            );
            ui.add(Label::new(label).selectable(false)).on_hover_text(tip);
        }
        let Some(open) = scene.open else {
            if scene.busy.is_none() {
                ui.label(text("Ready", Face::Regular, size::SMALL, colors.weak));
            }
            return;
        };
        let counts = open.comparison.counts();
        // Where there is no room for words the signs stand alone; their tooltips and names say the rest.
        let width = ui.available_width();
        let (has_words, has_positions) = (width > 860.0, width > 620.0);
        for status in Status::ALL {
            let number = counts.get(status);
            if number > 0 {
                let label = format!("{} {}", words::grouped(number), words::status(status).to_lowercase());
                let shown = if has_words { label.clone() } else { words::grouped(number) };
                let job = small(ui, words::status_icon(status), &shown, colors.status(status).strong);
                let tip = format!("{label}\n{}", words::status_meaning(status));
                ui.add(Label::new(job).selectable(false)).on_hover_text(tip);
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let problems = open.findings.list.len() + open.findings.omitted.iter().map(|(_, more)| more).sum::<usize>();
            let label = if problems == 0 { "No problems".to_owned() } else { words::count(problems, "problem") };
            let color = if problems == 0 { colors.weak } else { colors.warning.strong };
            let button =
                Button::new(text(label, Face::Medium, size::SMALL, color)).frame_when_inactive(view.are_problems_open);
            let tip = controls::action_tip(ui, Action::Problems, Action::Problems.row().name);
            if ui.add(button).on_hover_text(tip).clicked() {
                queue.act(Action::Problems);
            }
            let positions = words::count(open.dossier.position_count(), "position");
            if has_positions {
                ui.label(text(positions, Face::Regular, size::SMALL, colors.weak));
            }
        });
    });
}

fn small(_: &Ui, icon: &str, word: &str, color: egui::Color32) -> egui::text::LayoutJob {
    let mut job = controls::signed(icon, word, color);
    for section in &mut job.sections {
        section.format.font_id.size = if section.byte_range.start.0 == 0 { 14.0 } else { size::SMALL };
    }
    job
}
