//! What became of the places of a text that was edited.
//!
//! Both texts are cut at what stands in each of them once (lines, then words: the patience of Bram Cohen's diff), and
//! between two such anchors at what begins and ends alike. Time is that of sorting; what is too much alike to be told
//! apart counts as changed.

use std::collections::HashMap;
use std::ops::Range;

/// Anchors between anchors are looked for so many times.
const DEEPEST: usize = 12;

/// Which pieces of one text stand in another, in bytes.
#[derive(Debug)]
pub(in crate::model) struct Shift {
    /// How many bytes both texts begin with alike, and how many they end with alike; the two may overlap.
    prefix: usize,
    suffix: usize,
    lens: (usize, usize),
    /// Pieces that stand in both, in order in both; none begins where the one before ends in both texts.
    kept: Vec<Piece>,
}

/// A piece of both texts: where it begins in each, and its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    old: usize,
    new: usize,
    len: usize,
}

impl Shift {
    /// What became of one text in another.
    pub(in crate::model) fn between(old: &str, new: &str) -> Self {
        let mut kept = Vec::new();
        compare(old, new, (0, 0), (Tokens::Lines, 0), &mut kept);
        let (prefix, suffix) = (alike_at_start(old, new), alike_at_end(old, new));
        Self { prefix, suffix, lens: (old.len(), new.len()), kept: joined(kept) }
    }

    /// Where a range of the old text stands in the new one; None when something in it was changed.
    ///
    /// One change never loses a range that it did not touch: what lies before it is in the common beginning, what lies
    /// behind it in the common end.
    pub(in crate::model) fn range(&self, old: &Range<usize>) -> Option<Range<usize>> {
        if old.end <= self.prefix {
            return Some(old.clone());
        }
        if old.start >= self.lens.0 - self.suffix {
            let moved = |at: usize| at + self.lens.1 - self.lens.0;
            return Some(moved(old.start)..moved(old.end));
        }
        let piece = self.piece_from(old.start)?;
        let moved = |at: usize| at - piece.old + piece.new;
        (old.end <= piece.old + piece.len).then(|| moved(old.start)..moved(old.end))
    }

    /// The range of the new text between the first and the last letter of a range of the old one in which something
    /// was changed; None when its first or last letter was changed.
    pub(in crate::model) fn around(&self, old: &Range<usize>) -> Option<Range<usize>> {
        let first = self.piece_from(old.start).filter(|piece| old.start < piece.old + piece.len)?;
        let last = self.kept[..self.kept.partition_point(|piece| piece.old < old.end)].last()?;
        let is_kept = old.end <= last.old + last.len;
        let range = old.start - first.old + first.new..old.end.checked_sub(last.old)? + last.new;
        (is_kept && range.start < range.end).then_some(range)
    }

