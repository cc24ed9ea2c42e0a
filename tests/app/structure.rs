//! Items, parties and topics as such: merged, moved, inserted, several at once.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use standpoint::model::{Dossier, Place};
use standpoint::ui::Dialog;

use super::window::{Window, ceasefire, cell, dossier, plain, press, settle, state};

const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;
const CTRL: Modifiers = Modifiers::COMMAND;

fn party_names(window: &Window) -> Vec<String> {
    dossier(window).parties().iter().map(|(_, party)| party.name.to_string()).collect()
}

fn topic_of(window: &Window, item: &str) -> String {
    let id = cell(window, "russia", item).item;
    dossier(window).items().get(id).unwrap().topic.to_string()
}

/// Wordings and quotations, whoever says them on whatever.
fn said(dossier: &Dossier) -> Vec<(String, Vec<String>)> {
    let quotes =
        |position: &standpoint::model::Position| position.evidence.iter().map(|e| e.quote.to_string()).collect();
    let mut said: Vec<_> = dossier.positions().map(|(_, p)| (p.wording.to_string(), quotes(p))).collect();
    said.sort();
    said
}

/// Two analysts who called one party by two names must not lose a position when they notice.
#[test]
fn merged_parties_keep_every_position_under_one_name_with_the_others_as_aliases() {
    let (_, mut window) = ceasefire();
    let before = dossier(&window).clone();
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::ArrowUp);
    plain(&mut window, Key::End);
    press(&mut window, SHIFT, Key::ArrowLeft);
    press(&mut window, CTRL | SHIFT, Key::M);
    let Some(Dialog::Merge(dialog)) = state(&window).view.dialog.clone() else { panic!("no dialog") };
    assert_eq!(dialog.places.len(), 2);
    let merge = dialog.merge.unwrap();
    assert!(!merge.0.meeting.is_empty(), "both speak on some items, and the dialog says on which");
    plain(&mut window, Key::Enter);
    assert_eq!(party_names(&window), ["Russia", "Ukraine", "European allies"]);
    let kept = dossier(&window).parties().iter().find(|(_, party)| &*party.name == "European allies").unwrap().1;
    assert!(kept.aliases.iter().any(|alias| &**alias == "United States"));
    assert_eq!(said(dossier(&window)), said(&before), "something that was said is gone");
    press(&mut window, CTRL, Key::Z);
    assert!(*dossier(&window) == before, "one undo brings all of it back");
}

#[test]
fn several_heads_are_moved_and_deleted_as_one() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::ArrowUp);
    press(&mut window, SHIFT, Key::ArrowRight);
    press(&mut window, ALT, Key::ArrowRight);
    assert_eq!(party_names(&window), ["United States", "Russia", "Ukraine", "European allies"]);
    press(&mut window, CTRL | SHIFT, Key::Delete);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Delete(_))), "it says what goes with them");
    plain(&mut window, Key::Enter);
    assert_eq!(party_names(&window), ["United States", "European allies"]);
    press(&mut window, CTRL, Key::Z);
    assert_eq!(party_names(&window).len(), 4);
}

/// An item at the edge of its topic goes on into the next one, as it looks on screen.
#[test]
fn an_item_moves_over_the_heading_into_the_next_topic() {
    let (_, mut window) = ceasefire();
    assert_eq!(topic_of(&window, "ceasefire"), "Ceasefire");
    window
        .get_by(|node| node.role() == Role::RowHeader && node.label().is_some_and(|l| l.starts_with("General end")))
        .click();
    settle(&mut window);
    press(&mut window, ALT, Key::ArrowDown);
    assert_eq!(topic_of(&window, "ceasefire"), "Limited truces");
    press(&mut window, ALT, Key::ArrowUp);
    assert_eq!(topic_of(&window, "ceasefire"), "Ceasefire");
}

#[test]
fn an_item_is_inserted_where_one_is_needed() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::ArrowDown);
    press(&mut window, CTRL | SHIFT, Key::Plus);
    window
        .get_by(|node| node.role() == Role::MultilineTextInput && node.label().as_deref() == Some("Title"))
        .type_text("In between");
    settle(&mut window);
    plain(&mut window, Key::Enter);
    let titles: Vec<_> = dossier(&window).items().iter().map(|(_, item)| item.title.to_string()).collect();
    assert_eq!(titles[1], "In between");
    assert!(matches!(state(&window).view.selection.active(), Some(Place::Item(_))), "it is selected, ready to go on");
}

#[test]
fn a_topic_gets_the_name_of_another_and_the_two_are_one() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    press(&mut window, CTRL | SHIFT, Key::G);
    window.get_by_label("Territory").click();
    settle(&mut window);
    window.get_by_label("Move").click();
    settle(&mut window);
    assert_eq!(topic_of(&window, "us-proposal"), "Territory");
    press(&mut window, CTRL, Key::Z);
    assert_eq!(topic_of(&window, "us-proposal"), "Ceasefire");
}

