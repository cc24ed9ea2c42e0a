//! A text without its typography, and the way back to the places where it came from.
//!
//! What is forgiven: curly, straight and angle quotation marks and apostrophes; dashes and hyphens of any length; white
//! space of any kind and number; soft hyphens and characters without width; Unicode normal form, with the forms of letters
//! that exist only for layout (ligatures, wide and narrow letters, Arabic shapes). Nothing else: not case, not accents, not
//! raised or lowered digits.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// A text without its typography.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// What is compared.
    pub(super) text: String,
    /// What is not as long as in the text that it came from, in order. Everything between stands there byte by byte.
    changes: Vec<Change>,
}

/// Bytes that stand for other bytes, as a whole.
#[derive(Debug)]
struct Change {
    folded: usize,
    folded_len: usize,
    original: usize,
    original_len: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Dash,
    /// Not seen, or only where a line breaks.
    Nothing,
    Letter,
}

impl Folded {
    /// Takes the typography off a text; one pass.
    pub(super) fn of(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), changes: Vec::new() };
        fold(text, &mut folded.text, |change| folded.changes.push(change));
        folded
    }

    /// The bytes of the original at a range of the folded text that neither begins nor ends within a letter; None when
    /// it does.
    pub(super) fn original(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let begins_within = |at: usize| self.text[at..].chars().next().is_some_and(extends);
        if range.is_empty() || begins_within(range.start) || begins_within(range.end) {
            return None;
        }
        let start = match self.changes[..self.changes.partition_point(|change| change.folded <= range.start)].last() {
            None => range.start,
            Some(change) if change.folded == range.start && change.folded_len > 0 => change.original,
            Some(change) => change.original + change.original_len + behind(change, range.start)?,
        };
        let end = match self.changes[..self.changes.partition_point(|change| change.folded < range.end)].last() {
            None => range.end,
            Some(change) => change.original + change.original_len + behind(change, range.end)?,
        };
        Some(start..end)
    }
}

/// Writes a text without its typography behind what is there, and tells what changes in length.
fn fold(text: &str, folded: &mut String, mut tell: impl FnMut(Change)) {
    let mut rest = text.char_indices().peekable();
    let mut scratch = String::new();
    while let Some((at, letter)) = rest.next() {
        let kind = kind(letter);
        let before = folded.len();
        let is_alike = match kind {
            Kind::Space => {
                skip(&mut rest, |kind| matches!(kind, Kind::Space | Kind::Nothing));
                folded.push(' ');
                true
            }
            Kind::Dash => {
                skip(&mut rest, |kind| kind == Kind::Dash);
                folded.push('-');
                true
            }
            Kind::Nothing => {
                skip(&mut rest, |kind| kind == Kind::Nothing);
                true
            }
            Kind::Letter => {
                let is_alone = !rest.peek().is_some_and(|&(_, next)| extends(next));
                if is_alone && (letter.is_ascii() || is_plain(letter)) {
                    folded.push(letter);
                    continue;
                }
                while rest.next_if(|&(_, next)| extends(next)).is_some() {}
                let end = rest.peek().map_or(text.len(), |&(end, _)| end);
                spell(&text[at..end], &mut scratch);
                folded.push_str(&scratch);
                scratch == text[at..end]
            }
        };
        let end = rest.peek().map_or(text.len(), |&(end, _)| end);
        let folded_len = folded.len() - before;
        if !is_alike || folded_len != end - at {
            tell(Change { folded: before, folded_len, original: at, original_len: end - at });
        }
    }
}

/// Many words without their typography, one behind the other in one piece of memory; each without white space around it.
pub(super) fn fold_words<'w>(words: impl Iterator<Item = &'w str>) -> (String, Vec<Range<usize>>) {
    let mut folded = String::new();
    let mut ranges = Vec::new();
    for word in words {
        let from = folded.len();
        fold(word, &mut folded, |_| {});
        let from = from + folded[from..].len() - folded[from..].trim_start().len();
        ranges.push(from..from + folded[from..].trim_end().len());
    }
    (folded, ranges)
}

/// How far a place lies behind a change; None when it lies within.
fn behind(change: &Change, folded: usize) -> Option<usize> {
    folded.checked_sub(change.folded + change.folded_len)
}

