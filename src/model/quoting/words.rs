//! Where many words stand in one text: the first places of each.
//!
//! Most quotations are long and rare, and are found by their beginnings with little memory. Beginnings that are alike
//! too often, and words too short to have one, are left to an automaton, whose steps are linear whatever the words are.

use std::ops::Range;

use super::automaton::Automaton;
use super::beginnings::{BEGINNING, Beginnings};

/// Places of one word that are kept. Nobody chooses among more.
pub(super) const MOST: u16 = 50;
/// Places of one word that may be refused, until it is given up.
const MOST_REFUSED: u16 = 1_000;
/// Words of so many bytes in all share an automaton, or of as many bytes as the text has: so the passes over the text
/// never cost more than text and words together, and memory stays in keeping with the text.
const SHARED: usize = 1 << 20;
/// Steps for each byte of the text and the words after which looking by beginnings is given up.
const PATIENCE: usize = 8;

/// A word to look for. In the order of its bytes, which is told by the first of them nearly always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word<'w> {
    /// The first bytes as a number; zeros stand for those that are missing.
    pub(super) beginning: u128,
    pub(super) text: &'w str,
}

impl<'w> Word<'w> {
    pub(super) fn of(text: &'w str) -> Self {
        let mut beginning = [0; BEGINNING];
        beginning.iter_mut().zip(text.bytes()).for_each(|(byte, first)| *byte = first);
        Self { beginning: u128::from_be_bytes(beginning), text }
    }

    /// Words in order, each once, and the place among them of each that was given.
    pub(super) fn sorted(words: impl Iterator<Item = &'w str>) -> (Vec<Self>, Vec<usize>) {
        let mut all: Vec<(Self, usize)> = words.enumerate().map(|(number, word)| (Self::of(word), number)).collect();
        all.sort_unstable();
        let mut places = vec![0; all.len()];
        let mut words = Vec::with_capacity(all.len());
        for alike in all.chunk_by(|(one, _), (other, _)| one == other) {
            for &(_, number) in alike {
                places[number] = words.len();
            }
            words.push(alike[0].0);
        }
        (words, places)
    }
}

/// What was found, and what it cost.
#[derive(Debug)]
pub(super) struct Occurrences<P> {
    /// The places of the first word in order, then those of the second, and so on.
    places: Vec<P>,
    /// Where the places of each word end among all.
    ends: Vec<usize>,
    /// Bytes looked at, states entered, and words passed by.
    #[cfg_attr(not(test), allow(dead_code, reason = "what shows that the cost is linear"))]
    pub(super) steps: usize,
}

impl<P> Occurrences<P> {
    /// The first places of each word, at most [`MOST`].
    pub(super) fn by_word(&self) -> impl Iterator<Item = &[P]> {
        let mut from = 0;
        self.ends.iter().map(move |&to| &self.places[std::mem::replace(&mut from, to)..to])
    }
}

