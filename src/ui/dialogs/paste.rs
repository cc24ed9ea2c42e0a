//! The question before pasting adds something: what the block's heads mean, and what would be new.

use egui::{Checkbox, ScrollArea, Ui};

use super::super::arrange::{Grid, Heads, Plan};
use super::super::command::{Answer, Command, Queue};
use super::super::theme::space;
use super::super::view::ViewState;
use super::super::{OpenDossier, controls, words};
use super::parts::{buttons, is_plain_enter, title};
use crate::model::steps::Additions;
use crate::model::{Step, Text};

/// At most so many new names are listed.
const LISTED: usize = 8;

/// A block of cells on its way into the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasteDialog {
    /// The cells.
    pub grid: Grid,
    /// What its first row and column mean.
    pub heads: Heads,
    /// What pasting would do, worked out once for each choice of heads.
    pub preview: Option<PastePreview>,
}

/// What pasting a block would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastePreview {
    /// The choice that it was worked out for.
    pub heads: Heads,
    /// Items and parties that would be added.
    pub additions: Additions,
    /// How many cells would be filled.
    pub cells: usize,
    /// How many of these are there already.
    pub fitting: usize,
}

/// Names on their way onto the heads of the matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct PasteNames {
    /// The whole of it.
    pub step: Step,
    /// The names that are new.
    pub added: Vec<Text>,
}

/// Gives back true when an answer was given.
pub(super) fn ui(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    view: &ViewState,
    dialog: &mut PasteDialog,
    queue: &mut Queue,
) -> bool {
    let PasteDialog { grid, heads, preview } = dialog;
    title(ui, "Paste cells");
    ui.label(format!("{} × {}", words::count(grid.rows.len(), "row"), words::count(grid.width(), "column")));
    ui.add_space(space::SMALL);
    let is_transposed = view.options.is_transposed;
    let (above, left) = if is_transposed { ("items", "parties") } else { ("parties", "items") };
    ui.add(Checkbox::new(&mut heads.above, format!("First row names {above}")));
    ui.add(Checkbox::new(&mut heads.left, format!("First column names {left}")));
    let preview = match preview.take() {
        Some(known) if known.heads == *heads => preview.insert(known),
        _ => preview.insert(look_ahead(open, view, grid, *heads)),
    };
    let (items, parties) = (&preview.additions.items, &preview.additions.parties);
    ui.add_space(space::SMALL);
    ScrollArea::vertical().max_height(260.0).auto_shrink([false, true]).show(ui, |ui| {
        listed(ui, "new party", parties.iter());
        listed(ui, "new item", items.iter().map(|(title, _)| title));
    });
    let adds = !items.is_empty() || !parties.is_empty();
    if !adds {
        controls::remark(ui, format!("Fills {}", words::count(preview.cells, "cell")));
    }
    let names: &[&str] = match (adds, preview.fitting) {
        (true, 0) if preview.cells == 0 => &["Cancel", "Add"],
        (true, 0) => &["Cancel", "Add and paste"],
        (true, _) => &["Cancel", "Paste what fits", "Add and paste"],
        (false, _) => &["Cancel", "Paste"],
    };
    let clicked = buttons(ui, names).or(is_plain_enter(ui).then_some(names.len() - 1));
    let answer = match clicked {
        None => return false,
        Some(0) => Answer::Cancel,
        Some(number) => Answer::Paste { grid: grid.clone(), heads: *heads, adds: number + 1 == names.len() },
    };
    queue.push(Command::Answer(answer));
    true
}

fn look_ahead(open: &OpenDossier<'_>, view: &ViewState, grid: &Grid, heads: Heads) -> PastePreview {
    let Plan { additions, cells } = Plan::of(open.dossier, view.matrix.arrangement(), &view.selection, grid, heads);
    let is_there = |cell: &crate::model::Cell| {
        open.dossier.items().contains(cell.item) && open.dossier.parties().contains(cell.party)
    };
    let fitting = cells.iter().filter(|(cell, _)| is_there(cell)).count();
    PastePreview { heads, additions, cells: cells.len(), fitting }
}

/// The question before names that are pasted onto heads add some. Gives back true when an answer was given.
pub(super) fn names(ui: &mut Ui, names: &PasteNames, queue: &mut Queue) -> bool {
    title(ui, &format!("{}?", names.step.name));
    listed(ui, "new name", names.added.iter());
    let clicked = buttons(ui, &["Cancel", "Paste"]).or(is_plain_enter(ui).then_some(1));
    let answer = match clicked {
        None => return false,
        Some(0) => Answer::Cancel,
        Some(_) => Answer::Confirm(names.step.clone()),
    };
    queue.push(Command::Answer(answer));
    true
}

fn listed<'a>(ui: &mut Ui, what: &str, names: impl ExactSizeIterator<Item = &'a Text>) {
    let count = names.len();
    if count == 0 {
        return;
    }
    ui.label(format!("{}:", words::count(count, what)));
    for name in names.take(LISTED) {
        controls::remark(ui, format!("   {}", words::visible_line(name)));
    }
    if count > LISTED {
        controls::remark(ui, format!("   and {} more", words::grouped(count - LISTED)));
    }
    ui.add_space(space::SMALL);
}
