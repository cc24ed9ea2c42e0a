//! Where the lines of a paragraph end, found in the order of reading, before anything is put into visual order.

use std::ops::Range;

use unicode_linebreak::linebreaks;

/// Breaks `range` of `text` into lines that are at most `width` wide, at the places of Unicode Standard Annex #14. What
/// has no such place is broken between characters. White space at a line's end belongs to no line.
pub(super) fn lines(
    text: &str,
    range: Range<usize>,
    width: f32,
    measure: &mut dyn FnMut(Range<usize>) -> f32,
) -> Vec<Range<usize>> {
    let paragraph = trimmed(text, range);
    if !width.is_finite() || paragraph.is_empty() {
        return vec![paragraph];
    }
    let mut lines = Vec::new();
    let mut line = paragraph.start..paragraph.start;
    let mut used = 0.0;
    let ends = linebreaks(&text[paragraph.clone()]).map(|(place, _)| paragraph.start + place);
    let mut start = paragraph.start;
    for end in ends {
        let seen = measure(trimmed(text, start..end));
        if used + seen > width && line.end > line.start {
            lines.push(trimmed(text, line.clone()));
            line = start..start;
            used = 0.0;
        }
        if seen > width {
            for (place, c) in text[start..end].char_indices() {
                let place = start + place;
                if place > line.start && measure(line.start..place + c.len_utf8()) > width {
                    lines.push(line.start..place);
                    line = place..place;
                }
            }
            used = measure(line.start..end);
        } else {
            used += measure(start..end);
        }
        line.end = end;
        start = end;
    }
    lines.push(trimmed(text, line));
    lines
}

/// The longest beginning of `line` that leaves room for an ellipsis.
pub(super) fn cut(
    text: &str,
    line: Range<usize>,
    width: f32,
    measure: &mut dyn FnMut(Range<usize>) -> f32,
) -> Range<usize> {
    let mut ends: Vec<_> = text[line.clone()].char_indices().map(|(place, _)| line.start + place).collect();
    ends.push(line.end);
    let fitting = ends.partition_point(|&end| measure(line.start..end) <= width).max(1);
    trimmed(text, line.start..ends[fitting - 1])
}

/// The same without white space at its end.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + text[range].trim_end().len()
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, reason = "a handful of characters")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As on a typewriter: every character is one wide.
    fn broken(text: &str, width: f32) -> Vec<&str> {
        let mut measure = |range: Range<usize>| text[range].chars().count() as f32;
        lines(text, 0..text.len(), width, &mut measure).into_iter().map(|line| &text[line]).collect()
    }

    #[test]
    fn lines_end_between_words_and_long_words_are_broken() {
        assert_eq!(broken("נסיגה של כל הכוחות", 9.0), ["נסיגה של", "כל הכוחות"]);
        assert_eq!(broken("ab incomprehensibilities", 8.0), ["ab", "incompre", "hensibil", "ities"]);
        assert_eq!(broken("", 8.0), [""]);
    }

    #[test]
    fn a_cut_line_leaves_room_for_the_ellipsis() {
        let text = "السلام عليكم";
        let mut measure = |range: Range<usize>| text[range].chars().count() as f32;
        assert_eq!(&text[cut(text, 0..text.len(), 7.0, &mut measure)], "السلام");
    }

    proptest! {
        #[test]
        fn lines_hold_every_word_and_none_is_too_wide(text in "[a-cא-ג ,-]{0,60}", width in 1_u8..20) {
            let lines = broken(&text, f32::from(width));
            prop_assert!(lines.iter().all(|line| line.chars().count() <= usize::from(width)));
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
