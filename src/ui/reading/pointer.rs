//! What the mouse means: clicks and drags over text, and the ends of what is selected.

use std::ops::Range;

use egui::accesskit::Role;
use egui::{Context, CursorIcon, Pos2, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Frame, MarkKey, ReadingEvent, ReadingState, Span, motion, words};
use crate::ui::shape::Caret;
use crate::ui::theme::palette;

/// What is being dragged.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Drag {
    /// The end of the selection.
    Selection,
    /// An end of a mark: the mark as it would be.
    Mark(MarkKey, Range<u32>),
}

/// Clicks and drags over the text.
pub(super) fn take(
    ui: &Ui,
    frame: &Frame<'_>,
    response: &Response,
    state: &mut ReadingState,
    events: &mut Vec<ReadingEvent>,
) {
    let ctx = ui.ctx();
    let (extends, origin) = ctx.input(|input| (input.modifiers.shift, input.pointer.press_origin()));
    if response.drag_started_by(egui::PointerButton::Primary)
        && let Some(caret) = origin.and_then(|at| caret_at(ctx, frame, state, at))
    {
        response.request_focus();
        let anchor = if extends { state.span.anchor } else { caret };
        state.span = Span { anchor, head: caret };
        state.drag = Some(Drag::Selection);
    }
    if state.drag == Some(Drag::Selection) {
        if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) {
            if let Some(caret) = caret_at(ctx, frame, state, at) {
                state.span.head = caret;
            }
            scroll_while_dragging(ctx, frame, state, at);
        } else {
            state.drag = None;
        }
    }
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked()) {
        clicked(ctx, frame, response, state, at, events);
    } else if let Some(at) = response.interact_pointer_pos().filter(|_| response.secondary_clicked()) {
        response.request_focus();
        let caret = caret_at(ctx, frame, state, at).unwrap_or_default();
        let selected = state.span.range();
        // A menu that is asked for at the edge of the selected words means them too.
        if selected.is_empty() || !(selected.start..=selected.end).contains(&caret.at) {
            state.span = Span { anchor: caret, head: caret };
            let marks = marks_at(ctx, frame, state, at);
            if !marks.is_empty() && !frame.reader.chosen.is_some_and(|chosen| marks.contains(&chosen)) {
                events.push(ReadingEvent::MarksChosen(marks));
            }
        }
    }
    hovered(ui, frame, response, state);
}

fn clicked(
    ctx: &Context,
    frame: &Frame<'_>,
    response: &Response,
    state: &mut ReadingState,
    at: Pos2,
    events: &mut Vec<ReadingEvent>,
) {
    response.request_focus();
    state.goal = None;
    let Some(caret) = caret_at(ctx, frame, state, at) else { return };
    let paragraph = state.flow.paragraph_of(caret.at);
    let chars = state.flow.chars(paragraph);
    if response.triple_clicked() {
        state.select(&chars);
    } else if response.double_clicked() {
        let place = character_at(ctx, frame, state, at).unwrap_or(caret.at);
        let word = words::around(state.flow.words(paragraph), place.saturating_sub(chars.start));
        state.select(&(chars.start + word.start..chars.start + word.end));
    } else if ctx.input(|input| input.modifiers.shift) {
        state.span.head = caret;
    } else {
        state.span = Span { anchor: caret, head: caret };
        let marks = marks_at(ctx, frame, state, at);
        if !marks.is_empty() {
            events.push(ReadingEvent::MarksChosen(marks));
        }
    }
}

/// The marks under a point.
fn marks_at(ctx: &Context, frame: &Frame<'_>, state: &mut ReadingState, at: Pos2) -> Vec<MarkKey> {
    character_at(ctx, frame, state, at).map(|place| frame.reader.marks.at(place)).unwrap_or_default()
}

/// The pointer says what it is over; a mark says its name.
fn hovered(ui: &Ui, frame: &Frame<'_>, response: &Response, state: &mut ReadingState) {
    let Some(at) = response.hover_pos().filter(|_| state.drag.is_none()) else { return };
    let column = frame.origin.x..=frame.origin.x + frame.columns.width;
    if column.contains(&at.x) {
        ui.ctx().set_cursor_icon(CursorIcon::Text);
    }
    let marks = marks_at(ui.ctx(), frame, state, at);
    if marks.is_empty() || response.is_pointer_button_down_on() {
        return;
    }
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(ui.spacing().tooltip_width);
        for mark in marks.iter().filter_map(|key| frame.reader.marks.get(*key)) {
            super::margin::name(ui, mark);
        }
    });
}

fn in_article(frame: &Frame<'_>, at: Pos2) -> Pos2 {
    at - frame.origin.to_vec2()
}

fn caret_at(ctx: &Context, frame: &Frame<'_>, state: &mut ReadingState, at: Pos2) -> Option<Caret> {
    motion::nearest(ctx, &mut state.flow, in_article(frame, at))
}

