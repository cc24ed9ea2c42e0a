//! Text with right-to-left names and wordings in visual order.
//!
//! egui shapes words of all scripts but lays them out from left to right. So lines are broken here, in the order of
//! reading, and every line is put into visual order: each word is a section of its own, which egui then shapes
//! rightly. Text without a right-to-left letter takes egui's own way and costs nothing more.
//!
//! Formats travel with the text, so marks of a search and the like are set on the text as it is read. A word from right
//! to left is marked as a whole, because its letters are joined. What is written in is laid out in `ui::fields`.

mod kept;
mod lines;
mod order;
mod placed;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat, TextWrapping};
use egui::{Align, Color32, Context, FontSelection, Galley, Label, Response, Sense, Ui, WidgetInfo, WidgetText};
use unicode_bidi::{BidiInfo, ParagraphInfo};

use order::Piece;
pub(super) use order::has_right_to_left;
pub(super) use placed::{PlacedLine, placed};

/// A name that is put into a sentence: the sentence keeps its own direction whatever the name's is.
pub(super) fn isolated(name: Cow<'_, str>) -> Cow<'_, str> {
    if has_right_to_left(&name) { Cow::Owned(format!("\u{2068}{name}\u{2069}")) } else { name }
}

/// A text without the signs that only steer its order: for names that screen readers say.
pub(super) fn spoken(text: &str) -> Cow<'_, str> {
    if text.contains(order::is_unseen) {
        Cow::Owned(text.chars().filter(|&c| !order::is_unseen(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Lays a text out. Paragraphs that read from right to left stand at the right edge of the wrap width.
pub(super) fn layout(ctx: &Context, job: LayoutJob) -> Arc<Galley> {
    let job = if has_right_to_left(&job.text) { visual(ctx, &job, true) } else { Arc::new(job) };
    ctx.fonts_mut(|fonts| fonts.layout_job(Arc::unwrap_or_clone(job)))
}

/// The same, no wider than its widest line.
pub(super) fn layout_tight(ctx: &Context, job: LayoutJob) -> Arc<Galley> {
    let job = if has_right_to_left(&job.text) { visual(ctx, &job, false) } else { Arc::new(job) };
    ctx.fonts_mut(|fonts| fonts.layout_job(Arc::unwrap_or_clone(job)))
}

/// A label that wraps, for names and wordings of the dossier. Screen readers get the text as it is read.
pub(super) fn label(ui: &mut Ui, words: impl Into<WidgetText>) -> Response {
    label_sensing(ui, words, Sense::hover())
}

/// The same, sensing clicks.
pub(super) fn label_sensing(ui: &mut Ui, words: impl Into<WidgetText>, sense: Sense) -> Response {
    let words = words.into();
    if !has_right_to_left(words.text()) {
        let label = Label::new(words).wrap();
        return ui.add(if sense == Sense::hover() { label } else { label.sense(sense) });
    }
    let logical = spoken(words.text()).into_owned();
    let mut job = Arc::unwrap_or_clone(words.into_layout_job(ui.style(), FontSelection::Default, Align::Center));
    job.wrap.max_width = ui.available_width();
    // Selecting would give the text in the order on screen.
    let label = Label::new(layout(ui, job)).selectable(false).sense(sense);
    let response = ui.add(label);
    response.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Label, true, logical.as_str()));
    response
}

/// A check box with a name of the dossier.
pub(super) fn checkbox(ui: &mut Ui, is_ticked: &mut bool, name: &str) -> Response {
    let words = line(ui, name);
    let response = ui.checkbox(is_ticked, words);
    if has_right_to_left(name) { response.accessible_name(spoken(name)) } else { response }
}

/// A text for places of one line. A widget would say it in the order on screen: give it its accessible name too.
pub(super) fn line(ui: &Ui, words: impl Into<WidgetText>) -> WidgetText {
    let words = words.into();
    if !has_right_to_left(words.text()) {
        return words;
    }
    let job = words.into_layout_job(ui.style(), FontSelection::Default, Align::Center);
    WidgetText::from(visual(ui, &job, false))
}

/// A tooltip with words of the dossier.
pub(super) fn hover(response: Response, words: &str) -> Response {
    if !has_right_to_left(words) {
        return response.on_hover_text(words);
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(ui.spacing().tooltip_width);
        let mut job = Arc::unwrap_or_clone(WidgetText::from(words).into_layout_job(
            ui.style(),
            FontSelection::Default,
            Align::TOP,
        ));
        job.wrap.max_width = ui.spacing().tooltip_width;
        let galley = layout_tight(ui, job);
        ui.add(Label::new(galley).selectable(false));
    })
}

/// The job in visual order; kept while it is shown.
fn visual(ctx: &Context, job: &LayoutJob, fills_width: bool) -> Arc<LayoutJob> {
    kept::kept(ctx, job, fills_width, || Visual::new(ctx, job, fills_width).job())
}

/// A line in visual order.
struct Line {
    /// Where it stands in the text, without white space at its end.
    range: Range<usize>,
    pieces: Vec<Piece>,
    /// Its format where it is empty.
    format: TextFormat,
    is_right_to_left: bool,
    /// The ellipsis stands where the reader would go on.
    is_cut: bool,
}

/// The lines of a text, from which the job is made that egui paints.
struct Visual<'a> {
    ctx: &'a Context,
    source: &'a LayoutJob,
    lines: Vec<Line>,
    is_elided: bool,
    fills_width: bool,
}

impl<'a> Visual<'a> {
    fn new(ctx: &'a Context, source: &'a LayoutJob, fills_width: bool) -> Self {
        let mut visual = Self { ctx, source, lines: Vec::new(), is_elided: false, fills_width };
        let info = BidiInfo::new(&source.text, None);
        let max_rows = source.wrap.max_rows.max(1);
        for paragraph in &info.paragraphs {
            if visual.lines.len() >= max_rows {
                visual.is_elided = true;
                break;
            }
            visual.add_paragraph(&info, paragraph, max_rows);
        }
        if visual.is_elided
            && let Some(line) = visual.lines.last_mut()
        {
            line.is_cut = source.wrap.overflow_character.is_some();
        }
        visual
    }

    fn add_paragraph(&mut self, info: &BidiInfo<'_>, paragraph: &ParagraphInfo, max_rows: usize) {
        let (source, width) = (self.source, self.source.wrap.max_width);
        let mut measure = |range: Range<usize>| self.width_of(range);
        let mut ranges = lines::lines(&source.text, paragraph.range.clone(), width, &mut measure);
        let room = max_rows - self.lines.len();
        let is_last = paragraph.range.end == source.text.len();
        let goes_on = ranges.len() > room || (ranges.len() == room && !is_last);
        ranges.truncate(room);
        if goes_on && let Some(last) = ranges.last_mut() {
            let room = width - self.width_of_ellipsis(last.start);
            *last = lines::cut(&source.text, last.clone(), room, &mut |range| self.width_of(range));
            self.is_elided = true;
        }
        for range in ranges {
            self.lines.push(Line {
                format: self.format_at(range.start..range.start).into_owned(),
                pieces: order::pieces(info, paragraph, range.clone()),
                range,
                is_right_to_left: paragraph.level.is_rtl(),
                is_cut: false,
            });
        }
    }

    fn format_at(&self, range: Range<usize>) -> Cow<'_, TextFormat> {
        let sections = &self.source.sections;
        let at = |section: &&LayoutSection| {
            section.byte_range.start.0 < range.end.max(range.start + 1) && range.start < section.byte_range.end.0
        };
        // A word is marked as a whole, because its letters are joined.
        let marked = sections.iter().filter(at).find(|section| section.format.background != Color32::TRANSPARENT);
        match marked.or_else(|| sections.iter().find(at)).or(sections.last()) {
            Some(section) => Cow::Borrowed(&section.format),
            None => Cow::Owned(TextFormat::default()),
        }
    }

    /// Width of words that have been laid out alone; egui keeps it from frame to frame.
    fn width_of(&self, range: Range<usize>) -> f32 {
        let words = spoken(&self.source.text[range.clone()]).into_owned();
        self.laid_out(words, self.format_at(range).into_owned())
    }

    fn width_of_ellipsis(&self, place: usize) -> f32 {
        let ellipsis = self.source.wrap.overflow_character.map_or_else(String::new, String::from);
        self.laid_out(ellipsis, self.format_at(place..place).into_owned())
    }

    fn laid_out(&self, words: String, format: TextFormat) -> f32 {
        let job = LayoutJob::single_section(words, TextFormat { background: Color32::TRANSPARENT, ..format });
        self.ctx.fonts_mut(|fonts| fonts.layout_job(job)).size().x
    }

    /// One line as a job of its own.
    fn line_job(&self, line: &Line) -> LayoutJob {
        let mut job = LayoutJob::default();
        let ellipsis = self.source.wrap.overflow_character.filter(|_| line.is_cut).map(String::from);
        if let Some(ellipsis) = ellipsis.as_ref().filter(|_| line.is_right_to_left) {
            push(&mut job, ellipsis, 0.0, line.format.clone());
        }
        for piece in &line.pieces {
            self.append(&mut job, piece);
        }
        if let Some(ellipsis) = ellipsis.filter(|_| !line.is_right_to_left) {
            push(&mut job, &ellipsis, 0.0, line.format.clone());
        }
        if job.sections.is_empty() {
            push(&mut job, "", 0.0, line.format.clone());
        }
        job
    }

    /// A word in one section; what reads as it is drawn keeps all its formats.
    fn append(&self, job: &mut LayoutJob, piece: &Piece) {
        let text = &self.source.text[piece.range.clone()];
        if let Some(sign) = piece.mirrored {
            push(job, sign.encode_utf8(&mut [0; 4]), 0.0, self.format_at(piece.range.clone()).into_owned());
        } else if has_right_to_left(text) {
            push(job, text, 0.0, self.format_at(piece.range.clone()).into_owned());
        } else {
            let sections = self.source.sections.iter().map(|section| section.byte_range.start.0);
            let mut start = piece.range.start;
            for end in
                sections.filter(|at| piece.range.contains(at) && *at > piece.range.start).chain([piece.range.end])
            {
                push(job, &self.source.text[start..end], 0.0, self.format_at(start..end).into_owned());
                start = end;
            }
        }
    }

    /// All lines in one job, which egui neither wraps nor cuts any more.
    fn job(&self) -> LayoutJob {
        let jobs: Vec<_> = self.lines.iter().map(|line| self.line_job(line)).collect();
        let widths: Vec<_> =
            jobs.iter().map(|job| self.ctx.fonts_mut(|fonts| fonts.layout_job(job.clone())).size().x).collect();
        let edge = match self.source.wrap.max_width {
            width if self.fills_width && width.is_finite() => width,
            _ => widths.iter().copied().fold(0.0, f32::max),
        };
        let mut all = LayoutJob {
            wrap: TextWrapping { max_rows: jobs.len(), overflow_character: None, ..TextWrapping::no_max_width() },
            first_row_min_height: self.source.first_row_min_height,
            halign: self.source.halign,
            ..LayoutJob::default()
        };
        let count = jobs.len();
        for (number, ((line, job), width)) in self.lines.iter().zip(jobs).zip(widths).enumerate() {
            let is_moved = line.is_right_to_left && self.source.halign == Align::LEFT;
            let mut lead = if is_moved { (edge - width).max(0.0).floor() } else { 0.0 };
            for section in &job.sections {
                let words = &job.text[section.byte_range.start.0..section.byte_range.end.0];
                push(&mut all, words, lead, section.format.clone());
                lead = 0.0;
            }
            // One paragraph more than there may be rows: so egui says that the text is cut.
            if number + 1 < count || self.is_elided {
                push(&mut all, "\n", 0.0, line.format.clone());
            }
        }
        all
    }
}

