//! The comparison export as another program meets it: it fits its schema, and it says what the screen shows.

use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};
use standpoint::compare::{Comparison, Status};
use standpoint::files::{comparison_schema, write_comparison};
use standpoint::model::{Discount, DiscountKind, Dossier, Evidence, Extra, Key as _, Position, SourceId, Stance, Text};

use super::scene::{any_date, any_dossier, date, dossier, if_only, says};

fn written(dossier: &Dossier, as_of: Option<standpoint::model::Date>) -> String {
    let mut bytes = Vec::new();
    write_comparison(dossier, &Comparison::of(dossier, as_of), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn exported(dossier: &Dossier, as_of: Option<&str>) -> Value {
    serde_json::from_str(&written(dossier, as_of.map(date))).unwrap()
}

/// A position with words, a date and a quotation.
fn reported(position: Position, day: &str, wording: &str) -> Position {
    let evidence = Evidence {
        source: SourceId::from_index(0),
        quote: Text::from(format!("“{wording}”")),
        start: Some(3),
        end: Some(9),
        speaker: Text::from("the envoy"),
        extra: Extra::default(),
    };
    Position { date: Some(date(day)), wording: Text::from(wording), evidence: vec![evidence], ..position }
}

/// Otherwise programs that rely on the published schema are told something else than what is written.
/// `STANDPOINT_UPDATE_SCHEMAS=1` writes the file anew.
#[test]
fn the_kept_schema_is_the_one_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema/comparison.schema.json");
    if std::env::var_os("STANDPOINT_UPDATE_SCHEMAS").is_some() {
        std::fs::write(&path, comparison_schema()).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == comparison_schema(),
        "{} is out of date; run the tests once with STANDPOINT_UPDATE_SCHEMAS=1 and look at what changed",
        path.display()
    );
}

/// Otherwise who reads the schema waits for fields that are never written.
#[test]
fn the_schema_says_what_is_not_worked_out_yet() {
    let schema: Value = serde_json::from_str(&comparison_schema()).unwrap();
    let description = schema["description"].as_str().unwrap();
    for missing in ["exchanges", "deadlocks", "moves"] {
        assert!(description.contains(missing));
        assert!(schema["properties"].get(missing).is_none());
    }
}

/// Otherwise a wrong word in an export would pass.
#[test]
fn the_schema_refuses_what_is_no_comparison() {
    let schema = jsonschema::validator_for(&serde_json::from_str(&comparison_schema()).unwrap()).unwrap();
    let good = exported(&dossier(2, 1, vec![reported(says(0, 0, Stance::Accepts), "2025-03-01", "yes")]), None);
    assert!(schema.is_valid(&good));
    let spoilt = |pointer: &str, value: Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        !schema.is_valid(&bad)
    };
    assert!(spoilt("/standpoint_comparison", json!(2)));
    assert!(spoilt("/as_of", json!("March")));
    assert!(spoilt("/items/0/status", json!("settled")));
    assert!(spoilt("/items/0/stances/0/stance", json!("not_stated")), "who has not stated has no wording");
    assert!(spoilt("/items/0/stances/1/stance", json!("rejects")), "who has stated has a history");
    assert!(spoilt("/parties/0", json!({ "id": "p0" })));
    assert!(spoilt("/pairs/0/compared", json!(-1)));
}

