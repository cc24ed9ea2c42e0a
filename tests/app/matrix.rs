//! The matrix as hands from a spreadsheet know it: ranges, jumps, dragging, turning, collapsing.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use standpoint::model::{Cell, Place, Stance};

use super::window::{Window, ceasefire, cell, plain, press, settle, state};

const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;

fn active(window: &Window) -> Option<Place> {
    state(window).view.selection.active()
}

fn selected(window: &Window) -> Vec<Cell> {
    let view = &state(window).view;
    view.matrix.arrangement().cells_of(&view.selection)
}

fn stances(window: &Window, cells: &[Cell]) -> Vec<Option<Stance>> {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    cells.iter().map(|cell| dossier.cell(*cell).next_back().map(|(_, position)| position.stance)).collect()
}

/// The middle of the node of this role whose name begins so.
fn middle(window: &Window, role: Role, name: &str) -> Pos2 {
    let is_it = |label: Option<String>| label.is_some_and(|label| label.starts_with(name));
    window.get_by(move |node| node.role() == role && is_it(node.label())).rect().center()
}

fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.drag_at(from);
    window.run_steps(2);
    window.hover_at(from + vec2(9.0, 9.0));
    window.run_steps(2);
    window.hover_at(to);
    window.run_steps(2);
    window.drop_at(to);
    settle(window);
}

fn party_names(window: &Window) -> Vec<String> {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    dossier.parties().iter().map(|(_, party)| party.name.to_string()).collect()
}

/// Without ranges twelve cells mean twelve times the same keys.
#[test]
fn shift_and_arrows_select_a_range_and_one_letter_speaks_to_all_of_it() {
    let (_, mut window) = ceasefire();
    let count = |window: &Window| state(window).document.as_ref().unwrap().dossier().position_count();
    let all = count(&window);
    plain(&mut window, Key::ArrowDown);
    press(&mut window, SHIFT, Key::ArrowDown);
    press(&mut window, SHIFT, Key::ArrowRight);
    let range = selected(&window);
    assert_eq!(range.len(), 4);
    assert_eq!(active(&window), Some(Place::Cell(cell(&window, "russia", "us-proposal"))), "the active cell stays");
    let before = stances(&window, &range);
    plain(&mut window, Key::R);
    assert_eq!(stances(&window, &range), [Some(Stance::Rejects); 4]);
    let undo_name = state(&window).document.as_ref().unwrap().scene().undo_name.map(str::to_owned);
    assert_eq!(undo_name.as_deref(), Some("Set stance of 4 cells to rejects"));
    press(&mut window, CTRL, Key::Z);
    assert_eq!(stances(&window, &range), before, "one undo takes all of it back");
    press(&mut window, CTRL, Key::A);
    assert_eq!(selected(&window).len(), 18 * 4);
    plain(&mut window, Key::Delete);
    assert_eq!(count(&window), 0);
    press(&mut window, CTRL, Key::Z);
    assert_eq!(count(&window), all);
}

/// Tab and Shift+Tab must go from cell to cell, not from button to button.
#[test]
fn tab_goes_on_and_at_the_end_of_a_row_to_the_next() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::Tab);
    assert_eq!(active(&window), Some(Place::Cell(cell(&window, "ukraine", "us-proposal"))));
    plain(&mut window, Key::End);
    plain(&mut window, Key::Tab);
    assert_eq!(active(&window), Some(Place::Cell(cell(&window, "russia", "unconditional"))));
    press(&mut window, SHIFT, Key::Tab);
    assert_eq!(active(&window), Some(Place::Cell(cell(&window, "european-allies", "us-proposal"))));
}

/// In a long dossier one wants to get to the next thing that somebody said.
#[test]
fn ctrl_and_arrows_jump_along_what_is_stated() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    press(&mut window, CTRL, Key::ArrowDown);
    // Below the first cell nothing is stated, so the next cell that says something is the target.
    assert_eq!(active(&window), Some(Place::Cell(cell(&window, "russia", "ceasefire"))));
    press(&mut window, CTRL, Key::Home);
    press(&mut window, CTRL, Key::ArrowRight);
    assert_eq!(active(&window), Some(Place::Cell(cell(&window, "european-allies", "us-proposal"))));
    press(&mut window, CTRL | SHIFT, Key::ArrowLeft);
    assert_eq!(selected(&window).len(), 4, "with Shift the range reaches as far");
}

