//! What the matrix shows and in which order: lines in rows and columns, from the dossier and what the person chose.
//!
//! Nothing here draws or measures. An [`Arrangement`] is worked out again only when the dossier or the choice changed.

mod lines;
mod options;
mod paste;

pub use lines::Line;
pub use options::{Density, Options, Sizes};
pub use paste::{Grid, GridCell, Heads, Plan};

use std::collections::HashMap;
use std::ops::Range;

use super::OpenDossier;
use super::selection::{Block, Selection};
use crate::model::{Cell, ItemId, Key as _, PartyId, Place, Text};

/// The lines of the matrix in the order on screen.
#[derive(Debug, Default)]
pub struct Arrangement {
    made_for: Option<(u64, Options)>,
    rows: Vec<Line>,
    columns: Vec<Line>,
    items: Vec<ItemId>,
    parties: Vec<PartyId>,
    /// By item key number: its place among the rows (or columns).
    line_of_item: Vec<Option<u32>>,
    /// By party key number: its place among the columns (or rows).
    line_of_party: Vec<Option<u32>>,
    is_transposed: bool,
    /// How many items stand under each topic, shown or not.
    topic_sizes: HashMap<Text, usize>,
    /// Counts the times that lines changed; what is measured from them is kept by it.
    version: u64,
}

/// A rectangle of the matrix by places among rows and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The rows.
    pub rows: Range<usize>,
    /// The columns.
    pub columns: Range<usize>,
}

impl Arrangement {
    /// Brings the lines up to date. Costs nothing when neither the dossier nor the choice changed, otherwise linear in
    /// items and parties.
    pub fn update(&mut self, open: &OpenDossier<'_>, options: &Options) {
        if self.made_for.as_ref().is_some_and(|(revision, made)| *revision == open.lines_revision && made == options) {
            return;
        }
        let dossier = open.dossier;
        self.parties =
            dossier.parties().keys().iter().copied().filter(|id| !options.hidden_parties.contains(id)).collect();
        let (item_lines, topic_sizes) = lines::items(dossier, options);
        self.topic_sizes = topic_sizes;
        self.items = item_lines.iter().filter_map(Line::item).collect();
        let party_lines: Vec<_> = self.parties.iter().copied().map(Line::Party).collect();
        self.is_transposed = options.is_transposed;
        (self.rows, self.columns) = if options.is_transposed {
            (party_lines, self.items.iter().copied().map(Line::Item).collect())
        } else {
            (item_lines, party_lines)
        };
        self.line_of_item = vec![None; dossier.items().slots()];
        self.line_of_party = vec![None; dossier.parties().slots()];
        for lines in [&self.rows, &self.columns] {
            for (place, line) in lines.iter().enumerate() {
                match *line {
                    Line::Item(id) => self.line_of_item[id.index()] = u32::try_from(place).ok(),
                    Line::Party(id) => self.line_of_party[id.index()] = u32::try_from(place).ok(),
                    Line::Topic(_) => {}
                }
            }
        }
        self.version += 1;
        self.made_for = Some((open.lines_revision, options.clone()));
    }

    /// The rows from top to bottom.
    pub fn rows(&self) -> &[Line] {
        &self.rows
    }

    /// The columns from left to right.
    pub fn columns(&self) -> &[Line] {
        &self.columns
    }

    /// The items shown, in order.
    pub fn items(&self) -> &[ItemId] {
        &self.items
    }

    /// The parties shown, in order.
    pub fn parties(&self) -> &[PartyId] {
        &self.parties
    }

    /// True when parties are rows and items are columns.
    pub fn is_transposed(&self) -> bool {
        self.is_transposed
    }

    /// How many items stand under a topic, also while it is collapsed.
    pub fn topic_size(&self, topic: &str) -> usize {
        self.topic_sizes.get(topic).copied().unwrap_or(0)
    }

    /// Changes whenever lines changed.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Where an item stands among the rows (transposed: the columns).
    pub fn place_of_item(&self, id: ItemId) -> Option<usize> {
        self.line_of_item.get(id.index()).copied().flatten().map(|place| place as usize)
    }

    /// Where a party stands among the columns (transposed: the rows).
    pub fn place_of_party(&self, id: PartyId) -> Option<usize> {
        self.line_of_party.get(id.index()).copied().flatten().map(|place| place as usize)
    }

    /// Row and column of a place; a head has only one of the two. None for what is not shown.
    pub fn row_column(&self, place: Place) -> Option<(Option<usize>, Option<usize>)> {
        let item = |id| self.place_of_item(id);
        let party = |id| self.place_of_party(id);
        let (item_line, party_line) = match place {
            Place::Cell(cell) => (Some(item(cell.item)?), Some(party(cell.party)?)),
            Place::Item(id) => (Some(item(id)?), None),
            Place::Party(id) => (None, Some(party(id)?)),
            Place::Dossier | Place::Source(_) => return None,
        };
        Some(if self.is_transposed { (party_line, item_line) } else { (item_line, party_line) })
    }

