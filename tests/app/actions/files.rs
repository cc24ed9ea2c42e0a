//! Files: opening, saving, exporting, and what was not saved.

use egui::Key;
use standpoint::app::Picked;
use standpoint::ui::{Action, Dialog};

use super::super::fake_world::FakeWorld;
use super::super::window::{Window, press, state};
use super::{dialog, invoke};

/// True when the action did what it says; None when it is not about this.
pub(super) fn effect(action: Action, window: &mut Window, world: &FakeWorld) -> Option<bool> {
    Some(match action {
        Action::New | Action::Close => {
            invoke(window, action);
            state(window).document.as_ref().is_none_or(|document| document.dossier().parties().is_empty())
        }
        Action::Open | Action::AddFiles | Action::SaveAs | Action::Export => {
            world.answer(Picked::Paths(vec!["/d/chosen.json".into()]));
            world.put("/d/chosen.json", br#"{"standpoint": 1, "parties": [{"name": "Newcomer"}]}"#);
            invoke(window, action);
            let parties = state(window).document.as_ref().unwrap().dossier().parties().len();
            let file = world.text("/d/chosen.json");
            match action {
                Action::Open => parties == 1,
                Action::AddFiles => parties == 5,
                Action::SaveAs => file.contains("\"standpoint\": 1") && file.contains("Ceasefire talks"),
                _ => file.contains("\"standpoint_comparison\": 1"),
            }
        }
        Action::Save => {
            press(window, egui::Modifiers::NONE, Key::ArrowDown);
            press(window, egui::Modifiers::NONE, Key::D);
            let before = world.text("/d/ceasefire.positions.json");
            invoke(window, action);
            let after = world.text("/d/ceasefire.positions.json");
            after != before && after.contains("Ceasefire talks")
        }
        Action::Restore => {
            press(window, egui::Modifiers::NONE, Key::ArrowDown);
            press(window, egui::Modifiers::NONE, Key::D);
            super::super::keeping::wait_for_journal(world);
            // The window is killed; the next one finds what was done.
            world.kill();
            let mut next = super::super::keeping::start_after_crash(world);
            press(&mut next, egui::Modifiers::NONE, Key::Escape);
            assert!(dialog(&next).is_none(), "Escape leaves the question open for later");
            invoke(&mut next, action);
            matches!(dialog(&next), Some(Dialog::Restore(_)))
        }
        Action::Quit => {
            press(window, egui::Modifiers::NONE, Key::ArrowDown);
            press(window, egui::Modifiers::NONE, Key::D);
            invoke(window, action);
            dialog(window) == Some(Dialog::Unsaved)
        }
        Action::Picture => {
            world.answer(Picked::Paths(vec!["/d/picture.png".into()]));
            let modifiers = egui::Modifiers::COMMAND.plus(egui::Modifiers::SHIFT);
            window.event(egui::Event::ModifiersChanged(modifiers));
            window.step();
            window.event(egui::Event::Key { key: Key::E, physical_key: None, pressed: true, repeat: false, modifiers });
            // Without a screen no pixels come; that they are asked for is all that can be seen here.
            (0..40).any(|_| {
                window.step();
                state(window).is_busy()
                    && window.output().viewport_output.values().any(|viewport| {
                        viewport.commands.iter().any(|command| matches!(command, egui::ViewportCommand::Screenshot(_)))
                    })
            })
        }
        _ => return None,
    })
}
