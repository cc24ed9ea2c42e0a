//! The comparison once more, written straight from the rules of the product design, slowly and without cleverness:
//! every round looks at everything, until nothing changes. What it says is what the program must say.

use std::collections::{BTreeMap, BTreeSet};

use standpoint::compare::{Blocker, Comparison, ConditionState, Pair, PairItems, PartyLists, Standing, Status};
use standpoint::model::{Cell, Condition, Date, Dossier, ItemId, PartyId, Position, PositionId, Role, Side, Stance};

pub(crate) struct Oracle<'d> {
    dossier: &'d Dossier,
    as_of: Option<Date>,
    standings: BTreeMap<Cell, Standing>,
    granted: BTreeSet<Cell>,
    agreed: BTreeSet<ItemId>,
}

impl<'d> Oracle<'d> {
    pub(crate) fn of(dossier: &'d Dossier, as_of: Option<Date>) -> Self {
        let mut oracle =
            Self { dossier, as_of, standings: BTreeMap::new(), granted: BTreeSet::new(), agreed: BTreeSet::new() };
        for cell in cells(dossier) {
            let standing = oracle.work_out_standing(cell);
            oracle.standings.insert(cell, standing);
        }
        loop {
            let granted = cells(dossier).into_iter().filter(|&cell| oracle.is_granted(cell)).collect();
            let items = dossier.items().keys().iter().copied();
            let agreed = items.filter(|&item| oracle.work_out_status(item) == Status::Agreed).collect();
            if (&granted, &agreed) == (&oracle.granted, &oracle.agreed) {
                return oracle;
            }
            (oracle.granted, oracle.agreed) = (granted, agreed);
        }
    }

    fn date(&self, position: &Position) -> Option<Date> {
        let sources = position.evidence.iter().filter_map(|e| self.dossier.sources().get(e.source));
        position.date.or_else(|| sources.filter_map(|source| source.published).max())
    }

    fn counting(&self, cell: Cell) -> Vec<(PositionId, &'d Position)> {
        self.known(cell).into_iter().filter(|(_, p)| p.discount.is_none()).collect()
    }

    /// What is known by the date, whether or not it counts.
    fn known(&self, cell: Cell) -> Vec<(PositionId, &'d Position)> {
        let here = self.dossier.positions().filter(|(_, p)| p.party == cell.party && p.item == cell.item);
        here.filter(|(_, p)| match (self.date(p), self.as_of) {
            (Some(date), Some(as_of)) => date <= as_of,
            _ => true,
        })
        .collect()
    }

    fn current(&self, cell: Cell) -> Vec<(PositionId, &'d Position)> {
        let counting = self.counting(cell);
        let latest = counting.iter().filter_map(|(_, p)| self.date(p)).max();
        counting.into_iter().filter(|(_, p)| self.date(p) == latest).collect()
    }

    fn work_out_standing(&self, cell: Cell) -> Standing {
        let stances: Vec<Stance> = self.current(cell).iter().map(|(_, p)| p.stance).collect();
        let any = |side| stances.iter().any(|stance| stance.side() == side);
        if any(Side::For) && any(Side::Against) {
            return Standing::Disputed;
        }
        match stances.iter().rfind(|stance| stance.side() != Side::Neither) {
            Some(stance) => Standing::Stated(*stance),
            None if stances.is_empty() => Standing::NotStated,
            None => Standing::Stated(Stance::Reserved),
        }
    }

    fn standing(&self, item: ItemId, party: PartyId) -> Standing {
        self.standings[&Cell { item, party }]
    }

    fn is_met(&self, condition: &Condition) -> bool {
        match (condition.item, condition.party) {
            (None, _) => condition.met,
            (Some(item), None) => self.agreed.contains(&item),
            (Some(item), Some(party)) => self.granted.contains(&Cell { item, party }),
        }
    }

    fn conditions(&self, cell: Cell) -> Vec<ConditionState> {
        let mut states = Vec::new();
        for (position, record) in self.current(cell) {
            if record.stance.side() == Side::For {
                for (index, condition) in record.conditions.iter().enumerate() {
                    states.push(ConditionState { position, index, met: self.is_met(condition) });
                }
            }
        }
        states
    }

    fn is_granted(&self, cell: Cell) -> bool {
        self.standings[&cell].is_for() && self.conditions(cell).iter().all(|condition| condition.met)
    }

    fn is_in_principle(&self, cell: Cell) -> bool {
        self.current(cell).iter().any(|(_, p)| p.stance.side() == Side::For && p.in_principle)
    }

    fn needed(&self, item: ItemId) -> Vec<PartyId> {
        let between = self.dossier.items().get(item).unwrap().between.clone();
        let parties = self.dossier.parties().iter();
        parties
            .filter(|(id, party)| match &between {
                Some(between) => between.contains(id),
                None => party.role == Role::Principal,
            })
            .map(|(id, _)| id)
            .collect()
    }

    fn work_out_status(&self, item: ItemId) -> Status {
        let parties = self.dossier.parties().keys();
        let anybody = parties.iter().any(|&party| self.standing(item, party) != Standing::NotStated);
        let needed = self.needed(item);
        let of = |party: &PartyId| Cell { item, party: *party };
        let is_for = |party: &PartyId| self.standings[&of(party)].is_for();
        let is_against = |party: &PartyId| self.standings[&of(party)].is_against();
        if !needed.is_empty() && needed.iter().all(is_for) {
            if !needed.iter().all(|party| self.conditions(of(party)).iter().all(|c| c.met)) {
                return Status::Conditional;
            }
            let in_principle = needed.iter().any(|party| self.is_in_principle(of(party)));
            return if in_principle { Status::AgreedInPrinciple } else { Status::Agreed };
        }
        let mut spoke = needed.iter().filter(|party| self.standings[&of(party)] != Standing::NotStated).peekable();
        if needed.iter().any(is_for) && needed.iter().any(is_against) {
            Status::Contested
        } else if spoke.peek().is_some() && spoke.all(is_against) {
            Status::Refused
        } else if anybody {
            Status::Open
        } else {
            Status::NotStated
        }
    }

