//! What keys mean while an article has the keyboard.

use egui::{Context, Event, Key, Modifiers};

use super::motion::{self, Step};
use super::{Reader, ReadingEvent, ReadingState, Reveal, Span};
use crate::ui::shape::Caret;

/// Takes the keys of this frame that are meant for the article.
pub(super) fn take(ctx: &Context, reader: &Reader<'_>, state: &mut ReadingState, events: &mut Vec<ReadingEvent>) {
    if egui::Popup::is_any_open(ctx) {
        // Keys belong to the menu that is open, Escape first of all.
        return;
    }
    let has_selection = state.selection().is_some();
    let taken = ctx.input_mut(|input| {
        let mut taken = Vec::new();
        input.events.retain(|event| {
            let pressed = match event {
                Event::Copy => Some(Pressed::Copy),
                Event::Key { key: Key::Escape, pressed: true, .. } => has_selection.then_some(Pressed::Nothing),
                Event::Key { key, pressed: true, modifiers, .. } => pressed(*key, *modifiers),
                _ => None,
            };
            let is_free = pressed.is_none();
            taken.extend(pressed);
            is_free
        });
        taken
    });
    for pressed in taken {
        match pressed {
            Pressed::Copy => {
                events.extend(state.selected_words().map(ReadingEvent::Copied));
            }
            Pressed::Everything => {
                let end = Caret { at: state.flow.end(), is_behind: true };
                state.span = Span { anchor: Caret::default(), head: end };
            }
            Pressed::Nothing => state.span.anchor = state.span.head,
            Pressed::Choose if state.selection().is_some() => events.push(ReadingEvent::Entered),
            Pressed::Choose => {
                let marks = reader.marks.at(state.span.head.at);
                if !marks.is_empty() {
                    events.push(ReadingEvent::MarksChosen(marks));
                }
            }
            Pressed::Step(step, extends) => go(ctx, state, step, extends),
        }
    }
}

enum Pressed {
    Copy,
    Everything,
    Nothing,
    Choose,
    /// Whether the selection is extended.
    Step(WantedStep, bool),
}

/// A step whose size may depend on the view.
#[derive(Clone, Copy)]
enum WantedStep {
    Step(Step),
    Page { is_down: bool },
}

fn pressed(key: Key, modifiers: Modifiers) -> Option<Pressed> {
    let Modifiers { alt, ctrl, shift, command, .. } = modifiers;
    if alt {
        return None;
    }
    let by_word = ctrl || command;
    let step = match key {
        Key::A if by_word && !shift => return Some(Pressed::Everything),
        Key::Enter if !modifiers.any() => return Some(Pressed::Choose),
        Key::ArrowLeft | Key::ArrowRight => {
            let is_right = key == Key::ArrowRight;
            if by_word { Step::Word { is_right } } else { Step::Sideways { is_right } }
        }
        Key::ArrowUp | Key::ArrowDown => {
            let is_down = key == Key::ArrowDown;
            if by_word { Step::Paragraph { is_down } } else { Step::Lines(if is_down { 1 } else { -1 }) }
        }
        Key::Home => {
            if by_word {
                Step::Start
            } else {
                Step::LineStart
            }
        }
        Key::End => {
            if by_word {
                Step::End
            } else {
                Step::LineEnd
            }
        }
        Key::PageUp | Key::PageDown if !by_word => {
            return Some(Pressed::Step(WantedStep::Page { is_down: key == Key::PageDown }, shift));
        }
        _ => return None,
    };
    Some(Pressed::Step(WantedStep::Step(step), shift))
}

fn go(ctx: &Context, state: &mut ReadingState, wanted: WantedStep, extends: bool) {
    let step = match wanted {
        WantedStep::Step(step) => step,
        WantedStep::Page { is_down } => {
            let height = state.flow.rect_of(ctx, state.span.head).map_or(24.0, |rect| rect.height());
            #[allow(clippy::cast_possible_truncation, reason = "lines on a screen")]
            let lines = ((state.seen / height.max(1.0)).floor() as i32 - 2).max(1);
            Step::Lines(if is_down { lines } else { -lines })
        }
    };
    let from = match (extends, step) {
        // An arrow without Shift leads to an end of what is selected.
        (false, Step::Sideways { is_right }) if state.selection().is_some() => {
            let range = state.span.range();
            let ends = [Caret::before(range.start), Caret { at: range.end, is_behind: true }];
            let [first, last] = ends.map(|end| (motion::column(ctx, &mut state.flow, end), end));
            let is_one_line = state.flow.rect_of(ctx, ends[0]).map(|rect| rect.min.y)
                == state.flow.rect_of(ctx, ends[1]).map(|rect| rect.min.y);
            let end = match is_one_line && first.0 > last.0 {
                true if is_right => first.1,
                true => last.1,
                false if is_right => last.1,
                false => first.1,
            };
            state.span = Span { anchor: end, head: end };
            state.goal = None;
            state.reveal = Some(Reveal::Caret);
            return;
        }
        _ => state.span.head,
    };
    let goal = match state.goal.filter(|_| step.is_vertical()) {
        Some(goal) => goal,
        None => motion::column(ctx, &mut state.flow, from),
    };
    state.goal = step.is_vertical().then_some(goal);
    state.span.head = motion::target(ctx, &mut state.flow, from, step, goal);
    if !extends {
        state.span.anchor = state.span.head;
    }
    state.reveal = Some(Reveal::Caret);
}
