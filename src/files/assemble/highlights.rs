//! Highlighters as they stand in a file. One that cannot be read is kept as it stands, and the others are read.

use serde_json::value::RawValue;

use super::super::findings::{FindingKind, Severity};
use super::super::json::{message_of, minified};
use super::super::raw::{RawHighlight, Word};
use super::super::refusal::Refusal;
use super::{Assembly, extra_of};
use crate::model::shown::quoted;
use crate::model::{Highlight, HighlightColor, HighlightKind, Place, Text};

impl<'a> Assembly<'a> {
    /// Reads the list of highlighters.
    pub(in crate::files) fn highlights(&mut self, json: &'a str) -> Result<(), Refusal> {
        let records: Vec<&'a RawValue> = serde_json::from_str(json).map_err(|error| Refusal::NotJson {
            line: error.line(),
            column: error.column(),
            message: message_of(&error),
        })?;
        for record in records {
            let json = record.get();
            // The record stands where it stood in the file.
            let at = (json.as_ptr() as usize).saturating_sub(self.buffer.as_str().as_ptr() as usize);
            match self.highlight(json) {
                Ok(highlight) => self.parts.highlights.terms.push(highlight),
                Err(reason) => {
                    let kept = self.buffer.text_from(minified(json));
                    self.parts.highlights.unread.push(kept);
                    self.found(FindingKind::Unread, Severity::Warning, at, Some(Place::Dossier), || {
                        format!("a highlighter could not be read ({reason}); it is kept as it stands and not used")
                    });
                }
            }
        }
        Ok(())
    }

    fn highlight(&self, json: &'a str) -> Result<Highlight, String> {
        let raw: RawHighlight<'a> = serde_json::from_str(json).map_err(|error| message_of(&error))?;
        let text = |word: Option<Word<'a>>| word.map(|Word(word)| self.buffer.text_from(word)).unwrap_or_default();
        let pattern: Text = text(raw.pattern);
        if pattern.trim().is_empty() {
            return Err("it has no “pattern” to look for".to_owned());
        }
        let kind = match raw.kind {
            None => HighlightKind::default(),
            Some(Word(word)) => HighlightKind::from_word(&word)
                .ok_or_else(|| format!("its kind {} is none of plain, word, regex", quoted(&word)))?,
        };
        let color = match raw.color {
            None => HighlightColor::default(),
            Some(Word(word)) => HighlightColor::from_word(&word)
                .ok_or_else(|| format!("its color {} is none of yellow, lime, aqua, rose", quoted(&word)))?,
        };
        let extra = extra_of(self.buffer, raw.extra);
        Ok(Highlight { name: text(raw.name), pattern, kind, color, extra })
    }
}
