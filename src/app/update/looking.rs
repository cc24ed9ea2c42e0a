//! What is shown and looked for: filter, order, hidden parties, find and replace.

use super::super::state::State;
use super::structure::perform_and_say;
use super::{Effect, Event, carry_out, open_dialog, select};
use crate::model::{Edit, Place, Position, PositionId, Step, Text};
use crate::ui::BarState;
use crate::ui::arrange::{Sort, SortBy};
use crate::ui::command::Command;
use crate::ui::{Action, Dialog, HighlighterDialog, Options, ReplaceDialog, ToastKind, View, replacements, sources};

/// Does one of the actions of this module.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Find | Action::Replace => open_find(state, action == Action::Replace),
        Action::CloseFind => state.view.find.is_open = false,
        Action::FindNext | Action::FindPrevious => go_on(state, action == Action::FindPrevious),
        Action::ReplaceAll => return preview(state),
        Action::GoTo => {
            open_dialog(state, Dialog::Palette { query: String::new(), chosen: 0, only_places: true });
            return vec![Effect::DropFocus];
        }
        Action::Filter => {
            let is_open = !state.view.filter_bar.is_open;
            state.view.filter_bar = BarState { is_open, wants_focus: is_open };
            state.view.view = View::Matrix;
        }
        Action::ClearFilter => clear_filter(state),
        Action::HideParties => {
            state.arrange();
            let parties = state.view.matrix.arrangement().parties_of(&state.view.selection);
            let count = parties.len();
            state.view.options.hidden_parties.extend(parties);
            let (hidden, way) = (crate::ui::words::count(count, "party"), Action::ShowParties.way());
            let words = format!("{hidden} hidden; {way} brings them back");
            state.view.toast(ToastKind::Done, words);
        }
        Action::ShowParties => state.view.options.hidden_parties.clear(),
        _ => sort(state, action),
    }
    Vec::new()
}

fn open_find(state: &mut State, replaces: bool) {
    let find = &mut state.view.find;
    find.is_open = true;
    find.wants_focus = true;
    find.replaces = replaces;
}

/// True for the actions of the search through everything.
pub(super) fn is_about_search(action: Action) -> bool {
    matches!(
        action,
        Action::Search
            | Action::NextHit
            | Action::PreviousHit
            | Action::SearchCase
            | Action::SearchAccents
            | Action::SearchWords
            | Action::SearchPattern
            | Action::CloseSearch
    )
}

/// Searches everything.
pub(super) fn search(state: &mut State, action: Action) -> Vec<Effect> {
    let selected = selected_words(state);
    let search = &mut state.view.search;
    let exactness = &mut search.exactness;
    match action {
        Action::SearchCase => exactness.matches_case = !exactness.matches_case,
        Action::SearchAccents => exactness.matches_accents = !exactness.matches_accents,
        Action::SearchWords => exactness.whole_words = !exactness.whole_words,
        Action::SearchPattern => exactness.is_pattern = !exactness.is_pattern,
        Action::CloseSearch => search.close(),
        Action::NextHit | Action::PreviousHit => {
            let (scene, view) = state.split();
            let Some(open) = scene.open else { return Vec::new() };
            view.search.advance(&open);
            let way = view.search.step(open.dossier, action == Action::PreviousHit);
            if matches!(way, Some(Command::ShowText { .. })) {
                view.sources.wants_keyboard = sources::PASSES;
            }
            return way.map_or_else(Vec::new, |command| carry_out(state, Event::Command(command)));
        }
        _ => {
            // What is looked for already stays, so that going on does not lose it.
            if let Some(words) = selected.filter(|_| !search.is_open && !search.exactness.is_pattern) {
                search.query = words;
            }
            (search.is_open, search.wants_focus) = (true, true);
        }
    }
    Vec::new()
}

/// Opens the highlighter on the words that are selected in an article.
pub(super) fn highlighter(state: &mut State) -> Vec<Effect> {
    let pattern = selected_words(state).unwrap_or_default();
    open_dialog(state, Dialog::Highlighter(Box::new(HighlighterDialog { pattern, ..HighlighterDialog::default() })));
    vec![Effect::DropFocus]
}

fn selected_words(state: &State) -> Option<String> {
    state.view.words_to_look_for(state.document.as_ref()?.dossier())
}

/// Goes to the next place found.
fn go_on(state: &mut State, is_back: bool) {
    state.arrange();
    if let (crate::ui::Scene { open: Some(open), .. }, view) = state.split() {
        view.find.advance(&open, view.matrix.arrangement());
    }
    let view = &state.view;
    match view.find.next(view.matrix.arrangement(), view.selection.active(), is_back) {
        Some(place) => select(state, Some(place)),
        None if view.find.is_complete() => state.view.toast(ToastKind::Done, "Not found in what is shown"),
        None => {}
    }
}

