//! Articles: from a cell to its sentence, from a sentence to its cell, and words that are selected in between.

use egui::accesskit::Role;
use egui::{Key, Modifiers, pos2};
use egui_kittest::kittest::Queryable as _;
use standpoint::model::{Cell, Place};
use standpoint::ui::View;

use super::fake_world::FakeWorld;
use super::window::{Window, ceasefire, cell, click, field, plain, press, settle, start, state};

const PROPOSAL: &str = "Ukraine, US proposal for a 30-day ceasefire: accepts";
const JEDDAH: &str = "Article: Kyiv backs US truce plan in Jeddah as arms and intelligence flow again";
const CALL: &str = "Article: Putin backs pause in strikes on energy sites, leaves wider truce open";

/// The words of the article that the window has selected.
pub(super) fn selected_words(window: &Window) -> Option<String> {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    let (source, range) = state(window).view.passage(dossier)?;
    let text = &dossier.sources().get(source).unwrap().text;
    Some(text.chars().skip(range.start as usize).take(range.len()).collect())
}

/// The words behind which the article is lit.
fn lit_words(window: &Window) -> Option<String> {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    let source = state(window).view.shown_article(dossier)?;
    let range = state(window).view.sources.lit.clone()?;
    let text = &dossier.sources().get(source).unwrap().text;
    Some(text.chars().skip(range.start as usize).take(range.len()).collect())
}

fn quotes(window: &Window, cell: Cell) -> Vec<String> {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    dossier.cell(cell).flat_map(|(_, position)| &position.evidence).map(|found| found.quote.to_string()).collect()
}

fn article<'a>(window: &'a Window, name: &'a str) -> egui_kittest::Node<'a> {
    window.get_by_role_and_label(Role::Document, name)
}

/// The heart of it: one key from a cell to the sentence that it rests on, and the matrix stays in view.
#[test]
fn one_key_leads_from_a_cell_to_its_sentence() {
    let (_, mut window) = ceasefire();
    let proposal = cell(&window, "ukraine", "us-proposal");
    click(&mut window, PROPOSAL);
    plain(&mut window, Key::F4);
    let quotes = quotes(&window, proposal);
    assert_eq!(lit_words(&window).as_ref(), quotes.first());
    article(&window, JEDDAH);
    window.get_by_label_contains(PROPOSAL);
    // Once more: the next sentence of the same position, round.
    for number in 1..=quotes.len() {
        plain(&mut window, Key::F4);
        assert_eq!(lit_words(&window).as_ref(), quotes.get(number % quotes.len()));
    }
    plain(&mut window, Key::F9);
    assert!(window.query_by_label(JEDDAH).is_none());
}

/// If this fails, the matrix beside the article gets narrower with each step from mark to mark, and lines break anew.
#[test]
fn the_article_beside_the_matrix_is_as_wide_as_it_was_made() {
    let (_, mut window) = ceasefire();
    click(&mut window, PROPOSAL);
    plain(&mut window, Key::F4);
    let before = state(&window).view.middle.unwrap();
    for _ in 0..4 {
        plain(&mut window, Key::F8);
    }
    assert_eq!(state(&window).view.middle.unwrap(), before);
}

/// If this fails, the key seems broken wherever there is no sentence to show.
#[test]
fn the_key_to_the_sentence_says_why_there_is_none() {
    let (_, mut window) = ceasefire();
    let said = |window: &Window, words: &str| window.query_by_label_contains(words).is_some();
    plain(&mut window, Key::F4);
    assert!(said(&window, "Select one cell"));
    click(&mut window, "Ukraine, 30-day halt on attacks on energy infrastructure: not stated");
    plain(&mut window, Key::F4);
    assert!(said(&window, "Nothing is stated here") && !said(&window, "Select one cell"));
    plain(&mut window, Key::D);
    plain(&mut window, Key::F4);
    assert!(said(&window, "no quotation yet: select its words in an article and press Shift+P"));
    assert!(!said(&window, "Nothing is stated here"));
    click(&mut window, PROPOSAL);
    plain(&mut window, Key::F4);
    assert!(!said(&window, "no quotation yet"), "it spoke of another cell");
}