    /// The last kept piece that begins here or before.
    fn piece_from(&self, old: usize) -> Option<Piece> {
        self.kept[..self.kept.partition_point(|piece| piece.old <= old)].last().copied()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tokens {
    Lines,
    Words,
    Letters,
}

impl Tokens {
    fn finer(self) -> Option<Self> {
        match self {
            Self::Lines => Some(Self::Words),
            Self::Words => Some(Self::Letters),
            Self::Letters => None,
        }
    }

    /// The pieces of a text, each with where it begins.
    fn of(self, text: &str) -> Vec<(usize, &str)> {
        let mut at = 0;
        let placed = |piece: &'_ str| {
            at += piece.len();
            at - piece.len()
        };
        let pieces: Vec<&str> = match self {
            Self::Lines => text.split_inclusive('\n').collect(),
            Self::Words => text.split_inclusive(char::is_whitespace).collect(),
            Self::Letters => text.char_indices().map(|(at, letter)| &text[at..at + letter.len_utf8()]).collect(),
        };
        let starts: Vec<usize> = pieces.iter().copied().map(placed).collect();
        starts.into_iter().zip(pieces).collect()
    }
}

/// Adds the pieces that two texts, which begin at `at`, have in common.
fn compare(old: &str, new: &str, at: (usize, usize), (tokens, depth): (Tokens, usize), kept: &mut Vec<Piece>) {
    let prefix = alike_at_start(old, new);
    kept.push(Piece { old: at.0, new: at.1, len: prefix });
    let (old, new, at) = (&old[prefix..], &new[prefix..], (at.0 + prefix, at.1 + prefix));
    let suffix = alike_at_end(old, new);
    let (old, new) = (&old[..old.len() - suffix], &new[..new.len() - suffix]);
    if !old.is_empty() && !new.is_empty() && depth < DEEPEST {
        let anchors = anchors(&tokens.of(old), &tokens.of(new));
        if !anchors.is_empty() {
            between_anchors(old, new, at, (tokens, depth + 1), &anchors, kept);
        } else if let Some(finer) = tokens.finer() {
            compare(old, new, at, (finer, depth), kept);
        }
    }
    kept.push(Piece { old: at.0 + old.len(), new: at.1 + new.len(), len: suffix });
}

fn between_anchors(
    old: &str,
    new: &str,
    at: (usize, usize),
    depth: (Tokens, usize),
    anchors: &[Piece],
    kept: &mut Vec<Piece>,
) {
    let (mut from_old, mut from_new) = (0, 0);
    let end = Piece { old: old.len(), new: new.len(), len: 0 };
    for anchor in anchors.iter().chain([&end]) {
        let (before_old, before_new) = (&old[from_old..anchor.old], &new[from_new..anchor.new]);
        if !before_old.is_empty() && !before_new.is_empty() {
            compare(before_old, before_new, (at.0 + from_old, at.1 + from_new), depth, kept);
        }
        kept.push(Piece { old: at.0 + anchor.old, new: at.1 + anchor.new, len: anchor.len });
        (from_old, from_new) = (anchor.old + anchor.len, anchor.new + anchor.len);
    }
}

/// Pieces that stand once in each text, as many of them as keep their order.
fn anchors(old: &[(usize, &str)], new: &[(usize, &str)]) -> Vec<Piece> {
    // Never iterated, so the order of the table does not show.
    let mut seen: HashMap<&str, (usize, usize, usize)> = HashMap::new();
    for &(at, piece) in old {
        let found = seen.entry(piece).or_default();
        *found = (found.0 + 1, found.1, at);
    }
    for &(_, piece) in new {
        if let Some(found) = seen.get_mut(piece) {
            found.1 += 1;
        }
    }
    let unique = new.iter().filter_map(|&(at, piece)| match seen.get(piece) {
        Some(&(1, 1, old)) => Some(Piece { old, new: at, len: piece.len() }),
        _ => None,
    });
    longest_rising(&unique.collect::<Vec<_>>())
}

/// The longest row of pieces, which are in the order of the new text, that is in the order of the old one too.
fn longest_rising(pieces: &[Piece]) -> Vec<Piece> {
    // The ends of the rows of each length, the lowest of each, and who stands before each piece.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; pieces.len()];
    for (number, piece) in pieces.iter().enumerate() {
        let length = ends.partition_point(|&end| pieces[end].old < piece.old);
        before[number] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(number);
        } else {
            ends[length] = number;
        }
    }
    let mut row = Vec::with_capacity(ends.len());
    let mut last = ends.last().copied();
    while let Some(number) = last {
        row.push(pieces[number]);
        last = before[number];
    }
    row.reverse();
    row
}

/// Pieces that touch in both texts are one.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces.into_iter().filter(|piece| piece.len > 0) {
        match joined.last_mut() {
            Some(last) if last.old + last.len == piece.old && last.new + last.len == piece.new => last.len += piece.len,
            _ => joined.push(piece),
        }
    }
    joined
}

fn alike_at_start(old: &str, new: &str) -> usize {
    let mut len = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    while !old.is_char_boundary(len) || !new.is_char_boundary(len) {
        len -= 1;
    }
    len
}

fn alike_at_end(old: &str, new: &str) -> usize {
    let mut len = old.bytes().rev().zip(new.bytes().rev()).take_while(|(old, new)| old == new).count();
    while !old.is_char_boundary(old.len() - len) || !new.is_char_boundary(new.len() - len) {
        len -= 1;
    }
    len
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(old: &str, new: &str, words: &str) -> Option<String> {
        let at = old.find(words)?;
        Some(new[Shift::between(old, new).range(&(at..at + words.len()))?].to_owned())
    }

    /// Otherwise all marks between two corrections are lost.
    #[test]
    fn several_corrections_at_once_keep_what_stands_between_them() {
        let old = "Kiyv said yes to the truce. Moscow said no to teh truce.\n\nThe talks went on. The mediators hoped.";
        let new =
            "Kyiv said yes to the truce. Moscow said no to the truce.\n\nThe long talks went on. The mediators hope.";
        for words in ["said yes to the truce", "Moscow said no", "talks went on", "The mediators", "truce.\n"] {
            assert_eq!(moved(old, new, words).as_deref(), Some(words));
        }
        for words in ["Kiyv", "teh", "no to teh truce", "hoped"] {
            assert_eq!(moved(old, new, words), None, "{words} was changed");
        }
    }

    #[test]
    fn what_was_corrected_within_is_known_by_its_ends() {
        let (old, new) = ("He said: no to teh truce. End.", "He said: no to the truce. End.");
        let at = old.find("no to").unwrap_or_default();
        let around = Shift::between(old, new).around(&(at..at + "no to teh truce".len()));
        assert_eq!(around.map(|range| &new[range]), Some("no to the truce"));
        let gone = Shift::between(old, "He said: End.").around(&(at..at + "no to teh truce".len()));
        assert_eq!(gone, None);
    }
}
