//! What the comparison costs, at 40,000 and at 1,000,000 positions, in one run. `cargo bench --bench compare`.
//!
//! The dossiers are made in memory: positions in scattered order, no two of them in one cell, four principals. A tenth
//! of the positions carry a condition that is linked to an item, half of these also to a party. The yardstick is one
//! pass over all positions that looks at their stance and at the item of their first condition: memory is the limit.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that prints, and may fail loudly")]

use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use standpoint::compare::{Comparison, Status};
use standpoint::files::write_comparison;
use standpoint::model::{Dossier, Edit, Key as _, PartyId, PositionId, Role, Stance};

mod made;

use made::{Dice, LATIN, made};

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = black_box(work());
    (start.elapsed(), result)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// A dossier with its comparison, kept up to date, and the times of edits in it.
struct Kept {
    dossier: Dossier,
    comparison: Comparison,
    dice: Dice,
    edits: Vec<Duration>,
}

impl Kept {
    /// Edits random positions, wherever they lie (another stance, conditions dropped or doubled, deleted), and undoes
    /// each edit; the comparison is brought up to date after both.
    fn edit(&mut self, times: usize) {
        let Self { dossier, comparison, dice, edits } = self;
        for round in 0..times {
            let id = PositionId::from_index(dice.roll(dossier.position_count()));
            let mut record = dossier.position(id).cloned().unwrap();
            match round % 3 {
                0 => record.stance = if record.stance == Stance::Rejects { Stance::Accepts } else { Stance::Rejects },
                1 => record.conditions.clear(),
                _ => record.conditions.extend(record.conditions.first().cloned()),
            }
            let record = (round % 7 != 0).then(|| Box::new(record));
            let (time, ()) = timed(|| {
                let done = dossier.apply(Edit::Position { id, record }).unwrap();
                comparison.update(dossier, &done.touched);
                let undone = dossier.apply(done.inverse).unwrap();
                comparison.update(dossier, &undone.touched);
            });
            edits.push(time);
        }
    }

    fn report(&self) -> Duration {
        assert!(self.comparison == Comparison::of(&self.dossier, None), "what was kept is what is worked out anew");
        let (edit, slowest) = (median(self.edits.clone()), self.edits.iter().max().copied().unwrap_or_default());
        let (positions, times) = (self.dossier.position_count(), self.edits.len());
        println!("edit and undo, kept, at {positions:>7} positions {edit:>10.2?}  (slowest of {times}: {slowest:.2?})");
        edit
    }
}

/// The yardstick.
fn one_pass(dossier: &Dossier) -> usize {
    let looked = dossier.positions().map(|(_, position)| {
        let waits_for = position.conditions.first().and_then(|condition| condition.item);
        usize::from(position.stance == Stance::Rejects) + waits_for.map_or(0, |item| item.index() % 2)
    });
    looked.sum()
}

/// A party of the first four becomes an observer, and a principal again.
fn role(dossier: &mut Dossier, comparison: &mut Comparison) -> Duration {
    let id = PartyId::from_index(2);
    let mut record = dossier.parties().get(id).cloned().unwrap();
    record.role = Role::Observer;
    timed(|| {
        let done = dossier.apply(Edit::Party { id, record: Some(Box::new(record)), at: 0 }).unwrap();
        comparison.update(dossier, &done.touched);
        let undone = dossier.apply(done.inverse).unwrap();
        comparison.update(dossier, &undone.touched);
    })
    .0
}

/// Counts what is written and keeps nothing.
struct Count(u64);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn measure(items: usize, parties: usize, positions: usize) -> Kept {
    let (making, mut dossier) = timed(|| made(items, parties, positions, LATIN));
    println!("{positions} positions, {items} items × {parties} parties (made in {making:.0?})");
    let pass = median((0..9).map(|_| timed(|| one_pass(&dossier)).0).collect());
    println!("  one pass over positions     {pass:>10.2?}");
    let whole = (0..9).map(|_| timed(|| Comparison::of(&dossier, None)).0).collect();
    let whole = median(whole);
    println!("  whole comparison            {whole:>10.2?}  ({:.1} passes)", whole.as_secs_f64() / pass.as_secs_f64());
    let latest = "2021".parse().ok();
    let dated = (0..9).map(|_| timed(|| Comparison::of(&dossier, latest)).0).collect();
    println!("  whole comparison as of 2021 {:>10.2?}", median(dated));
    let mut comparison = Comparison::of(&dossier, None);
    let statuses: Vec<_> =
        Status::ALL.map(|status| format!("{} {}", comparison.counts().get(status), status.word())).into();
    println!("  statuses                    {}", statuses.join(", "));
    let keys = dossier.parties().keys().to_vec();
    let all_pairs = || keys.iter().flat_map(|&a| keys.iter().map(move |&b| (a, b))).filter(|(a, b)| a < b);
    let pairs = (0..9).map(|_| timed(|| all_pairs().map(|(a, b)| comparison.pair(a, b).alike).sum::<usize>()).0);
    println!("  agreement of all pairs      {:>10.2?}", median(pairs.collect()));
    println!(
        "  role of a party and undo    {:>10.2?}",
        median((0..9).map(|_| role(&mut dossier, &mut comparison)).collect())
    );
    let mut count = Count(0);
    let (export, result) = timed(|| write_comparison(&dossier, &comparison, &mut count));
    result.unwrap();
    println!("  export                      {export:>10.2?}  ({} MB)", count.0 / 1_000_000);
    Kept { dossier, comparison, dice: Dice(2), edits: Vec::new() }
}

fn main() {
    let mut small = measure(2_000, 40, 40_000);
    let mut large = measure(20_000, 100, 1_000_000);
    for _ in 0..20 {
        // By turns, so that both meet the same machine.
        small.edit(200);
        large.edit(200);
    }
    let (small, large) = (small.report(), large.report());
    println!("edit and undo, large / small: {:.2}", large.as_secs_f64() / small.as_secs_f64());
}