#[test]
fn dragging_over_cells_selects_them_and_clicks_with_shift_and_ctrl_reach_further() {
    let (_, mut window) = ceasefire();
    let from = middle(&window, Role::Cell, "Russia, US proposal");
    let to = middle(&window, Role::Cell, "United States, General end");
    drag(&mut window, from, to);
    assert_eq!(selected(&window).len(), 9);
    assert_eq!(active(&window), Some(Place::Cell(cell(&window, "russia", "us-proposal"))));
    let click = |window: &mut Window, at: Pos2, modifiers: Modifiers| {
        window.event(egui::Event::ModifiersChanged(modifiers));
        window.event(egui::Event::PointerMoved(at));
        for pressed in [true, false] {
            let button = egui::PointerButton::Primary;
            window.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
            window.step();
        }
        window.event(egui::Event::ModifiersChanged(Modifiers::NONE));
        settle(window);
    };
    click(&mut window, from, Modifiers::NONE);
    let shift_to = middle(&window, Role::Cell, "Ukraine, Russia accepts");
    click(&mut window, shift_to, SHIFT);
    assert_eq!(selected(&window).len(), 4);
    click(&mut window, to, CTRL);
    assert_eq!(selected(&window).len(), 5);
    click(&mut window, to, CTRL);
    assert_eq!(selected(&window).len(), 4, "a second click takes it out again");
}

/// Columns stand in the order in which a person thinks of the parties.
#[test]
fn a_head_is_dragged_to_another_place() {
    let (_, mut window) = ceasefire();
    let from = middle(&window, Role::ColumnHeader, "Russia");
    let to = middle(&window, Role::ColumnHeader, "United States") + vec2(40.0, 0.0);
    drag(&mut window, from, to);
    assert_eq!(party_names(&window), ["Ukraine", "United States", "Russia", "European allies"]);
    press(&mut window, CTRL, Key::Z);
    assert_eq!(party_names(&window), ["Russia", "Ukraine", "United States", "European allies"]);
    let item = middle(&window, Role::RowHeader, "US proposal");
    let under_another_topic = middle(&window, Role::RowHeader, "30-day halt") + vec2(0.0, -30.0);
    drag(&mut window, item, under_another_topic);
    let moved = cell(&window, "russia", "us-proposal").item;
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    assert_eq!(
        &*dossier.items().get(moved).unwrap().topic,
        "Limited truces",
        "it comes under the topic it is dropped in"
    );
}

/// A column that was fitted shows its wordings on few lines and is as wide as it needs, not as it happens to be.
#[test]
fn an_edge_is_dragged_and_a_double_click_fits_the_column() {
    let (_, mut window) = ceasefire();
    let width = |window: &Window| {
        let is_it = |label: Option<String>| label.is_some_and(|label| label.starts_with("Russia"));
        window.get_by(move |node| node.role() == Role::ColumnHeader && is_it(node.label())).rect()
    };
    let before = width(&window);
    drag(&mut window, before.right_center(), before.right_center() + vec2(120.0, 0.0));
    let dragged = width(&window);
    assert!((dragged.width() - before.width() - 120.0).abs() < 12.0, "{before:?} {dragged:?}");
    let edge = dragged.right_center();
    window.hover_at(edge);
    window.step();
    // In one frame: between frames of a test more time passes than between the clicks of a double click.
    for pressed in [true, false, true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        window.input_mut().events.push(egui::Event::PointerButton { pos: edge, button, pressed, modifiers });
    }
    settle(&mut window);
    let fitted = width(&window).width();
    assert!(fitted > 90.0 && (fitted - dragged.width()).abs() > 1.0, "{fitted}");
}

#[test]
fn turned_around_everything_still_leads_to_the_same_cells() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    press(&mut window, CTRL | SHIFT, Key::T);
    assert_eq!(active(&window), Some(Place::Cell(cell(&window, "russia", "us-proposal"))));
    plain(&mut window, Key::ArrowDown);
    assert_eq!(active(&window), Some(Place::Cell(cell(&window, "ukraine", "us-proposal"))));
    plain(&mut window, Key::ArrowRight);
    assert_eq!(active(&window), Some(Place::Cell(cell(&window, "ukraine", "unconditional"))));
    plain(&mut window, Key::A);
    let changed = cell(&window, "ukraine", "unconditional");
    assert_eq!(stances(&window, &[changed]), [Some(Stance::Accepts)]);
    assert!(window.query_by_role(Role::Heading).is_none(), "items in columns stand without headings");
}

/// What is collapsed is out of sight and must be out of reach of commands too.
#[test]
fn a_collapsed_topic_keeps_its_items_out_of_what_is_selected() {
    let (_, mut window) = ceasefire();
    window.get_by(|node| node.role() == Role::Heading && node.label().as_deref() == Some("Ceasefire")).click();
    settle(&mut window);
    press(&mut window, CTRL, Key::A);
    assert_eq!(selected(&window).len(), 15 * 4);
    plain(&mut window, Key::Delete);
    let hidden = cell(&window, "ukraine", "us-proposal");
    assert!(stances(&window, &[hidden])[0].is_some(), "a cell that is not shown was cleared");
}

#[test]
fn the_menu_key_opens_the_menu_of_the_cell() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::Menu);
    window.get_by_label_contains("Clear cells").click();
    settle(&mut window);
    let cleared = cell(&window, "russia", "us-proposal");
    assert_eq!(stances(&window, &[cleared]), [None]);
}
