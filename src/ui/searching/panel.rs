//! The panel in which everything is searched.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Id, Key, Layout, Modifiers, Response, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::super::fields::TextField;
use super::SearchState;
use super::lines::Line;
use crate::model::shown::visible_line;
use crate::model::{Dossier, Place};
use crate::search::{Field, Hit};
use crate::ui::command::{Action, Command, Queue, Situation};
use crate::ui::controls::{self, text};
use crate::ui::theme::{Face, font, icon_font, palette, size, space};
use crate::ui::view::ViewState;
use crate::ui::{OpenDossier, bidi, icons, sources, words};

/// Height of a line of the list.
const LINE: f32 = 24.0;

/// Where the texts of hits begin: behind what kind of text it is.
const KIND: f32 = 92.0;

/// The field's id.
fn field_id() -> Id {
    Id::unique("search field")
}

/// Shows the panel.
pub(in crate::ui) fn ui(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    // However much is found, the panel is as high as it was made.
    ui.set_min_height(ui.available_height());
    let state = &mut view.search;
    if head(ui, open, situation, state, queue) {
        view.sources.wants_keyboard = sources::PASSES;
    }
    ui.add_space(space::TIGHT);
    // Read after the field, so that what was typed in this frame is looked for in this frame.
    if state.advance(open) {
        ui.ctx().request_repaint();
    }
    if state.query.trim().is_empty() {
        nothing_asked(ui, state);
    } else if let Some(complaint) = state.complaint() {
        ui.colored_label(palette(ui).danger.strong, complaint.to_string());
    } else {
        list(ui, open.dossier, state, queue);
    }
}

/// The field and what stands beside it. True when a key led into an article.
fn head(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    state: &mut SearchState,
    queue: &mut Queue,
) -> bool {
    let mut leads_into_article = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let moved = take_keys(ui);
        let hint = "Search articles, wordings, quotations, names, notes";
        let width = (ui.available_width() * 0.4).min(ui.available_width() - 390.0).clamp(90.0, 320.0);
        let field = TextField::line(&mut state.query).id(field_id()).hint(hint).width(width).margin(7.0, 5.0);
        let response = field.show(ui, "Search everything");
        if std::mem::take(&mut state.wants_focus) {
            response.request_focus();
            controls::select_all(ui, &response, &state.query);
        }
        match moved {
            Some(Moved::By(lines)) => state.choose(lines),
            Some(way @ (Moved::Go | Moved::Back)) => {
                state.advance(open);
                let is_back = matches!(way, Moved::Back);
                let command = if is_back { state.step(open.dossier, true) } else { state.go(open.dossier) };
                // The words that were found are selected in their article, and the next key means them.
                leads_into_article = matches!(command, Some(Command::ShowText { .. }));
                if !leads_into_article {
                    response.request_focus();
                }
                if let Some(command) = command {
                    queue.push(command);
                }
            }
            None if is_left(ui, &response) => queue.act(Action::CloseSearch),
            None => {}
        }
        let exactness = &mut state.exactness;
        let is_pattern = exactness.is_pattern;
        switch(ui, &mut exactness.matches_case, "Aa", Action::SearchCase, queue);
        // A regular expression says itself which accents it means.
        ui.add_enabled_ui(!is_pattern, |ui| {
            switch(ui, &mut exactness.matches_accents, "é", Action::SearchAccents, queue);
        });
        switch(ui, &mut exactness.whole_words, "Words", Action::SearchWords, queue);
        switch(ui, &mut exactness.is_pattern, ".*", Action::SearchPattern, queue);
        controls::action_button(ui, Action::PreviousHit, icons::CARET_UP, situation, queue);
        controls::action_button(ui, Action::NextHit, icons::CARET_DOWN, situation, queue);
        let color = palette(ui).weak;
        let shown = counted(state, ui.available_width() > 200.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if controls::icon_button(ui, icons::X, "Close search (Escape)").clicked() {
                queue.act(Action::CloseSearch);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(text(shown, Face::Medium, size::SMALL, color)).selectable(false).truncate());
            });
        });
    });
    leads_into_article
}

fn switch(ui: &mut Ui, value: &mut bool, sign: &str, action: Action, queue: &mut Queue) {
    let name = action.row().name;
    let response = ui.toggle_value(value, sign).on_hover_text(controls::action_tip(ui, action, name));
    let is_on = *value;
    let is_enabled = response.enabled();
    response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::CheckBox, is_enabled, is_on, name));
    if is_left(ui, &response) {
        queue.act(Action::CloseSearch);
    }
}

/// True when Escape took the keyboard from this part of the panel, which means the whole panel.
fn is_left(ui: &Ui, response: &Response) -> bool {
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape))
}

/// What keys mean while the field has the keyboard.
enum Moved {
    By(isize),
    Go,
    Back,
}

