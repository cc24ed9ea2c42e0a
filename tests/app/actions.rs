//! Every row of the command table does what it says, by its key or its place in the menu.

use egui::{Key, KeyboardShortcut};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use standpoint::app::Picked;
use standpoint::model::{DiscountKind, Place, Stance, steps};
use standpoint::ui::command::ROWS;
use standpoint::ui::{Action, Dialog, View};

use super::window::{Opened, Window, ceasefire, cell, click, field, press, settle, state};

/// What is selected before an action is tried.
#[derive(Clone, Copy)]
enum On {
    Nothing,
    Cell,
    Item,
}

fn select(window: &mut Window, on: On) {
    let place = cell(window, "ukraine", "guarantees");
    let name = match on {
        On::Nothing => return,
        On::Cell => "Ukraine, International security guarantees for Ukraine: demands",
        On::Item => "International security guarantees for Ukraine: ",
    };
    // Far down in the matrix: brought into view by keys, as a person would.
    for _ in 0..12 {
        press(window, egui::Modifiers::NONE, Key::ArrowDown);
    }
    let role = if matches!(on, On::Cell) { egui::accesskit::Role::Cell } else { egui::accesskit::Role::RowHeader };
    window.get_by(|node| node.role() == role && node.label().is_some_and(|label| label.starts_with(name))).click();
    settle(window);
    let expected = if matches!(on, On::Cell) { Place::Cell(place) } else { Place::Item(place.item) };
    assert_eq!(state(window).view.selection.active(), Some(expected));
}

/// By its first key, otherwise through the menu.
fn invoke(window: &mut Window, action: Action) {
    let row = action.row();
    if let Some(KeyboardShortcut { modifiers, logical_key }) = row.keys.first() {
        press(window, *modifiers, *logical_key);
    } else {
        window.get_by_role_and_label(egui::accesskit::Role::Button, row.menu.name()).click();
        window.run_steps(3);
        window.get_by_label(row.name).click();
        settle(window);
    }
}

fn stance(window: &Window) -> Option<Stance> {
    let dossier = state(window).document.as_ref()?.dossier();
    dossier.cell(cell(window, "ukraine", "guarantees")).next().map(|(_, position)| position.stance)
}

fn item_place(window: &Window) -> usize {
    let dossier = state(window).document.as_ref().unwrap().dossier();
    dossier.items().place(cell(window, "ukraine", "guarantees").item).unwrap()
}

fn positions(window: &Window) -> usize {
    state(window).document.as_ref().unwrap().dossier().cell(cell(window, "ukraine", "guarantees")).count()
}

