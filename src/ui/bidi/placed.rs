//! Lines in visual order of which it is known where every piece stands in the text: for text that is pointed at and
//! selected. What a galley says about places is wrong behind a word from right to left, so nobody may ask it.

use std::ops::Range;

use egui::Context;
use egui::text::LayoutJob;

use super::{Visual, push};

/// A piece of a line that is shaped alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) struct PlacedPiece {
    /// Where it stands in the text, in bytes.
    pub(in crate::ui) range: Range<usize>,
    /// What is drawn, a section of the line's job.
    pub(in crate::ui) drawn: Range<usize>,
    /// It reads from right to left.
    pub(in crate::ui) is_right_to_left: bool,
}

/// A line in visual order.
#[derive(Debug)]
pub(in crate::ui) struct PlacedLine {
    /// Where it stands in the text, in bytes, without white space at its end.
    pub(in crate::ui) range: Range<usize>,
    /// The line as egui draws it: a section for each piece, in the same order, and no wrapping.
    pub(in crate::ui) job: LayoutJob,
    /// Its pieces from left to right.
    pub(in crate::ui) pieces: Vec<PlacedPiece>,
    /// Its paragraph reads from right to left.
    pub(in crate::ui) is_right_to_left: bool,
}

/// The lines of a text of one format, broken to the job's width. Words that read as they are drawn are pieces too, so
/// that a place that has to be guessed is guessed within a word.
pub(in crate::ui) fn placed(ctx: &Context, job: &LayoutJob) -> Vec<PlacedLine> {
    let visual = Visual::new(ctx, job, false);
    let lines = visual.lines.iter().map(|line| {
        let mut placed = PlacedLine {
            range: line.range.clone(),
            job: LayoutJob { wrap: egui::text::TextWrapping::no_max_width(), ..LayoutJob::default() },
            pieces: Vec::with_capacity(line.pieces.len()),
            is_right_to_left: line.is_right_to_left,
        };
        let mut add = |range: Range<usize>, words: &str, is_right_to_left: bool| {
            let start = placed.job.text.len();
            push(&mut placed.job, words, 0.0, line.format.clone());
            placed.pieces.push(PlacedPiece { range, drawn: start..placed.job.text.len(), is_right_to_left });
        };
        for piece in &line.pieces {
            let text = &job.text[piece.range.clone()];
            match piece.mirrored {
                Some(sign) => add(piece.range.clone(), sign.encode_utf8(&mut [0; 4]), true),
                None if piece.is_right_to_left => add(piece.range.clone(), text, true),
                None => {
                    for word in words(text) {
                        let range = piece.range.start + word.start..piece.range.start + word.end;
                        add(range, &text[word], false);
                    }
                }
            }
        }
        placed
    });
    lines.collect()
}

/// Words with the white space behind each.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut was_space = false;
    let mut starts: Vec<usize> = text
        .char_indices()
        .filter_map(|(place, c)| {
            let begins = was_space && !c.is_whitespace();
            was_space = c.is_whitespace();
            begins.then_some(place)
        })
        .collect();
    starts.insert(0, 0);
    let ends: Vec<usize> = starts.iter().copied().skip(1).chain([text.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| start..end)
}
