//! One cell: stance by colour, sign and word, the wording, and badges.

use egui::accesskit::Role as Access;
use egui::{Align2, Color32, Id, Pos2, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::arrange::Density;
use super::super::bidi;
use super::super::controls::cut_job;
use super::super::theme::{Face, Palette, font, icon_font, palette, size, space};
use super::super::{icons, words};
use super::Frame;
use super::body::{shown_position, texts};
use super::geometry::{MARGIN, lines_within, wording_lines};
use crate::compare::CellState;
use crate::model::Cell;

/// Height of a line of wording.
pub(super) const LINE_HEIGHT: f32 = 16.0;
/// Height of the line with sign, word and badges.
pub(super) const STANCE_LINE: f32 = 20.0;

/// How a cell is marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// Keys act on it.
    pub(super) is_active: bool,
    /// It lies in a selected range.
    pub(super) is_selected: bool,
}

/// Shows a cell and says what the pointer does with it.
pub(super) fn show(ui: &Ui, rect: Rect, frame: &Frame<'_>, cell: Cell, density: Density, marks: Marks) -> Response {
    let open = frame.open;
    let colors = palette(ui);
    let state = open.comparison.cell(cell);
    let response = ui.interact(rect, Id::unique(("cell", cell)), Sense::CLICK);
    let tint = colors.standing(state.standing);
    let has_spoken = state.standing.has_spoken();
    let mut is_cut = false;
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, if has_spoken { tint.fill } else { colors.panel });
    if response.hovered() && !marks.is_selected && !has_spoken {
        painter.rect_filled(rect, 0.0, colors.hover);
    }
    if marks.is_selected {
        painter.rect_filled(rect, 0.0, colors.range);
    }
    if has_spoken {
        let bar = Rect::from_min_size(rect.min, vec2(space::STANCE_BAR, rect.height()));
        painter.rect_filled(bar, 0.0, tint.strong);
        is_cut = if density == Density::OneLine && !is_tall(rect) {
            one_line(ui, rect, frame, cell, state)
        } else {
            stance_line(ui, rect.min.y + MARGIN + STANCE_LINE / 2.0 - 2.0, rect, state);
            wording(ui, rect, frame, cell, density)
        };
    } else if response.hovered() || marks.is_active {
        let at = pos2(rect.min.x + MARGIN, rect.min.y + (MARGIN + STANCE_LINE / 2.0 - 1.0).min(rect.height() / 2.0));
        painter.text(at, Align2::LEFT_CENTER, "Not stated", font(Face::Regular, size::SMALL), colors.weak);
    }
    if !has_spoken && state.has_discounted {
        let y = rect.min.y + (MARGIN + STANCE_LINE / 2.0 - 1.0).min(rect.height() / 2.0);
        badge(ui, pos2(rect.max.x - MARGIN, y), icons::EYE_SLASH, None, colors.weak);
    }
    let line = Stroke::new(1.0, colors.line);
    painter.hline(rect.x_range(), rect.max.y - 0.5, line);
    painter.vline(rect.max.x - 0.5, rect.y_range(), line);
    response.widget_info(|| {
        let wording =
            shown_position(open.dossier, open.comparison, cell).map_or("", |position| position.wording.as_str());
        let name = words::cell_description(open.dossier, open.comparison, cell, wording);
        WidgetInfo::selected(Access::Cell, true, marks.is_active || marks.is_selected, name)
    });
    if !is_cut || frame.is_covered {
        return response;
    }
    response.on_hover_ui(|ui| {
        let full: Vec<_> = texts(open.dossier, open.comparison, cell).into_iter().map(|(_, text)| text).collect();
        bidi::label(ui, full.join("\n\n"));
    })
}

/// A row that was made high shows its wording below the stance, whatever the density.
fn is_tall(rect: Rect) -> bool {
    rect.height() >= MARGIN + STANCE_LINE + LINE_HEIGHT
}

/// Sign and word of the stance at the left, badges at the right. Gives back what is left between them.
fn stance_line(ui: &Ui, y: f32, rect: Rect, state: CellState) -> (f32, f32) {
    let colors = palette(ui);
    let painter = ui.painter();
    let tint = colors.standing(state.standing);
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
    let word_end = painter.text(word_at, Align2::LEFT_CENTER, word, font(Face::Strong, size::BODY), tint.strong).max.x;
    let mut right = rect.max.x - MARGIN;
    for (icon, count, color) in badges(state, colors) {
        right = badge(ui, pos2(right, y), icon, count, color) - 5.0;
    }
    (word_end + space::SMALL, right)
}

/// Everything on one line. True when not all of the wording fits.
fn one_line(ui: &Ui, rect: Rect, frame: &Frame<'_>, cell: Cell, state: CellState) -> bool {
    let open = frame.open;
    let colors = palette(ui);
    let (left, right) = stance_line(ui, rect.center().y, rect, state);
    let all: Vec<_> = texts(open.dossier, open.comparison, cell).into_iter().map(|(_, text)| text).collect();
    if all.is_empty() || right - left < 24.0 {
        return !all.is_empty();
    }
    let words = all.join(" · ");
    let job = frame.marked(ui, &words, cut_job(&words, Face::Regular, size::BODY, colors.text, right - left, 1));
    let galley = bidi::layout(ui, job);
    let is_cut = galley.elided;
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, colors.text);
    is_cut
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
fn wording(ui: &Ui, rect: Rect, frame: &Frame<'_>, cell: Cell, density: Density) -> bool {
    let open = frame.open;
    let colors = palette(ui);
    let painter = ui.painter();
    let mut is_cut = false;
    let mut at = rect.min + vec2(MARGIN, MARGIN + STANCE_LINE);
    for (side, text) in texts(open.dossier, open.comparison, cell) {
        let mut indent = 0.0;
        let mut rows = lines_within(rect.max.y - MARGIN + 4.0 - at.y, LINE_HEIGHT).max(1);
        if let Some(stance) = side {
            let strong = colors.stance(stance).strong;
            let icon = words::stance_icon(stance);
            painter.text(at + vec2(0.0, LINE_HEIGHT / 2.0), Align2::LEFT_CENTER, icon, icon_font(14.0), strong);
            (indent, rows) = (20.0, rows.min(wording_lines(density).max(2)));
        }
        let width = rect.width() - 2.0 * MARGIN - indent;
        let job = frame.marked(ui, &text, cut_job(&text, Face::Regular, size::BODY, colors.text, width, rows));
        let galley = bidi::layout(ui, job);
        let height = galley.size().y.max(LINE_HEIGHT);
        is_cut |= galley.elided;
        painter.galley(at + vec2(indent, 0.0), galley, colors.text);
        at.y += height + 3.0;
    }
    is_cut
}
