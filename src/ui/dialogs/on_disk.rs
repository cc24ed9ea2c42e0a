//! The file was changed by somebody else: what happened, and every way on with what it does.

use egui::Ui;

use super::super::command::{Answer, Queue};
use super::super::on_disk::{DiskAnswer, DiskChange, DiskDialog};
use super::super::theme::space;
use super::super::{Scene, bidi, controls, words};
use super::parts::{give, is_plain_enter, title};
use crate::model::shown::quoted;

/// Width of the buttons.
const BUTTON: f32 = 116.0;

/// A way on: its name and what it does.
type Way = (DiskAnswer, &'static str, &'static str);

const SAVE_AS: Way = (DiskAnswer::SaveAs, "Save as…", "Yours goes to another file; this one stays as it is");

const MERGE: Way =
    (DiskAnswer::Merge, "Merge", "What was changed there comes to what was changed here; Undo takes it back");

/// Gives back true when an answer was given.
pub(super) fn ui(ui: &mut Ui, scene: &Scene<'_>, dialog: &DiskDialog, queue: &mut Queue) -> bool {
    let Some(open) = scene.open else { return false };
    let name = open.file_name.map_or_else(|| "The file".to_owned(), quoted);
    title(ui, &heading(&name, &dialog.change));
    for line in said(dialog, open.is_changed) {
        bidi::label(ui, line);
    }
    ui.add_space(space::LARGE);
    let ways = ways(dialog, open.is_changed, open.read_only.is_some());
    let mut answer = is_plain_enter(ui).then(|| ways.first().map(|way| way.0)).flatten();
    for (number, (way, name, effect)) in ways.into_iter().enumerate() {
        ui.horizontal_top(|ui| {
            let clicked = ui
                .scope(|ui| {
                    ui.set_width(BUTTON);
                    let fill = egui::Layout::top_down_justified(egui::Align::Center);
                    ui.with_layout(fill, |ui| match number {
                        0 => controls::main_button(ui, name),
                        _ => controls::button(ui, name),
                    })
                    .inner
                    .clicked()
                })
                .inner;
            if clicked {
                answer = Some(way);
            }
            ui.vertical(|ui| {
                ui.add_space(space::SMALL);
                controls::remark(ui, effect);
            });
        });
    }
    ui.add_space(space::SMALL);
    let leaves = ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        controls::button(ui, if dialog.is_saving { "Cancel" } else { "Not now" }).clicked()
    });
    match answer {
        Some(answer) => give(queue, Some(Answer::OnDisk(answer))),
        None => leaves.inner && give(queue, None),
    }
}

fn heading(name: &str, change: &DiskChange) -> String {
    match change {
        DiskChange::Other { .. } => format!("{name} was changed by somebody else"),
        DiskChange::Unreadable(_) => format!("{name} cannot be read any more"),
        DiskChange::Missing => format!("{name} is no longer there"),
    }
}

fn said(dialog: &DiskDialog, is_changed: bool) -> Vec<String> {
    let mut lines = Vec::new();
    match &dialog.change {
        DiskChange::Other { differs, conflicts } => {
            let when = dialog.age.as_deref().unwrap_or("meanwhile");
            lines.push(format!("Another program or person saved it {when}: {differs}."));
            if !is_changed {
                lines.push("Nothing here is unsaved.".to_owned());
                return lines;
            }
            lines.push(match conflicts {
                Some(0) => "What was changed here and is not saved is something else, so the two fit together.".to_owned(),
                Some(1) => "One thing was changed differently here and is not saved; a merge keeps both and shows it.".to_owned(),
                Some(many) => format!(
                    "{} things were changed differently here and are not saved; a merge keeps both and lists them.",
                    words::grouped(*many)
                ),
                None => "There are changes here that are not saved. What both began from is not known any more, so the two cannot be merged.".to_owned(),
            });
        }
        DiskChange::Unreadable(reason) => {
            lines.push(reason.clone());
            lines.push(
                "Perhaps a program that synchronises it is still writing. Everything is still in this window."
                    .to_owned(),
            );
        }
        DiskChange::Missing => lines.push(
            "It was moved, renamed or deleted, or its disk is away. Everything is still in this window, and only here."
                .to_owned(),
        ),
    }
    lines
}

/// The ways on; the meant one first.
fn ways(dialog: &DiskDialog, is_changed: bool, is_read_only: bool) -> Vec<Way> {
    let kept = if dialog.is_saving {
        "Saves yours now; what is in the file stays beside it as .bak"
    } else {
        "Yours stays; the next save puts it in the place of what is in the file now"
    };
    let reloaded =
        if is_changed { "Shows what is in the file; Undo brings yours back" } else { "Shows what is in the file" };
    let keep = (DiskAnswer::Keep, "Keep mine", kept);
    let reload = (DiskAnswer::Reload, "Reload", reloaded);
    let look_again = (DiskAnswer::LookAgain, "Look again", "Perhaps it is complete by now");
    match dialog.change {
        DiskChange::Other { .. } if is_read_only => {
            vec![(DiskAnswer::Reload, "Open again", "Shows what is in the file"), SAVE_AS]
        }
        DiskChange::Missing if is_read_only => vec![SAVE_AS],
        DiskChange::Unreadable(_) if is_read_only => vec![look_again, SAVE_AS],
        DiskChange::Other { conflicts: Some(_), .. } if is_changed => vec![MERGE, reload, keep, SAVE_AS],
        DiskChange::Other { .. } if is_changed => vec![SAVE_AS, reload, keep],
        DiskChange::Other { .. } => vec![reload, keep, SAVE_AS],
        DiskChange::Unreadable(_) => vec![look_again, keep, SAVE_AS],
        DiskChange::Missing => vec![
            (DiskAnswer::Save, "Save again", "Writes the file anew in its old place"),
            (DiskAnswer::SaveAs, "Save as…", "Writes it to another place"),
        ],
    }
}
