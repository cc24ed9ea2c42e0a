//! Words that are looked for as they are typed, with what does not count left out of account.

use std::ops::Range;

use super::anchor::{Anchor, Forms, Nexts};
use super::compared::{Words, is_word};
use super::fold::{Folding, is_mark};

/// Words as they are compared.
#[derive(Debug, Clone)]
pub(super) struct Plain {
    signs: Vec<char>,
    folding: Folding,
    is_whole: bool,
    anchor: Anchor,
    words: Option<Words>,
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
        let forms: Vec<_> = signs.iter().map(|sign| Forms::of(*sign, folding)).collect();
        let anchor = Anchor::of(&signs, &forms, folding)?;
        let words = Words::new(&signs, folding, is_whole);
        Some(Self { signs, folding, is_whole, anchor, words })
    }

    /// Every match whose anchor stands from `from` on and before `until`, none of which begins before `floor`.
    pub(super) fn matches<'a>(&'a self, text: &'a str, from: usize, until: usize, floor: usize) -> Matches<'a> {
        Matches { plain: self, text, from, until, floor, nexts: Nexts::default() }
    }

    /// How the words stand in texts that were copied as this folding says; None where they have to be looked for in the
    /// texts themselves.
    pub(super) fn copied(&self) -> Option<(&Words, Folding)> {
        self.words.as_ref().map(|words| (words, self.folding))
    }

    /// The match whose sign of this place is the one that holds this byte.
    fn around(&self, text: &str, place: usize, byte: usize, floor: usize) -> Option<Range<usize>> {
        self.core(text, place, byte, |core| {
            let range = core.start..self.with_marks(text, core.end)?;
            (range.start >= floor && (!self.is_whole || is_whole(text, &range, self.folding))).then_some(range)
        })
    }

    /// The first of those that are accepted, before it is asked what stands beside it.
    fn core(
        &self,
        text: &str,
        place: usize,
        byte: usize,
        accept: impl Fn(Range<usize>) -> Option<Range<usize>>,
    ) -> Option<Range<usize>> {
        let mut begin = byte;
        while !text.is_char_boundary(begin) {
            begin -= 1;
        }
        let folded = self.folding.fold(text[begin..].chars().next()?);
        let mut pieces = folded.as_slice().iter().enumerate().filter(|(_, piece)| **piece == self.signs[place]);
        pieces.find_map(|(piece, _)| {
            let before = place.checked_sub(piece)?;
            let end = self.forward(text, begin, &self.signs[before..])?;
            let start = self.backward(text, begin, &self.signs[..before])?;
            accept(start..end)
        })
    }

    /// Where the signs end that begin here.
    fn forward(&self, text: &str, begin: usize, signs: &[char]) -> Option<usize> {
        let (mut at, mut rest) = (begin, signs);
        while let Some(first) = rest.first() {
            let byte = *text.as_bytes().get(at)?;
            if byte.is_ascii() {
                if char::from(self.folding.ascii(byte)) != *first {
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
        Some(at)
    }

    /// Behind the marks that go with the last sign. None when they count.
    fn with_marks(&self, text: &str, end: usize) -> Option<usize> {
        let marks: usize = text[end..].chars().take_while(|sign| is_mark(*sign)).map(char::len_utf8).sum();
        (marks == 0 || !self.folding.accents).then_some(end + marks)
    }

    /// Where the signs begin that end here.
    fn backward(&self, text: &str, end: usize, signs: &[char]) -> Option<usize> {
        let (mut at, mut rest) = (end, signs);
        while let Some(last) = rest.last() {
            let byte = *text.as_bytes().get(at.checked_sub(1)?)?;
            if byte.is_ascii() {
                if char::from(self.folding.ascii(byte)) != *last {
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
            if let Some(found) = self.plain.around(self.text, self.plain.anchor.place, at, self.floor) {
                self.from = self.from.max(found.end);
                self.floor = found.end;
                return Some(found);
            }
        }
    }
}

/// True when no letter or digit stands right before or behind, whatever stands between that does not count.
fn is_whole(text: &str, range: &Range<usize>, folding: Folding) -> bool {
    let last = |sign: char| folding.fold(sign).as_slice().last().copied();
    let first = |sign: char| folding.fold(sign).as_slice().first().copied();
    !text[..range.start].chars().rev().find_map(last).is_some_and(is_word)
        && !text[range.end..].chars().find_map(first).is_some_and(is_word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::compared::Copier;
    use super::*;

    /// Letter by letter, from every place.
    fn slowly(words: &str, folding: Folding, is_whole_wanted: bool, text: &str) -> Vec<Range<usize>> {
        let signs = folding.text(words);
        let ends_at = |start: usize| {
            let (mut at, mut rest) = (start, &signs[..]);
            while !rest.is_empty() {
                let sign = text[at..].chars().next()?;
                at += sign.len_utf8();
                for piece in folding.fold(sign).as_slice() {
                    match rest.split_first() {
                        Some((first, behind)) if first == piece => rest = behind,
                        None if !folding.accents => break,
                        _ => return None,
                    }
                }
            }
            let marks: usize = text[at..].chars().take_while(|sign| is_mark(*sign)).map(char::len_utf8).sum();
            (marks == 0 || !folding.accents).then_some(at + marks)
        };
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(sign) = text[at..].chars().next() {
            let begins = !folding.fold(sign).as_slice().is_empty();
            let end = ends_at(at).filter(|end| begins && (!is_whole_wanted || is_whole(text, &(at..*end), folding)));
            found.extend(end.map(|end| at..end));
            at = end.unwrap_or(at + sign.len_utf8());
        }
        found
    }

    fn texts() -> impl Strategy<Value = String> {
        let pieces = [
            "a", "b", "n", "e", "E", "é", "e\u{301}", "N", "s", "ß", " ", "-", "–", "'", "’", "\u{ad}", "ﬁ", "f", "i",
            "в", "е", "Е", "ё", "й", "и", "В", "ا", "أ", "ب", "\u{64e}", "ـ", "ש", "\u{5b8}", "停", "火", "k",
            "\u{212a}", "\n", "ｎ",
        ];
        prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        /// What is looked for by its bytes and is there, but not found, nobody ever sees.
        #[test]
        fn looking_for_bytes_finds_what_comparing_letters_finds(
            text in texts(), part in texts(), from in 0_usize..30, len in 1_usize..5,
            case in any::<bool>(), accents in any::<bool>(), is_whole in any::<bool>(), own in prop::bool::weighted(0.8),
        ) {
            let words: String = if own { &text } else { &part }.chars().skip(from).take(len).collect();
            let folding = Folding { case, accents };
            prop_assume!(!folding.text(&words).is_empty());
            let Some(plain) = Plain::new(&words, folding, is_whole) else { return Ok(()) };
            let found: Vec<_> = plain.matches(&text, 0, text.len(), 0).collect();
            prop_assert_eq!(found, slowly(&words, folding, is_whole, &text), "{:?} in {:?}", words, text);
        }

        /// The same for copies of many texts: a match that reaches from one into the next is none.
        #[test]
        fn a_copy_of_many_texts_holds_what_each_of_them_holds(
            texts in prop::collection::vec(texts(), 1..6), which in 0_usize..6, from in 0_usize..30, len in 1_usize..6,
            case in any::<bool>(), accents in any::<bool>(), is_whole in any::<bool>(),
        ) {
            let words: String = texts[which % texts.len()].chars().skip(from).take(len).collect();
            let folding = Folding { case, accents };
            prop_assume!(!folding.text(&words).is_empty());
            let Some(plain) = Plain::new(&words, folding, is_whole) else { return Ok(()) };
            let Some((copied, folding)) = plain.copied() else { return Ok(()) };
            let mut copier = Copier::default();
            for text in &texts {
                copier.push(text, folding);
            }
            let expected: usize = texts.iter().map(|text| slowly(&words, folding, is_whole, text).len()).sum();
            prop_assert_eq!(copier.take().count(copied), expected, "{:?} in {:?}", words, texts);
        }
    }
}
