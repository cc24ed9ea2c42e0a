//! Ways into the middle of an article: from the search and from the problems, and with the mouse.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use standpoint::model::Place;
use standpoint::ui::Dialog;

use super::fake_world::FakeWorld;
use super::sources::selected_words;
use super::window::{Window, ceasefire, cell, field, plain, press, search, settle, start, state};

const SHIFT_CTRL: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// If this fails, words that were found must be looked for and selected again by hand before they can be coded.
#[test]
fn words_that_were_found_are_selected_in_their_article_and_the_next_key_codes_them() {
    let (_, mut window) = ceasefire();
    search(&mut window, "breathing space");
    plain(&mut window, Key::Enter);
    let words = selected_words(&window).unwrap();
    assert_eq!(words.to_lowercase(), "breathing space");
    // The keyboard is there: a word more, then the form that makes a position of it.
    press(&mut window, SHIFT_CTRL, Key::ArrowRight);
    let more = selected_words(&window).unwrap();
    assert!(more.len() > words.len() && more.starts_with(&words), "{more:?}");
    plain(&mut window, Key::Enter);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Coding(_))));
}

/// If this fails, a place far down in another article is opened at its beginning.
#[test]
fn a_line_of_the_search_opens_its_article_at_the_words() {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    let before = state(&window).view.shown_article(state(&window).document.as_ref().unwrap().dossier());
    search(&mut window, "zaporizhzhia");
    window.get_all_by_label_contains("Article: …").last().unwrap().click();
    settle(&mut window);
    assert_eq!(selected_words(&window).unwrap().to_lowercase(), "zaporizhzhia");
    let after = state(&window).view.shown_article(state(&window).document.as_ref().unwrap().dossier());
    assert!(after != before, "the words are in another article");
    assert!(state(&window).view.sources.reading.place().is_some(), "and in view");
}

/// A problem with a quotation can only be judged beside the text.
#[test]
fn a_problem_with_a_quotation_leads_to_its_passage() {
    let file = r#"{"standpoint": 1, "title": "Talks",
        "sources": [{"id": "a", "title": "First day", "text": "They met."},
            {"id": "b", "title": "Second day", "text": "They said “no” to it."}],
        "parties": [{"id": "p", "name": "One"}],
        "items": [{"id": "i", "title": "Withdrawal"}],
        "positions": [{"party": "p", "item": "i", "stance": "rejects",
            "evidence": [{"source": "a", "quote": "They met.", "start": 0, "end": 9}, {"source": "b", "quote": "said \"no\" to"}]}]}"#;
    let world = FakeWorld::with("/d/talks.json", file.as_bytes());
    let mut window = start(&world, &["/d/talks.json"]);
    if !state(&window).view.are_problems_open {
        press(&mut window, Modifiers::COMMAND, Key::M);
    }
    window.get_by_label_contains("with other quotation marks").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Document, "Article: Second day");
    assert_eq!(state(&window).view.sources.lit, Some(5..17));
    let withdrawal = cell(&window, "p", "i");
    assert_eq!(state(&window).view.selection.active(), Some(Place::Cell(withdrawal)));
}

/// Where the words of a paragraph begin on the screen.
fn begin_of(window: &Window, paragraph: &str) -> Pos2 {
    let node = window.get_by(|node| {
        node.role() == Role::Paragraph && node.label().is_some_and(|label| label.starts_with(paragraph))
    });
    node.rect().left_top() + vec2(1.0, 10.0)
}

fn click_times(window: &mut Window, at: Pos2, times: usize) {
    // Frames of a test are far apart.
    window.ctx.options_mut(|options| options.input_options.max_double_click_delay = 2.0);
    window.hover_at(at);
    window.step();
    for _ in 0..times {
        for pressed in [true, false] {
            let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
            window.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
        }
        window.step();
    }
    settle(window);
}

