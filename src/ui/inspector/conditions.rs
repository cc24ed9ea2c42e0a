//! The conditions of a position: words, a link to an item and a party, their order, and whether they are met.

use egui::{ComboBox, Label, PopupCloseBehavior, TextEdit, Ui};

use super::super::controls::{self, Field, text};
use super::super::theme::{Face, palette, size, space};
use super::super::{OpenDossier, icons, words};
use super::Change;
use crate::model::names::folded;
use crate::model::{Condition, ItemId, PartyId, Position, PositionId, Text};

/// Shows the conditions and the button that adds one.
pub(super) fn ui(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    id: PositionId,
    position: &Position,
    change: &mut impl FnMut(Position, &str),
) {
    if position.conditions.is_empty() {
        controls::remark(ui, "None: the party asks for nothing in return.");
    }
    for (index, condition) in position.conditions.iter().enumerate() {
        let changed = ui.push_id(("condition", index), |ui| one(ui, open, (id, index), condition)).inner;
        if let Some(changed) = changed {
            let mut position = position.clone();
            let name = changed.apply(&mut position.conditions, index);
            change(position, name);
        }
    }
    if ui.button("Add condition").on_hover_text("What the acceptance or offer hangs on").clicked() {
        let mut position = position.clone();
        position.conditions.push(Condition::default());
        change(position, "Add condition");
    }
}

fn one(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    owner: (PositionId, usize),
    condition: &Condition,
) -> Option<Change<Condition>> {
    let colors = palette(ui);
    let mut changed = None;
    let frame =
        egui::Frame::new().stroke(egui::Stroke::new(1.0, colors.line)).corner_radius(space::RADIUS).inner_margin(8);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let is_met = open.comparison.is_condition_met(open.dossier, condition);
            let (icon, word, color) = if is_met {
                (icons::CHECK_CIRCLE, "Met", colors.status(crate::compare::Status::Agreed).strong)
            } else {
                (icons::HOURGLASS, "Not met", colors.warning.strong)
            };
            ui.add(Label::new(controls::signed(icon, word, color)).selectable(false)).on_hover_text(why(condition));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if controls::icon_button(ui, icons::X, "Remove condition").clicked() {
                    changed = Some(Change::Gone("Remove condition"));
                }
            });
        });
        if let Some(words) = Field::lines("Condition", &condition.text, 2).hint("What must happen").show(ui, owner) {
            changed = Some(Change::To(
                Condition { text: Text::from(words.trim_end()), ..condition.clone() },
                "Edit condition",
            ));
        }
        if let Some(Chosen(item)) = item_choice(ui, open, condition.item) {
            let party = condition.party.filter(|_| item.is_some());
            changed = Some(Change::To(Condition { item, party, ..condition.clone() }, "Link condition"));
        }
        if condition.item.is_some() {
            if let Some(Chosen(party)) = party_choice(ui, open, condition.party) {
                changed = Some(Change::To(Condition { party, ..condition.clone() }, "Link condition"));
            }
        } else {
            let mut met = condition.met;
            if ui.checkbox(&mut met, "Met").on_hover_text("You know that this has happened").changed() {
                changed = Some(Change::To(Condition { met, ..condition.clone() }, "Mark condition met"));
            }
        }
        let mut first = condition.first;
        let tip = "It must come before, not at the same time";
        if ui.checkbox(&mut first, "Must come first").on_hover_text(tip).changed() {
            changed = Some(Change::To(Condition { first, ..condition.clone() }, "Set order of condition"));
        }
    });
    changed
}

fn why(condition: &Condition) -> &'static str {
    match (condition.item, condition.party) {
        (None, _) => "It names no item: it is met when you mark it met",
        (Some(_), None) => "It is met once the item is agreed",
        (Some(_), Some(_)) => "It is met once that party is for the item, with all its own conditions met",
    }
}

fn item_choice(ui: &mut Ui, open: &OpenDossier<'_>, current: Option<ItemId>) -> Option<Chosen<ItemId>> {
    let shown = current.map_or_else(|| "No item".into(), |item| words::item_title(open.dossier, item));
    let choices = open.dossier.items().iter().map(|(id, _)| (id, words::item_title(open.dossier, id)));
    choice(ui, "Linked item", &shown, "No item", current, choices)
}

fn party_choice(ui: &mut Ui, open: &OpenDossier<'_>, current: Option<PartyId>) -> Option<Chosen<PartyId>> {
    let shown =
        current.map_or_else(|| "Agreed by all who are needed".into(), |party| words::party_name(open.dossier, party));
    let choices = open.dossier.parties().iter().map(|(id, _)| (id, words::party_name(open.dossier, id)));
    choice(ui, "Linked party", &shown, "Agreed by all who are needed", current, choices)
}

/// So many choices are shown at once; typing finds the others.
const SHOWN_CHOICES: usize = 60;

/// What was chosen from a list: one of its entries, or none.
pub(super) struct Chosen<T>(pub(super) Option<T>);

/// A list to choose from, with a first line for none. Gives back what was chosen, if it is something else.
pub(super) fn choice<'a, Id: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    shown: &str,
    none: &str,
    current: Option<Id>,
    choices: impl Iterator<Item = (Id, std::borrow::Cow<'a, str>)>,
) -> Option<Chosen<Id>> {
    let color = palette(ui).text;
    let filter_id = ui.scope_id().with(("filter", name));
    let mut chosen = None;
    let combo = ComboBox::from_id_salt(name)
        .width(ui.available_width())
        .selected_text(super::super::bidi::line(ui, text(shown, Face::Regular, size::BODY, color)))
        .truncate()
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let response = combo.show_ui(ui, |ui| {
        ui.set_max_width(420.0);
        let kept = ui.data(|data| data.get_temp::<String>(filter_id));
        let has_just_opened = kept.is_none();
        let mut filter = kept.unwrap_or_default();
        let field = TextEdit::singleline(&mut filter).hint_text("Type to find").desired_width(260.0);
        let field = ui.add(field).accessible_name(format!("Find {}", name.to_lowercase()));
        if has_just_opened {
            field.request_focus();
        }
        let wanted = folded(&filter);
        ui.data_mut(|data| data.insert_temp(filter_id, filter));
        if !none.is_empty() && ui.selectable_label(current.is_none(), none).clicked() {
            chosen = Some(Chosen(None));
        }
        let mut hits = choices.filter(|(_, label)| wanted.is_empty() || folded(label).contains(&wanted));
        for (id, label) in hits.by_ref().take(SHOWN_CHOICES) {
            if super::super::bidi::choice(ui, current == Some(id), &label).clicked() {
                chosen = Some(Chosen(Some(id)));
            }
        }
        if hits.next().is_some() {
            controls::remark(ui, "There are more; type to find them.");
        }
        if chosen.is_some() {
            ui.close();
        }
    });
    if response.inner.is_none() {
        ui.data_mut(|data| data.remove_temp::<String>(filter_id));
    }
    response.response.on_hover_text(name).accessible_name(name);
    chosen.filter(|Chosen(chosen)| *chosen != current)
}
