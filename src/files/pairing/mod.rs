//! Which record of one dossier is which of another, when both are versions of one: the ground of merging and of telling
//! what changed. Pairs are one to one. Nothing is compared here beyond what it takes to recognise a record again.

mod moved;
mod positions;
mod space;

pub(super) use moved::{NOWHERE, moved, places};
pub(super) use positions::{exact as exact_positions, pair as pair_positions};
pub(super) use space::{Numbering, Side, Sorted, Space, Thing, numbered_item};

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, VecDeque};

use crate::model::names::folded;
use crate::model::{Dossier, Item, ItemId, Key, Party, PartyId, Source, SourceId, Table, Text};

/// Of records with the same mark at most so many are tried before the next mark.
const TRIED: usize = 16;

/// The pairs of two tables.
#[derive(Debug)]
pub(super) struct Pairs<K> {
    forth: Vec<Option<K>>,
    back: Vec<Option<K>>,
}

impl<K: Key> Pairs<K> {
    /// Nobody is anybody.
    pub(super) fn none(slots: usize, other_slots: usize) -> Self {
        Self { forth: vec![None; slots], back: vec![None; other_slots] }
    }

    /// The record of the second table that this one of the first is.
    pub(super) fn forth(&self, key: K) -> Option<K> {
        self.forth.get(key.index()).copied()?
    }

    /// The record of the first table that this one of the second is.
    pub(super) fn back(&self, key: K) -> Option<K> {
        self.back.get(key.index()).copied()?
    }
}

/// A mark by which a record is known again. Those that are empty mark nothing.
type Marks<'r> = Vec<Cow<'r, str>>;

