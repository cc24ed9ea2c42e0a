//! Views and panels.

use standpoint::ui::{Action, View};

use super::super::fake_world::FakeWorld;
use super::super::window::{Window, state};
use super::{On, invoke};

/// True when the action did what it says; None when it is not about this.
pub(super) fn effect(action: Action, window: &mut Window, _: &FakeWorld) -> Option<bool> {
    Some(match action {
        Action::OtherArea => {
            invoke(window, action);
            let has_left = !standpoint::ui::matrix::has_keyboard(&window.ctx);
            invoke(window, action);
            has_left && standpoint::ui::matrix::has_keyboard(&window.ctx)
        }
        Action::Matrix => {
            invoke(window, Action::SideBySide);
            invoke(window, action);
            state(window).view.view == View::Matrix
        }
        Action::SideBySide => {
            invoke(window, action);
            state(window).view.view == View::SideBySide
        }
        Action::Sources => {
            invoke(window, action);
            state(window).view.view == View::Sources
        }
        Action::Details => {
            On::Item.select(window);
            invoke(window, Action::Inspector);
            invoke(window, action);
            state(window).view.is_inspector_open
        }
        Action::Inspector => {
            invoke(window, action);
            !state(window).view.is_inspector_open
        }
        Action::Problems => {
            invoke(window, action);
            state(window).view.are_problems_open
        }
        _ => return None,
    })
}