/// Adds a section of its own. egui's `append` would join it to the last one, and shape the two as one word.
fn push(job: &mut LayoutJob, words: &str, leading_space: f32, format: TextFormat) {
    let start = ByteIndex(job.text.len());
    job.text.push_str(words);
    job.sections.push(LayoutSection { leading_space, byte_range: start..ByteIndex(job.text.len()), format });
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use egui::text::{LayoutJob, TextFormat, TextWrapping};
    use egui::{Color32, Context, FontId, Galley};

    use super::layout;

    /// Lays out with egui's own fonts, which have no Hebrew: every letter is drawn as the same box, which is wide enough.
    fn laid(job: &LayoutJob) -> Arc<Galley> {
        let ctx = Context::default();
        let mut galley = None;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            galley = Some(layout(ui, job.clone()));
        });
        output.textures_delta.clear();
        galley.unwrap()
    }

    fn job(text: &str, width: f32, rows: usize) -> LayoutJob {
        let mut job = LayoutJob::simple(text.to_owned(), FontId::proportional(14.0), Color32::WHITE, width);
        job.wrap =
            TextWrapping { max_width: width, max_rows: rows, overflow_character: Some('…'), break_anywhere: false };
        job
    }

    #[test]
    fn rows_of_a_paragraph_follow_reading_and_stand_at_the_right() {
        let galley = laid(&job("אחת שתיים שלוש ארבע חמש שש שבע", 90.0, 9));
        let text = galley.job.text.clone();
        let rows: Vec<_> = text.lines().collect();
        assert!(rows.len() > 1, "{rows:?}");
        assert!(
            rows[0].ends_with("אחת") && !rows[0].starts_with("אחת"),
            "the first word stands at the right: {rows:?}"
        );
        assert!(rows.last().unwrap().starts_with("שבע"), "the last word ends the last row: {rows:?}");
        assert!(!galley.elided);
        for row in &galley.rows {
            let right = row.glyphs.last().unwrap().max_x();
            assert!((88.0..=91.0).contains(&right), "rows end at the right edge: {right}");
        }
    }

    #[test]
    fn a_cut_text_says_so_and_its_ellipsis_stands_at_the_left() {
        let galley = laid(&job("אחת שתיים שלוש ארבע חמש שש שבע", 90.0, 2));
        assert!(galley.elided);
        assert_eq!(galley.rows.len(), 2);
        assert!(galley.job.text.lines().nth(1).unwrap().starts_with('…'));
        let latin = laid(&job("Party of שלום and some more words", 120.0, 1));
        assert!(latin.elided && latin.job.text.trim_end().ends_with('…'), "{:?}", latin.job.text);
    }

    #[test]
    fn marks_stay_on_the_words_that_were_found() {
        let text = "אחת שתיים abc";
        let at = text.find("abc").unwrap();
        let mut job = LayoutJob::default();
        job.append(&text[..at], 0.0, TextFormat::default());
        job.append("abc", 0.0, TextFormat { background: Color32::RED, ..TextFormat::default() });
        let galley = laid(&job);
        let marked = galley.job.sections.iter().filter(|section| section.format.background == Color32::RED);
        let words: Vec<_> =
            marked.map(|section| &galley.job.text[section.byte_range.start.0..section.byte_range.end.0]).collect();
        assert_eq!(words, ["abc"]);
        assert!(galley.job.text.starts_with("abc"));
    }

    /// Arabic commas come from the font of the letters: joined to them, they would be turned with them.
    #[test]
    fn signs_are_shaped_apart_from_the_words_beside_them() {
        let galley = laid(&job("ساعة، يوم", 200.0, 1));
        let sections: Vec<_> = galley.job.sections.iter().map(|section| section.byte_range.clone()).collect();
        let words: Vec<_> = sections.into_iter().map(|range| &galley.job.text[range.start.0..range.end.0]).collect();
        assert_eq!(words, ["يوم", " ", "،", "ساعة"]);
    }

    #[test]
    fn text_without_such_letters_is_left_to_egui() {
        let galley = laid(&job("Ceasefire within 48 hours", 90.0, 2));
        assert_eq!(galley.job.text, "Ceasefire within 48 hours");
    }
}
