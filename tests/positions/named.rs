//! Who is meant: by id, name or alias; undeclared names; ids that are missing, doubled or taken.

use standpoint::files::{FindingKind, Loaded};

use super::{accepted, assert_says, file, found, saved_twice, with_position};

/// Every position as “party: item”, by name.
fn said(loaded: &Loaded) -> Vec<String> {
    let dossier = &loaded.dossier;
    let name = |position: &standpoint::model::Position| {
        let (party, item) = (dossier.parties().get(position.party), dossier.items().get(position.item));
        format!("{}: {}", party.unwrap().name, item.unwrap().title)
    };
    dossier.positions().map(|(_, position)| name(position)).collect()
}

fn ids(loaded: &Loaded) -> Vec<&str> {
    loaded.dossier.parties().iter().map(|(_, party)| party.id.as_str()).collect()
}

#[test]
fn by_id_name_alias_and_whatever_is_written_alike() {
    // If this fails, one party becomes two columns because somebody wrote its name in capitals.
    for party in ["r", "Russia", "Moscow", "RUSSIA", " russia ", "moscow", "MOSCOW\u{a0}"] {
        for item in ["i", "Truce", "truce", "TRUCE "] {
            let text = format!("{{\"party\": \"{party}\", \"item\": \"{item}\", \"stance\": \"accepts\"}}");
            let (loaded, saved) = saved_twice(&with_position(&text));
            assert_eq!(said(&loaded), ["Russia: Truce"], "{party}, {item}");
            assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
            assert!(saved.contains("\"party\": \"r\", \"item\": \"i\""), "{saved}");
        }
    }
}

#[test]
fn undeclared_names_are_declared_and_reported_once() {
    // If this fails, a file that leaves out its lists cannot be read, or a misspelt name goes unnoticed.
    let position = r#"{"party": "Iran", "item": "Dams", "stance": "rejects", "conditions":
        [{"text": "t", "party": "Iraq", "item": "Water"}], "evidence": [{"source": "wire", "quote": "q"}]}"#;
    let (loaded, _) = saved_twice(&file(&format!(
        "\"items\": [{{\"title\": \"Oil\", \"between\": [\"Oman\", \"Iran\"]}}], \"positions\": [{position}, {position}]"
    )));
    assert_eq!(said(&loaded), ["Iran: Dams", "Iran: Dams"]);
    let names: Vec<_> = loaded.dossier.parties().iter().map(|(_, party)| party.name.as_str()).collect();
    assert_eq!(names, ["Oman", "Iran", "Iraq"]);
    let undeclared = found(&loaded, FindingKind::Undeclared);
    assert_eq!(undeclared.len(), 6, "{undeclared:#?}");
    for name in ["“Oman”", "“Iran”", "“Iraq”", "“Dams”", "“Water”", "“wire”"] {
        assert_says(&undeclared, &[name, "declared nowhere"]);
    }
    assert!(!loaded.findings.keeps_out());
}

#[test]
fn positions_may_stand_before_what_they_name() {
    // If this fails, the order in which another program writes the lists decides whether names are found.
    let loaded = accepted(file(
        r#""positions": [{"party": "Moscow", "item": "t", "stance": "accepts", "evidence": [{"quote": "Yes"}]}],
           "items": [{"id": "t", "title": "Truce", "between": ["r"]}], "sources": [{"id": "s", "text": "Yes", "published": "2025"}],
           "parties": [{"id": "r", "name": "Russia", "aliases": ["Moscow"]}]"#,
    ));
    assert_eq!(said(&loaded), ["Russia: Truce"]);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
}

#[test]
fn missing_ids_are_made_from_names() {
    // If this fails, files without ids cannot be linked to, or two records share one.
    let (loaded, _) = saved_twice(&file(
        r#""parties": [{"name": "United States"}, {"name": "United  states!"}, {"name": "❓"}, {"name": "中国", "id": " "}],
           "items": [{"title": "❓"}, {"title": "❗"}], "sources": [{"title": "A headline"}, {}]"#,
    ));
    assert_eq!(ids(&loaded), ["united-states", "united-states-2", "party", "中国"]);
    let items: Vec<_> = loaded.dossier.items().iter().map(|(_, item)| item.id.as_str()).collect();
    assert_eq!(items, ["item", "item-2"]);
    let sources: Vec<_> = loaded.dossier.sources().iter().map(|(_, source)| source.id.as_str()).collect();
    assert_eq!(sources, ["a-headline", "source"]);
}

