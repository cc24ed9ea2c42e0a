//! Copy, cut and paste of cells: as tab-separated text for other programs, and inside this one with everything that
//! positions hold.

use super::super::state::State;
use super::structure::perform_and_say;
use super::{Effect, open_dialog};
use crate::files::{self, tsv};
use crate::model::steps::{self, Content};
use crate::model::{Cell, Position};
use crate::ui::arrange::{Grid, GridCell, Heads, Plan};
use crate::ui::{Dialog, Line, PasteDialog, ToastKind, words};

/// What was copied last: the text that went to the clipboard, and the cells that it stands for.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Clip {
    text: String,
    grid: Grid,
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
    let step = steps::clear_cells(document.dossier(), &all);
    if let Some(step) = step {
        let name = format!("Cut {}", words::count(all.len(), "cell"));
        perform_and_say(state, crate::model::Step { name, ..step });
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
    let grid = grid_of(state, text);
    if grid.rows.is_empty() {
        return Vec::new();
    }
    state.arrange();
    let Some(document) = &state.document else { return Vec::new() };
    let has_heads = grid.has_heads();
    let (arrangement, selection) = (state.view.matrix.arrangement(), &state.view.selection);
    let plan = Plan::of(document.dossier(), arrangement, selection, &grid, Heads::default());
    if has_heads || plan.additions != steps::Additions::default() {
        let heads = Heads { above: has_heads, left: has_heads };
        open_dialog(state, Dialog::Paste(Box::new(PasteDialog { grid, heads })));
        return vec![Effect::DropFocus];
    }
    carry_out(state, plan);
    Vec::new()
}

/// The block that a text stands for: with all that positions hold when it was copied from here.
fn grid_of(state: &State, text: &str) -> Grid {
    let same = |clip: &&Clip| clip.text == text || clip.text == text.replace("\r\n", "\n");
    if let Some(clip) = state.clip.as_ref().filter(same) {
        return clip.grid.clone();
    }
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
    carry_out(state, plan);
}

fn carry_out(state: &mut State, plan: Plan) {
    let Some(document) = &state.document else { return };
    let Plan { additions, cells } = plan;
    let name = format!("Paste {}", words::count(cells.len(), "cell"));
    match steps::fill(document.dossier(), &additions, cells, &name) {
        Some(step) => perform_and_say(state, step),
        None => state.view.toast(ToastKind::Done, "Nothing changed: the cells hold this already"),
    }
}
