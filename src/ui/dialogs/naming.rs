//! Names that are typed: of new parties and items, and of topics.

use egui::Ui;

use super::super::command::{Answer, Queue, TopicChange};
use super::super::{Scene, bidi, controls, words};
use super::parts::{finish, give, title, typed_line, typed_names};

/// At most so many topics are offered.
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
