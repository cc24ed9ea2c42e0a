//! Work that was never saved because the program ended without closing: what it was, and whether it comes back.

use egui::{Key, Modifiers, ScrollArea, Ui};

use super::super::command::{Answer, Queue};
use super::super::theme::{Face, palette, size, space};

use super::super::{bidi, controls, words};
use super::parts::{buttons, give, is_plain_enter, title};

/// Height of one step.
const LINE: f32 = 22.0;
/// Height of the list of steps.
const HEIGHT: f32 = 200.0;

/// Work that was never saved, to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestoreDialog {
    /// Each dossier that was worked on, the last one first.
    pub sessions: Vec<Unsaved>,
    /// The number of the chosen one.
    pub chosen: usize,
    /// It was asked whether the chosen one is to be given up.
    pub gives_up: bool,
}

/// Work on one dossier that was never saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    /// The name of its session.
    pub id: String,
    /// The file's name, or what stands for it.
    pub name: String,
    /// Where the file is.
    pub path: Option<String>,
    /// When something was last done.
    pub when: String,
    /// What would come back, oldest first.
    pub steps: Vec<String>,
    /// Why nothing can come back.
    pub problem: Option<String>,
}

/// Gives back true when an answer was given.
pub(super) fn ui(ui: &mut Ui, dialog: &mut RestoreDialog, queue: &mut Queue) -> bool {
    title(ui, "Restore unsaved work?");
    bidi::label(ui, "Standpoint ended without closing. What was done and not saved was kept.");
    ui.add_space(space::SMALL);
    if dialog.sessions.len() > 1 {
        choose(ui, dialog);
        ui.add_space(space::SMALL);
    }
    let Some(session) = dialog.sessions.get(dialog.chosen) else { return give(queue, None) };
    show(ui, session);
    let can_restore = session.problem.is_none();
    let names: &[&str] = if can_restore { &["Later", "Give up…", "Restore"] } else { &["Later", "Give up…"] };
    let id = session.id.clone();
    if dialog.gives_up {
        return confirm(ui, dialog, id, queue);
    }
    let clicked = if is_plain_enter(ui) && can_restore { Some(2) } else { buttons(ui, names) };
    match clicked {
        None => false,
        Some(0) => give(queue, None),
        Some(1) => {
            dialog.gives_up = true;
            false
        }
        Some(_) => give(queue, Some(Answer::Restore(id))),
    }
}

/// Work that is given up cannot come back, so it is asked for twice.
fn confirm(ui: &mut Ui, dialog: &mut RestoreDialog, id: String, queue: &mut Queue) -> bool {
    ui.add_space(space::SMALL);
    ui.colored_label(palette(ui).danger.strong, "This work is then gone for good; the file itself stays as it is.");
    match buttons(ui, &["Keep it", "Give up for good"]) {
        None => false,
        Some(0) => {
            dialog.gives_up = false;
            false
        }
        Some(_) => give(queue, Some(Answer::DiscardSession(id))),
    }
}

/// The dossiers of which there is work.
fn choose(ui: &mut Ui, dialog: &mut RestoreDialog) {
    let last = dialog.sessions.len() - 1;
    let count = |key: Key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let (up, down) = (count(Key::ArrowUp), count(Key::ArrowDown));
    dialog.chosen = (dialog.chosen + down).min(last).saturating_sub(up);
    dialog.gives_up &= up + down == 0;
    ScrollArea::vertical().id_salt("sessions").max_height(110.0).show(ui, |ui| {
        for (number, session) in dialog.sessions.iter().enumerate() {
            let label = format!("{}, {}", words::visible_line(&session.name), session.when);
            if ui.selectable_label(number == dialog.chosen, label).clicked() {
                (dialog.chosen, dialog.gives_up) = (number, false);
            }
        }
    });
}

/// One of them: its file, when it was worked on, what would come back.
fn show(ui: &mut Ui, session: &Unsaved) {
    let colors = palette(ui);
    let name = controls::text(words::visible_line(&session.name), Face::Strong, size::HEAD, colors.text);
    bidi::label(ui, name);
    if let Some(path) = &session.path {
        let path = controls::text(words::visible_line(path), Face::Regular, size::SMALL, colors.weak);
        bidi::label(ui, path);
    }
    if let Some(problem) = &session.problem {
        ui.colored_label(colors.danger.strong, problem);
        return;
    }
    let steps = words::count(session.steps.len(), "step");
    controls::caption(ui, &format!("{steps} to restore, the last one {}", session.when));
    // The newest on top, as in the history.
    let count = session.steps.len();
    let list = ScrollArea::vertical().id_salt("steps").max_height(HEIGHT).auto_shrink([false, true]);
    list.show_rows(ui, LINE - ui.spacing().item_spacing.y, count, |ui, rows| {
        for row in rows {
            let name = words::visible_line(&session.steps[count - 1 - row]);
            bidi::label(ui, controls::text(name, Face::Regular, size::BODY, colors.text));
        }
    });
}
