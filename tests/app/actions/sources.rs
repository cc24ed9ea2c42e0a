//! Articles and their passages.

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use standpoint::app::Picked;
use standpoint::ui::{Action, Dialog};

use super::super::fake_world::FakeWorld;
use super::super::window::{Opened, Window, cell, click, field, press, settle, state};
use super::{On, dialog, invoke};

/// True when the action did what it says; None when it is not about this.
pub(super) fn effect(action: Action, window: &mut Window, world: &FakeWorld) -> Option<bool> {
    Some(match action {
        Action::AddSource => {
            world.put("/d/article.txt", b"Words.");
            world.answer(Picked::Paths(vec!["/d/article.txt".into()]));
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::Articles(_)))
        }
        Action::PasteSource => {
            invoke(window, action);
            window.event(egui::Event::Paste("Words.".to_owned()));
            settle(window);
            matches!(dialog(window), Some(Dialog::Articles(_)))
        }
        Action::NameSource => {
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::NewSource { .. }))
        }
        Action::Highlighter => {
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::Highlighter(_)))
        }
        Action::Article => {
            invoke(window, action);
            window.query_by_label_contains("Article: Kyiv backs US truce plan").is_some()
        }
        Action::ShowPassage => {
            On::Cell.select(window);
            invoke(window, action);
            state(window).view.sources.lit.is_some() && state(window).view.sources.is_beside
        }
        Action::Code => {
            super::super::coding::select_words(window, 2);
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::Coding(_)))
        }
        Action::AddPassage => {
            On::Cell.select(window);
            super::super::coding::select_words(window, 2);
            let cell = cell(window, "ukraine", "guarantees");
            let quotations = |window: &Window| {
                let dossier = state(window).document.as_ref().unwrap().dossier();
                dossier.cell(cell).map(|(_, position)| position.evidence.len()).sum::<usize>()
            };
            let before = quotations(window);
            invoke(window, action);
            quotations(window) == before + 1
        }
        Action::NextMark | Action::PreviousMark => {
            invoke(window, Action::Sources);
            invoke(window, action);
            state(window).view.sources.chosen.is_some()
        }
        Action::OpenAddress => {
            // With nothing selected the inspector shows the dossier with its sources.
            press(window, egui::Modifiers::NONE, Key::Escape);
            click(window, "Kyiv backs US truce plan");
            field(window, "Address").focus();
            settle(window);
            field(window, "Address").type_text("https://example.org/kyiv");
            settle(window);
            press(window, egui::Modifiers::NONE, Key::Enter);
            let opened = Opened::by(window);
            invoke(window, action);
            opened.take(window) == ["https://example.org/kyiv"]
        }
        Action::EditArticle => {
            press(window, egui::Modifiers::NONE, Key::Escape);
            click(window, "Kyiv backs US truce plan");
            invoke(window, action);
            matches!(dialog(window), Some(Dialog::Article(dialog)) if !dialog.text.is_empty())
        }
        Action::LocateQuotations => {
            invoke(window, action);
            state(window).view.toasts.iter().any(|toast| toast.text == "Every quotation has its place")
        }
        _ => return None,
    })
}
