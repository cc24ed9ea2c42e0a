//! Making one party of several, or one item of several. Nothing that anybody said is lost.

use std::collections::{BTreeMap, BTreeSet};

use super::super::names::{folded, free_id};
use super::super::{Cell, Dossier, Edit, Extra, Item, ItemId, Party, PartyId, Place, Position, PositionId, Step, Text};
use super::{brief, put, speaking};

/// What becomes of a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It comes to another cell.
    Moves,
    /// The same stands there in every field: the two become one.
    Collapses,
    /// It stays where it is, and a condition of it leads elsewhere.
    Relinks,
}

/// A position that is not as it was afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Affected {
    /// Which one.
    pub position: PositionId,
    /// What becomes of it.
    pub fate: Fate,
    /// The cell in which it stands afterwards.
    pub to: Cell,
}

/// What merging, moving or splitting does, told before it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recoding {
    /// All of it as one step.
    pub step: Step,
    /// Positions that come to the one that stays.
    pub moved: usize,
    /// Positions that were the same in every field and become one.
    pub collapsed: usize,
    /// Cells of the one that stays in which positions of several come together.
    pub meeting: Vec<Cell>,
    /// Those of them in which positions of the latest date then contradict each other.
    pub disputed: Vec<Cell>,
    /// Positions that come to others and speak for the cell from then on, ascending.
    pub speaking: Vec<PositionId>,
    /// Positions that spoke for their cell and no longer do, because a later one is there then, ascending.
    pub overtaken: Vec<PositionId>,
    /// Positions whose conditions, and items whose lists of needed parties, lead to the one that stays from now on, beside
    /// those that come to it.
    pub relinked: usize,
    /// Every position that is moved or changed, in file order.
    pub affected: Vec<Affected>,
    /// The items whose lists of needed parties are among them.
    pub lists: Vec<ItemId>,
}

/// Makes `others` one with `kept`: their names and aliases become its aliases, their positions its positions. None when
/// there is nothing to merge. Linear in the number of positions.
pub fn merge_parties(dossier: &Dossier, kept: PartyId, others: &[PartyId]) -> Option<Recoding> {
    let record = dossier.parties().get(kept)?;
    let others = present(others, kept, |id| dossier.parties().contains(id))?;
    let to_kept = |id: PartyId| if others.contains(&id) { kept } else { id };
    let mut merging = Merging::default();
    merging.take_positions(dossier, |position| {
        let mut moved = position.clone();
        moved.party = to_kept(moved.party);
        for condition in &mut moved.conditions {
            condition.party = condition.party.map(to_kept);
        }
        moved
    });
    for (id, item) in dossier.items().iter() {
        let Some(list) = item.between.as_ref().filter(|list| list.iter().any(|party| others.contains(party))) else {
            continue;
        };
        let mut between: Vec<PartyId> = Vec::new();
        for party in list.iter().copied().map(to_kept) {
            if !between.contains(&party) {
                between.push(party);
            }
        }
        merging.edits.push(Edit::Item {
            id,
            record: Some(Box::new(Item { between: Some(between), ..item.clone() })),
            at: 0,
        });
        merging.relinked += 1;
        merging.lists.push(id);
    }
    let merged = others.iter().filter_map(|id| dossier.parties().get(*id)).fold(record.clone(), joined_parties);
    merging.edits.push(Edit::Party { id: kept, record: Some(Box::new(merged)), at: 0 });
    merging.edits.extend(others.iter().map(|&id| Edit::Party { id, record: None, at: 0 }));
    Some(merging.into_recoding(dossier, format!("Merge into “{}”", brief(&record.name)), Place::Party(kept)))
}

/// Makes `others` one with `kept`: their positions become its positions, their titles are kept in its note. Whose
/// agreement is needed stays as `kept` has it. None when there is nothing to merge. Linear in the number of positions.
pub fn merge_items(dossier: &Dossier, kept: ItemId, others: &[ItemId]) -> Option<Recoding> {
    let record = dossier.items().get(kept)?;
    let others = present(others, kept, |id| dossier.items().contains(id))?;
    let to_kept = |id: ItemId| if others.contains(&id) { kept } else { id };
    let mut merging = Merging::default();
    merging.take_positions(dossier, |position| {
        let mut moved = position.clone();
        moved.item = to_kept(moved.item);
        for condition in &mut moved.conditions {
            condition.item = condition.item.map(to_kept);
        }
        moved
    });
    let joined = |kept: Item, other: &Item| joined_items(dossier, kept, other);
    let merged = others.iter().filter_map(|id| dossier.items().get(*id)).fold(record.clone(), joined);
    merging.edits.push(Edit::Item { id: kept, record: Some(Box::new(merged)), at: 0 });
    merging.edits.extend(others.iter().map(|&id| Edit::Item { id, record: None, at: 0 }));
    Some(merging.into_recoding(dossier, format!("Merge into “{}”", brief(&record.title)), Place::Item(kept)))
}

fn present<K: Copy + Ord>(others: &[K], kept: K, is_there: impl Fn(K) -> bool) -> Option<BTreeSet<K>> {
    let others: BTreeSet<K> = others.iter().copied().filter(|id| *id != kept && is_there(*id)).collect();
    (!others.is_empty()).then_some(others)
}

