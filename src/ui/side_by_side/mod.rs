//! Side by side: a panel per chosen party, with what it demands, offers, agrees to, rejects and has reserved; either the
//! same item on the same line in all panels, or each party's own lists. Agreement and clash are marked.

mod bar;
mod entries;
mod paint;

use egui::{Context, Id, InputState, Key, Modifiers, Popup, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, pos2, vec2};

use super::command::{Action, Command, DropAt, Queue};
use super::matrix::nearest;
use super::theme::{palette, space};
use super::view::ViewState;
use super::{OpenDossier, Situation, controls, menu};
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
    /// Lines on which the parties do not differ are left out.
    pub hides_same: bool,
    /// Parties that stay at the left while the others scroll, in this order.
    pub pinned: Vec<PartyId>,
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
    /// Forgets the panels, which are made anew, and what was to be shown: the records of these keys are no more.
    pub fn begin_anew(&mut self) {
        self.entries = Entries::default();
        self.reveal = None;
    }

    /// How many of the panels shown stay at the left: as many as are pinned, but one always has room to scroll.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of columns")]
    fn pinned_count(&self, room: f32, width: f32) -> usize {
        let most = ((room / width).floor().max(1.0) as usize) - 1;
        self.entries.parties().iter().take_while(|id| self.pinned.contains(id)).count().min(most)
    }

    /// The parties that stand side by side: pinned ones first, the others in the dossier's order. Never fewer than two
    /// where there are two.
    pub fn chosen(&self, open: &OpenDossier<'_>) -> Vec<PartyId> {
        let all = open.dossier.parties().keys();
        let chosen: Vec<_> = all.iter().copied().filter(|id| !self.hidden.contains(id)).collect();
        let mut chosen = if chosen.len() < 2 { all.iter().copied().take(2).collect() } else { chosen };
        chosen.sort_by_key(|id| self.pinned.iter().position(|pinned| pinned == id).unwrap_or(usize::MAX));
        chosen
    }
}

const MIN_WIDTH: f32 = 230.0;
const MAX_WIDTH: f32 = 460.0;
const HEAD_HEIGHT: f32 = 50.0;

/// Shows the panels of the open dossier.
pub fn ui(ui: &mut Ui, open: &OpenDossier<'_>, situation: &Situation<'_>, view: &mut ViewState, queue: &mut Queue) {
    let area = ui.available_rect_before_wrap();
    ui.painter().rect_filled(area, 0.0, palette(ui).window);
    if open.dossier.parties().is_empty() || open.dossier.items().is_empty() {
        ui.add_space(area.height() * 0.3);
        ui.vertical_centered(|ui| {
            controls::remark(
                ui,
                format!(
                    "Nothing to put side by side yet: add parties and items, in the matrix or with the {} menu.",
                    Action::AddParty.row().menu.name()
                ),
            );
        });
        return;
    }
    view.matrix.arrange(open, &view.options);
    egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| bar::ui(ui, open, view));
    let chosen = view.side.chosen(open);
    #[allow(clippy::cast_precision_loss, reason = "a number of columns")]
    let width = ((area.width() - 14.0) / chosen.len() as f32).clamp(MIN_WIDTH, MAX_WIDTH).floor();
    let key = MadeFor {
        revision: open.revision,
        width: width.to_bits(),
        order: view.side.order,
        hides_same: view.side.hides_same,
        chosen,
    };
    view.side.entries.update(ui, open, key);
    if view.side.entries.is_empty() {
        ui.add_space(area.height() * 0.3);
        let said = if view.side.entries.hidden() > 0 {
            "These parties stand alike on everything. Untick “Hide what is the same” to see it."
        } else {
            "None of these parties has spoken yet. A letter in the matrix records what one says."
        };
        ui.vertical_centered(|ui| controls::remark(ui, said));
        return;
    }
    let mut scroll = ScrollArea::both().id_salt("side by side").auto_shrink(false);
    if let Some(offset) = view.side.reveal.take().and_then(|place| offset_to_reveal(&view.side, place, width)) {
        scroll = scroll.scroll_offset(offset);
    }
    let output = scroll.show_viewport(ui, |ui, viewport| {
        panels(ui, viewport, open, situation, width, view, queue);
    });
    view.side.offset = output.state.clamped_offset();
    view.side.seen = output.inner_rect.size();
}

/// The scroll offset at which a cell's entry is wholly in view.
#[allow(clippy::cast_precision_loss, reason = "a number of columns")]
fn offset_to_reveal(state: &SideState, place: Place, width: f32) -> Option<Vec2> {
    let Place::Cell(cell) = place else { return None };
    let (panel, top, bottom) = state.entries.span(cell)?;
    let frozen = state.pinned_count(state.seen.x, width) as f32 * width;
    let left = panel as f32 * width - frozen;
    let room = state.seen - vec2(frozen, HEAD_HEIGHT);
    let x = if left < 0.0 { state.offset.x } else { nearest(state.offset.x, room.x, left, left + width) };
    Some(vec2(x, nearest(state.offset.y, room.y, top, bottom)))
}

