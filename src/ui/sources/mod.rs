//! The Sources view: the list of articles, and one of them to read, with its quotations marked. The same article can stand
//! beside the other views; then each follows what is selected in the other.

mod article;
mod list;
mod places;

use std::ops::Range;
use std::sync::Arc;

use egui::{Context, Frame, InputState, Key, Margin, Modifiers, Panel, Ui};

use super::command::{Action, Queue, Situation};
use super::reading::{MarkKey, Marks, ReadingState};
use super::scene::inspected_position;
use super::theme::{palette, space};
use super::view::ViewState;
use super::{OpenDossier, controls};
use crate::model::{Dossier, Place, PositionId, SourceId};
pub use list::SourceOrder;
use places::Tallies;

/// So many passes the article asks for the keyboard.
pub const PASSES: u8 = 3;

/// What the Sources view remembers between frames.
#[derive(Debug, Default)]
pub struct SourcesState {
    /// The article that was chosen last.
    source: Option<SourceId>,
    /// The article also stands beside the other views.
    pub is_beside: bool,
    /// It has just come there: the view has less room, and what is selected in it must not get out of sight.
    pub has_come: bool,
    /// The quotation whose position is selected.
    pub chosen: Option<MarkKey>,
    /// The passage that was jumped to.
    pub lit: Option<Range<u32>>,
    /// The article: what is selected in it, and how far it is scrolled.
    pub reading: ReadingState,
    /// The article has the keyboard.
    pub has_keyboard: bool,
    /// The article gets the keyboard, for so many passes: one in which a dialog goes does not let it have it.
    pub wants_keyboard: u8,
    /// In which order the list is, and whether it is turned round.
    pub order: (SourceOrder, bool),
    /// What was selected when the article was last brought to it.
    followed: Option<(Option<Place>, Option<PositionId>)>,
    marks: Option<(u64, SourceId, Arc<Marks>)>,
    tallies: Tallies,
    listed: list::Listed,
}

impl SourcesState {
    /// Forgets what belonged to another dossier.
    pub fn begin_anew(&mut self) {
        *self = Self { is_beside: self.is_beside, order: self.order, ..Self::default() };
    }

    /// The article that is shown: the one chosen last, otherwise the first.
    pub fn shown(&self, dossier: &Dossier) -> Option<SourceId> {
        let chosen = self.source.filter(|id| dossier.sources().contains(*id));
        chosen.or_else(|| dossier.sources().keys().first().copied())
    }

    fn change_to(&mut self, source: SourceId) {
        if self.source != Some(source) {
            self.source = Some(source);
            self.chosen = None;
            self.lit = None;
            self.reading.begin_anew();
        }
    }

    /// Brings a quotation into view. False when it is not known where it stands.
    pub fn show_passage(&mut self, dossier: &Dossier, position: PositionId, evidence: usize) -> bool {
        let Some(quotation) = dossier.position(position).and_then(|position| position.evidence.get(evidence)) else {
            return false;
        };
        self.change_to(quotation.source);
        self.chosen = Some(MarkKey { position, evidence });
        let source = dossier.sources().get(quotation.source);
        self.lit = source.and_then(|source| places::place_in(source, quotation));
        if let Some(range) = self.lit.clone() {
            self.reading.show(range);
        }
        self.lit.is_some()
    }

    /// Brings a passage into view and selects its words, as if the person had done so.
    pub fn show_text(&mut self, source: SourceId, range: Range<u32>) {
        self.change_to(source);
        self.chosen = None;
        self.lit = Some(range.clone()).filter(|range| !range.is_empty());
        self.reading.show(range.clone());
        self.reading.select(&range);
    }

    /// The quotation after the chosen one or behind the caret, or the one before; round at the ends.
    pub fn step(&mut self, open: &OpenDossier<'_>, is_on: bool) -> Option<MarkKey> {
        let source = self.shown(open.dossier)?;
        let marks = self.marks(open, source);
        let all = marks.all();
        let chosen = self.chosen.and_then(|key| all.iter().position(|mark| mark.key == key));
        let beside = match chosen {
            Some(place) if is_on => all.get(place + 1),
            Some(place) => place.checked_sub(1).and_then(|place| all.get(place)),
            // At the very beginning of an article a quotation may begin too, and nobody has been there yet.
            None if is_on && self.reading.caret() == 0 => all.first(),
            None => marks.beside(self.reading.caret(), is_on),
        };
        let round = if is_on { all.first() } else { all.last() };
        beside.or(round).map(|mark| mark.key)
    }

    /// The marks of an article, made once for each state of the dossier.
    fn marks(&mut self, open: &OpenDossier<'_>, source: SourceId) -> Arc<Marks> {
        if let Some((revision, of, marks)) = &self.marks
            && (*revision, *of) == (open.revision, source)
        {
            return Arc::clone(marks);
        }
        let marks = Arc::new(places::marks(open.dossier, source));
        self.marks = Some((open.revision, source, Arc::clone(&marks)));
        marks
    }

