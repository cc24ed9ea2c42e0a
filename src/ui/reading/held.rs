//! What stands at the upper edge of the view, so that it still stands there when lines break elsewhere.

use egui::{Context, pos2};

use super::super::shape::Caret;
use super::super::theme::space;
use super::flow::Flow;

/// A place in the line at the upper edge. It is kept from one width to the next, however many come while an edge is
/// dragged; only scrolling looks for another.
#[derive(Debug, Default)]
pub(super) struct Held(Option<Line>);

#[derive(Debug)]
struct Line {
    at: Caret,
    /// How far the line begins above the edge.
    above: f32,
    /// Where the view stood then: the paragraph at its edge, and how far the top of that is above it.
    top: (usize, f32),
}

impl Held {
    /// Remembers what stands at the upper edge now.
    pub(super) fn note(&mut self, ctx: &Context, flow: &mut Flow, top: (usize, f32)) {
        if self.0.as_ref().is_some_and(|line| line.top.0 == top.0 && (line.top.1 - top.1).abs() < 0.5) {
            return;
        }
        let edge = flow.top(top.0) + top.1 - space::PAGE;
        self.0 = flow.caret_at(ctx, pos2(0.0, edge.max(0.0))).and_then(|at| {
            let above = edge - flow.rect_of(ctx, at)?.min.y;
            Some(Line { at, above, top })
        });
    }

    /// Where the view stands so that the same words are at its edge, after lines were broken anew.
    pub(super) fn again(&mut self, ctx: &Context, flow: &mut Flow) -> (usize, f32) {
        let Some(line) = &mut self.0 else { return (0, 0.0) };
        let paragraph = flow.paragraph_of(line.at.at);
        let edge = flow.rect_of(ctx, line.at).map_or(0.0, |rect| rect.min.y) + line.above;
        line.top = (paragraph, edge + space::PAGE - flow.top(paragraph));
        line.top
    }
}
