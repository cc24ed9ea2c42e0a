//! Finding words in the matrix, searching everything, going to a place.

use egui_kittest::kittest::Queryable as _;
use standpoint::ui::{Action, Dialog};

use super::super::fake_world::FakeWorld;
use super::super::window::{Window, field, settle, state};
use super::{dialog, invoke};

/// True when the action did what it says; None when it is not about this.
pub(super) fn effect(action: Action, window: &mut Window, _: &FakeWorld) -> Option<bool> {
    Some(match action {
        Action::Find | Action::Replace => {
            invoke(window, action);
            let find = &state(window).view.find;
            find.is_open && find.replaces == (action == Action::Replace) && window.ctx.text_edit_focused()
        }
        Action::FindNext | Action::FindPrevious | Action::CloseFind | Action::ReplaceAll => {
            invoke(window, Action::Replace);
            window
                .get_by(|node| {
                    node.label().as_deref() == Some("Find") && node.role() == egui::accesskit::Role::TextInput
                })
                .type_text("truce");
            settle(window);
            invoke(window, action);
            match action {
                Action::CloseFind => !state(window).view.find.is_open,
                Action::ReplaceAll => matches!(dialog(window), Some(Dialog::Replace(_))),
                _ => state(window).view.selection.active().is_some(),
            }
        }
        Action::Search => {
            invoke(window, action);
            state(window).view.search.is_open && window.ctx.text_edit_focused()
        }
        Action::NextHit
        | Action::PreviousHit
        | Action::SearchCase
        | Action::SearchAccents
        | Action::SearchWords
        | Action::SearchPattern
        | Action::CloseSearch => {
            invoke(window, Action::Search);
            field(window, "Search everything").type_text("breathing");
            settle(window);
            invoke(window, action);
            let search = &state(window).view.search;
            let exactness = search.exactness;
            match action {
                Action::CloseSearch => !search.is_open,
                Action::SearchCase => exactness.matches_case,
                Action::SearchAccents => exactness.matches_accents,
                Action::SearchWords => exactness.whole_words,
                Action::SearchPattern => exactness.is_pattern,
                // A cell, or a passage of an article.
                _ => state(window).view.selection.active().is_some() || state(window).view.sources.lit.is_some(),
            }
        }
        Action::GoTo => {
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::Palette { only_places: true, .. }))
        }
        _ => return None,
    })
}
