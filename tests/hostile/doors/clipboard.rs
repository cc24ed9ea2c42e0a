//! A text that another program put on the clipboard, pasted onto a matrix.

use std::sync::LazyLock;

use standpoint::compare::Comparison;
use standpoint::files::{self, Findings, tsv};
use standpoint::model::{Cell, Dossier, History, Key as _, Place, Step, steps};
use standpoint::ui::arrange::{Arrangement, Grid, GridCell, Heads, Naming, Plan};
use standpoint::ui::{OpenDossier, Options, Sample, Selection};

use super::{must_hold, written};

/// Pasting the bytes as a text – as cells, with and without names around them, onto heads, or as wordings alone – makes a
/// dossier that can be saved, and one undo takes it back. What it is pasted onto follows from the bytes themselves: to try
/// everything with each text would be slow.
pub(crate) fn paste_and_take_back(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let rows = tsv::parse(&text);
    let again = tsv::parse(&tsv::write(&rows));
    assert_eq!(again, without_nul(&rows), "what is copied is not what was pasted");
    let grid = grid_of(rows);
    let choice = bytes.iter().fold(bytes.len(), |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
    let (dossier, is_transposed) = &MATRICES[choice % MATRICES.len()];
    let arrangement = arranged(dossier, *is_transposed);
    let selections = selections(&arrangement);
    let selection = &selections[choice / MATRICES.len() % selections.len()];
    for heads in [Heads::default(), grid.likely_heads(dossier, *is_transposed), Heads { above: true, left: true }] {
        let plan = Plan::of(dossier, &arrangement, selection, &grid, heads);
        carry_out(dossier, plan.clone().within(dossier));
        carry_out(dossier, plan);
    }
    let wordings = Plan::of(dossier, &arrangement, selection, &grid.clone().wordings_only(), Heads::default());
    carry_out(dossier, wordings);
    if let Some(Naming { items, parties, additions }) = Naming::of(dossier, &arrangement, selection, &grid) {
        perform(dossier, steps::name_heads(dossier, &items, &parties, &additions));
    }
}

/// What a text can be pasted onto: nothing, and a matrix with everything in it, upright and turned.
static MATRICES: LazyLock<[(Dossier, bool); 3]> = LazyLock::new(|| {
    let rail = files::read(Sample::Rail.bytes().to_vec()).expect("a sample").dossier;
    [(Dossier::default(), false), (rail.clone(), false), (rail, true)]
});

/// Clipboards end a text at NUL, so that it is left out of what is copied.
fn without_nul(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|cell| cell.replace('\0', "").replace("\r\n", "\n")).collect()).collect()
}

fn grid_of(rows: Vec<Vec<String>>) -> Grid {
    let cell = |text: String| GridCell { content: files::content_of(&text), text };
    Grid { rows: rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect() }
}

fn arranged(dossier: &Dossier, is_transposed: bool) -> Arrangement {
    let open = OpenDossier {
        dossier,
        comparison: &Comparison::of(dossier, None),
        findings: &Findings::default(),
        file_name: None,
        file_path: None,
        is_changed: false,
        revision: 0,
        lines_revision: 0,
        undo_name: None,
        redo_name: None,
        history: &History::default(),
        read_only: None,
    };
    let mut arrangement = Arrangement::default();
    arrangement.update(&open, &Options { is_transposed, ..Options::default() });
    arrangement
}

/// Nothing, the first cell, a range, a party and an item.
fn selections(arrangement: &Arrangement) -> Vec<Selection> {
    let mut selections = vec![Selection::default()];
    let (items, parties) = (arrangement.items(), arrangement.parties());
    if let ([item, .., last_item], [party, .., last_party]) = (items, parties) {
        let first = Place::Cell(Cell { item: *item, party: *party });
        let mut range = Selection::of(Some(first));
        range.extend(Place::Cell(Cell { item: *last_item, party: *last_party }));
        selections.extend([Some(first), Some(Place::Party(*party)), Some(Place::Item(*last_item))].map(Selection::of));
        selections.push(range);
    }
    selections
}

fn carry_out(dossier: &Dossier, plan: Plan) {
    let Plan { additions, cells } = plan;
    for (cell, _) in &cells {
        let known = cell.item.index() < dossier.items().slots() + additions.items.len()
            && cell.party.index() < dossier.parties().slots() + additions.parties.len();
        assert!(known, "a cell was planned that is nowhere");
    }
    perform(dossier, steps::fill(dossier, &additions, cells, "Paste"));
}

/// Does a step and takes it back.
fn perform(dossier: &Dossier, step: Option<Step>) {
    let Some(step) = step else { return };
    let mut changed = dossier.clone();
    let applied = changed.apply(step.edit).unwrap_or_else(|error| panic!("what was pasted is refused: {error}"));
    must_hold(&changed);
    for (id, _) in changed.items().iter().take(3) {
        for (party, _) in changed.parties().iter().take(3) {
            files::content_of(&files::cell_text(&changed, Cell { item: id, party }));
        }
    }
    changed.apply(applied.inverse).unwrap_or_else(|error| panic!("pasting cannot be undone: {error}"));
    assert!(written(&changed) == written(dossier), "undo left something of what was pasted");
}
