//! Finding the places of quotations without offsets: `cargo bench --bench quotations`.
//!
//! The same amount of words is looked through as eight articles, as four of twice the size, as two, and as one, so that
//! every size begins with memory as cold as every other; what counts is the ratio from one size to the next. CPU time of
//! this thread. The number of steps is linear, which a test of `model::quoting` counts; a ratio above 2 is what memory adds
//! as tables outgrow the caches. Seen on a busy machine with 1 MiB of cache for each core: verbatim 1.7, 3.5, 7.7 and 20 ms
//! (ratios 2.1, 2.2, 2.6), other typography 7, 15, 35 and 82 ms (2.2, 2.3, 2.4), not there 7, 15, 33 and 73 ms (2.1, 2.1,
//! 2.2). With an automaton for every word it was 17, 37, 104 and 288 ms verbatim and 44, 100, 238 and 660 ms with other
//! typography. Few words, where each place is compared with many quotations that begin alike, is the weakest: 11, 28, 91
//! and 320 ms, ratios up to 3.5 (the automaton: 48, 142, 370, 930). A ratio near 4 would be a square. Nested words, for which the beginnings are tried in
//! vain, take about 1.7 times what the automaton alone takes.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a benchmark prints figures")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "it ends at once when something is wrong")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use standpoint::model::quoting::{Standing, standings};
use standpoint::model::{Evidence, Extra, Key as _, SourceId, Text};

#[allow(dead_code, reason = "only its words and its dice")]
mod made;

use made::{ARABIC, Dice};

/// Sizes of articles, as multiples of the smallest.
const SIZES: [usize; 4] = [1, 2, 4, LARGEST];
const LARGEST: usize = 8;

type Article = (String, Vec<Evidence>);
type Make = fn(usize) -> Article;

fn main() {
    let kinds: [(&str, Make); 5] = [
        ("verbatim", verbatim),
        ("typography", typography),
        ("not there", not_there),
        ("few words", few_words),
        ("nested", nested),
    ];
    for (name, make) in kinds {
        let all = SIZES.map(|size| (0..LARGEST / size).map(|_| make(size)).collect::<Vec<_>>());
        let mut best = [Duration::MAX; SIZES.len()];
        for _ in 0..5 {
            for (best, articles) in best.iter_mut().zip(&all) {
                *best = timed(articles).min(*best);
            }
        }
        let mut before = None;
        for (time, articles) in best.iter().zip(&all) {
            let (text, quotations) = &articles[0];
            let time = time.as_secs_f64() * 1e3 / articles.len() as f64;
            let ratio = before.replace(time).map(|before| format!(", ratio {:.2}", time / before)).unwrap_or_default();
            let (quotations, scalars) = (quotations.len(), text.chars().count());
            println!("{name:10} {quotations:6} quotations in {scalars:7} characters {time:7.2} ms{ratio}");
        }
    }
}

/// What looking through all of these articles costs. Several passes, because some systems count a thread's time in steps
/// of 4 ms.
fn timed(articles: &[Article]) -> Duration {
    const PASSES: u32 = 5;
    let quotations: Vec<Vec<&Evidence>> = articles.iter().map(|(_, quotations)| quotations.iter().collect()).collect();
    let begun = time();
    for _ in 0..PASSES {
        for ((text, _), quotations) in articles.iter().zip(&quotations) {
            let found = standings(text, black_box(quotations));
            assert_eq!(found.len(), quotations.len());
            assert!(found.iter().all(|standing| !matches!(standing, Standing::Blank | Standing::NoText)));
        }
    }
    time().saturating_sub(begun) / PASSES
}

/// How long this thread had a processor so far: what others do on the machine does not count. Where the system does not
/// tell, the time that went by.
fn time() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
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

fn verbatim(size: usize) -> Article {
    let (text, cut) = article(size);
    (text, cut.iter().map(|words| quotation(words)).collect())
}

fn typography(size: usize) -> Article {
    let (text, cut) = article(size);
    let typed = |words: &String| words.replace(['“', '”'], "\"").replace('’', "'").replace('—', "--");
    (text, cut.iter().map(|words| quotation(&typed(words))).collect())
}

fn not_there(size: usize) -> Article {
    let (text, cut) = article(size);
    (text, cut.iter().map(|words| quotation(&format!("{words}, he said"))).collect())
}

/// Forty words again and again, in letters of two bytes: thousands of quotations begin alike, and like many places.
fn few_words(size: usize) -> Article {
    let vocabulary: Vec<&str> = ARABIC.split_whitespace().collect();
    let mut dice = Dice(7);
    let words: Vec<&str> = (0..size * 50_000).map(|_| vocabulary[dice.roll(vocabulary.len())]).collect();
    let cut = (0..size * 5_000)
        .map(|number| quotation(&words[number * 10 % (size * 50_000 - 12)..][..6 + number % 7].join(" ")));
    (words.join(" "), cut.collect())
}

/// A text that repeats itself, and quotations within quotations: what costs the square of it when done carelessly.
fn nested(size: usize) -> Article {
    let text = "no ".repeat(size * 100_000);
    let quotations = (0..size * 5_000).map(|number| quotation(&text[..=number % 600]));
    (text.clone(), quotations.collect())
}

fn quotation(words: &str) -> Evidence {
    let source = SourceId::from_index(0);
    let (speaker, extra) = (Text::default(), Extra::default());
    Evidence { source, quote: Text::from(words), start: None, end: None, speaker, extra }
}