fn skip(rest: &mut Peekable<CharIndices<'_>>, goes_on: impl Fn(Kind) -> bool) {
    while rest.next_if(|&(_, next)| goes_on(kind(next))).is_some() {}
}

/// One letter with its marks, in normal form and without layout.
fn spell(letter: &str, into: &mut String) {
    into.clear();
    let parts = letter.chars().flat_map(|part| {
        let is_layout = is_layout(part);
        let wide = is_layout.then(|| std::iter::once(part).nfkc()).into_iter().flatten();
        wide.chain((!is_layout).then_some(part)).map(straight)
    });
    into.extend(parts.nfc());
}

#[allow(clippy::match_same_arms, reason = "ASCII goes first, because nearly all letters are")]
fn kind(letter: char) -> Kind {
    match letter {
        ' ' | '\t'..='\r' => Kind::Space,
        '-' => Kind::Dash,
        '\0'..='\u{7f}' => Kind::Letter,
        // Hyphens and dashes of all lengths, the minus, the Hebrew maqaf, and those of wide and small fonts.
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{5be}'
        | '\u{2e3a}'
        | '\u{2e3b}'
        | '\u{fe31}'
        | '\u{fe32}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff0d}' => Kind::Dash,
        // The soft hyphen, joiners, marks of direction, variation selectors and the like.
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{e0100}'..='\u{e01ef}' => Kind::Nothing,
        letter if letter.is_whitespace() => Kind::Space,
        _ => Kind::Letter,
    }
}

/// Quotation marks and apostrophes as a typewriter has them.
fn straight(letter: char) -> char {
    match letter {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '\u{2bc}' | '\u{2032}' | '\u{5f3}' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '\u{2033}' | '\u{5f4}' => '"',
        letter => letter,
    }
}

/// Forms that exist only for layout: ligatures, Arabic shapes, wide, narrow, small and upright ones; and three dots in one.
fn is_layout(letter: char) -> bool {
    matches!(letter, '…' | '\u{fb00}'..='\u{fdff}' | '\u{fe10}'..='\u{fe1f}' | '\u{fe30}'..='\u{ffef}')
}

/// True for a letter that is compared as it stands.
fn is_plain(letter: char) -> bool {
    straight(letter) == letter
        && !is_layout(letter)
        && matches!(is_nfc_quick(std::iter::once(letter)), IsNormalized::Yes)
}

/// True for what belongs to the letter before it: marks, and the vowels and ends of Korean syllables.
fn extends(letter: char) -> bool {
    letter >= '\u{300}'
        && kind(letter) == Kind::Letter
        && (is_combining_mark(letter) || matches!(letter, '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Folded::of(text).text
    }

    #[test]
    fn typography_is_taken_off_and_nothing_else() {
        assert_eq!(folded("“It’s — so…”"), "\"It's - so...\"");
        assert_eq!(folded("a\u{a0}\n\t b\u{ad}c\u{200b}"), "a bc");
        assert_eq!(folded("ﬁnal ＡＢ１"), "final AB1");
        assert_eq!(folded("ha\u{308}\u{323}"), folded("h\u{1ea1}\u{308}"), "marks in any order");
        assert_eq!(folded("\u{1112}\u{1161}\u{11ab}"), "한");
        assert_eq!(folded("«да» --- ‹нет›"), "\"да\" - 'нет'");
        for different in ["Yes", "é", "10²", "½", "ß", "ё", "①"] {
            assert_eq!(folded(different), different, "not typography");
        }
    }

    #[test]
    fn the_way_back_leads_to_whole_letters() {
        let text = "x\u{ad}ﬁ — “ye\u{301}s”\u{a0}\u{a0}no";
        let folded = Folded::of(text);
        let at = |words: &str| {
            let start = folded.text.find(words).unwrap();
            folded.original(&(start..start + words.len())).map(|range| &text[range])
        };
        assert_eq!(at("xfi"), Some("x\u{ad}ﬁ"));
        assert_eq!(at("fi"), Some("ﬁ"), "without the soft hyphen before it");
        assert_eq!(at("i -"), None, "begins within a ligature");
        assert_eq!(at("\"yés\""), Some("“ye\u{301}s”"));
        assert_eq!(at("s\" n"), Some("s”\u{a0}\u{a0}n"));
        let composed = Folded::of("q\u{301}");
        assert_eq!(composed.original(&(0..1)), None, "the letter has a mark");
    }
}
