//! Side by side: a panel per chosen party, with what it demands, offers, agrees to, rejects and has reserved; either the
//! same item on the same line in all panels, or each party's own lists. Agreement and clash are marked.

mod entries;
mod paint;

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{
    Context, Id, InputState, Key, Modifiers, PopupCloseBehavior, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, pos2,
    vec2,
};

use super::OpenDossier;
use super::command::Queue;
use super::controls::{self, segments};
use super::matrix::nearest;
use super::theme::{palette, space};
use super::view::ViewState;
use super::words;
use crate::model::{PartyId, Place};
use entries::{Entries, MadeFor};

/// How the panels are ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The same item on the same line.
    #[default]
    SameLine,
    /// Each party's lists, one after the other.
    OwnLists,
}

/// What side by side remembers between frames.
#[derive(Debug, Default)]
pub struct SideState {
    /// How the panels are ordered.
    pub order: Order,
    /// Parties that the person has taken out.
    pub hidden: Vec<PartyId>,
    /// Brought into view at the next frame.
    pub reveal: Option<Place>,
    entries: Entries,
    offset: Vec2,
    seen: Vec2,
}

/// Where the arrow keys of this frame lead from `from`, taking them out of the input.
pub fn target_of_keys(ctx: &Context, state: &SideState, from: Option<Place>) -> Option<Place> {
    let arrows = [(Key::ArrowUp, 0, -1), (Key::ArrowDown, 0, 1), (Key::ArrowLeft, -1, 0), (Key::ArrowRight, 1, 0)];
    let mut cell = match from {
        Some(Place::Cell(cell)) => Some(cell),
        _ => None,
    };
    let mut has_moved = false;
    for (key, right, down) in arrows {
        let count = |input: &mut InputState| {
            if input.modifiers.any() { 0 } else { input.count_and_consume_key(Modifiers::NONE, key) }
        };
        for _ in 0..ctx.input_mut(count) {
            cell = state.entries.neighbour(cell, right, down).or(cell);
            has_moved = true;
        }
    }
    cell.filter(|_| has_moved).map(Place::Cell)
}

impl SideState {
    /// The parties that stand side by side, in the dossier's order. Never fewer than two where there are two.
    pub fn chosen(&self, open: &OpenDossier<'_>) -> Vec<PartyId> {
        let all = open.dossier.parties().keys();
        let chosen: Vec<_> = all.iter().copied().filter(|id| !self.hidden.contains(id)).collect();
        if chosen.len() < 2 { all.iter().copied().take(2).collect() } else { chosen }
    }
}

const MIN_WIDTH: f32 = 230.0;
const MAX_WIDTH: f32 = 460.0;
const HEAD_HEIGHT: f32 = 50.0;

/// Shows the panels of the open dossier.
pub fn ui(ui: &mut Ui, open: &OpenDossier<'_>, view: &mut ViewState, queue: &mut Queue) {
    let area = ui.available_rect_before_wrap();
    ui.painter().rect_filled(area, 0.0, palette(ui).window);
    if open.dossier.parties().is_empty() || open.dossier.items().is_empty() {
        ui.add_space(area.height() * 0.3);
        ui.vertical_centered(|ui| {
            controls::remark(
                ui,
                "Nothing to put side by side yet: add parties and items, in the matrix or with the Edit menu.",
            );
        });
        return;
    }
    egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| bar(ui, open, view));
    let chosen = view.side.chosen(open);
    #[allow(clippy::cast_precision_loss, reason = "a number of columns")]
    let width = ((area.width() - 14.0) / chosen.len() as f32).clamp(MIN_WIDTH, MAX_WIDTH).floor();
    let key = MadeFor { revision: open.revision, width: width.to_bits(), order: view.side.order, chosen };
    view.side.entries.update(ui, open, key);
    let mut scroll = ScrollArea::both().id_salt("side by side").auto_shrink(false);
    if let Some(offset) = view.side.reveal.take().and_then(|place| offset_to_reveal(&view.side, place, width)) {
        scroll = scroll.scroll_offset(offset);
    }
    let output = scroll.show_viewport(ui, |ui, viewport| panels(ui, viewport, open, width, view, queue));
    view.side.offset = output.state.clamped_offset();
    view.side.seen = output.inner_rect.size();
}

/// The scroll offset at which a cell's entry is wholly in view.
#[allow(clippy::cast_precision_loss, reason = "a number of columns")]
fn offset_to_reveal(state: &SideState, place: Place, width: f32) -> Option<Vec2> {
    let Place::Cell(cell) = place else { return None };
    let (panel, top, bottom) = state.entries.span(cell)?;
    let left = panel as f32 * width;
    let room = state.seen - vec2(0.0, HEAD_HEIGHT);
    Some(vec2(nearest(state.offset.x, room.x, left, left + width), nearest(state.offset.y, room.y, top, bottom)))
}

