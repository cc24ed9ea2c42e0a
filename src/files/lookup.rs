//! Finding records by id or name while a file is read.

use std::collections::HashMap;

use crate::model::Text;
use crate::model::names::folded;

/// Ids and names of the records of one kind. Never iterated, so the order of the tables does not show.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    ids: HashMap<Text, usize>,
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
        self.ids.entry(id.clone()).or_insert(index);
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
        self.ids.get(id).copied()
    }

    /// The record of this id, name as it stands, or name as names are compared. `all_names` gives the names of every
    /// record in order; it is called at most once.
    pub(super) fn find(&mut self, name: &str, all_names: impl FnOnce() -> Vec<Vec<Text>>) -> Option<usize> {
        if let Some(index) = self.ids.get(name).or_else(|| self.names.get(name)) {
            return Some(*index);
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
