//! History: two lists to go back in. The steps since the dossier was opened, and the versions of its file that were saved.

mod steps;
mod versions;

use egui::{Key, Modifiers, Ui};

use super::super::Scene;
use super::super::command::{Command, Queue};
use super::super::controls::segments;
use super::super::history::{HistoryCommand, HistoryDialog, HistoryPage};
use super::super::theme::space;
use super::parts::title;

/// Gives back true when an answer was given.
pub(super) fn ui(ui: &mut Ui, scene: &Scene<'_>, dialog: &mut HistoryDialog, queue: &mut Queue) -> bool {
    let Some(open) = scene.open else { return false };
    title(ui, "History");
    switch(ui, dialog, queue);
    ui.add_space(space::TIGHT);
    match dialog.page {
        HistoryPage::Steps => steps::ui(ui, &open, &mut dialog.chosen, queue),
        HistoryPage::Versions => versions::ui(ui, &open, &mut dialog.versions, queue),
    }
}

/// The choice of the list, by pointer or with the arrow keys to the sides.
fn switch(ui: &mut Ui, dialog: &mut HistoryDialog, queue: &mut Queue) {
    let pages = [
        (HistoryPage::Steps, "Steps".into(), "Steps"),
        (HistoryPage::Versions, "Saved versions".into(), "Saved versions"),
    ];
    let clicked = segments(ui, Some(dialog.page), &pages);
    let has_pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let pressed = match (has_pressed(Key::ArrowLeft), has_pressed(Key::ArrowRight)) {
        (true, _) => Some(HistoryPage::Steps),
        (_, true) => Some(HistoryPage::Versions),
        _ => None,
    };
    let Some(page) = clicked.or(pressed).filter(|page| *page != dialog.page) else { return };
    dialog.page = page;
    if page == HistoryPage::Versions && dialog.versions.lines.is_none() {
        queue.push(Command::History(HistoryCommand::ShowVersions));
    }
}
