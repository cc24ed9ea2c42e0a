//! What egui's field is told of a text that it cannot lay out.
//!
//! It goes on to own text, cursor and undo. It asks a galley where rows begin and how many characters they have, so it
//! gets one that says so and draws nothing: a glyph for each character, in the order of reading, that stands where the
//! caret stands before it. What is seen is drawn from the paragraphs.

use std::sync::Arc;

use egui::epaint::text::{Glyph, PlacedRow, Row, RowVisuals};
use egui::text::{ByteIndex, LayoutJob};
use egui::{Context, Galley, Rect, Vec2, pos2, vec2};

use super::sheet::{Look, Placed};
use crate::model::shown::visible_in_place;
use crate::ui::shape::{Caret, Cluster, Laid, Line, Setting, count, lay};

/// So many characters tell how wide a letter is.
const SAMPLE: usize = 300;

/// A paragraph, or a stretch of a very long one.
#[derive(Debug)]
pub(super) struct Paragraph {
    /// What it was made of.
    pub(super) key: u64,
    /// What is painted.
    pub(super) laid: Laid,
    /// Its lines as egui sees them.
    rows: Vec<Arc<Row>>,
    /// How many characters it has.
    pub(super) chars: u32,
    /// How wide its widest line is, at least as wide as the field.
    pub(super) width: f32,
    /// Its lines are guessed, and nothing is painted.
    pub(super) is_guess: bool,
}

/// Makes paragraphs, and rows and glyphs from others: egui lets nobody make them, but it lets everybody change them.
pub(super) struct Maker<'a> {
    ctx: &'a Context,
    look: &'a Look,
    galley: Arc<Galley>,
    row: Row,
    glyph: Glyph,
    /// The width of a letter, on average.
    letter: f32,
}

impl<'a> Maker<'a> {
    /// For a text.
    pub(super) fn new(ctx: &'a Context, text: &str, look: &'a Look) -> Option<Self> {
        let sample: String = text.chars().filter(|c| !c.is_control()).take(SAMPLE).collect();
        let lay = |words: &str| {
            let job = LayoutJob { wrap: egui::text::TextWrapping::no_max_width(), ..look.setting.job(words) };
            ctx.fonts_mut(|fonts| fonts.layout_job(job))
        };
        #[allow(clippy::cast_precision_loss, reason = "a few hundred letters")]
        let letter = lay(&sample).size().x / sample.chars().count().max(1) as f32;
        let galley = lay("x");
        let mut row = Row::clone(galley.rows.first()?);
        let mut glyph = *row.glyphs.first()?;
        glyph.first_vertex = 0;
        row.glyphs.clear();
        row.visuals = RowVisuals::default();
        Some(Self { ctx, look, galley, row, glyph, letter: letter.max(1.0) })
    }

    /// A paragraph laid out.
    pub(super) fn paragraph(&self, words: &str, key: u64) -> Paragraph {
        let (ctx, look) = (self.ctx, self.look);
        let words = if look.wraps { words.to_owned() } else { words.replace('\n', " ") };
        let wrap = if look.wraps { look.setting.width } else { f32::INFINITY };
        let mut laid = lay(ctx, &words, &Setting { width: wrap, ..look.setting.clone() });
        laid.widen_space_at_end(ctx, &words, &look.setting);
        let mut width = look.setting.width;
        if !look.wraps {
            width = laid.lines.iter().map(|line| line.edges().1 - line.edges().0).fold(width, f32::max);
            laid.align(width);
        }
        Paragraph { key, rows: self.rows(&laid, &words), chars: count(&words), width, laid, is_guess: false }
    }

    /// A paragraph that will have about so many lines.
    pub(super) fn guess(&self, words: &str, key: u64) -> Paragraph {
        let (width, height) = (self.look.setting.width, self.look.setting.line_height);
        let chars = count(words);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "letters on a line")]
        let on_line = (width / self.letter).max(1.0) as u32;
        let mut laid = Laid { lines: Vec::new(), parts: Vec::new(), height: 0.0 };
        let mut start = 0;
        while start < chars || laid.lines.is_empty() {
            let end = (start + on_line).min(chars);
            let cluster = Cluster { start, end, left: 0.0, right: width, is_right_to_left: false };
            let (top, baseline) = (laid.height, height * 0.75);
            let clusters = vec![cluster];
            laid.lines.push(Line { top, height, baseline, chars: start..end, clusters, is_right_to_left: false });
            laid.height += height;
            start = end;
        }
        Paragraph { key, rows: self.rows(&laid, words), chars, width, laid, is_guess: true }
    }

    fn rows(&self, laid: &Laid, words: &str) -> Vec<Arc<Row>> {
        let shown: Vec<char> = visible_in_place(words).chars().collect();
        laid.lines.iter().map(|line| Arc::new(self.row(line, &shown))).collect()
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

    /// The text as egui sees it.
    pub(super) fn galley(&self, text: &str, sheet: &[Placed], size: Vec2) -> Galley {
        let mut galley = Galley::clone(&self.galley);
        let mut job = LayoutJob::clone(&galley.job);
        job.text = visible_in_place(text).into_owned();
        for section in &mut job.sections {
            section.byte_range = ByteIndex(0)..ByteIndex(job.text.len());
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
