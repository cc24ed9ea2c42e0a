//! Lists of positions in dialogs: some to be ticked, some only to be read. Of a long list only what is in view is laid out.

use egui::accesskit::Role;
use egui::{
    EventFilter, Id, Key, Modifiers, Pos2, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo,
};
use egui::{pos2, vec2};

use super::super::controls::cut_job;
use super::super::theme::{Face, icon_font, palette, size, space};
use super::super::view::{TickLine, Ticks};
use super::super::{OpenDossier, bidi, icons, words};
use crate::model::{Position, PositionId};

/// Height of one line.
const LINE: f32 = 66.0;
/// Width of the tick and of the sign.
const SIGN: f32 = 24.0;

/// A list whose lines are ticked: by the pointer, or by keys once Tab has led to it – arrows, Space, and Ctrl+A for all or
/// none. True when a tick changed.
pub(super) fn ticks(ui: &mut Ui, open: &OpenDossier<'_>, name: &str, ticks: &mut Ticks, most: f32) -> bool {
    let (rect, list) = area(ui, name, ticks.lines.len(), most);
    let mut has_changed = false;
    let has_moved = list.has_focus() && keys(ui, list.id, ticks, &mut has_changed);
    let mut clicked = None;
    let (lines, cursor) = (&ticks.lines, ticks.cursor);
    scrolled(ui, rect, list.id, lines.len(), has_moved.then_some(cursor), |ui, number, rect| {
        let line = &lines[number];
        let Some(position) = open.dossier.position(line.position) else { return };
        let response = ui.interact(rect, Id::unique((list.id, number)), Sense::CLICK);
        let said = spoken(open, position, &note_of(open, line, position));
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, line.is_ticked, said.as_str()));
        let is_lit = response.hovered() || (list.has_focus() && number == cursor);
        if is_lit {
            ui.painter().rect_filled(rect, space::RADIUS, palette(ui).hover);
        }
        tick(ui, pos2(rect.min.x + SIGN / 2.0 + 2.0, rect.center().y), line.is_ticked);
        let rest = Rect::from_min_max(pos2(rect.min.x + SIGN + 4.0, rect.min.y), rect.max);
        text_lines(ui, open, rest, position, &note_of(open, line, position), line.is_ticked);
        if response.clicked() {
            clicked = Some(number);
        }
    });
    if let Some(number) = clicked {
        ticks.cursor = number;
        ticks.lines[number].is_ticked ^= true;
        has_changed = true;
        list.request_focus();
    }
    if list.has_focus() {
        ui.painter().rect_stroke(rect, space::RADIUS, Stroke::new(1.5, palette(ui).accent), StrokeKind::Outside);
    }
    has_changed
}

/// A list to read: each position with a word on what becomes of it.
pub(super) fn listed(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    (name, count, most): (&str, usize, f32),
    line: impl Fn(usize) -> (PositionId, String),
) {
    let (rect, list) = area(ui, name, count, most);
    let by = if list.has_focus() { moved(ui, list.id) } else { 0.0 };
    if by != 0.0 {
        ui.data_mut(|data| {
            let top = data.get_temp_mut_or_default::<usize>(list.id);
            let goes_on = by > 0.0;
            *top = if goes_on { (*top + 1).min(count.saturating_sub(1)) } else { top.saturating_sub(1) };
        });
    }
    let cursor = ui.data(|data| data.get_temp::<usize>(list.id)).filter(|_| by != 0.0);
    scrolled(ui, rect, list.id, count, cursor, |ui, number, rect| {
        let (id, note) = line(number);
        let Some(position) = open.dossier.position(id) else { return };
        let response = ui.interact(rect, Id::unique((list.id, number)), Sense::HOVER);
        let said = spoken(open, position, &note);
        response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, said.as_str()));
        text_lines(ui, open, rect, position, &note, true);
    });
    if list.has_focus() {
        ui.painter().rect_stroke(rect, space::RADIUS, Stroke::new(1.5, palette(ui).accent), StrokeKind::Outside);
    }
}

/// Room for a list that Tab leads to.
fn area(ui: &mut Ui, name: &str, count: usize, most: f32) -> (Rect, egui::Response) {
    #[allow(clippy::cast_precision_loss, reason = "a height")]
    let height = (count as f32 * LINE).clamp(LINE, most);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::HOVER);
    let list = ui.interact(rect, ui.scope_id().with(name), Sense::FOCUSABLE);
    list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, name));
    ui.painter().rect_stroke(rect, space::RADIUS, Stroke::new(1.0, palette(ui).line), StrokeKind::Inside);
    (rect, list)
}

/// Up or down, while the list has the keyboard.
fn moved(ui: &Ui, id: Id) -> f32 {
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let count = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    match (count(Key::ArrowUp), count(Key::ArrowDown)) {
        (0, 0) => 0.0,
        (0, _) => 1.0,
        _ => -1.0,
    }
}

