//! Copy, cut and paste of cells: as tab-separated text for other programs, and inside this one with everything that
//! positions hold.

use super::super::state::State;
use super::structure::perform_and_say;
use super::{Effect, open_dialog};
use crate::files::{self, tsv};
use crate::model::steps::{self, Content};
use crate::model::{Cell, Place, Position};
use crate::ui::arrange::{Grid, GridCell, Heads, Naming, Plan};
use crate::ui::{Dialog, Line, PasteDialog, PasteNames, ToastKind, words};

/// What a text from the clipboard is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) enum PasteAs {
    /// Cells of the matrix.
    #[default]
    Cells,
    /// Wordings alone.
    Wordings,
    /// An article.
    Source,
}

/// What was copied last: the text that went to the clipboard, and the cells that it stands for.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Clip {
    text: String,
    grid: Grid,
}

impl Clip {
    /// True when this text is what was copied here; on its way through the system line ends may have changed.
    fn is_for(&self, text: &str) -> bool {
        self.text == text || self.text == text.replace("\r\n", "\n")
    }
}

/// Copies the selected range; `with_heads` also the names above and beside it.
pub(super) fn copy(state: &mut State, with_heads: bool) -> Vec<Effect> {
    let Some(cells) = selected_rectangle(state) else { return Vec::new() };
    let count = cells.iter().map(Vec::len).sum();
    let effect = put_on_clipboard(state, &cells, with_heads);
    state.view.toast(ToastKind::Done, format!("Copied {}", words::count(count, "cell")));
    effect
}

/// Copies the selected range and clears it, as one step.
pub(super) fn cut(state: &mut State) -> Vec<Effect> {
    let Some(cells) = selected_rectangle(state) else { return Vec::new() };
    let effect = put_on_clipboard(state, &cells, false);
    let all: Vec<_> = cells.into_iter().flatten().collect();
    let Some(document) = &state.document else { return effect };
    match steps::clear_cells(document.dossier(), &all) {
        Some(step) => {
            let name = format!("Cut {}", words::count(all.len(), "cell"));
            perform_and_say(state, crate::model::Step { name, ..step });
        }
        None => state.view.toast(ToastKind::Done, format!("Copied {}", words::count(all.len(), "empty cell"))),
    }
    effect
}

fn put_on_clipboard(state: &mut State, cells: &[Vec<Cell>], with_heads: bool) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let dossier = document.dossier();
    let of = |cell: &Cell| GridCell {
        text: files::cell_text(dossier, *cell),
        content: match dossier.cell(*cell).map(|(_, position)| position.clone()).collect::<Vec<Position>>() {
            positions if positions.is_empty() => Content::Nothing,
            positions => Content::Positions(positions),
        },
    };
    let mut grid = Grid { rows: cells.iter().map(|row| row.iter().map(of).collect()).collect() };
    if with_heads {
        let is_transposed = state.view.matrix.arrangement().is_transposed();
        let head = |text: &str| GridCell { text: text.to_owned(), content: Content::Nothing };
        let item = |cell: &Cell| dossier.items().get(cell.item).map_or("", |item| &item.title);
        let party = |cell: &Cell| dossier.parties().get(cell.party).map_or("", |party| &party.name);
        for (row, cells) in grid.rows.iter_mut().zip(cells) {
            let name = cells.first().map_or("", |cell| if is_transposed { party(cell) } else { item(cell) });
            row.insert(0, head(name));
        }
        let above = cells.first().into_iter().flatten();
        let mut names = vec![head("")];
        names.extend(above.map(|cell| head(if is_transposed { item(cell) } else { party(cell) })));
        grid.rows.insert(0, names);
    }
    let text = tsv::write(&texts(&grid));
    state.clip = Some(Clip { text: text.clone(), grid });
    vec![Effect::CopyText(text)]
}

fn texts(grid: &Grid) -> Vec<Vec<String>> {
    grid.rows.iter().map(|row| row.iter().map(|cell| cell.text.clone()).collect()).collect()
}

/// The cells of the one selected range, row by row; several ranges make no rectangle, and a message says so.
fn selected_rectangle(state: &mut State) -> Option<Vec<Vec<Cell>>> {
    state.arrange();
    let arrangement = state.view.matrix.arrangement();
    let spans: Vec<_> = state.view.selection.blocks().iter().filter_map(|block| arrangement.span(block)).collect();
    if spans.len() > 1 {
        state.view.toast(ToastKind::Failed, "Several ranges cannot be copied at once; select one range.");
        return None;
    }
    let span = spans.into_iter().next()?;
    let arrangement = state.view.matrix.arrangement();
    let is_line = |row: &usize| !matches!(arrangement.rows().get(*row), Some(Line::Topic(_)));
    let row_of = |row: usize| span.columns.clone().filter_map(|column| arrangement.cell_at(row, column)).collect();
    Some(span.rows.clone().filter(is_line).map(row_of).collect())
}

