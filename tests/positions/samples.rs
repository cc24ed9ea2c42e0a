//! The samples against what they are quoted from. Their layout, their tables and the exports are held by
//! `reading/samples.rs`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use standpoint::files;
use standpoint::model::names::folded;
use standpoint::model::{Dossier, Position};

use super::{accepted, nothing_is_lost};

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    assert_eq!(paths.len(), 3, "{paths:?}");
    paths
}

fn opened(path: &Path) -> Dossier {
    let loaded = accepted(&std::fs::read(path).unwrap());
    assert!(loaded.findings.is_empty(), "{}: {:#?}", path.display(), loaded.findings.list);
    loaded.dossier
}

/// A quotation that is marked one letter beside its words makes a reader doubt every other.
#[test]
fn each_quotation_stands_at_its_place() {
    for path in samples() {
        let dossier = opened(&path);
        let evidence: Vec<_> = dossier.positions().flat_map(|(_, position)| &position.evidence).collect();
        assert!(evidence.len() >= 20, "{}", path.display());
        for evidence in evidence {
            let (start, end) = (evidence.start.unwrap() as usize, evidence.end.unwrap() as usize);
            let text = &dossier.sources().get(evidence.source).unwrap().text;
            let there: String = text.chars().skip(start).take(end - start).collect();
            assert_eq!(there, evidence.quote.as_str(), "{}", path.display());
            assert!(!there.trim().is_empty() && there.trim() == there, "{}: “{there}”", path.display());
        }
    }
}

/// A cell of a sample that leads to no sentence, or to an article without its words, teaches that sources do not matter.
#[test]
fn every_position_rests_on_an_article_that_is_there_in_full() {
    for path in samples() {
        let (dossier, name) = (opened(&path), path.display());
        let sources = dossier.sources();
        assert!((3..=6).contains(&sources.len()), "{name}: {} sources", sources.len());
        for (id, source) in sources.iter() {
            assert!(source.published.is_some(), "{name}: {} has no date", source.id);
            for said in [&source.title, &source.publisher, &source.author, &source.language] {
                assert!(!said.trim().is_empty(), "{name}: {} lacks its particulars", source.id);
            }
            let paragraphs: Vec<_> = source.text.split("\n\n").collect();
            let tidy = |paragraph: &&str| paragraph.trim() == *paragraph && !paragraph.is_empty();
            assert!(paragraphs.len() >= 7 && paragraphs.iter().all(tidy), "{name}: {} is no whole article", source.id);
            // Chinese says in one character what takes half a word or a whole one elsewhere.
            let length = if source.language.starts_with("zh") {
                source.text.chars().count() * 6 / 10
            } else {
                source.text.split_whitespace().count()
            };
            assert!((300..=900).contains(&length), "{name}: {} has {length} words", source.id);
            assert!(dossier.uses_of_source(id) > 0, "{name}: nothing is quoted from {}", source.id);
        }
        for (_, position) in dossier.positions() {
            let (party, item) = (dossier.parties().get(position.party), dossier.items().get(position.item));
            let cell = format!("{name}: {}, {}", party.unwrap().name, item.unwrap().title);
            assert!(!position.evidence.is_empty() && position.date.is_some(), "{cell}");
            assert!(
                position.evidence.iter().all(|evidence| !evidence.speaker.trim().is_empty()),
                "{cell}: who says so"
            );
        }
        let findings = files::check(&dossier);
        assert!(findings.is_empty(), "{name}: {:#?}", findings.list);
    }
}

/// Marks that lie in each other, passages that serve several cells and scripts from right to left must be there to be seen.
#[test]
fn the_samples_hold_what_marks_in_an_article_can_be() {
    let mut languages = Vec::new();
    for path in samples() {
        let (dossier, name) = (opened(&path), path.display());
        let mut passages: HashMap<_, usize> = HashMap::new();
        for evidence in dossier.positions().flat_map(|(_, position)| &position.evidence) {
            *passages.entry((evidence.source, evidence.start.unwrap(), evidence.end.unwrap())).or_default() += 1;
        }
        assert!(passages.values().any(|positions| *positions > 1), "{name}: no passage serves several positions");
        let overlap = |a: &(_, u32, u32), b: &(_, u32, u32)| a != b && a.0 == b.0 && a.1 <= b.1 && b.1 < a.2;
        let overlaps = passages.keys().flat_map(|a| passages.keys().filter(move |b| overlap(a, b))).count();
        assert!(overlaps >= 2, "{name}: {overlaps} passages overlap");
        let positions = || dossier.positions().map(|(_, position)| position);
        let two_articles =
            |position: &&Position| position.evidence.iter().any(|e| e.source != position.evidence[0].source);
        assert!(positions().filter(two_articles).count() >= 5, "{name}: each position rests on one article alone");
        assert!(positions().any(|position| position.red_line) && positions().any(|position| position.in_principle));
        let conditions = || positions().flat_map(|position| &position.conditions);
        assert!(conditions().any(|condition| condition.first), "{name}: no condition comes first");
        assert!(conditions().any(|condition| condition.item.is_some()), "{name}: no condition leads to an item");
        languages.extend(dossier.sources().iter().map(|(_, source)| source.language.to_string()));
    }
    for language in ["en", "ar", "zh-Hans"] {
        assert!(languages.iter().any(|there| there == language), "nothing in {language}");
    }
}

/// A sample that loses something when it is saved would be the worst advertisement.
#[test]
fn saving_a_sample_loses_nothing() {
    for path in samples() {
        nothing_is_lost(&path.display().to_string(), &std::fs::read(&path).unwrap());
    }
}

/// Whoever holds a position in the annotated article can be found in the sample on the same talks, by name or alias.
#[test]
fn the_holders_of_the_annotated_article_are_parties_of_the_sample() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles/ceasefire-call.gold.json");
    let Ok(gold) = std::fs::read_to_string(&gold) else {
        assert!(std::env::var_os("CI").is_none(), "the full check needs {}", gold.display());
        std::io::Write::write_all(&mut std::io::stderr(), b"not checked: no annotated article\n").unwrap();
        return;
    };
    let gold: Value = serde_json::from_str(&gold).unwrap();
    let path = samples().into_iter().find(|path| path.ends_with("ceasefire.positions.json")).unwrap();
    let dossier = opened(&path);
    let names: Vec<String> = dossier
        .parties()
        .iter()
        .flat_map(|(_, party)| std::iter::once(&party.name).chain(&party.aliases))
        .map(|name| folded(name))
        .collect();
    let positions = gold["positions"].as_array().unwrap();
    assert!(positions.len() >= 22, "only {} positions", positions.len());
    for position in positions {
        assert!(["core", "optional"].contains(&position["tier"].as_str().unwrap()), "{position}");
        let party = position["party"].as_str().unwrap();
        assert!(names.contains(&folded(party)), "nobody is called {party}");
    }
}
