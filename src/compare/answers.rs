//! Answers that are put together when somebody asks: what is current, which conditions are met, what blocks an item,
//! what a party says on everything.

use super::reading::{Dates, Goal};
use super::{Comparison, Standing, Status};
use crate::model::{Cell, Condition, Dossier, ItemId, PartyId, Position, PositionId, Side, Stance};

/// One condition of a current position for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ConditionState {
    /// The position that carries it.
    pub position: PositionId,
    /// Its place in the list of that position.
    pub index: usize,
    /// Whether it is met when nothing is granted in advance.
    pub met: bool,
}

/// What keeps an item from being agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Blocker {
    /// The party rejects it.
    Rejects {
        /// Whose agreement is missing.
        party: PartyId,
    },
    /// The party has spoken, and neither accepts nor rejects.
    Reserved {
        /// Whose agreement is missing.
        party: PartyId,
    },
    /// The party has not spoken.
    Silent {
        /// Whose agreement is missing.
        party: PartyId,
    },
    /// What the party is reported to have said contradicts itself.
    Disputed {
        /// Whose agreement is missing.
        party: PartyId,
    },
    /// The party is for it on a condition that is not met.
    Unmet {
        /// Who sets the condition.
        party: PartyId,
        /// The position that carries it.
        position: PositionId,
        /// Its place in the list of that position.
        index: usize,
    },
    /// The party is for it only in principle.
    InPrinciple {
        /// Whose agreement is not final.
        party: PartyId,
    },
}

impl Blocker {
    /// Every word of [`Blocker::word`].
    pub const WORDS: [&str; 6] = ["rejects", "reserved", "silent", "disputed", "unmet", "in_principle"];

    /// Whose agreement is missing or not final.
    pub fn party(self) -> PartyId {
        match self {
            Self::Rejects { party }
            | Self::Reserved { party }
            | Self::Silent { party }
            | Self::Disputed { party }
            | Self::Unmet { party, .. }
            | Self::InPrinciple { party } => party,
        }
    }

    /// The word that the export uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rejects { .. } => "rejects",
            Self::Reserved { .. } => "reserved",
            Self::Silent { .. } => "silent",
            Self::Disputed { .. } => "disputed",
            Self::Unmet { .. } => "unmet",
            Self::InPrinciple { .. } => "in_principle",
        }
    }
}

/// Every item of the dossier in one of seven lists, by how one party stands to it; each in the dossier's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartyLists {
    /// It demands them.
    pub demands: Vec<ItemId>,
    /// It offers them.
    pub offers: Vec<ItemId>,
    /// It accepts them.
    pub agreed: Vec<ItemId>,
    /// It rejects them.
    pub rejected: Vec<ItemId>,
    /// It has spoken, and neither accepts nor rejects.
    pub reserved: Vec<ItemId>,
    /// What it is reported to have said contradicts itself.
    pub disputed: Vec<ItemId>,
    /// It has not spoken.
    pub not_stated: Vec<ItemId>,
}

impl Comparison {
    /// The current positions of a cell, in file order: those of the latest date, or all when none has a date.
    pub fn current(&self, dossier: &Dossier, cell: Cell) -> Vec<PositionId> {
        self.current_positions(dossier, cell).map(|(id, _)| id).collect()
    }

    /// The position whose stance and wording speak for a cell: the last of the current ones that is for or against, or
    /// the last of all when every one is reserved. None where nothing is stated, or where it is disputed.
    pub fn shown(&self, dossier: &Dossier, cell: Cell) -> Option<PositionId> {
        let Standing::Stated(stance) = self.cell(cell).standing else { return None };
        self.current_positions(dossier, cell).filter(|(_, position)| position.stance == stance).last().map(|(id, _)| id)
    }

    fn current_positions<'d>(
        &self,
        dossier: &'d Dossier,
        cell: Cell,
    ) -> impl Iterator<Item = (PositionId, &'d Position)> {
        let dates = Dates::of(dossier, self.as_of, dossier.cell(cell).map(|(_, position)| position));
        dossier.cell(cell).filter(move |(_, position)| dates.is_current(dossier, position))
    }

    /// The conditions of the current positions of a cell that are for the item. Those of other positions bind nobody.
    pub fn conditions(&self, dossier: &Dossier, cell: Cell) -> Vec<ConditionState> {
        self.current_positions(dossier, cell)
            .filter(|(_, position)| position.stance.side() == Side::For)
            .flat_map(|(id, position)| position.conditions.iter().enumerate().map(move |entry| (id, entry)))
            .map(|(position, (index, condition))| {
                let met = self.is_condition_met(dossier, condition);
                ConditionState { position, index, met }
            })
            .collect()
    }

    /// Whether a condition is met: one with only text when a person marked it so, one that names an item when that is
    /// agreed, one that names an item and a party when the party is for it with all its own conditions met.
    pub fn is_condition_met(&self, _: &Dossier, condition: &Condition) -> bool {
        match condition.item {
            Some(item) => self.holds(Goal { item, party: condition.party }),
            None => condition.met,
        }
    }

    /// What keeps an item from being agreed, in the order of the parties whose agreement it needs. Empty for an agreed
    /// item, and for one that needs nobody's agreement.
    pub fn blockers(&self, dossier: &Dossier, item: ItemId) -> Vec<Blocker> {
        if self.status(item) == Status::Agreed {
            return Vec::new();
        }
        let mut blockers = Vec::new();
        for party in dossier.needed(item) {
            let cell = Cell { item, party };
            let state = self.cell(cell);
            match state.standing {
                Standing::NotStated => blockers.push(Blocker::Silent { party }),
                Standing::Disputed => blockers.push(Blocker::Disputed { party }),
                Standing::Stated(Stance::Rejects) => blockers.push(Blocker::Rejects { party }),
                Standing::Stated(Stance::Reserved) => blockers.push(Blocker::Reserved { party }),
                Standing::Stated(Stance::Demands | Stance::Offers | Stance::Accepts) => {
                    let unmet = self.conditions(dossier, cell).into_iter().filter(|condition| !condition.met);
                    blockers.extend(unmet.map(|ConditionState { position, index, .. }| Blocker::Unmet {
                        party,
                        position,
                        index,
                    }));
                    if state.in_principle {
                        blockers.push(Blocker::InPrinciple { party });
                    }
                }
            }
        }
        blockers
    }

    /// Every item of the dossier by how a party stands to it. Linear in the number of items.
    pub fn lists(&self, dossier: &Dossier, party: PartyId) -> PartyLists {
        let mut lists = PartyLists::default();
        for &item in dossier.items().keys() {
            let list = match self.cell(Cell { item, party }).standing {
                Standing::NotStated => &mut lists.not_stated,
                Standing::Disputed => &mut lists.disputed,
                Standing::Stated(Stance::Demands) => &mut lists.demands,
                Standing::Stated(Stance::Offers) => &mut lists.offers,
                Standing::Stated(Stance::Accepts) => &mut lists.agreed,
                Standing::Stated(Stance::Rejects) => &mut lists.rejected,
                Standing::Stated(Stance::Reserved) => &mut lists.reserved,
            };
            list.push(item);
        }
        lists
    }
}
