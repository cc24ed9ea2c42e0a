//! The visual order of one line (Unicode Standard Annex #9): the pieces of a text from left to right, each of which a
//! shaper that knows no direction still draws right.

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, ParagraphInfo, bidi_class};

/// A piece of a line: letters that are joined by shaping, or one sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it stands in the text as it is read.
    pub(super) range: Range<usize>,
    /// The sign that is drawn instead, where a bracket is mirrored.
    pub(super) mirrored: Option<char>,
    /// It reads from right to left.
    pub(super) is_right_to_left: bool,
}

/// Signs that look the other way in text from right to left: `Bidi_Mirroring_Glyph` for what turns up in prose.
const MIRRORED: [(char, char); 16] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('<', '>'),
    ('«', '»'),
    ('‹', '›'),
    ('≤', '≥'),
    ('≪', '≫'),
    ('≺', '≻'),
    ('⟨', '⟩'),
    ('⟦', '⟧'),
    ('⁽', '⁾'),
    ('〈', '〉'),
    ('《', '》'),
    ('「', '」'),
    ('【', '】'),
];

fn mirror(sign: char) -> Option<char> {
    MIRRORED.iter().find_map(|&(left, right)| match sign {
        _ if sign == left => Some(right),
        _ if sign == right => Some(left),
        _ => None,
    })
}

