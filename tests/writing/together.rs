//! Two dossiers as one: nothing is lost, nothing is doubled, and what differs is said.

use standpoint::files::{FindingKind, MergeReport, unite};
use standpoint::model::{Condition, Dossier, Edit, List, Parts, Party, Role, Source, Stance};

use super::made::*;

/// The united dossier, with what all unions owe: the edit applies, undoes to the same dossier, and a second union of
/// the same file changes nothing.
pub(crate) fn united(into: &Dossier, other: &Dossier) -> (Dossier, MergeReport) {
    let union = unite(into, other);
    let mut dossier = into.clone();
    let applied = dossier.apply(union.edit.clone()).expect("a union applies");
    let mut undone = dossier.clone();
    undone.apply(applied.inverse).expect("a union can be taken back");
    assert_eq!(&undone, into, "a union taken back leaves the dossier as it was");
    let again = unite(&dossier, other);
    assert_eq!(again.edit, Edit::Batch(Vec::new()), "a second union of the same file changes nothing");
    assert!(again.report.is_empty());
    assert_eq!(again.report.positions.collapsed, other.position_count());
    assert_eq!(union.report.is_empty(), union.edit == Edit::Batch(Vec::new()));
    (dossier, union.report)
}

fn kinds(report: &MergeReport) -> Vec<FindingKind> {
    report.findings.list.iter().map(|finding| finding.kind).collect()
}

fn says(report: &MergeReport, words: &[&str]) -> bool {
    report.findings.list.iter().any(|finding| words.iter().all(|word| finding.message.contains(word)))
}

#[test]
fn a_dossier_united_with_itself_stays_as_it_is() {
    // If this fails, dropping the same file twice doubles everything.
    let (dossier, report) = united(&full(), &full());
    assert_eq!(dossier, full());
    assert!(report.is_empty() && report.findings.is_empty(), "{report:?}");
    assert_eq!((report.positions.collapsed, report.parties.met, report.items.met, report.sources.met), (3, 2, 2, 2));
}

#[test]
fn an_empty_dossier_takes_everything_over() {
    // If this fails, opening the first file by uniting loses part of it. Unknown fields of the file as a whole stay in it.
    let (dossier, report) = united(&Dossier::default(), &full());
    let expected = written(&full()).replace(",\n  \"$schema\": \"positions.schema.json\"", "");
    assert_eq!(written(&dossier), expected);
    assert_eq!((report.parties.added, report.positions.added, report.set_aside.added), (2, 3, 1));
    assert!(says(&report, &["$schema"]));
}

fn east() -> Dossier {
    let russia = Party { aliases: texts(&["Moscow"]), ..party("russia", "Russia") };
    let mut accepts = position(1, 1, Stance::Accepts, "yes");
    accepts.conditions = vec![Condition { item: Some(item_key(0)), party: Some(party_key(0)), ..Condition::default() }];
    accepts.evidence = vec![quotation(0, "yes")];
    dossier(Parts {
        sources: vec![source("a", "yes")],
        parties: vec![russia, party("ukraine", "Ukraine")],
        items: vec![item("nato", "No NATO"), item("truce", "A truce")],
        positions: vec![Some(position(0, 0, Stance::Demands, "now")), Some(accepts)],
        ..Parts::default()
    })
}

fn west() -> Dossier {
    let mut accepts = position(0, 0, Stance::Accepts, "yes");
    accepts.conditions = vec![Condition { item: Some(item_key(1)), party: Some(party_key(1)), ..Condition::default() }];
    accepts.evidence = vec![quotation(1, "yes")];
    dossier(Parts {
        sources: vec![source("a", "no"), source("b", "yes")],
        parties: vec![party("kyiv", " UKRAINE"), party("moscow", "moscow"), party("us", "United States")],
        items: vec![item("t", "a  TRUCE"), item("nato", "No NATO")],
        positions: vec![Some(accepts), Some(position(2, 0, Stance::Offers, "a plan"))],
        ..Parts::default()
    })
}