fn joined_parties(mut kept: Party, other: &Party) -> Party {
    for name in std::iter::once(&other.name).chain(&other.aliases) {
        let is_known = |known: &Text| folded(known) == folded(name);
        if !is_known(&kept.name) && !kept.aliases.iter().any(is_known) {
            kept.aliases.push(name.clone());
        }
    }
    if kept.color.is_empty() {
        kept.color = other.color.clone();
    }
    if kept.role != other.role {
        let role = Text::from(format!("{}: {}", other.name, other.role.word()));
        kept.note = joined_notes(&kept.note, &role);
    }
    kept.note = joined_notes(&kept.note, &other.note);
    kept.extra = joined_extra(kept.extra, &other.extra);
    kept
}

/// What the item that stays has otherwise than the other goes into its note: title, topic, whose agreement was needed.
fn joined_items(dossier: &Dossier, mut kept: Item, other: &Item) -> Item {
    if kept.topic.is_empty() {
        kept.topic = other.topic.clone();
    }
    let mut different = Vec::new();
    if folded(&kept.title) != folded(&other.title) {
        different.push(format!("Merged with: {}", other.title));
    }
    if !other.topic.is_empty() && kept.topic != other.topic {
        different.push(format!("Topic: {}", other.topic));
    }
    if kept.between != other.between {
        let names = other.between.iter().flatten().filter_map(|id| Some(dossier.parties().get(*id)?.name.as_str()));
        let names: Vec<_> = names.collect();
        let needed = if other.between.is_none() { "every principal".to_owned() } else { names.join(", ") };
        different.push(format!("Needed the agreement of: {needed}"));
    }
    let different = Text::from(different.join("\n"));
    kept.note = joined_notes(&joined_notes(&kept.note, &different), &other.note);
    kept.extra = joined_extra(kept.extra, &other.extra);
    kept
}

fn joined_notes(one: &Text, other: &Text) -> Text {
    match (one.is_empty(), other.is_empty() || one == other) {
        (_, true) => one.clone(),
        (true, false) => other.clone(),
        (false, false) => Text::from(format!("{one}\n{other}")),
    }
}

/// Unknown fields of both; a name that both have keeps both values, the second under “name (merged)”.
fn joined_extra(mut kept: Extra, other: &Extra) -> Extra {
    for (name, value) in other.iter() {
        match kept.get(name) {
            Some(known) if known == value => {}
            Some(_) => {
                let free = free_id(&format!("{name} (merged)"), |name| kept.get(name).is_some());
                kept.push(free, value.clone());
            }
            None => kept.push(name.clone(), value.clone()),
        }
    }
    kept
}

/// A merge, a move or a split under way.
#[derive(Default)]
pub(super) struct Merging {
    pub(super) edits: Vec<Edit>,
    affected: Vec<Affected>,
    lists: Vec<ItemId>,
    moved: usize,
    collapsed: usize,
    meeting: BTreeSet<Cell>,
    relinked: usize,
    arrived: BTreeMap<Cell, Vec<(PositionId, Position)>>,
}

impl Merging {
    /// Puts every position as `mapped` says. One that comes to a cell where the very same position stands goes.
    fn take_positions(&mut self, dossier: &Dossier, mapped: impl Fn(&Position) -> Position) {
        for (id, position) in dossier.positions() {
            let after = mapped(position);
            let cell = after.cell();
            let is_same = |other: &Position| *other == after;
            let stands = || {
                dossier.cell(cell).map(|(_, there)| mapped(there)).any(|there| is_same(&there))
                    || self.arrived.get(&cell).is_some_and(|there| there.iter().any(|(_, there)| is_same(there)))
            };
            if cell != position.cell() && stands() {
                self.collapsed += 1;
                self.affected.push(Affected { position: id, fate: Fate::Collapses, to: cell });
                self.edits.push(Edit::Position { id, record: None });
            } else {
                self.take(dossier, id, position, after);
            }
        }
    }

    /// Puts a position in the place of what it was.
    pub(super) fn take(&mut self, dossier: &Dossier, id: PositionId, before: &Position, after: Position) {
        let cell = after.cell();
        if after == *before {
            return;
        }
        if cell == before.cell() {
            self.relinked += 1;
            self.affected.push(Affected { position: id, fate: Fate::Relinks, to: cell });
            self.edits.push(put(id, after));
            return;
        }
        if dossier.cell(cell).next().is_some() || self.arrived.contains_key(&cell) {
            self.meeting.insert(cell);
        }
        self.moved += 1;
        self.affected.push(Affected { position: id, fate: Fate::Moves, to: cell });
        self.arrived.entry(cell).or_default().push((id, after.clone()));
        self.edits.push(put(id, after));
    }

    pub(super) fn into_recoding(self, dossier: &Dossier, name: String, place: Place) -> Recoding {
        let Self { edits, affected, lists, moved, collapsed, meeting, relinked, arrived } = self;
        let (mut disputed, mut speaking, mut overtaken) = (Vec::new(), Vec::new(), Vec::new());
        for &cell in &meeting {
            let met = speaking::met(dossier, cell, arrived.get(&cell).map_or(&[], Vec::as_slice));
            disputed.extend(met.is_disputed.then_some(cell));
            speaking.extend(met.speaks);
            overtaken.extend(met.overtaken);
        }
        speaking.sort_unstable();
        overtaken.sort_unstable();
        let meeting = meeting.into_iter().collect();
        Recoding {
            step: Step::new(name, Edit::Batch(edits), place),
            moved,
            collapsed,
            meeting,
            disputed,
            speaking,
            overtaken,
            relinked,
            affected,
            lists,
        }
    }
}
