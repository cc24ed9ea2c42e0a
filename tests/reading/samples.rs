//! The samples: the first thing that a new user sees.

use standpoint::compare::{Blocker, Comparison, Standing, Status};
use standpoint::files;
use standpoint::model::{Cell, Dossier, ItemId, PartyId};

use super::{read, written};

const SAMPLES: [&str; 3] = ["ceasefire", "rail-dispute", "climate-fund"];

fn path(name: &str) -> String {
    format!("{}/assets/samples/{name}.positions.json", env!("CARGO_MANIFEST_DIR"))
}

fn sample(name: &str) -> Dossier {
    let loaded = read(&std::fs::read_to_string(path(name)).unwrap());
    assert!(loaded.findings.list.is_empty(), "{name}: {:#?}", loaded.findings.list);
    loaded.dossier
}

/// A sample that shows a diff the first time it is saved is no good example. `STANDPOINT_UPDATE_SAMPLES=1` rewrites them.
#[test]
fn samples_are_written_as_the_program_writes() {
    for name in SAMPLES {
        let text = written(&sample(name));
        if std::env::var_os("STANDPOINT_UPDATE_SAMPLES").is_some() {
            std::fs::write(path(name), &text).unwrap();
        }
        assert!(std::fs::read_to_string(path(name)).unwrap() == text, "{name} is laid out differently");
    }
}

/// What the samples are for: everything that the program can tell occurs in each.
#[test]
fn every_sample_has_something_of_everything() {
    for name in SAMPLES {
        let dossier = sample(name);
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
        for (_, position) in dossier.positions() {
            assert!(
                !position.evidence.is_empty() && !position.wording.is_empty(),
                "{name}: a position without evidence or wording"
            );
            assert!(
                position.evidence.iter().all(|evidence| evidence.start.is_some() && evidence.end.is_some()),
                "{name}"
            );
        }
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
    let mut dossier = sample("ceasefire");
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

/// Other programs rely on the export.
#[test]
fn every_sample_and_its_comparison_hold_to_their_schemas() {
    let validator = |schema: String| jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let (positions, comparison) = (validator(files::positions_schema()), validator(files::comparison_schema()));
    for name in SAMPLES {
        let file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path(name)).unwrap()).unwrap();
        assert!(
            positions.is_valid(&file),
            "{name}: {:?}",
            positions.iter_errors(&file).map(|e| e.to_string()).collect::<Vec<_>>()
        );
        let dossier = sample(name);
        let mut bytes = Vec::new();
        files::write_comparison(&dossier, &Comparison::of(&dossier, None), &mut bytes).unwrap();
        let export: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert!(
            comparison.is_valid(&export),
            "{name}: {:?}",
            comparison.iter_errors(&export).map(|e| e.to_string()).collect::<Vec<_>>()
        );
    }
}
