//! Editing the text of a source: the marks of its quotations go with it, in the same step.

use super::{Dossier, Edit, Place, Position, PositionId, Source, SourceId, Step, Text};
use crate::model::Evidence;
use crate::model::quoting::{Places, Shift, find_exactly};

/// What a new text of a source means for the quotations that have a place in the old one.
#[derive(Debug)]
pub struct ArticleEdit {
    source: SourceId,
    text: Text,
    /// Quotations that keep their words and have another place, or the same.
    pub kept: usize,
    /// Quotations whose words are no longer in the text where they stood, nor at one place elsewhere.
    pub changed: Vec<ChangedQuotation>,
    /// Every quotation that had a place, with the one that it gets.
    places: Vec<(PositionId, usize, Option<Range>)>,
}

/// Start and end, in Unicode scalar values.
type Range = (u32, u32);

/// A quotation within which the text was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedQuotation {
    /// The position that rests on it.
    pub position: PositionId,
    /// Its place in the position's evidence.
    pub evidence: usize,
    /// The words that stand there now; None when its beginning or end is gone.
    pub now: Option<Text>,
    range: Option<Range>,
}

impl ArticleEdit {
    /// Works out what a new text means; None when it is the old one. Nothing is changed yet.
    pub fn of(dossier: &Dossier, source: SourceId, text: &str) -> Option<Self> {
        let before = dossier.sources().get(source).filter(|before| before.text != *text)?;
        let (old, new) = (Places::of(&before.text), Places::of(text));
        let shift = Shift::between(&before.text, text);
        let mut edit = Self { source, text: Text::from(text), kept: 0, changed: Vec::new(), places: Vec::new() };
        let mut lost: Vec<Lost<'_>> = Vec::new();
        for (position, index, evidence) in placed(dossier, source) {
            let Some(start) = evidence.start else { continue };
            let Some(range) = old.bytes(&(start..evidence.end.unwrap_or(start))) else { continue };
            if let Some(moved) = shift.range(&range) {
                let moved = new.scalars(&moved);
                edit.kept += 1;
                edit.places.push((position, index, Some((moved.start, moved.end))));
            } else {
                let around = evidence.end.and_then(|_| shift.around(&range));
                lost.push(Lost { position, index, evidence, around });
            }
        }
        edit.settle(lost, text, &new);
        Some(edit)
    }

    /// Words that were moved with their paragraph are where they stand now, when that is one place. The others are
    /// told.
    fn settle(&mut self, lost: Vec<Lost<'_>>, text: &str, new: &Places<'_>) {
        let mut words: Vec<&str> = lost.iter().map(|lost| lost.evidence.quote.as_str()).collect();
        words.retain(|words| !words.is_empty());
        words.sort_unstable();
        words.dedup();
        let found = find_exactly(text, &words);
        for Lost { position, index, evidence, around } in lost {
            let places = words.binary_search(&evidence.quote.as_str()).map_or(&[][..], |at| &found[at]);
            if let ([start], Some(_)) = (places, evidence.end) {
                let moved = new.scalars(&(*start..start + evidence.quote.len()));
                self.kept += 1;
                self.places.push((position, index, Some((moved.start, moved.end))));
                continue;
            }
            self.places.push((position, index, None));
            let around = around.filter(|range| !text[range.clone()].trim().is_empty());
            let range = around.clone().map(|range| new.scalars(&range)).map(|range| (range.start, range.end));
            let now = around.map(|range| Text::from(&text[range]));
            self.changed.push(ChangedQuotation { position, evidence: index, now, range });
        }
    }

    /// How many quotations could follow the text: their beginnings and ends are still there.
    pub fn could_follow(&self) -> usize {
        self.changed.iter().filter(|changed| changed.now.is_some()).count()
    }

    /// The step. With `follows`, quotations within which the text was corrected take over its words; without, they keep
    /// theirs, which are then not in the text.
    pub fn step(self, dossier: &Dossier, follows: bool) -> Option<Step> {
        let Self { source, text, changed, mut places, .. } = self;
        let record = Source { text, ..dossier.sources().get(source)?.clone() };
        let mut edits = vec![Edit::Source { id: source, record: Some(Box::new(record)), at: 0 }];
        places.sort_unstable_by_key(|&(position, index, _)| (position, index));
        for one in places.chunk_by(|one, other| one.0 == other.0) {
            let Some((id, before)) = one.first().and_then(|&(id, ..)| Some((id, dossier.position(id)?))) else {
                continue;
            };
            let mut position: Position = before.clone();
            for &(_, index, place) in one {
                let Some(evidence) = position.evidence.get_mut(index) else { continue };
                let has_end = evidence.end.is_some();
                evidence.start = place.map(|(start, _)| start);
                evidence.end = place.filter(|_| has_end).map(|(_, end)| end);
                let found = changed.binary_search_by_key(&(id, index), |changed| (changed.position, changed.evidence));
                if let Ok(at) = found
                    && let ChangedQuotation { now: Some(now), range: Some((start, end)), .. } = &changed[at]
                    && follows
                {
                    (evidence.quote, evidence.start, evidence.end) = (now.clone(), Some(*start), Some(*end));
                }
            }
            if position != *before {
                edits.push(super::put(id, position));
            }
        }
        Some(Step::new("Edit article text", Edit::Batch(edits), Place::Source(source)))
    }
}

struct Lost<'d> {
    position: PositionId,
    index: usize,
    evidence: &'d Evidence,
    around: Option<std::ops::Range<usize>>,
}

/// Puts another text in the place of a source's; the marks go with it. None when it is the same.
pub fn edit_article(dossier: &Dossier, source: SourceId, text: &str) -> Option<Step> {
    ArticleEdit::of(dossier, source, text)?.step(dossier, false)
}

/// Every quotation from a source that has a place, with its position and its place in the evidence.
fn placed(dossier: &Dossier, source: SourceId) -> impl Iterator<Item = (PositionId, usize, &Evidence)> {
    dossier.quoting(source).filter_map(|id| Some((id, dossier.position(id)?))).flat_map(move |(id, position)| {
        let from_source = position.evidence.iter().enumerate().filter(move |(_, evidence)| evidence.source == source);
        from_source.map(move |(index, evidence)| (id, index, evidence))
    })
}
