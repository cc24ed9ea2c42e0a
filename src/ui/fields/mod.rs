//! Text fields. All of the program's are this one: egui's field, which owns text, cursor and undo, and where a text holds
//! words from right to left, those in visual order with the caret where it belongs.
//!
//! egui's field takes rows from right to left for rows from left to right, so for such a text it is shown rows without
//! letters (see `sheet`); the letters, the selection and the caret are drawn over it. Where the mouse points is looked
//! up here and told to egui's field after it has looked itself, arrow keys that lead to a place on screen before. Text
//! without a letter from right to left is egui's alone.

mod keys;
mod motion;
mod paint;
mod sheet;

#[cfg(test)]
mod driven;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use egui::cache::CacheTrait;
use egui::text::{CCursorRange, CharIndex, LayoutJob};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::text_selection::visuals::paint_text_cursor;
use egui::{
    Color32, Context, Event, Frame, Galley, Id, ImeEvent, KeyboardShortcut, Painter, Pos2, Rect, Response, TextBuffer,
    TextEdit, Ui, Vec2, vec2,
};

use super::bidi::has_right_to_left;
use super::shape::{Caret, Setting};
use crate::model::shown::visible_in_place;
use paint::Canvas;
use sheet::{Look, Sheet};

/// A text field. Characters that are not seen show as a sign.
pub(super) struct TextField<'a> {
    text: &'a mut String,
    /// Rows of a field of several lines.
    rows: Option<usize>,
    id: Option<Id>,
    hint: &'a str,
    width: Option<f32>,
    margin: Option<Vec2>,
    new_line: Option<KeyboardShortcut>,
    frame: Option<Frame>,
    keeps_tab: bool,
}

impl<'a> TextField<'a> {
    /// A field of one line.
    pub(super) fn line(text: &'a mut String) -> Self {
        let (id, width, margin, new_line, frame) = (None, None, None, None, None);
        Self { text, rows: None, id, hint: "", width, margin, new_line, frame, keeps_tab: false }
    }

    /// A field of several lines, so many of them at least.
    pub(super) fn lines(text: &'a mut String, rows: usize) -> Self {
        Self { rows: Some(rows), ..Self::line(text) }
    }

    /// The same under an id of its own.
    pub(super) fn id(self, id: Id) -> Self {
        Self { id: Some(id), ..self }
    }

    /// The same with words that are shown while it is empty.
    pub(super) fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// The same at most so wide.
    pub(super) fn width(self, width: f32) -> Self {
        Self { width: Some(width), ..self }
    }

    /// The same with room around the text.
    pub(super) fn margin(self, x: f32, y: f32) -> Self {
        Self { margin: Some(vec2(x, y)), ..self }
    }

    /// The same with other keys than Enter for a new line.
    pub(super) fn new_line(self, keys: KeyboardShortcut) -> Self {
        Self { new_line: Some(keys), ..self }
    }

    /// The same with another frame.
    pub(super) fn frame(self, frame: Frame) -> Self {
        Self { frame: Some(frame), ..self }
    }

    /// The same, and Tab does not leave it.
    pub(super) fn keeping_tab(self) -> Self {
        Self { keeps_tab: true, ..self }
    }

    /// Shows it. The name is what screen readers say.
    pub(super) fn show(self, ui: &mut Ui, name: &str) -> Response {
        let id = self.id.unwrap_or_else(|| {
            let id = ui.next_auto_id();
            ui.skip_ahead_auto_ids(1);
            id
        });
        let wraps = self.rows.is_some();
        let before = kept(ui, id);
        let mut note = ui.data(|data| data.get_temp::<Note>(id)).unwrap_or_default();
        let was_hidden = has_right_to_left(self.text);
        let shown = before.as_ref().filter(|_| was_hidden).and_then(|before| before.with(ui, self.text));
        if let Some(shown) = shown.as_ref().filter(|_| ui.is_enabled()) {
            paste_at_pointer(ui, id, shown, &mut note);
            note.has_moved = keys::take(ui, id, shown, &mut note);
        }
        let style = Arc::clone(ui.style());
        if was_hidden {
            hide(ui);
        }
        let mut laid = shown.or(before);
        let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| {
            let text = text.as_str();
            if has_right_to_left(text)
                && let Some(sheet) = Sheet::of(ui, text, &look(ui, wraps, width), laid.as_ref())
            {
                laid = Some(Arc::clone(&sheet));
                return Arc::clone(&sheet.galley);
            }
            laid = None;
            plain(ui, text, wraps, width)
        };
        let output = self.egui(id).layouter(&mut layouter).show(ui);
        ui.set_style(style);
        finish(ui, id, output, laid, note).accessible_name(name)
    }