fn take_keys(ui: &Ui) -> Option<Moved> {
    if !ui.memory(|memory| memory.has_focus(field_id())) {
        return None;
    }
    ui.input_mut(|input| {
        let mut has = |modifiers, key| input.consume_key(modifiers, key);
        if has(Modifiers::SHIFT, Key::Enter) {
            Some(Moved::Back)
        } else if has(Modifiers::NONE, Key::Enter) {
            Some(Moved::Go)
        } else if has(Modifiers::NONE, Key::ArrowDown) {
            Some(Moved::By(1))
        } else if has(Modifiers::NONE, Key::ArrowUp) {
            Some(Moved::By(-1))
        } else if has(Modifiers::NONE, Key::PageDown) {
            Some(Moved::By(8))
        } else if has(Modifiers::NONE, Key::PageUp) {
            Some(Moved::By(-8))
        } else {
            None
        }
    })
}

/// How much was found, and whether that is all of it.
/// How much was found; in a narrow panel without in how many places.
fn counted(state: &SearchState, has_room: bool) -> String {
    let Some((search, lines)) = state.found() else { return String::new() };
    let (total, listed) = (search.total(), lines.hits());
    let going_on = if search.is_done() { "" } else { " so far" };
    match (total, listed) {
        (0, _) if search.is_done() => "Nothing found".to_owned(),
        (0, _) => "Searching…".to_owned(),
        _ if total > listed => {
            format!("{} of {} hits{going_on} listed", words::grouped(listed), words::grouped(total))
        }
        _ => {
            let number = state.chosen.map_or_else(String::new, |chosen| format!("{} of ", words::grouped(chosen + 1)));
            if !has_room {
                return format!("{number}{}", words::count(total, "hit"));
            }
            format!("{number}{} in {}{going_on}", words::count(total, "hit"), words::count(lines.places(), "place"))
        }
    }
}

/// Before anything was typed: what was looked for before.
fn nothing_asked(ui: &mut Ui, state: &mut SearchState) {
    if state.earlier.is_empty() {
        controls::remark(
            ui,
            "Finds words in articles, titles, names, wordings, conditions, quotations and notes, whatever their case and accents",
        );
        return;
    }
    controls::caption(ui, "Searched before");
    let mut again = None;
    ui.horizontal_wrapped(|ui| {
        for (number, (query, _)) in state.earlier.iter().enumerate() {
            let name = visible_line(query);
            if ui.button(bidi::line(ui, &*name)).accessible_name(bidi::spoken(&name)).clicked() {
                again = Some(number);
            }
        }
    });
    if let Some((query, exactness)) = again.and_then(|number| state.earlier.get(number).cloned()) {
        (state.query, state.exactness, state.wants_focus) = (query, exactness, true);
    }
}

fn list(ui: &mut Ui, dossier: &Dossier, state: &mut SearchState, queue: &mut Queue) {
    let Some((search, lines)) = state.found() else { return };
    if lines.hits() == 0 {
        if search.is_done() {
            let tip = if state.exactness == crate::search::Exactness::default() {
                "Nothing in this dossier holds these words"
            } else {
                "Nothing in this dossier holds this; fewer of the options at the top may find it"
            };
            controls::remark(ui, tip);
        }
        return;
    }
    let mut scroll = ScrollArea::vertical().id_salt("found").auto_shrink(false);
    let chosen = state.chosen.and_then(|number| lines.line_of(number));
    if let (true, Some(line)) = (state.reveals, chosen) {
        let id = ui.make_persistent_id("found");
        let seen: Option<(f32, f32)> = ui.data(|data| data.get_temp(id));
        let top = height_of(line);
        // Only as far as it has to, so that the list stays where the eye is.
        let (offset, room) = seen.unwrap_or((0.0, ui.available_height()));
        if top < offset + LINE {
            scroll = scroll.vertical_scroll_offset((top - LINE).max(0.0));
        } else if top + 2.0 * LINE > offset + room {
            scroll = scroll.vertical_scroll_offset(top + 2.0 * LINE - room);
        }
    }
    let mut clicked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let output = scroll.show_rows(ui, LINE, lines.lines().len(), |ui, rows| {
        for line in &lines.lines()[rows] {
            match *line {
                Line::Head(place, count) => heading(ui, dossier, place, count),
                Line::Hit(number) => {
                    let Some(hit) = lines.hit(search, number) else { continue };
                    let line = hit_line(ui, dossier, hit, state.chosen == Some(number));
                    if line.clicked() {
                        clicked = Some(number);
                    } else if is_left(ui, &line) {
                        queue.act(Action::CloseSearch);
                    }
                }
            }
        }
    });
    let id = ui.make_persistent_id("found");
    ui.data_mut(|data| data.insert_temp(id, (output.state.clamped_offset().y, output.inner_rect.height())));
    state.reveals = false;
    if let Some(number) = clicked {
        state.chosen = Some(number);
        state.go(dossier).into_iter().for_each(|command| queue.push(command));
        state.reveals = false;
    }
}

#[allow(clippy::cast_precision_loss, reason = "a number of lines")]
fn height_of(lines: usize) -> f32 {
    lines as f32 * LINE
}