fn bar(ui: &mut Ui, open: &OpenDossier<'_>, view: &mut ViewState) {
    ui.horizontal_wrapped(|ui| {
        let orders = [
            (Order::SameLine, "Same line".into(), "The same item on the same line"),
            (Order::OwnLists, "Own lists".into(), "Each party's own lists"),
        ];
        if let Some(order) = segments(ui, Some(view.side.order), &orders) {
            view.side.order = order;
        }
        ui.add_space(space::SMALL);
        let (shown, all) = (view.side.chosen(open).len(), open.dossier.parties().len());
        if all <= IN_LINE {
            party_choice(ui, open, view);
        } else {
            let menu = MenuButton::new(format!("Parties: {shown} of {all}"))
                .config(MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside));
            menu.ui(ui, |ui| ScrollArea::vertical().max_height(360.0).show(ui, |ui| party_list(ui, open, view)));
        }
    });
}

/// So many parties can be ticked in the bar itself; more are in a menu.
const IN_LINE: usize = 6;

fn party_list(ui: &mut Ui, open: &OpenDossier<'_>, view: &mut ViewState) {
    ui.horizontal(|ui| {
        if ui.button("All").clicked() {
            view.side.hidden.clear();
        }
        if ui.button("First two only").clicked() {
            view.side.hidden = open.dossier.parties().keys().iter().copied().skip(2).collect();
        }
    });
    party_choice(ui, open, view);
}

fn party_choice(ui: &mut Ui, open: &OpenDossier<'_>, view: &mut ViewState) {
    let chosen = view.side.chosen(open);
    let parties = open.dossier.parties().keys();
    for &id in parties {
        let mut is_shown = chosen.contains(&id);
        let can_change = !is_shown || chosen.len() > 2;
        let name = words::party_name(open.dossier, id);
        let response = ui.add_enabled_ui(can_change, |ui| super::bidi::checkbox(ui, &mut is_shown, &name)).inner;
        if response.on_disabled_hover_text("At least two parties stand side by side").changed() {
            let is_hidden = |other: &PartyId| if *other == id { !is_shown } else { !chosen.contains(other) };
            view.side.hidden = parties.iter().copied().filter(is_hidden).collect();
        }
    }
}

#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of columns"
)]
fn panels(ui: &mut Ui, viewport: Rect, open: &OpenDossier<'_>, width: f32, view: &ViewState, queue: &mut Queue) {
    let entries = &view.side.entries;
    let parties = entries.parties();
    ui.set_min_size(vec2(width * parties.len() as f32, HEAD_HEIGHT + entries.height() + space::LARGE));
    let origin = ui.min_rect().min;
    let seen = viewport.translate(origin.to_vec2());
    let body = Rect::from_min_max(pos2(seen.min.x, seen.min.y + HEAD_HEIGHT), seen.max);
    let columns = ((viewport.min.x / width).floor().max(0.0) as usize)
        ..((viewport.max.x / width).ceil().max(0.0) as usize).min(parties.len());
    let mut child = ui.new_child(UiBuilder::new().max_rect(body).id_salt("panels"));
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    let top = origin.y + HEAD_HEIGHT;
    for column in columns.clone() {
        let left = origin.x + column as f32 * width;
        let panel = Rect::from_min_max(pos2(left, body.min.y), pos2(left + width, body.max.y));
        child.painter().rect_filled(panel, 0.0, palette(ui).panel);
        for entry in entries.visible(column, viewport.min.y, viewport.max.y - HEAD_HEIGHT) {
            let rect = Rect::from_min_size(pos2(left, top + entry.top), vec2(width, entry.height));
            if let Some(cell) = entry.kind.cell() {
                let response = child.interact(rect, Id::unique(("side", cell)), Sense::CLICK);
                paint::entry(&child, rect, open, entry, &response, view.selection.active() == Some(Place::Cell(cell)));
                if response.clicked() {
                    queue.select(Place::Cell(cell));
                }
            } else {
                paint::heading(&child, rect, entry);
            }
        }
        child.painter().vline(left + width - 0.5, panel.y_range(), egui::Stroke::new(1.0, palette(ui).border));
    }
    marks(&child, columns.clone(), (origin, width), viewport, view);
    for column in columns {
        let rect = Rect::from_min_size(pos2(origin.x + column as f32 * width, seen.min.y), vec2(width, HEAD_HEIGHT));
        paint::head(ui, rect, open, parties[column], view.selection.active(), queue);
    }
}

/// Signs of agreement and clash on the line between neighbours.
#[allow(clippy::cast_precision_loss, reason = "a number of columns")]
fn marks(
    ui: &Ui,
    columns: std::ops::Range<usize>,
    (origin, width): (egui::Pos2, f32),
    viewport: Rect,
    view: &ViewState,
) {
    let entries = &view.side.entries;
    for column in columns {
        for entry in entries.visible(column, viewport.min.y, viewport.max.y - HEAD_HEIGHT) {
            if let Some(mark) = entry.mark {
                let inset = if view.side.order == Order::OwnLists { 18.0 } else { 0.0 };
                let at =
                    pos2(origin.x + (column + 1) as f32 * width - inset, origin.y + HEAD_HEIGHT + entry.top + 18.0);
                paint::mark(ui, at, mark);
            }
        }
    }
}
