//! Several cells: what their positions have in common, set for all of them in one step. What differs stays as it is
//! until it is set.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use egui::{Label, Ui};

use super::super::OpenDossier;
use super::super::command::Queue;
use super::super::controls::{self, Chosen, Completion, DateField, Field, Taken, matching, text};
use super::super::theme::{Face, palette, size, space};
use super::super::view::ViewState;
use super::super::words;
use super::cell::{latest_date, stance_buttons};
use super::evidence::source_line;
use super::shared::{Shared, SharedCells, kept};
use super::{labelled, section};
use crate::model::{Cell, Condition, Evidence, Extra, Text, steps};

const MIXED: &str = "Several values";

/// Shows what the selected cells have in common.
pub(super) fn cells_ui(ui: &mut Ui, open: &OpenDossier<'_>, view: &ViewState, queue: &mut Queue) {
    let (arrangement, selection) = (view.matrix.arrangement(), &view.selection);
    let shared = kept(ui, open, (arrangement, selection), || SharedCells::of(open, arrangement.cells_of(selection)));
    let cells = shared.cells.as_slice();
    title(ui, &words::count(cells.len(), "cell"));
    let silent = cells.len() - shared.stated;
    if silent > 0 {
        controls::remark(ui, format!("{silent} of them not stated; a stance or wording makes a position there"));
    }
    controls::remark(
        ui,
        "What is set here is set in all of them, in one step. Of several positions in a cell, the latest.",
    );
    ui.add_space(space::TIGHT);
    ui.horizontal_wrapped(|ui| {
        let stance = shared.stance.one().copied();
        if let Some(stance) = stance_buttons(ui, stance) {
            queue.perform(steps::set_stance_of(open.dossier, cells, stance));
        }
        if let Some(stance) = stance {
            let strong = palette(ui).stance(stance).strong;
            ui.label(text(words::stance(stance), Face::Strong, size::BODY, strong));
        } else if shared.stance.is_mixed() {
            controls::remark(ui, "Several stances");
        }
    });
    let owner = owner_of(cells);
    if let Some(wording) = shared_field(ui, ("Wording", 3), &shared.wording, owner) {
        queue.perform(steps::set_wording_of(open.dossier, cells, wording.trim_end()));
    }
    if shared.stated == 0 {
        return;
    }
    marks(ui, open, &shared, queue);
    date(ui, open, &shared, owner, queue);
    section(ui, "Add to all");
    add_condition(ui, open, cells, owner, queue);
    add_evidence(ui, open, cells, owner, queue);
    ui.add_space(space::SMALL);
    if let Some(note) = shared_field(ui, ("Note", 2), &shared.note, owner) {
        queue.perform(steps::set_note_of(open.dossier, cells, note.trim_end()));
    }
}

pub(super) fn title(ui: &mut Ui, words: &str) {
    controls::caption(ui, "Selected");
    let color = palette(ui).text;
    ui.add(Label::new(text(words, Face::Strong, size::HEAD, color)).wrap());
    ui.add_space(space::TIGHT);
}

/// What tells one selection from another, so that what is typed for one never goes to another.
pub(super) fn owner_of(ids: &[impl std::hash::Hash]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (ids.len(), ids.first()).hash(&mut hasher);
    for id in ids.iter().take(512).chain(ids.last()) {
        id.hash(&mut hasher);
    }
    hasher.finish()
}

/// A field for what is the same in all; where it differs it is empty and says so.
pub(super) fn shared_field(
    ui: &mut Ui,
    (name, rows): (&'static str, usize),
    shared: &Shared<Text>,
    owner: u64,
) -> Option<String> {
    let current = shared.one().map_or("", Text::as_str);
    let hint = if shared.is_mixed() { MIXED } else { "" };
    labelled(ui, name, Field::lines(name, current, rows).hint(hint), (owner, "several"))
}

/// Check marks; mixed ones are drawn as such, and a click sets them everywhere.
fn marks(ui: &mut Ui, open: &OpenDossier<'_>, shared: &SharedCells, queue: &mut Queue) {
    let cells = shared.cells.as_slice();
    ui.add_space(2.0);
    let mark = |ui: &mut Ui, name: &str, shared: &Shared<bool>| {
        let mut is_marked = shared.one().copied().unwrap_or(false);
        let check = egui::Checkbox::new(&mut is_marked, name).indeterminate(shared.is_mixed());
        let response = ui.add(check);
        let response = if shared.is_mixed() { response.on_hover_text(MIXED) } else { response };
        response.changed().then_some(is_marked)
    };
    ui.horizontal(|ui| {
        if let Some(is_marked) = mark(ui, "In principle", &shared.in_principle) {
            queue.perform(steps::set_in_principle_of(open.dossier, cells, is_marked));
        }
        if let Some(is_marked) = mark(ui, "Red line", &shared.red_line) {
            queue.perform(steps::set_red_line_of(open.dossier, cells, is_marked));
        }
    });
}

fn date(ui: &mut Ui, open: &OpenDossier<'_>, shared: &SharedCells, owner: u64, queue: &mut Queue) {
    ui.add_space(2.0);
    controls::caption(ui, "Date");
    let hint = if shared.date.is_mixed() { MIXED } else { "From their sources" };
    let current = shared.date.one().copied().flatten();
    let field = DateField { name: "Date", current, hint, near: latest_date(open) };
    if let Some(Chosen(date)) = field.show(ui, (owner, "several")) {
        queue.perform(steps::set_date_of(open.dossier, &shared.cells, date));
    }
}

fn add_condition(ui: &mut Ui, open: &OpenDossier<'_>, cells: &[Cell], owner: u64, queue: &mut Queue) {
    let field =
        Completion { name: "Condition", current: "", hint: "Words, or an item to be agreed", takes_words: true };
    ui.add_space(2.0);
    controls::caption(ui, "Condition");
    let taken = field.show(ui, (owner, "several"), |query| {
        let items = open.dossier.items().keys().iter();
        matching(query, items.map(|&id| (id, words::item_title(open.dossier, id))))
    });
    let condition = match taken {
        Some(Taken::Words(words)) => Condition { text: Text::from(words.as_str()), ..Condition::default() },
        Some(Taken::Entry(item)) => Condition { item: Some(item), ..Condition::default() },
        Some(Taken::Nothing) | None => return,
    };
    queue.perform(steps::add_condition_to(open.dossier, cells, &condition));
}

fn add_evidence(ui: &mut Ui, open: &OpenDossier<'_>, cells: &[Cell], owner: u64, queue: &mut Queue) {
    if open.dossier.sources().is_empty() {
        return;
    }
    ui.add_space(2.0);
    controls::caption(ui, "Quotation from");
    let field = Completion { name: "Quotation from", current: "", hint: "Type to find a source", takes_words: false };
    let taken = field.show(ui, (owner, "several"), |query| {
        matching(query, open.dossier.sources().iter().map(|(id, source)| (id, source_line(source).into())))
    });
    let Some(Taken::Entry(source)) = taken else { return };
    let (quote, speaker, extra) = (Text::default(), Text::default(), Extra::default());
    let evidence = Evidence { source, quote, start: None, end: None, speaker, extra };
    queue.perform(steps::add_evidence_to(open.dossier, cells, &evidence));
}
