//! Every row of the command table does what it says, by its key or its place in the menu.

mod around;
mod cells;
mod files;
mod finding;
mod matrix;
mod positions;
mod sources;
mod structure;
mod views;

use egui::accesskit::Role;
use egui::{Key, KeyboardShortcut};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use standpoint::model::{Place, Stance};
use standpoint::ui::command::ROWS;
use standpoint::ui::{Action, Dialog};

use super::fake_world::FakeWorld;
use super::window::{Window, ceasefire, cell, press, settle, state};

/// What is selected before an action is tried.
#[derive(Clone, Copy, PartialEq, Eq)]
enum On {
    Cell,
    Item,
}

impl On {
    fn select(self, window: &mut Window) {
        let place = cell(window, "ukraine", "guarantees");
        let (role, name, expected) = match self {
            Self::Cell => {
                let name = "Ukraine, International security guarantees for Ukraine: demands";
                (Role::Cell, name, Place::Cell(place))
            }
            Self::Item => (Role::RowHeader, "International security guarantees for Ukraine: ", Place::Item(place.item)),
        };
        // Far down in the matrix: brought into view by keys, as a person would.
        for _ in 0..12 {
            press(window, egui::Modifiers::NONE, Key::ArrowDown);
        }
        window.get_by(|node| node.role() == role && node.label().is_some_and(|label| label.starts_with(name))).click();
        settle(window);
        assert_eq!(state(window).view.selection.active(), Some(expected));
    }
}

/// By its first key, otherwise through the menu.
fn invoke(window: &mut Window, action: Action) {
    let row = action.row();
    if let Some(KeyboardShortcut { modifiers, logical_key }) = row.keys.first() {
        press(window, *modifiers, *logical_key);
    } else {
        window.get_by_role_and_label(Role::Button, row.menu.name()).click();
        window.run_steps(3);
        window.get_by_label(row.name).click();
        settle(window);
    }
}

fn stance(window: &Window) -> Option<Stance> {
    let dossier = state(window).document.as_ref()?.dossier();
    dossier.cell(cell(window, "ukraine", "guarantees")).next().map(|(_, position)| position.stance)
}

fn number_of_positions(window: &Window) -> usize {
    state(window).document.as_ref().unwrap().dossier().cell(cell(window, "ukraine", "guarantees")).count()
}

fn dialog(window: &Window) -> Option<Dialog> {
    state(window).view.dialog.clone()
}

/// Invokes an action on the ceasefire file; true when it did what it says.
fn effect(action: Action, window: &mut Window, world: &FakeWorld) -> bool {
    let parts = [
        files::effect,
        cells::effect,
        positions::effect,
        structure::effect,
        matrix::effect,
        finding::effect,
        sources::effect,
        views::effect,
        around::effect,
    ];
    let tried = parts.iter().find_map(|effect| effect(action, window, world));
    tried.unwrap_or_else(|| panic!("nothing tries {action:?}"))
}

/// A menu entry that does nothing is worse than none. In parts, so that they run beside each other.
fn every_action_does_something(part: usize) {
    for row in ROWS.iter().skip(part).step_by(4) {
        let (world, mut window) = ceasefire();
        assert!(effect(row.action, &mut window, &world), "{}", row.name);
    }
}

#[test]
fn every_action_of_the_table_does_something_1() {
    every_action_does_something(0);
}

#[test]
fn every_action_of_the_table_does_something_2() {
    every_action_does_something(1);
}

#[test]
fn every_action_of_the_table_does_something_3() {
    every_action_does_something(2);
}

#[test]
fn every_action_of_the_table_does_something_4() {
    every_action_does_something(3);
}

/// What cannot be done must not look as if it could.
#[test]
fn actions_without_a_target_are_disabled_in_the_menu() {
    let (_, mut window) = ceasefire();
    window.get_by_label("Edit").click();
    window.run_steps(3);
    for name in ["Undo Ctrl+Z", "Redo Ctrl+Shift+Z", "Clear cells Delete"] {
        assert!(window.get_by_label(name).accesskit_node().is_disabled(), "{name}");
    }
    press(&mut window, egui::Modifiers::NONE, Key::Escape);
    window.get_by_label("Arrange").click();
    window.run_steps(3);
    for name in ["Rename… Ctrl+Shift+R", "Merge… Ctrl+Shift+M"] {
        assert!(window.get_by_label(name).accesskit_node().is_disabled(), "{name}");
    }
    assert!(!window.get_by_label("Add source… Ctrl+Shift+A").accesskit_node().is_disabled());
}
