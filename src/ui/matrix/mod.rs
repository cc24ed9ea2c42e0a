//! The matrix: items in rows under their topics, parties in columns, the status of each item at the right; or turned
//! around, parties in rows and items in columns.
//!
//! The heads and the status column stay in place while the cells scroll. Only what is in view is laid out; heights are
//! measured once per change (`geometry`), not per frame.

mod autofill;
mod body;
mod cell;
mod editor;
mod geometry;
mod head;
mod heads;
mod motion;
mod pointer;
mod told;

use egui::{Context, EventFilter, Id, Key, Modifiers, Pos2, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, pos2, vec2};

pub use body::{show_editor_over, shown_position};
pub use editor::Editor;
pub use geometry::Geometry;
pub(super) use geometry::lines_within;
pub use motion::{Page, commands_of_keys};

use super::arrange::{Arrangement, Options};
use super::command::{Action, Queue};
use super::controls;
use super::theme::{palette, space};
use super::view::ViewState;
use super::{OpenDossier, Situation};
use crate::model::Place;
use crate::search::Needle;

/// What the matrix remembers between frames.
#[derive(Debug, Default)]
pub struct MatrixState {
    /// The cell that is being written into.
    pub editor: Option<Editor>,
    /// Brought into view at the next frame.
    pub reveal: Option<Place>,
    /// The matrix had the keyboard in the last frame in which anything had it.
    pub had_keyboard: bool,
    arrangement: Arrangement,
    geometry: Geometry,
    dragged: Option<pointer::Dragged>,
    /// A range is being selected with the pointer.
    is_selecting: bool,
    offset: Vec2,
    seen: Vec2,
}

impl MatrixState {
    /// What is shown, in which order.
    pub fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    /// Lets go of what was being written or dragged: the records of these keys are no more.
    pub fn let_go(&mut self) {
        self.editor = None;
        self.dragged = None;
        self.is_selecting = false;
        self.reveal = None;
    }

    /// Brings the order of rows and columns up to date.
    pub fn arrange(&mut self, open: &OpenDossier<'_>, options: &Options) {
        self.arrangement.update(open, options);
    }

    /// Where rows and columns stand.
    pub fn geometry(&self) -> &Geometry {
        &self.geometry
    }

    /// How much fits into the view, for Page Up and Page Down.
    pub fn page(&self) -> Page {
        let room = self.room();
        let rows = self.geometry.rows_within(self.offset.y, room.y).max(1);
        let columns = self.geometry.columns_in(self.offset.x, self.offset.x + room.x).len().saturating_sub(1).max(1);
        Page { rows, columns }
    }

    /// The size of the part of the view in which cells show.
    fn room(&self) -> Vec2 {
        self.seen - vec2(self.geometry.heads_width + self.geometry.status_width, self.geometry.head_height)
    }
}

/// The id under which the matrix has the keyboard.
fn keyboard_id() -> Id {
    Id::unique("matrix")
}

/// True when keys speak to the selection: nothing has the keyboard, or the matrix has it.
pub fn has_keyboard(ctx: &Context) -> bool {
    ctx.memory(egui::Memory::focused).is_none_or(|focused| focused == keyboard_id())
}

/// Shows the matrix of the open dossier.
pub fn ui(ui: &mut Ui, open: &OpenDossier<'_>, situation: &Situation<'_>, view: &mut ViewState, queue: &mut Queue) {
    let area = ui.available_rect_before_wrap();
    ui.painter().rect_filled(area, 0.0, palette(ui).window);
    if open.dossier.parties().is_empty() && open.dossier.items().is_empty() {
        empty(ui, queue);
        return;
    }
    view.matrix.arrange(open, &view.options);
    if view.matrix.arrangement.is_filtering() {
        ui.ctx().request_repaint();
    }
    view.matrix.geometry.update(ui, open, &view.matrix.arrangement, &view.sizes, area.width());
    let wanted = view.matrix.reveal.take().and_then(|place| offset_to_reveal(&view.matrix, place));
    let mut scroll = ScrollArea::both().id_salt("matrix").auto_shrink(false);
    if let Some(offset) = wanted {
        scroll = scroll.scroll_offset(offset);
    }
    let output = scroll.show_viewport(ui, |ui, viewport| {
        ui.set_min_size(view.matrix.geometry.content_size());
        contents(ui, viewport, open, situation, view, queue);
    });
    view.matrix.offset = output.state.clamped_offset();
    view.matrix.seen = output.inner_rect.size();
}

