//! Written, read and written again: the same bytes.

use super::{read, written};

/// Fields of later versions and of other programs survive an edit with this one.
#[test]
fn unknown_fields_survive_at_every_level() {
    let text = r#"{"standpoint": 1, "x-top": {"a": [1, 2.50, 1e400]},
        "sources": [{"id": "s", "x": "source"}],
        "parties": [{"id": "p", "name": "P", "x": null}],
        "items": [{"id": "i", "title": "I", "x": [ "a b" ]}],
        "positions": [{"party": "p", "item": "i", "stance": "accepts", "x": 1,
            "conditions": [{"text": "c", "x": 2}], "evidence": [{"source": "s", "quote": "q", "x": 12345678901234567890123}]}]}"#;
    let once = written(&read(text).dossier);
    for kept in [
        r#""x-top": {"a":[1,2.50,1e400]}"#,
        r#""x": "source""#,
        r#""x": null"#,
        r#""x": ["a b"]"#,
        r#""x": 1 }"#,
        r#""text": "c", "x": 2"#,
        r#""x": 12345678901234567890123"#,
    ] {
        assert!(once.contains(kept), "{kept} is lost in\n{once}");
    }
    assert_eq!(written(&read(&once).dossier), once);
}

/// What a reader of diffs sees: one order, one record a line group, nothing that is empty.
#[test]
fn the_layout_is_the_same_whatever_the_order_of_fields() {
    let one = r#"{"standpoint": 1, "title": "T", "note": "", "parties": [{"name": "A", "aliases": [], "role": "principal", "id": "a"}],
        "items": [{"title": "I", "id": "i"}], "positions": [{"stance": "accepts", "item": "i", "party": "a", "red_line": false, "date": "2025", "wording": "w"}]}"#;
    let expected = "{\n  \"standpoint\": 1,\n  \"title\": \"T\",\n  \"parties\": [\n    { \"id\": \"a\", \"name\": \"A\" }\n  ],\n  \"items\": [\n    { \"id\": \"i\", \"title\": \"I\" }\n  ],\n  \"positions\": [\n    { \"party\": \"a\", \"item\": \"i\", \"stance\": \"accepts\",\n      \"wording\": \"w\",\n      \"date\": \"2025\" }\n  ]\n}\n";
    assert_eq!(written(&read(one).dossier), expected);
}

/// A missing id is made once and then stays.
#[test]
fn missing_ids_are_made_from_names() {
    let text = r#"{"standpoint": 1, "parties": [{"name": "United States"}, {"name": "united-states!"}, {"name": "中国"}], "items": [{"title": "❓"}, {"title": "❗"}], "sources": [{"title": "A headline"}, {}]}"#;
    let once = written(&read(text).dossier);
    for id in ["united-states", "united-states-2", "中国", "item", "item-2", "a-headline", "source"] {
        assert!(once.contains(&format!("\"id\": \"{id}\"")), "{id} in\n{once}");
    }
    assert_eq!(written(&read(&once).dossier), once);
}

proptest::proptest! {
    /// Reading must not fall over, whatever a disk or a person did to the file; what is read must survive.
    #[test]
    fn a_file_with_a_few_bytes_changed_is_read_or_refused(changes in proptest::collection::vec((0_usize..2_000, proptest::num::u8::ANY), 0..6)) {
        let mut bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/ceasefire.positions.json")).unwrap();
        let size = bytes.len();
        for (place, byte) in changes {
            bytes[size - 1 - place * 11 % size] = byte;
        }
        if let Ok(loaded) = standpoint::files::read(bytes) {
            let once = written(&loaded.dossier);
            proptest::prop_assert_eq!(written(&read(&once).dossier), once);
        }
    }
}
