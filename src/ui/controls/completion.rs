//! A text field with a list of what fits: typing filters, arrows choose, Enter takes, Escape leaves everything as it was.

use std::borrow::Cow;
use std::hash::Hash;

use egui::{Button, Id, Key, LayerId, Modifiers, Order, Popup, PopupCloseBehavior, SurrenderFocusOn, Ui, vec2};

use super::super::fields::TextField;
use super::{cut_job, field_id, remark, select_all};
use crate::model::names::folded;
use crate::ui::bidi;
use crate::ui::theme::{Face, palette, size};

/// So many entries are shown at once; typing finds the others.
const SHOWN: usize = 40;

/// What was taken from a field with completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) enum Taken<T> {
    /// What was typed, as it was typed.
    Words(String),
    /// An entry of the list.
    Entry(T),
    /// The field was emptied.
    Nothing,
}

/// The entries whose label contains the folded `query`, those that begin with it first; few enough to show.
pub(in crate::ui) fn matching<'a, T>(
    query: &str,
    entries: impl Iterator<Item = (T, Cow<'a, str>)>,
) -> Vec<(T, String)> {
    let (mut first, mut others) = (Vec::new(), Vec::new());
    for (entry, label) in entries {
        let place = if query.is_empty() { Some(0) } else { folded(&label).find(query) };
        match place {
            Some(0) => first.push((entry, label.into_owned())),
            Some(_) if others.len() <= SHOWN => others.push((entry, label.into_owned())),
            _ => {}
        }
        if first.len() > SHOWN {
            break;
        }
    }
    first.extend(others);
    first.truncate(SHOWN + 1);
    first
}

/// Gives the keyboard to the field of this owner and name.
pub(in crate::ui) fn focus(ui: &Ui, owner: impl Hash + std::fmt::Debug, name: &str) {
    let id = field_id(ui, "completion", &owner, name);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// A text field with completion.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct Completion<'a> {
    /// What is said about it by screen readers, and part of its id.
    pub name: &'a str,
    /// What stands in it.
    pub current: &'a str,
    /// Shown while it is empty.
    pub hint: &'a str,
    /// Words that are not in the list count too; otherwise only entries do.
    pub takes_words: bool,
}

/// Where the last entry that was clicked was taken, and in which pass.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Clicked(Id, u64);

/// True when in this pass an entry of the field of this owner and name was taken with the mouse, so that the keyboard
/// is nowhere.
pub(in crate::ui) fn was_clicked(ui: &Ui, owner: impl Hash + std::fmt::Debug, name: &str) -> bool {
    let now = Clicked(field_id(ui, "completion", &owner, name), ui.ctx().cumulative_pass_nr());
    ui.data(|data| data.get_temp::<Clicked>(Id::unique("entry clicked"))) == Some(now)
}

/// What is kept while the field has the keyboard. The list is made again only when other words are looked for.
#[derive(Clone)]
struct Draft<T> {
    words: String,
    query: String,
    hits: Vec<(T, String)>,
    chosen: Option<usize>,
}

impl Completion<'_> {
    /// Shows the field and gives back what was taken, once. `find` gets the folded words that were typed, empty while
    /// nothing was, and gives the entries that fit.
    pub(in crate::ui) fn show<T: Clone + Send + Sync + 'static>(
        self,
        ui: &mut Ui,
        owner: impl Hash + std::fmt::Debug,
        find: impl Fn(&str) -> Vec<(T, String)>,
    ) -> Option<Taken<T>> {
        let id = field_id(ui, "completion", &owner, self.name);
        let kept = ui.data(|data| data.get_temp::<Draft<T>>(id));
        let was_open = kept.is_some();
        let mut words = kept.as_ref().map_or_else(|| self.current.to_owned(), |draft| draft.words.clone());
        let moved = if was_open { arrows(ui) } else { 0 };
        let popup = id.with("list");
        let width = ui.available_width();
        let field = TextField::line(&mut words).id(id).hint(self.hint).width(width).margin(7.0, 5.0);
        let response = keeping_focus_over(ui, was_open.then_some(popup), |ui| field.show(ui, self.name));
        if response.gained_focus() {
            select_all(ui, &response, &words);
        }
        let has_focus = response.has_focus();
        if !has_focus && kept.is_none() {
            return None;
        }
        let query = if words == self.current { String::new() } else { folded(&words) };
        let mut draft = match kept {
            Some(draft) if draft.query == query => Draft { words, ..draft },
            _ => {
                let hits = find(&query);
                let chosen = (!self.takes_words && !query.is_empty() && !hits.is_empty()).then_some(0);
                Draft { words, query, hits, chosen }
            }
        };
        draft.step(moved);
        if !has_focus {
            ui.data_mut(|data| data.remove::<Draft<T>>(id));
            let is_given_up = ui.input(|input| input.key_pressed(Key::Escape));
            return if is_given_up { None } else { self.taken(draft) };
        }
        let clicked = list(ui, &response, popup, &draft, moved != 0);
        if let Some(clicked) = clicked {
            response.surrender_focus();
            let pass = ui.ctx().cumulative_pass_nr();
            ui.data_mut(|data| {
                data.remove::<Draft<T>>(id);
                data.insert_temp(Id::unique("entry clicked"), Clicked(id, pass));
            });
            draft.chosen = Some(clicked);
            return self.taken(draft);
        }
        ui.data_mut(|data| data.insert_temp(id, draft));
        None
    }

    fn taken<T>(self, mut draft: Draft<T>) -> Option<Taken<T>> {
        if let Some(chosen) = draft.chosen.filter(|&chosen| chosen < draft.hits.len()) {
            return Some(Taken::Entry(draft.hits.swap_remove(chosen).0));
        }
        match draft.words.trim() {
            words if words == self.current.trim() => None,
            "" => Some(Taken::Nothing),
            words if self.takes_words => Some(Taken::Words(words.to_owned())),
            _ => None,
        }
    }
}

