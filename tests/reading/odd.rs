//! Records that cannot be read, and everything that is odd but can.

use standpoint::files::{FindingKind, Severity};
use standpoint::model::{Role, Stance};

use super::{assert_kept, kept_out, only, read, with_positions, written};

/// A record that is dropped in silence is work lost.
#[test]
fn unreadable_positions_are_set_aside_with_their_reason_and_written_back() {
    let cases = [
        (r#"{"party": "ru", "item": "truce", "stance": "agrees"}"#, "no stance “agrees”"),
        (r#"{"party": "ru", "item": "truce"}"#, "“stance” is missing"),
        (r#"{"item": "truce", "stance": "accepts"}"#, "“party” is missing"),
        (r#"{"party": "  ", "item": "truce", "stance": "accepts"}"#, "names nobody"),
        (r#"{"party": "ru", "item": "truce", "stance": "accepts", "date": "2025-02-30"}"#, "no 2025-02-30"),
        (r#"{"party": "ru", "item": "truce", "stance": "accepts", "date": "18 March"}"#, "write 2025-03-18"),
        (r#"{"party": "ru", "item": "truce", "stance": "accepts", "wording": 7}"#, "“wording”"),
        (r#"{"party": "ru", "item": "truce", "stance": "accepts", "red_line": "yes"}"#, "“red_line”"),
        (r#"{"party": "ru", "item": "truce", "stance": "accepts", "conditions": [{"text": 1}]}"#, "“conditions”"),
        (
            r#"{"party": "ru", "item": "truce", "stance": "accepts", "evidence": [{"quote": "x", "start": -4}]}"#,
            "“start”",
        ),
        (r#""a text instead of a record""#, "a position in braces"),
        (r#"[1, {"a": "b c"}]"#, "a position in braces"),
    ];
    for (record, reason) in cases {
        let loaded = read(&with_positions(record));
        assert_eq!(loaded.dossier.position_count(), 0, "{record} was used");
        let finding = only(&loaded, FindingKind::SetAside);
        assert_eq!(finding.severity, Severity::KeptOut);
        assert!(finding.message.contains(reason) && finding.message.contains("positions[0]"), "{}", finding.message);
        assert_eq!(finding.line_column, Some((7, 5)), "{record}");
        assert_kept(&loaded, &[record]);
    }
}

/// A field twice in one record: which one counts would be a guess.
#[test]
fn a_field_given_twice_is_no_guess() {
    let loaded = read(&with_positions(r#"{"party": "ru", "item": "truce", "stance": "accepts", "stance": "rejects"}"#));
    assert!(only(&loaded, FindingKind::SetAside).message.contains("“stance” is given twice"));
    assert!(written(&loaded.dossier).contains(r#""stance":"accepts","stance":"rejects""#));
}

/// One bad record must not take the good ones around it along.
#[test]
fn bad_records_leave_their_neighbours_alone() {
    let good = r#"{"party": "ru", "item": "truce", "stance": "accepts"}"#;
    let other = r#"{"party": "ua", "item": "nato", "stance": "rejects"}"#;
    let loaded = read(&with_positions(&format!(r#"{good}, {{"party": "ru"}}, 5, {other}"#)));
    assert_eq!(loaded.dossier.position_count(), 2);
    assert_eq!(kept_out(&loaded).len(), 2);
    assert_kept(&loaded, &[r#"{"party": "ru"}"#, "5"]);
}

/// Parties, items and sources without what they need are set aside too.
#[test]
fn nameless_parties_items_and_wrong_sources_are_set_aside() {
    let loaded = read(
        r#"{"standpoint": 1, "sources": [7], "parties": [{"id": "a"}, {"name": " \n"}, {"name": 3}],
            "items": [{"title": ""}, {"topic": "T"}], "positions": []}"#,
    );
    assert_eq!(kept_out(&loaded).len(), 6, "{:#?}", loaded.findings.list);
    assert_kept(
        &loaded,
        &["7", r#"{"id": "a"}"#, r#"{"name": " \n"}"#, r#"{"name": 3}"#, r#"{"title": ""}"#, r#"{"topic": "T"}"#],
    );
}

/// A strange colour is no reason to lose a party.
#[test]
fn an_optional_field_that_cannot_be_read_is_kept_and_the_record_used() {
    let loaded = read(
        r#"{"standpoint": 1, "parties": [{"id": "eu", "name": "EU", "role": "boss", "color": 7, "aliases": "Brussels"}],
            "sources": [{"id": "s", "title": "S", "published": "soon"}]}"#,
    );
    let (_, party) = loaded.dossier.parties().iter().next().unwrap();
    assert_eq!((party.role, party.color.as_str(), party.aliases.len()), (Role::Principal, "", 0));
    let unread: Vec<_> =
        loaded.findings.list.iter().filter(|f| f.kind == FindingKind::Unread).map(|f| f.message.as_str()).collect();
    assert_eq!(unread.len(), 4, "{unread:#?}");
    assert!(
        unread
            .iter()
            .any(|message| message.contains("party “EU”") && message.contains("boss") && message.contains("mediator"))
    );
    let again: serde_json::Value = serde_json::from_str(&written(&loaded.dossier)).unwrap();
    assert_eq!(again["parties"][0]["role"], "boss");
    assert_eq!(again["parties"][0]["color"], 7);
    assert_eq!(again["parties"][0]["aliases"], "Brussels");
    assert_eq!(again["sources"][0]["published"], "soon");
}

/// A list that is none, a title that is none.
#[test]
fn top_level_fields_of_the_wrong_kind_are_kept() {
    let loaded = read(r#"{"standpoint": 1, "title": 5, "positions": {"a": 1}, "parties": [{"name": "A"}]}"#);
    assert!(kept_out(&loaded).iter().any(|message| message.contains("“positions” is no list")));
    let again: serde_json::Value = serde_json::from_str(&written(&loaded.dossier)).unwrap();
    assert_eq!((&again["title"], &again["positions"]["a"]), (&5.into(), &1.into()));
}

/// Whoever writes a position by name must not have to declare everything first.
#[test]
fn what_is_named_but_not_declared_is_declared_and_reported_once() {
    let position = r#"{"party": "China", "item": "Truce talks", "stance": "offers", "evidence": [{"source": "wire", "quote": "q"}]}"#;
    let loaded = read(&with_positions(&format!("{position}, {position}")));
    assert_eq!(
        (loaded.dossier.parties().len(), loaded.dossier.items().len(), loaded.dossier.sources().len()),
        (3, 3, 2)
    );
    let undeclared: Vec<_> =
        loaded.findings.list.iter().filter(|f| f.kind == FindingKind::Undeclared).map(|f| &f.message).collect();
    assert_eq!(undeclared.len(), 3, "{undeclared:#?}");
    assert!(undeclared.iter().all(|message| message.contains("declared under this name")));
}

/// Articles say Moscow, files say russia.
#[test]
fn parties_are_named_by_id_name_or_alias_items_by_id_or_title() {
    let names = ["ru", "Russia", "Moscow", "moscow", " RUSSIA "];
    let positions: Vec<_> =
        names.iter().map(|name| format!(r#"{{"party": "{name}", "item": "TRUCE ", "stance": "accepts"}}"#)).collect();
    let loaded = read(&with_positions(&positions.join(", ")));
    assert!(loaded.findings.list.is_empty(), "{:#?}", loaded.findings.list);
    let cells: Vec<_> = loaded.dossier.positions().map(|(_, position)| position.cell()).collect();
    assert!(cells.len() == 5 && cells.iter().all(|cell| *cell == cells[0]));
}

/// Two records with one id: positions must not silently go to the wrong party.
#[test]
fn duplicate_ids_are_told_apart_or_united() {
    let loaded = read(
        r#"{"standpoint": 1, "parties": [{"id": "p", "name": "Russia"}, {"id": "p", "name": "Ukraine"}, {"id": "p", "name": "russia", "aliases": ["Moscow"]}],
            "items": [{"title": "T"}], "positions": [{"party": "p", "item": "T", "stance": "accepts"}, {"party": "Moscow", "item": "T", "stance": "rejects"}]}"#,
    );
    let parties: Vec<_> =
        loaded.dossier.parties().iter().map(|(_, party)| (party.id.to_string(), party.name.to_string())).collect();
    assert_eq!(parties, [("p".into(), "Russia".into()), ("ukraine".into(), "Ukraine".into())]);
    assert_eq!(loaded.findings.list.iter().filter(|f| f.kind == FindingKind::DuplicateId).count(), 2);
    let first = loaded.dossier.parties().keys()[0];
    assert!(loaded.dossier.positions().all(|(_, position)| position.party == first));
}

/// Names that differ only by case, a trailing space or the Unicode normal form are easily one party twice.
#[test]
fn names_that_could_be_one_are_reported_and_kept_apart() {
    let loaded = read(
        "{\"standpoint\": 1, \"parties\": [{\"name\": \"Côte d’Ivoire\"}, {\"name\": \"Co\u{302}te d’Ivoire\"}, {\"name\": \"côte d’ivoire \"}]}",
    );
    assert_eq!(loaded.dossier.parties().len(), 3);
    assert_eq!(loaded.findings.list.iter().filter(|f| f.kind == FindingKind::SimilarNames).count(), 2);
}

/// A quotation that is not in its source is the first thing that an editor asks about.
#[test]
fn quotations_are_checked_against_their_source() {
    let position = |evidence: &str| {
        with_positions(&format!(r#"{{"party": "ua", "item": "truce", "stance": "accepts", "evidence": [{evidence}]}}"#))
    };
    assert!(read(&position(r#"{"quote": "Kyiv said yes", "start": 0, "end": 13}"#)).findings.list.is_empty());
    assert!(read(&position(r#"{"quote": "— at", "start": 14, "end": 18}"#)).findings.list.is_empty());
    assert!(read(&position(r#"{"quote": "said yes"}"#)).findings.list.is_empty());
    let loaded = read(&position(r#"{"quote": "Kyiv said no"}"#));
    let finding = only(&loaded, FindingKind::QuotationNotFound);
    assert!(finding.message.contains("Kyiv said no") && finding.message.contains("Call") && finding.place.is_some());
    for out in [
        r#"{"quote": "Kyiv", "start": 90, "end": 94}"#,
        r#"{"quote": "Kyiv", "start": 4, "end": 0}"#,
        r#"{"quote": "Kyiv", "start": 5, "end": 9}"#,
    ] {
        let loaded = read(&position(out));
        assert_eq!(loaded.dossier.position_count(), 1, "a wrong place is no reason to lose the position");
        assert!(only(&loaded, FindingKind::PlaceDisagrees).message.contains("start and end"));
        assert_kept(&loaded, &[]);
    }
}

/// Otherwise a person looks for each finding of a long file by hand.
#[test]
fn what_the_check_finds_has_its_place_in_the_file() {
    let file = r#"{"standpoint": 1,
"sources": [{"id": "call", "title": "Call", "text": "Kyiv said “yes”."},
 {"id": "blank", "title": "Blank", "published": "2025"}],
"parties": [{"name": "Ukraine"},
 {"name": "ukraine"}],
"items": [{"title": "Truce"}],
"positions": [
 {"party": "Ukraine", "item": "Truce", "stance": "accepts", "evidence": [{"source": "call", "quote": "Kyiv said maybe"}]},
 {"party": "Ukraine", "item": "Truce", "stance": "accepts", "evidence": [{"source": "call", "quote": "said \"yes\""},
   {"source": "blank", "quote": "no"}]},
 {"party": "Ukraine", "item": "Truce", "stance": "accepts", "evidence": [{"source": "call", "quote": "Kyiv", "start": 4}]}
]}"#;
    let loaded = read(file);
    let at = |kind| only(&loaded, kind).line_column;
    let column = |line: usize, words: &str| {
        let line = file.lines().nth(line - 1).unwrap();
        line[..line.find(words).unwrap()].chars().count() + 1
    };
    assert_eq!(at(FindingKind::SourceWithoutDate), Some((2, 13)));
    assert_eq!(at(FindingKind::QuotedWithoutText), Some((3, 2)));
    assert_eq!(at(FindingKind::SimilarNames), Some((5, 2)));
    assert_eq!(at(FindingKind::QuotationNotFound), Some((8, column(8, "Kyiv said maybe"))));
    assert_eq!(at(FindingKind::QuotationTypography), Some((9, 2)), "with escapes: its position");
    assert_eq!(at(FindingKind::PlaceDisagrees), Some((11, column(11, "Kyiv\""))));
}

/// The source may be left out only where there is no doubt which one is meant.
#[test]
fn the_only_source_may_be_left_out() {
    let loaded = read(&with_positions(
        r#"{"party": "ru", "item": "truce", "stance": "accepts", "evidence": [{"quote": "Kyiv"}]}"#,
    ));
    assert_eq!(loaded.dossier.positions().next().unwrap().1.evidence.len(), 1);
    let two = r#"{"standpoint": 1, "sources": [{"id": "a"}, {"id": "b"}], "parties": [{"name": "A"}], "items": [{"title": "I"}],
        "positions": [{"party": "A", "item": "I", "stance": "accepts", "evidence": [{"quote": "x"}]}]}"#;
    assert!(kept_out(&read(two))[0].contains("names no source"));
}

/// Files from other systems: byte-order mark, CRLF, any order of fields, nulls.
#[test]
fn files_of_other_systems_are_read() {
    let plain =
        with_positions(r#"{"party": "ru", "item": "truce", "stance": "accepts", "wording": null, "conditions": null}"#);
    let marked = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
    assert_eq!(read(&plain).dossier, read(&marked).dossier);
    let backwards = r#"{"positions": [{"party": "Moscow", "item": "T", "stance": "accepts", "evidence": [{"quote": "q"}]}],
        "items": [{"title": "T", "between": ["Moscow"]}], "parties": [{"name": "Russia", "aliases": ["Moscow"]}], "sources": [{"title": "S", "published": "2025", "text": "q"}], "standpoint": 1}"#;
    let loaded = read(backwards);
    assert!(loaded.findings.list.is_empty(), "{:#?}", loaded.findings.list);
    assert_eq!((loaded.dossier.parties().len(), loaded.dossier.position_count()), (1, 1));
}

/// Scripts of all kinds, control characters and very long wordings go through unharmed.
#[test]
fn any_text_survives() {
    let long = "Ω".repeat(10_000);
    for wording in [
        "停火谈判",
        "وقف إطلاق النار",
        "הסכם",
        "👩‍👩‍👧 🇺🇦",
        "tab\tand\u{1}bell\u{7}",
        "a\u{202e}b",
        "\u{fffd}",
        "=SUM(A1)",
        long.as_str(),
    ] {
        let json = serde_json::to_string(wording).unwrap();
        let loaded = read(&with_positions(&format!(
            r#"{{"party": "ru", "item": "truce", "stance": "accepts", "wording": {json}}}"#
        )));
        let again = read(&written(&loaded.dossier));
        let (_, position) = again.dossier.positions().next().unwrap();
        assert_eq!((position.wording.as_str(), position.stance), (wording, Stance::Accepts));
    }
}
