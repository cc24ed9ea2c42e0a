//! The journal: whatever was done, and wherever it was cut, what comes back is a dossier as it once was.

use proptest::prelude::*;
use standpoint::files::journal::{self, Entry, Header, Journal, JournalError, Trail, replay};
use standpoint::files::{self, Fingerprint};
use standpoint::model::{Dossier, Edit, History, List, Place, SetAside, Step};

use super::edits::{Deed, any_deed, edit_of};
use super::scene::any_dossier;

fn bytes(dossier: &Dossier) -> Vec<u8> {
    let mut bytes = Vec::new();
    files::write(dossier, &mut bytes).unwrap();
    bytes
}

/// A journal in the making, and the dossier after each of its lines.
struct Session {
    base: Vec<u8>,
    journal: Vec<u8>,
    dossier: Dossier,
    history: History,
    /// How long the journal was, and the dossier then.
    states: Vec<(usize, Vec<u8>)>,
}

impl Session {
    fn begin(start: &Dossier) -> Self {
        let base = bytes(start);
        let dossier = files::read(base.clone()).unwrap().dossier;
        let mut header = Header::new(7, 1_750_000_000, true);
        header.base = Some(Fingerprint::of(&base));
        let journal = journal::line(&header).unwrap();
        let states = vec![(journal.len(), bytes(&dossier))];
        Self { base, journal, dossier, history: History::default(), states }
    }

    fn note(&mut self, entry: &Entry) {
        self.journal.extend(journal::line(entry).unwrap());
        self.states.push((self.journal.len(), bytes(&self.dossier)));
    }

    fn perform(&mut self, name: &str, edit: Edit) {
        let step = Step::new(name, edit, Place::Dossier);
        if self.history.perform(&mut self.dossier, step.clone()).is_ok() {
            self.note(&Entry::of_step(step, 1_750_000_001));
        }
    }

    fn deed(&mut self, deed: Deed) {
        match deed {
            Deed::Undo => {
                if self.history.undo(&mut self.dossier).is_some() {
                    self.note(&Entry::Undone { at: 1 });
                }
            }
            Deed::Redo => {
                if self.history.redo(&mut self.dossier).is_some() {
                    self.note(&Entry::Redone { at: 1 });
                }
            }
            deed => {
                if let Some(edit) = edit_of(&self.dossier, deed) {
                    self.perform("step", edit);
                }
            }
        }
    }

