//! A cell: its positions, and everything about the one that is shown.

use egui::{Label, Ui};

use super::super::command::{Action, Command, Queue};
use super::super::controls::{self, Chosen, DateField, Field, segments, text};
use super::super::theme::{Face, icon_font, palette, size, space};
use super::super::view::ViewState;
use super::super::{OpenDossier, shown_position};
use super::super::{icons, words};
use super::{conditions, evidence, labelled, other_fields, section};
use crate::compare::Standing;
use crate::model::{Cell, Date, Place, Position, PositionId, Stance, Text, steps};

/// Shows a cell.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, cell: Cell, view: &mut ViewState, queue: &mut Queue) {
    head(ui, open, cell, queue);
    let positions: Vec<_> = open.dossier.cell(cell).map(|(id, _)| id).collect();
    if positions.is_empty() {
        not_stated(ui, queue);
        return;
    }
    let shown = shown_position(open.dossier, view);
    if open.comparison.cell(cell).standing == Standing::Disputed {
        disputed_note(ui);
    }
    if positions.len() > 1 {
        history(ui, open, cell, shown, view, queue);
    }
    if let Some((id, position)) = shown.and_then(|id| Some((id, open.dossier.position(id)?))) {
        position_ui(ui, open, id, position, view, queue);
        ui.add_space(space::LARGE);
        ui.horizontal_wrapped(|ui| {
            for action in [Action::AddPosition, Action::Duplicate] {
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

fn not_stated(ui: &mut Ui, queue: &mut Queue) {
    controls::remark(
        ui,
        "Not stated. Silence counts as neither yes nor no. Choose a stance once the party has spoken:",
    );
    ui.add_space(space::TIGHT);
    if let Some(stance) = stance_buttons(ui, None) {
        queue.act(Action::Stance(stance));
    }
    ui.add_space(space::SMALL);
    controls::remark(ui, "In the matrix one letter does it: D, O, A, R or V. Enter writes the wording.");
}

fn disputed_note(ui: &mut Ui) {
    let tint = palette(ui).standing(Standing::Disputed);
    egui::Frame::new().fill(tint.fill).corner_radius(space::RADIUS).inner_margin(8).show(ui, |ui| {
        ui.add(Label::new(controls::signed(icons::SCALES, "Disputed", tint.strong)).selectable(false));
        let words = "Reports of the same day contradict each other. The cell counts as neither for nor against until one of them is dated, changed or removed.";
        ui.add(Label::new(text(words, Face::Regular, size::SMALL, palette(ui).text)).wrap());
    });
    ui.add_space(space::SMALL);
}

/// The positions of a cell, the latest first; a click shows one.
fn history(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    cell: Cell,
    shown: Option<PositionId>,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    controls::caption(ui, "Positions, latest first");
    let current = open.comparison.current(open.dossier, cell);
    for (id, position) in steps::stack(open.dossier, cell) {
        let date = open.dossier.date_of(position).map_or_else(|| "undated".to_owned(), |date| date.to_string());
        let note = if current.contains(&id) { "current" } else { "earlier" };
        let sign = (words::stance_icon(position.stance), palette(ui).stance(position.stance).strong);
        let title = format!("{} · {date} · {note}", words::stance(position.stance));
        if controls::list_line(ui, sign, &title, &words::visible_line(&position.wording), shown == Some(id)).clicked() {
            view.position = Some(id);
        }
    }
    order_buttons(ui, open, shown, queue);
    ui.add_space(space::SMALL);
}

/// Positions of one date (or of none) change places; between dates the dates decide.
fn order_buttons(ui: &mut Ui, open: &OpenDossier<'_>, shown: Option<PositionId>, queue: &mut Queue) {
    let can_move = |is_up| shown.is_some_and(|id| steps::move_in_stack(open.dossier, id, is_up).is_some());
    let ways = [(Action::PositionUp, can_move(true)), (Action::PositionDown, can_move(false))];
    if !ways.iter().any(|(_, can_move)| *can_move) {
        return;
    }
    ui.horizontal(|ui| {
        controls::remark(ui, "Order within the same date");
        for (action, can_move) in ways {
            let icon = if action == Action::PositionUp { icons::CARET_UP } else { icons::CARET_DOWN };
            ui.add_enabled_ui(can_move, |ui| {
                if controls::icon_button(ui, icon, action.row().name).clicked() {
                    queue.act(action);
                }
            });
        }
    });
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
    let selected = evidence::ui(ui, open, id, position, &mut change);
    let note = Field::lines("Note", &position.note, 2).hint("For yourself and your colleagues");
    section(ui, "Note");
    if let Some(note) = note.show(ui, id) {
        change(Position { note: Text::from(note.trim_end()), ..position.clone() }, "Edit note");
    }
    other_fields(ui, &position.extra);
    if let Some(source) = selected {
        queue.push(Command::Select(Some(Place::Source(source))));
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
