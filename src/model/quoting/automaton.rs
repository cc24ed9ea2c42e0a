//! Many words looked for at once: the automaton of Aho and Corasick (1975), in a shape that suits quotations.
//!
//! Not the crate: every place of every quotation is wanted, also of those within others, and a crafted file has thousands
//! of those at each place. Here words that were found often enough are unhooked while the text is read, so that time
//! stays linear in text and words; and a state takes thirteen bytes.

use std::ops::Range;

/// States are the beginnings of words, numbered by length: state 0 is the empty one, and the longer ones of a state
/// stand in a row.
#[derive(Debug)]
pub(super) struct Automaton {
    /// The last byte of each state.
    last: Vec<u8>,
    /// Where the states longer by one byte begin; they end where those of the next state begin.
    longer: Vec<u32>,
    /// The longest state that is an end of this one.
    shorter: Vec<u32>,
    /// The longest end of this state, itself included, that is a word still looked for; 0 when there is none.
    word_end: Vec<u32>,
    /// The states that are words, with the word's number.
    words: Vec<(u32, u32)>,
    /// The states of one byte, by that byte.
    first: [u32; 256],
    /// States entered so far, and words told apart by a byte.
    pub(super) steps: usize,
}

#[allow(clippy::cast_possible_truncation, reason = "an automaton has fewer states than 4 GiB of text has bytes")]
impl Automaton {
    pub(super) fn of(sorted: &[&str]) -> Self {
        let mut automaton = Self {
            last: vec![0],
            longer: Vec::new(),
            shorter: vec![0],
            word_end: Vec::new(),
            words: Vec::new(),
            first: [0; 256],
            steps: 0,
        };
        // Per state of the length in hand: the words that begin with it.
        let all = 0..sorted.len();
        let mut level = vec![all];
        let mut length = 0;
        while !level.is_empty() {
            let mut next = Vec::new();
            for beginning_alike in level {
                automaton.add_longer(sorted, beginning_alike, length, &mut next);
            }
            level = next;
            length += 1;
        }
        automaton.longer.push(automaton.last.len() as u32);
        automaton
    }

    /// Finishes the next state, with which these words begin, and adds the states that are longer by one byte.
    fn add_longer(&mut self, sorted: &[&str], mut alike: Range<usize>, length: usize, next: &mut Vec<Range<usize>>) {
        let state = self.longer.len() as u32;
        self.longer.push(self.last.len() as u32);
        let mut word_end = self.word_end.get(self.shorter[state as usize] as usize).copied().unwrap_or(0);
        if !alike.is_empty() && sorted[alike.start].len() == length {
            self.words.push((state, alike.start as u32));
            alike.start += 1;
            word_end = state;
        }
        self.word_end.push(word_end);
        while !alike.is_empty() {
            let byte = sorted[alike.start].as_bytes()[length];
            let with_byte = sorted[alike.clone()].iter().take_while(|word| word.as_bytes()[length] == byte).count();
            self.steps += with_byte;
            let longer = self.last.len() as u32;
            let shorter = if state == 0 { 0 } else { self.step(self.shorter[state as usize], byte) };
            if state == 0 {
                self.first[usize::from(byte)] = longer;
            }
            self.last.push(byte);
            self.shorter.push(shorter);
            next.push(alike.start..alike.start + with_byte);
            alike.start += with_byte;
        }
    }

    /// The longest state that ends what was read, one byte later.
    fn step(&mut self, mut state: u32, byte: u8) -> u32 {
        self.steps += 1;
        while state != 0 {
            let from = self.longer[state as usize];
            let longer = &self.last[from as usize..self.longer[state as usize + 1] as usize];
            if let Ok(at) = longer.binary_search(&byte) {
                return from + at as u32;
            }
            state = self.shorter[state as usize];
            self.steps += 1;
        }
        self.first[usize::from(byte)]
    }

    /// Tells each word with the place behind it. `tell` says whether it had enough of that word.
    pub(super) fn read(&mut self, text: &[u8], mut tell: impl FnMut(usize, usize) -> bool) {
        let mut state = 0;
        for (at, &byte) in text.iter().enumerate() {
            state = self.step(state, byte);
            let mut word = self.still_sought(self.word_end[state as usize]);
            self.word_end[state as usize] = word;
            while word != 0 {
                self.steps += 1;
                let next = self.still_sought(self.word_end[self.shorter[word as usize] as usize]);
                if let Ok(number) = self.words.binary_search_by_key(&word, |&(state, _)| state)
                    && tell(self.words[number].1 as usize, at + 1)
                {
                    self.word_end[word as usize] = next;
                }
                word = next;
            }
        }
    }

    /// The longest end of a word, itself included, that is still looked for. Shortens the way for the next time.
    fn still_sought(&mut self, mut word: u32) -> u32 {
        loop {
            let next = self.word_end[word as usize];
            if next == word {
                return word;
            }
            self.word_end[word as usize] = self.word_end[next as usize];
            word = self.word_end[word as usize];
            self.steps += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Otherwise a crafted file with thousands of quotations inside each other holds the window up for minutes.
    #[test]
    fn what_was_found_often_enough_costs_nothing_more() {
        let text = "a".repeat(20_000);
        let words: Vec<&str> = (1..1_400).map(|length| &text[..length]).collect();
        let mut told = 0;
        let mut automaton = Automaton::of(&words);
        let mut times = vec![0; words.len()];
        automaton.read(text.as_bytes(), |word, _| {
            told += 1;
            times[word] += 1;
            times[word] >= 50
        });
        assert!(told <= 50 * words.len(), "{told} places were told");
        assert!(times.iter().all(|&times| times == 50));
    }
}
