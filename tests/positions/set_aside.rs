//! Records that cannot be read: set aside with their reason, shown with their place, written back, never guessed at.

use standpoint::files::{FindingKind, Severity};
use standpoint::model::List;

use super::{accepted, assert_says, file, found, saved_twice, with_position};

/// One position that cannot be read, alone and between two good ones.
#[track_caller]
fn check(position: &str, says: &[&str]) {
    let good = "{\"party\": \"r\", \"item\": \"i\", \"stance\": \"accepts\"}";
    let (loaded, saved) = saved_twice(&with_position(&format!("{good},\n  {position},\n{good}")));
    let aside = loaded.dossier.set_aside();
    assert_eq!(loaded.dossier.position_count(), 2, "the good ones are read");
    assert_eq!((aside.len(), aside[0].list), (1, List::Positions));
    let dense = |text: &str| text.replace(' ', "");
    assert_eq!(dense(&aside[0].json), dense(position), "kept unchanged");
    assert!(saved.contains(aside[0].json.as_str()), "written back");
    let finding = loaded.findings.list.iter().find(|finding| finding.kind == FindingKind::SetAside).unwrap();
    assert_eq!(finding.severity, Severity::KeptOut);
    assert_eq!(finding.line_column, Some((6, 3)), "{}", finding.message);
    assert!(loaded.findings.keeps_out());
    assert_says(&[&finding.message], &[&["positions[1]", "written back"], says].concat());
    assert_eq!(loaded.dossier.parties().len(), 2, "nobody is declared by a record that cannot be read");
    assert_eq!(loaded.dossier.items().len(), 1, "nothing is declared by a record that cannot be read");
}

