//! What was found as lines of a list: by source, then by item and cell in the order of the dossier.

use crate::model::{Cell, Dossier, ItemId, Key, PartyId, Place, SourceId, Table};
use crate::search::{Hit, Search};

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// The heading of a place, with how many hits are listed under it.
    Head(Place, usize),
    /// The hit of this number, as listed.
    Hit(usize),
}

/// The lines in order.
#[derive(Debug)]
pub(super) struct Lines {
    all: Vec<Line>,
    /// By number as listed: which of the search's hits it is, and its line.
    hits: Vec<(u32, u32)>,
    sources: Vec<u32>,
    items: Vec<u32>,
    parties: Vec<u32>,
}

impl Lines {
    /// No lines yet, for a dossier in this order.
    pub(super) fn new(dossier: &Dossier) -> Self {
        Self {
            all: Vec::new(),
            hits: Vec::new(),
            sources: ranks::<SourceId, _>(dossier.sources()),
            items: ranks::<ItemId, _>(dossier.items()),
            parties: ranks::<PartyId, _>(dossier.parties()),
        }
    }

    /// Takes in what was found since.
    pub(super) fn update(&mut self, dossier: &Dossier, search: &Search) {
        let hits = search.hits();
        if hits.len() == self.hits.len() {
            return;
        }
        let rank = |ranks: &[u32], index: usize| ranks.get(index).copied().unwrap_or(u32::MAX);
        let place_of = |hit: &Hit| hit.spot.place(dossier).unwrap_or(Place::Dossier);
        let group = |place: Place| match place {
            Place::Source(id) => (0, rank(&self.sources, id.index()), 0),
            Place::Dossier => (1, 0, 0),
            Place::Party(id) => (2, rank(&self.parties, id.index()), 0),
            Place::Item(id) => (3, rank(&self.items, id.index()), 0),
            Place::Cell(Cell { item, party }) => {
                (3, rank(&self.items, item.index()), rank(&self.parties, party.index()).saturating_add(1))
            }
        };
        let mut order: Vec<_> = (0_u32..).zip(hits).map(|(number, hit)| (place_of(hit), number, hit)).collect();
        order.sort_by_cached_key(|(place, _, hit)| (group(*place), hit.spot, hit.range.start));
        self.all.clear();
        self.hits.clear();
        let mut head: Option<(Place, usize)> = None;
        for (number, (place, hit, _)) in order.into_iter().enumerate() {
            match (head, self.all.get_mut(head.map_or(usize::MAX, |(_, line)| line))) {
                (Some((same, _)), Some(Line::Head(_, count))) if same == place => *count += 1,
                _ => {
                    head = Some((place, self.all.len()));
                    self.all.push(Line::Head(place, 1));
                }
            }
            self.hits.push((hit, u32::try_from(self.all.len()).unwrap_or(u32::MAX)));
            self.all.push(Line::Hit(number));
        }
    }

    /// Every line.
    pub(super) fn lines(&self) -> &[Line] {
        &self.all
    }

    /// How many hits are listed.
    pub(super) fn hits(&self) -> usize {
        self.hits.len()
    }

    /// How many places they stand in.
    pub(super) fn places(&self) -> usize {
        self.all.len() - self.hits.len()
    }

    /// The hit of this number.
    pub(super) fn hit<'a>(&self, search: &'a Search, number: usize) -> Option<&'a Hit> {
        search.hits().get(self.hits.get(number)?.0 as usize)
    }

    /// The number of a hit.
    pub(super) fn number_of(&self, search: &Search, hit: &Hit) -> Option<usize> {
        self.hits.iter().position(|(found, _)| search.hits().get(*found as usize) == Some(hit))
    }

    /// The line of the hit of this number.
    pub(super) fn line_of(&self, number: usize) -> Option<usize> {
        self.hits.get(number).map(|(_, line)| *line as usize)
    }
}

/// By key number: the place of each record in its order.
fn ranks<K: Key, R>(table: &Table<K, R>) -> Vec<u32> {
    let mut ranks = vec![u32::MAX; table.slots()];
    for (rank, key) in (0_u32..).zip(table.keys()) {
        ranks[key.index()] = rank;
    }
    ranks
}
