//! Copy, cut and paste between cells, and between this program and a spreadsheet.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use standpoint::model::steps::{self, Additions, Content};
use standpoint::model::{Cell, Discount, DiscountKind, Place, Position, Stance};
use standpoint::ui::{Action, Dialog, Sample};

use super::fake_world::FakeWorld;
use super::window::{Window, ceasefire, cell, plain, press, settle, start, state};

const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;

fn positions(window: &Window, cell: Cell) -> Vec<Position> {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    dossier.cell(cell).map(|(_, position)| position.clone()).collect()
}

/// Presses the system's key for copy or cut and gives back what is put on the clipboard.
fn taken(window: &mut Window, event: Event) -> String {
    window.event(event);
    for _ in 0..6 {
        window.step();
        for command in &window.output().platform_output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                return text.clone();
            }
        }
    }
    panic!("nothing was put on the clipboard");
}

fn paste(window: &mut Window, text: &str) {
    window.event(Event::Paste(text.to_owned()));
    settle(window);
}

fn said(window: &Window) -> Vec<(Stance, String)> {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    dossier.positions().map(|(_, position)| (position.stance, position.wording.to_string())).collect()
}

/// If this fails, conditions and evidence are lost on the way from one cell to another.
#[test]
fn inside_the_program_a_copy_carries_everything_that_positions_hold() {
    let (_, mut window) = ceasefire();
    let from = cell(&window, "russia", "us-proposal");
    plain(&mut window, Key::ArrowDown);
    let text = taken(&mut window, Event::Copy);
    assert!(
        text.starts_with("\"Reserved: "),
        "two lines of one cell are quoted, or a spreadsheet makes two cells: {text}"
    );
    let held = positions(&window, from).len();
    assert!(held > 1);
    assert_eq!(text.lines().count(), held, "one line for each position");
    plain(&mut window, Key::ArrowDown);
    paste(&mut window, &text);
    let to = cell(&window, "russia", "unconditional");
    let moved: Vec<_> = positions(&window, from).into_iter().map(|p| Position { item: to.item, ..p }).collect();
    assert!(moved.iter().any(|position| !position.evidence.is_empty()));
    assert_eq!(positions(&window, to), moved);
    press(&mut window, CTRL, Key::Z);
    assert!(positions(&window, to).is_empty(), "one undo takes the paste back");
}

#[test]
fn what_is_cut_is_gone_in_one_step_and_comes_back_elsewhere() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    press(&mut window, SHIFT, Key::ArrowRight);
    let (russia, ukraine) = (cell(&window, "russia", "us-proposal"), cell(&window, "ukraine", "us-proposal"));
    let before = positions(&window, ukraine);
    let text = taken(&mut window, Event::Cut);
    assert!(positions(&window, russia).is_empty() && positions(&window, ukraine).is_empty());
    plain(&mut window, Key::ArrowDown);
    paste(&mut window, &text);
    let below = cell(&window, "ukraine", "unconditional");
    assert_eq!(positions(&window, below).len(), before.len());
    press(&mut window, CTRL, Key::Z);
    press(&mut window, CTRL, Key::Z);
    assert_eq!(positions(&window, ukraine), before);
}

/// Text from elsewhere says stance and wording; what the cell held besides stays.
#[test]
fn text_of_a_spreadsheet_fills_cells_from_the_active_one_on() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::ArrowDown);
    paste(&mut window, "Rejects: no truce\t\"two\nlines\"\r\n\tA\r\n");
    let at = |party: &str, item: &str| positions(&window, cell(&window, party, item));
    assert_eq!(at("russia", "unconditional")[0].stance, Stance::Rejects);
    assert_eq!(&*at("russia", "unconditional")[0].wording, "no truce");
    assert_eq!(&*at("ukraine", "unconditional")[0].wording, "two\nlines");
    assert!(at("russia", "ceasefire").is_empty(), "an empty cell of the block clears");
    assert_eq!(at("ukraine", "ceasefire")[0].stance, Stance::Accepts);
    assert!(!at("ukraine", "ceasefire")[0].wording.is_empty(), "a stance alone leaves the wording");
}

#[test]
fn one_cell_fills_a_range_and_a_block_is_repeated_over_a_multiple_of_it() {
    let (_, mut window) = ceasefire();
    press(&mut window, CTRL, Key::A);
    paste(&mut window, "Demands: everything");
    let everything = (Stance::Demands, "everything".to_owned());
    assert_eq!(said(&window).into_iter().filter(|said| *said == everything).count(), 18 * 4);
    paste(&mut window, "Accepts: a\tRejects: b\n");
    let at = |party: &str| positions(&window, cell(&window, party, "compensation"))[0].wording.to_string();
    assert_eq!([at("russia"), at("ukraine"), at("united-states"), at("european-allies")], ["a", "b", "a", "b"]);
}

