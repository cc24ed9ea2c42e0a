//! The window around the dossier: lists, looks, messages.

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use standpoint::ui::{Action, Dialog};

use super::super::fake_world::FakeWorld;
use super::super::window::{Window, click, press, state};
use super::{dialog, invoke};

/// True when the action did what it says; None when it is not about this.
pub(super) fn effect(action: Action, window: &mut Window, _: &FakeWorld) -> Option<bool> {
    Some(match action {
        Action::History => {
            press(window, egui::Modifiers::NONE, Key::ArrowDown);
            press(window, egui::Modifiers::NONE, Key::D);
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::History(dialog)) if dialog.chosen == 1)
        }
        Action::ReduceMotion => {
            invoke(window, action);
            let set = state(window).settings.reduces_motion;
            window.ctx.all_styles_mut(|style| style.animation_time = 0.0);
            invoke(window, action);
            // Switched back, things move again: the harness alone would have left them still.
            set && window.ctx.global_style().animation_time > 0.0
        }
        Action::FirstHint => {
            let is_shown = |window: &Window| window.query_by_label("Got it").is_some();
            let offers = |window: &mut Window, name: &str| {
                click(window, "Help");
                let is_offered = window.query_by_label(name).is_some();
                press(window, egui::Modifiers::NONE, Key::Escape);
                is_offered
            };
            let before = is_shown(window) && offers(window, "Hide the first hint");
            invoke(window, action);
            let hidden = !is_shown(window) && offers(window, "Show the first hint");
            click(window, "Help");
            click(window, "Show the first hint");
            before && hidden && is_shown(window)
        }
        Action::Check => {
            press(window, egui::Modifiers::NONE, Key::ArrowDown);
            invoke(window, action);
            state(window).view.toasts.iter().any(|toast| toast.text == "Checked: no problems")
        }
        Action::ThemeSystem | Action::ThemeLight | Action::ThemeDark => {
            invoke(window, action);
            let preference = window.ctx.options(|options| options.theme_preference);
            preference
                == match action {
                    Action::ThemeLight => egui::ThemePreference::Light,
                    Action::ThemeDark => egui::ThemePreference::Dark,
                    _ => egui::ThemePreference::System,
                }
        }
        Action::ZoomIn | Action::ZoomOut => {
            invoke(window, action);
            (state(window).settings.zoom - 1.0).abs() > 0.05 && state(window).document.is_some()
        }
        Action::ZoomReset => {
            invoke(window, Action::ZoomIn);
            invoke(window, action);
            (state(window).settings.zoom - 1.0).abs() < 0.01
        }
        Action::Palette => {
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::Palette { .. }))
        }
        Action::Shortcuts => {
            invoke(window, action);
            dialog(window) == Some(Dialog::Shortcuts)
        }
        Action::About => {
            invoke(window, action);
            dialog(window) == Some(Dialog::About)
        }
        _ => return None,
    })
}
