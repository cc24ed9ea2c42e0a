//! Writing down where quotations stand, for those that stand at one place byte for byte.

use super::{Dossier, Edit, Place, Position, Step};
use crate::model::quoting::{self, Standing};

/// What came of looking for every quotation without a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Located {
    /// Writes the places of those that stand at one place byte for byte; None when there are none.
    pub step: Option<Step>,
    /// How many those are.
    pub exact: usize,
    /// Stand in the text with other typography: their places are a person's to take over.
    pub typographic: usize,
    /// Stand at several places: which is meant is a person's to say.
    pub several: usize,
    /// Are not in the text of their source.
    pub missing: usize,
    /// Cannot be looked for, because their source has no text.
    pub without_text: usize,
}

/// Looks for every quotation that has no start and end. Linear in the texts and quotations of the dossier.
pub fn locate_quotations(dossier: &Dossier) -> Located {
    let mut located = Located::default();
    let mut places = Vec::new();
    for &source in dossier.sources().keys() {
        for (id, index, standing) in quoting::of_source(dossier, source) {
            let Some(evidence) = dossier.position(id).and_then(|position| position.evidence.get(index)) else {
                continue;
            };
            if evidence.start.is_some() && evidence.end.is_some() {
                continue;
            }
            match standing {
                Standing::Found { range, typography: false } => places.push((id, index, range)),
                Standing::Found { .. } => located.typographic += 1,
                Standing::Several { .. } | Standing::Elsewhere { .. } => located.several += 1,
                Standing::NotInText => located.missing += 1,
                Standing::NoText => located.without_text += 1,
                Standing::Blank | Standing::Verbatim { .. } => {}
            }
        }
    }
    located.exact = places.len();
    places.sort_unstable_by_key(|&(id, index, _)| (id, index));
    let mut edits = Vec::new();
    for one in places.chunk_by(|one, other| one.0 == other.0) {
        let Some((id, before)) = one.first().and_then(|(id, ..)| Some((*id, dossier.position(*id)?))) else { continue };
        let mut position: Position = before.clone();
        for (_, index, range) in one {
            if let Some(evidence) = position.evidence.get_mut(*index) {
                (evidence.start, evidence.end) = (Some(range.start), Some(range.end));
            }
        }
        edits.push(super::put(id, position));
    }
    located.step = (!edits.is_empty()).then(|| Step::new("Locate quotations", Edit::Batch(edits), Place::Dossier));
    located
}
