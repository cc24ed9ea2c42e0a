//! Search everything: what is found, where each line leads, what is said when nothing is found.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use standpoint::model::{Dossier, Edit, Place, Position};
use standpoint::search::{Copies, Exactness, Needle, Search};

use super::window::{Window, ceasefire, click, field, plain, press, search, settle, state};

const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;
const FIELD: &str = "Search everything";

fn says(window: &Window, words: &str) -> bool {
    window.query_all_by_label_contains(words).next().is_some()
}

/// Whoever remembers a phrase of an article finds neither the article nor what rests on it.
#[test]
fn a_phrase_is_found_in_articles_and_cells_and_every_line_leads_to_its_place() {
    let (_, mut window) = ceasefire();
    search(&mut window, "breathing space");
    assert!(says(&window, "Vladimir Putin said") || says(&window, "Article: "), "the article");
    assert!(says(&window, "Quotation: "), "the quotation");
    assert!(says(&window, "Russia · US proposal for a 30-day ceasefire, "), "the cell whose position says so");
    window.get_by_label_contains("Wording: Only a breathing space").click();
    settle(&mut window);
    let view = &state(&window).view;
    let Some(Place::Cell(cell)) = view.selection.active() else { panic!("no cell is selected") };
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    let position = dossier.position(view.position.unwrap()).unwrap();
    assert_eq!(position.cell(), cell);
    assert!(position.wording.contains("breathing space"), "one of several positions of the cell");
}

/// The number of the hit that the person is at, as the panel says it.
fn number(window: &Window) -> Option<String> {
    let node = window.get_by_label_contains("hits in");
    let words = node.accesskit_node().value().or(node.accesskit_node().label()).unwrap();
    words.split_once(" of ").map(|(number, _)| number.to_owned())
}

/// If this fails, the words that were found are not lit, or another article comes in their place.
#[test]
fn the_first_hit_in_an_article_is_lit_also_while_a_cell_of_another_article_is_selected() {
    for selects in [false, true] {
        let (_, mut window) = ceasefire();
        if selects {
            click(&mut window, "Ukraine, General end to hostilities: accepts");
        }
        search(&mut window, "breathing");
        press(&mut window, CTRL, Key::F3);
        let dossier = state(&window).document.as_ref().unwrap().dossier();
        let sources = &state(&window).view.sources;
        let text = &dossier.sources().get(sources.shown(dossier).unwrap()).unwrap().text;
        let lit = sources.lit.clone().expect("something is lit");
        let words: String = text.chars().skip(lit.start as usize).take(lit.len()).collect();
        assert_eq!(words, "breathing");
    }
}

#[test]
fn keys_go_from_hit_to_hit_inside_and_outside_of_the_panel() {
    let (_, mut window) = ceasefire();
    search(&mut window, "peskov");
    assert_eq!(number(&window), None);
    plain(&mut window, Key::Enter);
    assert_eq!(number(&window).as_deref(), Some("1"));
    press(&mut window, CTRL | SHIFT, Key::F);
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::Enter);
    assert_eq!(number(&window).as_deref(), Some("2"));
    press(&mut window, CTRL, Key::F3);
    assert_eq!(number(&window).as_deref(), Some("3"));
    press(&mut window, CTRL | SHIFT, Key::F3);
    press(&mut window, CTRL | SHIFT, Key::F3);
    assert_eq!(number(&window).as_deref(), Some("1"));
    press(&mut window, CTRL | SHIFT, Key::F);
    press(&mut window, SHIFT, Key::Enter);
    assert!(number(&window).unwrap().parse::<usize>().unwrap() > 3, "round the beginning");
    plain(&mut window, Key::Escape);
    assert!(!state(&window).view.search.is_open);
}

/// Escape closes the panel from wherever the keyboard is in it, or one has to look for the cross.
#[test]
fn escape_closes_the_panel_from_its_list_and_its_switches() {
    let (_, mut window) = ceasefire();
    for name in ["Wording: Only a breathing space", "Whole words in search"] {
        search(&mut window, "breathing space");
        window.get_by_label_contains(name).focus();
        settle(&mut window);
        assert!(window.get_by_label_contains(name).is_focused());
        plain(&mut window, Key::Escape);
        assert!(!state(&window).view.search.is_open, "from {name}");
    }
}

