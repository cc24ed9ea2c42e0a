//! What is checked of every file that is read: quotations against their sources, dates, names. Each finding has its place.

use standpoint::files::FindingKind;

use super::{accepted, nothing_is_lost, only, with_positions};

/// A quotation that is not in its source is the first thing that an editor asks about.
#[test]
fn quotations_are_checked_against_their_source() {
    let position = |evidence: &str| {
        with_positions(&format!(r#"{{"party": "ua", "item": "truce", "stance": "accepts", "evidence": [{evidence}]}}"#))
    };
    assert!(accepted(position(r#"{"quote": "Kyiv said yes", "start": 0, "end": 13}"#)).findings.list.is_empty());
    assert!(accepted(position(r#"{"quote": "— at", "start": 14, "end": 18}"#)).findings.list.is_empty());
    assert!(accepted(position(r#"{"quote": "said yes"}"#)).findings.list.is_empty());
    let loaded = accepted(position(r#"{"quote": "Kyiv said no"}"#));
    let finding = only(&loaded, FindingKind::QuotationNotFound);
    assert!(finding.message.contains("Kyiv said no") && finding.message.contains("Call") && finding.place.is_some());
    for out in [
        r#"{"quote": "Kyiv", "start": 90, "end": 94}"#,
        r#"{"quote": "Kyiv", "start": 4, "end": 0}"#,
        r#"{"quote": "Kyiv", "start": 5, "end": 9}"#,
    ] {
        let loaded = accepted(position(out));
        assert_eq!(loaded.dossier.position_count(), 1, "a wrong place is no reason to lose the position");
        assert!(only(&loaded, FindingKind::PlaceDisagrees).message.contains("start and end"));
        nothing_is_lost(out, position(out));
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
    let loaded = accepted(file);
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
