//! A paragraph as it is laid out: its lines, and on each line which characters stand where. For text that is pointed at,
//! selected and written: articles and fields.

mod caret;
mod extents;

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, FontId, Galley, Vec2, vec2};
use unicode_segmentation::UnicodeSegmentation as _;

pub(in crate::ui) use caret::Caret;
use extents::{Advance, widths};

use super::bidi::{self, PlacedLine};
use crate::model::shown::visible_in_place;

/// A grapheme on a line.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::ui) struct Cluster {
    /// Where it begins in the paragraph, in Unicode scalar values.
    pub(in crate::ui) start: u32,
    /// Where it ends.
    pub(in crate::ui) end: u32,
    /// Its left edge.
    pub(in crate::ui) left: f32,
    /// Its right edge.
    pub(in crate::ui) right: f32,
    /// It is read from right to left.
    pub(in crate::ui) is_right_to_left: bool,
}

/// A line of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::ui) struct Line {
    /// Its upper edge in the paragraph.
    pub(in crate::ui) top: f32,
    /// Its height.
    pub(in crate::ui) height: f32,
    /// The base line of its letters, from `top`.
    pub(in crate::ui) baseline: f32,
    /// Its characters, white space at its end included.
    pub(in crate::ui) chars: Range<u32>,
    /// From left to right.
    pub(in crate::ui) clusters: Vec<Cluster>,
    /// Its paragraph reads from right to left.
    pub(in crate::ui) is_right_to_left: bool,
}

impl Line {
    /// Where characters of `chars` stand: stretches from left to right.
    pub(in crate::ui) fn stretches(&self, chars: &Range<u32>) -> Vec<(f32, f32)> {
        let mut found: Vec<(f32, f32)> = Vec::new();
        let inside = self.clusters.iter().filter(|cluster| cluster.start < chars.end && chars.start < cluster.end);
        for cluster in inside.filter(|cluster| cluster.right > cluster.left) {
            match found.last_mut() {
                Some((_, right)) if cluster.left - *right < 0.6 => *right = cluster.right,
                _ => found.push((cluster.left, cluster.right)),
            }
        }
        found
    }

    /// The left and right edges of what is on the line.
    pub(in crate::ui) fn edges(&self) -> (f32, f32) {
        match (self.clusters.first(), self.clusters.last()) {
            (Some(first), Some(last)) => (first.left, last.right),
            _ => (0.0, 0.0),
        }
    }
}

/// A paragraph that is laid out.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::ui) struct Laid {
    /// From top to bottom.
    pub(in crate::ui) lines: Vec<Line>,
    /// What egui paints, each at its place. Galleys are asked for anew in each frame, because they die with their font
    /// atlas; egui knows them.
    pub(in crate::ui) parts: Vec<(Vec2, LayoutJob)>,
    /// Height of all lines.
    pub(in crate::ui) height: f32,
}

/// How text is set.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::ui) struct Setting {
    /// The font.
    pub(in crate::ui) font: FontId,
    /// From line to line.
    pub(in crate::ui) line_height: f32,
    /// Width of the column.
    pub(in crate::ui) width: f32,
}

impl Setting {
    /// A text as egui lays it out.
    pub(in crate::ui) fn job(&self, text: &str) -> LayoutJob {
        let format = TextFormat {
            font_id: self.font.clone(),
            color: Color32::PLACEHOLDER,
            line_height: Some(self.line_height),
            ..TextFormat::default()
        };
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap = TextWrapping { max_width: self.width, ..TextWrapping::default() };
        job
    }
}

impl Laid {
    /// Gives white space at the end of the text, which takes no room where text is read, the room that it has where it is
    /// written.
    pub(in crate::ui) fn widen_space_at_end(&mut self, ctx: &Context, text: &str, setting: &Setting) {
        let Some(line) = self.lines.last_mut() else { return };
        let end = line.chars.end;
        let is_blank = |cluster: &Cluster| cluster.end == end && cluster.left >= cluster.right;
        let Some(place) = line.clusters.iter().position(is_blank) else { return };
        let blank = line.clusters.remove(place);
        let mut x = blank.left;
        let mut wide: Vec<Cluster> = Vec::new();
        for (at, c) in (blank.start..end).zip(text.chars().skip(blank.start as usize)) {
            let job = LayoutJob { wrap: TextWrapping::no_max_width(), ..setting.job(c.encode_utf8(&mut [0; 4])) };
            let width = if c.is_whitespace() { galley(ctx, &job).rows.iter().map(advance).sum() } else { 0.0 };
            let next = if line.is_right_to_left { x - width } else { x + width };
            let (left, right) = (x.min(next), x.max(next));
            wide.push(Cluster { start: at, end: at + 1, left, right, is_right_to_left: line.is_right_to_left });
            x = next;
        }
        if line.is_right_to_left {
            wide.reverse();
        }
        line.clusters.splice(place..place, wide);
    }

