//! What stays in place: parties above, items at the left, statuses at the right.

use std::ops::Range;

use egui::accesskit::Role as Access;
use egui::{Align2, Id, Popup, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::super::command::{Action, Queue};
use super::super::controls::{self, cut_job};
use super::super::theme::{Face, font, palette, size, space};
use super::super::view::ViewState;
use super::super::{OpenDossier, Situation, menu, words};
use super::Panes;
use super::geometry::{FOOT_HEIGHT, Geometry, HEAD_HEIGHT, MARGIN, RowKind, lines_within};
use crate::model::{ItemId, PartyId, Place, Role};

/// The party heads in view.
#[allow(clippy::too_many_arguments, reason = "the parts of one frame; bundling them would only rename them")]
pub(super) fn parties(
    ui: &mut Ui,
    panes: &Panes,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    columns: Range<usize>,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    ui.painter().rect_filled(panes.head, 0.0, palette(ui).window);
    for column in columns {
        let party = view.matrix.geometry.parties()[column];
        let is_selected = view.selection.active() == Some(Place::Party(party));
        let is_lit = matches!(view.selection.active(), Some(Place::Cell(cell)) if cell.party == party);
        let rect = head_rect(panes, &view.matrix.geometry, column);
        let response = party_head(ui, rect, open, party, is_selected, is_lit);
        let popup_id = Popup::default_response_id(&response);
        menu::context_menu(&response, popup_id, situation, &menu::HEAD_ACTIONS, queue);
        if response.clicked() || response.secondary_clicked() {
            queue.select(Place::Party(party));
        }
        if response.double_clicked() {
            queue.act(Action::Rename);
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "a number of columns")]
fn head_rect(panes: &Panes, geometry: &Geometry, column: usize) -> Rect {
    let left = panes.origin.x + geometry.item_width + column as f32 * geometry.party_width;
    Rect::from_min_size(pos2(left, panes.head.min.y), vec2(geometry.party_width, HEAD_HEIGHT))
}

fn party_head(ui: &Ui, rect: Rect, open: &OpenDossier<'_>, id: PartyId, is_selected: bool, is_lit: bool) -> Response {
    let colors = palette(ui);
    let response = ui.interact(rect, Id::unique(("party head", id)), Sense::CLICK);
    let Some(party) = open.dossier.parties().get(id) else { return response };
    head_surface(ui, rect, is_selected, is_lit, response.hovered());
    let painter = ui.painter();
    let mut left = rect.min.x + MARGIN;
    if let Some(color) = super::super::inspector::party_color(&party.color) {
        painter.circle_filled(pos2(left + 5.0, rect.center().y), 5.0, color);
        painter.circle_stroke(pos2(left + 5.0, rect.center().y), 5.0, Stroke::new(1.0, colors.border));
        left += 18.0;
    }
    let name = words::party_name(open.dossier, id);
    let width = rect.max.x - MARGIN - left;
    let rows = if party.role == Role::Principal { 2 } else { 1 };
    let galley =
        ui.fonts_mut(|fonts| fonts.layout_job(cut_job(&name, Face::Strong, size::HEAD, colors.text, width, rows)));
    let role = (party.role != Role::Principal).then(|| words::role(party.role));
    let height = galley.size().y + if role.is_some() { 15.0 } else { 0.0 };
    let top = rect.center().y - height / 2.0;
    painter.galley(pos2(left, top), galley.clone(), colors.text);
    if let Some(role) = role {
        let at = pos2(left, top + galley.size().y + 1.0);
        painter.text(at, Align2::LEFT_TOP, role, font(Face::Regular, size::SMALL), colors.weak);
    }
    response.widget_info(|| {
        WidgetInfo::selected(Access::ColumnHeader, true, is_selected, format!("{name}, {}", words::role(party.role)))
    });
    response.on_hover_text(format!("{name}\n{}", words::role(party.role)))
}

fn head_surface(ui: &Ui, rect: Rect, is_selected: bool, is_lit: bool, is_hovered: bool) {
    let colors = palette(ui);
    let fill = match (is_selected || is_lit, is_hovered) {
        (true, _) => colors.accent_fill,
        (false, true) => colors.hover,
        (false, false) => colors.window,
    };
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, fill);
    let line = Stroke::new(1.0, colors.line);
    painter.hline(rect.x_range(), rect.max.y - 0.5, line);
    painter.vline(rect.max.x - 0.5, rect.y_range(), line);
    if is_selected {
        painter.rect_stroke(rect, 0.0, Stroke::new(2.0, colors.accent), StrokeKind::Inside);
    }
}

/// The item heads in view, and below the last one the button that adds an item.
#[allow(clippy::too_many_arguments, reason = "the parts of one frame; bundling them would only rename them")]
pub(super) fn items(
    ui: &mut Ui,
    panes: &Panes,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    rows: Range<usize>,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    ui.painter().rect_filled(panes.items, 0.0, palette(ui).window);
    for row in rows {
        let rect = row_rect(panes, panes.items, &view.matrix.geometry, row);
        let RowKind::Item(item) = view.matrix.geometry.rows()[row] else { continue };
        let is_selected = view.selection.active() == Some(Place::Item(item));
        let is_lit = matches!(view.selection.active(), Some(Place::Cell(cell)) if cell.item == item);
        let response = item_head(ui, rect, open, item, is_selected, is_lit);
        let popup_id = Popup::default_response_id(&response);
        menu::context_menu(&response, popup_id, situation, &menu::HEAD_ACTIONS, queue);
        if response.clicked() || response.secondary_clicked() {
            queue.select(Place::Item(item));
        }
        if response.double_clicked() {
            queue.act(Action::Rename);
        }
    }
    let foot = panes.origin.y + view.matrix.geometry.content_size().y - FOOT_HEIGHT;
    let rect = Rect::from_min_size(pos2(panes.items.min.x + 6.0, foot + 8.0), vec2(panes.items.width() - 12.0, 30.0));
    if ui.put(rect, egui::Button::new("Add item…").frame_when_inactive(false)).clicked() {
        queue.act(Action::AddItem);
    }
}

fn row_rect(panes: &Panes, pane: Rect, geometry: &Geometry, row: usize) -> Rect {
    let (top, bottom) = geometry.span(row);
    let y = panes.origin.y + HEAD_HEIGHT;
    Rect::from_x_y_ranges(pane.x_range(), (y + top)..=(y + bottom))
}

/// The headings of the topics in view run across all columns.
pub(super) fn topics(ui: &Ui, panes: &Panes, rows: Range<usize>, geometry: &Geometry) {
    for row in rows {
        if let RowKind::Topic(topic) = &geometry.rows()[row] {
            topic_band(ui, panes, row_rect(panes, panes.items, geometry, row), topic);
        }
    }
}

fn topic_band(ui: &Ui, panes: &Panes, rect: Rect, topic: &str) {
    let colors = palette(ui);
    let band = Rect::from_x_y_ranges(panes.items.min.x..=panes.status.max.x, rect.y_range());
    let painter = ui.painter().with_clip_rect(Rect::everything_below(panes.items.min.y));
    painter.rect_filled(band, 0.0, colors.window);
    painter.hline(band.x_range(), band.max.y - 0.5, Stroke::new(1.0, colors.border));
    let words = if topic.is_empty() { "No topic".into() } else { words::visible_line(topic) };
    let job = cut_job(&words, Face::Strong, size::SMALL + 0.5, colors.weak, band.width() - 2.0 * MARGIN, 1);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = pos2(band.min.x + MARGIN, band.max.y - 5.0 - galley.size().y);
    painter.galley(at, galley, colors.weak);
    ui.ctx().accesskit_node_builder(Id::unique(("topic", topic)), |node| {
        node.set_role(Access::Heading);
        node.set_label(words.as_ref());
    });
}

fn item_head(ui: &Ui, rect: Rect, open: &OpenDossier<'_>, id: ItemId, is_selected: bool, is_lit: bool) -> Response {
    let colors = palette(ui);
    let response = ui.interact(rect, Id::unique(("item head", id)), Sense::CLICK);
    head_surface(ui, rect, is_selected, is_lit, response.hovered());
    let title = words::item_title(open.dossier, id);
    let width = rect.width() - 2.0 * MARGIN;
    let galley =
        ui.fonts_mut(|fonts| fonts.layout_job(cut_job(&title, Face::Medium, size::BODY, colors.text, width, 6)));
    ui.painter().galley(rect.min + vec2(MARGIN, MARGIN), galley, colors.text);
    let status = words::status(open.comparison.status(id));
    response.widget_info(|| WidgetInfo::selected(Access::RowHeader, true, is_selected, format!("{title}: {status}")));
    response
}

/// The statuses in view. A click selects the item, whose inspector lists everything that stands in the way.
pub(super) fn statuses(
    ui: &mut Ui,
    panes: &Panes,
    open: &OpenDossier<'_>,
    rows: Range<usize>,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let colors = palette(ui);
    ui.painter().rect_filled(panes.status, 0.0, colors.window);
    for row in rows {
        let RowKind::Item(item) = view.matrix.geometry.rows()[row] else { continue };
        let rect = row_rect(panes, panes.status, &view.matrix.geometry, row);
        let is_lit = matches!(view.selection.active(), Some(Place::Cell(cell)) if cell.item == item)
            || view.selection.active() == Some(Place::Item(item));
        let response = ui.interact(rect, Id::unique(("status", item)), Sense::CLICK);
        head_surface(ui, rect, false, is_lit, response.hovered());
        if response.clicked() {
            queue.select(Place::Item(item));
        }
        status_cell(ui, rect, open, item, &response);
    }
    let edge = panes.status.min.x;
    let bottom = (panes.origin.y + view.matrix.geometry.content_size().y - FOOT_HEIGHT).min(panes.status.max.y);
    ui.painter().vline(edge, panes.status.min.y..=bottom.max(panes.status.min.y), Stroke::new(1.0, colors.border));
}

fn status_cell(ui: &Ui, rect: Rect, open: &OpenDossier<'_>, item: ItemId, response: &Response) {
    let colors = palette(ui);
    let painter = ui.painter();
    let status = open.comparison.status(item);
    let tint = colors.status(status);
    let galley = ui.fonts_mut(|fonts| {
        fonts.layout_job(controls::signed(words::status_icon(status), words::status(status), tint.strong))
    });
    let chip = Rect::from_min_size(rect.min + vec2(MARGIN - 2.0, MARGIN - 2.0), galley.size() + vec2(12.0, 4.0));
    painter.rect_filled(chip, space::RADIUS, tint.fill);
    painter.galley(chip.min + vec2(6.0, 2.0), galley, tint.strong);
    let blockers = open.comparison.blockers(open.dossier, item);
    let reasons: Vec<_> = blockers.iter().map(|blocker| words::blocker(open.dossier, blocker)).collect();
    let rows = lines_within(rect.max.y - MARGIN - chip.max.y, 14.0);
    if rows > 0 && !reasons.is_empty() {
        let job = cut_job(
            &words::blockers_in_short(open.dossier, &blockers),
            Face::Regular,
            size::SMALL,
            colors.weak,
            rect.width() - 2.0 * MARGIN,
            rows,
        );
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        painter.galley(pos2(rect.min.x + MARGIN, chip.max.y + 4.0), galley, colors.weak);
    }
    let meaning = words::status_meaning(status);
    let name = format!("Status of {}: {}", words::item_title(open.dossier, item), words::status(status));
    response.widget_info(|| WidgetInfo::labeled(Access::Cell, true, &name));
    response.clone().on_hover_ui(|ui| {
        ui.label(controls::text(words::status(status), Face::Strong, size::BODY, colors.text));
        ui.label(meaning);
        for reason in reasons {
            ui.label(format!("– {reason}"));
        }
    });
}

/// The corners above the item column and the status column.
pub(super) fn corners(ui: &Ui, panes: &Panes, open: &OpenDossier<'_>, geometry: &Geometry) {
    let colors = palette(ui);
    let painter = ui.painter();
    let left = Rect::from_min_max(panes.all.min, pos2(panes.items.max.x, panes.head.max.y));
    let right =
        Rect::from_min_max(pos2(panes.status.min.x, panes.all.min.y), pos2(panes.status.max.x, panes.head.max.y));
    let beyond = Rect::from_min_max(pos2(panes.status.max.x, panes.all.min.y), panes.all.max);
    painter.rect_filled(beyond, 0.0, colors.window);
    for rect in [left, right] {
        painter.rect_filled(rect, 0.0, colors.window);
        painter.vline(rect.max.x - 0.5, rect.y_range(), Stroke::new(1.0, colors.line));
    }
    let line = Stroke::new(1.0, colors.border);
    painter.hline(panes.all.min.x..=panes.status.max.x, panes.head.max.y - 0.5, line);
    painter.vline(
        panes.items.max.x - 0.5,
        panes.all.min.y..=panes.all.max.y.min(panes.origin.y + geometry.content_size().y - FOOT_HEIGHT),
        line,
    );
    let counts = format!(
        "{}\n{}",
        words::count(open.dossier.items().len(), "item"),
        words::count(open.dossier.parties().len(), "party")
    );
    let weak = font(Face::Regular, size::SMALL);
    painter.text(pos2(left.min.x + MARGIN, left.center().y), Align2::LEFT_CENTER, counts, weak, colors.weak);
    painter.text(
        pos2(right.min.x + MARGIN, right.center().y),
        Align2::LEFT_CENTER,
        "Status",
        font(Face::Strong, size::HEAD),
        colors.text,
    );
}