/// Where each of these words (sorted, without repetition) stands in the text; an empty one stands nowhere. `accepts` is given a range of
/// bytes and says which place that is, if it is one.
pub(super) fn occurrences<P: Clone + Default>(
    text: &str,
    words: &[Word<'_>],
    accepts: impl Fn(Range<usize>) -> Option<P>,
) -> Occurrences<P> {
    let bytes = text.len() + words.iter().map(|word| word.text.len()).sum::<usize>();
    let mut steps = 0;
    let mut kept = Kept::of(words.len(), &accepts);
    let (long, short) = (0..words.len()).partition::<Vec<usize>, _>(|&word| words[word].text.len() >= BEGINNING);
    let beginnings = Beginnings::of(long.iter().map(|&word| (word, words[word])), &mut steps);
    let most = steps + PATIENCE * bytes;
    let is_done = beginnings.read(text.as_bytes(), most, &mut steps, |word, range| {
        kept.take(word, range);
    });
    let mut open = short;
    if !is_done {
        kept = Kept::of(words.len(), &accepts);
        open = (0..words.len()).collect();
    }
    while !open.is_empty() {
        let mut bytes = 0;
        let fits = |&&word: &&usize| {
            bytes += words[word].text.len();
            bytes == words[word].text.len() || bytes <= SHARED.max(text.len())
        };
        let behind = open.split_off(open.iter().take_while(fits).count());
        let mut automaton = Automaton::of(&open.iter().map(|&word| words[word].text).collect::<Vec<_>>());
        automaton.read(text.as_bytes(), |word, end| kept.take(open[word], end - words[open[word]].text.len()..end));
        steps += automaton.steps;
        open = behind;
    }
    kept.by_word(steps)
}

/// The places found so far.
struct Kept<P, A> {
    accepts: A,
    /// In the order in which they were found, with the word.
    places: Vec<(usize, P)>,
    /// How many places of each word are kept, and how many were refused.
    counts: Vec<(u16, u16)>,
}

impl<P: Clone + Default, A: Fn(Range<usize>) -> Option<P>> Kept<P, A> {
    fn of(words: usize, accepts: A) -> Self {
        Self { accepts, places: Vec::new(), counts: vec![(0, 0); words] }
    }

    /// Takes the next place of a word, unless there are enough. True when there are now.
    fn take(&mut self, word: usize, range: Range<usize>) -> bool {
        let (kept, refused) = &mut self.counts[word];
        if *kept < MOST && *refused < MOST_REFUSED {
            if let Some(place) = (self.accepts)(range) {
                self.places.push((word, place));
                *kept += 1;
            } else {
                *refused += 1;
            }
        }
        *kept >= MOST || *refused >= MOST_REFUSED
    }

    fn by_word(self, steps: usize) -> Occurrences<P> {
        let mut all = 0;
        let mut ends: Vec<usize> = Vec::with_capacity(self.counts.len());
        for (kept, _) in &self.counts {
            ends.push(all);
            all += usize::from(*kept);
        }
        let mut places = vec![P::default(); all];
        for (word, place) in self.places {
            places[ends[word]] = place;
            ends[word] += 1;
        }
        Occurrences { places, ends, steps }
    }
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, reason = "a number of steps")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str, words: &[&str]) -> (Vec<Vec<usize>>, usize) {
        let (words, among) = Word::sorted(words.iter().copied());
        let found = occurrences(text, &words, |range| Some(range.start));
        let by_word: Vec<&[usize]> = found.by_word().collect();
        (among.into_iter().map(|word| by_word[word].to_vec()).collect(), found.steps)
    }

    fn naively(text: &str, word: &str) -> Vec<usize> {
        let is_there = |at: &usize| text.as_bytes()[*at..].starts_with(word.as_bytes());
        (0..text.len()).filter(is_there).take(usize::from(MOST)).collect()
    }

    /// Otherwise a quotation within another, or one that overlaps another, is said not to be in the text.
    #[test]
    fn words_within_words_are_all_found() {
        let text = "ushers said that she heard his hers".repeat(9);
        let words = ["he", "her", "hers", "his", "she", "usher", "s", "ers said that s", "not there", "r", &text[35..]];
        let words = [&words[..], &[&text[35..70], "ushers said that she", "ushers said that she heard him"]].concat();
        for (word, found) in words.iter().zip(found(&text, &words).0) {
            assert_eq!(found, naively(&text, word), "{word}");
        }
    }

    #[test]
    fn refused_places_do_not_count() {
        let accepts = |range: Range<usize>| (range.start != 0).then_some(range.start);
        let found = occurrences("aXaYaX", &[Word::of("a")], accepts);
        assert_eq!(found.by_word().collect::<Vec<_>>(), [&[2, 4]]);
    }

    /// Steps for each byte of the text and the words. Looks at some of what was found, too.
    fn cost(text: &str, words: &[&str]) -> f64 {
        let (found, steps) = found(text, words);
        for (word, found) in words.iter().zip(found).step_by(97) {
            assert_eq!(found, naively(text, word), "{word}");
        }
        steps as f64 / (text.len() + words.concat().len()) as f64
    }

    /// Otherwise a long article with many quotations, or a crafted one, holds the window up. Counted, not timed: however
    /// large they are, text and words cost a fixed number of steps for each byte.
    #[test]
    fn steps_are_linear_in_text_and_words() {
        let words = |size: usize| (0..size * 1_000).map(|number| format!("{:x}", number * 7_919 % 100_003));
        let prose = |size| words(size).collect::<Vec<_>>().join(" ");
        let prose: [String; 2] = [1, 8].map(prose);
        let cut = |text: &'_ str, every: usize, len: usize| -> Vec<String> {
            (0..text.len() - len).step_by(every).map(|from| text[from..from + len].to_owned()).collect()
        };
        let many: [Vec<String>; 2] = [cut(&prose[0], 60, 70), cut(&prose[1], 60, 70)];
        let same: [String; 2] = [1, 8].map(|size| "a".repeat(size * 4_000));
        let nested =
            same.each_ref().map(|text| (1..text.len() / 8).step_by(2).map(|len| text[..len].to_owned()).collect());
        let almost = same
            .each_ref()
            .map(|text| (1..text.len() / 8).step_by(2).map(|len| format!("{}b", &text[..len])).collect());
        let short = prose.each_ref().map(|text| cut(text, 9, 8));
        let cases = [
            ("cut from prose", &prose, many),
            ("short", &prose, short),
            ("within each other", &same, nested),
            ("nearly there", &same, almost),
            (
                "not there",
                &prose,
                prose.each_ref().map(|text| cut(text, 60, 70).iter().map(|w| format!("{w}, no")).collect()),
            ),
        ];
        for (name, texts, words) in cases {
            for (text, words) in texts.iter().zip(&words) {
                let cost = cost(text, &words.iter().map(String::as_str).collect::<Vec<_>>());
                assert!(cost < 16.0, "{name}: {} words, {cost:.1} steps for each byte", words.len());
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Otherwise what is found depends on how it was looked for: by beginnings, or with the automaton.
        #[test]
        fn what_is_found_is_what_a_naive_search_finds(
            text in "[ab]{0,9}(no |yes and |nó ){0,60}[ab]{0,300}",
            cuts in prop::collection::vec((any::<prop::sample::Index>(), 1_usize..90, any::<bool>()), 1..40),
        ) {
            let all: Vec<char> = text.chars().collect();
            prop_assume!(!all.is_empty());
            let words: Vec<String> = cuts.iter().map(|(from, len, is_other)| {
                let from = from.index(all.len());
                let word: String = all[from..all.len().min(from + len)].iter().collect();
                if *is_other { word + "b" } else { word }
            }).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            for (word, found) in words.iter().zip(found(&text, &words).0) {
                prop_assert_eq!(found, naively(&text, word), "{}", word);
            }
        }
    }
}