/// A table from a spreadsheet becomes a dossier at once, but never without asking.
#[test]
fn a_table_with_names_around_it_builds_a_dossier() {
    let world = FakeWorld::default();
    let mut window = start(&world, &[]);
    press(&mut window, CTRL, Key::N);
    paste(&mut window, "\tUnion\tRailway\nPay rises\tdemands: 4 %\trejects\nShorter shifts\tdemands\t\n");
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Paste(_))), "adding is asked about");
    plain(&mut window, Key::Enter);
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    let names: Vec<_> = dossier.parties().iter().map(|(_, party)| party.name.to_string()).collect();
    let titles: Vec<_> = dossier.items().iter().map(|(_, item)| item.title.to_string()).collect();
    assert_eq!(
        (names, titles),
        (vec!["Union".into(), "Railway".into()], vec!["Pay rises".into(), "Shorter shifts".into()])
    );
    assert_eq!(dossier.position_count(), 3);
    press(&mut window, CTRL, Key::Z);
    assert!(state(&window).document.as_ref().unwrap().dossier().parties().is_empty(), "all of it was one step");
}

#[test]
fn beyond_the_last_row_it_offers_to_add_items_or_to_paste_what_fits() {
    let (_, mut window) = ceasefire();
    press(&mut window, CTRL, Key::End);
    let block = "a: x\nAccepts: one more\n";
    paste(&mut window, block);
    assert!(matches!(state(&window).view.dialog, Some(Dialog::Paste(_))));
    window.get_by_label("Paste what fits").click();
    settle(&mut window);
    let items = |window: &Window| state(window).document.as_ref().unwrap().dossier().items().len();
    assert_eq!(items(&window), 18);
    assert_eq!(&*positions(&window, cell(&window, "european-allies", "compensation"))[0].wording, "a: x");
    paste(&mut window, block);
    window.get_by_label("Add and paste").click();
    settle(&mut window);
    assert_eq!(items(&window), 19);
}

/// While text is written the clipboard belongs to the text.
#[test]
fn in_a_text_field_the_clipboard_belongs_to_the_field() {
    let (_, mut window) = ceasefire();
    let at = cell(&window, "russia", "us-proposal");
    let before = positions(&window, at).len();
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::Enter);
    press(&mut window, CTRL, Key::A);
    paste(&mut window, "Pasted into the wording");
    plain(&mut window, Key::Enter);
    let changed = positions(&window, at);
    assert!(changed.iter().any(|position| &*position.wording == "Pasted into the wording"));
    assert_eq!(changed.len(), before);
}

/// If this fails, a table that went through a spreadsheet comes back without its quotations and conditions.
#[test]
fn text_that_says_the_same_as_before_changes_nothing() {
    let (_, mut window) = ceasefire();
    press(&mut window, CTRL, Key::A);
    let text = taken(&mut window, Event::Copy);
    let before = state(&window).document.as_ref().unwrap().dossier().clone();
    // As a spreadsheet gives it back: other line ends, so not the text that was put there.
    paste(&mut window, &format!("{}\r\n", text.trim_end()));
    assert_eq!(*state(&window).document.as_ref().unwrap().dossier(), before);
    assert!(!state(&window).document.as_ref().unwrap().is_changed(), "an empty step would stand in the history");
}

/// If this fails, one line changed in a spreadsheet costs the quotations of the other positions in the cell.
#[test]
fn of_several_positions_only_the_changed_one_changes() {
    let (_, mut window) = ceasefire();
    let two = cell(&window, "russia", "us-proposal");
    plain(&mut window, Key::ArrowDown);
    let text = taken(&mut window, Event::Copy);
    let mut expected = positions(&window, two);
    let last_line = text.trim_matches('"').lines().last().unwrap().to_owned();
    let (_, wording) = last_line.split_once(": ").unwrap();
    let changed = expected.iter_mut().find(|position| &*position.wording == wording).unwrap();
    (changed.stance, changed.wording) = (Stance::Rejects, "something else".into());
    paste(&mut window, &text.replace(&last_line, "Rejects: something else"));
    assert_eq!(positions(&window, two), expected);
}

