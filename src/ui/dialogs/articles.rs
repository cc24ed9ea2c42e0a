//! Articles that were read from documents: what they say about themselves, to be put right before they become sources.

use egui::{ScrollArea, Ui};

use super::super::command::{Answer, Queue};
use super::super::fields::TextField;
use super::super::theme::{palette, space};
use super::super::{bidi, controls, words};
use super::parts::{finish, give, title, typed_line};
use crate::files::intake::Draft;
use crate::model::{Date, DateError, Source, Text};

/// So much of an article is shown, in characters.
const SHOWN: usize = 400;

/// Articles that were read and are asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticlesDialog {
    /// Each of them.
    pub arrivals: Vec<Arrival>,
    /// Why other documents could not be read.
    pub failures: Vec<String>,
    /// The number of the one whose fields are shown.
    pub shown: usize,
}

/// One article that may become a source. Its fields as they are typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrival {
    /// The name of the document; empty for a pasted text.
    pub file_name: String,
    /// Headline.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Who wrote it.
    pub author: String,
    /// When it came out.
    pub published: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Where it stands on the web.
    pub url: String,
    /// The article, whole.
    pub text: String,
    /// Its first lines, for the eye.
    pub beginning: String,
    /// What was done to read it.
    pub notes: Vec<String>,
    /// The title of a source with the same text.
    pub twin: Option<String>,
    /// It is to be added.
    pub is_taken: bool,
}

impl Arrival {
    /// An article as it was read. One that is there already is not taken unless the person says so.
    pub fn of(file_name: String, draft: Draft, twin: Option<String>) -> Self {
        let notes = draft.notes.iter().map(ToString::to_string).collect();
        let mut beginning: String = draft.text.trim_start().chars().take(SHOWN).collect();
        if draft.text.len() > beginning.len() {
            beginning.push('…');
        }
        Self {
            file_name,
            beginning,
            notes,
            is_taken: twin.is_none(),
            twin,
            title: draft.title,
            publisher: draft.publisher,
            author: draft.author,
            published: draft.published.map_or_else(String::new, |date| date.to_string()),
            language: draft.language,
            url: draft.url,
            text: draft.text,
        }
    }

    /// The date as typed.
    fn date(&self) -> Result<Option<Date>, DateError> {
        let typed = self.published.trim();
        if typed.is_empty() { Ok(None) } else { typed.parse().map(Some) }
    }

    fn is_complete(&self) -> bool {
        !self.title.trim().is_empty() && self.date().is_ok()
    }

    fn source(&self) -> Source {
        let text = |typed: &str| Text::from(typed.trim());
        Source {
            title: text(&self.title),
            publisher: text(&self.publisher),
            author: text(&self.author),
            published: self.date().ok().flatten(),
            language: text(&self.language),
            url: text(&self.url),
            text: Text::from(self.text.as_str()),
            ..Source::default()
        }
    }

    /// What it is called in the list.
    fn name(&self) -> String {
        match (self.title.trim(), self.file_name.as_str()) {
            ("", "") => "Pasted text".to_owned(),
            ("", file_name) => file_name.to_owned(),
            (title, _) => title.to_owned(),
        }
    }
}

/// Shows the dialog. True when an answer was given.
pub(super) fn ui(ui: &mut Ui, dialog: &mut ArticlesDialog, queue: &mut Queue) -> bool {
    let count = dialog.arrivals.len();
    title(ui, &if count == 1 { "Add source".to_owned() } else { format!("Add {count} sources") });
    failures(ui, &dialog.failures);
    let height = ui.ctx().content_rect().height() * 0.62;
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        if count > 1 {
            list(ui, dialog);
        }
        if let Some(arrival) = dialog.arrivals.get_mut(dialog.shown) {
            fields(ui, arrival);
        }
    });
    let taken = || dialog.arrivals.iter().filter(|arrival| arrival.is_taken);
    let is_complete = taken().next().is_some() && taken().all(Arrival::is_complete);
    match finish(ui, "Add", is_complete) {
        None => false,
        Some(false) => give(queue, None),
        Some(true) => {
            let sources = taken().map(Arrival::source).collect();
            give(queue, Some(Answer::AddSources(sources)))
        }
    }
}

/// Why other documents are not among those that are added. Many of them leave room for those that are.
fn failures(ui: &mut Ui, failures: &[String]) {
    if failures.is_empty() {
        return;
    }
    controls::caption(ui, &format!("{} could not be read", words::count(failures.len(), "document")));
    ScrollArea::vertical().id_salt("failures").max_height(110.0).show(ui, |ui| {
        for failure in failures {
            ui.colored_label(palette(ui).danger.strong, failure);
        }
    });
    ui.add_space(space::SMALL);
}

/// Every article, to choose those that are added and the one whose fields are shown.
fn list(ui: &mut Ui, dialog: &mut ArticlesDialog) {
    for (number, arrival) in dialog.arrivals.iter_mut().enumerate() {
        let name = arrival.name();
        ui.horizontal(|ui| {
            ui.checkbox(&mut arrival.is_taken, "").accessible_name(format!("Add {}", words::quoted(&name)));
            let state = match (arrival.is_complete(), &arrival.twin, arrival.published.is_empty()) {
                (false, ..) => " – something is missing",
                (_, Some(_), _) => " – is there already",
                (_, _, true) => " – no date",
                _ => "",
            };
            ui.selectable_value(&mut dialog.shown, number, format!("{name}{state}"));
        });
    }
    ui.add_space(space::SMALL);
}

fn fields(ui: &mut Ui, arrival: &mut Arrival) {
    if let Some(twin) = &arrival.twin {
        let words = format!("The same text is there already, as {}", words::quoted(twin));
        ui.colored_label(palette(ui).danger.strong, words);
        ui.checkbox(&mut arrival.is_taken, "Add it all the same");
    }
    typed_line(ui, "Title", &mut arrival.title, true);
    ui.columns(2, |columns| {
        typed_line(&mut columns[0], "Publisher", &mut arrival.publisher, false);
        typed_line(&mut columns[1], "Author", &mut arrival.author, false);
    });
    let date = arrival.date();
    ui.columns(2, |columns| {
        date_line(&mut columns[0], &mut arrival.published, matches!(date, Ok(None)));
        typed_line(&mut columns[1], "Language", &mut arrival.language, false);
    });
    match date {
        Err(error) => {
            ui.colored_label(palette(ui).danger.strong, error.to_string());
        }
        Ok(None) => {
            ui.colored_label(palette(ui).danger.strong, "No date: positions from this article have none either");
        }
        Ok(Some(_)) => {}
    }
    typed_line(ui, "Address", &mut arrival.url, false);
    for note in &arrival.notes {
        controls::remark(ui, note);
    }
    controls::caption(ui, "Text");
    bidi::label(ui, arrival.beginning.as_str());
}

/// The field of the date, which is marked while it is empty.
fn date_line(ui: &mut Ui, typed: &mut String, is_missing: bool) {
    controls::caption(ui, "Published");
    let field = TextField::line(typed).hint("2025-03-18").width(f32::INFINITY).margin(8.0, 6.0);
    let response = field.show(ui, "Published");
    if is_missing {
        let stroke = egui::Stroke::new(1.0, palette(ui).danger.strong);
        ui.painter().rect_stroke(response.rect, 4.0, stroke, egui::StrokeKind::Outside);
    }
}
