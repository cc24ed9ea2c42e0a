//! Making one of several parties or items: which of them stays, and what follows.

use std::collections::BTreeSet;

use egui::{Key, ScrollArea, Ui};

use super::super::command::{Answer, Queue};
use super::super::theme::space;
use super::super::{OpenDossier, bidi, words};
use super::counterpart;
use super::parts::{buttons, give, is_enter, is_plain_enter, title};
use super::touched::{self, Touched, TouchedLine};
use crate::model::steps::{self, Affected, Fate, Recoding};
use crate::model::{Cell, Place, PositionId};

/// What becomes of a position that stays where it is, when a later one comes to it.
const OVERTAKEN: &str = "stays, no longer the current one";

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
    let verb = if merge.moved == 1 { "comes" } else { "come" };
    ui.label(format!("{} {verb} to it", words::count(merge.moved, "position")));
    if merge.collapsed > 0 {
        let verbs = if merge.collapsed == 1 { "stands there already becomes" } else { "stand there already become" };
        ui.label(format!("{} that {verbs} one", words::count(merge.collapsed, "position")));
    }
    if merge.relinked > 0 {
        let verb = if merge.relinked == 1 { "leads" } else { "lead" };
        ui.label(format!("{} {verb} to it from now on", words::count(merge.relinked, "link")));
    }
    if what == "party" {
        ui.label("The other names become aliases");
    } else {
        ui.label("Topic and whose agreement is needed stay as they are there; what the others had is kept in its note");
    }
    touched::outcome(ui, open, merge);
    if lines.is_empty() {
        return false;
    }
    ui.add_space(space::SMALL);
    touched::caption(ui, merge.affected.len() + left(merge).count(), lines);
    let most = (ui.ctx().content_rect().height() * 0.36).clamp(66.0, 400.0);
    touched::listed(ui, open, "Affected positions", lines, most)
}

/// A line for each passage of each position that is touched, and for each item. Where another position becomes the current
/// one, those of the cell stand together and first.
fn lines_of(open: &OpenDossier<'_>, merge: &Recoding) -> Vec<TouchedLine> {
    let moved = merge.affected.iter().map(|affected| {
        let Affected { position, fate, to } = *affected;
        (to, position, fate_words(merge, position, fate, to))
    });
    let left = left(merge).filter_map(|id| Some((open.dossier.position(id)?.cell(), id, OVERTAKEN)));
    let mut lines: Vec<_> = moved.chain(left).collect();
    let is_overtaken = |id: &PositionId| merge.overtaken.binary_search(id).is_ok();
    let changing: BTreeSet<Cell> = lines.iter().filter(|(_, id, _)| is_overtaken(id)).map(|(cell, ..)| *cell).collect();
    lines.sort_by_key(|(cell, id, _)| (!changing.contains(cell), changing.contains(cell).then_some(*cell), *id));
    let passages = lines.into_iter().flat_map(|(_, id, note)| touched::passages(open.dossier, id, note));
    let items = merge.lists.iter().map(|id| TouchedLine { what: Touched::Item(*id), note: "needs the one that stays" });
    passages.chain(items).collect()
}

/// Positions that are overtaken although nothing of them changes.
fn left(merge: &Recoding) -> impl Iterator<Item = PositionId> {
    // They are listed in file order.
    let is_affected = |id| merge.affected.binary_search_by_key(&id, |affected: &Affected| affected.position).is_ok();
    merge.overtaken.iter().copied().filter(move |id| !is_affected(*id))
}

/// What becomes of a position, in a few words.
fn fate_words(merge: &Recoding, position: PositionId, fate: Fate, to: Cell) -> &'static str {
    let is_among = |ids: &[PositionId]| ids.binary_search(&position).is_ok();
    match fate {
        Fate::Moves if is_among(&merge.speaking) => "moves, and becomes the current one",
        Fate::Moves if is_among(&merge.overtaken) => "moves, no longer the current one",
        Fate::Relinks if is_among(&merge.overtaken) => "its condition follows, no longer the current one",
        Fate::Collapses => "the same: becomes one",
        Fate::Relinks => "its condition follows",
        Fate::Moves if merge.disputed.binary_search(&to).is_ok() => "moves, then disputed",
        Fate::Moves if merge.meeting.binary_search(&to).is_ok() => "moves, joins others",
        Fate::Moves => "moves",
    }
}
