//! How a written file looks, and that nothing of a dossier is missing in it.

use serde_json::{Value, json};
use standpoint::files::read;
use standpoint::model::{Dossier, Evidence, List, Parts, Position, Role, Stance};

use super::made::*;

const FULL: &str = r##"{
  "standpoint": 1,
  "title": "Truce",
  "note": "Two reports",
  "sources": [
    { "id": "call", "title": "The “call”", "publisher": "Dispatch", "author": "Helen Marsh", "published": "2025-03-18", "url": "https://example.org/call", "language": "en",
      "text": "First \"line\".\nSecond line: Київ.",
      "pages": [1,2] },
    { "id": "bare" }
  ],
  "parties": [
    { "id": "russia", "name": "Russia", "aliases": ["Moscow", "the Kremlin"], "color": "#b5523b", "note": "n", "iso": "RU" },
    { "id": "un", "name": "United Nations", "role": "observer" }
  ],
  "items": [
    { "id": "energy", "title": "No attacks on energy sites", "topic": "Truce", "between": ["russia", "un"], "note": "i", "weight": 0.50 },
    { "id": "open", "title": "Talks go on", "between": [] }
  ],
  "positions": [
    { "party": "russia", "item": "energy", "stance": "accepts",
      "wording": "30-day halt",
      "in_principle": true, "red_line": true,
      "conditions": [
        { "text": "Ukraine does the same", "item": "energy", "party": "un" },
        { "text": "Aid stops", "first": true, "met": true, "by": "May" },
        {}
      ],
      "date": "2025-03",
      "evidence": [ { "source": "call", "quote": "First \"line\"", "start": 0, "end": 12, "speaker": "the Kremlin", "page": 3 } ],
      "note": "look again",
      "discounted": { "as": "superseded", "reason": "said otherwise \"today\"", "by": "H" },
      "confidence": 0.9, "tags": ["a","b"] },
    { "party": "un", "item": "open", "stance": "reserved" },
    { "party": "un", "item": "energy", "stance": "rejects",
      "conditions": [ { "text": "one" } ],
      "evidence": [
        { "source": "call", "quote": "First" },
        { "source": "bare", "quote": "line" }
      ] },
    {"party":"x","stance":"hopes"}
  ],
  "$schema": "positions.schema.json"
}
"##;

#[test]
fn a_full_dossier_stands_in_the_file_as_agreed() {
    // If this fails, every file in a team's repository shows changes that nobody made.
    assert_eq!(written(&full()), FULL);
}

/// What a reader of diffs sees: one order, one record a line group, nothing that is empty.
#[test]
fn the_layout_is_the_same_whatever_the_order_of_fields() {
    let one = r#"{"standpoint": 1, "title": "T", "note": "", "parties": [{"name": "A", "aliases": [], "role": "principal", "id": "a"}],
        "items": [{"title": "I", "id": "i"}], "positions": [{"stance": "accepts", "item": "i", "party": "a", "red_line": false, "date": "2025", "wording": "w"}]}"#;
    let expected = "{\n  \"standpoint\": 1,\n  \"title\": \"T\",\n  \"parties\": [\n    { \"id\": \"a\", \"name\": \"A\" }\n  ],\n  \"items\": [\n    { \"id\": \"i\", \"title\": \"I\" }\n  ],\n  \"positions\": [\n    { \"party\": \"a\", \"item\": \"i\", \"stance\": \"accepts\",\n      \"wording\": \"w\",\n      \"date\": \"2025\" }\n  ]\n}\n";
    assert_eq!(written(&read(one.as_bytes().to_vec()).unwrap().dossier), expected);
}

#[test]
fn an_empty_dossier_is_still_a_position_file() {
    // If this fails, a new dossier that is saved cannot be opened again.
    assert_eq!(written(&Dossier::default()), "{\n  \"standpoint\": 1\n}\n");
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    // If this fails, saving without a change dirties the file.
    assert_eq!(written(&full()), written(&full().clone()));
}

