//! Going from cell to cell by keys. The heads count as one more row and column, so that arrows reach them.

use egui::{Context, Key, Modifiers};

use super::super::arrange::{Arrangement, Line};
use super::super::command::Command;
use super::super::selection::Selection;
use crate::compare::Comparison;
use crate::model::Place;

/// A way to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Motion {
    /// One row up, in the end to the head.
    Up,
    /// One row down.
    Down,
    /// One column to the left, in the end to the head.
    Left,
    /// One column to the right.
    Right,
    /// Several rows up.
    PageUp(usize),
    /// Several rows down.
    PageDown(usize),
    /// Several columns to the left.
    PageLeft(usize),
    /// Several columns to the right.
    PageRight(usize),
    /// To the edge of what is stated, in a direction.
    Jump(Way),
    /// To the first column.
    RowStart,
    /// To the last column.
    RowEnd,
    /// To the first cell.
    First,
    /// To the last cell.
    Last,
    /// One column on, from the last to the next row.
    Next,
    /// One column back, from the first to the row above.
    Previous,
}

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Towards the first row.
    Up,
    /// Towards the last row.
    Down,
    /// Towards the first column.
    Left,
    /// Towards the last column.
    Right,
}

/// How many rows and columns a page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Rows that fit into the view.
    pub rows: usize,
    /// Columns that fit into the view.
    pub columns: usize,
}

/// What the keys of this frame ask for, taking them out of the input: another place, or with Shift another corner of
/// the selected range. Nothing selected: the first cell.
pub fn commands_of_keys(
    ctx: &Context,
    arrangement: &Arrangement,
    comparison: &Comparison,
    selection: &Selection,
    page: Page,
) -> Vec<Command> {
    let mut selection = selection.clone();
    let mut commands = Vec::new();
    for (modifiers, key, motion) in keys(page) {
        for is_extending in [true, false] {
            let is_tab = key == Key::Tab;
            if is_extending && (is_tab || modifiers.shift) {
                continue;
            }
            let modifiers = if is_extending { modifiers | Modifiers::SHIFT } else { modifiers };
            let presses = ctx.input_mut(|input| input.count_and_consume_key(modifiers, key));
            for _ in 0..presses {
                let from = if is_extending { selection.corner() } else { selection.active() };
                let Some(place) = target(arrangement, comparison, from, motion) else { continue };
                if is_extending {
                    selection.extend(place);
                    commands.push(Command::Extend(place));
                } else {
                    selection = Selection::of(Some(place));
                    commands.push(Command::Select(Some(place)));
                }
            }
        }
    }
    commands
}

/// Keys with more modifiers first: egui takes Ctrl+Shift+Home for Ctrl+Home as well.
fn keys(page: Page) -> [(Modifiers, Key, Motion); 18] {
    const NONE: Modifiers = Modifiers::NONE;
    const CTRL: Modifiers = Modifiers::COMMAND;
    [
        (CTRL, Key::Home, Motion::First),
        (CTRL, Key::End, Motion::Last),
        (CTRL, Key::ArrowUp, Motion::Jump(Way::Up)),
        (CTRL, Key::ArrowDown, Motion::Jump(Way::Down)),
        (CTRL, Key::ArrowLeft, Motion::Jump(Way::Left)),
        (CTRL, Key::ArrowRight, Motion::Jump(Way::Right)),
        (Modifiers::ALT, Key::PageUp, Motion::PageLeft(page.columns)),
        (Modifiers::ALT, Key::PageDown, Motion::PageRight(page.columns)),
        (Modifiers::SHIFT, Key::Tab, Motion::Previous),
        (NONE, Key::Tab, Motion::Next),
        (NONE, Key::ArrowUp, Motion::Up),
        (NONE, Key::ArrowDown, Motion::Down),
        (NONE, Key::ArrowLeft, Motion::Left),
        (NONE, Key::ArrowRight, Motion::Right),
        (NONE, Key::PageUp, Motion::PageUp(page.rows)),
        (NONE, Key::PageDown, Motion::PageDown(page.rows)),
        (NONE, Key::Home, Motion::RowStart),
        (NONE, Key::End, Motion::RowEnd),
    ]
}

fn target(arrangement: &Arrangement, comparison: &Comparison, from: Option<Place>, motion: Motion) -> Option<Place> {
    let Some(from) = from.filter(|place| arrangement.row_column(*place).is_some()) else {
        let everything = arrangement.everything()?;
        return Some(if motion == Motion::Last { everything.corner } else { everything.anchor });
    };
    neighbour(arrangement, Some(comparison), from, motion)
}

