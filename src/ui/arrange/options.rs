//! What the person chose to see, and in which size. Belongs to the window, never to the position file.

use std::collections::{BTreeMap, BTreeSet};

use super::{Filter, Sort};
use crate::model::{ItemId, PartyId};

/// Which lines are shown and in which order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Parties are rows and items are columns.
    pub is_transposed: bool,
    /// Topics of which only the heading shows.
    pub collapsed: BTreeSet<String>,
    /// Parties that are not shown.
    pub hidden_parties: BTreeSet<PartyId>,
    /// Which items are shown.
    pub filter: Filter,
    /// The order that was chosen; None: that of the dossier.
    pub sort: Option<Sort>,
    /// How often filter and order were applied anew: filling a cell does not do it.
    pub applied: u64,
}

impl Options {
    /// Shows only the heading of a topic, or its items again.
    pub fn toggle_topic(&mut self, topic: &str) {
        if !self.collapsed.remove(topic) {
            self.collapsed.insert(topic.to_owned());
        }
    }
}

/// How much of a wording a row shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// Sign, word and wording on one line.
    OneLine,
    /// Up to three lines of wording.
    #[default]
    ThreeLines,
    /// The whole wording.
    All,
}

/// Widths and heights that the person chose, in points.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sizes {
    /// How much of a wording a row shows.
    pub density: Density,
    /// Width of the column of heads at the left.
    pub heads: Option<f32>,
    /// Width of the status column.
    pub status: Option<f32>,
    /// Widths of parties' columns.
    pub parties: BTreeMap<PartyId, f32>,
    /// Widths of items' columns, when transposed.
    pub items: BTreeMap<ItemId, f32>,
    /// Heights of items' rows.
    pub item_heights: BTreeMap<ItemId, f32>,
    /// Heights of parties' rows, when transposed.
    pub party_heights: BTreeMap<PartyId, f32>,
}
