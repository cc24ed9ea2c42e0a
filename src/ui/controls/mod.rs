//! Small controls that several panels share: chips, icon buttons, captions, and text fields that commit.

mod completion;
mod date;
mod scrolled;

pub(super) use completion::{Completion, Taken, focus as focus_completion, matching, was_clicked};
pub(super) use date::DateField;
pub(super) use scrolled::scrolled;

use std::hash::Hash;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Button, Color32, Id, Key, Label, Response, RichText, Sense, Ui, WidgetInfo, WidgetText, vec2};

use super::bidi;
use super::command::{Action, Queue, Situation};
use super::fields::TextField;
use super::theme::{Face, Tint, font, icon_font, palette, size, space};

/// What was chosen in a field: a value, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen<T>(pub(super) Option<T>);

/// Text in a weight, size and colour.
pub(super) fn text(words: impl Into<String>, face: Face, size: f32, color: Color32) -> RichText {
    RichText::new(words).font(font(face, size)).color(color)
}

/// A caption above a field or group.
pub(super) fn caption(ui: &mut Ui, words: &str) -> Response {
    let color = palette(ui).weak;
    ui.add(Label::new(text(words, Face::Medium, size::SMALL, color)).selectable(false))
}

/// A remark in passing.
pub(super) fn remark(ui: &mut Ui, words: impl Into<String>) -> Response {
    let color = palette(ui).weak;
    bidi::label(ui, text(words, Face::Regular, size::SMALL, color))
}

/// A sign and a word on one line, in one colour.
pub(super) fn signed(icon: &str, word: &str, color: Color32) -> LayoutJob {
    let mut job = LayoutJob::default();
    let sign = TextFormat { font_id: icon_font(size::ICON), color, valign: Align::Center, ..TextFormat::default() };
    let words =
        TextFormat { font_id: font(Face::Strong, size::BODY), color, valign: Align::Center, ..TextFormat::default() };
    job.append(icon, 0.0, sign);
    job.append(word, space::TIGHT, words);
    job
}

/// A line of text of at most `rows` rows, with an ellipsis where it is cut.
pub(super) fn cut_job(words: &str, face: Face, size: f32, color: Color32, width: f32, rows: usize) -> LayoutJob {
    let mut job = LayoutJob::simple(words.to_owned(), font(face, size), color, width);
    job.wrap =
        TextWrapping { max_width: width, max_rows: rows, break_anywhere: false, overflow_character: Some('…') };
    job
}

/// The same text with places (in bytes, in order, without overlaps) marked by a surface behind them.
pub(super) fn marked(mut job: LayoutJob, places: &[std::ops::Range<usize>], fill: Color32) -> LayoutJob {
    let Some(plain) = job.sections.first().map(|section| section.format.clone()) else { return job };
    if places.is_empty() || job.sections.len() > 1 {
        return job;
    }
    let text = std::mem::take(&mut job.text);
    job.sections.clear();
    let lit = TextFormat { background: fill, ..plain.clone() };
    let mut end = 0;
    for place in places {
        job.append(text.get(end..place.start).unwrap_or_default(), 0.0, plain.clone());
        job.append(text.get(place.clone()).unwrap_or_default(), 0.0, lit.clone());
        end = place.end;
    }
    job.append(text.get(end..).unwrap_or_default(), 0.0, plain);
    job
}

/// Selects everything in a field that takes the keyboard, so that typing replaces it.
pub(super) fn select_all(ui: &Ui, response: &Response, words: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), response.id).unwrap_or_default();
    let end = CCursor::new(words.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::default(), end)));
    state.store(ui.ctx(), response.id);
}

/// A sign and a word on their tint.
pub(super) fn chip(ui: &mut Ui, icon: &str, word: &str, tint: Tint) -> Response {
    let frame =
        egui::Frame::new().fill(tint.fill).corner_radius(space::RADIUS).inner_margin(egui::Margin::symmetric(7, 2));
    frame.show(ui, |ui| ui.add(Label::new(signed(icon, word, tint.strong)).selectable(false))).inner
}

/// A button that shows only an icon. The name is its tooltip and what screen readers say.
pub(super) fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let color = palette(ui).text;
    let button = Button::new(RichText::new(icon).font(icon_font(size::ICON)).color(color)).frame_when_inactive(false);
    ui.add(button.min_size(vec2(28.0, 26.0))).on_hover_text(name).accessible_name(name)
}