fn heading(ui: &mut Ui, dossier: &Dossier, place: Place, count: usize) {
    let colors = palette(ui);
    let (icon, name) = match place {
        Place::Source(_) => (icons::ARTICLE, words::whereabouts(dossier, place)),
        Place::Party(_) => (icons::USERS, words::whereabouts(dossier, place)),
        Place::Dossier => (icons::STACK, "This dossier".to_owned()),
        Place::Item(_) | Place::Cell(_) => (icons::LIST_BULLETS, words::whereabouts(dossier, place)),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let number = words::grouped(count);
    response.widget_info(|| {
        let name = format!("{}, {}", bidi::spoken(&name), words::count(count, "hit"));
        WidgetInfo::labeled(egui::accesskit::Role::Heading, true, name)
    });
    let middle = rect.left_center();
    ui.painter().text(middle + vec2(4.0, 0.0), egui::Align2::LEFT_CENTER, icon, icon_font(size::ICON), colors.weak);
    let job = controls::cut_job(&name, Face::Strong, size::BODY, colors.text, rect.width() - 80.0, 1);
    let galley = bidi::layout_tight(ui, job);
    let at = middle + vec2(26.0, -galley.size().y / 2.0);
    let end = at.x + galley.size().x;
    ui.painter().galley(at, galley, colors.text);
    ui.painter().text(
        egui::pos2(end + 10.0, middle.y),
        egui::Align2::LEFT_CENTER,
        number,
        font(Face::Regular, size::SMALL),
        colors.weak,
    );
}

fn hit_line(ui: &mut Ui, dossier: &Dossier, hit: &Hit, is_chosen: bool) -> Response {
    let colors = palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    let kind = kind(hit.spot.field);
    let [before, found, behind] = snippet(dossier, hit);
    response.widget_info(|| {
        let said = format!("{kind}: {before}{found}{behind}");
        WidgetInfo::selected(egui::accesskit::Role::Button, true, is_chosen, bidi::spoken(&said))
    });
    let fill = match (is_chosen, response.hovered()) {
        (true, _) => Some(colors.accent_fill),
        (false, true) => Some(colors.hover),
        _ => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, space::RADIUS, fill);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, colors.accent);
        ui.painter().rect_stroke(rect, space::RADIUS, stroke, egui::StrokeKind::Inside);
    }
    let middle = rect.left_center();
    ui.painter().text(
        middle + vec2(26.0, 0.0),
        egui::Align2::LEFT_CENTER,
        kind,
        font(Face::Regular, size::SMALL),
        colors.weak,
    );
    let plain = TextFormat { font_id: font(Face::Regular, size::BODY), color: colors.text, ..TextFormat::default() };
    let lit = TextFormat { font_id: font(Face::Strong, size::BODY), background: colors.found, ..plain.clone() };
    let mut job = LayoutJob::default();
    for (piece, format) in [(before, plain.clone()), (found, lit), (behind, plain)] {
        job.append(&piece, 0.0, format);
    }
    let max_width = rect.width() - 26.0 - KIND - 8.0;
    job.wrap = TextWrapping { max_width, max_rows: 1, break_anywhere: true, overflow_character: Some('…') };
    let galley = bidi::layout(ui, job);
    let at = middle + vec2(26.0 + KIND, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, colors.text);
    response
}

/// What kind of text it is.
fn kind(field: Field) -> &'static str {
    match field {
        Field::Title => "Title",
        Field::Alias(_) => "Other name",
        Field::Topic => "Topic",
        Field::Publisher => "Publisher",
        Field::Author => "Author",
        Field::Address => "Address",
        Field::Article => "Article",
        Field::Wording => "Wording",
        Field::Condition(_) => "Condition",
        Field::Quotation(_) => "Quotation",
        Field::Speaker(_) => "Speaker",
        Field::Reason => "Reason",
        Field::Note => "Note",
    }
}

/// What stands before the hit, the hit itself, and what stands behind it, on one line.
fn snippet(dossier: &Dossier, hit: &Hit) -> [String; 3] {
    const BEFORE: usize = 40;
    const BEHIND: usize = 200;
    let Some(text) = hit.spot.text(dossier) else { return Default::default() };
    let (start, end) = (hit.range.start as usize, hit.range.end as usize);
    let (Some(before), Some(found), Some(behind)) = (text.get(..start), text.get(start..end), text.get(end..)) else {
        return Default::default();
    };
    let cut = before.char_indices().rev().nth(BEFORE).map(|(at, _)| at);
    let line = |piece: &str| visible_line(piece).into_owned();
    let before = match cut {
        None => line(before),
        Some(at) => {
            // From the beginning of a word, if there is one.
            let near = &before[at..];
            let word = near.find(char::is_whitespace).map_or(near, |space| near[space..].trim_start());
            format!("…{}", line(word))
        }
    };
    let cut = |piece: &str| piece.char_indices().nth(BEHIND).map_or(piece.len(), |(at, _)| at);
    [before, line(&found[..cut(found)]), line(&behind[..cut(behind)])]
}
