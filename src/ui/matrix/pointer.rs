//! What dragging does: over cells it selects a range, a head is moved to another place, an edge is resized.

use egui::{CursorIcon, Id, Key, Pos2, Rect, Response, Sense, Stroke, Ui};

use super::super::arrange::{Density, Line};
use super::super::command::{Command, DropAt, Queue};
use super::super::controls;
use super::super::theme::{Face, palette, size};
use super::super::view::ViewState;
use super::super::words;
use super::Frame;
use super::body::{pick, texts};
use super::geometry::{MARGIN, SIZE_RANGE};
use super::head::HeadMarks;
use super::heads::Side;
use crate::model::Place;

/// Half the width of the stretch around an edge that can be dragged.
const GRIP: f32 = 4.0;

/// A head that is being dragged: the boundary before which it would be dropped, counted in lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dragged {
    side: Side,
    of: Place,
    boundary: usize,
}

/// Dragging over the cells selects a range; beyond the edges the matrix scrolls along.
pub(super) fn drag_cells(ui: &Ui, frame: &Frame<'_>, response: &Response, view: &mut ViewState, queue: &mut Queue) {
    if response.drag_stopped() {
        view.matrix.is_selecting = false;
    }
    // A press alone counts as a drag here; what moves too little is a click, and the cell hears it.
    let is_moving = ui.input(|input| input.pointer.is_decidedly_dragging());
    if !(response.dragged_by(egui::PointerButton::Primary) && is_moving) {
        return;
    }
    let origin = ui.input(|input| input.pointer.press_origin());
    if !view.matrix.is_selecting {
        view.matrix.is_selecting = true;
        if let Some(place) = origin.and_then(|origin| cell_under(frame, view, origin)) {
            queue.push(pick(ui, place));
        }
    }
    if let Some(at) = response.interact_pointer_pos()
        && let Some(place) = cell_under(frame, view, at)
    {
        if view.selection.corner() != Some(place) {
            queue.push(Command::Extend(place));
        }
        if !frame.panes.body.contains(at) {
            ui.ctx().request_repaint();
        }
    }
}

/// The cell under a point; beyond the edges of the view the next one outside.
fn cell_under(frame: &Frame<'_>, view: &ViewState, at: Pos2) -> Option<Place> {
    let geometry = &view.matrix.geometry;
    let body = frame.panes.body.shrink(1.0);
    let inside = at.clamp(body.min, body.max);
    // One line beyond the edge is enough: bringing it into view scrolls.
    let beyond = (at - inside).clamp(egui::vec2(-40.0, -40.0), egui::vec2(40.0, 40.0));
    let at = inside + beyond - frame.corner(geometry).to_vec2();
    let arrangement = &view.matrix.arrangement;
    let column = geometry.columns_in(at.x, at.x + 0.1).start.min(arrangement.columns().len().checked_sub(1)?);
    let mut row = geometry.rows_in(at.y, at.y + 0.1).start.min(arrangement.rows().len().checked_sub(1)?);
    while matches!(arrangement.rows().get(row), Some(Line::Topic(_))) {
        row += 1;
    }
    arrangement.cell_at(row, column).map(Place::Cell)
}

/// A head that is dragged goes, with those selected with it, to where it is dropped. Escape leaves all as it was.
#[allow(clippy::too_many_arguments, reason = "the parts of one frame; bundling them would only rename them")]
pub(super) fn drag_head(
    ui: &Ui,
    response: &Response,
    frame: &Frame<'_>,
    side: Side,
    of: Place,
    marks: HeadMarks,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    if response.drag_started_by(egui::PointerButton::Primary) {
        if !(marks.is_active || marks.is_selected) {
            queue.select(of);
        }
        view.matrix.dragged = Some(Dragged { side, of, boundary: usize::MAX });
    }
    let Some(dragged) = view.matrix.dragged.filter(|dragged| dragged.of == of) else { return };
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        view.matrix.dragged = None;
    } else if response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        if let Some(at) = response.interact_pointer_pos() {
            let boundary = boundary_near(frame, view, side, at);
            view.matrix.dragged = Some(Dragged { boundary, ..dragged });
        }
    } else if response.drag_stopped() {
        view.matrix.dragged = None;
        if let Some(at) = drop_at(view, side, dragged.boundary) {
            queue.push(Command::MoveHeads(at));
        }
    }
}

