//! The steps that a person takes: each makes one named [`Step`] from a dossier without changing it.
//!
//! A step that would change nothing is None, so that history holds no empty steps.

mod adding;
mod article;
mod cells;
mod coding;
mod filling;
mod highlights;
mod locating;
mod merging;
mod moving;
mod recoding;
mod records;
mod removal;
mod renaming;
mod speaking;
mod stack;

pub use adding::{add_item, add_items, add_parties, add_party, add_source, add_sources, duplicate_items};
pub use article::{ArticleEdit, ChangedQuotation, edit_article};
pub use cells::{
    clear_cells, set_date_of, set_in_principle_of, set_note_of, set_red_line_of, set_stance_of, set_wording_of,
};
pub use coding::{Coding, Passage, add_passage, code, move_quotation};
pub use filling::{Additions, Content, fill, name_heads};
pub use highlights::{add_highlight, change_highlight, move_highlight, remove_highlight};
pub use locating::{Located, locate_quotations};
pub use merging::{Affected, Fate, Recoding, merge_items, merge_parties};
pub use moving::{
    items_of_topic, move_item, move_items_to, move_parties_to, move_party, move_topic, rename_topic, set_topic,
};
pub use recoding::{links_to, move_positions, split_item};
pub use records::{
    add_condition_to, add_evidence_to, set_between_of, set_color_of, set_note_of_items, set_note_of_parties,
    set_role_of,
};
pub use removal::{Deletion, delete_item, delete_items, delete_parties, delete_party, delete_source, delete_topic};
pub use renaming::{Saying, called_so, rename_item, rename_party, saying, told_in};
pub use stack::{discount_position, duplicate_position, move_in_stack, stack};

use super::names::folded;
use super::{
    Cell, Date, Dossier, Edit, Item, ItemId, Party, PartyId, Place, Position, PositionId, Source, SourceId, Stance,
    Step, Text,
};

/// A party or an item: one that is there, or a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named<K> {
    /// It is there.
    Known(K),
    /// It is to be added under this name, unless something is called so already.
    New(String),
}

/// The position of a cell that single edits act on: of those that count the latest by date, and of these the last in
/// file order. None where nothing counts: what is said there anew is a new position.
pub fn leading_position(dossier: &Dossier, cell: Cell) -> Option<(PositionId, &Position)> {
    let counting = dossier.cell(cell).filter(|(_, position)| position.counts());
    counting.max_by_key(|&(id, position)| (dossier.date_of(position), id))
}

/// Sets the stance of a cell: of its leading position, or by a new position where the cell is empty.
pub fn set_stance(dossier: &Dossier, cell: Cell, stance: Stance) -> Option<Step> {
    let (id, position) = match leading_position(dossier, cell) {
        Some((_, position)) if position.stance == stance => return None,
        Some((id, position)) => (id, Position { stance, ..position.clone() }),
        None => (dossier.next_position(), Position::new(cell, stance)),
    };
    Some(Step::new(format!("Set stance to {}", stance.word()), put(id, position), Place::Cell(cell)))
}

/// Sets the wording of a cell: of its leading position, or by a new, reserved position where the cell is empty.
pub fn set_wording(dossier: &Dossier, cell: Cell, wording: &str) -> Option<Step> {
    let (id, position) = match leading_position(dossier, cell) {
        Some((_, position)) if position.wording == wording => return None,
        None if wording.trim().is_empty() => return None,
        Some((id, position)) => (id, position.clone()),
        None => (dossier.next_position(), Position::new(cell, Stance::Reserved)),
    };
    let position = Position { wording: Text::from(wording), ..position };
    Some(Step::new("Edit wording", put(id, position), Place::Cell(cell)))
}

/// Puts a changed position in the place of the old one.
pub fn change_position(dossier: &Dossier, id: PositionId, position: Position, name: &str) -> Option<Step> {
    let place = Place::Cell(position.cell());
    (dossier.position(id)? != &position).then(|| Step::new(name, put(id, position), place))
}

/// Adds one more position to a cell, dated and worded like nothing yet.
pub fn add_position(dossier: &Dossier, cell: Cell, date: Option<Date>) -> Step {
    let stance = leading_position(dossier, cell).map_or(Stance::Reserved, |(_, position)| position.stance);
    let position = Position { date, ..Position::new(cell, stance) };
    Step::new("Add position", put(dossier.next_position(), position), Place::Cell(cell))
}

/// Removes one position.
pub fn remove_position(dossier: &Dossier, id: PositionId) -> Option<Step> {
    let place = Place::Cell(dossier.position(id)?.cell());
    Some(Step::new("Remove position", Edit::Position { id, record: None }, place))
}

/// Removes every position of a cell.
pub fn clear_cell(dossier: &Dossier, cell: Cell) -> Option<Step> {
    let edits: Vec<_> = dossier.cell(cell).map(|(id, _)| Edit::Position { id, record: None }).collect();
    (!edits.is_empty()).then(|| Step::new("Clear cell", Edit::Batch(edits), Place::Cell(cell)))
}

/// Sets the dossier's title.
pub fn set_title(dossier: &Dossier, title: &str) -> Option<Step> {
    (*dossier.title() != title).then(|| Step::new("Edit title", Edit::Title(Text::from(title)), Place::Dossier))
}

/// Sets the dossier's note.
pub fn set_note(dossier: &Dossier, note: &str) -> Option<Step> {
    (*dossier.note() != note).then(|| Step::new("Edit note", Edit::Note(Text::from(note)), Place::Dossier))
}

/// Puts a changed party in the place of the old one; None when nothing changed or the name is empty.
pub fn change_party(dossier: &Dossier, id: PartyId, party: Party, name: &str) -> Option<Step> {
    let changes = dossier.parties().get(id)? != &party && !party.name.trim().is_empty();
    changes.then(|| Step::new(name, Edit::Party { id, record: Some(Box::new(party)), at: 0 }, Place::Party(id)))
}

/// Puts a changed item in the place of the old one; None when nothing changed or the title is empty.
pub fn change_item(dossier: &Dossier, id: ItemId, item: Item, name: &str) -> Option<Step> {
    let changes = dossier.items().get(id)? != &item && !item.title.trim().is_empty();
    changes.then(|| Step::new(name, Edit::Item { id, record: Some(Box::new(item)), at: 0 }, Place::Item(id)))
}

/// Puts a changed source in the place of the old one; None when nothing changed.
pub fn change_source(dossier: &Dossier, id: SourceId, source: Source, name: &str) -> Option<Step> {
    let changes = dossier.sources().get(id)? != &source;
    changes.then(|| Step::new(name, Edit::Source { id, record: Some(Box::new(source)), at: 0 }, Place::Source(id)))
}

/// A party of this name or alias, as names are compared.
pub fn party_named(dossier: &Dossier, name: &str) -> Option<PartyId> {
    let name = folded(name);
    let is_called =
        |party: &Party| folded(&party.name) == name || party.aliases.iter().any(|alias| folded(alias) == name);
    dossier.parties().iter().find(|(_, party)| is_called(party)).map(|(id, _)| id)
}

/// An item of this title, as names are compared.
pub fn item_titled(dossier: &Dossier, title: &str) -> Option<ItemId> {
    let title = folded(title);
    dossier.items().iter().find(|(_, item)| folded(&item.title) == title).map(|(id, _)| id)
}

fn put(id: PositionId, position: Position) -> Edit {
    Edit::Position { id, record: Some(Box::new(position)) }
}

/// The first words of a long title, for the names of steps.
fn brief(title: &str) -> String {
    super::shown::within_quotes(title, 40)
}
