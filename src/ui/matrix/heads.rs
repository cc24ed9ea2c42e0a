//! What stays in place: heads above and at the left, statuses at the right, headings of topics between.

use std::ops::Range;

use egui::accesskit::Role as Access;
use egui::{Align2, Id, Popup, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use super::super::arrange::{Line, SortBy};
use super::super::command::{Action, Command, Queue};
use super::super::theme::{Face, font, palette, size};
use super::super::view::ViewState;
use super::super::words;
use super::super::{icons, menu};
use super::body::pick;
use super::geometry::{FOOT_HEIGHT, MARGIN};
use super::head::{self, HeadMarks};
use super::{Frame, pointer, told};
use crate::model::{Place, Text, steps};

/// Where a line's head stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Above its column.
    Above,
    /// At the left of its row.
    Left,
}

/// The heads above the columns in view.
pub(super) fn columns(ui: &mut Ui, frame: &Frame<'_>, columns: Range<usize>, view: &mut ViewState, queue: &mut Queue) {
    ui.painter().rect_filled(frame.panes.head, 0.0, palette(ui).window);
    for column in columns {
        let (left, right) = view.matrix.geometry.column_span(column);
        let x = frame.corner(&view.matrix.geometry).x;
        let rect = Rect::from_x_y_ranges(x + left..=x + right, frame.panes.head.y_range());
        one_head(ui, frame, rect, Side::Above, column, view, queue);
    }
    pointer::show_drop_mark(ui, frame, Side::Above, view);
    pointer::resize_columns(ui, frame, view);
}

/// The heads of the rows in view, and below the last one the button that adds one.
pub(super) fn rows(ui: &mut Ui, frame: &Frame<'_>, rows: Range<usize>, view: &mut ViewState, queue: &mut Queue) {
    ui.painter().rect_filled(frame.panes.heads, 0.0, palette(ui).window);
    for row in rows {
        let rect = row_rect(frame, frame.panes.heads, view, row);
        let ui = &told::within(ui, frame, row);
        one_head(ui, frame, rect, Side::Left, row, view, queue);
    }
    let (name, action) = if view.matrix.arrangement.is_transposed() {
        ("Add party…", Action::AddParty)
    } else {
        ("Add item…", Action::AddItem)
    };
    let foot = frame.panes.origin.y + view.matrix.geometry.content_size().y - FOOT_HEIGHT;
    let heads = frame.panes.heads;
    let rect = Rect::from_min_size(pos2(heads.min.x + 6.0, foot + 8.0), vec2(heads.width() - 12.0, 30.0));
    if ui.put(rect, egui::Button::new(name).frame_when_inactive(false)).clicked() {
        queue.act(action);
    }
    pointer::show_drop_mark(ui, frame, Side::Left, view);
    pointer::resize_rows(ui, frame, view);
}

/// One head with everything that the pointer does to it.
fn one_head(ui: &Ui, frame: &Frame<'_>, rect: Rect, side: Side, place: usize, view: &mut ViewState, queue: &mut Queue) {
    let lines = match side {
        Side::Above => view.matrix.arrangement.columns(),
        Side::Left => view.matrix.arrangement.rows(),
    };
    let Some(line) = lines.get(place) else { return };
    let access = if side == Side::Above { Access::ColumnHeader } else { Access::RowHeader };
    let Some(of) = line.place() else { return };
    let marks = marks(view, of, side, place);
    let response = ui.interact(rect, Id::unique(("head", of)), Sense::CLICK | Sense::DRAG);
    match *line {
        Line::Party(id) => head::party(ui, rect, frame.open, id, access, marks, &response),
        Line::Item(id) => head::item(ui, rect, frame, id, access, marks, &response),
        Line::Topic(_) => {}
    }
    let (row, column) = if side == Side::Left { (Some(place), None) } else { (None, Some(place)) };
    told::place(ui, response.id, row, column);
    if let Some(sign) = sort_sign(view, of) {
        let at = rect.right_top() + vec2(-MARGIN, MARGIN + 4.0);
        let accent = palette(ui).accent;
        ui.painter().text(at, Align2::RIGHT_CENTER, sign, super::super::theme::icon_font(13.0), accent);
    }
    let popup_id = Popup::default_response_id(&response);
    let is_called = marks.is_active && frame.menu_key;
    let actions: &[Action] = if matches!(of, Place::Party(_)) { &menu::PARTY_ACTIONS } else { &menu::ITEM_ACTIONS };
    menu::context_menu(&response, popup_id, is_called, frame.situation, actions, queue);
    clicks(ui, &response, of, marks, queue);
    pointer::drag_head(ui, &response, frame, side, of, marks, view, queue);
    if let Line::Party(_) | Line::Item(_) = view_line(view, side, place) {
        let title = words::place_name(frame.open.dossier, of);
        super::super::bidi::hover(response, &title);
    }
}

