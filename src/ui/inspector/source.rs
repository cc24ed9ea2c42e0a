//! A source: what is known about the article, and its text to read.

use egui::Ui;

use super::super::OpenDossier;
use super::super::command::{Action, Queue, Situation};
use super::super::controls::{self, Chosen, Completion, DateField, Field, matching, text};
use super::super::theme::{Face, palette, size};
use super::super::view::ViewState;
use super::super::words;
use super::cell::{DATE_HINT, latest_date};
use super::evidence::words_of;
use super::{delete_button, head, labelled, other_fields, section};
use crate::model::{Address, NoLink, Source, SourceId, Text, steps};

/// Shows a source.
pub(super) fn ui(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    id: SourceId,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let Some(source) = open.dossier.sources().get(id) else { return };
    let name = if source.title.is_empty() { &source.id } else { &source.title };
    head(ui, "Source", &words::visible_line(name), &[], situation, queue);
    let mut change = |source: Source, name: &str| queue.perform(steps::change_source(open.dossier, id, source, name));
    let title = Field { wants_focus: view.wants_name_focus, ..Field::lines("Title", &source.title, 2) };
    if let Some(title) = labelled(ui, "Title", title, id) {
        change(Source { title: Text::from(title.trim()), ..source.clone() }, "Rename source");
    }
    ui.add_space(2.0);
    controls::caption(ui, "Published");
    let near = latest_date(open);
    let field = DateField { name: "Published", current: source.published, hint: DATE_HINT, near };
    if let Some(Chosen(published)) = field.show(ui, id) {
        change(Source { published, ..source.clone() }, "Set date of source");
    }
    if let Some(publisher) = publisher(ui, open, id, &source.publisher) {
        change(Source { publisher, ..source.clone() }, "Edit publisher");
    }
    let mut is_followed = false;
    let line = |ui: &mut Ui, name: &str, current: &str| {
        labelled(ui, name, Field::line(name, current), id).map(|words| Text::from(words.trim()))
    };
    if let Some(author) = line(ui, "Author", &source.author) {
        change(Source { author, ..source.clone() }, "Edit author");
    }
    if let Some(url) = line(ui, "Address", &source.url) {
        change(Source { url, ..source.clone() }, "Edit address");
    }
    link(ui, &source.url, &mut is_followed);
    if let Some(language) = line(ui, "Language", &source.language) {
        change(Source { language, ..source.clone() }, "Edit language");
    }
    let is_read = view.shown_article(open.dossier) == Some(id);
    section(ui, "Text");
    if source.text.is_empty() {
        controls::remark(ui, "No text yet. Paste the article here, so that quotations can be found in it.");
        if let Some(words) = Field::lines("Text", "", 6).show(ui, id) {
            queue.perform(steps::edit_article(open.dossier, id, words.trim_end()));
        }
    } else {
        let tip = controls::action_tip(ui, Action::EditArticle, Action::EditArticle.row().name);
        if ui.button("Edit text…").on_hover_text(tip).clicked() {
            queue.act(Action::EditArticle);
        }
        // Not a second time beside the article itself.
        let paragraphs = if is_read { 0 } else { 400 };
        for paragraph in source.text.split('\n').filter(|paragraph| !paragraph.trim().is_empty()).take(paragraphs) {
            let color = palette(ui).text;
            super::super::bidi::label(ui, text(words::visible(paragraph), Face::Regular, size::BODY, color));
        }
    }
    if is_followed {
        queue.act(Action::OpenAddress);
    }
    other_fields(ui, &source.extra);
    delete_button(ui, "Delete source…", queue);
}

/// A button that follows the address, and says where it leads; or why it is no link.
fn link(ui: &mut Ui, url: &str, is_followed: &mut bool) {
    match Address::of(url) {
        Err(NoLink::Empty) => {}
        Err(reason) => {
            controls::remark(ui, format!("No link: {reason}")).on_hover_text(words::visible_line(url));
        }
        Ok(address) => {
            ui.add_space(2.0);
            let verb = if address.is_mail() { "Write to" } else { "Open" };
            // The end of a host's name says whose it is.
            let button = egui::Button::new(format!("{verb} {}", words::ending(&address.host(), 60))).truncate();
            *is_followed = ui.add(button).on_hover_text(words::where_it_leads(&address)).clicked();
        }
    }
}

/// Who published it, with the other publishers to choose from.
fn publisher(ui: &mut Ui, open: &OpenDossier<'_>, id: SourceId, current: &Text) -> Option<Text> {
    ui.add_space(2.0);
    controls::caption(ui, "Publisher");
    let field = Completion { name: "Publisher", current, hint: "", takes_words: true };
    words_of(field.show(ui, id, |query| {
        let mut seen = std::collections::BTreeSet::new();
        let publishers = open.dossier.sources().iter().map(|(_, source)| &source.publisher);
        let publishers = publishers.filter(|name| !name.is_empty() && seen.insert(*name));
        matching(query, publishers.map(|name| (name.clone(), words::visible_line(name))))
    }))
}
