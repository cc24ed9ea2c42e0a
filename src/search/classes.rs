//! Which kinds of signs beyond ASCII a text holds.
//!
//! A word may be written in many ways, but hardly any text holds signs for all of them. Where a stretch of text is known
//! to have none of the unusual ones, looking for the usual ones is enough, and that is fast.

/// A set of kinds of signs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Classes(u64);

/// So many bytes are looked at together.
const CHUNK: usize = 64;

/// So many first bytes are passed over.
const SLOTS: usize = 4;

/// The first byte of the accented letters of Western Europe. Where there are very many of them, all are taken to be there.
const ACCENTED: u8 = 0xc3;
const OF_ACCENTED: u64 = 0xff << 54;
const MOST_ACCENTED: usize = 32;

impl Classes {
    /// Those of these signs.
    pub(super) fn of(signs: impl IntoIterator<Item = char>) -> Self {
        let signs = signs.into_iter().filter(|sign| !sign.is_ascii());
        Self(signs.fold(0, |all, sign| all | 1 << class(sign)))
    }

    /// Those of the signs in a text, and hardly any others. What is in it anyway is passed over many bytes at a time.
    pub(super) fn of_text(text: &str) -> Self {
        let mut all = 0_u64;
        let (mut passed, mut slots) = ([0_u8; SLOTS], 0);
        let mut accented = 0;
        for (number, chunk) in text.as_bytes().chunks(CHUNK).enumerate() {
            let is_new = |byte: u8| byte >= 0xc2 && passed.iter().all(|lead| byte != *lead);
            // No way out before the end: so the compiler looks at many bytes at once.
            if chunk.iter().fold(0_u8, |any, byte| any | u8::from(is_new(*byte))) == 0 {
                continue;
            }
            for (place, lead) in chunk.iter().enumerate() {
                if *lead < 0xc2 || passed.contains(lead) {
                    continue;
                }
                let sign = text.get(number * CHUNK + place..).and_then(|text| text.chars().next());
                all |= sign.map_or(0, |sign| 1 << class(sign));
                accented += usize::from(*lead == ACCENTED);
                let is_full = *lead == ACCENTED && accented > MOST_ACCENTED;
                if is_full {
                    all |= OF_ACCENTED;
                }
                // What has this first byte is all of one kind.
                if (is_full || matches!(lead, 0xc4..=0xdf)) && slots < SLOTS {
                    passed[slots] = *lead;
                    slots += 1;
                }
            }
        }
        Self(all)
    }

    /// True when no kind is in both.
    pub(super) fn are_apart(self, other: Self) -> bool {
        self.0 & other.0 == 0
    }
}

/// The kind of a sign beyond ASCII: mostly by its first byte, and finer where texts of many languages have theirs.
fn class(sign: char) -> u32 {
    let code = u32::from(sign);
    match code {
        0..=0xbf if code == 0xad => 53,
        0xc0..=0xff => match code & 0x1f {
            0..=6 => 54,
            7 => 55,
            8..=0xb => 56,
            0xc..=0xf => 57,
            0x11 => 58,
            0x12..=0x16 | 0x18 => 59,
            0x19..=0x1c => 60,
            _ => 61,
        },
        // Every first byte of two: 2 to 31.
        0..=0x7ff => code >> 6,
        // Quotation marks, dashes and dots are in every text; they stand for other signs of it than letters.
        0x2010..=0x2027 | 0x2030..=0x205f => 52,
        // 32 to 47, and four more for what is beyond.
        0x800..=0xffff => 32 + (code >> 12),
        _ => 48 + (code >> 18),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sign that is overlooked here is overlooked by every search.
    #[test]
    fn every_sign_of_a_text_counts() {
        let signs = ['é', 'д', 'Р', 'ا', 'ع', '’', '\u{200b}', '停', '\u{ad}', 'ß', '😀', 'ñ', 'ё', '\u{301}', '«'];
        for (number, sign) in signs.iter().enumerate() {
            for around in ["plain words ", "слова и буквы ", "كلمات و حروف ", "“où” "] {
                for turns in 0..9 {
                    let text = format!("{}{}{sign}{}", around.repeat(turns), "x".repeat(number), around.repeat(7));
                    assert_eq!(Classes::of_text(&text), Classes::of(text.chars()), "{sign} in {text}");
                }
            }
        }
    }

    #[test]
    fn a_class_is_a_bit() {
        assert!(('\u{80}'..=char::MAX).all(|sign| class(sign) < 64));
    }
}
