//! Records of one kind under keys that stay, in an order that a person may change.

use super::id::Key;

/// Records by key and in order.
#[derive(Debug, Clone)]
pub struct Table<K, R> {
    /// By key number. A deleted record leaves its place empty, so that undo can put it back.
    slots: Vec<Option<R>>,
    /// The keys of all present records, as they stand on screen and in the file.
    order: Vec<K>,
}

impl<K, R> Default for Table<K, R> {
    fn default() -> Self {
        Self { slots: Vec::new(), order: Vec::new() }
    }
}

impl<K: Key, R> Table<K, R> {
    /// Numbers `records` from zero in their order.
    pub(super) fn from_records(records: Vec<R>) -> Self {
        let order = (0..records.len()).map(K::from_index).collect();
        Self { slots: records.into_iter().map(Some).collect(), order }
    }

    /// The record under `key`, if it is there.
    pub fn get(&self, key: K) -> Option<&R> {
        self.slots.get(key.index())?.as_ref()
    }

    /// True when there is a record under `key`.
    pub fn contains(&self, key: K) -> bool {
        self.get(key).is_some()
    }

    /// The keys of all records, in order.
    pub fn keys(&self) -> &[K] {
        &self.order
    }

    /// Every record with its key, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (K, &R)> {
        self.order.iter().filter_map(|&key| Some((key, self.get(key)?)))
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// True when there is no record.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// One more than the highest key number ever used: the size of an array that has room for every key.
    pub fn slots(&self) -> usize {
        self.slots.len()
    }

    /// The key that the next new record takes.
    pub fn next_key(&self) -> K {
        K::from_index(self.slots.len())
    }

    /// Where the record stands in the order.
    pub fn place(&self, key: K) -> Option<usize> {
        self.order.iter().position(|&k| k == key)
    }

    /// Puts `record` under `key` (None: takes it away) and gives back what was there before, with its place in the
    /// order. A new record comes to stand at `at`; a replaced one stays where it is.
    pub(super) fn put(&mut self, key: K, record: Option<R>, at: usize) -> (Option<R>, usize) {
        if key.index() >= self.slots.len() {
            self.slots.resize_with(key.index() + 1, || None);
        }
        let present = record.is_some();
        let before = std::mem::replace(&mut self.slots[key.index()], record);
        let place = match (before.is_some(), present) {
            (false, true) => {
                let at = at.min(self.order.len());
                self.order.insert(at, key);
                at
            }
            (true, false) => {
                let at = self.place(key).unwrap_or(0);
                self.order.remove(at);
                at
            }
            // A replaced record stays where it is, so nobody needs to know where that is.
            _ => at,
        };
        (before, place)
    }

    /// Forgets that keys from this number on were given out. There is no record under them any more.
    pub(super) fn give_back_keys(&mut self, slots: usize) {
        self.slots.truncate(slots);
    }

    /// Puts all records into this order and gives back the one before. None, and nothing changes, unless it names each
    /// record once.
    pub(super) fn reorder(&mut self, order: Vec<K>) -> Option<Vec<K>> {
        let mut seen = vec![false; self.slots.len()];
        let is_new = |key: &K| self.contains(*key) && !std::mem::replace(&mut seen[key.index()], true);
        let is_whole = order.len() == self.order.len() && order.iter().all(is_new);
        is_whole.then(|| std::mem::replace(&mut self.order, order))
    }

    /// Moves a record to stand at `to`; gives back where it stood.
    pub(super) fn shift(&mut self, key: K, to: usize) -> Option<usize> {
        let from = self.place(key)?;
        self.order.remove(from);
        self.order.insert(to.min(self.order.len()), key);
        Some(from)
    }
}

impl<K: Key, R: PartialEq> PartialEq for Table<K, R> {
    /// The same records under the same keys in the same order; empty places of deleted records do not count.
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}
