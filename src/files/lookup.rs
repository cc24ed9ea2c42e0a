//! Finding records by id or name while a file is read.

use std::collections::HashMap;

use crate::model::Text;
use crate::model::names::folded;

/// Ids and names of the records of one kind. Never iterated, so the order of the tables does not show.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    ids: Ids,
    names: HashMap<Text, usize>,
    /// Names as they are compared; made only when a name is not found as it stands.
    folded: Option<HashMap<String, usize>>,
    len: usize,
}

impl Lookup {
    /// Adds the next record, which may get its id later. Of several with one name the first is meant.
    pub(super) fn insert(&mut self, id: Option<&Text>, names: impl IntoIterator<Item = Text>) {
        let index = self.len;
        self.len += 1;
        if let Some(id) = id {
            self.give_id(index, id);
        }
        self.add_names(index, names);
    }

    /// Gives a record its id.
    pub(super) fn give_id(&mut self, index: usize, id: &Text) {
        self.ids.insert(id, index);
    }

    /// Gives a record more names.
    pub(super) fn add_names(&mut self, index: usize, names: impl IntoIterator<Item = Text>) {
        for name in names {
            if let Some(table) = &mut self.folded {
                table.entry(folded(&name)).or_insert(index);
            }
            self.names.entry(name).or_insert(index);
        }
    }

    /// The record of this id.
    pub(super) fn by_id(&self, id: &str) -> Option<usize> {
        self.ids.get(id)
    }

    /// The record of this id, name as it stands, or name as names are compared. `all_names` gives the names of every
    /// record in order; it is called at most once.
    pub(super) fn find(&mut self, name: &str, all_names: impl FnOnce() -> Vec<Vec<Text>>) -> Option<usize> {
        if let Some(index) = self.ids.get(name).or_else(|| self.names.get(name).copied()) {
            return Some(index);
        }
        let table = self.folded.get_or_insert_with(|| {
            let mut table = HashMap::new();
            for (index, names) in all_names().into_iter().enumerate() {
                for name in names {
                    table.entry(folded(&name)).or_insert(index);
                }
            }
            table
        });
        table.get(&folded(name)).copied()
    }
}

/// Records by id. A million positions name three ids each, so short ids, which are the usual ones, stand in the table
/// itself: following them to where they stand in the file took a fifth of the time of opening it.
#[derive(Debug, Default)]
struct Ids {
    short: HashMap<ShortId, usize>,
    long: HashMap<Text, usize>,
}

/// An id of at most 15 bytes, padded with zeros, and its length.
type ShortId = [u8; 16];

fn short(id: &str) -> Option<ShortId> {
    let mut short = ShortId::default();
    let (letters, length) = short.split_at_mut(15);
    letters.get_mut(..id.len())?.copy_from_slice(id.as_bytes());
    length[0] = u8::try_from(id.len()).ok()?;
    Some(short)
}

impl Ids {
    /// Of several records with one id the first is meant.
    fn insert(&mut self, id: &Text, index: usize) {
        match short(id) {
            Some(id) => self.short.entry(id).or_insert(index),
            None => self.long.entry(id.clone()).or_insert(index),
        };
    }

    fn get(&self, id: &str) -> Option<usize> {
        match short(id) {
            Some(id) => self.short.get(&id).copied(),
            None => self.long.get(id).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_every_length_are_told_apart() {
        // If this fails, what one party said stands in the column of another.
        let mut ids = Ids::default();
        let names: Vec<_> = (0..40).flat_map(|n| ["a".repeat(n), "a".repeat(n) + "\0", "é".repeat(n)]).collect();
        for (index, name) in names.iter().enumerate() {
            ids.insert(&Text::from(name.as_str()), index);
        }
        for name in &names {
            assert_eq!(ids.get(name), names.iter().position(|other| other == name));
        }
        assert_eq!(ids.get("b"), None);
    }
}
