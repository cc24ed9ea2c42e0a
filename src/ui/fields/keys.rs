//! Arrow keys in text that is not all from left to right: egui's field counts characters, a person looks at the screen.

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::TextEditState;
use egui::{Event, Id, Key, Modifiers, Ui};

use super::Note;
use super::sheet::Sheet;
use crate::ui::shape::Caret;

/// Takes the keys that move the caret on screen out of what egui's field will see, and moves it. True when it moved.
pub(super) fn take(ui: &Ui, id: Id, sheet: &Sheet, note: &mut Note) -> bool {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return false;
    }
    let Some(mut state) = TextEditState::load(ui.ctx(), id) else { return false };
    let Some(range) = state.cursor.char_range() else { return false };
    let mut keys = Keys { sheet, note, range, has_moved: false, is_stale: false };
    ui.input_mut(|input| input.events.retain_mut(|event| keys.keeps(event)));
    let (range, has_moved) = (keys.range, keys.has_moved);
    if has_moved {
        state.cursor.set_char_range(Some(range));
        state.store(ui.ctx(), id);
    }
    has_moved
}

/// The place of an egui cursor on screen.
pub(super) fn caret_of(cursor: CCursor, sheet: &Sheet, note: &Note) -> Caret {
    let at = u32::try_from(cursor.index.0).unwrap_or(u32::MAX).min(sheet.end());
    let is_behind = !cursor.prefer_next_row || (note.behind == Some(at) && !sheet.begins_line(at));
    Caret { at, is_behind }
}

/// The egui cursor of a place on screen.
pub(super) fn cursor_of(caret: Caret) -> CCursor {
    CCursor { index: CharIndex(caret.at as usize), prefer_next_row: !caret.is_behind }
}

struct Keys<'a> {
    sheet: &'a Sheet,
    note: &'a mut Note,
    range: CCursorRange,
    has_moved: bool,
    /// Something came before that egui's field has to do first: what is laid out is not what will be there.
    is_stale: bool,
}

impl Keys<'_> {
    fn keeps(&mut self, event: &mut Event) -> bool {
        let Event::Key { key, pressed: true, modifiers, .. } = event else {
            self.is_stale |= !matches!(event, Event::PointerMoved(_) | Event::Key { .. } | Event::Copy);
            return true;
        };
        let is_plain = !(modifiers.ctrl || modifiers.alt || modifiers.command || modifiers.mac_cmd);
        match key {
            Key::ArrowLeft | Key::ArrowRight if is_plain && !self.is_stale => {
                self.sideways(*key == Key::ArrowRight, *modifiers);
                false
            }
            // Word by word, and to the ends of a line: in the order of reading of the paragraph.
            Key::ArrowLeft | Key::ArrowRight => {
                if self.sheet.is_right_to_left(self.caret().at) {
                    *key = if *key == Key::ArrowLeft { Key::ArrowRight } else { Key::ArrowLeft };
                }
                self.is_stale = true;
                true
            }
            Key::ArrowUp | Key::ArrowDown if is_plain && !self.is_stale => {
                let is_taken = self.vertical(*key == Key::ArrowDown, *modifiers);
                self.is_stale |= !is_taken;
                !is_taken
            }
            _ => {
                self.is_stale = true;
                true
            }
        }
    }

    fn caret(&self) -> Caret {
        caret_of(self.range.primary, self.sheet, self.note)
    }

    fn sideways(&mut self, is_right: bool, modifiers: Modifiers) {
        let selected = self.range.as_sorted_char_range();
        let target = if modifiers.shift || selected.is_empty() {
            self.sheet.sideways(self.caret(), is_right)
        } else {
            // What is selected is left at the end to which the key points.
            let is_on = is_right != self.sheet.is_right_to_left(self.caret().at);
            let at = |index: CharIndex| u32::try_from(index.0).unwrap_or(u32::MAX);
            Some(if is_on {
                Caret { at: at(selected.end), is_behind: true }
            } else {
                Caret::before(at(selected.start))
            })
        };
        if let Some(target) = target {
            self.go(target, modifiers, None);
        }
    }

    fn vertical(&mut self, is_down: bool, modifiers: Modifiers) -> bool {
        let caret = self.caret();
        let goal = self.range.h_pos.or_else(|| Some(self.sheet.rect_of(caret)?.min.x)).unwrap_or(0.0);
        let Some(target) = self.sheet.vertical(caret, is_down, goal) else { return false };
        self.go(target, modifiers, Some(goal));
        true
    }

    fn go(&mut self, target: Caret, modifiers: Modifiers, column: Option<f32>) {
        self.range.primary = cursor_of(target);
        if !modifiers.shift {
            self.range.secondary = self.range.primary;
        }
        self.range.h_pos = column;
        self.note.behind = target.is_behind.then_some(target.at);
        self.has_moved = true;
    }
}
