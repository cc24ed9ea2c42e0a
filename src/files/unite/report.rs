//! The merge report: how much was added, how much met, and what differed.

use crate::files::Findings;

/// What became of the other dossier's records of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// They came in as new records.
    pub added: usize,
    /// They are about the same as a record that is there.
    pub met: usize,
    /// Records of the first dossier that gained something from those that they met.
    pub changed: usize,
    /// They were there already, word for word.
    pub collapsed: usize,
}

/// What uniting did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MergeReport {
    /// Sources.
    pub sources: Tally,
    /// Parties.
    pub parties: Tally,
    /// Items.
    pub items: Tally,
    /// Positions; these do not meet, they are added or were there already.
    pub positions: Tally,
    /// Records that could not be read; added or there already.
    pub set_aside: Tally,
    /// The dossier's title or note changed.
    pub head_changed: bool,
    /// What differed.
    pub findings: Findings,
}

impl MergeReport {
    /// True when the dossier stays as it was: nothing added, no record changed.
    pub fn is_empty(&self) -> bool {
        let kinds = [self.sources, self.parties, self.items, self.positions, self.set_aside];
        !self.head_changed && kinds.iter().all(|tally| tally.added == 0 && tally.changed == 0)
    }

    /// One plain sentence.
    pub fn summary(&self) -> String {
        let counted = |number: fn(&Tally) -> usize| {
            let kinds = [
                (number(&self.sources), "source", "sources"),
                (number(&self.parties), "party", "parties"),
                (number(&self.items), "item", "items"),
                (number(&self.positions), "position", "positions"),
                (number(&self.set_aside), "unread record", "unread records"),
            ];
            enumerated(&kinds)
        };
        let mut sentences = Vec::new();
        sentences.push(match counted(|tally| tally.added) {
            added if added.is_empty() => "Nothing new added".to_owned(),
            added => format!("{added} added"),
        });
        let met = counted(|tally| tally.met);
        if !met.is_empty() {
            sentences.push(format!("{met} met"));
        }
        let changed = counted(|tally| tally.changed);
        if !changed.is_empty() {
            sentences.push(format!("{changed} completed"));
        }
        match self.positions.collapsed {
            0 => {}
            1 => sentences.push("1 position was there already".to_owned()),
            many => sentences.push(format!("{many} positions were there already")),
        }
        match self.findings.len() {
            0 => {}
            1 => sentences.push("1 difference to look at".to_owned()),
            many => sentences.push(format!("{many} differences to look at")),
        }
        sentences.join("; ")
    }
}

/// “1 source, 2 parties and 5 items”, without the kinds of which there are none.
fn enumerated(kinds: &[(usize, &str, &str)]) -> String {
    let words: Vec<String> = kinds
        .iter()
        .filter(|(number, _, _)| *number > 0)
        .map(|(number, one, many)| format!("{number} {}", if *number == 1 { one } else { many }))
        .collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_a_plain_sentence() {
        // If this fails, the toast after opening a second file says something odd.
        let report = MergeReport {
            parties: Tally { added: 2, met: 2, ..Tally::default() },
            items: Tally { added: 5, met: 7, ..Tally::default() },
            positions: Tally { added: 31, collapsed: 3, ..Tally::default() },
            ..MergeReport::default()
        };
        assert_eq!(
            report.summary(),
            "2 parties, 5 items and 31 positions added; 2 parties and 7 items met; 3 positions were there already"
        );
        assert!(!report.is_empty());
        let one = Tally { met: 1, collapsed: 1, ..Tally::default() };
        let report = MergeReport { parties: one, positions: Tally { met: 0, ..one }, ..MergeReport::default() };
        assert_eq!(report.summary(), "Nothing new added; 1 party met; 1 position was there already");
        assert!(report.is_empty());
    }
}
