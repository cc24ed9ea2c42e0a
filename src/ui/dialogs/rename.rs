//! Another name for a party or an item, with every passage that shows it.

use egui::{Response, Ui};

use super::super::command::{Answer, Queue};
use super::super::theme::{Face, palette, size, space};
use super::super::{OpenDossier, bidi, controls, words};
use super::parts::{buttons, finish, give, is_enter, title, typed_line};
use super::touched::Touched;
use super::touched::TouchedLine;
use super::touched::{caption, listed, passages};
use crate::model::names::folded;
use crate::model::steps::{Saying, called_so, saying};
use crate::model::{Dossier, Place};

/// A party or an item that is about to get another name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenameDialog {
    /// Which one.
    pub place: Place,
    /// What was typed so far.
    pub typed: String,
    /// The old name stays as an alias, the old title in the note.
    pub keeps_old: bool,
    /// In how many articles and quotations the old name stands.
    pub told_in: (usize, usize),
    /// What was last looked up, and what else is called so.
    pub checked: Option<(String, Option<Place>)>,
    /// How many positions show the name, and a line for each passage and item, once they are looked up.
    pub lines: Option<(usize, Vec<TouchedLine>)>,
}

/// Gives back true when an answer was given.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, dialog: &mut RenameDialog, queue: &mut Queue) -> bool {
    let Some(old) = name_of(open.dossier, dialog.place) else { return give(queue, None) };
    let is_party = matches!(dialog.place, Place::Party(_));
    title(ui, &format!("Rename {}", words::quoted(old)));
    let field = typed_line(ui, if is_party { "New name" } else { "New title" }, &mut dialog.typed, true);
    if field.gained_focus() {
        controls::select_all(ui, &field, &dialog.typed);
    }
    let typed = dialog.typed.trim().to_owned();
    if dialog.checked.as_ref().is_none_or(|(checked, _)| *checked != typed) {
        dialog.checked = Some((typed.clone(), called_so(open.dossier, dialog.place, &typed)));
    }
    let other = dialog.checked.as_ref().and_then(|(_, other)| *other);
    if let Some(other) = other {
        let what = if is_party { "a party" } else { "an item" };
        let name = words::quoted(&words::place_title(open.dossier, other));
        let words = format!("There is {what} called so already: {name}");
        bidi::label(ui, controls::text(words, Face::Medium, size::SMALL, palette(ui).warning.strong));
    }
    let tick = keeping(ui, dialog, is_party, folded(&typed) == folded(old));
    ui.add_space(space::SMALL);
    let (positions, lines) = dialog.lines.get_or_insert_with(|| lines_of(open.dossier, dialog.place));
    if lines.is_empty() {
        controls::remark(ui, "No position shows this name yet");
    } else {
        caption(ui, *positions, lines);
        let most = (ui.ctx().content_rect().height() * 0.42).clamp(66.0, 400.0);
        listed(ui, open, "Affected passages", lines, most);
    }
    let is_new = !typed.is_empty() && typed != old;
    let answer = if let Some(other) = other {
        let clicked = buttons(ui, &["Cancel", "Rename all the same", "Merge…"]).or(is_enter(ui).then_some(2));
        clicked.map(|number| match number {
            0 => None,
            1 => Some(rename(dialog, typed)),
            _ => Some(merge(dialog, other)),
        })
    } else {
        finish(ui, "Rename", is_new).map(|is_done| is_done.then(|| rename(dialog, typed)))
    };
    // Enter on the tick is for the tick.
    answer.filter(|_| !(tick.has_focus() && is_enter(ui))).is_some_and(|answer| give(queue, answer))
}

fn rename(dialog: &RenameDialog, name: String) -> Answer {
    Answer::Rename { place: dialog.place, name, keeps_old: dialog.keeps_old }
}

fn merge(dialog: &RenameDialog, other: Place) -> Answer {
    Answer::MergeInstead { one: dialog.place, other }
}

/// Whether the old name stays known, and where it is said.
fn keeping(ui: &mut Ui, dialog: &mut RenameDialog, is_party: bool, is_same: bool) -> Response {
    let words = if is_party { "Keep the old name as an alias" } else { "Keep the old title in the note" };
    ui.add_space(space::TIGHT);
    let tick = ui.add_enabled_ui(!is_same, |ui| ui.checkbox(&mut dialog.keeps_old, words)).inner;
    let (articles, quotations) = dialog.told_in;
    let told = match (articles, quotations) {
        (0, 0) => "The name as it is now stands in no article and in no quotation".to_owned(),
        (0, _) => format!("It stands in {}", words::count(quotations, "quotation")),
        (_, 0) => format!("It stands in {}", words::count(articles, "article")),
        _ => {
            format!("It stands in {} and {}", words::count(articles, "article"), words::count(quotations, "quotation"))
        }
    };
    let stays = if (articles, quotations) == (0, 0) { "" } else { "; what was said is not changed" };
    controls::remark(ui, format!("{told}{stays}"));
    tick
}

fn name_of(dossier: &Dossier, place: Place) -> Option<&str> {
    match place {
        Place::Party(id) => dossier.parties().get(id).map(|party| party.name.as_str()),
        Place::Item(id) => dossier.items().get(id).map(|item| item.title.as_str()),
        _ => None,
    }
}

/// The number of positions, and a line for each of their passages and for each item.
fn lines_of(dossier: &Dossier, place: Place) -> (usize, Vec<TouchedLine>) {
    let (mut positions, mut lines) = (0, Vec::new());
    for saying in saying(dossier, place) {
        match saying {
            Saying::Position(id) | Saying::Condition(id) => {
                positions += 1;
                let note = if saying == Saying::Position(id) { "" } else { "in its condition" };
                lines.extend(passages(dossier, id, note));
            }
            Saying::Item(id) => lines.push(TouchedLine { what: Touched::Item(id), note: "needs its agreement" }),
        }
    }
    (positions, lines)
}
