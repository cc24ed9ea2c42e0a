//! The named actions of the command table.

use std::collections::BTreeMap;

use super::super::document::Way;
use super::super::settings::Theme;
use super::super::state::{State, Waiting};
use super::{
    Effect, PasteAs, clipboard, coding, files, keep_selection_valid, keeping, looking, open_dialog, perform, picking,
    positions, quotations, reading, refused, replacing, select, structure, versions,
};
use crate::model::{Address, Cell, Place, SourceId, Stance, steps};
use crate::ui::arrange::Span;
use crate::ui::command::Target;
use crate::ui::matrix::Editor;
use crate::ui::{Action, Block, Dialog, Purpose, Sizes, ToastKind, View, sources};

/// One step of Zoom in and Zoom out.
const ZOOM_STEP: f32 = 0.1;

/// Does an action, if it is available.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let (target, shown) = {
        let (scene, view) = state.split();
        let situation = scene.situation(view);
        (action.target(&situation), situation.position)
    };
    match target {
        None => {
            if action.changes_dossier() {
                keeping::refuses(state);
            } else if action == Action::ShowPassage {
                reading::say_why_not(state, shown);
            }
            Vec::new()
        }
        Some(Target::Window) => act_on_window(state, action),
        Some(Target::Dossier) => act_on_dossier(state, action),
        Some(Target::Passage) => coding::act(state, action, shown),
        Some(target) if action == Action::ShowPassage => reading::act(state, target, shown),
        Some(Target::Source(id)) if action == Action::OpenAddress => open_address(state, id),
        Some(Target::Source(id)) if action == Action::EditArticle => quotations::open_article(state, id),
        Some(target) if structure::is_about_lines(action) => {
            structure::act(state, action, target);
            Vec::new()
        }
        Some(Target::Cell(cell)) if positions::is_about_positions(action) => {
            positions::act(state, action, cell, shown);
            Vec::new()
        }
        Some(Target::Cell(cell)) => {
            act_on_cell(state, action, cell);
            Vec::new()
        }
        Some(Target::Cells) => {
            act_on_cells(state, action);
            Vec::new()
        }
        Some(target) => {
            structure::act(state, action, target);
            Vec::new()
        }
    }
}

/// Whatever the file says, only what is a link is ever opened.
fn open_address(state: &State, id: SourceId) -> Vec<Effect> {
    let source = state.document.as_ref().and_then(|document| document.dossier().sources().get(id));
    let address = source.and_then(|source| Address::of(&source.url).ok());
    address.into_iter().map(Effect::OpenAddress).collect()
}

fn act_on_window(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::New => files::when_safe(state, Waiting::New),
        Action::Open => files::when_safe(state, Waiting::PickFiles),
        Action::AddSource => picking::pick(state, Purpose::Sources),
        Action::PasteSource => {
            state.pastes = PasteAs::Source;
            vec![Effect::AskForText]
        }
        Action::Restore => keeping::show(state),
        Action::Quit => files::when_safe(state, Waiting::Quit),
        Action::ThemeSystem => set_theme(state, Theme::System),
        Action::ThemeLight => set_theme(state, Theme::Light),
        Action::ThemeDark => set_theme(state, Theme::Dark),
        Action::ReduceMotion => {
            state.settings.reduces_motion = !state.settings.reduces_motion;
            vec![Effect::SetMotion(!state.settings.reduces_motion), Effect::SaveSettings]
        }
        Action::FirstHint => {
            state.settings.has_read_hint = !state.settings.has_read_hint;
            vec![Effect::SaveSettings]
        }
        Action::ZoomIn => set_zoom(state, state.settings.zoom + ZOOM_STEP),
        Action::ZoomOut => set_zoom(state, state.settings.zoom - ZOOM_STEP),
        Action::ZoomReset => set_zoom(state, 1.0),
        Action::Palette => show(state, Dialog::Palette { query: String::new(), chosen: 0, only_places: false }),
        Action::Shortcuts => show(state, Dialog::Shortcuts),
        Action::About => show(state, Dialog::About),
        _ => Vec::new(),
    }
}

fn show(state: &mut State, dialog: Dialog) -> Vec<Effect> {
    open_dialog(state, dialog);
    vec![Effect::DropFocus]
}

fn set_theme(state: &mut State, theme: Theme) -> Vec<Effect> {
    state.settings.theme = theme;
    vec![Effect::SetTheme(theme), Effect::SaveSettings]
}

fn set_zoom(state: &mut State, zoom: f32) -> Vec<Effect> {
    state.settings.zoom = (zoom * 10.0).round() / 10.0;
    state.settings.zoom = state.settings.clamped_zoom();
    vec![Effect::SetZoom(state.settings.zoom), Effect::SaveSettings]
}

