//! Steps that give many cells, parties or items one thing at once.

use super::super::{Cell, Condition, Dossier, Edit, Evidence, Item, ItemId, Party, PartyId, Place, Role, Step, Text};

/// Adds a condition to the positions of several cells. Empty cells stay empty.
pub fn add_condition_to(dossier: &Dossier, cells: &[Cell], condition: &Condition) -> Option<Step> {
    super::cells::change(dossier, cells, "Add condition", false, |position| {
        position.conditions.push(condition.clone());
    })
}

/// Adds a quotation to the positions of several cells. Empty cells stay empty.
pub fn add_evidence_to(dossier: &Dossier, cells: &[Cell], evidence: &Evidence) -> Option<Step> {
    super::cells::change(dossier, cells, "Add quotation", false, |position| position.evidence.push(evidence.clone()))
}

/// Gives several parties a role.
pub fn set_role_of(dossier: &Dossier, parties: &[PartyId], role: Role) -> Option<Step> {
    change_parties(dossier, parties, "Set role", |party| party.role = role)
}

/// Gives several parties a colour (`#rrggbb`, or none).
pub fn set_color_of(dossier: &Dossier, parties: &[PartyId], color: &str) -> Option<Step> {
    let color = Text::from(color);
    change_parties(dossier, parties, "Set colour", |party| party.color = color.clone())
}

/// Gives several parties a note.
pub fn set_note_of_parties(dossier: &Dossier, parties: &[PartyId], note: &str) -> Option<Step> {
    let note = Text::from(note);
    change_parties(dossier, parties, "Edit note", |party| party.note = note.clone())
}

/// Says of several items whose agreement they need; None: every principal's.
pub fn set_between_of(dossier: &Dossier, items: &[ItemId], between: Option<&[PartyId]>) -> Option<Step> {
    change_items(dossier, items, "Choose whose agreement is needed", |item| {
        item.between = between.map(<[PartyId]>::to_vec);
    })
}

/// Gives several items a note.
pub fn set_note_of_items(dossier: &Dossier, items: &[ItemId], note: &str) -> Option<Step> {
    let note = Text::from(note);
    change_items(dossier, items, "Edit note", |item| item.note = note.clone())
}

fn change_parties(dossier: &Dossier, ids: &[PartyId], name: &str, change: impl Fn(&mut Party)) -> Option<Step> {
    let changed = |id: PartyId| {
        let before = dossier.parties().get(id)?;
        let mut party = before.clone();
        change(&mut party);
        (party != *before).then(|| Edit::Party { id, record: Some(Box::new(party)), at: 0 })
    };
    let edits: Vec<_> = ids.iter().filter_map(|&id| changed(id)).collect();
    let name = if edits.len() == 1 { name.to_owned() } else { format!("{name} of {} parties", edits.len()) };
    (!edits.is_empty()).then(|| Step::new(name, Edit::Batch(edits), Place::Party(ids[0])))
}

fn change_items(dossier: &Dossier, ids: &[ItemId], name: &str, change: impl Fn(&mut Item)) -> Option<Step> {
    let changed = |id: ItemId| {
        let before = dossier.items().get(id)?;
        let mut item = before.clone();
        change(&mut item);
        (item != *before).then(|| Edit::Item { id, record: Some(Box::new(item)), at: 0 })
    };
    let edits: Vec<_> = ids.iter().filter_map(|&id| changed(id)).collect();
    let name = if edits.len() == 1 { name.to_owned() } else { format!("{name}: {} items", edits.len()) };
    (!edits.is_empty()).then(|| Step::new(name, Edit::Batch(edits), Place::Item(ids[0])))
}