/// Articles have accents, curly quotes and capitals; keyboards have not.
#[test]
fn options_have_keys_and_say_what_they_leave_out() {
    let (_, mut window) = ceasefire();
    search(&mut window, "RUSSIA'S");
    assert!(says(&window, "Article: "), "typed in capitals and with a straight apostrophe");
    press(&mut window, Modifiers::ALT, Key::C);
    assert!(says(&window, "Nothing found") && says(&window, "fewer of the options"));
    press(&mut window, Modifiers::ALT, Key::C);
    press(&mut window, Modifiers::ALT, Key::A);
    assert!(says(&window, "Nothing found"), "the article has a curly one");
}

#[test]
fn a_wrong_regular_expression_is_explained_and_a_right_one_finds() {
    let (_, mut window) = ceasefire();
    search(&mut window, "trump|putin(");
    assert!(says(&window, "Nothing found"), "as words");
    window.get_by_role_and_label(Role::CheckBox, "Regular expression in search").click();
    settle(&mut window);
    assert!(says(&window, "Unclosed group at character 12"));
    press(&mut window, CTRL | SHIFT, Key::F);
    field(&window, FIELD).type_text("(trump|putin)\\b");
    settle(&mut window);
    assert!(says(&window, "hits in"));
}

/// After an edit the list would lead to what is no longer there.
#[test]
fn what_is_listed_is_what_is_there_now() {
    let (_, mut window) = ceasefire();
    search(&mut window, "breathing space");
    window.get_by_label_contains("Wording: Only a breathing space").click();
    settle(&mut window);
    press(&mut window, CTRL, Key::Delete);
    assert!(window.query_by_label_contains("Wording: Only a breathing space").is_none());
    press(&mut window, CTRL, Key::Z);
    assert!(window.query_by_label_contains("Wording: Only a breathing space").is_some());
}

#[test]
fn what_was_looked_for_before_is_offered_again() {
    let (_, mut window) = ceasefire();
    press(&mut window, CTRL | SHIFT, Key::F);
    assert!(says(&window, "Finds words in articles"), "an empty panel says what it is for");
    field(&window, FIELD).type_text("kursk");
    settle(&mut window);
    plain(&mut window, Key::Enter);
    press(&mut window, CTRL | SHIFT, Key::F);
    plain(&mut window, Key::Backspace);
    window.get_by_role_and_label(Role::Button, "kursk").click();
    settle(&mut window);
    assert_eq!(state(&window).view.search.query, "kursk");
}

fn all_texts(position: &Position) -> impl Iterator<Item = &str> {
    let conditions = position.conditions.iter().map(|condition| &condition.text);
    let evidence = position.evidence.iter().flat_map(|evidence| [&evidence.quote, &evidence.speaker]);
    let reason = position.discount.iter().map(|discount| &discount.reason);
    [&position.wording, &position.note].into_iter().chain(conditions).chain(evidence).chain(reason).map(|text| &**text)
}

/// A search in copies that were made before, or that an edit made stale, hides what is there.
#[test]
fn a_search_in_copies_finds_what_stands_in_the_texts() {
    let (_, window) = ceasefire();
    let mut dossier = Dossier::clone(state(&window).document.as_ref().unwrap().dossier());
    let mut copies = Copies::default();
    let exact = Exactness { matches_case: true, matches_accents: true, ..Exactness::default() };
    while copies.prepare(&dossier, Exactness::default(), 5000) {}
    for (round, words) in
        ["ceasefire", "zzz", "the", "Istanbul", "e", "\"", "truce", "Zelensky’s"].into_iter().enumerate()
    {
        for exactness in [Exactness::default(), exact] {
            let needle = Needle::new(words, exactness).unwrap();
            let mut search = Search::new(needle.clone(), usize::MAX);
            while !search.is_done() {
                search.advance(&dossier, &mut copies, 700);
            }
            let in_cells = |hit: &&standpoint::search::Hit| matches!(hit.spot.place(&dossier), Some(Place::Cell(_)));
            let texts = dossier.positions().flat_map(|(_, position)| all_texts(position));
            let expected: usize = texts.map(|text| needle.places(text).len()).sum();
            assert_eq!(search.hits().iter().filter(in_cells).count(), expected, "{words}");
            let mut counted = Search::new(needle, 3);
            while !counted.is_done() {
                counted.advance(&dossier, &mut copies, usize::MAX);
            }
            assert_eq!((counted.total(), counted.hits().len()), (search.total(), search.total().min(3)), "{words}");
        }
        let (id, position) = dossier.positions().nth(round * 3).unwrap();
        let changed =
            Position { wording: format!("{} the truce of Istanbul", position.wording).into(), ..position.clone() };
        let applied = dossier.apply(Edit::Position { id, record: Some(Box::new(changed)) }).unwrap();
        copies.follow(&applied.touched);
    }
}
