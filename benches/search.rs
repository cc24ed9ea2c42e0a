//! What a search through 1,000,000 positions and their articles costs, beside a `memmem` pass over the same bytes in the
//! same run: `cargo bench --bench search`.
//!
//! Every text lies where it would lie after a file was read: one behind the other in one buffer, in the order of the
//! positions. There are two yardsticks, both for the words exactly as they stand there: one `memmem` from end to end of
//! that buffer, which knows nothing of records, and one over every text of every record, which can say where it found
//! something. The search leaves case and accents out of account unless told otherwise, and says for each hit where it
//! stands.
//!
//! It looks through a folded copy of the texts. The window makes that copy in slices as soon as its search panel is open,
//! before a word is typed, and after an edit only of what was changed, so most searches find it ready; the first one, begun
//! before that, has to make it ("not copied"). Bar: at most 3 times the yardstick, for both kinds. The last lines say for
//! each yardstick in how many cases it is met: of searches that find the copy ready, and of those that make it.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that prints, and may fail loudly")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use memchr::memmem;
use standpoint::model::{Buffer, Dossier, Key as _, Parts, Position, PositionId, Text};
use standpoint::search::{Copies, Exactness, Needle, Search};

mod made;

use made::{ARABIC, Dice, LATIN, made};

const POSITIONS: usize = 1_000_000;
const BAR: f64 = 3.0;

/// Accents in every third word.
const ACCENTED: &str = "le la les des du un une pour dans sur par avec sans cessez-le-feu négociations médiation prisonniers échange \
sécurité frontière autorités européenne résolution été décidé déclaré Élysée président délégation “garanties” à où même \
Verhandlungen über für Rückzug Grenze Überwachung Gefängnis Brücke größere Maßnahmen führte müssen – können Kräfte věznů příměří";
const CYRILLIC: &str = "и в на не что с по для при от до как прекращение огня перемирие переговоры вывод войск обмен пленными граница \
гарантии наблюдение мониторинг соглашение стороны комитет резолюция санкции безопасность ещё территория её объём приём";

/// The same dossier with all of its texts in one buffer, articles first. Now and then a word that stands nowhere else.
fn laid_out(words: &str, rare: &str) -> (Dossier, Buffer) {
    let dossier = made(20_000, 100, POSITIONS, words);
    let dice = &mut Dice(7);
    let vocabulary: Vec<_> = words.split_whitespace().collect();
    let mut all = String::with_capacity(400 << 20);
    let mut ends = Vec::new();
    for _ in dossier.sources().keys() {
        while all.len() < (ends.len() + 1) * 100_000 {
            all.push_str(vocabulary[dice.roll(vocabulary.len())]);
            all.push(' ');
        }
        ends.push(all.len());
    }
    let articles = ends.len();
    for (id, position) in dossier.positions() {
        all.push_str(&position.wording);
        if id.index() % 100_000 == 77 {
            all.push_str(rare);
        }
        ends.push(all.len());
        for text in position.conditions.iter().map(|c| &c.text).chain(position.evidence.iter().map(|e| &e.quote)) {
            all.push_str(text);
            ends.push(all.len());
        }
    }
    let buffer = Buffer::new(all);
    let mut from = 0;
    let mut pieces = ends.into_iter().map(|end| {
        let piece = buffer.text(&buffer.as_str()[from..end]);
        from = end;
        piece
    });
    let mut sources: Vec<_> = dossier.sources().iter().map(|(_, source)| source.clone()).collect();
    for source in &mut sources[..articles] {
        source.text = pieces.next().unwrap();
    }
    let again = |position: &Position, pieces: &mut dyn Iterator<Item = Text>| {
        let mut position = position.clone();
        position.wording = pieces.next().unwrap();
        position.conditions.iter_mut().for_each(|condition| condition.text = pieces.next().unwrap());
        position.evidence.iter_mut().for_each(|evidence| evidence.quote = pieces.next().unwrap());
        Some(position)
    };
    let parts = Parts {
        sources,
        parties: dossier.parties().iter().map(|(_, party)| party.clone()).collect(),
        items: dossier.items().iter().map(|(_, item)| item.clone()).collect(),
        positions: dossier.positions().map(|(_, position)| again(position, &mut pieces)).collect(),
        ..Parts::default()
    };
    (Dossier::from_parts(parts).unwrap(), buffer)
}

