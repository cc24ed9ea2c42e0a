//! Deleting parties, items and sources with what hangs on them.

use std::collections::BTreeSet;

use super::super::{
    Condition, Dossier, Edit, Item, ItemId, PartyId, Place, Position, PositionId, SourceId, Step, Text,
};
use super::{brief, items_of_topic, put};

/// What the deletion of a record takes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// The whole deletion as one step.
    pub step: Step,
    /// The parties, items or the source that go.
    pub records: Vec<Place>,
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
    delete_parties(dossier, &[id])
}

/// Deletes parties with their positions. Linear in the number of positions.
pub fn delete_parties(dossier: &Dossier, ids: &[PartyId]) -> Option<Deletion> {
    let first = dossier.parties().get(*ids.first()?)?;
    let going: BTreeSet<_> = ids.iter().copied().filter(|id| dossier.parties().contains(*id)).collect();
    let mut parts = Removal::default();
    for (position_id, position) in dossier.positions() {
        let goes = |condition: &Condition| condition.party.is_some_and(|party| going.contains(&party));
        if going.contains(&position.party) {
            parts.drop_position(position_id);
        } else if position.conditions.iter().any(goes) {
            parts.unlink(dossier, position_id, position, goes);
        }
    }
    for (item_id, item) in dossier.items().iter() {
        if let Some(list) = item.between.as_ref().filter(|list| list.iter().any(|party| going.contains(party))) {
            let between = Some(list.iter().copied().filter(|party| !going.contains(party)).collect());
            let record = Some(Box::new(Item { between, ..item.clone() }));
            parts.edits.push(Edit::Item { id: item_id, record, at: 0 });
            parts.lists += 1;
        }
    }
    parts.edits.extend(going.iter().map(|&id| Edit::Party { id, record: None, at: 0 }));
    let name = match going.len() {
        1 => format!("Delete party “{}”", brief(&first.name)),
        many => format!("Delete {many} parties"),
    };
    Some(parts.into_deletion(name, going.into_iter().map(Place::Party).collect()))
}

/// Deletes an item with its positions. Linear in the number of positions.
pub fn delete_item(dossier: &Dossier, id: ItemId) -> Option<Deletion> {
    delete_items(dossier, &[id])
}

/// Deletes items with their positions. Linear in the number of positions.
pub fn delete_items(dossier: &Dossier, ids: &[ItemId]) -> Option<Deletion> {
    let first = dossier.items().get(*ids.first()?)?;
    let going: BTreeSet<_> = ids.iter().copied().filter(|id| dossier.items().contains(*id)).collect();
    let mut parts = Removal::default();
    for (position_id, position) in dossier.positions() {
        let goes = |condition: &Condition| condition.item.is_some_and(|item| going.contains(&item));
        if going.contains(&position.item) {
            parts.drop_position(position_id);
        } else if position.conditions.iter().any(goes) {
            parts.unlink(dossier, position_id, position, goes);
        }
    }
    parts.edits.extend(going.iter().map(|&id| Edit::Item { id, record: None, at: 0 }));
    let name = match going.len() {
        1 => format!("Delete item “{}”", brief(&first.title)),
        many => format!("Delete {many} items"),
    };
    Some(parts.into_deletion(name, going.into_iter().map(Place::Item).collect()))
}

/// Deletes a topic with its items and what is said on them. Linear in the number of positions.
pub fn delete_topic(dossier: &Dossier, topic: &str) -> Option<Deletion> {
    let deletion = delete_items(dossier, &items_of_topic(dossier, topic))?;
    let name = format!("Delete topic “{}”", brief(topic));
    Some(Deletion { step: Step { name, ..deletion.step }, ..deletion })
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
    Some(parts.into_deletion(format!("Delete source “{title}”"), vec![Place::Source(id)]))
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
    fn unlink(&mut self, dossier: &Dossier, id: PositionId, position: &Position, goes: impl Fn(&Condition) -> bool) {
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

    fn into_deletion(self, name: String, records: Vec<Place>) -> Deletion {
        let Self { edits, positions, unlinked, lists, quotations } = self;
        let place = records.first().copied().unwrap_or(Place::Dossier);
        let step = Step::new(name, Edit::Batch(edits), place);
        Deletion { step, records, positions, unlinked, lists, quotations }
    }
}
