//! Cells and their positions: stances, wordings, the clipboard, undo.

use egui::Key;
use standpoint::model::{DiscountKind, Stance, steps};
use standpoint::ui::Action;

use super::super::fake_world::FakeWorld;
use super::super::window::{Window, cell, press, state};
use super::{On, invoke, positions, stance};

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
        Action::AddPosition => {
            On::Cell.select(window);
            invoke(window, action);
            positions(window) == 2
        }
        Action::Duplicate => {
            On::Cell.select(window);
            invoke(window, action);
            let dossier = state(window).document.as_ref().unwrap().dossier();
            let stack = steps::stack(dossier, cell(window, "ukraine", "guarantees"));
            stack.len() == 2 && stack[0].1 == stack[1].1
        }
        Action::RemovePosition => {
            On::Cell.select(window);
            invoke(window, Action::Duplicate);
            invoke(window, action);
            positions(window) == 1
        }
        Action::PositionUp | Action::PositionDown => {
            On::Cell.select(window);
            // The copy says something else, so that the two can be told apart.
            invoke(window, Action::Duplicate);
            press(window, egui::Modifiers::NONE, Key::R);
            let first = |window: &Window| {
                let dossier = state(window).document.as_ref().unwrap().dossier();
                steps::stack(dossier, cell(window, "ukraine", "guarantees"))[0].1.stance
            };
            let before = first(window);
            invoke(window, Action::PositionDown);
            let after = first(window);
            if action == Action::PositionDown {
                return Some(before == Stance::Rejects && after == Stance::Demands);
            }
            invoke(window, action);
            after == Stance::Demands && first(window) == Stance::Rejects
        }
        Action::Supersede | Action::Doubt | Action::CountAgain => {
            On::Cell.select(window);
            let mark = |window: &Window| {
                let dossier = state(window).document.as_ref().unwrap().dossier();
                let (_, position) = dossier.cell(cell(window, "ukraine", "guarantees")).next().unwrap();
                position.discount.as_ref().map(|discount| discount.kind)
            };
            invoke(window, if action == Action::CountAgain { Action::Doubt } else { action });
            press(window, egui::Modifiers::NONE, Key::Enter);
            if action != Action::CountAgain {
                let kind = if action == Action::Doubt { DiscountKind::Doubtful } else { DiscountKind::Superseded };
                return Some(mark(window) == Some(kind));
            }
            let was_marked = mark(window).is_some();
            invoke(window, action);
            was_marked && mark(window).is_none()
        }
        Action::ClearCell => {
            On::Cell.select(window);
            invoke(window, action);
            positions(window) == 0
        }
        Action::Cut | Action::Copy | Action::CopyWithHeads => {
            On::Cell.select(window);
            invoke(window, action);
            let said = &state(window).view.toasts.last().unwrap().text;
            let word = if action == Action::Cut { "Done: Cut 1 cell" } else { "Copied 1 cell" };
            said == word && (positions(window) == 0) == (action == Action::Cut)
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