/// How long this thread had a processor so far: what others do on the machine does not count. Where the system does not
/// tell, the time that went by.
fn time() -> Duration {
    static BEGUN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

/// The best of several, which is what the machine can do; each is several passes, since some systems count a thread's time
/// in steps of 4 ms.
fn best(mut work: impl FnMut() -> usize) -> (Duration, usize) {
    const PASSES: u32 = 5;
    let run = |_| {
        let begun = time();
        let found = (0..PASSES).map(|_| black_box(work())).last().unwrap();
        (time().saturating_sub(begun) / PASSES, found)
    };
    (0..3).map(run).min().unwrap()
}

/// A pass of `memmem` over every text, where it lies.
fn record_by_record(dossier: &Dossier, finder: &memmem::Finder<'_>) -> usize {
    let count = |text: &Text| finder.find_iter(text.as_bytes()).count();
    let articles: usize = dossier.sources().iter().map(|(_, source)| count(&source.text)).sum();
    let of = |position: &Position| -> usize {
        let conditions: usize = position.conditions.iter().map(|condition| count(&condition.text)).sum();
        let evidence = position.evidence.iter().map(|evidence| count(&evidence.quote) + count(&evidence.speaker));
        count(&position.wording) + conditions + evidence.sum::<usize>() + count(&position.note)
    };
    articles + dossier.positions().map(|(_, position)| of(position)).sum::<usize>()
}

/// What a frame may look at, as the window does it.
const SLICE: usize = 2 << 20;

/// When the first hit was there, and what the slowest slice took.
struct Took {
    first: Duration,
    slowest: Duration,
}

fn search(dossier: &Dossier, copies: &mut Copies, needle: &Needle) -> (usize, Took) {
    let begun = time();
    let mut search = Search::new(needle.clone(), 10_000);
    let (mut first, mut slowest) = (None, Duration::ZERO);
    while !search.is_done() {
        let slice = time();
        search.advance(dossier, copies, SLICE);
        slowest = slowest.max(time().saturating_sub(slice));
        if search.total() > 0 && first.is_none() {
            first = Some(time().saturating_sub(begun));
        }
    }
    (search.total(), Took { first: first.unwrap_or_default(), slowest })
}

/// Measures a search, with the texts copied before or as the first one of all.
fn measured(
    dossier: &Dossier,
    needle: &Needle,
    mut copies: Option<&mut Copies>,
    yardsticks: (Duration, Duration),
    how: &str,
) -> [f64; 2] {
    let (mut shown, mut slowest) = (Duration::MAX, Duration::MAX);
    let (time, found) = best(|| {
        let (total, took) = match &mut copies {
            Some(copies) => search(dossier, copies, needle),
            None => search(dossier, &mut Copies::default(), needle),
        };
        (shown, slowest) = (shown.min(took.first), slowest.min(took.slowest));
        total
    });
    let (pass, each) = yardsticks;
    let (whole, records) = (time.as_secs_f64() / pass.as_secs_f64(), time.as_secs_f64() / each.as_secs_f64());
    println!(
        "    {how:<20} {time:>9.1?} = {whole:>4.1} × end to end = {records:.2} × record by record, {found} times, \
         first after {shown:.1?}, slowest slice {slowest:.1?}"
    );
    [whole, records]
}

/// Counts a case, and for each yardstick whether the bar is met.
fn count((cases, met): &mut (usize, [usize; 2]), times: [f64; 2]) {
    *cases += 1;
    met.iter_mut().zip(times).for_each(|(met, times)| *met += usize::from(times <= BAR));
}

fn exact() -> Exactness {
    Exactness { matches_case: true, matches_accents: true, ..Exactness::default() }
}

fn whole() -> Exactness {
    Exactness { whole_words: true, ..Exactness::default() }
}

fn main() {
    let (mut ready, mut making) = ((0, [0; 2]), (0, [0; 2]));
    for (name, words, rare, common, absent) in [
        ("English", LATIN, "perpetuity", "verification", "plebiscite"),
        ("French and German", ACCENTED, "Élysées", "négociations", "plébiscite"),
        ("Russian", CYRILLIC, "бессрочно", "перемирие", "плебисцит"),
        ("Arabic", ARABIC, "وللأبد", "ضمانات", "استفتاء"),
    ] {
        // Languages may be named, to measure only those.
        let mut asked = std::env::args().skip(1).filter(|name| !name.starts_with('-')).peekable();
        if asked.peek().is_some() && !asked.any(|asked| name.contains(&asked)) {
            continue;
        }
        let (dossier, buffer) = laid_out(words, rare);
        assert_eq!(dossier.next_position(), PositionId::from_index(POSITIONS));
        let mib = buffer.as_str().len() >> 20;
        println!("{name}: {POSITIONS} positions, {} articles, {mib} MiB of text", dossier.sources().len());
        for word in [rare, common, absent] {
            let finder = memmem::Finder::new(word.as_bytes());
            let (pass, there) = best(|| finder.find_iter(buffer.as_str().as_bytes()).count());
            let (each, _) = best(|| record_by_record(&dossier, &finder));
            println!("  “{word}”: memmem end to end {pass:.1?}, {there} times; record by record {each:.1?}");
            for (how, exactness) in [("folded", Exactness::default()), ("as typed", exact()), ("whole words", whole())]
            {
                let needle = Needle::new(word, exactness).unwrap();
                let mut copies = Copies::default();
                while copies.prepare(&dossier, exactness, SLICE) {}
                let times = measured(&dossier, &needle, Some(&mut copies), (pass, each), how);
                count(&mut ready, times);
                if exactness == Exactness::default() {
                    drop(copies);
                    count(&mut making, measured(&dossier, &needle, None, (pass, each), "folded, not copied"));
                }
            }
        }
    }
    for (how, (cases, [whole, records])) in [("copy ready", ready), ("copy not made yet", making)] {
        println!("{how}: at most {BAR} × end to end in {whole} of {cases} cases, record by record in {records}");
    }
}
