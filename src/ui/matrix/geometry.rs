//! Where the rows and columns of the matrix stand: widths, heights and the edges that follow from them.
//!
//! Worked out again only when the lines, the dossier, the room or a chosen size changed, never per frame. Up to
//! [`EXACT_POSITIONS`] positions every row is as high as its longest cell; beyond that heights are uniform or estimated
//! from the length of wordings, so that a change costs little in a dossier of a million positions.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;

use egui::{Ui, Vec2, vec2};

use super::super::OpenDossier;
use super::super::arrange::{Arrangement, Density, Line, Sizes};
use super::super::bidi;
use super::super::controls::cut_job;
use super::super::theme::{Face, palette, size};
use super::super::words;
use super::body::cell_height;
use super::cell::{LINE_HEIGHT, STANCE_LINE};
use crate::model::{Cell, ItemId, PartyId, Place};

/// Height of the head row above parties.
const PARTY_HEAD_HEIGHT: f32 = 52.0;
/// Height of the head row above items, which holds title and status.
const ITEM_HEAD_HEIGHT: f32 = 96.0;
/// Height of a topic's heading.
const TOPIC_HEIGHT: f32 = 28.0;
/// Inner margin of cells.
pub(super) const MARGIN: f32 = 9.0;
/// Room below the last row, for the button that adds one.
pub(super) const FOOT_HEIGHT: f32 = 48.0;
/// Up to so many positions every row is measured.
const EXACT_POSITIONS: usize = 5_000;
/// A row that is shown on one line.
const ONE_LINE_HEIGHT: f32 = 30.0;
const MIN_ROW_HEIGHT: f32 = 74.0;
/// Lines of wording that are shown where not all are.
const FEW_LINES: usize = 3;
/// Narrower columns than this are not squeezed into the view.
const MIN_COLUMN_WIDTH: f32 = 144.0;
const SCROLLED_COLUMN_WIDTH: f32 = 196.0;
const MAX_FITTED_WIDTH: f32 = 340.0;
/// What a chosen width or height may be.
pub(super) const SIZE_RANGE: std::ops::RangeInclusive<f32> = 28.0..=900.0;

/// Edges of rows or columns one after another, the first at zero.
#[derive(Debug, Default)]
struct Edges(Vec<f32>);

impl Edges {
    fn of(sizes: impl Iterator<Item = f32>) -> Self {
        let mut edges = vec![0.0];
        let mut edge = 0.0;
        edges.extend(sizes.map(|size| {
            edge += size;
            edge
        }));
        Self(edges)
    }

    fn total(&self) -> f32 {
        self.0.last().copied().unwrap_or(0.0)
    }

    fn span(&self, line: usize) -> (f32, f32) {
        let edge = |n: usize| self.0.get(n).copied().unwrap_or_else(|| self.total());
        (edge(line), edge(line + 1))
    }

    /// The lines that show between two distances.
    fn within(&self, from: f32, to: f32) -> Range<usize> {
        let count = self.0.len().saturating_sub(1);
        let first = self.0.partition_point(|&edge| edge <= from).saturating_sub(1);
        let last = self.0.partition_point(|&edge| edge < to).min(count);
        first.min(last)..last
    }
}

/// Rows, columns and their places.
#[derive(Debug, Default)]
pub struct Geometry {
    /// Width of the column of heads.
    pub heads_width: f32,
    /// Width of the status column; none while items are columns.
    pub status_width: f32,
    /// Height of the row of heads.
    pub head_height: f32,
    made_for: Option<(u64, u64, u32)>,
    made_sizes: Sizes,
    rows: Edges,
    columns: Edges,
    /// Measured heights by cell, with a hash of what was measured.
    measured: HashMap<Cell, (u64, f32)>,
}

impl Geometry {
    /// Brings everything up to date for these lines in this room.
    pub(super) fn update(
        &mut self,
        ui: &Ui,
        open: &OpenDossier<'_>,
        arrangement: &Arrangement,
        sizes: &Sizes,
        width: f32,
    ) {
        let is_exact = open.dossier.position_count() <= EXACT_POSITIONS;
        // What is not measured does not depend on what cells hold, only on which lines there are.
        let revision = if is_exact || sizes.density == Density::All { open.revision } else { 0 };
        let key = (arrangement.version(), revision, width.to_bits());
        if self.made_for == Some(key) && self.made_sizes == *sizes {
            return;
        }
        if self.made_sizes != *sizes || self.made_for.map(|made| made.2) != Some(key.2) {
            self.measured.clear();
        }
        self.set_columns(arrangement, sizes, width);
        let heights: Vec<_> = (0..arrangement.rows().len())
            .map(|row| self.row_height(ui, open, arrangement, sizes, row, is_exact))
            .collect();
        self.rows = Edges::of(heights.into_iter());
        self.made_for = Some(key);
        self.made_sizes = sizes.clone();
    }