    /// Puts lines that read from right to left to the right edge of a column.
    pub(in crate::ui) fn align(&mut self, width: f32) {
        for (number, line) in self.lines.iter_mut().enumerate().filter(|(_, line)| line.is_right_to_left) {
            let by = (width - line.edges().1).floor();
            line.clusters.iter_mut().for_each(|cluster| {
                cluster.left += by;
                cluster.right += by;
            });
            if let Some((offset, _)) = self.parts.get_mut(number) {
                offset.x += by;
            }
        }
    }
}

fn advance(row: &egui::epaint::text::PlacedRow) -> f32 {
    row.glyphs.iter().map(|glyph| glyph.advance_width).sum()
}

/// A paragraph longer than this is laid out in pieces, so that none of them holds up a frame.
const LONGEST: usize = 6000;

/// A very long paragraph in pieces of which each is laid out alone; any other is one piece.
pub(in crate::ui) fn portions(words: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(words);
    std::iter::from_fn(move || {
        let words = rest?;
        let end = match words.char_indices().nth(LONGEST) {
            None => words.len(),
            // Behind the last space before the limit; where there is none, at the limit.
            Some((limit, _)) => words[..limit].rfind(' ').map_or(limit, |space| space + 1),
        };
        let (portion, behind) = words.split_at(end);
        rest = (!behind.is_empty()).then_some(behind);
        Some(portion)
    })
}

/// Lays a paragraph out. `text` has no line end.
pub(in crate::ui) fn lay(ctx: &Context, text: &str, setting: &Setting) -> Laid {
    let shown = visible_in_place(text);
    let job = setting.job(&shown);
    if !bidi::has_right_to_left(&shown) {
        let galley = galley(ctx, &job);
        let glyphs: usize = galley.rows.iter().map(|row| row.glyphs.len()).sum();
        // One glyph for each character, so its places can be believed.
        if glyphs == shown.chars().count() {
            return of_galley(&shown, &galley, job);
        }
    }
    of_lines(ctx, &shown, &job, setting)
}

fn galley(ctx: &Context, job: &LayoutJob) -> Arc<Galley> {
    ctx.fonts_mut(|fonts| fonts.layout_job(job.clone()))
}

/// How many Unicode scalar values there are.
pub(in crate::ui) fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Text that egui itself has broken into lines.
fn of_galley(text: &str, galley: &Galley, job: LayoutJob) -> Laid {
    let mut rest = text;
    let mut char = 0;
    let mut lines = Vec::with_capacity(galley.rows.len());
    for row in &galley.rows {
        let count = row.glyphs.len();
        let end = rest.char_indices().nth(count).map_or(rest.len(), |(place, _)| place);
        let (words, behind) = rest.split_at(end);
        rest = behind;
        let glyphs: Vec<Advance> = row.glyphs.iter().map(Advance::from).collect();
        let widths = widths(words, &glyphs, false, &mut |_| 0.0);
        let start = char;
        let mut line = Line {
            top: row.pos.y,
            height: row.height(),
            baseline: row.glyphs.first().map_or(row.height() * 0.75, |glyph| glyph.pos.y),
            chars: start..start,
            clusters: Vec::with_capacity(widths.len()),
            is_right_to_left: false,
        };
        char = append(&mut line, words, start, &widths, row.pos.x, false);
        line.chars.end = char;
        if !rest.is_empty() {
            hide_space_at_end(&mut line, words);
        }
        lines.push(line);
    }
    Laid { lines, parts: vec![(Vec2::ZERO, job)], height: galley.size().y }
}

/// Adds the graphemes of a piece to a line, and says where the next piece begins in the text.
fn append(line: &mut Line, text: &str, start: u32, widths: &[f32], left: f32, is_right_to_left: bool) -> u32 {
    let whole: f32 = widths.iter().sum();
    let (mut at, mut x) = (start, if is_right_to_left { left + whole } else { left });
    let first = line.clusters.len();
    for (grapheme, width) in text.graphemes(true).zip(widths) {
        let end = at + count(grapheme);
        let (left, right) = if is_right_to_left { (x - width, x) } else { (x, x + width) };
        line.clusters.push(Cluster { start: at, end, left, right, is_right_to_left });
        x = if is_right_to_left { left } else { right };
        at = end;
    }
    if is_right_to_left {
        line.clusters[first..].reverse();
    }
    at
}

/// White space at which a line was broken takes no room.
fn hide_space_at_end(line: &mut Line, text: &str) {
    let blank = count(text) - count(text.trim_end());
    let begin = line.chars.end - blank;
    let Some(x) = line.clusters.iter().find(|cluster| cluster.start >= begin).map(|cluster| cluster.left) else {
        return;
    };
    for cluster in line.clusters.iter_mut().filter(|cluster| cluster.start >= begin) {
        (cluster.left, cluster.right) = (x, x);
    }
}

