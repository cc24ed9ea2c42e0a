//! A cell: its positions, and everything about the one that is shown.

use egui::Ui;

use super::super::command::{Action, Command, Queue};
use super::super::controls::{self, Chosen, DateField, Field, segments, text};
use super::super::scene::{OpenDossier, inspected_position};
use super::super::theme::{Face, icon_font, palette, size, space};
use super::super::view::ViewState;
use super::super::{icons, words};
use super::{conditions, evidence, labelled, other_fields, reports, section};
use crate::compare::Standing;
use crate::model::{Cell, Date, Place, Position, PositionId, Stance, Text, steps};

/// Shows a cell.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, cell: Cell, view: &mut ViewState, queue: &mut Queue) {
    head(ui, open, cell, queue);
    let mut positions = open.dossier.cell(cell);
    let (has_any, has_several) = (positions.next().is_some(), positions.next().is_some());
    let standing = open.comparison.cell(cell).standing;
    if standing == Standing::NotStated {
        not_stated(ui, has_any, queue);
    }
    if !has_any {
        return;
    }
    let shown = inspected_position(open.dossier, view);
    if standing == Standing::Disputed {
        reports::contradiction(ui, open, cell, view, queue);
    }
    if has_several || standing == Standing::NotStated {
        reports::list(ui, open, cell, shown, view, queue);
    }
    if let Some((id, position)) = shown.and_then(|id| Some((id, open.dossier.position(id)?))) {
        if let Some(discount) = &position.discount {
            reports::mark_ui(ui, open, id, discount, queue);
        }
        position_ui(ui, open, id, position, view, queue);
        ui.add_space(space::LARGE);
        ui.horizontal_wrapped(|ui| {
            let marks = if position.counts() { &[Action::Supersede, Action::Doubt][..] } else { &[] };
            for &action in [Action::AddPosition, Action::Duplicate].iter().chain(marks) {
                let name = action.row().name;
                if ui.button(name).on_hover_text(controls::action_tip(ui, action, name)).clicked() {
                    queue.act(action);
                }
            }
            let danger = palette(ui).danger.strong;
            let name = Action::RemovePosition.row().name;
            let remove = text(format!("{}  Remove", icons::TRASH), Face::Medium, size::BODY, danger);
            let tip = controls::action_tip(ui, Action::RemovePosition, name);
            if ui.button(remove).accessible_name(name).on_hover_text(tip).clicked() {
                queue.act(Action::RemovePosition);
            }
        });
    }
}

fn head(ui: &mut Ui, open: &OpenDossier<'_>, cell: Cell, queue: &mut Queue) {
    let colors = palette(ui);
    let party = words::party_name(open.dossier, cell.party);
    let item = words::item_title(open.dossier, cell.item);
    let link = |ui: &mut Ui, words: &str, size: f32, place: Place, queue: &mut Queue| {
        let label = text(words, Face::Strong, size, colors.text);
        let response = super::super::bidi::label_sensing(ui, label, egui::Sense::click())
            .on_hover_cursor(egui::CursorIcon::PointingHand)
            .on_hover_text("Show everything about it");
        if response.clicked() {
            queue.select(place);
        }
    };
    controls::caption(ui, "Position of");
    link(ui, &party, size::HEAD, Place::Party(cell.party), queue);
    controls::caption(ui, "on");
    link(ui, &item, size::HEAD, Place::Item(cell.item), queue);
    ui.add_space(space::SMALL);
}

fn not_stated(ui: &mut Ui, has_reports: bool, queue: &mut Queue) {
    controls::remark(
        ui,
        if has_reports {
            "Not stated: no report of it counts. Choose a stance once the party has spoken:"
        } else {
            "Not stated. Silence counts as neither yes nor no. Choose a stance once the party has spoken:"
        },
    );
    ui.add_space(space::TIGHT);
    if let Some(stance) = stance_buttons(ui, None) {
        queue.act(Action::Stance(stance));
    }
    ui.add_space(space::SMALL);
    controls::remark(ui, "In the matrix one letter does it: D, O, A, R or V. Enter writes the wording.");
}

pub(super) fn stance_buttons(ui: &mut Ui, chosen: Option<Stance>) -> Option<Stance> {
    let colors = palette(ui);
    let choices = Stance::ALL.map(|stance| {
        let color = colors.stance(stance).strong;
        let sign = egui::RichText::new(words::stance_icon(stance)).font(icon_font(size::ICON + 2.0)).color(color);
        (stance, sign.into(), words::stance(stance))
    });
    segments(ui, chosen, &choices)
}

fn position_ui(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    id: PositionId,
    position: &Position,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let colors = palette(ui);
    let mut change =
        |position: Position, name: &str| queue.perform(steps::change_position(open.dossier, id, position, name));
    ui.horizontal_wrapped(|ui| {
        if let Some(stance) = stance_buttons(ui, Some(position.stance)) {
            change(Position { stance, ..position.clone() }, &format!("Set stance to {}", stance.word()));
        }
        let strong = colors.stance(position.stance).strong;
        ui.label(text(words::stance(position.stance), Face::Strong, size::BODY, strong));
    });
    let wording =
        Field::lines("Wording", &position.wording, 3).hint("What the party says, in a short neutral sentence");
    let wording = Field { wants_focus: view.wants_name_focus, ..wording };
    if let Some(wording) = labelled(ui, "Wording", wording, id) {
        change(Position { wording: Text::from(wording.trim_end()), ..position.clone() }, "Edit wording");
    }
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        let mut in_principle = position.in_principle;
        let tip = "Accepted, but the text is not settled";
        if ui.checkbox(&mut in_principle, "In principle").on_hover_text(tip).changed() {
            change(Position { in_principle, ..position.clone() }, "Mark in principle");
        }
        let mut red_line = position.red_line;
        if ui.checkbox(&mut red_line, "Red line").on_hover_text("The party says that it cannot move here").changed() {
            change(Position { red_line, ..position.clone() }, "Mark red line");
        }
    });
    date_field(ui, open, id, position, &mut change);
    section(ui, "Conditions");
    conditions::ui(ui, open, id, position, &mut change);
    section(ui, "Evidence");
    let asked_for = evidence::ui(ui, open, id, position, &mut change);
    let note = Field::lines("Note", &position.note, 2).hint("For yourself and your colleagues");
    section(ui, "Note");
    if let Some(note) = note.show(ui, id) {
        change(Position { note: Text::from(note.trim_end()), ..position.clone() }, "Edit note");
    }
    other_fields(ui, &position.extra);
    if let Some(evidence) = asked_for {
        queue.push(Command::ShowPassage { position: id, evidence });
    }
}

fn date_field(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    id: PositionId,
    position: &Position,
    change: &mut impl FnMut(Position, &str),
) {
    let borrowed = position.date.is_none().then(|| open.dossier.date_of(position)).flatten();
    let hint = borrowed.map_or_else(|| DATE_HINT.to_owned(), |date| format!("{date}, from its source"));
    ui.add_space(2.0);
    controls::caption(ui, "Date");
    let near = borrowed.or_else(|| latest_date(open));
    let field = DateField { name: "Date", current: position.date, hint: &hint, near };
    if let Some(Chosen(date)) = field.show(ui, id) {
        change(Position { date, ..position.clone() }, "Set date");
    }
}

/// How dates are written.
pub(super) const DATE_HINT: &str = "2025-03-18, 2025-03 or 2025";

/// Where a calendar opens that has no date yet: when the last article came out.
pub(super) fn latest_date(open: &OpenDossier<'_>) -> Option<Date> {
    open.dossier.sources().iter().filter_map(|(_, source)| source.published).max()
}
