//! What can be seen in a dossier alone: quotations that are not where they should be.

use standpoint::files::FindingKind::{PlaceDisagrees, QuotationAmbiguous, QuotationNotFound};
use standpoint::files::{FindingKind, Severity, check};

use super::loading::{assert_says, file, found, load, with_position};

fn evidence(fields: &str) -> String {
    with_position(&format!(
        r#"{{"party": "r", "item": "i", "stance": "accepts", "evidence": [{{"source": "call", {fields}}}]}}"#
    ))
}

#[test]
fn quotations_and_their_places() {
    // If this fails, a wrong quotation passes for checked, or a good one is called wrong.
    let of = |fields: &str| {
        let loaded = load(&evidence(fields));
        assert_eq!(loaded.findings, check(&loaded.dossier), "reading reports what a check finds");
        assert_eq!(loaded.dossier.position_count(), 1, "it is kept in any case");
        assert!(!loaded.findings.keeps_out());
        loaded.findings.list.iter().map(|finding| finding.kind).collect::<Vec<_>>()
    };
    assert_eq!(of(r#""quote": "We agree", "start": 0, "end": 8"#), []);
    assert_eq!(of(r#""quote": "We agree", "start": 10, "end": 18"#), []);
    assert_eq!(of(r#""quote": "agree. We", "start": 3, "end": 12"#), []);
    assert_eq!(of(r#""quote": "agree. We""#), []);
    assert_eq!(of(r#""quote": """#), []);
    assert_eq!(of(r#""quote": "We agree""#), [QuotationAmbiguous]);
    assert_eq!(of(r#""quote": "we agree""#), [QuotationNotFound], "matching is exact here");
    assert_eq!(of(r#""quote": "We agree", "start": 1, "end": 9"#), [PlaceDisagrees]);
    assert_eq!(of(r#""quote": "We agree", "start": 8, "end": 0"#), [PlaceDisagrees]);
    assert_eq!(of(r#""quote": "We agree", "start": 0, "end": 4000000000"#), [PlaceDisagrees]);
    assert_eq!(of(r#""quote": "We refuse", "start": 0, "end": 9"#), [PlaceDisagrees, QuotationNotFound]);
}

#[test]
fn places_count_characters_not_bytes() {
    // If this fails, every mark behind the first accented letter is in the wrong place.
    let loaded = load(&file(
        r#""sources": [{"id": "s", "published": "2025", "text": "é🙂 Київ: мир"}], "positions": [
            {"party": "A", "item": "I", "stance": "accepts", "evidence": [{"source": "s", "quote": "Київ", "start": 3, "end": 7}]}]"#,
    ));
    assert!(found(&loaded, PlaceDisagrees).is_empty());
}

#[test]
fn sources_without_text_or_date() {
    // If this fails, a list of sources without their articles buries everything else under findings.
    let loaded = load(&file(
        r#""sources": [{"id": "s"}, {"id": "unused"}], "parties": [{"name": "A"}], "items": [{"title": "I"}],
           "positions": [{"party": "A", "item": "I", "stance": "accepts", "evidence": [{"source": "s", "quote": "anything"}]}]"#,
    ));
    assert!(found(&loaded, QuotationNotFound).is_empty());
    assert_eq!(found(&loaded, FindingKind::SourceWithoutDate).len(), 1);
    assert_says(&found(&loaded, FindingKind::SourceWithoutDate), &["“s”", "no date"]);
    assert!(loaded.findings.list.iter().all(|finding| finding.severity == Severity::Note));
}

#[test]
fn many_quotations_of_a_long_article_are_checked_in_one_pass() {
    // If this fails, opening a dossier with a long transcript takes minutes.
    let text = "Die Parteien sind sich einig – fast. ".repeat(20_000);
    let quotes: Vec<String> = (0..20_000)
        .map(|n| {
            let start = n * 37;
            format!(
                "{{\"party\":\"A\",\"item\":\"I\",\"stance\":\"accepts\",\"evidence\":[{{\"quote\":\"Die Parteien\",\"start\":{start},\"end\":{}}}]}}",
                start + 12
            )
        })
        .collect();
    let begun = std::time::Instant::now();
    let loaded = load(&file(&format!(
        "\"sources\":[{{\"id\":\"s\",\"published\":\"2025\",\"text\":\"{text}\"}}],\"parties\":[{{\"name\":\"A\"}}],\"items\":[{{\"title\":\"I\"}}],\"positions\":[{}]",
        quotes.join(",")
    )));
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings.list.first());
    assert!(begun.elapsed().as_secs() < 20);
}

#[test]
fn samples_are_free_of_findings() {
    // If this fails, the first thing a new user sees is a list of problems.
    for text in [
        include_str!("../../assets/samples/ceasefire.positions.json"),
        include_str!("../../assets/samples/rail-dispute.positions.json"),
        include_str!("../../assets/samples/climate-fund.positions.json"),
    ] {
        let loaded = load(text);
        assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings);
        super::loading::saved_twice(text);
    }
}
