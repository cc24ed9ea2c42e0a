//! Moving positions to another item, and making two items of one: which positions go, and what follows.

use egui::{Key, Modifiers, Sense, Ui};

use super::super::command::{Answer, Queue};
use super::super::theme::{palette, space};
use super::super::{OpenDossier, bidi, controls, icons, words};
use super::counterpart::{found, remark};
use super::parts::{finish, give, title, typed_line};
use super::ticks::{Ticks, ticks};
use super::touched;
use crate::model::steps::{self, Recoding};
use crate::model::{ItemId, Place, PositionId};

/// At most so many items are offered.
const OFFERED: usize = 5;

/// Positions that are about to be coded anew.
#[derive(Debug, Clone, PartialEq)]
pub struct RecodeDialog {
    /// Whether they move or their item becomes two.
    pub kind: Recoded,
    /// What was typed so far: to find the other item, or the title of the new one.
    pub typed: String,
    /// The positions, ticked when they go.
    pub positions: Ticks,
    /// The conditions that wait for the old item, ticked when they wait for the new one from now on.
    pub links: Ticks,
    /// What would happen, once it is worked out; None inside: nothing yet.
    pub plan: Option<Option<Recoding>>,
}

/// What is done to positions that are coded anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recoded {
    /// They move to another item.
    Move {
        /// The item of the first of them.
        from: ItemId,
        /// Items that fit what was typed, once they are found.
        candidates: Option<Vec<Place>>,
        /// The number of the chosen one of them.
        chosen: usize,
    },
    /// Some of them go to a new item.
    Split {
        /// The item that becomes two.
        item: ItemId,
    },
}

/// Gives back true when an answer was given.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, dialog: &mut RecodeDialog, queue: &mut Queue) -> bool {
    let (verb, list) = match &mut dialog.kind {
        Recoded::Move { .. } => {
            target(ui, open, dialog);
            ("Move", "Positions that move")
        }
        Recoded::Split { item } => {
            let name = words::item_title(open.dossier, *item);
            title(ui, &format!("Split {}", words::quoted(&name)));
            let before = dialog.typed.clone();
            typed_line(ui, "New item", &mut dialog.typed, true);
            if dialog.typed != before {
                dialog.plan = None;
            }
            ("Split", "Positions that go to the new item")
        }
    };
    ui.add_space(space::SMALL);
    let ticked = dialog.positions.ticked().count();
    controls::caption(ui, &format!("{list}: {ticked} of {}", words::grouped(dialog.positions.lines.len())));
    let room = ui.ctx().content_rect().height();
    let has_links = !dialog.links.lines.is_empty();
    let most = (room * if has_links { 0.26 } else { 0.38 }).clamp(66.0, 400.0);
    let mut has_changed = ticks(ui, open, list, &mut dialog.positions, most);
    if has_links {
        ui.add_space(space::SMALL);
        let list = "Conditions that wait for the new item from now on";
        let ticked = dialog.links.ticked().count();
        controls::caption(ui, &format!("{list}: {ticked} of {}", words::grouped(dialog.links.lines.len())));
        has_changed |= ticks(ui, open, list, &mut dialog.links, (room * 0.18).clamp(66.0, 220.0));
    }
    controls::remark(ui, "Tab leads to the list: arrows, Space, Ctrl+A for all or none");
    if has_changed {
        dialog.plan = None;
    }
    if dialog.plan.is_none() {
        dialog.plan = Some(planned(open, dialog));
    }
    let plan = dialog.plan.as_ref().and_then(Option::as_ref);
    if let Some(plan) = plan {
        consequences(ui, open, plan);
    }
    match finish(ui, verb, plan.is_some()) {
        None => false,
        Some(false) => give(queue, None),
        Some(true) => {
            let is_split = matches!(dialog.kind, Recoded::Split { .. });
            let answer = if is_split { Answer::Split } else { Answer::Confirm };
            give(queue, plan.map(|plan| answer(plan.step.clone())))
        }
    }
}

/// The item to which positions move, found by typing.
fn target(ui: &mut Ui, open: &OpenDossier<'_>, dialog: &mut RecodeDialog) {
    title(ui, "Move positions to another item");
    let before = dialog.typed.clone();
    let field = typed_line(ui, "To item", &mut dialog.typed, true);
    // While the list has the keyboard, arrows are its own.
    let pressed = |key| field.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (up, down) = (pressed(Key::ArrowUp), pressed(Key::ArrowDown));
    let Recoded::Move { from, candidates, chosen } = &mut dialog.kind else { return };
    if dialog.typed != before || candidates.is_none() {
        let mut all = found(open.dossier, Place::Item(*from), &dialog.typed);
        all.truncate(OFFERED);
        (*candidates, *chosen, dialog.plan) = (Some(all), 0, None);
    }
    let offered = candidates.as_deref().unwrap_or_default();
    let was = *chosen;
    *chosen = (*chosen + usize::from(down)).saturating_sub(usize::from(up)).min(offered.len().saturating_sub(1));
    if offered.is_empty() {
        controls::remark(ui, "No item of this title");
    }
    let mut clicked = None;
    for (number, place) in offered.iter().enumerate() {
        let name = words::place_title(open.dossier, *place);
        let sign = (icons::LIST_BULLETS, palette(ui).weak);
        let topic = remark(open.dossier, *place);
        let texts = (name.as_str(), topic.as_str());
        if controls::list_line_sensing(ui, sign, texts, number == *chosen, Sense::CLICK).clicked() {
            clicked = Some(number);
        }
    }
    *chosen = clicked.unwrap_or(*chosen);
    if *chosen != was {
        dialog.plan = None;
    }
}

fn planned(open: &OpenDossier<'_>, dialog: &RecodeDialog) -> Option<Recoding> {
    let moving: Vec<PositionId> = dialog.positions.ticked().map(|line| line.position).collect();
    match &dialog.kind {
        Recoded::Move { .. } => steps::move_positions(open.dossier, &moving, chosen_item(dialog)?),
        Recoded::Split { item } => {
            let links: Vec<_> =
                dialog.links.ticked().filter_map(|line| Some((line.position, line.condition?))).collect();
            steps::split_item(open.dossier, *item, &dialog.typed, &moving, &links).map(|(_, plan)| plan)
        }
    }
}

fn chosen_item(dialog: &RecodeDialog) -> Option<ItemId> {
    let Recoded::Move { candidates, chosen, .. } = &dialog.kind else { return None };
    match candidates.as_ref()?.get(*chosen)? {
        Place::Item(id) => Some(*id),
        _ => None,
    }
}

/// Which parties will have several reports there, and where they contradict each other.
fn consequences(ui: &mut Ui, open: &OpenDossier<'_>, plan: &Recoding) {
    if plan.meeting.is_empty() {
        return;
    }
    let names: Vec<_> = plan
        .meeting
        .iter()
        .take(OFFERED)
        .map(|cell| bidi::isolated(words::party_name(open.dossier, cell.party)))
        .collect();
    let more = if plan.meeting.len() > OFFERED { " and others" } else { "" };
    ui.add_space(space::TIGHT);
    bidi::label(ui, format!("Several reports then stand together: {}{more}", names.join(", ")));
    touched::outcome(ui, open, plan);
}
