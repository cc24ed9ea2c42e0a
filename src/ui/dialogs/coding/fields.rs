//! The fields of the form: who, on what, how, in which words.

use std::borrow::Cow;

use egui::{Key, Modifiers, Sense, Ui};

use super::super::super::command::Action;
use super::super::super::controls::{Completion, Taken, focus_completion, matching};
use super::super::super::fields::TextField;
use super::super::super::theme::{palette, space};
use super::super::super::{OpenDossier, controls, words};
use super::{CodingDialog, Field};
use crate::model::Stance;
use crate::model::shown::visible_line;
use crate::model::steps::{Named, item_titled, party_named};

pub(super) fn party_field(ui: &mut Ui, open: &OpenDossier<'_>, dialog: &mut CodingDialog, focus: Option<Field>) {
    let name = |id| words::party_name(open.dossier, id);
    let near = &dialog.near;
    let field = NamedField {
        caption: "Party",
        hint: "Type to find one, or a new name",
        number: dialog.shown_in,
        wants_focus: focus == Some(Field::Party),
        shown: name,
        find: |query: &str| matching(query, near.iter().map(|&id| (id, name(id)))),
        known: |typed: &str| party_named(open.dossier, typed),
    };
    if field.show(ui, &mut dialog.party) {
        dialog.go_on(ui, "Party", Field::Item);
    }
}

pub(super) fn item_field(ui: &mut Ui, open: &OpenDossier<'_>, dialog: &mut CodingDialog, focus: Option<Field>) {
    let title = |id| words::item_title(open.dossier, id);
    let field = NamedField {
        caption: "Item",
        hint: "Type to find one, or a new title",
        number: dialog.shown_in,
        wants_focus: focus == Some(Field::Item),
        shown: title,
        find: |query: &str| matching(query, open.dossier.items().keys().iter().map(|&id| (id, title(id)))),
        known: |typed: &str| item_titled(open.dossier, typed),
    };
    if field.show(ui, &mut dialog.item) {
        dialog.go_on(ui, "Item", Field::Stance);
    }
}

/// A field for a party or an item, one that is there or a new one.
struct NamedField<Shown, Find, Known> {
    caption: &'static str,
    hint: &'static str,
    number: Option<u64>,
    wants_focus: bool,
    shown: Shown,
    find: Find,
    known: Known,
}

impl<Shown, Find, Known> NamedField<Shown, Find, Known> {
    /// Gives back true when an entry of the list was taken.
    fn show<'a, K: Copy + Send + Sync + 'static>(self, ui: &mut Ui, named: &mut Named<K>) -> bool
    where
        Shown: Fn(K) -> Cow<'a, str>,
        Find: Fn(&str) -> Vec<(K, String)>,
        Known: Fn(&str) -> Option<K>,
    {
        let current = match &*named {
            Named::Known(key) => (self.shown)(*key),
            Named::New(name) => Cow::Owned(name.clone()),
        };
        let is_new = matches!(&*named, Named::New(name) if !name.trim().is_empty());
        controls::caption(ui, &if is_new { format!("{}, new", self.caption) } else { self.caption.to_owned() });
        if self.wants_focus {
            focus_completion(ui, self.number, self.caption);
        }
        let field = Completion { name: self.caption, current: &current, hint: self.hint, takes_words: true };
        let taken = field.show(ui, self.number, self.find);
        let is_entry = matches!(taken, Some(Taken::Entry(_)));
        match taken {
            Some(Taken::Entry(key)) => *named = Named::Known(key),
            Some(Taken::Words(name)) => *named = (self.known)(&name).map_or(Named::New(name), Named::Known),
            Some(Taken::Nothing) => *named = Named::New(String::new()),
            None => {}
        }
        is_entry
    }
}

/// One stop of Tab: letters and arrows choose.
pub(super) fn stance_field(ui: &mut Ui, dialog: &mut CodingDialog, focus: Option<Field>) {
    controls::caption(ui, "Stance");
    let colors = palette(ui);
    let id = ui.make_persistent_id("stance");
    let shown = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        for stance in Stance::ALL {
            let is_chosen = dialog.stance == Some(stance);
            let strong = colors.stance(stance).strong;
            let sign = controls::signed(words::stance_icon(stance), words::stance(stance), strong);
            let button = egui::Button::selectable(is_chosen, sign).sense(Sense::CLICK);
            let tip = format!("{} ({})", words::stance(stance), letter(stance).name());
            if ui.add(button).on_hover_text(tip).clicked() {
                dialog.stance = Some(stance);
            }
        }
    });
    let response = ui.interact(shown.response.rect.expand(2.0), id, Sense::focusable_noninteractive());
    let said = dialog.stance.map_or("not chosen", Stance::word);
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::RadioGroup, true, format!("Stance: {said}")));
    if focus == Some(Field::Stance) {
        response.request_focus();
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            response.rect,
            space::RADIUS,
            ui.visuals().selection.stroke,
            egui::StrokeKind::Outside,
        );
        let lock = egui::EventFilter { horizontal_arrows: true, ..egui::EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, lock));
        take_stance_keys(ui, dialog);
    }
    ui.add_space(space::TIGHT);
}

fn take_stance_keys(ui: &Ui, dialog: &mut CodingDialog) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for stance in Stance::ALL {
        if pressed(letter(stance)) {
            dialog.stance = Some(stance);
        }
    }
    let place = dialog.stance.and_then(|stance| Stance::ALL.iter().position(|other| *other == stance));
    if pressed(Key::ArrowRight) {
        dialog.stance = Some(Stance::ALL[place.map_or(0, |place| (place + 1) % Stance::ALL.len())]);
    }
    if pressed(Key::ArrowLeft) {
        let last = Stance::ALL.len() - 1;
        dialog.stance = Some(Stance::ALL[place.map_or(last, |place| place.checked_sub(1).unwrap_or(last))]);
    }
}

/// The letter that sets a stance everywhere.
fn letter(stance: Stance) -> Key {
    let keys = Action::Stance(stance).row().keys;
    keys.first().map_or(Key::Space, |keys| keys.logical_key)
}

pub(super) fn typed(ui: &mut Ui, caption: &str, words: &mut String, rows: usize, wants_focus: bool) {
    controls::caption(ui, caption);
    let field = if rows > 1 {
        let new_line = egui::KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter);
        TextField::lines(words, rows).new_line(new_line)
    } else {
        TextField::line(words)
    };
    let response = field.width(f32::INFINITY).margin(7.0, 5.0).show(ui, caption);
    if response.gained_focus() {
        controls::select_all(ui, &response, words);
    }
    if wants_focus {
        response.request_focus();
    }
}

pub(super) fn speaker_field(ui: &mut Ui, open: &OpenDossier<'_>, dialog: &mut CodingDialog) {
    controls::caption(ui, "Speaker");
    let field = Completion {
        name: "Speaker",
        current: &dialog.speaker,
        hint: "Whose words the article reports",
        takes_words: true,
    };
    let aliases = match &dialog.party {
        Named::Known(id) => open.dossier.parties().get(*id).map_or(&[][..], |party| &party.aliases),
        Named::New(_) => &[],
    };
    let taken = field.show(ui, dialog.shown_in, |query| {
        matching(query, aliases.iter().map(|alias| (alias.to_string(), visible_line(alias))))
    });
    match taken {
        Some(Taken::Entry(name) | Taken::Words(name)) => dialog.speaker = name,
        Some(Taken::Nothing) => dialog.speaker.clear(),
        None => {}
    }
}
