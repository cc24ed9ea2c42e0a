//! JSON as bytes: objects field by field, texts, numbers and dates.

use super::super::fields::Fields;
use crate::model::{Date, Extra};

/// An object that is being written, usually on one line.
pub(super) struct Object<'b> {
    bytes: &'b mut Vec<u8>,
    /// What stands before the next field.
    gap: &'static str,
    /// What stands before a field that begins a line.
    line: &'static str,
}

impl<'b> Object<'b> {
    pub(super) fn new(bytes: &'b mut Vec<u8>, line: &'static str) -> Self {
        Self { bytes, gap: "{ ", line }
    }

    /// Lets the next field, if one follows, begin a line. Not for an object without a field.
    pub(super) fn line(&mut self) {
        self.gap = self.line;
    }

    /// Begins a field; its value is to be pushed to what this gives back.
    pub(super) fn key(&mut self, name: &str) -> &mut Vec<u8> {
        self.bytes.extend_from_slice(self.gap.as_bytes());
        self.gap = ", ";
        self.bytes.push(b'"');
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(b"\": ");
        self.bytes
    }

    pub(super) fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            string(self.key(name), value);
        }
    }

    pub(super) fn flag(&mut self, name: &str, value: bool) {
        if value {
            self.key(name).extend_from_slice(b"true");
        }
    }

    pub(super) fn number(&mut self, name: &str, value: Option<u32>) {
        if let Some(value) = value {
            decimal(self.key(name), value);
        }
    }

    pub(super) fn date(&mut self, name: &str, value: Option<Date>) {
        if let Some(value) = value {
            let bytes = self.key(name);
            bytes.push(b'"');
            date(bytes, value);
            bytes.push(b'"');
        }
    }

    /// A list of objects: a single one on the line of its name, several on a line each.
    pub(super) fn records<R>(&mut self, name: &str, records: &[R], mut write_record: impl FnMut(&mut Vec<u8>, &R)) {
        let (first, last) = match records {
            [] => return,
            [_] => ("[ ", " ]"),
            [_, _, ..] => ("[\n        ", "\n      ]"),
        };
        let bytes = self.key(name);
        let mut gap = first;
        for record in records {
            bytes.extend_from_slice(gap.as_bytes());
            gap = ",\n        ";
            write_record(bytes, record);
        }
        bytes.extend_from_slice(last.as_bytes());
    }

    /// The unknown fields, except those for which the record has a value of its own, and the end of the object.
    pub(super) fn end<R: Fields>(mut self, extra: &Extra, record: &R) {
        let mut fields: Vec<_> = extra.iter().filter(|(name, _)| !record.has(name)).collect();
        fields.sort_by_key(|(name, _)| R::rank(name));
        for (name, json) in fields {
            self.bytes.extend_from_slice(self.gap.as_bytes());
            self.gap = ", ";
            string(self.bytes, name);
            self.bytes.extend_from_slice(b": ");
            self.bytes.extend_from_slice(json.as_bytes());
        }
        self.bytes.extend_from_slice(if self.gap == "{ " { b"{}" } else { b" }" });
    }
}

pub(super) fn inline_list<T>(bytes: &mut Vec<u8>, list: &[T], mut write_one: impl FnMut(&mut Vec<u8>, &T)) {
    bytes.push(b'[');
    for (number, one) in list.iter().enumerate() {
        if number > 0 {
            bytes.extend_from_slice(b", ");
        }
        write_one(bytes, one);
    }
    bytes.push(b']');
}

/// How many bytes of a text are looked at together.
const STRIDE: usize = 32;

/// A JSON string. Most texts hold nothing that has to be escaped, and those are copied whole.
pub(super) fn string(bytes: &mut Vec<u8>, text: &str) {
    if is_plain(text.as_bytes()) {
        bytes.reserve(text.len() + 2);
        bytes.push(b'"');
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(b'"');
        return;
    }
    let before = bytes.len();
    if serde_json::to_writer(&mut *bytes, text).is_err() {
        // Writing a string to memory does not fail; if it did, the file should at least stay a JSON file.
        bytes.truncate(before);
        bytes.extend_from_slice(b"\"\"");
    }
}

/// True when nothing has to be escaped. Whole strides without a branch, so that the compiler can compare many bytes
/// at once.
fn is_plain(text: &[u8]) -> bool {
    let special = |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\';
    let mut strides = text.chunks_exact(STRIDE);
    let any_special = |stride: &[u8]| stride.iter().fold(false, |any, &byte| any | special(byte));
    !strides.any(any_special) && !strides.remainder().iter().any(|&byte| special(byte))
}

fn decimal(bytes: &mut Vec<u8>, number: u32) {
    let mut digits = [b'0'; 10];
    let (mut rest, mut from) = (number, digits.len());
    while rest > 0 || from == digits.len() {
        from -= 1;
        digits[from] = digit(rest);
        rest /= 10;
    }
    bytes.extend_from_slice(&digits[from..]);
}

/// A date as its `Display` has it, without going through it: there is one in nearly every position.
pub(super) fn date(bytes: &mut Vec<u8>, date: Date) {
    let year = date.year();
    bytes.extend_from_slice(&[digit(year / 1000), digit(year / 100), digit(year / 10), digit(year)]);
    for part in [date.month(), date.day()].into_iter().flatten() {
        bytes.extend_from_slice(&[b'-', digit(part / 10), digit(part)]);
    }
}

/// The last digit of a number.
#[allow(clippy::cast_possible_truncation, reason = "a digit fits into a byte")]
fn digit(number: u32) -> u8 {
    b'0' + (number % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(write: impl Fn(&mut Vec<u8>)) -> String {
        let mut bytes = Vec::new();
        write(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn numbers_and_dates_are_as_their_display() {
        // If this fails, saving moves quotations or changes dates.
        for number in [0, 7, 10, 99, 1_002, 4_294_967_295] {
            assert_eq!(made(|bytes| decimal(bytes, number)), number.to_string());
        }
        for text in ["0001", "2025", "2025-03", "0987-12-31", "9999-10-09"] {
            assert_eq!(made(|bytes| date(bytes, text.parse().unwrap())), text);
        }
    }

    #[test]
    fn special_bytes_are_found_wherever_they_stand() {
        // If this fails, a quotation mark deep in a text makes the saved file unreadable.
        for length in 0..3 * STRIDE {
            let plain = "é".repeat(length / 2) + &"x".repeat(length % 2);
            assert!(is_plain(plain.as_bytes()));
            for at in 0..length {
                for special in *b"\"\\\n\0\x1f" {
                    let mut bytes = vec![b'x'; length];
                    bytes[at] = special;
                    assert!(!is_plain(&bytes), "{special} at {at} of {length}");
                }
            }
        }
    }
}