/// If this fails, quotations of another dossier's articles turn up in this one.
#[test]
fn what_was_copied_in_another_dossier_is_pasted_as_text() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    let text = taken(&mut window, Event::Copy);
    let count = positions(&window, cell(&window, "russia", "us-proposal")).len();
    press(&mut window, CTRL, Key::N);
    paste(&mut window, &text);
    plain(&mut window, Key::Enter);
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    assert_eq!(dossier.position_count(), count);
    assert!(dossier.positions().all(|(_, position)| position.evidence.is_empty() && !position.wording.is_empty()));
}

/// If this fails, pasting is refused as soon as anything that the copied positions refer to is deleted.
#[test]
fn links_that_were_deleted_since_copying_are_left_out() {
    let mut dossier = standpoint::files::read(Sample::Ceasefire.bytes().to_vec()).unwrap().dossier;
    let all: Vec<Position> = dossier.positions().map(|(_, position)| position.clone()).collect();
    let party = all.iter().flat_map(|position| &position.conditions).find_map(|condition| condition.party).unwrap();
    let source = all.iter().flat_map(|position| &position.evidence).next().unwrap().source;
    let deletion = steps::delete_source(&dossier, source).unwrap();
    dossier.apply(deletion.step.edit).unwrap();
    let deletion = steps::delete_party(&dossier, party).unwrap();
    dossier.apply(deletion.step.edit).unwrap();
    let (item, party) = (dossier.items().keys()[0], dossier.parties().keys()[0]);
    let content = vec![(Cell { item, party }, Content::Positions(all.clone()))];
    let step = steps::fill(&dossier, &Additions::default(), content, "Paste").unwrap();
    dossier.apply(step.edit).unwrap();
    let pasted: Vec<_> = dossier.cell(Cell { item, party }).map(|(_, position)| position).collect();
    assert_eq!(pasted.len(), all.len());
    let texts = |positions: &mut dyn Iterator<Item = &Position>| {
        positions.flat_map(|position| &position.conditions).filter(|condition| !condition.text.is_empty()).count()
    };
    assert_eq!(texts(&mut pasted.into_iter()), texts(&mut all.iter()), "conditions keep their words");
}

/// If this fails, a table that went through a spreadsheet and back has lost the reports that do not count, or makes them
/// count again.
#[test]
fn a_table_of_text_that_comes_back_leaves_what_does_not_count_alone() {
    let mut dossier = standpoint::files::read(Sample::Ceasefire.bytes().to_vec()).unwrap().dossier;
    let ids: Vec<_> = dossier.positions().map(|(id, _)| id).collect();
    for (id, kind) in ids.iter().zip(DiscountKind::ALL.into_iter().cycle()).step_by(3) {
        let step = steps::discount_position(&dossier, *id, Some(Discount::new(kind, "denied"))).unwrap();
        dossier.apply(step.edit).unwrap();
    }
    let items = dossier.items().keys().iter();
    let cells: Vec<Cell> =
        items.flat_map(|&item| dossier.parties().keys().iter().map(move |&party| Cell { item, party })).collect();
    let text = |cell: &Cell| standpoint::files::cell_text(&dossier, *cell);
    assert!(cells.iter().any(|cell| dossier.cell(*cell).next().is_some() && text(cell).is_empty()));
    let back = cells.iter().map(|cell| (*cell, standpoint::files::content_of(&text(cell)))).collect();
    let step = steps::fill(&dossier, &Additions::default(), back, "Paste");
    assert!(step.is_none(), "{step:#?}");
    let pasted = cells.iter().map(|cell| (*cell, Content::Nothing)).collect();
    let step = steps::fill(&dossier, &Additions::default(), pasted, "Paste").unwrap();
    dossier.apply(step.edit).unwrap();
    assert_eq!(dossier.position_count(), ids.len().div_ceil(3), "what counted is cleared");
}

/// Selects the head of this name.
fn select_head(window: &mut Window, role: Role, name: &str) {
    window.get_by(|node| node.role() == role && node.label().is_some_and(|label| label.starts_with(name))).click();
    settle(window);
}

fn names(window: &Window) -> (Vec<String>, Vec<String>) {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    let parties = dossier.parties().iter().map(|(_, party)| party.name.to_string()).collect();
    (parties, dossier.items().iter().map(|(_, item)| item.title.to_string()).collect())
}