    fn restored(&self, journal: &[u8]) -> journal::Replayed {
        replay(journal::read(journal).unwrap(), Some(self.base.clone())).unwrap()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Otherwise a crash or a power cut would cost more than the line that was being written, or bring back something
    /// that never was.
    #[test]
    fn a_journal_that_was_cut_anywhere_brings_back_the_last_whole_step(
        start in any_dossier(),
        other in any_dossier(),
        deeds in proptest::collection::vec(any_deed(), 1..16),
        replaced_at in 0..32_usize,
        cut in any::<prop::sample::Index>(),
        noise in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let mut session = Session::begin(&start);
        for (number, deed) in deeds.into_iter().enumerate() {
            if number == replaced_at {
                let other = files::read(bytes(&other)).unwrap().dossier;
                session.perform("other", Edit::Replace(Box::new(other)));
            }
            session.deed(deed);
        }
        let first = session.states[0].0;
        let cut = first + cut.index(session.journal.len() - first + 1);
        let expected = session.states.iter().rev().find(|(length, _)| *length <= cut).unwrap();
        // What a disk leaves behind the end after a power cut may be anything.
        let mut left = session.journal[..cut].to_vec();
        left.extend(&noise);
        let restored = session.restored(&left);
        prop_assert_eq!(restored.stopped, None);
        prop_assert_eq!(&bytes(&restored.dossier), &expected.1);
        let whole = session.restored(&session.journal);
        prop_assert_eq!(&whole.dossier, &session.dossier, "under the same keys");
        prop_assert_eq!(whole.history.state(), session.history.state());
        // Everything can still be taken back.
        let (mut dossier, mut history) = (whole.dossier, whole.history);
        while history.undo(&mut dossier).is_some() {}
        prop_assert_eq!(bytes(&dossier), session.base);
    }

    /// Otherwise a damaged journal would end the program at the start, each time.
    #[test]
    fn a_damaged_journal_is_read_as_far_as_it_is_whole(
        start in any_dossier(),
        deeds in proptest::collection::vec(any_deed(), 1..8),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut session = Session::begin(&start);
        for deed in deeds {
            session.deed(deed);
        }
        let mut damaged = session.journal.clone();
        let at = at.index(damaged.len());
        damaged[at] = byte;
        let was_once = |dossier: &Dossier| session.states.iter().any(|(_, state)| *state == bytes(dossier));
        match journal::read(&damaged) {
            Ok(journal) => match replay(journal, Some(session.base.clone())) {
                Ok(restored) => prop_assert!(was_once(&restored.dossier)),
                Err(error) => prop_assert_eq!(error, journal::BaseError::Other),
            },
            Err(error) => prop_assert!(at < session.states[0].0, "{}", error),
        }
    }
}

/// Every kind of edit must have a form in the journal, or a step would be missing without a word.
#[test]
fn every_edit_can_be_written_and_read() {
    let record = SetAside { list: List::Items, json: "{\"title\": 7}".into(), reason: "no title".to_owned() };
    let edits = [
        Edit::Title("Tägliche\n\u{202e}Gespräche".into()),
        Edit::Note("".into()),
        Edit::KeepAside(0, Box::new(record)),
        Edit::DropAside(0),
        Edit::OrderItems(Vec::new()),
    ];
    let mut session = Session::begin(&Dossier::default());
    for edit in edits.clone() {
        session.perform("edit", edit);
    }
    assert_eq!(session.states.len(), edits.len() + 1, "each of them was done");
    assert_eq!(session.restored(&session.journal).dossier, session.dossier);
}

/// What is offered after a crash must be what was not saved, no more and no less.
#[test]
fn the_trail_names_what_was_not_saved() {
    let mut header = Header::new(7, 100, true);
    header.path = Some("/d/talks.json".to_owned());
    let done = |name: &str| Entry::Done {
        at: 200,
        name: name.to_owned(),
        edit: Edit::Title("t".into()),
        place: Place::Dossier,
    };
    let (undone, redone) = (|| Entry::Undone { at: 300 }, || Entry::Redone { at: 300 });
    let saved = |state: u64| Entry::Saved { at: 250, state, path: Some("/d/b.json".to_owned()), fingerprint: None };
    let trail = |entries: Vec<Entry>| Trail::of(&Journal { header: header.clone(), entries, ends: Vec::new() });
    let unsaved = |entries: Vec<Entry>| trail(entries).unsaved;
    assert!(trail(Vec::new()).is_saved());
    assert_eq!(unsaved(vec![done("a"), done("b")]), ["a", "b"]);
    assert!(trail(vec![done("a"), undone()]).is_saved(), "nothing is left to restore");
    assert_eq!(unsaved(vec![done("a"), done("b"), saved(2), done("c")]), ["c"]);
    assert_eq!(unsaved(vec![done("a"), done("b"), saved(1)]), ["b"], "b was done while a was being saved");
    assert_eq!(unsaved(vec![done("a"), done("b"), saved(2), undone(), undone()]), ["Undo b", "Undo a"]);
    assert!(trail(vec![done("a"), saved(1), undone(), redone()]).is_saved());
    assert_eq!(unsaved(vec![done("a"), saved(1), undone(), done("b")]), ["b"]);
    assert_eq!(trail(vec![done("a")]).path.as_deref(), Some("/d/talks.json"));
    let after = trail(vec![done("a"), saved(1), done("b")]);
    assert_eq!((after.path.as_deref(), after.last), (Some("/d/b.json"), 200));
}

/// A journal of a later program must not be taken for rubbish and thrown away.
#[test]
fn a_newer_journal_and_no_journal_are_told_apart() {
    let of = |json: &str| {
        let value: serde_json::Value = serde_json::from_str(json).unwrap();
        journal::read(&journal::line(&value).unwrap()).unwrap_err()
    };
    assert_eq!(of(r#"{"standpoint_journal": 2, "more": true}"#), JournalError::Newer(2));
    assert_eq!(of(r#"{"standpoint": 1}"#), JournalError::NoJournal);
    assert_eq!(journal::read(b"").unwrap_err(), JournalError::Empty);
    assert_eq!(journal::read(b"0123456789abcdef {\"standpoint_jou").unwrap_err(), JournalError::Empty);
}
