//! What the program does not know or cannot use, kept; texts of every kind, kept as they are.

use standpoint::files::{FindingKind, Severity};
use standpoint::model::Role;

use super::{accepted, assert_says, file, found, saved_twice, with_position};

#[test]
fn unknown_fields_survive_at_every_level() {
    // If this fails, saving drops what a colleague's newer program or script wrote.
    let extra = |n: usize| format!("\"x{n}\": {{ \"deep\": [ {n}.50, \"a  b\\n\", null ], \"e\": 1e400 }}");
    let text = file(&format!(
        "{}, \"sources\": [{{\"id\": \"s\", \"text\": \"q\", {}}}], \"parties\": [{{\"id\": \"p\", \"name\": \"P\", {}}}],
         \"items\": [{{\"id\": \"i\", \"title\": \"I\", {}}}], \"positions\": [{{\"party\": \"p\", \"item\": \"i\",
         \"stance\": \"accepts\", {}, \"conditions\": [{{\"text\": \"c\", {}}}],
         \"evidence\": [{{\"source\": \"s\", \"quote\": \"q\", {}}}], \"discounted\": {{\"as\": \"doubtful\", {}}}}}]",
        extra(1), extra(2), extra(3), extra(4), extra(5), extra(6), extra(7), extra(8)
    ));
    let (_, saved) = saved_twice(&text);
    for n in 1..=8 {
        let kept = format!("\"x{n}\": {{\"deep\":[{n}.50,\"a  b\\n\",null],\"e\":1e400}}");
        assert!(saved.contains(&kept), "{kept} is not in {saved}");
    }
    let (_, saved) = saved_twice(&file(r#""x": 1, "x": 2, "x": 3, "parties": [{"name": "P", "é\"": 1, "é\"": 2}]"#));
    for kept in [": 1", ": 2", ": 3", "\"é\\\"\": 1", "\"é\\\"\": 2"] {
        assert!(saved.contains(kept), "{kept} is not in {saved}");
    }
}

#[test]
fn optional_fields_that_cannot_be_read_are_kept_and_reported() {
    // If this fails, a strange colour costs a party, or is gone after saving.
    let (loaded, saved) = saved_twice(&file(
        r#""sources": [{"id": "s", "published": "yesterday", "author": ["A", "B"], "url": 7}],
           "parties": [{"id": "p", "name": "P", "role": "boss", "color": 5, "aliases": "Pee"}],
           "items": [{"id": "i", "title": "I", "between": "P", "topic": {}, "note": false}]"#,
    ));
    assert!(loaded.dossier.set_aside().is_empty());
    let (_, party) = loaded.dossier.parties().iter().next().unwrap();
    assert_eq!((party.role, party.color.as_str(), party.aliases.len()), (Role::Principal, "", 0));
    let unread = found(&loaded, FindingKind::Unread);
    assert_eq!(unread.len(), 9, "{unread:#?}");
    assert_says(&unread, &["the party “P”", "no role “boss”", "principal, mediator or observer"]);
    assert_says(&unread, &["published", "yesterday", "2025-03-18"]);
    for kept in [
        "\"published\": \"yesterday\"",
        "\"author\": [\"A\",\"B\"]",
        "\"url\": 7",
        "\"role\": \"boss\"",
        "\"color\": 5",
        "\"aliases\": \"Pee\"",
        "\"between\": \"P\"",
        "\"topic\": {}",
        "\"note\": false",
    ] {
        assert!(saved.contains(kept), "{kept} is not in {saved}");
    }
}

#[test]
fn lists_and_texts_of_another_type_are_kept_and_reported() {
    // If this fails, a whole list is dropped in silence.
    let (loaded, saved) =
        saved_twice(&file(r#""title": 7, "note": ["n"], "positions": {"a": 1}, "items": null, "parties": "P""#));
    for kept in ["\"title\": 7", "\"note\": [\"n\"]", "\"positions\": {\"a\":1}", "\"parties\": \"P\""] {
        assert!(saved.contains(kept), "{kept} is not in {saved}");
    }
    assert_says(&found(&loaded, FindingKind::Unread), &["positions", "no list"]);
    let of_positions = loaded.findings.list.iter().find(|finding| finding.message.contains("“positions”")).unwrap();
    assert_eq!(of_positions.severity, Severity::KeptOut);
    let (_, saved) = saved_twice(&file(
        r#""parties": {"kept": "me"}, "positions": [{"party": "P", "item": "I", "stance": "accepts"}]"#,
    ));
    assert!(saved.contains("{\"kept\":\"me\"}"), "also when positions declare parties: {saved}");
}

#[test]
fn what_is_given_twice_at_the_top_is_kept() {
    // If this fails, a merge by hand that left two titles loses one of them.
    let (loaded, saved) =
        saved_twice(&file(r#""title": "A", "title": "B", "title": "C", "standpoint": 5, "note": "", "note": "N""#));
    assert_eq!((loaded.dossier.title().as_str(), loaded.dossier.note().as_str()), ("A", "N"));
    for kept in ["\"A\"", "\"B\"", "\"C\"", ": 5"] {
        assert!(saved.contains(kept), "{kept} is not in {saved}");
    }
    assert_eq!(found(&loaded, FindingKind::GivenTwice).len(), 3);
    let (loaded, _) = saved_twice(&file(
        r#""parties": [{"name": "A"}], "positions": [{"party": "A", "item": "I", "stance": "accepts"}],
           "parties": [{"name": "B"}], "positions": [{"party": "B", "item": "I", "stance": "accepts"}]"#,
    ));
    assert_eq!((loaded.dossier.parties().len(), loaded.dossier.position_count()), (2, 2), "both lists count");
}

#[test]
fn texts_are_kept_to_the_letter() {
    // If this fails, the wording in the matrix is not what the party said.
    let long = "Wortlaut ".repeat(1_200);
    let texts = [
        "\u{0}\u{1}\u{7f}\u{85}\u{9f}",
        "line\r\nline\nline\rtab\t",
        " leading and trailing ",
        "e\u{301} é ﬁ ＡＢＣ Ⅷ",
        "השלום עכשיו \u{202e}txet\u{202c} عربي",
        "停战协议，立即生效。휴전 협정",
        "🙂👩‍👩‍👧‍👦🏳️‍🌈 \u{1F3F4}\u{E0067}",
        "\\ \" / \\u0041 </script> \u{2028}\u{2029}\u{feff}\u{fffd}\u{ad}\u{200b}",
        "=SUM(A1) +1 -1 @x",
        &long,
    ];
    for text in texts {
        let json = serde_json::to_string(text).unwrap();
        let ascii = text.encode_utf16().fold(String::new(), |ascii, unit| format!("{ascii}\\u{unit:04X}"));
        for written in [json, format!("\"{ascii}\"")] {
            let (loaded, _) = saved_twice(&file(&format!(
                "\"title\": {written}, \"note\": {written}, \"sources\": [{{\"id\": \"s\", \"text\": {written}}}],
                 \"parties\": [{{\"id\": \"p\", \"name\": \"P\", \"aliases\": [\"x\", {written}], \"note\": {written}}}],
                 \"items\": [{{\"id\": \"i\", \"title\": \"I\", \"topic\": {written}}}],
                 \"positions\": [{{\"party\": \"p\", \"item\": \"i\", \"stance\": \"accepts\", \"wording\": {written},
                 \"conditions\": [{{\"text\": {written}}}],
                 \"evidence\": [{{\"source\": \"s\", \"quote\": {written}, \"speaker\": {written}}}], \"note\": {written}}}]"
            )));
            let (_, position) = loaded.dossier.positions().next().unwrap();
            let source = loaded.dossier.sources().iter().next().unwrap().1;
            for kept in [&position.wording, &position.note, &position.conditions[0].text, &source.text] {
                assert_eq!(kept.as_str(), text);
            }
            assert_eq!(loaded.dossier.title(), &text);
            assert!(found(&loaded, FindingKind::QuotationNotFound).is_empty());
        }
    }
}

#[test]
fn names_of_every_kind_are_kept_to_the_letter() {
    // If this fails, a party's own name comes back altered.
    let names = ["a\nb", " padded ", "\u{1}", "שלום", "中国", "🙂", "=1+1", &"Long ".repeat(2_000)];
    for name in names {
        let json = serde_json::to_string(name).unwrap();
        let position = format!("{{\"party\": {json}, \"item\": {json}, \"stance\": \"accepts\"}}");
        for lists in
            [format!("\"parties\": [{{\"name\": {json}}}], \"items\": [{{\"title\": {json}}}],"), String::new()]
        {
            let (loaded, _) = saved_twice(&file(&format!("{lists} \"positions\": [{position}]")));
            assert_eq!((loaded.dossier.parties().len(), loaded.dossier.items().len()), (1, 1), "{name:?}");
            assert_eq!(loaded.dossier.parties().iter().next().unwrap().1.name, name);
            assert_eq!(loaded.dossier.items().iter().next().unwrap().1.title, name);
        }
    }
}

#[test]
fn layout_of_the_file_does_not_matter() {
    // If this fails, a reformatted file is read as another one.
    let sample = include_str!("../../assets/samples/rail-dispute.positions.json");
    let value: serde_json::Value = serde_json::from_str(sample).unwrap();
    let (plain, dense) = (accepted(sample), accepted(value.to_string()));
    assert_eq!(plain.dossier, dense.dossier);
    assert_eq!(plain.dossier, accepted(sample.replace('\n', "\r\n")).dossier);
    assert_eq!(plain.dossier, accepted(sample.replace('\n', "\n\t \n")).dossier);
}

#[test]
fn null_is_nothing() {
    // If this fails, files from programs that write null for what is empty are set aside line by line.
    let (loaded, saved) = saved_twice(&with_position(
        r#"{"party": "r", "item": "i", "stance": "accepts", "wording": null, "in_principle": null, "red_line": null,
            "conditions": null, "date": null, "evidence": null, "note": null}"#,
    ));
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    assert!(!saved.contains("null"));
}
