//! Making one of several parties or items: which of them stays, and what follows.

use egui::{Key, ScrollArea, Ui};

use super::super::command::{Answer, Queue};
use super::super::theme::space;
use super::super::{OpenDossier, bidi, words};
use super::counterpart;
use super::parts::{buttons, give, is_enter, is_plain_enter, title};
use super::touched::{self, Touched, TouchedLine};
use crate::model::steps::{self, Affected, Fate, Recoding};
use crate::model::{Cell, Place};

/// Parties or items that are about to become one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MergeDialog {
    /// All of them.
    pub places: Vec<Place>,
    /// The number of the one that stays.
    pub kept: usize,
    /// What would happen, once it is worked out, and a line for each passage and item that it touches.
    pub merge: Option<(Recoding, Vec<TouchedLine>)>,
    /// Where one alone was selected: what was typed to find its counterpart.
    pub query: String,
    /// What was found by `query`.
    pub found: Option<Vec<Place>>,
    /// The number of the found one that Enter takes.
    pub chosen: usize,
}

/// Which of several stays, and what meets.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, dialog: &mut MergeDialog, queue: &mut Queue) -> bool {
    let what = if matches!(dialog.places.first(), Some(Place::Party(_))) { "party" } else { "item" };
    if let [one] = dialog.places[..] {
        return counterpart::ui(ui, open, one, dialog, queue);
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
