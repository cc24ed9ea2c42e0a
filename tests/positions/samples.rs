//! The samples against what they are quoted from. Their layout, their tables and the exports are held by
//! `reading/samples.rs`.

use std::path::{Path, PathBuf};

use serde_json::Value;
use standpoint::model::Dossier;
use standpoint::model::names::folded;

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
