//! Where quotations stand in the text of their source. Byte for byte, or with typography forgiven and said; never a guess.
//!
//! Places are in Unicode scalar values, as files have them. Looking for thousands of quotations in one text is linear in
//! the text and the quotations: `benches/quotations.rs` shows it.

mod automaton;
mod beginnings;
mod folded;
mod places;
mod shift;
mod words;

use std::ops::Range;
use std::sync::Arc;

use super::{Dossier, Evidence, PositionId, SourceId};
use folded::{Folded, fold_words};
pub use places::Places;
pub(super) use shift::Shift;
use words::{Word, occurrences};

/// How a quotation stands to the text of its source. Ranges are in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// There are no words to look for.
    Blank,
    /// The source has no text.
    NoText,
    /// It stands where start and end say, byte for byte.
    Verbatim {
        /// Where.
        range: Range<u32>,
    },
    /// It stands at one place.
    Found {
        /// Where.
        range: Range<u32>,
        /// Only quotation marks, dashes, white space and the like differ.
        typography: bool,
    },
    /// It stands at several places; which is meant is not known.
    Several {
        /// The first of them, in order.
        ranges: Arc<[Range<u32>]>,
        /// Only quotation marks, dashes, white space and the like differ.
        typography: bool,
    },
    /// Start and end lead to other words, but it stands elsewhere.
    Elsewhere {
        /// Where start and end lead.
        given: Range<u32>,
        /// The first places at which it stands, in order.
        found: Arc<[Range<u32>]>,
        /// Only quotation marks, dashes, white space and the like differ.
        typography: bool,
    },
    /// It is not in the text.
    NotInText,
}

impl Standing {
    /// The one place at which it stands, when that is known.
    pub fn range(&self) -> Option<Range<u32>> {
        match self {
            Self::Verbatim { range } | Self::Found { range, .. } => Some(range.clone()),
            Self::Elsewhere { found, .. } => match &found[..] {
                [range] => Some(range.clone()),
                _ => None,
            },
            Self::Blank | Self::NoText | Self::Several { .. } | Self::NotInText => None,
        }
    }

    /// Every place at which it may stand.
    pub fn ranges(&self) -> &[Range<u32>] {
        match self {
            Self::Verbatim { range } | Self::Found { range, .. } => std::slice::from_ref(range),
            Self::Several { ranges, .. } | Self::Elsewhere { found: ranges, .. } => ranges,
            Self::Blank | Self::NoText | Self::NotInText => &[],
        }
    }

    /// True when it stands in the text only with other typography.
    pub fn is_typography(&self) -> bool {
        match self {
            Self::Found { typography, .. } | Self::Several { typography, .. } | Self::Elsewhere { typography, .. } => {
                *typography
            }
            Self::Blank | Self::NoText | Self::Verbatim { .. } | Self::NotInText => false,
        }
    }
}

/// How every quotation from a source stands to its text: by position in file order, then by place in its evidence.
pub fn of_source(dossier: &Dossier, source: SourceId) -> Vec<(PositionId, usize, Standing)> {
    let quoted = dossier.quoting(source).filter_map(|id| Some((id, dossier.position(id)?)));
    let (mut owners, mut evidence) = (Vec::new(), Vec::new());
    for (id, position) in quoted {
        for (index, found) in position.evidence.iter().enumerate().filter(|(_, found)| found.source == source) {
            owners.push((id, index));
            evidence.push(found);
        }
    }
    let text = dossier.sources().get(source).map_or("", |source| source.text.as_str());
    let standings = standings(text, &evidence);
    owners.into_iter().zip(standings).map(|((id, index), standing)| (id, index, standing)).collect()
}

/// How one quotation stands to a text.
pub fn standing(text: &str, evidence: &Evidence) -> Standing {
    standings(text, &[evidence]).pop().unwrap_or(Standing::NotInText)
}

/// How quotations stand to a text, in their order. Linear in the text and the quotations together.
pub fn standings(text: &str, evidence: &[&Evidence]) -> Vec<Standing> {
    let places = Places::of(text);
    let mut standings: Vec<Option<Standing>> = evidence.iter().map(|found| at_hand(text, &places, found)).collect();
    let open: Vec<usize> = (0..evidence.len()).filter(|&number| standings[number].is_none()).collect();
    let (words, among) = Word::sorted(open.iter().map(|&number| evidence[number].quote.as_str()));
    let found = find(text, &places, &words);
    for (&number, among) in open.iter().zip(among) {
        standings[number] = Some(with_given(evidence[number], &found[among]));
    }
    standings.into_iter().map(|standing| standing.unwrap_or(Standing::NotInText)).collect()
}

