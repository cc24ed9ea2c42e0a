//! Many words looked for at once by their first bytes: few places of a text begin like any of them.
//!
//! Time goes where memory is waited for. So what is needed at each place of the text is kept small, what is needed of a
//! word stands side by side, and a stretch of text is gone through in steps that do not wait for each other.

use std::ops::Range;

use super::words::Word;

/// So many bytes are a beginning; shorter words have none.
pub(super) const BEGINNING: usize = 16;
/// So many places of the text are sieved before any is looked at closely.
const STRETCH: usize = 4_096;
/// Where no word begins.
const NONE: u32 = u32::MAX;

/// Words by their beginnings.
#[derive(Debug)]
pub(super) struct Beginnings<'w> {
    entries: Vec<Entry<'w>>,
    /// The first entry with each beginning: at the place to which the beginning is mixed, or the next free one behind.
    firsts: Vec<u32>,
    /// Two bits for each beginning, in the number to which it is mixed: few others have both.
    sieve: Vec<u64>,
}

#[derive(Debug)]
struct Entry<'w> {
    word: Word<'w>,
    /// The caller's number of the word.
    number: u32,
    /// How many entries begin alike, from this one on; only the first of them knows.
    alike: u32,
    /// The longest other word with which this one begins.
    within: u32,
}

#[allow(clippy::cast_possible_truncation, reason = "a file has less than 4 GiB, and so fewer words")]
impl<'w> Beginnings<'w> {
    /// Takes words with their numbers, sorted, without repetition, and none shorter than a beginning.
    pub(super) fn of(sorted: impl Iterator<Item = (usize, Word<'w>)>, steps: &mut usize) -> Self {
        let entry = |(number, word)| Entry { word, number: number as u32, alike: 0, within: NONE };
        let mut entries: Vec<Entry<'w>> = sorted.map(entry).collect();
        *steps += entries.len();
        let slots = 2 * (entries.len() + 1).next_power_of_two();
        let mut firsts = vec![NONE; slots];
        let mut sieve = vec![0; slots.div_ceil(8)];
        let mut first = 0;
        for group in entries.chunk_by_mut(|one, other| one.word.beginning == other.word.beginning) {
            group[0].alike = group.len() as u32;
            let mixed = mixed(group[0].word.beginning);
            let at = hole(mixed, sieve.len());
            sieve[at] |= bits(mixed);
            let mut slot = hole(mixed, slots);
            while firsts[slot] != NONE {
                *steps += 1;
                slot = hole(slot + 1, slots);
            }
            firsts[slot] = first as u32;
            link(group, first as u32, steps);
            first += group.len();
        }
        Self { entries, firsts, sieve }
    }

    /// Tells each word with each place at which it stands. False when that takes more than `most` steps: then not all
    /// were told.
    pub(super) fn read(
        &self,
        text: &[u8],
        most: usize,
        steps: &mut usize,
        mut tell: impl FnMut(usize, Range<usize>),
    ) -> bool {
        if self.entries.is_empty() {
            return true;
        }
        *steps += text.len();
        let (mut sieved, mut begun) = (Vec::new(), Vec::new());
        for from in (0..text.len()).step_by(STRETCH) {
            sieved.clear();
            for (at, &beginning) in text[from..].array_windows().take(STRETCH).enumerate() {
                let beginning = u128::from_be_bytes(beginning);
                let mixed = mixed(beginning);
                if self.sieve[hole(mixed, self.sieve.len())] & bits(mixed) == bits(mixed) {
                    sieved.push((from + at, beginning));
                }
            }
            begun.clear();
            begun.extend(sieved.iter().filter_map(|&(at, beginning)| Some((at, self.group(beginning, steps)?))));
            for &(at, ref group) in &begun {
                if *steps > most {
                    return false;
                }
                self.compare(group.clone(), &text[at..], steps, |word, len| tell(word, at..at + len));
            }
            if *steps > most {
                return false;
            }
        }
        true
    }

    /// Tells each word of a group with which this text begins, the longest first.
    fn compare(&self, group: Range<usize>, text: &[u8], steps: &mut usize, mut tell: impl FnMut(usize, usize)) {
        let mut matched = |entry: &Entry<'_>| {
            let matched = BEGINNING + alike(&entry.word.text.as_bytes()[BEGINNING..], &text[BEGINNING..]);
            *steps += matched - BEGINNING + 1;
            matched
        };
        let behind = self.entries[group.clone()].partition_point(|entry| {
            let matched = matched(entry);
            entry.word.text.as_bytes().get(matched) <= text.get(matched)
        });
        // The last word that is not sorted behind the text begins with every word with which the text begins.
        let Some(last) = behind.checked_sub(1).map(|last| &self.entries[group.start + last]) else { return };
        let matched = matched(last);
        let mut next = Some(last);
        while let Some(entry) = next {
            *steps += 1;
            if entry.word.text.len() <= matched {
                tell(entry.number as usize, entry.word.text.len());
            }
            next = self.entries.get(entry.within as usize);
        }
    }

    /// The entries with this beginning; none if no word begins so.
    fn group(&self, beginning: u128, steps: &mut usize) -> Option<Range<usize>> {
        let mut slot = hole(mixed(beginning), self.firsts.len());
        loop {
            *steps += 1;
            let first = self.firsts[slot] as usize;
            let entry = self.entries.get(first)?;
            if entry.word.beginning == beginning {
                return Some(first..first + entry.alike as usize);
            }
            slot = hole(slot + 1, self.firsts.len());
        }
    }
}

/// Finds for each word of a group, the first of which is the entry `first`, the longest with which it begins.
#[allow(clippy::cast_possible_truncation, reason = "as above")]
fn link(group: &mut [Entry<'_>], first: u32, steps: &mut usize) {
    for at in 1..group.len() {
        let mut within = first + at as u32 - 1;
        while within != NONE {
            let before = &group[(within - first) as usize];
            *steps += before.word.text.len() - BEGINNING + 1;
            if group[at].word.text.starts_with(before.word.text) {
                break;
            }
            within = before.within;
        }
        group[at].within = within;
    }
}

/// Multiplication by the golden ratio mixes every bit into the high ones (Knuth, volume 3, 6.4).
#[allow(clippy::cast_possible_truncation, reason = "both halves, and then the high bits")]
fn mixed(beginning: u128) -> usize {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let half = (beginning as u64).wrapping_mul(GOLDEN).rotate_left(32);
    ((beginning >> 64) as u64 ^ half).wrapping_mul(GOLDEN).rotate_left(32) as usize
}

/// The place among so many (a power of two) to which something is mixed.
fn hole(mixed: usize, size: usize) -> usize {
    mixed & (size - 1)
}

fn bits(mixed: usize) -> u64 {
    1 << (mixed >> 26 & 63) | 1 << (mixed >> 20 & 63)
}

/// With how many bytes both begin alike.
fn alike(one: &[u8], other: &[u8]) -> usize {
    let (ones, others) = (one.as_chunks::<16>().0, other.as_chunks::<16>().0);
    let whole = 16 * ones.iter().zip(others).take_while(|(one, other)| one == other).count();
    whole + one[whole..].iter().zip(&other[whole..]).take_while(|(one, other)| one == other).count()
}