#[test]
fn records_meet_by_id_name_alias_title_and_text() {
    // If this fails, one party stands in two columns, or a quotation points into another article.
    let (dossier, report) = united(&east(), &west());
    assert_eq!((report.parties.added, report.parties.met), (1, 2));
    assert_eq!((report.items.added, report.items.met), (0, 2));
    assert_eq!((report.sources.added, report.sources.met), (1, 1));
    assert_eq!((report.positions.added, report.positions.collapsed), (1, 1));
    let ids: Vec<String> = dossier.sources().iter().map(|(_, s)| format!("{}: {}", s.id, s.text)).collect();
    assert_eq!(ids, ["a: yes", "a-2: no"], "another text under the same id is another source");
    assert!(says(&report, &["“a”", "“a-2”"]));
}

#[test]
fn the_order_of_two_files_does_not_change_how_much_there_is() {
    // If this fails, what two analysts see depends on who opened which file first.
    let (one, _) = united(&east(), &west());
    let (two, _) = united(&west(), &east());
    let counts = |d: &Dossier| (d.sources().len(), d.parties().len(), d.items().len(), d.position_count());
    assert_eq!(counts(&one), counts(&two));
    assert_eq!(counts(&one), (2, 3, 2, 3));
}

#[test]
fn what_differs_is_said_and_kept_in_words() {
    // If this fails, one of two contradicting entries disappears without a trace.
    let ours_party = Party {
        color: "#111111".into(),
        note: "ours".into(),
        extra: extra(&[("x", "1"), ("y", "2")]),
        ..party("un", "UN")
    };
    let their_party = Party {
        role: Role::Observer,
        color: "#222222".into(),
        note: "theirs".into(),
        extra: extra(&[("x", "9"), ("z", "3")]),
        ..party("un", "United Nations")
    };
    let mut ours_item = item("i", "Peace");
    (ours_item.topic, ours_item.between) = ("War".into(), Some(vec![party_key(0)]));
    let mut their_item = item("i", "Truce");
    (their_item.topic, their_item.between) = ("Sea".into(), Some(Vec::new()));
    let mut ours_source = Source { url: "u".into(), published: Some("2025".parse().unwrap()), ..source("s", "text") };
    ours_source.title = "Ours".into();
    let their_source = Source {
        title: "Theirs".into(),
        published: Some("2024".parse().unwrap()),
        language: "en".into(),
        ..source("q", "text")
    };
    let make = |title: &str, party, item, source| {
        dossier(Parts {
            title: title.into(),
            parties: vec![party],
            items: vec![item],
            sources: vec![source],
            ..Parts::default()
        })
    };
    let ours = make("One", ours_party, ours_item, ours_source);
    let (dossier, report) = united(&ours, &make("Two", their_party, their_item, their_source));
    let (_, un) = dossier.parties().iter().next().unwrap();
    assert_eq!((un.name.as_str(), un.role, un.color.as_str()), ("UN", Role::Principal, "#111111"));
    assert_eq!(un.aliases, texts(&["United Nations"]));
    assert_eq!(un.note, "ours\ntheirs\nOther file: role observer\nOther file: color #222222");
    assert_eq!(un.extra, extra(&[("x", "1"), ("y", "2"), ("z", "3")]));
    let (_, peace) = dossier.items().iter().next().unwrap();
    assert_eq!(peace.note, "Other file: title Truce\nOther file: topic Sea\nOther file: list of needed parties nobody");
    assert_eq!(peace.between, Some(vec![party_key(0)]));
    let (_, article) = dossier.sources().iter().next().unwrap();
    assert_eq!((article.title.as_str(), article.language.as_str()), ("Ours", "en"));
    assert_eq!(article.extra.get("note").unwrap(), "\"Other file: title Theirs\\nOther file: date 2024\"");
    for words in [
        &["observer", "principal"][..],
        &["#111111", "#222222"],
        &["“x”", "9", "1"],
        &["Truce", "Peace"],
        &["Sea", "War"],
        &["nobody", "UN"],
        &["Ours", "Theirs"],
        &["2024", "2025"],
        &["One", "Two"],
    ] {
        assert!(says(&report, words), "{words:?} in {:#?}", report.findings);
    }
    assert!(kinds(&report).iter().all(|&kind| kind == FindingKind::Differs));
    assert!(report.summary().contains("1 source, 1 party and 1 item met"), "{}", report.summary());
}

