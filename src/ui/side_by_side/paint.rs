//! How heads, headings, entries and marks of the panels look.

use egui::accesskit::Role as Access;
use egui::{Align2, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::super::OpenDossier;
use super::super::bidi;
use super::super::controls::{cut_job, signed};
use super::super::matrix::shown_position;
use super::super::theme::{Face, font, icon_font, palette, size, space};
use super::super::{icons, words};
use super::entries::{Entry, Kind, MARGIN, Mark, TITLE_LINES, WORDING_LINES};
use crate::compare::Standing;
use crate::model::{Cell, PartyId, Place};

/// A party's name above its panel, with how often it stands how.
pub(super) fn head(
    ui: &Ui,
    rect: Rect,
    open: &OpenDossier<'_>,
    id: PartyId,
    selection: Option<Place>,
    is_pinned: bool,
) -> Response {
    let colors = palette(ui);
    let is_selected = selection == Some(Place::Party(id));
    let response = ui.interact(rect, Id::unique(("side head", id)), Sense::CLICK | Sense::DRAG);
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, if is_selected { colors.accent_fill } else { colors.window });
    painter.hline(rect.x_range(), rect.max.y - 0.5, Stroke::new(1.0, colors.border));
    let name = words::party_name(open.dossier, id);
    let galley =
        bidi::layout(ui, cut_job(&name, Face::Strong, size::HEAD, colors.text, rect.width() - 2.0 * MARGIN, 1));
    painter.galley(rect.min + vec2(MARGIN, 8.0), galley, colors.text);
    if is_pinned {
        let at = pos2(rect.max.x - MARGIN, rect.min.y + 16.0);
        painter.text(at, Align2::RIGHT_CENTER, icons::PUSH_PIN, icon_font(14.0), colors.accent);
    }
    let lists = open.comparison.lists(open.dossier, id);
    let counts = [
        (Standing::Stated(crate::model::Stance::Demands), lists.demands.len()),
        (Standing::Stated(crate::model::Stance::Offers), lists.offers.len()),
        (Standing::Stated(crate::model::Stance::Accepts), lists.agreed.len()),
        (Standing::Stated(crate::model::Stance::Rejects), lists.rejected.len()),
        (Standing::Stated(crate::model::Stance::Reserved), lists.reserved.len()),
        (Standing::Disputed, lists.disputed.len()),
    ];
    let mut left = rect.min.x + MARGIN;
    for (standing, number) in counts.iter().filter(|(_, number)| *number > 0) {
        let color = colors.standing(*standing).strong;
        let at = pos2(left, rect.max.y - 14.0);
        let sign = painter.text(at, Align2::LEFT_CENTER, words::standing_icon(*standing), icon_font(13.0), color);
        let count = painter.text(
            pos2(sign.max.x + 2.0, at.y),
            Align2::LEFT_CENTER,
            number,
            font(Face::Medium, size::SMALL),
            color,
        );
        left = count.max.x + 9.0;
    }
    let name = bidi::spoken(&name);
    response.widget_info(|| WidgetInfo::selected(Access::ColumnHeader, true, is_selected, name.as_ref()));
    let said: Vec<_> = counts
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(standing, n)| format!("{n} {}", words::standing(*standing).to_lowercase()))
        .collect();
    response.on_hover_text(format!("{name}: {}", said.join(", ")))
}

/// The heading of a topic or list.
pub(super) fn heading(ui: &Ui, rect: Rect, entry: &Entry) {
    let colors = palette(ui);
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, colors.window);
    painter.hline(rect.x_range(), rect.max.y - 0.5, Stroke::new(1.0, colors.border));
    match &entry.kind {
        Kind::Topic(topic) => {
            let words = words::visible_line(topic);
            let job = cut_job(&words, Face::Strong, size::SMALL + 0.5, colors.weak, rect.width() - 2.0 * MARGIN, 1);
            let galley = bidi::layout(ui, job);
            painter.galley(pos2(rect.min.x + MARGIN, rect.max.y - 6.0 - galley.size().y), galley, colors.weak);
        }
        Kind::List(standing, number) => {
            let tint = colors.standing(*standing);
            let name = list_name(*standing);
            let galley =
                bidi::layout(ui, signed(words::standing_icon(*standing), &format!("{name}  {number}"), tint.strong));
            let at = pos2(rect.min.x + MARGIN, rect.center().y - galley.size().y / 2.0);
            painter.galley(at, galley, tint.strong);
        }
        Kind::Stated(_) | Kind::Silent(_) => {}
    }
}

/// What a party's list is called.
fn list_name(standing: Standing) -> &'static str {
    use crate::model::Stance::{Accepts, Rejects};
    match standing {
        Standing::Stated(Accepts) => "Agreed",
        Standing::Stated(Rejects) => "Rejected",
        other => words::standing(other),
    }
}

