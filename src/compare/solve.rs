//! Which conditions are met: the least fixed point of "granted" and "agreed", and how it is kept after an edit.
//!
//! Two kinds of facts are worked out together: a party has *granted* an item (it is for it with all its conditions
//! met), and an item is *agreed* (all whose agreement it needs have granted it, none only in principle). A linked
//! condition waits for one such fact, its goal. Each fact follows from a conjunction of others, so the system is a set
//! of Horn clauses with one clause a head, and its least fixed point is found by unit propagation with a counter a
//! clause: here the `unmet` of a cell and the tally of an item (W. F. Dowling, J. H. Gallier, "Linear-time algorithms
//! for testing the satisfiability of propositional Horn formulae", Journal of Logic Programming 1, 1984). Nothing is
//! granted in advance, so a loop of conditions that wait only for each other stays unmet.
//!
//! After an edit the clause of the cell or item that it touched is first taken out: facts that rested on it fall, and
//! those that rested on these. No fact has a second clause from which it could follow, so what falls is exactly what
//! no longer holds without the clause. Then the new clause is put in and what follows from it is propagated. Both ways
//! cost only what changes.

use super::Comparison;
use super::cells::Stored;
use super::pairs::Sides;
use super::reading::{self, Goal};
use super::status::{Status, Tally};
use crate::model::{Cell, Dossier, Item, ItemId, Key as _, PartyId, Position, Role};

/// What is kept of an item beside its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) tally: Tally,
    /// What the conditions of this item's cells wait for, by party.
    hanging: Vec<(PartyId, Goal)>,
    /// Whose conditions wait for this item, first those that wait until it is agreed (no party), then by party. A cell
    /// stands here once for each of its conditions.
    waiting: Vec<(Option<PartyId>, Cell)>,
}

/// How many positions are met before the first of them is read. Cells and conditions lie scattered in memory; asking
/// for many of them at once lets the processor wait for all of them together.
const BLOCK: usize = 256;

/// A fact that has come to hold, or holds no longer.
#[derive(Debug, Clone, Copy)]
struct Change {
    fact: Goal,
    holds: bool,
}

impl Comparison {
    /// Reads every cell. Positions are met in the order in which they lie in memory; the few cells with several of
    /// them are read again at the end. No linked condition is met yet.
    pub(super) fn read_all(&mut self, dossier: &Dossier) {
        let mut hangings: Vec<(Cell, Goal)> = Vec::new();
        let mut several: Vec<Cell> = Vec::new();
        let mut goals = Vec::new();
        let mut positions = dossier.positions().map(|(_, position)| position);
        let mut block: Vec<(usize, bool, &Position)> = Vec::with_capacity(BLOCK);
        loop {
            block.extend(positions.by_ref().take(BLOCK).map(|position| {
                let Cell { item, party } = position.cell();
                (item.index() * self.stride + party.index(), false, position)
            }));
            if block.is_empty() {
                break;
            }
            let mut linked = 0;
            for (place, first, position) in &mut block {
                *first = self.cells.get_mut(*place).is_some_and(Stored::meet);
                linked += position.conditions.first().map_or(0, |condition| usize::from(condition.item.is_some()));
            }
            hangings.reserve(linked);
            for (place, first, position) in block.drain(..) {
                match self.cells.get_mut(place) {
                    Some(stored) if first => {
                        stored.fill(reading::read(dossier, self.as_of, &[position], &mut goals));
                        stored.await_goals(goals.len());
                        hangings.extend(goals.drain(..).map(|goal| (position.cell(), goal)));
                    }
                    _ => several.push(position.cell()),
                }
            }
        }
        self.read_several(dossier, several, &mut hangings);
        self.hang_all(&hangings);
    }

    /// Reads the cells of which several positions were met, and puts right what was taken from the first of them.
    fn read_several(&mut self, dossier: &Dossier, mut several: Vec<Cell>, hangings: &mut Vec<(Cell, Goal)>) {
        if several.is_empty() {
            return;
        }
        hangings.retain(|&(cell, _)| !self.stored(cell).met_several());
        several.sort_unstable();
        several.dedup();
        let mut goals = Vec::new();
        for cell in several {
            let mut read = self.read_cell(dossier, cell, &mut goals);
            read.await_goals(goals.len());
            if let Some(stored) = self.place(cell).and_then(|place| self.cells.get_mut(place)) {
                *stored = read;
            }
            hangings.extend(goals.drain(..).map(|goal| (cell, goal)));
        }
    }