/// The edge between two lines that is nearest to the pointer.
fn boundary_near(frame: &Frame<'_>, view: &ViewState, side: Side, at: Pos2) -> usize {
    let geometry = &view.matrix.geometry;
    let at = at - frame.corner(geometry).to_vec2();
    let (line, (from, to), along, count) = match side {
        Side::Above => {
            let column = geometry.columns_in(at.x.max(0.0), at.x.max(0.0) + 0.1).start;
            (column, geometry.column_span(column), at.x, view.matrix.arrangement.columns().len())
        }
        Side::Left => {
            let row = geometry.rows_in(at.y.max(0.0), at.y.max(0.0) + 0.1).start;
            (row, geometry.row_span(row), at.y, view.matrix.arrangement.rows().len())
        }
    };
    (if along > f32::midpoint(from, to) { line + 1 } else { line }).min(count)
}

/// What lies at a boundary: the head before which something is dropped, and for items the topic that they come under.
fn drop_at(view: &ViewState, side: Side, boundary: usize) -> Option<DropAt> {
    let arrangement = &view.matrix.arrangement;
    let lines = if side == Side::Above { arrangement.columns() } else { arrangement.rows() };
    if boundary > lines.len() {
        return None;
    }
    let are_parties = lines.iter().any(|line| matches!(line, Line::Party(_)));
    if are_parties {
        let before =
            lines[boundary..].iter().find_map(|line| if let Line::Party(id) = line { Some(*id) } else { None });
        return Some(DropAt::Parties { before });
    }
    let topic = lines[..boundary].iter().rev().find_map(|line| match line {
        Line::Topic(topic) => Some(topic.clone()),
        _ => None,
    });
    // Above the first heading is still its topic; at the end of a topic the next line is a heading.
    let first = lines.iter().find_map(|line| if let Line::Topic(topic) = line { Some(topic.clone()) } else { None });
    let before = lines.get(boundary).and_then(Line::item);
    Some(DropAt::Items { before, topic: topic.or(first) })
}

/// The line at which what is dragged would be dropped.
pub(super) fn show_drop_mark(ui: &Ui, frame: &Frame<'_>, side: Side, view: &ViewState) {
    let Some(dragged) = view.matrix.dragged.filter(|dragged| dragged.side == side && dragged.boundary != usize::MAX)
    else {
        return;
    };
    let geometry = &view.matrix.geometry;
    let corner = frame.corner(geometry);
    let stroke = Stroke::new(3.0, palette(ui).accent);
    let painter = ui.painter().with_clip_rect(frame.panes.all);
    match side {
        Side::Above => {
            let x = corner.x + geometry.column_span(dragged.boundary).0;
            painter.vline(x, frame.panes.all.y_range(), stroke);
        }
        Side::Left => {
            let y = corner.y + geometry.row_span(dragged.boundary).0;
            painter.hline(frame.panes.all.x_range(), y, stroke);
        }
    }
}

/// What was done to an edge.
enum Edge {
    /// Dragged to here.
    To(f32),
    /// Double-clicked: back to what fits.
    Fitted,
}

/// An edge that can be dragged; gives back what was done to it.
fn edge(ui: &Ui, rect: Rect, name: &str, of: impl std::hash::Hash + std::fmt::Debug, is_column: bool) -> Option<Edge> {
    let response = ui.interact(rect, Id::unique(("edge", name, of)), Sense::CLICK | Sense::DRAG);
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(if is_column { CursorIcon::ResizeColumn } else { CursorIcon::ResizeRow });
        let stroke = Stroke::new(2.0, palette(ui).accent);
        if is_column {
            ui.painter().vline(rect.center().x, rect.y_range(), stroke);
        } else {
            ui.painter().hline(rect.x_range(), rect.center().y, stroke);
        }
    }
    if response.double_clicked() {
        return Some(Edge::Fitted);
    }
    let at = response.interact_pointer_pos().filter(|_| response.dragged())?;
    Some(Edge::To(if is_column { at.x } else { at.y }))
}

/// The right edges of the columns in view.
pub(super) fn resize_columns(ui: &Ui, frame: &Frame<'_>, view: &mut ViewState) {
    let corner = frame.corner(&view.matrix.geometry);
    let pane = frame.panes.head;
    let seen = view.matrix.geometry.columns_in(pane.min.x - corner.x, pane.max.x - corner.x);
    for column in seen {
        let (left, right) = view.matrix.geometry.column_span(column);
        let x = corner.x + right;
        let rect = Rect::from_x_y_ranges(x - GRIP..=x + GRIP, pane.y_range());
        let Some(of) = view.matrix.arrangement.columns()[column].place() else { continue };
        let Some(change) = edge(ui, rect, "column", of, true) else { continue };
        let width = match change {
            Edge::To(x) => Some((x - corner.x - left).clamp(*SIZE_RANGE.start() + 20.0, *SIZE_RANGE.end())),
            Edge::Fitted => Some(fitting_width(ui, frame, view, column)),
        };
        for of in with_selected(view, of) {
            match of {
                Place::Party(id) => set(&mut view.sizes.parties, id, width),
                Place::Item(id) => set(&mut view.sizes.items, id, width),
                _ => {}
            }
        }
    }
}