/// If this fails, the words for a position must be dragged over exactly.
#[test]
fn a_double_click_takes_a_word_and_a_triple_click_a_paragraph() {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    let at = begin_of(&window, "Ukraine is ready");
    click_times(&mut window, at, 2);
    assert_eq!(selected_words(&window).as_deref(), Some("Ukraine"));
    // Long enough after it that it is no fourth click.
    window.run_steps(60);
    click_times(&mut window, at, 3);
    let paragraph = selected_words(&window).unwrap();
    assert!(paragraph.starts_with("Ukraine is ready") && paragraph.chars().count() > 100, "{paragraph:?}");
    assert!(!paragraph.trim_end().contains('\n'), "no more than the paragraph");
}

/// If this fails, nothing longer than the view can be selected with the mouse.
#[test]
fn the_article_goes_on_while_words_are_dragged_beyond_its_edge() {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    let from = begin_of(&window, "Ukraine is ready");
    let bottom = window.get_by(|node| node.role() == Role::Document).rect().bottom();
    window.drag_at(from);
    window.run_steps(2);
    window.hover_at(from + vec2(20.0, 20.0));
    window.run_steps(2);
    let beyond = Pos2::new(from.x + 60.0, bottom + 8.0);
    window.hover_at(beyond);
    window.run_steps(2);
    let at_first = selected_words(&window).unwrap().len();
    window.run_steps(60);
    let later = selected_words(&window).unwrap();
    assert!(later.starts_with("Ukraine is ready") && later.len() > at_first + 100, "{at_first} {}", later.len());
    window.drop_at(beyond);
    settle(&mut window);
    assert!(selected_words(&window).unwrap().len() >= later.len());
}

/// If this fails, who works with the mouse finds no way from selected words to a position, or loses the words on the way.
#[test]
fn the_menu_of_an_article_codes_the_selected_words() {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    let at = begin_of(&window, "The United States will now put");
    let right = |window: &mut Window, at: Pos2| {
        window.event(egui::Event::PointerMoved(at));
        for pressed in [true, false] {
            let button = egui::PointerButton::Secondary;
            window.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        }
        settle(window);
    };
    // Without a selection the menu is about the mark.
    right(&mut window, at + vec2(40.0, 0.0));
    let plan = cell(&window, "united-states", "us-proposal");
    assert_eq!(state(&window).view.selection.active(), Some(Place::Cell(plan)));
    window.get_by_label_contains("Mark as doubtful… Ctrl");
    plain(&mut window, Key::Escape);
    assert!(window.query_by_label_contains("Mark as doubtful… Ctrl").is_none(), "Escape does not close the menu");
    click_times(&mut window, at + vec2(4.0, 0.0), 2);
    assert_eq!(selected_words(&window).as_deref(), Some("The"));
    right(&mut window, at + vec2(6.0, 0.0));
    assert_eq!(selected_words(&window).as_deref(), Some("The"), "the menu takes away what it is about");
    window.get_by_label_contains("Position from passage…").click();
    settle(&mut window);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Coding(_))));
}

/// If this fails, a name that is met in an article has to be typed to be marked or found everywhere.
#[test]
fn selected_words_are_what_is_looked_for() {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    let at = begin_of(&window, "Ukraine is ready");
    click_times(&mut window, at, 2);
    press(&mut window, Modifiers::COMMAND | Modifiers::ALT, Key::H);
    assert_eq!(field(&window, "Words or pattern").value().as_deref(), Some("Ukraine"));
    plain(&mut window, Key::Enter);
    assert_eq!(state(&window).document.as_ref().unwrap().dossier().highlights().terms[0].pattern, "Ukraine");
    plain(&mut window, Key::Escape);
    plain(&mut window, Key::Escape);
    press(&mut window, SHIFT_CTRL, Key::F);
    assert_eq!(field(&window, "Search everything").value().as_deref(), Some("Ukraine"));
    // Typed words come in their place, and opening the search again keeps them.
    field(&window, "Search everything").type_text("truce");
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::F3);
    press(&mut window, Modifiers::COMMAND, Key::F3);
    press(&mut window, SHIFT_CTRL, Key::F);
    assert_eq!(field(&window, "Search everything").value().as_deref(), Some("truce"));
}
