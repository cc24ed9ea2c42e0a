//! Several reports of one position: what contradicts what, and that a person can say which of them do not count.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use standpoint::compare::Standing;
use standpoint::model::{Cell, DiscountKind, Place, PositionId, Stance};
use standpoint::ui::Dialog;

use super::window::{Window, bytes, ceasefire, cell, click, field, plain, press, settle, state, undo_name};

const SHIFT_CTRL: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const HALT: &str = "Russia, The halt covers railways, ports and other infrastructure: disputed";

fn standing(window: &Window, cell: Cell) -> Standing {
    state(window).document.as_ref().unwrap().comparison().cell(cell).standing
}

/// The mark of every position of a cell, in file order.
fn marks(window: &Window, cell: Cell) -> Vec<Option<(DiscountKind, String)>> {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    let mark = |(_, position): (PositionId, &standpoint::model::Position)| {
        position.discount.as_ref().map(|mark| (mark.kind, mark.reason.to_string()))
    };
    dossier.cell(cell).map(mark).collect()
}

/// The buttons of this name, from top to bottom and from left to right.
fn buttons(window: &Window, name: &str) -> usize {
    window.query_all(egui_kittest::kittest::by().role(Role::Button).label(name)).count()
}

fn click_button(window: &mut Window, name: &str, number: usize) {
    let found = window.query_all(egui_kittest::kittest::by().role(Role::Button).label(name)).nth(number);
    found.unwrap_or_else(|| panic!("no button {number} called {name}")).click();
    settle(window);
}

/// If this fails, nobody sees what stands against what in a disputed cell, or cannot settle it where it is seen.
#[test]
fn a_disputed_cell_shows_both_sides_and_is_settled_there() {
    let (_, mut window) = ceasefire();
    let halt = cell(&window, "russia", "infrastructure");
    let before = bytes(&window);
    click(&mut window, HALT);
    window.get_by_label("For · 1 report");
    window.get_by_label("Against · 1 report");
    window.get_by_label("2 reports, latest first");
    // Beside the contradicting quotations, in the list, and below the position: each of the two twice, and once more.
    assert_eq!(buttons(&window, "Mark as doubtful…"), 5);
    click_button(&mut window, "Mark as doubtful…", 0);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Discount { kind: DiscountKind::Doubtful, .. })));
    field(&window, "Reason").type_text("Only one side says so");
    settle(&mut window);
    plain(&mut window, Key::Enter);
    assert_eq!(undo_name(&window), Some("Mark as doubtful"));
    let reason = "Only one side says so".to_owned();
    assert_eq!(marks(&window, halt).into_iter().flatten().collect::<Vec<_>>(), [(DiscountKind::Doubtful, reason)]);
    assert_eq!(standing(&window, halt), Standing::Stated(Stance::Rejects), "what stands against it counts alone");
    assert!(window.query_by_label("For · 1 report").is_none());
    window.get_by_label("Doubtful: Only one side says so");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!((standing(&window, halt), bytes(&window)), (Standing::Disputed, before));
}

/// If this fails, a report is marked only by those who can use a mouse, or the mark cannot be taken back.
#[test]
fn marks_are_set_changed_and_taken_back_by_keys() {
    let (_, mut window) = ceasefire();
    let proposal = cell(&window, "ukraine", "us-proposal");
    let before = bytes(&window);
    click(&mut window, "Ukraine, US proposal for a 30-day ceasefire: accepts");
    press(&mut window, SHIFT_CTRL, Key::U);
    window.get_by_label("Mark as superseded");
    field(&window, "Reason").type_text("Withdrawn");
    settle(&mut window);
    plain(&mut window, Key::Enter);
    assert_eq!(marks(&window, proposal), [Some((DiscountKind::Superseded, "Withdrawn".to_owned()))]);
    assert_eq!(standing(&window, proposal), Standing::NotStated);
    window.get_by_label_contains("Ukraine, US proposal for a 30-day ceasefire: not stated. Some reports do not count");
    window.get_by_label_contains("Superseded: it does not count");
    press(&mut window, SHIFT_CTRL, Key::B);
    assert!(
        matches!(&state(&window).view.dialog, Some(Dialog::Discount { reason, .. }) if reason == "Withdrawn"),
        "the reason is there to be changed"
    );
    plain(&mut window, Key::Enter);
    assert_eq!(undo_name(&window), Some("Mark as doubtful"));
    press(&mut window, SHIFT_CTRL, Key::Y);
    assert_eq!((marks(&window, proposal), undo_name(&window)), (vec![None], Some("Take back “doubtful”")));
    assert_eq!(standing(&window, proposal), Standing::Stated(Stance::Accepts));
    assert_eq!(bytes(&window), before);
    press(&mut window, SHIFT_CTRL, Key::U);
    plain(&mut window, Key::Escape);
    assert_eq!(bytes(&window), before, "Escape marks nothing");
}

/// If this fails, a letter in the matrix rewrites a report that was put aside, instead of saying what counts now.
#[test]
fn where_nothing_counts_a_letter_records_a_new_position() {
    let (_, mut window) = ceasefire();
    let proposal = cell(&window, "ukraine", "us-proposal");
    click(&mut window, "Ukraine, US proposal for a 30-day ceasefire: accepts");
    press(&mut window, SHIFT_CTRL, Key::B);
    plain(&mut window, Key::Enter);
    plain(&mut window, Key::R);
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    let said: Vec<_> = dossier.cell(proposal).map(|(_, position)| (position.stance, position.counts())).collect();
    assert_eq!(said, [(Stance::Accepts, false), (Stance::Rejects, true)]);
    assert_eq!(standing(&window, proposal), Standing::Stated(Stance::Rejects));
}

/// If this fails, a cell with a history does not say who reported what, or does not lead to the passage.
#[test]
fn every_report_names_its_source_and_speaker_and_leads_to_its_passage() {
    let (_, mut window) = ceasefire();
    let proposal = cell(&window, "russia", "us-proposal");
    click(&mut window, "Russia, US proposal for a 30-day ceasefire: reserved");
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    let quoted: Vec<_> = dossier.cell(proposal).flat_map(|(_, position)| &position.evidence).cloned().collect();
    assert!(quoted.len() > 1);
    for evidence in &quoted {
        let publisher = dossier.sources().get(evidence.source).unwrap().publisher.to_string();
        let byline =
            if evidence.speaker.is_empty() { publisher } else { format!("{publisher} · {}", evidence.speaker) };
        assert!(window.query_all_by_label(&byline).next().is_some(), "{byline}");
        let quote = format!("“{}”", evidence.quote);
        assert!(window.query_all_by_label(&quote).next().is_some(), "{quote}");
    }
    assert!(window.query_by_label_contains("· current").is_some());
    let (id, first) = standpoint::model::steps::stack(dossier, proposal)[0];
    let source = first.evidence[0].source;
    let name = format!("Show passage in “{}”", dossier.sources().get(source).unwrap().publisher);
    click_button(&mut window, &name, 0);
    let chosen = state(&window).view.sources.chosen.map(|mark| (mark.position, mark.evidence));
    assert_eq!(chosen, Some((id, 0)), "its quotation is chosen in the article");
    assert_eq!(state(&window).view.selection.active(), Some(Place::Cell(proposal)), "and its cell stays selected");
}
