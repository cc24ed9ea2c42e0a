//! Marks: quotations that positions rest on, as stretches of an article. Those that overlap are put on levels.

use std::ops::Range;

use crate::model::{PositionId, Stance};

/// Which quotation a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarkKey {
    /// The position that rests on it.
    pub position: PositionId,
    /// The number of the quotation among the position's evidence.
    pub evidence: usize,
}

/// A marked stretch of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it stands for.
    pub key: MarkKey,
    /// Where it stands, in Unicode scalar values.
    pub range: Range<u32>,
    /// Gives it colour and sign.
    pub stance: Stance,
    /// Party and item: `Ukraine · Ceasefire`.
    pub label: String,
    /// The position does not count any more.
    pub is_discounted: bool,
}

/// So many overlapping marks have an underline each; more share the lowest.
pub(super) const LEVELS: u8 = 4;

/// The marks of an article. Made once for each state of the dossier, not in each frame.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// By where they begin; of those that begin at one place the longest first.
    all: Vec<Mark>,
    /// Of each mark, on which level its underline is.
    levels: Vec<u8>,
    /// Of each mark, where the last of it and those before it ends.
    furthest: Vec<u32>,
}

impl Marks {
    /// Puts marks in order; empty ones are left out.
    pub fn new(mut marks: Vec<Mark>) -> Self {
        marks.retain(|mark| mark.range.start < mark.range.end);
        marks.sort_by_key(|mark| (mark.range.start, u32::MAX - mark.range.end, mark.key));
        let mut ends = [0_u32; LEVELS as usize];
        let levels = marks
            .iter()
            .map(|mark| {
                let free = ends.iter().position(|end| *end <= mark.range.start).unwrap_or(ends.len() - 1);
                ends[free] = ends[free].max(mark.range.end);
                u8::try_from(free).unwrap_or(LEVELS - 1)
            })
            .collect();
        let mut last = 0;
        let furthest = marks
            .iter()
            .map(|mark| {
                last = mark.range.end.max(last);
                last
            })
            .collect();
        Self { all: marks, levels, furthest }
    }

    /// Every mark, by where it begins.
    pub fn all(&self) -> &[Mark] {
        &self.all
    }

    /// The mark of a quotation.
    pub fn get(&self, key: MarkKey) -> Option<&Mark> {
        self.all.iter().find(|mark| mark.key == key)
    }

    /// Marks that share a character with `chars`, with their levels, by where they begin.
    pub(super) fn within(&self, chars: &Range<u32>) -> impl DoubleEndedIterator<Item = (&Mark, u8)> {
        let end = self.all.partition_point(|mark| mark.range.start < chars.end);
        let start = self.furthest.partition_point(|last| *last <= chars.start).min(end);
        let chars = chars.clone();
        let found = self.all[start..end].iter().zip(&self.levels[start..end]);
        found.filter(move |(mark, _)| mark.range.end > chars.start).map(|(mark, level)| (mark, *level))
    }

    /// Marks around the character at a place, the shortest first: that is the one which is meant.
    pub fn at(&self, place: u32) -> Vec<MarkKey> {
        let mut found: Vec<&Mark> = self.within(&(place..place.saturating_add(1))).map(|(mark, _)| mark).collect();
        found.sort_by_key(|mark| mark.range.len());
        found.into_iter().map(|mark| mark.key).collect()
    }

    /// The first mark that begins behind a place, or the last one before it.
    pub fn beside(&self, place: u32, is_on: bool) -> Option<&Mark> {
        if is_on {
            self.all.get(self.all.partition_point(|mark| mark.range.start <= place))
        } else {
            self.all[..self.all.partition_point(|mark| mark.range.start < place)].last()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Dossier;

    fn marks(ranges: &[Range<u32>]) -> Marks {
        let position = Dossier::default().next_position();
        let mark = |(evidence, range): (usize, &Range<u32>)| Mark {
            key: MarkKey { position, evidence },
            range: range.clone(),
            stance: Stance::Demands,
            label: String::new(),
            is_discounted: false,
        };
        Marks::new(ranges.iter().enumerate().map(mark).collect())
    }

    #[test]
    fn marks_that_overlap_have_levels_of_their_own() {
        let marks = marks(&[0..10, 5..15, 10..20, 2..4, 4..4]);
        let levels: Vec<_> = marks.all().iter().zip(&marks.levels).map(|(m, l)| (m.range.clone(), *l)).collect();
        assert_eq!(levels, [(0..10, 0), (2..4, 1), (5..15, 1), (10..20, 0)]);
    }

    #[test]
    fn at_one_place_the_shortest_is_meant_first() {
        let marks = marks(&[0..100, 40..60, 50..55]);
        let numbers = |place| marks.at(place).into_iter().map(|key| key.evidence).collect::<Vec<_>>();
        assert_eq!(numbers(52), [2, 1, 0]);
        assert_eq!(numbers(60), [0]);
        assert_eq!(numbers(100), [0; 0]);
    }

    #[test]
    fn a_long_mark_is_found_behind_short_ones() {
        let marks = marks(&[0..1000, 1..2, 3..4, 900..901]);
        assert_eq!(marks.within(&(500..501)).count(), 1);
        assert_eq!(marks.beside(3, true).unwrap().range, 900..901);
        assert_eq!(marks.beside(3, false).unwrap().range, 1..2);
        assert_eq!(marks.beside(0, false), None);
    }
}
