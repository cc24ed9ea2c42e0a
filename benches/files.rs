//! Opening and writing a position file beside `serde_json`, which reads the same bytes into owned structs and writes
//! equal values. Both in one run, by turns, so that a noisy machine troubles them alike; ratios are what counts.
//!
//! `cargo bench --bench files` makes 40,000 positions itself. `STANDPOINT_BENCH_FILE=… cargo bench --bench files` takes
//! a file, and `-- large` makes 1,000,000 positions. With one of the words `ours`, `serde`, `check` behind `--` only that is done, once, and the peak memory of
//! the process is printed beside the size of the file (Linux).

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a benchmark prints figures")]
#![allow(clippy::expect_used, clippy::panic, clippy::mem_forget, reason = "it ends at once when something is wrong")]

use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use standpoint::compare::Comparison;
use standpoint::files;

/// The format as plain owned structs: what one would write first.
#[derive(Deserialize, Serialize, Default)]
#[serde(default)]
struct OwnedFile {
    standpoint: u32,
    title: String,
    note: String,
    sources: Vec<OwnedSource>,
    parties: Vec<OwnedParty>,
    items: Vec<OwnedItem>,
    positions: Vec<OwnedPosition>,
}

#[derive(Deserialize, Serialize, Default)]
#[serde(default)]
struct OwnedSource {
    id: String,
    title: String,
    publisher: String,
    author: String,
    published: Option<String>,
    url: String,
    language: String,
    text: String,
}

#[derive(Deserialize, Serialize, Default)]
#[serde(default)]
struct OwnedParty {
    id: String,
    name: String,
    aliases: Vec<String>,
    role: Option<String>,
    color: String,
    note: String,
}

#[derive(Deserialize, Serialize, Default)]
#[serde(default)]
struct OwnedItem {
    id: String,
    title: String,
    topic: String,
    between: Option<Vec<String>>,
    note: String,
}

#[derive(Deserialize, Serialize, Default)]
#[serde(default)]
struct OwnedPosition {
    party: String,
    item: String,
    stance: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    wording: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    in_principle: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    red_line: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conditions: Vec<OwnedCondition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<OwnedEvidence>,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
}

#[derive(Deserialize, Serialize, Default)]
#[serde(default)]
struct OwnedCondition {
    text: String,
    item: String,
    party: String,
    first: bool,
    met: bool,
}

#[derive(Deserialize, Serialize, Default)]
#[serde(default)]
struct OwnedEvidence {
    source: String,
    quote: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
    #[serde(skip_serializing_if = "String::is_empty")]
    speaker: String,
}

fn main() {
    let phase = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let path = std::env::var_os("STANDPOINT_BENCH_FILE");
    let is_large = phase.as_deref() == Some("large");
    let load = || match &path {
        None if is_large => made_file(20_000, 100, 1_000_000).into_bytes(),
        Some(path) => std::fs::read(path).expect("the file of STANDPOINT_BENCH_FILE can be read"),
        None => made_file(2_000, 40, 40_000).into_bytes(),
    };
    match phase.as_deref() {
        Some(phase) if !is_large => memory_of(phase, load()),
        _ => by_turns(&load),
    }
}

/// Does one thing once and prints the peak memory of the process.
fn memory_of(phase: &str, bytes: Vec<u8>) {
    let size = bytes.len();
    let begun = Instant::now();
    match phase {
        "ours" => std::mem::forget(files::read(bytes).expect("a position file")),
        "check" => {
            let loaded = files::read(bytes).expect("a position file");
            let comparison = Comparison::of(&loaded.dossier, None);
            std::mem::forget((loaded, comparison));
        }
        "serde" => std::mem::forget(serde_json::from_slice::<OwnedFile>(&bytes).expect("a position file")),
        other => panic!("there is no phase {other}; use ours, check or serde"),
    }
    let taken = begun.elapsed();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .map(|rest| rest.trim().trim_end_matches(" kB").trim());
    let peak = peak.and_then(|kib| kib.parse::<f64>().ok()).map_or(f64::NAN, |kib| kib * 1024.0 / size as f64);
    println!("{phase}: {:.0} ms, peak memory {peak:.2} × the file ({:.0} MB)", ms(taken), size as f64 / 1e6);
}