/// True for signs that only steer the order and are never drawn.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// True when a text holds anything that is written from right to left. Quick for all other texts.
pub(in crate::ui) fn has_right_to_left(text: &str) -> bool {
    // Hebrew begins at U+0590, which is D6 90 in UTF-8.
    text.bytes().any(|byte| byte >= 0xd6)
        && text.chars().any(|c| {
            matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202b}' | '\u{202e}' | '\u{2067}')
                || matches!(c, '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
                || matches!(c, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        })
}

/// The pieces of a line from left to right.
pub(super) fn pieces(info: &BidiInfo<'_>, paragraph: &ParagraphInfo, line: Range<usize>) -> Vec<Piece> {
    if line.is_empty() {
        return Vec::new();
    }
    let (levels, runs) = info.visual_runs(paragraph, line);
    let mut pieces = Vec::new();
    for run in runs {
        let level = levels.get(run.start).copied().unwrap_or(Level::ltr());
        if level.is_rtl() {
            let first = pieces.len();
            right_to_left(info.text, run, &mut pieces);
            pieces[first..].reverse();
        } else {
            left_to_right(info.text, run, &mut pieces);
        }
    }
    pieces
}

/// A run that reads as it is drawn stays whole, but for signs that are not drawn.
fn left_to_right(text: &str, run: Range<usize>, pieces: &mut Vec<Piece>) {
    let mut start = run.start;
    for (place, c) in text[run.clone()].char_indices().filter(|(_, c)| is_unseen(*c)) {
        let place = run.start + place;
        pieces.push(Piece { range: start..place, mirrored: None, is_right_to_left: false });
        start = place + c.len_utf8();
    }
    pieces.push(Piece { range: start..run.end, mirrored: None, is_right_to_left: false });
    pieces.retain(|piece| !piece.range.is_empty());
}

/// Words of a run from right to left, in the order of reading. Letters stay together with their marks: shaping joins
/// and turns them. Every other sign stands alone, because shaping would draw it as in text from left to right.
fn right_to_left(text: &str, run: Range<usize>, pieces: &mut Vec<Piece>) {
    let mut is_within_word = false;
    let first = pieces.len();
    for (place, c) in text[run.clone()].char_indices() {
        if is_unseen(c) {
            is_within_word = false;
            continue;
        }
        let range = run.start + place..run.start + place + c.len_utf8();
        let class = bidi_class(c);
        let is_letter = matches!(class, BidiClass::R | BidiClass::AL);
        let belongs_to_last = matches!(class, BidiClass::NSM | BidiClass::BN) || matches!(c, '\u{200c}' | '\u{200d}');
        let joins = (is_within_word && is_letter) || (belongs_to_last && pieces.len() > first);
        match pieces.last_mut() {
            Some(piece) if joins && piece.range.end == range.start => piece.range.end = range.end,
            _ => pieces.push(Piece { range, mirrored: mirror(c), is_right_to_left: true }),
        }
        is_within_word = is_letter || (belongs_to_last && is_within_word);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Letters of the alphabet as in the examples of UAX #9: capitals stand for Hebrew.
    fn drawn(example: &str) -> String {
        let hebrew: String = example
            .chars()
            .map(|c| if c.is_ascii_uppercase() { char::from_u32(0x5d0 + c as u32 - 65).unwrap() } else { c })
            .collect();
        let back = |c: char| match u32::from(c) {
            letter @ 0x5d0..=0x5ea => char::from_u32(letter - 0x5d0 + 65).unwrap(),
            _ => c,
        };
        visual(&hebrew).chars().map(back).collect()
    }

    /// What the eye sees: shaping turns the letters of a word round.
    fn visual(text: &str) -> String {
        let info = BidiInfo::new(text, None);
        let mut seen = String::new();
        for paragraph in &info.paragraphs {
            for piece in pieces(&info, paragraph, paragraph.range.clone()) {
                let letters = &text[piece.range];
                match piece.mirrored {
                    Some(sign) => seen.push(sign),
                    None if letters.chars().any(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL)) => {
                        seen.extend(letters.chars().rev());
                    }
                    None => seen.push_str(letters),
                }
            }
        }
        seen
    }

    #[test]
    fn examples_of_the_annex_stand_as_there() {
        assert_eq!(drawn("car means CAR."), "car means RAC.");
        assert_eq!(drawn("HE SAID car MEANS CAR"), "RAC SNAEM car DIAS EH");
        assert_eq!(drawn("car MEANS CAR."), "car RAC SNAEM.");
        assert_eq!(drawn("DID YOU SAY he said car MEANS CAR?"), "?RAC SNAEM he said car YAS UOY DID");
    }

    #[test]
    fn numbers_read_forwards_and_brackets_look_inwards() {
        assert_eq!(drawn("CLAUSE 12 (NEW)"), "(WEN) 12 ESUALC");
        assert_eq!(drawn("AB 1,250.50 CD"), "DC 1,250.50 BA");
        assert_eq!(drawn("a (BC) d"), "a (CB) d");
        assert_eq!(drawn("A [x] B"), "B [x] A");
        assert_eq!(drawn("«AB»"), "«BA»");
    }

    #[test]
    fn an_isolated_name_does_not_pull_the_sentence_round() {
        assert_eq!(drawn("\u{2068}AB\u{2069} rejects · \u{2068}CD\u{2069} rejects"), "BA rejects · DC rejects");
    }

    #[test]
    fn vowel_marks_stay_on_their_letters() {
        let text = "שָׁלוֹם עולם";
        let info = BidiInfo::new(text, None);
        let words: Vec<_> =
            pieces(&info, &info.paragraphs[0], 0..text.len()).into_iter().map(|piece| &text[piece.range]).collect();
        assert_eq!(words, ["עולם", " ", "שָׁלוֹם"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_or_drawn_twice(text in "[a-c1-3 .,()א-דا-ث\u{5b0}\u{200f}\u{2068}\u{2069}é中]{0,40}") {
            let info = BidiInfo::new(&text, None);
            for paragraph in &info.paragraphs {
                let mut places: Vec<_> = pieces(&info, paragraph, paragraph.range.clone())
                    .into_iter()
                    .flat_map(|piece| piece.range)
                    .collect();
                places.sort_unstable();
                let all: Vec<_> = text
                    .char_indices()
                    .filter(|(_, c)| !is_unseen(*c))
                    .flat_map(|(place, c)| place..place + c.len_utf8())
                    .filter(|place| paragraph.range.contains(place))
                    .collect();
                prop_assert_eq!(places, all);
            }
        }

        #[test]
        fn text_from_left_to_right_stays_as_it_is(text in "[a-z0-9 .,()éß中„“-]{0,40}") {
            prop_assert!(!has_right_to_left(&text));
            prop_assert_eq!(visual(&text), text);
        }
    }
}