    /// Sets down what conditions wait for.
    fn hang_all(&mut self, hangings: &[(Cell, Goal)]) {
        let mut sizes = vec![(0, 0); self.rows.len()];
        for (cell, goal) in hangings {
            sizes[cell.item.index()].0 += 1;
            sizes[goal.item.index()].1 += 1;
        }
        for (row, (hanging, waiting)) in self.rows.iter_mut().zip(sizes) {
            row.hanging.reserve_exact(hanging);
            row.waiting.reserve_exact(waiting);
        }
        for &(cell, goal) in hangings {
            self.rows[cell.item.index()].hanging.push((cell.party, goal));
            self.rows[goal.item.index()].waiting.push((goal.party, cell));
        }
        for row in &mut self.rows {
            row.hanging.sort_unstable();
            row.waiting.sort_unstable();
        }
    }

    /// Counts for every item who stands how to it, and notes for every party on which side it stands.
    pub(super) fn tally_all(&mut self, dossier: &Dossier) {
        let principals = principals(dossier, self.stride);
        for index in 0..self.rows.len() {
            let id = ItemId::from_index(index);
            self.tally_row(dossier.items().get(id), id, &principals);
        }
        self.sides = Sides::of(&self.cells, self.stride);
    }

    /// Counts anew who stands how to an item, and whose agreement it needs. `principals` by party key number.
    fn tally_row(&mut self, item: Option<&Item>, id: ItemId, principals: &[bool]) {
        let mut tally = Tally::of(item);
        let from = id.index() * self.stride;
        let between = item.and_then(|item| item.between.as_deref());
        let Some(cells) = self.cells.get_mut(from..from + self.stride) else { return };
        for (stored, principal) in cells.iter_mut().zip(principals) {
            stored.forget_meetings();
            stored.set_needed(item.is_some() && between.is_none() && *principal);
        }
        for party in between.into_iter().flatten() {
            if let Some(stored) = cells.get_mut(party.index()) {
                stored.set_needed(true);
            }
        }
        for stored in cells.iter() {
            tally.needed += u32::from(stored.is_needed());
            tally.add(*stored);
        }
        self.rows[id.index()].tally = tally;
        if tally.present {
            self.counts.add(tally.status());
        }
    }

    /// Works out the least fixed point when every linked condition still counts as unmet.
    pub(super) fn settle_all(&mut self) {
        let mut changes = Vec::new();
        for index in 0..self.rows.len() {
            let item = ItemId::from_index(index);
            for same_goal in self.rows[index].waiting.chunk_by(|a, b| a.0 == b.0) {
                let fact = Goal { item, party: same_goal[0].0 };
                if self.holds(fact) {
                    changes.push(Change { fact, holds: true });
                }
            }
        }
        self.propagate(changes);
    }

    /// Whether a condition's goal is reached.
    pub(super) fn holds(&self, goal: Goal) -> bool {
        match goal.party {
            Some(party) => self.stored(Cell { item: goal.item, party }).is_granted(),
            None => self.status(goal.item) == Status::Agreed,
        }
    }

    /// Reads one cell of the dossier; needed as before, `unmet` without linked conditions.
    fn read_cell(&self, dossier: &Dossier, cell: Cell, goals: &mut Vec<Goal>) -> Stored {
        let positions: Vec<&Position> = dossier.cell(cell).map(|(_, position)| position).collect();
        let mut stored = self.stored(cell).silenced();
        stored.fill(reading::read(dossier, self.as_of, &positions, goals));
        stored
    }

    /// Reads a cell whose positions changed, and lets everything follow that follows.
    pub(super) fn read_again(&mut self, dossier: &Dossier, cell: Cell) {
        let old = self.stored(cell);
        let mut goals = Vec::new();
        let mut read = self.read_cell(dossier, cell, &mut goals);
        goals.sort_unstable();
        if old.standing.side() != read.standing.side() {
            self.sides.set(cell.party.index(), cell.item.index(), read.standing.side());
        }
        if self.goals_of(cell).map(|&(_, goal)| goal).eq(goals.iter().copied()) {
            let mut same = read;
            same.unmet = same.unmet.saturating_add(self.unreached(&goals));
            if same.is_same_clause(old) {
                // Only the wording, the evidence or another stance on the same side: nothing hangs on these.
                self.put(cell, same, &mut Vec::new());
                return;
            }
        }
        self.unhang(cell);
        let mut changes = Vec::new();
        self.put(cell, old.silenced(), &mut changes);
        self.propagate(changes);
        read.unmet = read.unmet.saturating_add(self.unreached(&goals));
        self.hang(cell, &goals);
        let mut changes = Vec::new();
        self.put(cell, read, &mut changes);
        self.propagate(changes);
    }

    /// Takes up items that came, went, or need the agreement of others than before.
    pub(super) fn need_again(&mut self, dossier: &Dossier, items: &[ItemId]) {
        let principals = principals(dossier, self.stride);
        for &item in items {
            let Some(row) = self.rows.get_mut(item.index()) else { continue };
            // An absent item is never agreed, and does not count. What falls now may fall on cells of this very item;
            // its tally is counted anew from them.
            let before = std::mem::take(&mut row.tally);
            if before.present {
                self.counts.remove(before.status());
            }
            let fact = Goal { item, party: None };
            if before.status() == Status::Agreed {
                self.propagate(vec![Change { fact, holds: false }]);
            }
            self.tally_row(dossier.items().get(item), item, &principals);
            if self.status(item) == Status::Agreed {
                self.propagate(vec![Change { fact, holds: true }]);
            }
        }
    }

