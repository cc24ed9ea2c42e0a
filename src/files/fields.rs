//! Which known fields a record has a value for: those are the ones that are written.
//!
//! A field whose value could not be read stands among the unknown fields under its known name. It goes back to the file
//! only as long as the record has no proper value of its own, so that no field is written twice. How fields are laid
//! out does not belong here.

use crate::model::{
    Condition, Discount, Dossier, Evidence, Highlight, HighlightKind, Item, List, Party, Position, Role, Source,
};

/// A record that can say which of its known fields it has a value for.
pub(super) trait Fields {
    /// The fields that may be unreadable without spoiling the record, in the order in which they are read.
    const OPTIONAL: &[&str] = &[];

    /// True when the field of this name is written from the record itself.
    fn has(&self, name: &str) -> bool;

    /// The place of an extra field in the file: unknown ones as they come, then unreadable ones as they are read. That
    /// way what was joined of two records stands as it will stand after the next reading.
    fn rank(name: &str) -> usize {
        Self::OPTIONAL.iter().position(|optional| *optional == name).map_or(0, |place| place + 1)
    }
}

impl Fields for Dossier {
    fn has(&self, name: &str) -> bool {
        let set_aside = |list: List| self.set_aside().iter().any(|record| record.list == list);
        match name {
            "standpoint" => true,
            "title" => !self.title().is_empty(),
            "note" => !self.note().is_empty(),
            "sources" => !self.sources().is_empty() || set_aside(List::Sources),
            "parties" => !self.parties().is_empty() || set_aside(List::Parties),
            "items" => !self.items().is_empty() || set_aside(List::Items),
            "highlights" => !self.highlights().is_empty(),
            "positions" => self.position_count() > 0 || set_aside(List::Positions),
            _ => false,
        }
    }
}

impl Fields for Highlight {
    fn has(&self, name: &str) -> bool {
        match name {
            "name" => !self.name.is_empty(),
            "pattern" | "color" => true,
            "kind" => self.kind != HighlightKind::Plain,
            _ => false,
        }
    }
}

impl Fields for Source {
    const OPTIONAL: &[&str] = &["title", "publisher", "author", "published", "url", "language", "text"];

    fn has(&self, name: &str) -> bool {
        match name {
            "id" => true,
            "title" => !self.title.is_empty(),
            "publisher" => !self.publisher.is_empty(),
            "author" => !self.author.is_empty(),
            "published" => self.published.is_some(),
            "url" => !self.url.is_empty(),
            "language" => !self.language.is_empty(),
            "text" => !self.text.is_empty(),
            _ => false,
        }
    }
}

impl Fields for Party {
    const OPTIONAL: &[&str] = &["aliases", "role", "color", "note"];

    fn has(&self, name: &str) -> bool {
        match name {
            "id" | "name" => true,
            "aliases" => !self.aliases.is_empty(),
            "role" => self.role != Role::Principal,
            "color" => !self.color.is_empty(),
            "note" => !self.note.is_empty(),
            _ => false,
        }
    }
}

impl Fields for Item {
    const OPTIONAL: &[&str] = &["between", "topic", "note"];

    fn has(&self, name: &str) -> bool {
        match name {
            "id" | "title" => true,
            "topic" => !self.topic.is_empty(),
            "between" => self.between.is_some(),
            "note" => !self.note.is_empty(),
            _ => false,
        }
    }
}

impl Fields for Position {
    fn has(&self, name: &str) -> bool {
        match name {
            "party" | "item" | "stance" => true,
            "wording" => !self.wording.is_empty(),
            "in_principle" => self.in_principle,
            "red_line" => self.red_line,
            "conditions" => !self.conditions.is_empty(),
            "date" => self.date.is_some(),
            "evidence" => !self.evidence.is_empty(),
            "note" => !self.note.is_empty(),
            "discounted" => self.discount.is_some(),
            _ => false,
        }
    }
}

impl Fields for Discount {
    fn has(&self, name: &str) -> bool {
        match name {
            "as" => true,
            "reason" => !self.reason.is_empty(),
            _ => false,
        }
    }
}

impl Fields for Condition {
    fn has(&self, name: &str) -> bool {
        match name {
            "text" => !self.text.is_empty(),
            "item" => self.item.is_some(),
            "party" => self.party.is_some(),
            "first" => self.first,
            "met" => self.met,
            _ => false,
        }
    }
}

impl Fields for Evidence {
    fn has(&self, name: &str) -> bool {
        match name {
            "source" => true,
            "quote" => !self.quote.is_empty(),
            "start" => self.start.is_some(),
            "end" => self.end.is_some(),
            "speaker" => !self.speaker.is_empty(),
            _ => false,
        }
    }
}
