//! Questions about items, parties and topics: adding, naming, merging.

use egui::{Key, ScrollArea, Ui};

use super::super::command::{Answer, Queue};
use super::super::theme::space;
use super::super::view::{MergeDialog, TopicChange, Touched, TouchedLine};
use super::super::{OpenDossier, Scene, bidi, controls, words};
use super::touched;
use super::{buttons, finish, give, is_enter, is_plain_enter, title, typed_line, typed_names};
use crate::model::steps::{self, Affected, Fate, Recoding};
use crate::model::{Cell, Place};

/// At most so many names are offered or listed.
const LISTED: usize = 12;
/// At most so many titles are offered.
const TITLES: usize = 5;
/// At most so many items and positions are looked at for them, so that a frame costs the same in a large dossier.
const LOOKED_AT: usize = 2_000;

/// The name of a new party, or of several. Some(true) to go on, Some(false) to leave.
pub(super) fn new_party(ui: &mut Ui, name: &mut String) -> Option<bool> {
    title(ui, "Add party");
    typed_names(ui, "Name", name);
    finish(ui, "Add", !name.trim().is_empty())
}

/// The title of a new item and its topic. Some(true) to go on, Some(false) to leave.
pub(super) fn new_item(ui: &mut Ui, scene: &Scene<'_>, item: &mut String, topic: &mut String) -> Option<bool> {
    title(ui, "Add item");
    typed_names(ui, "Title", item);
    offer_titles(ui, scene, item);
    controls::remark(ui, "Phrase it so that a party can be for or against it: “Ceasefire of 30 days”");
    typed_line(ui, "Topic", topic, false);
    offer_topics(ui, scene, topic);
    finish(ui, "Add", !item.trim().is_empty())
}

/// The name of a topic.
pub(super) fn topic(
    ui: &mut Ui,
    scene: &Scene<'_>,
    change: &TopicChange,
    name: &mut String,
    queue: &mut Queue,
) -> bool {
    let (heading, verb) = match change {
        TopicChange::Rename(old) => (format!("Rename topic {}", words::quoted(old)), "Rename"),
        TopicChange::Move(items) => (format!("Move {} to a topic", words::count(items.len(), "item")), "Move"),
    };
    title(ui, &heading);
    typed_line(ui, "Topic", name, true);
    offer_topics(ui, scene, name);
    let exists = topics(scene).iter().any(|topic| topic == name.trim());
    if let TopicChange::Rename(old) = change
        && exists
        && old.as_str() != name.trim()
    {
        controls::remark(ui, "There is a topic of this name: the two become one");
    }
    match finish(ui, verb, !name.trim().is_empty()) {
        None => false,
        Some(false) => give(queue, None),
        Some(true) => give(queue, Some(Answer::Topic { change: change.clone(), name: name.clone() })),
    }
}

/// Titles that begin like the one being typed, and words of conditions that are no item yet: to click and change
/// instead of typing them again.
fn offer_titles(ui: &mut Ui, scene: &Scene<'_>, typed: &mut String) {
    let start = typed.rfind('\n').map_or(0, |end| end + 1);
    let line = typed[start..].trim_start().to_lowercase();
    let Some(open) = scene.open.filter(|_| line.chars().count() >= 3) else { return };
    let titles = open.dossier.items().iter().take(LOOKED_AT).map(|(_, item)| &item.title);
    let positions = open.dossier.positions().take(LOOKED_AT);
    let conditions = positions.flat_map(|(_, position)| &position.conditions);
    let conditions = conditions.filter(|condition| condition.item.is_none()).map(|condition| &condition.text);
    let mut offered: Vec<&str> = Vec::new();
    for words in titles.chain(conditions) {
        let is_offered = words.len() > line.len() && words.to_lowercase().starts_with(&line);
        if is_offered && !offered.contains(&words.as_str()) {
            offered.push(words);
        }
        if offered.len() == TITLES {
            break;
        }
    }
    let mut chosen = None;
    for words in offered {
        let button = egui::Button::new(words::visible_line(words).as_ref()).frame_when_inactive(false).truncate();
        if ui.add(button).on_hover_text("Fills in this title").clicked() {
            chosen = Some(words);
        }
    }
    if let Some(words) = chosen {
        typed.truncate(start);
        typed.push_str(words);
    }
}

/// Topics to click instead of typing.
fn offer_topics(ui: &mut Ui, scene: &Scene<'_>, name: &mut String) {
    let typed = name.trim().to_lowercase();
    let is_offered = |topic: &String| !topic.is_empty() && topic != name && topic.to_lowercase().contains(&typed);
    let offered: Vec<_> = topics(scene).into_iter().filter(is_offered).take(LISTED).collect();
    if offered.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for topic in offered {
            if ui.small_button(bidi::line(ui, words::visible_line(&topic).as_ref())).clicked() {
                *name = topic;
            }
        }
    });
}

fn topics(scene: &Scene<'_>) -> Vec<String> {
    let Some(open) = scene.open else { return Vec::new() };
    let mut seen = std::collections::BTreeSet::new();
    let topics = open.dossier.items().iter().map(|(_, item)| item.topic.as_str());
    topics.filter(|topic| seen.insert(*topic)).map(str::to_owned).collect()
}

