//! What both sides changed, case by case: what stands in the merged file, and what is said about it.

use serde_json::{Value, json};
use standpoint::compare::{Comparison, Standing};
use standpoint::files::{self, ThreeWayReport};
use standpoint::model::Dossier;

use super::laws::merged;
use super::scene::written;

pub(crate) fn talks() -> Value {
    json!({"standpoint": 1, "title": "Talks", "note": "first",
        "sources": [{"id": "call", "title": "Call", "published": "2025-03-18", "text": "Moscow said yes."}],
        "parties": [{"id": "ru", "name": "Russia"}, {"id": "ua", "name": "Ukraine"}, {"id": "eu", "name": "EU", "role": "observer"}],
        "items": [{"id": "truce", "title": "A truce", "topic": "War", "between": ["ru", "ua"]},
            {"id": "grain", "title": "Grain"}, {"id": "nato", "title": "No NATO", "note": "old"}],
        "positions": [
            {"party": "ru", "item": "truce", "stance": "accepts", "wording": "thirty days", "date": "2025-03-18",
                "evidence": [{"source": "call", "quote": "yes"}], "conditions": [{"text": "Kyiv too", "item": "truce", "party": "ua"}]},
            {"party": "ua", "item": "nato", "stance": "rejects"}]})
}

pub(crate) fn dossier(file: &Value) -> Dossier {
    files::read(file.to_string().into_bytes()).unwrap().dossier
}

pub(crate) fn changed(change: impl FnOnce(&mut Value)) -> Dossier {
    let mut file = talks();
    change(&mut file);
    dossier(&file)
}

fn merge_of(ours: impl FnOnce(&mut Value), theirs: impl FnOnce(&mut Value)) -> (Value, ThreeWayReport) {
    let (result, report) = merged(&dossier(&talks()), &changed(ours), &changed(theirs));
    (serde_json::from_str(&written(&result)).unwrap(), report)
}

fn messages(report: &ThreeWayReport) -> String {
    report.findings.list.iter().map(|finding| finding.message.as_str()).collect::<Vec<_>>().join("\n")
}

fn stances(file: &Value, party: &str, item: &str) -> Vec<String> {
    let positions = file["positions"].as_array().unwrap().iter();
    let of_cell = positions.filter(|position| position["party"] == party && position["item"] == item);
    of_cell
        .map(|position| {
            format!("{} {}", position["stance"].as_str().unwrap(), position["wording"].as_str().unwrap_or(""))
        })
        .collect()
}

/// Otherwise one of two contradicting readings of the same statement is gone without a word.
#[test]
fn a_stance_that_both_changed_is_disputed_and_named() {
    let (file, report) = merge_of(
        |file| file["positions"][0]["stance"] = json!("rejects"),
        |file| file["positions"][0]["wording"] = json!("sixty days"),
    );
    assert_eq!(stances(&file, "ru", "truce"), ["rejects thirty days", "accepts sixty days"]);
    assert_eq!(report.conflicts(), 1);
    let said = messages(&report);
    for part in ["Position of Russia on “A truce”", "rejects: thirty days", "accepts: sixty days"] {
        assert!(said.contains(part), "“{part}” is missing in {said}");
    }
}

/// Otherwise a merged contradiction looks like a settled cell.
#[test]
fn a_cell_that_both_changed_to_opposite_stances_shows_as_disputed() {
    let ours = changed(|file| file["positions"][0]["stance"] = json!("rejects"));
    let theirs = changed(|file| file["positions"][0]["wording"] = json!("sixty days"));
    let (result, _) = merged(&dossier(&talks()), &ours, &theirs);
    let (_, position) = result.positions().next().unwrap();
    let cell = position.cell();
    assert_eq!(Comparison::of(&result, None).cell(cell).standing, Standing::Disputed);
    assert_eq!(result.cell(cell).count(), 2);
}

/// Otherwise every small change to one position by two people is a conflict.
#[test]
fn different_fields_of_one_position_go_together() {
    let (file, report) = merge_of(
        |file| {
            file["positions"][0]["note"] = json!("look again");
            file["positions"][0]["conditions"].as_array_mut().unwrap().push(json!({"text": "ours"}));
        },
        |file| {
            file["positions"][0]["red_line"] = json!(true);
            file["positions"][0]["conditions"].as_array_mut().unwrap().push(json!({"text": "theirs"}));
            file["positions"][0]["evidence"].as_array_mut().unwrap().push(json!({"source": "call", "quote": "Moscow"}));
        },
    );
    assert_eq!(report.conflicts(), 0, "{}", messages(&report));
    let position = &file["positions"][0];
    let texts: Vec<_> = position["conditions"].as_array().unwrap().iter().map(|condition| &condition["text"]).collect();
    assert_eq!(texts, ["Kyiv too", "ours", "theirs"]);
    assert_eq!((&position["note"], &position["red_line"]), (&json!("look again"), &json!(true)));
    assert_eq!(position["evidence"].as_array().unwrap().len(), 2);
}