/// The place that a motion leads to; at an edge, the same place. Heads are one step before the first row and column.
pub(super) fn neighbour(
    arrangement: &Arrangement,
    comparison: Option<&Comparison>,
    from: Place,
    motion: Motion,
) -> Option<Place> {
    let (row, column) = arrangement.row_column(from)?;
    let (last_row, last_column) = (last(arrangement.rows()), last(arrangement.columns()));
    let first_row = beyond(arrangement.rows(), None, 1);
    let first_column = beyond(arrangement.columns(), None, 1);
    let (row, column) = match motion {
        Motion::Up => (before(arrangement.rows(), row?, 1), column),
        Motion::Down => (beyond(arrangement.rows(), row, 1), column),
        Motion::Left => (row, before(arrangement.columns(), column?, 1)),
        Motion::Next if column.is_some() && column == last_column && row != last_row => {
            (beyond(arrangement.rows(), row, 1), first_column)
        }
        Motion::Right | Motion::Next => (row, beyond(arrangement.columns(), column, 1)),
        Motion::PageUp(page) => (before(arrangement.rows(), row?, page).or(first_row), column),
        Motion::PageDown(page) => (beyond(arrangement.rows(), row, page), column),
        Motion::PageLeft(page) => (row, before(arrangement.columns(), column?, page).or(first_column)),
        Motion::PageRight(page) => (row, beyond(arrangement.columns(), column, page)),
        Motion::Jump(way) => jump(arrangement, comparison, (row, column), way),
        Motion::RowStart => (row, first_column),
        Motion::RowEnd => (row, last_column),
        Motion::First => (first_row, first_column),
        Motion::Last => (last_row, last_column),
        Motion::Previous => match before(arrangement.columns(), column?, 1) {
            Some(column) => (row, Some(column)),
            None => (before(arrangement.rows(), row?, 1), last_column),
        },
    };
    arrangement.place_at(row, column).or(Some(from))
}

/// As a spreadsheet does: within what is stated to its edge, from an edge or from silence to what is stated next, and
/// where nothing is, to the end.
fn jump(
    arrangement: &Arrangement,
    comparison: Option<&Comparison>,
    from: (Option<usize>, Option<usize>),
    way: Way,
) -> (Option<usize>, Option<usize>) {
    let is_stated = |(row, column): (Option<usize>, Option<usize>)| {
        row.zip(column)
            .and_then(|(row, column)| arrangement.cell_at(row, column))
            .is_none_or(|cell| comparison.is_some_and(|comparison| comparison.cell(cell).standing.has_spoken()))
    };
    let step = |(row, column): (Option<usize>, Option<usize>)| -> Option<(Option<usize>, Option<usize>)> {
        let next = match way {
            Way::Up => (Some(before(arrangement.rows(), row?, 1)?), column),
            Way::Down => (beyond(arrangement.rows(), row, 1), column),
            Way::Left => (row, Some(before(arrangement.columns(), column?, 1)?)),
            Way::Right => (row, beyond(arrangement.columns(), column, 1)),
        };
        (next != (row, column)).then_some(next)
    };
    let Some(mut at) = step(from) else { return from };
    if from.0.is_some() && from.1.is_some() && is_stated(from) && is_stated(at) {
        while let Some(next) = step(at).filter(|next| is_stated(*next)) {
            at = next;
        }
        return at;
    }
    while !is_stated(at) {
        let Some(next) = step(at) else { break };
        at = next;
    }
    at
}

fn is_line(line: &Line) -> bool {
    !matches!(line, Line::Topic(_))
}

fn last(lines: &[Line]) -> Option<usize> {
    lines.iter().rposition(is_line)
}

/// The line so many lines before; None: the head.
fn before(lines: &[Line], from: usize, by: usize) -> Option<usize> {
    (0..from.min(lines.len())).rev().filter(|&line| is_line(&lines[line])).nth(by.saturating_sub(1))
}

/// The line so many lines behind, or the last one.
fn beyond(lines: &[Line], from: Option<usize>, by: usize) -> Option<usize> {
    let next = from.map_or(0, |from| from + 1);
    (next..lines.len()).filter(|&line| is_line(&lines[line])).take(by.max(1)).last().or(from)
}
