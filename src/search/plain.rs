//! Words that are looked for as they are typed, with what does not count left out of account.

use std::ops::Range;

use super::anchor::{Anchor, Nexts};
use super::fold::{Folding, is_mark};

/// Words as they are compared.
#[derive(Debug, Clone)]
pub(super) struct Plain {
    signs: Vec<char>,
    folding: Folding,
    is_whole: bool,
    anchor: Anchor,
}

impl Plain {
    /// None where nothing is left to look for.
    pub(super) fn new(words: &str, folding: Folding, is_whole: bool) -> Option<Self> {
        let mut folding = folding;
        let mut signs = folding.text(words);
        if signs.is_empty() {
            // Somebody looks for an accent.
            folding.accents = true;
            signs = folding.text(words);
        }
        let anchor = Anchor::of(&signs, folding)?;
        Some(Self { signs, folding, is_whole, anchor })
    }

    /// Every match whose anchor stands from `from` on and before `until`, none of which begins before `floor`.
    pub(super) fn matches<'a>(&'a self, text: &'a str, from: usize, until: usize, floor: usize) -> Matches<'a> {
        Matches { plain: self, text, from, until, floor, nexts: Nexts::default() }
    }

    /// Every match in texts that stand one behind the other in a buffer, each with its text. One pass through all of
    /// them, whatever stands between.
    pub(super) fn sweep<T: Copy>(
        &self,
        buffer: &str,
        texts: &[(Range<u32>, T)],
        mut found: impl FnMut(T, Range<usize>),
    ) {
        let (Some(first), Some(last)) = (texts.first(), texts.last()) else { return };
        let (mut from, until) = (first.0.start as usize, last.0.end as usize);
        let (mut floor, mut number) = (0, 0);
        let mut nexts = Nexts::default();
        while let Some(at) = self.anchor.next(buffer.as_bytes(), from, until, &mut nexts) {
            from = at + 1;
            while texts.get(number).is_some_and(|(range, _)| range.end as usize <= at) {
                (floor, number) = (0, number + 1);
            }
            let Some((range, name)) = texts.get(number) else { return };
            let (start, end) = (range.start as usize, range.end as usize);
            if at < start {
                continue;
            }
            if let Some(place) = buffer.get(start..end).and_then(|text| self.around(text, at - start, floor)) {
                floor = place.end;
                from = from.max(start + place.end);
                found(*name, place);
            }
        }
    }

    /// The match whose anchor is the sign that holds this byte.
    fn around(&self, text: &str, byte: usize, floor: usize) -> Option<Range<usize>> {
        let mut begin = byte;
        while !text.is_char_boundary(begin) {
            begin -= 1;
        }
        if begin < floor {
            return None;
        }
        let sign = text[begin..].chars().next()?;
        let folded = self.folding.fold(sign);
        let places = folded.as_slice().iter().enumerate().filter(|(_, piece)| **piece == self.anchor.sign);
        for (piece, _) in places {
            let Some(before) = self.anchor.place.checked_sub(piece) else { continue };
            let Some(end) = self.forward(text, begin, &self.signs[before..]) else { continue };
            let Some(start) = self.backward(text, begin, &self.signs[..before]) else { continue };
            if start >= floor && (!self.is_whole || is_whole(text, &(start..end))) {
                return Some(start..end);
            }
        }
        None
    }

    /// Where the signs end that begin here.
    fn forward(&self, text: &str, begin: usize, signs: &[char]) -> Option<usize> {
        let (mut at, mut rest) = (begin, signs);
        while let Some(first) = rest.first() {
            let byte = *text.as_bytes().get(at)?;
            if byte.is_ascii() {
                if self.folding.ascii(byte) != *first {
                    return None;
                }
                (at, rest) = (at + 1, &rest[1..]);
                continue;
            }
            let sign = text[at..].chars().next()?;
            at += sign.len_utf8();
            let folded = self.folding.fold(sign);
            for piece in folded.as_slice() {
                match rest.split_first() {
                    Some((first, behind)) if first == piece => rest = behind,
                    // The words end inside of a ligature; with accents, one of them would be left over.
                    None if !self.folding.accents => break,
                    _ => return None,
                }
            }
        }
        let marks: usize = text[at..].chars().take_while(|sign| is_mark(*sign)).map(char::len_utf8).sum();
        match (marks, self.folding.accents) {
            (0, _) => Some(at),
            (_, true) => None,
            (marks, false) => Some(at + marks),
        }
    }

    /// Where the signs begin that end here.
    fn backward(&self, text: &str, end: usize, signs: &[char]) -> Option<usize> {
        let (mut at, mut rest) = (end, signs);
        while let Some(last) = rest.last() {
            let byte = *text.as_bytes().get(at.checked_sub(1)?)?;
            if byte.is_ascii() {
                if self.folding.ascii(byte) != *last {
                    return None;
                }
                (at, rest) = (at - 1, &rest[..rest.len() - 1]);
                continue;
            }
            let sign = text[..at].chars().next_back()?;
            at -= sign.len_utf8();
            for piece in self.folding.fold(sign).as_slice().iter().rev() {
                match rest.split_last() {
                    Some((last, ahead)) if last == piece => rest = ahead,
                    _ => return None,
                }
            }
        }
        Some(at)
    }
}

/// The matches in a text, from left to right, without overlaps.
#[derive(Debug)]
pub(super) struct Matches<'a> {
    plain: &'a Plain,
    text: &'a str,
    from: usize,
    until: usize,
    floor: usize,
    nexts: Nexts,
}

impl Matches<'_> {
    /// Where to go on with a later part of the same text: from where, and what no match may begin before.
    pub(super) fn state(&self) -> (usize, usize) {
        (self.from.max(self.until), self.floor)
    }
}

impl Iterator for Matches<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        loop {
            let at = self.plain.anchor.next(bytes, self.from, self.until, &mut self.nexts)?;
            self.from = at + 1;
            if let Some(found) = self.plain.around(self.text, at, self.floor) {
                self.from = self.from.max(found.end);
                self.floor = found.end;
                return Some(found);
            }
        }
    }
}

/// True when no letter or digit stands right before or behind.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let is_word = |sign: char| sign.is_alphanumeric() || sign == '_' || is_mark(sign);
    !text[..range.start].chars().next_back().is_some_and(is_word)
        && !text[range.end..].chars().next().is_some_and(is_word)
}
