//! A dossier by somebody who wants its words to be taken for the program's own: names that turn the order of what stands
//! around them, drive terminals, begin new lines, or hide. Wherever they show, their signs show too.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, Queryable as _};
use standpoint::app::App;
use standpoint::ui::command::ROWS;
use standpoint::ui::{Action, Dialog};

use super::fake_world::FakeWorld;
use super::keeping::wait_for_journal;
use super::window::{Window, press, settle, state};

const PATH: &str = "/d/Saved\u{202e}nosj\u{1b}[2J.json";

/// Everything that a person could have named, with signs of each kind. The wording is right to left as well.
const FILE: &str = r#"{"standpoint": 1, "title": "Saved to disk\u202e\u001b]0;x\u0007", "note": "n\u2066o\u202ete\u0000",
    "hidden\u202e": "value\u202e\u001b[2J",
    "sources": [{"id": "s\u202e", "title": "Source\u202e\n\nError: lost", "publisher": "Press\u009b2J", "url": "https://example.org/\u202e", "language": "e\u200bn",
        "text": "Before\u202e it. He said\u001b[2J yes\u2028indeed. After\u2067 it.\n\nNext\u0007 one", "author\u202e": 1}],
    "parties": [{"id": "a\u202e", "name": "Alpha\u202e\n\nError: disk full", "aliases": ["Alias\u202e\u200b"], "note": "x\u202e", "color": "red\u202e", "more\u202e": "\u2066"},
        {"id": "b", "name": "\u05d0\u05dc\u05e4\u05d0\u200f\u202e\u2066 beta\u001b[2J", "aliases": ["\u001b[31m"]},
        {"id": "c", "name": "Alpha\u202e \n\nError: disk full"}],
    "items": [{"id": "i\u202e", "title": "Item\u202e\u001b[2J\n\nError: gone", "topic": "Topic\u202e\u0007\n\nError: x", "note": "n\u202e", "between": ["a\u202e", "b"]},
        {"id": "j", "title": "item\u202e\u001b[2J \n\nerror: gone", "topic": "Other\u2069"}],
    "positions": [
        {"party": "a\u202e", "item": "i\u202e", "stance": "accepts", "wording": "Wording\u202e\u001b[2J of it\u0085", "note": "n\u202e",
         "conditions": [{"text": "When\u202e\u0007"}, {"text": "", "item": "j", "party": "b"}],
         "evidence": [{"source": "s\u202e", "quote": "said\u001b[2J yes\u2028indeed", "speaker": "Speaker\u202e"}, {"source": "s\u202e", "quote": "not\u202e there"}]},
        {"party": "a\u202e", "item": "i\u202e", "stance": "rejects", "wording": "Again\u202e"},
        {"party": "b", "item": "i\u202e", "stance": "demands", "wording": "\u05dc\u05d0\u202e \u05db\u05df\u2066\u001b"},
        {"party": "b", "item": "j", "stance": "offers", "wording": "Wording\ufeff\u2060", "conditions": [{"text": "\u202e"}]},
        {"party": "nobody\u202e", "item": "nothing\u001b[2J", "stance": "odd\u202e"},
        {"party": "new\u202e\n\nError: party", "item": "new\u001b item", "stance": "accepts", "date": "x\u202e"},
        {"party": "new\u202e\n\nError: party", "item": "new\u001b item", "stance": "accepts"}]}"#;

fn window(world: &FakeWorld) -> Window {
    window_with(world, vec![PathBuf::from(PATH)])
}

fn window_with(world: &FakeWorld, paths: Vec<PathBuf>) -> Window {
    let world = world.clone();
    let mut window = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_os(egui::os::OperatingSystem::Nix)
        // The tests have no fonts of the system, and so no Hebrew.
        .allow_missing_glyphs()
        .build_eframe(move |cc| App::new(&cc.egui_ctx, Arc::new(world), paths));
    settle(&mut window);
    window
}

fn world() -> FakeWorld {
    FakeWorld::with(PATH, FILE.as_bytes())
}

fn hides(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What is wrong with words that are shown, if anything.
fn complaint(words: &str) -> Option<String> {
    words.contains(hides).then(|| format!("{words:?}"))
}

fn is_field(node: &AccessKitNode<'_>) -> bool {
    matches!(node.role(), Role::TextInput | Role::MultilineTextInput)
}

fn is_within_field(node: &AccessKitNode<'_>) -> bool {
    is_field(node) || node.parent().is_some_and(|parent| is_field(&parent))
}

/// The texts of a shape.
fn painted(shape: &Shape, found: &mut Vec<String>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| painted(shape, found)),
        Shape::Text(text) => found.push(text.galley.text().to_owned()),
        _ => {}
    }
}

