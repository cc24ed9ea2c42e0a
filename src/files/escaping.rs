//! JSON that can be printed: characters that act on what is around them are written by their number. The values are the
//! same, but no name in them drives the terminal that it is printed on, or turns the order of the line that it is in.

use std::io::{self, Write};

use crate::model::shown::acts;

/// Writes JSON on, and only JSON: what is replaced can stand in strings alone.
#[derive(Debug)]
pub struct Escaping<W>(pub W);

impl<W: Write> Write for Escaping<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Everything below is plain, or was escaped by who made the JSON.
        if bytes.iter().all(|&byte| byte < 0x7f) {
            return self.0.write(bytes);
        }
        let text = match str::from_utf8(bytes) {
            Ok(text) => text,
            // A character that is cut in two comes whole with the next call.
            Err(error) if error.valid_up_to() > 0 => str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
            Err(_) => return self.0.write(bytes),
        };
        let mut plain = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| acts(*c) && *c >= '\u{7f}') {
            self.0.write_all(&bytes[plain..at])?;
            // All of them are within sixteen bits.
            write!(self.0, "\\u{:04x}", u32::from(c))?;
            plain = at + c.len_utf8();
        }
        self.0.write_all(&bytes[plain..text.len()])?;
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// If this fails, a name in a printed comparison drives the terminal, or the comparison says something else.
    #[test]
    fn what_acts_is_written_by_its_number_and_means_the_same() {
        let value = serde_json::json!({"a\u{9b}2J": "x\u{202e}y\u{7f} é\u{2066}\u{1b}[2J שלום\n"});
        let mut bytes = Vec::new();
        serde_json::to_writer_pretty(Escaping(&mut bytes), &value).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains(|c| acts(c) && c != '\n'), "{text:?}");
        assert!(text.contains("\\u009b") && text.contains("é") && text.contains("שלום"));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
