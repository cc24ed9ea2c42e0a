//! The positions of one cell as three dossiers have them.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use super::order;
use super::values::{Pick, note, pick};
use crate::files::pairing::{exact_positions, pair_positions};
use crate::files::unite::meeting::Meeting;
use crate::model::shown::within_quotes;
use crate::model::{Extra, Position, PositionId, SourceId, Text};

/// A cell in the three dossiers, all in the numbering of one.
pub(super) struct ThreeCells<'a> {
    pub(super) base: &'a [Position],
    pub(super) ours: &'a [(PositionId, &'a Position)],
    pub(super) theirs: &'a [Position],
    /// Sources whose text both sides changed, each with the number under which theirs comes in.
    pub(super) copies: &'a BTreeMap<SourceId, SourceId>,
}

/// A position as it shall stand: the key that it has with us, and the record where it is new or changed.
pub(super) type Standing = (Option<PositionId>, Option<Position>);

/// One position in the three dossiers, by its place in each.
#[derive(Debug, Clone, Copy, Default)]
struct Traced {
    base: Option<usize>,
    ours: Option<usize>,
    theirs: Option<usize>,
}

/// What becomes of a position.
enum Outcome {
    Gone,
    Ours,
    Becomes(Box<Position>),
    /// Ours stays, and this one stands beside it.
    Beside(Box<Position>),
}

