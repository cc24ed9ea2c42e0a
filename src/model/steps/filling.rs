//! Filling cells at once, as pasting does: one step, together with the items and parties that it needs.

use super::super::id::Key as _;
use super::super::names::{free_id, id_from};
use super::super::{
    Cell, Dossier, Edit, Item, ItemId, Party, PartyId, Place, Position, PositionId, Stance, Step, Text,
};
use super::leading_position;

/// What shall stand in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Nothing: its positions go, except those that do not count, because a table of text does not show them.
    Nothing,
    /// The leading position says this; what is not given stays. An empty cell gets a position, reserved unless a stance
    /// is given.
    Words {
        /// Its stance.
        stance: Option<Stance>,
        /// Its wording.
        wording: Option<Text>,
    },
    /// Positions of stance and wording, the earliest first. A position that says the same stays as it is; the others
    /// are changed in their order, and what is too much or too little comes or goes.
    Statements(Vec<(Stance, Text)>),
    /// These positions, with all that they hold, in the place of all that stood there.
    Positions(Vec<Position>),
}

/// New items and parties, by name and in order; their keys follow the last ones given out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Additions {
    /// Titles of new items, each with its topic.
    pub items: Vec<(Text, Text)>,
    /// Names of new parties.
    pub parties: Vec<Text>,
}

impl Additions {
    /// The key that the new item with this number will have.
    pub fn item_key(dossier: &Dossier, number: usize) -> ItemId {
        ItemId::from_index(dossier.items().slots() + number)
    }

    /// The key that the new party with this number will have.
    pub fn party_key(dossier: &Dossier, number: usize) -> PartyId {
        PartyId::from_index(dossier.parties().slots() + number)
    }

    fn edits(&self, dossier: &Dossier) -> Vec<Edit> {
        let mut taken: std::collections::BTreeSet<String> =
            dossier.items().iter().map(|(_, item)| item.id.to_string()).collect();
        let mut edits = Vec::new();
        for (number, (title, topic)) in self.items.iter().enumerate() {
            let id = free_id(&id_from(title, "item"), |id| taken.contains(id));
            taken.insert(id.to_string());
            let record = Item { id, title: title.clone(), topic: topic.clone(), ..Item::default() };
            let at = dossier.items().len() + number;
            edits.push(Edit::Item { id: Self::item_key(dossier, number), record: Some(Box::new(record)), at });
        }
        taken = dossier.parties().iter().map(|(_, party)| party.id.to_string()).collect();
        for (number, name) in self.parties.iter().enumerate() {
            let id = free_id(&id_from(name, "party"), |id| taken.contains(id));
            taken.insert(id.to_string());
            let record = Party { id, name: name.clone(), ..Party::default() };
            let at = dossier.parties().len() + number;
            edits.push(Edit::Party { id: Self::party_key(dossier, number), record: Some(Box::new(record)), at });
        }
        edits
    }
}

/// Fills cells, after the additions were made. None when nothing changes. Linear in what is given.
pub fn fill(dossier: &Dossier, additions: &Additions, cells: Vec<(Cell, Content)>, name: &str) -> Option<Step> {
    let place = cells.first().map(|(cell, _)| Place::Cell(*cell));
    let mut filling = Filling { dossier, edits: additions.edits(dossier), next: dossier.next_position().index() };
    for (cell, content) in cells {
        filling.put(cell, content);
    }
    let place = place.unwrap_or(Place::Dossier);
    (!filling.edits.is_empty()).then(|| Step::new(name, Edit::Batch(filling.edits), place))
}

/// Renames items and parties and adds others, as one step. None when nothing changes.
pub fn name_heads(
    dossier: &Dossier,
    items: &[(ItemId, Text)],
    parties: &[(PartyId, Text)],
    additions: &Additions,
) -> Option<Step> {
    let mut edits = Vec::new();
    for (id, title) in items {
        let item = dossier.items().get(*id).filter(|item| item.title != *title)?;
        let record = Item { title: title.clone(), ..item.clone() };
        edits.push(Edit::Item { id: *id, record: Some(Box::new(record)), at: 0 });
    }
    for (id, name) in parties {
        let party = dossier.parties().get(*id).filter(|party| party.name != *name)?;
        let record = Party { name: name.clone(), ..party.clone() };
        edits.push(Edit::Party { id: *id, record: Some(Box::new(record)), at: 0 });
    }
    let renamed = edits.len();
    edits.extend(additions.edits(dossier));
    let added = edits.len() - renamed;
    let noun = if items.is_empty() && additions.items.is_empty() { ("party", "parties") } else { ("item", "items") };
    let count = |number: usize| format!("{number} {}", if number == 1 { noun.0 } else { noun.1 });
    let name = match (renamed, added) {
        (0, added) => format!("Add {}", count(added)),
        (renamed, 0) => format!("Rename {}", count(renamed)),
        (renamed, added) => format!("Rename {} and add {added}", count(renamed)),
    };
    let first = items.first().map(|(id, _)| Place::Item(*id));
    let first = first.or_else(|| parties.first().map(|(id, _)| Place::Party(*id)));
    (!edits.is_empty()).then(|| Step::new(name, Edit::Batch(edits), first.unwrap_or(Place::Dossier)))
}

