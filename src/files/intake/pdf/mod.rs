//! PDF: pages as they are printed. `hayro-interpret` says which letter stands where; lines and paragraphs are found from
//! that, because most files do not tell them.

mod letters;
mod lines;
mod paragraphs;
mod radicals;
mod right_to_left;
mod unpacked;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{Draft, Form, Note, Unreadable};
use crate::model::Date;

/// Reads the text layer of a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Unreadable> {
    if !unpacked::is_bearable(bytes) {
        return Err(Unreadable::UnpacksTooLarge);
    }
    // The library is meant to go on at whatever is broken; should it not, that is a damaged file and no damaged program.
    catch_unwind(AssertUnwindSafe(|| extract(bytes)))
        .unwrap_or_else(|_| Err(Unreadable::broken(Form::Pdf, "it could not be read to its end")))
}

fn extract(bytes: &[u8]) -> Result<Draft, Unreadable> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Unreadable::Locked(Form::Pdf),
        LoadPdfError::Decryption(_) => Unreadable::UnknownEncryption,
        LoadPdfError::Invalid => Unreadable::broken(Form::Pdf, "its pages cannot be found"),
    })?;
    let pages = letters::pages(&pdf);
    let letters: usize = pages.iter().map(|page| page.letters.len()).sum();
    let unknown: usize = pages.iter().map(|page| page.unknown).sum();
    if letters == 0 {
        let has_pictures = pages.iter().any(|page| page.has_picture);
        return Err(if has_pictures { Unreadable::Scanned } else { Unreadable::NoText(Form::Pdf) });
    }
    if unknown.saturating_mul(2) > letters {
        return Err(Unreadable::UnknownLetters);
    }
    let empty = pages.iter().filter(|page| page.letters.is_empty() && page.has_picture).count();
    let lines = lines::lines(pages);
    let blocks = paragraphs::blocks(lines);
    let mut draft = Draft::of(Form::Pdf, blocks.text());
    describe(&mut draft, &pdf);
    if draft.title.is_empty() {
        blocks.first_heading().unwrap_or_default().clone_into(&mut draft.title);
    }
    draft.notes.push(Note::LinesJoined);
    if empty > 0 {
        draft.notes.push(Note::PagesWithoutText(empty));
    }
    if unknown > 0 {
        draft.notes.push(Note::UnknownSigns(unknown));
    }
    Ok(draft)
}

/// Takes what the document says about itself.
fn describe(draft: &mut Draft, pdf: &Pdf) {
    let metadata = pdf.metadata();
    let title = text_of(metadata.title.as_deref());
    // Programs that print write their own name and that of a file.
    let is_made_up = title.starts_with("Microsoft Word - ") || title.starts_with("about:") || title.contains("://");
    draft.title = if is_made_up { String::new() } else { title };
    draft.author = text_of(metadata.author.as_deref());
    draft.published =
        metadata.creation_date.as_ref().and_then(|made| Date::new(made.year, Some(made.month), Some(made.day)));
    draft.notes.extend(draft.published.map(|_| Note::DateOfDocument));
    let catalogue = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let language = catalogue.and_then(|catalogue| catalogue.get::<PdfString<'_>>(b"Lang".as_slice()));
    draft.language = text_of(language.as_ref().map(PdfString::as_bytes));
}

/// A text of a PDF's description: UTF-16 or UTF-8 with a mark, or else an encoding that is Latin as far as names go.
fn text_of(bytes: Option<&[u8]>) -> String {
    let bytes = bytes.unwrap_or_default();
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(bytes);
    text.replace('\0', "")
}
