//! Dossiers of any size, the same for the same numbers: positions in scattered order, no two of them in one cell, items
//! under twenty topics, wordings of 40 to 280 characters.

use standpoint::model::{
    Buffer, Cell, Condition, Dossier, Evidence, Extra, Item, ItemId, Key as _, Parts, Party, PartyId, Position, Role,
    Source, SourceId, Stance, Text,
};

/// `SplitMix64` (G. L. Steele, D. Lea, C. H. Flood, 2014): the same numbers for the same seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % below as u64).unwrap()
    }
}

/// Words of two alphabets: from left to right and from right to left.
pub(crate) const LATIN: &str = "the of and to in for with on shall should may by as from any other all their this party article \
paragraph text proposal draft amendment annex agreement commitment obligation measure compliance monitoring \
verification reporting review ceasefire withdrawal prisoner exchange corridor observer mandate sanction relief border \
zone territory guarantee wage hours overtime pension leave grievance seniority contract tariff quota subsidy services \
investment dispute settlement panel emission target finance technology transfer capacity committee principle scope";
#[allow(dead_code, reason = "not every bench writes from right to left")]
pub(crate) const ARABIC: &str = "وقف إطلاق النار انسحاب القوات خطوط تبادل الأسرى مراقبة دولية (مؤقتة) ضمانات، مجلس الأمن قرار 242 \
المعابر الحدود المساعدات اللجنة المشتركة الاتفاق الإطاري S/RES/2728 خلال 48 ساعة دون شروط مسبقة المرحلة الأولى";
const SOURCES: usize = 50;
const TOPICS: usize = 20;

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

/// Prose from which wordings are cut.
struct Prose {
    buffer: Buffer,
    /// Where words begin.
    starts: Vec<usize>,
}

impl Prose {
    fn new(dice: &mut Dice, words: &str) -> Self {
        let words: Vec<_> = words.split_whitespace().collect();
        let mut prose = String::new();
        let mut starts = Vec::new();
        for _ in 0..60_000 {
            starts.push(prose.len());
            prose.push_str(words[dice.roll(words.len())]);
            prose.push(' ');
        }
        Self { buffer: Buffer::new(prose), starts }
    }

    fn piece(&self, dice: &mut Dice, low: usize, high: usize) -> Text {
        let from = self.starts[dice.roll(self.starts.len() - 100)];
        let to = self.starts[self.starts.partition_point(|&start| start < from + low + dice.roll(high - low))];
        self.buffer.text(self.buffer.as_str()[from..to].trim_end())
    }
}

/// A dossier of this size, written in these words. One in ten positions has a condition that is linked to an item.
pub(crate) fn made(items: usize, parties: usize, positions: usize, words: &str) -> Dossier {
    let dice = &mut Dice(1);
    let prose = Prose::new(dice, words);
    let date = |n: usize| format!("{}-{:02}-{:02}", 2015 + n % 10, 1 + n % 12, 1 + n % 28).parse().ok();
    let named = |kind: &str, n: usize| Text::from(format!("{kind}{n}"));
    let parts = Parts {
        sources: (0..SOURCES)
            .map(|n| Source { id: named("s", n), title: named("Source ", n), published: date(n), ..Source::default() })
            .collect(),
        parties: (0..parties)
            .map(|n| Party {
                id: named("p", n),
                name: named("Party ", n),
                role: if n < 4 { Role::Principal } else { Role::Observer },
                ..Party::default()
            })
            .collect(),
        items: (0..items)
            .map(|n| Item {
                id: named("i", n),
                title: Text::from(format!("{} {n}", prose.piece(dice, 12, 60))),
                topic: named("Topic ", n * TOPICS / items),
                ..Item::default()
            })
            .collect(),
        positions: scattered(items * parties, positions, dice)
            .into_iter()
            .map(|place| Some(position(place, items, parties, &prose, dice)))
            .collect(),
        ..Parts::default()
    };
    Dossier::from_parts(parts).unwrap()
}

fn position(place: usize, items: usize, parties: usize, prose: &Prose, dice: &mut Dice) -> Position {
    let cell = Cell { item: ItemId::from_index(place / parties), party: PartyId::from_index(place % parties) };
    let stances =
        [Stance::Demands, Stance::Offers, Stance::Accepts, Stance::Accepts, Stance::Rejects, Stance::Reserved];
    let mut position = Position::new(cell, stances[dice.roll(6)]);
    position.wording = prose.piece(dice, 40, 280);
    if dice.roll(10) == 0 {
        position.stance = Stance::Accepts;
        let item = Some(ItemId::from_index(dice.roll(items)));
        let party = (dice.roll(2) == 0).then(|| PartyId::from_index(dice.roll(parties)));
        let text = prose.piece(dice, 20, 60);
        position.conditions = vec![Condition { text, item, party, ..Condition::default() }];
    }
    position.evidence = vec![Evidence {
        source: SourceId::from_index(dice.roll(SOURCES)),
        quote: prose.piece(dice, 40, 120),
        start: None,
        end: None,
        speaker: Text::default(),
        extra: Extra::default(),
    }];
    position
}
