//! The cells in view, the ranges that are selected in them, and the editor over the one that is being written.

use std::ops::Range;

use egui::{Color32, Popup, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::super::OpenDossier;
use super::super::arrange::{Density, Span};
use super::super::bidi;
use super::super::command::{Action, Command, Queue};
use super::super::controls::cut_job;
use super::super::menu;
use super::super::theme::{Face, palette, size};
use super::super::view::ViewState;
use super::super::words;
use super::cell::{self, LINE_HEIGHT, Marks, STANCE_LINE};
use super::geometry::{MARGIN, wording_lines};
use super::{Frame, MatrixState, told};
use crate::compare::{Comparison, Standing};
use crate::model::{Cell, Dossier, Place, Position, Side, Stance};

/// The position whose wording a cell shows: the last current one that is for or against, otherwise the last current one.
pub fn shown_position<'a>(dossier: &'a Dossier, comparison: &Comparison, cell: Cell) -> Option<&'a Position> {
    let current = current_positions(dossier, comparison, cell);
    let is_decided = |position: &&&Position| position.stance.side() != Side::Neither;
    current.iter().rev().find(is_decided).or(current.last()).copied()
}

fn current_positions<'a>(dossier: &'a Dossier, comparison: &Comparison, cell: Cell) -> Vec<&'a Position> {
    comparison.current(dossier, cell).into_iter().filter_map(|id| dossier.position(id)).collect()
}

/// What a cell shows below its stance: one text, or for a disputed cell one per side.
pub(super) fn texts(dossier: &Dossier, comparison: &Comparison, cell: Cell) -> Vec<(Option<Stance>, String)> {
    if comparison.cell(cell).standing == Standing::Disputed {
        let current = current_positions(dossier, comparison, cell);
        return current.into_iter().map(|p| (Some(p.stance), words::visible(&p.wording).into_owned())).collect();
    }
    let position = shown_position(dossier, comparison, cell);
    position
        .map(|p| (None, words::visible(&p.wording).into_owned()))
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// Height that a cell wants at this width.
pub(super) fn cell_height(ui: &Ui, open: &OpenDossier<'_>, cell: Cell, width: f32, density: Density) -> f32 {
    let most = wording_lines(density);
    let lines: f32 = texts(open.dossier, open.comparison, cell)
        .into_iter()
        .map(|(side, text)| {
            let (indent, rows) = if side.is_some() { (20.0, most.max(2)) } else { (0.0, most) };
            let job =
                cut_job(&text, Face::Regular, size::BODY, Color32::PLACEHOLDER, width - 2.0 * MARGIN - indent, rows);
            bidi::layout(ui, job).size().y.max(LINE_HEIGHT) + 3.0
        })
        .sum();
    2.0 * MARGIN + STANCE_LINE + lines
}

/// Shows the cells in view and the editor over the one that is being written.
pub(super) fn cells(
    ui: &mut Ui,
    frame: &Frame<'_>,
    (rows, columns): (Range<usize>, Range<usize>),
    view: &mut ViewState,
    queue: &mut Queue,
) -> Vec<(usize, egui::Id)> {
    ui.painter().rect_filled(frame.panes.body, 0.0, palette(ui).window);
    let active = view.selection.active();
    let spans = spans(view);
    let mut editor_rect = None;
    let mut row_nodes = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(ui) = told::row(ui, &view.matrix.arrangement, row) else { continue };
        let ui = &ui;
        row_nodes.push((row, ui.unique_id()));
        for column in columns.clone() {
            let Some(cell) = view.matrix.arrangement.cell_at(row, column) else { continue };
            let rect = cell_rect(frame, &view.matrix, row, column);
            let is_active = active == Some(Place::Cell(cell));
            let is_selected =
                !is_active && spans.iter().any(|span| span.rows.contains(&row) && span.columns.contains(&column));
            let marks = Marks { is_active, is_selected };
            let response = cell::show(ui, rect, frame, cell, view.sizes.density, marks);
            told::place(ui, response.id, Some(row), Some(column));
            let popup_id = Popup::default_response_id(&response);
            let is_called = is_active && frame.menu_key;
            menu::context_menu(&response, popup_id, is_called, frame.situation, &menu::CELL_ACTIONS, queue);
            let place = Place::Cell(cell);
            if response.secondary_clicked() && !(is_active || is_selected) {
                queue.select(place);
            } else if response.clicked() {
                queue.push(pick(ui, place));
            }
            if response.double_clicked() && !ui.input(|input| input.modifiers.any()) {
                queue.act(Action::EditWording);
            }
            if view.matrix.editor.as_ref().is_some_and(|editor| editor.cell == cell) {
                editor_rect = Some(rect);
            }
        }
    }
    outlines(ui, frame, view, &spans);
    show_editor_over(ui, editor_rect, frame.panes.body, frame.open, view, queue);
    row_nodes
}

