//! The layout of the window: bars, panels, the view in the middle, messages and dialogs above.

use egui::{Align, CentralPanel, Frame, Label, Layout, Margin, Panel, Sides, Stroke, Ui, UiBuilder, WidgetInfo};

use super::command::{Action, Command, FileCommand, Queue, Situation};
use super::controls::{self, segments, text};
use super::scene::ReadOnly;
use super::theme::{Face, palette, size, space};
use super::view::{View, ViewState};
use super::{
    OpenDossier, Scene, dialogs, filter_bar, find_bar, icons, inspector, matrix, menu, problems, searching,
    side_by_side, sources, start_page, status_bar, toasts, words,
};

/// Shows the whole window.
pub fn ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut ViewState, queue: &mut Queue) {
    let situation = scene.situation(view);
    controls::note_drafts(ui, view.drafts);
    if std::mem::take(&mut view.wants_other_area) && view.matrix.had_keyboard {
        // The first thing that can have it takes it: the menu bar.
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::Next));
    }
    let colors = palette(ui);
    let bar = Frame::new().fill(colors.window).inner_margin(Margin::symmetric(8, 3));
    Panel::top("menu bar")
        .frame(bar)
        .show_separator_line(false)
        .show(ui, |ui| menu::bar(ui, &situation, scene.theme, queue));
    if let Some(open) = scene.open {
        let frame = Frame::new().fill(colors.window).inner_margin(Margin { left: 14, right: 10, top: 2, bottom: 8 });
        Panel::top("tool bar").frame(frame).show(ui, |ui| tool_bar(ui, &open, &situation, view, queue));
    }
    let frame = Frame::new().fill(colors.window).inner_margin(Margin::symmetric(12, 0));
    Panel::bottom("status bar").frame(frame).exact_size(28.0).show(ui, |ui| status_bar::ui(ui, scene, view, queue));
    // At three times the size there is little room, and what one came for needs it; a panel below needs it too.
    let needed = if view.search.is_open || view.are_problems_open { 680.0 } else { 400.0 };
    let has_height = ui.ctx().content_rect().height() > needed;
    if scene.shows_hint && scene.open.is_some() && has_height {
        hint(ui, view.view, queue);
    }
    if let Some((open, reason)) = scene.open.and_then(|open| Some((open, open.read_only?))) {
        read_only(ui, &open, reason, queue);
    }
    match scene.open {
        Some(open) => dossier(ui, &open, &situation, view, queue),
        None => {
            CentralPanel::default()
                .frame(Frame::new().fill(colors.window))
                .show(ui, |ui| start_page::ui(ui, scene, queue));
        }
    }
    drop_hint(ui, scene);
    toasts::ui(ui, scene, view, queue);
    dialogs::ui(ui, scene, view, queue);
}

fn dossier(ui: &mut Ui, open: &OpenDossier<'_>, situation: &Situation<'_>, view: &mut ViewState, queue: &mut Queue) {
    let colors = palette(ui);
    let width = ui.available_width();
    let side = Frame::new().fill(colors.panel).inner_margin(Margin { left: 14, right: 6, top: 8, bottom: 0 });
    if view.is_inspector_open {
        let panel = Panel::right("inspector")
            .frame(side)
            .resizable(true)
            .default_size(view.inspector_width.unwrap_or((width * 0.3).clamp(260.0, 320.0)))
            .size_range((width * 0.4).min(260.0)..=(width * 0.5).max((width * 0.42).min(262.0)));
        let shown = panel.show(ui, |ui| inspector::ui(ui, open, situation, view, queue));
        view.inspector_width = Some(shown.response.rect.width());
    }
    if view.filter_bar.is_open && view.view == View::Matrix {
        bar("filter bar", ui, |ui| filter_bar::ui(ui, open, view, queue));
    }
    if view.find.is_open {
        bar("find bar", ui, |ui| find_bar::ui(ui, open, situation, view, queue));
    }
    if view.search.is_open {
        let frame = Frame::new().fill(colors.panel).inner_margin(Margin::symmetric(14, 8));
        lower("search", 230.0, ui).frame(frame).show(ui, |ui| searching::ui(ui, open, situation, view, queue));
    }
    if view.are_problems_open {
        let frame = Frame::new().fill(colors.panel).inner_margin(Margin::symmetric(14, 8));
        lower("problems", 170.0, ui).frame(frame).show(ui, |ui| problems::ui(ui, open, queue));
    }
    if view.sources.is_beside && view.view != View::Sources {
        article_beside(ui, open, situation, view, queue);
    }
    let middle = CentralPanel::default().frame(Frame::new().fill(colors.window)).show(ui, |ui| match view.view {
        View::Matrix => matrix::ui(ui, open, situation, view, queue),
        View::SideBySide => side_by_side::ui(ui, open, situation, view, queue),
        View::Sources => sources::ui(ui, open, situation, view, queue),
    });
    view.middle = Some(middle.response.rect);
    if std::mem::take(&mut view.sources.has_come) {
        let active = view.selection.active();
        (view.matrix.reveal, view.side.reveal) = (active, active);
        ui.ctx().request_repaint();
    }
}

