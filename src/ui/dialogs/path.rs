//! A path that is typed, where the system shows no dialog for choosing files.

use std::path::PathBuf;

use egui::{Key, Ui};

use super::super::command::{Command, FileCommand, Queue};
use super::super::controls;
use super::super::fields::TextField;
use super::super::theme::palette;
use super::parts::{buttons, give, is_enter, title};

/// A path that is typed because no native dialog can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathDialog {
    /// What the path is for.
    pub purpose: Purpose,
    /// Why there is no native dialog.
    pub reason: String,
    /// What was typed so far.
    pub path: String,
    /// What was wrong with the last try.
    pub complaint: Option<String>,
}

/// What a file is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Files to open as a new dossier.
    Open,
    /// Files to unite with this one.
    Add,
    /// Documents to add as sources.
    Sources,
    /// Where to save the dossier.
    SaveAs,
    /// Where to write the comparison.
    Export,
    /// Where to write a picture of the view.
    Picture,
}

impl Purpose {
    /// The title of the dialog.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "Open position files",
            Self::Add => "Add position files",
            Self::Sources => "Add sources",
            Self::SaveAs => "Save dossier",
            Self::Export => "Export comparison",
            Self::Picture => "Save picture",
        }
    }

    /// True when the file is written.
    pub fn writes(self) -> bool {
        matches!(self, Self::SaveAs | Self::Export | Self::Picture)
    }
}

/// Gives back true when an answer was given.
pub(super) fn ui(ui: &mut Ui, dialog: &mut PathDialog, queue: &mut Queue) -> bool {
    title(ui, dialog.purpose.title());
    ui.label(&dialog.reason);
    let what =
        if dialog.purpose.writes() { "Path of the file" } else { "Path of a file; several with a line break between" };
    controls::caption(ui, what);
    let field = if dialog.purpose.writes() {
        TextField::line(&mut dialog.path)
    } else {
        let new_line = egui::KeyboardShortcut::new(egui::Modifiers::SHIFT, Key::Enter);
        TextField::lines(&mut dialog.path, 2).new_line(new_line)
    };
    let response = field.width(f32::INFINITY).margin(8.0, 6.0).show(ui, "Path");
    if ui.ctx().memory(|memory| memory.focused().is_none()) && !is_enter(ui) {
        response.request_focus();
    }
    if let Some(complaint) = &dialog.complaint {
        ui.colored_label(palette(ui).danger.strong, complaint);
    }
    let verb = match dialog.purpose {
        Purpose::Add | Purpose::Sources => "Add",
        purpose if purpose.writes() => "Save",
        _ => "Open",
    };
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