/// If this fails, a column of titles that is pasted onto titles lands in the cells beside them.
#[test]
fn names_pasted_onto_heads_rename_them_and_offer_to_add_the_rest() {
    let (_, mut window) = ceasefire();
    let before = names(&window);
    select_head(&mut window, Role::ColumnHeader, "United States");
    paste(&mut window, "USA\n");
    assert_eq!(names(&window).0[2], "USA");
    assert!(state(&window).view.dialog.is_none(), "renaming needs no question: undo is offered");
    paste(&mut window, "Washington\tLondon and Paris\tBeijing\tAnkara\n");
    assert!(matches!(state(&window).view.dialog, Some(Dialog::PasteNames(_))), "adding is asked about");
    window.get_by_label("Rename 2 parties and add 2?");
    plain(&mut window, Key::Enter);
    assert_eq!(names(&window).0[2..], ["Washington", "London and Paris", "Beijing", "Ankara"]);
    press(&mut window, CTRL, Key::Z);
    press(&mut window, CTRL, Key::Z);
    assert_eq!(names(&window), before, "each paste was one step");
    select_head(&mut window, Role::RowHeader, &before.1[1]);
    paste(&mut window, "One\r\n\r\nThree");
    assert_eq!(names(&window).1[1..4], ["One".to_owned(), before.1[2].clone(), "Three".to_owned()]);
    // Across the head lie the cells of its row.
    paste(&mut window, "Offers: a\tOffers: b");
    let pasted = positions(&window, cell(&window, "ukraine", "unconditional"));
    assert_eq!(&*pasted[0].wording, "b");
}

/// If this fails, a list of demands copied from a text has to be typed again.
#[test]
fn a_list_pasted_onto_an_empty_matrix_becomes_items() {
    let mut window = start(&FakeWorld::default(), &[]);
    press(&mut window, CTRL, Key::N);
    paste(&mut window, "A bridge\nA tunnel\n");
    plain(&mut window, Key::Enter);
    assert_eq!(names(&window), (vec![], vec!["A bridge".to_owned(), "A tunnel".to_owned()]));
    assert!(window.query_all_by_label_contains("Add 2 items").next().is_some(), "the message says what was done");
}

/// If this fails, a table whose corner is not empty lands as wordings, one row and one column off.
#[test]
fn a_table_with_known_names_is_recognised_whatever_its_corner_says() {
    let (_, mut window) = ceasefire();
    paste(&mut window, "Issue\tUkraine\tRussia\nPrisoners\tdemands\taccepts\n");
    plain(&mut window, Key::Enter);
    let dossier = state(&window).document.as_ref().unwrap().dossier();
    let (item, record) = dossier.items().iter().last().unwrap();
    assert_eq!((dossier.parties().len(), &*record.title), (4, "Prisoners"));
    let russia = cell(&window, "russia", "us-proposal").party;
    let pasted = positions(&window, Cell { item, party: russia });
    assert_eq!((pasted.len(), pasted[0].stance), (1, Stance::Accepts));
}

/// If this fails, a careless Ctrl+V writes over the first cell of the dossier.
#[test]
fn without_a_selection_nothing_is_written_over() {
    let (_, mut window) = ceasefire();
    paste(&mut window, "some words");
    assert!(!state(&window).document.as_ref().unwrap().is_changed());
    window.get_by_label_contains("Select the cell to paste into first");
}

/// If this fails, taking over a sentence also takes over whether the party wants it.
#[test]
fn wordings_can_be_pasted_without_stances() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::ArrowDown);
    let (one, other) = (cell(&window, "russia", "unconditional"), cell(&window, "ukraine", "unconditional"));
    let stance = positions(&window, other)[0].stance;
    let is_asked = |window: &Window| {
        let output = &window.output().viewport_output;
        output.values().any(|view| view.commands.contains(&egui::ViewportCommand::RequestPaste))
    };
    let ask = |window: &mut Window| {
        // The harness would make a paste of it by itself.
        let modifiers = CTRL | SHIFT;
        window.event(Event::ModifiersChanged(modifiers));
        window.event(Event::Key { key: Key::V, physical_key: None, pressed: true, repeat: false, modifiers });
        let asks = (0..3).any(|_| {
            window.step();
            is_asked(window)
        });
        window.event(Event::ModifiersChanged(Modifiers::NONE));
        asks
    };
    assert!(ask(&mut window), "the system is asked for its text");
    paste(&mut window, "Offers: words\tRejects: more words\n");
    assert_eq!((positions(&window, one)[0].stance, &*positions(&window, one)[0].wording), (Stance::Reserved, "words"));
    assert_eq!((positions(&window, other)[0].stance, &*positions(&window, other)[0].wording), (stance, "more words"));
    assert!(ask(&mut window));
    paste(&mut window, "Offers\t\n");
    assert_eq!(&*positions(&window, other)[0].wording, "more words", "an empty cell says nothing");
    paste(&mut window, "Offers\n");
    assert_eq!(positions(&window, one)[0].stance, Stance::Offers, "the next paste is a whole one again");
    // Asked for in vain: the clipboard was empty. What comes later is pasted whole.
    assert!(ask(&mut window));
    plain(&mut window, Key::ArrowRight);
    paste(&mut window, "Accepts\n");
    assert_eq!(positions(&window, other)[0].stance, Stance::Accepts);
}