/// A panel below the view. In a low window it is lower than one would like it, because the view is what it is about.
fn lower(name: &'static str, wanted: f32, ui: &Ui) -> Panel {
    let room = ui.available_height();
    let most = (room - 190.0).clamp(90.0, 620.0);
    Panel::bottom(name).resizable(true).default_size(wanted.min(room * 0.36).max(90.0)).size_range(90.0..=most)
}

/// An article at the right of the view, or below it where there is no room beside it.
fn article_beside(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let room = ui.available_rect_before_wrap();
    let frame = Frame::new().fill(palette(ui).panel);
    let panel = if room.width() > 680.0 {
        Panel::right("article").default_size(room.width() * 0.5).size_range(280.0..=room.width() - 300.0)
    } else {
        let most = (room.height() - 160.0).max(120.0);
        Panel::bottom("article below").default_size(room.height() * 0.5).size_range(most.min(140.0)..=most)
    };
    panel.frame(frame).resizable(true).show(ui, |ui| {
        // A panel grows with what is in it, frame by frame; this one is as large as it was made.
        let rect = ui.available_rect_before_wrap();
        let mut inside = ui.new_child(UiBuilder::new().max_rect(rect));
        inside.set_clip_rect(rect.intersect(ui.clip_rect()));
        sources::beside(&mut inside, open, situation, view, queue);
        ui.advance_cursor_after_rect(rect);
    });
}

/// Three things to know, once, without standing in the way.
fn hint(ui: &mut Ui, view: View, queue: &mut Queue) {
    let colors = palette(ui);
    let frame = Frame::new().fill(colors.accent_fill).inner_margin(Margin::symmetric(14, 5));
    Panel::bottom("hint").frame(frame).show(ui, |ui| {
        let words = match view {
            View::Sources => "Select words and press Enter, or a stance's letter: they become a position. F8 goes from quotation to quotation. Ctrl+K finds commands, Ctrl+Shift+F words.",
            View::Matrix | View::SideBySide => "In the matrix a letter sets the stance: D, O, A, R, V. Enter writes the wording. F4 shows the sentence behind a cell. Ctrl+K finds commands, items and parties.",
        };
        let is_done = |ui: &mut Ui| ui.small_button("Got it").clicked();
        let (_, is_done) = Sides::new().shrink_left().wrap().show(ui, |ui| ui.label(words), is_done);
        if is_done {
            queue.act(Action::FirstHint);
        }
    });
}

/// Why nothing can be changed here, and the ways out.
fn read_only(ui: &mut Ui, open: &OpenDossier<'_>, reason: ReadOnly, queue: &mut Queue) {
    let colors = palette(ui);
    let frame = Frame::new().fill(colors.warning.fill).inner_margin(Margin::symmetric(14, 6));
    Panel::top("read-only").frame(frame).show(ui, |ui| {
        let ways_out = |ui: &mut Ui| {
            if ui.button("Save as…").clicked() {
                queue.act(Action::SaveAs);
            }
            if reason.can_be_taken_over() {
                let tip = "The other window can no longer write the file; what was not saved there stays in it";
                let words = if open.is_changed { "Take the file back" } else { "Take over" };
                if ui.button(words).on_hover_text(tip).clicked() {
                    queue.push(Command::File(FileCommand::TakeOver));
                }
            }
        };
        let why = |ui: &mut Ui| {
            ui.label(text("Read-only:", Face::Strong, size::BODY, colors.text));
            ui.label(words::read_only(reason));
        };
        Sides::new().shrink_left().wrap().show(ui, why, ways_out);
    });
}

