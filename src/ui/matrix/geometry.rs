//! Where the rows and columns of the matrix stand: widths, heights and the order of rows under their topics.
//!
//! Worked out again only when the dossier or the width changed, never per frame. Up to [`EXACT_POSITIONS`] positions
//! every row is as high as its longest cell; beyond that all rows have one height, so that a change costs the same in
//! a dossier of a million positions.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;

use egui::{Ui, Vec2, vec2};

use super::super::OpenDossier;
use super::super::controls::cut_job;
use super::super::theme::{Face, palette, size};
use super::super::words;
use super::body::{LINE_HEIGHT, cell_height};
use crate::model::{Cell, ItemId, Key as _, PartyId, Text};

/// Height of the head row.
pub(super) const HEAD_HEIGHT: f32 = 52.0;
/// Height of a topic's heading.
pub(super) const TOPIC_HEIGHT: f32 = 28.0;
/// Inner margin of cells.
pub(super) const MARGIN: f32 = 9.0;
/// At most so many lines of wording in a cell; the rest is in the inspector and the tooltip.
pub(super) const WORDING_LINES: usize = 5;
/// Room below the last row, for the button that adds one.
pub(super) const FOOT_HEIGHT: f32 = 48.0;
/// Up to so many positions every row is measured.
const EXACT_POSITIONS: usize = 5_000;
const MIN_ROW_HEIGHT: f32 = 74.0;
/// Narrower columns than this are not squeezed into the view.
const MIN_PARTY_WIDTH: f32 = 144.0;
const SCROLLED_PARTY_WIDTH: f32 = 196.0;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKind {
    /// The heading above the items of a topic.
    Topic(Text),
    /// An item.
    Item(ItemId),
}

/// Rows, columns and their places.
#[derive(Debug, Default)]
pub struct Geometry {
    /// Width of the item column.
    pub item_width: f32,
    /// Width of each party's column.
    pub party_width: f32,
    /// Width of the status column.
    pub status_width: f32,
    made_for: Option<(u64, u32)>,
    rows: Vec<RowKind>,
    /// Upper edge of each row below the head, and the lower edge of the last.
    tops: Vec<f32>,
    /// By item key number: its row.
    row_of: Vec<Option<u32>>,
    parties: Vec<PartyId>,
    /// Measured heights by cell, with a hash of what was measured.
    measured: HashMap<Cell, (u64, f32)>,
}

impl Geometry {
    /// Brings everything up to date for this dossier at this width.
    pub(super) fn update(&mut self, ui: &Ui, open: &OpenDossier<'_>, width: f32) {
        let key = (open.revision, width.to_bits());
        if self.made_for == Some(key) {
            return;
        }
        let before = (self.item_width, self.party_width);
        self.parties = open.dossier.parties().keys().to_vec();
        self.set_widths(width);
        if before != (self.item_width, self.party_width) {
            self.measured.clear();
        }
        self.rows = rows(open);
        self.tops.clear();
        self.row_of = vec![None; open.dossier.items().slots()];
        let is_exact = open.dossier.position_count() <= EXACT_POSITIONS;
        let mut top = 0.0;
        for n in 0..self.rows.len() {
            self.tops.push(top);
            top += match self.rows[n] {
                RowKind::Topic(_) => TOPIC_HEIGHT,
                RowKind::Item(item) => {
                    self.row_of[item.index()] = u32::try_from(n).ok();
                    if is_exact { self.row_height(ui, open, item) } else { 2.0 * MARGIN + 20.0 + 3.0 * LINE_HEIGHT }
                }
            };
        }
        self.tops.push(top);
        self.made_for = Some(key);
    }

    #[allow(clippy::cast_precision_loss, reason = "a number of columns")]
    fn set_widths(&mut self, width: f32) {
        self.status_width = (width * 0.16).clamp(136.0, 190.0).round();
        self.item_width = (width * 0.2).clamp(160.0, 300.0).round();
        let room = width - self.item_width - self.status_width - 14.0;
        let fitting = room / self.parties.len().max(1) as f32;
        // What does not fit scrolls, and what scrolls may as well be comfortable to read.
        self.party_width = if fitting < MIN_PARTY_WIDTH { SCROLLED_PARTY_WIDTH } else { fitting.min(340.0).floor() };
    }

    fn row_height(&mut self, ui: &Ui, open: &OpenDossier<'_>, item: ItemId) -> f32 {
        let title = words::item_title(open.dossier, item);
        let job = cut_job(&title, Face::Medium, size::BODY, palette(ui).text, self.item_width - 2.0 * MARGIN, 6);
        let mut height = ui.fonts_mut(|fonts| fonts.layout_job(job)).size().y + 2.0 * MARGIN;
        let mut last = None;
        for (_, position) in open.dossier.row(item) {
            if last != Some(position.party) {
                last = Some(position.party);
                height = height.max(self.measured_height(ui, open, position.cell()));
            }
        }
        height.max(MIN_ROW_HEIGHT).round()
    }

