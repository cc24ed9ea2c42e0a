//! Documents that are read beside the window, and how they become sources.

use std::path::PathBuf;

use super::super::document::Document;
use super::super::state::State;
use super::{Arrived, Effect, PasteAs, files, message, open_dialog, perform, select};
use crate::files::intake::{self, Draft};
use crate::model::shown::quoted;
use crate::model::{Dossier, Place, Source, steps};
use crate::ui::{Arrival, ArticlesDialog, Dialog, ToastKind, words};

/// Reads documents, to ask about them once they are there.
pub(super) fn read(state: &mut State, paths: Vec<PathBuf>) -> Vec<Effect> {
    let words = match paths.as_slice() {
        [] => return Vec::new(),
        [path] => format!("Reading {}", quoted(&files::file_name(path))),
        paths => format!("Reading {} documents", paths.len()),
    };
    if !is_free(state) {
        state.later.extend(paths);
        return Vec::new();
    }
    let job = files::begin(state, words, true);
    vec![Effect::ReadArticles { job, paths }]
}

/// Reads the documents that waited, once nothing else is read or asked.
pub(super) fn go_on(state: &mut State) -> Vec<Effect> {
    if state.later.is_empty() || !is_free(state) || state.view.dialog.is_some() {
        return Vec::new();
    }
    let paths = std::mem::take(&mut state.later);
    read(state, paths)
}

fn is_free(state: &State) -> bool {
    state.job.is_none() && state.waiting.is_none()
}

/// Documents were read: what they say is shown, to be put right and added.
pub(super) fn arrived(state: &mut State, arrived: Arrived) -> Vec<Effect> {
    if !files::end(state, arrived.job) {
        return Vec::new();
    }
    ask(state, arrived.drafts, arrived.failures)
}

/// A text from the clipboard is to become a source.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    state.pastes = PasteAs::default();
    if let Ok(draft) = intake::read_pasted(text) {
        return ask(state, vec![(String::new(), draft)], Vec::new());
    }
    state.view.toast(ToastKind::Failed, "There is no text on the clipboard. Copy the article first.");
    Vec::new()
}

fn ask(state: &mut State, drafts: Vec<(String, Draft)>, failures: Vec<String>) -> Vec<Effect> {
    if drafts.is_empty() {
        message(state, "Nothing was added", &failures.join("\n\n"));
        return Vec::new();
    }
    let dossier = state.document.as_ref().map(Document::dossier);
    let mut arrivals: Vec<Arrival> = Vec::new();
    for (file_name, draft) in drafts {
        let twin = dossier.and_then(|dossier| twin_in(dossier, &draft.text)).or_else(|| {
            let before = arrivals.iter().find(|other| is_same_text(&other.text, &draft.text));
            before.map(|other| other.title.clone())
        });
        arrivals.push(Arrival::of(file_name, draft, twin));
    }
    open_dialog(state, Dialog::Articles(Box::new(ArticlesDialog { arrivals, failures, shown: 0 })));
    vec![Effect::DropFocus]
}

/// The title of a source that has this text already.
fn twin_in(dossier: &Dossier, text: &str) -> Option<String> {
    let twin = dossier.sources().iter().find(|(_, source)| is_same_text(&source.text, text));
    twin.map(|(_, source)| source.title.to_string())
}

/// True for texts that differ in nothing but white space.
fn is_same_text(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().any(|c| !c.is_whitespace());
    letters(one) && one.chars().filter(|c| !c.is_whitespace()).eq(other.chars().filter(|c| !c.is_whitespace()))
}

/// Adds sources as one step; where no dossier is open, a new one begins with them.
pub(super) fn add(state: &mut State, sources: Vec<Source>) -> Vec<Effect> {
    let effects = if state.document.is_none() { files::begin_dossier(state) } else { Vec::new() };
    let Some(document) = &state.document else { return effects };
    let count = sources.len();
    if let Some((id, step)) = steps::add_sources(document.dossier(), sources)
        && perform(state, step)
    {
        select(state, Some(Place::Source(id)));
        state.view.is_inspector_open = true;
        state.view.toast(ToastKind::Undoable, format!("Added {}", words::count(count, "source")));
    }
    effects
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Otherwise the same article counts twice, once from the page and once from the print.
    #[test]
    fn the_same_text_is_the_same_whatever_its_white_space() {
        assert!(is_same_text("One two.\n\nThree", "One  two. Three "));
        assert!(!is_same_text("One two", "One too") && !is_same_text("", " "));
    }
}
