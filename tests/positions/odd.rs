//! Files that are odd, and read all the same: none of what is in them may disappear.

use serde_json::json;
use standpoint::files::FindingKind;

use super::{accepted, nothing_is_lost, with_positions};

/// What is odd but can be read is read, said and kept: none of it may disappear with the first saving.
#[test]
fn odd_files_are_read_and_keep_every_value() {
    use FindingKind::{DuplicateId, GivenTwice, SetAside, SimilarNames, Unread};
    let top = |fields: &str| format!(r#"{{"standpoint": 1, {fields}}}"#);
    let cases = [
        (
            "same id, same name",
            top(
                r##""parties": [{"id": "p", "name": "A", "role": "mediator", "color": "#111111", "note": "one", "x": 1}, {"id": "p", "name": "A", "role": "observer", "color": "#222222", "note": "two", "x": 2}]"##,
            ),
            vec![DuplicateId],
        ),
        (
            "same id, other name",
            top(r#""parties": [{"id": "p", "name": "A"}, {"id": "p", "name": "B"}]"#),
            vec![DuplicateId],
        ),
        (
            "same item twice",
            top(
                r#""parties": [{"name": "A"}], "items": [{"id": "i", "title": "I", "topic": "T", "x": "u"}, {"id": "i", "title": "I", "topic": "V", "between": ["A"], "x": "w"}]"#,
            ),
            vec![DuplicateId],
        ),
        (
            "same source twice",
            top(
                r#""sources": [{"id": "s", "title": "S", "text": "t"}, {"id": "s", "title": "S", "text": "t", "publisher": "P", "author": "N", "published": "2025-03", "url": "https://example.org", "language": "en", "x": 5}]"#,
            ),
            vec![DuplicateId],
        ),
        (
            "same source, other publisher",
            top(
                r#""sources": [{"id": "s", "title": "S", "text": "t", "publisher": "P"}, {"id": "s", "title": "S", "text": "t", "publisher": "Q"}]"#,
            ),
            vec![DuplicateId],
        ),
        (
            "a blank name",
            top(r#""parties": [{"name": ""}, {"name": " \t", "note": "n"}], "items": [{"title": "\n"}]"#),
            vec![SetAside; 3],
        ),
        (
            "a number for a name",
            top(r#""parties": [{"name": 5}], "items": [{"title": ["a"]}], "sources": ["s"]"#),
            vec![SetAside; 3],
        ),
        ("case", top(r#""parties": [{"name": "Russia"}, {"name": "RUSSIA"}]"#), vec![SimilarNames]),
        ("a trailing space", top(r#""parties": [{"name": "Russia"}, {"name": "Russia "}]"#), vec![SimilarNames]),
        ("normal form", top("\"items\": [{\"title\": \"Côte\"}, {\"title\": \"Co\u{302}te\"}]"), vec![SimilarNames]),
        ("no list", top(r#""positions": {"a": "kept"}, "parties": "none", "items": 7"#), vec![Unread; 3]),
        ("null lists", top(r#""positions": null, "title": null, "note": null, "x": null"#), vec![Unread]),
        ("title twice", top(r#""title": "one", "title": "two""#), vec![GivenTwice]),
        ("a field three times", top(r#""x": "one", "x": "two", "x": "three""#), vec![GivenTwice; 2]),
        ("the version twice", top(r#""standpoint": 1"#), vec![GivenTwice]),
    ];
    assert_kept_and_found(cases);
}

/// A quotation in the wrong place or an empty field is no reason to lose a position.
#[test]
fn odd_positions_are_read_and_keep_every_value() {
    use FindingKind::{PlaceDisagrees, QuotationNotFound};
    let quote = |evidence: &str| {
        with_positions(&format!(r#"{{"party": "ru", "item": "truce", "stance": "accepts", "evidence": [{evidence}]}}"#))
    };
    let cases = [
        ("a quotation that is not there", quote(r#"{"quote": "Kyiv said no"}"#), vec![QuotationNotFound]),
        ("a place with other words", quote(r#"{"quote": "Kyiv", "start": 5, "end": 9}"#), vec![PlaceDisagrees]),
        ("a place beyond the text", quote(r#"{"quote": "Kyiv", "start": 900, "end": 904}"#), vec![PlaceDisagrees]),
        (
            "a place that ends before it starts",
            quote(r#"{"quote": "Kyiv", "start": 4, "end": 0}"#),
            vec![PlaceDisagrees],
        ),
        (
            "null fields",
            with_positions(
                r#"{"party": "ru", "item": "truce", "stance": "accepts", "wording": null, "conditions": null, "date": null, "evidence": null, "note": null, "red_line": null}"#,
            ),
            vec![],
        ),
        (
            "two lists",
            format!(
                r#"{{"standpoint": 1, "positions": [{p}], "parties": [{{"name": "A"}}], "positions": [{p}]}}"#,
                p = r#"{"party": "A", "item": "I", "stance": "accepts"}"#
            ),
            vec![FindingKind::Undeclared],
        ),
    ];
    assert_kept_and_found(cases);
}

/// Each file is read with findings of these kinds, however its lines end, and keeps every value.
fn assert_kept_and_found<const N: usize>(cases: [(&str, String, Vec<FindingKind>); N]) {
    for (name, file, kinds) in cases {
        let loaded = accepted(file.as_bytes());
        let mut found: Vec<_> = loaded.findings.list.iter().map(|finding| finding.kind).collect();
        found.retain(|kind| *kind != FindingKind::SourceWithoutDate);
        assert_eq!(found, kinds, "{name}: {:#?}", loaded.findings.list);
        nothing_is_lost(name, file.as_bytes());
        for ending in [file.replace('\n', "\r\n"), format!("\u{feff}{file}")] {
            assert_eq!(accepted(ending.as_bytes()).dossier, loaded.dossier, "{name}: with CRLF or a mark");
        }
    }
}

/// Texts of any script and length go through unharmed, in every field that a person types into.
#[test]
fn any_text_survives_in_every_field() {
    let long = "Ω".repeat(10_000);
    let texts = ["\u{1}\u{7f}\t\u{85}\u{2028}", "وقف إطلاق النار", "停火", "👩‍👧 🇺🇦", "a\u{202e}b", "\\\"/", "\0", &long];
    for text in texts {
        let file = json!({"standpoint": 1, "title": text, "note": text, text: text,
            "sources": [{"id": text, "title": text, "author": text, "url": text, "text": text}],
            "parties": [{"id": text, "name": text, "aliases": [text], "color": text, "note": text, text: text}],
            "items": [{"id": text, "title": text, "topic": text, "between": [text]}],
            "positions": [{"party": text, "item": text, "stance": "offers", "wording": text, "note": text, text: text,
                "conditions": [{"text": text, "item": text, "party": text, text: text}],
                "evidence": [{"source": text, "quote": text, "speaker": text}]}]});
        assert_eq!(nothing_is_lost(text, file.to_string().as_bytes()), file);
    }
}
