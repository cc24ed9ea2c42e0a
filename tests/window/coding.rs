//! An article is brought in and coded by hand, through the keyboard alone: the positions that a careful reader annotated.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::program::{Program, Stage};
use super::read;

/// A file of the shared articles; None where they are not beside the repository, which is told. In CI they must be.
fn shared(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/articles").join(name);
    assert!(path.exists() || std::env::var_os("CI").is_none(), "the shared articles are not there");
    if !path.exists() {
        println!("passed over: the shared articles are not there");
        return None;
    }
    Some(path)
}

/// One of the positions that were annotated.
struct Annotated {
    party: String,
    item: String,
    stance: &'static str,
    condition: String,
    quote: String,
    start: u64,
    end: u64,
}

impl Annotated {
    fn of(record: &Value) -> Self {
        let text = |name: &str| record[name].as_str().expect(name).to_owned();
        let number = |name: &str| record[name].as_u64().expect(name);
        let stance = match record["stance"].as_str().expect("a stance") {
            "demands" => "demands",
            "offers" => "offers",
            "accepts" | "accepts_on_condition" => "accepts",
            "rejects" => "rejects",
            "reserved" => "reserved",
            other => panic!("the stance {other}"),
        };
        Self {
            party: text("party"),
            item: text("item"),
            stance,
            condition: record["condition"]["text"].as_str().unwrap_or_default().to_owned(),
            quote: text("quote"),
            start: number("start"),
            end: number("end"),
        }
    }

    fn letter(&self) -> &'static str {
        match self.stance {
            "demands" => "d",
            "offers" => "o",
            "accepts" => "a",
            "rejects" => "r",
            _ => "v",
        }
    }

    fn is_in(&self, file: &Value) -> bool {
        let named = |list: &str, id: &Value, field: &str| {
            let records = file[list].as_array().into_iter().flatten();
            records.clone().find(|record| record["id"] == *id).and_then(|record| record[field].as_str())
        };
        file["positions"].as_array().into_iter().flatten().any(|position| {
            let evidence = &position["evidence"][0];
            named("parties", &position["party"], "name") == Some(&self.party)
                && named("items", &position["item"], "title") == Some(&self.item)
                && position["stance"] == self.stance
                && position["conditions"][0]["text"].as_str().unwrap_or_default() == self.condition
                && evidence["quote"] == json!(self.quote)
                && (&evidence["start"], &evidence["end"]) == (&json!(self.start), &json!(self.end))
        })
    }
}

/// How often an arrow is pressed from one place to another: the caret steps over blank lines at once.
fn steps(text: &str, from: u64, to: u64) -> u64 {
    let length = usize::try_from(to - from).expect("a length");
    let mut before = ' ';
    let between = text.chars().skip(usize::try_from(from).expect("a place")).take(length);
    between.filter(|letter| std::mem::replace(&mut before, *letter) != '\n' || *letter != '\n').count() as u64
}

/// Moves the caret of the article.
fn go(program: &mut Program<'_>, text: &str, from: u64, to: u64) {
    if to >= from {
        program.key_often("Right", steps(text, from, to));
    } else {
        program.key_often("Left", steps(text, to, from));
    }
}

/// If this fails, coding an article takes a mouse, or its quotations stand at other places than those that were selected.
#[test]
fn an_article_is_coded_by_keys_alone() {
    let (Some(article), Some(gold)) = (shared("ceasefire-call.txt"), shared("ceasefire-call.gold.json")) else {
        return;
    };
    let gold = read(&gold);
    let positions = gold["positions"].as_array().expect("positions").iter();
    let mut positions: Vec<_> = positions.filter(|record| record["tier"] == "core").map(Annotated::of).collect();
    positions.sort_by_key(|position| position.start);
    assert_eq!(positions.len(), 18);

    let stage = Stage::new("12-coding");
    let path = stage.file("call.positions.json");
    let mut program = stage.start(&[]);
    program.keys(&["ctrl+n"]);
    program.wait_for_title("Untitled – Standpoint");
    program.keys(&["ctrl+shift+a"]);
    program.answer_dialog(&article, true);
    program.wait_until_idle();
    program.keys(&["Return"]);
    program.wait_for_title("• Untitled – Standpoint");
    program.keys(&["ctrl+s"]);
    program.answer_dialog(&path, false);
    program.wait_for_title("call.positions.json – Standpoint");
    program.keys(&["ctrl+3", "F6", "ctrl+Home"]);

    let text = std::fs::read_to_string(&article).expect("the article");
    let mut caret = 0;
    for position in &positions {
        go(&mut program, &text, caret, position.start);
        program.key_often_with_shift("Right", steps(&text, position.start, position.end));
        program.keys(&[position.letter()]);
        program.type_text(&position.party);
        program.keys(&["Tab"]);
        program.type_text(&position.item);
        program.keys(&["Tab"]);
        if !position.condition.is_empty() {
            program.keys(&["Tab", "Tab"]);
            program.type_text(&position.condition);
        }
        program.keys(&["Return"]);
        program.wait_until_idle();
        caret = position.end;
    }
    program.picture();
    program.keys(&["ctrl+s"]);
    program.wait_for_title("call.positions.json – Standpoint");
    let file = read(&path);
    let missing: Vec<_> =
        positions.iter().filter(|position| !position.is_in(&file)).map(|position| &position.quote).collect();
    let made: Vec<_> = (file["positions"].as_array().into_iter().flatten())
        .map(|position| {
            (
                &position["stance"],
                &position["evidence"][0]["start"],
                &position["evidence"][0]["end"],
                &position["evidence"][0]["quote"],
            )
        })
        .collect();
    assert!(missing.is_empty(), "not as annotated: {missing:#?}; there is {made:?}");
    assert_eq!(file["positions"].as_array().map(Vec::len), Some(18));
    assert_eq!(file["sources"][0]["text"], json!(text), "the article came in as it is");
    program.keys(&["ctrl+q"]);
    program.wait_for_end();
}