/// If this fails, a click in the inspector or the context menu leads nowhere.
#[test]
fn the_inspector_leads_to_the_passage_of_each_quotation() {
    let (_, mut window) = ceasefire();
    click(&mut window, PROPOSAL);
    window.get_all_by_label("Show passage").next().unwrap().click_accesskit();
    settle(&mut window);
    assert_eq!(lit_words(&window), quotes(&window, cell(&window, "ukraine", "us-proposal")).first().cloned());
}

/// If this fails, somebody who reads cannot find out which cell a sentence led to.
#[test]
fn a_mark_selects_its_position_everywhere() {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    assert_eq!(state(&window).view.view, View::Sources);
    click(&mut window, "Rejects · United States · US military aid");
    let aid = cell(&window, "united-states", "aid");
    assert_eq!(state(&window).view.selection.active(), Some(Place::Cell(aid)));
    let chosen = state(&window).view.sources.chosen.unwrap();
    assert_eq!(state(&window).view.position, Some(chosen.position));
    // And it is the same in the matrix.
    press(&mut window, Modifiers::COMMAND, Key::Num1);
    assert_eq!(state(&window).view.selection.active(), Some(Place::Cell(aid)));
}

#[test]
fn keys_go_from_mark_to_mark_and_round() {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    let chosen = |window: &Window| {
        let dossier = state(window).document.as_ref().unwrap().dossier();
        let key = state(window).view.sources.chosen.unwrap();
        dossier.position(key.position).unwrap().evidence[key.evidence].start.unwrap()
    };
    plain(&mut window, Key::F8);
    let first = chosen(&window);
    plain(&mut window, Key::F8);
    let second = chosen(&window);
    assert!(second > first);
    press(&mut window, Modifiers::SHIFT, Key::F8);
    assert_eq!(chosen(&window), first);
    for _ in 0..2 {
        press(&mut window, Modifiers::SHIFT, Key::F8);
    }
    assert!(chosen(&window) > second, "before the first comes the last");
}

/// Side by side, the article follows the matrix into another source.
#[test]
fn the_article_follows_what_is_selected_in_the_matrix() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::F9);
    article(&window, JEDDAH);
    click(&mut window, "Russia, 30-day halt on attacks on energy infrastructure: accepts");
    article(&window, CALL);
    assert_eq!(lit_words(&window), quotes(&window, cell(&window, "russia", "energy")).first().cloned());
    // A mark that is clicked in the article does not move the article.
    let before = state(&window).view.sources.reading.caret();
    window.get_all_by_label_contains("Accepts · Russia · 30-day halt").next().unwrap().click();
    settle(&mut window);
    assert_eq!(state(&window).view.sources.reading.caret(), before);
}

