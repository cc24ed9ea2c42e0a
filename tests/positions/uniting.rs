//! Files opened together, from bytes to bytes: nothing added twice, nothing of either lost, and always a way back.

use proptest::prelude::*;
use serde_json::{Value, json};
use standpoint::files::{FindingKind, MergeReport, unite};
use standpoint::model::Dossier;

use super::round_trip::dossiers;
use super::{accepted, values, written};

fn dossier(file: &Value) -> Dossier {
    accepted(file.to_string().as_bytes()).dossier
}

/// The two as one. Holds what every union owes: it applies, it can be taken back, and what comes out is a file that
/// opens as what was saved.
fn united(into: &Dossier, other: &Dossier) -> (Dossier, MergeReport) {
    let union = unite(into, other);
    let mut both = into.clone();
    let applied = both.apply(union.edit).expect("a union applies");
    let mut undone = both.clone();
    undone.apply(applied.inverse).expect("a union can be taken back");
    assert_eq!(&undone, into, "taken back, the dossier is as before");
    assert_eq!(written(&undone), written(into), "taken back, the file is as before");
    let file = written(&both);
    assert_eq!(written(&accepted(file.as_bytes()).dossier), file, "the united file opens as it was saved");
    (both, union.report)
}

fn counts(dossier: &Dossier) -> [usize; 5] {
    let records = [dossier.sources().len(), dossier.parties().len(), dossier.items().len()];
    [records[0], records[1], records[2], dossier.position_count(), dossier.set_aside().len()]
}

fn messages(report: &MergeReport) -> Vec<&str> {
    report.findings.list.iter().map(|finding| finding.message.as_str()).collect()
}

fn morning() -> Value {
    json!({"standpoint": 1, "title": "Talks",
        "sources": [{"id": "a", "title": "Morning", "published": "2025-03-18", "text": "Moscow said yes."}],
        "parties": [{"id": "ru", "name": "Russia", "aliases": ["Moscow"], "color": "#111111"}, {"id": "ua", "name": "Ukraine"},
            {"id": "us", "name": "United States", "role": "mediator"}],
        "items": [{"id": "truce", "title": "A truce", "topic": "War"}, {"id": "nato", "title": "No NATO"}],
        "positions": [{"party": "ru", "item": "truce", "stance": "accepts", "evidence": [{"source": "a", "quote": "yes"}],
                "conditions": [{"text": "Kyiv too", "item": "truce", "party": "ua"}]},
            {"party": "ua", "item": "nato", "stance": "rejects"}, {"party": "ua", "stance": "hopes", "x": [1]}]})
}

fn evening() -> Value {
    json!({"standpoint": 1, "title": "Talks",
        "sources": [{"id": "a", "title": "Evening", "published": "2025-03-19", "text": "Kyiv said no."},
            {"id": "b", "title": "Morning", "published": "2025-03-18", "text": "Moscow said yes."}],
        "parties": [{"id": "moscow", "name": "MOSCOW "}, {"id": "kyiv", "name": "ukraine", "color": "#222222"},
            {"id": "us", "name": "USA", "role": "observer"}, {"id": "eu", "name": "EU"}],
        "items": [{"id": "t", "title": "a  TRUCE", "topic": "Peace"}, {"id": "nato", "title": "No NATO"}, {"title": "Grain"}],
        "positions": [{"party": "moscow", "item": "t", "stance": "accepts", "evidence": [{"source": "b", "quote": "yes"}],
                "conditions": [{"text": "Kyiv too", "item": "t", "party": "kyiv"}]},
            {"party": "eu", "item": "Grain", "stance": "offers", "evidence": [{"source": "a", "quote": "no"}]}, 17]})
}

/// Two reporters' files become one table, whichever is opened first: one column a party, one row an item.
#[test]
fn both_orders_give_one_table() {
    let (one, two) = (dossier(&morning()), dossier(&evening()));
    let (forth, report) = united(&one, &two);
    let (back, _) = united(&two, &one);
    assert_eq!(counts(&forth), [2, 4, 3, 3, 2]);
    assert_eq!(counts(&back), counts(&forth));
    assert_eq!((report.positions.added, report.positions.collapsed), (1, 1), "the same position in both files is one");
    assert_eq!((report.sources.met, report.parties.met, report.items.met), (1, 3, 2));
    assert_eq!(report.set_aside.added, 1, "what could not be read comes along");
    let file: Value = serde_json::from_str(&written(&forth)).unwrap();
    assert!(file["positions"].as_array().unwrap().contains(&json!(17)), "{file}");
    let texts: Vec<_> = forth.sources().iter().map(|(_, source)| (source.id.as_str(), source.text.as_str())).collect();
    assert_eq!(texts, [("a", "Moscow said yes."), ("a-2", "Kyiv said no.")], "same id, other text: both stay");
    let (_, grain) = forth.positions().last().unwrap();
    assert_eq!(forth.sources().get(grain.evidence[0].source).unwrap().id, "a-2", "quotations follow their source");
    assert_eq!(accepted(written(&forth).as_bytes()).findings.list.len(), 2, "only what was set aside is odd");
}