/// Pairs what is still alone by marks that both have, the first with the first.
fn pair_by<'r, K: Key, R>(
    pairs: &mut Pairs<K>,
    one: &[(K, &'r R)],
    two: &[(K, &'r R)],
    marks: impl Fn(&'r R) -> Marks<'r>,
    may_meet: impl Fn(&R, &R) -> bool,
) {
    let mut waiting: HashMap<Cow<'r, str>, VecDeque<(K, &'r R)>> = HashMap::new();
    for &(key, record) in one.iter().filter(|(key, _)| pairs.forth(*key).is_none()) {
        for mark in marks(record).into_iter().filter(|mark| !mark.is_empty()) {
            waiting.entry(mark).or_default().push_back((key, record));
        }
    }
    if waiting.is_empty() {
        return;
    }
    let alone: Vec<_> = two.iter().filter(|(key, _)| pairs.back(*key).is_none()).copied().collect();
    for (key, record) in alone {
        for mark in marks(record) {
            let Some(same) = waiting.get_mut(&mark) else { continue };
            while same.front().is_some_and(|(first, _)| pairs.forth(*first).is_some()) {
                same.pop_front();
            }
            let fits = |(first, other): &&(K, &R)| pairs.forth(*first).is_none() && may_meet(other, record);
            if let Some(&(first, _)) = same.iter().take(TRIED).find(fits) {
                pairs.forth[first.index()] = Some(key);
                pairs.back[key.index()] = Some(first);
                break;
            }
        }
    }
}

fn rows<K: Key, R>(table: &Table<K, R>) -> Vec<(K, &R)> {
    table.iter().collect()
}

fn any<R>(_: &R, _: &R) -> bool {
    true
}

/// Two versions of a dossier: parties by id, then by name, then by any name.
pub(super) fn parties(one: &Dossier, two: &Dossier) -> Pairs<PartyId> {
    let mut pairs = Pairs::none(one.parties().slots(), two.parties().slots());
    let (one, two) = (rows(one.parties()), rows(two.parties()));
    pair_by(&mut pairs, &one, &two, |party| vec![Cow::Borrowed(&*party.id)], any);
    pair_by(&mut pairs, &one, &two, |party| vec![Cow::Owned(folded(&party.name))], any);
    pair_by(&mut pairs, &one, &two, names_of, any);
    pairs
}

/// Two versions of a dossier: items by id, then by title.
pub(super) fn items(one: &Dossier, two: &Dossier) -> Pairs<ItemId> {
    let mut pairs = Pairs::none(one.items().slots(), two.items().slots());
    let (one, two) = (rows(one.items()), rows(two.items()));
    pair_by(&mut pairs, &one, &two, |item| vec![Cow::Borrowed(&*item.id)], any);
    pair_by(&mut pairs, &one, &two, |item| vec![Cow::Owned(folded(&item.title))], any);
    pairs
}

/// Two versions of a dossier: sources by id, then by text, address and title.
pub(super) fn sources(one: &Dossier, two: &Dossier) -> Pairs<SourceId> {
    let mut pairs = Pairs::none(one.sources().slots(), two.sources().slots());
    let (one, two) = (rows(one.sources()), rows(two.sources()));
    pair_by(&mut pairs, &one, &two, |source| vec![Cow::Borrowed(&*source.id)], any);
    pair_by(&mut pairs, &one, &two, |source| vec![Cow::Borrowed(&*source.text)], any);
    pair_by(&mut pairs, &one, &two, |source| vec![Cow::Borrowed(&*source.url)], any);
    pair_by(&mut pairs, &one, &two, |source| vec![Cow::Owned(folded(&source.title))], any);
    pairs
}

/// Parties that two people added without knowing of each other: by any name. The same id alone says nothing, unless
/// `by_id`: where there is no common ground at all, an id is the best that there is.
pub(super) fn new_parties(one: &[(PartyId, &Party)], two: &[(PartyId, &Party)], by_id: bool) -> Pairs<PartyId> {
    let mut pairs = Pairs::none(room(one), room(two));
    if by_id {
        pair_by(&mut pairs, one, two, |party| vec![Cow::Borrowed(&*party.id)], any);
    }
    pair_by(&mut pairs, one, two, |party| vec![Cow::Owned(folded(&party.name))], any);
    pair_by(&mut pairs, one, two, names_of, any);
    pairs
}

/// Items that two people added: by title.
pub(super) fn new_items(one: &[(ItemId, &Item)], two: &[(ItemId, &Item)], by_id: bool) -> Pairs<ItemId> {
    let mut pairs = Pairs::none(room(one), room(two));
    if by_id {
        pair_by(&mut pairs, one, two, |item| vec![Cow::Borrowed(&*item.id)], any);
    }
    pair_by(&mut pairs, one, two, |item| vec![Cow::Owned(folded(&item.title))], any);
    pairs
}

/// Sources that two people added: by text, address, or id and title, and never when their texts differ, because
/// quotations have their place in one text.
pub(super) fn new_sources(one: &[(SourceId, &Source)], two: &[(SourceId, &Source)], by_id: bool) -> Pairs<SourceId> {
    let mut pairs = Pairs::none(room(one), room(two));
    let agree = |one: &Text, two: &Text| one.is_empty() || two.is_empty() || one == two;
    pair_by(&mut pairs, one, two, |source| vec![Cow::Borrowed(&*source.text)], any);
    let same_text = |one: &Source, two: &Source| agree(&one.text, &two.text);
    pair_by(&mut pairs, one, two, |source| vec![Cow::Borrowed(&*source.url)], same_text);
    if by_id {
        pair_by(&mut pairs, one, two, |source| vec![Cow::Borrowed(&*source.id)], same_text);
    }
    let same_all = |one: &Source, two: &Source| {
        let dates = one.published.is_none() || two.published.is_none() || one.published == two.published;
        folded(&one.title) == folded(&two.title) && agree(&one.text, &two.text) && agree(&one.url, &two.url) && dates
    };
    pair_by(&mut pairs, one, two, |source| vec![Cow::Borrowed(&*source.id)], same_all);
    pairs
}

fn room<K: Key, R>(records: &[(K, &R)]) -> usize {
    records.iter().map(|(key, _)| key.index() + 1).max().unwrap_or(0)
}

fn names_of(party: &Party) -> Marks<'_> {
    let names: BTreeSet<String> = std::iter::once(&party.name).chain(&party.aliases).map(|name| folded(name)).collect();
    names.into_iter().map(Cow::Owned).collect()
}
