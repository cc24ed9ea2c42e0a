//! Text fields. All of the program's are this one: egui's field, which owns text, cursor and undo, and where a text holds
//! words from right to left, those in visual order with the caret where it belongs.
//!
//! egui's field takes rows from right to left for rows from left to right, so for such a text it is shown rows without
//! letters (see `rows`); the letters, the selection and the caret are drawn over it. Where the mouse points is looked
//! up here and told to egui's field after it has looked itself, arrow keys that lead to a place on screen before. Text
//! without a letter from right to left is egui's alone.

mod keys;
mod motion;
mod over;
mod paint;
mod rows;
mod sheet;

#[cfg(test)]
mod driven;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use egui::cache::CacheTrait;
use egui::text::{CCursorRange, LayoutJob};
use egui::text_edit::TextEditState;
use egui::{
    Color32, Context, Event, Frame, Galley, Id, KeyboardShortcut, Response, TextBuffer, TextEdit, Ui, Vec2, vec2,
};

use super::bidi::has_right_to_left;
use super::shape::Setting;
use crate::model::shown::visible_in_place;
use over::{Note, finish};
use sheet::{Look, Sheet, Wanted};

/// So many characters of a long text that are out of view are laid out in a frame in which nobody types.
const PER_FRAME: u32 = 3000;

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
        let now = wanted(ui, id, 0);
        let shown = before.as_ref().filter(|_| was_hidden).and_then(|before| before.with(ui, self.text, now));
        let is_idle =
            ui.input(|input| !input.events.iter().any(|event| matches!(event, Event::Key { .. } | Event::Text(_))));
        let mut more = if is_idle { PER_FRAME } else { 0 };
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
                && let wanted = wanted(ui, id, std::mem::take(&mut more))
                && let Some(sheet) = Sheet::of(ui, text, &look(ui, wraps, width), laid.as_ref(), wanted)
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

/// What is in view, and a window's height above and below it, and where the caret is.
fn wanted(ui: &Ui, id: Id, more: u32) -> Wanted {
    let (clip, top) = (ui.clip_rect(), ui.cursor().min.y);
    let range = TextEditState::load(ui.ctx(), id).and_then(|state| state.cursor.char_range());
    let caret = range.and_then(|range| u32::try_from(range.primary.index.0).ok()).unwrap_or(0);
    let heights = clip.min.y - top - clip.height()..clip.max.y - top + clip.height();
    Wanted { heights, caret, more }
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
