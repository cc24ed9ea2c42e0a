//! Where a pasted block of cells goes: cell by cell from a place, over a whole range, or by the names in its heads.

use std::collections::HashMap;

use super::super::selection::Selection;
use super::{Arrangement, Line};
use crate::files::statements_on_one_line;
use crate::model::names::folded;
use crate::model::steps::{Additions, Content, item_titled, party_named};
use crate::model::{Cell, Dossier, ItemId, PartyId, Place, Text};

/// A cell of a block: its text, and what it holds when it was copied here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// As a spreadsheet sees it.
    pub text: String,
    /// What shall stand in the cell.
    pub content: Content,
}

/// A block of cells in rows, as it was copied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// The rows; the shorter ones end early.
    pub rows: Vec<Vec<GridCell>>,
}

impl Grid {
    /// How many columns the widest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Whether first row and first column look like names around a table: with nothing in the corner and something
    /// beside and below it, or with the names of parties (transposed: items) that the dossier has. What comes onto an
    /// empty matrix is taken for a table too, and a single column or row for names alone.
    pub fn likely_heads(&self, dossier: &Dossier, is_transposed: bool) -> Heads {
        let text = |row: usize, column: usize| {
            self.rows.get(row).and_then(|row| row.get(column)).map_or("", |cell| cell.text.trim())
        };
        let (rows, columns) = (self.rows.len(), self.width());
        if dossier.items().is_empty() && dossier.parties().is_empty() {
            return match (rows, columns) {
                (1, 1) => Heads::default(),
                (1, _) => Heads { above: true, left: text(0, 0).is_empty() },
                (_, 1) => Heads { above: text(0, 0).is_empty(), left: true },
                _ => Heads { above: true, left: true },
            };
        }
        let is_framed = text(0, 0).is_empty() && !text(0, 1).is_empty() && !text(1, 0).is_empty();
        let is_known = |name: &str| {
            let found =
                if is_transposed { item_titled(dossier, name).is_some() } else { party_named(dossier, name).is_some() };
            !name.is_empty() && found
        };
        // The first few names show it well enough; thousands need not be looked up.
        let are_known = || rows > 1 && columns > 1 && (1..columns.min(6)).all(|column| is_known(text(0, column)));
        let both = is_framed || are_known();
        Heads { above: both, left: both }
    }

    /// The same without stances: only the wordings. Cells without a wording leave what is there.
    #[must_use]
    pub fn wordings_only(mut self) -> Self {
        for cell in self.rows.iter_mut().flatten() {
            // The latest position leads; texts have it last.
            let wording = match std::mem::replace(&mut cell.content, Content::Nothing) {
                Content::Nothing => None,
                Content::Words { wording, .. } => wording,
                Content::Statements(statements) => statements.into_iter().last().map(|(_, wording)| wording),
                Content::Positions(positions) => positions.into_iter().last().map(|position| position.wording),
            };
            cell.content = Content::Words { stance: None, wording: wording.filter(|wording| !wording.is_empty()) };
        }
        self
    }
}

/// How a block is to be understood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Heads {
    /// The first row names the columns.
    pub above: bool,
    /// The first column names the rows.
    pub left: bool,
}

/// What pasting would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Items and parties that are not there yet.
    pub additions: Additions,
    /// What goes into which cell.
    pub cells: Vec<(Cell, Content)>,
}

impl Plan {
    /// Plans to paste `grid` onto what is selected. A range that the block fits into several times is filled with it, and
    /// a single cell fills every selected range.
    pub fn of(dossier: &Dossier, arrangement: &Arrangement, selection: &Selection, grid: &Grid, heads: Heads) -> Self {
        let single =
            grid.rows.first().and_then(|row| row.first()).filter(|_| grid.rows.len() == 1 && grid.width() == 1);
        if let Some(cell) = single.filter(|_| heads == Heads::default() && selection.blocks().len() > 1) {
            let all = arrangement.cells_of(selection).into_iter().map(|at| (at, cell.content.clone()));
            return Self { additions: Additions::default(), cells: all.collect() };
        }
        let target = Target::of(arrangement, selection, grid);
        let (above, left) = (usize::from(heads.above), usize::from(heads.left));
        let rows = grid.rows.len().saturating_sub(above);
        let columns = grid.width().saturating_sub(left);
        let mut lines = Lines { dossier, arrangement, additions: Additions::default(), found: HashMap::new() };
        // A block with names goes where they lead; repeating it would fill the same cells again.
        let repeats =
            |room: usize, size: usize| if size > 0 && room.is_multiple_of(size) { (room / size).max(1) } else { 1 };
        let fits = !heads.above && !heads.left;
        let (down, across) = (repeats(target.rows, rows), repeats(target.columns, columns));
        let is_repeated =
            fits && target.rows.is_multiple_of(rows.max(1)) && target.columns.is_multiple_of(columns.max(1));
        let (down, across) = if is_repeated { (down, across) } else { (1, 1) };
        let name =
            |row: usize, column: usize| grid.rows.get(row).and_then(|row| row.get(column)).map(|cell| cell.text.trim());
        let column_heads: Vec<_> = (0..columns * across)
            .map(|column| {
                let named = heads.above.then(|| name(0, column % columns + left).unwrap_or_default());
                lines.line(Axis::Columns, target.column + column, named)
            })
            .collect();
        let mut cells = Vec::new();
        for row in 0..rows * down {
            let source = row % rows + above;
            let named = heads.left.then(|| name(source, 0).unwrap_or_default());
            let Some(row_head) = lines.line(Axis::Rows, target.row + row, named) else { continue };
            for (column, column_head) in column_heads.iter().enumerate() {
                let (Some(head), Some(cell)) = (column_head, grid.rows[source].get(column % columns + left)) else {
                    continue;
                };
                if let Some(at) = cell_of(row_head, *head) {
                    cells.push((at, content_for(dossier, at, cell)));
                }
            }
        }
        Self { additions: lines.additions, cells }
    }

