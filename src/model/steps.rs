//! The steps that a person takes: each makes one named [`Step`] from a dossier without changing it.
//!
//! A step that would change nothing is None, so that history holds no empty steps.

pub use super::filling::{Additions, Content, fill};
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
    let name = name.trim();
    let id = dossier.parties().next_key();
    let taken = |id: &str| dossier.parties().iter().any(|(_, party)| party.id == id);
    let record = Party { id: free_id(&id_from(name, "party"), taken), name: Text::from(name), ..Party::default() };
    let edit = Edit::Party { id, record: Some(Box::new(record)), at: dossier.parties().len() };
    (!name.is_empty()).then(|| (id, Step::new(format!("Add party “{name}”"), edit, Place::Party(id))))
}

/// Adds an item below the last one of its topic; None for an empty title.
pub fn add_item(dossier: &Dossier, title: &str, topic: &str) -> Option<(ItemId, Step)> {
    let (title, topic) = (title.trim(), topic.trim());
    let id = dossier.items().next_key();
    let taken = |id: &str| dossier.items().iter().any(|(_, item)| item.id == id);
    let last = dossier.items().iter().enumerate().filter(|(_, (_, item))| item.topic == topic).last();
    let at = last.map_or(dossier.items().len(), |(place, _)| place + 1);
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

/// Moves a party by so many places to the right (negative: to the left).
pub fn move_party(dossier: &Dossier, id: PartyId, by: isize) -> Option<Step> {
    let from = dossier.parties().place(id)?;
    let to = from.checked_add_signed(by).filter(|&to| to < dossier.parties().len() && to != from)?;
    Some(Step::new("Move party", Edit::MoveParty(id, to), Place::Party(id)))
}

/// Moves an item by so many places down (negative: up).
pub fn move_item(dossier: &Dossier, id: ItemId, by: isize) -> Option<Step> {
    let from = dossier.items().place(id)?;
    let to = from.checked_add_signed(by).filter(|&to| to < dossier.items().len() && to != from)?;
    Some(Step::new("Move item", Edit::MoveItem(id, to), Place::Item(id)))
}

/// Moves parties, in their order, to stand before another one; None: behind the last.
pub fn move_parties_to(dossier: &Dossier, moved: &[PartyId], before: Option<PartyId>) -> Option<Step> {
    let moves = moves_to(dossier.parties().keys(), moved, before);
    let edits: Vec<_> = moves.into_iter().map(|(id, to)| Edit::MoveParty(id, to)).collect();
    let name = if moved.len() == 1 { "Move party".to_owned() } else { format!("Move {} parties", moved.len()) };
    (!edits.is_empty()).then(|| Step::new(name, Edit::Batch(edits), Place::Party(moved[0])))
}

/// Moves items, in their order, to stand before another one (None: behind the last of the topic) and under a topic
/// (None: each stays under its own).
pub fn move_items_to(
    dossier: &Dossier,
    moved: &[ItemId],
    before: Option<ItemId>,
    topic: Option<&Text>,
) -> Option<Step> {
    let items = dossier.items();
    let end_of_topic = || {
        let last =
            items.iter().enumerate().filter(|(_, (id, item))| Some(&item.topic) == topic && !moved.contains(id)).last();
        last.and_then(|(place, _)| items.keys().get(place + 1).copied())
    };
    let before = if topic.is_some() { before.or_else(end_of_topic) } else { before };
    let mut edits: Vec<_> = moved
        .iter()
        .filter_map(|&id| {
            let (item, topic) = (items.get(id)?, topic?);
            let record = Item { topic: topic.clone(), ..item.clone() };
            (item.topic != *topic).then(|| Edit::Item { id, record: Some(Box::new(record)), at: 0 })
        })
        .collect();
    edits.extend(moves_to(items.keys(), moved, before).into_iter().map(|(id, to)| Edit::MoveItem(id, to)));
    let name = if moved.len() == 1 { "Move item".to_owned() } else { format!("Move {} items", moved.len()) };
    (!edits.is_empty()).then(|| Step::new(name, Edit::Batch(edits), Place::Item(moved[0])))
}

/// The moves, one after the other, that bring `moved` before `before`; none when they stand there already.
fn moves_to<K: Copy + PartialEq>(order: &[K], moved: &[K], before: Option<K>) -> Vec<(K, usize)> {
    // Dropped before one of themselves they come before the next one that stays.
    let from = before.and_then(|before| order.iter().position(|id| *id == before));
    let before = from.and_then(|from| order[from..].iter().find(|id| !moved.contains(id)).copied());
    let mut now = order.to_vec();
    let mut moves = Vec::new();
    for &id in moved {
        let Some(at) = now.iter().position(|other| *other == id) else { continue };
        now.remove(at);
        let to = before.and_then(|before| now.iter().position(|other| *other == before)).unwrap_or(now.len());
        now.insert(to, id);
        moves.push((id, to));
    }
    if now == order { Vec::new() } else { moves }
}

/// What the deletion of a record takes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// The whole deletion as one step.
    pub step: Step,
    /// Positions that go with it.
    pub positions: usize,
    /// Conditions that lose their link but keep their words.
    pub unlinked: usize,
    /// Items whose list of needed parties changes.
    pub lists: usize,
    /// Quotations that go with it.
    pub quotations: usize,
}

