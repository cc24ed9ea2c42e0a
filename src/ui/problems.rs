//! The list of problems: what loading, merging and checking found. Each line leads to its place.

use egui::{Align, Layout, ScrollArea, Ui};

use super::command::{Action, Command, Queue};
use super::controls::{self, text};
use super::theme::{Face, palette, size, space};
use super::{OpenDossier, icons, words};
use crate::files::{Finding, Severity};
use crate::model::{Dossier, PositionId};

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
            let tip = controls::action_tip(ui, Action::Check, Action::Check.row().name);
            if ui.button("Check again").on_hover_text(tip).clicked() {
                queue.act(Action::Check);
            }
        });
    });
    if findings.list.is_empty() {
        controls::remark(
            ui,
            "Nothing was found. Files are checked when they are opened or added, and whenever you ask for it.",
        );
        return;
    }
    let list = ScrollArea::vertical().id_salt("problems").auto_shrink(false);
    // Long messages wrap as long as there are few enough of them to lay out; beyond that each has one line.
    if findings.list.len() <= 200 {
        list.show(ui, |ui| findings.list.iter().for_each(|finding| line(ui, open.dossier, finding, 3, queue)));
    } else {
        list.show_rows(ui, 26.0, findings.list.len(), |ui, rows| {
            findings.list[rows].iter().for_each(|finding| line(ui, open.dossier, finding, 1, queue));
        });
    }
    for (_, more) in &findings.omitted {
        ui.add_space(space::TIGHT);
        controls::remark(ui, format!("and {} more of one kind", words::grouped(*more)));
    }
}

/// One finding. A click leads to its place: of a quotation to the article that it is from.
fn line(ui: &mut Ui, dossier: &Dossier, finding: &Finding, rows: usize, queue: &mut Queue) {
    let colors = palette(ui);
    let (icon, color) = match finding.severity {
        Severity::KeptOut => (icons::X_CIRCLE, colors.danger.strong),
        Severity::Warning => (icons::WARNING, colors.warning.strong),
        Severity::Note => (icons::INFO, colors.weak),
    };
    // On the command line it follows a place; here it stands for itself.
    let message = words::sentence(&words::visible_line(&finding.message));
    let words = match finding.line_column {
        Some((line, column)) => format!("{message}   (line {line}, column {column})"),
        None => message,
    };
    let response = controls::message_line(ui, (icon, color), &words, rows);
    if !response.clicked() {
        return;
    }
    let is_there = |(position, evidence): &(PositionId, usize)| {
        dossier.position(*position).is_some_and(|position| position.evidence.get(*evidence).is_some())
    };
    match (finding.quotation.filter(is_there), finding.place) {
        (Some((position, evidence)), _) => queue.push(Command::ShowPassage { position, evidence }),
        (None, Some(place)) => queue.select(place),
        (None, None) => {}
    }
}
