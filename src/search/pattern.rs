//! Regular expressions, and what is said about one that cannot be read.

use std::fmt;
use std::ops::Range;

use regex::{Regex, RegexBuilder};

/// A regular expression that cannot be used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPattern {
    /// What is wrong: `unclosed group`.
    pub what: String,
    /// The number of the character at which it is wrong, counted from one.
    pub place: Option<usize>,
}

impl fmt::Display for BadPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(place) => write!(f, "{} at character {place}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

/// Reads a regular expression.
pub(super) fn read(pattern: &str, matches_case: bool, is_whole: bool) -> Result<Regex, BadPattern> {
    // Asked on its own first: what is put around it must neither mend it nor move the place.
    let mut parser = regex_syntax::ParserBuilder::new().case_insensitive(!matches_case).multi_line(true).build();
    parser.parse(pattern).map_err(|error| complaint(pattern, &error))?;
    let whole = || format!(r"\b{{start-half}}(?:{pattern})\b{{end-half}}");
    let around = if is_whole { whole() } else { pattern.to_owned() };
    let built = RegexBuilder::new(&around).case_insensitive(!matches_case).multi_line(true).build();
    built.map_err(|error| BadPattern {
        what: match error {
            regex::Error::CompiledTooBig(_) => "The regular expression is too large".to_owned(),
            _ => "The regular expression cannot be used".to_owned(),
        },
        place: None,
    })
}

fn complaint(pattern: &str, error: &regex_syntax::Error) -> BadPattern {
    let (what, offset) = match error {
        regex_syntax::Error::Parse(error) => (error.kind().to_string(), Some(error.span().start.offset)),
        regex_syntax::Error::Translate(error) => (error.kind().to_string(), Some(error.span().start.offset)),
        _ => ("the regular expression cannot be read".to_owned(), None),
    };
    let mut signs = what.chars();
    let what = signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or(what);
    BadPattern { what, place: offset.map(|offset| pattern[..offset].chars().count() + 1) }
}

/// The next match from `from` on that is not empty.
pub(super) fn next(regex: &Regex, text: &str, from: usize) -> Option<Range<usize>> {
    let mut from = from;
    while from <= text.len() {
        let found = regex.find_at(text, from)?.range();
        if !found.is_empty() {
            return Some(found);
        }
        from = found.end + text[found.end..].chars().next().map_or(1, char::len_utf8);
    }
    None
}
