//! Which letters stand where on the pages of a PDF.

use std::panic::resume_unwind;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::util::TransformExt as _;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, interpret_page,
};

/// More signs than any article has; a file that draws a part of itself again and again comes to it.
const MOST_SIGNS: usize = 5_000_000;
/// More paintings of lines and areas than drawings have.
const MOST_PAINTINGS: usize = 5_000_000;

/// A part that is drawn again is cut to its bounds each time, and takes far longer than a line.
const COST_OF_A_PART: usize = 50;

/// One sign on a page. Distances are in points, y grows downwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Letter {
    /// What it stands for; `�` where the font does not say.
    pub(super) text: String,
    /// Where it begins on its line.
    pub(super) x: f64,
    /// Where the next one would begin.
    pub(super) end: f64,
    /// The line on which it stands.
    pub(super) y: f64,
    /// Height of its font.
    pub(super) size: f64,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// In the order in which they are drawn.
    pub(super) letters: Vec<Letter>,
    /// How many of them are of a font that does not say what they are.
    pub(super) unknown: usize,
    pub(super) has_picture: bool,
}

/// Reads every page.
pub(super) fn pages(pdf: &Pdf) -> Vec<Page> {
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let mut left = Budget { signs: MOST_SIGNS, paintings: MOST_PAINTINGS };
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let (page, budget) = read(page, pdf, &cache, &settings, left);
        left = budget;
        pages.push(page);
    }
    pages
}

/// How much may still be drawn.
#[derive(Debug, Clone, Copy)]
struct Budget {
    signs: usize,
    paintings: usize,
}

fn read<'a>(
    page: &PdfPage<'a>,
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    budget: Budget,
) -> (Page, Budget) {
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), settings.clone());
    let mut drawn = Drawn::new(bounds, budget);
    interpret_page(page, &mut context, &mut drawn);
    let budget = drawn.budget;
    (drawn.into_page(), budget)
}

/// A sign with the direction in which its line goes.
struct Placed {
    text: String,
    is_known: bool,
    origin: Point,
    along: Vec2,
    size: f64,
}

/// Takes what is drawn on a page.
struct Drawn {
    bounds: Rect,
    placed: Vec<Placed>,
    has_picture: bool,
    /// For each marked part of the page that is open, whether it is furniture of the page and no content.
    furniture: Vec<bool>,
    budget: Budget,
}

impl Drawn {
    fn new(bounds: Rect, budget: Budget) -> Self {
        Self { bounds, placed: Vec::new(), has_picture: false, furniture: Vec::new(), budget }
    }

    fn add(&mut self, glyph: &Glyph<'_>, transform: Affine) {
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let origin = transform * Point::ORIGIN;
        let along = transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0) - origin;
        let size = (transform * Point::new(0.0, 1000.0) - origin).hypot();
        let is_placed = [origin.x, origin.y, along.x, along.y, size].iter().all(|number| number.is_finite());
        if !is_placed || size < 0.5 || !self.bounds.inflate(2.0, 2.0).contains(origin) {
            return;
        }
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => Some(c.to_string()),
            Some(BfString::String(text)) => Some(text),
            None => None,
        };
        let text = text.filter(|text| !text.is_empty() && !text.contains(['\0', '\u{fffd}']));
        self.placed.push(Placed {
            is_known: text.is_some(),
            text: text.unwrap_or_else(|| "\u{fffd}".to_owned()),
            origin,
            along,
            size,
        });
    }

    /// Letters on lines: of the four directions of writing, that of most of the page.
    fn into_page(self) -> Page {
        let mut counts = [0_usize; 4];
        for placed in &self.placed {
            counts[quarter(placed.along)] += 1;
        }
        let most = (0..4).rev().max_by_key(|direction| counts[*direction]).unwrap_or(0);
        let mut page = Page { has_picture: self.has_picture, ..Page::default() };
        for placed in self.placed {
            if quarter(placed.along) != most {
                continue;
            }
            let (x, y) = turned(placed.origin.to_vec2(), most);
            let (forward, _) = turned(placed.along, most);
            page.unknown += usize::from(!placed.is_known);
            page.letters.push(Letter { text: placed.text, x, end: x + forward, y, size: placed.size });
        }
        page
    }

    /// Ends the reading of a file that draws without end. There is no other way out of a drawing.
    fn spend(budget: &mut usize, amount: usize) {
        match budget.checked_sub(amount) {
            Some(left) => *budget = left,
            None => resume_unwind(Box::new("drawn without end")),
        }
    }
}

/// Which quarter of a turn a line goes in: to the right, down, to the left, up.
fn quarter(along: Vec2) -> usize {
    match (along.x.abs() >= along.y.abs(), along.x >= 0.0, along.y >= 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    }
}

fn turned(place: Vec2, quarter: usize) -> (f64, f64) {
    match quarter {
        0 => (place.x, place.y),
        1 => (place.y, -place.x),
        2 => (-place.x, -place.y),
        _ => (-place.y, place.x),
    }
}

impl<'a> Device<'a> for Drawn {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        Self::spend(&mut self.budget.paintings, 1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        Self::spend(&mut self.budget.paintings, COST_OF_A_PART);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        Self::spend(&mut self.budget.paintings, 1);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        Self::spend(&mut self.budget.signs, run.glyphs().len());
        if self.furniture.contains(&true) {
            return;
        }
        for glyph in run.glyphs() {
            self.add(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        Self::spend(&mut self.budget.paintings, 1);
        self.has_picture = true;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<&Dict<'_>>) {
        self.furniture.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.furniture.pop();
    }
}
