//! Articles as people have them – plain text, Markdown, a saved web page, DOCX, ODT, PDF – as drafts of a source.
//!
//! Pure: bytes and a file name in, a draft or a refusal out. What a document is follows from its bytes first and from its
//! name second. A plain text keeps every character, because the places of quotations count in it; all other formats give
//! paragraphs with one empty line between them, headings as paragraphs of their own, entries of a list and rows of a table
//! as lines, no white space at the ends. Signs of a format, such as the `#` of a heading, are not in the text: a quotation
//! would have to step over them. Nothing here guesses at words.

mod archive;
mod blocks;
mod calendar;
mod docx;
mod encoding;
mod html;
mod markdown;
mod note;
mod odt;
mod pdf;
mod recognise;
mod unreadable;
mod xml;

pub use note::Note;
pub use unreadable::Unreadable;

use crate::model::{Date, Source, Text};

/// The largest document that is read, in bytes. Articles have kilobytes; their pictures make the rest.
pub const LARGEST_DOCUMENT: usize = 256 << 20;
/// What a document may unpack to, in bytes.
/// A first line of at most so many characters may be a headline.
const LONGEST_HEADLINE: usize = 140;
const LARGEST_UNPACKED: usize = 256 << 20;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Text and nothing else.
    PlainText,
    /// Text with Markdown's signs.
    Markdown,
    /// A web page.
    Html,
    /// A document of Microsoft Word since 2007.
    Docx,
    /// A text document of `LibreOffice` and others.
    Odt,
    /// Pages as they are printed.
    Pdf,
}

impl Form {
    /// Its name in messages, with article.
    pub fn with_article(self) -> &'static str {
        match self {
            Self::PlainText => "a plain text",
            Self::Markdown => "a Markdown text",
            Self::Html => "a web page",
            Self::Docx => "a Word document",
            Self::Odt => "an OpenDocument text",
            Self::Pdf => "a PDF",
        }
    }
}

/// An article that was read and is not yet a source of a dossier. What the document does not say is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What the document is.
    pub form: Form,
    /// Headline.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// Who published it.
    pub publisher: String,
    /// When it came out.
    pub published: Option<Date>,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Where it stands on the web.
    pub url: String,
    /// The article, whole.
    pub text: String,
    /// What was done to read it, as far as a person may want to look after it.
    pub notes: Vec<Note>,
}

impl Draft {
    fn of(form: Form, text: String) -> Self {
        Self {
            form,
            text,
            title: String::new(),
            author: String::new(),
            publisher: String::new(),
            published: None,
            language: String::new(),
            url: String::new(),
            notes: Vec::new(),
        }
    }

    /// The source that it becomes.
    pub fn into_source(self) -> Source {
        Source {
            title: Text::from(self.title),
            publisher: Text::from(self.publisher),
            author: Text::from(self.author),
            published: self.published,
            url: Text::from(self.url),
            language: Text::from(self.language),
            text: Text::from(self.text),
            ..Source::default()
        }
    }
}

/// Reads a document. The name is that of its file; it says what the bytes leave open, and stands in for a missing title.
///
/// # Errors
/// Why no article could be made of it.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Draft, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > LARGEST_DOCUMENT {
        return Err(Unreadable::TooLarge);
    }
    let mut draft = match recognise::recognise(bytes, file_name)? {
        recognise::Recognised::Text(form, decoded) => from_text(form, decoded)?,
        recognise::Recognised::Docx(archive) => docx::read(archive)?,
        recognise::Recognised::Odt(archive) => odt::read(archive)?,
        recognise::Recognised::Pdf => pdf::read(bytes)?,
    };
    if draft.text.trim().is_empty() {
        return Err(Unreadable::NoText(draft.form));
    }
    for field in [&mut draft.title, &mut draft.author, &mut draft.publisher, &mut draft.language, &mut draft.url] {
        *field = on_one_line(field);
    }
    if draft.title.is_empty() {
        draft.title = on_one_line(stem(file_name));
        draft.notes.push(Note::TitleFromFileName);
    }
    Ok(draft)
}

/// Reads a text that has no file, such as one from the clipboard: every character is kept but for line ends. A first line
/// that looks like a headline is taken for the title.
///
/// # Errors
/// When there is nothing in it.
pub fn read_pasted(text: &str) -> Result<Draft, Unreadable> {
    let text = with_plain_line_ends(text);
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    let title = headline(&text).map(on_one_line).unwrap_or_default();
    let notes = if title.is_empty() { Vec::new() } else { vec![Note::TitleFromFirstLine] };
    Ok(Draft { title, notes, ..Draft::of(Form::PlainText, text) })
}

/// The first line, where it is short, does not end like a sentence, and there is more below it.
fn headline(text: &str) -> Option<&str> {
    let (first, rest) = text.trim_start().split_once('\n')?;
    let first = first.trim();
    let ends_like_a_sentence = first.ends_with(['.', '。', '।', '۔', '։', ',', ';', ':', '，', '،']);
    let is_headline = !ends_like_a_sentence && !rest.trim().is_empty() && first.chars().count() <= LONGEST_HEADLINE;
    is_headline.then_some(first)
}

fn from_text(form: Form, decoded: encoding::Decoded) -> Result<Draft, Unreadable> {
    let encoding::Decoded { text, encoding, is_damaged } = decoded;
    let mut draft = match form {
        Form::Html => html::read(&text)?,
        Form::Markdown => markdown::read(&text),
        _ => Draft::of(Form::PlainText, with_plain_line_ends(&text)),
    };
    draft.notes.extend(encoding.map(Note::Encoding));
    if is_damaged {
        draft.notes.push(Note::UnreadableCharacters);
    }
    Ok(draft)
}

/// Line ends as they are on Unix; everything else stays.
fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// White space is one space, and none at the ends; signs that nobody sees are left out.
fn on_one_line(text: &str) -> String {
    let seen = text.replace(blocks::is_never_seen, "");
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a file without folder and ending.
fn stem(file_name: &str) -> &str {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}
