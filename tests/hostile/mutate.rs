//! Makes a hostile input of a harmless one: blindly, byte by byte, and with understanding, JSON value by JSON value.

use serde_json::{Value, json};

use super::dice::Dice;

/// Inputs do not grow beyond so many bytes: many small ones find more than few large ones.
const LARGEST: usize = 48 * 1024;

/// What readers of text trip over.
const TOKENS: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b"\\udc00\\ud800",
    b"\\u202e",
    b"null",
    b"true",
    b"-0",
    b"1e999",
    b"-1",
    b"0.1",
    b"4294967295",
    b"4294967296",
    b"18446744073709551616",
    b"1e-400",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\x00",
    b"\r",
    b"\r\n",
    b"\n",
    b"\t",
    b" ",
    "\u{202e}".as_bytes(),
    "\u{2028}".as_bytes(),
    "e\u{301}".as_bytes(),
    "👩‍👩‍👧".as_bytes(),
    "ﷺ".as_bytes(),
    b"[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":",
    b"\"standpoint\": 1",
    b"\"standpoint\": 2",
    b"\"positions\": [",
    b"\"sources\": [{}],",
    b"\"id\": \"\"",
    b"\"id\": \" \"",
    b"\"name\": null",
    b"\"start\": 4294967295",
    b"\"date\": \"2025-02-29\"",
    b"(second)",
    b"Accepts: ",
    b"Rejects",
    b"\"\"\t\"",
    b"\n=====\n",
];

/// Names of fields, known ones and others.
const NAMES: &[&str] = &[
    "standpoint",
    "title",
    "note",
    "sources",
    "parties",
    "items",
    "positions",
    "id",
    "name",
    "aliases",
    "role",
    "color",
    "publisher",
    "author",
    "published",
    "url",
    "language",
    "text",
    "topic",
    "between",
    "party",
    "item",
    "stance",
    "wording",
    "in_principle",
    "red_line",
    "conditions",
    "date",
    "evidence",
    "discounted",
    "as",
    "superseded",
    "reason",
    "first",
    "met",
    "source",
    "quote",
    "start",
    "end",
    "speaker",
    "",
    " ",
    "id (second)",
    "x",
    "theme",
    "zoom",
    "recent",
    "window_size",
    "looks",
    "sort",
    "path",
];

/// What names and wordings do not expect.
const LETTERS: &[&str] = &["\0", "\u{202e}", "\n", " ", "\"", "\u{feff}", "é", "e\u{301}", "\t"];

/// One change or several on top of each other.
pub(crate) fn mutated(dice: &mut Dice, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = dice.one(seeds).clone();
    for _ in 0..=dice.below(5) {
        bytes = if dice.below(3) == 0 { with_understanding(dice, &bytes, seeds) } else { blindly(dice, bytes, seeds) };
        bytes.truncate(LARGEST);
    }
    bytes
}

fn blindly(dice: &mut Dice, mut bytes: Vec<u8>, seeds: &[Vec<u8>]) -> Vec<u8> {
    let at = dice.below(bytes.len() + 1);
    let length = 1 + dice.below(40);
    let end = (at + length).min(bytes.len());
    match dice.below(8) {
        0 => bytes.truncate(at),
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        2 => drop(bytes.drain(at..end)),
        3 => {
            let part = bytes[at..end].repeat(1 + dice.below(60));
            bytes.splice(at..at, part);
        }
        4 => {
            let other = dice.one(seeds);
            let from = dice.below(other.len() + 1);
            bytes.truncate(at);
            bytes.extend_from_slice(&other[from..]);
        }
        5 => {
            bytes.splice(at..end, TOKENS[dice.below(TOKENS.len())].iter().copied());
        }
        _ => {
            bytes.splice(at..at, TOKENS[dice.below(TOKENS.len())].iter().copied());
        }
    }
    bytes
}

/// Changes one value of a JSON text; another text is changed blindly.
fn with_understanding(dice: &mut Dice, bytes: &[u8], seeds: &[Vec<u8>]) -> Vec<u8> {
    let Ok(mut value) = serde_json::from_slice::<Value>(bytes) else { return blindly(dice, bytes.to_vec(), seeds) };
    let other = serde_json::from_slice::<Value>(dice.one(seeds).as_slice()).unwrap_or_else(|_| odd(dice));
    let target = dice.below(count(&value));
    let graft = nth(&other, dice.below(count(&other))).clone();
    let mut left = target;
    if let Some(place) = nth_mut(&mut value, &mut left) {
        change(dice, place, graft);
    }
    if dice.below(4) == 0 { serde_json::to_vec_pretty(&value) } else { serde_json::to_vec(&value) }.unwrap_or_default()
}

fn change(dice: &mut Dice, place: &mut Value, graft: Value) {
    match (dice.below(6), &mut *place) {
        (0, Value::Array(list)) if !list.is_empty() => {
            let one = dice.one(list).clone();
            let at = dice.below(list.len() + 1);
            list.insert(at, one);
        }
        (1, Value::Array(list)) => list.insert(dice.below(list.len() + 1), graft),
        (2, Value::Array(list)) if !list.is_empty() => drop(list.remove(dice.below(list.len()))),
        (0 | 1, Value::Object(fields)) => drop(fields.insert((*dice.one(NAMES)).to_owned(), graft)),
        (2 | 3, Value::Object(fields)) if !fields.is_empty() => {
            let name = fields.keys().nth(dice.below(fields.len())).cloned().unwrap_or_default();
            let value = fields.remove(&name);
            if dice.below(2) == 0 {
                fields.insert((*dice.one(NAMES)).to_owned(), value.unwrap_or_default());
            }
        }
        (0, Value::String(text)) => *text = text.repeat(dice.below(4)),
        (1, Value::String(text)) => {
            let at = text.char_indices().nth(dice.below(text.chars().count().max(1))).map_or(0, |(at, _)| at);
            text.insert_str(at, LETTERS[dice.below(LETTERS.len())]);
        }
        (2, Value::String(text)) => *text = swapped_case(text),
        (3 | 4, _) => *place = graft,
        _ => *place = odd(dice),
    }
}

fn swapped_case(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_lowercase() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() })
        .collect()
}

fn odd(dice: &mut Dice) -> Value {
    let all = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(1.5),
        json!(""),
        json!(" "),
        json!("\u{0}"),
        json!("\u{202e}x"),
        json!([]),
        json!({}),
        json!([[]]),
        json!([{}]),
        json!({"": {}}),
        json!("2025-13"),
        json!("accepts"),
        json!("rejects"),
        json!("mediator"),
        json!({"party": "a", "item": "a", "stance": "accepts"}),
        json!({"text": "t", "item": "a", "first": true}),
        json!({"source": "s", "quote": "q", "start": 0, "end": 4_294_967_295_u32}),
        json!(["a", "a", ""]),
        json!("x".repeat(5_000)),
    ];
    dice.one(&all).clone()
}

/// How many values there are in a value, itself among them.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}

fn nth(value: &Value, number: usize) -> &Value {
    let mut left = number;
    let mut rest = vec![value];
    while let Some(value) = rest.pop() {
        if left == 0 {
            return value;
        }
        left -= 1;
        match value {
            Value::Array(list) => rest.extend(list),
            Value::Object(fields) => rest.extend(fields.values()),
            _ => {}
        }
    }
    value
}

fn nth_mut<'a>(value: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(list) => list.iter_mut().find_map(|one| nth_mut(one, left)),
        Value::Object(fields) => fields.values_mut().find_map(|one| nth_mut(one, left)),
        _ => None,
    }
}
