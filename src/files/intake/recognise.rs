//! What a document is: by its bytes first, by the ending of its name where the bytes leave it open.

use super::archive::Archive;
use super::encoding::{self, Decoded};
use super::{Form, Unreadable};

/// A document of which it is known what it is, as far as it had to be opened for that.
pub(super) enum Recognised<'a> {
    Text(Form, Decoded),
    Docx(Archive<'a>),
    Odt(Archive<'a>),
    Pdf,
}

const PICTURES: [&[u8]; 8] = [
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"\0\0\0\x0cjP",
    b"\0\0\0\x20ftypheic",
    b"\0\0\0\x1cftypavif",
];

pub(super) fn recognise<'a>(bytes: &'a [u8], file_name: &str) -> Result<Recognised<'a>, Unreadable> {
    let ending = file_name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    if has_within(bytes, b"%PDF-", 1024) {
        return Ok(Recognised::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return packed(bytes, &ending);
    }
    if let Some(refusal) = other_kind(bytes) {
        return Err(refusal);
    }
    let Some(decoded) = encoding::decode(bytes, encoding::declared_in(bytes).as_deref()) else {
        return Err(not_a_text(&ending));
    };
    let form = form_of_text(&decoded.text, &ending)?;
    Ok(Recognised::Text(form, decoded))
}

/// A zip archive: a Word document, an `OpenDocument` text, or something else.
fn packed<'a>(bytes: &'a [u8], ending: &str) -> Result<Recognised<'a>, Unreadable> {
    let meant = if ending == "odt" { Form::Odt } else { Form::Docx };
    let mut archive = Archive::open(bytes, meant)?;
    if archive.has("word/document.xml") {
        return Ok(Recognised::Docx(archive));
    }
    let kind = archive.text("mimetype")?.unwrap_or_default();
    match kind.trim() {
        "application/vnd.oasis.opendocument.text" | "application/vnd.oasis.opendocument.text-template" => {
            archive.form = Form::Odt;
            Ok(Recognised::Odt(archive))
        }
        "application/epub+zip" => Err(Unreadable::OtherKind {
            what: "an EPUB book",
            instead: "open it in a reader, copy the text, and paste it as a source",
        }),
        kind if kind.starts_with("application/vnd.oasis.opendocument.")
            || archive.has("xl/workbook.xml")
            || archive.has("ppt/presentation.xml") =>
        {
            Err(Unreadable::OtherKind {
                what: "a spreadsheet, a presentation or a drawing",
                instead: "save it as PDF, and add that",
            })
        }
        _ if matches!(ending, "docx" | "odt") => Err(Unreadable::broken(meant, "the part with the text is missing")),
        _ => Err(Unreadable::OtherKind {
            what: "an archive of files",
            instead: "unpack it, and add the documents that are in it",
        }),
    }
}

/// Kinds that people try and that are told by their first bytes.
fn other_kind(bytes: &[u8]) -> Option<Unreadable> {
    let is_picture = PICTURES.iter().any(|beginning| bytes.starts_with(beginning))
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"));
    if is_picture {
        return Some(Unreadable::OtherKind {
            what: "a picture",
            instead: "run text recognition (OCR) over it, and add the PDF or the text that comes out",
        });
    }
    if bytes.starts_with(b"{\\rtf") {
        return Some(Unreadable::OtherKind {
            what: "a text in the format RTF",
            instead: "open it in a word processor, save it as DOCX or ODT, and add that",
        });
    }
    // The old container of Microsoft's programs; newer ones put an encrypted document into it.
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        return Some(if has_within(bytes, &name, bytes.len()) {
            Unreadable::Locked(Form::Docx)
        } else {
            Unreadable::OtherKind {
                what: "a document of an old version of Word or of another Office program",
                instead: "open it in a word processor, save it as DOCX, ODT or PDF, and add that",
            }
        });
    }
    None
}

fn not_a_text(ending: &str) -> Unreadable {
    match ending {
        "docx" => Unreadable::broken(Form::Docx, "it does not begin as one"),
        "odt" => Unreadable::broken(Form::Odt, "it does not begin as one"),
        "pdf" => Unreadable::broken(Form::Pdf, "it does not begin as one"),
        _ => Unreadable::OtherKind {
            what: "a file without readable text",
            instead: "add the article as text, web page, DOCX, ODT or PDF, or copy it and paste it as a source",
        },
    }
}

fn form_of_text(text: &str, ending: &str) -> Result<Form, Unreadable> {
    let beginning = head(text, 4096).to_ascii_lowercase();
    let trimmed = beginning.trim_start();
    let has_tag = |name: &str| {
        trimmed.match_indices(name).any(|(at, _)| {
            let next = trimmed[at + name.len()..].chars().next();
            next.is_some_and(|next| next == '>' || next.is_whitespace())
        })
    };
    let is_named_page = matches!(ending, "html" | "htm" | "xhtml" | "xht");
    let begins_as_page =
        trimmed.starts_with('<') && ["<!doctype html", "<html", "<head", "<body"].into_iter().any(has_tag);
    if begins_as_page || (is_named_page && text.contains('<')) {
        return Ok(Form::Html);
    }
    if trimmed.contains("multipart/related") && trimmed.contains("mime-version:") {
        return Err(Unreadable::OtherKind {
            what: "a web page packed into one file (MHTML)",
            instead: "save the page as “Web page, HTML only”, and add that",
        });
    }
    if trimmed.starts_with("<?xml") {
        return Err(Unreadable::OtherKind {
            what: "XML of a kind that is not known",
            instead: "open it in the program that it is from, copy the text, and paste it as a source",
        });
    }
    if trimmed.starts_with('{') && trimmed.contains("\"standpoint\"") {
        return Err(Unreadable::OtherKind {
            what: "a position file",
            instead: "open it, or unite it with this dossier, by Open… in the menu File",
        });
    }
    if matches!(ending, "md" | "markdown" | "mdown" | "mkd") {
        return Ok(Form::Markdown);
    }
    Ok(Form::PlainText)
}

/// At most so many bytes of a text, at a border between characters.
fn head(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

fn has_within(bytes: &[u8], sought: &[u8], within: usize) -> bool {
    bytes[..bytes.len().min(within)].windows(sought.len()).any(|window| window == sought)
}