    /// What the conditions of a cell wait for, in order.
    fn goals_of(&self, cell: Cell) -> std::slice::Iter<'_, (PartyId, Goal)> {
        if self.stored(cell).conditions == 0 {
            // The usual cell: spares a look at a list that lies elsewhere.
            return [].iter();
        }
        let hanging = self.rows.get(cell.item.index()).map_or(&[][..], |row| &row.hanging);
        let from = hanging.partition_point(|&(party, _)| party < cell.party);
        let to = from + hanging[from..].partition_point(|&(party, _)| party == cell.party);
        hanging[from..to].iter()
    }

    /// How many of these goals are not reached; saturating.
    fn unreached(&self, goals: &[Goal]) -> u16 {
        u16::try_from(goals.iter().filter(|&&goal| !self.holds(goal)).count()).unwrap_or(u16::MAX)
    }

    /// Sets down what the conditions of a cell wait for (in order).
    fn hang(&mut self, cell: Cell, goals: &[Goal]) {
        if goals.is_empty() {
            return;
        }
        let hanging = &mut self.rows[cell.item.index()].hanging;
        let at = hanging.partition_point(|&(party, _)| party < cell.party);
        hanging.splice(at..at, goals.iter().map(|&goal| (cell.party, goal)));
        for goal in goals {
            let waiting = &mut self.rows[goal.item.index()].waiting;
            let at = waiting.partition_point(|&entry| entry < (goal.party, cell));
            waiting.insert(at, (goal.party, cell));
        }
    }

    /// Takes [`Comparison::hang`] back.
    fn unhang(&mut self, cell: Cell) {
        let goals: Vec<Goal> = self.goals_of(cell).map(|&(_, goal)| goal).collect();
        if goals.is_empty() {
            return;
        }
        let hanging = &mut self.rows[cell.item.index()].hanging;
        let at = hanging.partition_point(|&(party, _)| party < cell.party);
        hanging.drain(at..at + goals.len());
        for goal in goals {
            let waiting = &mut self.rows[goal.item.index()].waiting;
            if let Ok(at) = waiting.binary_search(&(goal.party, cell)) {
                waiting.remove(at);
            }
        }
    }

    /// Puts a cell in the place of what was there, keeps tally and counts, and notes which facts change.
    fn put(&mut self, cell: Cell, new: Stored, changes: &mut Vec<Change>) {
        let Some(place) = self.place(cell) else { return };
        let Some(stored) = self.cells.get_mut(place) else { return };
        let old = std::mem::replace(stored, new);
        let tally = &mut self.rows[cell.item.index()].tally;
        let before = tally.status();
        tally.remove(old);
        tally.add(new);
        let after = tally.status();
        if tally.present && before != after {
            self.counts.remove(before);
            self.counts.add(after);
        }
        if old.is_granted() != new.is_granted() {
            let fact = Goal { item: cell.item, party: Some(cell.party) };
            changes.push(Change { fact, holds: new.is_granted() });
        }
        if (before == Status::Agreed) != (after == Status::Agreed) {
            changes.push(Change { fact: Goal { item: cell.item, party: None }, holds: after == Status::Agreed });
        }
    }

    /// Lets conditions that wait for changed facts be met or unmet, and goes on with the facts that change by it. With
    /// a stack of its own, because chains of conditions may be as long as the dossier.
    fn propagate(&mut self, mut changes: Vec<Change>) {
        while let Some(Change { fact, holds }) = changes.pop() {
            let waiting = self.rows.get(fact.item.index()).map_or(&[][..], |row| &row.waiting);
            let from = waiting.partition_point(|&(party, _)| party < fact.party);
            let to = from + waiting[from..].partition_point(|&(party, _)| party == fact.party);
            for at in from..to {
                let (_, cell) = self.rows[fact.item.index()].waiting[at];
                let mut waiter = self.stored(cell);
                waiter.unmet = match (waiter.unmet, holds) {
                    // Too many to be counted: it cannot be known when the last one is met.
                    (u16::MAX, _) => u16::MAX,
                    (unmet, true) => unmet.saturating_sub(1),
                    (unmet, false) => unmet.saturating_add(1),
                };
                self.put(cell, waiter, &mut changes);
            }
        }
    }
}

/// Who is a principal, by party key number.
fn principals(dossier: &Dossier, slots: usize) -> Vec<bool> {
    let mut principals = vec![false; slots];
    for (id, party) in dossier.parties().iter() {
        if let Some(principal) = principals.get_mut(id.index()) {
            *principal = party.role == Role::Principal;
        }
    }
    principals
}
