//! What a screen reader is told of the matrix: a table with rows, heads and cells, and where the person is in it.
//!
//! Only what is in view has nodes; how many rows and columns there are in all, and which number each has, is told with
//! them. Heads are row and column zero.

use egui::accesskit::Role;
use egui::{Id, Response, Ui, UiBuilder, WidgetInfo};

use super::super::arrange::{Arrangement, Line};
use super::super::view::ViewState;
use super::super::words;
use super::{Frame, keyboard_id};
use crate::model::Place;

/// The table itself, which has the keyboard.
pub(super) fn table(ui: &Ui, response: &Response, view: &ViewState) {
    let arrangement = view.matrix.arrangement();
    let (rows, columns) = (arrangement.rows().len(), arrangement.columns().len());
    response.widget_info(|| {
        let items = words::count(arrangement.items().len(), "item");
        let parties = words::count(arrangement.parties().len(), "party");
        WidgetInfo::labeled(Role::Grid, true, format!("Matrix of {items} and {parties}"))
    });
    ui.ctx().accesskit_node_builder(keyboard_id(), |node| {
        node.set_row_count(rows + 1);
        node.set_column_count(columns + 1);
        node.set_multiselectable();
    });
}

/// Where the person is: the active cell or head, if it is in view.
pub(super) fn active(ui: &Ui, view: &ViewState) {
    let id = match view.selection.active() {
        Some(Place::Cell(cell)) => Id::unique(("cell", cell)),
        Some(place @ (Place::Party(_) | Place::Item(_))) => Id::unique(("head", place)),
        _ => return,
    };
    if ui.ctx().has_accesskit_node(id) {
        ui.ctx().accesskit_node_builder(keyboard_id(), |node| node.set_active_descendant(id.accesskit_id()));
    }
}

/// A row of the table, in which its cells are shown; a topic's heading is none.
pub(super) fn row(ui: &mut Ui, arrangement: &Arrangement, number: usize) -> Option<Ui> {
    let place = arrangement.rows().get(number).and_then(Line::place)?;
    let builder = UiBuilder::new().max_rect(ui.max_rect()).id_salt(("row", place)).accessibility_parent(keyboard_id());
    let mut row = ui.new_child(builder);
    row.set_clip_rect(ui.clip_rect());
    row.ctx().accesskit_node_builder(row.unique_id(), |node| {
        node.set_role(Role::Row);
        node.set_row_index(number + 1);
    });
    Some(row)
}

/// The part of a row that stands in another pane: its head, its status.
pub(super) fn within(ui: &mut Ui, frame: &Frame<'_>, number: usize) -> Ui {
    let node = frame.row_nodes.iter().find(|(row, _)| *row == number).map_or_else(keyboard_id, |(_, id)| *id);
    let builder = UiBuilder::new().max_rect(ui.max_rect()).id_salt(("within row", number)).accessibility_parent(node);
    let mut part = ui.new_child(builder);
    part.set_clip_rect(ui.clip_rect());
    part
}

/// The numbers of a cell or head among rows and columns.
pub(super) fn place(ui: &Ui, id: Id, row: Option<usize>, column: Option<usize>) {
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_row_index(row.map_or(0, |row| row + 1));
        node.set_column_index(column.map_or(0, |column| column + 1));
    });
}
