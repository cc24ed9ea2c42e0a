//! Where the caret goes. Left and right are directions on screen, whatever the direction of the text; word by word it
//! goes in the order of reading of its paragraph.

use egui::{Context, Pos2, pos2};

use super::flow::Flow;
use super::words;
use crate::ui::shape::Caret;

/// One step of the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// One place to the right on screen, or to the left.
    Sideways {
        /// To the right.
        is_right: bool,
    },
    /// A word to the right, or to the left.
    Word {
        /// To the right.
        is_right: bool,
    },
    /// A paragraph down, or up.
    Paragraph {
        /// Down.
        is_down: bool,
    },
    /// So many lines down.
    Lines(i32),
    /// To the beginning of the line.
    LineStart,
    /// To its end.
    LineEnd,
    /// To the beginning of the article.
    Start,
    /// To its end.
    End,
}

impl Step {
    /// True for steps that keep to a column.
    pub(super) fn is_vertical(self) -> bool {
        matches!(self, Self::Lines(_))
    }
}

/// Where a step leads. `goal` is the column that steps up and down keep to.
pub(super) fn target(ctx: &Context, flow: &mut Flow, from: Caret, step: Step, goal: f32) -> Caret {
    let found = match step {
        Step::Sideways { is_right } => sideways(ctx, flow, from, is_right),
        Step::Word { is_right } => {
            let is_right_to_left = flow
                .line_of(ctx, from)
                .and_then(|(_, number, laid)| laid.lines.get(number).map(|line| line.is_right_to_left));
            Some(by_word(flow, from, is_right != is_right_to_left.unwrap_or(false)))
        }
        Step::Paragraph { is_down } => Some(by_paragraph(flow, from, is_down)),
        Step::Lines(count) => by_lines(ctx, flow, from, count, goal),
        Step::LineStart => flow.ends_of_line(ctx, from).map(|(start, _)| start),
        Step::LineEnd => flow.ends_of_line(ctx, from).map(|(_, end)| end),
        Step::Start => Some(Caret::default()),
        Step::End => Some(Caret { at: flow.end(), is_behind: true }),
    };
    found.unwrap_or(from)
}

/// Past the cluster that stands beside the caret on screen; at the edge of the line on to the next one.
fn sideways(ctx: &Context, flow: &mut Flow, from: Caret, is_right: bool) -> Option<Caret> {
    let (paragraph, number, laid) = flow.line_of(ctx, from)?;
    let line = laid.lines.get(number)?;
    let start = flow.chars(paragraph).start;
    if let Some(caret) = line.beside(Caret { at: from.at.saturating_sub(start), ..from }, is_right) {
        // Where a line is broken its end and the beginning of the next are one place, so that no key is needed twice.
        let is_broken = caret.at == line.chars.end && number + 1 < laid.lines.len();
        return Some(Caret { at: start + caret.at, is_behind: caret.is_behind && !is_broken });
    }
    let is_on = is_right != line.is_right_to_left;
    let other = if is_on {
        match laid.lines.get(number + 1) {
            Some(next) => Caret::before(start + next.chars.start),
            None if paragraph + 1 < flow.len() => Caret::before(flow.chars(paragraph + 1).start),
            None => return None,
        }
    } else if number > 0 && !(from.is_behind && from.at == start + line.chars.start) {
        return sideways(ctx, flow, Caret { at: start + line.chars.start, is_behind: true }, is_right);
    } else if number > 0 {
        Caret { at: start + line.chars.start, is_behind: true }
    } else {
        let last = flow.chars(paragraph.checked_sub(1)?).end;
        Caret { at: last, is_behind: true }
    };
    Some(other)
}

fn by_word(flow: &Flow, from: Caret, is_on: bool) -> Caret {
    let paragraph = flow.paragraph_of(from.at);
    let chars = flow.chars(paragraph);
    let place = from.at.saturating_sub(chars.start);
    if is_on {
        if let Some(end) = words::next(flow.words(paragraph), place) {
            return Caret { at: chars.start + end, is_behind: true };
        }
        let next = paragraph + 1;
        if next >= flow.len() {
            return Caret { at: chars.end, is_behind: true };
        }
        let end = words::next(flow.words(next), 0).unwrap_or(0);
        Caret { at: flow.chars(next).start + end, is_behind: true }
    } else {
        if let Some(start) = words::last(flow.words(paragraph), place) {
            return Caret::before(chars.start + start);
        }
        let Some(before) = paragraph.checked_sub(1) else { return Caret::before(chars.start) };
        let range = flow.chars(before);
        let start = words::last(flow.words(before), range.end - range.start).unwrap_or(0);
        Caret::before(range.start + start)
    }
}

fn by_paragraph(flow: &Flow, from: Caret, is_down: bool) -> Caret {
    let paragraph = flow.paragraph_of(from.at);
    let start = flow.chars(paragraph).start;
    if is_down {
        if paragraph + 1 < flow.len() {
            Caret::before(flow.chars(paragraph + 1).start)
        } else {
            Caret { at: flow.end(), is_behind: true }
        }
    } else if from.at > start {
        Caret::before(start)
    } else {
        Caret::before(flow.chars(paragraph.saturating_sub(1)).start)
    }
}

/// Up and down, keeping to the column at `goal`.
fn by_lines(ctx: &Context, flow: &mut Flow, from: Caret, count: i32, goal: f32) -> Option<Caret> {
    let (mut paragraph, mut number, mut laid) = flow.line_of(ctx, from)?;
    for _ in 0..count.unsigned_abs() {
        if count > 0 {
            if number + 1 < laid.lines.len() {
                number += 1;
            } else if paragraph + 1 < flow.len() {
                paragraph += 1;
                (number, laid) = (0, flow.laid(ctx, paragraph)?);
            } else {
                return Some(Caret { at: flow.end(), is_behind: true });
            }
        } else if number > 0 {
            number -= 1;
        } else if paragraph > 0 {
            paragraph -= 1;
            laid = flow.laid(ctx, paragraph)?;
            number = laid.lines.len().saturating_sub(1);
        } else {
            return Some(Caret::default());
        }
    }
    let caret = laid.lines.get(number)?.caret_on(goal);
    Some(Caret { at: flow.chars(paragraph).start + caret.at, ..caret })
}

/// The column that a caret stands in.
pub(super) fn column(ctx: &Context, flow: &mut Flow, caret: Caret) -> f32 {
    flow.rect_of(ctx, caret).map_or(0.0, |rect| rect.min.x)
}

/// The place nearest to a point, which may lie above or below the article.
pub(super) fn nearest(ctx: &Context, flow: &mut Flow, point: Pos2) -> Option<Caret> {
    if flow.len() == 0 {
        return None;
    }
    flow.caret_at(ctx, pos2(point.x, point.y.clamp(0.0, (flow.height() - 1.0).max(0.0))))
}
