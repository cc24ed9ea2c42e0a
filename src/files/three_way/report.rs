//! What a three-way merge took from the other file, and what both sides had changed differently.

use crate::files::Findings;

/// What came from the other file, of one kind of records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// New here.
    pub added: usize,
    /// Changed here.
    pub changed: usize,
    /// No longer here.
    pub removed: usize,
}

impl Taken {
    fn total(self) -> usize {
        self.added + self.changed + self.removed
    }
}

/// What a three-way merge did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThreeWayReport {
    /// Sources.
    pub sources: Taken,
    /// Parties.
    pub parties: Taken,
    /// Items.
    pub items: Taken,
    /// Positions.
    pub positions: Taken,
    /// Records that could not be read.
    pub set_aside: Taken,
    /// The dossier's title, note or unknown fields changed.
    pub head_changed: bool,
    /// Parties, items or sources stand in another order.
    pub order_changed: bool,
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
        let kinds = [self.sources, self.parties, self.items, self.positions, self.set_aside];
        !self.head_changed && !self.order_changed && kinds.iter().all(|taken| taken.total() == 0)
    }

    /// One plain sentence.
    pub fn summary(&self) -> String {
        let kinds = [
            (self.sources, "source", "sources"),
            (self.parties, "party", "parties"),
            (self.items, "item", "items"),
            (self.positions, "position", "positions"),
            (self.set_aside, "unread record", "unread records"),
        ];
        let mut parts = Vec::new();
        for (taken, one, many) in kinds {
            for (number, done) in [(taken.added, "added"), (taken.changed, "changed"), (taken.removed, "removed")] {
                if number > 0 {
                    parts.push(format!("{number} {} {done}", if number == 1 { one } else { many }));
                }
            }
        }
        if self.head_changed {
            parts.push("title or note changed".to_owned());
        }
        if self.order_changed {
            parts.push("order changed".to_owned());
        }
        if parts.is_empty() {
            parts.push("Nothing new in the other file".to_owned());
        }
        let conflicts = match self.conflicts() {
            0 => "no conflict".to_owned(),
            1 => "1 conflict".to_owned(),
            many => format!("{many} conflicts"),
        };
        format!("{}; {conflicts}", parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_a_plain_sentence() {
        // If this fails, whoever merges reads something odd.
        let report = ThreeWayReport {
            items: Taken { added: 1, ..Taken::default() },
            positions: Taken { changed: 3, removed: 1, ..Taken::default() },
            ..ThreeWayReport::default()
        };
        assert_eq!(report.summary(), "1 item added, 3 positions changed, 1 position removed; no conflict");
        assert_eq!(ThreeWayReport::default().summary(), "Nothing new in the other file; no conflict");
        assert!(ThreeWayReport::default().is_empty() && !report.is_empty());
    }
}
