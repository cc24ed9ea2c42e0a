//! Lists of positions to tick in dialogs, and how lines of such lists look. Of a long list only what is in view is laid out.

use egui::accesskit::Role;
use egui::style::ScrollAnimation;
use egui::{
    Align, Color32, EventFilter, Id, Key, Modifiers, Pos2, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo,
};
use egui::{pos2, vec2};

use super::super::controls::cut_job;
use super::super::theme::{Face, icon_font, palette, size, space};
use super::super::{OpenDossier, bidi, icons, words};
use crate::model::{Position, PositionId};

/// Height of one line.
pub(super) const LINE: f32 = 66.0;
/// Width of the tick and of the sign.
pub(super) const SIGN: f32 = 24.0;

/// Lines that can be ticked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ticks {
    /// All of them.
    pub lines: Vec<TickLine>,
    /// The number of the one on which keys act.
    pub cursor: usize,
}

impl Ticks {
    /// Lines, all of them ticked or none.
    pub fn of(lines: impl IntoIterator<Item = (PositionId, Option<usize>)>, is_ticked: bool) -> Self {
        let line = |(position, condition)| TickLine { position, condition, is_ticked };
        Self { lines: lines.into_iter().map(line).collect(), cursor: 0 }
    }

    /// Those that are ticked.
    pub fn ticked(&self) -> impl Iterator<Item = &TickLine> {
        self.lines.iter().filter(|line| line.is_ticked)
    }
}

/// A position, or a condition of it, that can be ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TickLine {
    /// Which position.
    pub position: PositionId,
    /// The place of the condition in its list.
    pub condition: Option<usize>,
    /// It is ticked.
    pub is_ticked: bool,
}

/// A list whose lines are ticked: by the pointer, or by keys once Tab has led to it – arrows, Space, and Ctrl+A for all or
/// none. True when a tick changed.
pub(super) fn ticks(ui: &mut Ui, open: &OpenDossier<'_>, name: &str, ticks: &mut Ticks, most: f32) -> bool {
    let (rect, list) = area(ui, name, ticks.lines.len(), most);
    let mut has_changed = false;
    let has_moved = list.has_focus() && keys(ui, list.id, ticks, in_view(rect), &mut has_changed);
    let mut clicked = None;
    let (lines, cursor) = (&ticks.lines, ticks.cursor);
    scrolled(ui, rect, list.id, lines.len(), has_moved.then_some((cursor, None)), |ui, number, rect| {
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
        let first = position.evidence.iter().position(|evidence| !evidence.quote.is_empty());
        text_lines(ui, rest, &words_of(ui, open, position, first), &note_of(open, line, position), line.is_ticked);
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

/// Room for a list that Tab leads to.
pub(super) fn area(ui: &mut Ui, name: &str, count: usize, most: f32) -> (Rect, egui::Response) {
    #[allow(clippy::cast_precision_loss, reason = "a height")]
    let height = (count as f32 * LINE).clamp(LINE, most);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::HOVER);
    let list = ui.interact(rect, ui.scope_id().with(name), Sense::FOCUSABLE);
    list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, name));
    ui.painter().rect_stroke(rect, space::RADIUS, Stroke::new(1.0, palette(ui).line), StrokeKind::Inside);
    (rect, list)
}

/// Where the keys lead from a line, while the list has the keyboard; `page` lines are in view.
pub(super) fn moved(ui: &Ui, id: Id, from: usize, count: usize, page: usize) -> usize {
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let last = count.saturating_sub(1);
    let on = pressed(Key::ArrowDown) + page * pressed(Key::PageDown);
    let back = pressed(Key::ArrowUp) + page * pressed(Key::PageUp);
    match (pressed(Key::Home), pressed(Key::End)) {
        (1.., _) => 0,
        (_, 1..) => last,
        _ => (from + on).saturating_sub(back).min(last),
    }
}

