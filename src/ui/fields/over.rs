//! What comes over egui's field once it was shown: the words in their order, the caret, and where the mouse points.

use std::sync::Arc;

use egui::text::{CCursorRange, CharIndex};
use egui::text_edit::TextEditOutput;
use egui::text_selection::visuals::paint_text_cursor;
use egui::{Event, Id, ImeEvent, Painter, Pos2, Rect, Response, Ui, vec2};

use super::paint::Canvas;
use super::sheet::Sheet;
use super::{color, keep, keys};
use crate::ui::shape::Caret;

/// What is remembered of a field from frame to frame.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Note {
    /// The caret stands behind the character before this place, not before the one after it.
    pub(super) behind: Option<u32>,
    /// How far a text of one line is scrolled.
    pub(super) scrolled: f32,
    /// Where the text stood on screen.
    pub(super) origin: Pos2,
    /// An input method has words that it has not handed over.
    pub(super) is_composing: bool,
    /// Where the caret was.
    pub(super) caret: Caret,
    /// Since when: it is seen at once where it comes to.
    pub(super) since: f64,
    /// How far down the text it stood.
    pub(super) top: f32,
    /// It was in view.
    pub(super) is_seen: bool,
    /// It moved in this frame, and comes into view.
    pub(super) has_moved: bool,
}

/// Draws over egui's field what it could not, and tells it where the mouse points.
pub(super) fn finish(
    ui: &Ui,
    id: Id,
    mut output: TextEditOutput,
    laid: Option<Arc<Sheet>>,
    mut note: Note,
) -> Response {
    let response = output.response.response.clone();
    // In the first frame of an empty field egui still shows the hint.
    let Some(sheet) = laid.filter(|sheet| Arc::ptr_eq(&sheet.galley.job, &output.galley.job)) else {
        ui.data_mut(|data| data.remove::<Note>(id));
        return response;
    };
    keep(ui, id, &sheet);
    if !sheet.is_whole {
        ui.request_repaint();
    }
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
    let top = place.map_or(0.0, |place| place.min.y);
    let has_slid = caret == Some(note.caret) && (top - note.top).abs() > 0.5;
    note.top = top;
    let now = ui.input(|input| input.time);
    if let Some(caret) = caret.filter(|caret| *caret != note.caret || response.changed()) {
        (note.caret, note.since) = (caret, now);
    }
    if ui.is_rect_visible(output.text_clip_rect) {
        let painter = ui.painter_at(output.text_clip_rect.expand(1.0));
        let place = place.map(|place| place.translate(note.origin.to_vec2()).expand(1.5));
        draw(ui, &painter, &sheet, &note, range);
        // Lines above it that were guessed can move it out of view once they are laid out.
        let is_seen = place.is_some_and(|place| painter.clip_rect().intersects(place));
        note.has_moved |= has_slid && note.is_seen && !is_seen;
        note.is_seen = is_seen;
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
