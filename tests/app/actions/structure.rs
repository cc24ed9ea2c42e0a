//! Parties, items and topics: adding, moving, naming, merging, splitting.

use egui::Key;
use standpoint::ui::{Action, Dialog};

use super::super::fake_world::FakeWorld;
use super::super::window::{Window, cell, press, state};
use super::{On, dialog, invoke};

/// True when the action did what it says; None when it is not about this.
pub(super) fn effect(action: Action, window: &mut Window, _: &FakeWorld) -> Option<bool> {
    Some(match action {
        Action::MovePositions | Action::SplitItem => {
            On::Item.select(window);
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::Recode(_)))
        }
        Action::AddParty => {
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::NewParty { .. }))
        }
        Action::AddItem => {
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::NewItem { .. }))
        }
        Action::Merge => {
            On::Item.select(window);
            press(window, egui::Modifiers::SHIFT, Key::ArrowDown);
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::Merge(dialog)) if dialog.places.len() == 2 && dialog.merge.is_some())
        }
        Action::InsertBefore | Action::InsertAfter => {
            On::Item.select(window);
            invoke(window, action);
            let next = if action == Action::InsertBefore { "guarantees" } else { "peacekeepers" };
            let expected = cell(window, "ukraine", next).item;
            matches!(dialog(window), Some(Dialog::NewItem { before, topic, .. }) if before == Some(expected) && topic == "Security")
        }
        Action::DeleteTopic => {
            On::Item.select(window);
            let items = |window: &Window| state(window).document.as_ref().unwrap().dossier().items().len();
            let before = items(window);
            invoke(window, action);
            let Some(Dialog::Delete(deletion)) = dialog(window) else { return Some(false) };
            press(window, egui::Modifiers::NONE, Key::Enter);
            deletion.records.len() > 1 && items(window) == before - deletion.records.len()
        }
        Action::SetTopic | Action::RenameTopic => {
            On::Item.select(window);
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::Topic { .. }))
        }
        Action::TopicBack | Action::TopicOn => {
            On::Item.select(window);
            let place = |window: &Window| {
                state(window).view.matrix.arrangement().place_of_item(cell(window, "ukraine", "guarantees").item)
            };
            let before = place(window);
            invoke(window, action);
            if action == Action::TopicBack { place(window) < before } else { place(window) > before }
        }
        Action::Rename => {
            On::Item.select(window);
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::Rename(_)))
        }
        Action::MoveBack => {
            On::Item.select(window);
            let before = item_place(window);
            invoke(window, action);
            item_place(window) + 1 == before
        }
        Action::MoveOn => {
            On::Item.select(window);
            let before = item_place(window);
            invoke(window, action);
            item_place(window) == before + 1
        }
        Action::Delete => {
            On::Item.select(window);
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::Delete(_)))
        }
        _ => return None,
    })
}

fn item_place(window: &Window) -> usize {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    dossier.items().place(cell(window, "ukraine", "guarantees").item).unwrap()
}