    /// The same without what would need new items or parties.
    #[must_use]
    pub fn within(self, dossier: &Dossier) -> Self {
        let is_there = |cell: &Cell| dossier.items().contains(cell.item) && dossier.parties().contains(cell.party);
        let cells = self.cells.into_iter().filter(|(cell, _)| is_there(cell)).collect();
        Self { additions: Additions::default(), cells }
    }
}

/// What a cell of the block says about this cell of the matrix. Where several positions stand, a text of one line may be
/// their lines put behind each other.
fn content_for(dossier: &Dossier, at: Cell, cell: &GridCell) -> Content {
    if matches!(cell.content, Content::Words { stance: Some(_), wording: Some(_) }) {
        let count = dossier.cell(at).count();
        let several = (count > 1 && !cell.text.contains('\n')).then(|| statements_on_one_line(&cell.text)).flatten();
        if let Some(statements) = several.filter(|statements| statements.len() == count) {
            return Content::Statements(statements);
        }
    }
    cell.content.clone()
}

/// Where a block is pasted: the first row and column (topics not counted), and the size of the range.
struct Target {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
}

impl Target {
    fn of(arrangement: &Arrangement, selection: &Selection, grid: &Grid) -> Self {
        let nowhere = Self { row: 0, column: 0, rows: 1, columns: 1 };
        let Some(block) = selection.blocks().last() else { return nowhere };
        let Some(span) = arrangement.span(block) else { return nowhere };
        let lines = |range: &[Line]| range.iter().filter(|line| !matches!(line, Line::Topic(_))).count();
        let row = lines(&arrangement.rows()[..span.rows.start]);
        let rows = lines(&arrangement.rows()[span.rows.clone()]);
        // Onto a head a single cell fills everything; a block goes there once, from the beginning.
        let is_small = grid.rows.len() == 1 && grid.width() == 1;
        let is_one = selection.blocks().len() == 1 && (matches!(block.anchor, Place::Cell(_)) || is_small);
        Self {
            row,
            column: span.columns.start,
            rows: if is_one { rows } else { 1 },
            columns: if is_one { span.columns.len() } else { 1 },
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    Rows,
    Columns,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    Item(ItemId),
    Party(PartyId),
}

fn cell_of(one: Head, other: Head) -> Option<Cell> {
    match (one, other) {
        (Head::Item(item), Head::Party(party)) | (Head::Party(party), Head::Item(item)) => Some(Cell { item, party }),
        _ => None,
    }
}

/// Finds the lines that a block speaks of, and makes those that are missing.
struct Lines<'a> {
    dossier: &'a Dossier,
    arrangement: &'a Arrangement,
    additions: Additions,
    /// Items (false) and parties (true) by folded name; filled when the first name is looked up.
    found: HashMap<(bool, String), Head>,
}

impl Lines<'_> {
    /// The line at a place, or of a name; an empty name is no line.
    fn line(&mut self, axis: Axis, place: usize, name: Option<&str>) -> Option<Head> {
        let is_party = (axis == Axis::Columns) != self.arrangement.is_transposed();
        match name {
            Some("") => None,
            Some(name) => Some(self.named(is_party, name)),
            None => Some(self.at(is_party, place)),
        }
    }

    fn at(&mut self, is_party: bool, place: usize) -> Head {
        let (shown, beyond) = if is_party {
            let parties = self.arrangement.parties();
            (parties.get(place).copied().map(Head::Party), place.saturating_sub(parties.len()))
        } else {
            let items = self.arrangement.items();
            (items.get(place).copied().map(Head::Item), place.saturating_sub(items.len()))
        };
        shown.unwrap_or_else(|| {
            let made = if is_party { self.additions.parties.len() } else { self.additions.items.len() };
            if beyond < made {
                return self.added(is_party, beyond);
            }
            let count = if is_party { self.dossier.parties().len() } else { self.dossier.items().len() };
            let name = format!("{} {}", if is_party { "Party" } else { "Item" }, count + made + 1);
            self.add(is_party, &name)
        })
    }

    fn named(&mut self, is_party: bool, name: &str) -> Head {
        if self.found.is_empty() {
            for (id, party) in self.dossier.parties().iter() {
                for name in std::iter::once(&party.name).chain(&party.aliases) {
                    self.found.entry((true, folded(name))).or_insert(Head::Party(id));
                }
            }
            for (id, item) in self.dossier.items().iter() {
                self.found.entry((false, folded(&item.title))).or_insert(Head::Item(id));
            }
        }
        let key = (is_party, folded(name));
        if let Some(head) = self.found.get(&key) {
            return *head;
        }
        let head = self.add(is_party, name);
        self.found.insert(key, head);
        head
    }

    fn add(&mut self, is_party: bool, name: &str) -> Head {
        if is_party {
            self.additions.parties.push(Text::from(name));
            self.added(true, self.additions.parties.len() - 1)
        } else {
            let topic = self.arrangement.items().last().and_then(|item| self.dossier.items().get(*item));
            let topic = topic.map_or_else(Text::default, |item| item.topic.clone());
            self.additions.items.push((Text::from(name), topic));
            self.added(false, self.additions.items.len() - 1)
        }
    }

    fn added(&self, is_party: bool, number: usize) -> Head {
        if is_party {
            Head::Party(Additions::party_key(self.dossier, number))
        } else {
            Head::Item(Additions::item_key(self.dossier, number))
        }
    }
}
