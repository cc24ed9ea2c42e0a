//! Names and wordings that are written from right to left: what a screen reader says is in the order of reading,
//! whatever the order on screen.

use std::path::PathBuf;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use standpoint::app::App;

use super::fake_world::FakeWorld;
use super::window::{Window, click, plain, press, settle, state};

const FILE: &str = r#"{"standpoint": 1, "title": "شروط السلام",
    "parties": [{"id": "a", "name": "ממשלת ישראל"}, {"id": "b", "name": "جامعة الدول العربية"}],
    "items": [{"id": "i", "title": "נסיגה לקווי 1967"}],
    "positions": [{"party": "a", "item": "i", "stance": "rejects", "wording": "לא תהיה נסיגה (חד־צדדית)"}]}"#;

fn window() -> Window {
    let world = FakeWorld::with("/d/talks.json", FILE.as_bytes());
    let mut window = Harness::builder()
        .with_size([1280.0, 800.0])
        // The tests have no fonts of the system, and so no Hebrew or Arabic: every letter is drawn as a box.
        .allow_missing_glyphs()
        .build_eframe(move |cc| App::new(&cc.egui_ctx, Arc::new(world), vec![PathBuf::from("/d/talks.json")]));
    settle(&mut window);
    window
}

/// If this fails, a screen reader reads names and wordings backwards, word by word.
#[test]
fn everything_is_said_in_the_order_of_reading() {
    let mut window = window();
    window.get_by_label_contains("ממשלת ישראל, נסיגה לקווי 1967: rejects. לא תהיה נסיגה (חד־צדדית)");
    window.get_by(|node| node.role() == Role::Label && said(node) == "شروط السلام");
    click(&mut window, "ממשלת ישראל, נסיגה לקווי 1967: rejects");
    window.get_by(|node| node.role() == Role::Label && said(node) == "ממשלת ישראל");
    window.get_by(|node| node.role() == Role::Label && said(node) == "נסיגה לקווי 1967");
    click(&mut window, "Side by side");
    window.get_by(|node| node.role() == Role::CheckBox && said(node) == "جامعة الدول العربية");
}

fn said(node: &egui_kittest::kittest::AccessKitNode<'_>) -> String {
    node.label().or_else(|| node.value()).unwrap_or_default()
}

/// If this fails, signs that only keep a name from turning a sentence round are read out or drawn.
#[test]
fn signs_that_steer_the_order_are_never_said() {
    let mut window = window();
    click(&mut window, "Status of נסיגה לקווי 1967");
    let steers = |c: char| matches!(c, '\u{2066}'..='\u{2069}');
    window.get_by_label_contains("ממשלת ישראל rejects");
    assert!(window.query_by(|node| said(node).contains(steers)).is_none());
}

/// If this fails, who writes Hebrew or Arabic cannot correct a wording: the caret is not where it seems, and the letter
/// beside it goes.
#[test]
fn a_wording_is_corrected_where_the_caret_is_seen() {
    let mut window = window();
    click(&mut window, "ממשלת ישראל, נסיגה לקווי 1967: rejects");
    plain(&mut window, Key::Enter);
    plain(&mut window, Key::Home);
    for _ in 0..3 {
        // To the left is on.
        plain(&mut window, Key::ArrowLeft);
    }
    window.event(egui::Event::Text("לעולם ".to_owned()));
    settle(&mut window);
    for _ in 0..6 {
        press(&mut window, Modifiers::SHIFT, Key::ArrowLeft);
    }
    window.event(egui::Event::Text("תבוא ".to_owned()));
    settle(&mut window);
    window.get_by(|node| {
        node.role() == Role::MultilineTextInput && node.value().as_deref() == Some("לא לעולם תבוא סיגה (חד־צדדית)")
    });
    plain(&mut window, Key::Enter);
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    let wordings: Vec<_> = dossier.positions().map(|(_, position)| position.wording.to_string()).collect();
    assert_eq!(wordings, ["לא לעולם תבוא סיגה (חד־צדדית)"]);
}