/// Where each of these words (sorted, without repetition, none empty) stands byte for byte: the first places, in bytes.
pub(super) fn find_exactly(text: &str, words: &[&str]) -> Vec<Vec<usize>> {
    let words: Vec<Word<'_>> = words.iter().map(|word| Word::of(word)).collect();
    occurrences(text, &words, |range| Some(range.start)).by_word().map(<[usize]>::to_vec).collect()
}

/// The places of one quotation, and whether they are its own only but for typography.
type Found = (Ranges, bool);

/// Places of a quotation; more than one are shared by all who ask for the same words.
#[derive(Debug, Clone)]
enum Ranges {
    None,
    One(Range<u32>),
    More(Arc<[Range<u32>]>),
}

impl Ranges {
    fn of(ranges: &[Range<u32>]) -> Self {
        match ranges {
            [] => Self::None,
            [range] => Self::One(range.clone()),
            more => Self::More(more.into()),
        }
    }

    fn as_slice(&self) -> &[Range<u32>] {
        match self {
            Self::None => &[],
            Self::One(range) => std::slice::from_ref(range),
            Self::More(ranges) => ranges,
        }
    }

    fn shared(&self) -> Arc<[Range<u32>]> {
        match self {
            Self::More(ranges) => Arc::clone(ranges),
            few => few.as_slice().into(),
        }
    }
}

/// What is known without a search: nothing to look for, nowhere to look, or the words stand where they are said to.
fn at_hand(text: &str, places: &Places<'_>, evidence: &Evidence) -> Option<Standing> {
    if evidence.quote.trim().is_empty() {
        return Some(Standing::Blank);
    }
    if text.is_empty() {
        return Some(Standing::NoText);
    }
    let range = evidence.start?..evidence.end?;
    let words = places.words(&range)?;
    if words == evidence.quote.as_str() {
        return Some(Standing::Verbatim { range });
    }
    // A range of another size cannot differ by typography alone; looking at it would cost its length.
    let is_of_size = words.len() <= 4 * evidence.quote.len() + 64;
    let is_alike = is_of_size && Folded::of(words).text.trim() == Folded::of(&evidence.quote).text.trim();
    is_alike.then_some(Standing::Found { range, typography: true })
}

fn with_given(evidence: &Evidence, (ranges, typography): &Found) -> Standing {
    let typography = *typography;
    // A start alone tells several places apart.
    if let (Some(start), None) = (evidence.start, evidence.end)
        && let Some(range) = ranges.as_slice().iter().find(|range| range.start == start)
    {
        return Standing::Found { range: range.clone(), typography };
    }
    match (ranges, evidence.start, evidence.end) {
        (Ranges::None, ..) => Standing::NotInText,
        (_, Some(start), Some(end)) => Standing::Elsewhere { given: start..end, found: ranges.shared(), typography },
        (Ranges::One(range), ..) => Standing::Found { range: range.clone(), typography },
        (Ranges::More(ranges), ..) => Standing::Several { ranges: Arc::clone(ranges), typography },
    }
}

/// Where each of these words (sorted, without repetition) stands: byte for byte, and where it does not, with other
/// typography.
fn find(text: &str, places: &Places<'_>, words: &[Word<'_>]) -> Vec<Found> {
    let exact = occurrences(text, words, |range| Some(places.scalars(&range)));
    let mut found: Vec<Found> = exact.by_word().map(|ranges| (Ranges::of(ranges), false)).collect();
    let open: Vec<usize> = (0..words.len()).filter(|&word| matches!(found[word].0, Ranges::None)).collect();
    let (plain, ranges) = fold_words(open.iter().map(|&word| words[word].text));
    let (plain, among) = Word::sorted(ranges.into_iter().map(|range| &plain[range]));
    if plain.is_empty() {
        return found;
    }
    let folded = Folded::of(text);
    let alike = occurrences(&folded.text, &plain, |range| Some(places.scalars(&folded.original(&range)?)));
    let ranges: Vec<Ranges> = alike.by_word().map(Ranges::of).collect();
    for (&word, &among) in open.iter().zip(&among) {
        found[word] = (ranges[among].clone(), true);
    }
    found
}

#[cfg(test)]
mod tests;
