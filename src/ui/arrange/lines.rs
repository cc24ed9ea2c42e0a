//! Items under their topics.

use std::collections::HashMap;

use super::{Options, sort};
use crate::compare::Comparison;
use crate::model::{Dossier, ItemId, PartyId, Place, Text};

/// One line of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Line {
    /// The heading above the items of a topic.
    Topic(Text),
    /// An item.
    Item(ItemId),
    /// A party.
    Party(PartyId),
}

impl Line {
    /// The item of this line.
    pub fn item(&self) -> Option<ItemId> {
        match self {
            Self::Item(id) => Some(*id),
            _ => None,
        }
    }

    /// The place that the head of this line stands for.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Topic(_) => None,
            Self::Item(id) => Some(Place::Item(*id)),
            Self::Party(id) => Some(Place::Party(*id)),
        }
    }
}

/// These items under their topics, and how many each topic has of them. Topics stand in the order in which they first
/// appear; where no item has a topic there are no headings. The items of a collapsed topic are left out, its heading
/// stays.
pub(super) fn items(
    dossier: &Dossier,
    comparison: &Comparison,
    options: &Options,
    shown: &[ItemId],
) -> (Vec<Line>, HashMap<Text, usize>) {
    let mut place_of: HashMap<&str, usize> = HashMap::new();
    let mut topics: Vec<(&Text, Vec<ItemId>)> = Vec::new();
    for &id in shown {
        let Some(item) = dossier.items().get(id) else { continue };
        let place = *place_of.entry(item.topic.as_str()).or_insert(topics.len());
        if place == topics.len() {
            topics.push((&item.topic, Vec::new()));
        }
        topics[place].1.push(id);
    }
    let has_headings = topics.iter().any(|(topic, _)| !topic.is_empty());
    let sizes = topics.iter().map(|(topic, items)| ((*topic).clone(), items.len())).collect();
    let mut rows = Vec::with_capacity(shown.len() + topics.len());
    for (topic, mut items) in topics {
        if has_headings {
            rows.push(Line::Topic(topic.clone()));
        }
        if has_headings && options.collapsed.contains(topic.as_str()) {
            continue;
        }
        if let Some(order) = options.sort {
            sort::items(dossier, comparison, order, &mut items);
        }
        rows.extend(items.into_iter().map(Line::Item));
    }
    (rows, sizes)
}
