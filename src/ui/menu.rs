//! Menu bar and context menus, made from the command table.

use egui::containers::menu::MenuBar;
use egui::{Button, Id, Key, KeyboardShortcut, Modifiers, Popup, Response, ScrollArea, Ui};

use super::command::{Action, Command, Menu, Queue, ROWS, Situation};
use super::controls;
use crate::model::Stance;

/// What the context menu of a cell offers.
pub(super) const CELL_ACTIONS: [Action; 17] = [
    Action::Stance(Stance::Demands),
    Action::Stance(Stance::Offers),
    Action::Stance(Stance::Accepts),
    Action::Stance(Stance::Rejects),
    Action::Stance(Stance::Reserved),
    Action::EditWording,
    Action::ShowPassage,
    Action::AddPosition,
    Action::Duplicate,
    Action::RemovePosition,
    Action::Supersede,
    Action::Doubt,
    Action::MovePositions,
    Action::Cut,
    Action::Copy,
    Action::Paste,
    Action::ClearCell,
];

/// What the context menu of a party offers.
pub(super) const PARTY_ACTIONS: [Action; 14] = [
    Action::Cut,
    Action::Copy,
    Action::Paste,
    Action::Rename,
    Action::Merge,
    Action::MoveBack,
    Action::MoveOn,
    Action::SortUp,
    Action::SortDown,
    Action::HideParties,
    Action::InsertBefore,
    Action::InsertAfter,
    Action::ClearCell,
    Action::Delete,
];

/// What the context menu of an item offers.
pub(super) const ITEM_ACTIONS: [Action; 16] = [
    Action::Cut,
    Action::Copy,
    Action::Paste,
    Action::Rename,
    Action::Duplicate,
    Action::Merge,
    Action::MovePositions,
    Action::SplitItem,
    Action::MoveBack,
    Action::MoveOn,
    Action::SetTopic,
    Action::RenameTopic,
    Action::InsertBefore,
    Action::InsertAfter,
    Action::ClearCell,
    Action::Delete,
];

/// What the context menu of a topic's heading offers.
pub(super) const TOPIC_ACTIONS: [Action; 7] = [
    Action::RenameTopic,
    Action::TopicBack,
    Action::TopicOn,
    Action::AddItem,
    Action::CollapseTopics,
    Action::ExpandTopics,
    Action::DeleteTopic,
];

/// What the context menu of an article offers: for the words that are selected, then for the position of a mark.
const PASSAGE_ACTIONS: [Action; 9] = [
    Action::Code,
    Action::AddPassage,
    Action::Details,
    Action::ShowPassage,
    Action::Supersede,
    Action::Doubt,
    Action::CountAgain,
    Action::Highlighter,
    Action::EditArticle,
];

/// The menu bar.
pub(super) fn bar(ui: &mut Ui, situation: &Situation<'_>, theme: egui::ThemePreference, queue: &mut Queue) {
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.name(), |ui| {
                let height = ui.ctx().content_rect().height() - 60.0;
                ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
                    for row in ROWS.iter().filter(|row| row.menu == menu) {
                        if row.opens_group {
                            ui.separator();
                        }
                        entry(ui, row.action, is_ticked(row.action, situation, theme), situation, queue);
                    }
                });
            });
        }
    });
}

/// The choice that is in force has a mark.
fn is_ticked(action: Action, situation: &Situation<'_>, theme: egui::ThemePreference) -> bool {
    use super::view::View;
    match action {
        Action::Matrix => situation.dossier.is_some() && situation.view == View::Matrix,
        Action::Transpose => situation.dossier.is_some() && situation.is_transposed,
        Action::RowHeight(density) => situation.dossier.is_some() && situation.density == density,
        Action::SideBySide => situation.dossier.is_some() && situation.view == View::SideBySide,
        Action::Sources => situation.dossier.is_some() && situation.view == View::Sources,
        Action::Article => situation.view != View::Sources && situation.article.is_some(),
        Action::ThemeSystem => theme == egui::ThemePreference::System,
        Action::ThemeLight => theme == egui::ThemePreference::Light,
        Action::ThemeDark => theme == egui::ThemePreference::Dark,
        _ => false,
    }
}