#[test]
fn what_was_empty_is_filled() {
    // If this fails, a colour, topic, date or text that only the other file has is lost.
    let bare = dossier(Parts {
        sources: vec![source("s", "")],
        parties: vec![party("a", "A"), party("b", "B")],
        items: vec![item("i", "I")],
        ..Parts::default()
    });
    let mut rich_item = item("i", "I");
    (rich_item.topic, rich_item.note, rich_item.between) = ("T".into(), "n".into(), Some(vec![party_key(0)]));
    let rich = dossier(Parts {
        title: "Title".into(),
        note: "Note".into(),
        sources: vec![Source { published: Some("2025-01".parse().unwrap()), ..source("s", "words") }],
        parties: vec![Party { color: "#123456".into(), ..party("b", "B") }],
        items: vec![rich_item],
        set_aside: vec![aside(List::Items, "3")],
        ..Parts::default()
    });
    let (dossier, report) = united(&bare, &rich);
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert_eq!((report.sources.changed, report.parties.changed, report.items.changed), (1, 1, 1));
    let (_, article) = dossier.sources().iter().next().unwrap();
    assert_eq!((article.text.as_str(), article.published), ("words", Some("2025-01".parse().unwrap())));
    let (_, i) = dossier.items().iter().next().unwrap();
    assert_eq!((i.topic.as_str(), &i.between), ("T", &Some(vec![party_key(1)])));
    assert_eq!((dossier.title().as_str(), dossier.note().as_str()), ("Title", "Note"));
    assert_eq!(dossier.set_aside().len(), 1);
}

#[test]
fn a_name_that_leads_to_another_party_does_not_become_an_alias() {
    // If this fails, one name leads to two parties and positions of later files land in the wrong column.
    let ours = dossier(Parts { parties: vec![party("a", "Alpha"), party("b", "Beta")], ..Parts::default() });
    let other = dossier(Parts {
        parties: vec![Party { aliases: texts(&["Beta", "Al"]), ..party("a", "Alpha") }],
        ..Parts::default()
    });
    let (dossier, report) = united(&ours, &other);
    let (_, alpha) = dossier.parties().iter().next().unwrap();
    assert_eq!(alpha.aliases, texts(&["Al"]));
    assert_eq!(alpha.note, "Other file: also called Beta");
    assert_eq!(kinds(&report), [FindingKind::SimilarNames]);
}

#[test]
fn the_same_address_with_another_text_is_another_source() {
    // If this fails, the text of a corrected article is lost and its quotations stand in the wrong one.
    let at = |id: &str, text: &str| Source { url: "https://example.org".into(), ..source(id, text) };
    let make = |sources| dossier(Parts { sources, ..Parts::default() });
    let (dossier, report) = united(&make(vec![at("a", "one")]), &make(vec![at("b", "two"), at("c", "")]));
    assert_eq!((dossier.sources().len(), report.sources.met), (2, 1));
    assert!(says(&report, &["same address"]));
}

#[test]
fn positions_that_differ_in_anything_are_both_kept() {
    // If this fails, a second report of the same stance is taken for a copy and lost.
    let base = position(0, 0, Stance::Accepts, "w");
    let mut with_extra = base.clone();
    with_extra.extra = extra(&[("k", "1")]);
    let mut with_quote = base.clone();
    with_quote.evidence = vec![quotation(0, "q")];
    let mut quote_extra = with_quote.clone();
    quote_extra.evidence[0].extra = extra(&[("page", "1")]);
    let make = |positions| {
        dossier(Parts {
            sources: vec![source("s", "q")],
            parties: vec![party("p", "P")],
            items: vec![item("i", "I")],
            positions,
            ..Parts::default()
        })
    };
    let ours = make(vec![Some(base.clone())]);
    let other = make(vec![Some(with_extra), Some(base), Some(with_quote), Some(quote_extra)]);
    let (dossier, report) = united(&ours, &other);
    assert_eq!((dossier.position_count(), report.positions.added, report.positions.collapsed), (4, 3, 1));
}

#[test]
fn many_files_worth_of_positions_unite_quickly() {
    // If this fails, opening a large second file freezes the program: all of these stand in one cell.
    let make = |from: usize| {
        let positions = (from..from + 30_000).map(|n| Some(position(0, 0, Stance::Accepts, &n.to_string())));
        dossier(Parts {
            parties: vec![party("p", "P")],
            items: vec![item("i", "I")],
            positions: positions.collect(),
            ..Parts::default()
        })
    };
    let started = std::time::Instant::now();
    let union = unite(&make(0), &make(15_000));
    assert_eq!((union.report.positions.added, union.report.positions.collapsed), (15_000, 15_000));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
