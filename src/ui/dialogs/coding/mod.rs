//! The form beside selected words of an article that makes a position of them.

mod fields;

use egui::{Context, Id, Key, Modal, Rect, Ui, pos2, vec2};

use self::fields::{item_field, party_field, speaker_field, stance_field, typed};
use super::super::command::{Answer, Queue};
use super::super::theme::{Face, palette, size, space};
use super::super::{OpenDossier, bidi, controls};
use super::parts::{give, is_enter};
use crate::model::nearest::parties_near;
use crate::model::quoting::Places;
use crate::model::shown::visible_line;
use crate::model::steps::{Coding, Named, Passage};
use crate::model::{Dossier, ItemId, PartyId, Stance};

/// Width of the form.
pub(super) const WIDTH: f32 = 476.0;
/// So many passes a field is given the keyboard, after the first.
const PASSES: u8 = 1;
/// Its height before it is known.
const HEIGHT: f32 = 430.0;

/// What the form says so far.
#[derive(Debug, Clone, PartialEq)]
pub struct CodingDialog {
    /// The words that the position will rest on.
    pub passage: Passage,
    /// Where they stand in the window.
    pub beside: Option<Rect>,
    /// Who says it.
    pub party: Named<PartyId>,
    /// On what.
    pub item: Named<ItemId>,
    /// How the party stands to it; None: not chosen yet.
    pub stance: Option<Stance>,
    /// What the party says.
    pub wording: String,
    /// What it hangs on.
    pub condition: String,
    /// Whose words are reported.
    pub speaker: String,
    /// Parties, the nearest named one first.
    near: Vec<PartyId>,
    /// The words, as they stand in the article.
    quote: String,
    /// What the person is told after Enter, when something is missing.
    missing: Option<Missing>,
    /// The field that gets the keyboard, for so many passes: in the first the form only finds its size.
    focus: Option<(Field, u8)>,
    /// The pass in which it was shown first: what was typed into an earlier form is none of this one's.
    shown_in: Option<u64>,
}

/// What a position cannot be without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    Party,
    Item,
    Stance,
}

impl Missing {
    fn words(self) -> &'static str {
        match self {
            Self::Party => "Who says it? Choose a party or type a new one",
            Self::Item => "On what? Choose an item or type a new one",
            Self::Stance => "Choose a stance: D, O, A, R or V",
        }
    }

    fn field(self) -> Field {
        match self {
            Self::Party => Field::Party,
            Self::Item => Field::Item,
            Self::Stance => Field::Stance,
        }
    }
}

/// The fields of the form, in the order of Tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Party,
    Item,
    Stance,
    Wording,
}

impl CodingDialog {
    /// The form for these words; None when there are none. The nearest party that is named is proposed, and the words
    /// themselves as wording.
    pub fn new(dossier: &Dossier, passage: &Passage, stance: Option<Stance>, item: Option<ItemId>) -> Option<Self> {
        let passage = passage.trimmed(dossier)?;
        let quote = passage.words(dossier)?.to_owned();
        let text = dossier.sources().get(passage.source)?.text.as_str();
        let near = parties_near(dossier, text, Places::of(text).bytes(&passage.range)?);
        let item = item.filter(|item| dossier.items().contains(*item));
        Some(Self {
            beside: None,
            party: near.first().map_or_else(|| Named::New(String::new()), |party| Named::Known(*party)),
            item: item.map_or_else(|| Named::New(String::new()), Named::Known),
            stance,
            wording: one_line(&quote),
            condition: String::new(),
            speaker: String::new(),
            near,
            quote,
            missing: None,
            focus: Some((Field::Party, PASSES)),
            shown_in: None,
            passage,
        })
    }

    /// The same form beside words that stand here in the window.
    #[must_use]
    pub fn beside(self, words: Option<Rect>) -> Self {
        Self { beside: words, ..self }
    }

    /// What the position cannot be without and does not have yet.
    fn missing(&self) -> Option<Missing> {
        let is_named = |named: &str| !named.trim().is_empty();
        if matches!(&self.party, Named::New(name) if !is_named(name)) {
            Some(Missing::Party)
        } else if matches!(&self.item, Named::New(title) if !is_named(title)) {
            Some(Missing::Item)
        } else if self.stance.is_none() {
            Some(Missing::Stance)
        } else {
            None
        }
    }

    /// Enter on an entry of a list, or a click, takes the entry and goes on to the next field.
    fn go_on(&mut self, ui: &Ui, from: &str, next: Field) {
        if is_enter(ui) || controls::was_clicked(ui, self.shown_in, from) {
            self.focus = Some((next, PASSES));
        }
    }

