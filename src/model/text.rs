//! Text that is either its own or a piece of a shared buffer.
//!
//! A position file of a million positions is mostly text. Copying every wording out of the file would cost as much
//! memory and time as reading it, so texts that stand in the file without escapes stay there: a [`Text`] is a counted
//! reference to the buffer and a range in it, sixteen bytes in all. Nobody outside this module can tell the two apart.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A buffer that many texts may share, usually a whole file.
#[derive(Clone, Debug)]
pub struct Buffer(Arc<String>);

impl Buffer {
    /// Takes over `text` without copying it.
    pub fn new(text: String) -> Self {
        Self(Arc::new(text))
    }

    /// The whole buffer.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `piece` as a text: shared when it lies inside this buffer, copied when it does not.
    pub fn text(&self, piece: &str) -> Text {
        let start = (piece.as_ptr() as usize).wrapping_sub(self.0.as_ptr() as usize);
        let range = start..start.saturating_add(piece.len());
        // The comparison of lengths is not enough: another allocation may stand right behind this one.
        let inside = self.0.get(range.clone()).is_some_and(|found| std::ptr::eq(found.as_ptr(), piece.as_ptr()));
        match (inside, u32::try_from(range.start), u32::try_from(range.end)) {
            (true, Ok(start), Ok(end)) if start < end => Text { buffer: Some(Arc::clone(&self.0)), start, end },
            _ => Text::from(piece),
        }
    }

    /// Where a text stands in this buffer, in bytes; None when it is not a piece of it.
    pub fn place_of(&self, text: &Text) -> Option<usize> {
        text.buffer.as_ref().is_some_and(|buffer| Arc::ptr_eq(buffer, &self.0)).then_some(text.start as usize)
    }

    /// Like [`Buffer::text`], taking over a string that had to be made anew.
    pub fn text_from(&self, piece: Cow<'_, str>) -> Text {
        match piece {
            Cow::Borrowed(piece) => self.text(piece),
            Cow::Owned(piece) => Text::from(piece),
        }
    }
}

/// An immutable text of at most 4 GiB, cheap to clone.
#[derive(Clone, Default)]
pub struct Text {
    /// None for the empty text.
    buffer: Option<Arc<String>>,
    start: u32,
    end: u32,
}

impl Text {
    /// The text as a string slice.
    pub fn as_str(&self) -> &str {
        match &self.buffer {
            Some(buffer) => buffer.get(self.start as usize..self.end as usize).unwrap_or_default(),
            None => "",
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        match u32::try_from(text.len()) {
            Ok(0) => Self::default(),
            Ok(end) => Self { buffer: Some(Arc::new(text)), start: 0, end },
            // More than 4 GiB in one field: the start of it, cut where a character ends.
            Err(_) => {
                let mut cut = u32::MAX as usize;
                while !text.is_char_boundary(cut) {
                    cut -= 1;
                }
                let mut text = text;
                text.truncate(cut);
                Self::from(text)
            }
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other)
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_buffer_are_shared_and_strangers_are_copied() {
        let buffer = Buffer::new("Ukraine — Russia".to_owned());
        let inside = buffer.text(&buffer.as_str()[..7]);
        let stranger = buffer.text("Ukraine");
        assert_eq!(inside, stranger);
        assert!(Arc::ptr_eq(inside.buffer.as_ref().unwrap(), &buffer.0));
        assert!(!Arc::ptr_eq(stranger.buffer.as_ref().unwrap(), &buffer.0));
    }

    #[test]
    fn the_empty_text_holds_on_to_nothing() {
        let buffer = Buffer::new("abc".to_owned());
        assert!(buffer.text(&buffer.as_str()[1..1]).buffer.is_none());
        assert_eq!(Text::from(""), Text::default());
    }

    #[test]
    fn a_text_is_sixteen_bytes() {
        assert_eq!(size_of::<Text>(), 16, "a million positions hold several million of these");
    }
}
