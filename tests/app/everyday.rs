//! Everyday ways through the window: writing, going about by keys, building a dossier, files that fail, settings.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use standpoint::app::{App, Picked};
use standpoint::compare::Status;
use standpoint::model::{Cell, Place, Stance};
use standpoint::ui::{Dialog, Sample, View};

use super::fake_world::{FakeWorld, Step};
use super::window::{Dropped, Window, ceasefire, cell, click, field, plain, press, settle, start, state};

/// Stance and wording of the only position in a cell.
fn said(window: &Window, cell: Cell) -> Option<(Stance, String)> {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    dossier.cell(cell).next().map(|(_, position)| (position.stance, position.wording.to_string()))
}

/// A first start must lead somewhere.
#[test]
fn the_start_page_offers_ways_to_begin() {
    let mut window = start(&FakeWorld::default(), &[]);
    for name in ["Open…", "New", "Open the sample Ceasefire talks", "Open the sample Rail dispute"] {
        assert!(window.query_all_by_label(name).next().is_some(), "{name}");
    }
    // It has articles in Chinese and Arabic, and the tests have no fonts of the system.
    window.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    click(&mut window, "Open the sample Climate fund");
    assert_eq!(state(&window).document.as_ref().unwrap().dossier().parties().len(), 6);
    assert!(!state(&window).document.as_ref().unwrap().is_changed());
}

/// The matrix must be told to people who cannot see it.
#[test]
fn cells_are_named_with_party_item_stance_and_wording() {
    let (_, window) = ceasefire();
    let name = "Russia, 30-day halt on attacks on energy infrastructure: accepts. 30-day halt on attacks on energy sites. 1 condition, 1 not met";
    assert_eq!(window.get_by_role_and_label(Role::Cell, name).accesskit_node().role(), Role::Cell);
    window.get_by_role_and_label(Role::ColumnHeader, "United States, Mediator");
    window.get_by_role_and_label(Role::RowHeader, "30-day halt on attacks on energy infrastructure: Open");
    window.get_by_label("Ukraine, 30-day halt on attacks on energy infrastructure: not stated");
}

/// The heart of it: a click, a letter, and the status follows; undo takes it back.
#[test]
fn a_letter_sets_the_stance_and_the_status_follows() {
    let (_, mut window) = ceasefire();
    let energy = cell(&window, "ukraine", "energy");
    click(&mut window, "Ukraine, 30-day halt on attacks on energy infrastructure: not stated");
    assert_eq!(state(&window).view.selection.active(), Some(Place::Cell(energy)));
    plain(&mut window, Key::A);
    let status = |window: &Window| state(window).document.as_ref().unwrap().comparison().status(energy.item);
    assert_eq!(status(&window), Status::Agreed);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!((status(&window), said(&window, energy)), (Status::Open, None));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(status(&window), Status::Agreed);
}

/// Writing in place: Enter keeps and goes down, Tab keeps and goes on, Escape leaves everything as it was.
#[test]
fn wordings_are_written_in_place() {
    let (_, mut window) = ceasefire();
    let (proposal, next) = (cell(&window, "ukraine", "us-proposal"), cell(&window, "united-states", "us-proposal"));
    let write = |window: &mut Window, words: &str| {
        plain(window, Key::Enter);
        press(window, Modifiers::COMMAND, Key::A);
        field(window, "Wording").type_text(words);
        settle(window);
    };
    click(&mut window, "Ukraine, US proposal for a 30-day ceasefire: accepts");
    // Two fields are called Wording while a cell is being written: the inspector gives way.
    press(&mut window, Modifiers::COMMAND, Key::I);
    write(&mut window, "Yes at once");
    plain(&mut window, Key::Tab);
    assert_eq!(said(&window, proposal).unwrap().1, "Yes at once");
    assert_eq!(state(&window).view.selection.active(), Some(Place::Cell(next)));
    write(&mut window, "never kept");
    plain(&mut window, Key::Escape);
    assert_ne!(said(&window, next).unwrap().1, "never kept");
    write(&mut window, "Offered to both");
    plain(&mut window, Key::Enter);
    assert_eq!(said(&window, next).unwrap().1, "Offered to both");
    assert_eq!(
        state(&window).view.selection.active(),
        Some(Place::Cell(cell(&window, "united-states", "unconditional")))
    );
}

