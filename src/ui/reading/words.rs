//! Where words begin and end.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::ui::shape::count;

/// Scripts that put no spaces between words; what stands between two spaces is taken for one.
fn has_no_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Stretches of a text: words, and what stands between them. In Unicode scalar values.
fn stretches(text: &str) -> Vec<(Range<u32>, bool)> {
    let mut found: Vec<(Range<u32>, bool, bool)> = Vec::new();
    let mut at = 0;
    for stretch in text.split_word_bounds() {
        let end = at + count(stretch);
        let is_joined = stretch.chars().all(has_no_spaces);
        let is_word = is_joined || stretch.chars().any(char::is_alphanumeric);
        match found.last_mut() {
            Some((range, _, true)) if is_joined => range.end = end,
            _ => found.push((at..end, is_word, is_joined)),
        }
        at = end;
    }
    found.into_iter().map(|(range, is_word, _)| (range, is_word)).collect()
}

/// The word around a place, or what stands there between words.
pub(super) fn around(text: &str, place: u32) -> Range<u32> {
    let stretches = stretches(text);
    let found = stretches.iter().find(|(range, _)| range.contains(&place)).or(stretches.last());
    found.map_or(0..0, |(range, _)| range.clone())
}

/// The end of the next word behind a place.
pub(super) fn next(text: &str, place: u32) -> Option<u32> {
    stretches(text).into_iter().find(|(range, is_word)| *is_word && range.end > place).map(|(range, _)| range.end)
}

/// The beginning of the last word before a place.
pub(super) fn last(text: &str, place: u32) -> Option<u32> {
    let mut stretches = stretches(text).into_iter().rev();
    stretches.find(|(range, is_word)| *is_word && range.start < place).map(|(range, _)| range.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_people_say_they_do() {
        assert_eq!(around("a cease-fire (now)", 3), 2..7);
        assert_eq!(around("won’t go", 2), 0..5);
        assert_eq!(around("שלום עולם", 6), 5..9);
        assert_eq!(around("การหยุดยิง ทันที", 3), 0..10);
        assert_eq!(around("", 0), 0..0);
    }

    #[test]
    fn going_by_words_skips_what_stands_between_them() {
        assert_eq!(next("One, two", 0), Some(3));
        assert_eq!(next("One, two", 3), Some(8));
        assert_eq!(next("One, two", 8), None);
        assert_eq!(last("One, two", 8), Some(5));
        assert_eq!(last("One, two", 5), Some(0));
        assert_eq!(last("One, two", 0), None);
    }
}
