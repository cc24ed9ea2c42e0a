//! Files that are refused as a whole.

use standpoint::files::{self, Refusal};

fn refusal(bytes: &[u8]) -> Refusal {
    match files::read(bytes.to_vec()) {
        Ok(loaded) => panic!("accepted: {:?}", loaded.dossier),
        Err(refusal) => refusal,
    }
}

/// A person who opens the wrong file would otherwise see a blank window or a riddle.
#[test]
fn what_is_no_position_file_says_what_it_is_and_what_to_do() {
    let newer = br#"{"standpoint": 2, "positions": [{"new": true}]}"#;
    let endless = "[".repeat(100_000);
    let cases: &[(&str, &[u8], &str)] = &[
        ("nothing", b"", "empty"),
        ("white space", b" \n\t\r\n", "empty"),
        ("a byte-order mark alone", "\u{feff}".as_bytes(), "empty"),
        ("prose", b"Ukraine said yes.", "not complete JSON"),
        ("a list", b"[1, 2]", "a list and not an object"),
        ("a number", b"42", "not an object"),
        ("a text", b"\"standpoint\"", "not an object"),
        ("another kind of JSON", br#"{"type": "FeatureCollection", "features": []}"#, "it has type, features"),
        ("an empty object", b"{}", "another kind"),
        ("version as text", br#"{"standpoint": "1"}"#, "the version is \"1\""),
        ("version zero", br#"{"standpoint": 0}"#, "the version is 0"),
        ("version with a fraction", br#"{"standpoint": 1.5}"#, "the version is 1.5"),
        ("a negative version", br#"{"standpoint": -1}"#, "the version is -1"),
        ("a newer version", newer, "Update Standpoint"),
        ("a ZIP archive", b"PK\x03\x04\x14\0\x06\0\x08\0\xb3\xd1", "ZIP archive"),
        ("a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        ("UTF-16", b"\xff\xfe{\0\"\0", "UTF-16"),
        ("Latin-1", b"{\"standpoint\": 1, \"title\": \"C\xf4te\"}", "UTF-8"),
        ("nested without end", endless.as_bytes(), "inside each other"),
    ];
    for (name, bytes, expected) in cases {
        let message = refusal(bytes).to_string();
        assert!(message.contains(expected), "{name}: “{message}” does not say “{expected}”");
    }
    assert!(matches!(refusal(newer), Refusal::NewerVersion { found: 2, .. }));
}

/// Without the right line and column nobody finds the missing bracket in a file of thousands of lines.
#[test]
fn broken_json_is_named_by_line_and_column() {
    let cases = [
        ("{\n  \"standpoint\": 1,\n  \"title\": \"abc\n", (3, 16)),
        ("{\n  \"standpoint\": 1\n  \"title\": \"x\"\n}", (3, 3)),
        ("{\"standpoint\": 1, \"positions\": [{\"party\": \"é\", \"item\": \"b\", }]}", (1, 61)),
        ("{\r\n\"standpoint\": 1,\r\n\"items\": [ {\"title\": \"Ü\"} {\"title\": \"b\"} ]}", (3, 26)),
        ("{\"standpoint\": 1}\n{\"standpoint\": 1}", (2, 1)),
        ("{\"standpoint\": 1, \"items\": [", (1, 29)),
        ("{\"standpoint\": 01}", (1, 17)),
    ];
    for (text, (line, column)) in cases {
        let refusal = refusal(text.as_bytes());
        let (found_line, found_column) = refusal.line_column().unwrap_or_else(|| panic!("{refusal} names no place"));
        assert_eq!(found_line, line, "{text:?}: {refusal}");
        assert!(found_column.abs_diff(column) <= 1, "{text:?}: column {found_column} instead of {column}: {refusal}");
        assert!(refusal.to_string().contains("mend"), "{refusal}");
    }
}

/// A hostile or damaged file must not bring the program down.
#[test]
fn a_truncated_file_is_refused_wherever_it_ends() {
    let whole = super::with_positions(
        r#"{"party": "ru", "item": "truce", "stance": "accepts", "conditions": [{"text": "“first”"}]}"#,
    );
    let text = whole.trim_end();
    for end in (1..text.len()).filter(|&end| text.is_char_boundary(end)) {
        let refusal = refusal(&text.as_bytes()[..end]);
        assert!(matches!(refusal, Refusal::NotJson { .. }), "{end}: {refusal}");
    }
}

/// Nesting in a field that the program does not even know must not cost the stack, and is not lost.
#[test]
fn deep_nesting_in_an_unknown_field_is_kept() {
    let deep = format!("{}{}", "[".repeat(90), "]".repeat(90));
    let position = format!(r#"{{"party": "ru", "item": "truce", "stance": "accepts", "x": {deep}}}"#);
    let loaded = super::read(&super::with_positions(&position));
    assert!(super::written(&loaded.dossier).contains(&deep));
}
