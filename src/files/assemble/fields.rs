//! Single fields of raw records: what cannot be read is kept among the extra fields and reported.

use super::super::findings::{FindingKind, Severity};
use super::super::json::minified;
use super::super::raw::{Optional, Word};
use super::Assembly;
use crate::model::shown::quoted;
use crate::model::{Extra, Text};

impl<'a> Assembly<'a> {
    pub(super) fn text(&self, word: Option<Word<'a>>) -> Text {
        word.map(|Word(word)| self.buffer.text_from(word)).unwrap_or_default()
    }

    /// An optional text; one that is none is kept among the extra fields and reported.
    pub(super) fn optional(
        &mut self,
        name: &str,
        field: Option<Optional<'a, Word<'a>>>,
        extra: &mut Extra,
        at: usize,
    ) -> Text {
        match field.map(Optional::read) {
            None => Text::default(),
            Some(Ok(word)) => self.text(Some(word)),
            Some(Err((json, reason))) => {
                self.keep_unread(name, json.get(), &reason, extra, at);
                Text::default()
            }
        }
    }

    pub(super) fn keep_unread(&mut self, name: &str, json: &str, reason: &str, extra: &mut Extra, at: usize) {
        extra.push(self.buffer.text(name), self.buffer.text_from(minified(json)));
        let current = self.current.clone();
        self.found(FindingKind::Unread, Severity::Warning, at, None, || {
            let name = quoted(name);
            format!("{current}: {name} could not be read ({reason}); it is kept as it stands and not used")
        });
    }

    /// A field whose words must mean something; words that mean nothing are kept among the extra fields and reported.
    pub(super) fn meaningful<T>(
        &mut self,
        name: &str,
        field: Option<Optional<'a, Word<'a>>>,
        extra: &mut Extra,
        at: usize,
        meaning: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let field = field?;
        let json = field.json().get();
        let read = match field.read() {
            Ok(Word(word)) if word.is_empty() => return None,
            Ok(Word(word)) => meaning(&word),
            Err((_, reason)) => Err(reason),
        };
        read.map_err(|reason| self.keep_unread(name, json, &reason, extra, at)).ok()
    }

    /// A list of texts; one that cannot be read is kept among the extra fields and reported.
    pub(super) fn words(
        &mut self,
        name: &str,
        field: Option<Optional<'a, Vec<Word<'a>>>>,
        extra: &mut Extra,
        at: usize,
    ) -> Option<Vec<Word<'a>>> {
        match field?.read() {
            Ok(words) => Some(words),
            Err((json, reason)) => {
                self.keep_unread(name, json.get(), &reason, extra, at);
                None
            }
        }
    }

    pub(super) fn name(&self, word: Option<Word<'a>>, field: &str) -> Result<Text, String> {
        let name = self.text(word);
        if name.trim().is_empty() { Err(format!("“{field}” is missing or empty; give it one")) } else { Ok(name) }
    }
}
