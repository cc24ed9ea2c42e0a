//! What changed between two versions, in words.

use proptest::prelude::*;
use serde_json::json;
use standpoint::files::{Tallied, differences};
use standpoint::model::{Dossier, Position};

use super::conflicts::{changed, dossier, talks};
use super::scene::{any_deeds, any_dossier, content, edited, reread, words_in, written};

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Otherwise a list of versions hides a change, or shows one where there is none.
    #[test]
    fn everything_that_changed_is_told(base in any_dossier(), deeds in any_deeds()) {
        let after = edited(&base, 'o', &deeds);
        for after in [after.clone(), reread(&after)] {
            let told = differences(&base, &after);
            prop_assert_eq!(told.is_empty(), content(&base) == content(&after), "{}\n{}\n{}", told.text(), written(&base), written(&after));
            prop_assert_eq!(told.is_empty(), told.changes.is_empty(), "{:?}", told);
            let (before, now, words) = (words_in(&written(&base)), words_in(&written(&after)), words_in(&told.text()));
            for word in before.symmetric_difference(&now) {
                prop_assert!(words.contains(word), "{word} is not told in\n{}\n{}\n{}", told.text(), written(&base), written(&after));
            }
        }
        prop_assert!(differences(&after, &reread(&after)).is_empty());
    }

    /// Otherwise the numbers beside a version are not those of the dossier.
    #[test]
    fn what_is_counted_is_what_came_and_went(base in any_dossier(), deeds in any_deeds()) {
        let after = edited(&base, 'o', &deeds);
        let changes = differences(&base, &after).changes;
        let grown = |tallied: Tallied, one: usize, two: usize| one + tallied.added == two + tallied.removed;
        let positions = |dossier: &Dossier| dossier.position_count();
        prop_assert!(grown(changes.positions, positions(&base), positions(&after)));
        prop_assert!(grown(changes.items, base.items().len(), after.items().len()));
        prop_assert!(grown(changes.parties, base.parties().len(), after.parties().len()));
        prop_assert!(grown(changes.sources, base.sources().len(), after.sources().len()));
    }
}

/// Otherwise a colleague reads the difference of two files and does not understand what happened.
#[test]
fn changes_read_like_a_report() {
    let after = changed(|file| {
        file["title"] = json!("Talks in May");
        file["parties"][0]["aliases"] = json!(["Moscow"]);
        file["items"][0]["between"] = json!(["ru"]);
        file["items"].as_array_mut().unwrap().rotate_right(1);
        file["items"].as_array_mut().unwrap().push(json!({"id": "gas", "title": "Gas", "topic": "Energy"}));
        file["positions"][0]["stance"] = json!("rejects");
        file["positions"][0]["wording"] = json!("sixty days");
        file["positions"][0]["conditions"] =
            json!([{"text": "Kyiv too", "item": "truce", "party": "ua", "first": true}]);
        file["positions"].as_array_mut().unwrap().remove(1);
        let says = json!({"party": "eu", "item": "gas", "stance": "offers", "wording": "pipes", "red_line": true,
            "evidence": [{"source": "call", "quote": "yes", "speaker": "the spokesman"}], "date": "2025-05"});
        file["positions"].as_array_mut().unwrap().push(says);
        file["sources"][0]["text"] = json!("Moscow said no.");
    });
    let told = differences(&dossier(&talks()), &after);
    assert_eq!(
        told.text(),
        "Dossier
  title: “Talks” → “Talks in May”
Parties
  Party “Russia”
    alias: “Moscow”, new
Item “No NATO”
  Ukraine: rejects, removed
Item “A truce”
  needs the agreement of: “Russia”, “Ukraine” → “Russia”
  Russia: accepts → rejects
    wording: [-thirty-] {+sixty+} days
    condition: “Kyiv too” (Ukraine on “A truce”), removed
    condition: “Kyiv too” (Ukraine on “A truce”, first), new
Item “Gas”, new
  id: “gas”
  topic: “Energy”
  EU: offers, 2025-05, new
    wording: pipes
    red line
    quotation: “yes” from “Call”, by the spokesman
Sources
  Source “Call”
    text: Moscow said [-yes.-] {+no.+}
Order
  Item “No NATO” moved
"
    );
    assert_eq!(
        told.summary(),
        "1 position changed, 1 position added, 1 position removed, 1 item changed, 1 item added, 1 party changed, 1 source \
         changed, title or note changed, order changed"
    );
    assert_eq!(differences(&after, &after).summary(), "No difference");
}

/// Otherwise a change at the end of a long title or condition is not to be seen.
#[test]
fn long_texts_show_where_they_differ() {
    let long = "word ".repeat(60);
    let before = changed(|file| file["items"][0]["title"] = json!(format!("{long}one")));
    let after = changed(|file| file["items"][0]["title"] = json!(format!("{long}two")));
    let told = differences(&before, &after).text();
    assert!(told.contains("title: … word word word word word word [-one-] {+two+}"), "{told}");
}

/// Otherwise a text from a file passes for words of the program, or drives the terminal.
#[test]
fn nothing_from_a_file_acts() {
    let after = changed(|file| {
        file["positions"][0]["wording"] = json!("\u{1b}[31mred\u{202e}\nItem “X”, new");
        file["items"][0]["title"] = json!("a\nb\u{7}");
    });
    let told = differences(&dossier(&talks()), &after);
    let acts = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
    assert!(!told.text().contains(acts), "{:?}", told.text());
    let lines = told.text().lines().filter(|line| line.starts_with("Item")).count();
    assert_eq!(lines, 1, "no text makes a line of its own");
}

/// Otherwise a cell with thousands of positions holds up every comparison of versions.
#[test]
fn a_very_full_cell_is_compared_in_time() {
    let base = dossier(&talks());
    let (mut one, mut two) = (base.clone(), base.clone());
    let (_, first) = base.positions().next().unwrap();
    for (dossier, word) in [(&mut one, "before"), (&mut two, "after")] {
        for number in 0..3_000 {
            let position = Position { wording: format!("{word} {number}").as_str().into(), ..first.clone() };
            let edit =
                standpoint::model::Edit::Position { id: dossier.next_position(), record: Some(Box::new(position)) };
            dossier.apply(edit).unwrap();
        }
    }
    assert_eq!(differences(&one, &two).changes.positions, Tallied { changed: 3_000, ..Tallied::default() });
}
