//! The article from top to bottom: how high each paragraph is, which of them are in view, and the way from a place on
//! screen to a place in the text and back. Only what is in view is laid out; the rest has a height that is guessed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use egui::{Context, Pos2, Rect, pos2};

use super::paragraphs::{Kind, Paragraph, paragraphs};
use crate::model::Text;
use crate::ui::shape::{Caret, Laid, Setting, lay};
use crate::ui::theme::{Face, font, size};

/// Line height over font size.
const LEADING: f32 = 1.55;

/// So many paragraphs stay laid out.
const KEPT: usize = 400;

/// What the heights of an article depend on.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Look {
    width: f32,
    pixels_per_point: f32,
}

/// An article laid out.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: Text,
    look: Look,
    paragraphs: Vec<Paragraph>,
    /// Of each paragraph with the space before it.
    heights: Vec<f32>,
    /// Upper edge of each, space included, and the lower edge of all.
    tops: Vec<f64>,
    laid: BTreeMap<usize, Arc<Laid>>,
    has_new_heights: bool,
    /// Counts the texts.
    pub(super) texts: u64,
}

impl Flow {
    /// Brings it up to date. True when everything was laid out anew.
    pub(super) fn update(&mut self, ctx: &Context, text: &Text, width: f32) -> bool {
        let look = Look { width, pixels_per_point: ctx.pixels_per_point() };
        let is_same = std::ptr::eq(self.text.as_str(), text.as_str()) || self.text == *text;
        if is_same && self.look == look && self.texts > 0 {
            return false;
        }
        if !is_same || self.texts == 0 {
            self.text = text.clone();
            self.paragraphs = paragraphs(text);
            self.texts += 1;
        }
        self.look = look;
        self.laid.clear();
        let letter = letter_width(ctx, size::READING);
        self.heights = self.paragraphs.iter().map(|paragraph| guess(paragraph, width / letter)).collect();
        self.has_new_heights = true;
        self.sum_up();
        true
    }

    /// How many Unicode scalar values can be reached.
    pub(super) fn end(&self) -> u32 {
        self.paragraphs.last().map_or(0, |paragraph| paragraph.chars.end)
    }

    /// How many paragraphs there are.
    pub(super) fn len(&self) -> usize {
        self.paragraphs.len()
    }

    /// The characters of a paragraph.
    pub(super) fn chars(&self, paragraph: usize) -> Range<u32> {
        self.paragraphs.get(paragraph).map_or(0..0, |paragraph| paragraph.chars.clone())
    }

    /// The words of a paragraph.
    pub(super) fn words(&self, paragraph: usize) -> &str {
        self.paragraphs.get(paragraph).and_then(|p| self.text.get(p.bytes.clone())).unwrap_or_default()
    }

    /// True for a heading.
    pub(super) fn is_heading(&self, paragraph: usize) -> bool {
        self.paragraphs.get(paragraph).is_some_and(|paragraph| paragraph.kind == Kind::Heading)
    }

    /// The words between two places.
    pub(super) fn words_in(&self, chars: &Range<u32>) -> &str {
        self.text.get(self.byte(chars.start)..self.byte(chars.end)).unwrap_or_default()
    }

    fn byte(&self, at: u32) -> usize {
        let Some(paragraph) = self.paragraphs.get(self.paragraph_of(at)) else { return 0 };
        let within = at.saturating_sub(paragraph.chars.start) as usize;
        let rest = &self.text[paragraph.bytes.start..];
        rest.char_indices().nth(within).map_or(self.text.len(), |(place, _)| paragraph.bytes.start + place)
    }

