//! The inspector, driven by the names that a screen reader would say: each field ends in the dossier as one step.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use standpoint::model::{Cell, Place, Position};

use super::fake_world::FakeWorld;
use super::window::{Opened, Window, ceasefire, cell, click, field, plain, press, settle, start, state, undo_name};

const PROPOSAL: &str = "Ukraine, US proposal for a 30-day ceasefire: accepts";

/// Writes into a field in the place of what stands there, without leaving it.
fn write(window: &mut Window, name: &str, words: &str) {
    field(window, name).focus();
    settle(window);
    press(window, Modifiers::COMMAND, Key::A);
    field(window, name).type_text(words);
    settle(window);
}

fn enter(window: &mut Window, name: &str, words: &str) {
    write(window, name, words);
    plain(window, Key::Enter);
}

fn position(window: &Window, cell: Cell) -> Position {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    dossier.cell(cell).next().unwrap().1.clone()
}

/// A date that is no date must not be lost, nor taken; a right one is one step.
#[test]
fn a_wrong_date_stays_in_the_field_and_says_what_is_wrong() {
    let (_, mut window) = ceasefire();
    let proposal = cell(&window, "ukraine", "us-proposal");
    click(&mut window, PROPOSAL);
    let before = position(&window, proposal).date;
    enter(&mut window, "Date", "2025-02-30");
    window.get_by_label("The calendar has no 2025-02-30; write a day that exists");
    assert_eq!(
        window
            .get_by(|node| node.role() == Role::TextInput && node.value().as_deref() == Some("2025-02-30"))
            .value()
            .as_deref(),
        Some("2025-02-30")
    );
    assert_eq!((position(&window, proposal).date, undo_name(&window)), (before, None));
    enter(&mut window, "Date", "2025-04");
    assert!(window.query_by_label_contains("The calendar has no").is_none());
    assert_eq!(position(&window, proposal).date, Some("2025-04".parse().unwrap()));
    assert_eq!(undo_name(&window), Some("Set date"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(position(&window, proposal).date, before);
}

/// Who does not type dates takes them from the calendar: a day by the keyboard, or only the month.
#[test]
fn the_calendar_gives_a_day_or_only_a_month() {
    let (_, mut window) = ceasefire();
    let proposal = cell(&window, "ukraine", "us-proposal");
    click(&mut window, PROPOSAL);
    enter(&mut window, "Date", "2025-03-18");
    click(&mut window, "Choose date");
    plain(&mut window, Key::ArrowRight);
    plain(&mut window, Key::Enter);
    assert_eq!(position(&window, proposal).date, Some("2025-03-19".parse().unwrap()));
    click(&mut window, "Choose date");
    click(&mut window, "Next month");
    click(&mut window, "Only 2025-04");
    assert_eq!(position(&window, proposal).date, Some("2025-04".parse().unwrap()));
}

/// An item is linked by typing a part of its title and Enter; Escape leaves the link as it was.
#[test]
fn a_condition_is_linked_from_the_keyboard_alone() {
    let (_, mut window) = ceasefire();
    let energy = cell(&window, "russia", "energy");
    click(&mut window, "Russia, 30-day halt on attacks on energy infrastructure: accepts");
    write(&mut window, "Linked item", "black sea");
    plain(&mut window, Key::Escape);
    assert_eq!(undo_name(&window), None);
    enter(&mut window, "Linked item", "black sea");
    let sea = cell(&window, "russia", "black-sea").item;
    assert_eq!(position(&window, energy).conditions[0].item, Some(sea));
    assert_eq!(undo_name(&window), Some("Link condition"));
    write(&mut window, "Linked party", "");
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::Enter);
    assert_eq!(position(&window, energy).conditions[0].party, Some(cell(&window, "ukraine", "energy").party));
}

/// Nobody should have to type a topic or a speaker twice; what is new counts as it is typed.
#[test]
fn topics_are_completed_or_new() {
    let (_, mut window) = ceasefire();
    let item = cell(&window, "russia", "energy").item;
    window.get_by_role_and_label(Role::RowHeader, "30-day halt on attacks on energy infrastructure: Open").click();
    settle(&mut window);
    let topic = |window: &Window| {
        let dossier = state(window).document.as_ref().unwrap().dossier();
        dossier.items().get(item).unwrap().topic.to_string()
    };
    write(&mut window, "Topic", "cease");
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::Enter);
    assert_eq!(topic(&window), "Ceasefire");
    enter(&mut window, "Topic", "Energy");
    assert_eq!(topic(&window), "Energy");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(topic(&window), "Ceasefire");
    assert_eq!(state(&window).view.selection.active(), Some(Place::Item(item)));
}