    fn egui(self, id: Id) -> TextEdit<'a> {
        let mut field = match self.rows {
            Some(rows) => TextEdit::multiline(self.text).desired_rows(rows),
            None => TextEdit::singleline(self.text),
        };
        field = field.id(id).hint_text(self.hint);
        if let Some(width) = self.width {
            field = field.desired_width(width);
        }
        if let Some(margin) = self.margin {
            field = field.margin(margin);
        }
        if let Some(keys) = self.new_line {
            field = field.return_key(keys);
        }
        if let Some(frame) = self.frame {
            field = field.frame(frame);
        }
        if self.keeps_tab { field.lock_focus(true) } else { field }
    }
}

/// What is remembered of a field from frame to frame.
#[derive(Debug, Clone, Copy, Default)]
struct Note {
    /// The caret stands behind the character before this place, not before the one after it.
    behind: Option<u32>,
    /// How far a text of one line is scrolled.
    scrolled: f32,
    /// Where the text stood on screen.
    origin: Pos2,
    /// An input method has words that it has not handed over.
    is_composing: bool,
    /// Where the caret was, and since when: it is seen at once where it comes to.
    caret: Caret,
    since: f64,
    /// A key moved it in this frame.
    has_moved: bool,
}

/// Layouts of fields that are shown.
#[derive(Default)]
struct Sheets {
    frame: u64,
    sheets: HashMap<Id, (u64, Arc<Sheet>)>,
}

impl CacheTrait for Sheets {
    fn update(&mut self) {
        self.frame += 1;
        let oldest = self.frame.saturating_sub(2);
        self.sheets.retain(|_, (used, _)| *used >= oldest);
    }

    fn len(&self) -> usize {
        self.sheets.len()
    }
}

fn kept(ctx: &Context, id: Id) -> Option<Arc<Sheet>> {
    ctx.memory_mut(|memory| memory.caches.cache::<Sheets>().sheets.get(&id).map(|(_, sheet)| Arc::clone(sheet)))
}

fn keep(ui: &Ui, id: Id, sheet: &Arc<Sheet>) {
    ui.memory_mut(|memory| {
        let sheets = memory.caches.cache::<Sheets>();
        sheets.sheets.insert(id, (sheets.frame, Arc::clone(sheet)));
    });
}

fn look(ui: &Ui, wraps: bool, width: f32) -> Look {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let setting = Setting { line_height: line_height(ui), font, width };
    Look { setting, wraps, pixels_per_point: ui.pixels_per_point() }
}

fn line_height(ui: &Ui) -> f32 {
    let font = egui::TextStyle::Body.resolve(ui.style());
    ui.fonts_mut(|fonts| fonts.row_height(&font)) + ui.spacing().extra_text_line_spacing
}

fn color(ui: &Ui) -> Color32 {
    ui.visuals().override_text_color.unwrap_or(ui.visuals().widgets.inactive.text_color())
}

/// Lays out what is in a field as egui does, but for characters that are not seen.
fn plain(ui: &Ui, text: &str, wraps: bool, width: f32) -> Arc<Galley> {
    let words = visible_in_place(text).into_owned();
    let font = egui::TextStyle::Body.resolve(ui.style());
    let mut job = if wraps {
        LayoutJob::simple(words, font, color(ui), width)
    } else {
        LayoutJob::simple_singleline(words, font, color(ui))
    };
    job.keep_trailing_whitespace = true;
    let height = line_height(ui);
    job.sections.iter_mut().for_each(|section| section.format.line_height = Some(height));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// What egui's field would draw of selection and caret is not to be seen.
fn hide(ui: &mut Ui) {
    let visuals = ui.visuals_mut();
    visuals.selection.bg_fill = Color32::TRANSPARENT;
    visuals.text_cursor.stroke.color = Color32::TRANSPARENT;
    visuals.text_cursor.preview = false;
    visuals.ime_composition.active_underline_stroke = egui::Stroke::NONE;
    visuals.ime_composition.inactive_underline_stroke = egui::Stroke::NONE;
}

/// The middle button pastes where it is pressed, which egui's field would look up in its own way.
fn paste_at_pointer(ui: &Ui, id: Id, sheet: &Sheet, note: &mut Note) {
    if !ui.ctx().read_response(id).is_some_and(|response| response.contains_pointer()) {
        return;
    }
    let mut pressed = None;
    ui.input_mut(|input| {
        for event in &mut input.events {
            if let Event::MiddleClickPaste { pos, text } = event {
                pressed = Some(*pos);
                *event = Event::Paste(std::mem::take(text));
            }
        }
    });
    let Some(at) = pressed else { return };
    let caret = sheet.caret_at(at - note.origin);
    note.behind = caret.is_behind.then_some(caret.at);
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(keys::cursor_of(caret))));
    state.store(ui.ctx(), id);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// Draws over egui's field what it could not, and tells it where the mouse points.
