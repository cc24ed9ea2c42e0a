//! XML as beginnings, ends and text, read by `quick-xml`. Entities that a document declares are not filled in, so that few
//! bytes cannot become many.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::{Form, Note, Unreadable};

/// What comes next in an XML text.
pub(super) enum Piece<'a> {
    Open(Element<'a>),
    /// The name with its prefix.
    Close(String),
    Text(String),
}

/// An element that begins.
pub(super) struct Element<'a> {
    /// The name with its prefix. Prefixes are those that all programs use.
    pub(super) name: String,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// The value of the attribute of this name, with its prefix.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let attribute =
            self.start.attributes().with_checks(false).flatten().find(|found| found.key.as_ref() == name.as_bytes())?;
        let raw = String::from_utf8_lossy(&attribute.value);
        Some(quick_xml::escape::unescape(&raw).map_or_else(|_| raw.to_string(), std::borrow::Cow::into_owned))
    }
}

/// Reads XML piece by piece.
pub(super) struct Pieces<'a> {
    reader: Reader<&'a [u8]>,
    form: Form,
}

impl<'a> Pieces<'a> {
    pub(super) fn of(text: &'a str, form: Form) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, form }
    }

    /// The next piece. None at the end.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, Unreadable> {
        loop {
            let at = self.reader.buffer_position();
            let broken = |form| Unreadable::broken(form, format!("its XML breaks off at byte {at}"));
            let event = self.reader.read_event().map_err(|_| broken(self.form))?;
            return Ok(Some(match event {
                Event::Start(start) => Piece::Open(Element { name: name_of(start.name().as_ref()), start }),
                Event::End(end) => Piece::Close(name_of(end.name().as_ref())),
                Event::Text(text) => Piece::Text(text.decode().map_err(|_| broken(self.form))?.into_owned()),
                Event::CData(text) => Piece::Text(text.decode().map_err(|_| broken(self.form))?.into_owned()),
                Event::GeneralRef(reference) => Piece::Text(referred(&reference)),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            }));
        }
    }

    /// Steps over everything up to the end of the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), Unreadable> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Some(Piece::Open(_)) => depth += 1,
                Some(Piece::Close(_)) => depth -= 1,
                Some(Piece::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    /// All text up to the end of the element that has just begun.
    pub(super) fn text_within(&mut self) -> Result<String, Unreadable> {
        let (mut depth, mut text) = (1_usize, String::new());
        while depth > 0 {
            match self.next()? {
                Some(Piece::Open(_)) => depth += 1,
                Some(Piece::Close(_)) => depth -= 1,
                Some(Piece::Text(piece)) => text.push_str(&piece),
                None => break,
            }
        }
        Ok(text)
    }
}

/// Whether an element is of the text as it is read.
pub(super) enum Part {
    Read,
    /// Stepped over with everything in it.
    LeftOut,
    /// The same, and the person is told.
    Told(Note),
}

/// What makes a text of a document, piece by piece.
pub(super) trait Take {
    fn part(element: &Element<'_>) -> Part;
    fn begin(&mut self, element: &Element<'_>);
    fn end(&mut self, name: &str);
    fn text(&mut self, text: &str);
}

/// Hands over the pieces of a document that are read. Gives back what the person should know of those that are not.
pub(super) fn hand_over<T: Take>(text: &str, form: Form, to: &mut T) -> Result<Vec<Note>, Unreadable> {
    let mut pieces = Pieces::of(text, form);
    let mut notes = Vec::new();
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Open(element) => match T::part(&element) {
                Part::Read => to.begin(&element),
                Part::LeftOut => pieces.skip()?,
                Part::Told(note) => {
                    pieces.skip()?;
                    if !notes.contains(&note) {
                        notes.push(note);
                    }
                }
            },
            Piece::Close(name) => to.end(&name),
            Piece::Text(text) => to.text(&text),
        }
    }
    Ok(notes)
}

/// What `&name;` or `&#number;` stands for. Nothing for what a document declares itself.
fn referred(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name = String::from_utf8_lossy(reference);
    quick_xml::escape::resolve_predefined_entity(&name).unwrap_or_default().to_owned()
}

fn name_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The text of the first element of each of these names, in their order; empty where there is none.
pub(super) fn texts_of<const COUNT: usize>(text: &str, form: Form, names: [&str; COUNT]) -> [String; COUNT] {
    let mut found = [const { String::new() }; COUNT];
    let mut pieces = Pieces::of(text, form);
    // What is broken behind a piece does not make the piece wrong, and the text of the article stands elsewhere.
    while let Ok(Some(piece)) = pieces.next() {
        let Piece::Open(element) = piece else { continue };
        let Some(place) = names.iter().position(|name| *name == element.name) else { continue };
        let Ok(words) = pieces.text_within() else { break };
        if found[place].is_empty() {
            words.trim().clone_into(&mut found[place]);
        }
    }
    found
}
