//! A field for a date, typed or taken from a calendar: a day, a month or only a year.

use std::hash::Hash;

use egui::{Button, Grid, Id, Key, Label, Modifiers, Popup, PopupCloseBehavior, Ui, vec2};

use super::super::fields::TextField;
use super::{Chosen, field_id, icon_button, text};
use crate::model::{Date, DateError};
use crate::ui::icons;
use crate::ui::theme::{Face, palette, size, space};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A field for a date.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct DateField<'a> {
    /// What is said about it by screen readers, and part of its id.
    pub name: &'a str,
    /// The date as it stands in the dossier.
    pub current: Option<Date>,
    /// Shown while it is empty.
    pub hint: &'a str,
    /// Where the calendar opens when there is no date yet.
    pub near: Option<Date>,
}

/// What was typed and not (or not yet) taken, and what it was typed over.
#[derive(Clone)]
struct Draft {
    words: String,
    over: Option<Date>,
    complaint: Option<String>,
}

impl DateField<'_> {
    /// Shows the field; gives back the date that was set, once. What is no date stays in the field with the reason below.
    pub(in crate::ui) fn show(self, ui: &mut Ui, owner: impl Hash + std::fmt::Debug) -> Option<Chosen<Date>> {
        let id = field_id(ui, "date", &owner, self.name);
        let chosen = ui
            .horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::TIGHT;
                // The button is its icon with padding; the field adds its own margin. A row wider than the panel would
                // push the panel wider in every frame.
                let button_width = size::ICON + 2.0 * ui.spacing().button_padding.x + 2.0;
                let width = (ui.available_width() - button_width - space::TIGHT - 16.0).max(60.0);
                let typed = self.typed(ui, id, width);
                let button = icon_button(ui, icons::CARET_DOWN, &format!("Choose {}", self.name.to_lowercase()));
                typed.or(self.calendar(&button, id))
            })
            .inner;
        if chosen.is_some() {
            ui.data_mut(|data| data.remove::<Draft>(id));
        }
        let complaint = ui.data(|data| data.get_temp::<Draft>(id)).and_then(|draft| draft.complaint);
        if let Some(complaint) = complaint {
            let color = palette(ui).danger.strong;
            ui.add(Label::new(text(complaint, Face::Medium, size::SMALL, color)).wrap());
        }
        chosen.filter(|Chosen(chosen)| *chosen != self.current)
    }

    fn typed(self, ui: &mut Ui, id: Id, width: f32) -> Option<Chosen<Date>> {
        let kept = ui.data(|data| data.get_temp::<Draft>(id)).filter(|draft| draft.over == self.current);
        let before = self.current.map(|date| date.to_string()).unwrap_or_default();
        let complaint = kept.as_ref().and_then(|draft| draft.complaint.clone());
        let had_draft = kept.is_some();
        let mut words = kept.map_or_else(|| before.clone(), |draft| draft.words);
        let field = TextField::line(&mut words).id(id).hint(self.hint).width(width).margin(7.0, 5.0);
        let response = field.show(ui, self.name);
        let keep = |ui: &Ui, words: String, complaint| {
            ui.data_mut(|data| data.insert_temp(id, Draft { words, over: self.current, complaint }));
        };
        if response.has_focus() {
            let complaint = complaint.filter(|_| !response.changed());
            keep(ui, words, complaint);
            return None;
        }
        if response.lost_focus() && !ui.input(|input| input.key_pressed(Key::Escape)) {
            match parsed(&words) {
                Ok(date) => {
                    ui.data_mut(|data| data.remove::<Draft>(id));
                    return Some(Chosen(date));
                }
                Err(error) => keep(ui, words, Some(sentence(&error.to_string()))),
            }
        } else if response.lost_focus() || (had_draft && complaint.is_none()) {
            ui.data_mut(|data| data.remove::<Draft>(id));
        }
        None
    }

    /// The calendar under its button.
    fn calendar(self, button: &egui::Response, id: Id) -> Option<Chosen<Date>> {
        let id = id.with("calendar");
        let has_opened = button.clicked();
        let popup =
            Popup::from_toggle_button_response(button).id(id).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let shown = popup.show(|ui| {
            let start = self.current.or(self.near);
            let start = (start.map_or(2025, Date::year), start.and_then(Date::month).unwrap_or(1));
            let kept = ui.data(|data| data.get_temp::<(u32, u32)>(id)).filter(|_| !has_opened);
            let mut month = kept.unwrap_or(start);
            let is_new = kept.is_none();
            let chosen = self.month(ui, &mut month, is_new);
            ui.data_mut(|data| data.insert_temp(id, month));
            if chosen.is_some() {
                ui.close();
            }
            chosen
        });
        let chosen = shown.and_then(|shown| shown.inner);
        if chosen.is_some() {
            button.request_focus();
        }
        chosen
    }

    fn month(self, ui: &mut Ui, shown: &mut (u32, u32), takes_focus: bool) -> Option<Chosen<Date>> {
        let mut by: i32 = ui.input_mut(|input| {
            i32::from(input.consume_key(Modifiers::NONE, Key::PageDown))
                - i32::from(input.consume_key(Modifiers::NONE, Key::PageUp))
        });
        ui.horizontal(|ui| {
            for (name, sign, months) in [
                ("Year before", "«", -12_i32),
                ("Month before", icons::CARET_LEFT, -1),
                ("Next month", icons::CARET_RIGHT, 1),
                ("Next year", "»", 12),
            ] {
                if months == 1 {
                    let title = format!("{} {}", MONTHS[shown.1 as usize - 1], shown.0);
                    let color = palette(ui).text;
                    ui.add_sized(
                        vec2(112.0, 26.0),
                        Label::new(text(title, Face::Strong, size::BODY, color)).selectable(false),
                    );
                }
                let response = if months.abs() == 1 {
                    icon_button(ui, sign, name)
                } else {
                    ui.add(Button::new(sign).frame_when_inactive(false)).on_hover_text(name).accessible_name(name)
                };
                if response.clicked() {
                    by = months;
                }
            }
        });
        *shown = moved(*shown, by);
        let day = self.days(ui, *shown, takes_focus);
        let (year, month) = *shown;
        let short = |number: u32| u8::try_from(number).ok();
        ui.horizontal(|ui| {
            let mut chosen = day.map(|day| Chosen(Some(day)));
            let whole = u16::try_from(year).ok();
            let only_month = whole.and_then(|year| Date::new(year, short(month), None));
            let only_year = whole.and_then(|year| Date::new(year, None, None));
            for date in [only_month, only_year].into_iter().flatten() {
                if ui.button(format!("Only {date}")).clicked() {
                    chosen = Some(Chosen(Some(date)));
                }
            }
            if self.current.is_some() && ui.button("No date").clicked() {
                chosen = Some(Chosen(None));
            }
            chosen
        })
        .inner
    }

    /// The days of a month under their weekdays; arrow keys lead from day to day, as everywhere.
    fn days(self, ui: &mut Ui, (year, month): (u32, u32), takes_focus: bool) -> Option<Date> {
        let first = jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()?;
        let before = usize::try_from(first.weekday().to_monday_zero_offset()).ok()?;
        let count = u8::try_from(first.days_in_month()).ok()?;
        let focused = self.current.filter(|date| (date.year(), date.month()) == (year, Some(month)));
        let focused = focused.and_then(Date::day).unwrap_or(1);
        let mut chosen = None;
        Grid::new("days").num_columns(7).spacing(vec2(2.0, 2.0)).min_col_width(32.0).show(ui, |ui| {
            for day in ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] {
                let word = text(day, Face::Medium, size::SMALL, palette(ui).weak);
                ui.add_sized(vec2(32.0, 18.0), Label::new(word).selectable(false));
            }
            ui.end_row();
            for _ in 0..before {
                ui.label("");
            }
            for day in 1..=count {
                let date = Date::new(first.year().unsigned_abs(), u8::try_from(month).ok(), Some(day));
                let is_current = date.is_some() && date == self.current;
                let button = Button::selectable(is_current, day.to_string()).min_size(vec2(32.0, 26.0));
                let name = date.map(|date| date.to_string()).unwrap_or_default();
                let response = ui.add(button).accessible_name(name);
                if takes_focus && u32::from(day) == focused {
                    response.request_focus();
                }
                if response.clicked() {
                    chosen = date;
                }
                if (before + usize::from(day)).is_multiple_of(7) {
                    ui.end_row();
                }
            }
        });
        chosen
    }
}

/// A typed date; nothing typed is no date.
fn parsed(words: &str) -> Result<Option<Date>, DateError> {
    match words.trim() {
        "" => Ok(None),
        words => words.parse().map(Some),
    }
}

/// The same with a capital letter at its head.
fn sentence(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// The month so many months later; never before the year 1 or after 9999.
fn moved((year, month): (u32, u32), by: i32) -> (u32, u32) {
    let months = (year * 12 + month - 1).saturating_add_signed(by).clamp(12, 9999 * 12 + 11);
    (months / 12, months % 12 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_lead_over_the_year_and_stay_in_the_calendar() {
        assert_eq!(moved((2025, 12), 1), (2026, 1));
        assert_eq!(moved((2025, 1), -1), (2024, 12));
        assert_eq!(moved((1, 1), -12), (1, 1));
        assert_eq!(moved((9999, 12), 12), (9999, 12));
    }
}