/// If this fails, words that are coded are others than those under the mouse.
#[test]
fn words_are_selected_with_the_mouse_and_by_keys() {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    let paragraph = window.get_by(|node| {
        node.role() == Role::Paragraph && node.label().is_some_and(|label| label.starts_with("Ukraine is ready"))
    });
    let at = paragraph.rect().left_top() + egui::vec2(2.0, 10.0);
    let drag = |window: &mut Window, from: egui::Pos2, to: egui::Pos2| {
        window.drag_at(from);
        window.run_steps(2);
        window.hover_at(from + egui::vec2(12.0, 0.0));
        window.run_steps(2);
        window.hover_at(to);
        window.run_steps(2);
        window.drop_at(to);
        settle(window);
    };
    drag(&mut window, at, pos2(at.x - 30.0, at.y + 24.0));
    let first_line = selected_words(&window).unwrap();
    assert!(first_line.starts_with("Ukraine is ready to accept"), "{first_line:?}");
    // From there by keys: a word more, then everything, then the words as they are on the clipboard.
    press(&mut window, Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowRight);
    let more = selected_words(&window).unwrap();
    assert!(more.len() > first_line.len() && more.starts_with(&first_line), "{more:?}");
    press(&mut window, Modifiers::COMMAND, Key::A);
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    let text = dossier.sources().iter().next().unwrap().1.text.to_string();
    assert_eq!(selected_words(&window).unwrap().trim_end(), text.trim_end(), "and no cell was selected instead");
    plain(&mut window, Key::Escape);
    assert_eq!(selected_words(&window), None);
    press(&mut window, Modifiers::COMMAND, Key::Home);
    press(&mut window, Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowRight);
    assert_eq!(selected_words(&window).as_deref(), Some("Ukraine"));
    window.event(egui::Event::Copy);
    window.step();
    let copied = window.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("Ukraine"));
}

/// A letter means a stance in the matrix; in an article it must not change a cell that is out of sight.
#[test]
fn letters_typed_in_an_article_change_no_cell() {
    let (_, mut window) = ceasefire();
    click(&mut window, PROPOSAL);
    plain(&mut window, Key::F4);
    article(&window, JEDDAH).focus();
    settle(&mut window);
    plain(&mut window, Key::R);
    plain(&mut window, Key::Delete);
    window.get_by_label_contains(PROPOSAL);
    assert!(!state(&window).document.as_ref().unwrap().is_changed());
}

/// If this fails, a range that was taken too short can only be made anew.
#[test]
fn the_ends_of_a_quotation_are_dragged_as_one_step() {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::I);
    click(&mut window, PROPOSAL);
    plain(&mut window, Key::F4);
    let proposal = cell(&window, "ukraine", "us-proposal");
    let before = quotes(&window, proposal);
    let end = window.get_by_label("End of the quotation").rect().center();
    window.drag_at(end);
    window.run_steps(2);
    for x in [10.0, 30.0, 60.0] {
        window.hover_at(pos2(end.x + x, end.y));
        window.run_steps(2);
    }
    window.drop_at(pos2(end.x + 60.0, end.y));
    settle(&mut window);
    let after = quotes(&window, proposal);
    assert!(after[0].len() > before[0].len() && after[0].starts_with(&before[0]), "{after:?}");
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    let (_, position) = dossier.cell(proposal).next().unwrap();
    let found = &position.evidence[0];
    let text = &dossier.sources().get(found.source).unwrap().text;
    let (start, end) = (found.start.unwrap() as usize, found.end.unwrap() as usize);
    assert_eq!(text.chars().skip(start).take(end - start).collect::<String>(), after[0], "words and range agree");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(quotes(&window, proposal), before);
}

#[test]
fn the_list_says_what_is_known_and_is_gone_through_by_keys() {
    let file = r#"{"standpoint": 1, "title": "Talks",
        "sources": [
            {"id": "b", "title": "Second day", "publisher": "Courier", "published": "2025-03-12", "text": "They said no."},
            {"id": "a", "title": "First day", "published": "2025-03-11"}],
        "parties": [{"id": "p", "name": "One"}],
        "items": [{"id": "i", "title": "Withdrawal"}],
        "positions": [{"party": "p", "item": "i", "stance": "rejects",
            "evidence": [{"source": "b", "quote": "They said no.", "start": 0, "end": 13}, {"source": "b", "quote": "Never"}, {"source": "a", "quote": "Perhaps"}]}]}"#;
    let world = FakeWorld::with("/d/talks.json", file.as_bytes());
    let mut window = start(&world, &["/d/talks.json"]);
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    window.get_by_label("Second day 2025-03-12 · 1 position · Courier 1 quotation not found in the text");
    article(&window, "Article: Second day");
    plain(&mut window, Key::ArrowDown);
    window.get_by_label("First day 2025-03-11 · no text 1 quotation not looked for: the source has no text");
    window.get_by_label_contains("This source has no text yet");
    plain(&mut window, Key::Home);
    article(&window, "Article: Second day");
    // Enter leads into the article, where keys move the caret.
    plain(&mut window, Key::Enter);
    press(&mut window, Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowRight);
    assert_eq!(selected_words(&window).as_deref(), Some("They"));
    // A quotation whose place is not known is told, and its source is shown all the same.
    click(&mut window, "Rejects · One · Withdrawal");
    plain(&mut window, Key::F4);
    assert!(
        state(&window).view.toasts.iter().any(|toast| toast.text.contains("not known where this quotation stands"))
    );
}