/// A filling under way: the edits so far, and the number of the next new position.
struct Filling<'a> {
    dossier: &'a Dossier,
    edits: Vec<Edit>,
    next: usize,
}

impl Filling<'_> {
    fn put(&mut self, cell: Cell, content: Content) {
        match content {
            Content::Nothing => self.silence(cell),
            Content::Words { stance, wording } => self.write(cell, stance, wording),
            Content::Statements(statements) => self.restate(cell, statements),
            Content::Positions(positions) => self.replace(cell, positions),
        }
    }

    /// What says the same as before keeps its conditions and quotations: a table that was worked on in a spreadsheet
    /// comes back without harm to what was not changed there.
    fn restate(&mut self, cell: Cell, statements: Vec<(Stance, Text)>) {
        let dossier = self.dossier;
        let mut left: Vec<_> = dossier.cell(cell).filter(|(_, position)| position.counts()).collect();
        left.sort_by_key(|&(id, position)| (dossier.date_of(position), id));
        let mut changed = Vec::new();
        for (stance, wording) in statements {
            let says_so =
                |position: &Position| position.stance == stance && is_same_wording(&position.wording, &wording);
            match left.iter().position(|(_, position)| says_so(position)) {
                Some(at) => drop(left.remove(at)),
                None => changed.push((stance, wording)),
            }
        }
        let mut left = left.into_iter();
        for (stance, wording) in changed {
            match left.next() {
                Some((id, before)) => {
                    let position = Position { stance, wording, ..before.clone() };
                    self.edits.push(Edit::Position { id, record: Some(Box::new(position)) });
                }
                None => self.add(Position { wording, ..Position::new(cell, stance) }),
            }
        }
        self.edits.extend(left.map(|(id, _)| Edit::Position { id, record: None }));
    }

    fn replace(&mut self, cell: Cell, positions: Vec<Position>) {
        let positions: Vec<_> = positions
            .into_iter()
            .map(|position| self.without_dead_links(Position { party: cell.party, item: cell.item, ..position }))
            .collect();
        if self.dossier.cell(cell).map(|(_, position)| position).eq(&positions) {
            return;
        }
        self.clear(cell);
        for position in positions {
            self.add(position);
        }
    }

    /// What a copied position refers to may have been deleted since.
    fn without_dead_links(&self, mut position: Position) -> Position {
        position.evidence.retain(|evidence| self.dossier.sources().contains(evidence.source));
        for condition in &mut position.conditions {
            let is_item_gone = condition.item.is_some_and(|item| !self.dossier.items().contains(item));
            let is_party_gone = condition.party.is_some_and(|party| !self.dossier.parties().contains(party));
            if is_item_gone || is_party_gone {
                (condition.item, condition.party) = (None, None);
            }
        }
        position.conditions.retain(|condition| condition.item.is_some() || !condition.text.is_empty());
        position
    }

    fn silence(&mut self, cell: Cell) {
        let counting = self.dossier.cell(cell).filter(|(_, position)| position.counts());
        self.edits.extend(counting.map(|(id, _)| Edit::Position { id, record: None }));
    }

    fn clear(&mut self, cell: Cell) {
        self.edits.extend(self.dossier.cell(cell).map(|(id, _)| Edit::Position { id, record: None }));
    }

    fn write(&mut self, cell: Cell, stance: Option<Stance>, wording: Option<Text>) {
        let Some((id, before)) = leading_position(self.dossier, cell) else {
            if stance.is_none() && wording.is_none() {
                return;
            }
            let new = Position::new(cell, stance.unwrap_or(Stance::Reserved));
            return self.add(Position { wording: wording.unwrap_or_default(), ..new });
        };
        let position = Position {
            stance: stance.unwrap_or(before.stance),
            wording: wording
                .filter(|wording| !is_same_wording(&before.wording, wording))
                .unwrap_or_else(|| before.wording.clone()),
            ..before.clone()
        };
        if position != *before {
            self.edits.push(Edit::Position { id, record: Some(Box::new(position)) });
        }
    }

    fn add(&mut self, position: Position) {
        let id = PositionId::from_index(self.next);
        self.next += 1;
        self.edits.push(Edit::Position { id, record: Some(Box::new(position)) });
    }
}

/// Spreadsheets may put spaces for the line breaks in a cell; that alone changes nothing.
fn is_same_wording(before: &str, pasted: &str) -> bool {
    let is_flattened = || !pasted.contains('\n') && before.split_whitespace().eq(pasted.split_whitespace());
    before.trim() == pasted || is_flattened()
}