    /// What is selected is what the article shows already.
    pub fn has_followed(&mut self, dossier: &Dossier, place: Option<Place>, position: Option<PositionId>) {
        let position = position.filter(|id| dossier.position(*id).is_some());
        self.followed = Some((place, position));
    }
}

/// When something else was selected since, the article shows what it rests on.
fn follow(open: &OpenDossier<'_>, view: &mut ViewState) {
    let now = (view.selection.active(), inspected_position(open.dossier, view));
    let before = view.sources.followed.replace(now);
    if before == Some(now) {
        return;
    }
    match now {
        (Some(Place::Source(source)), _) => view.sources.change_to(source),
        (Some(Place::Cell(_)), Some(id)) => {
            let Some(position) = open.dossier.position(id) else { return };
            if view.sources.chosen.is_some_and(|key| key.position == id) {
                return;
            }
            let shown = view.sources.shown(open.dossier);
            // One that stands in the article shown, otherwise the first.
            let quotations = || position.evidence.iter().enumerate();
            let here = quotations().find(|(_, evidence)| Some(evidence.source) == shown);
            if let Some((number, _)) = here.or_else(|| quotations().next()) {
                view.sources.show_passage(open.dossier, id, number);
            } else {
                (view.sources.chosen, view.sources.lit) = (None, None);
            }
        }
        _ => (view.sources.chosen, view.sources.lit) = (None, None),
    }
}

/// Which source the arrow keys of this frame lead to, taking them out of the input.
pub fn target_of_keys(ctx: &Context, dossier: &Dossier, state: &SourcesState) -> Option<SourceId> {
    let order = state.listed.order();
    let current = state.shown(dossier).and_then(|id| order.iter().position(|other| *other == id));
    let count = |key: Key| {
        let count = |input: &mut InputState| {
            if input.modifiers.any() { 0 } else { input.count_and_consume_key(Modifiers::NONE, key) }
        };
        ctx.input_mut(count)
    };
    let (down, up) = (count(Key::ArrowDown), count(Key::ArrowUp));
    let (home, end) = (count(Key::Home), count(Key::End));
    let last = order.len().checked_sub(1)?;
    let target = match (down, up, home, end) {
        (0, 0, 0, 0) => return None,
        (_, _, 1.., _) => 0,
        (_, _, _, 1..) => last,
        _ => (current.unwrap_or(0) + down).saturating_sub(up).min(last),
    };
    order.get(target).copied()
}

/// Shows the list and the article.
pub fn ui(ui: &mut Ui, open: &OpenDossier<'_>, situation: &Situation<'_>, view: &mut ViewState, queue: &mut Queue) {
    follow(open, view);
    view.sources.tallies.begin_frame();
    if open.dossier.sources().is_empty() {
        empty(ui, situation, queue);
        return;
    }
    let room = ui.available_rect_before_wrap();
    let frame = Frame::new().fill(palette(ui).window).inner_margin(Margin { left: 8, right: 2, top: 8, bottom: 0 });
    let list = if room.width() > 560.0 {
        // What one reads keeps its width as long as titles can still be told apart.
        let most = (room.width() * 0.5).min(room.width() - 400.0).max(160.0);
        let wanted = (room.width() * 0.3).clamp(160.0, 270.0);
        Panel::left("sources").default_size(wanted.min(most)).size_range(160.0..=most)
    } else {
        let most = (room.height() - 160.0).max(90.0);
        Panel::top("sources above").default_size(120.0_f32.min(most)).size_range(80.0_f32.min(most)..=most)
    };
    list.frame(frame).resizable(true).show(ui, |ui| list::ui(ui, open, view, queue));
    article::ui(ui, open, situation, view, false, queue);
}

/// Shows the article beside another view.
pub(super) fn beside(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    follow(open, view);
    view.sources.tallies.begin_frame();
    if open.dossier.sources().is_empty() {
        empty(ui, situation, queue);
    } else {
        article::ui(ui, open, situation, view, true, queue);
    }
}

/// There is nothing to read yet.
fn empty(ui: &mut Ui, situation: &Situation<'_>, queue: &mut Queue) {
    let height = ui.available_height();
    ui.painter().rect_filled(ui.available_rect_before_wrap(), 0.0, palette(ui).window);
    ui.vertical_centered(|ui| {
        ui.add_space(height * 0.3);
        ui.set_max_width(420.0);
        controls::remark(ui, "No articles yet. Add the texts in which the parties say what they want; then each position can rest on a sentence.");
        ui.add_space(space::MEDIUM);
        let row = Action::AddSource.row();
        let button = egui::Button::new(row.name);
        let response = ui.add_enabled(Action::AddSource.target(situation).is_some(), button);
        if response.on_hover_text(controls::action_tip(ui, Action::AddSource, row.name)).clicked() {
            queue.act(Action::AddSource);
        }
    });
}
