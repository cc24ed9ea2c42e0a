//! What the matrix shows and in which order: lines in rows and columns, from the dossier and what the person chose.
//!
//! Nothing here draws or measures. An [`Arrangement`] is worked out again only when the dossier or the choice changed.

mod column_sets;
mod filter;
mod lines;
mod naming;
mod options;
mod paste;
mod sort;

pub use column_sets::ColumnSets;
pub use filter::Filter;
pub use lines::Line;
pub use naming::Naming;

pub use options::{Density, Options, Sizes};
pub use paste::{Grid, GridCell, Heads, Plan};
pub use sort::{Sort, SortBy};

use std::collections::HashMap;
use std::ops::Range;

use super::OpenDossier;
use super::selection::{Block, Selection};
use crate::model::{Cell, Dossier, ItemId, Key as _, PartyId, Place, Text};
use crate::search::Needle;

/// The lines of the matrix in the order on screen.
#[derive(Debug, Default)]
pub struct Arrangement {
    made_for: Option<Key>,
    run: Option<(Key, filter::Run)>,
    matching: usize,
    needle: Option<Needle>,
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

/// What lines were made for.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    lines_revision: u64,
    options: Options,
}

/// At most about so many cells and positions are looked at in one frame.
const SLICE: usize = 120_000;

/// A rectangle of the matrix by places among rows and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The rows.
    pub rows: Range<usize>,
    /// The columns.
    pub columns: Range<usize>,
}

impl Arrangement {
    /// Brings the lines up to date. Costs nothing when neither the choice nor any party or item changed: as in a
    /// spreadsheet, filling a cell does not make its row go or jump. Filtering a large
    /// dossier goes on over several calls, each of about `SLICE` cells; until it is done the lines stay as they were
    /// and [`Arrangement::is_filtering`] says so.
    pub fn update(&mut self, open: &OpenDossier<'_>, options: &Options) {
        let key = Key { lines_revision: open.lines_revision, options: options.clone() };
        if self.made_for.as_ref() == Some(&key) {
            self.run = None;
            return;
        }
        // Lines that lead nowhere must not be shown, not even for a moment.
        let is_stale = self.made_for.as_ref().is_none_or(|made| made.lines_revision != key.lines_revision);
        let budget = if is_stale { usize::MAX } else { SLICE };
        let mut run = match self.run.take() {
            Some((of, run)) if of == key => run,
            _ => {
                let mut parties = shown_parties(open, options);
                if let Some(sort) = options.sort {
                    sort::parties(open.comparison, sort, &mut parties);
                }
                filter::Run::new(&options.filter, open.dossier, &parties)
            }
        };
        match run.advance(open.dossier, open.comparison, budget) {
            None => self.run = Some((key, run)),
            Some(items) => {
                self.set_lines(open, options, &items, run.into_parties());
                self.made_for = Some(key);
            }
        }
    }

    /// True while a filter is still being carried out.
    pub fn is_filtering(&self) -> bool {
        self.run.is_some()
    }

    fn set_lines(&mut self, open: &OpenDossier<'_>, options: &Options, items: &[ItemId], parties: Vec<PartyId>) {
        let dossier = open.dossier;
        let (item_lines, topic_sizes) = lines::items(dossier, open.comparison, options, items);
        self.parties = parties;
        self.topic_sizes = topic_sizes;
        self.items = item_lines.iter().filter_map(Line::item).collect();
        self.matching = items.len();
        self.needle = options.filter.needle();
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
    }

    /// How many items pass the filter, in collapsed topics too.
    pub fn matching(&self) -> usize {
        self.matching
    }

    /// What the filter looks for in texts, to mark it.
    pub fn needle(&self) -> Option<&Needle> {
        self.needle.as_ref()
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

/// The parties that are shown, in the order of the dossier.
fn shown_parties(open: &OpenDossier<'_>, options: &Options) -> Vec<PartyId> {
    let dossier: &Dossier = open.dossier;
    // A position that does not count stands in its cell all the same.
    let mut stands = vec![false; dossier.parties().slots()];
    if options.filter.hides_empty {
        let mut missing = dossier.parties().len();
        for (_, position) in dossier.positions() {
            missing -= usize::from(!std::mem::replace(&mut stands[position.party.index()], true));
            if missing == 0 {
                break;
            }
        }
    }
    let is_empty = |party: PartyId| !stands[party.index()];
    let is_shown = |id: &PartyId| !(options.hidden_parties.contains(id) || options.filter.hides_empty && is_empty(*id));
    dossier.parties().keys().iter().copied().filter(is_shown).collect()
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
