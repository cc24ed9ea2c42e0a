//! Going back: to any step of the history, and from a message that says what was done.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use standpoint::ui::Dialog;

use super::window::{ceasefire, cell, click, plain, press, settle, state};

const CTRL: Modifiers = Modifiers::COMMAND;

/// Ten steps back is one choice, not ten keys.
#[test]
fn the_history_leads_to_any_step_and_forward_again() {
    let (_, mut window) = ceasefire();
    let before = state(&window).document.as_ref().unwrap().dossier().clone();
    plain(&mut window, Key::ArrowDown);
    for key in [Key::D, Key::A, Key::R] {
        plain(&mut window, key);
    }
    let after = state(&window).document.as_ref().unwrap().dossier().clone();
    press(&mut window, CTRL | Modifiers::ALT, Key::Z);
    assert!(matches!(&state(&window).view.dialog, Some(Dialog::History(dialog)) if dialog.chosen == 3));
    for _ in 0..3 {
        plain(&mut window, Key::ArrowDown);
    }
    plain(&mut window, Key::Enter);
    assert!(*state(&window).document.as_ref().unwrap().dossier() == before);
    press(&mut window, CTRL | Modifiers::ALT, Key::Z);
    let line = "Set stance to rejects – undone Russia · US proposal for a 30-day ceasefire";
    assert!(window.query_by_label(line).is_some(), "a step says where it was done");
    click(&mut window, "Set stance to rejects");
    assert!(*state(&window).document.as_ref().unwrap().dossier() == after, "what is undone is not lost");
}

/// If this fails, one reads that a step was done and that it was undone, and the matrix is hidden behind old messages.
#[test]
fn of_messages_about_steps_the_latest_is_shown() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::Delete);
    let count = |window: &super::window::Window, words| window.query_all_by_label_contains(words).count();
    assert_eq!((count(&window, "Done: "), count(&window, "Undone: ")), (1, 0));
    press(&mut window, CTRL, Key::Z);
    assert_eq!((count(&window, "Done: "), count(&window, "Undone: ")), (0, 1));
    for key in [Key::D, Key::A, Key::R] {
        plain(&mut window, key);
    }
    for _ in 0..3 {
        press(&mut window, CTRL, Key::Z);
    }
    assert_eq!(count(&window, "Undone: "), 1);
    press(&mut window, CTRL | Modifiers::SHIFT, Key::Z);
    assert_eq!((count(&window, "Undone: "), count(&window, "Redone: ")), (0, 1));
}

/// An old message must never take back a newer step.
#[test]
fn a_message_takes_back_its_own_step_and_no_other() {
    let (_, mut window) = ceasefire();
    let first = cell(&window, "russia", "us-proposal");
    let count = |window: &super::window::Window| state(window).document.as_ref().unwrap().dossier().cell(first).count();
    let before = count(&window);
    assert!(before > 1);
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::Delete);
    assert!(window.query_by_label("Undo").is_some());
    plain(&mut window, Key::ArrowRight);
    plain(&mut window, Key::R);
    assert!(window.query_by_label("Undo").is_none(), "another step came after it");
    plain(&mut window, Key::ArrowLeft);
    press(&mut window, CTRL, Key::Z);
    press(&mut window, CTRL, Key::Z);
    assert_eq!(count(&window), before);
    // Until the messages of the undone steps are gone.
    window.run_steps(30);
    plain(&mut window, Key::Delete);
    assert_eq!(count(&window), 0);
    window.get_by_label("Undo").click();
    settle(&mut window);
    assert_eq!(count(&window), before);
}
