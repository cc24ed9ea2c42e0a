//! Several parties or items: what they have in common, set for all of them in one step.

use egui::Ui;

use super::super::command::Queue;
use super::super::controls::{self, Completion, segments};
use super::super::view::ViewState;
use super::super::words;
use super::super::{OpenDossier, bidi};
use super::evidence::words_of;
use super::item::topics;
use super::many::{owner_of, shared_field, title};
use super::party::swatches;
use super::section;
use super::shared::{SharedItems, SharedParties, kept};
use crate::model::{PartyId, Role, Text, steps};

/// Shows what the selected parties have in common.
pub(super) fn parties_ui(ui: &mut Ui, open: &OpenDossier<'_>, view: &ViewState, queue: &mut Queue) {
    let (arrangement, selection) = (view.matrix.arrangement(), &view.selection);
    let shared =
        kept(ui, open, (arrangement, selection), || SharedParties::of(open, arrangement.parties_of(selection)));
    let ids = shared.ids.as_slice();
    title(ui, &format!("{} parties", ids.len()));
    controls::caption(ui, "Role");
    let roles = Role::ALL.map(|role| (role, words::role(role).into(), words::role(role)));
    if let Some(role) = segments(ui, shared.role.one().copied(), &roles) {
        queue.perform(steps::set_role_of(open.dossier, ids, role));
    }
    if shared.role.is_mixed() {
        controls::remark(ui, "Several roles");
    }
    controls::caption(ui, "Colour");
    // No colour is written so: where colours differ none is shown as chosen.
    let current = if shared.color.is_mixed() { "several" } else { shared.color.one().map_or("", Text::as_str) };
    if let Some(color) = swatches(ui, current) {
        queue.perform(steps::set_color_of(open.dossier, ids, &color));
    }
    if let Some(note) = shared_field(ui, ("Note", 2), &shared.note, owner_of(ids)) {
        queue.perform(steps::set_note_of_parties(open.dossier, ids, note.trim_end()));
    }
}

/// Shows what the selected items have in common.
pub(super) fn items_ui(ui: &mut Ui, open: &OpenDossier<'_>, view: &ViewState, queue: &mut Queue) {
    let (arrangement, selection) = (view.matrix.arrangement(), &view.selection);
    let shared = kept(ui, open, (arrangement, selection), || SharedItems::of(open, arrangement.items_of(selection)));
    let ids = shared.ids.as_slice();
    title(ui, &words::count(ids.len(), "item"));
    controls::caption(ui, "Topic");
    let hint = if shared.topic.is_mixed() { "Several topics" } else { "The heading under which they stand" };
    let current = shared.topic.one().map_or("", Text::as_str);
    let field = Completion { name: "Topic", current, hint, takes_words: true };
    if let Some(topic) = words_of(field.show(ui, (owner_of(ids), "several"), |query| topics(open, query))) {
        queue.perform(steps::set_topic(open.dossier, ids, &topic));
    }
    if let Some(note) = shared_field(ui, ("Note", 2), &shared.note, owner_of(ids)) {
        queue.perform(steps::set_note_of_items(open.dossier, ids, note.trim_end()));
    }
    section(ui, "Whose agreement they need");
    between(ui, open, &shared, queue);
}

fn between(ui: &mut Ui, open: &OpenDossier<'_>, shared: &SharedItems, queue: &mut Queue) {
    let parties = open.dossier.parties();
    let list = shared.between.one();
    let mut is_everyone = list == Some(&None);
    let everyone = egui::Checkbox::new(&mut is_everyone, "Every principal").indeterminate(shared.between.is_mixed());
    let mut set = |between: Option<&[PartyId]>| {
        queue.perform(steps::set_between_of(open.dossier, &shared.ids, between));
    };
    if ui.add(everyone).changed() {
        let is_principal = |id: &&PartyId| parties.get(**id).is_some_and(|party| party.role == Role::Principal);
        let principals: Vec<_> = parties.keys().iter().filter(is_principal).copied().collect();
        set(if is_everyone { None } else { Some(&principals) });
    }
    let Some(Some(list)) = list else {
        if shared.between.is_mixed() {
            controls::remark(ui, "It differs. Checking the box makes it every principal; then others can be chosen.");
        }
        return;
    };
    for (id, party) in parties.iter() {
        let mut is_needed = list.contains(&id);
        if bidi::checkbox(ui, &mut is_needed, &words::visible_line(&party.name)).changed() {
            let is_in = |other: &&PartyId| if **other == id { is_needed } else { list.contains(other) };
            let chosen: Vec<_> = parties.keys().iter().filter(is_in).copied().collect();
            set(Some(&chosen));
        }
    }
}