/// The width at which the name and the longest wording in view stand on as few lines as can be read at a glance.
fn fitting_width(ui: &Ui, frame: &Frame<'_>, view: &ViewState, column: usize) -> f32 {
    let arrangement = view.matrix.arrangement();
    let natural = |words: &str, face: Face| {
        let job = controls::cut_job(words, face, size::BODY, palette(ui).text, f32::INFINITY, 1);
        ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x
    };
    let name =
        arrangement.columns()[column].place().map_or_else(String::new, |of| words::place_title(frame.open.dossier, of));
    let mut width = natural(&name, Face::Strong) + 24.0;
    let corner = frame.corner(&view.matrix.geometry);
    let pane = frame.panes.heads;
    for row in view.matrix.geometry.rows_in(pane.min.y - corner.y, pane.max.y - corner.y) {
        let Some(cell) = arrangement.cell_at(row, column) else { continue };
        for (_, wording) in texts(frame.open.dossier, frame.open.comparison, cell) {
            let lines = if view.sizes.density == Density::OneLine { 1.0 } else { 3.0 };
            let stance = if view.sizes.density == Density::OneLine { 110.0 } else { 0.0 };
            // Lines never break exactly where it would be narrowest.
            width = width.max(natural(&wording, Face::Regular) / lines * 1.12 + stance);
        }
    }
    (width + 2.0 * MARGIN).clamp(90.0, 460.0).round()
}

/// The lower edges of the rows in view.
pub(super) fn resize_rows(ui: &Ui, frame: &Frame<'_>, view: &mut ViewState) {
    let corner = frame.corner(&view.matrix.geometry);
    let pane = frame.panes.heads;
    let seen = view.matrix.geometry.rows_in(pane.min.y - corner.y, pane.max.y - corner.y);
    for row in seen {
        let (top, bottom) = view.matrix.geometry.row_span(row);
        let y = corner.y + bottom;
        let rect = Rect::from_x_y_ranges(pane.x_range(), y - GRIP..=y + GRIP);
        let Some(of) = view.matrix.arrangement.rows()[row].place() else { continue };
        let Some(change) = edge(ui, rect, "row", of, false) else { continue };
        let height = match change {
            Edge::To(y) => Some((y - corner.y - top).clamp(*SIZE_RANGE.start(), *SIZE_RANGE.end())),
            Edge::Fitted => None,
        };
        for of in with_selected(view, of) {
            match of {
                Place::Party(id) => set(&mut view.sizes.party_heights, id, height),
                Place::Item(id) => set(&mut view.sizes.item_heights, id, height),
                _ => {}
            }
        }
    }
}

/// The edges of the column of heads and of the status column.
pub(super) fn resize_frozen(ui: &Ui, frame: &Frame<'_>, view: &mut ViewState) {
    let panes = &frame.panes;
    let heads = Rect::from_x_y_ranges(panes.heads.max.x - GRIP..=panes.heads.max.x + 1.0, panes.head.y_range());
    match edge(ui, heads, "heads", 0, true) {
        Some(Edge::To(x)) => view.sizes.heads = Some((x - panes.heads.min.x).clamp(80.0, 600.0)),
        Some(Edge::Fitted) => view.sizes.heads = None,
        None => {}
    }
    if panes.status.width() > 1.0 {
        let status = Rect::from_x_y_ranges(panes.status.max.x - GRIP..=panes.status.max.x + GRIP, panes.head.y_range());
        match edge(ui, status, "status", 0, true) {
            Some(Edge::To(x)) => view.sizes.status = Some((x - panes.status.min.x).clamp(80.0, 500.0)),
            Some(Edge::Fitted) => view.sizes.status = None,
            None => {}
        }
    }
}

/// The head itself, or when it is one of several selected ones, all of them.
fn with_selected(view: &ViewState, of: Place) -> Vec<Place> {
    let arrangement = &view.matrix.arrangement;
    let selected: Vec<_> = match of {
        Place::Party(_) => arrangement.parties_of(&view.selection).into_iter().map(Place::Party).collect(),
        _ => arrangement.items_of(&view.selection).into_iter().map(Place::Item).collect(),
    };
    if selected.contains(&of) { selected } else { vec![of] }
}

fn set<K: Ord>(sizes: &mut std::collections::BTreeMap<K, f32>, of: K, size: Option<f32>) {
    match size {
        Some(size) => {
            sizes.insert(of, size);
        }
        None => {
            sizes.remove(&of);
        }
    }
}
