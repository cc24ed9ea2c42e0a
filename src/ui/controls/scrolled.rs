//! A text field that scrolls within its border.

use egui::{Frame, Margin, Response, ScrollArea, Shape, StrokeKind, Ui};

use super::super::fields::TextField;
use super::super::theme::space;

/// A field of several lines at most so high. What does not fit scrolls, and the border stays.
pub(in super::super) fn scrolled(ui: &mut Ui, field: TextField<'_>, height: f32, name: &str) -> Response {
    let ground = ui.painter().add(Shape::Noop);
    let field = field.frame(Frame::NONE.inner_margin(Margin::symmetric(8, 6)));
    let shown = ScrollArea::vertical().id_salt(name).max_height(height).show(ui, |ui| field.show(ui, name));
    let response = shown.inner;
    let (visuals, rect) = (ui.visuals(), shown.inner_rect.intersect(response.rect));
    let stroke = if response.has_focus() {
        visuals.selection.stroke
    } else if response.hovered() {
        visuals.widgets.hovered.bg_stroke
    } else {
        visuals.widgets.inactive.bg_stroke
    };
    ui.painter().set(ground, Shape::rect_filled(rect, space::RADIUS, visuals.text_edit_bg_color()));
    ui.painter().rect_stroke(rect, space::RADIUS, stroke, StrokeKind::Inside);
    response
}
