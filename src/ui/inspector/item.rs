//! An item: title, topic, whose agreement it needs, note, and what stands in its way.

use egui::Ui;

use super::super::OpenDossier;
use super::super::command::{Action, Queue, Situation};
use super::super::controls::{self, Completion, Field, matching};
use super::super::theme::{palette, space};
use super::super::view::ViewState;
use super::super::{icons, words};
use super::evidence::words_of;
use super::{delete_button, head, labelled, other_fields, section};
use crate::compare::{Blocker, Status};
use crate::model::{Cell, Item, ItemId, Place, Role, Text, steps};

/// Shows an item.
pub(super) fn ui(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    id: ItemId,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let Some(item) = open.dossier.items().get(id) else { return };
    let actions = [(Action::MoveBack, icons::CARET_UP), (Action::MoveOn, icons::CARET_DOWN)];
    head(ui, "Item", &words::visible_line(&item.title), &actions, situation, queue);
    status(ui, open, id, queue);
    let mut change = |item: Item, name: &str| queue.perform(steps::change_item(open.dossier, id, item, name));
    let title = Field { wants_focus: view.wants_name_focus, ..Field::lines("Title", &item.title, 2) };
    if let Some(title) = labelled(ui, "Title", title, id) {
        change(Item { title: Text::from(title.trim()), ..item.clone() }, "Rename item");
    }
    if let Some(topic) = topic(ui, open, id, &item.topic) {
        change(Item { topic, ..item.clone() }, "Set topic");
    }
    if let Some(note) = labelled(ui, "Note", Field::lines("Note", &item.note, 2), id) {
        change(Item { note: Text::from(note.trim_end()), ..item.clone() }, "Edit note");
    }
    section(ui, "Whose agreement it needs");
    between(ui, open, item, &mut change);
    other_fields(ui, &item.extra);
    delete_button(ui, "Delete item…", queue);
}

/// The topic, with those that are there to choose from.
fn topic(ui: &mut Ui, open: &OpenDossier<'_>, id: ItemId, current: &Text) -> Option<Text> {
    ui.add_space(2.0);
    controls::caption(ui, "Topic");
    let hint = "The heading under which it stands";
    words_of(Completion { name: "Topic", current, hint, takes_words: true }.show(ui, id, |query| topics(open, query)))
}

/// The topics that fit, in the order of their items.
pub(super) fn topics(open: &OpenDossier<'_>, query: &str) -> Vec<(Text, String)> {
    let mut seen = std::collections::BTreeSet::new();
    let topics = open.dossier.items().iter().map(|(_, item)| &item.topic);
    let topics = topics.filter(|topic| !topic.is_empty() && seen.insert(*topic));
    matching(query, topics.map(|topic| (topic.clone(), words::visible_line(topic))))
}

fn status(ui: &mut Ui, open: &OpenDossier<'_>, id: ItemId, queue: &mut Queue) {
    let status = open.comparison.status(id);
    let tint = palette(ui).status(status);
    controls::chip(ui, words::status_icon(status), words::status(status), tint);
    controls::remark(ui, words::status_meaning(status));
    let blockers = open.comparison.blockers(open.dossier, id);
    if !blockers.is_empty() && status != Status::NotStated {
        ui.add_space(space::TIGHT);
        controls::caption(ui, "What stands in the way");
    }
    for blocker in &blockers {
        let cell = Cell { item: id, party: blocker.party() };
        let colors = palette(ui);
        let standing = open.comparison.cell(cell).standing;
        // Who waits is for it all the same, but the sign of that would look as if nothing were left to do.
        let sign = match blocker {
            Blocker::Unmet { .. } => (icons::HOURGLASS, colors.warning.strong),
            // So is a text that is not settled.
            Blocker::InPrinciple { .. } => (icons::SEAL_CHECK, colors.warning.strong),
            _ => (words::standing_icon(standing), colors.standing(standing).strong),
        };
        if controls::list_line(ui, sign, &words::blocker(open.dossier, blocker), "", false).clicked() {
            queue.select(Place::Cell(cell));
        }
    }
}

fn between(ui: &mut Ui, open: &OpenDossier<'_>, item: &Item, change: &mut impl FnMut(Item, &str)) {
    let mut is_everyone = item.between.is_none();
    if ui.checkbox(&mut is_everyone, "Every principal").changed() {
        let principals = || {
            open.dossier.parties().iter().filter(|(_, party)| party.role == Role::Principal).map(|(id, _)| id).collect()
        };
        let between = if is_everyone { None } else { Some(principals()) };
        change(Item { between, ..item.clone() }, "Choose whose agreement is needed");
    }
    let Some(list) = &item.between else { return };
    for (id, party) in open.dossier.parties().iter() {
        let mut is_needed = list.contains(&id);
        if super::super::bidi::checkbox(ui, &mut is_needed, &words::visible_line(&party.name)).changed() {
            let others = open.dossier.parties().keys().iter().copied();
            let between = others.filter(|other| if *other == id { is_needed } else { list.contains(other) }).collect();
            change(Item { between: Some(between), ..item.clone() }, "Choose whose agreement is needed");
        }
    }
}
