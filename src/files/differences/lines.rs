//! Single fields in words.

use std::collections::HashSet;

use super::wording::{Piece, compared, cut};
use crate::files::unite::value;
use crate::model::shown::quoted;
use crate::model::{Date, Extra};

/// A name between quotation marks has at most so many characters; longer ones are shown like wordings.
const SHORT: usize = 80;

/// What changed in a record, a line for each field.
pub(super) struct Lines {
    /// The record was not there before, or is not any more: there is nothing to compare with.
    pub(super) is_whole: bool,
    is_new: bool,
    pub(super) list: Vec<Vec<Piece>>,
}

impl Lines {
    /// For a record as it was and as it is.
    pub(super) fn of<R>(one: Option<&R>, two: Option<&R>) -> Self {
        Self { is_whole: one.is_none() || two.is_none(), is_new: one.is_none(), list: Vec::new() }
    }

    pub(super) fn say(&mut self, words: impl Into<String>) {
        self.list.push(vec![Piece::same(words)]);
    }

    /// A short text: from this to that.
    pub(super) fn short(&mut self, field: &str, one: &str, two: &str) {
        if one == two {
            return;
        }
        if one.chars().nth(SHORT).is_some() || two.chars().nth(SHORT).is_some() {
            return self.long(field, one, two);
        }
        match (one.is_empty(), two.is_empty()) {
            (true, _) if self.is_whole => self.say(format!("{field}: {}", quoted(two))),
            (_, true) if self.is_whole => self.say(format!("{field}: {}", quoted(one))),
            (true, _) => self.say(format!("{field}: {}, new", quoted(two))),
            (_, true) => self.say(format!("{field}: {}, removed", quoted(one))),
            _ => self.say(format!("{field}: {} → {}", quoted(one), quoted(two))),
        }
    }

    /// A text of many words: those that differ marked.
    pub(super) fn long(&mut self, field: &str, one: &str, two: &str) {
        if one == two {
            return;
        }
        if self.is_whole {
            let words = cut(if one.is_empty() { two } else { one });
            return self.say(format!("{field}: {words}"));
        }
        let mut pieces = compared(one, two);
        if pieces.iter().all(|piece| piece.mark == super::Mark::Same) {
            return self.say(format!("{field}: spaces or line breaks changed"));
        }
        pieces.insert(0, Piece::same(format!("{field}:")));
        self.list.push(pieces);
    }

    pub(super) fn word(&mut self, field: &str, one: &str, two: &str) {
        if one != two && self.is_whole {
            self.say(format!("{field}: {}", if self.is_new { two } else { one }));
        } else if one != two {
            self.say(format!("{field}: {one} → {two}"));
        }
    }

    pub(super) fn flag(&mut self, field: &str, one: bool, two: bool) {
        match (one, two) {
            (false, true) | (true, false) if self.is_whole => self.say(field),
            (false, true) => self.say(format!("now {field}")),
            (true, false) => self.say(format!("no longer {field}")),
            _ => {}
        }
    }

    pub(super) fn date(&mut self, field: &str, one: Option<Date>, two: Option<Date>) {
        match (one, two) {
            (Some(one), Some(two)) if one != two => self.say(format!("{field}: {one} → {two}")),
            (Some(date), None) | (None, Some(date)) if self.is_whole => self.say(format!("{field}: {date}")),
            (Some(date), None) => self.say(format!("{field}: {date}, removed")),
            (None, Some(date)) => self.say(format!("{field}: {date}, new")),
            _ => {}
        }
    }

    /// Unknown fields.
    pub(super) fn extra(&mut self, one: &Extra, two: &Extra) {
        let words = |extra: &Extra| -> Vec<String> {
            extra.iter().map(|(name, json)| format!("{} {}", quoted(name), value(json))).collect()
        };
        if one != two {
            self.set("field", &words(one), &words(two));
        }
    }

    /// What was in a list and is not, and what is and was not. Only for lists that are not the same.
    pub(super) fn set(&mut self, field: &str, one: &[String], two: &[String]) {
        let before = self.list.len();
        let (old, new): (HashSet<&String>, HashSet<&String>) = (one.iter().collect(), two.iter().collect());
        for gone in one.iter().filter(|element| !new.contains(element)) {
            self.say(format!("{field}: {gone}{}", if self.is_whole { "" } else { ", removed" }));
        }
        for added in two.iter().filter(|element| !old.contains(element)) {
            self.say(format!("{field}: {added}{}", if self.is_whole { "" } else { ", new" }));
        }
        if self.list.len() == before {
            self.say(format!("{field}: order, number or details changed"));
        }
    }
}
