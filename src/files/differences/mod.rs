//! What is different between two versions of a dossier, in a person's words: what is new, gone or changed, by item.
//!
//! The order is that of the second version; what is gone stands at the end. The same two always give the same words.

mod lines;
mod positions;
mod records;
mod wording;

pub use wording::{Mark, Piece};

use std::fmt::Write as _;

use super::Changes;
use super::pairing::{self, Numbering, Pairs, Side, Space};
use crate::model::{Dossier, ItemId, Key, PartyId, SourceId, Table};

/// One thing that is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is and what became of it: `Russia: accepts → rejects`.
    pub words: String,
    /// In what it is different, a line each.
    pub details: Vec<Vec<Piece>>,
}

/// What is different about one item, or in one part of the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it is about: `Item “A truce”`.
    pub title: String,
    /// In what it is different itself, a line each.
    pub details: Vec<Vec<Piece>>,
    /// What is different in it.
    pub changes: Vec<Change>,
}

/// Everything that is different.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// How much of what.
    pub changes: Changes,
    /// In words.
    pub groups: Vec<Group>,
}

impl Differences {
    /// True when the two say the same.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// One line: `3 positions changed, 1 item added`.
    pub fn summary(&self) -> String {
        if self.is_empty() { "No difference".to_owned() } else { self.changes.words() }
    }

    /// Everything as text. Words that are gone stand between `[-` and `-]`, new ones between `{+` and `+}`.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for group in &self.groups {
            // A String takes everything.
            writeln!(text, "{}", group.title).unwrap_or_default();
            group.details.iter().for_each(|line| writeln!(text, "  {}", marked(line)).unwrap_or_default());
            for change in &group.changes {
                writeln!(text, "  {}", change.words).unwrap_or_default();
                change.details.iter().for_each(|line| writeln!(text, "    {}", marked(line)).unwrap_or_default());
            }
        }
        text
    }
}

/// A line with its marks.
fn marked(line: &[Piece]) -> String {
    let words = line.iter().map(|piece| match piece.mark {
        Mark::Same => piece.text.clone(),
        Mark::Gone => format!("[-{}-]", piece.text),
        Mark::New => format!("{{+{}+}}", piece.text),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The two versions, with one numbering for both: the second keeps its keys.
struct Versions<'a> {
    one: &'a Dossier,
    two: &'a Dossier,
    sources: Space<SourceId>,
    parties: Space<PartyId>,
    items: Space<ItemId>,
}

impl<'a> Versions<'a> {
    fn of(one: &'a Dossier, two: &'a Dossier) -> Self {
        let (sources, parties, items) =
            (pairing::sources(one, two), pairing::parties(one, two), pairing::items(one, two));
        Self {
            sources: numbered(one.sources(), two.sources(), sources),
            parties: numbered(one.parties(), two.parties(), parties),
            items: numbered(one.items(), two.items(), items),
            one,
            two,
        }
    }

    fn numbering(&self) -> Numbering<'_> {
        Numbering { side: Side::Base, sources: &self.sources, parties: &self.parties, items: &self.items }
    }

    /// The name of a party of either.
    fn party(&self, party: PartyId) -> &'a str {
        let thing = self.parties.things[party.index()];
        let found = thing.ours.and_then(|key| self.two.parties().get(key));
        let found = found.or_else(|| thing.base.and_then(|key| self.one.parties().get(key)));
        found.map_or("", |party| &party.name)
    }

    /// The title of an item of either.
    fn item(&self, item: ItemId) -> &'a str {
        let thing = self.items.things[item.index()];
        let found = thing.ours.and_then(|key| self.two.items().get(key));
        let found = found.or_else(|| thing.base.and_then(|key| self.one.items().get(key)));
        found.map_or("", |item| &item.title)
    }

    /// The title of a source of either.
    fn source(&self, source: SourceId) -> &'a str {
        let thing = self.sources.things[source.index()];
        let found = thing.ours.and_then(|key| self.two.sources().get(key));
        let found = found.or_else(|| thing.base.and_then(|key| self.one.sources().get(key)));
        found.map_or("", |source| if source.title.is_empty() { &source.id } else { &source.title })
    }
}

fn numbered<K: Key, R>(one: &Table<K, R>, two: &Table<K, R>, pairs: Pairs<K>) -> Space<K> {
    let nothing = Pairs::none(one.slots(), 0);
    Space::of([one, two, &Table::default()], &[pairs, nothing], &Pairs::none(0, 0))
}

/// What is different in `two`, which was made from `one`.
///
/// Nearly linear in the size of the two.
pub fn differences(one: &Dossier, two: &Dossier) -> Differences {
    let versions = Versions::of(one, two);
    let mut differences = Differences::default();
    records::head(&versions, &mut differences);
    records::parties(&versions, &mut differences);
    positions::by_item(&versions, &mut differences);
    records::sources(&versions, &mut differences);
    records::set_aside(&versions, &mut differences);
    records::highlights(&versions, &mut differences);
    records::order(&versions, &mut differences);
    differences
}
