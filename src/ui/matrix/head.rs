//! What the heads of parties and items look like, wherever they stand.

use egui::accesskit::Role as Access;
use egui::{Align2, Rect, Response, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::super::bidi;
use super::super::controls::{self, cut_job};
use super::super::theme::{Face, font, palette, size, space};
use super::super::{OpenDossier, words};
use super::Frame;
use super::geometry::{MARGIN, lines_within};
use crate::compare::Blocker;
use crate::model::{ItemId, PartyId, Role};

/// How a head is marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct HeadMarks {
    /// Keys act on it.
    pub(super) is_active: bool,
    /// It is selected with others.
    pub(super) is_selected: bool,
    /// The active cell or a selected one belongs to it.
    pub(super) is_lit: bool,
}

impl HeadMarks {
    fn is_any(self) -> bool {
        self.is_active || self.is_selected || self.is_lit
    }
}

/// The surface of a head with its lines.
pub(super) fn surface(ui: &Ui, rect: Rect, marks: HeadMarks, is_hovered: bool) {
    let colors = palette(ui);
    let fill = match (marks.is_any(), is_hovered) {
        (true, _) => colors.accent_fill,
        (false, true) => colors.hover,
        (false, false) => colors.window,
    };
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, fill);
    let line = Stroke::new(1.0, colors.line);
    painter.hline(rect.x_range(), rect.max.y - 0.5, line);
    painter.vline(rect.max.x - 0.5, rect.y_range(), line);
    if marks.is_selected {
        painter.rect_stroke(rect, 0.0, Stroke::new(1.0, colors.accent), StrokeKind::Inside);
    }
    if marks.is_active {
        painter.rect_stroke(rect, 0.0, Stroke::new(2.0, colors.accent), StrokeKind::Inside);
    }
}

/// A party: its colour, name, and role where that is not the usual one.
pub(super) fn party(
    ui: &Ui,
    rect: Rect,
    open: &OpenDossier<'_>,
    id: PartyId,
    access: Access,
    marks: HeadMarks,
    response: &Response,
) {
    let colors = palette(ui);
    let Some(party) = open.dossier.parties().get(id) else { return };
    surface(ui, rect, marks, response.hovered());
    let painter = ui.painter();
    let mut left = rect.min.x + MARGIN;
    if let Some(color) = super::super::inspector::party_color(&party.color) {
        painter.circle_filled(pos2(left + 5.0, rect.center().y), 5.0, color);
        painter.circle_stroke(pos2(left + 5.0, rect.center().y), 5.0, Stroke::new(1.0, colors.border));
        left += 18.0;
    }
    let name = words::party_name(open.dossier, id);
    let width = (rect.max.x - MARGIN - left).max(8.0);
    let has_role = party.role != Role::Principal && rect.height() >= 40.0;
    let rows = if has_role { 1 } else { 2.min(lines_within(rect.height(), 17.0)).max(1) };
    let galley = bidi::layout(ui, cut_job(&name, Face::Strong, size::HEAD, colors.text, width, rows));
    let height = galley.size().y + if has_role { 15.0 } else { 0.0 };
    let top = rect.center().y - height / 2.0;
    let role_at = pos2(left, top + galley.size().y + 1.0);
    painter.galley(pos2(left, top), galley, colors.text);
    if has_role {
        let role = words::role(party.role);
        let job = cut_job(role, Face::Regular, size::SMALL, colors.weak, width, 1);
        painter.galley(role_at, bidi::layout(ui, job), colors.weak);
    }
    response.widget_info(|| {
        let name = format!("{}, {}", bidi::spoken(&name), words::role(party.role));
        WidgetInfo::selected(access, true, marks.is_active || marks.is_selected, name)
    });
}

/// An item's title.
pub(super) fn item(
    ui: &Ui,
    rect: Rect,
    frame: &Frame<'_>,
    id: ItemId,
    access: Access,
    marks: HeadMarks,
    response: &Response,
) {
    let colors = palette(ui);
    let open = frame.open;
    surface(ui, rect, marks, response.hovered());
    let is_column = access == Access::ColumnHeader;
    let title = words::item_title(open.dossier, id);
    let width = rect.width() - 2.0 * MARGIN;
    let room = rect.height() - if is_column { 2.0 * MARGIN + 24.0 } else { MARGIN };
    let rows = lines_within(room, 15.5).clamp(1, 6);
    let job = frame.marked(ui, &title, cut_job(&title, Face::Medium, size::BODY, colors.text, width, rows));
    let galley = bidi::layout(ui, job);
    let top = MARGIN.min((rect.height() - galley.size().y) / 2.0).max(2.0);
    ui.painter().galley(rect.min + vec2(MARGIN, top), galley, colors.text);
    if is_column {
        let chip = Rect::from_min_max(pos2(rect.min.x, rect.max.y - 34.0), rect.max);
        status_chip(ui, chip, open, id);
    }
    let status = words::status(open.comparison.status(id));
    response.widget_info(|| {
        WidgetInfo::selected(
            access,
            true,
            marks.is_active || marks.is_selected,
            format!("{}: {status}", bidi::spoken(&title)),
        )
    });
}

