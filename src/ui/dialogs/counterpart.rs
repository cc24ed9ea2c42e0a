//! The other party or item to merge with, found by typing.

use egui::{Key, Modifiers, Ui};

use super::super::command::Queue;
use super::super::fields::TextField;
use super::super::theme::palette;
use super::super::{OpenDossier, controls, icons, words};
use super::merge::MergeDialog;
use super::parts::{buttons, give, title};
use crate::model::names::folded;
use crate::model::{Dossier, Place};

/// At most so many are offered.
const OFFERED: usize = 8;

/// Asks for the counterpart of `one`. Arrow keys choose, Enter takes.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, one: Place, dialog: &mut MergeDialog, queue: &mut Queue) -> bool {
    title(ui, &format!("Merge {} with…", words::quoted(&words::place_title(open.dossier, one))));
    let (up, down, enter) = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        (pressed(Key::ArrowUp), pressed(Key::ArrowDown), pressed(Key::Enter))
    });
    let field = TextField::line(&mut dialog.query).hint("Type to find it");
    let response = field.width(f32::INFINITY).margin(8.0, 6.0).show(ui, "Merge with");
    response.request_focus();
    if response.changed() || dialog.found.is_none() {
        dialog.found = Some(found(open.dossier, one, &dialog.query));
        dialog.chosen = 0;
    }
    let found = dialog.found.clone().unwrap_or_default();
    let last = found.len().saturating_sub(1);
    dialog.chosen = (dialog.chosen + usize::from(down)).saturating_sub(usize::from(up)).min(last);
    let mut taken = found.get(dialog.chosen).copied().filter(|_| enter);
    if found.is_empty() {
        controls::remark(ui, "Nothing of this name");
    }
    for (number, place) in found.iter().enumerate() {
        let sign =
            (if matches!(place, Place::Party(_)) { icons::USERS } else { icons::LIST_BULLETS }, palette(ui).weak);
        let name = words::place_title(open.dossier, *place);
        if controls::list_line(ui, sign, &name, &remark(open.dossier, *place), number == dialog.chosen).clicked() {
            taken = Some(*place);
        }
    }
    let clicked = buttons(ui, &["Cancel", "Go on"]);
    if clicked == Some(1) {
        taken = found.get(dialog.chosen).copied();
    }
    if let Some(other) = taken {
        dialog.places.push(other);
        // The field that has the focus is gone with the next frame; Enter then speaks to the dialog.
        ui.ctx().memory_mut(|memory| memory.surrender_focus(response.id));
        return false;
    }
    clicked == Some(0) && give(queue, None)
}

/// Other names of a party, the topic of an item.
pub(super) fn remark(dossier: &Dossier, place: Place) -> String {
    match place {
        Place::Party(id) => {
            let aliases = dossier.parties().get(id).map(|party| party.aliases.as_slice()).unwrap_or_default();
            words::visible_line(&aliases.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")).into_owned()
        }
        Place::Item(id) => {
            dossier.items().get(id).map_or_else(String::new, |item| words::visible_line(&item.topic).into_owned())
        }
        _ => String::new(),
    }
}

/// Those of the same kind whose names hold what was typed; with nothing typed, those first that share most words with
/// `one`, because they are likely the same.
pub(super) fn found(dossier: &Dossier, one: Place, query: &str) -> Vec<Place> {
    let names: Vec<(Place, String)> = match one {
        Place::Party(_) => {
            let named = |party: &crate::model::Party| {
                folded(&format!(
                    "{} {}",
                    party.name,
                    party.aliases.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
                ))
            };
            dossier.parties().iter().map(|(id, party)| (Place::Party(id), named(party))).collect()
        }
        _ => dossier.items().iter().map(|(id, item)| (Place::Item(id), folded(&item.title))).collect(),
    };
    let query = folded(query);
    let own = names.iter().find(|(place, _)| *place == one).map_or("", |(_, name)| name.as_str());
    let own_words: Vec<&str> = own.split(' ').filter(|word| word.chars().count() > 3).collect();
    let mut fitting: Vec<_> = names
        .iter()
        .filter(|(place, name)| *place != one && name.contains(&query))
        .map(|(place, name)| {
            (own_words.iter().filter(|word| name.split(' ').any(|other| other == **word)).count(), *place)
        })
        .collect();
    fitting.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    fitting.into_iter().map(|(_, place)| place).take(OFFERED).collect()
}
