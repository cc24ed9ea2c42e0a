//! Random files, right and wrong: whatever stands in them stands in the saved file too, and saving again changes nothing.
//!
//! Every value that could get lost carries a number of its own. Each of these numbers must be in the saved file.

use proptest::prelude::*;
use standpoint::files::read;

use super::{accepted, saved_twice, written};

/// A value in which `#` stands for a number of its own.
fn value() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        5 => Just("\"#\""),
        1 => Just("#"),
        1 => Just("[\"#\"]"),
        1 => Just("[\"#\", \"#\"]"),
        1 => Just("{\"k\": \"#\"}"),
        1 => Just("[{\"text\": \"#\", \"quote\": \"#\", \"y\": #}]"),
        1 => prop::sample::select(vec!["null", "\"\"", "true", "false", "[]", "{}", "\" \"", "\"2025-03\""]),
    ]
}

/// Fields of a record: some known, some not, some given twice.
fn fields(
    names: &'static [&'static str],
    likely: &'static [(&'static str, &'static str)],
) -> impl Strategy<Value = String> {
    let others = prop::collection::vec((prop::sample::select(names), value()), 0..4);
    let likely = prop::sample::subsequence(likely, 0..=likely.len());
    (others, likely).prop_map(|(others, likely)| {
        let all = likely.into_iter().chain(others).map(|(name, value)| format!("\"{name}\": {value}"));
        format!("{{{}}}", all.collect::<Vec<_>>().join(", "))
    })
}

fn list(record: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let odd = value().prop_map(str::to_owned);
    let records = prop::collection::vec(prop_oneof![12 => record, 1 => odd], 0..5);
    prop_oneof![9 => records.prop_map(|records| format!("[{}]", records.join(", "))), 1 => value().prop_map(str::to_owned)]
}

fn source() -> impl Strategy<Value = String> {
    let names = &["title", "publisher", "author", "published", "url", "language", "text", "x", "note"];
    prop_oneof![
        fields(names, &[("id", "\"a\""), ("text", "\"t\"")]),
        fields(names, &[("id", "\"b\""), ("title", "\"A\"")]),
    ]
}

fn party() -> impl Strategy<Value = String> {
    let names = &["aliases", "role", "color", "note", "x", "name"];
    prop_oneof![
        fields(names, &[("id", "\"a\""), ("name", "\"A\""), ("role", "\"mediator\"")]),
        fields(names, &[("id", "\"a\""), ("name", "\"a \""), ("role", "\"observer\""), ("aliases", "[\"C\", \"#\"]")]),
        fields(names, &[("id", "\"b\""), ("name", "\"C\"")]),
    ]
}

fn item() -> impl Strategy<Value = String> {
    let names = &["topic", "between", "note", "x", "title"];
    prop_oneof![
        fields(names, &[("id", "\"a\""), ("title", "\"A\""), ("between", "[\"a\"]")]),
        fields(names, &[("id", "\"a\""), ("title", "\"A \""), ("between", "[\"#\", \"b\"]"), ("topic", "\"#\"")]),
        fields(names, &[("id", "\"b\""), ("title", "\"B\"")]),
    ]
}

fn position() -> impl Strategy<Value = String> {
    let names = &["wording", "conditions", "evidence", "date", "note", "x", "red_line", "stance"];
    prop_oneof![
        4 => fields(names, &[]).prop_map(|fields| {
            let fields = fields.trim_start_matches('{');
            let comma = if fields == "}" { "" } else { ", " };
            format!("{{\"party\": \"a\", \"item\": \"b\", \"stance\": \"accepts\"{comma}{fields}")
        }),
        1 => fields(names, &[("party", "\"#\""), ("item", "\"#\""), ("stance", "\"rejects\""), ("evidence", "[{\"source\": \"#\"}]")]),
        1 => fields(names, &[("party", "\"C\""), ("item", "\"A\""), ("stance", "\"offers\""), ("conditions", "[{\"party\": \"#\", \"item\": \"b\", \"z\": \"#\"}]")]),
    ]
}

fn files() -> impl Strategy<Value = String> {
    let top = prop::collection::vec((prop::sample::select(vec!["title", "note", "x"]), value()), 0..4)
        .prop_map(|fields| fields.into_iter().map(|(name, value)| format!("\"{name}\": {value}")).collect::<Vec<_>>());
    let lists = (list(source()), list(party()), list(item()), list(position())).prop_map(
        |(sources, parties, items, positions)| {
            vec![
                format!("\"sources\": {sources}"),
                format!("\"parties\": {parties}"),
                format!("\"items\": {items}"),
                format!("\"positions\": {positions}"),
            ]
        },
    );
    (top, lists)
        .prop_map(|(top, lists)| [top, lists].concat())
        .prop_shuffle()
        .prop_map(|fields| numbered(&format!("{{\"standpoint\": 1, {}}}", fields.join(",\n"))))
}

/// Every `#` replaced by a number of its own.
fn numbered(text: &str) -> String {
    let mut numbered = String::new();
    for (number, piece) in text.split('#').enumerate() {
        if number > 0 {
            numbered.push_str(&(700_000 + number).to_string());
        }
        numbered.push_str(piece);
    }
    numbered
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_value_of_a_file_is_in_the_saved_file(text in files()) {
        // If this fails, opening and saving a file, perhaps one that somebody wrote by hand, throws part of it away.
        let (loaded, saved) = saved_twice(&text);
        let count = text.matches("70").count();
        for number in 700_001..=700_000 + count {
            let number = number.to_string();
            if text.contains(&number) {
                prop_assert!(saved.contains(&number), "{} of {}\nis not in {}\n{:#?}", number, text, saved, loaded.findings.list);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Reading must not fall over, whatever a disk or a person did to the file; what is read must survive.
    #[test]
    fn a_file_with_a_few_bytes_changed_is_read_or_refused(changes in prop::collection::vec((0_usize..2_000, any::<u8>()), 0..6)) {
        let mut bytes = include_bytes!("../../assets/samples/ceasefire.positions.json").to_vec();
        let size = bytes.len();
        for (place, byte) in changes {
            bytes[size - 1 - place * 11 % size] = byte;
        }
        if let Ok(loaded) = read(bytes) {
            let once = written(&loaded.dossier);
            prop_assert_eq!(written(&accepted(&once).dossier), once);
        }
    }
}