/// Names are added and taken away one by one; a colour that is none is refused with the reason.
#[test]
fn names_and_colour_of_a_party() {
    let (_, mut window) = ceasefire();
    let id = cell(&window, "ukraine", "energy").party;
    click(&mut window, "Ukraine, Principal");
    let party = |window: &Window| state(window).document.as_ref().unwrap().dossier().parties().get(id).unwrap().clone();
    let before = party(&window).aliases.len();
    enter(&mut window, "Add name", "the Rada, Bankova");
    assert_eq!(party(&window).aliases.len(), before + 2);
    click(&mut window, "Remove the name “Bankova”");
    assert_eq!(party(&window).aliases.last().unwrap().as_str(), "the Rada");
    enter(&mut window, "Colour in hexadecimal", "blue");
    window.get_by_label_contains("“blue” is not a colour");
    enter(&mut window, "Colour in hexadecimal", "#AA00FF");
    assert_eq!(party(&window).color.as_str(), "#aa00ff");
}

/// What twelve cells say differently must stay as it is until a person sets it, and setting is one step.
#[test]
fn several_cells_are_set_at_once_and_mixed_values_are_left_alone() {
    let (_, mut window) = ceasefire();
    let cells = [cell(&window, "ukraine", "us-proposal"), cell(&window, "united-states", "us-proposal")];
    click(&mut window, PROPOSAL);
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    window.get_by_label("2 cells");
    window.get_by_label("Several stances");
    let before = cells.map(|cell| position(&window, cell));
    assert_ne!(before[0].wording, before[1].wording);
    // Going through a mixed field without typing leaves it mixed.
    field(&window, "Wording").focus();
    settle(&mut window);
    plain(&mut window, Key::Enter);
    assert_eq!(cells.map(|cell| position(&window, cell)), before);
    enter(&mut window, "Date", "2025-05");
    assert_eq!(undo_name(&window), Some("Set date of 2 cells"));
    for (cell, before) in cells.into_iter().zip(&before) {
        let now = position(&window, cell);
        assert_eq!((now.date, now.wording), (Some("2025-05".parse().unwrap()), before.wording.clone()));
    }
    click(&mut window, "Red line");
    assert!(cells.iter().all(|cell| position(&window, *cell).red_line));
    enter(&mut window, "Condition", "All sign on one day");
    for (cell, before) in cells.into_iter().zip(&before) {
        let conditions = position(&window, cell).conditions;
        assert_eq!(conditions.len(), before.conditions.len() + 1);
        assert_eq!(conditions.last().unwrap().text.as_str(), "All sign on one day");
    }
    for _ in 0..3 {
        press(&mut window, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!((cells.map(|cell| position(&window, cell)), undo_name(&window)), (before, None));
}

/// Roles of parties and topics of items are set for all that are selected.
#[test]
fn several_parties_and_items_are_set_at_once() {
    let (_, mut window) = ceasefire();
    let ids = ["united-states", "european-allies"].map(|party| cell(&window, party, "energy").party);
    click(&mut window, "United States, Mediator");
    press(&mut window, Modifiers::SHIFT, Key::ArrowRight);
    window.get_by_label("2 parties");
    window.get_by_label("Several roles");
    window.get_by_role_and_label(Role::RadioButton, "Observer").click();
    settle(&mut window);
    let dossier = |window: &Window| state(window).document.as_ref().unwrap().dossier().clone();
    assert!(ids.iter().all(|id| dossier(&window).parties().get(*id).unwrap().role.word() == "observer"));
    let items = ["us-proposal", "unconditional"].map(|item| cell(&window, "russia", item).item);
    window.get_by_role_and_label(Role::RowHeader, "US proposal for a 30-day ceasefire: Open").click();
    settle(&mut window);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    window.get_by_label("2 items");
    enter(&mut window, "Topic", "First steps");
    assert!(items.iter().all(|id| dossier(&window).items().get(*id).unwrap().topic == "First steps"));
}

/// The window with one source selected, whose address somebody else wrote.
fn source_with(url: &str) -> Window {
    let file = serde_json::json!({"standpoint": 1, "sources": [{"id": "s", "title": "An article", "url": url}]});
    let world = FakeWorld::with("/d/x.json", file.to_string().as_bytes());
    let mut window = start(&world, &["/d/x.json"]);
    click(&mut window, "An article");
    window
}

/// A click must lead where it says, and nothing may be opened without one.
#[test]
fn a_link_says_where_it_leads_and_opens_only_when_clicked() {
    for (url, name, leads) in [
        ("https://example.org/a?b", "Open example.org", "https://example.org/a?b"),
        ("https://аррӏе.com/login", "Open xn--80ak6aa92e.com", "https://xn--80ak6aa92e.com/login"),
        ("mailto:desk@example.org", "Write to desk@example.org", "mailto:desk@example.org"),
    ] {
        let mut window = source_with(url);
        let opened = Opened::by(&window);
        assert_eq!(opened.take(&mut window), Vec::<String>::new(), "opened without a click");
        window.get_by_label(name).hover();
        assert_eq!(opened.take(&mut window), Vec::<String>::new());
        let link = window.get_by_role_and_label(Role::Button, name);
        let said = link.accesskit_node().data().description().unwrap_or_default().to_owned();
        assert!(said.lines().any(|line| line == leads), "{said:?}");
        assert_eq!(said.contains("letters beyond a–z"), url.contains('р'));
        link.click();
        assert_eq!(opened.take(&mut window), [leads]);
        // From the keyboard as well.
        window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
        assert_eq!(opened.take(&mut window), [leads]);
        assert_eq!(opened.take(&mut window), Vec::<String>::new(), "opened again by itself");
    }
}

/// What would run a program or read a file is text, and says why; no key opens it either.
#[test]
fn what_is_no_link_says_why_and_never_opens() {
    for (url, why) in [
        ("file:///etc/passwd", "No link: “file:” is not opened, only http, https and mailto are"),
        ("javascript:alert(1)", "No link: “javascript:” is not opened, only http, https and mailto are"),
        ("smb://host/share", "No link: “smb:” is not opened, only http, https and mailto are"),
        ("https://bank.example@evil.example/", "No link: it has a name or password in front of the host"),
        ("https://example.org/\u{202e}gpj", "No link: it holds characters that are not seen"),
        ("example.org", "No link: it does not begin with https://, http:// or mailto:"),
    ] {
        let mut window = source_with(url);
        let opened = Opened::by(&window);
        window.get_by_label_contains(why).click();
        assert_eq!(opened.take(&mut window), Vec::<String>::new());
        window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
        assert_eq!(opened.take(&mut window), Vec::<String>::new());
        for start in ["Open ", "Write to "] {
            let is_link = |name: String| name.starts_with(start) && (name.contains("host") || name.contains("example"));
            assert!(window.query_by(|node| node.role() == Role::Button && node.label().is_some_and(is_link)).is_none());
        }
    }
}

/// If this fails, what stands in the way stands scattered, as if something were missing between the lines.
#[test]
fn what_stands_in_the_way_is_a_list_with_even_gaps() {
    let (_, mut window) = ceasefire();
    click(&mut window, PROPOSAL);
    for _ in 0..4 {
        plain(&mut window, Key::ArrowLeft);
    }
    let one = window.get_by_label("Russia is reserved").rect();
    assert!(one.height() < 32.0, "a single line takes the room of two: {one}");
    let next = window.get_by_label("Ukraine waits: Russia agrees and carries it out at the same time").rect();
    assert!(next.top() - one.bottom() < 8.0, "the gap between {one} and {next}");
}