/// Which of several stays, and what meets.
pub(super) fn merge(ui: &mut Ui, open: &OpenDossier<'_>, dialog: &mut MergeDialog, queue: &mut Queue) -> bool {
    let what = if matches!(dialog.places.first(), Some(Place::Party(_))) { "party" } else { "item" };
    if let [one] = dialog.places[..] {
        return super::counterpart::ui(ui, open, one, dialog, queue);
    }
    title(ui, &format!("Merge {}", words::count(dialog.places.len(), what)));
    ui.label("The one that stays:");
    let mut kept = dialog.kept;
    if ui.ctx().memory(|memory| memory.focused().is_none()) {
        let (up, down) = ui.input(|input| (input.key_pressed(Key::ArrowUp), input.key_pressed(Key::ArrowDown)));
        kept = (kept + usize::from(down)).saturating_sub(usize::from(up)).min(dialog.places.len().saturating_sub(1));
    }
    ScrollArea::vertical().id_salt("kept").max_height(180.0).auto_shrink([false, true]).show(ui, |ui| {
        for (number, place) in dialog.places.iter().enumerate() {
            let name = words::place_title(open.dossier, *place);
            let words = bidi::line(ui, name.as_str());
            ui.radio_value(&mut kept, number, words).accessible_name(bidi::spoken(&name));
        }
    });
    if kept != dialog.kept || dialog.merge.is_none() {
        dialog.kept = kept;
        dialog.merge = planned(open, dialog).map(|merge| {
            let lines = lines_of(open, &merge);
            (merge, lines)
        });
    }
    let Some((merge, lines)) = &dialog.merge else {
        ui.label("There is nothing to merge any more.");
        let is_closed = is_plain_enter(ui) || buttons(ui, &["Close"]).is_some();
        return is_closed && give(queue, None);
    };
    ui.add_space(space::SMALL);
    let list_has_keyboard = consequences(ui, open, merge, lines, what);
    let is_enter = is_plain_enter(ui) || (list_has_keyboard && is_enter(ui));
    let clicked = buttons(ui, &["Cancel", "Merge"]).or(is_enter.then_some(1));
    match clicked {
        None => false,
        Some(0) => give(queue, None),
        Some(_) => give(queue, Some(Answer::Confirm(merge.step.clone()))),
    }
}

fn planned(open: &OpenDossier<'_>, dialog: &MergeDialog) -> Option<Recoding> {
    let parties: Vec<_> =
        dialog.places.iter().filter_map(|place| if let Place::Party(id) = place { Some(*id) } else { None }).collect();
    let items: Vec<_> =
        dialog.places.iter().filter_map(|place| if let Place::Item(id) = place { Some(*id) } else { None }).collect();
    match dialog.places.get(dialog.kept)? {
        Place::Party(kept) => steps::merge_parties(open.dossier, *kept, &parties),
        Place::Item(kept) => steps::merge_items(open.dossier, *kept, &items),
        _ => None,
    }
}

/// True when the list of what is touched has the keyboard.
fn consequences(ui: &mut Ui, open: &OpenDossier<'_>, merge: &Recoding, lines: &[TouchedLine], what: &str) -> bool {
    ui.label(format!("{} come to it", words::count(merge.moved, "position")));
    if merge.collapsed > 0 {
        ui.label(format!("{} that stand there already become one", words::count(merge.collapsed, "position")));
    }
    if merge.relinked > 0 {
        ui.label(format!("{} lead to it from now on", words::count(merge.relinked, "link")));
    }
    if what == "party" {
        ui.label("The other names become aliases");
    } else {
        ui.label("Topic and whose agreement is needed stay as they are there; what the others had is kept in its note");
    }
    if !merge.disputed.is_empty() {
        let cells = words::count(merge.disputed.len(), "cell");
        ui.label(format!("Contradictions afterwards: in {cells}"));
    }
    if lines.is_empty() {
        return false;
    }
    ui.add_space(space::SMALL);
    touched::caption(ui, merge.affected.len(), lines);
    let most = (ui.ctx().content_rect().height() * 0.36).clamp(66.0, 400.0);
    touched::listed(ui, open, "Affected positions", lines, most)
}

/// A line for each passage of each position that is touched, and for each item.
fn lines_of(open: &OpenDossier<'_>, merge: &Recoding) -> Vec<TouchedLine> {
    let of = |&Affected { position, fate, to }: &Affected| {
        touched::passages(open.dossier, position, fate_words(merge, fate, to))
    };
    let items = merge.lists.iter().map(|id| TouchedLine { what: Touched::Item(*id), note: "needs the one that stays" });
    merge.affected.iter().flat_map(of).chain(items).collect()
}

/// What becomes of a position, in a few words.
fn fate_words(merge: &Recoding, fate: Fate, to: Cell) -> &'static str {
    match fate {
        Fate::Collapses => "the same: becomes one",
        Fate::Relinks => "its condition follows",
        Fate::Moves if merge.disputed.binary_search(&to).is_ok() => "moves, then disputed",
        Fate::Moves if merge.meeting.binary_search(&to).is_ok() => "moves, joins others",
        Fate::Moves => "moves",
    }
}

/// The names of several records that go together.
pub(super) fn list_of_deleted(ui: &mut Ui, scene: &Scene<'_>, records: &[Place]) {
    let Some(open) = scene.open.filter(|_| records.len() > 1) else { return };
    for place in records.iter().take(LISTED) {
        controls::remark(ui, format!("   {}", words::place_title(open.dossier, *place)));
    }
    if records.len() > LISTED {
        controls::remark(ui, format!("   and {} more", words::grouped(records.len() - LISTED)));
    }
    ui.add_space(space::SMALL);
}
