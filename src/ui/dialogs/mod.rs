//! Questions and lists in front of everything. Each answers to Enter and Escape and puts its answer into the queue.

mod article;
pub(super) mod articles;
pub(super) mod coding;
mod counterpart;
mod discount;
mod history;
mod on_disk;
mod paste;
mod recode;
mod rename;
mod replace;
mod restore;
mod structure;
mod ticks;
mod touched;

use std::path::PathBuf;

pub use article::ArticleDialog;

use egui::{Event, Id, Key, Label, Modal, ScrollArea, TextEdit, Ui, vec2};

use super::command::{Action, Answer, Command, FileCommand, Menu, Queue, ROWS};
use super::controls::{self, text};
use super::theme::{Face, palette, size, space};
use super::view::{Dialog, PathDialog, Purpose, ViewState};
use super::{Scene, highlighting, palette_dialog, words};
use crate::model::steps::Deletion;

/// Shows the dialog that is open, if one is.
pub(super) fn ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut ViewState, queue: &mut Queue) {
    let Some(mut dialog) = view.dialog.take() else { return };
    let frame = egui::Frame::popup(ui.style()).corner_radius(10).inner_margin(match dialog {
        Dialog::Palette { .. } => 10,
        Dialog::Coding(_) => 14,
        _ => 22,
    });
    let id = Id::unique(("dialog", std::mem::discriminant(&dialog)));
    let mut modal = Modal::new(id).frame(frame);
    if let Dialog::Coding(coding) = &dialog {
        modal = coding::beside(modal, ui.ctx(), id, coding);
    }
    let modal = modal.show(ui.ctx(), |ui| {
        ui.set_width(dialog_width(&dialog, ui.ctx().content_rect().width()));
        contents(ui, scene, view, &mut dialog, queue)
    });
    let leaves_changes = matches!(&mut dialog, Dialog::Article(article) if article.is_changed() && !article.is_leaving);
    // Asked once: Escape that was taken is gone.
    let should_close = modal.should_close();
    if let (true, true, Dialog::Article(article)) = (should_close, leaves_changes, &mut dialog) {
        article.is_leaving = true;
    } else if should_close && !modal.inner {
        queue.push(Command::Answer(Answer::Cancel));
    }
    view.dialog = Some(dialog);
}

fn dialog_width(dialog: &Dialog, room: f32) -> f32 {
    let wanted = match dialog {
        Dialog::Palette { .. }
        | Dialog::Shortcuts
        | Dialog::Path(_)
        | Dialog::Replace(_)
        | Dialog::Merge(_)
        | Dialog::Rename(_)
        | Dialog::Recode(_)
        | Dialog::Articles(_)
        | Dialog::OnDisk(_)
        | Dialog::Restore(_) => 560.0,
        Dialog::Article(_) => 760.0,
        Dialog::Coding(_) => coding::WIDTH,
        Dialog::History(_) | Dialog::Highlighter(_) => 500.0,
        _ => 420.0,
    };
    (room - 80.0).clamp(240.0, wanted)
}