impl ThreeCells<'_> {
    /// Every position that is left, in order.
    pub(super) fn merged(&self, meeting: &mut Meeting<'_>) -> Vec<Standing> {
        let traces = self.traces();
        self.tell_of_additions(&traces, meeting);
        let mut standings: Vec<Standing> = Vec::new();
        let mut stays = Vec::new();
        let mut beside = vec![None; traces.len()];
        let mut extra = Vec::new();
        for (number, trace) in traces.iter().enumerate() {
            let key = trace.ours.map(|at| self.ours[at].0);
            let outcome = self.outcome(*trace, meeting);
            stays.push(!matches!(outcome, Outcome::Gone));
            standings.push(match outcome {
                Outcome::Gone | Outcome::Ours => (key, None),
                Outcome::Becomes(record) => (key, Some(*record)),
                Outcome::Beside(record) => {
                    beside[number] = Some(traces.len() + extra.len());
                    extra.push((None, Some(*record)));
                    (key, None)
                }
            });
        }
        stays.resize(traces.len() + extra.len(), true);
        standings.extend(extra);
        let order = self.order(&traces, &beside, &stays);
        order.into_iter().map(|number| std::mem::take(&mut standings[number])).collect()
    }

    fn order(&self, traces: &[Traced], beside: &[Option<usize>], stays: &[bool]) -> Vec<usize> {
        let side = |len: usize, place: fn(&Traced) -> Option<usize>| {
            let mut side = vec![0; len];
            for (number, trace) in traces.iter().enumerate() {
                if let Some(at) = place(trace) {
                    side[at] = number;
                }
            }
            side
        };
        let base = side(self.base.len(), |trace| trace.base);
        let ours = side(self.ours.len(), |trace| trace.ours);
        let theirs = side(self.theirs.len(), |trace| trace.theirs);
        let theirs: Vec<usize> =
            theirs.into_iter().flat_map(|number| [Some(number), beside[number]]).flatten().collect();
        order::merge(stays.len(), &base, &ours, &theirs, stays).order
    }

    fn traces(&self) -> Vec<Traced> {
        let base: Vec<&Position> = self.base.iter().collect();
        let ours: Vec<&Position> = self.ours.iter().map(|(_, position)| *position).collect();
        let theirs: Vec<&Position> = self.theirs.iter().collect();
        let (here, there) = (pair_positions(&base, &ours), pair_positions(&base, &theirs));
        let paired = here.into_iter().zip(there).enumerate();
        let mut traces: Vec<Traced> =
            paired.map(|(at, (ours, theirs))| Traced { base: Some(at), ours, theirs }).collect();
        let (mut is_known_here, mut is_known_there) = (vec![false; ours.len()], vec![false; theirs.len()]);
        traces.iter().filter_map(|trace| trace.ours).for_each(|at| is_known_here[at] = true);
        traces.iter().filter_map(|trace| trace.theirs).for_each(|at| is_known_there[at] = true);
        let new_here: Vec<usize> = (0..ours.len()).filter(|&at| !is_known_here[at]).collect();
        let new_there: Vec<usize> = (0..theirs.len()).filter(|&at| !is_known_there[at]).collect();
        let there_of = same_additions(&ours, &new_here, &theirs, &new_there);
        for (&at, there) in new_here.iter().zip(&there_of) {
            traces.push(Traced { base: None, ours: Some(at), theirs: *there });
            if let Some(at) = *there {
                is_known_there[at] = true;
            }
        }
        let alone = new_there.into_iter().filter(|&at| !is_known_there[at]);
        traces.extend(alone.map(|at| Traced { theirs: Some(at), ..Traced::default() }));
        traces
    }

    fn outcome(&self, trace: Traced, meeting: &mut Meeting<'_>) -> Outcome {
        let base = trace.base.map(|at| &self.base[at]);
        let ours = trace.ours.map(|at| self.ours[at].1);
        let theirs = trace.theirs.map(|at| &self.theirs[at]);
        match (ours, theirs) {
            (None, None) => Outcome::Gone,
            (Some(_), None) if base == ours => Outcome::Gone,
            (None, Some(_)) if base == theirs => Outcome::Gone,
            (Some(ours), None) => {
                if base.is_some() {
                    let words = words_of(ours);
                    meeting.conflict(&format!(
                        "{words} was deleted in the other file and changed here. What was changed stays."
                    ));
                }
                Outcome::Ours
            }
            (None, Some(theirs)) => {
                if base.is_some() {
                    let words = words_of(theirs);
                    meeting.conflict(&format!(
                        "{words} was deleted here and changed in the other file. What was changed stays."
                    ));
                }
                Outcome::Becomes(Box::new(self.retold(theirs, &[])))
            }
            (Some(ours), Some(theirs)) if ours == theirs || base == Some(theirs) => Outcome::Ours,
            (Some(ours), Some(theirs)) if base == Some(ours) => {
                Outcome::Becomes(Box::new(self.retold(theirs, &[ours])))
            }
            (Some(ours), Some(theirs)) => self.both_changed(base, ours, theirs, meeting),
        }
    }

    fn both_changed(
        &self,
        base: Option<&Position>,
        ours: &Position,
        theirs: &Position,
        meeting: &mut Meeting<'_>,
    ) -> Outcome {
        let retold = self.retold(theirs, &[Some(ours), base].into_iter().flatten().collect::<Vec<_>>());
        let blank;
        let base = if let Some(base) = base {
            base
        } else {
            let said = Position { note: Text::default(), extra: Extra::default(), ..ours.clone() };
            blank = Position { evidence: Vec::new(), discount: None, ..said };
            &blank
        };
        match united(base, ours, &retold, meeting) {
            Some(united) if united == *ours => Outcome::Ours,
            Some(united) => Outcome::Becomes(Box::new(united)),
            None => {
                meeting.conflict(&format!(
                    "it was changed here to {} and in the other file to {}. Both stand in the cell; keep the one that \
                     is right.",
                    words_of(ours),
                    words_of(theirs)
                ));
                Outcome::Beside(Box::new(retold))
            }
        }
    }

    /// Names what both sides added about the same day when it is not the same.
    fn tell_of_additions(&self, traces: &[Traced], meeting: &mut Meeting<'_>) {
        let is_new = |trace: &&Traced| trace.base.is_none();
        let mut here = BTreeMap::new();
        for trace in traces.iter().filter(is_new).filter(|trace| trace.theirs.is_none()) {
            here.extend(trace.ours.map(|at| (self.ours[at].1.date, self.ours[at].1)));
        }
        for trace in traces.iter().filter(is_new).filter(|trace| trace.ours.is_none()) {
            let Some(theirs) = trace.theirs.map(|at| &self.theirs[at]) else { continue };
            if let Some(ours) = here.get(&theirs.date) {
                meeting.conflict(&format!(
                    "both sides added a position of the same date: here {}, in the other file {}. Both stand in the \
                     cell; keep the one that is right.",
                    words_of(ours),
                    words_of(theirs)
                ));
                return;
            }
        }
    }

    /// A position of theirs whose own quotations lead to the text from which they were taken.
    fn retold(&self, theirs: &Position, known: &[&Position]) -> Position {
        let mut retold = theirs.clone();
        if self.copies.is_empty() {
            return retold;
        }
        for quoted in &mut retold.evidence {
            if let Some(copy) = self.copies.get(&quoted.source)
                && !known.iter().any(|position| position.evidence.contains(quoted))
            {
                quoted.source = *copy;
            }
        }
        retold
    }
}

