//! The bar that narrows down which items and parties the matrix shows.

use std::collections::BTreeSet;

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Id, Key, PopupCloseBehavior, ScrollArea, Ui, vec2};

use super::arrange::{ColumnSets, Options};
use super::command::{Action, Queue};
use super::fields::TextField;
use super::theme::{Face, palette, size, space};
use super::view::ViewState;
use super::{OpenDossier, controls, icons, words};
use crate::compare::{Standing, Status};
use crate::model::{PartyId, Stance};

/// A bar above the view.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BarState {
    /// It is shown.
    pub is_open: bool,
    /// Its field takes the keyboard at the next frame.
    pub wants_focus: bool,
}

/// Shows the bar.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, view: &mut ViewState, queue: &mut Queue) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        text_field(ui, view, queue);
        let before = view.options.clone();
        choices(ui, open, view);
        if view.options != before {
            view.matrix.reveal = view.selection.active();
        }
        let arrangement = view.matrix.arrangement();
        let said = if arrangement.is_filtering() {
            "Filtering…".to_owned()
        } else {
            let all = words::count(open.dossier.items().len(), "item");
            format!("{} of {all} shown", words::grouped(arrangement.matching()))
        };
        let color = palette(ui).weak;
        ui.add(egui::Label::new(controls::text(said, Face::Medium, size::SMALL, color)).selectable(false));
        if is_narrowing(&view.options) {
            if ui.button("Clear filter").clicked() {
                queue.act(Action::ClearFilter);
            }
            let tip = "Rows stay while their cells are filled; this looks at all of them again";
            if ui.button("Apply again").on_hover_text(tip).clicked() {
                view.options.applied += 1;
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if controls::icon_button(ui, icons::X, "Close the filter bar").clicked() {
                queue.act(Action::Filter);
            }
        });
    });
}

/// True when not everything is shown.
pub(super) fn is_narrowing(options: &Options) -> bool {
    options.filter.kinds() > 0 || !options.hidden_parties.is_empty()
}

fn text_field(ui: &mut Ui, view: &mut ViewState, queue: &mut Queue) {
    let response = TextField::line(&mut view.options.filter.text)
        .id(Id::unique("filter field"))
        .hint("Filter by words")
        .width(190.0)
        .margin(7.0, 5.0)
        .show(ui, "Filter by words");
    if view.filter_bar.wants_focus {
        view.filter_bar.wants_focus = false;
        response.request_focus();
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        if view.options.filter.text.is_empty() {
            queue.act(Action::Filter);
        } else {
            view.options.filter.text.clear();
        }
    }
}

/// A button with a popup of check boxes; how many are ticked stands behind its name.
fn popup(ui: &mut Ui, name: &str, ticked: usize, contents: impl FnOnce(&mut Ui)) {
    let label = if ticked == 0 { name.to_owned() } else { format!("{name} · {ticked}") };
    let button = egui::Button::new(label).selected(ticked > 0);
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    MenuButton::from_button(button).config(config).ui(ui, |ui| {
        ui.set_min_width(200.0);
        // Lines and remarks take the width that they are given, and menus give all there is.
        ui.set_max_width(260.0);
        ScrollArea::vertical().max_height(360.0).show(ui, contents);
    });
}

fn tick<T: Ord>(ui: &mut Ui, chosen: &mut BTreeSet<T>, value: T, name: &str) {
    let mut is_chosen = chosen.contains(&value);
    if super::bidi::checkbox(ui, &mut is_chosen, name).changed() {
        if is_chosen {
            chosen.insert(value);
        } else {
            chosen.remove(&value);
        }
    }
}