/// Gives back true when an answer was given.
fn contents(ui: &mut Ui, scene: &Scene<'_>, view: &mut ViewState, dialog: &mut Dialog, queue: &mut Queue) -> bool {
    match dialog {
        Dialog::Unsaved => unsaved(ui, scene, queue),
        Dialog::OnDisk(dialog) => on_disk::ui(ui, scene, dialog, queue),
        Dialog::Delete(deletion) => delete(ui, scene, deletion, queue),
        Dialog::NewParty { name, before } => {
            let answer = structure::new_party(ui, name);
            answer.is_some_and(|is_done| give(queue, is_done.then(|| Answer::NewParty(name.clone(), *before))))
        }
        Dialog::NewItem { title, topic, before } => {
            let answer = structure::new_item(ui, scene, title, topic);
            let done = || Answer::NewItem { title: title.clone(), topic: topic.clone(), before: *before };
            answer.is_some_and(|is_done| give(queue, is_done.then(done)))
        }
        Dialog::Topic { change, name } => structure::topic(ui, scene, change, name, queue),
        Dialog::Recode(dialog) => scene.open.is_some_and(|open| recode::ui(ui, &open, dialog, queue)),
        Dialog::Rename(dialog) => scene.open.is_some_and(|open| rename::ui(ui, &open, dialog, queue)),
        Dialog::Merge(dialog) => scene.open.is_some_and(|open| structure::merge(ui, &open, dialog, queue)),
        Dialog::NewSource { title } => {
            let answer =
                one_line(ui, "Add source", "Title", title, "An article, statement or transcript to quote from");
            answer.is_some_and(|is_done| give(queue, is_done.then(|| Answer::NewSource(title.clone()))))
        }
        Dialog::Discount { position, kind, reason } => {
            scene.open.is_some_and(|open| discount::ui(ui, &open, (*position, *kind), reason, queue))
        }
        Dialog::Coding(dialog) => scene.open.is_some_and(|open| coding::ui(ui, &open, dialog, queue)),
        Dialog::Articles(dialog) => articles::ui(ui, dialog, queue),
        Dialog::PasteNames(names) => paste::names(ui, names, queue),
        Dialog::Paste(dialog) => scene.open.is_some_and(|open| paste::ui(ui, &open, view, dialog, queue)),
        Dialog::Article(dialog) => scene.open.is_some_and(|open| article::ui(ui, &open, dialog, queue)),
        Dialog::Replace(dialog) => scene.open.is_some_and(|open| replace::ui(ui, &open, dialog, queue)),
        Dialog::Path(dialog) => path(ui, dialog, queue),
        Dialog::Message { title, text } => message(ui, title, text, queue),
        Dialog::Palette { query, chosen, only_places } => {
            palette_dialog::ui(ui, scene, view, (query, chosen), *only_places, queue)
        }
        Dialog::Restore(dialog) => restore::ui(ui, dialog, queue),
        Dialog::History(dialog) => history::ui(ui, scene, dialog, queue),
        Dialog::Highlighter(dialog) => {
            scene.open.is_some_and(|open| highlighting::dialog_ui(ui, &open, &mut view.highlighting, dialog, queue))
        }
        Dialog::Shortcuts => shortcuts(ui, queue),
        Dialog::About => about(ui, queue),
    }
}

fn give(queue: &mut Queue, answer: Option<Answer>) -> bool {
    queue.push(Command::Answer(answer.unwrap_or(Answer::Cancel)));
    true
}

fn title(ui: &mut Ui, words: &str) {
    let color = palette(ui).text;
    super::bidi::label(ui, text(words, Face::Strong, size::TITLE, color));
    ui.add_space(space::TIGHT);
}

/// The row of buttons at the lower right: the meant one last. Gives back the number of the one that was clicked.
fn buttons(ui: &mut Ui, names: &[&str]) -> Option<usize> {
    ui.add_space(space::LARGE);
    let mut clicked = None;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        for (number, name) in names.iter().enumerate().rev() {
            let is_meant = number + 1 == names.len();
            let response = if is_meant { controls::main_button(ui, name) } else { controls::button(ui, name) };
            if response.clicked() {
                clicked = Some(number);
            }
        }
    });
    clicked
}

fn is_enter(ui: &Ui) -> bool {
    // Asked of the event itself: at the end of the frame a quick Shift may be up again.
    let is_plain = |event: &Event| matches!(event, Event::Key { key: Key::Enter, pressed: true, modifiers, .. } if !modifiers.shift);
    ui.input(|input| input.events.iter().any(is_plain))
}

/// Enter speaks to the meant button as long as no other control has the focus.
fn is_plain_enter(ui: &Ui) -> bool {
    is_enter(ui) && ui.ctx().memory(|memory| memory.focused().is_none())
}

fn unsaved(ui: &mut Ui, scene: &Scene<'_>, queue: &mut Queue) -> bool {
    title(ui, "Save changes?");
    let name = scene.open.and_then(|open| open.file_name).map_or_else(|| "This dossier".to_owned(), words::quoted);
    super::bidi::label(ui, format!("{name} has changes that are not saved. Without saving they are gone."));
    let clicked = if is_plain_enter(ui) { Some(2) } else { buttons(ui, &["Cancel", "Discard changes", "Save"]) };
    let answer = match clicked {
        Some(0) => Answer::Cancel,
        Some(1) => Answer::Discard,
        Some(_) => Answer::SaveFirst,
        None => return false,
    };
    give(queue, Some(answer))
}

