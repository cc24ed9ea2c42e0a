//! The line at the lower edge: how many items have which status, what runs beside the window, and the problems.

use egui::{Button, Label, Ui};

use super::command::{Action, Command, FileCommand, Queue, Situation};
use super::controls::{self, text};
use super::theme::{Face, icon_font, palette, size, space};
use super::view::ViewState;
use super::{OpenDossier, Scene, icons, words};
use crate::compare::Status;
use crate::model::Stance;

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
        let situation = scene.situation(view);
        if situation.is_reading && situation.has_passage {
            selected_words(ui, &situation);
        } else {
            statuses(ui, &open);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            right(ui, &open, view, queue);
        });
    });
}

/// How many items have which status.
fn statuses(ui: &mut Ui, open: &OpenDossier<'_>) {
    let counts = open.comparison.counts();
    // Where there is no room for words the signs stand alone; their tooltips and names say the rest.
    let has_words = ui.available_width() > 860.0;
    for status in Status::ALL {
        let number = counts.get(status);
        if number > 0 {
            let label = format!("{} {}", words::grouped(number), words::status(status).to_lowercase());
            let shown = if has_words { label.clone() } else { words::grouped(number) };
            let job = small(ui, words::status_icon(status), &shown, palette(ui).status(status).strong);
            let tip = format!("{label}\n{}", words::status_meaning(status));
            ui.add(Label::new(job).selectable(false)).on_hover_text(tip);
        }
    }
}

/// What can be done with the words that are selected in an article that has the keyboard: nothing else tells it.
fn selected_words(ui: &mut Ui, situation: &Situation<'_>) {
    let keys = |action: Action| action.row().keys.first().map(|keys| ui.ctx().format_shortcut(keys));
    let is_possible = |action: &Action| action.target(situation).is_some();
    let told = |action: Action, does: &str| keys(action).map(|keys| format!("{keys} {does}"));
    let letters: Vec<_> = Stance::ALL.iter().filter_map(|stance| keys(Action::Stance(*stance))).collect();
    let coding = Some(Action::Code).filter(is_possible).and_then(keys);
    let coding = coding.map(|keys| format!("{keys}, Enter or {} makes a position", letters.join(" ")));
    let adding = Some(Action::AddPassage).filter(is_possible);
    let adding = adding.and_then(|action| told(action, "adds them to the selected one"));
    let ways: Vec<_> = [coding, adding, told(Action::Copy, "copies")].into_iter().flatten().collect();
    let said = text(format!("Selected words: {}", ways.join(" · ")), Face::Regular, size::SMALL, palette(ui).weak);
    // The problems at the right keep their room.
    let room = (ui.available_width() - 110.0).max(60.0);
    ui.scope(|ui| {
        ui.set_max_width(room);
        ui.add(Label::new(said).selectable(false).truncate());
    });
}

/// How much is in the dossier, and what is wrong with it.
fn right(ui: &mut Ui, open: &OpenDossier<'_>, view: &ViewState, queue: &mut Queue) {
    let colors = palette(ui);
    let problems = open.findings.list.len() + open.findings.omitted.iter().map(|(_, more)| more).sum::<usize>();
    let label = if problems == 0 { "No problems".to_owned() } else { words::count(problems, "problem") };
    let color = if problems == 0 { colors.weak } else { colors.warning.strong };
    let button = Button::new(text(label, Face::Medium, size::SMALL, color)).frame_when_inactive(view.are_problems_open);
    let tip = controls::action_tip(ui, Action::Problems, Action::Problems.row().name);
    if ui.add(button).on_hover_text(tip).clicked() {
        queue.act(Action::Problems);
    }
    let positions = words::count(open.dossier.position_count(), "position");
    if ui.available_width() > 100.0 {
        ui.label(text(positions, Face::Regular, size::SMALL, colors.weak));
    }
}

fn small(_: &Ui, icon: &str, word: &str, color: egui::Color32) -> egui::text::LayoutJob {
    let mut job = controls::signed(icon, word, color);
    for section in &mut job.sections {
        section.format.font_id.size = if section.byte_range.start.0 == 0 { 14.0 } else { size::SMALL };
    }
    job
}
