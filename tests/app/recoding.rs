//! Coding anew: moving positions to another item, splitting one, and what a merge will touch – all by keys, each one step.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use standpoint::model::{ItemId, Place};
use standpoint::ui::Dialog;

use super::window::{Window, bytes, ceasefire, cell, click, dossier, plain, press, settle, state};

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT_CTRL: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

fn item(window: &Window, id: &str) -> ItemId {
    dossier(window).items().iter().find(|(_, item)| item.id == id).unwrap().0
}

fn count(window: &Window, id: &str) -> usize {
    dossier(window).row(item(window, id)).count()
}

fn type_text(window: &mut Window, words: &str) {
    window.get_by(|node| node.role() == Role::TextInput && node.is_focused()).type_text(words);
    settle(window);
}

fn evidence(window: &Window) -> usize {
    dossier(window).positions().map(|(_, position)| position.evidence.len()).sum()
}

/// If this fails, positions that were coded under the wrong item have to be typed again, or only a mouse can move them.
#[test]
fn the_positions_of_a_range_move_to_another_item_and_one_of_them_stays() {
    let (_, mut window) = ceasefire();
    let before = bytes(&window);
    let (all, quoted) = (dossier(&window).position_count(), evidence(&window));
    plain(&mut window, Key::ArrowDown);
    press(&mut window, Modifiers::SHIFT, Key::Space);
    let (there, here) = (count(&window, "us-proposal"), count(&window, "ceasefire"));
    press(&mut window, SHIFT_CTRL, Key::J);
    type_text(&mut window, "general end");
    window.get_by_label_contains("General end to hostilities Ceasefire");
    window.get_by_label(&format!("Positions that move: {there} of {there}"));
    window.get_by_label_contains("Several reports then stand together: ");
    plain(&mut window, Key::Tab);
    plain(&mut window, Key::Space);
    window.get_by_label(&format!("Positions that move: {} of {there}", there - 1));
    plain(&mut window, Key::Enter);
    assert_eq!((count(&window, "us-proposal"), count(&window, "ceasefire")), (1, here + there - 1));
    assert_eq!((dossier(&window).position_count(), evidence(&window)), (all, quoted), "nothing is lost or doubled");
    let name = format!("Move {} positions to “General end to hostilities”", there - 1);
    assert_eq!(state(&window).document.as_ref().unwrap().scene().undo_name, Some(name.as_str()));
    press(&mut window, CTRL, Key::Z);
    assert_eq!(bytes(&window), before);
}

/// If this fails, two things that were coded as one cannot be told apart any more without coding them again.
#[test]
fn an_item_is_split_by_ticking_and_conditions_wait_for_what_was_chosen() {
    let (_, mut window) = ceasefire();
    let before = bytes(&window);
    let truce = item(&window, "ceasefire");
    let place = dossier(&window).items().place(truce).unwrap();
    click(&mut window, "Ukraine, General end to hostilities: accepts");
    let (all, said) = (dossier(&window).position_count(), count(&window, "ceasefire"));
    let linked = standpoint::model::steps::links_to(dossier(&window), truce);
    assert!(said > 1 && linked.len() > 1, "the sample has something to split");
    press(&mut window, SHIFT_CTRL, Key::K);
    let lines = window.query_all_by_role(Role::CheckBox).filter_map(|node| node.accesskit_node().label());
    assert!(lines.filter(|label| label.contains("General end to hostilities")).count() >= said, "each says what it is");
    plain(&mut window, Key::Enter);
    assert!(state(&window).view.dialog.is_some(), "without a title there is nothing to split into");
    type_text(&mut window, "A truce for good");
    plain(&mut window, Key::Tab);
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::Space);
    plain(&mut window, Key::Tab);
    plain(&mut window, Key::Space);
    plain(&mut window, Key::Enter);
    assert!(state(&window).view.dialog.is_none());
    let new = dossier(&window).items().keys()[place + 1];
    assert_eq!(&*dossier(&window).items().get(new).unwrap().title, "A truce for good");
    assert_eq!((dossier(&window).row(new).count(), count(&window, "ceasefire")), (1, said - 1));
    assert_eq!(standpoint::model::steps::links_to(dossier(&window), new), linked[..1]);
    assert_eq!(dossier(&window).position_count(), all);
    assert_eq!(state(&window).view.selection.active(), Some(Place::Item(new)), "what is new is what one goes on with");
    press(&mut window, CTRL, Key::Z);
    assert_eq!(bytes(&window), before, "one undo takes all of it back");
}