    fn coding(&self) -> Option<Coding> {
        Some(Coding {
            passage: self.passage.clone(),
            party: self.party.clone(),
            item: self.item.clone(),
            stance: self.stance?,
            wording: self.wording.clone(),
            condition: self.condition.clone(),
            speaker: self.speaker.clone(),
        })
    }
}

/// What stands around words that somebody said.
const MARKS: [char; 6] = ['“', '”', '"', '„', '«', '»'];

/// The words in one line, without the quotation marks around them and the full stop behind one sentence.
fn one_line(quote: &str) -> String {
    let line = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_quoted = line.starts_with(MARKS) && line.ends_with(MARKS);
    let bare = if is_quoted { line.trim_matches(MARKS) } else { &line };
    let bare = bare.strip_suffix('.').filter(|rest| !rest.contains(". ") && !rest.ends_with('.')).unwrap_or(bare);
    bare.to_owned()
}

/// Puts the form beside the words: below them where there is room, otherwise above, otherwise at the lower edge. The
/// article stays to be read.
pub(super) fn beside(modal: Modal, ctx: &Context, id: Id, dialog: &CodingDialog) -> Modal {
    let modal = modal.backdrop_color(egui::Color32::TRANSPARENT);
    let Some(words) = dialog.beside else { return modal };
    let window = ctx.content_rect().shrink(space::SMALL);
    let known = ctx.memory(|memory| memory.area_rect(id)).map(|rect| rect.size());
    let size = known.unwrap_or(vec2(WIDTH, HEIGHT));
    let below = words.max.y + space::SMALL;
    let above = words.min.y - space::SMALL - size.y;
    let top = if below + size.y <= window.max.y || above < window.min.y { below } else { above };
    let most = window.max - size;
    let place = pos2(
        words.min.x.clamp(window.min.x, most.x.max(window.min.x)),
        top.clamp(window.min.y, most.y.max(window.min.y)),
    );
    modal.area(Modal::default_area(id).anchor(egui::Align2::LEFT_TOP, place.to_vec2()))
}

/// Gives back true when an answer was given.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, dialog: &mut CodingDialog, queue: &mut Queue) -> bool {
    let colors = palette(ui);
    let quote = controls::cut_job(
        &visible_line(&dialog.quote),
        Face::Regular,
        size::SMALL,
        colors.weak,
        ui.available_width(),
        2,
    );
    controls::caption(ui, "Position from the words");
    ui.add(egui::Label::new(bidi::layout(ui, quote)).selectable(false));
    ui.add_space(space::SMALL);
    let focus = dialog.focus.map(|(field, _)| field);
    dialog.focus = dialog.focus.and_then(|(field, passes)| Some((field, passes.checked_sub(1)?)));
    let had_wish = focus.is_some();
    dialog.shown_in.get_or_insert_with(|| ui.ctx().cumulative_pass_nr());
    party_field(ui, open, dialog, focus);
    item_field(ui, open, dialog, focus);
    stance_field(ui, dialog, focus);
    typed(ui, "Wording", &mut dialog.wording, 2, focus == Some(Field::Wording));
    typed(ui, "Condition", &mut dialog.condition, 1, false);
    speaker_field(ui, open, dialog);
    foot(ui, dialog, had_wish, queue)
}

fn foot(ui: &mut Ui, dialog: &mut CodingDialog, goes_on: bool, queue: &mut Queue) -> bool {
    if let Some(missing) = dialog.missing.filter(|missing| dialog.missing() == Some(*missing)) {
        ui.add_space(space::TIGHT);
        let color = palette(ui).danger.strong;
        ui.add(egui::Label::new(controls::text(missing.words(), Face::Regular, size::SMALL, color)).selectable(false));
    }
    ui.add_space(space::MEDIUM);
    let mut is_wanted = is_enter(ui) && !goes_on && dialog.focus.is_none();
    // Heard here, because a list that is open would keep it from the dialog.
    let mut is_left = ui.input(|input| input.key_pressed(Key::Escape));
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        is_wanted |= controls::main_button(ui, "Add position").clicked();
        is_left |= controls::button(ui, "Cancel").clicked();
    });
    if is_left {
        return give(queue, None);
    }
    if !is_wanted {
        return false;
    }
    match dialog.missing() {
        Some(missing) => {
            (dialog.missing, dialog.focus) = (Some(missing), Some((missing.field(), PASSES)));
            false
        }
        None => dialog.coding().is_some_and(|coding| give(queue, Some(Answer::Code(Box::new(coding))))),
    }
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn the_words_are_proposed_as_one_sentence_without_marks() {
        assert_eq!(one_line("“We will not\n sign.”"), "We will not sign");
        assert_eq!(one_line("It said no. It left."), "It said no. It left.");
        assert_eq!(one_line("It said: “We will not sign.”"), "It said: “We will not sign.”", "nothing half open");
        assert_eq!(one_line("until 5 p.m."), "until 5 p.m");
    }
}
