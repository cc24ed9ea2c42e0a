//! Which signs count as the same when words are looked for.
//!
//! Nobody types an article's typography. Unless asked otherwise, capital and small letters are one, accents and the
//! points of Hebrew and Arabic do not count, curly quotes and dashes are those of the keyboard, and what is invisible
//! is not there. Vowel signs of Indic scripts, the marks of kana and Hangul syllables stay: without them it would be
//! another word.

use std::sync::LazyLock;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical, decompose_compatible};

/// What tells signs apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Folding {
    /// Capital and small letters differ.
    pub(super) case: bool,
    /// Accents, typographic signs and invisible ones count.
    pub(super) accents: bool,
}

/// At most so many signs stand for one.
const MOST: usize = 4;

/// What one sign is compared as: up to four signs, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Folded {
    signs: [char; MOST],
    len: u8,
}

impl Folded {
    const NONE: Self = Self { signs: ['\0'; MOST], len: 0 };

    const fn one(sign: char) -> Self {
        Self { signs: [sign, '\0', '\0', '\0'], len: 1 }
    }

    fn of(signs: &str) -> Self {
        let mut folded = Self::NONE;
        signs.chars().all(|sign| folded.push(sign));
        folded
    }

    /// The signs.
    pub(super) fn as_slice(&self) -> &[char] {
        &self.signs[..usize::from(self.len)]
    }

    /// False when there is no room left.
    fn push(&mut self, sign: char) -> bool {
        let Some(place) = self.signs.get_mut(usize::from(self.len)) else { return false };
        *place = sign;
        self.len += 1;
        true
    }
}

impl Folding {
    /// What a sign of one byte is compared as: always one of them.
    #[inline]
    pub(super) fn ascii(self, byte: u8) -> u8 {
        let byte = if self.accents || !byte.is_ascii_whitespace() { byte } else { b' ' };
        if self.case { byte } else { byte.to_ascii_lowercase() }
    }

    /// What a sign is compared as.
    pub(super) fn fold(self, sign: char) -> Folded {
        if let Ok(byte) = u8::try_from(sign)
            && byte.is_ascii()
        {
            return Folded::one(char::from(self.ascii(byte)));
        }
        match self.folds().of(sign) {
            Some((bytes, len)) => Folded::of(std::str::from_utf8(&bytes[..len]).unwrap_or_default()),
            None => self.worked_out(sign),
        }
    }

    /// What single signs are compared as, looked up.
    pub(super) fn folds(self) -> Folds {
        Folds(&FOLDS[usize::from(self.case) + 2 * usize::from(self.accents)])
    }

    fn worked_out(self, sign: char) -> Folded {
        // Syllables that are put together by rule: of their pieces, only the first would be found in others.
        if matches!(sign, '\u{ac00}'..='\u{d7a3}') {
            return Folded::one(sign);
        }
        if !self.accents {
            if is_ignored(sign) {
                return Folded::NONE;
            }
            if let Some(plain) = plain(sign) {
                return Folded::one(plain);
            }
        }
        let mut folded = Folded::NONE;
        let mut fits = true;
        let mut take = |piece: char| {
            if self.accents || !is_mark(piece) {
                self.push_cased(piece, &mut |sign| fits &= folded.push(sign));
            }
        };
        match sign {
            // Ligatures, Arabic and Hebrew letters by their shape, wide letters beside ideographs.
            '\u{fb00}'..='\u{ffef}' if !self.accents => decompose_compatible(sign, &mut take),
            _ => decompose_canonical(sign, &mut take),
        }
        if fits { folded } else { Folded::one(sign) }
    }

    fn push_cased(self, sign: char, push: &mut impl FnMut(char)) {
        match sign {
            _ if self.case => push(sign),
            'ß' | 'ẞ' if !self.accents => {
                push('s');
                push('s');
            }
            // At the end of a word it has another shape.
            'ς' => push('σ'),
            _ => sign.to_lowercase().for_each(push),
        }
    }

