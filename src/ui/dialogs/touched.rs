//! What a change will touch, to be read before it is done: a line for each passage of each position, and for each item.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Align, Id, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use super::super::theme::{palette, space};
use super::super::{OpenDossier, bidi, controls, icons, words};
use super::ticks::{Words, area, in_view, moved, scrolled, spoken, text_lines, words_of};
use crate::model::steps::Recoding;
use crate::model::{Dossier, Item, ItemId, PartyId, PositionId, Side};

/// At most so many parties are named.
const NAMED: usize = 5;

/// One line of what a change will touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TouchedLine {
    /// What.
    pub what: Touched,
    /// What becomes of it, in a few words.
    pub note: &'static str,
}

/// What a change touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touched {
    /// A position, with this one of its quotations if it has any.
    Passage(PositionId, usize),
    /// An item.
    Item(ItemId),
}

/// A line for each quotation of a position, or one where it has none.
pub(super) fn passages(
    dossier: &Dossier,
    id: PositionId,
    note: &'static str,
) -> impl Iterator<Item = TouchedLine> + use<> {
    let count = dossier.position(id).map_or(0, |position| position.evidence.len());
    (0..count.max(1)).map(move |quotation| TouchedLine { what: Touched::Passage(id, quotation), note })
}

/// How many passages and items these are, in words: “12 positions affected in 15 passages, 1 item”.
pub(super) fn caption(ui: &mut Ui, positions: usize, lines: &[TouchedLine]) {
    let items = lines.iter().filter(|line| matches!(line.what, Touched::Item(_))).count();
    let passages = lines.len() - items;
    let with = if passages > positions { format!(" in {passages} passages") } else { String::new() };
    let and = if items > 0 { format!(", {}", words::count(items, "item")) } else { String::new() };
    controls::caption(ui, &format!("{} affected{with}{and}", words::count(positions, "position")));
}

/// What is current afterwards where positions of several come together: contradictions, and whom a later one overtakes.
pub(super) fn outcome(ui: &mut Ui, open: &OpenDossier<'_>, plan: &Recoding) {
    if !plan.disputed.is_empty() {
        ui.label(format!("Contradictions afterwards: in {}", words::count(plan.disputed.len(), "cell")));
    }
    if plan.overtaken.is_empty() {
        return;
    }
    let overtaken = || plan.overtaken.iter().filter_map(|id| open.dossier.position(*id));
    let names: BTreeSet<PartyId> = overtaken().map(|position| position.party).collect();
    let shown: Vec<_> =
        names.iter().take(NAMED).map(|id| bidi::isolated(words::party_name(open.dossier, *id)).into_owned()).collect();
    let more = if names.len() > NAMED { " and others" } else { "" };
    let (number, verb) =
        (words::count(plan.overtaken.len(), "position"), if plan.overtaken.len() == 1 { "is" } else { "are" });
    bidi::label(ui, format!("{number} {verb} overtaken by a later one: {}{more}", shown.join(", ")));
    let binding = overtaken().filter(|position| position.stance.side() == Side::For);
    match binding.map(|position| position.conditions.len()).sum() {
        0 => {}
        1 => _ = ui.label("1 condition no longer counts with that"),
        many => _ = ui.label(format!("{} no longer count with that", words::count(many, "condition"))),
    }
}

/// Shows the lines; keys scroll once Tab has led there. True when the list has the keyboard.
pub(super) fn listed(ui: &mut Ui, open: &OpenDossier<'_>, name: &str, lines: &[TouchedLine], most: f32) -> bool {
    let (rect, list) = area(ui, name, lines.len(), most);
    let has_focus = list.has_focus();
    let top = ui.data(|data| data.get_temp::<usize>(list.id)).unwrap_or(0).min(lines.len());
    let to = if has_focus { moved(ui, list.id, top, lines.len(), in_view(rect)) } else { top };
    let to = to.min(lines.len().saturating_sub(in_view(rect)));
    let goes = (to != top).then_some((to, Some(Align::TOP)));
    let now = scrolled(ui, rect, list.id, lines.len(), goes, |ui, number, rect| {
        let response = ui.interact(rect, Id::unique((list.id, number)), Sense::HOVER);
        let note = lines[number].note;
        let (said, shown) = match lines[number].what {
            Touched::Passage(id, quotation) => {
                let Some(position) = open.dossier.position(id) else { return };
                let shown = words_of(ui, open, position, Some(quotation));
                (format!("{} {}", spoken(open, position, note), bidi::spoken(&shown.lines[2])), shown)
            }
            Touched::Item(id) => {
                let Some(item) = open.dossier.items().get(id) else { return };
                let shown = Words { sign: (icons::LIST_BULLETS, palette(ui).weak), lines: item_lines(open, item) };
                (bidi::spoken(&format!("{}. {note}", shown.lines[0])).into_owned(), shown)
            }
        };
        response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, said.trim()));
        text_lines(ui, rect, &shown, note, true);
    });
    ui.data_mut(|data| data.insert_temp(list.id, goes.map_or(now, |(to, _)| to)));
    if has_focus {
        ui.painter().rect_stroke(rect, space::RADIUS, Stroke::new(1.5, palette(ui).accent), StrokeKind::Outside);
    }
    has_focus
}

/// The title, and whose agreement is needed.
fn item_lines(open: &OpenDossier<'_>, item: &Item) -> [String; 3] {
    let names = item.between.iter().flatten().take(12).map(|id| bidi::isolated(words::party_name(open.dossier, *id)));
    let names: Vec<_> = names.collect();
    let title = words::visible_line(&item.title).into_owned();
    [title, format!("Needs the agreement of: {}", names.join(", ")), String::new()]
}