/// If this fails, somebody agrees to a merge without having seen which sentences it touches.
#[test]
fn a_merge_lists_every_position_that_it_touches_before_it_is_done() {
    let (_, mut window) = ceasefire();
    let before = bytes(&window);
    let place = cell(&window, "ukraine", "ceasefire");
    click(&mut window, "Ukraine, General end to hostilities: accepts");
    for _ in 0..4 {
        plain(&mut window, Key::ArrowLeft);
    }
    press(&mut window, SHIFT_CTRL, Key::M);
    type_text(&mut window, "US proposal");
    plain(&mut window, Key::Enter);
    let moving: Vec<_> = dossier(&window).row(item(&window, "us-proposal")).map(|(_, p)| p.wording.clone()).collect();
    window.get_by_label_contains("positions affected");
    for wording in moving.iter().take(3) {
        let is_line = |label: &str| label.contains(wording.as_str()) && label.contains("moves");
        let listed = window.query_all_by_role(Role::ListItem);
        assert!(listed.into_iter().any(|node| node.accesskit_node().label().is_some_and(|l| is_line(&l))), "{wording}");
    }
    plain(&mut window, Key::Enter);
    assert!(dossier(&window).row(place.item).count() >= moving.len());
    press(&mut window, CTRL, Key::Z);
    assert_eq!(bytes(&window), before);
}

/// If this fails, a merge silently changes what a party is said to hold, and drops the condition that it set.
#[test]
fn a_merge_says_which_position_becomes_the_current_one() {
    let (_, mut window) = ceasefire();
    let place = cell(&window, "ukraine", "us-proposal");
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::ArrowUp);
    plain(&mut window, Key::ArrowRight);
    assert_eq!(state(&window).view.selection.active(), Some(Place::Party(place.party)));
    press(&mut window, SHIFT_CTRL, Key::M);
    type_text(&mut window, "european");
    plain(&mut window, Key::Enter);
    let says = |beginning: &str, note: &str| {
        let listed = window.query_all_by_role(Role::ListItem).filter_map(|node| node.accesskit_node().label());
        listed.into_iter().any(|label| label.contains(beginning) && label.contains(note))
    };
    assert!(
        says("Welcome Ukraine’s commitment", "moves, and becomes the current one"),
        "nothing tells what is shown then"
    );
    let now = state(&window).document.as_ref().unwrap().comparison().shown(dossier(&window), place).unwrap();
    let wording = dossier(&window).position(now).unwrap().wording.to_string();
    assert!(says(&wording, "no longer the current one"), "nothing tells that it is overtaken");
    assert!(!dossier(&window).position(now).unwrap().conditions.is_empty(), "the sample has a condition there");
    window.get_by_label_contains("overtaken by a later one: Ukraine");
    window.get_by_label_contains(" no longer count");
    plain(&mut window, Key::Enter);
    let now = state(&window).document.as_ref().unwrap().comparison().shown(dossier(&window), place).unwrap();
    assert!(dossier(&window).position(now).unwrap().wording.starts_with("Welcome Ukraine"));
}

/// A party as it is written in the file.
fn party(window: &Window, id: &str) -> standpoint::model::Party {
    dossier(window).parties().iter().find(|(_, party)| party.id == id).unwrap().1.clone()
}

fn party_is(window: &Window, key: standpoint::model::PartyId, id: &str) -> bool {
    dossier(window).parties().get(key).is_some_and(|party| party.id == id)
}

/// Selects the head of Ukraine's column.
fn select_ukraine(window: &mut Window) {
    click(window, "Ukraine, General end to hostilities: accepts");
    for _ in 0..dossier(window).items().len() {
        plain(window, Key::ArrowUp);
    }
}

fn lines(window: &Window) -> Vec<String> {
    window.query_all_by_role(Role::ListItem).filter_map(|node| node.accesskit_node().label()).collect()
}