/// A bar between the tool bar and the view.
fn bar(name: &'static str, ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(palette(ui).panel).inner_margin(Margin::symmetric(14, 6));
    Panel::top(name).frame(frame).show(ui, contents);
}

fn tool_bar(ui: &mut Ui, open: &OpenDossier<'_>, situation: &Situation<'_>, view: &ViewState, queue: &mut Queue) {
    let colors = palette(ui);
    // At a large scale or in a small window the title comes first; what the buttons do is in the menus too.
    let has_room = ui.available_width() > 820.0;
    ui.horizontal(|ui| {
        ui.set_min_height(32.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            controls::action_button(ui, Action::Inspector, icons::SIDEBAR_SIMPLE, situation, queue);
            controls::action_button(ui, Action::Filter, icons::SLIDERS, situation, queue);
            controls::action_button(ui, Action::Palette, icons::MAGNIFYING_GLASS, situation, queue);
            controls::action_button(ui, Action::Redo, icons::ARROW_U_UP_RIGHT, situation, queue);
            controls::action_button(ui, Action::Undo, icons::ARROW_U_UP_LEFT, situation, queue);
            ui.add_space(space::SMALL);
            // Laid out from the right, so the last one is written first.
            let views = [
                (View::Sources, "Sources".into(), "Sources"),
                (View::SideBySide, "Side by side".into(), "Side by side"),
                (View::Matrix, "Matrix".into(), "Matrix"),
            ];
            match segments(ui, Some(view.view), &views) {
                Some(View::Matrix) => queue.act(Action::Matrix),
                Some(View::SideBySide) => queue.act(Action::SideBySide),
                Some(View::Sources) => queue.act(Action::Sources),
                None => {}
            }
            ui.add_space(space::SMALL);
            let adding: &[_] = match view.view {
                View::Sources => &[("Add source…", Action::AddSource)],
                View::Matrix | View::SideBySide => &[("Add item…", Action::AddItem), ("Add party…", Action::AddParty)],
            };
            for &(words, action) in adding.iter().filter(|_| has_room) {
                let button = ui.add_enabled(action.target(situation).is_some(), egui::Button::new(words));
                if button.on_hover_text(controls::action_tip(ui, action, action.row().name)).clicked() {
                    queue.act(action);
                }
            }
            ui.add_space(space::SMALL);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| heading(ui, open, colors));
        });
    });
}

/// The dossier's title, and whether it is saved.
fn heading(ui: &mut Ui, open: &OpenDossier<'_>, colors: &super::theme::Palette) {
    let title = match (open.dossier.title().as_str(), open.file_name) {
        ("", Some(name)) => name,
        ("", None) => "Untitled",
        (title, _) => title,
    };
    let (state, meaning) = match (open.file_name, open.is_changed) {
        (None, _) => ("not saved", "This dossier has no file yet"),
        (Some(_), true) => ("changed", "Something is not saved yet"),
        (Some(_), false) => ("saved", "Everything is in the file"),
    };
    // The window's own title says it too.
    let says_state = ui.available_width() > 130.0;
    let room = (ui.available_width() - if says_state { 80.0 } else { 4.0 }).max(20.0);
    let job = controls::cut_job(&words::visible_line(title), Face::Strong, size::HEAD + 1.0, colors.text, room, 1);
    let galley = super::bidi::layout_tight(ui, job);
    let label = ui.add(Label::new(galley).selectable(false));
    label.widget_info(|| {
        WidgetInfo::labeled(egui::accesskit::Role::Label, true, super::bidi::spoken(&words::visible_line(title)))
    });
    if says_state {
        let label = Label::new(text(state, Face::Regular, size::SMALL, colors.weak)).selectable(false);
        ui.add(label).on_hover_text(meaning);
    }
}

/// While files hang over the window it says what dropping them does.
fn drop_hint(ui: &Ui, scene: &Scene<'_>) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let colors = palette(ui);
    let rect = ui.ctx().content_rect();
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop hint")));
    painter.rect(
        rect.shrink(6.0),
        10.0,
        colors.accent_fill.gamma_multiply(0.9),
        Stroke::new(3.0, colors.accent),
        egui::StrokeKind::Inside,
    );
    let words = if scene.open.is_some() { "Drop to add to this dossier" } else { "Drop to open" };
    painter.text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        words,
        super::theme::font(Face::Strong, 22.0),
        colors.text,
    );
}
