//! Articles that were read from documents: what they say about themselves, to be put right before they become sources.

use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat};
use egui::{Button, Color32, Frame, Response, ScrollArea, Stroke, StrokeKind, Ui, WidgetInfo};

use super::super::command::{Answer, Queue};
use super::super::controls::{self, text};
use super::super::fields::TextField;
use super::super::theme::{Face, font, palette, size, space};
use super::super::{bidi, words};
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
        let start: String = draft.text.trim_start().chars().take(SHOWN).collect();
        // Only to recognise it: empty lines say nothing here.
        let lines: Vec<_> = start.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let mut beginning = lines.join("\n");
        if draft.text.trim().len() > start.len() {
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
    title(ui, if count == 1 { "Add source" } else { "Add sources" });
    // Title and buttons stay in sight, however low the window is.
    let height = (ui.ctx().content_rect().height() - 230.0).clamp(120.0, 560.0);
    // As high as its contents at once, and not as the frame before left room for.
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        failures(ui, &dialog.failures);
        if count > 1 {
            list(ui, dialog);
        }
        if let Some(arrival) = dialog.arrivals.get_mut(dialog.shown) {
            fields(ui, arrival);
        }
    });
    let taken = || dialog.arrivals.iter().filter(|arrival| arrival.is_taken);
    let waits_for = waits_for(dialog);
    let is_complete = waits_for.is_none();
    if let Some(words) = waits_for {
        ui.add_space(space::SMALL);
        bidi::label(ui, text(words, Face::Medium, size::BODY, palette(ui).warning.strong));
    }
    let verb = if count == 1 { "Add".to_owned() } else { format!("Add {} of {count}", taken().count()) };
    match finish(ui, &verb, is_complete) {
        None => false,
        Some(false) => give(queue, None),
        Some(true) => {
            let sources = taken().map(Arrival::source).collect();
            give(queue, Some(Answer::AddSources(sources)))
        }
    }
}

/// What is missing before they can be added.
fn waits_for(dialog: &ArticlesDialog) -> Option<String> {
    let mut taken = dialog.arrivals.iter().filter(|arrival| arrival.is_taken).peekable();
    if taken.peek().is_none() {
        return Some("Nothing is chosen to be added".to_owned());
    }
    let arrival = taken.find(|arrival| !arrival.is_complete())?;
    let what = if arrival.title.trim().is_empty() { "A title is needed" } else { "The date has to be put right" };
    Some(match dialog.arrivals.len() {
        1 => what.to_owned(),
        _ => format!("{what} for {}", words::quoted(&words::visible_line(&arrival.name()))),
    })
}

/// Why other documents are not among those that are added. Many of them leave room for those that are.
fn failures(ui: &mut Ui, failures: &[String]) {
    if failures.is_empty() {
        return;
    }
    let colors = palette(ui);
    let framed = Frame::new().fill(colors.danger.fill).corner_radius(space::RADIUS).inner_margin(10);
    framed.show(ui, |ui| {
        let words = format!("{} could not be read", words::count(failures.len(), "document"));
        ui.label(text(words, Face::Strong, size::BODY, colors.danger.strong));
        let list = |ui: &mut Ui| {
            for failure in failures {
                bidi::label(ui, text(failure, Face::Regular, size::BODY, colors.text));
            }
        };
        if failures.len() > 3 {
            ScrollArea::vertical().id_salt("failures").max_height(110.0).show(ui, list);
        } else {
            list(ui);
        }
    });
    ui.add_space(space::MEDIUM);
}

/// Every article, to choose those that are added and the one whose fields are shown.
fn list(ui: &mut Ui, dialog: &mut ArticlesDialog) {
    let names: Vec<String> = dialog.arrivals.iter().map(Arrival::name).collect();
    for (number, arrival) in dialog.arrivals.iter_mut().enumerate() {
        let name = &names[number];
        ui.horizontal(|ui| {
            ui.checkbox(&mut arrival.is_taken, "").accessible_name(format!("Add {}", words::quoted(name)));
            // Where two are called the same, their files tell them apart.
            let is_alone = names.iter().filter(|other| *other == name).count() == 1;
            let file_name = if is_alone { "" } else { &arrival.file_name };
            if entry(ui, arrival, (name, file_name), dialog.shown == number).clicked() {
                dialog.shown = number;
            }
        });
    }
    ui.add_space(space::SMALL);
    controls::hairline(ui);
    ui.add_space(space::SMALL);
}