    /// A whole text.
    pub(super) fn text(self, text: &str) -> Vec<char> {
        text.chars().flat_map(|sign| self.fold(sign).as_slice().to_vec()).collect()
    }

    /// Every sign that does not count at all.
    pub(super) fn dropped(self) -> Vec<char> {
        CHANGED.iter().copied().filter(|sign| self.fold(*sign).as_slice().is_empty()).collect()
    }

    /// Every sign beyond ASCII that is compared as something with this sign in it.
    pub(super) fn forms(self, sign: char) -> Vec<char> {
        let has = |form: &char| self.fold(*form).as_slice().contains(&sign);
        let mut forms: Vec<char> = CHANGED.iter().copied().filter(has).collect();
        if !sign.is_ascii() && !forms.contains(&sign) && has(&sign) {
            forms.push(sign);
        }
        forms
    }
}

/// What the signs of the first plane are compared as: in four bytes each, so that a copy of many texts is made quickly.
#[derive(Clone, Copy)]
pub(super) struct Folds(&'static [u32]);

/// It has to be worked out. No UTF-8 begins like this.
const NOT_HERE: u32 = 0xff;

/// By foldings.
static FOLDS: [LazyLock<Vec<u32>>; 4] = [
    LazyLock::new(|| packed(Folding { case: false, accents: false })),
    LazyLock::new(|| packed(Folding { case: true, accents: false })),
    LazyLock::new(|| packed(Folding { case: false, accents: true })),
    LazyLock::new(|| packed(Folding { case: true, accents: true })),
];

impl Folds {
    /// In UTF-8, and how many of the bytes that takes: nothing, a sign, or one with its marks. None for those that are not
    /// looked up, and for all of ASCII.
    #[inline]
    pub(super) fn of(self, sign: char) -> Option<([u8; 4], usize)> {
        self.0.get(u32::from(sign) as usize).copied().and_then(unpacked)
    }

    /// The same for a sign of these two bytes.
    #[inline]
    pub(super) fn of_two(self, lead: u8, behind: u8) -> Option<([u8; 4], usize)> {
        let code = usize::from(lead & 0x1f) << 6 | usize::from(behind & 0x3f);
        self.0.get(code).copied().and_then(unpacked)
    }
}

#[inline]
fn unpacked(packed: u32) -> Option<([u8; 4], usize)> {
    let len = (u32::BITS - packed.leading_zeros()).div_ceil(u8::BITS);
    (packed != NOT_HERE).then_some((packed.to_le_bytes(), len as usize))
}

fn packed(folding: Folding) -> Vec<u32> {
    let pack = |code: u32| {
        // Surrogates are no signs.
        let sign = char::from_u32(code).filter(|sign| !sign.is_ascii())?;
        let folded = folding.worked_out(sign);
        let goes_with_first = folded.as_slice().iter().skip(1).all(|piece| is_mark(*piece));
        let text: String = folded.as_slice().iter().collect();
        let mut bytes = [0; 4];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        goes_with_first.then(|| u32::from_le_bytes(bytes))
    };
    (0..=0xffff).map(|code| pack(code).unwrap_or(NOT_HERE)).collect()
}

/// A mark that goes with the sign before it and does not count: accents, the points of Hebrew, Arabic and Syriac.
/// Those of other classes make another letter: the voicing of kana, viramas, the vowels of Thai, the stroke of ≠.
pub(super) fn is_mark(sign: char) -> bool {
    !sign.is_ascii() && matches!(canonical_combining_class(sign), 10..=36 | 200..=240)
}

/// Invisible signs, and the stroke that lengthens Arabic words.
fn is_ignored(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{640}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// The sign of the keyboard for a typographic one.
fn plain(sign: char) -> Option<char> {
    match sign {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' | '‹' | '›' => Some('\''),
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => Some('"'),
        '\u{2010}'..='\u{2015}' | '−' => Some('-'),
        _ if sign.is_whitespace() => Some(' '),
        _ => None,
    }
}

/// Every sign beyond ASCII that is, under some folding, compared as something else than itself.
static CHANGED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let changes = |sign: &char| {
        let foldings = [(false, false), (true, false), (false, true), (true, true)];
        let same = Folded::one(*sign);
        foldings.into_iter().any(|(case, accents)| Folding { case, accents }.fold(*sign) != same)
    };
    RANGES.iter().flat_map(|(first, last)| *first..=*last).filter(changes).collect()
});

