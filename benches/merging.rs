//! Merging and comparing versions beside reading the three files that are merged, which nobody can avoid. All in one run,
//! by turns, so that a noisy machine troubles them alike; ratios are what counts.
//!
//! `cargo bench --bench merging` takes 100,000 positions, `-- large` 1,000,000. Each side changes one position in ten, moves
//! items and adds some; one in a hundred is changed by both.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a benchmark prints figures")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "it ends at once when something is wrong")]

mod made;

use std::time::{Duration, Instant};

use made::{LATIN, made};
use standpoint::files;
use standpoint::model::{Dossier, Edit, Position, Stance, Text, steps};

fn main() {
    let is_large = std::env::args().any(|argument| argument == "large");
    let base = if is_large { made(20_000, 100, 1_000_000, LATIN) } else { made(2_000, 100, 100_000, LATIN) };
    let files = [&base, &edited(&base, 0), &edited(&base, 1)].map(written);
    let (mut reading, mut merging, mut comparing) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..if is_large { 1 } else { 5 } {
        let bytes = files.clone();
        let begun = Instant::now();
        let [base, ours, theirs] = bytes.map(|bytes| files::read(bytes).expect("it was written here").dossier);
        reading.push(begun.elapsed());
        let begun = Instant::now();
        let merge = files::merge(&base, &ours, &theirs);
        let mut merged = ours.clone();
        merged.apply(merge.edit).expect("a merge applies");
        merging.push(begun.elapsed());
        let begun = Instant::now();
        let differences = files::differences(&base, &theirs);
        comparing.push(begun.elapsed());
        if reading.len() == 1 {
            println!("{} positions. Merge: {}", base.position_count(), merge.report.summary());
            println!("Differences: {}, {} bytes of words", differences.summary(), differences.text().len());
        }
    }
    let yardstick = median(&mut reading);
    println!("reading three files  {:8.1} ms", ms(yardstick));
    for (name, mut times) in [("merging", merging), ("differences", comparing)] {
        let time = median(&mut times);
        println!("{name:20} {:8.1} ms, {:.2} of reading", ms(time), time.as_secs_f64() / yardstick.as_secs_f64());
    }
}

/// What one side makes of it: every tenth position, some of them those of the other side too.
fn edited(base: &Dossier, side: usize) -> Dossier {
    let mut dossier = base.clone();
    for (number, (id, position)) in base.positions().enumerate() {
        let is_both = number % 100 == 7;
        if number % 10 != side && !is_both {
            continue;
        }
        let wording = Text::from(format!("{} as side {side} heard it", position.wording));
        let stance = Stance::ALL[(number / 10 + side) % 5];
        let changed = Position { wording, stance, ..position.clone() };
        let record = (number % 50 != side).then(|| Box::new(changed));
        dossier.apply(Edit::Position { id, record }).expect("a position can be put");
    }
    for number in 0..20 {
        let item = dossier.items().keys()[number * 50 + side];
        let step = steps::move_item(&dossier, item, 7).expect("there are items behind it");
        dossier.apply(step.edit).expect("an item can be moved");
        let (_, step) = steps::add_item(&dossier, &format!("New {number} of side {side}"), "").expect("a title");
        dossier.apply(step.edit).expect("an item can be added");
    }
    dossier
}

fn written(dossier: &Dossier) -> Vec<u8> {
    let mut bytes = Vec::new();
    files::write(dossier, &mut bytes).expect("memory takes everything");
    bytes
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn median(values: &mut [Duration]) -> Duration {
    values.sort_unstable();
    values[values.len() / 2]
}
