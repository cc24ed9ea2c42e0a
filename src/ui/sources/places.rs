//! Where the quotations of an article stand in its text.

use std::collections::HashMap;
use std::ops::Range;

use super::super::reading::{Mark, MarkKey, Marks};
use super::super::words;
use crate::model::quoting::{self, Standing};
use crate::model::{Dossier, Evidence, Source, SourceId};

/// What is known about the quotations of a source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Positions that quote it.
    pub(super) positions: usize,
    /// Quotations that are not in its text.
    pub(super) absent: usize,
    /// Quotations that stand at several places of it.
    pub(super) several: usize,
    /// Quotations that wait for its text.
    pub(super) waiting: usize,
}

impl Tally {
    /// Quotations whose place is not known.
    pub(super) fn lost(self) -> usize {
        self.absent + self.several + self.waiting
    }

    /// What is said about them, briefly; empty when all have their place.
    pub(super) fn brief(self) -> String {
        let parts = [(self.absent, "not found"), (self.several, "at several places")];
        // A source without text says so itself.
        let parts = parts.into_iter().filter(|(count, _)| *count > 0);
        parts.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
    }

    /// The same in full.
    pub(super) fn full(self) -> String {
        let parts = [
            (self.absent, "not found in the text"),
            (self.several, "at several places of the text; which is meant is not known"),
            (self.waiting, "not looked for: the source has no text"),
        ];
        let parts = parts.into_iter().filter(|(count, _)| *count > 0);
        let said = |(count, what)| format!("{} {what}", words::count(count, "quotation"));
        parts.map(said).collect::<Vec<_>>().join("\n")
    }
}

/// Where a quotation stands in the text of its source.
pub(super) fn place_in(source: &Source, evidence: &Evidence) -> Option<Range<u32>> {
    quoting::standing(&source.text, evidence).range()
}

/// The marks of an article; as many steps as there are quotations in it and characters.
pub(super) fn marks(dossier: &Dossier, id: SourceId) -> Marks {
    let quotations = quoting::of_source(dossier, id).into_iter();
    let marks = quotations.filter_map(|(position_id, evidence, standing)| {
        let position = dossier.position(position_id)?;
        let (party, item) = (words::party_name(dossier, position.party), words::item_title(dossier, position.item));
        Some(Mark {
            key: MarkKey { position: position_id, evidence },
            range: standing.range()?,
            stance: position.stance,
            label: match &position.discount {
                Some(discount) => format!("{party} · {item} · {}", discount.kind.word()),
                None => format!("{party} · {item}"),
            },
            is_discounted: position.discount.is_some(),
        })
    });
    Marks::new(marks.collect())
}

/// Counts the quotations of a source.
fn tally(dossier: &Dossier, id: SourceId) -> Tally {
    let mut tally = Tally { positions: dossier.quoting(id).len(), ..Tally::default() };
    for (_, _, standing) in quoting::of_source(dossier, id) {
        match standing {
            Standing::NoText => tally.waiting += 1,
            Standing::Blank => {}
            Standing::NotInText => tally.absent += 1,
            _ if standing.range().is_none() => tally.several += 1,
            _ => {}
        }
    }
    tally
}

/// So many characters and quotations are looked through in one frame for what the list says.
const A_FRAME: usize = 200_000;

/// What is known about each source. Each state of the dossier may change all of it, so it is looked up bit by bit, and
/// until then what was known before stands.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    known: HashMap<SourceId, (u64, Tally)>,
    /// What was spent in this frame.
    spent: usize,
}

impl Tallies {
    /// A new frame.
    pub(super) fn begin_frame(&mut self) {
        self.spent = 0;
    }

    /// What is known about a source, and whether that is up to date.
    pub(super) fn of(&mut self, dossier: &Dossier, revision: u64, id: SourceId) -> (Tally, bool) {
        let known = self.known.get(&id).copied();
        if let Some((_, tally)) = known.filter(|(at, _)| *at == revision) {
            return (tally, true);
        }
        if self.spent >= A_FRAME {
            return (known.map_or_else(Tally::default, |(_, tally)| tally), false);
        }
        let length = dossier.sources().get(id).map_or(0, |source| source.text.len());
        self.spent += length + dossier.quoting(id).len() + 1;
        let tally = tally(dossier, id);
        self.known.insert(id, (revision, tally));
        (tally, true)
    }
}
