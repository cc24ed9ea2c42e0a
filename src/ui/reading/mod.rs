//! A long article to read, mark and select in.
//!
//! Text is set in a column of about 68 letters, paragraph by paragraph, and only what is in view is laid out. Every
//! place is counted in Unicode scalar values of the text as it stands in the dossier, whatever the script: which
//! character stands where is worked out here, because egui's own cursors are wrong behind a word from right to left.
//!
//! Nothing is changed from here. What a person does comes out as [`ReadingEvent`]s; the selection and the place to which
//! the article is scrolled are kept in the [`ReadingState`].

mod flow;
mod held;
mod keyboard;
mod margin;
mod marks;
mod motion;
mod paint;
mod paragraphs;
mod pointer;
mod words;

#[cfg(test)]
mod tests;

pub use marks::{Mark, MarkKey, Marks};

use std::ops::Range;

use egui::accesskit::Role;
use egui::{Color32, Context, Id, Rect, Response, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::shape::Caret;
use super::theme::{palette, size, space};
use crate::model::Text;
use flow::Flow;
use held::Held;
use pointer::Drag;

/// The column is so many letters wide where there is room.
const MEASURE: f32 = 68.0;
/// Room at the left for the signs of marks.
const GUTTER: f32 = 40.0;
/// From the column to the names in the margin.
const GAP: f32 = 18.0;
/// The margin is at least so wide, or it is left out.
const LEAST_MARGIN: f32 = 120.0;
/// And at most so wide.
const MOST_MARGIN: f32 = 250.0;

/// What a person does with an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadingEvent {
    /// Other words are selected, or none.
    Selected(Option<Range<u32>>),
    /// A place was chosen that these marks stand at, the one that is most likely meant first.
    MarksChosen(Vec<MarkKey>),
    /// One mark was chosen by its name.
    MarkChosen(MarkKey),
    /// An end of a mark was dragged.
    MarkMoved(MarkKey, Range<u32>),
    /// Something is to be made of the selected words.
    Entered,
    /// Words are to go to the clipboard.
    Copied(String),
}

/// What is selected: from where it began to where the caret is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Span {
    anchor: Caret,
    head: Caret,
}

impl Span {
    fn range(self) -> Range<u32> {
        self.anchor.at.min(self.head.at)..self.anchor.at.max(self.head.at)
    }
}

/// What is kept of an article between frames.
#[derive(Debug, Default)]
pub struct ReadingState {
    flow: Flow,
    span: Span,
    /// Where the caret wants to be while it goes up and down.
    goal: Option<f32>,
    drag: Option<Drag>,
    /// The paragraph at the upper edge of the view, and how far its top is above it.
    top: (usize, f32),
    held: Held,
    offset: f32,
    /// Height of the view.
    seen: f32,
    /// Where the selected words are on the screen.
    place: Option<Rect>,
    /// Brought into view at the next frame.
    reveal: Option<Reveal>,
    /// So far the article goes on at the next frame, because something is dragged beyond its edge.
    pull: f32,
}

/// What is brought into view.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Reveal {
    /// No further than needed.
    Caret,
    /// Well into view.
    Passage(Range<u32>),
}

impl ReadingState {
    /// The selected words, in Unicode scalar values of the text.
    pub fn selection(&self) -> Option<Range<u32>> {
        Some(self.span.range()).filter(|range| range.start < range.end)
    }

    /// The selected words.
    pub fn selected_words(&self) -> Option<String> {
        self.selection().map(|range| self.flow.words_in(&range).to_owned())
    }

    /// Selects words.
    pub fn select(&mut self, range: &Range<u32>) {
        self.span = Span { anchor: Caret::before(range.start), head: Caret { at: range.end, is_behind: true } };
        self.goal = None;
    }

    /// Where the caret is.
    pub fn caret(&self) -> u32 {
        self.span.head.at
    }

    /// Nothing is selected any more; reading goes on behind it.
    pub fn go_behind(&mut self) {
        let end = Caret { at: self.span.range().end, is_behind: true };
        self.span = Span { anchor: end, head: end };
    }

    /// Where the selected words stood on the screen when they were last drawn, as far as they are in view.
    pub fn place(&self) -> Option<Rect> {
        self.place
    }

    /// Brings a passage into view at the next frame, and sets the caret to its beginning.
    pub fn show(&mut self, range: Range<u32>) {
        self.span = Span { anchor: Caret::before(range.start), head: Caret::before(range.start) };
        self.reveal = Some(Reveal::Passage(range));
    }

    /// Forgets everything: another article comes into the place of this one.
    pub fn begin_anew(&mut self) {
        *self = Self::default();
    }
}

/// A stretch of the article with a colour behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// Where it stands, in Unicode scalar values.
    pub range: Range<u32>,
    /// The colour.
    pub fill: Color32,
}

