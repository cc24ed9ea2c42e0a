//! Why a position does not count.

use egui::Ui;

use super::super::command::{Answer, Queue};
use super::super::theme::{Face, palette, size, space};
use super::super::{OpenDossier, bidi, controls, words};
use super::parts::{finish, give, title, typed_line};
use crate::model::{DiscountKind, PositionId};

/// Asks for the reason of a mark. Gives back true when an answer was given.
pub(super) fn ui(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    (id, kind): (PositionId, DiscountKind),
    reason: &mut String,
    queue: &mut Queue,
) -> bool {
    let Some(position) = open.dossier.position(id) else { return give(queue, None) };
    title(ui, &format!("Mark as {}", kind.word()));
    let colors = palette(ui);
    let date = open.dossier.date_of(position).map_or_else(|| "undated".to_owned(), |date| date.to_string());
    ui.horizontal(|ui| {
        let tint = colors.stance(position.stance);
        let word = words::stance(position.stance);
        controls::chip(ui, words::stance_icon(position.stance), word, tint);
        controls::caption(ui, &date);
    });
    if !position.wording.is_empty() {
        let wording = controls::cut_job(
            &words::visible_line(&position.wording),
            Face::Regular,
            size::BODY,
            colors.text,
            ui.available_width(),
            3,
        );
        bidi::label(ui, wording);
    }
    ui.add_space(space::SMALL);
    typed_line(ui, "Reason", reason, true);
    let meaning = match kind {
        DiscountKind::Superseded => "Another report or a later statement has taken its place.",
        DiscountKind::Doubtful => "It is not certain that it was said, or that it was meant so.",
    };
    controls::remark(ui, format!("{meaning} It stays in the history, with the reason, and does not count."));
    match finish(ui, "Mark", true) {
        None => false,
        Some(false) => give(queue, None),
        Some(true) => give(queue, Some(Answer::Discount { position: id, kind, reason: reason.trim().to_owned() })),
    }
}
