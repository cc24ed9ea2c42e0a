//! A party: names, role, colour, note, and how it stands to the others.

use egui::{Color32, Sense, Stroke, Ui, vec2};

use super::super::OpenDossier;
use super::super::command::{Action, Queue, Situation};
use super::super::controls::{self, Field, segments};
use super::super::theme::{Face, icon_font, palette, size, space};
use super::super::view::ViewState;
use super::super::{bidi, icons, words};
use super::{delete_button, head, labelled, other_fields, section};
use crate::model::{Party, PartyId, Place, Role, Text, steps};

/// Colours that stay apart from each other and from the stances; a file may name any other.
const SWATCHES: [&str; 8] = ["#b5523b", "#c98a1b", "#6f8f2f", "#2f8f7a", "#3b6fb5", "#7a5bb5", "#b54d8c", "#6b7280"];

/// Shows a party.
pub(super) fn ui(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    id: PartyId,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let Some(party) = open.dossier.parties().get(id) else { return };
    let actions = [(Action::MoveBack, icons::CARET_LEFT), (Action::MoveOn, icons::CARET_RIGHT)];
    head(ui, "Party", &words::visible_line(&party.name), &actions, situation, queue);
    let mut change = |party: Party, name: &str| queue.perform(steps::change_party(open.dossier, id, party, name));
    let name = Field { wants_focus: view.wants_name_focus, ..Field::line("Name", &party.name) };
    if let Some(name) = labelled(ui, "Name", name, id) {
        let step = format!("Rename party to {}", words::quoted(name.trim()));
        change(Party { name: Text::from(name.trim()), ..party.clone() }, &step);
    }
    if let Some((aliases, step)) = aliases(ui, id, &party.aliases) {
        change(Party { aliases, ..party.clone() }, step);
    }
    ui.add_space(2.0);
    controls::caption(ui, "Role");
    let roles = Role::ALL.map(|role| (role, words::role(role).into(), words::role(role)));
    if let Some(role) = segments(ui, Some(party.role), &roles) {
        change(Party { role, ..party.clone() }, &format!("Make {}", role.word()));
    }
    controls::remark(ui, "The agreement of principals is needed, that of the others is not.");
    controls::caption(ui, "Colour");
    if let Some(color) = swatches(ui, &party.color) {
        change(Party { color: Text::from(color), ..party.clone() }, "Set colour");
    }
    if let Some(color) = color_field(ui, id, &party.color) {
        change(Party { color: Text::from(color), ..party.clone() }, "Set colour");
    }
    if let Some(note) = labelled(ui, "Note", Field::lines("Note", &party.note, 2), id) {
        change(Party { note: Text::from(note.trim_end()), ..party.clone() }, "Edit note");
    }
    other_fields(ui, &party.extra);
    section(ui, "With the others");
    pairs(ui, open, id, queue);
    delete_button(ui, "Delete party…", queue);
}

/// Other names, one chip each; a click takes one away, the field below adds some.
fn aliases(ui: &mut Ui, id: PartyId, aliases: &[Text]) -> Option<(Vec<Text>, &'static str)> {
    ui.add_space(2.0);
    controls::caption(ui, "Also called");
    let mut removed = None;
    if !aliases.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::TIGHT, space::TIGHT);
            for (place, alias) in aliases.iter().enumerate() {
                let sign = egui::RichText::new(icons::X).font(icon_font(size::SMALL)).color(palette(ui).weak);
                let button = egui::Button::new((words::visible_line(alias).into_owned(), sign));
                let name = format!("Remove the name {}", words::quoted(alias));
                if ui.add(button).on_hover_text("Remove this name").accessible_name(name).clicked() {
                    removed = Some(place);
                }
            }
        });
    }
    if let Some(place) = removed {
        let mut aliases = aliases.to_vec();
        aliases.remove(place);
        return Some((aliases, "Remove name"));
    }
    // The field is empty after each name, so it is another one for each number of names.
    let field = Field::line("Add name", "").hint("Another name in articles; commas between several");
    let typed = field.show(ui, (id, aliases.len()))?;
    let mut all = aliases.to_vec();
    for name in typed.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        if !all.iter().any(|alias| *alias == name) {
            all.push(Text::from(name));
        }
    }
    Some((all, "Add name"))
}