/// Everything that a screen reader would say, and everything that is painted. Only what a field says is the text as it is.
fn complaints(window: &Window) -> Vec<String> {
    let mut found = Vec::new();
    let root = window.kittest_state().root();
    let mut waiting = vec![root];
    while let Some(node) = waiting.pop() {
        waiting.extend(node.children());
        let data = node.data();
        let said = [
            node.label(),
            data.description().map(str::to_owned),
            data.tooltip().map(str::to_owned),
            node.placeholder().map(str::to_owned),
        ];
        let value = node.value().filter(|_| !is_within_field(&node));
        let wrong = said
            .into_iter()
            .chain([value])
            .flatten()
            .filter_map(|words| if words.contains("\nError") { Some(words) } else { complaint(&words) });
        found.extend(wrong.map(|words| format!("said by {:?}: {words}", node.role())));
    }
    let mut texts = Vec::new();
    window.output().shapes.iter().for_each(|clipped| painted(&clipped.shape, &mut texts));
    // A mark beside letters from right to left has no shape and no width.
    let marked = texts.iter().map(|words| words.replace("\u{5d0}\u{200f}", "\u{5d0}"));
    found.extend(marked.filter_map(|words| complaint(&words)).map(|words| format!("painted: {words}")));
    for command in window.output().viewport_output.values().flat_map(|viewport| &viewport.commands) {
        if let egui::ViewportCommand::Title(title) = command {
            found.extend(complaint(title).map(|words| format!("title: {words}")));
        }
    }
    found
}

fn hold(window: &Window, when: &str) {
    let found = complaints(window);
    assert!(found.is_empty(), "{when}:\n{}", found.join("\n"));
}

/// Actions that end the story, or that touch nothing of the dossier.
fn ends(action: Action) -> bool {
    matches!(action, Action::Quit | Action::Close | Action::New)
}

fn invoke(window: &mut Window, action: Action) {
    if let Some(keys) = action.row().keys.first() {
        press(window, keys.modifiers, keys.logical_key);
    }
}

/// Goes through every action on what is selected, with a look at the window and at the name of the step after each.
fn tour(window: &mut Window, on: &str) {
    for row in ROWS.iter().filter(|row| !ends(row.action)) {
        invoke(window, row.action);
        hold(window, &format!("{} on {on}", row.name));
        let step = state(window).document.as_ref().and_then(|document| document.scene().undo_name.map(str::to_owned));
        assert_eq!(step.as_deref().and_then(complaint), None, "the step that {} makes", row.name);
        // What an action leaves open is closed; what it says stays in view while the next one is tried.
        press(window, Modifiers::NONE, Key::Escape);
        if state(window).view.dialog.is_some() {
            press(window, Modifiers::NONE, Key::Escape);
        }
    }
}

fn start_of<'a>(window: &'a Window, role: Role, start: &'a str) -> egui_kittest::Node<'a> {
    window
        .get_all_by(move |node| node.role() == role && node.label().is_some_and(|label| label.starts_with(start)))
        .next()
        .unwrap()
}

/// If this fails, a file can put words into the program's mouth.
#[test]
fn no_name_from_a_file_passes_for_the_program() {
    let (mut window, role, on) = (window(&world()), Role::Cell, "Alpha[U+202E]");
    hold(&window, "opened");
    assert!(state(&window).document.is_some());
    assert!(state(&window).view.are_problems_open, "the list of problems is part of this");
    start_of(&window, role, on).click();
    settle(&mut window);
    tour(&mut window, on);
}

#[test]
fn no_name_of_a_party_passes_for_the_program() {
    let mut window = window(&world());
    start_of(&window, Role::ColumnHeader, "Alpha[U+202E]").click();
    settle(&mut window);
    tour(&mut window, "a party");
}

#[test]
fn no_title_of_an_item_passes_for_the_program() {
    let mut window = window(&world());
    start_of(&window, Role::RowHeader, "Item[U+202E]").click();
    settle(&mut window);
    tour(&mut window, "an item");
}

