//! Articles that come in from files, from the clipboard and by dropping.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use standpoint::app::Picked;
use standpoint::ui::{Dialog, Purpose};

use super::fake_world::FakeWorld;
use super::window::{Dropped, Window, ceasefire, click, field, plain, press, settle, start, state, type_into};

const PAGE: &str = "<!doctype html><html lang=en><head><title>x</title>\
    <meta property='og:site_name' content='The Courier'>\
    <meta property='article:published_time' content='2024-11-07T10:00:00Z'></head>\
    <body><nav><a href=a>World</a><a href=b>Sport</a></nav><article><h1>Talks stall</h1>\
    <p>The two sides left without an agreement on the winter release.</p></article></body></html>";
const PLAIN: &str = "Talks stall\n\nThe two sides left without an agreement on the winter release.\n";

fn sources(window: &Window) -> Vec<(String, String)> {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    dossier.sources().iter().map(|(_, source)| (source.title.to_string(), source.text.to_string())).collect()
}

fn add(window: &mut Window) {
    press(window, Modifiers::COMMAND | Modifiers::SHIFT, Key::A);
}

/// Otherwise articles have to be typed, or added one by one, and each undone by itself.
#[test]
fn several_documents_become_sources_in_one_step() {
    let (world, mut window) = ceasefire();
    let before = sources(&window).len();
    world.put("/d/page.html", PAGE.as_bytes());
    world.put("/d/other.txt", "Something else\n\nwas said.".as_bytes());
    world.put("/d/scan.png", b"\x89PNG\r\n\x1a\n");
    let paths = ["/d/page.html", "/d/other.txt", "/d/scan.png"].map(PathBuf::from).to_vec();
    world.answer(Picked::Paths(paths));
    add(&mut window);
    assert_eq!(world.asked().last().unwrap().purpose, Purpose::Sources);
    assert!(window.query_by_label_contains("scan.png").is_some(), "what cannot be read is not told");
    assert!(window.query_by_label_contains("run text recognition").is_some());
    assert!(window.query_by_label_contains("other – no date").is_some(), "a missing date is not told");
    click(&mut window, "other – no date");
    type_into(&mut window, "Published", "2024-11");
    assert!(window.query_by_label_contains("no date").is_none());
    window.get_by_label("Add 2 of 2").click();
    settle(&mut window);
    let added = sources(&window).split_off(before);
    assert_eq!(added[0], ("Talks stall".to_owned(), PLAIN.trim_end().to_owned()));
    assert_eq!(added[1], ("other".to_owned(), "Something else\n\nwas said.".to_owned()));
    let dossier = state(&window).document.as_ref().unwrap().dossier().clone();
    let dates: Vec<_> =
        dossier.sources().iter().skip(before).map(|(_, source)| source.published.unwrap().to_string()).collect();
    assert_eq!(dates, ["2024-11-07", "2024-11"]);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(sources(&window).len(), before);
}

/// Otherwise one article counts twice, once as page and once as text.
#[test]
fn the_same_text_is_noticed_and_may_be_added_all_the_same() {
    let world = FakeWorld::with("/d/page.html", PAGE.as_bytes());
    world.put("/d/plain.txt", PLAIN.as_bytes());
    let mut window = start(&world, &[]);
    world.answer(Picked::Paths(vec!["/d/page.html".into()]));
    add(&mut window);
    plain(&mut window, Key::Enter);
    assert_eq!(sources(&window).len(), 1, "adding an article on the start page makes a dossier");
    world.answer(Picked::Paths(vec!["/d/plain.txt".into()]));
    add(&mut window);
    assert!(window.query_by_label_contains("The same text is there already, as “Talks stall”").is_some());
    plain(&mut window, Key::Enter);
    assert_eq!(sources(&window).len(), 1, "a twin is added without having been asked for");
    click(&mut window, "Add it all the same");
    window.get_by_label("Add").click();
    settle(&mut window);
    assert_eq!(sources(&window)[1], ("plain".to_owned(), PLAIN.to_owned()), "a plain text keeps every character");
}

/// Otherwise an article from a page behind a login cannot be brought in.
#[test]
fn a_copied_article_is_pasted_as_a_source() {
    let mut window = start(&FakeWorld::default(), &[]);
    press(&mut window, Modifiers::COMMAND, Key::K);
    window.get_by_label("Find a command, item or party").type_text("paste as source");
    settle(&mut window);
    plain(&mut window, Key::Enter);
    window.event(egui::Event::Paste("One.\r\n\r\nTwo.".to_owned()));
    settle(&mut window);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Articles(_))));
    assert!(window.query_by_label_contains("No date").is_some());
    type_into(&mut window, "Title", "A statement");
    window.get_by_label("Add").click();
    settle(&mut window);
    assert_eq!(sources(&window), [("A statement".to_owned(), "One.\n\nTwo.".to_owned())]);
}

/// If this fails, the headline of a copied article has to be typed again, or nothing says why the button is grey.
#[test]
fn a_headline_is_offered_as_the_title_and_a_missing_title_is_asked_for() {
    let mut window = start(&FakeWorld::default(), &[]);
    let text = "Kyiv and Moscow talk of a truce\n\nThe talks begin on Monday. They are the first.";
    window.event(egui::Event::Paste(text.to_owned()));
    settle(&mut window);
    assert!(window.query_by_label("A title is needed").is_none());
    window.get_by_label_contains("The title is the first line of the text");
    let field = window.get_by(|node| node.label().as_deref() == Some("Title"));
    assert_eq!(field.value().as_deref(), Some("Kyiv and Moscow talk of a truce"));
    window.get_by_label("Add").click();
    settle(&mut window);
    assert_eq!(sources(&window), [("Kyiv and Moscow talk of a truce".to_owned(), text.to_owned())]);
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    for sentence in ["Talks begin on Monday.\n\nThey are the first.", "Only a line", "Dear all,\n\nwe begin."] {
        window.event(egui::Event::Paste(sentence.to_owned()));
        settle(&mut window);
        assert!(window.query_by_label("A title is needed").is_some(), "{sentence} has no headline");
        assert!(window.get_by_label("Add").accesskit_node().is_disabled());
        window.get_by_label("Cancel").click();
        settle(&mut window);
    }
}

