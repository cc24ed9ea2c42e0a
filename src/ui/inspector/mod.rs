//! The inspector at the right: everything about what is selected, editable.
//!
//! Fields commit on Enter or when they are left; each commit is one named step.

mod cell;
mod conditions;
mod dossier;
mod evidence;
mod item;
mod many;
mod many_heads;
mod party;
mod reports;
mod shared;
mod source;
mod standing;

pub(super) use party::party_color;

use egui::{Align, Label, Layout, ScrollArea, Ui};

use super::OpenDossier;
use super::command::{Action, Queue, Situation};
use super::controls::{self, text};
use super::theme::{Face, palette, size, space};
use super::view::ViewState;
use super::{icons, words};
use crate::model::{Extra, Place};

/// Shows everything about the selection; nothing selected: about the dossier.
pub(super) fn ui(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let selection = view.selection.active().filter(|place| is_there(open, *place));
    let is_single = view.selection.is_single();
    ScrollArea::vertical().id_salt("inspector").auto_shrink(false).show(ui, |ui| {
        ui.add_space(space::TIGHT);
        ui.push_id(("inspector", selection, is_single), |ui| match selection {
            Some(Place::Cell(_)) if !is_single => many::cells_ui(ui, open, view, queue),
            Some(Place::Party(_)) if !is_single => many_heads::parties_ui(ui, open, view, queue),
            Some(Place::Item(_)) if !is_single => many_heads::items_ui(ui, open, view, queue),
            Some(Place::Cell(place)) => cell::ui(ui, open, place, view, queue),
            Some(Place::Item(id)) => item::ui(ui, open, situation, id, view, queue),
            Some(Place::Party(id)) => party::ui(ui, open, situation, id, view, queue),
            Some(Place::Source(id)) => source::ui(ui, open, situation, id, view, queue),
            Some(Place::Dossier) | None => dossier::ui(ui, open, queue),
        });
        ui.add_space(space::LARGE);
    });
    view.wants_name_focus = false;
}

fn is_there(open: &OpenDossier<'_>, place: Place) -> bool {
    match place {
        Place::Dossier => true,
        Place::Source(id) => open.dossier.sources().contains(id),
        Place::Party(id) => open.dossier.parties().contains(id),
        Place::Item(id) => open.dossier.items().contains(id),
        Place::Cell(cell) => open.dossier.items().contains(cell.item) && open.dossier.parties().contains(cell.party),
    }
}

/// What kind of thing is shown, its name, and what can be done with it as a whole.
fn head(ui: &mut Ui, kind: &str, name: &str, actions: &[(Action, &str)], situation: &Situation<'_>, queue: &mut Queue) {
    ui.horizontal(|ui| {
        controls::caption(ui, kind);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for (action, icon) in actions.iter().rev() {
                controls::action_button(ui, *action, icon, situation, queue);
            }
        });
    });
    let color = palette(ui).text;
    super::bidi::label(ui, text(name, Face::Strong, size::HEAD, color));
    ui.add_space(space::TIGHT);
}

/// A heading between groups of fields.
fn section(ui: &mut Ui, title: &str) {
    ui.add_space(space::MEDIUM);
    controls::hairline(ui);
    ui.add_space(space::TIGHT);
    let color = palette(ui).text;
    ui.add(Label::new(text(title, Face::Strong, size::BODY, color)).selectable(false));
}

/// A caption with its field below.
fn labelled(
    ui: &mut Ui,
    caption: &str,
    field: controls::Field<'_>,
    owner: impl std::hash::Hash + std::fmt::Debug,
) -> Option<String> {
    ui.add_space(2.0);
    controls::caption(ui, caption);
    field.show(ui, owner)
}

/// Fields of the file that the program does not know, to read.
fn other_fields(ui: &mut Ui, extra: &Extra) {
    if extra.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    let title = text("Other fields in the file", Face::Medium, size::SMALL, palette(ui).weak);
    egui::CollapsingHeader::new(title).id_salt("other fields").show(ui, |ui| {
        for (name, json) in extra.iter() {
            let value: String = json.chars().take(600).collect();
            controls::remark(ui, format!("{}: {}", words::visible_line(name), words::visible_line(&value)));
        }
    });
}

/// What a person did with one entry of a list.
enum Change<T> {
    /// It became this; the name of the step.
    To(T, &'static str),
    /// It went; the name of the step.
    Gone(&'static str),
    /// It changes places with the one before it; the name of the step.
    Earlier(&'static str),
}

impl<T> Change<T> {
    /// Carries it out on the list and gives back the name of the step.
    fn apply(self, list: &mut Vec<T>, index: usize) -> &'static str {
        match self {
            Self::To(entry, name) => {
                list[index] = entry;
                name
            }
            Self::Gone(name) => {
                list.remove(index);
                name
            }
            Self::Earlier(name) => {
                list.swap(index, index.saturating_sub(1));
                name
            }
        }
    }
}

/// The button that deletes, with its place at the end.
fn delete_button(ui: &mut Ui, words: &str, queue: &mut Queue) {
    ui.add_space(space::LARGE);
    let color = palette(ui).danger.strong;
    let button = egui::Button::new(text(format!("{}  {words}", icons::TRASH), Face::Medium, size::BODY, color));
    if ui.add(button).clicked() {
        queue.act(Action::Delete);
    }
}