/// Otherwise a report that one person marked as doubtful counts again after the merge, or the other's work on it is gone.
#[test]
fn a_mark_goes_together_with_what_the_other_side_changed() {
    let mark = json!({"as": "doubtful", "reason": "denied"});
    let (file, report) = merge_of(
        |file| file["positions"][0]["note"] = json!("look again"),
        |file| file["positions"][0]["discounted"] = mark.clone(),
    );
    assert_eq!(report.conflicts(), 0, "{}", messages(&report));
    let position = &file["positions"][0];
    assert_eq!((&position["note"], &position["discounted"]), (&json!("look again"), &mark));
    let (file, report) = merge_of(
        |file| file["positions"][0]["discounted"] = json!({"as": "superseded"}),
        |file| file["positions"][0]["discounted"] = mark.clone(),
    );
    assert_eq!((report.conflicts(), stances(&file, "ru", "truce").len()), (1, 2), "two judgements, neither lost");
    let (file, report) = merge_of(
        |file| {
            let offer = json!({"party": "eu", "item": "grain", "stance": "offers"});
            file["positions"].as_array_mut().unwrap().push(offer);
        },
        |file| {
            let offer = json!({"party": "eu", "item": "grain", "stance": "offers", "discounted": mark});
            file["positions"].as_array_mut().unwrap().push(offer);
        },
    );
    assert_eq!((report.conflicts(), stances(&file, "eu", "grain").len()), (0, 1), "{}", messages(&report));
    assert_eq!(file["positions"][2]["discounted"], mark);
}

/// Otherwise two people who coded the same article have everything twice.
#[test]
fn the_same_added_twice_is_one() {
    let added = |file: &mut Value, quote: &str| {
        file["items"].as_array_mut().unwrap().push(json!({"id": "gas", "title": "Gas"}));
        file["sources"].as_array_mut().unwrap().push(json!({"id": "memo", "title": "Memo", "text": "Kyiv agreed."}));
        let says =
            json!({"party": "ua", "item": "gas", "stance": "offers", "evidence": [{"source": "memo", "quote": quote}]});
        file["positions"].as_array_mut().unwrap().push(says);
    };
    let (file, report) = merge_of(|file| added(file, "Kyiv"), |file| added(file, "agreed"));
    assert_eq!(report.conflicts(), 0, "{}", messages(&report));
    assert_eq!(stances(&file, "ua", "gas"), ["offers "]);
    assert_eq!(file["positions"][2]["evidence"].as_array().unwrap().len(), 2, "with the quotations of both");
    assert_eq!((file["items"].as_array().unwrap().len(), file["sources"].as_array().unwrap().len()), (4, 2));
}

/// Otherwise two different new things become one because a program gave both the same id.
#[test]
fn the_same_id_for_two_new_things_does_not_make_them_one() {
    let added = |file: &mut Value, title: &str| {
        file["items"].as_array_mut().unwrap().push(json!({"id": "item", "title": title}));
        let says = json!({"party": "ua", "item": "item", "stance": "offers", "wording": title});
        file["positions"].as_array_mut().unwrap().push(says);
    };
    let (file, report) = merge_of(|file| added(file, "Gas"), |file| added(file, "Oil"));
    assert_eq!(
        (stances(&file, "ua", "item"), stances(&file, "ua", "item-2")),
        (vec!["offers Gas".into()], vec!["offers Oil".into()])
    );
    assert_eq!((report.conflicts(), report.notes), (0, 1), "{}", messages(&report));
    assert!(messages(&report).contains("came in as “item-2”"));
}

/// Otherwise a deletion by one person takes the other's new work along.
#[test]
fn what_one_deleted_and_the_other_changed_stays() {
    let without_nato = |file: &mut Value| {
        file["items"].as_array_mut().unwrap().remove(2);
        file["positions"].as_array_mut().unwrap().remove(1);
    };
    let changes = |file: &mut Value| file["positions"][1]["wording"] = json!("never");
    for (file, report) in [merge_of(without_nato, changes), merge_of(changes, without_nato)] {
        assert_eq!(stances(&file, "ua", "nato"), ["rejects never"]);
        let titles: Vec<_> = file["items"].as_array().unwrap().iter().map(|item| &item["title"]).collect();
        assert_eq!(titles, ["A truce", "Grain", "No NATO"], "it stands where it stood");
        assert_eq!(report.conflicts(), 2, "{}", messages(&report));
        assert!(messages(&report).contains("Item “No NATO”"), "{}", messages(&report));
    }
    let (file, report) = merge_of(without_nato, |_| {});
    assert_eq!((file["items"].as_array().unwrap().len(), report.conflicts()), (2, 0), "but what nobody changed goes");
    let (file, report) = merge_of(|_| {}, without_nato);
    assert_eq!((file["items"].as_array().unwrap().len(), report.conflicts()), (2, 0), "on either side");
}

