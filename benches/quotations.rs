//! Finding the places of quotations without offsets. One run times a text with its quotations and the same of twice the
//! size, by turns; what counts is the ratio of the two. The number of steps doubles (each byte of the text and of the
//! quotations is met a fixed number of times), so 2 is what a machine with one kind of memory would show. A real one shows
//! more, because the states outgrow its caches: measured for the automaton alone in CPU time, verbatim quotations, 300,000,
//! 600,000 and 1,200,000 bytes of text took 21, 50 and 144 ms: ratios 2.4 and 2.9. States whose fields stand side by side
//! (16 bytes instead of 13) took 17, 47 and 148 ms, so they were left as they are. A ratio near 4 would be a square.
//!
//! `cargo bench --bench quotations` takes 300,000 and 600,000 characters with 5,000 and 10,000 quotations: byte for byte,
//! with other typography, and quotations of which one is within the other in texts that repeat themselves.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a benchmark prints figures")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "it ends at once when something is wrong")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use standpoint::model::quoting::{Standing, standings};
use standpoint::model::{Evidence, Extra, Key as _, SourceId, Text};

fn main() {
    type Make = fn(usize) -> (String, Vec<Evidence>);
    let kinds: [(&str, Make); 4] =
        [("verbatim", verbatim), ("typography", typography), ("not there", not_there), ("nested", nested)];
    for (name, make) in kinds {
        let (one, two) = (make(1), make(2));
        let (mut once, mut twice) = (Vec::new(), Vec::new());
        for _ in 0..9 {
            once.push(timed(&one));
            twice.push(timed(&two));
        }
        let (once, twice) = (median(&mut once), median(&mut twice));
        println!(
            "{name:10} {:6} quotations in {:7} characters {:7.1} ms; twice as much {:7.1} ms, ratio {:.2}",
            one.1.len(),
            one.0.chars().count(),
            once.as_secs_f64() * 1e3,
            twice.as_secs_f64() * 1e3,
            twice.as_secs_f64() / once.as_secs_f64()
        );
    }
}

fn timed((text, quotations): &(String, Vec<Evidence>)) -> Duration {
    let quotations: Vec<&Evidence> = quotations.iter().collect();
    let begun = Instant::now();
    let found = standings(text, &quotations);
    let time = begun.elapsed();
    assert_eq!(found.len(), quotations.len());
    assert!(found.iter().all(|standing| !matches!(standing, Standing::Blank | Standing::NoText)));
    time
}

/// An article without repetition, and sentences cut from all over it.
fn article(size: usize) -> (String, Vec<String>) {
    let mut text = String::new();
    let mut dice = 7_u64;
    let mut sentences = Vec::new();
    while text.len() < size * 300_000 {
        let from = text.len();
        for _ in 0..9 {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            write!(text, "{:x} ", (dice >> 33) % 1_000_000).expect("memory takes everything");
        }
        text.push_str("said “it’s — so”. ");
        sentences.push(text[from..text.len() - 1].to_owned());
    }
    let number = sentences.len();
    let cut = (0..size * 5_000).map(|quotation| sentences[quotation * number / (size * 5_000)].clone());
    let cut = cut.enumerate().map(|(number, sentence)| sentence[number % 7..].to_owned()).collect();
    (text, cut)
}

fn verbatim(size: usize) -> (String, Vec<Evidence>) {
    let (text, cut) = article(size);
    (text, cut.iter().map(|words| quotation(words)).collect())
}

fn typography(size: usize) -> (String, Vec<Evidence>) {
    let (text, cut) = article(size);
    let typed = |words: &String| words.replace(['“', '”'], "\"").replace('’', "'").replace('—', "--");
    (text, cut.iter().map(|words| quotation(&typed(words))).collect())
}

fn not_there(size: usize) -> (String, Vec<Evidence>) {
    let (text, cut) = article(size);
    (text, cut.iter().map(|words| quotation(&format!("{words}, he said"))).collect())
}

/// A text that repeats itself, and quotations within quotations: what costs the square of it when done carelessly.
fn nested(size: usize) -> (String, Vec<Evidence>) {
    let text = "no ".repeat(size * 100_000);
    let quotations = (0..size * 5_000).map(|number| quotation(&text[..=number % 600]));
    (text.clone(), quotations.collect())
}

fn quotation(words: &str) -> Evidence {
    let source = SourceId::from_index(0);
    let (speaker, extra) = (Text::default(), Extra::default());
    Evidence { source, quote: Text::from(words), start: None, end: None, speaker, extra }
}

fn median(values: &mut [Duration]) -> Duration {
    values.sort_unstable();
    values[values.len() / 2]
}