    fn blockers(&self, item: ItemId) -> Vec<Blocker> {
        let mut blockers = Vec::new();
        for party in self.needed(item) {
            let cell = Cell { item, party };
            match self.standings[&cell] {
                Standing::NotStated => blockers.push(Blocker::Silent { party }),
                Standing::Disputed => blockers.push(Blocker::Disputed { party }),
                Standing::Stated(Stance::Rejects) => blockers.push(Blocker::Rejects { party }),
                Standing::Stated(Stance::Reserved) => blockers.push(Blocker::Reserved { party }),
                Standing::Stated(_) => {
                    for ConditionState { position, index, met } in self.conditions(cell) {
                        if !met {
                            blockers.push(Blocker::Unmet { party, position, index });
                        }
                    }
                    if self.is_in_principle(cell) {
                        blockers.push(Blocker::InPrinciple { party });
                    }
                }
            }
        }
        blockers
    }

    fn pair_items(&self, a: PartyId, b: PartyId) -> PairItems {
        let mut pair = PairItems::default();
        for &item in self.dossier.items().keys() {
            let (a, b) = (self.standing(item, a), self.standing(item, b));
            if (a.is_for() && b.is_for()) || (a.is_against() && b.is_against()) {
                pair.alike.push(item);
            }
            if (a.is_for() && b.is_against()) || (a.is_against() && b.is_for()) {
                pair.opposed.push(item);
            }
        }
        pair
    }

    fn lists(&self, party: PartyId) -> PartyLists {
        let keys = self.dossier.items().keys();
        let list = |standing| keys.iter().copied().filter(|&item| self.standing(item, party) == standing).collect();
        PartyLists {
            demands: list(Standing::Stated(Stance::Demands)),
            offers: list(Standing::Stated(Stance::Offers)),
            agreed: list(Standing::Stated(Stance::Accepts)),
            rejected: list(Standing::Stated(Stance::Rejects)),
            reserved: list(Standing::Stated(Stance::Reserved)),
            disputed: list(Standing::Disputed),
            not_stated: list(Standing::NotStated),
        }
    }

    fn check_cell(&self, comparison: &Comparison, cell: Cell) {
        let state = comparison.cell(cell);
        let (current, conditions) = (self.current(cell), self.conditions(cell));
        assert_eq!(state.standing, self.standings[&cell], "{cell:?}");
        assert_eq!(state.in_principle, self.is_in_principle(cell), "{cell:?}");
        assert_eq!(state.red_line, current.iter().any(|(_, p)| p.red_line), "{cell:?}");
        let is_marked = self.known(cell).iter().any(|(_, p)| p.discount.is_some());
        assert_eq!(state.has_discounted, is_marked, "{cell:?}");
        assert_eq!(usize::from(state.positions), self.counting(cell).len(), "{cell:?}");
        assert_eq!(usize::from(state.conditions), conditions.len(), "{cell:?}");
        assert_eq!(usize::from(state.unmet), conditions.iter().filter(|c| !c.met).count(), "{cell:?}");
        let ids: Vec<PositionId> = current.iter().map(|(id, _)| *id).collect();
        assert_eq!(comparison.current(self.dossier, cell), ids, "{cell:?}");
        assert_eq!(comparison.conditions(self.dossier, cell), conditions, "{cell:?}");
    }
}

/// Every cell of the matrix.
pub(crate) fn cells(dossier: &Dossier) -> Vec<Cell> {
    let (items, parties) = (dossier.items().keys(), dossier.parties().keys());
    items.iter().flat_map(|&item| parties.iter().map(move |&party| Cell { item, party })).collect()
}

/// Asks both for everything.
pub(crate) fn check(dossier: &Dossier, comparison: &Comparison) {
    let oracle = Oracle::of(dossier, comparison.as_of());
    for cell in cells(dossier) {
        oracle.check_cell(comparison, cell);
    }
    for (_, position) in dossier.positions() {
        for condition in &position.conditions {
            assert_eq!(comparison.is_condition_met(dossier, condition), oracle.is_met(condition), "{condition:?}");
        }
    }
    let mut counts = BTreeMap::<Status, usize>::new();
    for &item in dossier.items().keys() {
        let status = oracle.work_out_status(item);
        assert_eq!(comparison.status(item), status, "{item:?}");
        *counts.entry(status).or_default() += 1;
        assert_eq!(comparison.blockers(dossier, item), oracle.blockers(item), "{item:?}");
    }
    for status in Status::ALL {
        assert_eq!(comparison.counts().get(status), counts.get(&status).copied().unwrap_or(0), "{status:?}");
    }
    for &a in dossier.parties().keys() {
        assert_eq!(comparison.lists(dossier, a), oracle.lists(a), "{a:?}");
        for &b in dossier.parties().keys() {
            let items = oracle.pair_items(a, b);
            let pair = Pair { alike: items.alike.len(), opposed: items.opposed.len() };
            assert_eq!(comparison.pair(a, b), pair, "{a:?} {b:?}");
            assert_eq!(comparison.pair_items(dossier, a, b), items, "{a:?} {b:?}");
        }
    }
}
