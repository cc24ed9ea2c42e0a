//! The JSON Schema of the position file: current, true of every good file, and of use against wrong ones.

use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};
use standpoint::files::positions_schema;
use standpoint::model::{Role, Stance};

use super::made::{full, written};
use super::random::dossiers;

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&positions_schema()).unwrap();
    jsonschema::draft202012::meta::validate(&schema).expect("a proper JSON Schema");
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn the_schema_in_assets_is_current() {
    // If this fails, editors check position files against an old description.
    // STANDPOINT_UPDATE_SCHEMAS=1 rewrites the file.
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema/positions.schema.json");
    if std::env::var_os("STANDPOINT_UPDATE_SCHEMAS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, positions_schema()).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap_or_default().replace('\r', "") == positions_schema(),
        "run with STANDPOINT_UPDATE_SCHEMAS=1 to rewrite {}",
        path.display()
    );
}

#[test]
fn samples_and_written_files_are_as_the_schema_says() {
    // If this fails, an editor underlines a good file.
    let validator = validator();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let mut seen = 0;
    for entry in std::fs::read_dir(samples).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let value: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            let errors: Vec<String> =
                validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 3, "the samples are there");
    let mut value: Value = serde_json::from_str(&written(&full())).unwrap();
    assert!(!validator.is_valid(&value), "a record that could not be read is underlined");
    value["positions"].as_array_mut().unwrap().pop();
    assert!(validator.is_valid(&value));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_is_as_the_schema_says(dossier in dossiers()) {
        // If this fails, the program writes files that an editor underlines.
        let mut value: Value = serde_json::from_str(&written(&dossier)).unwrap();
        // Values that could not be read go back as they are, and those the schema rightly refuses.
        if !dossier.set_aside().is_empty() {
            value["parties"].as_array_mut().unwrap().pop();
        }
        for party in value["parties"].as_array_mut().unwrap() {
            if party["color"].is_number() {
                party.as_object_mut().unwrap().remove("color");
            }
        }
        let validator = validator();
        let errors: Vec<String> = validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
        prop_assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn wrong_files_are_refused() {
    // If this fails, an editor says nothing about a file that the program cannot use.
    let validator = validator();
    let with = |list: &str, record: Value| json!({"standpoint": 1, list: [record]});
    let wrong = [
        json!([]),
        json!({}),
        json!({"standpoint": 2}),
        json!({"standpoint": "1"}),
        json!({"standpoint": 1, "title": 3}),
        json!({"standpoint": 1, "parties": {}}),
        with("parties", json!({"id": "a"})),
        with("parties", json!({"name": ""})),
        with("parties", json!({"name": "A", "role": "spoiler"})),
        with("parties", json!({"name": "A", "aliases": "B"})),
        with("items", json!({"topic": "T"})),
        with("items", json!({"title": "T", "between": "a"})),
        with("sources", json!({"published": "18.03.2025"})),
        with("positions", json!({"party": "a", "item": "i"})),
        with("positions", json!({"party": "a", "stance": "accepts"})),
        with("positions", json!({"item": "i", "stance": "accepts"})),
        with("positions", json!({"party": "a", "item": "i", "stance": "hopes"})),
        with("positions", json!({"party": "a", "item": "i", "stance": "accepts", "date": "2025-3"})),
        with("positions", json!({"party": "a", "item": "i", "stance": "accepts", "red_line": "yes"})),
        with("positions", json!({"party": "a", "item": "i", "stance": "accepts", "evidence": [{"start": -1}]})),
        with("positions", json!({"party": "a", "item": "i", "stance": "accepts", "conditions": ["peace"]})),
    ];
    for file in wrong {
        assert!(!validator.is_valid(&file), "{file}");
    }
}

#[test]
fn what_a_later_version_adds_is_allowed() {
    // If this fails, files with a field of one's own are underlined everywhere.
    let validator = validator();
    let position = json!({"party": "a", "item": "i", "stance": "accepts", "x": 1, "date": "2025",
        "conditions": [{"x": 1, "text": "t"}], "evidence": [{"x": {}, "quote": "q"}]});
    assert!(validator.is_valid(&json!({"standpoint": 1, "x": [], "positions": [position],
        "sources": [{"x": 1}], "parties": [{"name": "A", "x": 1}], "items": [{"title": "I", "x": 1}]})));
}

#[test]
fn the_schema_knows_every_word_of_the_model() {
    // If this fails, an editor underlines a stance or role that the program writes.
    let validator = validator();
    for stance in Stance::ALL {
        let file = json!({"standpoint": 1, "positions": [{"party": "a", "item": "i", "stance": stance.word()}]});
        assert!(validator.is_valid(&file), "{stance:?}");
    }
    for role in Role::ALL {
        assert!(
            validator.is_valid(&json!({"standpoint": 1, "parties": [{"name": "a", "role": role.word()}]})),
            "{role:?}"
        );
    }
}
