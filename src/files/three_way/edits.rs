//! What was found out, as an edit to ours: keys for what is new, ids that nobody else has, and one order.

use std::collections::HashSet;

use super::fate::Fate;
use super::fates::{Fates, Kind};
use super::positions::Positions;
use super::{ThreeWayReport, order};
use crate::files::Tallied;
use crate::files::pairing::Side;
use crate::files::{Finding, FindingKind, Findings, Severity};
use crate::model::names::free_id;
use crate::model::shown::quoted;
use crate::model::{
    Cell, Dossier, Edit, Item, ItemId, Key, Party, PartyId, Place, Position, Source, SourceId, Table, Text,
};

/// The keys that things have in the merged dossier, by their numbers.
struct Keys {
    sources: Vec<SourceId>,
    parties: Vec<PartyId>,
    items: Vec<ItemId>,
}

impl Keys {
    fn position(&self, mut position: Position) -> Position {
        position.item = self.items[position.item.index()];
        position.party = self.parties[position.party.index()];
        for condition in &mut position.conditions {
            condition.item = condition.item.map(|item| self.items[item.index()]);
            condition.party = condition.party.map(|party| self.parties[party.index()]);
        }
        for quoted in &mut position.evidence {
            quoted.source = self.sources[quoted.source.index()];
        }
        position
    }

    fn item(&self, mut item: Item) -> Item {
        item.between.iter_mut().flatten().for_each(|party| *party = self.parties[party.index()]);
        item
    }

    fn place(&self, place: Place) -> Place {
        match place {
            Place::Dossier => Place::Dossier,
            Place::Source(source) => Place::Source(self.sources[source.index()]),
            Place::Party(party) => Place::Party(self.parties[party.index()]),
            Place::Item(item) => Place::Item(self.items[item.index()]),
            Place::Cell(Cell { item, party }) => {
                Place::Cell(Cell { item: self.items[item.index()], party: self.parties[party.index()] })
            }
        }
    }
}

/// Writes everything down in an order in which it can be done.
pub(super) fn write(
    [base, ours, theirs]: [&Dossier; 3],
    mut fates: Fates,
    positions: Positions,
    edits: &mut Vec<Edit>,
    report: &mut ThreeWayReport,
) {
    let source = Words { kind: "Source", place: Place::Source, id: |source: &mut Source| &mut source.id };
    let party = Words { kind: "Party", place: Place::Party, id: |party: &mut Party| &mut party.id };
    let item = Words { kind: "Item", place: Place::Item, id: |item: &mut Item| &mut item.id };
    give_ids(&mut fates.sources, ours.sources(), &source, report);
    give_ids(&mut fates.parties, ours.parties(), &party, report);
    give_ids(&mut fates.items, ours.items(), &item, report);
    let orders = [
        order_of(
            &fates.sources,
            [base.sources(), ours.sources(), theirs.sources()],
            &copies_of(&fates),
            &source,
            report,
        ),
        order_of(&fates.parties, [base.parties(), ours.parties(), theirs.parties()], &[], &party, report),
        order_of(&fates.items, [base.items(), ours.items(), theirs.items()], &[], &item, report),
    ];
    let keys = Keys { sources: fates.sources.keys(), parties: fates.parties.keys(), items: fates.items.keys() };
    for finding in &mut report.findings.list {
        finding.place = finding.place.map(|place| keys.place(place));
    }
    let [source_order, party_order, item_order] = orders;
    let (puts, gone_sources) = fates.sources.split(&keys.sources, ours.sources(), &mut report.taken.sources);
    edits.extend(puts.into_iter().map(|(id, record)| Edit::Source { id, record: Some(record), at: usize::MAX }));
    let (puts, gone_parties) = fates.parties.split(&keys.parties, ours.parties(), &mut report.taken.parties);
    edits.extend(puts.into_iter().map(|(id, record)| Edit::Party { id, record: Some(record), at: usize::MAX }));
    let (puts, gone_items) = fates.items.split(&keys.items, ours.items(), &mut report.taken.items);
    edits.extend(puts.into_iter().map(|(id, record)| Edit::Item {
        id,
        record: Some(Box::new(keys.item(*record))),
        at: usize::MAX,
    }));
    edits.extend(
        positions
            .puts
            .into_iter()
            .map(|(id, record)| Edit::Position { id, record: record.map(|record| Box::new(keys.position(record))) }),
    );
    edits.extend(gone_items.iter().map(|&id| Edit::Item { id, record: None, at: 0 }));
    edits.extend(gone_parties.iter().map(|&id| Edit::Party { id, record: None, at: 0 }));
    edits.extend(gone_sources.iter().map(|&id| Edit::Source { id, record: None, at: 0 }));
    let orders = [
        reordered(ours.sources(), &gone_sources, &keys.sources, &source_order).map(Edit::OrderSources),
        reordered(ours.parties(), &gone_parties, &keys.parties, &party_order).map(Edit::OrderParties),
        reordered(ours.items(), &gone_items, &keys.items, &item_order).map(Edit::OrderItems),
    ];
    edits.extend(orders.into_iter().flatten().inspect(|_| report.taken.order = true));
}

/// Their own texts beside ours, as numbers: each stands behind the source that it is another text of.
fn copies_of(fates: &Fates) -> Vec<(usize, usize)> {
    fates.copies.iter().map(|(source, copy)| (source.index(), copy.index())).collect()
}

/// How records of a kind are spoken of.
struct Words<K, R> {
    kind: &'static str,
    place: fn(K) -> Place,
    id: fn(&mut R) -> &mut Text,
}