/// Lists every wording that would change.
fn preview(state: &mut State) -> Vec<Effect> {
    state.arrange();
    let (Some(document), Some(needle)) = (&state.document, state.view.find.needle()) else { return Vec::new() };
    let find = &state.view.find;
    let changes = replacements(document.dossier(), state.view.matrix.arrangement(), &needle, &find.by);
    if changes.is_empty() {
        state.view.toast(ToastKind::Done, "No wording shown holds these words");
        return Vec::new();
    }
    let (query, by, exactness) = (find.query.clone(), find.by.clone(), find.exactness);
    open_dialog(state, Dialog::Replace(Box::new(ReplaceDialog { query, exactness, by, changes })));
    vec![Effect::DropFocus]
}

/// Gives positions other wordings, as one step.
pub(super) fn replace(state: &mut State, what: &str, changes: Vec<(PositionId, String)>) {
    let Some(document) = &state.document else { return };
    let dossier = document.dossier();
    let count = changes.len();
    let mut place = None;
    let changed = |(id, wording): (PositionId, String)| {
        let before = dossier.position(id)?;
        place.get_or_insert(Place::Cell(before.cell()));
        let record = Position { wording: Text::from(wording), ..before.clone() };
        Some(Edit::Position { id, record: Some(Box::new(record)) })
    };
    let edits: Vec<_> = changes.into_iter().filter_map(changed).collect();
    if let Some(place) = place {
        let name = format!("{what} in {}", crate::ui::words::count(count, "wording"));
        perform_and_say(state, Step::new(name, Edit::Batch(edits), place));
    }
}

/// Shows every item and party again; order, collapsed topics and direction stay.
fn clear_filter(state: &mut State) {
    let options = &mut state.view.options;
    let Options { is_transposed, collapsed, sort, applied, .. } = std::mem::take(options);
    *options = Options { is_transposed, collapsed, sort, applied, ..Options::default() };
    state.view.matrix.reveal = state.view.selection.active();
}

fn sort(state: &mut State, action: Action) {
    let active = state.view.selection.active();
    let is_transposed = state.view.options.is_transposed;
    let by = match (action, active) {
        (Action::SortByTitle, _) => Some(SortBy::Title),
        (Action::SortByStatus, _) => Some(SortBy::Status),
        (Action::SortNot, _) | (_, None) => None,
        (_, Some(Place::Cell(cell))) if is_transposed => Some(SortBy::Item(cell.item)),
        (_, Some(Place::Cell(cell))) => Some(SortBy::Party(cell.party)),
        (_, Some(Place::Party(party))) => Some(SortBy::Party(party)),
        (_, Some(Place::Item(item))) => Some(SortBy::Item(item)),
        _ => None,
    };
    // What is sorted so already is turned round.
    let before = state.view.options.sort.filter(|sort| Some(sort.by) == by && !sort.is_descending);
    let turns = matches!(action, Action::SortByTitle | Action::SortByStatus) && before.is_some();
    let is_descending = action == Action::SortDown || turns;
    state.view.options.sort = by.map(|by| Sort { by, is_descending });
    state.view.options.applied += 1;
    state.view.matrix.reveal = active;
}

/// Lets a place be seen that a filter, a hidden party or a collapsed topic keeps out of sight, and says so.
pub(super) fn uncover(state: &mut State, place: Option<Place>) {
    state.arrange();
    let Some(place @ (Place::Cell(_) | Place::Item(_) | Place::Party(_))) = place else { return };
    let is_shown = |state: &State| state.view.matrix.arrangement().row_column(place).is_some();
    let Some(document) = &state.document else { return };
    if is_shown(state) {
        return;
    }
    let (item, party) = match place {
        Place::Cell(cell) => (Some(cell.item), Some(cell.party)),
        Place::Item(item) => (Some(item), None),
        Place::Party(party) => (None, Some(party)),
        Place::Dossier | Place::Source(_) => (None, None),
    };
    if let Some(item) = item.and_then(|item| document.dossier().items().get(item)) {
        state.view.options.collapsed.remove(item.topic.as_str());
    }
    if let Some(party) = party {
        state.view.options.hidden_parties.remove(&party);
    }
    state.arrange();
    if !is_shown(state) && !state.view.matrix.arrangement().is_filtering() {
        clear_filter(state);
        state.arrange();
        if is_shown(state) {
            state.view.toast(ToastKind::Done, "The filter was cleared to show this place");
        }
    }
}
