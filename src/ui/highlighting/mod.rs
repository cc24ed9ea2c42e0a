//! Highlighters: the marks of the article that is shown, worked out once, and how often each term stands in all of them.

mod dialog;

pub(super) use dialog::ui as dialog_ui;

use std::sync::Arc;

use egui::Theme;

use super::OpenDossier;
use super::reading;
use super::theme::palette_of;
use crate::model::{Highlight, HighlightColor, Highlights, SourceId, Text};
use crate::search::{BadPattern, Marking, Needle, Scan};

/// About so many bytes of text are looked through in one frame.
const SLICE: usize = 4 << 20;

/// What is being added or changed in the dialog.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HighlighterDialog {
    /// The highlighter as it was typed so far.
    pub draft: Highlight,
    /// What was typed as its name.
    pub name: String,
    /// What was typed as its pattern.
    pub pattern: String,
    /// The number of the one that is changed; None: a new one.
    pub changes: Option<usize>,
    /// The first field takes the keyboard.
    pub wants_focus: bool,
}

/// What is kept of highlighters between frames.
#[derive(Debug, Default)]
pub struct Highlighting {
    terms: Terms,
    shown: Option<Shown>,
    counted: Option<Counted>,
}

/// The terms as they are looked for.
#[derive(Debug, Default)]
struct Terms {
    made_for: Highlights,
    needles: Vec<Result<Option<Needle>, BadPattern>>,
    /// Counts the times that they changed.
    version: u64,
}

impl Terms {
    fn update(&mut self, highlights: &Highlights) {
        if self.made_for != *highlights || self.needles.len() != highlights.terms.len() {
            self.needles = highlights.terms.iter().map(Needle::of_highlight).collect();
            self.made_for = highlights.clone();
            self.version += 1;
        }
    }

    fn usable(&self) -> Vec<Option<Needle>> {
        self.needles.iter().map(|needle| needle.clone().ok().flatten()).collect()
    }
}

/// The marks of one article.
#[derive(Debug)]
struct Shown {
    source: SourceId,
    text: Text,
    revision: u64,
    version: u64,
    theme: Theme,
    /// What is still to be done, with what is looked for.
    under_way: Option<(Marking, Vec<Option<Needle>>)>,
    marks: Arc<Vec<reading::Highlight>>,
}

/// How often each term stands in all articles.
#[derive(Debug)]
struct Counted {
    revision: u64,
    version: u64,
    needles: Vec<Option<Needle>>,
    /// The article, the term and how far it was looked for.
    next: (usize, usize, Scan),
    /// By term: how often, and in how many articles.
    tallies: Vec<(usize, usize)>,
    /// How often the term was found before this article.
    before: usize,
    is_done: bool,
}

impl Highlighting {
    /// Forgets what belonged to another dossier.
    pub fn begin_anew(&mut self) {
        *self = Self::default();
    }

    /// The marks of an article, by where they begin. They come a frame or more later where there is much to look through;
    /// `wants_more` is then called.
    pub(super) fn of_source(
        &mut self,
        open: &OpenDossier<'_>,
        source: SourceId,
        theme: Theme,
        wants_more: impl FnOnce(),
    ) -> Arc<Vec<reading::Highlight>> {
        self.terms.update(open.dossier.highlights());
        let Some(record) = open.dossier.sources().get(source) else { return Arc::default() };
        if self.terms.needles.is_empty() {
            self.shown = None;
            return Arc::default();
        }
        let version = self.terms.version;
        let is_current = |shown: &Shown| {
            (shown.source, shown.version, shown.theme) == (source, version, theme)
                && (shown.revision == open.revision || shown.text == record.text)
        };
        let shown = match self.shown.take().filter(is_current) {
            Some(shown) => self.shown.insert(Shown { revision: open.revision, ..shown }),
            None => self.shown.insert(Shown {
                source,
                text: record.text.clone(),
                revision: open.revision,
                version,
                theme,
                under_way: Some((Marking::new(&record.text), self.terms.usable())),
                marks: Arc::default(),
            }),
        };
        if let Some((marking, needles)) = &mut shown.under_way {
            match marking.advance(needles, &shown.text, SLICE) {
                None => wants_more(),
                Some(ranges) => {
                    let fills = palette_of(theme);
                    let color = |term: usize| self.terms.made_for.terms.get(term).map(|term| term.color);
                    let mark = |(range, term)| reading::Highlight {
                        range,
                        fill: fills.highlight(color(term).unwrap_or(HighlightColor::Yellow)),
                    };
                    shown.marks = Arc::new(ranges.into_iter().map(mark).collect());
                    shown.under_way = None;
                }
            }
        }
        Arc::clone(&shown.marks)
    }

    /// Goes on counting for about one slice. True when there is more to count.
    fn count(&mut self, open: &OpenDossier<'_>) -> bool {
        self.terms.update(open.dossier.highlights());
        let version = self.terms.version;
        let is_current = |counted: &Counted| (counted.revision, counted.version) == (open.revision, version);
        let counted = self.counted.take().filter(is_current);
        let counted = self.counted.insert(counted.unwrap_or_else(|| {
            let needles = self.terms.usable();
            let tallies = vec![(0, 0); needles.len()];
            let next = (0, 0, Scan::default());
            Counted { revision: open.revision, version, needles, next, tallies, before: 0, is_done: false }
        }));
        counted.advance(open, SLICE);
        !counted.is_done
    }

    /// How often a term stands in all articles and in how many of them, and whether that is all.
    fn tally(&self, term: usize) -> Option<((usize, usize), bool)> {
        let counted = self.counted.as_ref()?;
        Some((*counted.tallies.get(term)?, counted.is_done))
    }

    /// What is wrong with a term.
    fn complaint(&self, term: usize) -> Option<&BadPattern> {
        self.terms.needles.get(term)?.as_ref().err()
    }
}

impl Counted {
    fn advance(&mut self, open: &OpenDossier<'_>, budget: usize) {
        let mut left = budget;
        while left > 0 && !self.is_done {
            let (article, term, mut scan) = self.next;
            let Some(id) = open.dossier.sources().keys().get(article) else {
                self.is_done = true;
                return;
            };
            let Some(needle) = self.needles.get(term) else {
                self.next = (article + 1, 0, Scan::default());
                continue;
            };
            let text = open.dossier.sources().get(*id).map_or("", |source| &source.text);
            let (from, tally) = (scan.done(), &mut self.tallies[term]);
            if from == 0 {
                self.before = tally.0;
            }
            let mut until = from.saturating_add(left).min(text.len());
            while !text.is_char_boundary(until) {
                until += 1;
            }
            if let Some(needle) = needle {
                needle.scan(text, &mut scan, until, |_| tally.0 += 1);
            }
            left = left.saturating_sub((scan.done() - from).max(64));
            self.next = if needle.is_none() || scan.done() >= text.len() {
                tally.1 += usize::from(tally.0 > self.before);
                (article, term + 1, Scan::default())
            } else {
                (article, term, scan)
            };
        }
    }
}
