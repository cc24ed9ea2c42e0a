//! What is shown and looked for: filter, order, hidden parties, find, replace, go to.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use standpoint::compare::{Standing, Status};
use standpoint::model::{Place, Stance};
use standpoint::ui::Dialog;

use super::window::{Window, button, ceasefire, cell, click, dossier, field, plain, press, settle, state, type_into};

const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;

fn shown(window: &Window) -> Vec<String> {
    let title = |id: &standpoint::model::ItemId| dossier(window).items().get(*id).unwrap().id.to_string();
    state(window).view.matrix.arrangement().items().iter().map(title).collect()
}

/// In two hundred items the three about energy are what one wants to see.
#[test]
fn words_narrow_down_the_items_and_clearing_shows_all_again() {
    let (_, mut window) = ceasefire();
    press(&mut window, CTRL | Modifiers::ALT, Key::F);
    type_into(&mut window, "Filter by words", "ENERGY");
    assert_eq!(shown(&window), ["energy", "ukraine-energy", "infrastructure", "territory-talks"]);
    assert!(window.query_by_label_contains("4 of 18 items shown").is_some());
    press(&mut window, CTRL | SHIFT, Key::X);
    assert_eq!(shown(&window).len(), 18);
    type_into(&mut window, "Filter by words", "xyzzy");
    assert!(window.query_by_label("No item fits the filter").is_some(), "an empty result says so");
    window.get_all_by_role_and_label(Role::Button, "Clear filter").last().unwrap().click();
    settle(&mut window);
    assert_eq!(shown(&window).len(), 18);
}

#[test]
fn status_stance_and_differences_narrow_each_other_down() {
    let (_, mut window) = ceasefire();
    press(&mut window, CTRL | Modifiers::ALT, Key::F);
    button(&mut window, "Status");
    window.get_by_role_and_label(Role::CheckBox, "Contested").click();
    settle(&mut window);
    let comparison = state(&window).document.as_ref().unwrap().comparison().clone();
    let contested = |window: &Window| {
        let all = dossier(window).items().keys().iter();
        all.filter(|id| comparison.status(**id) == Status::Contested).count()
    };
    assert_eq!(shown(&window).len(), contested(&window));
    plain(&mut window, Key::Escape);
    button(&mut window, "Stance");
    window.get_by_role_and_label(Role::CheckBox, "Offers").click();
    settle(&mut window);
    assert_eq!(shown(&window), ["peacekeepers"]);
    let offers = |party: &str| comparison.cell(cell(&window, party, "peacekeepers")).standing;
    assert_eq!(offers("european-allies"), Standing::Stated(Stance::Offers));
}

/// Filling a cell must not make its row jump away under the person's hands.
#[test]
fn a_row_stays_while_its_cells_are_filled_and_goes_when_the_filter_is_applied_again() {
    let (_, mut window) = ceasefire();
    press(&mut window, CTRL | Modifiers::ALT, Key::F);
    button(&mut window, "Status");
    window.get_by_role_and_label(Role::CheckBox, "Not stated").click();
    settle(&mut window);
    plain(&mut window, Key::Escape);
    assert_eq!(shown(&window), ["compensation"]);
    window.get_by(|node| node.role() == Role::Cell && node.label().is_some_and(|l| l.starts_with("Russia, "))).click();
    settle(&mut window);
    plain(&mut window, Key::R);
    assert_eq!(shown(&window), ["compensation"]);
    click(&mut window, "Apply again");
    assert!(shown(&window).is_empty());
}

#[test]
fn a_hidden_party_is_out_of_sight_until_something_leads_to_it() {
    let (_, mut window) = ceasefire();
    let us = cell(&window, "united-states", "nato").party;
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::ArrowUp);
    plain(&mut window, Key::ArrowRight);
    plain(&mut window, Key::ArrowRight);
    button(&mut window, "Matrix");
    click(&mut window, "Hide parties");
    assert!(!state(&window).view.matrix.arrangement().parties().contains(&us));
    press(&mut window, CTRL, Key::G);
    type_into(&mut window, "Go to", "united");
    plain(&mut window, Key::Enter);
    assert!(state(&window).view.matrix.arrangement().parties().contains(&us), "what one goes to is shown");
    assert_eq!(state(&window).view.selection.active(), Some(Place::Party(us)));
}