/// What every panel is drawn from.
struct Frame<'a> {
    open: &'a OpenDossier<'a>,
    situation: &'a Situation<'a>,
    /// Width of a panel.
    width: f32,
    /// The part of the content that is in view.
    viewport: Rect,
    /// Where the first entry of the first panel stands, off screen once scrolled.
    origin: egui::Pos2,
    /// The panels below their heads, as far as they are in view.
    body: Rect,
    /// So many panels at the left stay in place.
    pinned: usize,
}

impl Frame<'_> {
    /// The left edge of a panel on screen.
    #[allow(clippy::cast_precision_loss, reason = "a number of columns")]
    fn left(&self, column: usize) -> f32 {
        let from = if column < self.pinned { self.body.min.x } else { self.origin.x };
        from + column as f32 * self.width
    }

    /// What scrolls and what is pinned are drawn into parts of their own.
    #[allow(clippy::cast_precision_loss, reason = "a number of columns")]
    fn clip(&self, column: usize) -> Rect {
        let edge = self.body.min.x + self.pinned as f32 * self.width;
        let x = if column < self.pinned { self.body.min.x..=edge } else { edge..=self.body.max.x };
        Rect::from_x_y_ranges(x, self.body.min.y - HEAD_HEIGHT..=self.body.max.y)
    }
}

#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of columns"
)]
fn panels(
    ui: &mut Ui,
    viewport: Rect,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    width: f32,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let count = view.side.entries.parties().len();
    ui.set_min_size(vec2(width * count as f32, HEAD_HEIGHT + view.side.entries.height() + space::LARGE));
    let corner = ui.min_rect().min;
    let seen = viewport.translate(corner.to_vec2());
    let body = Rect::from_min_max(pos2(seen.min.x, seen.min.y + HEAD_HEIGHT), seen.max);
    let origin = pos2(corner.x, corner.y + HEAD_HEIGHT);
    let pinned = view.side.pinned_count(seen.width(), width);
    let frame = Frame { open, situation, width, viewport, origin, body, pinned };
    let first = ((viewport.min.x / width).floor().max(0.0) as usize + pinned).min(count);
    let last = ((viewport.max.x / width).ceil().max(0.0) as usize).min(count);
    let mut editor_rect = None;
    // Pinned ones last, over what scrolls beneath them.
    for column in (first.min(last)..last).chain(0..pinned) {
        let clip = frame.clip(column).intersect(ui.clip_rect());
        let mut child = ui.new_child(UiBuilder::new().max_rect(clip).id_salt(("panel", column)));
        child.set_clip_rect(Rect::from_min_max(pos2(clip.min.x, body.min.y), clip.max));
        panel(&child, &frame, column, view, queue, &mut editor_rect);
        child.set_clip_rect(clip);
        head(&child, &frame, column, seen.min.y, view, queue);
    }
    // Signs lie over both neighbours, so they come when both are there.
    for column in (first.min(last)..last).chain(0..pinned) {
        let edge = frame.clip(column).min.x.max(body.min.x);
        let clip = Rect::from_min_max(pos2(edge, body.min.y), body.max).intersect(ui.clip_rect());
        let mut child = ui.new_child(UiBuilder::new().max_rect(clip).id_salt(("signs", column)));
        child.set_clip_rect(clip);
        marks(&child, &frame, column, view);
    }
    super::matrix::show_editor_over(ui, editor_rect, body, open, view, queue);
}

/// One panel: its entries in view.
fn panel(
    ui: &Ui,
    frame: &Frame<'_>,
    column: usize,
    view: &ViewState,
    queue: &mut Queue,
    editor_rect: &mut Option<Rect>,
) {
    let entries = &view.side.entries;
    let left = frame.left(column);
    let area = Rect::from_min_max(pos2(left, frame.body.min.y), pos2(left + frame.width, frame.body.max.y));
    ui.painter().rect_filled(area, 0.0, palette(ui).panel);
    let heights = (frame.viewport.min.y, frame.viewport.max.y - HEAD_HEIGHT);
    for entry in entries.visible(column, heights.0, heights.1) {
        let rect = Rect::from_min_size(pos2(left, frame.origin.y + entry.top), vec2(frame.width, entry.height));
        let Some(cell) = entry.kind.cell() else {
            paint::heading(ui, rect, entry);
            continue;
        };
        let response = ui.interact(rect, Id::unique(("side", cell)), Sense::CLICK);
        let place = Place::Cell(cell);
        let is_active = view.selection.active() == Some(place);
        paint::entry(ui, rect, frame.open, entry, &response, is_active);
        let popup_id = Popup::default_response_id(&response);
        menu::context_menu(&response, popup_id, false, frame.situation, &menu::CELL_ACTIONS, queue);
        if response.clicked() || response.secondary_clicked() {
            queue.select(place);
        }
        if response.double_clicked() {
            queue.act(Action::EditWording);
        }
        if view.matrix.editor.as_ref().is_some_and(|editor| editor.cell == cell) {
            *editor_rect = Some(rect);
        }
    }
    ui.painter().vline(left + frame.width - 0.5, area.y_range(), egui::Stroke::new(1.0, palette(ui).border));
}