impl<T> Draft<T> {
    /// Moves the choice; beyond either end lies what was typed.
    fn step(&mut self, by: isize) {
        let count = self.hits.len().min(SHOWN);
        if by == 0 || count == 0 {
            return;
        }
        let now = self.chosen.map_or(0, |chosen| chosen + 1);
        let next = now.checked_add_signed(by).unwrap_or(count);
        self.chosen = if next > count { None } else { next.checked_sub(1) };
    }
}

/// Takes the arrow keys before the field moves its cursor by them.
fn arrows(ui: &Ui) -> isize {
    ui.input_mut(|input| {
        let down = input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown).cast_signed();
        down - input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp).cast_signed()
    })
}

/// A press on the list must not take the focus from the field, or the list would be gone before the click.
fn keeping_focus_over<R>(ui: &mut Ui, popup: Option<Id>, add: impl FnOnce(&mut Ui) -> R) -> R {
    let layer = popup.map(|popup| LayerId::new(Order::Foreground, popup));
    let is_over =
        layer.is_some() && ui.ctx().pointer_interact_pos().and_then(|position| ui.ctx().layer_id_at(position)) == layer;
    let before = ui.ctx().options(|options| options.input_options.surrender_focus_on);
    if is_over {
        ui.ctx().options_mut(|options| options.input_options.surrender_focus_on = SurrenderFocusOn::Never);
    }
    let result = add(ui);
    ui.ctx().options_mut(|options| options.input_options.surrender_focus_on = before);
    result
}

/// The list under the field; gives back the entry that was clicked.
fn list<T>(ui: &Ui, response: &egui::Response, id: Id, draft: &Draft<T>, has_moved: bool) -> Option<usize> {
    if draft.hits.is_empty() {
        return None;
    }
    let colors = palette(ui);
    let popup = Popup::from_response(response)
        .id(id)
        .open(true)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .width(response.rect.width());
    let shown = popup.show(|ui| {
        let mut clicked = None;
        egui::ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
            for (place, (_, label)) in draft.hits.iter().take(SHOWN).enumerate() {
                let is_chosen = draft.chosen == Some(place);
                let width = ui.available_width();
                let job = cut_job(label, Face::Regular, size::BODY, colors.text, width - 20.0, 2);
                let line = Button::selectable(is_chosen, bidi::layout(ui, job))
                    .min_size(vec2(width, 0.0))
                    .sense(egui::Sense::CLICK);
                let line = ui.add(line).accessible_name(bidi::spoken(label));
                if is_chosen && has_moved {
                    line.scroll_to_me(None);
                }
                if line.clicked() {
                    clicked = Some(place);
                }
            }
            if draft.hits.len() > SHOWN {
                remark(ui, "There are more; type to find them");
            }
        });
        clicked
    });
    shown.and_then(|shown| shown.inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_with_the_words_comes_first_and_the_list_is_bounded() {
        let names = ["Black Sea truce", "Truce on land", "Prisoners"].map(Cow::Borrowed);
        let hits: Vec<_> = matching("truce", names.into_iter().enumerate()).into_iter().map(|(at, _)| at).collect();
        assert_eq!(hits, [1, 0]);
        let many = (0..20_000).map(|number| (number, Cow::Owned(format!("Item {number}"))));
        assert_eq!(matching("item", many).len(), SHOWN + 1);
    }

    #[test]
    fn arrows_lead_through_the_list_and_back_to_what_was_typed() {
        let hits = vec![(0, String::new()), (1, String::new())];
        let mut draft = Draft { words: String::new(), query: String::new(), hits, chosen: None };
        let mut seen = Vec::new();
        for by in [1, 1, 1, -1, -1] {
            draft.step(by);
            seen.push(draft.chosen);
        }
        assert_eq!(seen, [Some(0), Some(1), None, Some(1), Some(0)]);
    }
}
