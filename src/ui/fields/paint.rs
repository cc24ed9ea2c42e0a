//! What is seen of a field with text from right to left: the selection, the words, the caret.

use std::ops::Range;

use egui::epaint::TextShape;
use egui::{Color32, Painter, Pos2, Rect, Stroke, Ui, pos2, vec2};

use super::sheet::{Placed, Sheet};

/// Where a text is painted, and what of it is selected.
pub(super) struct Canvas<'a> {
    /// The field's.
    pub(super) ui: &'a Ui,
    /// Clipped to the field.
    pub(super) painter: &'a Painter,
    /// What is painted.
    pub(super) sheet: &'a Sheet,
    /// The upper left corner of the text.
    pub(super) origin: Pos2,
    /// Selected characters.
    pub(super) selection: Option<Range<u32>>,
}

impl Canvas<'_> {
    /// The selection and the words.
    pub(super) fn text(&self, color: Color32) {
        let clip = self.painter.clip_rect();
        let heights = clip.min.y - self.origin.y..clip.max.y - self.origin.y;
        let selected = match &self.selection {
            Some(chars) => self.sheet.rects(chars, heights.clone()),
            None => Vec::new(),
        };
        let visuals = self.ui.visuals();
        for rect in &selected {
            self.painter.rect_filled(rect.translate(self.origin.to_vec2()), 0.0, visuals.selection.bg_fill);
        }
        for placed in self.sheet.within(heights) {
            let has_selection =
                self.selection.as_ref().is_some_and(|chars| chars.start < placed.end() && placed.start < chars.end);
            if has_selection {
                self.selected(placed, &selected, color);
            } else {
                self.words(self.painter, placed, None, color);
            }
        }
    }

    /// The words of a paragraph, or of one of its lines.
    fn words(&self, painter: &Painter, placed: &Placed, line: Option<usize>, color: Color32) {
        let parts = placed.parts();
        let only = line.filter(|_| parts.len() == placed.lines().len());
        for (number, (offset, job)) in parts.iter().enumerate() {
            if only.is_none_or(|only| only == number) {
                let galley = self.ui.fonts_mut(|fonts| fonts.layout_job(job.clone()));
                let at = self.origin + vec2(0.0, placed.top) + *offset;
                painter.add(TextShape::new(at, galley, color));
            }
        }
    }

    /// A paragraph of which something is selected: those words have the colour that selected words have.
    fn selected(&self, placed: &Placed, selected: &[Rect], color: Color32) {
        let clip = self.painter.clip_rect();
        let is_apart = placed.parts().len() == placed.lines().len();
        for (number, line) in placed.lines().iter().enumerate() {
            let top = placed.top + line.top;
            // Lines that are painted together are told apart by their height.
            let y = if is_apart {
                clip.y_range()
            } else {
                egui::Rangef::new(self.origin.y + top, self.origin.y + top + line.height)
            };
            let stretch = |from: f32, to: f32, color: Color32| {
                let rect = Rect::from_x_y_ranges(from..=to, y).intersect(clip);
                if rect.is_positive() {
                    self.words(&self.painter.with_clip_rect(rect), placed, Some(number), color);
                }
            };
            let mut x = clip.min.x;
            for rect in selected.iter().filter(|rect| (rect.min.y - top).abs() < 0.5) {
                let (left, right) = (self.origin.x + rect.min.x, self.origin.x + rect.max.x);
                stretch(x, left, color);
                stretch(left, right, self.ui.visuals().selection.stroke.color);
                x = x.max(right);
            }
            stretch(x, clip.max.x, color);
        }
    }

    /// A line under words that an input method has not handed over yet.
    pub(super) fn underline(&self, chars: &Range<u32>, stroke: Stroke) {
        let clip = self.painter.clip_rect();
        let heights = clip.min.y - self.origin.y..clip.max.y - self.origin.y;
        for rect in self.sheet.rects(chars, heights) {
            let rect = rect.translate(self.origin.to_vec2());
            let ends = [pos2(rect.min.x, rect.max.y), pos2(rect.max.x, rect.max.y)];
            self.painter.line_segment(ends, stroke);
        }
    }
}
