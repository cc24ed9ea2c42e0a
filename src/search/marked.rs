//! Several terms marked in one text.

use std::ops::Range;

use super::needle::{Exactness, Needle, Scan};
use super::pattern::BadPattern;
use crate::model::{Highlight, HighlightKind};

impl Needle {
    /// What a highlighter looks for.
    ///
    /// # Errors
    /// Says what is wrong with a regular expression.
    pub fn of_highlight(highlight: &Highlight) -> Result<Option<Self>, BadPattern> {
        let exactness = Exactness {
            whole_words: highlight.kind == HighlightKind::Word,
            is_pattern: highlight.kind == HighlightKind::Regex,
            ..Exactness::default()
        };
        Self::read(&highlight.pattern, exactness)
    }
}

/// Marks in a text, worked out in slices. Of two terms that meet the first one is seen.
#[derive(Debug)]
pub struct Marking {
    /// By byte: the number of the term, counted from one; nought for none.
    owners: Vec<u16>,
    term: usize,
    scan: Scan,
}

impl Marking {
    /// Begins to mark a text.
    pub fn new(text: &str) -> Self {
        Self { owners: vec![0; text.len()], term: 0, scan: Scan::default() }
    }

    /// Goes on for about so many bytes. The marks by where they begin, in Unicode scalar values, each with the number of
    /// its term, once all are known.
    pub fn advance(&mut self, terms: &[Option<Needle>], text: &str, budget: usize) -> Option<Vec<(Range<u32>, usize)>> {
        let mut left = budget;
        while let Some(needle) = terms.get(self.term) {
            if left == 0 {
                return None;
            }
            let mut until = self.scan.done().saturating_add(left).min(text.len());
            while !text.is_char_boundary(until) {
                until += 1;
            }
            let from = self.scan.done();
            if let Some(needle) = needle {
                let number = u16::try_from(self.term + 1).unwrap_or(u16::MAX);
                let owners = &mut self.owners;
                needle.scan(text, &mut self.scan, until, |found| {
                    let free = owners.get_mut(found).into_iter().flatten().filter(|owner| **owner == 0);
                    free.for_each(|owner| *owner = number);
                });
            }
            if needle.is_none() || self.scan.done() >= text.len() {
                (self.term, self.scan) = (self.term + 1, Scan::default());
            }
            left = left.saturating_sub((self.scan.done().max(from) - from).max(64));
        }
        Some(self.ranges(text))
    }

    fn ranges(&self, text: &str) -> Vec<(Range<u32>, usize)> {
        let mut ranges: Vec<(Range<u32>, usize)> = Vec::new();
        for (place, (byte, _)) in (0_u32..).zip(text.char_indices()) {
            let Some(term) = self.owners.get(byte).and_then(|owner| usize::from(*owner).checked_sub(1)) else {
                continue;
            };
            match ranges.last_mut() {
                Some((range, before)) if range.end == place && *before == term => range.end = place + 1,
                _ => ranges.push((place..place + 1, term)),
            }
        }
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(pattern: &str, kind: HighlightKind) -> Option<Needle> {
        Needle::of_highlight(&Highlight { pattern: pattern.into(), kind, ..Highlight::default() }).unwrap()
    }

    /// A term that covers another would hide it, or be cut where nobody sees why.
    #[test]
    fn the_first_term_is_seen_and_places_count_in_characters() {
        let text = "Жé ceasefire, a truce; Cease-fire";
        let terms = [
            term("fire", HighlightKind::Plain),
            term("cease.?fire", HighlightKind::Regex),
            None,
            term("truce", HighlightKind::Word),
        ];
        let expected = vec![(3..8, 1), (8..12, 0), (16..21, 3), (23..29, 1), (29..33, 0)];
        assert_eq!(Marking::new(text).advance(&terms, text, usize::MAX), Some(expected.clone()));
        for budget in 1..40 {
            let mut marking = Marking::new(text);
            let found = std::iter::repeat_with(|| marking.advance(&terms, text, budget)).take(500).flatten().next();
            assert_eq!(found, Some(expected.clone()), "in slices of {budget}");
        }
    }
}