/// One item of one party.
pub(super) fn entry(
    ui: &Ui,
    rect: Rect,
    open: &OpenDossier<'_>,
    entry: &Entry,
    response: &Response,
    is_selected: bool,
) {
    let Some(cell) = entry.kind.cell() else { return };
    let colors = palette(ui);
    let painter = ui.painter();
    let state = open.comparison.cell(cell);
    let tint = colors.standing(state.standing);
    let is_stated = matches!(entry.kind, Kind::Stated(_));
    let fill = if is_stated { tint.fill } else { colors.panel };
    painter.rect_filled(rect, 0.0, fill);
    if is_stated {
        painter.rect_filled(Rect::from_min_size(rect.min, vec2(space::STANCE_BAR, rect.height())), 0.0, tint.strong);
    }
    painter.hline(rect.x_range(), rect.max.y - 0.5, Stroke::new(1.0, colors.line));
    if is_selected || response.hovered() {
        let width = if is_selected { 2.0 } else { 1.0 };
        painter.rect_stroke(rect, 0.0, Stroke::new(width, colors.accent), StrokeKind::Inside);
    }
    let width = rect.width() - 2.0 * MARGIN - 8.0;
    let title_color = if is_stated { colors.text } else { colors.weak };
    let title = words::item_title(open.dossier, cell.item);
    let galley = bidi::layout(ui, cut_job(&title, Face::Medium, size::BODY, title_color, width, TITLE_LINES));
    let mut at = rect.min + vec2(MARGIN, 8.0);
    let title_height = galley.size().y;
    painter.galley(at, galley, title_color);
    at.y += title_height + 2.0;
    stance(ui, at, open, cell, is_stated);
    at.y += 20.0;
    let position = shown_position(open.dossier, open.comparison, cell);
    let wording = position.map_or("", |position| position.wording.as_str());
    if is_stated && !wording.is_empty() {
        // Where entries were not measured one by one, as much as fits.
        let rows = super::super::matrix::lines_within(rect.max.y - 4.0 - at.y, 15.5).clamp(1, WORDING_LINES);
        let job = cut_job(&words::visible(wording), Face::Regular, size::BODY, colors.text, width, rows);
        let galley = bidi::layout(ui, job);
        painter.galley(at, galley, colors.text);
    }
    response.widget_info(|| {
        let name = words::cell_description(open.dossier, open.comparison, cell, wording);
        WidgetInfo::selected(Access::Cell, true, is_selected, name)
    });
}

fn stance(ui: &Ui, at: egui::Pos2, open: &OpenDossier<'_>, cell: Cell, is_stated: bool) {
    let colors = palette(ui);
    let painter = ui.painter();
    if !is_stated {
        painter.text(at, Align2::LEFT_TOP, "Not stated", font(Face::Regular, size::SMALL), colors.weak);
        return;
    }
    let state = open.comparison.cell(cell);
    let color = colors.standing(state.standing).strong;
    let middle = at + vec2(0.0, 9.0);
    let sign = painter.text(middle, Align2::LEFT_CENTER, words::standing_icon(state.standing), icon_font(14.0), color);
    let word = painter.text(
        pos2(sign.max.x + 4.0, middle.y),
        Align2::LEFT_CENTER,
        words::standing(state.standing),
        font(Face::Strong, 12.0),
        color,
    );
    let mut remarks = Vec::new();
    if state.red_line {
        remarks.push("red line".to_owned());
    }
    if state.in_principle {
        remarks.push("in principle".to_owned());
    }
    if state.conditions > 0 {
        remarks.push(format!(
            "{} of {} met",
            state.conditions - state.unmet,
            words::count(usize::from(state.conditions), "condition")
        ));
    }
    let remark = remarks.join(" · ");
    painter.text(
        pos2(word.max.x + 8.0, middle.y),
        Align2::LEFT_CENTER,
        remark,
        font(Face::Regular, size::SMALL),
        colors.weak,
    );
}

/// The sign between neighbours: alike, opposed, or one of them silent. Its tooltip says whose.
pub(super) fn mark(ui: &Ui, at: egui::Pos2, mark: Mark, open: &OpenDossier<'_>, cell: Cell, other: Option<PartyId>) {
    let colors = palette(ui);
    let (icon, color, word) = match mark {
        Mark::Alike => (icons::EQUALS, colors.accent, "stand alike"),
        Mark::Opposed => (icons::NOT_EQUALS, colors.danger.strong, "clash"),
        Mark::Silent => (icons::CIRCLE_DASHED, colors.weak, "cannot be compared: one has not spoken"),
    };
    let painter = ui.painter();
    let radius = if mark == Mark::Silent { 8.0 } else { 11.0 };
    painter.circle(at, radius, colors.panel, Stroke::new(if mark == Mark::Silent { 0.0 } else { 1.5 }, color));
    painter.text(at, Align2::CENTER_CENTER, icon, icon_font(14.0), color);
    let rect = Rect::from_center_size(at, vec2(22.0, 22.0));
    let response = ui.interact(rect, Id::unique(("side mark", cell)), Sense::hover());
    let own = words::party_name(open.dossier, cell.party);
    let said = match other {
        Some(other) => format!("{own} and {} {word}", words::party_name(open.dossier, other)),
        None => format!("{own} and another party here {word}"),
    };
    let said = bidi::spoken(&said);
    response.widget_info(|| WidgetInfo::labeled(Access::Image, true, said.as_ref()));
    response.on_hover_text(said.as_ref());
}