/// A contradiction is cleared up by looking at both sides and putting them in order; the marks on the position that one
/// looks at must go with it.
#[test]
fn positions_of_one_date_change_places_from_the_inspector_and_the_shown_one_stays_shown() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    press(&mut window, CTRL | SHIFT, Key::D);
    plain(&mut window, Key::R);
    let at = cell(&window, "russia", "us-proposal");
    let stances = |window: &Window| {
        let stack = standpoint::model::steps::stack(dossier(window), at);
        stack.into_iter().map(|(_, position)| position.stance.word()).collect::<Vec<_>>()
    };
    let before = stances(&window);
    assert!(before.len() > 2 && before[0] == "rejects", "the copy, its original and earlier ones");
    window.get_by_label("Move position down").click();
    settle(&mut window);
    let after = stances(&window);
    assert_eq!(after[1], "rejects");
    plain(&mut window, Key::Escape);
    press(&mut window, CTRL, Key::Delete);
    assert_eq!(stances(&window), before[1..], "what is removed is what was shown");
    press(&mut window, CTRL, Key::Z);
    press(&mut window, CTRL, Key::Z);
    assert_eq!(stances(&window), before);
}

/// Two names for one party are noticed one at a time: the other must be found from the one.
#[test]
fn one_party_is_merged_with_another_that_is_found_by_typing() {
    let (_, mut window) = ceasefire();
    let before = dossier(&window).clone();
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::ArrowUp);
    press(&mut window, CTRL | SHIFT, Key::M);
    window.get_by(|node| node.label().as_deref() == Some("Merge with")).type_text("unit");
    settle(&mut window);
    plain(&mut window, Key::Enter);
    let Some(Dialog::Merge(dialog)) = state(&window).view.dialog.clone() else { panic!("no dialog") };
    assert_eq!(dialog.places.len(), 2, "the found one is taken, and what meets is shown before anything is done");
    assert!(dialog.merge.is_some() && *dossier(&window) == before);
    plain(&mut window, Key::Enter);
    assert_eq!(party_names(&window), ["Russia", "Ukraine", "European allies"]);
    assert_eq!(said(dossier(&window)), said(&before));
    press(&mut window, CTRL, Key::Z);
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::ArrowUp);
    press(&mut window, CTRL | SHIFT, Key::M);
    plain(&mut window, Key::Escape);
    assert!(state(&window).view.dialog.is_none() && *dossier(&window) == before, "Escape leaves everything as it was");
}

/// A heading speaks for all its items, and its menu must act on that topic and no other.
#[test]
fn the_menu_of_a_heading_deletes_its_topic_after_saying_what_goes() {
    let (_, mut window) = ceasefire();
    let before = dossier(&window).items().len();
    let of_topic = standpoint::model::steps::items_of_topic(dossier(&window), "Limited truces").len();
    window
        .get_by(|node| node.role() == Role::Heading && node.label().as_deref() == Some("Limited truces"))
        .click_secondary();
    settle(&mut window);
    window.get_by_label("Delete topic…").click();
    settle(&mut window);
    assert!(matches!(&state(&window).view.dialog, Some(Dialog::Delete(deletion)) if deletion.positions > 0));
    plain(&mut window, Key::Enter);
    assert_eq!(dossier(&window).items().len(), before - of_topic);
    press(&mut window, CTRL, Key::Z);
    assert_eq!(dossier(&window).items().len(), before);
}

/// A list of names that stands in a document already must not be typed one by one, nor a party be there twice.
#[test]
fn several_parties_are_added_at_once_and_those_that_are_there_are_not_doubled() {
    let (_, mut window) = ceasefire();
    press(&mut window, CTRL | SHIFT, Key::P);
    let field = |window: &Window, words: &str| {
        window
            .get_by(|node| node.role() == Role::MultilineTextInput && node.label().as_deref() == Some("Name"))
            .type_text(words);
    };
    field(&window, "Turkey\nChina\n");
    settle(&mut window);
    press(&mut window, SHIFT, Key::Enter);
    field(&window, "the kremlin\nturkey");
    settle(&mut window);
    plain(&mut window, Key::Enter);
    assert_eq!(party_names(&window), ["Russia", "Ukraine", "United States", "European allies", "Turkey", "China"]);
    assert!(state(&window).view.toasts.iter().any(|toast| toast.text == "There already: “the kremlin”"));
    press(&mut window, CTRL, Key::Z);
    assert_eq!(party_names(&window).len(), 4, "one undo takes both back");
}
