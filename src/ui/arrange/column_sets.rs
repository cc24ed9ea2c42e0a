//! Named choices of parties that are shown together, such as “The three principals”.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Dossier, PartyId};

/// At most so many are kept of one dossier.
const MOST: usize = 30;

/// The named choices of a dossier, and the name of the next one while it is being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnSets {
    /// The parties that each of them shows.
    pub named: BTreeMap<String, BTreeSet<PartyId>>,
    /// A name that is being typed.
    pub draft: String,
}

impl ColumnSets {
    /// Keeps what is shown now under the typed name; a set of this name is replaced. False when there are too many.
    pub fn keep(&mut self, dossier: &Dossier, hidden: &BTreeSet<PartyId>) -> bool {
        let name = self.draft.trim();
        if name.is_empty() || self.named.len() >= MOST && !self.named.contains_key(name) {
            return false;
        }
        let shown = dossier.parties().keys().iter().copied().filter(|id| !hidden.contains(id)).collect();
        self.named.insert(name.to_owned(), shown);
        self.draft.clear();
        true
    }

    /// The parties that a set does not show; None when none of its parties is left, for then nothing would show.
    pub fn hidden(&self, name: &str, dossier: &Dossier) -> Option<BTreeSet<PartyId>> {
        let shown = self.named.get(name)?;
        let hidden: BTreeSet<_> = dossier.parties().keys().iter().copied().filter(|id| !shown.contains(id)).collect();
        (hidden.len() < dossier.parties().len()).then_some(hidden)
    }
}