#[test]
fn thousands_of_records_of_one_name() {
    // If this fails, a table exported with “Untitled” in every row takes minutes to open.
    let list = vec!["{\"title\": \"Untitled\"}"; 30_000].join(",");
    let begun = std::time::Instant::now();
    let loaded = accepted(file(&format!("\"items\": [{list}], \"sources\": [{list}]")));
    assert_eq!(loaded.dossier.items().iter().last().unwrap().1.id, "untitled-30000");
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn a_made_id_never_takes_one_that_the_file_gives() {
    // If this fails, what one party said stands in another party's column.
    let loaded = accepted(file(
        r#""parties": [{"name": "Y"}, {"id": "y", "name": "Z"}], "items": [{"title": "W"}, {"id": "w", "title": "V"}],
           "sources": [{"title": "S"}, {"id": "s", "title": "T"}],
           "positions": [{"party": "y", "item": "w", "stance": "accepts", "evidence": [{"source": "s"}]}]"#,
    ));
    assert_eq!(said(&loaded), ["Z: V"]);
    assert_eq!(ids(&loaded), ["y-2", "y"]);
    let (_, position) = loaded.dossier.positions().next().unwrap();
    assert_eq!(loaded.dossier.sources().get(position.evidence[0].source).unwrap().title, "T");
    // The same for the second of two parties with one id.
    let (loaded, _) = saved_twice(&file(
        r#""parties": [{"id": "x", "name": "X"}, {"id": "x", "name": "Y"}, {"id": "y", "name": "Z"}],
           "positions": [{"party": "y", "item": "i", "stance": "accepts"}, {"party": "x", "item": "i", "stance": "accepts"}]"#,
    ));
    assert_eq!(said(&loaded), ["Z: i", "X: i"]);
}

#[test]
fn two_records_with_one_id() {
    // If this fails, a copied line silently swallows a party, an item or an article.
    let (loaded, saved) = saved_twice(&file(
        r##""parties": [{"id": "r", "name": "Russia", "aliases": ["a"]}, {"id": "r", "name": "Iran"},
              {"id": "r", "name": "RUSSIA", "aliases": ["a", "b"], "color": "#ffffff", "note": "n"}],
           "items": [{"id": "t", "title": "Truce"}, {"id": "t", "title": "Dams"}, {"id": "t", "title": "truce", "topic": "War"}],
           "sources": [{"id": "s", "text": "one"}, {"id": "s", "text": "two"}, {"id": "s", "text": "one"}],
           "positions": [{"party": "r", "item": "t", "stance": "accepts"}, {"party": "b", "item": "Dams", "stance": "accepts"}]"##,
    ));
    assert_eq!(said(&loaded), ["Russia: Truce", "Russia: Dams"]);
    let dossier = &loaded.dossier;
    assert_eq!((dossier.sources().len(), dossier.parties().len(), dossier.items().len()), (2, 2, 2));
    let doubled = found(&loaded, FindingKind::DuplicateId);
    assert_eq!(doubled.len(), 6, "{doubled:#?}");
    assert_says(&doubled, &["“r”", "records that say “r” mean the first"]);
    assert_says(&doubled, &["the party “r”", "united"]);
    for kept in ["#ffffff", "\"note\": \"n\"", "RUSSIA", "War"] {
        assert!(saved.contains(kept), "{kept} is not in {saved}");
    }
}

#[test]
fn names_that_only_look_alike_stay_apart_and_are_reported() {
    // If this fails, two parties are thrown together, or nobody notices that one stands twice in the matrix.
    let (loaded, _) = saved_twice(&file(
        r#""parties": [{"name": "Côte d’Ivoire"}, {"name": "Co\u0302te d’Ivoire"}, {"name": "côte  d’ivoire "}],
           "items": [{"title": "Truce"}, {"title": "TRUCE"}],
           "positions": [{"party": "Côte d’Ivoire", "item": "TRUCE", "stance": "accepts"},
                         {"party": "Co\u0302te d’Ivoire", "item": "Truce", "stance": "accepts"}]"#,
    ));
    assert_eq!((loaded.dossier.parties().len(), loaded.dossier.items().len()), (3, 2));
    assert_eq!(said(&loaded), ["Côte d’Ivoire: TRUCE", "Co\u{302}te d’Ivoire: Truce"], "the exact name comes first");
    assert_eq!(found(&loaded, FindingKind::SimilarNames).len(), 3);
}

#[test]
fn a_name_of_nothing_in_a_list_of_needed_parties_does_not_empty_it() {
    // If this fails, an item that needs everybody's agreement is shown as needing nobody's.
    let (loaded, saved) =
        saved_twice(&file(r#""items": [{"title": "A", "between": ["", "x"]}, {"title": "B", "between": []}]"#));
    let between: Vec<_> = loaded.dossier.items().iter().map(|(_, item)| item.between.clone()).collect();
    assert_eq!(between, [None, Some(Vec::new())]);
    assert!(saved.contains("\"between\": [\"\",\"x\"]") && saved.contains("\"between\": []"), "{saved}");
    assert_says(&found(&loaded, FindingKind::Unread), &["between"]);
}