fn choices(ui: &mut Ui, open: &OpenDossier<'_>, view: &mut ViewState) {
    let sets = &mut view.column_sets;
    let Options { filter, hidden_parties, .. } = &mut view.options;
    popup(ui, "Topics", filter.topics.len(), |ui| {
        let mut topics: Vec<_> = open.dossier.items().iter().map(|(_, item)| &item.topic).collect();
        topics.sort_unstable();
        topics.dedup();
        for topic in topics {
            let name = if topic.is_empty() { "No topic".into() } else { words::visible_line(topic) };
            tick(ui, &mut filter.topics, topic.to_string(), &name);
        }
    });
    popup(ui, "Parties", hidden_parties.len(), |ui| {
        controls::remark(ui, "Ticked parties are shown");
        for (id, _) in open.dossier.parties().iter() {
            let mut is_shown = !hidden_parties.contains(&id);
            if super::bidi::checkbox(ui, &mut is_shown, &words::party_name(open.dossier, id)).changed() {
                if is_shown {
                    hidden_parties.remove(&id);
                } else {
                    hidden_parties.insert(id);
                }
            }
        }
        controls::hairline(ui);
        if ui.button("Show all").clicked() {
            hidden_parties.clear();
        }
        column_sets(ui, open, sets, hidden_parties);
    });
    popup(ui, "Status", filter.statuses.len(), |ui| {
        for status in Status::ALL {
            tick(ui, &mut filter.statuses, status, words::status(status));
        }
    });
    popup(ui, "Stance", filter.standings.len(), |ui| {
        controls::remark(ui, "Items on which a party shown stands so");
        for stance in Stance::ALL {
            tick(ui, &mut filter.standings, Standing::Stated(stance), words::stance(stance));
        }
        tick(ui, &mut filter.standings, Standing::Disputed, "Disputed");
        tick(ui, &mut filter.standings, Standing::NotStated, "Not stated");
    });
    popup(ui, "Differences", filter.differs_between.len(), |ui| {
        controls::remark(ui, "Items on which the ticked parties are not all on the same side");
        for (id, _) in open.dossier.parties().iter() {
            tick(ui, &mut filter.differs_between, id, &words::party_name(open.dossier, id));
        }
        if filter.differs_between.len() == 1 {
            controls::remark(ui, "Tick one more to compare with");
        }
    });
    let more = usize::from(filter.has_conditions) + usize::from(filter.hides_empty);
    popup(ui, "More", more, |ui| {
        ui.checkbox(&mut filter.has_conditions, "Has conditions");
        ui.checkbox(&mut filter.hides_empty, "Hide empty rows and columns");
    });
}

/// Choices of parties that were given a name: one click shows them, and what is shown now can be kept as another.
fn column_sets(ui: &mut Ui, open: &OpenDossier<'_>, sets: &mut ColumnSets, hidden: &mut BTreeSet<PartyId>) {
    controls::hairline(ui);
    controls::caption(ui, "Column sets");
    let mut forgotten = None;
    for name in sets.named.keys() {
        ui.horizontal(|ui| {
            let wanted = sets.hidden(name, open.dossier);
            let is_chosen = wanted.as_ref() == Some(&*hidden);
            let button = egui::Button::selectable(is_chosen, words::visible_line(name)).min_size(vec2(150.0, 26.0));
            if ui.add_enabled(wanted.is_some(), button).clicked()
                && let Some(wanted) = wanted
            {
                *hidden = wanted;
            }
            if controls::icon_button(ui, icons::X, &format!("Forget column set {}", words::quoted(name))).clicked() {
                forgotten = Some(name.clone());
            }
        });
    }
    if let Some(name) = forgotten {
        sets.named.remove(&name);
    }
    ui.horizontal(|ui| {
        // Fields and buttons in menus have no edges of their own; these two are no lines of a menu.
        let colors = palette(ui);
        let frame = egui::Frame::new()
            .fill(colors.field)
            .stroke(egui::Stroke::new(1.0, colors.border))
            .corner_radius(space::RADIUS)
            .inner_margin(egui::Margin::symmetric(6, 4));
        let field = TextField::line(&mut sets.draft).hint("Name").width(120.0).frame(frame);
        let response = field.show(ui, "Name of the column set");
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let is_named = !sets.draft.trim().is_empty();
        let keep = ui.add_enabled(is_named, egui::Button::new("Keep these").fill(colors.button));
        if keep.on_hover_text("Keeps the parties shown now under this name, on this computer").clicked() || is_entered {
            sets.keep(open.dossier, hidden);
        }
    });
}