/// An icon button of an action: disabled when it is not available, its tooltip with help and keys.
pub(super) fn action_button(ui: &mut Ui, action: Action, icon: &str, situation: &Situation<'_>, queue: &mut Queue) {
    let is_available = action.target(situation).is_some();
    let color = if is_available { palette(ui).text } else { palette(ui).weak };
    let button = Button::new(RichText::new(icon).font(icon_font(size::ICON)).color(color)).frame_when_inactive(false);
    let label = action.label(situation);
    let response = ui.add_enabled(is_available, button.min_size(vec2(28.0, 26.0)));
    let tip = action_tip(ui, action, &label);
    if response.on_hover_text(tip.clone()).on_disabled_hover_text(tip).accessible_name(label).clicked() {
        queue.act(action);
    }
}

/// Name, keys and help of an action for its tooltip.
pub(super) fn action_tip(ui: &Ui, action: Action, label: &str) -> String {
    let row = action.row();
    match row.keys.first() {
        Some(keys) => format!("{label} ({})\n{}", ui.ctx().format_shortcut(keys), row.help),
        None => format!("{label}\n{}", row.help),
    }
}

/// The one button of a dialog or page that is meant.
pub(super) fn main_button(ui: &mut Ui, words: &str) -> Response {
    let colors = palette(ui);
    ui.add(
        Button::new(text(words, Face::Strong, size::BODY, colors.on_accent))
            .fill(colors.accent)
            .min_size(vec2(84.0, 30.0)),
    )
}

/// A button of a dialog or page.
pub(super) fn button(ui: &mut Ui, words: &str) -> Response {
    ui.add(Button::new(words).min_size(vec2(84.0, 30.0)))
}

/// Buttons of which one is chosen, in one bar. Gives back the one that was clicked.
pub(super) fn segments<T: Copy + PartialEq>(
    ui: &mut Ui,
    chosen: Option<T>,
    choices: &[(T, WidgetText, &str)],
) -> Option<T> {
    let colors = palette(ui);
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (value, words, name) in choices {
            let is_chosen = chosen == Some(*value);
            let fill = if is_chosen { colors.accent_fill } else { colors.button };
            let stroke = if is_chosen { colors.accent } else { colors.border };
            let button =
                Button::new(words.clone()).fill(fill).stroke(egui::Stroke::new(1.0, stroke)).selected(is_chosen);
            let response = ui.add(button).on_hover_text(*name);
            response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::RadioButton, true, is_chosen, *name));
            if response.clicked() {
                clicked = Some(*value);
            }
        }
    });
    clicked
}

/// A text field that hands its text over once: on Enter or when it loses focus, and only if it changed. Escape leaves
/// what was there. While it is edited the text belongs to the field alone, under an id made of `owner` and `name`, so
/// that it never turns up in another record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    /// What is said about it by screen readers, and part of its id.
    pub name: &'a str,
    /// The text as it stands in the dossier.
    pub current: &'a str,
    /// Shown while it is empty.
    pub hint: &'a str,
    /// Rows of a field in which Shift+Enter makes a new line; one row: a single line.
    pub rows: usize,
    /// Takes the focus now, with everything selected.
    pub wants_focus: bool,
}

/// Notes how many dossiers there were: fields of one are none of the next.
pub(super) fn note_drafts(ui: &Ui, drafts: u64) {
    ui.data_mut(|data| data.insert_temp(Id::unique("drafts"), drafts));
}

/// The id of a field of a record, and of what is typed into it.
pub(super) fn field_id(ui: &Ui, kind: &str, owner: impl Hash + std::fmt::Debug, name: &str) -> Id {
    let drafts = ui.data(|data| data.get_temp::<u64>(Id::unique("drafts"))).unwrap_or(0);
    Id::unique((kind, drafts, owner, name))
}

impl<'a> Field<'a> {
    /// A field of one line.
    pub(super) fn line(name: &'a str, current: &'a str) -> Self {
        Self { name, current, hint: "", rows: 1, wants_focus: false }
    }

    /// A field of several lines.
    pub(super) fn lines(name: &'a str, current: &'a str, rows: usize) -> Self {
        Self { rows, ..Self::line(name, current) }
    }

    /// The same with a hint.
    pub(super) fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// Shows the field and gives back what was committed.
    pub(super) fn show(self, ui: &mut Ui, owner: impl Hash + std::fmt::Debug) -> Option<String> {
        let id = field_id(ui, "field", &owner, self.name);
        let draft = ui.data(|data| data.get_temp::<String>(id));
        let mut words = draft.unwrap_or_else(|| self.current.to_owned());
        let field = if self.rows > 1 {
            let new_line = egui::KeyboardShortcut::new(egui::Modifiers::SHIFT, Key::Enter);
            TextField::lines(&mut words, self.rows).new_line(new_line)
        } else {
            TextField::line(&mut words)
        };
        let width = ui.available_width();
        let response = field.id(id).hint(self.hint).width(width).margin(7.0, 5.0).show(ui, self.name);
        if self.wants_focus {
            response.request_focus();
        }
        if response.has_focus() {
            ui.data_mut(|data| data.insert_temp(id, words));
            if self.rows > 1 && ui.input(|input| input.key_pressed(Key::Enter) && !input.modifiers.shift) {
                response.surrender_focus();
            }
            return None;
        }
        ui.data_mut(|data| data.remove_temp::<String>(id));
        let was_left = response.lost_focus() && !ui.input(|input| input.key_pressed(Key::Escape));
        (was_left && words != self.current).then_some(words)
    }
}

