//! Painting an article: what lies behind the words, the words, the caret.

use std::ops::Range;

use egui::{Color32, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::marks::Mark;
use super::pointer::Drag;
use super::{Frame, ReadingState};
use crate::ui::shape::{Caret, Line};
use crate::ui::theme::{Palette, palette};

/// How much of a stance's colour lies under its words.
const TINT: f32 = 0.13;
/// The same for the chosen mark.
const CHOSEN_TINT: f32 = 0.3;

/// Paints the paragraphs in view.
pub(super) fn article(ui: &Ui, frame: &Frame<'_>, state: &mut ReadingState, paragraphs: Range<usize>) {
    let colors = palette(ui);
    let selection = state.selection();
    let seen = state.flow.chars(paragraphs.start).start..state.flow.chars(paragraphs.end.saturating_sub(1)).end;
    let marks: Vec<(&Mark, u8)> = frame.reader.marks.within(&seen).collect();
    for paragraph in paragraphs {
        let Some(laid) = state.flow.laid(ui.ctx(), paragraph) else { continue };
        let corner = frame.origin + vec2(0.0, state.flow.text_top(paragraph));
        let start = state.flow.chars(paragraph).start;
        for line in &laid.lines {
            let top = corner.y + line.top;
            if top > frame.view.max.y || top + line.height < frame.view.min.y {
                continue;
            }
            let behind = Behind { ui, colors, line, corner, start };
            behind.passage(frame);
            behind.marks(frame, &marks, state.drag.as_ref());
            behind.looked_for(frame, selection.as_ref());
            behind.underlines(frame, &marks, state.drag.as_ref());
            if let Some(selection) = &selection {
                behind.fill(selection, colors.accent.gamma_multiply(0.28));
            }
        }
        for (offset, job) in &laid.parts {
            let at = corner + *offset;
            if at.y < frame.view.max.y {
                let galley = ui.fonts_mut(|fonts| fonts.layout_job(job.clone()));
                if at.y + galley.size().y > frame.view.min.y {
                    ui.painter().galley(at, galley, colors.text);
                }
            }
        }
    }
    if frame.has_focus {
        caret(ui, frame, state, colors);
    }
}

fn caret(ui: &Ui, frame: &Frame<'_>, state: &mut ReadingState, colors: &Palette) {
    let Some(rect) = state.flow.rect_of(ui.ctx(), state.span.head) else { return };
    let rect = rect.translate(frame.origin.to_vec2());
    ui.painter().line_segment([rect.left_top(), rect.left_bottom()], Stroke::new(2.0, colors.accent));
}

/// What lies behind the words of one line.
struct Behind<'a> {
    ui: &'a Ui,
    colors: &'a Palette,
    line: &'a Line,
    /// Upper left corner of the paragraph on screen.
    corner: egui::Pos2,
    /// The paragraph's first character.
    start: u32,
}

impl Behind<'_> {
    /// Where characters of the article stand on this line.
    fn rects(&self, chars: &Range<u32>) -> Vec<Rect> {
        let (line, start) = (self.line, self.start);
        let (first, end) = (start + line.chars.start, start + line.chars.end);
        if chars.end <= first || end <= chars.start {
            return Vec::new();
        }
        let own = chars.start.saturating_sub(start)..chars.end.saturating_sub(start);
        let top = self.corner.y + line.top;
        let rect = |(left, right): (f32, f32)| {
            Rect::from_min_max(
                pos2(self.corner.x + left, top + 1.0),
                pos2(self.corner.x + right, top + line.height - 1.0),
            )
        };
        line.stretches(&own).into_iter().map(rect).collect()
    }

    fn fill(&self, chars: &Range<u32>, color: Color32) {
        for rect in self.rects(chars) {
            self.ui.painter().rect_filled(rect, 2.0, color);
        }
    }

    /// The passage that was jumped to.
    fn passage(&self, frame: &Frame<'_>) {
        if let Some(lit) = frame.reader.lit {
            for rect in self.rects(lit) {
                self.ui.painter().rect_filled(rect.expand2(vec2(3.0, 1.0)), 3.0, self.colors.accent_fill);
            }
        }
    }

    /// Words of highlighters, and words that were looked for, which have a frame: no colour is theirs alone. Both lie over
    /// the tints of marks, because a mixture of the two would be the colour of neither.
    fn looked_for(&self, frame: &Frame<'_>, selection: Option<&Range<u32>>) {
        let chars = self.start + self.line.chars.start..self.start + self.line.chars.end;
        let highlights = frame.reader.highlights;
        let end = highlights.partition_point(|highlight| highlight.range.start < chars.end);
        for highlight in highlights[..end].iter().rev().take_while(|it| it.range.end > chars.start) {
            self.fill(&highlight.range, highlight.fill);
        }
        let found = frame.reader.found;
        let end = found.partition_point(|range| range.start < chars.end);
        for range in found[..end].iter().rev().take_while(|range| range.end > chars.start) {
            // Two colours on one word would make a third one.
            if selection.is_none_or(|selected| range.start < selected.start || selected.end < range.end) {
                let edge = Stroke::new(1.0, self.colors.found_edge);
                for rect in self.rects(range) {
                    self.ui.painter().rect(rect, 2.0, self.colors.found, edge, StrokeKind::Inside);
                }
            }
        }
    }

    /// Tints mix where marks overlap.
    fn marks(&self, frame: &Frame<'_>, marks: &[(&Mark, u8)], drag: Option<&Drag>) {
        for &(mark, _) in marks {
            let is_chosen = frame.reader.chosen == Some(mark.key);
            // What does not count any more stands back.
            if mark.is_discounted && !is_chosen {
                continue;
            }
            let color = self.colors.stance(mark.stance).strong;
            self.fill(range_of(mark, drag), color.gamma_multiply(if is_chosen { CHOSEN_TINT } else { TINT }));
        }
    }

    /// Each mark has its own underline, also where several overlap.
    fn underlines(&self, frame: &Frame<'_>, marks: &[(&Mark, u8)], drag: Option<&Drag>) {
        for &(mark, level) in marks {
            let is_chosen = frame.reader.chosen == Some(mark.key);
            let color = self.colors.stance(mark.stance).strong;
            let y = self.corner.y + self.line.top + self.line.baseline + 3.5 + f32::from(level) * 2.5;
            let stroke = Stroke::new(if is_chosen { 2.5 } else { 1.5 }, color);
            for rect in self.rects(range_of(mark, drag)) {
                let painter = self.ui.painter();
                if mark.is_discounted {
                    let ends = [pos2(rect.min.x, y), pos2(rect.max.x, y)];
                    painter.extend(egui::Shape::dashed_line(&ends, stroke, 4.0, 3.0));
                } else {
                    painter.hline(rect.x_range(), y, stroke);
                }
            }
        }
    }
}

/// Where a mark stands, or would stand once it is let go.
fn range_of<'a>(mark: &'a Mark, drag: Option<&'a Drag>) -> &'a Range<u32> {
    match drag {
        Some(Drag::Mark(key, range)) if *key == mark.key => range,
        _ => &mark.range,
    }
}

/// The height of the line that a place stands on, on screen.
pub(super) fn line_of(ui: &Ui, frame: &Frame<'_>, state: &mut ReadingState, at: u32) -> Option<Rect> {
    Some(state.flow.rect_of(ui.ctx(), Caret::before(at))?.translate(frame.origin.to_vec2()))
}