fn entry(ui: &mut Ui, action: Action, is_ticked: bool, situation: &Situation<'_>, queue: &mut Queue) {
    let row = action.row();
    let mut button = Button::selectable(is_ticked, action.label(situation)).min_size(egui::vec2(260.0, 26.0));
    if let Some(keys) = row.keys.first() {
        button = button.shortcut_text(ui.ctx().format_shortcut(keys));
    }
    let response = ui.add_enabled(action.target(situation).is_some(), button);
    if response.on_hover_text(row.help).clicked() {
        queue.act(action);
        ui.close();
    }
}

/// The lines between groups fill the width, so it must not be that of the window.
const MENU_WIDTH: f32 = 270.0;

/// The context menu of a cell or head. Its actions act on the selection, which the click has just set.
pub(super) fn context_menu(
    response: &Response,
    popup_id: Id,
    is_called_by_key: bool,
    situation: &Situation<'_>,
    actions: &[Action],
    queue: &mut Queue,
) {
    if !(response.secondary_clicked() || is_called_by_key || Popup::is_id_open(&response.ctx, popup_id)) {
        return;
    }
    let called = Id::unique("menu called by key");
    if is_called_by_key || response.secondary_clicked() {
        response.ctx.data_mut(|data| data.insert_temp(called, is_called_by_key));
    }
    if is_called_by_key {
        Popup::open_id(&response.ctx, popup_id);
    }
    let mut popup = Popup::context_menu(response);
    if response.ctx.data(|data| data.get_temp(called)).unwrap_or(false) {
        popup = popup.at_position(below(response.rect));
    }
    popup.show(|ui| {
        ui.set_max_width(MENU_WIDTH);
        for action in actions {
            if matches!(
                action,
                Action::EditWording
                    | Action::Rename
                    | Action::SortUp
                    | Action::InsertBefore
                    | Action::ClearCell
                    | Action::DeleteTopic
            ) {
                controls::hairline(ui);
            }
            entry(ui, *action, false, situation, queue);
        }
    });
}

/// The context menu of an article. `selected` gives the words that are selected in it.
pub(super) fn passage_menu(
    response: &Response,
    situation: &Situation<'_>,
    selected: impl Fn() -> Option<String>,
    queue: &mut Queue,
) {
    Popup::context_menu(response).show(|ui| {
        ui.set_max_width(MENU_WIDTH);
        let copy = Button::selectable(false, "Copy words").min_size(egui::vec2(260.0, 26.0));
        let copy = copy.shortcut_text(ui.ctx().format_shortcut(&KeyboardShortcut::new(Modifiers::COMMAND, Key::C)));
        if ui.add_enabled(situation.has_passage, copy).clicked() {
            if let Some(words) = selected() {
                queue.push(Command::Copy(words));
            }
            ui.close();
        }
        // Of what can be done with a position nothing is shown while none is selected: that would be most of the menu.
        let is_about_words = |action: Action| matches!(action, Action::Code | Action::AddPassage);
        let is_shown = |action: &Action| is_about_words(*action) || action.target(situation).is_some();
        for action in PASSAGE_ACTIONS.into_iter().filter(is_shown) {
            if matches!(action, Action::Code | Action::Details | Action::Highlighter) {
                controls::hairline(ui);
            }
            entry(ui, action, false, situation, queue);
        }
    });
}

/// Where a menu that a key called opens: below the thing that it speaks of.
fn below(rect: egui::Rect) -> egui::Pos2 {
    egui::pos2(rect.min.x + 12.0, rect.min.y + rect.height().min(28.0))
}
