//! While a wording is typed: wordings of the dossier that begin like it, those of the same item first.
//!
//! Nothing is filled in unasked, for a wording that nobody chose would be put into a party's mouth: arrow down and Enter
//! or a click take one, otherwise Enter keeps what was typed.

use std::collections::HashSet;

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align2, Area, Button, Id, Key, Modifiers, Order, Rect, Ui, vec2};

use super::super::words;
use crate::model::{Cell, Dossier, Key as _, Position, PositionId, Text};

/// At most so many positions are looked at, the last recorded first, so that a cell of a large dossier opens at once.
const LOOKED_AT: usize = 20_000;
/// At most so many wordings are offered.
const OFFERED: usize = 6;
/// Room that the longest list takes, in points.
const ROOM: f32 = 190.0;
/// From so many characters on.
const LEAST: usize = 2;

/// The wordings of a dossier, and those that begin like what is typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Autofill {
    /// In small letters, and as they are.
    known: Vec<(String, Text)>,
    /// What `offered` was found for.
    typed: String,
    offered: Vec<Text>,
    chosen: Option<usize>,
    /// Where the lines were shown.
    lines: Vec<Rect>,
}

impl Eq for Autofill {}

impl Autofill {
    /// Knows the wordings of a dossier. Nothing is offered before `text` was changed.
    pub(super) fn new(dossier: &Dossier, cell: Cell, text: &str) -> Self {
        let mut seen = HashSet::new();
        let last = dossier.next_position().index();
        let recent = (last.saturating_sub(LOOKED_AT)..last).rev();
        let recent = recent.filter_map(|number| dossier.position(PositionId::from_index(number)));
        let same_item = dossier.row(cell.item).map(|(_, position)| position);
        let wordings = same_item.chain(recent).map(|position: &Position| &position.wording);
        let known = wordings.filter(|wording| !wording.is_empty() && seen.insert(wording.as_str()));
        Self {
            known: known.map(|wording| (wording.to_lowercase(), wording.clone())).collect(),
            typed: text.to_owned(),
            ..Self::default()
        }
    }

    fn offer(&mut self, typed: &str) {
        if self.typed == typed {
            return;
        }
        typed.clone_into(&mut self.typed);
        self.chosen = None;
        self.offered.clear();
        let start = typed.trim_start().to_lowercase();
        if start.chars().count() >= LEAST {
            let begins = |(folded, _): &&(String, Text)| folded.starts_with(&start) && folded.len() > start.len();
            self.offered.extend(self.known.iter().filter(begins).take(OFFERED).map(|(_, wording)| wording.clone()));
        }
    }

    /// Takes the keys and the press that speak to the list, before the field hears of them. True when the text was
    /// filled in.
    pub(super) fn take_keys(&mut self, ui: &Ui, field: Id, text: &mut String) -> bool {
        if self.offered.is_empty() {
            return false;
        }
        let last = self.offered.len() - 1;
        let (is_taken, pressed) = ui.input_mut(|input| {
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                self.chosen = Some(self.chosen.map_or(0, |chosen| (chosen + 1).min(last)));
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                self.chosen = self.chosen.and_then(|chosen| chosen.checked_sub(1));
            }
            let is_taken = self.chosen.is_some() && input.consume_key(Modifiers::NONE, Key::Enter);
            // At the press already, because it takes the focus from the field, which would end the writing.
            (is_taken, input.pointer.interact_pos().filter(|_| input.pointer.primary_pressed()))
        });
        let pressed = pressed.and_then(|at| self.lines.iter().position(|line| line.contains(at)));
        let Some(wording) = pressed.or(self.chosen.filter(|_| is_taken)).and_then(|number| self.offered.get(number))
        else {
            return false;
        };
        *text = wording.to_string();
        self.settle(text);
        if let Some(mut state) = TextEditState::load(ui.ctx(), field) {
            let end = CCursor::new(text.chars().count());
            state.cursor.set_char_range(Some(CCursorRange::one(end)));
            state.store(ui.ctx(), field);
        }
        true
    }

    /// Nothing more is offered for this text.
    fn settle(&mut self, text: &str) {
        text.clone_into(&mut self.typed);
        self.offered.clear();
        self.lines.clear();
        self.chosen = None;
    }

    /// Shows what is offered for the text below its field. True when a screen reader's click filled it in.
    pub(super) fn show(&mut self, ui: &Ui, field: Rect, text: &mut String) -> bool {
        self.offer(text);
        self.lines.clear();
        if self.offered.is_empty() {
            return false;
        }
        let mut clicked = None;
        // Where there is no room below the field it stands above, so that it never covers what is being typed.
        let is_low = field.bottom() + ROOM > ui.ctx().content_rect().bottom();
        let (at, pivot) =
            if is_low { (field.left_top(), Align2::LEFT_BOTTOM) } else { (field.left_bottom(), Align2::LEFT_TOP) };
        let area = Area::new(Id::unique("wordings to fill in")).order(Order::Foreground).fixed_pos(at).pivot(pivot);
        area.show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(field.width().max(380.0));
                for (number, wording) in self.offered.iter().enumerate() {
                    let words = words::visible_line(wording);
                    let button = Button::selectable(self.chosen == Some(number), words.as_ref()).truncate();
                    let response = ui.add(button.min_size(vec2(ui.available_width(), 24.0)));
                    self.lines.push(response.rect);
                    if response.clicked() {
                        clicked = Some(wording.to_string());
                    }
                }
            });
        });
        let Some(wording) = clicked else { return false };
        *text = wording;
        self.settle(text);
        true
    }
}
