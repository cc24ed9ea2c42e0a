//! Side by side: editing from there, what is the same, pinned parties.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use standpoint::model::Stance;

use super::window::{Window, ceasefire, cell, click, field, plain, press, settle, state};

fn panels(window: &Window) -> Vec<String> {
    let mut heads: Vec<_> = window
        .get_all_by_role(Role::ColumnHeader)
        .map(|node| (node.rect().min.x, node.accesskit_node().label().unwrap_or_default()))
        .collect();
    heads.sort_by(|a, b| a.0.total_cmp(&b.0));
    heads.into_iter().map(|(_, name)| name).collect()
}

fn side_by_side() -> Window {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::Num2);
    window
}

/// Who compares two parties sees at once what is wrong, and wants to put it right there.
#[test]
fn stance_and_wording_are_changed_from_the_panels() {
    let mut window = side_by_side();
    window
        .get_by(|node| node.role() == Role::Cell && node.label().is_some_and(|l| l.starts_with("Ukraine, US proposal")))
        .click();
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::I);
    plain(&mut window, Key::R);
    plain(&mut window, Key::Enter);
    field(&window, "Wording").type_text("Written beside");
    settle(&mut window);
    plain(&mut window, Key::Enter);
    let changed = cell(&window, "ukraine", "us-proposal");
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    let position = dossier.cell(changed).next().unwrap().1;
    assert_eq!(position.stance, Stance::Rejects);
    assert!(position.wording.contains("Written beside"));
}

#[test]
fn what_is_the_same_can_be_hidden_and_is_counted() {
    let mut window = side_by_side();
    window.get_by_role_and_label(Role::CheckBox, "United States").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::CheckBox, "European allies").click();
    settle(&mut window);
    let cells = |window: &Window| window.get_all_by_role(Role::Cell).count();
    let before = cells(&window);
    window.get_by_label("Hide what is the same").click();
    settle(&mut window);
    assert!(window.query_by_label_contains("items hidden").is_some());
    assert!(before >= cells(&window));
    let is_alike = |label: Option<String>| label.is_some_and(|label| label.contains("General end to hostilities"));
    assert!(
        window.query_all_by_role(Role::Cell).all(|node| !is_alike(node.accesskit_node().label())),
        "both accept it"
    );
}

#[test]
fn a_pinned_party_stands_first_and_signs_say_who_agrees_with_whom() {
    let mut window = side_by_side();
    assert_eq!(panels(&window)[0], "Russia");
    window.get_by_role_and_label(Role::ColumnHeader, "United States").click_secondary();
    settle(&mut window);
    click(&mut window, "Keep at the left");
    assert_eq!(panels(&window)[0], "United States");
    assert!(
        window.query_all_by_label_contains("United States and Russia").next().is_some(),
        "a sign between them has a name"
    );
}
