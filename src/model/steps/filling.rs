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
    /// Nothing: its positions go.
    Nothing,
    /// The leading position says this; what is not given stays. An empty cell gets a position, reserved unless a stance
    /// is given.
    Words {
        /// Its stance.
        stance: Option<Stance>,
        /// Its wording.
        wording: Option<Text>,
    },
    /// Positions of stance and wording in the place of all that stood there.
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

/// A filling under way: the edits so far, and the number of the next new position.
struct Filling<'a> {
    dossier: &'a Dossier,
    edits: Vec<Edit>,
    next: usize,
}

impl Filling<'_> {
    fn put(&mut self, cell: Cell, content: Content) {
        match content {
            Content::Nothing => self.clear(cell),
            Content::Words { stance, wording } => self.write(cell, stance, wording),
            Content::Statements(statements) => {
                self.clear(cell);
                for (stance, wording) in statements {
                    self.add(Position { wording, ..Position::new(cell, stance) });
                }
            }
            Content::Positions(positions) => {
                self.clear(cell);
                for position in positions {
                    self.add(Position { party: cell.party, item: cell.item, ..position });
                }
            }
        }
    }

    fn clear(&mut self, cell: Cell) {
        self.edits.extend(self.dossier.cell(cell).map(|(id, _)| Edit::Position { id, record: None }));
    }

    fn write(&mut self, cell: Cell, stance: Option<Stance>, wording: Option<Text>) {
        let Some((id, before)) = leading_position(self.dossier, cell) else {
            let new = Position::new(cell, stance.unwrap_or(Stance::Reserved));
            return self.add(Position { wording: wording.unwrap_or_default(), ..new });
        };
        let position = Position {
            stance: stance.unwrap_or(before.stance),
            wording: wording.unwrap_or_else(|| before.wording.clone()),
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
