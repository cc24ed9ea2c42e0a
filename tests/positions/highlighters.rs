//! Highlighters in position files: read, kept, written, merged. One that is lost is a person's work that is lost.

use standpoint::files::{self, differences};
use standpoint::model::{Dossier, Highlight, HighlightColor, HighlightKind, Highlights, Text, steps};

use super::{accepted, written};

fn read(list: &str) -> files::Loaded {
    accepted(format!(r#"{{"standpoint": 1, "title": "T", "highlights": {list}}}"#).as_bytes())
}

fn term(name: &str, pattern: &str) -> Highlight {
    Highlight { name: name.into(), pattern: pattern.into(), ..Highlight::default() }
}

fn with(terms: &[Highlight]) -> Dossier {
    let mut dossier = Dossier::default();
    for term in terms {
        dossier.apply(steps::add_highlight(&dossier, term.clone()).unwrap().edit).unwrap();
    }
    dossier
}

#[test]
fn a_file_says_its_highlighters_in_one_order_and_unknown_fields_stay() {
    let list = r#"[{"color": "aqua", "why": {"a": 1}, "pattern": "cease-?fire", "kind": "regex", "name": "Truce"}, {"pattern": "NATO"}]"#;
    let loaded = read(list);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    let terms = &loaded.dossier.highlights().terms;
    assert_eq!((terms[0].kind, terms[0].color), (HighlightKind::Regex, HighlightColor::Aqua));
    assert_eq!(terms[1], term("", "NATO"));
    let saved = written(&loaded.dossier);
    assert!(
        saved.contains(
            "  \"highlights\": [\n    { \"name\": \"Truce\", \"pattern\": \"cease-?fire\", \"kind\": \"regex\", \"color\": \"aqua\", \"why\": {\"a\":1} },\n    { \"pattern\": \"NATO\", \"color\": \"yellow\" }\n  ]"
        ),
        "{saved}"
    );
    assert_eq!(written(&accepted(saved.as_bytes()).dossier), saved);
    assert!(!written(&read("[]").dossier).contains("highlights"));
}

#[test]
fn one_that_cannot_be_read_is_told_and_written_back() {
    for wrong in [
        r#"{"pattern":""}"#,
        r#"{"pattern":"a","kind":"fuzzy"}"#,
        r##"{"pattern":"a","color":"#ff0000"}"##,
        "7",
        "[[]]",
    ] {
        let loaded = read(&format!(r#"[{wrong}, {{"pattern": "b"}}]"#));
        assert_eq!(loaded.dossier.highlights().terms, [term("", "b")], "{wrong}");
        assert_eq!(loaded.dossier.highlights().unread, [Text::from(wrong)]);
        assert_eq!(loaded.findings.len(), 1);
        let saved = written(&loaded.dossier);
        assert!(saved.contains(wrong), "{saved}");
        assert_eq!(written(&accepted(saved.as_bytes()).dossier), saved);
    }
    let loaded = read(r#""all""#);
    assert!(loaded.findings.len() == 1 && written(&loaded.dossier).contains("\"highlights\": \"all\""));
    let twice = accepted(br#"{"standpoint": 1, "highlights": [{"pattern": "a"}], "highlights": [{"pattern": "b"}]}"#);
    assert!(written(&twice.dossier).contains("highlights (second)"));
}

#[test]
fn two_people_add_highlighters_and_both_are_there() {
    let base = with(&[term("Truce", "truce"), term("Arms", "arms")]);
    let mut ours = base.clone();
    ours.apply(steps::add_highlight(&ours, term("Ours", "o")).unwrap().edit).unwrap();
    let mut theirs = base.clone();
    theirs.apply(steps::remove_highlight(&theirs, 1).unwrap().edit).unwrap();
    theirs.apply(steps::change_highlight(&theirs, 0, term("Truce", "truce|ceasefire")).unwrap().edit).unwrap();
    theirs.apply(steps::add_highlight(&theirs, term("Theirs", "t")).unwrap().edit).unwrap();
    let merged = files::merge(&base, &ours, &theirs);
    let before = ours.clone();
    let done = ours.apply(merged.edit).unwrap();
    let expected = [term("Truce", "truce|ceasefire"), term("Ours", "o"), term("Theirs", "t")];
    assert_eq!(ours.highlights().terms, expected);
    assert!(merged.report.taken.highlights && merged.report.findings.is_empty());
    ours.apply(done.inverse).unwrap();
    assert!(ours == before);
}

#[test]
fn both_change_one_highlighter_and_ours_stays_with_a_word_about_theirs() {
    let base = with(&[term("Truce", "truce")]);
    let changed = |pattern: &str| {
        let mut dossier = base.clone();
        dossier.apply(steps::change_highlight(&base, 0, term("Truce", pattern)).unwrap().edit).unwrap();
        dossier
    };
    let (mut ours, theirs) = (changed("a"), changed("b"));
    let merged = files::merge(&base, &ours, &theirs);
    assert_eq!(merged.report.findings.len(), 1);
    ours.apply(merged.edit).unwrap();
    assert_eq!(ours.highlights().terms, [term("Truce", "a")]);
}

#[test]
fn what_became_of_highlighters_is_said_in_words() {
    let one = with(&[term("Truce", "truce")]);
    let two = with(&[Highlight { kind: HighlightKind::Word, ..term("Truce", "truce") }, term("", "NATO")]);
    let said = differences(&one, &two);
    assert_eq!(said.summary(), "highlighters changed");
    let text = said.text();
    assert!(text.contains("highlighter: “NATO” (words, yellow), new"), "{text}");
    assert!(text.contains("highlighter: “Truce”, “truce” (whole words, yellow), new"), "{text}");
    assert!(differences(&two, &two.clone()).is_empty());
    assert_ne!(one.highlights(), &Highlights::default());
}
