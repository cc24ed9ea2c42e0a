//! The steps that a person takes: each makes one named [`Step`] from a dossier without changing it.
//!
//! A step that would change nothing is None, so that history holds no empty steps.

mod filling;
mod merging;
mod moving;
mod removal;

pub use filling::{Additions, Content, fill};
pub use merging::{Merge, merge_items, merge_parties};
pub use moving::{
    items_of_topic, move_item, move_items_to, move_parties_to, move_party, move_topic, rename_topic, set_topic,
};
pub use removal::{Deletion, delete_item, delete_items, delete_parties, delete_party, delete_source};

use super::id::Key as _;
use super::names::{folded, free_id, id_from};
use super::{
    Cell, Date, Dossier, Edit, Item, ItemId, Party, PartyId, Place, Position, PositionId, Source, SourceId, Stance,
    Step, Text,
};

/// The position of a cell that single edits act on: the latest by date, and of those the last in file order.
pub fn leading_position(dossier: &Dossier, cell: Cell) -> Option<(PositionId, &Position)> {
    dossier.cell(cell).max_by_key(|&(id, position)| (dossier.date_of(position), id))
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

/// Sets the stance of several cells as one step. Cells that have it already stay as they are.
pub fn set_stance_of(dossier: &Dossier, cells: &[Cell], stance: Stance) -> Option<Step> {
    let mut next = dossier.next_position().index();
    let edits: Vec<_> = cells
        .iter()
        .filter_map(|&cell| match leading_position(dossier, cell) {
            Some((_, position)) if position.stance == stance => None,
            Some((id, position)) => Some(put(id, Position { stance, ..position.clone() })),
            None => {
                next += 1;
                Some(put(PositionId::from_index(next - 1), Position::new(cell, stance)))
            }
        })
        .collect();
    let name = format!("Set stance of {} cells to {}", cells.len(), stance.word());
    (!edits.is_empty()).then(|| Step::new(name, Edit::Batch(edits), Place::Cell(cells[0])))
}

/// Removes every position of several cells as one step.
pub fn clear_cells(dossier: &Dossier, cells: &[Cell]) -> Option<Step> {
    let filled: Vec<_> = cells.iter().filter(|cell| dossier.cell(**cell).next().is_some()).collect();
    let edits = filled.iter().flat_map(|cell| dossier.cell(**cell)).map(|(id, _)| Edit::Position { id, record: None });
    let name = if filled.len() == 1 { "Clear cell".to_owned() } else { format!("Clear {} cells", filled.len()) };
    let place = Place::Cell(**filled.first()?);
    Some(Step::new(name, Edit::Batch(edits.collect()), place))
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

/// Adds a party at the end; None for an empty name.
pub fn add_party(dossier: &Dossier, name: &str) -> Option<(PartyId, Step)> {
    add_party_before(dossier, name, None)
}

/// Adds a party before another one; None for an empty name.
pub fn add_party_before(dossier: &Dossier, name: &str, before: Option<PartyId>) -> Option<(PartyId, Step)> {
    let name = name.trim();
    let id = dossier.parties().next_key();
    let taken = |id: &str| dossier.parties().iter().any(|(_, party)| party.id == id);
    let record = Party { id: free_id(&id_from(name, "party"), taken), name: Text::from(name), ..Party::default() };
    let at = before.and_then(|before| dossier.parties().place(before)).unwrap_or(dossier.parties().len());
    let edit = Edit::Party { id, record: Some(Box::new(record)), at };
    (!name.is_empty()).then(|| (id, Step::new(format!("Add party “{name}”"), edit, Place::Party(id))))
}

/// Adds an item below the last one of its topic; None for an empty title.
pub fn add_item(dossier: &Dossier, title: &str, topic: &str) -> Option<(ItemId, Step)> {
    add_item_before(dossier, title, topic, None)
}

/// Adds an item before another one of its topic, otherwise below the last one of the topic; None for an empty title.
pub fn add_item_before(dossier: &Dossier, title: &str, topic: &str, before: Option<ItemId>) -> Option<(ItemId, Step)> {
    let (title, topic) = (title.trim(), topic.trim());
    let id = dossier.items().next_key();
    let taken = |id: &str| dossier.items().iter().any(|(_, item)| item.id == id);
    let last = dossier.items().iter().enumerate().filter(|(_, (_, item))| item.topic == topic).last();
    let is_of_topic = |id: &ItemId| dossier.items().get(*id).is_some_and(|item| item.topic == topic);
    let before = before.filter(is_of_topic).and_then(|before| dossier.items().place(before));
    let at = before.unwrap_or_else(|| last.map_or(dossier.items().len(), |(place, _)| place + 1));
    let record = Item {
        id: free_id(&id_from(title, "item"), taken),
        title: Text::from(title),
        topic: Text::from(topic),
        ..Item::default()
    };
    let edit = Edit::Item { id, record: Some(Box::new(record)), at };
    (!title.is_empty()).then(|| (id, Step::new(format!("Add item “{}”", brief(title)), edit, Place::Item(id))))
}

/// Adds a source at the end; None for an empty title.
pub fn add_source(dossier: &Dossier, title: &str) -> Option<(SourceId, Step)> {
    let title = title.trim();
    let id = dossier.sources().next_key();
    let taken = |id: &str| dossier.sources().iter().any(|(_, source)| source.id == id);
    let record =
        Source { id: free_id(&id_from(title, "source"), taken), title: Text::from(title), ..Source::default() };
    let edit = Edit::Source { id, record: Some(Box::new(record)), at: dossier.sources().len() };
    (!title.is_empty()).then(|| (id, Step::new(format!("Add source “{}”", brief(title)), edit, Place::Source(id))))
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
    match title.char_indices().nth(40) {
        Some((cut, _)) => format!("{}…", title[..cut].trim_end()),
        None => title.to_owned(),
    }
}