/// An article as it is to be shown.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// Which widget it is.
    pub id: Id,
    /// What screen readers call it.
    pub name: &'a str,
    /// The article.
    pub text: &'a Text,
    /// The quotations in it.
    pub marks: &'a Marks,
    /// The mark of what is selected elsewhere.
    pub chosen: Option<MarkKey>,
    /// The passage that was jumped to.
    pub lit: Option<&'a Range<u32>>,
    /// Words that have a colour, by where they begin; none reaches into another.
    pub highlights: &'a [Highlight],
    /// Words that are looked for, in the same order.
    pub found: &'a [Range<u32>],
    /// Ends of the chosen mark can be dragged.
    pub can_move_marks: bool,
}

/// True while an article has the keyboard.
pub fn has_keyboard(ctx: &Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    focused.is_some() && focused == ctx.data(|data| data.get_temp::<Id>(readers_id()))
}

fn readers_id() -> Id {
    Id::unique("the article that has the keyboard")
}

/// Where the parts of the article stand, from its left edge.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Columns {
    /// Left edge of the text.
    text: f32,
    /// Width of the text.
    width: f32,
    /// Left and right edge of the margin; None where there is no room for one.
    margin: Option<(f32, f32)>,
}

impl Columns {
    fn new(ctx: &Context, room: f32, has_marks: bool) -> Self {
        let measure = (flow::letter_width(ctx, size::READING) * MEASURE).round();
        let rest = room - GUTTER - space::LARGE;
        let can_have_margin = has_marks && rest - GAP - LEAST_MARGIN >= measure * 0.6;
        if !can_have_margin {
            let width = rest.min(measure).max(80.0);
            return Self { text: GUTTER + ((rest - width) * 0.4).max(0.0).round(), width, margin: None };
        }
        let width = (rest - GAP - LEAST_MARGIN).min(measure).round();
        let margin = (rest - width - GAP).min(MOST_MARGIN);
        let text = GUTTER + ((rest - width - GAP - margin) * 0.4).max(0.0).round();
        Self { text, width, margin: Some((text + width + GAP, text + width + GAP + margin)) }
    }
}

/// Everything that is drawn in one frame.
struct Frame<'a> {
    reader: &'a Reader<'a>,
    columns: Columns,
    /// Where the upper left corner of the article's text is on screen.
    origin: egui::Pos2,
    /// What is in view, on screen.
    view: Rect,
    has_focus: bool,
}

impl Frame<'_> {
    fn paragraphs_in_view(&self, flow: &Flow) -> Range<usize> {
        if flow.len() == 0 {
            return 0..0;
        }
        let (top, bottom) = (self.view.min.y - self.origin.y, self.view.max.y - self.origin.y);
        flow.paragraph_at(top)..flow.paragraph_at(bottom) + 1
    }
}

impl Reader<'_> {
    /// Shows the article in all the room there is, and says what the person did.
    pub fn show(&self, ui: &mut Ui, state: &mut ReadingState) -> Vec<ReadingEvent> {
        let area = ui.available_rect_before_wrap();
        ui.painter().rect_filled(area, 0.0, palette(ui).panel);
        let mut events = Vec::new();
        let ctx = ui.ctx().clone();
        let before = state.selection();
        let columns = Columns::new(&ctx, area.width() - 12.0, !self.marks.all().is_empty());
        self.lay_out(&ctx, state, columns.width, area.height());
        let has_focus = ctx.memory(|memory| memory.has_focus(self.id));
        if has_focus {
            ctx.data_mut(|data| data.insert_temp(readers_id(), self.id));
            keyboard::take(&ctx, self, state, &mut events);
        }
        let mut scroll = ScrollArea::vertical().id_salt(self.id).auto_shrink(false).animated(false);
        if let Some(offset) = wanted_offset(&ctx, state) {
            scroll = scroll.vertical_scroll_offset(offset);
        }
        let output = scroll.show_viewport(ui, |ui, viewport| {
            ui.set_min_size(vec2(area.width() - 12.0, state.flow.height() + space::PAGE * 2.0));
            let corner = ui.min_rect().min;
            let frame = Frame {
                reader: self,
                columns,
                origin: pos2(corner.x + columns.text, corner.y + space::PAGE),
                view: viewport.translate(corner.to_vec2()),
                has_focus,
            };
            frame.contents(ui, state, &mut events);
        });
        state.offset = output.state.clamped_offset().y;
        state.seen = output.inner_rect.height();
        let first = state.flow.paragraph_at(state.offset - space::PAGE);
        state.top = (first, state.offset - state.flow.top(first));
        state.held.note(&ctx, &mut state.flow, state.top);
        if state.selection() != before {
            events.push(ReadingEvent::Selected(state.selection()));
        }
        events
    }

    /// Lays out what will be in view, before anything is drawn.
    fn lay_out(&self, ctx: &Context, state: &mut ReadingState, width: f32, height: f32) {
        let texts = state.flow.texts;
        if state.flow.update(ctx, self.text, width) {
            let is_same_text = texts == state.flow.texts;
            // Where a text was laid out in another width, what was read stays in view.
            state.top = if is_same_text { state.held.again(ctx, &mut state.flow) } else { (0, 0.0) };
            let end = state.flow.end();
            state.span.anchor.at = state.span.anchor.at.min(end);
            state.span.head.at = state.span.head.at.min(end);
            if !is_same_text {
                state.drag = None;
            }
        }
        if state.seen <= 0.0 {
            state.seen = height;
        }
        state.flow.lay_around(ctx, state.top.0, height * 0.5, height * 1.5 + state.top.1.max(0.0));
    }
}