    /// The place at a row and column; with one of them only, the head. None for a topic and beyond the edges.
    pub fn place_at(&self, row: Option<usize>, column: Option<usize>) -> Option<Place> {
        let line = |lines: &[Line], place: Option<usize>| match place {
            None => Some(None),
            Some(place) => lines.get(place).filter(|line| !matches!(line, Line::Topic(_))).cloned().map(Some),
        };
        match (line(&self.rows, row)?, line(&self.columns, column)?) {
            (Some(row), Some(column)) => cell(&row, &column).map(Place::Cell),
            (Some(line), None) | (None, Some(line)) => line.place(),
            (None, None) => None,
        }
    }

    /// The cell at a row and column.
    pub fn cell_at(&self, row: usize, column: usize) -> Option<Cell> {
        cell(self.rows.get(row)?, self.columns.get(column)?)
    }

    /// The rectangle of a range: of heads, the whole columns or rows. None when a corner is not shown.
    pub fn span(&self, block: &Block) -> Option<Span> {
        let (from, to) = (self.row_column(block.anchor)?, self.row_column(block.corner)?);
        let range = |from: Option<usize>, to: Option<usize>, len: usize| match (from, to) {
            (Some(from), Some(to)) => from.min(to)..from.max(to) + 1,
            _ => 0..len,
        };
        Some(Span { rows: range(from.0, to.0, self.rows.len()), columns: range(from.1, to.1, self.columns.len()) })
    }

    /// Every selected cell that is shown, once each, row by row; selected heads give all their cells.
    pub fn cells_of(&self, selection: &Selection) -> Vec<Cell> {
        let spans: Vec<_> = selection.blocks().iter().filter_map(|block| self.span(block)).collect();
        let mut cells = Vec::new();
        let Some(first) = spans.iter().map(|span| span.rows.start).min() else { return cells };
        let last = spans.iter().map(|span| span.rows.end).max().unwrap_or(first);
        for row in first..last {
            let mut columns: Vec<_> =
                spans.iter().filter(|span| span.rows.contains(&row)).flat_map(|span| span.columns.clone()).collect();
            if spans.len() > 1 {
                columns.sort_unstable();
                columns.dedup();
            }
            cells.extend(columns.into_iter().filter_map(|column| self.cell_at(row, column)));
        }
        cells
    }

    /// The items of the selected item heads, in order.
    pub fn items_of(&self, selection: &Selection) -> Vec<ItemId> {
        let is_selected = selected_lines(selection, self.items.len(), |place| match place {
            Place::Item(id) => self.items.iter().position(|&item| item == id),
            _ => None,
        });
        self.items.iter().zip(is_selected).filter_map(|(&id, is_selected)| is_selected.then_some(id)).collect()
    }

    /// The parties of the selected party heads, in order.
    pub fn parties_of(&self, selection: &Selection) -> Vec<PartyId> {
        let is_selected = selected_lines(selection, self.parties.len(), |place| match place {
            Place::Party(id) => self.parties.iter().position(|&party| party == id),
            _ => None,
        });
        self.parties.iter().zip(is_selected).filter_map(|(&id, is_selected)| is_selected.then_some(id)).collect()
    }

    /// The range of cells that fills a rectangle; headings of topics at its edges are left out.
    pub fn block(&self, span: &Span) -> Option<Block> {
        let is_line = |lines: &[Line], place: usize| !matches!(lines.get(place), None | Some(Line::Topic(_)));
        let first_row = span.rows.clone().find(|&row| is_line(&self.rows, row))?;
        let last_row = span.rows.clone().rev().find(|&row| is_line(&self.rows, row))?;
        let (first_column, last_column) = (span.columns.start, span.columns.end.checked_sub(1)?);
        Some(Block {
            anchor: Place::Cell(self.cell_at(first_row, first_column)?),
            corner: Place::Cell(self.cell_at(last_row, last_column)?),
        })
    }

    /// The range of every cell shown; None when there is none.
    pub fn everything(&self) -> Option<Block> {
        let (item, party) = (self.items.first()?, self.parties.first()?);
        let (last_item, last_party) = (self.items.last()?, self.parties.last()?);
        Some(Block {
            anchor: Place::Cell(Cell { item: *item, party: *party }),
            corner: Place::Cell(Cell { item: *last_item, party: *last_party }),
        })
    }
}

fn cell(row: &Line, column: &Line) -> Option<Cell> {
    match (row, column) {
        (Line::Item(item), Line::Party(party)) | (Line::Party(party), Line::Item(item)) => {
            Some(Cell { item: *item, party: *party })
        }
        _ => None,
    }
}

fn selected_lines(selection: &Selection, len: usize, place_of: impl Fn(Place) -> Option<usize>) -> Vec<bool> {
    let mut is_selected = vec![false; len];
    for block in selection.blocks() {
        if let (Some(from), Some(to)) = (place_of(block.anchor), place_of(block.corner)) {
            is_selected[from.min(to)..=from.max(to)].fill(true);
        }
    }
    is_selected
}
