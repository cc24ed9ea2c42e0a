//! The text of a field that holds words from right to left, laid out in visual order.
//!
//! Of a long text, what is seen is laid out at once and the rest a little in every frame; until then its lines are
//! guessed.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Context, Galley, Rect, Vec2, pos2, vec2};

use super::rows::{Maker, Paragraph};
use crate::ui::shape::{Caret, Line, Setting, portions};

/// A text of more bytes is not laid out as a whole in one frame.
const LONG: usize = 40_000;

/// What a layout depends on, beside the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Look {
    /// The font, and the width that there is room for.
    pub(super) setting: Setting,
    /// Several lines, broken to the width.
    pub(super) wraps: bool,
    /// Words are measured in pixels.
    pub(super) pixels_per_point: f32,
}

/// A paragraph at its place.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) paragraph: Arc<Paragraph>,
    /// Its first character.
    pub(super) start: u32,
    /// Its upper edge.
    pub(super) top: f32,
    /// A line end follows.
    pub(super) is_ended: bool,
}

impl Placed {
    /// The place behind its last character.
    pub(super) fn end(&self) -> u32 {
        self.start + self.paragraph.chars
    }

    /// Its lines.
    pub(super) fn lines(&self) -> &[Line] {
        &self.paragraph.laid.lines
    }

    /// What is painted.
    pub(super) fn parts(&self) -> &[(Vec2, LayoutJob)] {
        &self.paragraph.laid.parts
    }

    /// How high it is.
    pub(super) fn height(&self) -> f32 {
        self.paragraph.laid.height
    }
}

/// What has to be laid out now.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// What is seen of it, from the upper edge of the text.
    pub(super) heights: Range<f32>,
    /// Where the caret is.
    pub(super) caret: u32,
    /// So many characters more.
    pub(super) more: u32,
}

impl Wanted {
    /// All of it.
    #[cfg(test)]
    pub(super) fn all() -> Self {
        Self { heights: f32::MIN..f32::MAX, caret: 0, more: 0 }
    }

    /// True for a paragraph that is in view or has the caret.
    fn shows(&self, placed: &Placed) -> bool {
        let is_seen = placed.top <= self.heights.end && placed.top + placed.height() >= self.heights.start;
        is_seen || (placed.start..=placed.end()).contains(&self.caret)
    }

    /// True for a paragraph that has to be laid out; what is not seen is taken from what may be laid out more.
    fn takes(&mut self, placed: &Placed) -> bool {
        if self.shows(placed) {
            return true;
        }
        let is_left = self.more > 0;
        self.more = self.more.saturating_sub(placed.paragraph.chars.max(1));
        is_left
    }
}

/// A text laid out.
#[derive(Debug)]
pub(super) struct Sheet {
    text: String,
    look: Look,
    /// From top to bottom; never none.
    pub(super) paragraphs: Vec<Placed>,
    /// What egui is told.
    pub(super) galley: Arc<Galley>,
    /// How wide the widest line is.
    pub(super) width: f32,
    /// Nothing of it is guessed.
    pub(super) is_whole: bool,
}

impl Sheet {
    /// Lays a text out; what it has in common with the one before is taken over.
    pub(super) fn of(
        ctx: &Context,
        text: &str,
        look: &Look,
        before: Option<&Arc<Self>>,
        mut wanted: Wanted,
    ) -> Option<Arc<Self>> {
        let is_same = |before: &&Arc<Self>| before.look == *look && before.text == text;
        if let Some(before) = before.filter(|before| before.has(&wanted)).filter(is_same) {
            return Some(Arc::clone(before));
        }
        let known = known(before.filter(|before| before.look == *look));
        let maker = Maker::new(ctx, text, look)?;
        let mut sheet = Vec::new();
        let (mut start, mut top, mut width, mut is_whole) = (0, 0.0, 0.0_f32, true);
        for (words, is_ended) in paragraphs(text, look.wraps) {
            let key = key(words);
            let paragraph = match known.get(&key) {
                Some(paragraph) => Arc::clone(paragraph),
                None if text.len() > LONG => Arc::new(maker.guess(words, key)),
                None => Arc::new(maker.paragraph(words, key)),
            };
            let mut placed = Placed { paragraph, start, top, is_ended };
            if placed.paragraph.is_guess && wanted.takes(&placed) {
                placed.paragraph = Arc::new(maker.paragraph(words, key));
            }
            start = placed.end() + u32::from(is_ended);
            top += placed.height();
            width = width.max(placed.paragraph.width);
            is_whole &= !placed.paragraph.is_guess;
            sheet.push(placed);
        }
        let galley = Arc::new(maker.galley(text, &sheet, vec2(look.setting.width, top)));
        Some(Arc::new(Self { text: text.to_owned(), look: look.clone(), paragraphs: sheet, galley, width, is_whole }))
    }

