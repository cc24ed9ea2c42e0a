//! Adding a document as a source.

use std::io::{Cursor, Write as _};

use standpoint::files::intake::{self, Form};
use standpoint::model::{Dossier, Edit, Source, Text};

use super::must_hold;

const NAMES: [&str; 6] = ["a.txt", "a.html", "a.md", "a.docx", "a.odt", "a.pdf"];

/// A document is refused with a reason, or becomes an article that can be saved in a dossier. The bytes are tried as they
/// are, and as the part of a document that has its words, which chance would not get through the packing.
pub(crate) fn read_and_save(bytes: &[u8]) {
    let choice = bytes.iter().fold(bytes.len(), |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
    attempt(bytes, NAMES[choice % NAMES.len()]);
    if bytes.trim_ascii_start().starts_with(b"<") {
        attempt(bytes, "a.html");
        attempt(&packed(&[("word/document.xml", bytes), ("docProps/core.xml", bytes)]), "a.docx");
        let kind = b"application/vnd.oasis.opendocument.text";
        attempt(&packed(&[("mimetype", kind), ("content.xml", bytes), ("meta.xml", bytes)]), "a.odt");
    } else {
        attempt(bytes, "a.md");
    }
}

fn attempt(bytes: &[u8], name: &str) {
    let draft = match intake::read(bytes, name) {
        Ok(draft) => draft,
        Err(refusal) => {
            let words = refusal.to_string();
            assert!(!words.is_empty() && words.chars().count() < 500, "no message for a person: {words}");
            return;
        }
    };
    assert!(!draft.text.trim().is_empty(), "an article without a word");
    assert!(!draft.title.contains('\n'));
    assert!(draft.notes.iter().all(|note| !note.to_string().is_empty()));
    if draft.form != Form::PlainText {
        assert!(draft.text.lines().all(|line| line.trim() == line), "white space at the end of a line");
        assert!(!draft.text.contains("\n\n\n"), "more than one empty line");
    }
    let text = draft.text.clone();
    let mut dossier = Dossier::default();
    let source = Source { id: Text::from("s"), ..draft.into_source() };
    let add = Edit::Source { id: dossier.sources().next_key(), record: Some(Box::new(source)), at: 0 };
    dossier.apply(add).unwrap_or_else(|error| panic!("an article cannot be added: {error}"));
    must_hold(&dossier);
    assert!(dossier.sources().iter().all(|(_, source)| *source.text == *text));
}

/// Parts as a document packs them, without compressing them.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, options).expect("memory takes all");
        writer.write_all(bytes).expect("memory takes all");
    }
    writer.finish().expect("memory takes all").into_inner()
}
