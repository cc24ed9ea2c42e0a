//! The records of one kind while two dossiers are being united: those that are there, changed ones, new ones.

use std::collections::BTreeMap;

use crate::model::{Key, Table};

/// A table of the first dossier and what becomes of it.
pub(super) struct Working<'a, K, R> {
    base: &'a Table<K, R>,
    changed: BTreeMap<K, R>,
    /// New records, keyed from the table's next key upwards.
    fresh: Vec<R>,
}

impl<'a, K: Key, R: Clone + PartialEq> Working<'a, K, R> {
    pub(super) fn of(base: &'a Table<K, R>) -> Self {
        Self { base, changed: BTreeMap::new(), fresh: Vec::new() }
    }

    /// The record as it stands by now.
    pub(super) fn get(&self, key: K) -> Option<&R> {
        match key.index().checked_sub(self.base.slots()) {
            Some(number) => self.fresh.get(number),
            None => self.changed.get(&key).or_else(|| self.base.get(key)),
        }
    }

    /// Takes in a new record.
    pub(super) fn add(&mut self, record: R) -> K {
        self.fresh.push(record);
        K::from_index(self.base.slots() + self.fresh.len() - 1)
    }

    /// Puts `record` in the place of the one that is there.
    pub(super) fn change(&mut self, key: K, record: R) {
        match key.index().checked_sub(self.base.slots()) {
            Some(number) => {
                if let Some(place) = self.fresh.get_mut(number) {
                    *place = record;
                }
            }
            None if self.get(key) != Some(&record) => {
                self.changed.insert(key, record);
            }
            None => {}
        }
    }

    /// How many records changed and how many are new.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.changed.len(), self.fresh.len())
    }

    /// Every record that has to be put: key, record, place in the order. Changed ones first, new ones by key.
    pub(super) fn into_puts(self) -> impl Iterator<Item = (K, R, usize)> {
        let (slots, len) = (self.base.slots(), self.base.len());
        let fresh = self.fresh.into_iter().enumerate();
        let fresh = fresh.map(move |(number, record)| (K::from_index(slots + number), record, len + number));
        self.changed.into_iter().map(|(key, record)| (key, record, 0)).chain(fresh)
    }
}
