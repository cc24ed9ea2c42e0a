//! The conditions of a position: words, a link to an item and a party, their order, and whether they are met.

use egui::{Label, Ui};

use super::super::controls::{self, Chosen, Completion, Field, Taken, matching};
use super::super::theme::{palette, space};
use super::super::{OpenDossier, icons, words};
use super::{Change, other_fields};
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
        if let Some(Chosen(item)) = item_choice(ui, open, owner, condition.item) {
            let party = condition.party.filter(|_| item.is_some());
            changed = Some(Change::To(Condition { item, party, ..condition.clone() }, "Link condition"));
        }
        if condition.item.is_some() {
            if let Some(Chosen(party)) = party_choice(ui, open, owner, condition.party) {
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
        other_fields(ui, &condition.extra);
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

fn item_choice(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    owner: (PositionId, usize),
    current: Option<ItemId>,
) -> Option<Chosen<ItemId>> {
    let shown = current.map_or_else(Default::default, |item| words::item_title(open.dossier, item));
    let field =
        Completion { name: "Linked item", current: &shown, hint: "No item; type to find one", takes_words: false };
    let taken = field.show(ui, owner, |query| {
        let items = open.dossier.items().keys().iter();
        matching(query, items.map(|&id| (id, words::item_title(open.dossier, id))))
    });
    linked(taken.as_ref(), current)
}

fn party_choice(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    owner: (PositionId, usize),
    current: Option<PartyId>,
) -> Option<Chosen<PartyId>> {
    let shown = current.map_or_else(Default::default, |party| words::party_name(open.dossier, party));
    let hint = "Agreed by all who are needed";
    let field = Completion { name: "Linked party", current: &shown, hint, takes_words: false };
    let taken = field.show(ui, owner, |query| {
        let parties = open.dossier.parties().keys().iter();
        matching(query, parties.map(|&id| (id, words::party_name(open.dossier, id))))
    });
    linked(taken.as_ref(), current)
}

/// The link that was chosen, if it is another one.
fn linked<Id: Copy + PartialEq>(taken: Option<&Taken<Id>>, current: Option<Id>) -> Option<Chosen<Id>> {
    let link = match taken? {
        Taken::Entry(id) => Some(*id),
        Taken::Nothing => None,
        Taken::Words(_) => return None,
    };
    (link != current).then_some(Chosen(link))
}
