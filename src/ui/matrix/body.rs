//! The cells: stance by colour, sign and word, the wording, and badges.

use std::ops::Range;

use egui::accesskit::Role as Access;
use egui::{Align2, Color32, Id, Popup, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::super::command::{Action, Queue};
use super::super::controls::cut_job;
use super::super::theme::{Face, Palette, font, icon_font, palette, size, space};
use super::super::view::ViewState;
use super::super::{OpenDossier, Situation, icons, menu, words};
use super::geometry::{Geometry, MARGIN, RowKind, WORDING_LINES, lines_within};
use super::{Panes, geometry};
use crate::compare::{CellState, Comparison, Standing};
use crate::model::{Cell, Dossier, Place, Position, Side};

/// Height of a line of wording.
pub(super) const LINE_HEIGHT: f32 = 16.0;
/// Height of the line with sign, word and badges.
const STANCE_LINE: f32 = 20.0;

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
fn texts(dossier: &Dossier, comparison: &Comparison, cell: Cell) -> Vec<(Option<Position>, String)> {
    if comparison.cell(cell).standing == Standing::Disputed {
        let current = current_positions(dossier, comparison, cell);
        return current.into_iter().map(|p| (Some(p.clone()), words::visible(&p.wording).into_owned())).collect();
    }
    let position = shown_position(dossier, comparison, cell);
    position
        .map(|p| (None, words::visible(&p.wording).into_owned()))
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// Height that a cell wants at this width.
pub(super) fn cell_height(ui: &Ui, open: &OpenDossier<'_>, cell: Cell, width: f32) -> f32 {
    let lines: f32 = texts(open.dossier, open.comparison, cell)
        .into_iter()
        .map(|(side, text)| {
            let (indent, rows) = if side.is_some() { (20.0, 3) } else { (0.0, WORDING_LINES) };
            let job =
                cut_job(&text, Face::Regular, size::BODY, Color32::PLACEHOLDER, width - 2.0 * MARGIN - indent, rows);
            ui.fonts_mut(|fonts| fonts.layout_job(job)).size().y.max(LINE_HEIGHT) + 3.0
        })
        .sum();
    2.0 * MARGIN + STANCE_LINE + lines
}

/// Shows the cells in view and the editor over the one that is being written.
#[allow(clippy::too_many_arguments, reason = "the parts of one frame; bundling them would only rename them")]
pub(super) fn cells(
    ui: &mut Ui,
    panes: &Panes,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    (rows, columns): (Range<usize>, Range<usize>),
    view: &mut ViewState,
    queue: &mut Queue,
) {
    ui.painter().rect_filled(panes.body, 0.0, palette(ui).window);
    let mut editor_rect = None;
    for row in rows {
        let RowKind::Item(item) = view.matrix.geometry.rows()[row] else { continue };
        for column in columns.clone() {
            let party = view.matrix.geometry.parties()[column];
            let cell = Cell { item, party };
            let rect = cell_rect(panes, &view.matrix.geometry, row, column);
            let is_selected = view.selection.active() == Some(Place::Cell(cell));
            let response = show_cell(ui, rect, open, cell, is_selected);
            let popup_id = Popup::default_response_id(&response);
            menu::context_menu(&response, popup_id, situation, &menu::CELL_ACTIONS, queue);
            if response.clicked() || response.secondary_clicked() {
                queue.select(Place::Cell(cell));
            }
            if response.double_clicked() {
                queue.act(Action::EditWording);
            }
            if view.matrix.editor.as_ref().is_some_and(|editor| editor.cell == cell) {
                editor_rect = Some(rect);
            }
        }
    }
    show_editor(ui, editor_rect, panes, open, view, queue);
}

fn show_editor(
    ui: &mut Ui,
    rect: Option<Rect>,
    panes: &Panes,
    open: &OpenDossier<'_>,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let Some(mut editor) = view.matrix.editor.take() else { return };
    // Scrolled out of view it is shown at the edge, so that what is being written is never lost from sight.
    let rect =
        rect.unwrap_or_else(|| Rect::from_min_size(panes.body.min, vec2(view.matrix.geometry.party_width, 92.0)));
    let is_there =
        open.dossier.items().contains(editor.cell.item) && open.dossier.parties().contains(editor.cell.party);
    if is_there && editor.show(ui, rect, open, &view.matrix.geometry, queue) {
        view.matrix.editor = Some(editor);
    }
}

#[allow(clippy::cast_precision_loss, reason = "a number of columns")]
fn cell_rect(panes: &Panes, geometry: &Geometry, row: usize, column: usize) -> Rect {
    let (top, bottom) = geometry.span(row);
    let corner = panes.origin + vec2(geometry.item_width, geometry::HEAD_HEIGHT);
    let left = corner.x + column as f32 * geometry.party_width;
    Rect::from_min_max(pos2(left, corner.y + top), pos2(left + geometry.party_width, corner.y + bottom))
}

fn show_cell(ui: &mut Ui, rect: Rect, open: &OpenDossier<'_>, cell: Cell, is_selected: bool) -> Response {
    let colors = palette(ui);
    let state = open.comparison.cell(cell);
    let response = ui.interact(rect, Id::unique(("cell", cell)), Sense::CLICK);
    let tint = colors.standing(state.standing);
    let mut is_cut = false;
    let painter = ui.painter();
    let fill = if state.standing.has_spoken() { tint.fill } else { colors.panel };
    painter.rect_filled(rect, 0.0, fill);
    if response.hovered() && !is_selected && !state.standing.has_spoken() {
        painter.rect_filled(rect, 0.0, colors.hover);
    }
    if state.standing.has_spoken() {
        let bar = Rect::from_min_size(rect.min, vec2(space::STANCE_BAR, rect.height()));
        painter.rect_filled(bar, 0.0, tint.strong);
        stance_line(ui, rect, state, colors);
        is_cut = wording(ui, rect, open, cell, colors);
    } else if response.hovered() || is_selected {
        let at = rect.min + vec2(MARGIN, MARGIN + STANCE_LINE / 2.0 - 1.0);
        painter.text(at, Align2::LEFT_CENTER, "Not stated", font(Face::Regular, size::SMALL), colors.weak);
    }
    let line = Stroke::new(1.0, colors.line);
    painter.hline(rect.x_range(), rect.max.y - 0.5, line);
    painter.vline(rect.max.x - 0.5, rect.y_range(), line);
    if is_selected {
        painter.rect_stroke(rect, 0.0, Stroke::new(2.0, colors.accent), StrokeKind::Inside);
    }
    response.widget_info(|| {
        let wording =
            shown_position(open.dossier, open.comparison, cell).map_or("", |position| position.wording.as_str());
        let name = words::cell_description(open.dossier, open.comparison, cell, wording);
        WidgetInfo::selected(Access::Cell, true, is_selected, name)
    });
    if !is_cut {
        return response;
    }
    let full: Vec<_> = texts(open.dossier, open.comparison, cell).into_iter().map(|(_, text)| text).collect();
    response.on_hover_text(full.join("\n\n"))
}

/// Sign and word of the stance at the left, badges at the right.
fn stance_line(ui: &Ui, rect: Rect, state: CellState, colors: &Palette) {
    let painter = ui.painter();
    let tint = colors.standing(state.standing);
    let y = rect.min.y + MARGIN + STANCE_LINE / 2.0 - 2.0;
    let icon_at = pos2(rect.min.x + MARGIN, y);
    painter.text(
        icon_at,
        Align2::LEFT_CENTER,
        words::standing_icon(state.standing),
        icon_font(size::ICON),
        tint.strong,
    );
    let word_at = pos2(icon_at.x + size::ICON + space::TIGHT, y);
    let word = words::standing(state.standing);
    painter.text(word_at, Align2::LEFT_CENTER, word, font(Face::Strong, size::BODY), tint.strong);
    let mut right = rect.max.x - MARGIN;
    for (icon, count, color) in badges(state, colors) {
        right = badge(ui, pos2(right, y), icon, count, color) - 5.0;
    }
}

/// Badges from right to left: number of positions, conditions, in principle, red line.
fn badges(state: CellState, colors: &Palette) -> impl Iterator<Item = (&'static str, Option<u16>, Color32)> {
    let unmet = if state.unmet > 0 { colors.warning.strong } else { colors.weak };
    [
        (state.positions > 1).then_some((icons::STACK, Some(state.positions), colors.weak)),
        (state.conditions > 0).then_some((icons::HOURGLASS, Some(state.conditions), unmet)),
        state.in_principle.then_some((icons::SEAL_CHECK, None, colors.weak)),
        state.red_line.then_some((icons::LOCK_SIMPLE, None, colors.danger.strong)),
    ]
    .into_iter()
    .flatten()
}

/// Paints a badge that ends at `right`; gives back where it begins.
fn badge(ui: &Ui, right: Pos2, icon: &str, count: Option<u16>, color: Color32) -> f32 {
    let painter = ui.painter();
    let mut left = right.x;
    if let Some(count) = count {
        let number = painter.text(right, Align2::RIGHT_CENTER, count, font(Face::Medium, size::SMALL), color);
        left = number.min.x - 1.0;
    }
    painter.text(pos2(left, right.y), Align2::RIGHT_CENTER, icon, icon_font(14.0), color).min.x
}

/// Paints what the party says. True when not all of it fits.
fn wording(ui: &Ui, rect: Rect, open: &OpenDossier<'_>, cell: Cell, colors: &Palette) -> bool {
    let painter = ui.painter();
    let mut is_cut = false;
    let mut at = rect.min + vec2(MARGIN, MARGIN + STANCE_LINE);
    for (side, text) in texts(open.dossier, open.comparison, cell) {
        let mut indent = 0.0;
        let mut rows = lines_within(rect.max.y - MARGIN + 4.0 - at.y, LINE_HEIGHT).max(1);
        if let Some(position) = side {
            let strong = colors.stance(position.stance).strong;
            let icon = words::stance_icon(position.stance);
            painter.text(at + vec2(0.0, LINE_HEIGHT / 2.0), Align2::LEFT_CENTER, icon, icon_font(14.0), strong);
            (indent, rows) = (20.0, rows.min(3));
        }
        let width = rect.width() - 2.0 * MARGIN - indent;
        let galley =
            ui.fonts_mut(|fonts| fonts.layout_job(cut_job(&text, Face::Regular, size::BODY, colors.text, width, rows)));
        let height = galley.size().y.max(LINE_HEIGHT);
        is_cut |= galley.elided;
        painter.galley(at + vec2(indent, 0.0), galley, colors.text);
        at.y += height + 3.0;
    }
    is_cut
}