/// Lines in visual order.
fn of_lines(ctx: &Context, text: &str, job: &LayoutJob, setting: &Setting) -> Laid {
    let placed = bidi::placed(ctx, job);
    let mut laid = Laid { lines: Vec::with_capacity(placed.len()), parts: Vec::new(), height: 0.0 };
    // Where each line begins, in bytes and in characters; what stands between two lines belongs to the first.
    let (mut byte, mut char) = (0, 0);
    let lines = placed.len();
    for (number, placed) in placed.into_iter().enumerate() {
        char += count(text.get(byte..placed.range.start).unwrap_or_default());
        byte = placed.range.start.max(byte);
        if let Some(last) = laid.lines.last_mut() {
            fill(last, char);
        }
        let (line, offset) = line_of(ctx, text, &placed, (byte, char), laid.height, setting);
        laid.height += line.height;
        laid.parts.push((vec2(offset, line.top), placed.job));
        laid.lines.push(line);
        if number + 1 == lines
            && let Some(last) = laid.lines.last_mut()
        {
            fill(last, char + count(text.get(byte..).unwrap_or_default()));
        }
    }
    laid
}

/// One line, and how far from the left its galley stands.
fn line_of(
    ctx: &Context,
    text: &str,
    placed: &PlacedLine,
    (byte, char): (usize, u32),
    top: f32,
    setting: &Setting,
) -> (Line, f32) {
    let whole = galley(ctx, &placed.job);
    let glyphs: Vec<Advance> = whole.rows.iter().flat_map(|row| row.glyphs.iter()).map(Advance::from).collect();
    let width: f32 = glyphs.iter().map(|glyph| glyph.width).sum();
    let is_moved = placed.is_right_to_left && setting.width.is_finite();
    let offset = if is_moved { (setting.width - width).max(0.0).floor() } else { 0.0 };
    let mut line = Line {
        top,
        // A line on which nothing is drawn has no height of its own.
        height: whole.rows.first().map_or(0.0, |row| row.height()).max(setting.line_height),
        baseline: whole.rows.first().and_then(|row| row.glyphs.first()).map_or(setting.line_height * 0.75, |g| g.pos.y),
        chars: char..char,
        clusters: Vec::new(),
        is_right_to_left: placed.is_right_to_left,
    };
    let measure = |words: &str| {
        let alone = LayoutJob { wrap: TextWrapping::no_max_width(), ..setting.job(words) };
        let galley = galley(ctx, &alone);
        let advances = galley.rows.iter().flat_map(|row| row.glyphs.iter());
        (advances.clone().map(|glyph| glyph.advance_width).sum::<f32>(), advances.count())
    };
    let (mut used, mut x) = (0, offset);
    for piece in &placed.pieces {
        let drawn = &placed.job.text[piece.drawn.clone()];
        // How many of the line's glyphs are this piece's: as many as it has alone.
        let drawn_with = measure(drawn).1;
        let own = glyphs.get(used..used + drawn_with).unwrap_or_default();
        used += drawn_with;
        let widths = widths(drawn, own, piece.is_right_to_left, &mut |words| measure(words).0);
        let start = char + count(text.get(byte..piece.range.start).unwrap_or_default());
        append(&mut line, drawn, start, &widths, x, piece.is_right_to_left);
        x += widths.iter().sum::<f32>();
    }
    (line, offset)
}

/// Gives every character of a line that ends at `end` its cluster: signs that are not drawn belong to the one before
/// them, white space at the end has no width.
fn fill(line: &mut Line, end: u32) {
    line.chars.end = end;
    let mut order: Vec<usize> = (0..line.clusters.len()).collect();
    order.sort_by_key(|&place| line.clusters[place].start);
    let Some((&first, &last)) = order.first().zip(order.last()) else {
        line.clusters.push(Cluster {
            start: line.chars.start,
            end,
            left: 0.0,
            right: 0.0,
            is_right_to_left: line.is_right_to_left,
        });
        return;
    };
    line.clusters[first].start = line.chars.start;
    for pair in order.windows(2) {
        line.clusters[pair[0]].end = line.clusters[pair[1]].start;
    }
    if line.clusters[last].end < end {
        let (left, right) = line.edges();
        let start = line.clusters[last].end;
        let is_right_to_left = line.is_right_to_left;
        let x = if is_right_to_left { left } else { right };
        let blank = Cluster { start, end, left: x, right: x, is_right_to_left };
        if is_right_to_left { line.clusters.insert(0, blank) } else { line.clusters.push(blank) }
    }
}
