//! Texts as they are compared: a copy in which words are found by their bytes.

use std::ops::Range;

use memchr::memmem::Finder;

use super::fold::{Folding, is_mark};

/// Texts one behind the other, each sign as what it is compared as.
#[derive(Debug)]
pub(super) struct Compared {
    bytes: Box<[u8]>,
    /// Where a sign begins that is not the first one of those that a single sign of the text is compared as (the second
    /// `s` of `ß`), in order. Those that go with the sign before them anyway are left out.
    inner: Box<[usize]>,
}

/// Stands between two texts and in no words that are looked for.
const APART: u8 = 0;

/// Where texts are copied together. What is ready is taken out in one piece, so that no more memory is touched than needed.
#[derive(Debug, Default)]
pub(super) struct Copier {
    room: Vec<u8>,
    used: usize,
    inner: Vec<usize>,
}

/// So many bytes of a text are copied at once.
const PIECE: usize = 4096;

/// At most so many bytes come of one.
const GROWTH: usize = 8;

impl Copier {
    /// Adds a text.
    pub(super) fn push(&mut self, text: &str, folding: Folding) {
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at(rest.floor_char_boundary(PIECE));
            self.push_piece(piece, folding);
            rest = behind;
        }
        self.make_room(1);
        self.room[self.used] = APART;
        self.used += 1;
    }

    fn make_room(&mut self, more: usize) {
        if self.room.len() < self.used + more {
            self.room.resize(2 * self.used + more, 0);
        }
    }

    fn push_piece(&mut self, piece: &str, folding: Folding) {
        self.make_room((piece.len() + 1) * GROWTH);
        let folds = folding.folds();
        let (bytes, room) = (piece.as_bytes(), &mut self.room[self.used..]);
        let (mut at, mut used) = (0, 0);
        while let Some(&byte) = bytes.get(at) {
            if byte < 0x80 {
                let eight = bytes.get(at..at + 8).and_then(|eight| letters(eight, folding));
                // All eight, which is one step; those that are too many are written over.
                let (letters, count) = eight.unwrap_or_else(|| (u64::from(folding.ascii(byte)), 1));
                room[used..used + 8].copy_from_slice(&letters.to_le_bytes());
                (at, used) = (at + count, used + count);
                continue;
            }
            // Letters of two bytes, of which mostly several follow each other.
            while let Some(&[lead @ 0xc2..=0xdf, behind]) = bytes.get(at..at + 2)
                && let Some((folded, len)) = folds.of_two(lead, behind)
            {
                room[used..used + 4].copy_from_slice(&folded);
                (at, used) = (at + 2, used + len);
            }
            let Some(sign) = piece[at..].chars().next().filter(|sign| !sign.is_ascii()) else { continue };
            at += sign.len_utf8();
            if let Some((bytes, len)) = folds.of(sign) {
                room[used..used + 4].copy_from_slice(&bytes);
                used += len;
            } else {
                for (number, piece) in folding.fold(sign).as_slice().iter().enumerate() {
                    if number > 0 && !is_mark(*piece) {
                        self.inner.push(self.used + used);
                    }
                    used += piece.encode_utf8(&mut room[used..]).len();
                }
            }
        }
        self.used += used;
    }

    /// All that was added since the last time.
    pub(super) fn take(&mut self) -> Compared {
        let bytes = self.room[..std::mem::take(&mut self.used)].into();
        Compared { bytes, inner: std::mem::take(&mut self.inner).into() }
    }
}

/// Eight times one byte.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// What the ASCII signs are compared as with which eight bytes begin, and how many they are. None where they have to be
/// looked at one by one.
#[inline]
fn letters(eight: &[u8], folding: Folding) -> Option<(u64, usize)> {
    let letters = u64::from_le_bytes(eight.try_into().ok()?);
    let beyond = letters & each(0x80);
    // A byte of less than 0x20 borrows from its own highest bit.
    if !folding.accents && letters.wrapping_sub(each(b' ')) & !letters & each(0x80) != 0 {
        return None;
    }
    let low = letters & each(0x7f);
    let (from_a, beyond_z) = (low + each(0x80 - b'A'), low + each(0x7f - b'Z'));
    let capitals = (from_a ^ beyond_z) & each(0x80);
    let folded = if folding.case { letters } else { letters | capitals >> 2 };
    Some((folded, beyond.trailing_zeros() as usize / 8))
}

