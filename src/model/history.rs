//! The history of a dossier: named steps that can be undone and redone, without a limit on their number.

use super::{Dossier, Edit, EditError, Place, Touched};

/// An edit with the name that the Edit menu shows and the place to which undo leads back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it does, in the imperative: `Set stance to rejects`.
    pub name: String,
    /// The change.
    pub edit: Edit,
    /// Where it is made.
    pub place: Place,
}

impl Step {
    /// A step of these parts.
    pub fn new(name: impl Into<String>, edit: Edit, place: Place) -> Self {
        Self { name: name.into(), edit, place }
    }
}

/// A step that was done, undone or redone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The name of the step.
    pub name: String,
    /// Where it was made.
    pub place: Place,
    /// What changed.
    pub touched: Touched,
}

/// Undo and redo. Every state that a dossier passes through has a number, so that "changed since it was saved" is a
/// comparison of two numbers, also after undo.
#[derive(Debug, Clone, Default)]
pub struct History {
    undo: Vec<Recorded>,
    redo: Vec<Recorded>,
    state: u64,
    last_state: u64,
}

#[derive(Debug, Clone)]
struct Recorded {
    name: String,
    place: Place,
    /// Leads to the other state: back for steps to undo, forward for steps to redo.
    edit: Edit,
    other_state: u64,
}

impl Recorded {
    fn replaces(&self) -> bool {
        matches!(self.edit, Edit::Replace(_))
    }
}

impl History {
    /// Applies a step and remembers how to take it back. Steps that were undone before are forgotten.
    ///
    /// # Errors
    /// Says why the edit cannot be applied; dossier and history are then unchanged.
    pub fn perform(&mut self, dossier: &mut Dossier, step: Step) -> Result<Done, EditError> {
        let Step { name, edit, place } = step;
        let applied = dossier.apply(edit)?;
        self.redo.clear();
        self.undo.push(Recorded { name: name.clone(), place, edit: applied.inverse, other_state: self.state });
        self.last_state += 1;
        self.state = self.last_state;
        Ok(Done { name, place, touched: applied.touched })
    }

    /// Takes the last step back; None when there is none.
    ///
    /// # Errors
    /// Never in practice: an inverse fits the state that it was made for.
    pub fn undo(&mut self, dossier: &mut Dossier) -> Option<Result<Done, EditError>> {
        Self::travel(&mut self.undo, &mut self.redo, &mut self.state, dossier)
    }

    /// Does the step again that was undone last; None when there is none.
    ///
    /// # Errors
    /// Never in practice: an inverse fits the state that it was made for.
    pub fn redo(&mut self, dossier: &mut Dossier) -> Option<Result<Done, EditError>> {
        Self::travel(&mut self.redo, &mut self.undo, &mut self.state, dossier)
    }

    fn travel(
        from: &mut Vec<Recorded>,
        to: &mut Vec<Recorded>,
        state: &mut u64,
        dossier: &mut Dossier,
    ) -> Option<Result<Done, EditError>> {
        let Recorded { name, place, edit, other_state } = from.pop()?;
        Some(dossier.apply(edit).map(|applied| {
            to.push(Recorded { name: name.clone(), place, edit: applied.inverse, other_state: *state });
            *state = other_state;
            Done { name, place, touched: applied.touched }
        }))
    }

    /// The name of the step that undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.undo.last().map(|step| step.name.as_str())
    }

    /// The name of the step that redo would do again.
    pub fn redo_name(&self) -> Option<&str> {
        self.redo.last().map(|step| step.name.as_str())
    }

    /// True when undo would put another dossier in the place of the whole.
    pub fn undo_replaces(&self) -> bool {
        self.undo.last().is_some_and(Recorded::replaces)
    }

    /// True when redo would put another dossier in the place of the whole.
    pub fn redo_replaces(&self) -> bool {
        self.redo.last().is_some_and(Recorded::replaces)
    }

    /// How many steps are done and can be undone.
    pub fn done(&self) -> usize {
        self.undo.len()
    }

    /// How many steps there are, undone ones included.
    pub fn len(&self) -> usize {
        self.undo.len() + self.redo.len()
    }

    /// True when nothing was done yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The name of a step, the first one being number 0; steps that are undone come last.
    pub fn name(&self, number: usize) -> Option<&str> {
        self.step(number).map(|step| step.name.as_str())
    }

    /// Where a step was done, the first one being number 0.
    pub fn place(&self, number: usize) -> Option<Place> {
        self.step(number).map(|step| step.place)
    }

    fn step(&self, number: usize) -> Option<&Recorded> {
        let undone = || self.redo.get(self.len().checked_sub(number + 1)?);
        self.undo.get(number).or_else(undone)
    }

    /// The edits that lead from the present state to another one, in this order, each with the number of the state that
    /// comes of it; None when no undo or redo leads there.
    pub fn way_to(&self, state: u64) -> Option<Vec<(Edit, u64)>> {
        if state == self.state {
            return Some(Vec::new());
        }
        let along = |steps: &[Recorded]| {
            let last = steps.iter().rposition(|step| step.other_state == state)?;
            Some(steps[last..].iter().rev().map(|step| (step.edit.clone(), step.other_state)).collect())
        };
        along(&self.undo).or_else(|| along(&self.redo))
    }

    /// The number of the present state.
    pub fn state(&self) -> u64 {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;

    #[test]
    fn the_way_to_a_state_leads_there_or_is_not_there() {
        // If this fails, a merge with what a colleague wrote begins from the wrong version and undoes what was done.
        let (mut history, mut dossier) = (History::default(), Dossier::default());
        let mut titles = vec![dossier.title().clone()];
        let go = |history: &mut History, dossier: &mut Dossier, title: &str| {
            let step = Step::new(title, Edit::Title(Text::from(title)), Place::Dossier);
            history.perform(dossier, step).unwrap();
        };
        for title in ["one", "two", "three"] {
            go(&mut history, &mut dossier, title);
            titles.push(dossier.title().clone());
        }
        for undone in 0..=3 {
            for (state, title) in (0..).zip(&titles) {
                let mut other = dossier.clone();
                for (edit, to) in history.way_to(state).unwrap() {
                    other.apply(edit).unwrap();
                    assert_eq!(*other.title(), titles[usize::try_from(to).unwrap()]);
                }
                assert_eq!(other.title(), title, "from {undone} steps undone to state {state}");
            }
            history.undo(&mut dossier);
        }
        go(&mut history, &mut dossier, "elsewhere");
        assert_eq!(history.way_to(3), None, "that state was left for ever");
        assert!(history.way_to(0).is_some());
    }
}