    /// True when nothing that is wanted is guessed.
    fn has(&self, wanted: &Wanted) -> bool {
        let is_wanted = |placed: &&Placed| placed.paragraph.is_guess && (wanted.more > 0 || wanted.shows(placed));
        self.is_whole || !self.paragraphs.iter().any(|placed| is_wanted(&placed))
    }

    /// The same look with another text.
    pub(super) fn with(self: &Arc<Self>, ctx: &Context, text: &str, wanted: Wanted) -> Option<Arc<Self>> {
        Self::of(ctx, text, &self.look, Some(self), wanted)
    }

    /// The place behind the last character.
    pub(super) fn end(&self) -> u32 {
        self.paragraphs.last().map_or(0, Placed::end)
    }

    /// The width that there is room for.
    pub(super) fn room(&self) -> f32 {
        self.look.setting.width
    }

    /// Where a caret stands: a line without width.
    pub(super) fn rect_of(&self, caret: Caret) -> Option<Rect> {
        let (placed, number) = self.spot(caret)?;
        let line = placed.lines().get(number)?;
        let x = if placed.end() == placed.start && self.is_right_to_left(placed.start) {
            self.room()
        } else {
            line.x_of(Caret { at: caret.at.saturating_sub(placed.start), ..caret })
        };
        let top = placed.top + line.top;
        Some(Rect::from_min_max(pos2(x, top), pos2(x, top + line.height)))
    }

    /// Where selected characters stand on the lines between two heights.
    pub(super) fn rects(&self, chars: &Range<u32>, heights: Range<f32>) -> Vec<Rect> {
        let mut found = Vec::new();
        for placed in self.within(heights) {
            let own = chars.start.saturating_sub(placed.start)..chars.end.saturating_sub(placed.start);
            for line in placed.lines() {
                let top = placed.top + line.top;
                let rect = |(left, right)| Rect::from_min_max(pos2(left, top), pos2(right, top + line.height));
                found.extend(line.stretches(&own).into_iter().map(rect));
                // A line end that is selected is seen.
                let is_last = line.chars.end == placed.lines().last().map_or(0, |last| last.chars.end);
                if is_last && placed.is_ended && chars.contains(&placed.end()) {
                    let is_blank = placed.end() == placed.start;
                    let is_right_to_left = self.is_right_to_left(placed.start);
                    let (left, right) = if is_blank && is_right_to_left { (self.room(), 0.0) } else { line.edges() };
                    let wide = line.height * 0.5;
                    found.push(rect(if is_right_to_left { (left - wide, left) } else { (right, right + wide) }));
                }
            }
        }
        found
    }

    /// The paragraphs between two heights.
    pub(super) fn within(&self, heights: Range<f32>) -> &[Placed] {
        let first = self.paragraphs.partition_point(|placed| placed.top + placed.height() < heights.start);
        let end = self.paragraphs.partition_point(|placed| placed.top <= heights.end);
        self.paragraphs.get(first..end).unwrap_or_default()
    }
}

/// Paragraphs of a text, each with whether a line end follows. A very long one comes in several stretches, so that
/// writing in it holds nothing up.
fn paragraphs(text: &str, wraps: bool) -> Vec<(&str, bool)> {
    if !wraps {
        return vec![(text, false)];
    }
    let mut found = Vec::new();
    for line in text.split('\n') {
        found.extend(portions(line).map(|portion| (portion, false)));
        if let Some(last) = found.last_mut() {
            last.1 = true;
        }
    }
    if let Some(last) = found.last_mut() {
        last.1 = false;
    }
    found
}

/// Paragraphs that were laid out before, and guesses where they were not.
fn known(before: Option<&Arc<Sheet>>) -> HashMap<u64, &Arc<Paragraph>> {
    let mut known = HashMap::new();
    for placed in before.iter().flat_map(|before| &before.paragraphs) {
        let entry = known.entry(placed.paragraph.key).or_insert(&placed.paragraph);
        if entry.is_guess {
            *entry = &placed.paragraph;
        }
    }
    known
}

fn key(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}