/// Sources, the dossier itself, and what tooltips say.
#[test]
fn no_source_and_no_tooltip_passes_for_the_program() {
    let mut window = window(&world());
    hold(&window, "opened");
    // The dossier itself is in the inspector, with its sources.
    start_of(&window, Role::Button, "Source[U+202E]").click();
    settle(&mut window);
    hold(&window, "a source");
    let headers: Vec<_> = window
        .query_all_by(|node| node.label().is_some_and(|label| label == "Other fields in the file"))
        .map(|node| node.rect().center())
        .collect();
    for at in headers {
        window.hover_at(at);
        window.run_steps(2);
    }
    press(&mut window, Modifiers::NONE, Key::Escape);
    let places: Vec<_> = window
        .query_all_by(|node| {
            matches!(node.role(), Role::Button | Role::Cell | Role::ColumnHeader | Role::RowHeader | Role::Label)
        })
        .map(|node| node.rect().center())
        .filter(|at| at.x < 1280.0 && at.y < 800.0)
        .collect();
    for at in places {
        window.hover_at(at);
        window.run_steps(4);
        hold(&window, &format!("the pointer at {at}"));
    }
}

/// The list of recent files shows names that were chosen by whoever sent them.
#[test]
fn no_recent_file_passes_for_the_program() {
    let mut window = window(&world());
    press(&mut window, Modifiers::COMMAND, Key::W);
    assert!(state(&window).document.is_none());
    start_of(&window, Role::Button, "Saved to disk[U+202E]");
    hold(&window, "start page");
    // A file that is broken, and one that is gone.
    let broken = world();
    broken.put(PATH, b"{\"standpoint\": 1, \x1b");
    let window = self::window(&broken);
    hold(&window, "a broken file");
    window.get_by_label_contains("Nothing was opened");
    let window = self::window(&FakeWorld::default());
    hold(&window, "a file that is gone");
    window.get_by_label_contains("There is no file “/d/Saved[U+202E]nosj[U+001B][2J.json”");
    assert!(Path::new(PATH).file_name().is_some());
}

/// A colour from a file must not hide text, nor make the window look like another one.
#[test]
fn a_colour_from_a_file_is_only_ever_a_dot() {
    let file = r##"{"standpoint": 1, "parties": [{"id": "a", "name": "A", "color": "#123457"}],
        "items": [{"id": "i", "title": "I"}], "positions": [{"party": "a", "item": "i", "stance": "accepts"}]}"##;
    let mut window = window(&FakeWorld::with(PATH, file.as_bytes()));
    let color = egui::Color32::from_rgba_premultiplied(0x12, 0x34, 0x57, 255);
    let mut dots = 0;
    for keys in [Key::Num1, Key::Num2] {
        press(&mut window, Modifiers::COMMAND, keys);
        for clipped in &window.output().shapes {
            match &clipped.shape {
                Shape::Circle(circle) if circle.fill == color => {
                    assert!(circle.radius <= 6.0);
                    dots += 1;
                }
                shape => assert!(!format!("{shape:?}").contains(&format!("{color:?}")), "{shape:?}"),
            }
        }
    }
    assert!(dots > 0, "the colour is not shown at all");
}

/// Questions about files are those where a wrong answer costs most: their words must be the program's own.
#[test]
fn no_question_about_a_file_passes_for_another() {
    let world = world();
    let mut window = window(&world);
    start_of(&window, Role::ColumnHeader, "Alpha[U+202E]").click();
    settle(&mut window);
    invoke(&mut window, Action::Delete);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Delete(_))), "{:?}", state(&window).view.dialog);
    hold(&window, "the question before a deletion");
    press(&mut window, Modifiers::NONE, Key::Enter);
    hold(&window, "deleted");
    // Somebody else changes the file meanwhile.
    world.put(PATH, FILE.replace("Saved to disk", "Changed by\\u001b somebody").as_bytes());
    window.event(egui::Event::WindowFocused(true));
    settle(&mut window);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::OnDisk(_))), "{:?}", state(&window).view.dialog);
    hold(&window, "the question about a change on the disk");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::W);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Unsaved)), "{:?}", state(&window).view.dialog);
    hold(&window, "the question before closing");
    // As good as a kill: nothing is closed, and the next start offers what was not saved.
    wait_for_journal(&world);
    drop(window);
    let mut window = window_with(&world, Vec::new());
    for _ in 0..2_000 {
        if matches!(state(&window).view.dialog, Some(Dialog::Restore(_))) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        window.step();
    }
    settle(&mut window);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Restore(_))), "{:?}", state(&window).view.dialog);
    hold(&window, "the question after a crash");
    window.get_by_label_contains("Delete party “Alpha[U+202E]");
}

/// A new file must not get a name that hides what it is.
#[test]
fn the_name_offered_for_a_new_file_shows_all_its_signs() {
    let world = world();
    let mut window = window(&world);
    for key in [Key::E, Key::S] {
        press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, key);
    }
    let asked = world.asked();
    assert_eq!(asked.len(), 2);
    for pick in asked {
        assert!(complaint(&pick.name).is_none() && pick.name.starts_with("Saved[U+202E]nosj"), "{:?}", pick.name);
    }
}
