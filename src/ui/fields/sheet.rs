//! The text of a field that holds words from right to left, laid out in visual order.
//!
//! egui's field goes on to own text, cursor and undo. It asks a galley where rows begin and how many characters they
//! have, so it gets one that says so and draws nothing: a glyph for each character, in the order of reading. What is
//! seen is drawn from the paragraphs.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::{Glyph, PlacedRow, Row, RowVisuals};
use egui::text::LayoutJob;
use egui::{Context, Galley, Rect, Vec2, pos2, vec2};

use crate::model::shown::visible_in_place;
use crate::ui::shape::{Caret, Laid, Line, Setting, count, lay, portions};

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

/// A paragraph, or a stretch of a very long one.
#[derive(Debug)]
struct Paragraph {
    /// What it was made of.
    key: u64,
    laid: Laid,
    /// Its lines as egui sees them.
    rows: Vec<Arc<Row>>,
    /// How many characters it has.
    chars: u32,
    /// How wide its widest line is, at least as wide as the field.
    width: f32,
}

/// A paragraph at its place.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    paragraph: Arc<Paragraph>,
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
}

impl Sheet {
    /// Lays a text out; what it has in common with the one before is taken over.
    pub(super) fn of(ctx: &Context, text: &str, look: &Look, before: Option<&Arc<Self>>) -> Option<Arc<Self>> {
        if let Some(before) = before.filter(|before| before.text == text && before.look == *look) {
            return Some(Arc::clone(before));
        }
        let known = before
            .filter(|before| before.look == *look)
            .map(|before| before.paragraphs.iter().map(|placed| (placed.paragraph.key, &placed.paragraph)).collect());
        let known: std::collections::HashMap<u64, &Arc<Paragraph>> = known.unwrap_or_default();
        let template = Template::new(ctx, &look.setting)?;
        let mut sheet = Vec::new();
        let (mut start, mut top, mut width) = (0, 0.0, 0.0_f32);
        for (words, is_ended) in paragraphs(text, look.wraps) {
            let key = key(words);
            let paragraph = match known.get(&key) {
                Some(paragraph) => Arc::clone(paragraph),
                None => Arc::new(template.paragraph(ctx, words, key, look)),
            };
            let placed = Placed { paragraph, start, top, is_ended };
            start = placed.end() + u32::from(is_ended);
            top += placed.height();
            width = width.max(placed.paragraph.width);
            sheet.push(placed);
        }
        let galley = Arc::new(template.galley(text, &sheet, vec2(look.setting.width, top)));
        Some(Arc::new(Self { text: text.to_owned(), look: look.clone(), paragraphs: sheet, galley, width }))
    }

    /// The same look with another text.
    pub(super) fn with(self: &Arc<Self>, ctx: &Context, text: &str) -> Option<Arc<Self>> {
        Self::of(ctx, text, &self.look, Some(self))
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
        let x = line.x_of(Caret { at: caret.at.saturating_sub(placed.start), ..caret });
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
                    let (left, right) = line.edges();
                    let wide = line.height * 0.5;
                    found.push(rect(if line.is_right_to_left { (left - wide, left) } else { (right, right + wide) }));
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

fn key(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// What egui's rows and glyphs are made of: egui lets nobody make them, but it lets everybody change them.
struct Template {
    galley: Arc<Galley>,
    row: Row,
    glyph: Glyph,
}

impl Template {
    fn new(ctx: &Context, setting: &Setting) -> Option<Self> {
        let galley = ctx.fonts_mut(|fonts| fonts.layout_job(setting.job("x")));
        let mut glyph = *galley.rows.first()?.glyphs.first()?;
        glyph.first_vertex = 0;
        let mut row = Row::clone(galley.rows.first()?);
        row.glyphs.clear();
        row.visuals = RowVisuals::default();
        Some(Self { galley, row, glyph })
    }

    fn paragraph(&self, ctx: &Context, words: &str, key: u64, look: &Look) -> Paragraph {
        let words = if look.wraps { words.to_owned() } else { words.replace('\n', " ") };
        let wrap = if look.wraps { look.setting.width } else { f32::INFINITY };
        let mut laid = lay(ctx, &words, &Setting { width: wrap, ..look.setting.clone() });
        laid.widen_space_at_end(ctx, &words, &look.setting);
        let mut width = look.setting.width;
        if !look.wraps {
            width = laid.lines.iter().map(|line| line.edges().1 - line.edges().0).fold(width, f32::max);
            laid.align(width);
        }
        let shown: Vec<char> = visible_in_place(&words).chars().collect();
        let rows = laid.lines.iter().map(|line| Arc::new(self.row(line, &shown))).collect();
        Paragraph { key, rows, chars: count(&words), width, laid }
    }

    /// A line as egui sees it: where the caret stands before each character, and at last behind all of them.
    fn row(&self, line: &Line, shown: &[char]) -> Row {
        let mut row = self.row.clone();
        let mut places = vec![(0.0, 0.0); line.chars.len()];
        for cluster in &line.clusters {
            let x = if cluster.is_right_to_left { cluster.right } else { cluster.left };
            for at in cluster.start..cluster.end {
                if let Some(place) = places.get_mut((at - line.chars.start) as usize) {
                    *place = (x, if at == cluster.start { cluster.right - cluster.left } else { 0.0 });
                }
            }
        }
        let end = line.x_of(Caret { at: line.chars.end, is_behind: true });
        let chars = shown.get(line.chars.start as usize..line.chars.end as usize).unwrap_or_default();
        for (&sign, (x, width)) in chars.iter().zip(places) {
            let mut glyph = self.glyph;
            glyph.chr = sign;
            glyph.pos = pos2(x, line.baseline);
            glyph.advance_width = width;
            row.glyphs.push(glyph);
        }
        row.size = vec2(end, line.height);
        row
    }

    fn galley(&self, text: &str, sheet: &[Placed], size: Vec2) -> Galley {
        let mut galley = Galley::clone(&self.galley);
        let mut job = LayoutJob::clone(&galley.job);
        job.text = visible_in_place(text).into_owned();
        for section in &mut job.sections {
            section.byte_range = egui::text::ByteIndex(0)..egui::text::ByteIndex(job.text.len());
        }
        galley.job = Arc::new(job);
        galley.rows.clear();
        for placed in sheet {
            let rows = &placed.paragraph.rows;
            galley.rows.extend(rows.iter().zip(placed.lines()).enumerate().map(|(number, (row, line))| PlacedRow {
                pos: pos2(0.0, placed.top + line.top),
                row: Arc::clone(row),
                ends_with_newline: placed.is_ended && number + 1 == rows.len(),
            }));
        }
        galley.rect = Rect::from_min_size(pos2(0.0, 0.0), size);
        galley.mesh_bounds = Rect::NOTHING;
        (galley.num_vertices, galley.num_indices) = (0, 0);
        galley
    }
}
