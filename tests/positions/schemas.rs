//! The schemas against what is really read and written. That `assets/schema` is current and that wrong files do not
//! validate, `tests/writing` and `tests/comparison` hold already.

use proptest::prelude::*;
use serde_json::Value;
use standpoint::compare::Comparison;
use standpoint::files;

use super::round_trip::dossiers;
use super::samples::{opened, samples};
use super::{accepted, written};

fn errors(schema: &str, value: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// An editor must not underline a file that the program wrote, whatever texts are in it, and another program must be
    /// able to rely on the export of it.
    #[test]
    fn whatever_is_written_or_exported_is_as_the_schemas_say(dossier in dossiers()) {
        let mut file: Value = serde_json::from_str(&written(&dossier)).unwrap();
        for aside in dossier.set_aside() {
            file[aside.list.word()].as_array_mut().unwrap().pop();
        }
        let found = errors(&files::positions_schema(), &file);
        prop_assert!(found.is_empty(), "{:#?}", found);
        let mut bytes = Vec::new();
        files::write_comparison(&dossier, &Comparison::of(&dossier, None), &mut bytes).unwrap();
        let found = errors(&files::comparison_schema(), &serde_json::from_slice(&bytes).unwrap());
        prop_assert!(found.is_empty(), "{:#?}", found);
    }
}

/// A schema that lets through what the program sets aside leaves the error to be found when the file is opened.
#[test]
fn what_is_set_aside_is_underlined() {
    for position in [
        r#"{"party": "A", "item": "I", "stance": "agrees"}"#,
        r#"{"party": "A", "stance": "accepts"}"#,
        r#"{"party": "A", "item": "I", "stance": "accepts", "date": "March"}"#,
        r#"{"party": "A", "item": "I", "stance": "accepts", "evidence": [{"quote": "q", "end": -1}]}"#,
        r#"{"party": "A", "item": "I", "stance": "accepts", "wording": 3}"#,
        "null",
    ] {
        let file = format!(r#"{{"standpoint": 1, "positions": [{position}]}}"#);
        assert_eq!(accepted(file.as_bytes()).dossier.set_aside().len(), 1, "{position}");
        let found = errors(&files::positions_schema(), &serde_json::from_str(&file).unwrap());
        assert!(!found.is_empty(), "{position} is not underlined");
    }
}

/// Other programs rely on the export, and a sample is what people begin their own files with.
#[test]
fn every_sample_and_its_comparison_hold_to_their_schemas() {
    for path in samples() {
        let file = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let found = errors(&files::positions_schema(), &file);
        assert!(found.is_empty(), "{}: {found:#?}", path.display());
        let dossier = opened(&path);
        let mut bytes = Vec::new();
        files::write_comparison(&dossier, &Comparison::of(&dossier, None), &mut bytes).unwrap();
        let found = errors(&files::comparison_schema(), &serde_json::from_slice(&bytes).unwrap());
        assert!(found.is_empty(), "{}: {found:#?}", path.display());
    }
}
