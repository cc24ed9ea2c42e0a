//! Beside the article: at the left the sign of each mark, at the right its party and item.

use std::ops::Range;

use egui::accesskit::Role;
use egui::{Align2, Label, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::marks::Mark;
use super::{Frame, ReadingEvent, ReadingState, paint};
use crate::ui::theme::{Face, icon_font, palette, size, space};
use crate::ui::{bidi, controls, words};

/// Height of a name in the margin.
const NAME_HEIGHT: f32 = 20.0;
/// Width of a sign at the left.
const SIGN_WIDTH: f32 = 17.0;

/// What a mark says: stance, party and item.
fn said(mark: &Mark) -> String {
    format!("{} · {}", words::capitalised(words::stance(mark.stance)), mark.label)
}

/// A mark's name in a tooltip.
pub(super) fn name(ui: &mut Ui, mark: &Mark) {
    let color = palette(ui).stance(mark.stance).strong;
    ui.horizontal(|ui| {
        ui.add(Label::new(
            controls::text(words::stance_icon(mark.stance), Face::Regular, size::BODY, color)
                .font(icon_font(size::ICON)),
        ));
        bidi::label(ui, controls::text(said(mark), Face::Regular, size::BODY, palette(ui).text));
    });
}

/// Shows the signs and names of the marks that begin in view.
pub(super) fn show(
    ui: &Ui,
    frame: &Frame<'_>,
    state: &mut ReadingState,
    paragraphs: Range<usize>,
    events: &mut Vec<ReadingEvent>,
) {
    let seen = state.flow.chars(paragraphs.start).start..state.flow.chars(paragraphs.end.saturating_sub(1)).end;
    let marks: Vec<&Mark> = frame.reader.marks.within(&seen).map(|(mark, _)| mark).collect();
    let mut margin = Margin { bottom: f32::NEG_INFINITY, line: f32::NEG_INFINITY, on_line: 0 };
    for mark in marks {
        // Of a mark that began further up, the part in view has the name.
        let at = mark.range.start.max(seen.start);
        let Some(rect) = paint::line_of(ui, frame, state, at) else { continue };
        if rect.max.y < frame.view.min.y || rect.min.y > frame.view.max.y {
            continue;
        }
        margin.show(ui, frame, mark, rect, events);
    }
}

/// A mark for which there is no room: screen readers have it all the same, and clicks on its words reach it.
fn only_told(ui: &Ui, mark: &Mark, near: Rect, id: egui::Id) {
    let response = ui.interact(Rect::from_min_size(near.right_top(), vec2(1.0, 1.0)), id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Mark, true, bidi::spoken(&said(mark))));
}

/// Where the last name ended.
struct Margin {
    bottom: f32,
    /// The line of the last sign, and how many stand beside it.
    line: f32,
    on_line: u8,
}

impl Margin {
    fn show(&mut self, ui: &Ui, frame: &Frame<'_>, mark: &Mark, line: Rect, events: &mut Vec<ReadingEvent>) {
        self.on_line = if (line.min.y - self.line).abs() < 0.5 { self.on_line + 1 } else { 0 };
        self.line = line.min.y;
        let colors = palette(ui);
        let color = colors.stance(mark.stance).strong;
        let is_chosen = frame.reader.chosen == Some(mark.key);
        let id = frame.reader.id.with(("mark", mark.key));
        let has_sign = self.on_line < 2;
        let sign = Rect::from_center_size(
            pos2(frame.origin.x - 13.0 - f32::from(self.on_line) * SIGN_WIDTH, line.center().y),
            vec2(SIGN_WIDTH, NAME_HEIGHT),
        );
        let Some((left, right)) = frame.columns.margin else {
            if has_sign {
                let response = ui.interact(sign, id, Sense::click());
                response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, bidi::spoken(&said(mark))));
                Self::sign(ui, mark, sign, response.hovered() || response.has_focus(), is_chosen);
                if bidi::hover(response, &said(mark)).clicked() {
                    events.push(ReadingEvent::MarkChosen(mark.key));
                }
            } else {
                only_told(ui, mark, sign, id);
            }
            return;
        };
        if has_sign {
            Self::sign(ui, mark, sign, false, is_chosen);
        }
        let job = controls::cut_job(&mark.label, Face::Regular, size::SMALL, colors.text, right - left - 30.0, 2);
        let galley = bidi::layout_tight(ui, job);
        let first = galley.rows.first().map_or(NAME_HEIGHT, |row| row.height());
        // Names stand beside their line, or below the name before them.
        let top = (line.center().y - NAME_HEIGHT / 2.0).max(self.bottom);
        if top > line.max.y + NAME_HEIGHT * 4.0 {
            only_told(ui, mark, sign, id);
            return;
        }
        let height = galley.size().y + NAME_HEIGHT - first;
        self.bottom = top + height;
        let x = frame.origin.x - frame.columns.text;
        let rect = Rect::from_min_max(pos2(x + left, top), pos2(x + right, top + height));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, bidi::spoken(&said(mark))));
        let painter = ui.painter();
        if is_chosen {
            painter.rect_filled(rect, space::RADIUS, colors.accent_fill);
        } else if response.hovered() {
            painter.rect_filled(rect, space::RADIUS, colors.hover);
        }
        if response.has_focus() {
            painter.rect_stroke(rect, space::RADIUS, Stroke::new(1.5, colors.accent), StrokeKind::Inside);
        }
        let icon = words::stance_icon(mark.stance);
        let middle = rect.left_top() + vec2(5.0, NAME_HEIGHT / 2.0);
        painter.text(middle, Align2::LEFT_CENTER, icon, icon_font(size::BODY), color);
        painter.galley(rect.left_top() + vec2(23.0, (NAME_HEIGHT - first) / 2.0), galley, colors.text);
        if bidi::hover(response, &said(mark)).clicked() {
            events.push(ReadingEvent::MarkChosen(mark.key));
        }
    }

    fn sign(ui: &Ui, mark: &Mark, rect: Rect, is_lit: bool, is_chosen: bool) {
        let colors = palette(ui);
        if is_lit || is_chosen {
            let fill = if is_chosen { colors.accent_fill } else { colors.hover };
            ui.painter().rect_filled(rect, space::RADIUS, fill);
        }
        let color = colors.stance(mark.stance).strong;
        let icon = words::stance_icon(mark.stance);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon, icon_font(size::BODY), color);
    }
}