/// A clickable line of a list: a sign, a title and a remark. The whole width takes the click.
pub(super) fn list_line(ui: &mut Ui, icon: (&str, Color32), title: &str, remark: &str, is_selected: bool) -> Response {
    list_line_sensing(ui, icon, (title, remark), is_selected, Sense::click())
}

/// The same for a line that arrow keys choose elsewhere: Tab passes it by when `sense` has no focus.
pub(super) fn list_line_sensing(
    ui: &mut Ui,
    icon: (&str, Color32),
    (title, remark): (&str, &str),
    is_selected: bool,
    sense: Sense,
) -> Response {
    let colors = palette(ui);
    let width = ui.available_width() - 34.0;
    let title = cut_job(title, Face::Medium, size::BODY, colors.text, width, 2);
    let remark = cut_job(remark, Face::Regular, size::SMALL, colors.weak, width, 2);
    list_line_of(ui, icon, (title, remark), is_selected, sense)
}

/// The same of texts that were laid out for it, 34 points narrower than the line.
pub(super) fn list_line_of(
    ui: &mut Ui,
    icon: (&str, Color32),
    (title, remark): (LayoutJob, LayoutJob),
    is_selected: bool,
    sense: Sense,
) -> Response {
    let colors = palette(ui);
    let width = ui.available_width();
    let name = bidi::spoken(format!("{} {}", title.text, remark.text).trim()).into_owned();
    let title_galley = bidi::layout(ui, title);
    let remark_galley = (!remark.text.is_empty()).then(|| bidi::layout(ui, remark));
    let height = title_galley.size().y + remark_galley.as_ref().map_or(0.0, |galley| galley.size().y + 1.0) + 10.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    response.widget_info(|| WidgetInfo::selected(egui::accesskit::Role::Button, true, is_selected, name.as_str()));
    let fill = match (is_selected, response.hovered()) {
        (true, _) => Some(colors.accent_fill),
        (false, true) => Some(colors.hover),
        _ => None,
    };
    let painter = ui.painter();
    if let Some(fill) = fill {
        painter.rect_filled(rect, space::RADIUS, fill);
    }
    if response.has_focus() {
        painter.rect_stroke(rect, space::RADIUS, egui::Stroke::new(1.5, colors.accent), egui::StrokeKind::Inside);
    }
    let left = rect.left_top() + vec2(6.0, 5.0);
    painter.text(
        left + vec2(0.0, title_galley.rows.first().map_or(8.0, |row| row.height() / 2.0)),
        egui::Align2::LEFT_CENTER,
        icon.0,
        icon_font(size::ICON),
        icon.1,
    );
    let text_left = left + vec2(22.0, 0.0);
    let title_height = title_galley.size().y;
    painter.galley(text_left, title_galley, colors.text);
    if let Some(galley) = remark_galley {
        painter.galley(text_left + vec2(0.0, title_height + 1.0), galley, colors.weak);
    }
    response
}

/// A clickable message of a list, of at most `rows` rows; the rest is in its tooltip.
pub(super) fn message_line(ui: &mut Ui, icon: (&str, Color32), words: &str, rows: usize) -> Response {
    let colors = palette(ui);
    let width = ui.available_width();
    let job = cut_job(words, Face::Regular, size::BODY, colors.text, width - 34.0, rows);
    let galley = bidi::layout(ui, job);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 8.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Button, true, bidi::spoken(words)));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, space::RADIUS, colors.hover);
    }
    let middle = rect.left_top() + vec2(6.0, 12.0);
    ui.painter().text(middle, egui::Align2::LEFT_CENTER, icon.0, icon_font(size::ICON), icon.1);
    let is_cut = galley.elided;
    ui.painter().galley(rect.left_top() + vec2(28.0, 4.0), galley, colors.text);
    if is_cut { bidi::hover(response, words) } else { response }
}

/// A hairline across the available width.
pub(super) fn hairline(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, egui::Stroke::new(1.0, palette(ui).line));
}