/// The character under a point, if one is.
pub(super) fn character_at(ctx: &Context, frame: &Frame<'_>, state: &mut ReadingState, at: Pos2) -> Option<u32> {
    let point = in_article(frame, at);
    if point.y < 0.0 || point.y > state.flow.height() {
        return None;
    }
    let paragraph = state.flow.paragraph_at(point.y);
    let laid = state.flow.laid(ctx, paragraph)?;
    let y = point.y - state.flow.text_top(paragraph);
    let line = laid.lines.iter().find(|line| (line.top..line.top + line.height).contains(&y))?;
    let cluster = line.clusters.iter().find(|cluster| (cluster.left..cluster.right).contains(&point.x))?;
    Some(state.flow.chars(paragraph).start + cluster.start)
}

/// Beyond the edge of the view the article goes on under the pointer.
fn scroll_while_dragging(ctx: &Context, frame: &Frame<'_>, state: &mut ReadingState, at: Pos2) {
    let beyond = if at.y < frame.view.min.y {
        at.y - frame.view.min.y
    } else if at.y > frame.view.max.y {
        at.y - frame.view.max.y
    } else {
        return;
    };
    let step = (beyond * 8.0 * ctx.input(|input| input.stable_dt.min(0.05))).clamp(-60.0, 60.0);
    state.pull += step;
    ctx.request_repaint();
}

const KNOB: f32 = 4.5;

/// Knobs at the ends of what is selected, and of the chosen mark.
pub(super) fn handles(ui: &Ui, frame: &Frame<'_>, state: &mut ReadingState, events: &mut Vec<ReadingEvent>) {
    let colors = palette(ui);
    if let Some(range) = state.selection() {
        for (is_start, name) in [(true, "Start of the selection"), (false, "End of the selection")] {
            let moved = handle(ui, frame, state, &range, is_start, name, colors.accent);
            if let Some((caret, _)) = moved {
                let other = if is_start { range.end } else { range.start };
                // The caret is at the end that moves.
                let anchor = Caret { at: other, is_behind: is_start };
                state.span = Span { anchor, head: caret };
            }
        }
        return;
    }
    if !frame.reader.can_move_marks {
        return;
    }
    let Some(mark) = frame.reader.chosen.and_then(|key| frame.reader.marks.get(key)) else { return };
    let range = match &state.drag {
        Some(Drag::Mark(key, range)) if *key == mark.key => range.clone(),
        _ => mark.range.clone(),
    };
    let color = colors.stance(mark.stance).strong;
    for (is_start, name) in [(true, "Start of the quotation"), (false, "End of the quotation")] {
        let Some((caret, is_over)) = handle(ui, frame, state, &range, is_start, name, color) else { continue };
        let moved = if is_start { caret.at..range.end } else { range.start..caret.at };
        let moved = if moved.start < moved.end { moved } else { range.clone() };
        if is_over {
            state.drag = None;
            if moved != mark.range {
                events.push(ReadingEvent::MarkMoved(mark.key, moved));
            }
        } else {
            state.drag = Some(Drag::Mark(mark.key, moved));
        }
    }
}

/// One knob. Says where it was dragged to, and whether that was the end of it.
fn handle(
    ui: &Ui,
    frame: &Frame<'_>,
    state: &mut ReadingState,
    range: &Range<u32>,
    is_start: bool,
    name: &str,
    color: egui::Color32,
) -> Option<(Caret, bool)> {
    let caret = if is_start { Caret::before(range.start) } else { Caret { at: range.end, is_behind: true } };
    let rect = state.flow.rect_of(ui.ctx(), caret)?.translate(frame.origin.to_vec2());
    if !rect.intersects(frame.view) {
        return None;
    }
    let middle = if is_start { rect.left_top() + vec2(0.0, 1.0) } else { rect.left_bottom() - vec2(0.0, 1.0) };
    let area = Rect::from_center_size(middle, vec2(KNOB * 3.0, KNOB * 3.0));
    let id = frame.reader.id.with(("handle", name));
    let response = ui.interact(area, id, Sense::drag()).on_hover_cursor(CursorIcon::ResizeHorizontal);
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, name));
    let painter = ui.painter();
    painter.line_segment([rect.left_top(), rect.left_bottom()], egui::Stroke::new(1.5, color));
    painter.circle(middle, KNOB, color, egui::Stroke::new(1.0, palette(ui).panel));
    let at = response.interact_pointer_pos()?;
    let is_over = response.drag_stopped();
    if !response.dragged() && !is_over {
        return None;
    }
    // The knob stands at the edge of its line; the line itself is meant.
    let grip = if is_start { rect.height() * 0.5 } else { -rect.height() * 0.5 };
    let place = caret_at(ui.ctx(), frame, state, pos2(at.x, at.y + grip))?;
    scroll_while_dragging(ui.ctx(), frame, state, at);
    Some((place, is_over))
}