/// True when the cursor moved.
fn keys(ui: &Ui, id: Id, ticks: &mut Ticks, page: usize, has_changed: &mut bool) -> bool {
    let before = ticks.cursor;
    ticks.cursor = moved(ui, id, before, ticks.lines.len(), page);
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
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

/// Shows the lines in view, and scrolls to one. Gives back the first line that is wholly in view.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lines and points"
)]
pub(super) fn scrolled(
    ui: &mut Ui,
    rect: Rect,
    id: Id,
    count: usize,
    to: Option<(usize, Option<Align>)>,
    mut show: impl FnMut(&mut Ui, usize, Rect),
) -> usize {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect.shrink(2.0)).id_salt(id));
    let shown = ScrollArea::vertical().id_salt(id).auto_shrink(false).show_viewport(&mut child, |ui, viewport| {
        ui.set_height(count as f32 * LINE);
        let (top, width) = (ui.max_rect().min, ui.available_width());
        let place = |number: usize| Rect::from_min_size(top + vec2(0.0, number as f32 * LINE), vec2(width, LINE));
        let first = (viewport.min.y / LINE).floor().max(0.0) as usize;
        let last = ((viewport.max.y / LINE).ceil().max(0.0) as usize).min(count);
        for number in first..last {
            show(ui, number, place(number).shrink2(vec2(0.0, 1.0)));
        }
        if let Some((number, align)) = to {
            ui.scroll_to_rect_animation(place(number), align, ScrollAnimation::none());
        }
        (viewport.min.y / LINE).round().max(0.0) as usize
    });
    shown.inner
}

/// So many whole lines are in view, at least one.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lines")]
pub(super) fn in_view(rect: Rect) -> usize {
    ((rect.height() / LINE) as usize).max(1)
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

/// What a line shows: a sign with its colour, and up to three lines of words.
pub(super) struct Words {
    /// The sign at the left.
    pub(super) sign: (&'static str, Color32),
    /// What stands beside it, one below the other; empty ones leave no gap.
    pub(super) lines: [String; 3],
}

/// Who says it on what; what it says; this quotation of it, or none.
pub(super) fn words_of(ui: &Ui, open: &OpenDossier<'_>, position: &Position, quotation: Option<usize>) -> Words {
    let sign = (words::stance_icon(position.stance), palette(ui).stance(position.stance).strong);
    let quoted = quotation.and_then(|number| position.evidence.get(number)).filter(|it| !it.quote.is_empty());
    let quoted = quoted.map_or_else(String::new, |evidence| words::quoted(&evidence.quote));
    Words { sign, lines: [heading(open, position), words::visible_line(&position.wording).into_owned(), quoted] }
}

/// `note` stands at the right of the first line.
pub(super) fn text_lines(ui: &Ui, rect: Rect, words: &Words, note: &str, is_meant: bool) {
    let colors = palette(ui);
    let (strong, text) = if is_meant { (words.sign.1, colors.text) } else { (colors.weak, colors.weak) };
    let at = pos2(rect.min.x + SIGN / 2.0, rect.min.y + 13.0);
    ui.painter().text(at, egui::Align2::CENTER_CENTER, words.sign.0, icon_font(size::ICON), strong);
    let left = rect.min.x + SIGN;
    let width = rect.max.x - left - 12.0;
    let note = bidi::layout(ui, cut_job(note, Face::Medium, size::SMALL, colors.weak, width * 0.5, 1));
    let room = width - note.size().x - 8.0;
    ui.painter().galley(pos2(rect.max.x - 12.0 - note.size().x, rect.min.y + 5.0), note, colors.weak);
    let [first, second, third] = &words.lines;
    let lines = [
        cut_job(first, Face::Medium, size::BODY, text, room, 1),
        cut_job(second, Face::Regular, size::BODY, text, width, 1),
        cut_job(third, Face::Regular, size::SMALL, colors.weak, width, 1),
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

/// The condition that a line is about.
fn note_of(open: &OpenDossier<'_>, line: &TickLine, position: &Position) -> String {
    let condition = line.condition.and_then(|index| position.conditions.get(index));
    condition
        .map_or_else(String::new, |condition| format!("Condition: {}", words::condition_line(open.dossier, condition)))
}

pub(super) fn spoken(open: &OpenDossier<'_>, position: &Position, note: &str) -> String {
    let parts = [
        heading(open, position),
        words::stance(position.stance).to_owned(),
        words::visible_line(&position.wording).into_owned(),
        note.to_owned(),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    bidi::spoken(&parts.join(". ")).into_owned()
}