    /// The paragraph in which a place stands; places between two belong to the first.
    pub(super) fn paragraph_of(&self, at: u32) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.chars.start <= at).saturating_sub(1)
    }

    #[allow(clippy::cast_possible_truncation, reason = "points on screen")]
    pub(super) fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0) as f32
    }

    /// Upper edge of a paragraph, with the space before it.
    #[allow(clippy::cast_possible_truncation, reason = "points on screen")]
    pub(super) fn top(&self, paragraph: usize) -> f32 {
        self.tops.get(paragraph).copied().unwrap_or(0.0) as f32
    }

    /// Upper edge of the first line of a paragraph.
    pub(super) fn text_top(&self, paragraph: usize) -> f32 {
        self.top(paragraph) + self.paragraphs.get(paragraph).map_or(0.0, space_before)
    }

    /// The paragraph at a height.
    pub(super) fn paragraph_at(&self, y: f32) -> usize {
        let found = self.tops.partition_point(|top| *top <= f64::from(y)).saturating_sub(1);
        found.min(self.len().saturating_sub(1))
    }

    /// A paragraph, laid out.
    pub(super) fn laid(&mut self, ctx: &Context, paragraph: usize) -> Option<Arc<Laid>> {
        if let Some(laid) = self.laid.get(&paragraph) {
            return Some(Arc::clone(laid));
        }
        let record = self.paragraphs.get(paragraph)?;
        let laid = Arc::new(lay(ctx, self.words(paragraph), &setting(record.kind, self.look.width)));
        let height = space_before(record) + laid.height;
        if (self.heights[paragraph] - height).abs() > 0.01 {
            self.heights[paragraph] = height;
            self.has_new_heights = true;
        }
        self.laid.insert(paragraph, Arc::clone(&laid));
        Some(laid)
    }

    /// Lays out everything between two heights above and below the top of a paragraph, which stays where it is.
    pub(super) fn lay_around(&mut self, ctx: &Context, paragraph: usize, above: f32, below: f32) {
        let (mut first, mut height) = (paragraph, 0.0);
        while first > 0 && height < above {
            first -= 1;
            self.laid(ctx, first);
            height += self.heights[first];
        }
        let (mut last, mut height) = (paragraph, 0.0);
        while last < self.len() && height < below {
            self.laid(ctx, last);
            height += self.heights[last];
            last += 1;
        }
        if self.laid.len() > KEPT {
            let kept = first.saturating_sub(KEPT / 4)..last + KEPT / 4;
            self.laid.retain(|paragraph, _| kept.contains(paragraph));
        }
        self.sum_up();
    }

    /// Adds heights up where one has changed.
    fn sum_up(&mut self) {
        if !std::mem::take(&mut self.has_new_heights) {
            return;
        }
        let mut top = 0.0;
        self.tops.clear();
        self.tops.push(0.0);
        self.tops.extend(self.heights.iter().map(|height| {
            top += f64::from(*height);
            top
        }));
    }

    /// The line that a caret stands on: its paragraph, the number of the line, and its upper edge.
    pub(super) fn line_of(&mut self, ctx: &Context, caret: Caret) -> Option<(usize, usize, Arc<Laid>)> {
        let paragraph = self.paragraph_of(caret.at);
        let laid = self.laid(ctx, paragraph)?;
        self.sum_up();
        let at = caret.at.saturating_sub(self.chars(paragraph).start);
        let after = laid.lines.partition_point(|line| line.chars.start <= at);
        let mut number = after.saturating_sub(1);
        if caret.is_behind && number > 0 && laid.lines[number].chars.start == at {
            number -= 1;
        }
        Some((paragraph, number, laid))
    }

    /// Where a caret stands: a line without width.
    pub(super) fn rect_of(&mut self, ctx: &Context, caret: Caret) -> Option<Rect> {
        let (paragraph, number, laid) = self.line_of(ctx, caret)?;
        let line = laid.lines.get(number)?;
        let at = caret.at.saturating_sub(self.chars(paragraph).start);
        let x = line.x_of(Caret { at, ..caret });
        let top = self.text_top(paragraph) + line.top;
        Some(Rect::from_min_max(pos2(x, top), pos2(x, top + line.height)))
    }

    /// The place nearest to a point of the article.
    pub(super) fn caret_at(&mut self, ctx: &Context, point: Pos2) -> Option<Caret> {
        let paragraph = self.paragraph_at(point.y);
        let laid = self.laid(ctx, paragraph)?;
        self.sum_up();
        let y = point.y - self.text_top(paragraph);
        let number = laid.lines.partition_point(|line| line.top <= y).saturating_sub(1);
        let caret = laid.lines.get(number)?.caret_on(point.x);
        Some(Caret { at: self.chars(paragraph).start + caret.at, ..caret })
    }

    /// The characters of a line, and the place behind its last one that is not white space.
    pub(super) fn ends_of_line(&mut self, ctx: &Context, caret: Caret) -> Option<(Caret, Caret)> {
        let (paragraph, number, laid) = self.line_of(ctx, caret)?;
        let line = laid.lines.get(number)?;
        let start = self.chars(paragraph).start;
        let words: Vec<char> = self.words(paragraph).chars().collect();
        let mut end = line.chars.end;
        let goes_on = number + 1 < laid.lines.len();
        while goes_on && end > line.chars.start && words.get(end as usize - 1).is_some_and(|c| c.is_whitespace()) {
            end -= 1;
        }
        Some((Caret::before(start + line.chars.start), Caret { at: start + end, is_behind: true }))
    }
}

fn setting(kind: Kind, width: f32) -> Setting {
    let (face, size) = match kind {
        Kind::Heading => (Face::Strong, size::READING + 1.5),
        Kind::Body | Kind::Rest => (Face::Regular, size::READING),
    };
    Setting { font: font(face, size), line_height: (size * LEADING).round(), width }
}

fn space_before(paragraph: &Paragraph) -> f32 {
    match (paragraph.has_space, paragraph.kind) {
        (false, _) => 0.0,
        (true, Kind::Heading) => size::READING * 1.5,
        (true, _) => size::READING * 0.75,
    }
}

/// The height that a paragraph will have, more or less.
#[allow(clippy::cast_precision_loss, reason = "a guess")]
fn guess(paragraph: &Paragraph, letters: f32) -> f32 {
    let lines = (paragraph.chars.len() as f32 / letters.max(1.0)).ceil().max(1.0);
    space_before(paragraph) + lines * setting(paragraph.kind, 0.0).line_height
}

/// Width of a letter of prose, on average.
pub(super) fn letter_width(ctx: &Context, size: f32) -> f32 {
    /// Letters about as often as they are used.
    const SAMPLE: &str = "eeeeeeetttttaaaaooooiiinnnsssrrhhddlluucmwfgypbvk             ";
    let galley = ctx.fonts_mut(|fonts| {
        fonts.layout_no_wrap(SAMPLE.to_owned(), font(Face::Regular, size), egui::Color32::PLACEHOLDER)
    });
    let width: f32 = galley.rows.iter().flat_map(|row| row.glyphs.iter()).map(|glyph| glyph.advance_width).sum();
    #[allow(clippy::cast_precision_loss, reason = "a few dozen letters")]
    let count = SAMPLE.len() as f32;
    (width / count).max(1.0)
}
