//! Which files: chosen in the system's dialog, or typed where there is none.

use std::path::{Path, PathBuf};

use super::super::document::Document;
use super::super::state::State;
use super::super::world::{Pick, Picked};
use super::files::{file_name, picture, write};
use super::{Effect, articles, open_dialog, opening};
use crate::model::shown::visible_line;
use crate::ui::{Dialog, PathDialog, Purpose};

/// Shows the native dialog for a purpose.
pub(super) fn pick(state: &mut State, purpose: Purpose) -> Vec<Effect> {
    if state.is_picking {
        // Desktop portals have been seen to hang; whoever asks again gets a way that cannot.
        let reason =
            "The system's file dialog has not answered yet. Answer it, or type the path here instead.".to_owned();
        return type_path(state, purpose, reason);
    }
    state.is_picking = true;
    vec![Effect::Pick(pick_request(state, purpose))]
}

/// Offers a field for the path where no native dialog can be had.
fn type_path(state: &mut State, purpose: Purpose, reason: String) -> Vec<Effect> {
    let request = pick_request(state, purpose);
    let path = if purpose.writes() { request.folder.unwrap_or_default().join(request.name) } else { PathBuf::new() };
    let path = path.to_string_lossy().into_owned();
    open_dialog(state, Dialog::Path(PathDialog { purpose, reason, path, complaint: None }));
    vec![Effect::DropFocus]
}

fn pick_request(state: &State, purpose: Purpose) -> Pick {
    let document = state.document.as_ref();
    let path =
        document.and_then(Document::path).or_else(|| state.settings.recent.first().map(|recent| recent.path.as_path()));
    let folder = path.and_then(|path| path.parent()).map(Path::to_owned);
    let title = document.map_or("", |document| document.dossier().title().as_str());
    let own_name = document.and_then(Document::path).map(file_name);
    let stem = own_name
        .as_deref()
        .map_or_else(|| crate::model::names::id_from(title, "dossier"), |name| stem(name).to_owned());
    let name = match purpose {
        Purpose::Export => format!("{stem}.comparison.json"),
        Purpose::Picture => format!("{stem}.png"),
        _ => own_name.clone().unwrap_or_else(|| format!("{stem}.positions.json")),
    };
    // The system's dialog shows it, and a new file is better off without signs that nobody sees.
    Pick { purpose, folder, name: visible_line(&name).into_owned() }
}

fn stem(name: &str) -> &str {
    let name = name.strip_suffix(".json").unwrap_or(name);
    name.strip_suffix(".positions").unwrap_or(name)
}

pub(super) fn was_picked(state: &mut State, purpose: Purpose, picked: Picked) -> Vec<Effect> {
    state.is_picking = false;
    match picked {
        Picked::Cancelled => {
            state.waiting = None;
            Vec::new()
        }
        Picked::Unavailable(reason) => type_path(state, purpose, reason),
        Picked::Paths(paths) => match (purpose, paths.first().cloned()) {
            (_, None) => Vec::new(),
            (Purpose::Open, _) => opening::read(state, Purpose::Open, paths),
            (Purpose::Add, _) => opening::read(state, Purpose::Add, paths),
            (Purpose::Sources, _) => articles::read(state, paths),
            (Purpose::SaveAs | Purpose::Export, Some(path)) => write(state, purpose, path),
            (Purpose::Picture, Some(path)) => picture(state, path),
        },
    }
}