#[test]
fn sorted_by_status_the_agreed_items_of_a_topic_come_first_and_cannot_be_moved() {
    let (_, mut window) = ceasefire();
    button(&mut window, "Matrix");
    click(&mut window, "Sort by status");
    let order = shown(&window);
    let place = |item: &str| order.iter().position(|id| id == item).unwrap();
    assert!(place("prisoners") < place("dialogue") && place("aid") < place("nato"), "{order:?}");
    window
        .get_by(|node| node.role() == Role::RowHeader && node.label().is_some_and(|l| l.starts_with("General end")))
        .click();
    settle(&mut window);
    let before = dossier(&window).clone();
    press(&mut window, Modifiers::ALT, Key::ArrowDown);
    assert!(*dossier(&window) == before, "moved in an order that is not the dossier's");
    button(&mut window, "Matrix");
    button(&mut window, "Order of the dossier");
    assert_ne!(shown(&window), order);
}

#[test]
fn find_goes_from_place_to_place_and_says_how_many_there_are() {
    let (_, mut window) = ceasefire();
    press(&mut window, CTRL, Key::F);
    type_into(&mut window, "Find", "nato");
    let count = state(&window).view.find.places().len();
    assert!(count >= 3, "title, wording and condition are looked at");
    plain(&mut window, Key::Enter);
    let first = state(&window).view.selection.active();
    assert_eq!(first, Some(state(&window).view.find.places()[0]));
    assert!(window.query_by_label(&format!("1 of {count}")).is_some());
    plain(&mut window, Key::F3);
    assert_eq!(state(&window).view.selection.active(), Some(state(&window).view.find.places()[1]));
    press(&mut window, SHIFT, Key::F3);
    press(&mut window, SHIFT, Key::F3);
    assert_eq!(
        state(&window).view.selection.active(),
        state(&window).view.find.places().last().copied(),
        "round the end"
    );
    window.get_by_label("Words").click();
    settle(&mut window);
    assert!(state(&window).view.find.places().len() <= count);
    field(&window, "Find").focus();
    settle(&mut window);
    plain(&mut window, Key::Escape);
    assert!(!state(&window).view.find.is_open);
}

/// A name that was spelt wrong in forty cells is put right at once, but never unseen.
#[test]
fn replacing_shows_every_change_first_and_is_one_step() {
    let (_, mut window) = ceasefire();
    let before = dossier(&window).clone();
    press(&mut window, CTRL, Key::H);
    type_into(&mut window, "Find", "truce");
    type_into(&mut window, "Replace with", "ceasefire");
    button(&mut window, "Replace in wordings…");
    let Some(Dialog::Replace(dialog)) = state(&window).view.dialog.clone() else { panic!("no preview") };
    assert!(dialog.changes.len() > 1);
    window.get_all_by_role(Role::CheckBox).next().unwrap().click();
    settle(&mut window);
    button(&mut window, "Replace");
    let changed =
        dossier(&window).positions().filter(|(id, p)| before.position(*id).unwrap().wording != p.wording).count();
    assert_eq!(changed, dialog.changes.len() - 1, "the one that was not ticked stays");
    press(&mut window, CTRL, Key::Z);
    assert!(*dossier(&window) == before);
}

