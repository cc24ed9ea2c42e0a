//! The samples, the first thing that a new user sees: laid out as the program writes, full of what it can tell, and true to
//! what they are quoted from.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use standpoint::compare::{Blocker, Comparison, Standing, Status};
use standpoint::files;
use standpoint::model::names::folded;
use standpoint::model::{Cell, Dossier, ItemId, PartyId, Position};

use super::{accepted, nothing_is_lost, written};

pub(super) fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    assert_eq!(paths.len(), 3, "{paths:?}");
    paths
}

fn ceasefire() -> PathBuf {
    samples().into_iter().find(|path| path.ends_with("ceasefire.positions.json")).unwrap()
}

pub(super) fn opened(path: &Path) -> Dossier {
    let loaded = accepted(std::fs::read(path).unwrap());
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
        nothing_is_lost(&path.display().to_string(), std::fs::read(&path).unwrap());
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
    let dossier = opened(&ceasefire());
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

/// A sample that shows a diff the first time it is saved is no good example. `STANDPOINT_UPDATE_SAMPLES=1` rewrites them.
#[test]
fn samples_are_written_as_the_program_writes() {
    for path in samples() {
        let text = written(&opened(&path));
        if std::env::var_os("STANDPOINT_UPDATE_SAMPLES").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert!(std::fs::read_to_string(&path).unwrap() == text, "{} is laid out differently", path.display());
    }
}

/// What the samples are for: everything that the program can tell occurs in each.
#[test]
fn every_sample_has_something_of_everything() {
    for path in samples() {
        let (dossier, name) = (opened(&path), path.display());
        let comparison = Comparison::of(&dossier, None);
        assert!(dossier.parties().len() >= 4 && dossier.items().len() >= 12, "{name}");
        let mut dates: Vec<_> = dossier.sources().iter().map(|(_, source)| source.published.unwrap()).collect();
        dates.dedup();
        assert!(dates.len() >= 2, "{name}: articles of one date");
        for status in Status::ALL {
            assert!(comparison.counts().get(status) > 0, "{name}: no item is {status:?}");
        }
        let standings: Vec<_> = cells(&dossier).map(|cell| comparison.cell(cell).standing).collect();
        assert!(standings.contains(&Standing::Disputed) && standings.contains(&Standing::NotStated), "{name}");
        let linked = dossier
            .positions()
            .flat_map(|(_, position)| &position.conditions)
            .filter(|condition| condition.item.is_some());
        assert!(linked.count() >= 2, "{name}: conditions without links");
        assert!(dossier.positions().all(|(_, position)| !position.wording.is_empty()), "{name}: no wording");
    }
}

fn cells(dossier: &Dossier) -> impl Iterator<Item = Cell> {
    let parties = dossier.parties().keys();
    dossier.items().keys().iter().flat_map(move |&item| parties.iter().map(move |&party| Cell { item, party }))
}

fn item(dossier: &Dossier, id: &str) -> ItemId {
    dossier.items().iter().find(|(_, item)| item.id == id).unwrap().0
}

fn party(dossier: &Dossier, id: &str) -> PartyId {
    dossier.parties().iter().find(|(_, party)| party.id == id).unwrap().0
}

/// The ceasefire sample is the tour of the README: what it promises must be so.
#[test]
fn the_ceasefire_sample_tells_what_the_article_tells() {
    let mut dossier = opened(&ceasefire());
    let mut comparison = Comparison::of(&dossier, None);
    let (russia, ukraine) = (party(&dossier, "russia"), party(&dossier, "ukraine"));
    let energy = item(&dossier, "energy");
    assert_eq!(comparison.status(energy), Status::Open);
    let blockers = comparison.blockers(&dossier, energy);
    assert!(matches!(blockers[0], Blocker::Unmet { party, .. } if party == russia), "{blockers:?}");
    assert!(blockers.contains(&Blocker::Silent { party: ukraine }), "Ukraine has yet to speak");
    assert_eq!(comparison.status(item(&dossier, "territory")), Status::Contested);
    let ceasefire = Cell { item: item(&dossier, "ceasefire"), party: russia };
    let conditions = comparison.conditions(&dossier, ceasefire);
    let first =
        conditions.iter().filter(|state| dossier.position(state.position).unwrap().conditions[state.index].first);
    assert!(conditions.len() == 3 && first.count() == 2 && conditions.iter().all(|state| !state.met));
    let cell = Cell { item: energy, party: ukraine };
    let step = standpoint::model::steps::set_stance(&dossier, cell, standpoint::model::Stance::Accepts).unwrap();
    let applied = dossier.apply(step.edit).unwrap();
    comparison.update(&dossier, &applied.touched);
    assert_eq!(comparison.status(energy), Status::Agreed, "with Ukraine's yes each side's condition is met");
}
