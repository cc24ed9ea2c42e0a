//! Questions before something goes: changes that are not saved, records with what hangs on them.

use egui::Ui;

use super::super::command::{Answer, Queue};
use super::super::theme::space;
use super::super::{Scene, bidi, controls, words};
use super::parts::{buttons, give, is_plain_enter, title};
use crate::model::Place;
use crate::model::steps::Deletion;

/// At most so many names are listed.
const LISTED: usize = 12;

pub(super) fn unsaved(ui: &mut Ui, scene: &Scene<'_>, queue: &mut Queue) -> bool {
    title(ui, "Save changes?");
    let name = scene.open.and_then(|open| open.file_name).map_or_else(|| "This dossier".to_owned(), words::quoted);
    bidi::label(ui, format!("{name} has changes that are not saved. Without saving they are gone."));
    let clicked = if is_plain_enter(ui) { Some(2) } else { buttons(ui, &["Cancel", "Discard changes", "Save"]) };
    let answer = match clicked {
        Some(0) => Answer::Cancel,
        Some(1) => Answer::Discard,
        Some(_) => Answer::SaveFirst,
        None => return false,
    };
    give(queue, Some(answer))
}

pub(super) fn delete(ui: &mut Ui, scene: &Scene<'_>, deletion: &Deletion, queue: &mut Queue) -> bool {
    title(ui, &format!("{}?", deletion.step.name));
    names(ui, scene, &deletion.records);
    let goes = [
        (deletion.positions, "position goes with it", "positions go with it"),
        (deletion.quotations, "quotation goes with it", "quotations go with it"),
        (
            deletion.unlinked,
            "condition loses its link and keeps its words",
            "conditions lose their link and keep their words",
        ),
        (deletion.lists, "item needs one party fewer", "items need one party fewer"),
    ];
    for (number, one, many) in goes {
        if number > 0 {
            ui.label(format!("{} {}", words::grouped(number), if number == 1 { one } else { many }));
        }
    }
    controls::remark(ui, "Undo brings everything back.");
    let clicked = if is_plain_enter(ui) { Some(1) } else { buttons(ui, &["Cancel", "Delete"]) };
    match clicked {
        Some(0) => give(queue, None),
        Some(_) => give(queue, Some(Answer::Confirm(deletion.step.clone()))),
        None => false,
    }
}

/// The names of several records that go together.
fn names(ui: &mut Ui, scene: &Scene<'_>, records: &[Place]) {
    let Some(open) = scene.open.filter(|_| records.len() > 1) else { return };
    for place in records.iter().take(LISTED) {
        controls::remark(ui, format!("   {}", words::place_title(open.dossier, *place)));
    }
    if records.len() > LISTED {
        controls::remark(ui, format!("   and {} more", words::grouped(records.len() - LISTED)));
    }
    ui.add_space(space::SMALL);
}