fn act_on_dossier(state: &mut State, action: Action) -> Vec<Effect> {
    if looking::is_about_search(action) {
        return looking::search(state, action);
    }
    match action {
        Action::Find
        | Action::Replace
        | Action::FindNext
        | Action::FindPrevious
        | Action::CloseFind
        | Action::ReplaceAll
        | Action::GoTo
        | Action::Filter
        | Action::ClearFilter
        | Action::HideParties
        | Action::ShowParties
        | Action::SortUp
        | Action::SortDown
        | Action::SortByTitle
        | Action::SortByStatus
        | Action::SortNot => return looking::act(state, action),
        Action::Cut => return clipboard::cut(state),
        Action::Copy => return clipboard::copy(state, false),
        Action::CopyWithHeads => return clipboard::copy(state, true),
        Action::Paste => return vec![Effect::AskForText],
        Action::PasteWordings => {
            state.pastes = PasteAs::Wordings;
            return vec![Effect::AskForText];
        }
        Action::AddFiles => return picking::pick(state, Purpose::Add),
        Action::Save => return files::save(state),
        Action::SaveAs => return picking::pick(state, Purpose::SaveAs),
        Action::Export => return picking::pick(state, Purpose::Export),
        Action::Picture => return picking::pick(state, Purpose::Picture),
        Action::Close => return files::when_safe(state, Waiting::Close),
        Action::AddParty => return show(state, Dialog::NewParty { name: String::new(), before: None }),
        Action::AddItem => {
            let topic = topic_of_selection(state);
            return show(state, Dialog::NewItem { title: String::new(), topic, before: None });
        }
        Action::NameSource => return show(state, Dialog::NewSource { title: String::new() }),
        Action::Highlighter => return looking::highlighter(state),
        Action::History => return versions::open(state),
        Action::Undo => travel(state, "Undone", Way::Undo),
        Action::Redo => travel(state, "Redone", Way::Redo),
        Action::Matrix => return set_view(state, View::Matrix),
        Action::SideBySide => return set_view(state, View::SideBySide),
        Action::Sources => return set_view(state, View::Sources),
        Action::Article => return reading::toggle(state),
        Action::NextMark | Action::PreviousMark => reading::step(state, action == Action::NextMark),
        Action::OtherArea => {
            let article = state.document.as_ref().and_then(|open| state.view.shown_article(open.dossier()));
            if article.is_some() && !state.view.sources.has_keyboard {
                state.view.sources.wants_keyboard = sources::PASSES;
            } else {
                state.view.wants_other_area = true;
            }
            return vec![Effect::DropFocus];
        }
        Action::Inspector => {
            state.view.is_inspector_open = !state.view.is_inspector_open;
            state.settings.is_inspector_open = state.view.is_inspector_open;
            return vec![Effect::SaveSettings];
        }
        Action::SelectAll | Action::SelectRow | Action::SelectColumn => select_lines(state, action),
        Action::Transpose
        | Action::RowHeight(_)
        | Action::FitSizes
        | Action::ToggleTopic
        | Action::CollapseTopics
        | Action::ExpandTopics => return change_lines(state, action),
        Action::Check => check(state),
        Action::LocateQuotations => quotations::locate(state),
        Action::Problems => state.view.are_problems_open = !state.view.are_problems_open,
        _ => {}
    }
    Vec::new()
}

/// Looks again for what can be seen in the dossier alone.
fn check(state: &mut State) {
    let Some(document) = &mut state.document else { return };
    let checked = crate::files::check(document.dossier());
    document.findings.replace_check(checked);
    let found = document.findings.len();
    state.view.are_problems_open = found > 0;
    let words = if found == 0 {
        "Checked: no problems".to_owned()
    } else {
        format!("Checked: {}", crate::ui::words::count(found, "problem"))
    };
    state.view.toast(ToastKind::Done, words);
}

fn set_view(state: &mut State, view: View) -> Vec<Effect> {
    state.view.view = view;
    state.settings.view = view;
    state.view.matrix.reveal = state.view.selection.active();
    vec![Effect::SaveSettings]
}

/// A new item comes to stand under the topic of what is selected.
fn topic_of_selection(state: &State) -> String {
    let item = match state.view.selection.active() {
        Some(Place::Cell(cell)) => Some(cell.item),
        Some(Place::Item(item)) => Some(item),
        _ => None,
    };
    let record = state.document.as_ref().zip(item).and_then(|(document, item)| document.dossier().items().get(item));
    record.map_or_else(String::new, |item| item.topic.to_string())
}

/// Undoes or redoes until so many steps are done.
pub(super) fn go_to_step(state: &mut State, done: usize) {
    if keeping::refuses(state) {
        return;
    }
    let mut last = None;
    while let Some(document) = &state.document {
        let outcome = match document.done().cmp(&done) {
            std::cmp::Ordering::Less => replacing::travel(state, Way::Redo),
            std::cmp::Ordering::Greater => replacing::travel(state, Way::Undo),
            std::cmp::Ordering::Equal => None,
        };
        match outcome {
            Some(Ok(step)) => last = Some(step),
            Some(Err(error)) => return refused(state, error),
            None => break,
        }
    }
    let Some(step) = last else { return };
    keep_selection_valid(state, &step);
    if step.place != Place::Dossier {
        select(state, Some(step.place));
        keep_selection_valid(state, &step);
    }
    let words = format!("{} done", crate::ui::words::count(done, "step"));
    state.view.toast(ToastKind::Travelled, words);
}

