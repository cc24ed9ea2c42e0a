//! What the matrix shows: selection, sizes, topics, filter and order.

use egui::Key;
use standpoint::ui::Action;

use super::super::fake_world::FakeWorld;
use super::super::window::{Window, press, settle, state};
use super::{On, invoke};

/// True when the action did what it says; None when it is not about this.
pub(super) fn effect(action: Action, window: &mut Window, _: &FakeWorld) -> Option<bool> {
    Some(match action {
        Action::SelectAll | Action::SelectRow | Action::SelectColumn => {
            On::Cell.select(window);
            invoke(window, action);
            let view = &state(window).view;
            let cells = view.matrix.arrangement().cells_of(&view.selection).len();
            cells
                == [18 * 4, 4, 18]
                    [usize::from(action == Action::SelectRow) + 2 * usize::from(action == Action::SelectColumn)]
        }
        Action::Transpose => {
            invoke(window, action);
            let arrangement = state(window).view.matrix.arrangement();
            arrangement.is_transposed() && arrangement.columns().len() == 18 && arrangement.rows().len() == 4
        }
        Action::RowHeight(density) => {
            invoke(window, action);
            state(window).view.sizes.density == density
        }
        Action::FitSizes => {
            let width = |window: &Window| state(window).view.matrix.geometry().heads_width;
            let before = width(window);
            let edge = egui::pos2(before - 2.0, 120.0);
            window.drag_at(edge);
            window.run_steps(2);
            window.hover_at(edge + egui::vec2(60.0, 0.0));
            window.run_steps(2);
            window.drop_at(edge + egui::vec2(60.0, 0.0));
            settle(window);
            let dragged = width(window);
            invoke(window, action);
            dragged > before + 40.0 && (width(window) - before).abs() < 1.0
        }
        Action::ToggleTopic | Action::CollapseTopics | Action::ExpandTopics => {
            On::Item.select(window);
            if action == Action::ExpandTopics {
                invoke(window, Action::CollapseTopics);
            }
            invoke(window, action);
            let shown = state(window).view.matrix.arrangement().items().len();
            match action {
                Action::ToggleTopic => shown > 0 && shown < 18,
                Action::CollapseTopics => shown == 0,
                _ => shown == 18,
            }
        }
        Action::Filter => {
            invoke(window, action);
            state(window).view.filter_bar.is_open && window.ctx.text_edit_focused()
        }
        Action::ClearFilter | Action::ShowParties | Action::HideParties => {
            press(window, egui::Modifiers::NONE, Key::ArrowDown);
            press(window, egui::Modifiers::NONE, Key::ArrowUp);
            invoke(window, Action::HideParties);
            let parties = |window: &Window| state(window).view.matrix.arrangement().parties().len();
            let hidden = parties(window);
            if action != Action::HideParties {
                invoke(window, action);
            }
            hidden == 3 && parties(window) == if action == Action::HideParties { 3 } else { 4 }
        }
        Action::SortUp | Action::SortDown | Action::SortByTitle | Action::SortByStatus | Action::SortNot => {
            On::Cell.select(window);
            if action == Action::SortNot {
                invoke(window, Action::SortUp);
            }
            let is_sorted = |window: &Window| state(window).view.options.sort;
            let before = is_sorted(window);
            invoke(window, action);
            is_sorted(window) != before && is_sorted(window).is_some() == (action != Action::SortNot)
        }
        _ => return None,
    })
}
