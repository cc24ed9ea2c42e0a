//! Cells and their positions: stances, wordings, the clipboard, undo.

use egui::Key;
use standpoint::model::Stance;
use standpoint::ui::Action;

use super::super::fake_world::FakeWorld;
use super::super::window::{Window, press, state};
use super::{On, invoke, number_of_positions, stance};

/// True when the action did what it says; None when it is not about this.
pub(super) fn effect(action: Action, window: &mut Window, _: &FakeWorld) -> Option<bool> {
    Some(match action {
        Action::Undo => {
            On::Cell.select(window);
            press(window, egui::Modifiers::NONE, Key::R);
            invoke(window, action);
            stance(window) == Some(Stance::Demands)
        }
        Action::Redo => {
            On::Cell.select(window);
            press(window, egui::Modifiers::NONE, Key::R);
            invoke(window, Action::Undo);
            invoke(window, action);
            stance(window) == Some(Stance::Rejects)
        }
        Action::Stance(wanted) => {
            On::Cell.select(window);
            // From another stance, so that setting the same one is seen too.
            let other = if wanted == Stance::Rejects { Key::D } else { Key::R };
            press(window, egui::Modifiers::NONE, other);
            invoke(window, action);
            stance(window) == Some(wanted)
        }
        Action::EditWording => {
            On::Cell.select(window);
            invoke(window, action);
            state(window).view.matrix.editor.is_some()
        }
        Action::ClearCell => {
            On::Cell.select(window);
            invoke(window, action);
            number_of_positions(window) == 0
        }
        Action::Cut | Action::Copy | Action::CopyWithHeads => {
            On::Cell.select(window);
            invoke(window, action);
            let said = &state(window).view.toasts.last().unwrap().text;
            let word = if action == Action::Cut { "Done: Cut 1 cell" } else { "Copied 1 cell" };
            said == word && (number_of_positions(window) == 0) == (action == Action::Cut)
        }
        Action::Paste | Action::PasteWordings => {
            let modifiers = action.row().keys[0].modifiers;
            window.event(egui::Event::ModifiersChanged(modifiers));
            window.event(egui::Event::Key { key: Key::V, physical_key: None, pressed: true, repeat: false, modifiers });
            (0..3).any(|_| {
                window.step();
                let asks = |viewport: &egui::ViewportOutput| {
                    viewport.commands.iter().any(|command| matches!(command, egui::ViewportCommand::RequestPaste))
                };
                window.output().viewport_output.values().any(asks)
            })
        }
        _ => return None,
    })
}