/// Invokes an action on the ceasefire file; true when it did what it says. Every action has its case.
#[allow(clippy::too_many_lines, reason = "one line for each action")]
fn effect(action: Action, window: &mut Window, world: &super::fake_world::FakeWorld) -> bool {
    let on = match action {
        Action::Stance(_)
        | Action::EditWording
        | Action::ShowPassage
        | Action::AddPassage
        | Action::AddPosition
        | Action::Duplicate
        | Action::RemovePosition
        | Action::PositionUp
        | Action::PositionDown
        | Action::Supersede
        | Action::Doubt
        | Action::CountAgain
        | Action::ClearCell
        | Action::Cut
        | Action::Copy
        | Action::CopyWithHeads
        | Action::SelectRow
        | Action::SelectColumn
        | Action::Undo
        | Action::SortUp
        | Action::SortDown
        | Action::SortNot
        | Action::Redo => On::Cell,
        Action::ToggleTopic
        | Action::InsertBefore
        | Action::InsertAfter
        | Action::SetTopic
        | Action::MovePositions
        | Action::SplitItem
        | Action::RenameTopic
        | Action::TopicBack
        | Action::TopicOn
        | Action::DeleteTopic
        | Action::Rename
        | Action::Delete
        | Action::MoveBack
        | Action::MoveOn
        | Action::Details => On::Item,
        _ => On::Nothing,
    };
    select(window, on);
    let view_dialog = |window: &Window| state(window).view.dialog.clone();
    let document = |window: &Window| state(window).document.is_some();
    match action {
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
            super::keeping::wait_for_journal(world);
            // The window is killed; the next one finds what was done.
            world.kill();
            let mut next = super::keeping::start_after_crash(world);
            press(&mut next, egui::Modifiers::NONE, Key::Escape);
            assert!(view_dialog(&next).is_none(), "Escape leaves the question open for later");
            invoke(&mut next, action);
            matches!(view_dialog(&next), Some(Dialog::Restore(_)))
        }
        Action::Quit => {
            press(window, egui::Modifiers::NONE, Key::ArrowDown);
            press(window, egui::Modifiers::NONE, Key::D);
            invoke(window, action);
            view_dialog(window) == Some(Dialog::Unsaved)
        }
        Action::Undo => {
            press(window, egui::Modifiers::NONE, Key::R);
            invoke(window, action);
            stance(window) == Some(Stance::Demands)
        }
        Action::Redo => {
            press(window, egui::Modifiers::NONE, Key::R);
            invoke(window, Action::Undo);
            invoke(window, action);
            stance(window) == Some(Stance::Rejects)
        }
        Action::Stance(wanted) => {
            // From another stance, so that setting the same one is seen too.
            let other = if wanted == Stance::Rejects { Key::D } else { Key::R };
            press(window, egui::Modifiers::NONE, other);
            invoke(window, action);
            stance(window) == Some(wanted)
        }
        Action::EditWording => {
            invoke(window, action);
            state(window).view.matrix.editor.is_some()
        }
        Action::AddPosition => {
            invoke(window, action);
            positions(window) == 2
        }
        Action::Duplicate => {
            invoke(window, action);
            let dossier = state(window).document.as_ref().unwrap().dossier();
            let stack = steps::stack(dossier, cell(window, "ukraine", "guarantees"));
            stack.len() == 2 && stack[0].1 == stack[1].1
        }
        Action::RemovePosition => {
            invoke(window, Action::Duplicate);
            invoke(window, action);
            positions(window) == 1
        }
        Action::PositionUp | Action::PositionDown => {
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
                return before == Stance::Rejects && after == Stance::Demands;
            }
            invoke(window, action);
            after == Stance::Demands && first(window) == Stance::Rejects
        }
        Action::Supersede | Action::Doubt | Action::CountAgain => {
            let mark = |window: &Window| {
                let dossier = state(window).document.as_ref().unwrap().dossier();
                let (_, position) = dossier.cell(cell(window, "ukraine", "guarantees")).next().unwrap();
                position.discount.as_ref().map(|discount| discount.kind)
            };
            invoke(window, if action == Action::CountAgain { Action::Doubt } else { action });
            press(window, egui::Modifiers::NONE, Key::Enter);
            if action != Action::CountAgain {
                let kind = if action == Action::Doubt { DiscountKind::Doubtful } else { DiscountKind::Superseded };
                return mark(window) == Some(kind);
            }
            let was_marked = mark(window).is_some();
            invoke(window, action);
            was_marked && mark(window).is_none()
        }
        Action::MovePositions | Action::SplitItem => {
            invoke(window, action);
            matches!(view_dialog(window), Some(Dialog::Recode(_)))
        }
        Action::ClearCell => {
            invoke(window, action);
            positions(window) == 0
        }
        Action::SelectAll | Action::SelectRow | Action::SelectColumn => {
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
        Action::Cut | Action::Copy | Action::CopyWithHeads => {
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
        Action::AddParty => {
            invoke(window, action);
            matches!(view_dialog(window), Some(Dialog::NewParty { .. }))
        }
        Action::AddItem => {
            invoke(window, action);
            matches!(view_dialog(window), Some(Dialog::NewItem { .. }))
        }
        Action::AddSource => {
            world.put("/d/article.txt", b"Words.");
            world.answer(Picked::Paths(vec!["/d/article.txt".into()]));
            invoke(window, action);
            matches!(view_dialog(window), Some(Dialog::Articles(_)))
        }
        Action::PasteSource => {
            invoke(window, action);
            window.event(egui::Event::Paste("Words.".to_owned()));
            settle(window);
            matches!(view_dialog(window), Some(Dialog::Articles(_)))
        }
        Action::NameSource => {
            invoke(window, action);
            matches!(view_dialog(window), Some(Dialog::NewSource { .. }))
        }
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
                Action::ReplaceAll => matches!(view_dialog(window), Some(Dialog::Replace(_))),
                _ => state(window).view.selection.active().is_some(),
            }
        }
        Action::Highlighter => {
            invoke(window, action);
            matches!(view_dialog(window), Some(Dialog::Highlighter(_)))
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
            matches!(view_dialog(window), Some(Dialog::Palette { only_places: true, .. }))
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
            if action == Action::SortNot {
                invoke(window, Action::SortUp);
            }
            let is_sorted = |window: &Window| state(window).view.options.sort;
            let before = is_sorted(window);
            invoke(window, action);
            is_sorted(window) != before && is_sorted(window).is_some() == (action != Action::SortNot)
        }
        Action::History => {
            press(window, egui::Modifiers::NONE, Key::ArrowDown);
            press(window, egui::Modifiers::NONE, Key::D);
            invoke(window, action);
            matches!(view_dialog(window), Some(Dialog::History(dialog)) if dialog.chosen == 1)
        }
        Action::ReduceMotion => {
            invoke(window, action);
            let set = state(window).settings.reduces_motion;
            window.ctx.all_styles_mut(|style| style.animation_time = 0.0);
            invoke(window, action);
            // Switched back, things move again: the harness alone would have left them still.
            set && window.ctx.global_style().animation_time > 0.0
        }
        Action::HideHint => {
            let is_shown = |window: &Window| window.query_by_label("Got it").is_some();
            let before = is_shown(window);
            invoke(window, action);
            before && !is_shown(window)
        }
        Action::OtherArea => {
            invoke(window, action);
            let has_left = !standpoint::ui::matrix::has_keyboard(&window.ctx);
            invoke(window, action);
            has_left && standpoint::ui::matrix::has_keyboard(&window.ctx)
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
        Action::Merge => {
            select(window, On::Item);
            press(window, egui::Modifiers::SHIFT, Key::ArrowDown);
            invoke(window, action);
            matches!(view_dialog(window), Some(Dialog::Merge(dialog)) if dialog.places.len() == 2 && dialog.merge.is_some())
        }
        Action::InsertBefore | Action::InsertAfter => {
            invoke(window, action);
            let next = if action == Action::InsertBefore { "guarantees" } else { "peacekeepers" };
            let expected = cell(window, "ukraine", next).item;
            matches!(view_dialog(window), Some(Dialog::NewItem { before, topic, .. }) if before == Some(expected) && topic == "Security")
        }
        Action::DeleteTopic => {
            let items = |window: &Window| state(window).document.as_ref().unwrap().dossier().items().len();
            let before = items(window);
            invoke(window, action);
            let Some(Dialog::Delete(deletion)) = view_dialog(window) else { return false };
            press(window, egui::Modifiers::NONE, Key::Enter);
            deletion.records.len() > 1 && items(window) == before - deletion.records.len()
        }
        Action::SetTopic | Action::RenameTopic => {
            invoke(window, action);
            matches!(view_dialog(window), Some(Dialog::Topic { .. }))
        }
        Action::TopicBack | Action::TopicOn => {
            let place = |window: &Window| {
                state(window).view.matrix.arrangement().place_of_item(cell(window, "ukraine", "guarantees").item)
            };
            let before = place(window);
            invoke(window, action);
            if action == Action::TopicBack { place(window) < before } else { place(window) > before }
        }
        Action::Rename => {
            invoke(window, action);
            matches!(view_dialog(window), Some(Dialog::Rename(_)))
        }
        Action::MoveBack => {
            let before = item_place(window);
            invoke(window, action);
            item_place(window) + 1 == before
        }
        Action::MoveOn => {
            let before = item_place(window);
            invoke(window, action);
            item_place(window) == before + 1
        }
        Action::Delete => {
            invoke(window, action);
            matches!(view_dialog(window), Some(Dialog::Delete(_)))
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
        Action::Article => {
            invoke(window, action);
            window.query_by_label_contains("Article: Kyiv backs US truce plan").is_some()
        }
        Action::ShowPassage => {
            invoke(window, action);
            state(window).view.sources.lit.is_some() && state(window).view.sources.is_beside
        }
        Action::Code => {
            super::coding::select_words(window, 2);
            invoke(window, action);
            matches!(view_dialog(window), Some(Dialog::Coding(_)))
        }
        Action::AddPassage => {
            super::coding::select_words(window, 2);
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
        Action::Details => {
            invoke(window, Action::Inspector);
            invoke(window, action);
            state(window).view.is_inspector_open
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
            matches!(view_dialog(window), Some(Dialog::Article(dialog)) if !dialog.text.is_empty())
        }
        Action::LocateQuotations => {
            invoke(window, action);
            state(window).view.toasts.iter().any(|toast| toast.text == "Every quotation has its place")
        }
        Action::Inspector => {
            invoke(window, action);
            !state(window).view.is_inspector_open
        }
        Action::Problems => {
            invoke(window, action);
            state(window).view.are_problems_open
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
            (state(window).settings.zoom - 1.0).abs() > 0.05 && document(window)
        }
        Action::ZoomReset => {
            invoke(window, Action::ZoomIn);
            invoke(window, action);
            (state(window).settings.zoom - 1.0).abs() < 0.01
        }
        Action::Palette => {
            invoke(window, action);
            matches!(view_dialog(window), Some(Dialog::Palette { .. }))
        }
        Action::Shortcuts => {
            invoke(window, action);
            view_dialog(window) == Some(Dialog::Shortcuts)
        }
        Action::About => {
            invoke(window, action);
            view_dialog(window) == Some(Dialog::About)
        }
    }
}

/// A menu entry that does nothing is worse than none. In parts, so that they run beside each other.
fn every_action_does_something(part: usize) {
    for row in ROWS.iter().skip(part).step_by(4) {
        let (world, mut window) = ceasefire();
        assert!(effect(row.action, &mut window, &world), "{}", row.name);
    }
}

#[test]
fn every_action_of_the_table_does_something_1() {
    every_action_does_something(0);
}

#[test]
fn every_action_of_the_table_does_something_2() {
    every_action_does_something(1);
}

#[test]
fn every_action_of_the_table_does_something_3() {
    every_action_does_something(2);
}

#[test]
fn every_action_of_the_table_does_something_4() {
    every_action_does_something(3);
}

/// What cannot be done must not look as if it could.
#[test]
fn actions_without_a_target_are_disabled_in_the_menu() {
    let (_, mut window) = ceasefire();
    window.get_by_label("Edit").click();
    window.run_steps(3);
    for name in ["Undo Ctrl+Z", "Redo Ctrl+Shift+Z", "Clear cells Delete"] {
        assert!(window.get_by_label(name).accesskit_node().is_disabled(), "{name}");
    }
    press(&mut window, egui::Modifiers::NONE, Key::Escape);
    window.get_by_label("Arrange").click();
    window.run_steps(3);
    for name in ["Rename… Ctrl+Shift+R", "Merge… Ctrl+Shift+M"] {
        assert!(window.get_by_label(name).accesskit_node().is_disabled(), "{name}");
    }
    assert!(!window.get_by_label("Add source… Ctrl+Shift+A").accesskit_node().is_disabled());
}