    #[allow(clippy::cast_precision_loss, reason = "a number of columns")]
    fn set_columns(&mut self, arrangement: &Arrangement, sizes: &Sizes, width: f32) {
        let is_transposed = arrangement.is_transposed();
        // Frozen columns must leave room for what they frame, at any scale.
        let fitted_status = (width * 0.16).clamp((width * 0.26).clamp(48.0, 136.0), 190.0).round();
        let fitted_heads = (width * 0.2).clamp((width * 0.28).clamp(80.0, 160.0), 300.0).round();
        self.head_height = if is_transposed { ITEM_HEAD_HEIGHT } else { PARTY_HEAD_HEIGHT };
        self.status_width = if is_transposed { 0.0 } else { sizes.status.unwrap_or(fitted_status) };
        self.heads_width = sizes.heads.unwrap_or(fitted_heads).min((width * 0.6).max(100.0));
        let chosen = |line: &Line| match line {
            Line::Party(id) => sizes.parties.get(id).copied(),
            Line::Item(id) => sizes.items.get(id).copied(),
            Line::Topic(_) => None,
        };
        let columns = arrangement.columns();
        let taken: f32 = columns.iter().filter_map(chosen).sum();
        let free = columns.iter().filter(|line| chosen(line).is_none()).count();
        let room = width - self.heads_width - self.status_width - taken - 14.0;
        let fitting = room / free.max(1) as f32;
        // What does not fit scrolls, and what scrolls may as well be comfortable to read.
        let default =
            if fitting < MIN_COLUMN_WIDTH { SCROLLED_COLUMN_WIDTH } else { fitting.min(MAX_FITTED_WIDTH).floor() };
        self.columns = Edges::of(columns.iter().map(|line| chosen(line).unwrap_or(default)));
    }

    fn row_height(
        &mut self,
        ui: &Ui,
        open: &OpenDossier<'_>,
        arrangement: &Arrangement,
        sizes: &Sizes,
        row: usize,
        is_exact: bool,
    ) -> f32 {
        let line = &arrangement.rows()[row];
        let chosen = match line {
            Line::Topic(_) => return TOPIC_HEIGHT,
            Line::Item(id) => sizes.item_heights.get(id).copied(),
            Line::Party(id) => sizes.party_heights.get(id).copied(),
        };
        let few = 2.0 * MARGIN + STANCE_LINE + lines_height(FEW_LINES);
        match (chosen, sizes.density, is_exact) {
            (Some(height), ..) => height,
            (None, Density::OneLine, _) => ONE_LINE_HEIGHT,
            (None, Density::ThreeLines, false) => few,
            (None, Density::All, false) => self.estimated_height(open, arrangement, line).max(few),
            (None, density, true) => self.measured_height(ui, open, arrangement, line, density),
        }
    }

    /// The height of the highest cell of a row, and of its head.
    fn measured_height(
        &mut self,
        ui: &Ui,
        open: &OpenDossier<'_>,
        arrangement: &Arrangement,
        line: &Line,
        density: Density,
    ) -> f32 {
        let title = match line {
            Line::Item(id) => words::item_title(open.dossier, *id),
            Line::Party(id) => words::party_name(open.dossier, *id),
            Line::Topic(_) => return TOPIC_HEIGHT,
        };
        let job = cut_job(&title, Face::Medium, size::BODY, palette(ui).text, self.heads_width - 2.0 * MARGIN, 6);
        let mut height = bidi::layout(ui, job).size().y + 2.0 * MARGIN;
        for cell in spoken(open, arrangement, line) {
            height = height.max(self.measured_cell(ui, open, arrangement, cell, density));
        }
        height.max(MIN_ROW_HEIGHT).round()
    }

    fn measured_cell(
        &mut self,
        ui: &Ui,
        open: &OpenDossier<'_>,
        arrangement: &Arrangement,
        cell: Cell,
        density: Density,
    ) -> f32 {
        let width = self.column_width(arrangement, cell);
        let mut hasher = DefaultHasher::new();
        for (_, position) in open.dossier.cell(cell) {
            (&position.wording, position.stance, position.date).hash(&mut hasher);
        }
        (open.comparison.cell(cell).standing, width.to_bits()).hash(&mut hasher);
        let hash = hasher.finish();
        match self.measured.get(&cell) {
            Some(&(of, height)) if of == hash => height,
            _ => {
                let height = cell_height(ui, open, cell, width, density);
                self.measured.insert(cell, (hash, height));
                height
            }
        }
    }