/// Undo or redo: the selection goes back to where the step was made, and a message says which step it was.
fn travel(state: &mut State, word: &str, way: Way) {
    match replacing::travel(state, way) {
        Some(Ok(done)) => {
            state.view.toast(ToastKind::Travelled, format!("{word}: {}", done.name));
            if done.place != Place::Dossier {
                select(state, Some(done.place));
            }
            keep_selection_valid(state, &done);
        }
        Some(Err(error)) => refused(state, error),
        None => {}
    }
}

fn act_on_cell(state: &mut State, action: Action, cell: Cell) {
    let Some(document) = &state.document else { return };
    let dossier = document.dossier();
    let step = match action {
        Action::Stance(stance) => set_stance(state, cell, stance),
        Action::ClearCell => steps::clear_cell(dossier, cell),
        Action::EditWording => {
            state.view.matrix.editor = Some(Editor::open(dossier, cell));
            return;
        }
        Action::Details => {
            state.view.is_inspector_open = true;
            state.view.wants_name_focus = true;
            return;
        }
        _ => None,
    };
    let Some(step) = step else { return };
    let is_loss = action == Action::ClearCell;
    let name = step.name.clone();
    if perform(state, step) && is_loss {
        state.view.toast(ToastKind::Undoable, format!("Done: {name}"));
    }
}

/// Changes which lines the matrix shows, and how. What is selected stays in view.
fn change_lines(state: &mut State, action: Action) -> Vec<Effect> {
    let topic = topic_of_selection(state);
    let Some(document) = &state.document else { return Vec::new() };
    let topics = || document.dossier().items().iter().map(|(_, item)| item.topic.to_string());
    let (options, sizes) = (&mut state.view.options, &mut state.view.sizes);
    match action {
        Action::Transpose => options.is_transposed = !options.is_transposed,
        Action::RowHeight(density) => *sizes = Sizes { density, item_heights: BTreeMap::new(), ..sizes.clone() },
        Action::FitSizes => *sizes = Sizes { density: sizes.density, ..Sizes::default() },
        Action::ToggleTopic => options.toggle_topic(&topic),
        Action::CollapseTopics => options.collapsed = topics().collect(),
        _ => options.collapsed.clear(),
    }
    state.view.view = View::Matrix;
    state.view.matrix.reveal = state.view.selection.active();
    Vec::new()
}

/// Acts on every selected cell that is shown, as one step.
fn act_on_cells(state: &mut State, action: Action) {
    state.arrange();
    let Some(document) = &state.document else { return };
    let cells = state.view.matrix.arrangement().cells_of(&state.view.selection);
    let step = match action {
        Action::Stance(stance) => steps::set_stance_of(document.dossier(), &cells, stance),
        Action::ClearCell => steps::clear_cells(document.dossier(), &cells),
        _ => None,
    };
    let Some(step) = step else { return };
    let name = step.name.clone();
    if perform(state, step) {
        state.view.toast(ToastKind::Undoable, format!("Done: {name}"));
    }
}

/// Widens every selected range to whole rows, to whole columns, or to all cells.
fn select_lines(state: &mut State, action: Action) {
    state.arrange();
    let arrangement = state.view.matrix.arrangement();
    let (rows, columns) = (arrangement.rows().len(), arrangement.columns().len());
    let widened = |block: &Block| {
        let span = arrangement.span(block)?;
        let span = match action {
            Action::SelectRow => Span { columns: 0..columns, ..span },
            _ => Span { rows: 0..rows, ..span },
        };
        arrangement.block(&span)
    };
    let blocks: Vec<_> = match action {
        Action::SelectAll => arrangement.everything().into_iter().collect(),
        _ => state.view.selection.blocks().iter().filter_map(widened).collect(),
    };
    if !blocks.is_empty() {
        state.view.position = None;
        state.view.selection.set_blocks(blocks);
    }
}

/// A letter speaks to the position that the inspector shows, where the cell has several.
fn set_stance(state: &State, cell: Cell, stance: Stance) -> Option<crate::model::Step> {
    let dossier = state.document.as_ref()?.dossier();
    let shown = state.view.position.and_then(|id| dossier.position(id).map(|position| (id, position)));
    match shown.filter(|(_, position)| position.cell() == cell && position.counts()) {
        Some((id, position)) => {
            let name = format!("Set stance to {}", stance.word());
            steps::change_position(dossier, id, crate::model::Position { stance, ..position.clone() }, &name)
        }
        None => steps::set_stance(dossier, cell, stance),
    }
}