/// The signs of one panel towards its right neighbour, or in own lists towards the others.
fn marks(ui: &Ui, frame: &Frame<'_>, column: usize, view: &ViewState) {
    let entries = &view.side.entries;
    let left = frame.left(column);
    for entry in entries.visible(column, frame.viewport.min.y, frame.viewport.max.y - HEAD_HEIGHT) {
        let Some((mark, cell)) = entry.mark.zip(entry.kind.cell()) else { continue };
        let is_between = view.side.order == Order::SameLine;
        let inset = if is_between { 0.0 } else { 18.0 };
        let at = pos2(left + frame.width - inset, frame.origin.y + entry.top + 18.0);
        let other = if is_between { entries.parties().get(column + 1).copied() } else { None };
        paint::mark(ui, at, mark, frame.open, cell, other);
    }
}

/// A party's name above its panel, dragged to another place, with a menu.
fn head(ui: &Ui, frame: &Frame<'_>, column: usize, top: f32, view: &mut ViewState, queue: &mut Queue) {
    let Some(&party) = view.side.entries.parties().get(column) else { return };
    let rect = Rect::from_min_size(pos2(frame.left(column), top), vec2(frame.width, HEAD_HEIGHT));
    let is_pinned = column < frame.pinned;
    let response = paint::head(ui, rect, frame.open, party, view.selection.active(), is_pinned);
    if response.clicked() || response.secondary_clicked() {
        queue.select(Place::Party(party));
    }
    response.context_menu(|ui| {
        let pin = if is_pinned { "Let it scroll" } else { "Keep at the left" };
        if ui.button(pin).clicked() {
            if is_pinned {
                view.side.pinned.retain(|id| *id != party);
            } else {
                view.side.pinned.push(party);
            }
            ui.close();
        }
        if ui.add_enabled(view.side.entries.parties().len() > 2, egui::Button::new("Take out")).clicked() {
            view.side.hidden.push(party);
            ui.close();
        }
        for action in [Action::MoveBack, Action::MoveOn, Action::Rename] {
            if ui.button(action.row().name).clicked() {
                queue.act(action);
                ui.close();
            }
        }
    });
    drag_head(ui, &response, frame, party, view, queue);
}

/// A head that is dragged goes, in the dossier, to before the one that it is dropped on.
fn drag_head(
    ui: &Ui,
    response: &egui::Response,
    frame: &Frame<'_>,
    party: PartyId,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    if response.drag_started() {
        queue.select(Place::Party(party));
    }
    let Some(at) = response.interact_pointer_pos() else { return };
    let parties = view.side.entries.parties();
    let target = (0..parties.len()).find(|column| at.x < frame.left(*column) + frame.width / 2.0);
    if response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        let x = target.map_or(frame.left(parties.len().saturating_sub(1)) + frame.width, |column| frame.left(column));
        let line = egui::Stroke::new(3.0, palette(ui).accent);
        let layer = egui::LayerId::new(egui::Order::Foreground, Id::unique("side drop mark"));
        ui.ctx().layer_painter(layer).with_clip_rect(frame.body).vline(x, frame.body.y_range(), line);
    } else if response.drag_stopped() {
        let column = target.unwrap_or(parties.len());
        let own = parties.iter().position(|id| *id == party);
        if own == Some(column) || own.map(|own| own + 1) == Some(column) {
            return;
        }
        if view.side.pinned.contains(&party) {
            // Among pinned panels the order is that of pinning, and belongs to the view.
            let before = parties.get(column).copied();
            let pinned = &mut view.side.pinned;
            pinned.retain(|id| *id != party);
            let at = before.and_then(|before| pinned.iter().position(|id| *id == before)).unwrap_or(pinned.len());
            pinned.insert(at, party);
        } else {
            let before = parties.get(column.max(frame.pinned)).copied();
            queue.push(Command::MoveHeads(DropAt::Parties { before }));
        }
    }
}
