//! Another dossier in the place of the whole, as one step: an earlier version, what stands in the file now, what two
//! people have made of it.

use super::super::carried::Carried;
use super::super::document::Way;
use super::super::state::State;
use super::perform;
use crate::files::Loaded;
use crate::model::{Done, Edit, EditError, Place, Step};
use crate::ui::{ReadOnly, ToastKind, words};

/// Puts another dossier in the place of the open one, as one step of this name that can be undone. What is selected,
/// hidden, sorted and sized stays so as far as both have it; what reading has found takes the place of what was found
/// before, until undo. True when it was done.
pub(super) fn replace_whole(state: &mut State, loaded: Loaded, name: &str) -> bool {
    let Loaded { dossier, findings, newer, .. } = loaded;
    if let Some(newer) = newer {
        // What such a file says may mean more than is understood here: it may be looked at, and not be worked on.
        let reason = words::read_only(ReadOnly::Newer(newer));
        state.view.toast(ToastKind::Failed, format!("Nothing was changed: {reason}."));
        return false;
    }
    let is_done = perform(state, Step::new(name, Edit::Replace(Box::new(dossier)), Place::Dossier));
    if let Some(document) = state.document.as_mut().filter(|_| is_done) {
        state.view.are_problems_open |= findings.keeps_out();
        document.findings = findings;
    }
    is_done
}

