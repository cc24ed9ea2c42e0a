//! Writing into a cell, in place.

use egui::{Id, Key, KeyboardShortcut, Modifiers, Rect, Ui, vec2};

use super::super::OpenDossier;
use super::super::arrange::Arrangement;
use super::super::command::{Command, Queue};
use super::super::fields::TextField;
use super::super::theme::palette;
use super::autofill::Autofill;
use super::motion::{Motion, neighbour};
use crate::model::{Cell, Dossier, Place, steps};

/// The wording of a cell while it is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// The cell.
    pub cell: Cell,
    text: String,
    autofill: Autofill,
    has_opened: bool,
}

impl Editor {
    /// Begins to write into a cell.
    pub fn open(dossier: &Dossier, cell: Cell) -> Self {
        let text = steps::leading_position(dossier, cell).map(|(_, position)| position.wording.to_string());
        let text = text.unwrap_or_default();
        let autofill = Autofill::new(dossier, cell, &text);
        Self { cell, text, autofill, has_opened: false }
    }

    /// Shows the field over its cell. False once it is done with: Enter goes one row down, Tab one column on, Escape
    /// leaves the cell as it was, and going anywhere else keeps what was written.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        open: &OpenDossier<'_>,
        arrangement: &Arrangement,
        queue: &mut Queue,
    ) -> bool {
        let colors = palette(ui);
        let rect = Rect::from_min_size(rect.min, vec2(rect.width().max(220.0), rect.height().max(92.0)));
        let id = Id::unique("cell editor");
        ui.painter().rect_filled(rect, 0.0, colors.field);
        ui.painter().rect_stroke(rect, 0.0, egui::Stroke::new(2.0, colors.accent), egui::StrokeKind::Inside);
        let (back, tab) = ui.input_mut(|input| {
            (input.consume_key(Modifiers::SHIFT, Key::Tab), input.consume_key(Modifiers::NONE, Key::Tab))
        });
        let mut is_filled = self.has_opened && self.autofill.take_keys(ui, id, &mut self.text);
        let field = TextField::lines(&mut self.text, 3)
            .id(id)
            .hint("What the party says, in a short neutral sentence")
            .new_line(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
            .frame(egui::Frame::NONE)
            // Tab goes on to the next cell; without this egui would take it for a wish to leave for the next button.
            .keeping_tab();
        let inner = rect.shrink(super::geometry::MARGIN);
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt("cell editor"));
        let response = child.add_sized(inner.size(), |ui: &mut Ui| field.show(ui, "Wording"));
        if !self.has_opened {
            self.has_opened = true;
            response.request_focus();
            return true;
        }
        is_filled |= self.autofill.show(ui, rect, &mut self.text);
        if is_filled {
            response.request_focus();
            return true;
        }
        let (enter, escape) =
            ui.input(|input| (input.key_pressed(Key::Enter) && !input.modifiers.shift, input.key_pressed(Key::Escape)));
        if response.has_focus() && !enter && !tab && !back {
            return true;
        }
        response.surrender_focus();
        if !escape {
            queue.perform(steps::set_wording(open.dossier, self.cell, self.text.trim_end()));
            let motion = [(enter, Motion::Down), (tab, Motion::Next), (back, Motion::Previous)]
                .into_iter()
                .find(|(is_pressed, _)| *is_pressed);
            if let Some(place) =
                motion.and_then(|(_, motion)| neighbour(arrangement, None, Place::Cell(self.cell), motion))
            {
                queue.push(Command::Select(Some(place)));
            }
        }
        false
    }
}