fn delete(ui: &mut Ui, scene: &Scene<'_>, deletion: &Deletion, queue: &mut Queue) -> bool {
    title(ui, &format!("{}?", deletion.step.name));
    structure::list_of_deleted(ui, scene, &deletion.records);
    let goes = [
        (deletion.positions, "position goes with it", "positions go with it"),
        (deletion.quotations, "quotation goes with it", "quotations go with it"),
        (
            deletion.unlinked,
            "condition loses its link and keeps its words",
            "conditions lose their link and keep their words",
        ),
        (deletion.lists, "item needs one party fewer", "items need one party fewer"),
    ];
    for (number, one, many) in goes {
        if number > 0 {
            ui.label(format!("{} {}", words::grouped(number), if number == 1 { one } else { many }));
        }
    }
    controls::remark(ui, "Undo brings everything back.");
    let clicked = if is_plain_enter(ui) { Some(1) } else { buttons(ui, &["Cancel", "Delete"]) };
    match clicked {
        Some(0) => give(queue, None),
        Some(_) => give(queue, Some(Answer::Confirm(deletion.step.clone()))),
        None => false,
    }
}

/// A name to type. Some(true) to go on, Some(false) to leave.
fn one_line(ui: &mut Ui, heading: &str, caption: &str, words: &mut String, remark: &str) -> Option<bool> {
    title(ui, heading);
    typed_line(ui, caption, words, true);
    controls::remark(ui, remark);
    finish(ui, "Add", !words.trim().is_empty())
}

fn typed_line(ui: &mut Ui, caption: &str, words: &mut String, is_first: bool) -> egui::Response {
    controls::caption(ui, caption);
    let mut layouter = controls::visibly(false);
    let field = TextEdit::singleline(words).layouter(&mut layouter).desired_width(f32::INFINITY).margin(vec2(8.0, 6.0));
    let response = ui.add(field).accessible_name(caption);
    if is_first && ui.ctx().memory(|memory| memory.focused().is_none()) && !is_enter(ui) {
        response.request_focus();
    }
    response
}

/// Names to type or paste, one on a line: Enter is for the dialog, so Shift+Enter begins the next one.
fn typed_names(ui: &mut Ui, caption: &str, words: &mut String) {
    controls::caption(ui, caption);
    let new_line = egui::KeyboardShortcut::new(egui::Modifiers::SHIFT, Key::Enter);
    let field = TextEdit::multiline(words).desired_rows(1).return_key(new_line);
    let shown = ScrollArea::vertical()
        .id_salt(caption)
        .max_height(180.0)
        .show(ui, |ui| ui.add(field.desired_width(f32::INFINITY).margin(vec2(8.0, 6.0))).accessible_name(caption));
    if ui.ctx().memory(|memory| memory.focused().is_none()) && !is_enter(ui) {
        shown.inner.request_focus();
    }
    controls::remark(ui, "Several at once: one on a line, with Shift+Enter between");
}

fn finish(ui: &mut Ui, verb: &str, is_complete: bool) -> Option<bool> {
    let mut clicked = None;
    ui.add_space(space::LARGE);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        if ui.add_enabled_ui(is_complete, |ui| controls::main_button(ui, verb)).inner.clicked() {
            clicked = Some(true);
        }
        if controls::button(ui, "Cancel").clicked() {
            clicked = Some(false);
        }
    });
    if is_enter(ui) && is_complete && clicked.is_none() { Some(true) } else { clicked }
}