/// The parts of the matrix on screen, in points.
struct Panes {
    /// Where the content's upper left corner stands (off screen once scrolled).
    origin: Pos2,
    /// Everything in view.
    all: Rect,
    /// The cells.
    body: Rect,
    /// The heads of rows.
    heads: Rect,
    /// The status column below the head.
    status: Rect,
    /// The heads of columns.
    head: Rect,
}

/// What every part of the matrix draws from.
struct Frame<'a> {
    open: &'a OpenDossier<'a>,
    situation: &'a Situation<'a>,
    panes: Panes,
    /// The key for context menus was pressed.
    menu_key: bool,
    /// A dialog stands in front; nothing behind it explains itself.
    is_covered: bool,
    /// Words to mark in texts.
    needle: Option<Needle>,
    /// What screen readers know the rows in view by.
    row_nodes: Vec<(usize, Id)>,
}

impl Frame<'_> {
    /// Where the first cell's upper left corner stands.
    fn corner(&self, geometry: &Geometry) -> Pos2 {
        self.panes.origin + vec2(geometry.heads_width, geometry.head_height)
    }

    /// A text with what is looked for marked in it.
    fn marked(&self, ui: &Ui, words: &str, job: egui::text::LayoutJob) -> egui::text::LayoutJob {
        let Some(needle) = &self.needle else { return job };
        controls::marked(job, &needle.places(words), palette(ui).found)
    }

    /// The lower edge of the last row.
    fn content_bottom(&self, geometry: &Geometry) -> f32 {
        self.panes.origin.y + geometry.content_size().y - geometry::FOOT_HEIGHT
    }
}

fn contents(
    ui: &mut Ui,
    viewport: Rect,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let menu_key = has_keyboard(ui.ctx()) && take_menu_key(ui.ctx());
    let needle = view.find.needle().or_else(|| view.matrix.arrangement.needle().cloned());
    let mut frame = Frame {
        open,
        situation,
        panes: panes(ui, viewport, &view.matrix.geometry),
        menu_key,
        needle,
        row_nodes: Vec::new(),
        is_covered: view.dialog.is_some(),
    };
    let room = view.matrix.geometry.head_height;
    let rows = view.matrix.geometry.rows_in(viewport.min.y, viewport.max.y - room);
    let columns = view.matrix.geometry.columns_in(viewport.min.x, viewport.min.x + frame.panes.body.width());
    take_keyboard(ui, &frame, view, queue);
    let mut row_nodes = Vec::new();
    clipped(ui, "body", frame.panes.body, |ui| {
        row_nodes = body::cells(ui, &frame, (rows.clone(), columns.clone()), view, queue);
    });
    frame.row_nodes = row_nodes;
    clipped(ui, "heads", frame.panes.heads, |ui| heads::rows(ui, &frame, rows.clone(), view, queue));
    clipped(ui, "status", frame.panes.status, |ui| heads::statuses(ui, &frame, rows.clone(), view, queue));
    let below = Rect::from_min_max(frame.panes.heads.min, frame.panes.all.max);
    clipped(ui, "topics", below, |ui| heads::topics(ui, &frame, rows.clone(), view, queue));
    clipped(ui, "head", frame.panes.head, |ui| heads::columns(ui, &frame, columns.clone(), view, queue));
    heads::corners(ui, &frame, view, queue);
    told::active(ui, view);
    if view.matrix.arrangement.matching() == 0 && !open.dossier.items().is_empty() {
        nothing_fits(ui, &frame, queue);
    }
}

