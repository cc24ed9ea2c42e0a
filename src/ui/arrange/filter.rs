//! Which items are shown. Works in slices, so that a million positions never hold up a frame.

use std::collections::BTreeSet;

use crate::compare::{Comparison, Standing, Status};
use crate::model::{Cell, Dossier, ItemId, Key as _, PartyId, PositionId, Side};
use crate::search::{Exactness, Needle};

/// What the person wants to see. Choices of one kind are alternatives; kinds narrow each other down.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Words that stand in the title, the topic, or the wording of a party that is shown.
    pub text: String,
    /// Topics; none: all.
    pub topics: BTreeSet<String>,
    /// Statuses; none: all.
    pub statuses: BTreeSet<Status>,
    /// How a party that is shown stands to the item; none: no matter.
    pub standings: BTreeSet<Standing>,
    /// The same cell has conditions.
    pub has_conditions: bool,
    /// These parties are not all on the same side; silence is a side of its own. Fewer than two: no matter.
    pub differs_between: BTreeSet<PartyId>,
    /// Items and parties without a single position are not shown.
    pub hides_empty: bool,
}

impl Filter {
    /// How many kinds of conditions narrow down what is shown.
    pub fn kinds(&self) -> usize {
        usize::from(!self.text.trim().is_empty())
            + usize::from(!self.topics.is_empty())
            + usize::from(!self.statuses.is_empty())
            + usize::from(!self.standings.is_empty())
            + usize::from(self.has_conditions)
            + usize::from(self.differs_between.len() > 1)
            + usize::from(self.hides_empty)
    }

    /// What it looks for in texts.
    pub fn needle(&self) -> Option<Needle> {
        Needle::new(&self.text, Exactness::default())
    }
}

/// A filtering under way. Wordings are looked at in the order in which they lie in memory, then items in their own.
#[derive(Debug)]
pub(super) struct Run {
    filter: Filter,
    needle: Option<Needle>,
    /// The parties that are shown, in order, and by key number.
    parties: Vec<PartyId>,
    is_shown: Vec<bool>,
    /// By item key number: a wording of a party that is shown holds the words.
    has_words: Vec<bool>,
    next_position: usize,
    next_item: usize,
    passed: Vec<ItemId>,
}

impl Run {
    /// Begins to filter the items of a dossier for these shown parties.
    pub(super) fn new(filter: &Filter, dossier: &Dossier, parties: &[PartyId]) -> Self {
        let mut is_shown = vec![false; dossier.parties().slots()];
        for party in parties {
            is_shown[party.index()] = true;
        }
        Self {
            filter: filter.clone(),
            needle: filter.needle(),
            parties: parties.to_vec(),
            is_shown,
            has_words: vec![false; dossier.items().slots()],
            next_position: 0,
            next_item: 0,
            passed: Vec::new(),
        }
    }

    /// Goes on for about so many cells and positions. The items that pass, once all were looked at.
    pub(super) fn advance(&mut self, dossier: &Dossier, comparison: &Comparison, budget: usize) -> Option<Vec<ItemId>> {
        let mut spent = 0;
        if let Some(needle) = &self.needle {
            let end = dossier.next_position().index();
            let until = end.min(self.next_position.saturating_add(budget));
            for number in self.next_position..until {
                let Some(position) = dossier.position(PositionId::from_index(number)) else { continue };
                let has_words = &mut self.has_words[position.item.index()];
                *has_words = *has_words || self.is_shown[position.party.index()] && needle.is_in(&position.wording);
            }
            spent += until - self.next_position;
            self.next_position = until;
            if until < end {
                return None;
            }
        }
        while let Some(&item) = dossier.items().keys().get(self.next_item) {
            if spent > budget {
                return None;
            }
            spent += 1;
            if self.passes(dossier, comparison, item, &mut spent) {
                self.passed.push(item);
            }
            self.next_item += 1;
        }
        Some(std::mem::take(&mut self.passed))
    }

    fn passes(&self, dossier: &Dossier, comparison: &Comparison, id: ItemId, spent: &mut usize) -> bool {
        let Some(item) = dossier.items().get(id) else { return false };
        let filter = &self.filter;
        let cell = |party: PartyId| comparison.cell(Cell { item: id, party });
        if !(filter.topics.is_empty() || filter.topics.contains(item.topic.as_str())) {
            return false;
        }
        if !(filter.statuses.is_empty() || filter.statuses.contains(&comparison.status(id))) {
            return false;
        }
        if !filter.standings.is_empty() || filter.has_conditions {
            *spent += self.parties.len();
            let is_wanted = |party: &PartyId| {
                let state = cell(*party);
                (filter.standings.is_empty() || filter.standings.contains(&state.standing))
                    && (!filter.has_conditions || state.conditions > 0)
            };
            if !self.parties.iter().any(is_wanted) {
                return false;
            }
        }
        let compared = filter.differs_between.iter().map(|party| cell(*party).standing);
        if filter.differs_between.len() > 1 && !differs(compared) {
            return false;
        }
        if filter.hides_empty && !dossier.row(id).any(|(_, position)| self.is_shown[position.party.index()]) {
            return false;
        }
        let Some(needle) = &self.needle else { return true };
        self.has_words[id.index()] || needle.is_in(&item.title) || needle.is_in(&item.topic)
    }

    /// The parties that are shown.
    pub(super) fn into_parties(self) -> Vec<PartyId> {
        self.parties
    }
}

/// The side of a standing; disputed, reserved and silent are sides of their own.
fn side(standing: Standing) -> u8 {
    match standing {
        Standing::Stated(stance) => match stance.side() {
            Side::For => 0,
            Side::Against => 1,
            Side::Neither => 2,
        },
        Standing::Disputed => 3,
        Standing::NotStated => 4,
    }
}

fn differs(mut standings: impl Iterator<Item = Standing>) -> bool {
    let first = standings.next().map(side);
    standings.any(|standing| Some(side(standing)) != first)
}