impl Deletion {
    /// True when nothing but the record itself goes.
    pub fn takes_nothing_along(&self) -> bool {
        self.positions + self.unlinked + self.lists + self.quotations == 0
    }
}

/// Deletes a party with its positions. Linear in the number of positions.
pub fn delete_party(dossier: &Dossier, id: PartyId) -> Option<Deletion> {
    let name = &dossier.parties().get(id)?.name;
    let mut parts = Removal::default();
    for (position_id, position) in dossier.positions() {
        if position.party == id {
            parts.drop_position(position_id);
        } else if position.conditions.iter().any(|condition| condition.party == Some(id)) {
            parts.unlink(dossier, position_id, position, |condition| condition.party == Some(id));
        }
    }
    for (item_id, item) in dossier.items().iter() {
        if let Some(list) = item.between.as_ref().filter(|list| list.contains(&id)) {
            let between = Some(list.iter().copied().filter(|&party| party != id).collect());
            let record = Some(Box::new(Item { between, ..item.clone() }));
            parts.edits.push(Edit::Item { id: item_id, record, at: 0 });
            parts.lists += 1;
        }
    }
    parts.edits.push(Edit::Party { id, record: None, at: 0 });
    Some(parts.into_deletion(format!("Delete party “{name}”"), Place::Party(id)))
}

/// Deletes an item with its positions. Linear in the number of positions.
pub fn delete_item(dossier: &Dossier, id: ItemId) -> Option<Deletion> {
    let title = brief(&dossier.items().get(id)?.title);
    let mut parts = Removal::default();
    for (position_id, position) in dossier.positions() {
        if position.item == id {
            parts.drop_position(position_id);
        } else if position.conditions.iter().any(|condition| condition.item == Some(id)) {
            parts.unlink(dossier, position_id, position, |condition| condition.item == Some(id));
        }
    }
    parts.edits.push(Edit::Item { id, record: None, at: 0 });
    Some(parts.into_deletion(format!("Delete item “{title}”"), Place::Item(id)))
}

/// Deletes a source with the quotations from it; the positions stay. A position that had its date from this source
/// keeps that date as its own. Linear in the number of positions.
pub fn delete_source(dossier: &Dossier, id: SourceId) -> Option<Deletion> {
    let title = brief(&dossier.sources().get(id)?.title);
    let mut parts = Removal::default();
    for (position_id, position) in dossier.positions() {
        let quotations = position.evidence.iter().filter(|evidence| evidence.source == id).count();
        if quotations > 0 {
            let mut changed = position.clone();
            changed.date = dossier.date_of(position);
            changed.evidence.retain(|evidence| evidence.source != id);
            parts.edits.push(put(position_id, changed));
            parts.quotations += quotations;
        }
    }
    parts.edits.push(Edit::Source { id, record: None, at: 0 });
    Some(parts.into_deletion(format!("Delete source “{title}”"), Place::Source(id)))
}

/// What goes with a record, collected.
#[derive(Default)]
struct Removal {
    edits: Vec<Edit>,
    positions: usize,
    unlinked: usize,
    lists: usize,
    quotations: usize,
}

impl Removal {
    fn drop_position(&mut self, id: PositionId) {
        self.edits.push(Edit::Position { id, record: None });
        self.positions += 1;
    }

    /// Takes the links off the conditions that `goes` names. One without words is given those that its link spoke.
    fn unlink(
        &mut self,
        dossier: &Dossier,
        id: PositionId,
        position: &Position,
        goes: impl Fn(&super::Condition) -> bool,
    ) {
        let mut changed = position.clone();
        for condition in changed.conditions.iter_mut().filter(|condition| goes(condition)) {
            let item = condition.item.and_then(|item| dossier.items().get(item)).map_or("", |item| &item.title);
            let party = condition.party.and_then(|party| dossier.parties().get(party)).map_or("", |party| &party.name);
            if condition.text.is_empty() {
                condition.text = Text::from([party, item].join(": ").trim_matches([':', ' ']));
            }
            (condition.item, condition.party) = (None, None);
            self.unlinked += 1;
        }
        self.edits.push(put(id, changed));
    }

    fn into_deletion(self, name: String, place: Place) -> Deletion {
        let Self { edits, positions, unlinked, lists, quotations } = self;
        Deletion { step: Step::new(name, Edit::Batch(edits), place), positions, unlinked, lists, quotations }
    }
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