/// A date that is none must not be lost on the way, and what is dropped is read as what it is.
#[test]
fn a_dropped_document_is_asked_about_and_a_wrong_date_holds_it_back() {
    let world = FakeWorld::with("/d/page.html", PAGE.as_bytes());
    let mut window = start(&world, &[]);
    window.input_mut().dropped_files.push(Arc::new(Dropped("/d/page.html".into())));
    settle(&mut window);
    type_into(&mut window, "Published", "x");
    assert!(window.query_by_label_contains("is not a date").is_some());
    plain(&mut window, Key::Enter);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Articles(_))) && state(&window).document.is_none());
    // Once out of the field, once out of the question.
    plain(&mut window, Key::Escape);
    plain(&mut window, Key::Escape);
    assert!(state(&window).view.dialog.is_none() && state(&window).document.is_none());
}

/// Otherwise somebody who drops a whole folder's files gets the dossier without its articles, or the other way round.
#[test]
fn position_files_and_articles_of_one_drop_are_both_taken() {
    let world = FakeWorld::with("/d/page.html", PAGE.as_bytes());
    let sample = include_bytes!("../../assets/samples/rail-dispute.positions.json");
    world.put("/d/rail.positions.json", sample);
    let mut window = start(&world, &[]);
    let drop = |window: &mut Window, names: &[&str]| {
        for name in names {
            window.input_mut().dropped_files.push(Arc::new(Dropped(name.into())));
        }
        settle(window);
    };
    // Whatever comes first: on the start page the dossier is opened.
    drop(&mut window, &["/d/page.html", "/d/rail.positions.json"]);
    let before = sources(&window).len();
    assert!(before > 1, "the position file is not open");
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Articles(_))), "the article is not asked about");
    window.get_by_label("Add").click();
    settle(&mut window);
    assert_eq!(sources(&window).split_off(before), [("Talks stall".to_owned(), PLAIN.trim_end().to_owned())]);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(sources(&window).len(), before, "the articles are not one step of their own");
    // Into an open dossier both are added.
    world.put("/d/ceasefire.positions.json", include_bytes!("../../assets/samples/ceasefire.positions.json"));
    drop(&mut window, &["/d/ceasefire.positions.json", "/d/page.html"]);
    let united = sources(&window).len();
    assert!(united > before, "the position file was not added");
    window.get_by_label("Add").click();
    settle(&mut window);
    assert_eq!(sources(&window).len(), united + 1);
    // What cannot be opened does not take the articles with it.
    world.put("/d/broken.positions.json", b"{");
    drop(&mut window, &["/d/broken.positions.json", "/d/page.html"]);
    plain(&mut window, Key::Enter);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Articles(_))), "the articles were forgotten");
}

/// If this fails, “open with” on an article, or its name behind the program's, ends in talk about JSON.
#[test]
fn an_article_given_to_the_program_is_asked_about_beside_the_dossier() {
    let sample = include_bytes!("../../assets/samples/rail-dispute.positions.json");
    let world = FakeWorld::with("/d/page.html", PAGE.as_bytes());
    world.put("/d/rail.positions.json", sample);
    let mut window = start(&world, &["/d/page.html", "/d/rail.positions.json"]);
    let before = sources(&window).len();
    assert!(before > 1 && matches!(state(&window).view.dialog, Some(Dialog::Articles(_))));
    plain(&mut window, Key::Enter);
    assert_eq!(sources(&window).split_off(before), [("Talks stall".to_owned(), PLAIN.trim_end().to_owned())]);
}

/// If this fails, the key that everybody tries first does nothing where articles are, or makes one out of what was meant
/// for a field.
#[test]
fn a_text_that_is_pasted_among_the_sources_is_an_article() {
    let (_, mut window) = ceasefire();
    let before = sources(&window).len();
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    field(&window, "Title").click();
    settle(&mut window);
    window.event(egui::Event::Paste("Words for a field".to_owned()));
    settle(&mut window);
    assert!(state(&window).view.dialog.is_none());
    plain(&mut window, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::I);
    window.event(egui::Event::Paste("One.\n\nTwo.".to_owned()));
    settle(&mut window);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Articles(_))));
    field(&window, "Title").focus();
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_into(&mut window, "Title", "A statement");
    plain(&mut window, Key::Enter);
    assert_eq!(sources(&window).split_off(before), [("A statement".to_owned(), "One.\n\nTwo.".to_owned())]);
}

/// If this fails, two documents of one name cannot be told apart, and the button promises more than it does.
#[test]
fn documents_of_one_name_are_told_apart_by_their_files() {
    let (world, mut window) = ceasefire();
    world.put("/d/call.txt", b"First words of the one.");
    world.put("/d/call.md", b"First words of the other.");
    world.answer(Picked::Paths(vec!["/d/call.txt".into(), "/d/call.md".into()]));
    add(&mut window);
    for name in ["call (call.txt) – no date", "call (call.md) – no date"] {
        assert!(window.query_by_label(name).is_some(), "{name}");
    }
    window.get_all_by_label("Add “call”").next().unwrap().click();
    settle(&mut window);
    assert!(window.query_by_label("Add 1 of 2").is_some());
}
