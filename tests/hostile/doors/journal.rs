//! The journal of a program that ended without closing, which a disk may have damaged.

use standpoint::compare::Comparison;
use standpoint::files::journal::{self, Header, Trail};

/// The bytes as they are, and their lines as entries of a journal whose checksums are right, so that what is wrong is met
/// behind them too. What comes back can be taken back to the beginning.
pub(crate) fn read_and_replay(bytes: &[u8]) {
    let damaged = journal::read(bytes);
    let mut forged = journal::line(&Header::new(7, 0, true)).expect("a header has a form");
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Ok(value) = serde_json::from_slice::<serde_json::Value>(line) {
            forged.extend(journal::line(&value).expect("JSON has a form"));
        }
    }
    for journal in [damaged, journal::read(&forged)].into_iter().flatten() {
        assert_eq!(journal.ends.len(), journal.entries.len() + 1);
        let trail = Trail::of(&journal);
        assert!(trail.unsaved.len() <= journal.entries.len() + 1);
        let Ok(replayed) = journal::replay(journal, None) else { continue };
        let (mut dossier, mut history) = (replayed.dossier, replayed.history);
        Comparison::of(&dossier, None);
        while let Some(undone) = history.undo(&mut dossier) {
            undone.expect("an inverse fits the state that it was made for");
        }
        assert_eq!((dossier.parties().len(), dossier.items().len(), dossier.position_count()), (0, 0, 0));
    }
}