/// Where such signs stand, so that not all of Unicode has to be looked through.
const RANGES: [(char, char); 14] = [
    ('\u{80}', '\u{3400}'),
    ('\u{a000}', '\u{abff}'),
    ('\u{f900}', '\u{ffff}'),
    ('\u{10000}', '\u{105ff}'),
    ('\u{10a00}', '\u{10aff}'),
    ('\u{10c80}', '\u{10fff}'),
    ('\u{11000}', '\u{114ff}'),
    ('\u{11500}', '\u{11fff}'),
    ('\u{16100}', '\u{16fff}'),
    ('\u{1bc00}', '\u{1bcff}'),
    ('\u{1cf00}', '\u{1d2ff}'),
    ('\u{1df00}', '\u{1e2ff}'),
    ('\u{1e300}', '\u{1e9ff}'),
    ('\u{2f800}', '\u{2fa1f}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    const LOOSE: Folding = Folding { case: false, accents: false };

    fn same(one: &str, other: &str) -> bool {
        LOOSE.text(one) == LOOSE.text(other)
    }

    #[test]
    fn accents_points_and_typography_do_not_tell_words_apart() {
        for (one, other) in [
            ("café", "CAFE\u{301}"),
            ("Ёлка", "елка"),
            ("Straße", "STRASSE"),
            ("İstanbul", "istanbul"),
            ("ΣΊΣΥΦΟΣ", "σίσυφος"),
            ("שָׁלוֹם", "שלום"),
            ("هُدْنَة", "هدنة"),
            ("أحمد", "احمد"),
            ("هدنــة", "هدنة"),
            ("cease\u{ad}fire", "ceasefire"),
            ("cease\u{2011}fire", "cease-fire"),
            ("don’t", "don't"),
            ("«нет»", "\"нет\""),
            ("ﬁnance", "finance"),
            ("a\u{a0}b", "a\nb"),
            ("ＮＡＴＯ", "nato"),
        ] {
            assert!(same(one, other), "{one} is not found as {other}");
        }
    }

    #[test]
    fn what_makes_another_word_stays() {
        for (one, other) in [("が", "か"), ("가", "각"), ("कि", "क"), ("≠", "="), ("ł", "l"), ("กา", "ก")]
        {
            assert!(!same(one, other), "{one} is taken for {other}");
        }
    }

    #[test]
    fn what_is_asked_for_counts() {
        let cased = Folding { case: true, accents: false };
        assert_ne!(cased.text("EU"), cased.text("eu"));
        assert_eq!(cased.text("É"), cased.text("E"));
        let accented = Folding { case: false, accents: true };
        assert_ne!(accented.text("é"), accented.text("e"));
        assert_eq!(accented.text("É"), accented.text("e\u{301}"), "the normal form never counts");
    }

    /// A sign outside of the ranges would be skipped over where it is looked for.
    #[test]
    fn every_sign_that_changes_is_known() {
        for sign in ('\u{80}'..=char::MAX).filter(|sign| !RANGES.iter().any(|(from, to)| (from..=to).contains(&sign))) {
            for (case, accents) in [(false, false), (true, false), (false, true), (true, true)] {
                assert_eq!(Folding { case, accents }.fold(sign), Folded::one(sign), "U+{:04X}", u32::from(sign));
            }
        }
    }
}