/// A first look at the view must say what to do.
#[test]
fn without_an_article_the_view_says_what_to_do() {
    let world = FakeWorld::default();
    let mut window = start(&world, &[]);
    click(&mut window, "New");
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    assert!(window.query_all_by_label_contains("No articles yet").next().is_some());
    window.get_all_by_label("Add source…").last().unwrap().click();
    settle(&mut window);
    assert_eq!(world.asked().len(), 1);
}

/// If this fails, somebody who has an article looks for it among position files and does not find it.
#[test]
fn an_empty_dossier_tells_articles_from_position_files() {
    let world = FakeWorld::default();
    let mut window = start(&world, &[]);
    click(&mut window, "New");
    // In the middle of the page, and beside it in what is told of the dossier.
    for number in 0..2 {
        window.get_all_by_label("Add source…").nth(number).unwrap().click();
        settle(&mut window);
    }
    click(&mut window, "Add position files…");
    let asked: Vec<_> = world.asked().iter().map(|request| request.purpose.title()).collect();
    assert_eq!(asked, ["Add sources", "Add sources", "Add position files"]);
}

/// If this fails, somebody with a small screen opens the search and can no longer read what it found.
#[test]
fn in_a_small_window_panels_leave_room_for_the_article() {
    let (_, mut window) = ceasefire();
    window.set_size(egui::vec2(900.0, 610.0));
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    assert!(window.query_by_label("Got it").is_some() && state(&window).view.is_inspector_open);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    field(&window, "Search everything").type_text("truce");
    settle(&mut window);
    assert!(window.query_by_label("Got it").is_none(), "the hint takes room from what one came for");
    let room = article(&window, JEDDAH).rect();
    assert!(room.width() > 380.0 && room.height() > 150.0, "there is no reading in {room}");
    let list = window.get_by_label_contains("Two accounts of one call, point by point 2025-03-18").rect();
    assert!(list.width() > 140.0, "titles cannot be told apart in {list}");
}

/// If this fails, the quotation with which many articles begin is left out.
#[test]
fn the_first_quotation_comes_first() {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    plain(&mut window, Key::F8);
    let first = state(&window).view.sources.lit.clone().unwrap();
    assert_eq!(first.start, 0, "the article begins with a quotation");
}

/// If this fails, who opens the view of articles finds no way to add one, and reads the same text twice beside itself.
#[test]
fn the_view_of_articles_offers_to_add_one_and_shows_its_text_once() {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    click(&mut window, "Two accounts of one call, point by point 2025-03-18");
    assert!(window.query_by_label("Add source…").is_some());
    let title = "Two accounts of one call, point by point";
    assert_eq!(field(&window, "Title").value().as_deref(), Some(title), "the inspector is not about it");
    // The article tells its paragraphs itself.
    let beginning = "Two texts tell what the presidents of the United States and of Russia said";
    let said = |window: &Window| window.query_all_by_label_contains(beginning).count();
    let beside_the_article = said(&window);
    press(&mut window, Modifiers::COMMAND, Key::Num1);
    let alone = said(&window);
    assert!(beside_the_article == 1 && alone == 1, "{beside_the_article} times beside the article, {alone} without");
}
