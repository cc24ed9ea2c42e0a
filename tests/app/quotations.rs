//! Quotations in the window: how each stands to its article is said, and a person decides what is not certain.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use standpoint::model::{Evidence, Key as _, SourceId};
use standpoint::ui::Action;

use super::fake_world::FakeWorld;
use super::window::{Window, click, field, plain, press, settle, start, state, undo_name};

/// Five quotations without a place: one word for word, one with other typography, two places, none, no text.
fn opened() -> (FakeWorld, Window) {
    let evidence = |item: &str, source: &str, quote: &str| {
        format!(
            r#"{{"party": "ua", "item": "{item}", "stance": "accepts", "evidence": [{{"source": "{source}", "quote": "{quote}"}}]}}"#
        )
    };
    let positions = [
        evidence("a", "call", "said yes"),
        evidence("b", "call", "Kyiv's team"),
        evidence("c", "call", "to it"),
        evidence("d", "call", "said maybe"),
        evidence("e", "blank", "said yes"),
    ];
    let items: Vec<_> =
        ["a", "b", "c", "d", "e"].iter().map(|id| format!(r#"{{"id": "{id}", "title": "Item {id}"}}"#)).collect();
    let file = format!(
        r#"{{"standpoint": 1, "title": "Quoted",
        "sources": [{{"id": "call", "title": "Call", "published": "2025-03-18", "text": "Kyiv’s team said yes to it. Moscow’s team said no to it."}},
            {{"id": "blank", "title": "Blank", "published": "2025-03-18"}}],
        "parties": [{{"id": "ua", "name": "Ukraine"}}], "items": [{}], "positions": [{}]}}"#,
        items.join(", "),
        positions.join(", ")
    );
    let world = FakeWorld::with("/d/quoted.json", file.as_bytes());
    let window = start(&world, &["/d/quoted.json"]);
    (world, window)
}

fn evidence(window: &Window, item: usize) -> Evidence {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    let item = dossier.items().keys()[item];
    dossier.row(item).next().unwrap().1.evidence[0].clone()
}

fn place(window: &Window, item: usize) -> Option<(u32, u32)> {
    let evidence = evidence(window, item);
    evidence.start.zip(evidence.end)
}

fn show(window: &mut Window, item: &str) {
    click(window, &format!("Ukraine, Item {item}: accepts"));
}

/// By its menu.
fn invoke(window: &mut Window, action: Action) {
    window.get_by_role_and_label(egui::accesskit::Role::Button, action.row().menu.name()).click();
    window.run_steps(3);
    window.get_by_label(action.row().name).click();
    settle(window);
}

/// Otherwise a dossier changes by being looked at, or a thousand quotations have to be placed one by one, or a doubtful
/// one is placed by a guess.
#[test]
fn places_are_written_on_demand_where_there_is_no_doubt() {
    let (_, mut window) = opened();
    show(&mut window, "a");
    assert_eq!(undo_name(&window), None, "opening and looking changes nothing");
    click(&mut window, "Keep its place");
    assert_eq!(undo_name(&window), Some("Place quotation"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    invoke(&mut window, Action::LocateQuotations);
    let places: Vec<_> = (0..5).map(|item| place(&window, item)).collect();
    assert_eq!(places, [Some((12, 20)), None, None, None, None]);
    let said = &state(&window).view.toasts.last().unwrap().text;
    assert_eq!(
        said,
        "Quotations without a place: 1 placed, 1 with other typography, 1 at several places, 1 not in the text, 1 without a text to look in"
    );
    assert!(state(&window).view.are_problems_open, "the others are listed, each with the way there");
    assert_eq!(state(&window).document.as_ref().unwrap().findings.len(), 4);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(place(&window, 0), None);
}

/// Otherwise the program changes what somebody wrote down, or one does not learn that the article is spelled otherwise.
#[test]
fn the_spelling_of_the_text_is_taken_over_when_a_person_says_so() {
    let (_, mut window) = opened();
    show(&mut window, "b");
    window.get_by_label("In the text with other typography");
    assert_eq!(evidence(&window, 1).quote, *"Kyiv's team");
    click(&mut window, "Take over the spelling of the text");
    assert_eq!((evidence(&window, 1).quote.as_str(), place(&window, 1)), ("Kyiv’s team", Some((0, 11))));
    assert_eq!(undo_name(&window), Some("Take over spelling of the text"));
}

/// Otherwise a mark stands at the wrong one of two sentences.
#[test]
fn of_two_places_a_person_chooses() {
    let (_, mut window) = opened();
    show(&mut window, "c");
    window.get_by_label("Stands at 2 places. Which is meant?");
    click(&mut window, "Choose place 2 of 2");
    assert_eq!(place(&window, 2), Some((50, 55)));
    assert!(window.query_by_label_contains("Which is meant").is_none());
    show(&mut window, "d");
    window.get_by_label("Not in the text of its source");
}

fn text(window: &Window) -> String {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    dossier.sources().get(SourceId::from_index(0)).unwrap().text.to_string()
}

/// Writes down the place of the first quotation and opens the text of its article.
fn begin_to_edit(window: &mut Window) {
    invoke(window, Action::LocateQuotations);
    assert_eq!(place(window, 0), Some((12, 20)));
    press(window, Modifiers::COMMAND, Key::M);
    click(window, "Call");
    click(window, "Edit text…");
    field(window, "Article text").focus();
    settle(window);
}

/// Otherwise correcting a typing error puts all marks behind it at other words.
#[test]
fn an_article_is_edited_and_its_marks_go_with_it() {
    let (_, mut window) = opened();
    let before = text(&window);
    begin_to_edit(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::Home);
    field(&window, "Article text").type_text("On Tuesday ");
    settle(&mut window);
    window.get_by_label("1 quotation with a place in the text stays at its words");
    // Escape does not throw away what was typed; it asks.
    plain(&mut window, Key::Escape);
    window.get_by_label("The text was changed. Escape or Cancel again discards it");
    assert_eq!(text(&window), before);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(text(&window), format!("On Tuesday {before}"));
    assert_eq!(place(&window, 0), Some((23, 31)));
    assert_eq!(undo_name(&window), Some("Edit article text"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!((text(&window), place(&window, 0)), (before, Some((12, 20))));
}

/// Otherwise a quotation says what its article does not say any more, and nobody is told.
#[test]
fn a_quotation_that_was_deleted_from_the_article_keeps_its_words_and_is_told() {
    let (_, mut window) = opened();
    begin_to_edit(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::A);
    field(&window, "Article text").type_text("Kyiv’s team agreed to it. Moscow’s team said no to it.");
    settle(&mut window);
    window.get_by_label("1 quotation is no longer in the text");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!((evidence(&window, 0).quote.as_str(), place(&window, 0)), ("said yes", None));
    let said = &state(&window).view.toasts.last().unwrap().text;
    assert_eq!(said, "Done: Edit article text; not in the text now: 1 quotation");
    show(&mut window, "a");
    window.get_by_label("Not in the text of its source");
}