/// Otherwise a title, a date or a list that a colleague gave is nowhere any more.
#[test]
fn a_field_that_both_changed_keeps_ours_and_theirs_in_words() {
    let (file, report) = merge_of(
        |file| {
            file["title"] = json!("Talks in May");
            file["items"][0]["title"] = json!("A ceasefire");
            file["items"][1]["between"] = json!(["ru"]);
            file["items"][2]["note"] = json!("old\nours");
            file["sources"][0]["published"] = json!("2025-03-19");
            file["parties"][0]["weight"] = json!(1);
        },
        |file| {
            file["title"] = json!("Talks in June");
            file["items"][0]["title"] = json!("An armistice");
            file["items"][1]["between"] = json!(["ua"]);
            file["items"][2]["note"] = json!("old\ntheirs");
            file["sources"][0]["published"] = json!("2025-03-20");
            file["parties"][0]["weight"] = json!(2);
        },
    );
    assert_eq!(file["title"], "Talks in May");
    assert_eq!(file["note"], "first\nOther file: title Talks in June");
    assert_eq!(
        (&file["items"][0]["title"], &file["items"][0]["note"]),
        (&json!("A ceasefire"), &json!("Other file: title An armistice"))
    );
    assert_eq!(file["items"][1]["between"], json!(["ru"]));
    assert_eq!(file["items"][1]["note"], "Other file: list of needed parties Ukraine");
    assert_eq!(file["items"][2]["note"], "old\nours\ntheirs", "both are in the note, and what both know once");
    assert_eq!(
        (&file["sources"][0]["published"], &file["sources"][0]["note"]),
        (&json!("2025-03-19"), &json!("Other file: date 2025-03-20"))
    );
    assert_eq!((&file["parties"][0]["weight"], &file["parties"][0]["weight (second)"]), (&json!(1), &json!(2)));
    assert_eq!(report.conflicts(), 6, "{}", messages(&report));
}

/// Otherwise quotations point into a text that is not theirs.
#[test]
fn a_text_that_both_changed_is_two_sources() {
    let (file, report) = merge_of(
        |file| file["sources"][0]["text"] = json!("Moscow said yes. Ours."),
        |file| {
            file["sources"][0]["text"] = json!("Moscow said yes. Theirs.");
            let quote = json!({"source": "call", "quote": "Theirs."});
            file["positions"][1]["evidence"] = json!([quote]);
        },
    );
    let texts: Vec<_> =
        file["sources"].as_array().unwrap().iter().map(|source| (&source["id"], &source["text"])).collect();
    assert_eq!(
        texts,
        [(&json!("call"), &json!("Moscow said yes. Ours.")), (&json!("call-2"), &json!("Moscow said yes. Theirs."))]
    );
    assert_eq!(file["positions"][1]["evidence"][0]["source"], "call-2");
    assert_eq!(file["positions"][0]["evidence"][0]["source"], "call");
    assert_eq!(report.conflicts(), 1, "{}", messages(&report));
}

/// Otherwise aliases or parties to an agreement that one of two people added are gone.
#[test]
fn sets_take_what_either_adds() {
    let (file, report) = merge_of(
        |file| {
            file["parties"][0]["aliases"] = json!(["Moscow"]);
            file["items"][0]["between"] = json!(["ru", "ua", "eu"]);
        },
        |file| {
            file["parties"][0]["aliases"] = json!(["the Kremlin"]);
            file["items"][0]["between"] = json!(["ua"]);
        },
    );
    assert_eq!(file["parties"][0]["aliases"], json!(["Moscow", "the Kremlin"]));
    assert_eq!(file["items"][0]["between"], json!(["ua", "eu"]), "one took Russia out, the other took the EU in");
    assert_eq!(report.conflicts(), 0, "{}", messages(&report));
}

/// Otherwise an order that one person gave is undone by another's new items.
#[test]
fn order_and_new_items_go_together() {
    let (file, report) = merge_of(
        |file| file["items"].as_array_mut().unwrap().rotate_right(1),
        |file| file["items"].as_array_mut().unwrap().insert(1, json!({"id": "gas", "title": "Gas"})),
    );
    let ids: Vec<_> = file["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["nato", "truce", "gas", "grain"]);
    assert_eq!(report.conflicts(), 0, "{}", messages(&report));
}

/// Otherwise two contradicting positions come into one cell and nobody is told.
#[test]
fn different_positions_added_to_one_cell_are_named() {
    let says = |file: &mut Value, stance: &str, date: &str| {
        let says = json!({"party": "ru", "item": "grain", "stance": stance, "date": date});
        file["positions"].as_array_mut().unwrap().push(says);
    };
    let (file, report) =
        merge_of(|file| says(file, "accepts", "2025-05-01"), |file| says(file, "rejects", "2025-05-01"));
    assert_eq!(stances(&file, "ru", "grain"), ["accepts ", "rejects "]);
    assert_eq!(report.conflicts(), 1, "{}", messages(&report));
    let (file, report) =
        merge_of(|file| says(file, "accepts", "2025-05-01"), |file| says(file, "rejects", "2025-06-01"));
    assert_eq!((stances(&file, "ru", "grain").len(), report.conflicts()), (2, 0), "on different days they are history");
}