/// The sign of the head that lines are sorted by.
fn sort_sign(view: &ViewState, of: Place) -> Option<&'static str> {
    let sort = view.options.sort?;
    let is_it = match (sort.by, of) {
        (SortBy::Party(by), Place::Party(id)) => by == id,
        (SortBy::Item(by), Place::Item(id)) => by == id,
        _ => false,
    };
    is_it.then_some(if sort.is_descending { icons::CARET_UP } else { icons::CARET_DOWN })
}

fn view_line(view: &ViewState, side: Side, place: usize) -> &Line {
    match side {
        Side::Above => &view.matrix.arrangement.columns()[place],
        Side::Left => &view.matrix.arrangement.rows()[place],
    }
}

fn clicks(ui: &Ui, response: &Response, of: Place, marks: HeadMarks, queue: &mut Queue) {
    if response.secondary_clicked() && !(marks.is_active || marks.is_selected) {
        queue.select(of);
    } else if response.clicked() {
        queue.push(pick(ui, of));
    }
    if response.double_clicked() && !ui.input(|input| input.modifiers.any()) {
        queue.act(Action::Details);
    }
}

fn marks(view: &ViewState, of: Place, side: Side, place: usize) -> HeadMarks {
    let active = view.selection.active();
    let is_active = active == Some(of);
    let mut marks = HeadMarks { is_active, ..HeadMarks::default() };
    if is_active && view.selection.is_single() {
        return marks;
    }
    for block in view.selection.blocks() {
        let Some(span) = view.matrix.arrangement.span(block) else { continue };
        let lines = if side == Side::Above { &span.columns } else { &span.rows };
        if lines.contains(&place) {
            let is_head =
                matches!((block.anchor, of), (Place::Party(_), Place::Party(_)) | (Place::Item(_), Place::Item(_)));
            marks.is_selected |= is_head && !is_active;
            marks.is_lit |= matches!(block.anchor, Place::Cell(_));
        }
    }
    marks
}

/// A row's stretch of a pane.
pub(super) fn row_rect(frame: &Frame<'_>, pane: Rect, view: &ViewState, row: usize) -> Rect {
    let (top, bottom) = view.matrix.geometry.row_span(row);
    let y = frame.corner(&view.matrix.geometry).y;
    Rect::from_x_y_ranges(pane.x_range(), (y + top)..=(y + bottom))
}

/// The headings of the topics in view run across all columns. A click collapses a topic or opens it again; the context
/// menu acts on it through its first item.
pub(super) fn topics(ui: &Ui, frame: &Frame<'_>, rows: Range<usize>, view: &mut ViewState, queue: &mut Queue) {
    let mut toggled: Option<Text> = None;
    for row in rows {
        let Some(Line::Topic(topic)) = view.matrix.arrangement.rows().get(row) else { continue };
        let rect = row_rect(frame, frame.panes.heads, view, row);
        let band = Rect::from_x_y_ranges(frame.panes.heads.min.x..=frame.panes.status.max.x, rect.y_range());
        let response = ui.interact(band.intersect(ui.clip_rect()), Id::unique(("topic", topic.as_str())), Sense::CLICK);
        let is_collapsed = view.options.collapsed.contains(topic.as_str());
        head::topic(ui, band, topic, view.matrix.arrangement.topic_size(topic), is_collapsed, &response);
        if response.clicked() {
            toggled = Some(topic.clone());
        }
        if response.secondary_clicked() {
            queue.push(Command::Select(
                steps::items_of_topic(frame.open.dossier, topic).first().copied().map(Place::Item),
            ));
        }
        let popup_id = Popup::default_response_id(&response);
        menu::context_menu(&response, popup_id, false, frame.situation, &menu::TOPIC_ACTIONS, queue);
    }
    if let Some(topic) = toggled {
        view.options.toggle_topic(&topic);
    }
}

