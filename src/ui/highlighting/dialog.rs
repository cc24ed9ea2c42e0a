//! The dialog in which highlighters are added, changed, put in order and removed.

use egui::{Align, Layout, ScrollArea, Sense, Ui, vec2};

use super::super::fields::TextField;
use super::{HighlighterDialog, Highlighting};
use crate::model::shown::visible_line;
use crate::model::{Highlight, HighlightColor, HighlightKind, Text, steps};
use crate::search::Needle;
use crate::ui::command::{Answer, Command, Queue};
use crate::ui::controls::{self, segments, text};
use crate::ui::theme::{Face, palette, size, space};
use crate::ui::{OpenDossier, bidi, icons, words};

/// Gives back true when an answer was given.
pub(in crate::ui) fn ui(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    highlighting: &mut Highlighting,
    dialog: &mut HighlighterDialog,
    queue: &mut Queue,
) -> bool {
    let color = palette(ui).text;
    ui.label(text("Highlighters", Face::Strong, size::TITLE, color));
    controls::remark(
        ui,
        "Marked in every article and kept in the dossier, whatever their case and accents; where two meet, the upper one is seen",
    );
    ui.add_space(space::SMALL);
    if highlighting.count(open) {
        ui.ctx().request_repaint();
    }
    let count = open.dossier.highlights().terms.len();
    if dialog.changes.is_some_and(|number| number >= count) {
        *dialog = HighlighterDialog::default();
    }
    if count == 0 {
        controls::remark(ui, "None yet. Add a name, a word or a pattern that matters in the articles.");
    }
    ScrollArea::vertical().max_height(240.0).auto_shrink([false, true]).show(ui, |ui| {
        for (number, term) in open.dossier.highlights().terms.iter().enumerate() {
            ui.push_id(number, |ui| line(ui, open, highlighting, dialog, (number, term), queue));
        }
    });
    ui.add_space(space::SMALL);
    controls::hairline(ui);
    form(ui, open, dialog, queue);
    ui.add_space(space::SMALL);
    let mut is_closed = false;
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| is_closed = controls::button(ui, "Close").clicked());
    if is_closed {
        queue.push(Command::Answer(Answer::Cancel));
    }
    is_closed
}

fn line(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    highlighting: &Highlighting,
    dialog: &mut HighlighterDialog,
    (number, term): (usize, &Highlight),
    queue: &mut Queue,
) {
    let colors = palette(ui);
    let title = visible_line(term.title()).into_owned();
    let spoken = bidi::spoken(&title).into_owned();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
        ui.painter().rect_filled(rect, 3.0, colors.highlight(term.color));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if controls::icon_button(ui, icons::TRASH, &format!("Remove {spoken}")).clicked() {
                queue.perform(steps::remove_highlight(open.dossier, number));
                *dialog = HighlighterDialog::default();
            }
            for (icon, way, is_up) in [(icons::CARET_DOWN, "down", false), (icons::CARET_UP, "up", true)] {
                let step = steps::move_highlight(open.dossier, number, is_up);
                let name = format!("Move {spoken} {way}");
                let button = ui.add_enabled_ui(step.is_some(), |ui| controls::icon_button(ui, icon, &name)).inner;
                if button.clicked() {
                    queue.perform(step);
                    *dialog = HighlighterDialog::default();
                }
            }
            if ui
                .button("Change")
                .on_hover_text(format!("Change {spoken}"))
                .accessible_name(format!("Change {spoken}"))
                .clicked()
            {
                *dialog = HighlighterDialog {
                    draft: term.clone(),
                    name: term.name.to_string(),
                    pattern: term.pattern.to_string(),
                    changes: Some(number),
                    wants_focus: true,
                };
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                bidi::label(ui, text(title, Face::Medium, size::BODY, colors.text));
                match highlighting.complaint(number) {
                    Some(complaint) => {
                        let words = text(complaint.to_string(), Face::Regular, size::SMALL, colors.danger.strong);
                        ui.label(words);
                    }
                    None => {
                        controls::remark(ui, said(highlighting, number, term));
                    }
                }
            });
        });
    });
}

