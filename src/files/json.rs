//! Walking through the punctuation of a JSON text, so that each record can be read, or set aside, by itself.
//!
//! `serde_json` reads every value; only braces, brackets, commas and colons around records are walked here. That way
//! one scan of the text is enough, the place of every record is known, and one bad record does not spoil the others.

use serde::de::{Deserialize, IgnoredAny};
use serde_json::value::RawValue;

use super::refusal::Refusal;
use crate::model::shown::quoted;

/// A place in a JSON text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walker<'a> {
    text: &'a str,
    /// Bytes from the start of the text.
    pub(super) at: usize,
}

impl<'a> Walker<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The next byte that is no white space.
    pub(super) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// Steps over a byte if it comes next.
    pub(super) fn accept(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Steps over a byte that must come next.
    pub(super) fn require(&mut self, byte: u8) -> Result<(), Refusal> {
        if self.accept(byte) {
            return Ok(());
        }
        let found = match self.text[self.at..].chars().next() {
            None => return Err(self.broken(self.at, "the file ends before the last bracket is closed".to_owned())),
            Some(found) => format!("there is {}", quoted(found.encode_utf8(&mut [0; 4]))),
        };
        Err(self.broken(self.at, format!("{found} where “{}” was expected", char::from(byte))))
    }

    /// Reads a value and steps over it. After an error the walker stands where it stood.
    pub(super) fn value<T: Deserialize<'a>>(&mut self) -> Result<T, serde_json::Error> {
        let mut values = serde_json::Deserializer::from_str(&self.text[self.at..]).into_iter::<T>();
        match values.next() {
            Some(read) => {
                let read = read?;
                self.at += values.byte_offset();
                Ok(read)
            }
            // Only white space is left; reading it as a value says so in serde_json's words.
            None => serde_json::from_str("").map_err(|error: serde_json::Error| error),
        }
    }

    /// Reads a value of which only the syntax matters.
    pub(super) fn raw(&mut self) -> Result<&'a RawValue, Refusal> {
        self.peek();
        self.require_shallow(DEEPEST)?;
        let from = self.at;
        self.value().map_err(|error| self.refusal(from, &error))
    }

    /// Steps over a list, a record or another value with all that is in it.
    pub(super) fn skip(&mut self) -> Result<(), Refusal> {
        self.peek();
        // What may be kept in a condition in a list in a record in a list.
        self.require_shallow(DEEPEST + 4)?;
        let from = self.at;
        self.value::<IgnoredAny>().map(|_| ()).map_err(|error| self.refusal(from, &error))
    }

    /// Refuses a value that begins here when it is nested too deeply, whether its brackets are closed or not.
    fn require_shallow(&self, deepest: usize) -> Result<(), Refusal> {
        match too_deep(&self.text[self.at..], deepest) {
            None => Ok(()),
            Some(at) => {
                let (line, column) = line_column(self.text, self.at + at);
                Err(Refusal::TooDeep { line, column })
            }
        }
    }

    /// The refusal of a file for an error in a value that begins at `from`.
    pub(super) fn refusal(&self, from: usize, error: &serde_json::Error) -> Refusal {
        let at = if error.is_eof() {
            self.text.len()
        } else {
            from + byte_of(&self.text[from..], error.line(), error.column())
        };
        if error.is_eof() {
            return self.broken(at, "the file ends before the last bracket is closed".to_owned());
        }
        let message = message_of(error);
        self.broken(at, message)
    }

    fn broken(&self, at: usize, message: String) -> Refusal {
        let (line, column) = line_column(self.text, at);
        Refusal::NotJson { line, column, message }
    }
}

/// How many brackets and braces may stand inside each other in a value that is kept as it stands. With the lists and
/// records around it that is less than the 127 at which other readers of JSON stop.
pub(super) const DEEPEST: usize = 100;

/// Where the value at the beginning of a text is nested too deeply. A single text or number is not looked at.
pub(super) fn too_deep(text: &str, deepest: usize) -> Option<usize> {
    if !text.starts_with(['[', '{']) {
        return None;
    }
    let (mut depth, mut is_in_string, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_in_string => is_escaped = true,
            b'"' => is_in_string = !is_in_string,
            _ if is_in_string => {}
            b'[' | b'{' if depth == deepest => return Some(at),
            b'[' | b'{' => depth += 1,
            b']' | b'}' if depth <= 1 => return None,
            b']' | b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Line and column of a byte, both from one; columns count Unicode scalar values. A byte-order mark does not count: no
/// editor shows it.
pub(super) fn line_column(text: &str, at: usize) -> (usize, usize) {
    let (marked, text) = (text.len(), text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut at = at.saturating_sub(marked - text.len()).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.bytes().filter(|&byte| byte == b'\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// Lines and columns of many places of one text. Going forward costs only the distance, also within one long line.
#[derive(Debug)]
pub(super) struct Places<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        // A byte-order mark is no column.
        Self { text, at: 0, line: 1, column: usize::from(!text.starts_with('\u{feff}')) }
    }

    /// Line and column of a byte at the start of a record, both from one; columns count Unicode scalar values.
    pub(super) fn line_column(&mut self, at: usize) -> (usize, usize) {
        if at < self.at {
            *self = Self::new(self.text);
        }
        let between = &self.text[self.at..at];
        if let Some(newline) = between.rfind('\n') {
            self.line += between.matches('\n').count();
            self.column = between[newline + 1..].chars().count() + 1;
        } else {
            self.column += between.chars().count();
        }
        self.at = at;
        (self.line, self.column)
    }
}

/// The byte at a line and column as `serde_json` counts them: from one, columns in bytes.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let line_start = match line {
        0 | 1 => 0,
        line => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(newline, _)| newline + 1),
    };
    line_start + column.saturating_sub(1)
}

/// What an error of `serde_json` says, without the place, which it counts from the start of the record.
pub(super) fn message_of(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.rfind(" at line ").map_or(message.as_str(), |cut| &message[..cut]);
    // It may hold a text of the file as long as the file: its beginning and what was expected instead say enough.
    let end = message.char_indices().rev().nth(99).map_or(0, |(end, _)| end);
    match message.char_indices().nth(120) {
        Some((cut, _)) if cut < end => format!("{}…{}", &message[..cut], &message[end..]),
        _ => message.to_owned(),
    }
}

/// A JSON text without white space outside strings.
pub(super) fn minified(json: &str) -> std::borrow::Cow<'_, str> {
    let is_space = |byte: u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
    if !json.bytes().any(is_space) {
        return json.into();
    }
    let mut kept = String::with_capacity(json.len());
    let (mut is_in_string, mut is_escaped) = (false, false);
    for letter in json.chars() {
        let is_dropped = !is_in_string && letter.is_ascii() && is_space(letter as u8);
        if !is_dropped {
            kept.push(letter);
        }
        match letter {
            '"' if !is_escaped => is_in_string = !is_in_string,
            _ => {}
        }
        is_escaped = is_in_string && letter == '\\' && !is_escaped;
    }
    kept.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_space_outside_strings_goes() {
        assert_eq!(
            minified("{ \"a b\" : [ 1 ,\n 2 ], \"c\": \"\\\" d \\\\\" }"),
            "{\"a b\":[1,2],\"c\":\"\\\" d \\\\\"}"
        );
        assert!(matches!(minified("[1,2]"), std::borrow::Cow::Borrowed(_)));
    }

    #[test]
    fn places_count_lines_and_characters_from_one() {
        assert_eq!(line_column("ab\ncé–x", 0), (1, 1));
        assert_eq!(line_column("ab\ncé–x", "ab\ncé–".len()), (2, 4));
    }
}