/// Sign and word of an item's status on their tint, at the upper left of `rect`. Gives back where it stands.
pub(super) fn status_chip(ui: &Ui, rect: Rect, open: &OpenDossier<'_>, item: ItemId) -> Rect {
    let status = open.comparison.status(item);
    let tint = palette(ui).status(status);
    let galley = bidi::layout(ui, controls::signed(words::status_icon(status), words::status(status), tint.strong));
    let size = galley.size() + vec2(12.0, 4.0);
    let top = (MARGIN - 2.0).min((rect.height() - size.y) / 2.0).max(1.0);
    let chip = Rect::from_min_size(rect.min + vec2(MARGIN - 2.0, top), size);
    ui.painter().rect_filled(chip, space::RADIUS, tint.fill);
    ui.painter().galley(chip.min + vec2(6.0, 2.0), galley, tint.strong);
    chip
}

/// The status of an item and in short what stands in its way.
pub(super) fn status(ui: &Ui, rect: Rect, frame: &Frame<'_>, item: ItemId, response: &Response) {
    let colors = palette(ui);
    let open = frame.open;
    let status = open.comparison.status(item);
    let chip = status_chip(ui, rect, open, item);
    let blockers: Vec<Blocker> = open.comparison.blockers(open.dossier, item);
    let rows = lines_within(rect.max.y - MARGIN - chip.max.y, 14.0);
    if rows > 0 && !blockers.is_empty() {
        let short = words::blockers_in_short(open.dossier, &blockers);
        let job = cut_job(&short, Face::Regular, size::SMALL, colors.weak, rect.width() - 2.0 * MARGIN, rows);
        let galley = bidi::layout(ui, job);
        ui.painter().galley(pos2(rect.min.x + MARGIN, chip.max.y + 4.0), galley, colors.weak);
    }
    response.widget_info(|| {
        let title = words::item_title(open.dossier, item);
        WidgetInfo::labeled(
            Access::Cell,
            true,
            format!("Status of {}: {}", bidi::spoken(&title), words::status(status)),
        )
    });
    if frame.is_covered {
        return;
    }
    response.clone().on_hover_ui(|ui| {
        ui.label(controls::text(words::status(status), Face::Strong, size::BODY, colors.text));
        ui.label(words::status_meaning(status));
        for blocker in &blockers {
            bidi::label(ui, format!("– {}", words::blocker(open.dossier, blocker)));
        }
    });
}

/// The heading of a topic.
pub(super) fn topic(ui: &Ui, band: Rect, topic: &str, count: usize, is_collapsed: bool, response: &Response) {
    let colors = palette(ui);
    let painter = ui.painter();
    painter.rect_filled(band, 0.0, if response.hovered() { colors.hover } else { colors.window });
    painter.hline(band.x_range(), band.max.y - 0.5, Stroke::new(1.0, colors.border));
    let words = if topic.is_empty() { "No topic".into() } else { words::visible_line(topic) };
    let sign = if is_collapsed { super::super::icons::CARET_RIGHT } else { super::super::icons::CARET_DOWN };
    let middle = band.max.y - 13.0;
    let sign_at = pos2(band.min.x + MARGIN - 2.0, middle);
    painter.text(sign_at, Align2::LEFT_CENTER, sign, super::super::theme::icon_font(12.0), colors.weak);
    let job = cut_job(&words, Face::Strong, size::SMALL + 0.5, colors.weak, (band.width() - 90.0).max(20.0), 1);
    let galley = bidi::layout_tight(ui, job);
    let at = pos2(band.min.x + MARGIN + 14.0, middle - galley.size().y / 2.0);
    let end = at.x + galley.size().x + space::SMALL;
    painter.galley(at, galley, colors.weak);
    if is_collapsed {
        let hidden = words::count(count, "item");
        painter.text(pos2(end, middle), Align2::LEFT_CENTER, hidden, font(Face::Regular, size::SMALL), colors.weak);
    }
    response.widget_info(|| WidgetInfo::labeled(Access::Heading, true, bidi::spoken(&words)));
}
