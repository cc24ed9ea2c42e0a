//! What a three-way merge took from the other file, and what both sides had changed differently.

use crate::files::{Changes, Findings};

/// What a three-way merge did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThreeWayReport {
    /// What came from the other file.
    pub taken: Changes,
    /// What both sides changed differently. Each conflict is a warning; what a person need only know is a note.
    pub findings: Findings,
    /// How many of the findings are notes.
    pub notes: usize,
}

impl ThreeWayReport {
    /// How many things both sides changed differently.
    pub fn conflicts(&self) -> usize {
        self.findings.len() - self.notes
    }

    /// True when ours stays as it was.
    pub fn is_empty(&self) -> bool {
        self.taken.is_empty()
    }

    /// One plain sentence.
    pub fn summary(&self) -> String {
        let conflicts = match self.conflicts() {
            0 => "no conflict".to_owned(),
            1 => "1 conflict".to_owned(),
            many => format!("{many} conflicts"),
        };
        if self.is_empty() {
            format!("Nothing new in the other file; {conflicts}")
        } else {
            format!("From the other file: {}; {conflicts}", self.taken.words())
        }
    }
}