/// The statuses in view. A click selects the item, whose inspector lists everything that stands in the way.
pub(super) fn statuses(ui: &mut Ui, frame: &Frame<'_>, rows: Range<usize>, view: &mut ViewState, queue: &mut Queue) {
    let colors = palette(ui);
    ui.painter().rect_filled(frame.panes.status, 0.0, colors.window);
    for row in rows {
        let Some(Line::Item(item)) = view.matrix.arrangement.rows().get(row) else { continue };
        let item = *item;
        let rect = row_rect(frame, frame.panes.status, view, row);
        let ui = &told::within(ui, frame, row);
        let of = Place::Item(item);
        let marks = marks(view, of, Side::Left, row);
        let response = ui.interact(rect, Id::unique(("status", item)), Sense::CLICK);
        let lit = HeadMarks { is_lit: marks.is_lit || marks.is_active || marks.is_selected, ..HeadMarks::default() };
        head::surface(ui, rect, lit, response.hovered());
        if response.clicked() {
            queue.push(pick(ui, of));
        }
        head::status(ui, rect, frame, item, &response);
    }
    let edge = frame.panes.status.min.x;
    let bottom = frame.content_bottom(&view.matrix.geometry).min(frame.panes.status.max.y);
    let top = frame.panes.status.min.y;
    ui.painter().vline(edge, top..=bottom.max(top), Stroke::new(1.0, colors.border));
}

/// The corners above the heads at the left and above the status column. A click on the left one selects everything.
pub(super) fn corners(ui: &Ui, frame: &Frame<'_>, view: &mut ViewState, queue: &mut Queue) {
    let colors = palette(ui);
    let panes = &frame.panes;
    let painter = ui.painter();
    let left = Rect::from_min_max(panes.all.min, pos2(panes.heads.max.x, panes.head.max.y));
    let right =
        Rect::from_min_max(pos2(panes.status.min.x, panes.all.min.y), pos2(panes.status.max.x, panes.head.max.y));
    let beyond = Rect::from_min_max(pos2(panes.status.max.x, panes.all.min.y), panes.all.max);
    painter.rect_filled(beyond, 0.0, colors.window);
    let response = ui.interact(left, Id::unique("matrix corner"), Sense::CLICK);
    for rect in [left, right] {
        let is_hovered = rect == left && response.hovered();
        painter.rect_filled(rect, 0.0, if is_hovered { colors.hover } else { colors.window });
        painter.vline(rect.max.x - 0.5, rect.y_range(), Stroke::new(1.0, colors.line));
    }
    let line = Stroke::new(1.0, colors.border);
    painter.hline(panes.all.min.x..=panes.status.max.x, panes.head.max.y - 0.5, line);
    let bottom = panes.all.max.y.min(frame.content_bottom(&view.matrix.geometry));
    painter.vline(panes.heads.max.x - 0.5, panes.all.min.y..=bottom, line);
    let arrangement = &view.matrix.arrangement;
    let dossier = frame.open.dossier;
    let items = counted(arrangement.items().len(), dossier.items().len(), "item");
    let parties = counted(arrangement.parties().len(), dossier.parties().len(), "party");
    let weak = font(Face::Regular, size::SMALL);
    let at = pos2(left.min.x + MARGIN, left.center().y);
    painter.text(at, Align2::LEFT_CENTER, format!("{items}\n{parties}"), weak, colors.weak);
    if panes.status.width() > 1.0 {
        let at = pos2(right.min.x + MARGIN, right.center().y);
        painter.text(at, Align2::LEFT_CENTER, "Status", font(Face::Strong, size::HEAD), colors.text);
    }
    if response.on_hover_text("Select all cells").accessible_name("Select all cells").clicked() {
        queue.act(Action::SelectAll);
    }
    pointer::resize_frozen(ui, frame, view);
}

/// `3 items`, or `3 of 5 items` where not all are shown.
fn counted(shown: usize, all: usize, what: &str) -> String {
    let counted = words::count(all, what);
    if shown == all { counted } else { format!("{shown} of {counted}") }
}
