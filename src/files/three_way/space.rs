//! One numbering for the records of three dossiers: ours keep their keys, all others follow behind.

use crate::files::pairing::Pairs;
use crate::model::{Key, Table};

/// One thing, and which record it is in each of the three dossiers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Thing<K> {
    pub(super) base: Option<K>,
    pub(super) ours: Option<K>,
    pub(super) theirs: Option<K>,
}

/// Every thing that one of the three dossiers has, by its number.
#[derive(Debug)]
pub(super) struct Space<K> {
    pub(super) things: Vec<Thing<K>>,
    /// Numbers below this are ours.
    pub(super) ours_slots: usize,
    of_base: Vec<Option<K>>,
    of_theirs: Vec<Option<K>>,
}

impl<K: Key> Space<K> {
    /// Numbers everything. `ours_now` and `theirs_now` pair the base with both sides; `added` pairs what both added.
    pub(super) fn of<R>(
        [base, ours, theirs]: [&Table<K, R>; 3],
        [ours_now, theirs_now]: &[Pairs<K>; 2],
        added: &Pairs<K>,
    ) -> Self {
        let none = Thing { base: None, ours: None, theirs: None };
        let mut space = Self {
            things: vec![none; ours.slots()],
            ours_slots: ours.slots(),
            of_base: vec![None; base.slots()],
            of_theirs: vec![None; theirs.slots()],
        };
        for &key in ours.keys() {
            space.things[key.index()].ours = Some(key);
        }
        for &key in base.keys() {
            let number = ours_now.forth(key).unwrap_or_else(|| space.next());
            space.thing(number).base = Some(key);
            space.of_base[key.index()] = Some(number);
        }
        for &key in theirs.keys() {
            let of_base = theirs_now.back(key).and_then(|base| space.base(base));
            let number = of_base.or_else(|| added.back(key)).unwrap_or_else(|| space.next());
            space.thing(number).theirs = Some(key);
            space.of_theirs[key.index()] = Some(number);
        }
        space
    }

    /// The number of one more thing, which is in none of the three as it is.
    pub(super) fn next(&self) -> K {
        K::from_index(self.things.len())
    }

    /// Where a thing is; a new one comes into being.
    pub(super) fn thing(&mut self, number: K) -> &mut Thing<K> {
        if number.index() >= self.things.len() {
            self.things.resize(number.index() + 1, Thing { base: None, ours: None, theirs: None });
        }
        &mut self.things[number.index()]
    }

    /// The number of a record of the base.
    pub(super) fn base(&self, key: K) -> Option<K> {
        self.of_base.get(key.index()).copied()?
    }

    /// The number of a record of theirs.
    pub(super) fn theirs(&self, key: K) -> Option<K> {
        self.of_theirs.get(key.index()).copied()?
    }
}

/// What becomes of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate<R> {
    /// It is not there.
    Gone,
    /// Ours stays as it is.
    Stays,
    /// It will be so: new, or changed.
    Becomes(Box<R>),
    /// One side deleted it and the other left it as it was: it goes unless something that stays needs it. The record is
    /// what would have to come back, where ours has none.
    Goes(Option<Box<R>>),
}

impl<R> Fate<R> {
    /// Something that stays needs it. True when it would have gone.
    pub(super) fn keep(&mut self) -> bool {
        match std::mem::replace(self, Self::Stays) {
            Self::Goes(None) => true,
            Self::Goes(Some(record)) => {
                *self = Self::Becomes(record);
                true
            }
            other => {
                *self = other;
                false
            }
        }
    }

    /// True when it is there in the end.
    pub(super) fn is_there(&self) -> bool {
        matches!(self, Self::Stays | Self::Becomes(_))
    }
}