/// For each new position of ours the new one of theirs that is the same, or says the same with other evidence.
fn same_additions(
    ours: &[&Position],
    new_here: &[usize],
    theirs: &[&Position],
    new_there: &[usize],
) -> Vec<Option<usize>> {
    let here: Vec<_> = new_here.iter().map(|&at| ours[at]).collect();
    let there: Vec<_> = new_there.iter().map(|&at| theirs[at]).collect();
    let mut pairs = exact_positions(&here, &there);
    let said = |position: &Position| {
        let Position { stance, in_principle, red_line, date, .. } = *position;
        (stance, in_principle, red_line, date, position.wording.clone(), position.conditions.clone())
    };
    let mut waiting: HashMap<_, Vec<usize>> = HashMap::new();
    let mut is_taken = vec![false; there.len()];
    pairs.iter().flatten().for_each(|&at| is_taken[at] = true);
    for at in (0..there.len()).rev().filter(|&at| !is_taken[at]) {
        waiting.entry(said(there[at])).or_default().push(at);
    }
    for (pair, position) in pairs.iter_mut().zip(&here).filter(|(pair, _)| pair.is_none()) {
        *pair = waiting.get_mut(&said(position)).and_then(Vec::pop);
    }
    pairs.into_iter().map(|pair| pair.map(|at| new_there[at])).collect()
}

/// Both sides changed a position. None when what they say cannot be one: a statement that nobody made must not come
/// into being, so a new stance goes together with nothing that the other side changed but its note.
fn united(base: &Position, ours: &Position, theirs: &Position, meeting: &mut Meeting<'_>) -> Option<Position> {
    let is_only_noted = |side: &Position| {
        let said = Position { note: base.note.clone(), extra: base.extra.clone(), ..side.clone() };
        said == *base
    };
    if ours.stance != theirs.stance && !is_only_noted(ours) && !is_only_noted(theirs) {
        return None;
    }
    let mut merged = ours.clone();
    merged.stance = one_of(&base.stance, &ours.stance, &theirs.stance)?;
    merged.wording = one_of(&base.wording, &ours.wording, &theirs.wording)?;
    merged.in_principle = one_of(&base.in_principle, &ours.in_principle, &theirs.in_principle)?;
    merged.red_line = one_of(&base.red_line, &ours.red_line, &theirs.red_line)?;
    merged.date = one_of(&base.date, &ours.date, &theirs.date)?;
    merged.discount = one_of(&base.discount, &ours.discount, &theirs.discount)?;
    merged.extra = one_of(&base.extra, &ours.extra, &theirs.extra)?;
    merged.conditions = list(&base.conditions, &ours.conditions, &theirs.conditions)?;
    merged.evidence = list(&base.evidence, &ours.evidence, &theirs.evidence)?;
    merged.note = note(meeting, &base.note, &ours.note, &theirs.note);
    Some(merged)
}

fn one_of<T: PartialEq + Clone>(base: &T, ours: &T, theirs: &T) -> Option<T> {
    match pick(base, ours, theirs) {
        Pick::Ours => Some(ours.clone()),
        Pick::Theirs => Some(theirs.clone()),
        Pick::Both => None,
    }
}

/// A list to which either side adds and from which either takes away. None when both put something else in the place of
/// the same.
fn list<T: Clone + Eq + Hash>(base: &[T], ours: &[T], theirs: &[T]) -> Option<Vec<T>> {
    if let Some(one) = one_of(&base, &ours, &theirs) {
        return Some(one.to_vec());
    }
    let (gone_here, gone_there) = (without(base, ours), without(base, theirs));
    let (new_here, new_there) = (without(ours, base), without(theirs, base));
    let only_there = without(&new_there, &new_here);
    let is_replaced = without(&gone_here, &gone_there).len() < gone_here.len();
    if is_replaced && !only_there.is_empty() && !without(&new_here, &new_there).is_empty() {
        return None;
    }
    let mut merged = without(ours, &gone_there);
    merged.extend(only_there);
    Some(merged)
}

/// What is in the first list and not in the second, each as often as it is there more often.
fn without<T: Clone + Eq + Hash>(one: &[T], two: &[T]) -> Vec<T> {
    let mut left: HashMap<&T, usize> = HashMap::new();
    for element in two {
        *left.entry(element).or_default() += 1;
    }
    let is_more = |element: &&T| match left.get_mut(*element) {
        Some(number) if *number > 0 => {
            *number -= 1;
            false
        }
        _ => true,
    };
    one.iter().filter(is_more).cloned().collect()
}

/// A position in a few words: `“accepts: 30-day halt”`.
fn words_of(position: &Position) -> String {
    let date = position.date.map(|date| format!(", {date}")).unwrap_or_default();
    let colon = if position.wording.is_empty() { "" } else { ": " };
    format!("“{}{colon}{}{date}”", position.stance.word(), within_quotes(&position.wording, 120))
}