fn by_turns(load: &dyn Fn() -> Vec<u8>) {
    let bytes = load();
    println!("{:.1} MB", bytes.len() as f64 / 1e6);
    let rounds = if bytes.len() > 100_000_000 { 3 } else { 7 };
    let [mut ours, mut serde, mut compare, mut write, mut serde_write] = [const { Vec::new() }; 5];
    for _ in 0..rounds {
        let copy = bytes.clone();
        let begun = Instant::now();
        let loaded = files::read(copy).expect("a position file");
        ours.push(begun.elapsed());
        let begun = Instant::now();
        let comparison = Comparison::of(&loaded.dossier, None);
        compare.push(begun.elapsed());
        drop(comparison);

        let begun = Instant::now();
        let owned: OwnedFile = serde_json::from_slice(&bytes).expect("a position file");
        serde.push(begun.elapsed());

        let mut sink = BufWriter::with_capacity(1 << 20, std::io::sink());
        let begun = Instant::now();
        files::write(&loaded.dossier, &mut sink).expect("a sink takes everything");
        sink.flush().expect("a sink takes everything");
        write.push(begun.elapsed());
        drop(loaded);

        let mut sink = BufWriter::with_capacity(1 << 20, std::io::sink());
        let begun = Instant::now();
        serde_json::to_writer(&mut sink, &owned).expect("a sink takes everything");
        sink.flush().expect("a sink takes everything");
        serde_write.push(begun.elapsed());
    }
    let [ours, serde, compare, write, serde_write] = [ours, serde, compare, write, serde_write].map(median);
    println!(
        "open           {:8.1} ms   serde_json into owned structs {:8.1} ms   ratio {:.2}",
        ms(ours),
        ms(serde),
        ratio(ours, serde)
    );
    println!("open + compare {:8.1} ms   {:62} ratio {:.2}", ms(ours + compare), "", ratio(ours + compare, serde));
    println!("compare        {:8.1} ms   of opening {:52} ratio {:.3}", ms(compare), "", ratio(compare, ours));
    println!(
        "write          {:8.1} ms   serde_json, equal values      {:8.1} ms   ratio {:.2}",
        ms(write),
        ms(serde_write),
        ratio(write, serde_write)
    );
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

fn median(mut values: Vec<Duration>) -> Duration {
    values.sort_unstable();
    values[values.len() / 2]
}

/// A position file with made-up words, the same at every run.
fn made_file(items: usize, parties: usize, positions: usize) -> String {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % 1_000_003).unwrap_or(0)
    };
    let words = [
        "ceasefire",
        "withdrawal",
        "monitoring",
        "négociation",
        "wage",
        "annex",
        "shall",
        "before",
        "§ 4 bis",
        "guarantee",
    ];
    let mut prose = move |count: usize| (0..count).map(|_| words[next() % words.len()]).collect::<Vec<_>>().join(" ");
    let mut file = String::from("{\n  \"standpoint\": 1,\n  \"title\": \"Made\",\n  \"sources\": [");
    let list = |file: &mut String, number: usize, record: &dyn Fn(usize) -> String| {
        for n in 0..number {
            write!(file, "{}\n    {}", if n > 0 { "," } else { "" }, record(n)).expect("memory takes everything");
        }
    };
    list(&mut file, 20, &|n| {
        format!(r#"{{"id": "s{n}", "title": "Source {n}", "published": "20{:02}-03-18"}}"#, n + 1)
    });
    file.push_str("\n  ],\n  \"parties\": [");
    list(&mut file, parties, &|n| format!(r#"{{"id": "p{n}", "name": "Party {n}"}}"#));
    file.push_str("\n  ],\n  \"items\": [");
    list(&mut file, items, &|n| format!(r#"{{"id": "i{n}", "title": "Item {n}", "topic": "Topic {}"}}"#, n % 20));
    file.push_str("\n  ],\n  \"positions\": [");
    for n in 0..positions {
        let cell = n * 2_654_435_761 % (items * parties);
        let stance = ["demands", "offers", "accepts", "rejects", "reserved"][n % 5];
        let (wording, quote) = (prose(18), prose(9));
        write!(
            file,
            "{}\n    {{\"party\": \"p{}\", \"item\": \"i{}\", \"stance\": \"{stance}\", \"wording\": \"{wording}\", \"date\": \"2025-03-{:02}\", \"evidence\": [{{\"source\": \"s{}\", \"quote\": \"{quote}\"}}]}}",
            if n > 0 { "," } else { "" },
            cell % parties,
            cell / parties,
            1 + n % 28,
            n % 20
        )
        .expect("memory takes everything");
    }
    file.push_str("\n  ]\n}\n");
    file
}