/// Any colour, as files write it. What is no colour stays in the field with the reason below.
fn color_field(ui: &mut Ui, id: PartyId, current: &str) -> Option<String> {
    let wrong = controls::field_id(ui, "wrong colour", id, "");
    let typed = Field::line("Colour in hexadecimal", current).hint("#rrggbb").show(ui, id);
    if let Some(typed) = typed {
        let digits = typed.trim().trim_start_matches('#').to_lowercase();
        let color = if digits.is_empty() { String::new() } else { format!("#{digits}") };
        if color.is_empty() || party_color(&color).is_some() {
            ui.data_mut(|data| data.remove::<String>(wrong));
            return Some(color);
        }
        ui.data_mut(|data| data.insert_temp(wrong, typed));
    }
    if let Some(typed) = ui.data(|data| data.get_temp::<String>(wrong)) {
        let color = palette(ui).danger.strong;
        let words = format!("{} is not a colour; write # and six of 0–9 and a–f", words::quoted(&typed));
        ui.add(egui::Label::new(controls::text(words, Face::Medium, size::SMALL, color)).wrap());
    }
    None
}

/// Agreement with each other party, over the items on which both have spoken for or against.
fn pairs(ui: &mut Ui, open: &OpenDossier<'_>, id: PartyId, queue: &mut Queue) {
    let mut is_empty = true;
    for (other, party) in open.dossier.parties().iter().filter(|(other, _)| *other != id) {
        let pair = open.comparison.pair(id, other);
        if pair.compared() == 0 {
            continue;
        }
        is_empty = false;
        let remark = format!("{} alike, {} opposed, of {} compared", pair.alike, pair.opposed, pair.compared());
        let sign = (icons::ARROWS_LEFT_RIGHT, palette(ui).weak);
        let response = controls::list_line(ui, sign, &words::visible_line(&party.name), &remark, false);
        let items = open.comparison.pair_items(open.dossier, id, other);
        let response = response.on_hover_ui(|ui| {
            for (word, list) in [("Alike", &items.alike), ("Opposed", &items.opposed)] {
                for item in list.iter().take(12) {
                    let title = bidi::isolated(words::item_title(open.dossier, *item));
                    bidi::label(ui, format!("{word}: {title}"));
                }
            }
        });
        if response.clicked() {
            queue.select(Place::Party(other));
        }
    }
    if is_empty {
        controls::remark(ui, "No item yet on which this party and another have both spoken for or against.");
    }
}

/// The colour of a party, if the text is one (`#rrggbb`).
pub(crate) fn party_color(text: &str) -> Option<Color32> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, r, g, b] = number.to_be_bytes();
    Some(Color32::from_rgba_premultiplied(r, g, b, 255))
}

pub(super) fn swatches(ui: &mut Ui, current: &str) -> Option<String> {
    let colors = palette(ui);
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        // A colour that the file brought along stands before those that are offered.
        let own = party_color(current).map(|_| current).filter(|own| !SWATCHES.contains(own));
        for swatch in own.into_iter().chain(SWATCHES).chain([""]) {
            let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
            let is_current = current.eq_ignore_ascii_case(swatch);
            match party_color(swatch) {
                Some(color) => ui.painter().circle_filled(rect.center(), 8.0, color),
                None => ui.painter().circle_stroke(rect.center(), 8.0, Stroke::new(1.0, colors.border)),
            };
            if is_current || response.has_focus() {
                ui.painter().circle_stroke(rect.center(), 10.5, Stroke::new(2.0, colors.accent));
            }
            let name = if swatch.is_empty() { "No colour" } else { swatch };
            response
                .widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::RadioButton, true, is_current, name));
            if response.on_hover_text(name).clicked() {
                chosen = Some(swatch.to_owned());
            }
        }
    });
    chosen
}
