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
use standpoint::model::{
    Buffer, Cell, Condition, Dossier, Edit, Evidence, Extra, Item, ItemId, Key as _, Parts, Party, PartyId, Position,
    PositionId, Role, Source, SourceId, Stance, Text,
};

/// `SplitMix64` (G. L. Steele, D. Lea, C. H. Flood, 2014): the same numbers for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % below as u64).unwrap()
    }
}

const SOURCES: usize = 50;

/// So many different cells, in random order.
fn scattered(cells: usize, count: usize, dice: &mut Dice) -> Vec<usize> {
    let mut all: Vec<usize> = (0..cells).collect();
    for place in 0..count {
        let other = place + dice.roll(cells - place);
        all.swap(place, other);
    }
    all.truncate(count);
    all
}

fn made(items: usize, parties: usize, positions: usize) -> Dossier {
    let dice = &mut Dice(1);
    let prose = Buffer::new("the interim text on verification of the withdrawal without prejudice ".repeat(8));
    let piece = |from: usize, len: usize| prose.text(&prose.as_str()[from..from + len]);
    let date = |n: usize| format!("{}-{:02}-{:02}", 2015 + n % 10, 1 + n % 12, 1 + n % 28).parse().ok();
    let named = |kind: &str, n: usize| Text::from(format!("{kind}{n}"));
    let parts = Parts {
        sources: (0..SOURCES).map(|n| Source { id: named("s", n), published: date(n), ..Source::default() }).collect(),
        parties: (0..parties)
            .map(|n| Party {
                id: named("p", n),
                name: named("Party ", n),
                role: if n < 4 { Role::Principal } else { Role::Observer },
                ..Party::default()
            })
            .collect(),
        items: (0..items).map(|n| Item { id: named("i", n), title: named("Item ", n), ..Item::default() }).collect(),
        positions: scattered(items * parties, positions, dice)
            .into_iter()
            .map(|cell| {
                let cell =
                    Cell { item: ItemId::from_index(cell / parties), party: PartyId::from_index(cell % parties) };
                let stances = [Stance::Demands, Stance::Offers, Stance::Accepts, Stance::Accepts, Stance::Rejects];
                let mut position = Position::new(cell, stances[dice.roll(5)]);
                position.wording = piece(dice.roll(200), 40 + dice.roll(240));
                if dice.roll(10) == 0 {
                    position.stance = Stance::Accepts;
                    position.conditions = vec![Condition {
                        text: piece(dice.roll(200), 20 + dice.roll(40)),
                        item: Some(ItemId::from_index(dice.roll(items))),
                        party: (dice.roll(2) == 0).then(|| PartyId::from_index(dice.roll(parties))),
                        ..Condition::default()
                    }];
                }
                let source = dice.roll(SOURCES);
                position.date = date(source);
                position.evidence = vec![Evidence {
                    source: SourceId::from_index(source),
                    quote: piece(dice.roll(200), 40 + dice.roll(80)),
                    start: None,
                    end: None,
                    speaker: Text::default(),
                    extra: Extra::default(),
                }];
                Some(position)
            })
            .collect(),
        ..Parts::default()
    };
    Dossier::from_parts(parts).unwrap()
}

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
    let (making, mut dossier) = timed(|| made(items, parties, positions));
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