/// From the keyboard alone one must reach every cell and the heads.
#[test]
fn arrows_lead_from_cell_to_cell_and_to_the_heads() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    let first = cell(&window, "russia", "us-proposal");
    assert_eq!(state(&window).view.selection.active(), Some(Place::Cell(first)));
    plain(&mut window, Key::ArrowUp);
    assert_eq!(state(&window).view.selection.active(), Some(Place::Party(first.party)));
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::ArrowLeft);
    assert_eq!(state(&window).view.selection.active(), Some(Place::Item(first.item)));
    plain(&mut window, Key::End);
    plain(&mut window, Key::ArrowRight);
    assert_eq!(
        state(&window).view.selection.active(),
        Some(Place::Cell(cell(&window, "european-allies", "us-proposal")))
    );
    press(&mut window, Modifiers::COMMAND, Key::End);
    assert_eq!(
        state(&window).view.selection.active(),
        Some(Place::Cell(cell(&window, "european-allies", "compensation")))
    );
    press(&mut window, Modifiers::COMMAND, Key::Home);
    plain(&mut window, Key::PageDown);
    assert_ne!(state(&window).view.selection.active(), Some(Place::Cell(first)));
}

/// What was typed into a field and not yet confirmed must be in the file that is saved.
#[test]
fn a_shortcut_inside_a_field_keeps_what_was_typed() {
    let (world, mut window) = ceasefire();
    click(&mut window, "Ukraine, US proposal for a 30-day ceasefire: accepts");
    field(&window, "Note").focus();
    settle(&mut window);
    field(&window, "Note").type_text("ask again");
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::S);
    settle(&mut window);
    assert!(world.text("/d/ceasefire.positions.json").contains(r#""note": "ask again""#));
    assert!(!state(&window).document.as_ref().unwrap().is_changed());
}

/// A field hands its text over on Enter, not before, and Escape takes it back.
#[test]
fn fields_commit_on_enter_and_forget_on_escape() {
    let (_, mut window) = ceasefire();
    click(&mut window, "Ukraine, US proposal for a 30-day ceasefire: accepts");
    let date = |window: &Window| {
        let dossier = state(window).document.as_ref().unwrap().dossier();
        dossier.cell(cell(window, "ukraine", "us-proposal")).next().unwrap().1.date.unwrap().to_string()
    };
    let before = date(&window);
    let type_date = |window: &mut Window, words: &str, key: Key| {
        field(window, "Date").focus();
        settle(window);
        press(window, Modifiers::COMMAND, Key::A);
        field(window, "Date").type_text(words);
        settle(window);
        plain(window, key);
    };
    type_date(&mut window, "2025-01-01", Key::Escape);
    assert_eq!(date(&window), before);
    type_date(&mut window, "soon", Key::Enter);
    assert_eq!(date(&window), before);
    window.get_by_label("“soon” is not a date; write 2025-03-18, 2025-03 or 2025");
    type_date(&mut window, "2025-04-01", Key::Enter);
    assert_eq!(date(&window), "2025-04-01");
}

/// Parties and items come by keyboard alone.
#[test]
fn a_dossier_is_built_from_nothing_by_keys() {
    let world = FakeWorld::default();
    let mut window = start(&world, &[]);
    press(&mut window, Modifiers::COMMAND, Key::N);
    // The inspector has fields of the same names as the dialogs.
    press(&mut window, Modifiers::COMMAND, Key::I);
    for name in ["Union", "Railway"] {
        press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
        field(&window, "Name").type_text(name);
        settle(&mut window);
        plain(&mut window, Key::Enter);
    }
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::I);
    field(&window, "Title").type_text("Pay rise");
    settle(&mut window);
    plain(&mut window, Key::Enter);
    plain(&mut window, Key::ArrowRight);
    plain(&mut window, Key::D);
    plain(&mut window, Key::ArrowRight);
    plain(&mut window, Key::R);
    world.answer(Picked::Paths(vec!["/d/built.json".into()]));
    press(&mut window, Modifiers::COMMAND, Key::S);
    let text = world.text("/d/built.json");
    for part in [
        r#""name": "Union""#,
        r#""title": "Pay rise""#,
        r#""party": "union", "item": "pay-rise", "stance": "demands""#,
        r#""party": "railway", "item": "pay-rise", "stance": "rejects""#,
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert_eq!(world.asked()[0].name, "dossier.positions.json");
}

/// A save that fails must be seen.
#[test]
fn a_failing_disk_is_told_in_the_window() {
    let (world, mut window) = ceasefire();
    click(&mut window, "Ukraine, 30-day halt on attacks on energy infrastructure: not stated");
    plain(&mut window, Key::A);
    world.fail(Some((Step::Sync, std::io::ErrorKind::StorageFull)));
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert!(window.query_by_label_contains("There is no space left").is_some());
    assert_eq!(world.file("/d/ceasefire.positions.json").unwrap(), Sample::Ceasefire.bytes());
    plain(&mut window, Key::Escape);
    assert_eq!(state(&window).view.dialog, None);
}

/// Side by side: the lists of each party, by item or by stance.
#[test]
fn side_by_side_shows_the_lists() {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::Num2);
    assert_eq!(state(&window).view.view, View::SideBySide);
    click(&mut window, "Each party's own lists");
    let russia = "Russia, Ukraine halts its attacks on energy sites: demands";
    click(&mut window, russia);
    assert_eq!(state(&window).view.selection.active(), Some(Place::Cell(cell(&window, "russia", "ukraine-energy"))));
    plain(&mut window, Key::V);
    assert_eq!(said(&window, cell(&window, "russia", "ukraine-energy")).unwrap().0, Stance::Reserved);
    window.get_by_role_and_label(Role::CheckBox, "United States").click();
    settle(&mut window);
    assert_eq!(state(&window).view.side.hidden.len(), 1);
}