/// Pastes a text onto the selection. Where items or parties would have to be added, or the block seems to have names
/// around it, it asks first.
pub(super) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let wordings_only = std::mem::take(&mut state.pastes) == PasteAs::Wordings;
    let clip = state.clip.as_ref().filter(|clip| !wordings_only && clip.is_for(text));
    let is_from_here = clip.is_some();
    let grid = match clip {
        Some(clip) => clip.grid.clone(),
        None if wordings_only => grid_of(text).wordings_only(),
        None => grid_of(text),
    };
    if grid.rows.is_empty() {
        return Vec::new();
    }
    state.arrange();
    let Some(document) = &state.document else { return Vec::new() };
    let (arrangement, selection) = (state.view.matrix.arrangement(), &state.view.selection);
    let dossier = document.dossier();
    let may_be_names = !is_from_here && !wordings_only;
    if let Some(naming) = may_be_names.then(|| Naming::of(dossier, arrangement, selection, &grid)).flatten() {
        return name_heads(state, naming);
    }
    let heads = grid.likely_heads(dossier, arrangement.is_transposed());
    let is_somewhere = matches!(selection.active(), Some(Place::Cell(_) | Place::Item(_) | Place::Party(_)));
    if !is_somewhere && heads == Heads::default() && !(dossier.items().is_empty() && dossier.parties().is_empty()) {
        state.view.toast(ToastKind::Failed, "Select the cell to paste into first.");
        return Vec::new();
    }
    let plan = Plan::of(dossier, arrangement, selection, &grid, Heads::default());
    if heads != Heads::default() || plan.additions != steps::Additions::default() {
        open_dialog(state, Dialog::Paste(Box::new(PasteDialog { grid, heads, preview: None })));
        return vec![Effect::DropFocus];
    }
    carry_out(state, plan, true);
    Vec::new()
}

/// Names that were pasted onto heads rename them; where some are new it asks first.
fn name_heads(state: &mut State, naming: Naming) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let Naming { items, parties, additions } = naming;
    let Some(step) = steps::name_heads(document.dossier(), &items, &parties, &additions) else {
        state.view.toast(ToastKind::Done, "Nothing changed: the names are these already");
        return Vec::new();
    };
    if additions == steps::Additions::default() {
        perform_and_say(state, step);
        return Vec::new();
    }
    let added: Vec<_> = additions.items.into_iter().map(|(title, _)| title).chain(additions.parties).collect();
    open_dialog(state, Dialog::PasteNames(Box::new(PasteNames { step, added })));
    vec![Effect::DropFocus]
}

/// The block that a text from elsewhere stands for.
fn grid_of(text: &str) -> Grid {
    let cell = |text: String| GridCell { content: files::content_of(&text), text };
    Grid { rows: tsv::parse(text).into_iter().map(|row| row.into_iter().map(cell).collect()).collect() }
}

/// Pastes as the dialog says; without what is beyond the edges when nothing shall be added.
pub(super) fn paste_answered(state: &mut State, grid: &Grid, heads: Heads, adds: bool) {
    state.arrange();
    let Some(document) = &state.document else { return };
    let (arrangement, selection) = (state.view.matrix.arrangement(), &state.view.selection);
    let plan = Plan::of(document.dossier(), arrangement, selection, grid, heads);
    let plan = if adds { plan } else { plan.within(document.dossier()) };
    carry_out(state, plan, heads == Heads::default());
}

/// `is_in_place`: the block lies where it was pasted as one rectangle, which is then selected, as spreadsheets do.
fn carry_out(state: &mut State, plan: Plan, is_in_place: bool) {
    let Some(document) = &state.document else { return };
    let Plan { additions, cells } = plan;
    let ends = cells.first().zip(cells.last()).map(|((first, _), (last, _))| (*first, *last));
    let name = match (cells.len(), additions.parties.len(), additions.items.len()) {
        (0, parties, 0) => format!("Add {}", words::count(parties, "party")),
        (0, 0, items) => format!("Add {}", words::count(items, "item")),
        (cells, ..) => format!("Paste {}", words::count(cells, "cell")),
    };
    match steps::fill(document.dossier(), &additions, cells, &name) {
        Some(step) => {
            perform_and_say(state, step);
            if let (Some((first, last)), true) = (ends, is_in_place && state.view.selection.blocks().len() < 2) {
                super::select(state, Some(Place::Cell(first)));
                super::extend(state, Place::Cell(last));
            }
        }
        None => state.view.toast(ToastKind::Done, "Nothing changed: the cells hold this already"),
    }
}