/// If this fails, copying from a matrix that was turned around gives the cells in another order than on screen.
#[test]
fn a_block_is_copied_and_pasted_as_it_lies_on_screen() {
    let (_, mut window) = ceasefire();
    press(&mut window, CTRL, Key::A);
    let upright = standpoint::files::tsv::parse(&taken(&mut window, Event::Copy));
    let transpose = Action::Transpose.row().keys[0];
    press(&mut window, transpose.modifiers, transpose.logical_key);
    press(&mut window, CTRL, Key::A);
    let turned = standpoint::files::tsv::parse(&taken(&mut window, Event::Copy));
    assert_eq!((turned.len(), turned[0].len()), (upright[0].len(), upright.len()));
    for (row, cells) in upright.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            assert_eq!(&turned[column][row], cell);
        }
    }
    press(&mut window, CTRL, Key::Home);
    paste(&mut window, "Offers: first\tOffers: second\n");
    let first_party = state(&window).document.as_ref().unwrap().dossier().parties().keys()[0];
    let second_item = state(&window).document.as_ref().unwrap().dossier().items().keys()[1];
    let pasted = positions(&window, Cell { item: second_item, party: first_party });
    assert_eq!(&*pasted[0].wording, "second");
}

/// If this fails, what was just pasted has to be selected again to go on with it.
#[test]
fn the_pasted_range_is_selected_and_one_cell_fills_every_selected_range() {
    let (_, mut window) = ceasefire();
    plain(&mut window, Key::ArrowDown);
    paste(&mut window, "Offers: a\tOffers: b\nOffers: c\tOffers: d\n");
    let (first, last) = (cell(&window, "russia", "us-proposal"), cell(&window, "ukraine", "unconditional"));
    let selection = &state(&window).view.selection;
    assert_eq!((selection.active(), selection.corner()), (Some(Place::Cell(first)), Some(Place::Cell(last))));
    plain(&mut window, Key::D);
    assert!(
        [first, last]
            .iter()
            .all(|cell| positions(&window, *cell).iter().any(|position| position.stance == Stance::Demands))
    );

    window.get_by_label_contains("Russia, 30-day halt on attacks on energy infrastructure").click();
    settle(&mut window);
    window.get_by_label_contains("Ukraine, Ukraine halts its attacks").click_modifiers(CTRL);
    settle(&mut window);
    assert_eq!(state(&window).view.selection.blocks().len(), 2);
    paste(&mut window, "Rejects: both");
    assert_eq!(said(&window).iter().filter(|said| **said == (Stance::Rejects, "both".to_owned())).count(), 2);
}

/// Calc puts cells on the clipboard without quotes, and spaces for their line breaks. If this fails, what was not even
/// changed there is torn on its way back.
#[test]
fn what_calc_puts_on_the_clipboard_comes_back_without_harm() {
    let (_, mut window) = ceasefire();
    let two = cell(&window, "russia", "us-proposal");
    press(&mut window, CTRL, Key::A);
    let text = taken(&mut window, Event::Copy);
    let before = state(&window).document.as_ref().unwrap().dossier().clone();
    let rows = standpoint::files::tsv::parse(&text);
    let flat: Vec<_> = rows.iter().map(|row| row.join("\t").replace('\n', " ")).collect();
    paste(&mut window, &flat.join("\n"));
    assert_eq!(*state(&window).document.as_ref().unwrap().dossier(), before);
    // One of two positions changed there.
    let latest = before.cell(two).map(|(_, position)| position.wording.to_string()).next_back().unwrap();
    let mut expected = positions(&window, two);
    expected.iter_mut().find(|position| *position.wording == latest).unwrap().wording = "\"other\" words".into();
    paste(&mut window, &flat.join("\n").replace(&latest, "\"other\" words"));
    assert_eq!(positions(&window, two), expected);
}
