//! Two wordings, with the words that differ marked.

use crate::model::shown::visible_line;

/// Up to so many comparisons of words; beyond, the whole middle counts as another.
const MOST: usize = 250_000;
/// So many words that stay are shown beside those that differ.
const BESIDE: usize = 6;
/// At most so many characters of what differs are shown in one piece.
const LONGEST: usize = 600;

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// They stand in both.
    Same,
    /// They are gone.
    Gone,
    /// They are new.
    New,
}

/// Words with their mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What became of them.
    pub mark: Mark,
    /// The words, on one line and with nothing in them that acts.
    pub text: String,
}

impl Piece {
    pub(super) fn same(text: impl Into<String>) -> Self {
        Self { mark: Mark::Same, text: text.into() }
    }
}

/// The words of two texts: what stays, what is gone, what is new. Long stretches that stay are left out.
pub(super) fn compared(one: &str, two: &str) -> Vec<Piece> {
    let (one, two): (Vec<&str>, Vec<&str>) = (one.split_whitespace().collect(), two.split_whitespace().collect());
    let front = one.iter().zip(&two).take_while(|(one, two)| one == two).count();
    let back = one[front..].iter().rev().zip(two[front..].iter().rev()).take_while(|(one, two)| one == two).count();
    let (left, right) = (&one[front..one.len() - back], &two[front..two.len() - back]);
    let mut marked: Vec<(Mark, &str)> = one[..front].iter().map(|word| (Mark::Same, *word)).collect();
    marked.extend(middle(left, right));
    marked.extend(one[one.len() - back..].iter().map(|word| (Mark::Same, *word)));
    pieces(&marked)
}

/// The longest common chain of words, by the usual table.
fn middle<'a>(one: &[&'a str], two: &[&'a str]) -> Vec<(Mark, &'a str)> {
    let gone = |words: &[&'a str]| words.iter().map(|word| (Mark::Gone, *word)).collect::<Vec<_>>();
    let new = |words: &[&'a str]| words.iter().map(|word| (Mark::New, *word)).collect::<Vec<_>>();
    if one.len().saturating_mul(two.len()) > MOST {
        return [gone(one), new(two)].concat();
    }
    let width = two.len() + 1;
    let mut lengths = vec![0_u32; (one.len() + 1) * width];
    for at in (0..one.len()).rev() {
        for to in (0..two.len()).rev() {
            lengths[at * width + to] = if one[at] == two[to] {
                lengths[(at + 1) * width + to + 1] + 1
            } else {
                lengths[(at + 1) * width + to].max(lengths[at * width + to + 1])
            };
        }
    }
    let (mut at, mut to, mut marked) = (0, 0, Vec::new());
    while at < one.len() && to < two.len() {
        if one[at] == two[to] {
            marked.push((Mark::Same, one[at]));
            (at, to) = (at + 1, to + 1);
        } else if lengths[(at + 1) * width + to] >= lengths[at * width + to + 1] {
            marked.push((Mark::Gone, one[at]));
            at += 1;
        } else {
            marked.push((Mark::New, two[to]));
            to += 1;
        }
    }
    marked.extend(gone(&one[at..]));
    marked.extend(new(&two[to..]));
    marked
}

fn pieces(marked: &[(Mark, &str)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = 0;
    while from < marked.len() {
        let mark = marked[from].0;
        let to = from + marked[from..].iter().take_while(|(other, _)| *other == mark).count();
        let words: Vec<&str> = marked[from..to].iter().map(|(_, word)| *word).collect();
        let text =
            if mark == Mark::Same { shortened(&words, from == 0, to == marked.len()) } else { cut(&words.join(" ")) };
        pieces.push(Piece { mark, text });
        from = to;
    }
    pieces
}

/// Words that stay: those beside what differs.
fn shortened(words: &[&str], is_first: bool, is_last: bool) -> String {
    let before = if is_first { 0 } else { BESIDE };
    let after = if is_last { 0 } else { BESIDE };
    let text = if words.len() <= before + after + 1 {
        words.join(" ")
    } else {
        let ends = [words[..before].join(" "), "…".to_owned(), words[words.len() - after..].join(" ")];
        ends.iter().filter(|end| !end.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    visible_line(&text).into_owned()
}

/// The beginning of a text on one line.
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", visible_line(&text[..end])),
        None => visible_line(text).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(one: &str, two: &str) -> String {
        super::super::marked(&compared(one, two))
    }

    #[test]
    fn the_words_that_differ_are_marked() {
        // If this fails, a reader does not see which word of a long sentence changed.
        assert_eq!(shown("thirty days at once", "sixty days at once"), "[-thirty-] {+sixty+} days at once");
        assert_eq!(shown("a b c", "a c"), "a [-b-] c");
        assert_eq!(shown("", "a b"), "{+a b+}");
        let long: Vec<String> = (0..40).map(|number| number.to_string()).collect();
        let (one, two) = (format!("{} x", long.join(" ")), format!("{} y", long.join(" ")));
        assert_eq!(shown(&one, &two), "… 34 35 36 37 38 39 [-x-] {+y+}");
    }
}