/// Otherwise what is handed on differs from what is on screen.
#[test]
fn a_small_dossier_in_full() {
    let dossier = dossier(
        2,
        2,
        vec![
            if_only(reported(says(0, 0, Stance::Accepts), "2025-03-02", "a halt"), 0, Some(1)),
            reported(says(0, 0, Stance::Rejects), "2025-03-01", "no halt"),
            says(1, 1, Stance::Rejects),
        ],
    );
    let export = exported(&dossier, None);
    let condition = json!({ "text": "if", "item": "i0", "party": "p1", "first": false, "met": false });
    let quoted = |quote| json!([{ "source": "s0", "quote": quote, "start": 3, "end": 9, "speaker": "the envoy" }]);
    assert_eq!(
        export["items"][0],
        json!({
            "id": "i0", "title": "Item 0", "topic": "Topic 0", "status": "open", "between": ["p0", "p1"],
            "blockers": [
                { "kind": "unmet", "party": "p0",
                  "condition": { "text": "if", "item": "i0", "party": "p1", "first": false } },
                { "kind": "silent", "party": "p1" },
            ],
            "stances": [
                { "party": "p0", "stance": "accepts", "wording": "a halt", "in_principle": false, "red_line": false,
                  "conditions": [condition], "date": "2025-03-02", "evidence": quoted("“a halt”"),
                  "history": [
                    { "stance": "rejects", "wording": "no halt", "date": "2025-03-01", "in_principle": false,
                      "red_line": false, "conditions": [], "evidence": quoted("“no halt”"), "note": "",
                      "current": false },
                    { "stance": "accepts", "wording": "a halt", "date": "2025-03-02", "in_principle": false,
                      "red_line": false, "conditions": [condition], "evidence": quoted("“a halt”"), "note": "",
                      "current": true },
                  ] },
                { "party": "p1", "stance": "not_stated" },
            ],
        })
    );
    assert_eq!(export["parties"][1]["rejected"], json!(["i1"]));
    assert_eq!(export["parties"][1]["not_stated"], json!(["i0"]));
    assert_eq!(export["pairs"], json!([{ "a": "p0", "b": "p1", "compared": 0, "alike": [], "opposed": [] }]));
    assert_eq!(export["status_counts"]["open"], 1);
    assert_eq!(export["sources"][0]["published"], "2025-03-01");
    assert_eq!(export["as_of"], Value::Null);
    let earlier = exported(&dossier, Some("2025-03-01"));
    assert_eq!(earlier["items"][0]["status"], "refused");
    assert_eq!(earlier["items"][0]["stances"][0]["history"].as_array().unwrap().len(), 1, "nothing of later days");
}

/// Otherwise nobody who is handed the comparison can know that there was a report, and why it does not count.
#[test]
fn what_does_not_count_stands_in_the_history_with_its_mark() {
    let marked = |position| Position {
        discount: Some(Box::new(Discount::new(DiscountKind::Doubtful, "one agency only"))),
        ..position
    };
    let dossier = dossier(
        2,
        1,
        vec![
            reported(says(0, 0, Stance::Accepts), "2025-03-01", "yes"),
            marked(reported(says(0, 0, Stance::Rejects), "2025-03-02", "no")),
            marked(reported(says(1, 0, Stance::Rejects), "2025-03-02", "never")),
        ],
    );
    let export = exported(&dossier, None);
    let stances = &export["items"][0]["stances"];
    let mark = json!({ "as": "doubtful", "reason": "one agency only" });
    assert_eq!((&stances[0]["stance"], &stances[0]["wording"]), (&json!("accepts"), &json!("yes")));
    assert_eq!(stances[0]["history"][0].get("discounted"), None);
    assert_eq!(stances[0]["history"][1]["discounted"], mark);
    assert_eq!(stances[0]["history"][1]["current"], false);
    assert_eq!(stances[1]["stance"], "not_stated");
    assert_eq!(
        (&stances[1]["history"][0]["wording"], &stances[1]["history"][0]["discounted"]),
        (&json!("never"), &mark)
    );
    let earlier = exported(&dossier, Some("2025-03-01"));
    assert_eq!(earlier["items"][0]["stances"][1], json!({ "party": "p1", "stance": "not_stated" }));
}

/// Otherwise one side of a contradiction is lost when the comparison is handed on.
#[test]
fn a_disputed_cell_has_both_sides() {
    let dossier = dossier(
        1,
        1,
        vec![
            reported(says(0, 0, Stance::Accepts), "2025-03-01", "yes"),
            reported(says(0, 0, Stance::Rejects), "2025-03-01", "no"),
        ],
    );
    let stance = &exported(&dossier, None)["items"][0]["stances"][0];
    assert_eq!((&stance["stance"], &stance["wording"]), (&json!("disputed"), &Value::Null));
    assert_eq!(stance["evidence"].as_array().unwrap().len(), 2);
    let sides: Vec<_> = stance["history"].as_array().unwrap().iter().map(|p| (&p["stance"], &p["current"])).collect();
    assert_eq!(sides, [(&json!("accepts"), &json!(true)), (&json!("rejects"), &json!(true))]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Otherwise a program that reads exports by their schema falls over one of them.
    #[test]
    fn every_export_fits_the_schema(dossier in any_dossier(), as_of in proptest::option::of(any_date())) {
        let schema = jsonschema::validator_for(&serde_json::from_str(&comparison_schema()).unwrap()).unwrap();
        let text = written(&dossier, as_of);
        prop_assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
        prop_assert_eq!(&text, &written(&dossier, as_of), "the same bytes each time");
        let export: Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> = schema.iter_errors(&export).map(|error| error.to_string()).collect();
        prop_assert!(errors.is_empty(), "{errors:?}");
        let comparison = Comparison::of(&dossier, as_of);
        for status in Status::ALL {
            prop_assert_eq!(&export["status_counts"][status.word()], comparison.counts().get(status));
        }
    }
}
