//! When something goes wrong inside the program all the same: it is caught at the frame, the journal is written, the
//! window says so and keeps the work.

use std::panic::{AssertUnwindSafe, catch_unwind};

use egui::{CentralPanel, Ui};

use super::state::State;
use crate::ui::{Action, Dialog, Queue, ReadOnly};

/// After so many frames in a row that could not be drawn, something simpler is drawn.
const PATIENCE: u32 = 3;

/// Where something went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// While the dossier was changed: it may hold half a change.
    InTheDossier,
    /// While the window was drawn: the dossier is as it was.
    InTheView,
    /// While something was read, written or asked of the system: the dossier is as it was.
    Outside,
}

/// Does something; None when it panicked. What a panic says is on standard error by then.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    // What the work may have left half done is what the callers deal with.
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Says what happened and what it means.
pub(super) fn tell(state: &mut State, trouble: Trouble) {
    let meaning = match trouble {
        Trouble::InTheDossier => {
            if let Some(document) = &mut state.document {
                document.set_read_only(Some(ReadOnly::Doubtful));
            }
            "It happened while the dossier was changed, so that nothing can be changed here any more. Close the window and start it again: it offers to restore everything up to the last step. Or save what is here as another file first."
        }
        Trouble::InTheView => {
            // What was about to be drawn may be why it could not be.
            state.view.for_new_dossier();
            "It happened while the window was drawn. The dossier is as it was, and what you did is kept. Save it, and if this happens again, close the window and start it again."
        }
        Trouble::Outside => {
            // What was under way will not answer any more.
            (state.job, state.waiting) = (None, None);
            (state.is_picking, state.keeping.is_searching) = (false, false);
            "The dossier is as it was, and what you did is kept. Try again; if it happens again, save under another name and start the program again."
        }
    };
    let title = "Something went wrong inside Standpoint".to_owned();
    state.view.dialog = Some(Dialog::Message { title, text: meaning.to_owned() });
}

/// Counts frames that could not be drawn.
#[derive(Debug, Default)]
pub(super) struct Guard {
    failures: u32,
}

impl Guard {
    pub(super) fn went_well(&mut self) {
        self.failures = 0;
    }

    pub(super) fn failed(&mut self) {
        self.failures += 1;
    }

    /// True when the window cannot be drawn as it is.
    pub(super) fn gives_up(&self) -> bool {
        self.failures >= PATIENCE
    }

    /// What is drawn then: the way to the work, and nothing that could go wrong again.
    pub(super) fn page(&mut self, ui: &mut Ui, is_open: bool, queue: &mut Queue) {
        CentralPanel::default().show(ui, |ui| {
            ui.heading("Standpoint cannot draw this window");
            ui.label("Something goes wrong inside the program each time. Everything that you did is kept: what is not saved is offered when you start the program again.");
            for action in [Action::Save, Action::SaveAs] {
                if is_open && ui.button(action.row().name).clicked() {
                    queue.act(action);
                }
            }
            if ui.button("Try again").clicked() {
                self.failures = 0;
            }
            if ui.button(Action::Quit.row().name).clicked() {
                queue.act(Action::Quit);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::Command;

    #[test]
    fn a_window_that_cannot_be_drawn_still_leads_to_the_work() {
        let mut guard = Guard::default();
        for _ in 0..PATIENCE {
            assert!(!guard.gives_up());
            assert_eq!(caught(|| panic!("for this test")), None::<()>);
            guard.failed();
        }
        assert!(guard.gives_up());
        let mut harness = Harness::new_ui_state(
            |ui, (guard, queue): &mut (Guard, Queue)| guard.page(ui, true, queue),
            (guard, Queue::default()),
        );
        harness.run();
        harness.get_by_label("Save as…").click();
        harness.run();
        assert_eq!(harness.state_mut().1.take(), [Command::Act(Action::SaveAs)]);
        harness.get_by_label("Try again").click();
        harness.run();
        assert!(!harness.state().0.gives_up());
    }
}
