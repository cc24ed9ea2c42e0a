//! Why no article could be made of a document, and how to mend that.

use super::Form;

/// Why a document is refused. Nothing of it is used then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing in it.
    #[error("there is nothing in it; it may not have been saved completely")]
    Empty,
    /// More bytes than are read.
    #[error("it is larger than 256 MB; save a copy without pictures, or copy the text and paste it as a source")]
    TooLarge,
    /// Few bytes that become many.
    #[error("it unpacks to more than 256 MB, which no article needs; copy the text and paste it as a source")]
    UnpacksTooLarge,
    /// Asks for a password.
    #[error(
        "it is {} that is locked with a password; open it where you have the password, save a copy without one, and add that",
        .0.with_article()
    )]
    Locked(Form),
    /// Locked in a way that is not known.
    #[error("it is a PDF that is encrypted in an unusual way; print it into a new PDF, and add that")]
    UnknownEncryption,
    /// Pictures of pages.
    #[error(
        "its pages are pictures without text, as a scanner makes them; run text recognition (OCR) over the PDF, and add what comes out"
    )]
    Scanned,
    /// Letters whose meaning is not in the file.
    #[error(
        "the fonts of this PDF do not say which letters their signs are; run text recognition (OCR) over it, or take the article from another source"
    )]
    UnknownLetters,
    /// A document without words.
    #[error("it is {} without any text of an article; open it, copy the text, and paste it as a source", .0.with_article())]
    NoText(Form),
    /// A document that does not hold together.
    #[error(
        "it is {} that is damaged ({because}); get it again, or open it in the program that it is from and save it anew",
        .form.with_article()
    )]
    Broken {
        /// What it was meant to be.
        form: Form,
        /// What is wrong with it.
        because: String,
    },
    /// A kind of file that is not read.
    #[error("it is {what}, which cannot be read as an article; {instead}")]
    OtherKind {
        /// What it is, with article.
        what: &'static str,
        /// What to do.
        instead: &'static str,
    },
}

impl Unreadable {
    pub(super) fn broken(form: Form, because: impl Into<String>) -> Self {
        Self::Broken { form, because: because.into() }
    }
}
