//! Files that are broken, odd or half right.

use serde_json::{Value, json};
use standpoint::files::{FindingKind, Refusal, Severity};

use super::{accepted, nothing_is_lost, of_kind, refused, with_positions, written};

/// A name, a file, what the message must say, and the line and column that it must give.
type Refused<'a> = (&'a str, &'a [u8], &'a [&'a str], Option<(usize, usize)>);

/// A person who opens the wrong or a damaged file would otherwise see a blank window, or not find the place to mend.
#[test]
fn a_refused_file_is_named_with_its_place_and_the_remedy() {
    let large = format!("{{\"features\": [{}0]}}", "{\"type\": \"Feature\"}, ".repeat(100_000));
    let endless = "[".repeat(100_000);
    let cases: &[Refused<'_>] = &[
        ("empty", b"", &["empty", "saved completely"], None),
        ("white space", b" \r\n\t\n", &["empty"], None),
        ("prose", b"Kyiv said yes", &["not complete JSON", "earlier copy"], Some((1, 1))),
        ("truncated", b"{\n  \"standpoint\": 1,\n  \"items\": [", &["earlier copy"], Some((3, 13))),
        ("truncated, CRLF", b"{\r\n  \"standpoint\": 1,\r\n  \"items\": [", &["earlier copy"], Some((3, 13))),
        ("truncated in letters", "{\"title\": \"Київ 停火 👩‍👧".as_bytes(), &["earlier copy"], Some((1, 22))),
        ("truncated, marked", "\u{feff}{\"standpoint\": 1".as_bytes(), &["earlier copy"], None),
        ("no comma", "{\"title\": \"Київ\"\n \"standpoint\": 1}".as_bytes(), &["mend the file"], Some((2, 2))),
        ("another kind", large.as_bytes(), &["another kind", "features", "\"standpoint\": 1"], None),
        ("a list", b"[{\"standpoint\": 1}]", &["a list", "begins with { \"standpoint\": 1"], None),
        ("a number", b"17", &["a single value", "begins with"], None),
        ("version as text", b"{\"standpoint\": \"1\"}", &["the version is \"1\"", "reads \"standpoint\": 1"], None),
        ("version 0", b"{\"standpoint\": 0}", &["the version is 0", "reads \"standpoint\": 1"], None),
        ("version -1", b"{\"standpoint\": -1}", &["the version is -1", "reads \"standpoint\": 1"], None),
        ("version 1.5", b"{\"standpoint\": 1.5}", &["the version is 1.5", "reads \"standpoint\": 1"], None),
        ("no version", b"{\"standpoint\": null}", &["the version is null"], None),
        ("newer", b"{\"standpoint\": 7, \"positions\": 3}", &["version 7", "newer", "Update Standpoint"], None),
        ("ZIP", b"PK\x03\x04\x14\0\x08\x08\x08\0\xb3\xd1", &["not a text file", "ZIP"], Some((1, 11))),
        ("ZIP of ASCII", b"PK\x03\x04\x14\0\0\0\0\0", &["ZIP"], None),
        ("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", &["not a text file", "PDF"], Some((2, 2))),
        ("PDF of ASCII", b"%PDF-1.7\n1 0 obj", &["PDF"], None),
        ("UTF-16", b"\xff\xfe{\0\"\0", &["UTF-16", "save it as UTF-8"], Some((1, 1))),
        ("UTF-16, big end first", b"\xfe\xff\0{\0\"", &["UTF-16", "save it as UTF-8"], Some((1, 1))),
        ("NUL bytes", b"\0\0\0\0", &["not complete JSON"], Some((1, 1))),
        ("Latin-1", b"{\n \"title\": \"C\xf4te\"}", &["UTF-8"], Some((2, 13))),
        ("trailing garbage", b"{\"standpoint\": 1}\n}", &["behind the end", "mend the file"], Some((2, 1))),
        ("nested without end", endless.as_bytes(), &["inside each other", "take the inner ones out"], None),
    ];
    for (name, bytes, fragments, place) in cases {
        let refusal = refused(bytes);
        let message = refusal.to_string();
        for fragment in *fragments {
            assert!(message.contains(fragment), "{name}: “{message}” does not say “{fragment}”");
        }
        if let Some((line, column)) = *place {
            let found = refusal.line_column().unwrap_or_else(|| panic!("{name}: {refusal} names no place"));
            assert_eq!(found.0, line, "{name}: {refusal} at {found:?}");
            assert!(found.1.abs_diff(column) <= 1, "{name}: column {} instead of {column}: {refusal}", found.1);
        }
        assert!(message.len() < 300, "{name}: {} characters is no message", message.len());
    }
    assert!(matches!(refused(b"{\"standpoint\": 7}"), Refusal::NewerVersion { found: 7, .. }));
}

/// A record that is dropped in silence, or without a word how to mend it, is work lost.
#[test]
fn an_unreadable_record_is_set_aside_with_place_reason_and_remedy() {
    let base = |more: &str| format!(r#"{{"party": "ru", "item": "truce", "stance": "accepts", {more}}}"#);
    let cases = [
        ("a text", "\"yes\"".to_owned(), "a position in braces"),
        ("null", "null".to_owned(), "a position in braces"),
        ("unknown stance", r#"{"party": "ru", "item": "truce", "stance": "agrees"}"#.to_owned(), "use demands"),
        ("nobody", r#"{"party": " ", "item": "truce", "stance": "accepts"}"#.to_owned(), "fill in “party”"),
        ("no party", r#"{"item": "truce", "stance": "accepts"}"#.to_owned(), "“party” is missing"),
        ("no such day", base(r#""date": "2025-02-30""#), "2025-02-30"),
        ("a month's name", base(r#""date": "March""#), "write 2025-03-18"),
        ("a negative start", base(r#""evidence": [{"quote": "yes", "start": -3, "end": 4}]"#), "“start”"),
        ("a start beyond counting", base(r#""evidence": [{"quote": "yes", "start": 4294967296}]"#), "“start”"),
        ("conditions that are no list", base(r#""conditions": "peace""#), "“conditions”"),
        ("unknown fields in it", base(r#""date": "soon", "x": {"deep": [1, {"y": "kept"}]}"#), "“date”"),
    ];
    for (name, record, reason) in cases {
        let file = with_positions(&record);
        let loaded = accepted(file.as_bytes());
        assert_eq!(loaded.dossier.position_count(), 0, "{name}: it was used");
        let found = of_kind(&loaded, FindingKind::SetAside);
        assert_eq!(found.len(), 1, "{name}: {:#?}", loaded.findings.list);
        assert_eq!((found[0].severity, found[0].line_column), (Severity::KeptOut, Some((7, 5))), "{name}");
        for words in ["positions[0]", reason, "written back unchanged"] {
            assert!(found[0].message.contains(words), "{name}: “{}” does not say “{words}”", found[0].message);
        }
        let saved = nothing_is_lost(name, file.as_bytes());
        let record: Value = serde_json::from_str(&record).unwrap();
        assert_eq!(saved["positions"], json!([record]), "{name}");
    }
}

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

/// Which of two values counts would be a guess; both stand in the file as they were.
#[test]
fn a_value_that_json_would_swallow_is_kept() {
    let set_aside = r#"{"party": "ru", "item": "truce", "stance": "accepts", "stance": "rejects"}"#;
    let text = written(&accepted(with_positions(set_aside).as_bytes()).dossier);
    assert!(text.contains("accepts") && text.contains("rejects"), "{text}");
    let top = br#"{"standpoint": 1, "x": "one", "title": "A", "x": "two", "title": "B", "x": "three"}"#;
    let once = written(&accepted(top).dossier);
    assert!(["one", "two", "three", "A", "B"].iter().all(|value| once.contains(&format!("\"{value}\""))), "{once}");
    assert_eq!(written(&accepted(once.as_bytes()).dossier), once);
    let lists = with_positions(r#"{"party": "ru", "item": "truce", "stance": "accepts"}"#)
        .replace("\n}\n", ",\n\"positions\": [{\"party\": \"ua\", \"item\": \"nato\", \"stance\": \"rejects\"}]}");
    assert_eq!(accepted(lists.as_bytes()).dossier.position_count(), 2, "the second list is read too");
}

/// The order of the lists is nothing that a person thinks of.
#[test]
fn positions_may_stand_before_what_they_name() {
    let file = r#"{"positions": [{"party": "Moscow", "item": "Truce", "stance": "accepts", "evidence": [{"quote": "q"}]}, {"party": 1}],
        "items": [{"id": "t", "title": "Truce", "between": ["Moscow"]}], "parties": [{"id": "ru", "name": "Russia", "aliases": ["Moscow"]}],
        "sources": [{"id": "s", "published": "2025"}], "standpoint": 1}"#;
    let loaded = accepted(file.as_bytes());
    assert_eq!((loaded.dossier.parties().len(), loaded.dossier.items().len()), (1, 1));
    let found = of_kind(&loaded, FindingKind::SetAside);
    assert_eq!((found.len(), found[0].line_column), (1, Some((1, 105))), "{:#?}", loaded.findings.list);
    nothing_is_lost("positions first", file.as_bytes());
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

/// Nesting in a field that the program does not know must neither cost the stack nor the field.
#[test]
fn deep_nesting_is_kept_or_refused() {
    for depth in [20, 90] {
        let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let file = format!("{{\"standpoint\": 1, \"x\": {deep}, \"parties\": [{{\"name\": \"A\", \"x\": {deep}}}]}}");
        let once = written(&accepted(file.as_bytes()).dossier);
        assert_eq!(once.matches(&deep).count(), 2, "{depth}");
        assert_eq!(written(&accepted(once.as_bytes()).dossier), once, "{depth}");
    }
    for deep in ["{\"x\":".repeat(100_000), format!("{{\"x\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000))] {
        assert!(refused(deep.as_bytes()).to_string().contains("inside each other"));
    }
}