fn finish(ui: &Ui, id: Id, mut output: TextEditOutput, laid: Option<Arc<Sheet>>, mut note: Note) -> Response {
    let response = output.response.response.clone();
    // In the first frame of an empty field egui still shows the hint.
    let Some(sheet) = laid.filter(|sheet| Arc::ptr_eq(&sheet.galley.job, &output.galley.job)) else {
        ui.data_mut(|data| data.remove::<Note>(id));
        return response;
    };
    keep(ui, id, &sheet);
    point(ui, id, &mut output, &sheet, &mut note);
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let range = output.state.cursor.range(&output.galley).filter(|_| has_focus);
    if let Some(range) = range.filter(|_| response.changed()) {
        // Who goes on writing sees the caret behind what was written.
        note.behind = u32::try_from(range.primary.index.0).ok();
    }
    note.is_composing = has_focus && composes(ui, note.is_composing);
    let caret = range.map(|range| keys::caret_of(range.primary, &sheet, &note));
    let place = caret.and_then(|caret| sheet.rect_of(caret));
    note.scrolled = sheet.scrolled(note.scrolled, place.map(|place| place.min.x));
    note.origin = output.galley_pos - vec2(note.scrolled, 0.0);
    let now = ui.input(|input| input.time);
    if let Some(caret) = caret.filter(|caret| *caret != note.caret || response.changed()) {
        (note.caret, note.since) = (caret, now);
    }
    if ui.is_rect_visible(output.text_clip_rect) {
        let painter = ui.painter_at(output.text_clip_rect.expand(1.0));
        let place = place.map(|place| place.translate(note.origin.to_vec2()).expand(1.5));
        draw(ui, &painter, &sheet, &note, range);
        if let Some(place) = place.filter(|_| ui.is_enabled()) {
            caret_at(ui, id, &painter, place, &note, now);
        }
    }
    ui.data_mut(|data| data.insert_temp(id, note));
    response
}

/// What the mouse did, where it really is.
fn point(ui: &Ui, id: Id, output: &mut TextEditOutput, sheet: &Sheet, note: &mut Note) {
    let response = &output.response.response;
    let Some(pointer) = response.interact_pointer_pos() else { return };
    let caret = sheet.caret_at(pointer - output.galley_pos + vec2(note.scrolled, 0.0));
    let (cursor, is_dragged) = (keys::cursor_of(caret), ui.is_being_dragged(id));
    if output.state.cursor.pointer_interaction(ui, response, cursor, &output.galley, is_dragged) {
        note.behind = caret.is_behind.then_some(caret.at);
        output.state.clone().store(ui.ctx(), id);
    }
}

fn draw(ui: &Ui, painter: &Painter, sheet: &Sheet, note: &Note, range: Option<CCursorRange>) {
    let at = |index: CharIndex| u32::try_from(index.0).unwrap_or(u32::MAX);
    let chars = range.map(|range| range.as_sorted_char_range()).map(|chars| at(chars.start)..at(chars.end));
    let chars = chars.filter(|chars| !chars.is_empty());
    // What an input method holds back is underlined, not selected.
    let (composed, selection) = if note.is_composing { (chars, None) } else { (None, chars) };
    let canvas = Canvas { ui, painter, sheet, origin: note.origin, selection };
    canvas.text(color(ui));
    if let Some(composed) = composed {
        canvas.underline(&composed, ui.visuals().ime_composition.active_underline_stroke);
    }
}

/// The caret, and where the window of an input method goes.
fn caret_at(ui: &Ui, id: Id, painter: &Painter, place: Rect, note: &Note, now: f64) {
    if note.has_moved {
        ui.scroll_to_rect(place, None);
    }
    if ui.input(|input| input.focused) {
        paint_text_cursor(ui, painter, place, now - note.since);
    }
    if ui.memory(|memory| memory.owns_ime_events(id)) {
        let to_global = ui.ctx().layer_transform_to_global(ui.layer_id()).unwrap_or_default();
        ui.output_mut(|output| {
            if let Some(ime) = &mut output.ime {
                ime.cursor_rect = to_global * place;
            }
        });
    }
}

/// True while an input method holds words back.
fn composes(ui: &Ui, before: bool) -> bool {
    ui.input(|input| {
        input.events.iter().fold(before, |before, event| match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) => !text.is_empty(),
            Event::Ime(ImeEvent::Commit(_)) | Event::Text(_) | Event::PointerButton { .. } => false,
            _ => before,
        })
    })
}