#[test]
fn values_that_were_not_understood_go_back_only_where_there_is_no_proper_one() {
    // If this fails, either the unread value is lost or the file has a field twice and the proper value may be lost.
    let unread = extra(&[("note", "12"), ("role", "5"), ("color", "[1]"), ("id", "3")]);
    let mut kept = party("a", "A");
    kept.extra = unread.clone();
    let mut beaten = party("b", "B");
    (beaten.role, beaten.color, beaten.note, beaten.extra) = (Role::Mediator, "#000000".into(), "n".into(), unread);
    let mut said = position(0, 0, Stance::Offers, "");
    said.extra = extra(&[("date", "\"yesterday\""), ("evidence", "{}"), ("stance", "1"), ("red_line", "\"yes\"")]);
    let mut dated = Position { extra: said.extra.clone(), red_line: true, ..said.clone() };
    dated.date = Some("2025".parse().unwrap());
    dated.evidence =
        vec![Evidence { extra: extra(&[("start", "-1"), ("end", "1.5")]), end: Some(4), ..quotation(0, "") }];
    let file = written(&dossier(Parts {
        extra: extra(&[("title", "[]"), ("positions", "{}"), ("standpoint", "2")]),
        parties: vec![kept, beaten],
        items: vec![item("i", "I")],
        sources: vec![source("s", "")],
        positions: vec![Some(said), Some(dated)],
        ..Parts::default()
    }));
    let value: Value = serde_json::from_str(&file).unwrap();
    assert_eq!(value["title"], json!([]));
    assert_eq!(value["parties"][0], json!({"id": "a", "name": "A", "note": 12, "role": 5, "color": [1]}));
    assert_eq!(
        value["parties"][1],
        json!({"id": "b", "name": "B", "role": "mediator", "color": "#000000", "note": "n"})
    );
    assert_eq!(
        value["positions"][0],
        json!({"party": "a", "item": "i", "stance": "offers", "date": "yesterday", "evidence": {}, "red_line": "yes"})
    );
    assert_eq!(
        value["positions"][1],
        json!({"party": "a", "item": "i", "stance": "offers", "red_line": true, "date": "2025",
            "evidence": [{"source": "s", "end": 4, "start": -1}]})
    );
    for name in ["\"standpoint\"", "\"positions\"", "\"title\""] {
        assert_eq!(file.matches(&format!("\n  {name}:")).count(), 1, "{name} stands once\n{file}");
    }
}

#[test]
fn a_list_that_is_not_a_list_goes_back_when_the_dossier_has_none() {
    // If this fails, a mistyped "positions" is gone after saving.
    let file = written(&dossier(Parts { extra: extra(&[("positions", "{\"a\":1}")]), ..Parts::default() }));
    assert_eq!(file, "{\n  \"standpoint\": 1,\n  \"positions\": {\"a\":1}\n}\n");
}

#[test]
fn records_that_could_not_be_read_make_their_list_appear() {
    // If this fails, a record that was set aside is lost when the list has nothing else.
    let set_aside = vec![aside(List::Items, "[1]"), aside(List::Sources, "{}"), aside(List::Items, "null")];
    let file = written(&dossier(Parts { set_aside, ..Parts::default() }));
    assert_eq!(
        file,
        "{\n  \"standpoint\": 1,\n  \"sources\": [\n    {}\n  ],\n  \"items\": [\n    [1],\n    null\n  ]\n}\n"
    );
}

#[test]
fn every_character_comes_back() {
    // If this fails, an article with an odd character cannot be read back or reads differently.
    let odd: String = (0..0x300).filter_map(char::from_u32).chain("\u{2028}\u{feff}😀\u{10ffff}".chars()).collect();
    let file =
        written(&dossier(Parts { sources: vec![source("s", &odd)], title: odd.as_str().into(), ..Parts::default() }));
    let value: Value = serde_json::from_str(&file).unwrap();
    assert_eq!(value["sources"][0]["text"], odd);
    assert_eq!(value["title"], odd);
    assert_eq!(file.lines().count(), 8, "line breaks in texts do not break lines of the file");
}

#[test]
fn a_long_dossier_is_handed_on_in_pieces_and_is_whole() {
    // If this fails, a file of more than a mebibyte loses or repeats records.
    let positions: Vec<_> =
        (0..20_000).map(|n| Some(position(0, 0, Stance::Demands, &format!("wording number {n}")))).collect();
    let long =
        dossier(Parts { parties: vec![party("p", "P")], items: vec![item("i", "I")], positions, ..Parts::default() });
    let value: Value = serde_json::from_str(&written(&long)).unwrap();
    let list = value["positions"].as_array().unwrap();
    assert_eq!(list.len(), 20_000);
    assert!(list.iter().enumerate().all(|(n, one)| one["wording"] == format!("wording number {n}")));
}

#[test]
fn what_refuses_bytes_is_reported() {
    // If this fails, a full disk looks like a saved file.
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let error = standpoint::files::write(&full(), &mut Full).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
}