fn path(ui: &mut Ui, dialog: &mut PathDialog, queue: &mut Queue) -> bool {
    title(ui, dialog.purpose.title());
    ui.label(&dialog.reason);
    let what =
        if dialog.purpose.writes() { "Path of the file" } else { "Path of a file; several with a line break between" };
    controls::caption(ui, what);
    let mut layouter = controls::visibly(!dialog.purpose.writes());
    let field = if dialog.purpose.writes() {
        TextEdit::singleline(&mut dialog.path)
    } else {
        let new_line = egui::KeyboardShortcut::new(egui::Modifiers::SHIFT, Key::Enter);
        TextEdit::multiline(&mut dialog.path).desired_rows(2).return_key(new_line)
    };
    let response = ui
        .add(field.layouter(&mut layouter).desired_width(f32::INFINITY).margin(vec2(8.0, 6.0)))
        .accessible_name("Path");
    if ui.ctx().memory(|memory| memory.focused().is_none()) && !is_enter(ui) {
        response.request_focus();
    }
    if let Some(complaint) = &dialog.complaint {
        ui.colored_label(palette(ui).danger.strong, complaint);
    }
    let verb = if dialog.purpose.writes() { "Save" } else { "Open" };
    let clicked = if is_enter(ui) { Some(1) } else { buttons(ui, &["Cancel", verb]) };
    match clicked {
        None => false,
        Some(0) => give(queue, None),
        Some(_) => {
            let paths: Vec<PathBuf> =
                dialog.path.lines().map(str::trim).filter(|line| !line.is_empty()).map(PathBuf::from).collect();
            let Some(first) = paths.first().cloned() else {
                dialog.complaint = Some("Type a path first".to_owned());
                return false;
            };
            queue.push(Command::File(match dialog.purpose {
                Purpose::Open => FileCommand::Open(paths),
                Purpose::Add => FileCommand::Add(paths),
                Purpose::Sources => FileCommand::AddSources(paths),
                Purpose::SaveAs => FileCommand::SaveTo(first),
                Purpose::Export => FileCommand::ExportTo(first),
                Purpose::Picture => FileCommand::PictureTo(first),
            }));
            true
        }
    }
}

fn message(ui: &mut Ui, heading: &str, words: &str, queue: &mut Queue) -> bool {
    title(ui, heading);
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| super::bidi::label(ui, words));
    let is_closed = is_plain_enter(ui) || buttons(ui, &["Close"]).is_some();
    is_closed && give(queue, None)
}

fn shortcuts(ui: &mut Ui, queue: &mut Queue) -> bool {
    title(ui, "Keyboard shortcuts");
    let height = ui.ctx().content_rect().height() * 0.6;
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for menu in Menu::ALL {
            controls::caption(ui, menu.name());
            for row in ROWS.iter().filter(|row| row.menu == menu && !row.keys.is_empty()) {
                let keys: Vec<_> = row.keys.iter().map(|keys| ui.ctx().format_shortcut(keys)).collect();
                shortcut_line(ui, row.name, &keys.join("  or  "));
            }
            ui.add_space(space::SMALL);
        }
        for (heading, keys) in super::keys::OTHERS {
            controls::caption(ui, heading);
            for (what, keys) in *keys {
                shortcut_line(ui, what, keys);
            }
            ui.add_space(space::SMALL);
        }
    });
    let is_closed = is_plain_enter(ui) || buttons(ui, &["Close"]).is_some();
    is_closed && give(queue, None)
}

fn shortcut_line(ui: &mut Ui, what: &str, keys: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        let left = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(vec2(330.0, 20.0), left, |ui| {
            ui.set_min_width(330.0);
            ui.add(Label::new(what).selectable(false));
        });
        let color = palette(ui).weak;
        ui.label(text(keys, Face::Medium, size::BODY, color));
    });
}

fn about(ui: &mut Ui, queue: &mut Queue) -> bool {
    title(ui, "Standpoint");
    ui.label(format!("Version {}", env!("CARGO_PKG_VERSION")));
    ui.label("Compares negotiating positions. Everything stays on this computer: the program never uses the network.");
    ui.add_space(space::SMALL);
    controls::remark(
        ui,
        "Standpoint is under the MIT or Apache 2.0 licence. Text is set in Inter (SIL Open Font Licence), icons are Phosphor's (MIT).",
    );
    let is_closed = is_plain_enter(ui) || buttons(ui, &["Close"]).is_some();
    is_closed && give(queue, None)
}

/// Runs an action from the palette once the palette is closed.
pub(super) fn run(queue: &mut Queue, action: Action) {
    queue.push(Command::Answer(Answer::Cancel));
    queue.act(action);
}
