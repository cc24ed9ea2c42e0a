//! Loading and saving in one word each, for the other modules.

use standpoint::files::{FindingKind, Loaded, Refusal, read};
use standpoint::model::Dossier;

use super::made::written;

pub(crate) fn load(text: &str) -> Loaded {
    match read(text.as_bytes().to_vec()) {
        Ok(loaded) => loaded,
        Err(refusal) => panic!("refused: {refusal}\n{text}"),
    }
}

pub(crate) fn refused(bytes: &[u8]) -> Refusal {
    match read(bytes.to_vec()) {
        Ok(loaded) => panic!("read as {:?}", loaded.dossier),
        Err(refusal) => refusal,
    }
}

/// A position file with these fields behind the version.
pub(crate) fn file(fields: &str) -> String {
    format!("{{\"standpoint\": 1, {fields}}}")
}

/// Two parties, one item, one source, and this position.
pub(crate) fn with_position(position: &str) -> String {
    file(&format!(
        "\"sources\": [{{\"id\": \"call\", \"published\": \"2025\", \"text\": \"We agree. We agree.\"}}],\n\
         \"parties\": [{{\"id\": \"r\", \"name\": \"Russia\", \"aliases\": [\"Moscow\"]}}, {{\"id\": \"u\", \"name\": \"Ukraine\"}}],\n\
         \"items\": [{{\"id\": \"i\", \"title\": \"Truce\"}}],\n\
         \"positions\": [\n{position}\n]"
    ))
}

/// Loads, saves, loads and saves again: the two saved files must be the same bytes, and the two dossiers equal.
pub(crate) fn saved_twice(text: &str) -> (Loaded, String) {
    let first = load(text);
    let saved = written(&first.dossier);
    let second = load(&saved);
    assert_eq!(written(&second.dossier), saved, "a file that the program wrote changes when it is saved again");
    assert_same(&first.dossier, &second.dossier);
    (first, saved)
}

/// The same records in the same order.
pub(crate) fn assert_same(one: &Dossier, two: &Dossier) {
    assert_eq!(one.title(), two.title());
    assert_eq!(one.note(), two.note());
    assert!(one.sources().iter().map(|(_, record)| record).eq(two.sources().iter().map(|(_, record)| record)));
    assert!(one.parties().iter().map(|(_, record)| record).eq(two.parties().iter().map(|(_, record)| record)));
    assert!(one.items().iter().map(|(_, record)| record).eq(two.items().iter().map(|(_, record)| record)));
    assert!(one.positions().map(|(_, record)| record).eq(two.positions().map(|(_, record)| record)));
    let aside = |dossier: &Dossier| {
        let mut aside: Vec<_> = dossier.set_aside().iter().map(|record| (record.list, record.json.clone())).collect();
        aside.sort();
        aside
    };
    assert_eq!(aside(one), aside(two));
}

/// What was found of a kind, in words.
pub(crate) fn found(loaded: &Loaded, kind: FindingKind) -> Vec<&str> {
    loaded.findings.list.iter().filter(|finding| finding.kind == kind).map(|finding| finding.message.as_str()).collect()
}

#[track_caller]
pub(crate) fn assert_says(messages: &[&str], words: &[&str]) {
    assert!(
        messages.iter().any(|message| words.iter().all(|word| message.contains(word))),
        "none says {words:?}: {messages:#?}"
    );
}
