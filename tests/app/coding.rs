//! Coding by hand: words are selected, one key, a few letters, Enter, and the matrix has a position with its sentence.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use standpoint::model::{Place, Position, Stance};
use standpoint::ui::Dialog;

use super::window::{Window, ceasefire, click, plain, press, settle, state};

const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;

fn typed(window: &mut Window, words: &str) {
    window.event(egui::Event::Text(words.to_owned()));
    settle(window);
}

/// Opens the articles and selects the first words of the first one by keys.
pub(crate) fn select_words(window: &mut Window, words: usize) {
    press(window, CTRL, Key::Num3);
    plain(window, Key::F6);
    press(window, CTRL, Key::Home);
    for _ in 0..words {
        press(window, CTRL | SHIFT, Key::ArrowRight);
    }
}

fn shown(window: &Window) -> Position {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    dossier.position(state(window).view.position.unwrap()).unwrap().clone()
}

fn count(window: &Window) -> usize {
    state(window).document.as_ref().unwrap().dossier().position_count()
}

/// If this fails, a person who reads an article must leave the keyboard, or type what stands there already.
#[test]
fn selected_words_become_a_position_by_keys_alone() {
    let (_, mut window) = ceasefire();
    let before = state(&window).document.as_ref().unwrap().dossier().clone();
    select_words(&mut window, 5);
    plain(&mut window, Key::D);
    assert!(matches!(&state(&window).view.dialog, Some(Dialog::Coding(form)) if form.stance == Some(Stance::Demands)));
    // Ukraine is named in the words and proposed; the item is new.
    plain(&mut window, Key::Tab);
    typed(&mut window, "A pause at sea");
    plain(&mut window, Key::Tab);
    plain(&mut window, Key::O);
    plain(&mut window, Key::Tab);
    typed(&mut window, "Ready for a pause");
    plain(&mut window, Key::Tab);
    typed(&mut window, "Russia stops too");
    plain(&mut window, Key::Tab);
    typed(&mut window, "its delegation");
    plain(&mut window, Key::Enter);

    assert!(state(&window).view.dialog.is_none());
    let position = shown(&window);
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    assert_eq!(dossier.parties().get(position.party).unwrap().name, "Ukraine");
    assert_eq!(dossier.items().get(position.item).unwrap().title, "A pause at sea");
    assert_eq!((position.stance, position.wording.as_str()), (Stance::Offers, "Ready for a pause"));
    assert_eq!(position.conditions[0].text, "Russia stops too");
    let [evidence] = &position.evidence[..] else { panic!("one quotation") };
    assert_eq!((evidence.quote.as_str(), evidence.start), ("Ukraine is ready to accept", Some(0)));
    assert_eq!((evidence.end, evidence.speaker.as_str()), (Some(26), "its delegation"));
    assert_eq!(state(&window).view.selection.active(), Some(Place::Cell(position.cell())), "it is selected everywhere");
    assert!(state(&window).view.sources.has_keyboard, "reading goes on");
    assert_eq!(state(&window).view.sources.reading.caret(), 26, "behind the words");

    press(&mut window, CTRL, Key::Z);
    assert!(*state(&window).document.as_ref().unwrap().dossier() == before, "one step, item included");
}

/// If this fails, Enter makes half a position, or the person does not learn what is missing.
#[test]
fn what_is_missing_is_said_and_gets_the_keyboard() {
    let (_, mut window) = ceasefire();
    let before = count(&window);
    select_words(&mut window, 3);
    plain(&mut window, Key::Enter);
    plain(&mut window, Key::Enter);
    window.get_by_label("On what? Choose an item or type a new one");
    typed(&mut window, "prisoners");
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::Enter);
    assert!(state(&window).view.dialog.is_some(), "Enter took the entry of the list");
    plain(&mut window, Key::Enter);
    window.get_by_label("Choose a stance: D, O, A, R or V");
    plain(&mut window, Key::A);
    plain(&mut window, Key::Enter);
    assert!(state(&window).view.dialog.is_none());
    let position = shown(&window);
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    assert_eq!(dossier.items().get(position.item).unwrap().title, "Exchange of prisoners of war");
    assert_eq!((position.stance, count(&window)), (Stance::Accepts, before + 1));
    assert_eq!(position.wording, "Ukraine is ready", "the words themselves are proposed");
}