    fn column_width(&self, arrangement: &Arrangement, cell: Cell) -> f32 {
        let column = arrangement.row_column(Place::Cell(cell)).and_then(|(_, column)| column);
        let (left, right) = column.map_or((0.0, SCROLLED_COLUMN_WIDTH), |column| self.columns.span(column));
        right - left
    }

    /// A height from the number of characters alone; a little too high rather than too low.
    #[allow(clippy::cast_precision_loss, reason = "a number of characters")]
    fn estimated_height(&self, open: &OpenDossier<'_>, arrangement: &Arrangement, line: &Line) -> f32 {
        let Line::Item(item) = line else { return 2.0 * MARGIN + STANCE_LINE + lines_height(2 * FEW_LINES) };
        let most = open.dossier.row(*item).map(|(_, position)| (position.wording.len(), position.party)).max();
        let Some((bytes, party)) = most else { return 0.0 };
        let width = self.column_width(arrangement, Cell { item: *item, party }) - 2.0 * MARGIN;
        let lines = (bytes as f32 * size::BODY * 0.56 / width.max(40.0)).ceil();
        2.0 * MARGIN + STANCE_LINE + lines * LINE_HEIGHT + 3.0
    }

    /// Width of all columns.
    pub(super) fn cells_width(&self) -> f32 {
        self.columns.total()
    }

    /// Size of everything that scrolls, frozen columns included.
    pub(super) fn content_size(&self) -> Vec2 {
        let width = self.heads_width + self.cells_width() + self.status_width;
        vec2(width, self.head_height + self.rows.total() + FOOT_HEIGHT)
    }

    /// Upper and lower edge of a row below the head.
    pub(super) fn row_span(&self, row: usize) -> (f32, f32) {
        self.rows.span(row)
    }

    /// Left and right edge of a column behind the heads.
    pub(super) fn column_span(&self, column: usize) -> (f32, f32) {
        self.columns.span(column)
    }

    /// The rows that show between two heights below the head.
    pub(super) fn rows_in(&self, from: f32, to: f32) -> Range<usize> {
        self.rows.within(from, to)
    }

    /// How many rows lie wholly within a height from here.
    pub(super) fn rows_within(&self, from: f32, height: f32) -> usize {
        self.rows.within(from, from + height).len().saturating_sub(2)
    }

    /// The columns that show between two distances behind the heads.
    pub(super) fn columns_in(&self, from: f32, to: f32) -> Range<usize> {
        self.columns.within(from, to)
    }
}

/// The cells of a row in which a party has spoken.
fn spoken(open: &OpenDossier<'_>, arrangement: &Arrangement, line: &Line) -> Vec<Cell> {
    let cell_of = |item: ItemId, party: PartyId| Cell { item, party };
    match *line {
        Line::Topic(_) => Vec::new(),
        Line::Item(item) => {
            let mut cells: Vec<_> = open.dossier.row(item).map(|(_, position)| cell_of(item, position.party)).collect();
            cells.dedup();
            cells.retain(|cell| arrangement.place_of_party(cell.party).is_some());
            cells
        }
        Line::Party(party) => arrangement
            .items()
            .iter()
            .map(|&item| cell_of(item, party))
            .filter(|cell| open.comparison.cell(*cell).standing.has_spoken())
            .collect(),
    }
}

#[allow(clippy::cast_precision_loss, reason = "a handful of lines")]
fn lines_height(lines: usize) -> f32 {
    lines as f32 * LINE_HEIGHT + 3.0
}

/// How many lines of wording a cell of this density shows.
pub(super) fn wording_lines(density: Density) -> usize {
    match density {
        Density::OneLine => 1,
        Density::ThreeLines => FEW_LINES,
        Density::All => 400,
    }
}

/// How many lines of a height fit.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of lines, never below zero")]
pub(in super::super) fn lines_within(room: f32, line: f32) -> usize {
    (room / line).floor().max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_in_view_are_those_that_a_person_sees() {
        let edges = Edges::of([10.0, 20.0, 30.0].into_iter());
        assert_eq!(edges.within(0.0, 60.0), 0..3);
        assert_eq!(edges.within(10.0, 30.0), 1..2, "edges that only touch are not in view");
        assert_eq!(edges.within(9.0, 31.0), 0..3);
        assert_eq!(edges.within(100.0, 200.0), 3..3, "scrolled beyond the end nothing is in view");
        assert_eq!(Edges::of(std::iter::empty()).within(0.0, 50.0), 0..0);
    }
}
