//! The paragraphs of an article: where each stands in the text, and which of them are headings.

use std::ops::Range;

use crate::ui::shape::{count, portions};

/// A heading has at most so many characters.
const LONGEST_HEADING: usize = 100;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// What is read.
    Body,
    /// A line that stands above what is read.
    Heading,
    /// The rest of a very long paragraph.
    Rest,
}

/// A paragraph of the article. Together, paragraphs hold every character, line ends and blank lines included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// What is shown, in bytes.
    pub(super) bytes: Range<usize>,
    /// The same in Unicode scalar values.
    pub(super) chars: Range<u32>,
    /// What it is.
    pub(super) kind: Kind,
    /// A blank line stands before it.
    pub(super) has_space: bool,
}

/// A line of the text as it stands there.
struct TextLine {
    bytes: Range<usize>,
    chars: Range<u32>,
    is_after_blank: bool,
}

/// Splits a text into paragraphs; linear.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let (lines, has_blanks) = lines(text);
    let mut found = Vec::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate() {
        let words = &text[line.bytes.clone()];
        let next = lines.get(number + 1).filter(|next| !has_blanks || next.is_after_blank);
        let stands_alone = number == 0 || !has_blanks || line.is_after_blank;
        let is_heading = stands_alone
            && is_like_heading(words, line.chars.len())
            && next.is_some_and(|next| next.chars.len() > line.chars.len());
        let kind = if is_heading { Kind::Heading } else { Kind::Body };
        let has_space = number > 0 && (!has_blanks || line.is_after_blank);
        split(words, line, kind, has_space, &mut found);
    }
    found
}

/// Lines that are not blank, and whether blank ones stand between them.
fn lines(text: &str) -> (Vec<TextLine>, bool) {
    let (mut lines, mut is_after_blank, mut has_blanks) = (Vec::new(), false, false);
    let (mut byte, mut char) = (0, 0_u32);
    for line in text.split('\n') {
        let shown = line.strip_suffix('\r').unwrap_or(line);
        let count = count(shown);
        if shown.trim().is_empty() {
            is_after_blank = true;
        } else {
            has_blanks |= is_after_blank && !lines.is_empty();
            lines.push(TextLine { bytes: byte..byte + shown.len(), chars: char..char + count, is_after_blank });
            is_after_blank = false;
        }
        byte += line.len() + 1;
        char += count + u32::from(shown.len() < line.len()) + 1;
    }
    (lines, has_blanks)
}

fn is_like_heading(words: &str, chars: usize) -> bool {
    let words = words.trim();
    let ends_like_a_sentence =
        words.ends_with(['.', '!', '?', ':', ';', ',', '…', '”', '"', '»', '。', '！', '？', '：', '؟', '۔', '।']);
    let begins_like_an_entry = words.starts_with(['-', '–', '—', '•', '*', '·']);
    chars <= LONGEST_HEADING && !ends_like_a_sentence && !begins_like_an_entry
}

/// One paragraph, or several where it is very long.
fn split(words: &str, line: &TextLine, kind: Kind, has_space: bool, found: &mut Vec<Paragraph>) {
    let (mut byte, mut char, mut kind, mut has_space) = (line.bytes.start, line.chars.start, kind, has_space);
    for portion in portions(words) {
        let (bytes, chars) = (byte..byte + portion.len(), char..char + count(portion));
        (byte, char) = (bytes.end, chars.end);
        found.push(Paragraph { bytes, chars, kind, has_space });
        (kind, has_space) = (Kind::Rest, false);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<(&str, Kind, bool)> {
        paragraphs(text).into_iter().map(|p| (&text[p.bytes], p.kind, p.has_space)).collect()
    }

    #[test]
    fn blank_lines_are_space_and_a_short_line_above_a_paragraph_is_a_heading() {
        let text =
            "Ceasefire talks\n\nBoth sides met on Tuesday in the capital.\n\n\nA second paragraph.\r\nIts second line.";
        assert_eq!(
            kinds(text),
            [
                ("Ceasefire talks", Kind::Heading, false),
                ("Both sides met on Tuesday in the capital.", Kind::Body, true),
                ("A second paragraph.", Kind::Body, true),
                ("Its second line.", Kind::Body, false),
            ]
        );
    }

    #[test]
    fn lines_without_blank_ones_between_them_are_paragraphs() {
        let text =
            "Title\nThe first paragraph is long enough.\n- an entry\nThe end, which says more than the entry does.";
        let kinds: Vec<_> = kinds(text).into_iter().map(|(_, kind, space)| (kind, space)).collect();
        assert_eq!(kinds, [(Kind::Heading, false), (Kind::Body, true), (Kind::Body, true), (Kind::Body, true)]);
    }

    #[test]
    fn a_very_long_paragraph_is_laid_out_in_pieces_and_nothing_of_it_is_lost() {
        let text = "word ".repeat(5000);
        let found = paragraphs(&text);
        assert!(found.len() > 3);
        assert_eq!(found.iter().map(|p| &text[p.bytes.clone()]).collect::<String>(), text);
    }

    proptest! {
        /// A wrong place here would put every mark below it onto other words.
        #[test]
        fn places_in_bytes_and_in_characters_are_the_same(text in "[a-zéא中😀 \r\n.]{0,80}") {
            for paragraph in paragraphs(&text) {
                let before = text[..paragraph.bytes.start].chars().count();
                prop_assert_eq!(paragraph.chars.start as usize, before);
                prop_assert_eq!(paragraph.chars.len(), text[paragraph.bytes].chars().count());
            }
        }
    }
}