/// How it is looked for and how often it was found.
fn said(highlighting: &Highlighting, number: usize, term: &Highlight) -> String {
    let mut parts = vec![kind_name(term.kind).to_owned()];
    if !term.name.trim().is_empty() {
        parts.push(bidi::isolated(visible_line(&term.pattern)).into_owned());
    }
    if let Some(((times, articles), is_done)) = highlighting.tally(number) {
        let so_far = if is_done { "" } else { " so far" };
        parts.push(match times {
            0 if is_done => "in no article".to_owned(),
            0 => "counting…".to_owned(),
            _ => format!("{} in {}{so_far}", words::count(times, "time"), words::count(articles, "article")),
        });
    }
    parts.join(" · ")
}

fn kind_name(kind: HighlightKind) -> &'static str {
    match kind {
        HighlightKind::Plain => "Words",
        HighlightKind::Word => "Whole words",
        HighlightKind::Regex => "Regular expression",
    }
}

fn color_name(color: HighlightColor) -> &'static str {
    match color {
        HighlightColor::Yellow => "Yellow",
        HighlightColor::Lime => "Lime",
        HighlightColor::Aqua => "Aqua",
        HighlightColor::Rose => "Rose",
    }
}

fn form(ui: &mut Ui, open: &OpenDossier<'_>, dialog: &mut HighlighterDialog, queue: &mut Queue) {
    controls::caption(ui, if dialog.changes.is_some() { "Change highlighter" } else { "New highlighter" });
    let pattern = field(ui, "Words or pattern", "What is looked for", &mut dialog.pattern);
    let name = field(ui, "Name of the highlighter", "Name (optional)", &mut dialog.name);
    // Before anything takes the keyboard again: then it was never lost.
    let is_entered =
        (pattern.lost_focus() || name.lost_focus()) && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if std::mem::take(&mut dialog.wants_focus) || ui.ctx().memory(|memory| memory.focused().is_none()) {
        pattern.request_focus();
    }
    ui.add_space(space::TIGHT);
    let kinds = HighlightKind::ALL.map(|kind| (kind, kind_name(kind).into(), kind_name(kind)));
    if let Some(kind) = segments(ui, Some(dialog.draft.kind), &kinds) {
        dialog.draft.kind = kind;
    }
    let colors = HighlightColor::ALL.map(|color| {
        let fill = palette(ui).highlight(color);
        (
            color,
            text(color_name(color), Face::Regular, size::BODY, palette(ui).text).background_color(fill).into(),
            color_name(color),
        )
    });
    if let Some(color) = segments(ui, Some(dialog.draft.color), &colors) {
        dialog.draft.color = color;
    }
    let drafted = Highlight {
        name: Text::from(dialog.name.trim()),
        pattern: Text::from(if dialog.draft.kind == HighlightKind::Regex {
            &*dialog.pattern
        } else {
            dialog.pattern.trim()
        }),
        ..dialog.draft.clone()
    };
    let complaint = Needle::of_highlight(&drafted).err();
    if let Some(complaint) = &complaint {
        ui.colored_label(palette(ui).danger.strong, complaint.to_string());
    }
    let step = match dialog.changes {
        None => steps::add_highlight(open.dossier, drafted),
        Some(number) => steps::change_highlight(open.dossier, number, drafted),
    };
    let step = step.filter(|_| complaint.is_none());
    ui.horizontal(|ui| {
        let verb = if dialog.changes.is_some() { "Keep changes" } else { "Add" };
        let is_clicked = ui.add_enabled_ui(step.is_some(), |ui| controls::main_button(ui, verb)).inner.clicked();
        if (is_clicked || is_entered) && step.is_some() {
            queue.perform(step);
            // The next one has another colour, so that several can be told apart at once.
            let place = HighlightColor::ALL.iter().position(|color| *color == dialog.draft.color).unwrap_or(0);
            let color = HighlightColor::ALL[(place + 1) % HighlightColor::ALL.len()];
            let draft = Highlight { color, kind: dialog.draft.kind, ..Highlight::default() };
            *dialog = HighlighterDialog { draft, wants_focus: true, ..HighlighterDialog::default() };
        }
        if dialog.changes.is_some() && controls::button(ui, "New one instead").clicked() {
            *dialog = HighlighterDialog { wants_focus: true, ..HighlighterDialog::default() };
        }
    });
}

fn field(ui: &mut Ui, name: &str, hint: &str, words: &mut String) -> egui::Response {
    TextField::line(words).hint(hint).width(f32::INFINITY).margin(8.0, 6.0).show(ui, name)
}
