//! How each dossier was looked at last: direction, order, hidden parties, column sets, widths. By the ids in its file,
//! because keys are given anew whenever it is read. Kept on this computer and never written into the position file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::model::{Dossier, Item, ItemId, Key, Party, PartyId, Table, Text};
use crate::ui::arrange::{ColumnSets, Sort, SortBy};
use crate::ui::{Density, Options, Sizes, ViewState};

/// At most so many dossiers are remembered; the one that was not looked at for longest goes first.
const DOSSIERS: usize = 50;
/// At most so many widths or heights of a kind are remembered of one dossier.
const CHOSEN_SIZES: usize = 2_000;
/// What a remembered width or height may be, in points.
const SIZE_RANGE: std::ops::RangeInclusive<f32> = 28.0..=900.0;

/// How dossiers were looked at, the last one first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Looks(Vec<Look>);

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Look {
    path: PathBuf,
    is_transposed: bool,
    density: Density,
    collapsed: BTreeSet<String>,
    hidden_parties: BTreeSet<String>,
    column_sets: BTreeMap<String, BTreeSet<String>>,
    sort: Option<Order>,
    heads: Option<f32>,
    status: Option<f32>,
    party_widths: BTreeMap<String, f32>,
    item_widths: BTreeMap<String, f32>,
    item_heights: BTreeMap<String, f32>,
    party_heights: BTreeMap<String, f32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Order {
    by: By,
    is_descending: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum By {
    Party(String),
    Item(String),
    Title,
    Status,
}

impl Looks {
    /// Notes how the dossier of this file is looked at.
    pub(super) fn note(&mut self, path: &Path, dossier: &Dossier, view: &ViewState) {
        let look = Look::of(path, dossier, view);
        self.0.retain(|other| other.path != path);
        // What was never changed need not be remembered.
        if look != (Look { path: path.to_owned(), ..Look::default() }) {
            self.0.insert(0, look);
            self.0.truncate(DOSSIERS);
        }
    }

    /// Looks at the dossier of this file as it was looked at last. What is gone since is left out.
    pub(super) fn recall(&self, path: &Path, dossier: &Dossier, view: &mut ViewState) {
        if let Some(look) = self.0.iter().find(|look| look.path == path) {
            look.apply(dossier, view);
        }
    }
}

impl Look {
    /// How this dossier is looked at.
    pub(super) fn of(path: &Path, dossier: &Dossier, view: &ViewState) -> Self {
        let (options, sizes) = (&view.options, &view.sizes);
        let party = |id: &PartyId| dossier.parties().get(*id).map(|party| party.id.to_string());
        let item = |id: &ItemId| dossier.items().get(*id).map(|item| item.id.to_string());
        let parties = |set: &BTreeSet<PartyId>| set.iter().filter_map(party).collect();
        let order = |sort: &Sort| {
            let by = match sort.by {
                SortBy::Party(id) => By::Party(party(&id)?),
                SortBy::Item(id) => By::Item(item(&id)?),
                SortBy::Title => By::Title,
                SortBy::Status => By::Status,
            };
            Some(Order { by, is_descending: sort.is_descending })
        };
        Self {
            path: path.to_owned(),
            is_transposed: options.is_transposed,
            density: sizes.density,
            collapsed: options.collapsed.clone(),
            hidden_parties: parties(&options.hidden_parties),
            column_sets: view.column_sets.named.iter().map(|(name, set)| (name.clone(), parties(set))).collect(),
            sort: options.sort.as_ref().and_then(order),
            heads: sizes.heads,
            status: sizes.status,
            party_widths: named(&sizes.parties, party),
            item_widths: named(&sizes.items, item),
            item_heights: named(&sizes.item_heights, item),
            party_heights: named(&sizes.party_heights, party),
        }
    }

    /// Looks at this dossier in the same way. What it does not have is left out.
    pub(super) fn apply(&self, dossier: &Dossier, view: &mut ViewState) {
        let parties = keys(dossier.parties(), |party: &Party| &party.id);
        let items = keys(dossier.items(), |item: &Item| &item.id);
        let set = |ids: &BTreeSet<String>| ids.iter().filter_map(|id| parties.get(id.as_str()).copied()).collect();
        let sort = self.sort.as_ref().and_then(|order| {
            let by = match &order.by {
                By::Party(id) => SortBy::Party(*parties.get(id.as_str())?),
                By::Item(id) => SortBy::Item(*items.get(id.as_str())?),
                By::Title => SortBy::Title,
                By::Status => SortBy::Status,
            };
            Some(Sort { by, is_descending: order.is_descending })
        });
        view.options = Options {
            is_transposed: self.is_transposed,
            collapsed: self.collapsed.clone(),
            hidden_parties: set(&self.hidden_parties),
            sort,
            ..Options::default()
        };
        let column_sets = self.column_sets.iter().map(|(name, ids)| (name.clone(), set(ids)));
        view.column_sets = ColumnSets { named: column_sets.collect(), draft: String::new() };
        view.sizes = Sizes {
            density: self.density,
            heads: self.heads.map(usable),
            status: self.status.map(usable),
            parties: by_key(&self.party_widths, &parties),
            items: by_key(&self.item_widths, &items),
            item_heights: by_key(&self.item_heights, &items),
            party_heights: by_key(&self.party_heights, &parties),
        };
    }
}

fn usable(size: f32) -> f32 {
    size.clamp(*SIZE_RANGE.start(), *SIZE_RANGE.end())
}

/// Records by the ids that they have in the file.
pub(super) fn keys<'a, K: Key, R>(table: &'a Table<K, R>, id: impl Fn(&'a R) -> &'a Text) -> BTreeMap<&'a str, K> {
    table.iter().map(|(key, record)| (id(record).as_str(), key)).collect()
}

fn named<K>(sizes: &BTreeMap<K, f32>, id: impl Fn(&K) -> Option<String>) -> BTreeMap<String, f32> {
    sizes.iter().take(CHOSEN_SIZES).filter_map(|(key, size)| Some((id(key)?, *size))).collect()
}

fn by_key<K: Key>(sizes: &BTreeMap<String, f32>, keys: &BTreeMap<&str, K>) -> BTreeMap<K, f32> {
    sizes.iter().filter_map(|(id, size)| Some((*keys.get(id.as_str())?, usable(*size)))).collect()
}