/// Of two entries that contradict each other neither may vanish: one stays in force, the other stands in the note and is
/// told.
#[test]
fn what_differs_is_told_and_stands_in_the_note() {
    let (both, report) = united(&dossier(&morning()), &dossier(&evening()));
    let (_, us) = both.parties().iter().find(|(_, party)| party.id == "us").unwrap();
    assert_eq!((us.name.as_str(), us.role.word(), us.aliases[0].as_str()), ("United States", "mediator", "USA"));
    assert!(us.note.contains("observer"), "{}", us.note);
    let (_, truce) = both.items().iter().next().unwrap();
    assert!(truce.topic == "War" && truce.note.contains("Peace"), "{truce:?}");
    let told = messages(&report);
    for words in [["observer", "mediator"], ["Peace", "War"], ["“a”", "“a-2”"]] {
        assert!(told.iter().any(|message| words.iter().all(|word| message.contains(word))), "{words:?} in {told:#?}");
    }
    assert!(report.findings.list.iter().all(|finding| finding.kind == FindingKind::Differs && finding.place.is_some()));
}

/// The same file dropped onto the window once more is no second copy of everything.
#[test]
fn a_file_that_is_there_already_adds_nothing() {
    for file in [morning(), evening()] {
        let one = dossier(&file);
        let (same, report) = united(&one, &dossier(&file));
        assert!(same == one && report.is_empty() && report.findings.is_empty(), "{report:#?}");
    }
    let (one, two) = (dossier(&morning()), dossier(&evening()));
    let (both, _) = united(&one, &two);
    for again in [&one, &two] {
        let (same, report) = united(&both, again);
        assert_eq!((same == both, report.is_empty()), (true, true), "{report:#?}");
    }
}

/// A report that one of two people has judged must not come in again as if nobody had.
#[test]
fn a_mark_of_either_file_stays_and_doubles_nothing() {
    let mut marked = morning();
    marked["positions"][0]["discounted"] = json!({"as": "superseded", "reason": "said no on Friday"});
    let (plain, marked) = (dossier(&morning()), dossier(&marked));
    let (taken, report) = united(&plain, &marked);
    assert_eq!(written(&taken), written(&marked), "the mark comes along");
    assert_eq!((report.positions.added, report.positions.changed, report.positions.collapsed), (0, 1, 2));
    let (kept, report) = united(&marked, &plain);
    assert!(kept == marked && report.is_empty(), "{report:#?}");
}

/// An address that only the other file knows must not lead elsewhere the second time, or each union adds another note.
#[test]
fn an_address_leads_to_the_same_source_the_second_time() {
    let ours = json!({"standpoint": 1, "sources": [{"id": "s0"}, {"id": "s1", "title": "Wire", "url": "u"}]});
    let theirs = json!({"standpoint": 1, "sources": [{"id": "s6", "title": "Desk", "url": "u"},
        {"id": "s0", "url": "u", "text": "said yes"}, {"id": "s1", "text": "said no"}]});
    let (both, _) = united(&dossier(&ours), &dossier(&theirs));
    let (again, report) = united(&both, &dossier(&theirs));
    assert_eq!(written(&again), written(&both), "{:#?}", report.findings);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever two files hold, every value of both stands in the united one or in the report, and there is a way back.
    #[test]
    fn nothing_of_either_file_is_lost(one in dossiers(), two in dossiers()) {
        let (both, report) = united(&one, &two);
        let (mut of_one, mut of_two, mut of_both) = (Vec::new(), Vec::new(), Vec::new());
        for (dossier, into) in [(&one, &mut of_one), (&two, &mut of_two), (&both, &mut of_both)] {
            values(&serde_json::from_str(&written(dossier)).unwrap(), into);
        }
        for value in of_one.iter().filter(|value| **value != "principal") {
            let in_longer = |other: &Value| value.as_str().zip(other.as_str()).is_some_and(|(a, b)| b.contains(a));
            prop_assert!(of_both.iter().any(|other| other == value || in_longer(other)), "{} of the first is lost", value);
        }
        for (_, theirs) in two.positions() {
            let is_it = |wording: &str, stance| wording == theirs.wording.as_str() && stance == theirs.stance;
            prop_assert!(both.positions().any(|(_, ours)| is_it(&ours.wording, ours.stance)), "a position is lost");
        }
        prop_assert_eq!(both.position_count(), one.position_count() + report.positions.added);
        prop_assert_eq!(report.positions.added + report.positions.collapsed, two.position_count());
        prop_assert_eq!(report.set_aside.added + report.set_aside.collapsed, two.set_aside().len());
        let texts: Vec<_> = both.sources().iter().map(|(_, source)| source.text.as_str()).collect();
        prop_assert!(two.sources().iter().all(|(_, source)| source.text.is_empty() || texts.contains(&source.text.as_str())), "an article is lost");
        let (same, again) = united(&both, &one);
        prop_assert_eq!(again.positions.added, 0);
        prop_assert_eq!(same.position_count(), both.position_count());
    }
}
