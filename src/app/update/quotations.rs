//! Quotations and the articles that they stand in: editing the text of an article, looking for places.

use super::super::state::State;
use super::{Effect, open_dialog, perform};
use crate::model::SourceId;
use crate::model::steps::{self, ArticleEdit, Located};
use crate::ui::words::count;
use crate::ui::{ArticleDialog, Dialog, ToastKind};

/// Opens the text of a source to edit it.
pub(super) fn open_article(state: &mut State, source: SourceId) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let Some(dialog) = ArticleDialog::of(document.dossier(), source) else { return Vec::new() };
    open_dialog(state, Dialog::Article(Box::new(dialog)));
    vec![Effect::DropFocus]
}

/// Puts another text in the place of a source's, and says what became of its quotations.
pub(super) fn edit_article(state: &mut State, source: SourceId, text: &str, follows: bool) {
    let Some(document) = &state.document else { return };
    let Some(edit) = ArticleEdit::of(document.dossier(), source, text) else { return };
    let gone = edit.changed.len() - if follows { edit.could_follow() } else { 0 };
    let Some(step) = edit.step(document.dossier(), follows) else { return };
    if perform(state, step) {
        let more =
            if gone == 0 { String::new() } else { format!("; not in the text now: {}", count(gone, "quotation")) };
        state.view.toast(ToastKind::Undoable, format!("Done: Edit article text{more}"));
    }
}

/// Writes down the places of quotations that have none, and tells those that cannot be placed without a person.
pub(super) fn locate(state: &mut State) {
    let Some(document) = &state.document else { return };
    let Located { step, exact, typographic, several, missing, without_text } =
        steps::locate_quotations(document.dossier());
    let is_done = step.is_some_and(|step| perform(state, step));
    if exact > 0 && !is_done {
        return;
    }
    let told = [
        (exact, "placed"),
        (typographic, "with other typography"),
        (several, "at several places"),
        (missing, "not in the text"),
        (without_text, "without a text to look in"),
    ];
    let told = told.iter().filter(|(number, _)| *number > 0);
    let told: Vec<_> = told.map(|(number, what)| format!("{} {what}", crate::ui::words::grouped(*number))).collect();
    if let Some(document) = &mut state.document {
        let checked = crate::files::check(document.dossier());
        document.findings.replace_check(checked);
    }
    state.view.are_problems_open |= typographic + several + missing + without_text > 0;
    let kind = if is_done { ToastKind::Undoable } else { ToastKind::Done };
    let words = if told.is_empty() {
        "Every quotation has its place".to_owned()
    } else {
        format!("Quotations without a place: {}", told.join(", "))
    };
    state.view.toast(kind, words);
}
