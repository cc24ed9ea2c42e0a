//! The bar above the panels: their order, what is left out, and which parties stand side by side.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{PopupCloseBehavior, ScrollArea, Ui};

use super::super::controls::{self, segments};
use super::super::theme::space;
use super::super::view::ViewState;
use super::super::{OpenDossier, bidi, words};
use super::Order;
use crate::model::PartyId;

/// Shows the bar.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, view: &mut ViewState) {
    ui.horizontal_wrapped(|ui| {
        let orders = [
            (Order::SameLine, "Same line".into(), "The same item on the same line"),
            (Order::OwnLists, "Own lists".into(), "Each party's own lists"),
        ];
        if let Some(order) = segments(ui, Some(view.side.order), &orders) {
            view.side.order = order;
        }
        ui.toggle_value(&mut view.side.hides_same, "Hide what is the same")
            .on_hover_text("Leaves out the lines on which these parties stand alike");
        let hidden = view.side.entries.hidden();
        if hidden > 0 {
            controls::remark(ui, format!("{} hidden", words::count(hidden, "item")));
        }
        ui.add_space(space::SMALL);
        let (shown, all) = (view.side.chosen(open).len(), open.dossier.parties().len());
        if all <= IN_LINE && ui.max_rect().width() > 560.0 {
            party_choice(ui, open, view);
        } else {
            let menu = MenuButton::new(format!("Parties: {shown} of {all}"))
                .config(MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside));
            menu.ui(ui, |ui| ScrollArea::vertical().max_height(360.0).show(ui, |ui| party_list(ui, open, view)));
        }
    });
}

/// So many parties can be ticked in the bar itself; more are in a menu.
const IN_LINE: usize = 6;

fn party_list(ui: &mut Ui, open: &OpenDossier<'_>, view: &mut ViewState) {
    ui.horizontal(|ui| {
        if ui.button("All").clicked() {
            view.side.hidden.clear();
        }
        if ui.button("First two only").clicked() {
            view.side.hidden = open.dossier.parties().keys().iter().copied().skip(2).collect();
        }
    });
    party_choice(ui, open, view);
}

fn party_choice(ui: &mut Ui, open: &OpenDossier<'_>, view: &mut ViewState) {
    let chosen = view.side.chosen(open);
    let parties = open.dossier.parties().keys();
    for &id in parties {
        let mut is_shown = chosen.contains(&id);
        let can_change = !is_shown || chosen.len() > 2;
        let name = words::party_name(open.dossier, id);
        let response = ui.add_enabled_ui(can_change, |ui| bidi::checkbox(ui, &mut is_shown, &name)).inner;
        if response.on_disabled_hover_text("At least two parties stand side by side").changed() {
            let is_hidden = |other: &PartyId| if *other == id { !is_shown } else { !chosen.contains(other) };
            view.side.hidden = parties.iter().copied().filter(is_hidden).collect();
        }
    }
}