/// Gives what comes in an id of its own where somebody else has it.
fn give_ids<K: Key, R: Clone>(
    kind: &mut Kind<K, R>,
    ours: &Table<K, R>,
    words: &Words<K, R>,
    report: &mut ThreeWayReport,
) {
    let mut taken: HashSet<Text> = HashSet::new();
    for (number, fate) in kind.fates.iter().enumerate() {
        if let (Fate::Stays, Some(record)) = (fate, ours.get(K::from_index(number))) {
            taken.insert((words.id)(&mut record.clone()).clone());
        }
    }
    let mut wanted: HashSet<Text> = taken.clone();
    for fate in &kind.fates {
        if let Fate::Becomes(record) = fate {
            wanted.insert((words.id)(&mut record.clone()).clone());
        }
    }
    for (number, fate) in kind.fates.iter_mut().enumerate() {
        let Fate::Becomes(record) = fate else { continue };
        let id = (words.id)(record);
        if !taken.insert(id.clone()) {
            let new = free_id(id, |id| wanted.contains(id));
            let what = format!("{} {}", words.kind, quoted(&kind.names[number]));
            let message = format!(
                "{what} of the other file has the id {}, which belongs to something else here. It came in as {}.",
                quoted(id),
                quoted(&new)
            );
            add_note(&mut report.findings, message, (words.place)(K::from_index(number)));
            report.notes += 1;
            wanted.insert(new.clone());
            taken.insert(new.clone());
            *id = new;
        }
    }
}

/// The order of all that is left, by numbers.
fn order_of<K: Key, R>(
    kind: &Kind<K, R>,
    [base, ours, theirs]: [&Table<K, R>; 3],
    copies: &[(usize, usize)],
    words: &Words<K, R>,
    report: &mut ThreeWayReport,
) -> Vec<usize> {
    let stays: Vec<bool> = kind.fates.iter().map(Fate::is_there).collect();
    let numbers = |keys: &[K], number: &dyn Fn(K) -> Option<K>| -> Vec<usize> {
        keys.iter().filter_map(|&key| Some(number(key)?.index())).collect()
    };
    let base = numbers(base.keys(), &|key| kind.space.of_side(Side::Base, key));
    let mut theirs = numbers(theirs.keys(), &|key| kind.space.of_side(Side::Theirs, key));
    if !copies.is_empty() {
        let copy_of =
            |number: usize| copies.binary_search_by_key(&number, |(source, _)| *source).ok().map(|at| copies[at].1);
        theirs = theirs.into_iter().flat_map(|number| [Some(number), copy_of(number)]).flatten().collect();
    }
    let merged = order::merge(stays.len(), &base, &numbers(ours.keys(), &Some), &theirs, &stays);
    for number in merged.moved_twice {
        let message = format!(
            "{} {} was moved here and in the other file. It stands where it was put here.",
            words.kind,
            quoted(&kind.names[number])
        );
        add_note(&mut report.findings, message, (words.place)(K::from_index(number)));
        report.notes += 1;
    }
    merged.order
}

fn add_note(findings: &mut Findings, message: String, place: Place) {
    let kind = FindingKind::Differs;
    findings.add(kind, || Finding {
        kind,
        severity: Severity::Note,
        message,
        line_column: None,
        place: Some(place),
        quotation: None,
    });
}

/// What is put, under its key.
type Puts<K, R> = Vec<(K, Box<R>)>;

impl<K: Key, R> Kind<K, R> {
    /// The key of each number: ours keep theirs, those that come in follow one by one.
    fn keys(&self) -> Vec<K> {
        let slots = self.space.ours_slots;
        let mut next = slots;
        let key = |(number, fate): (usize, &Fate<R>)| {
            if number < slots || !fate.is_there() {
                return K::from_index(number.min(slots));
            }
            next += 1;
            K::from_index(next - 1)
        };
        self.fates.iter().enumerate().map(key).collect()
    }

    /// What is to be put, and what is to be deleted.
    fn split(self, keys: &[K], ours: &Table<K, R>, taken: &mut Tallied) -> (Puts<K, R>, Vec<K>) {
        let (mut puts, mut gone) = (Vec::new(), Vec::new());
        for (fate, &key) in self.fates.into_iter().zip(keys) {
            let is_ours = ours.contains(key);
            match fate {
                Fate::Becomes(record) => {
                    if is_ours {
                        taken.changed += 1;
                    } else {
                        taken.added += 1;
                    }
                    puts.push((key, record));
                }
                Fate::Gone | Fate::Goes(_) if is_ours => {
                    taken.removed += 1;
                    gone.push(key);
                }
                Fate::Gone | Fate::Goes(_) | Fate::Stays => {}
            }
        }
        (puts, gone)
    }
}

/// The order in keys, where it is not the one that comes about by itself: ours, then what is new.
fn reordered<K: Key, R>(ours: &Table<K, R>, gone: &[K], keys: &[K], order: &[usize]) -> Option<Vec<K>> {
    let order: Vec<K> = order.iter().map(|&number| keys[number]).collect();
    let gone: HashSet<usize> = gone.iter().map(|key| key.index()).collect();
    let stay = ours.keys().iter().copied().filter(|key| !gone.contains(&key.index()));
    let mut new: Vec<K> = order.iter().copied().filter(|key| key.index() >= ours.slots()).collect();
    new.sort_unstable();
    (!stay.chain(new).eq(order.iter().copied())).then_some(order)
}
