//! Coding: what a person says about selected words of an article becomes one step.

use std::ops::Range;

use super::{Named, add_item, add_party, brief, item_titled, party_named, put};
use crate::model::quoting::Places;
use crate::model::{
    Cell, Condition, Dossier, Edit, Evidence, Extra, ItemId, PartyId, Place, Position, PositionId, SourceId, Stance,
    Step, Text,
};

/// Words of a source, by their place in its text in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Passage {
    /// The source.
    pub source: SourceId,
    /// From the first character to the one behind the last.
    pub range: Range<u32>,
}

impl Passage {
    /// The words as they stand in the article; None where there are none.
    pub fn words<'a>(&self, dossier: &'a Dossier) -> Option<&'a str> {
        let text = dossier.sources().get(self.source)?.text.as_str();
        Places::of(text).words(&self.range).filter(|words| !words.trim().is_empty())
    }

    /// The same words without white space at their ends.
    pub fn trimmed(&self, dossier: &Dossier) -> Option<Self> {
        let words = self.words(dossier)?;
        let count = |text: &str| u32::try_from(text.chars().count()).ok();
        let start = self.range.start + count(words)? - count(words.trim_start())?;
        Some(Self { source: self.source, range: start..start + count(words.trim())? })
    }

    fn evidence(&self, dossier: &Dossier, speaker: &str) -> Option<Evidence> {
        let passage = self.trimmed(dossier)?;
        Some(Evidence {
            source: passage.source,
            quote: Text::from(passage.words(dossier)?),
            start: Some(passage.range.start),
            end: Some(passage.range.end),
            speaker: Text::from(speaker.trim()),
            extra: Extra::default(),
        })
    }
}

/// What a person says about a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding {
    /// The words that it rests on.
    pub passage: Passage,
    /// Who says it.
    pub party: Named<PartyId>,
    /// On what.
    pub item: Named<ItemId>,
    /// How the party stands to it.
    pub stance: Stance,
    /// What it says.
    pub wording: String,
    /// What it hangs on; empty for nothing.
    pub condition: String,
    /// Whose words the passage reports.
    pub speaker: String,
}

/// Makes a position of a passage, with its party and item where they are new; one step. Gives back the position's key.
/// None when the passage has no words, or the party or item has no name.
///
/// It has no date of its own: it was said when its source came out.
pub fn code(dossier: &Dossier, coding: &Coding) -> Option<(PositionId, Step)> {
    let evidence = coding.passage.evidence(dossier, &coding.speaker)?;
    let mut edits = Vec::new();
    let party = match &coding.party {
        Named::Known(id) => *id,
        Named::New(name) => named(party_named(dossier, name), || add_party(dossier, name.trim()), &mut edits)?,
    };
    let item = match &coding.item {
        Named::Known(id) => *id,
        Named::New(title) => named(item_titled(dossier, title), || add_item(dossier, title.trim(), ""), &mut edits)?,
    };
    let cell = Cell { item, party };
    let condition = coding.condition.trim();
    let conditions = Some(condition).filter(|text| !text.is_empty());
    let position = Position {
        wording: Text::from(coding.wording.trim()),
        conditions: conditions
            .map(|text| Condition { text: Text::from(text), ..Condition::default() })
            .into_iter()
            .collect(),
        evidence: vec![evidence],
        ..Position::new(cell, coding.stance)
    };
    let id = dossier.next_position();
    edits.push(put(id, position));
    let name = format!("Code “{}”", brief(&coding.wording));
    Some((id, Step::new(name, Edit::Batch(edits), Place::Cell(cell))))
}

/// The key of what is known by a name, or of what is added under it.
fn named<K>(known: Option<K>, add: impl FnOnce() -> Option<(K, Step)>, edits: &mut Vec<Edit>) -> Option<K> {
    if known.is_some() {
        return known;
    }
    let (key, step) = add()?;
    edits.push(step.edit);
    Some(key)
}

/// Lets a position rest on one more passage. None when it does already, or the passage has no words.
pub fn add_passage(dossier: &Dossier, id: PositionId, passage: &Passage) -> Option<Step> {
    let position = dossier.position(id)?;
    let evidence = passage.evidence(dossier, "")?;
    let place = |evidence: &Evidence| (evidence.source, evidence.start, evidence.end);
    if position.evidence.iter().any(|known| place(known) == place(&evidence)) {
        return None;
    }
    let mut position = position.clone();
    position.evidence.push(evidence);
    super::change_position(dossier, id, position, "Add passage")
}

/// Moves the ends of a quotation: it is cut anew from the article. None when nothing changes or no words are left.
pub fn move_quotation(dossier: &Dossier, id: PositionId, number: usize, range: Range<u32>) -> Option<Step> {
    let mut position = dossier.position(id)?.clone();
    let known = position.evidence.get_mut(number)?;
    let Evidence { source, quote, start, end, .. } = Passage { source: known.source, range }.evidence(dossier, "")?;
    *known = Evidence { source, quote, start, end, ..known.clone() };
    super::change_position(dossier, id, position, "Move the ends of a quotation")
}
