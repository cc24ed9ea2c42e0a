//! The words that are looked for, as they stand in the article that is shown.

use std::ops::Range;
use std::sync::Arc;

use super::{SLICE, SearchState};
use crate::model::{SourceId, Text};
use crate::search::{Exactness, Marking, Needle};
use crate::ui::OpenDossier;

/// What was found in one article.
#[derive(Debug)]
pub(super) struct Words {
    source: SourceId,
    text: Text,
    revision: u64,
    query: String,
    exactness: Exactness,
    /// What is still to be done, with what is looked for.
    under_way: Option<(Marking, [Option<Needle>; 1])>,
    ranges: Arc<Vec<Range<u32>>>,
}

impl SearchState {
    /// Where the words that are looked for stand in an article, by where they begin; nothing while the panel is closed.
    /// They come a frame or more later where there is much to look through; `wants_more` is then called.
    pub(in crate::ui) fn words_in(
        &mut self,
        open: &OpenDossier<'_>,
        source: SourceId,
        wants_more: impl FnOnce(),
    ) -> Arc<Vec<Range<u32>>> {
        let Some(record) = open.dossier.sources().get(source).filter(|_| self.is_open) else {
            self.words = None;
            return Arc::default();
        };
        let is_current = |words: &Words| {
            (words.source, words.exactness) == (source, self.exactness)
                && words.query == self.query
                && (words.revision == open.revision || words.text == record.text)
        };
        let words = match self.words.take().filter(is_current) {
            Some(words) => self.words.insert(Words { revision: open.revision, ..words }),
            None => self.words.insert(Words {
                source,
                text: record.text.clone(),
                revision: open.revision,
                query: self.query.clone(),
                exactness: self.exactness,
                // A pattern that cannot be read is complained of in the panel.
                under_way: Needle::read(&self.query, self.exactness)
                    .ok()
                    .flatten()
                    .map(|needle| (Marking::new(&record.text), [Some(needle)])),
                ranges: Arc::default(),
            }),
        };
        if let Some((marking, needle)) = &mut words.under_way {
            match marking.advance(needle, &words.text, SLICE) {
                None => wants_more(),
                Some(ranges) => {
                    words.ranges = Arc::new(ranges.into_iter().map(|(range, _)| range).collect());
                    words.under_way = None;
                }
            }
        }
        Arc::clone(&words.ranges)
    }
}