/// The filter lets nothing through.
fn nothing_fits(ui: &mut Ui, frame: &Frame<'_>, queue: &mut Queue) {
    let rect = frame.panes.body.shrink2(vec2(16.0, 24.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("nothing fits"));
    child.label("No item fits the filter");
    if child.button("Clear filter").clicked() {
        queue.act(Action::ClearFilter);
    }
}

/// The matrix has the keyboard whenever nothing else wants it, so that Tab and arrows go from cell to cell.
fn take_keyboard(ui: &Ui, frame: &Frame<'_>, view: &mut ViewState, queue: &mut Queue) {
    let response = ui.interact(frame.panes.body, keyboard_id(), Sense::DRAG | Sense::FOCUSABLE);
    told::table(ui, &response, view);
    let is_free = view.dialog.is_none() && view.matrix.editor.is_none() && !egui::Popup::is_any_open(ui.ctx());
    let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    if let Some(focused) = ui.memory(egui::Memory::focused) {
        view.matrix.had_keyboard = focused == keyboard_id();
    }
    ui.memory_mut(|memory| {
        if is_free && memory.focused().is_none() {
            memory.request_focus(keyboard_id());
        }
        memory.set_focus_lock_filter(keyboard_id(), filter);
    });
    pointer::drag_cells(ui, frame, &response, view, queue);
}

fn take_menu_key(ctx: &Context) -> bool {
    ctx.input_mut(|input| {
        input.consume_key(Modifiers::NONE, Key::Menu) || input.consume_key(Modifiers::SHIFT, Key::F10)
    })
}

fn panes(ui: &Ui, viewport: Rect, geometry: &Geometry) -> Panes {
    let origin = ui.min_rect().min;
    let all = viewport.translate(origin.to_vec2());
    let head_bottom = all.min.y + geometry.head_height;
    let heads_right = all.min.x + geometry.heads_width;
    // A narrow matrix has its status column right behind the last column, a wide one at the edge of the view.
    let status_left = (heads_right + geometry.cells_width()).min(all.max.x - geometry.status_width);
    Panes {
        origin,
        all,
        body: Rect::from_min_max(pos2(heads_right, head_bottom), pos2(status_left, all.max.y)),
        heads: Rect::from_min_max(pos2(all.min.x, head_bottom), pos2(heads_right, all.max.y)),
        status: Rect::from_min_max(
            pos2(status_left, head_bottom),
            pos2(status_left + geometry.status_width, all.max.y),
        ),
        head: Rect::from_min_max(pos2(heads_right, all.min.y), pos2(status_left, head_bottom)),
    }
}

fn clipped(ui: &mut Ui, name: &str, rect: Rect, contents: impl FnOnce(&mut Ui)) {
    // For screen readers the panes are no places of their own: all of it is one table.
    let builder = UiBuilder::new().max_rect(rect).id_salt(("pane", name)).accessibility_parent(keyboard_id());
    let mut child = ui.new_child(builder);
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    contents(&mut child);
}

/// The scroll offset at which the place is wholly in view, as near as possible to where the view stands now.
fn offset_to_reveal(state: &MatrixState, place: Place) -> Option<Vec2> {
    let (row, column) = state.arrangement.row_column(place)?;
    let (mut offset, room) = (state.offset, state.room());
    if let Some(row) = row {
        let (top, bottom) = state.geometry.row_span(row);
        offset.y = nearest(offset.y, room.y, top, bottom);
    }
    if let Some(column) = column {
        let (left, right) = state.geometry.column_span(column);
        offset.x = nearest(offset.x, room.x, left, right);
    }
    Some(offset)
}

/// The offset nearest to `offset` at which a stretch is in view; its beginning where it is larger than the room.
pub(super) fn nearest(offset: f32, room: f32, from: f32, to: f32) -> f32 {
    if from < offset || to - from > room {
        from
    } else if to > offset + room {
        to - room
    } else {
        offset
    }
}

fn empty(ui: &mut Ui, queue: &mut Queue) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        ui.label(controls::text(
            "An empty dossier",
            super::theme::Face::Strong,
            super::theme::size::TITLE,
            palette(ui).text,
        ));
        ui.add_space(space::SMALL);
        ui.label("Parties become columns, the items on the table become rows.");
        controls::remark(ui, "Articles become sources to quote from. They and position files can be dropped here.");
        ui.add_space(space::LARGE);
        ui.horizontal(|ui| {
            ui.add_space((ui.available_width() - 274.0).max(0.0) / 2.0);
            if controls::main_button(ui, Action::AddSource.row().name).clicked() {
                queue.act(Action::AddSource);
            }
            if controls::button(ui, Action::AddFiles.row().name).clicked() {
                queue.act(Action::AddFiles);
            }
        });
        ui.add_space(space::TIGHT);
        ui.horizontal(|ui| {
            ui.add_space((ui.available_width() - 190.0).max(0.0) / 2.0);
            if controls::button(ui, Action::AddParty.row().name).clicked() {
                queue.act(Action::AddParty);
            }
            if controls::button(ui, Action::AddItem.row().name).clicked() {
                queue.act(Action::AddItem);
            }
        });
    });
}