/// Side by side too is walked through by keys: down a panel, across to the next party on the same item.
#[test]
fn arrows_lead_through_the_panels() {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::Num2);
    plain(&mut window, Key::ArrowDown);
    let selected = |window: &Window| state(window).view.selection.active();
    assert_eq!(selected(&window), Some(Place::Cell(cell(&window, "russia", "us-proposal"))));
    plain(&mut window, Key::ArrowRight);
    plain(&mut window, Key::ArrowDown);
    assert_eq!(selected(&window), Some(Place::Cell(cell(&window, "ukraine", "unconditional"))));
    plain(&mut window, Key::ArrowUp);
    plain(&mut window, Key::ArrowLeft);
    plain(&mut window, Key::ArrowLeft);
    assert_eq!(selected(&window), Some(Place::Cell(cell(&window, "russia", "us-proposal"))));
    for _ in 0..14 {
        plain(&mut window, Key::ArrowDown);
    }
    let last = state(&window).document.as_ref().unwrap().dossier().items().keys()[14];
    let Some(Place::Cell(reached)) = selected(&window) else { panic!("nothing is selected") };
    assert_eq!(reached.item, last);
    let name = "Russia, Dialogue between Russia and the United States";
    assert!(window.query_by_label_contains(name).is_some(), "the panel has not scrolled along");
}

/// A finding leads to its place.
#[test]
fn problems_lead_to_their_places() {
    let text = r#"{"standpoint": 1, "title": "T", "parties": [{"name": "A"}], "items": [{"title": "I"}],
        "positions": [{"party": "Nobody", "item": "I", "stance": "accepts"}, {"party": "A", "item": "I", "stance": "maybe"}]}"#;
    let world = FakeWorld::with("/d/t.json", text.as_bytes());
    let mut window = start(&world, &["/d/t.json"]);
    assert!(state(&window).view.are_problems_open, "something was kept out, so the list is open");
    click(&mut window, "“Nobody” is named here and declared nowhere");
    assert!(matches!(state(&window).view.selection.active(), Some(Place::Party(_))));
}

/// Without portal and zenity the window must still open files.
#[test]
fn a_path_can_be_typed() {
    let world = FakeWorld::with("/d/ceasefire.positions.json", Sample::Ceasefire.bytes());
    world.answer(Picked::Unavailable("There is no file dialog here.".into()));
    let mut window = start(&world, &[]);
    press(&mut window, Modifiers::COMMAND, Key::O);
    assert!(window.query_by_label_contains("There is no file dialog here").is_some());
    field(&window, "Path").type_text("/d/ceasefire.positions.json");
    settle(&mut window);
    plain(&mut window, Key::Enter);
    assert!(state(&window).document.is_some());
}

/// Files that fail are named in the window.
#[test]
fn a_broken_file_is_told_with_its_place() {
    let world = FakeWorld::with("/d/broken.json", b"{\"standpoint\": 1,\n\"items\": [}");
    let window = start(&world, &["/d/broken.json"]);
    assert!(
        matches!(&state(&window).view.dialog, Some(Dialog::Message { text, .. }) if text.contains("“/d/broken.json”, line 2, column 11")),
        "{:?}",
        state(&window).view.dialog
    );
}

/// The palette finds what one does not know the place of.
#[test]
fn the_palette_finds_commands_items_and_parties() {
    let (_, mut window) = ceasefire();
    press(&mut window, Modifiers::COMMAND, Key::K);
    window.get_by_label("Find a command, item or party").type_text("kursk prison");
    settle(&mut window);
    assert!(window.query_by_label_contains("Nothing is called that").is_some());
    plain(&mut window, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::K);
    window.get_by_label("Find a command, item or party").type_text("prisoners");
    settle(&mut window);
    plain(&mut window, Key::Enter);
    assert_eq!(state(&window).view.selection.active(), Some(Place::Item(cell(&window, "russia", "prisoners").item)));
    assert_eq!(state(&window).view.dialog, None);
    press(&mut window, Modifiers::COMMAND, Key::K);
    window.get_by_label("Find a command, item or party").type_text("dark the");
    settle(&mut window);
    plain(&mut window, Key::Enter);
    assert_eq!(window.ctx.theme(), egui::Theme::Dark);
}

