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
    /// Quotations whose place is not known.
    pub(super) lost: usize,
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
    let is_lost = |standing: &Standing| *standing != Standing::Blank && standing.range().is_none();
    let lost = quoting::of_source(dossier, id).iter().filter(|(_, _, standing)| is_lost(standing)).count();
    Tally { positions: dossier.quoting(id).len(), lost }
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