#[test]
fn positions_that_name_nobody_or_nothing() {
    // If this fails, a position appears in the comparison under a party that did not say it, or is gone after saving.
    check(r#"{"item": "i", "stance": "accepts"}"#, &["party"]);
    check(r#"{"party": null, "item": "i", "stance": "accepts"}"#, &["party"]);
    check(r#"{"party": "", "item": "i", "stance": "accepts"}"#, &["party"]);
    check(r#"{"party": " \t\u00a0", "item": "i", "stance": "accepts"}"#, &["party"]);
    check(r#"{"party": "r", "stance": "accepts"}"#, &["item"]);
    check(r#"{"party": "r", "item": "", "stance": "accepts"}"#, &["item"]);
}

#[test]
fn stances_dates_and_types_that_are_none() {
    // If this fails, something half read is counted, or a typing error costs the record.
    check(r#"{"party": "r", "item": "i"}"#, &["stance"]);
    check(r#"{"party": "r", "item": "i", "stance": ""}"#, &["stance"]);
    check(r#"{"party": "r", "item": "i", "stance": "hopes"}"#, &["no stance “hopes”", "demands, offers"]);
    check(r#"{"party": "r", "item": "i", "stance": "Accepts"}"#, &["no stance “Accepts”"]);
    check(r#"{"party": "new", "item": "new", "stance": "hopes"}"#, &["hopes"]);
    check(r#"{"party": "new", "item": "i", "stance": "accepts", "date": "18.03.2025"}"#, &["date", "2025-03-18"]);
    check(r#"{"party": "r", "item": "new", "stance": "accepts", "date": "2025-02-30"}"#, &["calendar", "2025-02-30"]);
    check(r#"{"party": "r", "item": "i", "stance": "accepts", "date": 2025}"#, &["date"]);
    check(r#"{"party": 7, "item": "i", "stance": "accepts"}"#, &["party", "text"]);
    check(r#"{"party": "r", "item": "i", "stance": "accepts", "wording": ["a"]}"#, &["wording"]);
    check(r#"{"party": "r", "item": "i", "stance": "accepts", "red_line": "yes"}"#, &["red_line"]);
    check(r#"{"party": "r", "item": "i", "stance": "accepts", "note": "a", "note": "a"}"#, &["note", "twice"]);
    check(r#"{"party": "r", "item": "i", "stance": "accepts", "stance": "rejects"}"#, &["“stance” is given twice"]);
    check(
        r#"{"party": "r", "item": "i", "stance": "accepts", "date": "soon", "x": {"deep": [1, {"y": "kept"}]}}"#,
        &["date", "write 2025-03-18"],
    );
    check(
        r#"{"party": "r", "item": "i", "stance": "accepts", "wording": "half an emoji \ud83d"}"#,
        &["wording", "escape"],
    );
    for record in ["7", "\"text\"", "null", "true", "[]", "[{}]", "{}"] {
        check(record, &[]);
    }
}

#[test]
fn conditions_and_evidence_that_cannot_be_read() {
    // If this fails, an acceptance loses the condition that it hangs on.
    check(r#"{"party": "r", "item": "i", "stance": "accepts", "conditions": "none"}"#, &["conditions"]);
    check(r#"{"party": "r", "item": "i", "stance": "accepts", "conditions": [7]}"#, &["conditions"]);
    check(r#"{"party": "r", "item": "i", "stance": "accepts", "conditions": [{"text": 7}]}"#, &["conditions", "text"]);
    check(r#"{"party": "r", "item": "i", "stance": "accepts", "evidence": {"quote": "q"}}"#, &["evidence"]);
    check(r#"{"party": "r", "item": "i", "stance": "accepts", "evidence": [{"start": -1}]}"#, &["start"]);
    check(r#"{"party": "r", "item": "i", "stance": "accepts", "evidence": [{"start": 1.5}]}"#, &["start"]);
    check(r#"{"party": "r", "item": "i", "stance": "accepts", "evidence": [{"end": 5000000000}]}"#, &["end"]);
}

#[test]
fn marks_that_cannot_be_read() {
    // If this fails, a report that a newer program marked in its own way counts here as if nobody had judged it.
    for mark in [r#"{"as": "withdrawn"}"#, r#"{"reason": "denied"}"#, r#"{"as": ""}"#, r#"{"as": 7}"#, r#""doubtful""#]
    {
        let record = format!(r#"{{"party": "r", "item": "i", "stance": "accepts", "discounted": {mark}}}"#);
        check(&record, &["discounted"]);
    }
}

#[test]
fn parties_items_and_sources_that_cannot_be_read() {
    // If this fails, a misspelt record is gone after the next save.
    let (loaded, saved) = saved_twice(&file(
        r#""sources": [7, {"id": 5}], "parties": [{"id": "x"}, {"name": "  "}, {"name": 3}, "Russia"],
           "items": [{"title": "\n"}, {"title": null, "topic": "T"}, []]"#,
    ));
    assert_eq!(loaded.dossier.set_aside().len(), 9);
    assert_eq!(found(&loaded, FindingKind::SetAside).len(), 9);
    assert_says(&found(&loaded, FindingKind::SetAside), &["parties[0]", "“name” is missing"]);
    assert_says(&found(&loaded, FindingKind::SetAside), &["items[1]", "“title” is missing"]);
    for kept in ["{\"id\":5}", "{\"name\":\"  \"}", "{\"title\":null,\"topic\":\"T\"}", "\"Russia\""] {
        assert!(saved.contains(kept), "{kept} is not in {saved}");
    }
}

#[test]
fn evidence_without_a_source() {
    // If this fails, a quotation is attributed to an article that nobody named.
    let quote = r#"{"party": "r", "item": "i", "stance": "accepts", "evidence": [{"quote": "We agree"}]}"#;
    let (loaded, saved) = saved_twice(&with_position(quote));
    assert_eq!(loaded.dossier.position_count(), 1, "with one source it may be left out");
    assert!(saved.contains("\"source\": \"call\""));
    for sources in ["[]", "[{\"id\": \"a\"}, {\"id\": \"b\"}]"] {
        let (loaded, _) = saved_twice(&file(&format!("\"sources\": {sources}, \"positions\": [{quote}]")));
        assert_eq!((loaded.dossier.position_count(), loaded.dossier.set_aside().len()), (0, 1), "{sources}");
        assert_says(&found(&loaded, FindingKind::SetAside), &["names no source"]);
    }
}

#[test]
fn whether_there_is_one_source_does_not_depend_on_the_order_of_positions() {
    // If this fails, moving a line in the file, or saving it, attributes a quotation to another article.
    let named = r#"{"party": "r", "item": "i", "stance": "accepts", "evidence": [{"source": "other", "quote": "q"}]}"#;
    let unnamed = r#"{"party": "r", "item": "i", "stance": "rejects", "evidence": [{"quote": "q"}]}"#;
    for sources in ["[]", "[{\"id\": \"call\"}]"] {
        let both = [[named, unnamed], [unnamed, named]].map(|positions| {
            let (loaded, _) = saved_twice(&file(&format!(
                "\"sources\": {sources}, \"parties\": [{{\"id\": \"r\", \"name\": \"R\"}}], \"positions\": [{}]",
                positions.join(",")
            )));
            (loaded.dossier.position_count(), loaded.dossier.set_aside().len())
        });
        assert_eq!(both[0], both[1], "{sources}");
    }
}

#[test]
fn a_thousand_are_listed_and_the_rest_counted() {
    // If this fails, a file of another make fills memory with messages, or takes minutes when it stands on one line.
    let bad = vec!["{\"party\":\"r\",\"item\":\"i\",\"stance\":\"é\"}"; 40_000].join(",");
    let begun = std::time::Instant::now();
    let loaded = accepted(file(&format!("\"positions\":[{bad}]")));
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    assert_eq!(loaded.findings.list.len(), 1_000);
    assert_eq!(loaded.findings.omitted, [(FindingKind::SetAside, 39_000)]);
    assert_eq!(loaded.dossier.set_aside().len(), 40_000);
    let column = |number: usize| loaded.findings.list[number].line_column.unwrap();
    assert_eq!(column(999), (1, column(0).1 + 999 * "{'party':'r','item':'i','stance':'e'},".len()));
}
