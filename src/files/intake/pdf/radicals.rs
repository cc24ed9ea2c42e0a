//! Letters of Chinese and Japanese that a PDF calls by the names of radicals.
//!
//! A font draws the radical and the letter of the same shape with one glyph, and who writes a PDF has to say which of the
//! two it is. Browsers often say the radical, which no article means and no search finds.

use unicode_normalization::char::decompose_compatible;

const FIRST: u32 = 0x2e81;

/// The letters for the radicals from U+2E81 on, as the property `Equivalent_Unified_Ideograph` of the Unicode Character
/// Database gives them. U+2E9A is no character.
const LETTERS: &str = "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵　旡日月歺母民氵氺灬爫爫丬牛犭\
    王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅\
    長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

/// The letter that looks like a radical; None for all other characters.
pub(super) fn letter(radical: char) -> Option<char> {
    match u32::from(radical) {
        code @ FIRST..=0x2ef3 => LETTERS.chars().nth((code - FIRST) as usize).filter(|letter| !letter.is_whitespace()),
        0x2f00..=0x2fd5 => {
            let mut letter = None;
            decompose_compatible(radical, |piece| letter = Some(piece));
            letter
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_radical_is_the_letter_of_its_shape() {
        for (radical, expected) in [
            ('\u{2e81}', '厂'),
            ('\u{2e9f}', '母'),
            ('\u{2ed3}', '长'),
            ('\u{2ee2}', '马'),
            ('\u{2ef3}', '龟'),
            ('\u{2f00}', '一'),
            ('\u{2fa6}', '金'),
            ('\u{2fd5}', '龠'),
        ] {
            assert_eq!(letter(radical), Some(expected), "U+{:04X}", u32::from(radical));
        }
        for other in ['\u{2e80}', '\u{2e9a}', '\u{2ef4}', '\u{2fd6}', '金', 'a'] {
            assert_eq!(letter(other), None, "U+{:04X}", u32::from(other));
        }
    }
}