/// Takes back the last step or does the last undone one again, whether it changed a cell or the whole.
pub(super) fn travel(state: &mut State, way: Way) -> Option<Result<Done, EditError>> {
    let carried = state.document.as_ref()?.would_replace(way).then(|| Carried::of(state)).flatten();
    let document = state.document.as_mut()?;
    let outcome = document.travel(way)?;
    if let Ok(done) = &outcome {
        state.view.search.follow(&done.touched, document.revision());
    }
    if let (Some(carried), Ok(_)) = (carried, &outcome) {
        carried.put_into(state);
    }
    Some(outcome)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::app::update::{Event, update};
    use crate::app::{Document, Settings};
    use crate::compare::Comparison;
    use crate::files::{self, Findings};
    use crate::model::{Cell, Dossier, Stance, steps};
    use crate::ui::{Action, Answer, Block, Command, Sample, Selection};

    /// The rail dispute, with its first party hidden, the second one wide, and a range of cells selected.
    fn looked_at() -> State {
        let mut state = State::new(Settings::default());
        let loaded = files::read(Sample::Rail.bytes().to_vec()).unwrap();
        let comparison = Comparison::of(&loaded.dossier, None);
        let path = Some(Path::new("/d/rail.positions.json"));
        state.document = Some(Document::new(loaded, comparison, path, true));
        let dossier = dossier(&state).clone();
        let (parties, items) = (dossier.parties().keys(), dossier.items().keys());
        state.view.options.hidden_parties.insert(parties[0]);
        state.view.sizes.parties.insert(parties[1], 222.0);
        state.view.side.pinned.push(parties[1]);
        let cell = |item: usize, party: usize| Place::Cell(Cell { item: items[item], party: parties[party] });
        state.view.selection = Selection::default();
        state.view.selection.set_blocks(vec![Block { anchor: cell(1, 1), corner: cell(2, 2) }]);
        state
    }

    fn dossier(state: &State) -> &Dossier {
        state.document.as_ref().unwrap().dossier()
    }

    fn bytes(state: &State) -> Vec<u8> {
        let mut bytes = Vec::new();
        files::write(dossier(state), &mut bytes).unwrap();
        bytes
    }

    fn act(state: &mut State, action: Action) {
        update(state, Event::Command(Command::Act(action)));
    }

    /// The same dossier with its parties and items the other way round, and a new item before all others: every key
    /// leads to another record. `without` is left out.
    fn other_way_round(state: &State, without: &str) -> Loaded {
        let mut file: serde_json::Value = serde_json::from_slice(&bytes(state)).unwrap();
        for kind in ["parties", "items"] {
            let list = file[kind].as_array_mut().unwrap();
            list.reverse();
            list.retain(|record| record["id"] != without);
        }
        if !without.is_empty() {
            // Who is named anywhere is a party.
            for item in file["items"].as_array_mut().unwrap() {
                item.as_object_mut().unwrap().remove("between");
            }
            for position in file["positions"].as_array_mut().unwrap() {
                position.as_object_mut().unwrap().remove("conditions");
            }
        }
        for party in ["party", "item"] {
            file["positions"].as_array_mut().unwrap().retain(|position| position[party] != without);
        }
        file["items"].as_array_mut().unwrap().insert(0, serde_json::json!({"id": "first", "title": "Comes first"}));
        file["nonsense"] = 7.into();
        files::read(serde_json::to_vec(&file).unwrap()).unwrap()
    }

    /// What the person has before the eyes, in the words of the file.
    fn seen(state: &State) -> Vec<String> {
        let (dossier, view) = (dossier(state), &state.view);
        let party = |id| dossier.parties().get(id).unwrap().id.to_string();
        let item = |id| dossier.items().get(id).unwrap().id.to_string();
        let place = |place| match place {
            Place::Cell(cell) => format!("{} on {}", party(cell.party), item(cell.item)),
            other => format!("{other:?}"),
        };
        let hidden = view.options.hidden_parties.iter().map(|id| format!("hidden {}", party(*id)));
        let wide = view.sizes.parties.iter().map(|(id, width)| format!("{} is {width}", party(*id)));
        let pinned = view.side.pinned.iter().map(|id| format!("pinned {}", party(*id)));
        let blocks = view.selection.blocks().iter();
        let blocks = blocks.map(|block| format!("{} to {}", place(block.anchor), place(block.corner)));
        hidden.chain(wide).chain(pinned).chain(blocks).collect()
    }

    /// Whoever restores a version must get back to where they were with one undo, and must never act on another party
    /// than the one that they had selected.
    #[test]
    fn another_dossier_and_back_and_forth_shows_the_same_records_and_leaves_the_same_bytes() {
        let mut state = looked_at();
        let (before, saw) = (bytes(&state), seen(&state));
        let other = other_way_round(&state, "");
        assert!(replace_whole(&mut state, other, "Restore the version of 14:32"));
        let after = bytes(&state);
        assert_ne!(before, after);
        assert_eq!(seen(&state), saw);
        let open = state.document.as_ref().unwrap();
        assert_eq!(open.scene().undo_name, Some("Restore the version of 14:32"));
        assert_eq!((open.scene().revision, open.scene().lines_revision), (1, 1));
        assert!(open.is_changed());
        assert_eq!(**open.comparison(), Comparison::of(open.dossier(), None));
        for _ in 0..3 {
            act(&mut state, Action::Undo);
            assert_eq!((bytes(&state), seen(&state)), (before.clone(), saw.clone()));
            assert!(!state.document.as_ref().unwrap().is_changed());
            act(&mut state, Action::Redo);
            assert_eq!((bytes(&state), seen(&state)), (after.clone(), saw.clone()));
        }
    }

    /// Steps on both sides of a restored version, gone through in one leap, lead to the same dossier as one by one.
    #[test]
    fn the_history_leaps_over_a_replacement_with_steps_on_both_sides() {
        let mut state = looked_at();
        let begin = bytes(&state);
        let demand = |state: &mut State| {
            let Some(Place::Cell(cell)) = state.view.selection.active() else { panic!("no cell is selected") };
            let step = steps::set_stance(dossier(state), cell, Stance::Reserved).unwrap();
            assert!(perform(state, step));
        };
        demand(&mut state);
        let other = other_way_round(&state, "");
        assert!(replace_whole(&mut state, other, "Reload"));
        act(&mut state, Action::ClearCell);
        let end = bytes(&state);
        for (done, expected) in [(0, &begin), (3, &end), (0, &begin)] {
            update(&mut state, Event::Command(Command::Answer(Answer::GoToStep(done))));
            assert_eq!(&bytes(&state), expected);
            assert!(seen(&state).iter().any(|line| line.starts_with("hidden")), "still hidden");
        }
    }

    /// A record that the other dossier does not have must not leave its selection or width to whatever has its key.
    #[test]
    fn what_the_other_does_not_have_is_selected_and_hidden_no_more() {
        let mut state = looked_at();
        let parties: Vec<_> = dossier(&state).parties().iter().map(|(_, party)| party.id.to_string()).collect();
        let other = other_way_round(&state, &parties[1]);
        assert!(replace_whole(&mut state, other, "Reload"));
        assert_eq!(seen(&state), [format!("hidden {}", parties[0])]);
        let without = other_way_round(&state, &parties[0]);
        assert!(replace_whole(&mut state, without, "Reload"));
        assert!(state.view.options.hidden_parties.is_empty());
    }

    /// A dossier that may only be looked at is neither replaced nor led back by its history; and a version of a newer
    /// program, of which not everything may be understood, never becomes what is worked on.
    #[test]
    fn what_may_not_be_changed_is_not_replaced() {
        let mut state = looked_at();
        act(&mut state, Action::ClearCell);
        let before = bytes(&state);
        state.document.as_mut().unwrap().set_read_only(Some(ReadOnly::TakenOver));
        let other = other_way_round(&state, "");
        assert!(!replace_whole(&mut state, other, "Reload"));
        update(&mut state, Event::Command(Command::Answer(Answer::GoToStep(0))));
        assert_eq!(bytes(&state), before);
        state.document.as_mut().unwrap().set_read_only(None);
        let newer = Loaded { newer: Some(9), ..other_way_round(&state, "") };
        assert!(!replace_whole(&mut state, newer, "Restore the version of 14:32"));
        assert_eq!(bytes(&state), before);
        assert!(state.view.toasts.last().unwrap().text.contains("newer Standpoint"));
        update(&mut state, Event::Command(Command::Answer(Answer::GoToStep(0))));
        assert_ne!(bytes(&state), before);
    }

    /// A problem that the other file has must not be listed against records of this one.
    #[test]
    fn problems_are_those_of_the_dossier_that_is_shown() {
        let mut state = looked_at();
        let mut own = Findings::default();
        own.append(files::read(br#"{"standpoint": 1, "kind": "positions", "items": [7]}"#.to_vec()).unwrap().findings);
        state.document.as_mut().unwrap().findings = own.clone();
        let other = other_way_round(&state, "");
        let others = other.findings.clone();
        assert_ne!(own, others);
        assert!(replace_whole(&mut state, other, "Reload"));
        let findings = |state: &State| state.document.as_ref().unwrap().findings.clone();
        for _ in 0..2 {
            assert_eq!(findings(&state), others);
            act(&mut state, Action::Undo);
            assert_eq!(findings(&state), own);
            act(&mut state, Action::Redo);
        }
    }
}
