//! The dossier itself: title, note, and its sources.

use egui::Ui;

use super::super::OpenDossier;
use super::super::bidi;
use super::super::command::{Action, Queue};
use super::super::controls::{self, Field};
use super::super::theme::palette;
use super::super::{icons, words};
use super::evidence::source_line;
use super::{labelled, section};
use crate::model::{Place, steps};

/// Shows the dossier.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, queue: &mut Queue) {
    let dossier = open.dossier;
    controls::caption(ui, "Dossier");
    if let Some(title) = labelled(ui, "Title", Field::lines("Title", dossier.title(), 2).hint("Untitled"), "dossier") {
        queue.perform(steps::set_title(dossier, title.trim()));
    }
    if let Some(note) = labelled(ui, "Note", Field::lines("Note", dossier.note(), 3), "dossier") {
        queue.perform(steps::set_note(dossier, note.trim_end()));
    }
    if let Some(path) = open.file_path {
        controls::caption(ui, "File");
        controls::remark(ui, words::visible_line(path));
    }
    section(ui, "Sources");
    if dossier.sources().is_empty() {
        controls::remark(ui, "No articles yet. Quotations come from sources.");
    }
    for (id, source) in dossier.sources().iter() {
        let quotations = words::count(dossier.uses_of_source(id) as usize, "quotation");
        let publisher = bidi::isolated(words::visible_line(&source.publisher));
        let remark =
            [&*publisher, &quotations].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let sign = (icons::ARTICLE, palette(ui).weak);
        if controls::list_line(ui, sign, &source_line(source), &remark, false).clicked() {
            queue.select(Place::Source(id));
        }
    }
    if ui.button("Add source…").on_hover_text(Action::AddSource.row().help).clicked() {
        queue.act(Action::AddSource);
    }
}
