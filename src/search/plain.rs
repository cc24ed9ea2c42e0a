//! Words that are looked for as they are typed, with what does not count left out of account.

use std::ops::Range;

use super::anchor::{Anchor, Forms, Nexts};
use super::classes::Classes;
use super::fold::{Folding, is_mark};
use super::together::Together;

/// Words as they are compared.
#[derive(Debug, Clone)]
pub(super) struct Plain {
    signs: Vec<char>,
    folding: Folding,
    is_whole: bool,
    anchor: Anchor,
    together: Option<Together>,
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
        let together = Together::of(&signs, &forms, folding);
        Some(Self { signs, folding, is_whole, anchor, together })
    }

    /// Every match whose anchor stands from `from` on and before `until`, none of which begins before `floor`.
    pub(super) fn matches<'a>(&'a self, text: &'a str, from: usize, until: usize, floor: usize) -> Matches<'a> {
        Matches { plain: self, text, from, until, floor, nexts: Nexts::default() }
    }

    /// Every match in texts that stand one behind the other in a buffer, each with its text. One pass through all of
    /// them, whatever stands between. All of it has signs of these kinds.
    pub(super) fn sweep<T: Copy>(
        &self,
        buffer: &str,
        classes: Classes,
        texts: &[(Range<u32>, T)],
        mut found: impl FnMut(T, Range<usize>),
    ) {
        let (Some(first), Some(last)) = (texts.first(), texts.last()) else { return };
        let (mut from, until) = (first.0.start as usize, last.0.end as usize);
        let (mut floor, mut number) = (0, 0);
        let mut candidates = self.candidates(classes);
        while let Some(at) = candidates.next(buffer.as_bytes(), from, until) {
            from = at + 1;
            while texts.get(number).is_some_and(|(range, _)| range.end as usize <= at) {
                (floor, number) = (0, number + 1);
            }
            let Some((range, name)) = texts.get(number) else { return };
            let (start, end) = (range.start as usize, range.end as usize);
            if at < start {
                continue;
            }
            if let Some(place) =
                buffer.get(start..end).and_then(|text| self.around(text, candidates.place, at - start, floor))
            {
                floor = place.end;
                from = from.max(start + place.end);
                found(*name, place);
            }
        }
    }

    /// True when it stands nowhere in a stretch of a buffer, however that is divided into texts.
    pub(super) fn is_absent(&self, stretch: &str, classes: Classes) -> bool {
        let (mut candidates, mut from) = (self.candidates(classes), 0);
        while let Some(at) = candidates.next(stretch.as_bytes(), from, stretch.len()) {
            // What stands beside it may belong to another text.
            if self.core(stretch, candidates.place, at, Some).is_some() {
                return false;
            }
            from = at + 1;
        }
        true
    }

    /// How to look through a text with signs of these kinds.
    fn candidates(&self, classes: Classes) -> Candidates<'_> {
        let together = self.together.as_ref().filter(|together| together.suits(classes));
        let place = together.map_or(self.anchor.place, |together| together.place);
        Candidates { anchor: &self.anchor, together, place, nexts: Nexts::default() }
    }

    /// The match whose sign of this place is the one that holds this byte.
    fn around(&self, text: &str, place: usize, byte: usize, floor: usize) -> Option<Range<usize>> {
        self.core(text, place, byte, |core| {
            let range = core.start..self.with_marks(text, core.end)?;
            (range.start >= floor && (!self.is_whole || is_whole(text, &range))).then_some(range)
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

/// Places where a match may be, one after the other.
struct Candidates<'a> {
    anchor: &'a Anchor,
    together: Option<&'a Together>,
    /// Which of the signs stands there.
    place: usize,
    nexts: Nexts,
}

impl Candidates<'_> {
    fn next(&mut self, bytes: &[u8], from: usize, until: usize) -> Option<usize> {
        match self.together {
            Some(together) => together.next(bytes, from, until),
            None => self.anchor.next(bytes, from, until, &mut self.nexts),
        }
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

/// True when no letter or digit stands right before or behind.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let is_word = |sign: char| sign.is_alphanumeric() || sign == '_' || is_mark(sign);
    !text[..range.start].chars().next_back().is_some_and(is_word)
        && !text[range.end..].chars().next().is_some_and(is_word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
            let end = ends_at(at).filter(|end| begins && (!is_whole_wanted || is_whole(text, &(at..*end))));
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

        /// The same for many texts in one buffer: a match that reaches from one into the next is none.
        #[test]
        fn a_sweep_through_many_texts_finds_what_each_of_them_holds(
            texts in prop::collection::vec(texts(), 1..6), which in 0_usize..6, from in 0_usize..30, len in 1_usize..6,
            case in any::<bool>(), accents in any::<bool>(), is_whole in any::<bool>(), skipped in 0_usize..6,
        ) {
            let words: String = texts[which % texts.len()].chars().skip(from).take(len).collect();
            let folding = Folding { case, accents };
            prop_assume!(!folding.text(&words).is_empty());
            let Some(plain) = Plain::new(&words, folding, is_whole) else { return Ok(()) };
            let (mut buffer, mut ranges, mut expected) = (String::new(), Vec::new(), Vec::new());
            for (number, text) in texts.iter().enumerate() {
                let start = u32::try_from(buffer.len()).unwrap();
                buffer.push_str(text);
                if number != skipped {
                    ranges.push((start..u32::try_from(buffer.len()).unwrap(), number));
                    expected.extend(slowly(&words, folding, is_whole, text).into_iter().map(|range| (number, range)));
                }
            }
            let mut found = Vec::new();
            let classes = Classes::of_text(&buffer);
            plain.sweep(&buffer, classes, &ranges, |number, range| found.push((number, range)));
            prop_assert!(expected.is_empty() || !plain.is_absent(&buffer, classes), "{:?} is said to be absent", words);
            prop_assert_eq!(found, expected, "{:?} in {:?}", words, texts);
        }
    }
}
