//! One article: its title, what is known about it, and its text with the quotations marked.

use egui::accesskit::Role;
use egui::{Align, Frame, Id, Layout, Margin, Sense, Ui, WidgetInfo};

use super::super::command::{Action, Command, Queue, Situation};
use super::super::controls::{self, text};
use super::super::reading::{self, MarkKey, Marks, Reader, ReadingEvent};
use super::super::theme::{Face, palette, size, space};
use super::super::view::ViewState;
use super::super::{OpenDossier, bidi, icons, menu, words};
use crate::model::{Place, Source, SourceId, steps};

/// Shows the article; beside another view with less around it.
pub(super) fn ui(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    view: &mut ViewState,
    is_beside: bool,
    queue: &mut Queue,
) {
    let Some(id) = view.sources.shown(open.dossier) else { return };
    let Some(source) = open.dossier.sources().get(id) else { return };
    let marks = view.sources.marks(open, id);
    ui.painter().rect_filled(ui.available_rect_before_wrap(), 0.0, palette(ui).panel);
    let margin = Margin { left: 14, right: 8, top: 8, bottom: 6 };
    Frame::new().inner_margin(margin).show(ui, |ui| head(ui, open, (id, source), situation, view, is_beside, queue));
    controls::hairline(ui);
    if source.text.is_empty() {
        no_text(ui, id, queue);
        return;
    }
    let name = format!("Article: {}", title(source));
    let theme = ui.ctx().theme();
    let highlights = view.highlighting.of_source(open, id, theme, || ui.ctx().request_repaint());
    let found = view.search.words_in(open, id, || ui.ctx().request_repaint());
    let reader = Reader {
        id: Id::unique(("article", id, is_beside)),
        name: &name,
        text: &source.text,
        marks: &marks,
        chosen: view.sources.chosen,
        lit: view.sources.lit.as_ref(),
        highlights: &highlights,
        found: &found,
        can_move_marks: open.read_only.is_none(),
    };
    if !is_beside && view.dialog.is_none() && is_asked_for(ui) {
        ui.memory_mut(|memory| memory.request_focus(reader.id));
    }
    let mut reading = std::mem::take(&mut view.sources.reading);
    if let Some(rest) = view.sources.wants_keyboard.checked_sub(1) {
        view.sources.wants_keyboard = rest;
        ui.memory_mut(|memory| memory.request_focus(reader.id));
    }
    let events = reader.show(ui, &mut reading);
    view.sources.reading = reading;
    view.sources.has_keyboard = reading::has_keyboard(ui.ctx());
    if let Some(response) = ui.ctx().read_response(reader.id) {
        menu::passage_menu(&response, situation, || view.sources.reading.selected_words(), queue);
    }
    for event in events {
        act(open, &marks, event, view, queue);
    }
}

/// Enter leads from the list into the article.
fn is_asked_for(ui: &Ui) -> bool {
    let is_free = super::super::matrix::has_keyboard(ui.ctx()) && !egui::Popup::is_any_open(ui.ctx());
    is_free && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter))
}

fn title(source: &Source) -> String {
    words::visible_line(if source.title.is_empty() { &source.id } else { &source.title }).into_owned()
}

/// Title, publisher, date, author, and what can be done.
fn head(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    (id, source): (SourceId, &Source),
    situation: &Situation<'_>,
    view: &mut ViewState,
    is_beside: bool,
    queue: &mut Queue,
) {
    // In a narrow window the title needs the room more; the command is in the menu and the inspector too.
    let has_room = !is_beside && ui.available_width() > 520.0;
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        if is_beside {
            controls::action_button(ui, Action::Article, icons::X, situation, queue);
        }
        controls::action_button(ui, Action::NextMark, icons::CARET_DOWN, situation, queue);
        controls::action_button(ui, Action::PreviousMark, icons::CARET_UP, situation, queue);
        if has_room {
            let tip = controls::action_tip(ui, Action::EditArticle, Action::EditArticle.row().name);
            let is_available = Action::EditArticle.target(situation).is_some();
            if ui.add_enabled(is_available, egui::Button::new("Edit text…")).on_hover_text(tip).clicked() {
                queue.act(Action::EditArticle);
            }
        }
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            let size = if is_beside { size::HEAD } else { size::TITLE };
            // The text needs the room more than its title does.
            let name = title(source);
            let job = controls::cut_job(&name, Face::Strong, size, palette(ui).text, ui.available_width(), 2);
            let galley = bidi::layout(ui, job);
            let is_cut = galley.elided;
            let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, bidi::spoken(&name)));
            ui.painter().galley(rect.min, galley, palette(ui).text);
            if is_cut {
                bidi::hover(response, &name);
            }
        });
    });
    known(ui, open, (id, source), view);
}

/// Who published the article and when, and what rests on it.
fn known(ui: &mut Ui, open: &OpenDossier<'_>, (id, source): (SourceId, &Source), view: &mut ViewState) {
    let (tally, _) = view.sources.tallies.of(open.dossier, open.revision, id);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let known = [source.publisher.as_str(), source.author.as_str()];
        let known = known.into_iter().filter(|words| !words.is_empty());
        let known = known.map(|words| bidi::isolated(words::visible_line(words)).into_owned());
        let date = source.published.map(|date| date.to_string());
        let count = match tally.positions {
            0 => "no position rests on it yet".to_owned(),
            count => words::count(count, "position"),
        };
        let said: Vec<_> = known.chain(date).chain([count]).collect();
        controls::remark(ui, said.join(" · "));
        for said in tally.full().lines() {
            ui.label(text(said, Face::Medium, size::SMALL, palette(ui).warning.strong));
        }
    });
}

/// The article has no text yet.
fn no_text(ui: &mut Ui, id: SourceId, queue: &mut Queue) {
    let height = ui.available_height();
    ui.vertical_centered(|ui| {
        ui.add_space(height * 0.25);
        ui.set_max_width(420.0);
        controls::remark(
            ui,
            "This source has no text yet. Paste the article into it, so that quotations can be found and marked.",
        );
        ui.add_space(space::MEDIUM);
        if controls::button(ui, "Show details").clicked() {
            queue.select(Place::Source(id));
            queue.act(Action::Details);
        }
    });
}

/// What a person did in the article.
fn act(open: &OpenDossier<'_>, marks: &Marks, event: ReadingEvent, view: &mut ViewState, queue: &mut Queue) {
    match event {
        ReadingEvent::Selected(_) => view.sources.lit = None,
        ReadingEvent::Entered => queue.act(Action::Code),
        ReadingEvent::Copied(words) => queue.push(Command::Copy(words)),
        ReadingEvent::MarkChosen(key) => choose(key, view, queue),
        ReadingEvent::MarksChosen(keys) => {
            // Clicked again, the place gives the next of its positions.
            let before = view.sources.chosen.and_then(|key| keys.iter().position(|other| *other == key));
            let next = before.map_or(0, |place| (place + 1) % keys.len());
            if let Some(key) = keys.get(next) {
                choose(*key, view, queue);
            }
        }
        ReadingEvent::MarkMoved(key, range) => {
            if marks.get(key).is_some() {
                queue.perform(steps::move_quotation(open.dossier, key.position, key.evidence, range));
            }
        }
    }
}

/// The position of a mark is selected everywhere.
fn choose(key: MarkKey, view: &mut ViewState, queue: &mut Queue) {
    view.sources.chosen = Some(key);
    view.sources.lit = None;
    queue.push(Command::SelectPosition(key.position));
}
