//! Documents as people have them become the same article, whatever they are saved as.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::Path;

use standpoint::files::intake::{self, Draft, Form, Note, Unreadable};

/// The article of `tests/intake/README.md` as it should read.
const TALKS: &str = include_str!("intake/talks.txt");

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/intake").join(name)).unwrap()
}

fn read(name: &str) -> Draft {
    intake::read(&bytes(name), name).unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
}

/// Letters as a typesetter treats them: a space that does not break is a space.
fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(|paragraph| paragraph.replace('\u{a0}', " ")).collect()
}

fn is_tidy(text: &str) {
    assert!(!text.contains("\n\n\n") && text.trim() == text, "white space at an end or between paragraphs");
    assert!(text.lines().all(|line| line.trim_end() == line), "white space at the end of a line");
}

/// Otherwise a quotation that was found in one form of an article is not in the other.
#[test]
fn the_same_article_has_the_same_paragraphs_from_every_form() {
    for name in ["talks.html", "talks.docx", "talks.odt", "talks.pdf"] {
        let draft = read(name);
        is_tidy(&draft.text);
        assert_eq!(paragraphs(&draft.text), paragraphs(TALKS), "{name}");
    }
}

/// Places of quotations count in the text: one character more or less makes all of them wrong.
#[test]
fn a_plain_text_keeps_every_character() {
    let text = "Headline \n\n  indented,\ttabbed\u{a0}and “curly” – \u{2028}odd\u{200b}\u{ad}\n\n\n\nend \n";
    let draft = intake::read(text.as_bytes(), "a.txt").unwrap();
    assert_eq!((draft.text.as_str(), draft.form, draft.title.as_str()), (text, Form::PlainText, "a"));
    assert_eq!(draft.notes, [Note::TitleFromFileName]);
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(intake::read(windows.as_bytes(), "a.txt").unwrap().text, text);
    assert_eq!(intake::read_pasted(&text.replace('\n', "\r\n")).unwrap().text, text);
    assert_eq!(intake::read(TALKS.as_bytes(), "talks.txt").unwrap().text, TALKS);
}

/// Otherwise a person types what the page already says.
#[test]
fn a_page_says_what_it_is() {
    let draft = read("talks.html");
    assert_eq!(draft.title, "River talks stall over winter release");
    assert_eq!(draft.author, "Ines Varga, Jonas Petersen");
    assert_eq!(draft.publisher, "The Valley Courier");
    assert_eq!(draft.published.unwrap().to_string(), "2024-11-07");
    assert_eq!(
        (draft.language.as_str(), draft.url.as_str()),
        ("en-GB", "https://courier.example/world/river-talks-stall")
    );
    assert_eq!(draft.notes, [Note::LeftOutAroundArticle]);
}

#[test]
fn a_document_says_what_it_is() {
    for name in ["talks.docx", "talks.odt", "talks.pdf"] {
        let draft = read(name);
        assert_eq!(draft.title, "River talks stall over winter release", "{name}");
        assert_eq!(draft.author, "Ines Varga", "{name}");
        assert_eq!(draft.language, "en-US", "{name}, as the office that wrote it was set");
    }
}

/// A Russian article from an older program comes in with letters and not with rubbish.
#[test]
fn an_older_encoding_is_recognised_and_told() {
    let draft = read("windows-1251.txt");
    assert!(draft.text.starts_with("Переговоры о реке зашли в тупик\n\nПредставители двух стран"), "{}", draft.text);
    assert!(draft.text.contains("«Мы дальше друг от друга, чем весной», – сказала министр."));
    assert!(draft.notes.contains(&Note::Encoding("windows-1251")));
}

/// What cannot be read says what it is and what to do.
#[test]
fn what_cannot_be_read_says_why() {
    let refusal = |bytes: &[u8], name: &str| intake::read(bytes, name).map(|draft| draft.text).unwrap_err();
    assert_eq!(refusal(&bytes("locked.pdf"), "locked.pdf"), Unreadable::Locked(Form::Pdf));
    assert_eq!(refusal(&bytes("locked.odt"), "locked.odt"), Unreadable::Locked(Form::Odt));
    assert_eq!(refusal(&bytes("scanned.pdf"), "scanned.pdf"), Unreadable::Scanned);
    assert_eq!(refusal(b"", "a.txt"), Unreadable::Empty);
    assert_eq!(refusal(b" \n\n ", "a.txt"), Unreadable::NoText(Form::PlainText));
    let script = b"<!doctype html><html><body><div id=app></div><script>run()</script></body></html>";
    assert_eq!(refusal(script, "a.html"), Unreadable::NoText(Form::Html));
    let office: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let office = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 512], &office].concat();
    assert_eq!(refusal(&office, "a.docx"), Unreadable::Locked(Form::Docx));
    for name in ["talks.docx", "talks.odt"] {
        let whole = bytes(name);
        let cut = refusal(&whole[..whole.len() / 2], name);
        assert!(matches!(cut, Unreadable::Broken { .. }), "{name}: {cut}");
    }
    let kinds: [(&[u8], &str, &str); 6] = [
        (b"\x89PNG\r\n\x1a\n", "a.png", "a picture"),
        (b"{\\rtf1 text}", "a.rtf", "RTF"),
        (b"\n{ \"standpoint\": 1, \"sources\": [] }", "talks.positions.txt", "a position file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "a.doc", "old version of Word"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "a.mhtml", "MHTML"),
        (b"\x7fELF\x02\x01\0\0\0\0", "program", "without readable text"),
    ];
    for (bytes, name, words) in kinds {
        let message = refusal(bytes, name).to_string();
        assert!(message.contains(words) && message.contains(';'), "{name}: {message}");
    }
}

/// What a document is follows from what is in it: browsers and people give wrong names.
#[test]
fn a_wrong_ending_does_not_matter() {
    for name in ["talks.html", "talks.docx", "talks.odt", "talks.pdf"] {
        assert_eq!(intake::read(&bytes(name), "download").unwrap().text, read(name).text, "{name}");
        assert_eq!(intake::read(&bytes(name), "download.txt").unwrap().text, read(name).text, "{name}");
    }
}
