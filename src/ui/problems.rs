//! The list of problems: what loading, merging and checking found. Each line leads to its place.

use egui::{Align, Layout, ScrollArea, Ui};

use super::command::{Action, Queue};
use super::controls::{self, text};
use super::theme::{Face, palette, size, space};
use super::{OpenDossier, icons, words};
use crate::files::Severity;

/// Shows the list.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, queue: &mut Queue) {
    let colors = palette(ui);
    let findings = open.findings;
    ui.horizontal(|ui| {
        ui.label(text("Problems", Face::Strong, size::HEAD, colors.text));
        let kept_out = findings.list.iter().filter(|finding| finding.severity == Severity::KeptOut).count();
        if kept_out > 0 {
            let words = format!(
                "{} kept out of the comparison; saving writes them back unchanged",
                words::count(kept_out, "record")
            );
            ui.label(text(words, Face::Regular, size::SMALL, colors.danger.strong));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if controls::icon_button(ui, icons::X, "Close problems").clicked() {
                queue.act(Action::Problems);
            }
        });
    });
    if findings.list.is_empty() {
        controls::remark(ui, "Nothing was found. Files are checked when they are opened or added.");
        return;
    }
    let height = 30.0;
    ScrollArea::vertical().id_salt("problems").auto_shrink(false).show_rows(
        ui,
        height,
        findings.list.len(),
        |ui, rows| {
            for finding in &findings.list[rows] {
                let (icon, color) = match finding.severity {
                    Severity::KeptOut => (icons::X_CIRCLE, colors.danger.strong),
                    Severity::Warning => (icons::WARNING, colors.warning.strong),
                    Severity::Note => (icons::INFO, colors.weak),
                };
                let message = words::visible_line(&finding.message);
                let line = match finding.line_column {
                    Some((line, column)) => format!("{message}   (line {line}, column {column})"),
                    None => message.into_owned(),
                };
                let response = controls::list_line(ui, (icon, color), &line, "", false).on_hover_text(line.as_str());
                if let (true, Some(place)) = (response.clicked(), finding.place) {
                    queue.select(place);
                }
            }
        },
    );
    for (_, more) in &findings.omitted {
        ui.add_space(space::TIGHT);
        controls::remark(ui, format!("and {} more of one kind", words::grouped(*more)));
    }
}