/// What one arranged for reading is there again when the file is opened the next time, and the file knows nothing of it.
#[test]
fn a_dossier_comes_back_as_it_was_looked_at() {
    let (world, mut window) = ceasefire();
    let bytes = world.text("/d/ceasefire.positions.json");
    press(&mut window, CTRL | Modifiers::ALT, Key::F);
    button(&mut window, "Parties");
    let names: Vec<_> = dossier(&window).parties().iter().map(|(_, party)| party.name.to_string()).collect();
    window.get_by_role_and_label(Role::CheckBox, &names[0]).click();
    settle(&mut window);
    type_into(&mut window, "Name of the column set", "The others");
    button(&mut window, "Keep these");
    assert_eq!(state(&window).view.column_sets.named["The others"].len(), names.len() - 1);
    button(&mut window, "Show all");
    assert_eq!(state(&window).view.matrix.arrangement().parties().len(), names.len());
    button(&mut window, "The others");
    assert_eq!(state(&window).view.matrix.arrangement().parties().len(), names.len() - 1);
    plain(&mut window, Key::Escape);
    press(&mut window, CTRL | SHIFT, Key::T);
    press(&mut window, CTRL, Key::W);
    assert!(state(&window).document.is_none());
    drop(window);
    let window = super::window::start(&world, &["/d/ceasefire.positions.json"]);
    let view = &state(&window).view;
    assert!(view.options.is_transposed, "the direction");
    assert_eq!(view.matrix.arrangement().parties().len(), names.len() - 1, "the hidden party");
    assert_eq!(view.column_sets.named.keys().collect::<Vec<_>>(), ["The others"]);
    assert_eq!(world.text("/d/ceasefire.positions.json"), bytes, "nothing of it is in the file");
    let window = super::window::start(&world, &[]);
    assert!(state(&window).view.column_sets.named.is_empty(), "other dossiers have their own");
}

/// The same sentence need not be typed twice; and nobody is given a sentence that was not chosen.
#[test]
fn a_wording_that_is_known_is_filled_in_when_chosen() {
    let (_, mut window) = ceasefire();
    let known = dossier(&window).positions().map(|(_, p)| p.wording.to_string()).find(|w| w.len() > 12).unwrap();
    let free = {
        let (items, parties) = (dossier(&window).items().keys(), dossier(&window).parties().keys());
        let cells =
            items.iter().flat_map(|&item| parties.iter().map(move |&party| standpoint::model::Cell { item, party }));
        cells.into_iter().find(|cell| dossier(&window).cell(*cell).next().is_none()).unwrap()
    };
    let wording = |window: &Window| dossier(window).cell(free).next().map(|(_, p)| p.wording.to_string());
    for (takes, expected) in [(false, known.chars().take(8).collect::<String>()), (true, known.clone())] {
        press(&mut window, CTRL, Key::Home);
        let active = |window: &Window| match state(window).view.selection.active() {
            Some(Place::Cell(cell)) => cell,
            other => panic!("{other:?} is selected"),
        };
        for _ in 0..40 {
            match active(&window) {
                at if at.item != free.item => plain(&mut window, Key::ArrowDown),
                at if at.party != free.party => plain(&mut window, Key::ArrowRight),
                _ => break,
            }
        }
        assert_eq!(active(&window), free);
        plain(&mut window, Key::F2);
        press(&mut window, CTRL, Key::A);
        let typed: String = known.chars().take(if takes { 9 } else { 8 }).collect();
        window.event(egui::Event::Text(typed.to_lowercase()));
        settle(&mut window);
        assert!(window.query_by_role_and_label(Role::Button, &known).is_some(), "it is offered");
        if takes {
            plain(&mut window, Key::ArrowDown);
            plain(&mut window, Key::Enter);
        }
        plain(&mut window, Key::Enter);
        assert_eq!(wording(&window).map(|w| w.to_lowercase()), Some(expected.trim().to_lowercase()));
    }
}

/// An item much like another one, or one that conditions speak of, need not be typed from its first letter.
#[test]
fn known_titles_are_offered_for_a_new_item() {
    let (_, mut window) = ceasefire();
    let known = dossier(&window).items().iter().next().unwrap().1.title.to_string();
    press(&mut window, CTRL | SHIFT, Key::I);
    let start: String = known.chars().take(6).collect();
    window.event(egui::Event::Text(start.to_lowercase()));
    settle(&mut window);
    button(&mut window, &known);
    assert!(
        matches!(&state(&window).view.dialog, Some(Dialog::NewItem { title, .. }) if *title == known),
        "the field holds {:?}",
        state(&window).view.dialog
    );
}