/// Otherwise the field jumps up and down under the eye while one types, and a low window shows one line of many.
#[test]
fn the_palette_hangs_from_one_height_and_uses_the_room_below() {
    let (_, mut window) = ceasefire();
    window.set_size(egui::vec2(900.0, 640.0));
    press(&mut window, Modifiers::COMMAND, Key::K);
    let name = "Find a command, item or party";
    let top = window.get_by_label(name).rect().min.y;
    for words in ["pris", "oners", " no such thing"] {
        window.get_by_label(name).type_text(words);
        settle(&mut window);
        assert!((window.get_by_label(name).rect().min.y - top).abs() < 0.5, "after {words}");
    }
    plain(&mut window, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::G);
    let is_line = |node: &egui_kittest::Node<'_>| node.rect().min.y > top && node.rect().width() > 500.0;
    let lines = window.query_all_by_role(Role::Button).filter(is_line);
    let place = lines.map(|node| node.rect().center()).nth(8).unwrap();
    assert_eq!(state(&window).view.selection.active(), None);
    window.hover_at(place);
    window.drag_at(place);
    window.drop_at(place);
    settle(&mut window);
    assert!(state(&window).view.selection.active().is_some(), "the ninth line is seen and can be clicked");
}

/// Dropped on the start page files open; dropped on a dossier they are added to it, in one step.
#[test]
fn dropped_files_are_opened_or_added() {
    let world = FakeWorld::with("/d/ceasefire.positions.json", Sample::Ceasefire.bytes());
    world.put("/d/rail.positions.json", Sample::Rail.bytes());
    let mut window = start(&world, &[]);
    let drop_file = |window: &mut Window, path: &str| {
        window.input_mut().dropped_files.push(Arc::new(Dropped(path.into())));
        settle(window);
    };
    let parties = |window: &Window| state(window).document.as_ref().unwrap().dossier().parties().len();
    drop_file(&mut window, "/d/ceasefire.positions.json");
    assert_eq!(parties(&window), 4);
    drop_file(&mut window, "/d/rail.positions.json");
    assert_eq!(parties(&window), 9);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(parties(&window), 4);
}

/// The window comes back as it was left.
#[test]
fn settings_are_remembered() {
    let world = FakeWorld::with("/d/ceasefire.positions.json", Sample::Ceasefire.bytes());
    let mut window = start(&world, &["/d/ceasefire.positions.json"]);
    press(&mut window, Modifiers::COMMAND, Key::Num2);
    press(&mut window, Modifiers::COMMAND, Key::I);
    press(&mut window, Modifiers::COMMAND, Key::Plus);
    drop(window);
    let window = start(&world, &[]);
    let state = state(&window);
    assert_eq!(state.view.view, View::SideBySide);
    assert!(!state.view.is_inspector_open && (window.ctx.zoom_factor() - 1.1).abs() < 0.01);
    assert_eq!(state.settings.recent[0].path, PathBuf::from("/d/ceasefire.positions.json"));
    assert!(window.query_by_label_contains("Ceasefire talks, March 2025").is_some(), "the start page lists it");
}

/// Settings that were damaged must not keep the program from starting.
#[test]
fn damaged_settings_are_no_obstacle() {
    let world = FakeWorld::with("/settings/settings.json", b"{\"zoom\": \"big\", ");
    let window = start(&world, &[]);
    assert!((window.ctx.zoom_factor() - 1.0).abs() < 0.01);
}

/// To some people what moves is a torment; they have told their system so once.
#[test]
fn nothing_moves_when_the_system_asks_for_it() {
    // The harness itself stops all motion, so the program is asked without it.
    let moves = |ctx: &egui::Context| ctx.global_style().animation_time > 0.0;
    let begin = |world: FakeWorld| {
        let ctx = egui::Context::default();
        let app = App::new(&ctx, Arc::new(world), Vec::new());
        (ctx, app)
    };
    let (ctx, _app) = begin(FakeWorld::default());
    assert!(moves(&ctx), "otherwise menus and panels do move");
    let world = FakeWorld::default();
    world.ask_for_no_motion();
    let (ctx, _app) = begin(world);
    let begun = Instant::now();
    while moves(&ctx) && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(3));
    }
    assert!(!moves(&ctx));
}