/// What a click selects: alone, up to here with Shift, this one too with Ctrl.
pub(super) fn pick(ui: &Ui, place: Place) -> Command {
    let modifiers = ui.input(|input| input.modifiers);
    match (modifiers.shift, modifiers.command) {
        (true, _) => Command::Extend(place),
        (false, true) => Command::AddToSelection(place),
        (false, false) => Command::Select(Some(place)),
    }
}

/// The selected rectangles; of one cell alone none.
fn spans(view: &ViewState) -> Vec<Span> {
    if view.selection.is_single() && matches!(view.selection.active(), Some(Place::Cell(_))) {
        return Vec::new();
    }
    view.selection.blocks().iter().filter_map(|block| view.matrix.arrangement.span(block)).collect()
}

/// A line around each selected range, and a heavier one around the active cell.
fn outlines(ui: &Ui, frame: &Frame<'_>, view: &ViewState, spans: &[Span]) {
    let accent = palette(ui).accent;
    for span in spans {
        let (Some(last_row), Some(last_column)) = (span.rows.end.checked_sub(1), span.columns.end.checked_sub(1))
        else {
            continue;
        };
        let from = cell_rect(frame, &view.matrix, span.rows.start, span.columns.start);
        let to = cell_rect(frame, &view.matrix, last_row, last_column);
        // The lines of what is far out of view need not be drawn far out of view.
        let rect = from.union(to).intersect(frame.panes.body.expand(40.0));
        if rect.is_positive() {
            ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.5, accent), StrokeKind::Inside);
        }
    }
    if let Some(place @ Place::Cell(_)) = view.selection.active()
        && let Some((Some(row), Some(column))) = view.matrix.arrangement.row_column(place)
    {
        let rect = cell_rect(frame, &view.matrix, row, column);
        ui.painter().rect_stroke(rect, 0.0, Stroke::new(2.0, accent), StrokeKind::Inside);
    }
}

/// Shows the field in which a wording is written, over its cell.
pub fn show_editor_over(
    ui: &mut Ui,
    rect: Option<Rect>,
    area: Rect,
    open: &OpenDossier<'_>,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let Some(mut editor) = view.matrix.editor.take() else { return };
    // Scrolled out of view it is shown at the edge, so that what is being written is never lost from sight.
    let rect = rect.unwrap_or_else(|| Rect::from_min_size(area.min, vec2(220.0, 92.0)));
    let dossier = open.dossier;
    let is_there = dossier.items().contains(editor.cell.item) && dossier.parties().contains(editor.cell.party);
    if is_there && editor.show(ui, rect, open, &view.matrix.arrangement, queue) {
        view.matrix.editor = Some(editor);
    }
}

/// Where a cell stands on screen.
pub(super) fn cell_rect(frame: &Frame<'_>, matrix: &MatrixState, row: usize, column: usize) -> Rect {
    let (top, bottom) = matrix.geometry.row_span(row);
    let (left, right) = matrix.geometry.column_span(column);
    let corner = frame.corner(&matrix.geometry);
    Rect::from_min_max(pos2(corner.x + left, corner.y + top), pos2(corner.x + right, corner.y + bottom))
}