impl Compared {
    /// In bytes.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// How many times the words stand in the texts.
    pub(super) fn count(&self, words: &Words) -> usize {
        if self.inner.is_empty() && !words.is_whole && !words.minds_marks {
            return words.finder.find_iter(&self.bytes).count();
        }
        let (mut from, mut count) = (0, 0);
        while let Some(found) = self.bytes.get(from..).and_then(|rest| words.finder.find(rest)) {
            let start = from + found;
            from = start + 1;
            if let Some(end) = self.end_of(start..start + words.finder.needle().len(), words) {
                (from, count) = (end, count + 1);
            }
        }
        count
    }

    /// Where a match ends, if it is one.
    fn end_of(&self, range: Range<usize>, words: &Words) -> Option<usize> {
        let Range { start, mut end } = range;
        if self.is_inner(start) {
            return None;
        }
        if words.minds_marks {
            if self.is_inner(end) || self.behind(end).is_some_and(is_mark) {
                return None;
            }
        } else {
            while self.is_inner(end) {
                end += self.behind(end).map_or(1, char::len_utf8);
            }
        }
        let is_beside = || self.before(start).is_some_and(is_word) || self.behind(end).is_some_and(is_word);
        (!words.is_whole || !is_beside()).then_some(end)
    }

    fn is_inner(&self, at: usize) -> bool {
        !self.inner.is_empty() && self.inner.binary_search(&at).is_ok()
    }

    /// The sign that ends here.
    fn before(&self, at: usize) -> Option<char> {
        let before = self.bytes.get(..at)?;
        let begin = before.iter().rposition(|byte| byte & 0xc0 != 0x80)?;
        sign(&before[begin..])
    }

    /// The sign that begins here.
    fn behind(&self, at: usize) -> Option<char> {
        let behind = self.bytes.get(at..)?;
        let more = behind.get(1..)?.iter().take_while(|byte| **byte & 0xc0 == 0x80).count();
        sign(&behind[..=more])
    }
}

fn sign(bytes: &[u8]) -> Option<char> {
    match bytes {
        [byte] => Some(char::from(*byte)),
        _ => std::str::from_utf8(bytes).ok()?.chars().next(),
    }
}

/// True for what makes a word longer.
pub(super) fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_' || is_mark(sign)
}

/// Words as they stand in such texts.
#[derive(Debug, Clone)]
pub(super) struct Words {
    finder: Finder<'static>,
    is_whole: bool,
    /// A mark behind them makes them others.
    minds_marks: bool,
}

impl Words {
    /// None for words that may only be looked for in a text itself.
    pub(super) fn new(signs: &[char], folding: Folding, is_whole: bool) -> Option<Self> {
        let fits = !signs.contains(&char::from(APART)) && !is_mark(*signs.first()?);
        let bytes: String = signs.iter().collect();
        fits.then(|| Self { finder: Finder::new(&bytes).into_owned(), is_whole, minds_marks: folding.accents })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever looks for a word with a letter that is copied wrongly does not find it.
    #[test]
    fn eight_letters_at_once_are_compared_as_each_of_them() {
        for (case, accents) in [(false, false), (true, false), (false, true), (true, true)] {
            let folding = Folding { case, accents };
            for byte in 0..0x80_u8 {
                for place in 0..8 {
                    let mut text = *b"Zz[`@a{0";
                    text[place] = byte;
                    let mut copier = Copier::default();
                    copier.push(std::str::from_utf8(&text).unwrap(), folding);
                    let expected: Vec<u8> = text.iter().map(|byte| folding.ascii(*byte)).chain([APART]).collect();
                    assert_eq!(*copier.take().bytes, *expected, "{byte} at {place}");
                }
            }
        }
    }

    /// A text longer than a piece is cut where a sign ends, and nothing is lost there.
    #[test]
    fn long_texts_are_copied_whole() {
        let folding = Folding { case: false, accents: false };
        let text = "Ёлка ﬃ straße 停火 هُدْنَة ".repeat(500);
        let mut copier = Copier::default();
        copier.push(&text, folding);
        let expected: String = folding.text(&text).into_iter().chain(['\0']).collect();
        assert_eq!(*copier.take().bytes, *expected.as_bytes());
    }
}
