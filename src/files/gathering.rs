//! Unknown fields while they are gathered: which names are taken, and which second name is free, is known at once, also
//! when a file has a million of them or gives one a hundred thousand times.

use std::collections::HashMap;

use crate::model::{Extra, Text};

/// Extra fields in the making.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    fields: Vec<(Text, Text)>,
    /// The first field of each name.
    first: HashMap<Text, usize>,
    /// The number that a further value of a name would get. Names below it are taken.
    numbers: HashMap<String, u32>,
}

impl Gathering {
    /// Goes on from these fields.
    pub(super) fn of(extra: &Extra) -> Self {
        let mut gathering = Self::default();
        for (name, json) in extra.iter() {
            gathering.push(name.clone(), json.clone());
        }
        gathering
    }

    /// Every field as (name, JSON value).
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Text, &Text)> {
        self.fields.iter().map(|(name, json)| (name, json))
    }

    /// The JSON value of the first field of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Text> {
        self.first.get(name).and_then(|index| self.fields.get(*index)).map(|(_, json)| json)
    }

    /// Adds a field.
    pub(super) fn push(&mut self, name: Text, json: Text) {
        self.first.entry(name.clone()).or_insert(self.fields.len());
        self.fields.push((name, json));
    }

    /// Keeps a value that does not count because there is one already, under a name that says so and is free.
    pub(super) fn keep_second(&mut self, name: &str, json: Text) {
        let mut number = self.numbers.get(name).copied().unwrap_or(2);
        let free = loop {
            let free = if number == 2 { format!("{name} (second)") } else { format!("{name} ({number})") };
            number += 1;
            if !self.first.contains_key(free.as_str()) {
                break free;
            }
        };
        self.numbers.insert(name.to_owned(), number);
        self.push(Text::from(free), json);
    }

    /// Keeps a value, as second where the name is taken.
    pub(super) fn keep(&mut self, name: &Text, json: Text) {
        if self.get(name).is_some() { self.keep_second(name, json) } else { self.push(name.clone(), json) }
    }

    /// The fields as a record has them.
    pub(super) fn into_extra(self) -> Extra {
        let mut extra = Extra::default();
        for (name, json) in self.fields {
            extra.push(name, json);
        }
        extra
    }
}