/// One article of the list, and what wants attention about it.
fn entry(ui: &mut Ui, arrival: &Arrival, (name, file_name): (&str, &str), is_shown: bool) -> Response {
    let colors = palette(ui);
    let (state, color) = match (arrival.is_complete(), &arrival.twin, arrival.published.is_empty()) {
        (false, ..) => (" – something is missing", colors.danger.strong),
        (_, Some(_), _) => (" – is there already", colors.warning.strong),
        (_, _, true) => (" – no date", colors.warning.strong),
        _ => ("", colors.text),
    };
    let format = |color| TextFormat { font_id: font(Face::Regular, size::BODY), color, ..TextFormat::default() };
    let mut job = LayoutJob::default();
    let shown = bidi::isolated(words::visible_line(name));
    job.append(&shown, 0.0, format(if is_shown { colors.accent } else { colors.text }));
    if !file_name.is_empty() {
        job.append(&format!(" ({})", bidi::isolated(words::visible_line(file_name))), 0.0, format(colors.weak));
    }
    job.append(state, 0.0, format(color));
    job.wrap.max_width = ui.available_width() - 2.0 * ui.spacing().button_padding.x;
    let said = bidi::spoken(&job.text).into_owned();
    let response = ui.add(Button::selectable(is_shown, bidi::layout_tight(ui, job)));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_shown, &said));
    response
}

fn fields(ui: &mut Ui, arrival: &mut Arrival) {
    let colors = palette(ui);
    if let Some(twin) = &arrival.twin {
        let words = format!("The same text is there already, as {}", words::quoted(twin));
        bidi::label(ui, text(words, Face::Medium, size::BODY, colors.warning.strong));
        ui.checkbox(&mut arrival.is_taken, "Add it all the same");
        ui.add_space(space::SMALL);
    }
    typed_line(ui, "Title", &mut arrival.title, true);
    ui.columns(2, |columns| {
        typed_line(&mut columns[0], "Publisher", &mut arrival.publisher, false);
        typed_line(&mut columns[1], "Author", &mut arrival.author, false);
    });
    let date = arrival.date();
    ui.columns(2, |columns| {
        let edge = match &date {
            Ok(None) => Some(colors.warning.strong),
            Err(_) => Some(colors.danger.strong),
            Ok(Some(_)) => None,
        };
        date_line(&mut columns[0], &mut arrival.published, edge);
        typed_line(&mut columns[1], "Language", &mut arrival.language, false);
    });
    let said = match date {
        Err(error) => Some((error.to_string(), colors.danger.strong)),
        Ok(None) => Some(("No date: positions from this article have none either".to_owned(), colors.warning.strong)),
        Ok(Some(_)) => None,
    };
    if let Some((words, color)) = said {
        ui.colored_label(color, words);
    }
    typed_line(ui, "Address", &mut arrival.url, false);
    ui.add_space(space::TIGHT);
    for note in &arrival.notes {
        controls::remark(ui, note);
    }
    ui.add_space(space::TIGHT);
    controls::caption(ui, "How the text begins");
    let paper = Frame::new().fill(colors.window).corner_radius(space::RADIUS).inner_margin(10);
    paper.show(ui, |ui| {
        ui.set_width(ui.available_width());
        bidi::label(ui, text(&arrival.beginning, Face::Regular, size::BODY, colors.text));
    });
}

/// The field of the date, which is marked while there is something about it.
fn date_line(ui: &mut Ui, typed: &mut String, edge: Option<Color32>) {
    controls::caption(ui, "Published");
    let field = TextField::line(typed).hint("such as 2025-03-18").width(f32::INFINITY).margin(8.0, 6.0);
    let response = field.show(ui, "Published");
    if let Some(color) = edge {
        ui.painter().rect_stroke(response.rect, 4.0, Stroke::new(1.0, color), StrokeKind::Outside);
    }
}
