//! Names that are pasted onto heads: which items or parties they rename, and which are new.

use super::super::selection::Selection;
use super::{Arrangement, Grid};
use crate::model::steps::Additions;
use crate::model::{Dossier, ItemId, PartyId, Place, Text};

/// What pasting names onto heads would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Naming {
    /// Items with their new titles.
    pub items: Vec<(ItemId, Text)>,
    /// Parties with their new names.
    pub parties: Vec<(PartyId, Text)>,
    /// What lies beyond the last head.
    pub additions: Additions,
}

impl Naming {
    /// Takes `grid` for names when it lies along the selected heads: a column onto heads of rows, a row onto heads of
    /// columns, a single cell onto either. Across them it is cells, and this is None. Empty names change nothing.
    pub fn of(dossier: &Dossier, arrangement: &Arrangement, selection: &Selection, grid: &Grid) -> Option<Self> {
        let block = selection.blocks().last()?;
        let is_of_items = matches!(block.anchor, Place::Item(_));
        if !is_of_items && !matches!(block.anchor, Place::Party(_)) {
            return None;
        }
        let is_along =
            if is_of_items == arrangement.is_transposed() { grid.rows.len() == 1 } else { grid.width() == 1 };
        if !is_along {
            return None;
        }
        let names = grid.rows.iter().flatten().map(|cell| one_line(&cell.text)).enumerate();
        let names = names.filter(|(_, name)| !name.is_empty());
        let mut naming = Self::default();
        if is_of_items {
            let shown = arrangement.items();
            let is_corner = |item: &ItemId| [block.anchor, block.corner].contains(&Place::Item(*item));
            let first = shown.iter().position(is_corner)?;
            let topic = shown.last().and_then(|item| dossier.items().get(*item));
            let topic = topic.map_or_else(Text::default, |item| item.topic.clone());
            for (number, name) in names {
                match shown.get(first + number) {
                    Some(&item) if dossier.items().get(item).is_some_and(|item| *item.title == name) => {}
                    Some(&item) => naming.items.push((item, Text::from(name))),
                    None => naming.additions.items.push((Text::from(name), topic.clone())),
                }
            }
        } else {
            let shown = arrangement.parties();
            let is_corner = |party: &PartyId| [block.anchor, block.corner].contains(&Place::Party(*party));
            let first = shown.iter().position(is_corner)?;
            for (number, name) in names {
                match shown.get(first + number) {
                    Some(&party) if dossier.parties().get(party).is_some_and(|party| *party.name == name) => {}
                    Some(&party) => naming.parties.push((party, Text::from(name))),
                    None => naming.additions.parties.push(Text::from(name)),
                }
            }
        }
        Some(naming)
    }
}

/// A name stands on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