/// True when the cursor moved.
fn keys(ui: &Ui, id: Id, ticks: &mut Ticks, has_changed: &mut bool) -> bool {
    let last = ticks.lines.len().saturating_sub(1);
    let before = ticks.cursor;
    let by = moved(ui, id);
    if by > 0.0 {
        ticks.cursor = (ticks.cursor + 1).min(last);
    } else if by < 0.0 {
        ticks.cursor = ticks.cursor.saturating_sub(1);
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::NONE, Key::Home) {
        ticks.cursor = 0;
    }
    if pressed(Modifiers::NONE, Key::End) {
        ticks.cursor = last;
    }
    if pressed(Modifiers::COMMAND, Key::A) {
        let all = ticks.lines.iter().all(|line| line.is_ticked);
        ticks.lines.iter_mut().for_each(|line| line.is_ticked = !all);
        *has_changed = true;
    }
    if pressed(Modifiers::NONE, Key::Space)
        && let Some(line) = ticks.lines.get_mut(ticks.cursor)
    {
        line.is_ticked ^= true;
        *has_changed = true;
    }
    before != ticks.cursor
}

/// Shows the lines in view, and scrolls to one.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lines and points"
)]
fn scrolled(
    ui: &mut Ui,
    rect: Rect,
    id: Id,
    count: usize,
    to: Option<usize>,
    mut show: impl FnMut(&mut Ui, usize, Rect),
) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect.shrink(2.0)).id_salt(id));
    ScrollArea::vertical().id_salt(id).auto_shrink(false).show_viewport(&mut child, |ui, viewport| {
        ui.set_height(count as f32 * LINE);
        let (top, width) = (ui.max_rect().min, ui.available_width());
        let place = |number: usize| Rect::from_min_size(top + vec2(0.0, number as f32 * LINE), vec2(width, LINE));
        let first = (viewport.min.y / LINE).floor().max(0.0) as usize;
        let last = ((viewport.max.y / LINE).ceil().max(0.0) as usize).min(count);
        for number in first..last {
            show(ui, number, place(number).shrink2(vec2(0.0, 1.0)));
        }
        if let Some(number) = to {
            ui.scroll_to_rect(place(number), None);
        }
    });
}

fn tick(ui: &Ui, at: Pos2, is_ticked: bool) {
    let colors = palette(ui);
    let field = Rect::from_center_size(at, vec2(16.0, 16.0));
    let (fill, line) = if is_ticked { (colors.accent, colors.accent) } else { (colors.field, colors.border) };
    ui.painter().rect(field, 4.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    if is_ticked {
        ui.painter().text(at, egui::Align2::CENTER_CENTER, icons::CHECK, icon_font(13.0), colors.on_accent);
    }
}

/// Who says it on what; what it says; the first quotation. `note` stands at the right of the first line.
fn text_lines(ui: &Ui, open: &OpenDossier<'_>, rect: Rect, position: &Position, note: &str, is_meant: bool) {
    let colors = palette(ui);
    let strong = if is_meant { colors.stance(position.stance).strong } else { colors.weak };
    let text = if is_meant { colors.text } else { colors.weak };
    let at = pos2(rect.min.x + SIGN / 2.0, rect.min.y + 13.0);
    let icon = words::stance_icon(position.stance);
    ui.painter().text(at, egui::Align2::CENTER_CENTER, icon, icon_font(size::ICON), strong);
    let left = rect.min.x + SIGN;
    let width = rect.max.x - left - 12.0;
    let note = bidi::layout(ui, cut_job(note, Face::Medium, size::SMALL, colors.weak, width * 0.5, 1));
    let room = width - note.size().x - 8.0;
    ui.painter().galley(pos2(rect.max.x - 12.0 - note.size().x, rect.min.y + 5.0), note, colors.weak);
    let lines = [
        cut_job(&heading(open, position), Face::Medium, size::BODY, text, room, 1),
        cut_job(&words::visible_line(&position.wording), Face::Regular, size::BODY, text, width, 1),
        cut_job(&quotation(position), Face::Regular, size::SMALL, colors.weak, width, 1),
    ];
    let mut y = rect.min.y + 4.0;
    for line in lines.into_iter().filter(|line| !line.text.is_empty()) {
        let galley = bidi::layout(ui, line);
        let height = galley.size().y;
        ui.painter().galley(pos2(left, y), galley, text);
        y += height + 2.0;
    }
}

fn heading(open: &OpenDossier<'_>, position: &Position) -> String {
    let (party, item) =
        (words::party_name(open.dossier, position.party), words::item_title(open.dossier, position.item));
    let date = open.dossier.date_of(position).map(|date| format!(" · {date}")).unwrap_or_default();
    format!("{} · {}{date}", bidi::isolated(party), bidi::isolated(item))
}

fn quotation(position: &Position) -> String {
    let quoted = position.evidence.iter().find(|evidence| !evidence.quote.is_empty());
    quoted.map_or_else(String::new, |evidence| words::quoted(&evidence.quote))
}

/// The condition that a line is about.
fn note_of(open: &OpenDossier<'_>, line: &TickLine, position: &Position) -> String {
    let condition = line.condition.and_then(|index| position.conditions.get(index));
    condition
        .map_or_else(String::new, |condition| format!("Condition: {}", words::condition_line(open.dossier, condition)))
}

fn spoken(open: &OpenDossier<'_>, position: &Position, note: &str) -> String {
    let parts = [
        heading(open, position),
        words::stance(position.stance).to_owned(),
        words::visible_line(&position.wording).into_owned(),
        note.to_owned(),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    bidi::spoken(&parts.join(". ")).into_owned()
}
