//! The highlighter: terms are added, counted, marked, changed, and go back with undo.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use standpoint::model::{Highlight, HighlightColor, HighlightKind};
use standpoint::ui::Dialog;

use super::window::{Window, ceasefire, field, plain, press, settle, state, type_into};

const CTRL: Modifiers = Modifiers::COMMAND;
const OPEN: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);

fn terms(window: &Window) -> Vec<Highlight> {
    state(window).document.as_ref().unwrap().dossier().highlights().terms.clone()
}

fn click(window: &mut Window, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click();
    settle(window);
}

/// Whoever reads five articles for one word would read them all again for the next.
#[test]
fn terms_are_added_by_keys_alone_and_counted_over_all_articles() {
    let (_, mut window) = ceasefire();
    press(&mut window, OPEN, Key::H);
    assert!(window.query_by_label_contains("None yet").is_some());
    field(&window, "Words or pattern").type_text("KURSK");
    settle(&mut window);
    plain(&mut window, Key::Enter);
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    let times: usize = dossier.sources().iter().map(|(_, source)| source.text.matches("Kursk").count()).sum();
    let articles = dossier.sources().iter().filter(|(_, source)| source.text.contains("Kursk")).count();
    assert!(times > 1 && articles > 1);
    let counted = format!("{times} times in {articles} articles");
    assert!(window.query_by_label_contains(&counted).is_some(), "{counted}");
    field(&window, "Words or pattern").type_text("truce");
    settle(&mut window);
    plain(&mut window, Key::Enter);
    let added = terms(&window);
    assert_eq!(added.len(), 2);
    assert_ne!(added[0].color, added[1].color, "the next one has another colour by itself");
    click(&mut window, Role::Button, "Close");
    assert_eq!(state(&window).view.dialog, None);
    press(&mut window, CTRL, Key::Z);
    assert_eq!(terms(&window).len(), 1);
    assert!(window.query_by_label_contains("Undone: Add highlighter “truce”").is_some());
}

#[test]
fn a_term_is_changed_moved_and_removed() {
    let (_, mut window) = ceasefire();
    press(&mut window, OPEN, Key::H);
    for word in ["truce", "arms"] {
        type_into(&mut window, "Words or pattern", word);
        plain(&mut window, Key::Enter);
    }
    click(&mut window, Role::Button, "Move arms up");
    assert_eq!(terms(&window)[0].pattern, "arms");
    click(&mut window, Role::Button, "Change truce");
    click(&mut window, Role::RadioButton, "Whole words");
    click(&mut window, Role::RadioButton, "Rose");
    type_into(&mut window, "Name of the highlighter", "The pause");
    click(&mut window, Role::Button, "Keep changes");
    let changed = terms(&window)[1].clone();
    assert_eq!((changed.kind, changed.color), (HighlightKind::Word, HighlightColor::Rose));
    assert_eq!((&*changed.name, &*changed.pattern), ("The pause", "truce"));
    click(&mut window, Role::Button, "Remove arms");
    assert_eq!(terms(&window), [changed]);
}

#[test]
fn a_wrong_pattern_is_explained_and_not_taken() {
    let (_, mut window) = ceasefire();
    press(&mut window, OPEN, Key::H);
    click(&mut window, Role::RadioButton, "Regular expression");
    type_into(&mut window, "Words or pattern", "(truce");
    assert!(window.query_by_label_contains("Unclosed group at character 1").is_some());
    plain(&mut window, Key::Enter);
    assert!(terms(&window).is_empty());
    let Some(Dialog::Highlighter(dialog)) = &state(&window).view.dialog else { panic!("it stays open") };
    assert_eq!(dialog.pattern, "(truce");
}
