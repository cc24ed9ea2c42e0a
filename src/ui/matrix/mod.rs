//! The matrix: items in rows under their topics, parties in columns, the status of each item at the right.
//!
//! The head row, the item column and the status column stay in place while the cells scroll. Only what is in view is
//! laid out; heights are measured once per change (`geometry`), not per frame.

mod body;
mod editor;
mod geometry;
mod heads;
mod motion;

use egui::{Rect, ScrollArea, Ui, UiBuilder, Vec2, pos2, vec2};

pub use body::shown_position;
pub use editor::Editor;
pub use geometry::Geometry;
pub use motion::target_of_keys;

use super::arrange::{Arrangement, Options};
use super::command::{Action, Queue};
use super::controls;
use super::theme::{palette, space};
use super::view::ViewState;
use super::{OpenDossier, Situation};
use crate::model::Place;

/// What the matrix remembers between frames.
#[derive(Debug, Default)]
pub struct MatrixState {
    /// The cell that is being written into.
    pub editor: Option<Editor>,
    /// Brought into view at the next frame.
    pub reveal: Option<Place>,
    arrangement: Arrangement,
    geometry: Geometry,
    offset: Vec2,
    seen: Vec2,
}

impl MatrixState {
    /// What is shown, in which order.
    pub fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    /// Brings the order of rows and columns up to date.
    pub fn arrange(&mut self, open: &OpenDossier<'_>, options: &Options) {
        self.arrangement.update(open, options);
    }

    /// Where rows and columns stand.
    pub fn geometry(&self) -> &Geometry {
        &self.geometry
    }

    /// How many rows fit into the view, for Page Up and Page Down.
    pub fn rows_per_page(&self) -> usize {
        self.geometry.rows_within(self.offset.y, self.seen.y - geometry::HEAD_HEIGHT).max(1)
    }
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
    view.matrix.geometry.update(ui, open, area.width());
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
    origin: egui::Pos2,
    /// Everything in view.
    all: Rect,
    /// The cells.
    body: Rect,
    /// The item column below the head.
    items: Rect,
    /// The status column below the head.
    status: Rect,
    /// The head above the cells.
    head: Rect,
}

fn contents(
    ui: &mut Ui,
    viewport: Rect,
    open: &OpenDossier<'_>,
    situation: &Situation<'_>,
    view: &mut ViewState,
    queue: &mut Queue,
) {
    let panes = panes(ui, viewport, &view.matrix.geometry);
    let rows = view.matrix.geometry.rows_in(viewport.min.y, viewport.max.y - geometry::HEAD_HEIGHT);
    let columns = view.matrix.geometry.columns_in(viewport.min.x, viewport.min.x + panes.body.width());
    clipped(ui, "body", panes.body, |ui| {
        body::cells(ui, &panes, open, situation, (rows.clone(), columns.clone()), view, queue);
    });
    clipped(ui, "items", panes.items, |ui| heads::items(ui, &panes, open, situation, rows.clone(), view, queue));
    clipped(ui, "status", panes.status, |ui| heads::statuses(ui, &panes, open, rows.clone(), view, queue));
    heads::topics(ui, &panes, rows, &view.matrix.geometry);
    clipped(ui, "head", panes.head, |ui| heads::parties(ui, &panes, open, situation, columns, view, queue));
    heads::corners(ui, &panes, open, &view.matrix.geometry);
}

fn panes(ui: &Ui, viewport: Rect, geometry: &Geometry) -> Panes {
    let origin = ui.min_rect().min;
    let all = viewport.translate(origin.to_vec2());
    let head_bottom = all.min.y + geometry::HEAD_HEIGHT;
    let items_right = all.min.x + geometry.item_width;
    // A narrow matrix has its status column right behind the last party, a wide one at the edge of the view.
    let status_left = (items_right + geometry.cells_width()).min(all.max.x - geometry.status_width);
    Panes {
        origin,
        all,
        body: Rect::from_min_max(pos2(items_right, head_bottom), pos2(status_left, all.max.y)),
        items: Rect::from_min_max(pos2(all.min.x, head_bottom), pos2(items_right, all.max.y)),
        status: Rect::from_min_max(
            pos2(status_left, head_bottom),
            pos2(status_left + geometry.status_width, all.max.y),
        ),
        head: Rect::from_min_max(pos2(items_right, all.min.y), pos2(status_left, head_bottom)),
    }
}

fn clipped(ui: &mut Ui, name: &str, rect: Rect, contents: impl FnOnce(&mut Ui)) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(("pane", name)));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    contents(&mut child);
}

/// The scroll offset at which the place is wholly in view, as near as possible to where the view stands now.
fn offset_to_reveal(state: &MatrixState, place: Place) -> Option<Vec2> {
    let geometry = &state.geometry;
    let (item, party) = match place {
        Place::Cell(cell) => (Some(cell.item), Some(cell.party)),
        Place::Item(item) => (Some(item), None),
        Place::Party(party) => (None, Some(party)),
        Place::Dossier | Place::Source(_) => return None,
    };
    let mut offset = state.offset;
    let room = state.seen - vec2(geometry.item_width + geometry.status_width, geometry::HEAD_HEIGHT);
    if let Some((top, bottom)) = item.and_then(|item| geometry.row_span(item)) {
        offset.y = nearest(offset.y, room.y, top, bottom);
    }
    if let Some((left, right)) = party.and_then(|party| geometry.column_span(party)) {
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
        controls::remark(ui, "Position files can be dropped anywhere on this window.");
        ui.add_space(space::LARGE);
        ui.horizontal(|ui| {
            ui.add_space((ui.available_width() - 290.0).max(0.0) / 2.0);
            if controls::main_button(ui, "Add party…").clicked() {
                queue.act(Action::AddParty);
            }
            if controls::button(ui, "Add item…").clicked() {
                queue.act(Action::AddItem);
            }
            if controls::button(ui, "Add files…").clicked() {
                queue.act(Action::AddFiles);
            }
        });
    });
}
