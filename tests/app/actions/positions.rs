//! Positions that share a cell: adding, copying, ordering, marking.

use egui::Key;
use standpoint::model::{DiscountKind, Stance, steps};
use standpoint::ui::Action;

use super::super::fake_world::FakeWorld;
use super::super::window::{Window, cell, press, state};
use super::{On, invoke, number_of_positions};

/// True when the action did what it says; None when it is not about this.
pub(super) fn effect(action: Action, window: &mut Window, _: &FakeWorld) -> Option<bool> {
    Some(match action {
        Action::AddPosition => {
            On::Cell.select(window);
            invoke(window, action);
            number_of_positions(window) == 2
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
            number_of_positions(window) == 1
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
        _ => return None,
    })
}