/// If this fails, who chooses with the mouse finds the keyboard nowhere, and Tab begins anew.
#[test]
fn an_entry_that_is_clicked_leads_on_to_the_next_field() {
    let (_, mut window) = ceasefire();
    select_words(&mut window, 3);
    plain(&mut window, Key::P);
    let has_focus = |window: &Window, name: &str| super::window::field(window, name).is_focused();
    assert!(has_focus(&window, "Party"));
    super::window::button(&mut window, "Russia");
    assert!(has_focus(&window, "Item"));
    typed(&mut window, "prisoners");
    super::window::button(&mut window, "Exchange of prisoners of war");
    window.get_by_label("Stance: not chosen");
    plain(&mut window, Key::O);
    window.get_by_label("Stance: offers");
    plain(&mut window, Key::Enter);
    let (position, dossier) = (shown(&window), state(&window).document.as_ref().unwrap().dossier());
    assert_eq!(dossier.parties().get(position.party).unwrap().name, "Russia");
    assert_eq!(dossier.items().get(position.item).unwrap().title, "Exchange of prisoners of war");
}

/// If this fails, somebody who has selected words does not learn what for; or counts are hidden for longer than that.
#[test]
fn while_words_are_selected_the_lower_edge_says_what_they_are_good_for() {
    let (_, mut window) = ceasefire();
    let says = |window: &Window, words: &str| window.query_by_label_contains(words).is_some();
    assert!(says(&window, "2 agreed") && !says(&window, "Selected words"));
    select_words(&mut window, 2);
    assert!(says(&window, "Selected words: P, Enter or D O A R V makes a position · Ctrl+C copies"));
    assert!(!says(&window, "2 agreed"));
    plain(&mut window, Key::Escape);
    assert!(says(&window, "2 agreed") && !says(&window, "Selected words"));
    press(&mut window, CTRL, Key::Num1);
    click(&mut window, "Ukraine, US proposal for a 30-day ceasefire: accepts");
    select_words(&mut window, 2);
    assert!(says(&window, "Shift+P adds them to the selected one"));
}

/// If this fails, leaving the form loses the selection or makes something, and the next form shows what was typed before.
#[test]
fn escape_leaves_everything_as_it_was() {
    let (_, mut window) = ceasefire();
    let before = count(&window);
    select_words(&mut window, 2);
    plain(&mut window, Key::P);
    plain(&mut window, Key::Tab);
    typed(&mut window, "Something");
    plain(&mut window, Key::Escape);
    assert!(state(&window).view.dialog.is_none());
    assert_eq!(count(&window), before);
    plain(&mut window, Key::R);
    assert!(matches!(&state(&window).view.dialog, Some(Dialog::Coding(form)) if form.stance == Some(Stance::Rejects)));
    assert!(window.query_by_label("Something").is_none());
    let fields: Vec<_> = window.query_all_by_role(Role::TextInput).filter_map(|field| field.value()).collect();
    assert!(!fields.iter().any(|value| value == "Something"), "{fields:?}");
}

/// A position may rest on several passages, and a passage may carry several positions.
#[test]
fn further_words_join_the_selected_position() {
    let (_, mut window) = ceasefire();
    click(&mut window, "Ukraine, US proposal for a 30-day ceasefire: accepts");
    let id = state(&window).view.position;
    select_words(&mut window, 2);
    press(&mut window, SHIFT, Key::P);
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    let Some(Place::Cell(cell)) = state(&window).view.selection.active() else { panic!("a cell") };
    let quoted =
        dossier.cell(cell).flat_map(|(_, position)| &position.evidence).any(|found| found.quote == "Ukraine is");
    assert!(quoted, "{id:?}");
    let evidence = dossier.cell(cell).map(|(_, position)| position.evidence.len()).sum::<usize>();
    press(&mut window, SHIFT, Key::P);
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    let now = dossier.cell(cell).map(|(_, position)| position.evidence.len()).sum::<usize>();
    assert_eq!(now, evidence, "the same words twice are no second quotation");
    window.get_by_label_contains("The position rests on these words already");
}