    fn measured_height(&mut self, ui: &Ui, open: &OpenDossier<'_>, cell: Cell) -> f32 {
        let mut hasher = DefaultHasher::new();
        for (_, position) in open.dossier.cell(cell) {
            (&position.wording, position.stance, position.date).hash(&mut hasher);
        }
        open.comparison.cell(cell).standing.hash(&mut hasher);
        let hash = hasher.finish();
        match self.measured.get(&cell) {
            Some(&(of, height)) if of == hash => height,
            _ => {
                let height = cell_height(ui, open, cell, self.party_width);
                self.measured.insert(cell, (hash, height));
                height
            }
        }
    }

    /// Width of all party columns.
    #[allow(clippy::cast_precision_loss, reason = "a number of columns")]
    pub(super) fn cells_width(&self) -> f32 {
        self.party_width * self.parties.len() as f32
    }

    /// Size of everything that scrolls, frozen columns included.
    pub(super) fn content_size(&self) -> Vec2 {
        let height = self.tops.last().copied().unwrap_or(0.0);
        vec2(self.item_width + self.cells_width() + self.status_width, HEAD_HEIGHT + height + FOOT_HEIGHT)
    }

    /// The rows in order.
    pub fn rows(&self) -> &[RowKind] {
        &self.rows
    }

    /// The parties in order.
    pub fn parties(&self) -> &[PartyId] {
        &self.parties
    }

    /// The items in the order of rows.
    pub fn items(&self) -> impl DoubleEndedIterator<Item = ItemId> {
        self.rows.iter().filter_map(|row| match row {
            RowKind::Item(item) => Some(*item),
            RowKind::Topic(_) => None,
        })
    }

    /// Upper and lower edge of a row below the head.
    pub(super) fn span(&self, row: usize) -> (f32, f32) {
        let edge = |n: usize| self.tops.get(n).copied().unwrap_or(0.0);
        (edge(row), edge(row + 1))
    }

    /// Upper and lower edge of an item's row below the head.
    pub(super) fn row_span(&self, item: ItemId) -> Option<(f32, f32)> {
        let row = (*self.row_of.get(item.index())?)?;
        Some(self.span(row as usize))
    }

    /// The row of an item.
    pub fn row_of(&self, item: ItemId) -> Option<usize> {
        self.row_of.get(item.index()).copied().flatten().map(|row| row as usize)
    }

    /// Left and right edge of a party's column behind the item column.
    #[allow(clippy::cast_precision_loss, reason = "a number of columns")]
    pub(super) fn column_span(&self, party: PartyId) -> Option<(f32, f32)> {
        let column = self.parties.iter().position(|&id| id == party)? as f32;
        Some((column * self.party_width, (column + 1.0) * self.party_width))
    }

    /// The rows that show between two heights below the head.
    pub(super) fn rows_in(&self, from: f32, to: f32) -> Range<usize> {
        let first = self.tops.partition_point(|&top| top <= from).saturating_sub(1);
        let last = self.tops.partition_point(|&top| top < to).min(self.rows.len());
        first.min(last)..last
    }

    /// How many rows lie wholly within a height from here.
    pub(super) fn rows_within(&self, from: f32, height: f32) -> usize {
        self.rows_in(from, from + height).len().saturating_sub(2)
    }

    /// The columns that show between two distances behind the item column.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the number of columns")]
    pub(super) fn columns_in(&self, from: f32, to: f32) -> Range<usize> {
        let first = ((from / self.party_width).floor().max(0.0) as usize).min(self.parties.len());
        let last = ((to / self.party_width).ceil().max(0.0) as usize).min(self.parties.len());
        first..last.max(first)
    }
}

/// How many lines of a height fit.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of lines, never below zero")]
pub(super) fn lines_within(room: f32, line: f32) -> usize {
    (room / line).floor().max(0.0) as usize
}

/// Items under their topics. Topics stand in the order in which they first appear; where no item has a topic there are
/// no headings.
fn rows(open: &OpenDossier<'_>) -> Vec<RowKind> {
    let items = open.dossier.items();
    let mut place_of: HashMap<&str, usize> = HashMap::new();
    let mut topics: Vec<(&Text, Vec<ItemId>)> = Vec::new();
    for (id, item) in items.iter() {
        let place = *place_of.entry(item.topic.as_str()).or_insert(topics.len());
        if place == topics.len() {
            topics.push((&item.topic, Vec::new()));
        }
        topics[place].1.push(id);
    }
    let has_headings = topics.iter().any(|(topic, _)| !topic.is_empty());
    let mut rows = Vec::with_capacity(items.len() + topics.len());
    for (topic, items) in topics {
        if has_headings {
            rows.push(RowKind::Topic(topic.clone()));
        }
        rows.extend(items.into_iter().map(RowKind::Item));
    }
    rows
}