/// If this fails, a party gets another name and the articles that use the old one are not recognised any more, or nobody
/// saw which sentences stand under it.
#[test]
fn a_party_is_renamed_with_every_passage_listed_and_its_old_name_kept() {
    let (_, mut window) = ceasefire();
    let before = bytes(&window);
    select_ukraine(&mut window);
    press(&mut window, SHIFT_CTRL, Key::R);
    let own = dossier(&window).positions().filter(|(_, position)| party_is(&window, position.party, "ukraine")).count();
    assert!(own > 3);
    window.get_by_label_contains(" affected");
    let first =
        dossier(&window).positions().find(|(_, position)| party_is(&window, position.party, "ukraine")).unwrap().1;
    let (wording, quote) = (first.wording.to_string(), first.evidence[0].quote.to_string());
    let is_first = |line: &String| line.contains(&wording) && line.contains(&quote);
    assert!(lines(&window).iter().any(is_first), "{:?}", lines(&window));
    type_text(&mut window, "Government in Kyiv");
    plain(&mut window, Key::Enter);
    assert!(state(&window).view.dialog.is_none());
    let renamed = party(&window, "ukraine");
    assert_eq!(&*renamed.name, "Government in Kyiv");
    assert!(renamed.aliases.iter().any(|alias| &**alias == "Ukraine"), "articles call it so");
    let name = "Rename “Ukraine” to “Government in Kyiv”";
    assert_eq!(state(&window).document.as_ref().unwrap().scene().undo_name, Some(name));
    press(&mut window, CTRL, Key::Z);
    assert_eq!(bytes(&window), before, "one undo takes all of it back");
}

/// If this fails, two parties bear one name by mistake, and each has half of the positions.
#[test]
fn a_name_that_is_taken_is_told_and_leads_to_a_merge() {
    let (_, mut window) = ceasefire();
    let before = dossier(&window).parties().len();
    select_ukraine(&mut window);
    press(&mut window, SHIFT_CTRL, Key::R);
    type_text(&mut window, " russia ");
    window.get_by_label_contains("There is a party called so already: “Russia”");
    plain(&mut window, Key::Enter);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Merge(_))));
    assert_eq!(dossier(&window).parties().len(), before, "nothing is done without having been seen");
    window.get_by_label_contains("positions affected");
    plain(&mut window, Key::Tab);
    while !window.get_by_label("Affected positions").is_focused() {
        plain(&mut window, Key::Tab);
    }
    let top = lines(&window);
    plain(&mut window, Key::PageDown);
    assert_ne!(lines(&window), top);
    plain(&mut window, Key::End);
    let last = lines(&window);
    plain(&mut window, Key::Home);
    assert_eq!(lines(&window), top);
    assert_ne!(last, top);
    plain(&mut window, Key::Enter);
    assert_eq!(dossier(&window).parties().len(), before - 1, "Enter merges also while the list has the keyboard");
    assert!(party(&window, "russia").aliases.iter().any(|alias| &**alias == "Ukraine"));
}

/// If this fails, an item's old title is gone although positions were coded under it.
#[test]
fn an_item_is_renamed_and_its_old_title_stays_in_its_note() {
    let (_, mut window) = ceasefire();
    let before = bytes(&window);
    let truce = item(&window, "ceasefire");
    click(&mut window, "Ukraine, General end to hostilities: accepts");
    for _ in 0..4 {
        plain(&mut window, Key::ArrowLeft);
    }
    press(&mut window, SHIFT_CTRL, Key::R);
    let waiting = lines(&window).iter().filter(|line| line.contains("in its condition")).count();
    let linked = standpoint::model::steps::links_to(dossier(&window), truce).len();
    assert!(linked > 0 && (waiting > 0 || lines(&window).len() > 3), "conditions that wait for it are listed too");
    type_text(&mut window, "End of all fighting");
    plain(&mut window, Key::Enter);
    let renamed = dossier(&window).items().get(truce).unwrap();
    assert_eq!(&*renamed.title, "End of all fighting");
    assert!(renamed.note.contains("Formerly: General end to hostilities"), "{}", renamed.note);
    assert_eq!(standpoint::model::steps::links_to(dossier(&window), truce).len(), linked);
    press(&mut window, CTRL, Key::Z);
    assert_eq!(bytes(&window), before);
}
