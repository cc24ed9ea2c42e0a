//! How many records of each kind came, changed or went: the short answer to “what is different?”.

/// Records of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tallied {
    /// They are new.
    pub added: usize,
    /// They are not as they were.
    pub changed: usize,
    /// They are gone.
    pub removed: usize,
}

/// Records of all kinds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// Sources.
    pub sources: Tallied,
    /// Parties.
    pub parties: Tallied,
    /// Items.
    pub items: Tallied,
    /// Positions.
    pub positions: Tallied,
    /// Records that could not be read.
    pub set_aside: Tallied,
    /// The dossier's title, note or unknown fields.
    pub head: bool,
    /// The highlighters.
    pub highlights: bool,
    /// Parties, items, sources, or the positions of a cell stand in another order.
    pub order: bool,
}

impl Changes {
    /// True when nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// `3 positions changed, 1 item added`, positions first; empty when nothing changed.
    pub fn words(&self) -> String {
        let kinds = [
            (self.positions, "position", "positions"),
            (self.items, "item", "items"),
            (self.parties, "party", "parties"),
            (self.sources, "source", "sources"),
            (self.set_aside, "unread record", "unread records"),
        ];
        let mut parts = Vec::new();
        for (tallied, one, many) in kinds {
            for (number, done) in [(tallied.changed, "changed"), (tallied.added, "added"), (tallied.removed, "removed")]
            {
                if number > 0 {
                    parts.push(format!("{number} {} {done}", if number == 1 { one } else { many }));
                }
            }
        }
        if self.head {
            parts.push("title or note changed".to_owned());
        }
        if self.highlights {
            parts.push("highlighters changed".to_owned());
        }
        if self.order {
            parts.push("order changed".to_owned());
        }
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_answer_is_plain_words() {
        // If this fails, the history of a file reads oddly.
        let changes = Changes {
            positions: Tallied { changed: 3, removed: 1, ..Tallied::default() },
            items: Tallied { added: 1, ..Tallied::default() },
            order: true,
            ..Changes::default()
        };
        assert_eq!(changes.words(), "3 positions changed, 1 position removed, 1 item added, order changed");
        assert!(Changes::default().is_empty() && Changes::default().words().is_empty() && !changes.is_empty());
    }
}