/// Where the article is to be scrolled to in this frame, if not to where it is.
fn wanted_offset(ctx: &Context, state: &mut ReadingState) -> Option<f32> {
    let is = state.offset;
    let kept = state.flow.top(state.top.0) + state.top.1;
    let most = (state.flow.height() + space::PAGE * 2.0 - state.seen).max(0.0);
    let wanted = match state.reveal.take() {
        None => kept + std::mem::take(&mut state.pull),
        Some(Reveal::Caret) => {
            let rect = state.flow.rect_of(ctx, state.span.head)?.translate(vec2(0.0, space::PAGE));
            let edge = rect.height();
            if rect.min.y - edge < kept {
                rect.min.y - edge
            } else if rect.max.y + edge > kept + state.seen {
                rect.max.y + edge - state.seen
            } else {
                kept
            }
        }
        Some(Reveal::Passage(range)) => offset_of_passage(ctx, state, &range, kept)?,
    };
    let wanted = wanted.clamp(0.0, most);
    (wanted - is).abs().gt(&0.5).then(|| {
        let first = state.flow.paragraph_at(wanted - space::PAGE);
        state.flow.lay_around(ctx, first, state.seen * 0.5, state.seen * 1.5);
        wanted
    })
}

/// A passage that is wholly in view stays where it is; otherwise it comes to stand in the upper third.
fn offset_of_passage(ctx: &Context, state: &mut ReadingState, range: &Range<u32>, kept: f32) -> Option<f32> {
    let paragraph = state.flow.paragraph_of(range.start);
    state.flow.lay_around(ctx, paragraph, state.seen, state.seen);
    let first = state.flow.rect_of(ctx, Caret::before(range.start))?;
    let last = state.flow.rect_of(ctx, Caret { at: range.end, is_behind: true })?;
    let (top, bottom) = (first.min.y + space::PAGE, last.max.y + space::PAGE);
    let is_in_view = state.offset > 0.0 && top > kept + first.height() && bottom < kept + state.seen - first.height();
    Some(if is_in_view { kept } else { top - state.seen * 0.3 })
}

impl Frame<'_> {
    fn contents(&self, ui: &mut Ui, state: &mut ReadingState, events: &mut Vec<ReadingEvent>) {
        let paragraphs = self.paragraphs_in_view(&state.flow);
        self.tell(ui, &state.flow, paragraphs.clone());
        let response = self.interact(ui, state.selection().is_some());
        pointer::take(ui, self, &response, state, events);
        paint::article(ui, self, state, paragraphs.clone());
        self.note_place(ui, state);
        margin::show(ui, self, state, paragraphs, events);
        pointer::handles(ui, self, state, events);
    }

    fn note_place(&self, ui: &Ui, state: &mut ReadingState) {
        state.place = state.selection().and_then(|range| {
            let first = paint::line_of(ui, self, state, range.start)?;
            let last = paint::line_of(ui, self, state, range.end)?;
            let place = first.union(last).intersect(self.view);
            place.is_positive().then_some(place)
        });
    }

    /// The whole view takes clicks and drags.
    fn interact(&self, ui: &Ui, has_selection: bool) -> Response {
        let response = ui.interact(self.view, self.reader.id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, self.reader.name));
        if self.has_focus {
            // Escape takes the selection away first, then the keyboard.
            let filter = egui::EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: has_selection,
                ..egui::EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(self.reader.id, filter));
        }
        response
    }

    /// Paragraphs in view as screen readers have them.
    fn tell(&self, ui: &Ui, flow: &Flow, paragraphs: Range<usize>) {
        for paragraph in paragraphs {
            let top = self.origin.y + flow.text_top(paragraph);
            let bottom = self.origin.y + flow.top(paragraph + 1);
            let rect =
                Rect::from_x_y_ranges(self.origin.x..=self.origin.x + self.columns.width, top..=bottom.max(top + 1.0));
            let response = ui.interact(rect, self.reader.id.with(("paragraph", paragraph)), Sense::hover());
            let role = if flow.is_heading(paragraph) { Role::Heading } else { Role::Paragraph };
            response.widget_info(|| {
                WidgetInfo::labeled(role, true, super::bidi::spoken(&super::words::visible(flow.words(paragraph))))
            });
        }
    }
}
