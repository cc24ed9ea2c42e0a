//! The start page: what one sees before a dossier is open.

use egui::{Label, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, vec2};

use super::bidi;
use super::command::{Action, Command, FileCommand, Queue, Sample};
use super::controls::{self, text};
use super::theme::{Face, palette, size, space};
use super::{Scene, icons, words};
use crate::model::Stance;

const WIDTH: f32 = 640.0;

/// Shows the start page.
pub(super) fn ui(ui: &mut Ui, scene: &Scene<'_>, queue: &mut Queue) {
    ScrollArea::vertical().id_salt("start page").auto_shrink(false).show(ui, |ui| {
        let width = WIDTH.min(ui.available_width() - 2.0 * space::LARGE);
        let margin = ((ui.available_width() - width) / 2.0).max(0.0);
        ui.horizontal_top(|ui| {
            ui.add_space(margin);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.add_space((ui.ctx().content_rect().height() * 0.08).clamp(space::LARGE, 90.0));
                contents(ui, scene, queue);
                ui.add_space(space::PAGE);
            });
        });
    });
}

fn contents(ui: &mut Ui, scene: &Scene<'_>, queue: &mut Queue) {
    let colors = palette(ui);
    ui.add(Label::new(text("Standpoint", Face::Strong, 30.0, colors.text)).selectable(false));
    ui.add(
        Label::new(text(
            "Who wants what, who agrees, and which sentence says so",
            Face::Regular,
            size::HEAD,
            colors.weak,
        ))
        .selectable(false),
    );
    ui.add_space(space::LARGE);
    ui.horizontal_wrapped(|ui| {
        if controls::main_button(ui, "Open…").on_hover_text(Action::Open.row().help).clicked() {
            queue.act(Action::Open);
        }
        if controls::button(ui, "New").on_hover_text(Action::New.row().help).clicked() {
            queue.act(Action::New);
        }
        controls::remark(ui, "or drop position files and articles anywhere on this window");
    });
    ui.add_space(space::PAGE - 8.0);
    controls::caption(ui, "Samples to explore");
    ui.add_space(2.0);
    samples(ui, queue);
    if !scene.recent.is_empty() {
        ui.add_space(space::LARGE);
        controls::caption(ui, "Recent files");
        for recent in scene.recent {
            recent_line(ui, recent, queue);
        }
    }
}

fn samples(ui: &mut Ui, queue: &mut Queue) {
    let gap = space::MEDIUM;
    let columns = if ui.available_width() > 520.0 { 3.0 } else { 1.0 };
    let width = ((ui.available_width() - gap * (columns - 1.0)) / columns).floor() - 1.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap, gap);
        for sample in Sample::ALL {
            if card(ui, sample, width).clicked() {
                queue.push(Command::File(FileCommand::OpenSample(sample)));
            }
        }
    });
}

/// A card with a small drawing of a matrix, a name and what there is to see.
fn card(ui: &mut Ui, sample: Sample, width: f32) -> egui::Response {
    let colors = palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 158.0), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, format!("Open the sample {}", sample.name()))
    });
    let is_lit = response.hovered() || response.has_focus();
    let border = if is_lit { Stroke::new(1.5, colors.accent) } else { Stroke::new(1.0, colors.line) };
    let painter = ui.painter();
    painter.rect(rect, 8.0, colors.panel, border, StrokeKind::Inside);
    drawing(ui, Rect::from_min_size(rect.min + vec2(14.0, 14.0), vec2(width - 28.0, 54.0)), sample);
    let name =
        bidi::layout(ui, controls::cut_job(sample.name(), Face::Strong, size::HEAD, colors.text, width - 28.0, 1));
    let about = bidi::layout(
        ui,
        controls::cut_job(sample.about(), Face::Regular, size::SMALL + 0.5, colors.weak, width - 28.0, 3),
    );
    painter.galley(rect.min + vec2(14.0, 80.0), name, colors.text);
    painter.galley(rect.min + vec2(14.0, 101.0), about, colors.weak);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Cells in the colours of stances, another pattern for each sample. Only an ornament: no data.
#[allow(clippy::cast_precision_loss, reason = "a handful of rows and columns")]
fn drawing(ui: &Ui, rect: Rect, sample: Sample) {
    use Stance::{Accepts as A, Demands as D, Offers as O, Rejects as R, Reserved as V};
    let pattern: [[Option<Stance>; 5]; 3] = match sample {
        Sample::Ceasefire => [
            [Some(D), Some(R), Some(O), None, Some(V)],
            [Some(A), None, Some(O), None, None],
            [Some(V), Some(A), Some(O), Some(A), None],
        ],
        Sample::Rail => [
            [Some(R), Some(D), Some(D), Some(O), None],
            [Some(A), Some(A), Some(A), None, Some(V)],
            [Some(O), Some(A), None, Some(O), None],
        ],
        Sample::Climate => [
            [Some(O), Some(D), Some(D), Some(D), None],
            [Some(R), None, Some(V), Some(D), Some(A)],
            [Some(A), Some(A), Some(A), Some(A), Some(O)],
        ],
    };
    let colors = palette(ui);
    let (width, height) = (rect.width() / 5.0, rect.height() / 3.0);
    for (row, cells) in pattern.iter().enumerate() {
        for (column, stance) in cells.iter().enumerate() {
            let at = rect.min + vec2(column as f32 * width, row as f32 * height);
            let cell = Rect::from_min_size(at, vec2(width - 3.0, height - 3.0));
            let tint = stance.map(|stance| colors.stance(stance));
            ui.painter().rect_filled(cell, 2.0, tint.map_or(colors.window, |tint| tint.fill));
            if let Some(tint) = tint {
                ui.painter().rect_filled(Rect::from_min_size(cell.min, vec2(3.0, cell.height())), 1.0, tint.strong);
            }
        }
    }
}

fn recent_line(ui: &mut Ui, recent: &super::Recent, queue: &mut Queue) {
    let name = recent.path.file_name().map_or_else(|| recent.path.to_string_lossy(), |name| name.to_string_lossy());
    let title = words::visible_line(if recent.title.is_empty() { &name } else { &recent.title });
    let folder = recent.path.to_string_lossy();
    let sign = (icons::CLOCK, palette(ui).weak);
    let response = controls::list_line(ui, sign, &title, &words::visible_line(&folder), false);
    response.context_menu(|ui| {
        if ui.button("Take off this list").clicked() {
            queue.push(Command::File(FileCommand::ForgetRecent(recent.path.clone())));
            ui.close();
        }
    });
    if response.clicked() {
        queue.push(Command::File(FileCommand::Open(vec![recent.path.clone()])));
    }
}
