//! Several signs of the words at once: where a text has none of their unusual forms, every way to write them in usual
//! ones is looked for in one pass.

use std::ops::Range;

use aho_corasick::packed;

use super::anchor::{Forms, commonness};
use super::classes::Classes;
use super::fold::Folding;

/// Signs that stand one behind the other, in every usual way to write them.
#[derive(Debug, Clone)]
pub(super) struct Together {
    /// The place of the first one among the signs.
    pub(super) place: usize,
    searcher: packed::Searcher,
    /// Of the ways, in bytes.
    longest: usize,
    /// Kinds of signs that make it unsafe: other forms of the signs, and what does not count and may stand between them.
    unsafe_with: Classes,
}

/// At most so many ways are looked for.
const MOST_WAYS: usize = 16;

impl Together {
    /// Chooses among the signs. None when there are too few, or too many ways to write them.
    pub(super) fn of(signs: &[char], forms: &[Forms], folding: Folding) -> Option<Self> {
        let dropped = folding.dropped();
        let windows = (0..signs.len()).flat_map(|from| (2..=4).map(move |len| from..from + len));
        let often = |window: &Range<usize>| -> f64 {
            window.clone().map(|place| f64::from(commonness(signs[place])) / 10_000.0).product()
        };
        let windows = windows.filter(|window| window.end <= signs.len());
        let mut windows: Vec<_> = windows.map(|window| (often(&window), window)).collect();
        windows.sort_by(|one, other| one.0.total_cmp(&other.0));
        let tried = windows.into_iter().map(|(_, window)| window);
        let mut ready = tried.filter_map(|window| {
            let ways = ways(&forms[window.clone()], &signs[window.clone()], folding)?;
            let others = forms[window.clone()].iter().flat_map(|forms| forms.others.iter().copied());
            let unsafe_with = Classes::of(others.chain(dropped.iter().copied()));
            // Its own letters must not make it unsafe.
            let own = Classes::of(ways.iter().flat_map(|way| way.chars()));
            own.are_apart(unsafe_with).then_some((window.start, ways, unsafe_with))
        });
        let (place, ways, unsafe_with) = ready.next()?;
        let longest = ways.iter().map(String::len).max()?;
        Some(Self { place, searcher: packed::Searcher::new(&ways)?, longest, unsafe_with })
    }

    /// True when a text with signs of these kinds can hold the signs in usual forms only.
    pub(super) fn suits(&self, text: Classes) -> bool {
        self.unsafe_with.are_apart(text)
    }

    /// The next byte from `from` on, before `until`, at which the signs begin.
    pub(super) fn next(&self, bytes: &[u8], from: usize, until: usize) -> Option<usize> {
        let end = until.saturating_add(self.longest - 1).min(bytes.len());
        if from >= end {
            return None;
        }
        let found = self.searcher.find_in(bytes, aho_corasick::Span { start: from, end })?;
        Some(found.start()).filter(|start| *start < until)
    }
}

/// Every way to write these signs in usual forms.
fn ways(forms: &[Forms], signs: &[char], folding: Folding) -> Option<Vec<String>> {
    let mut ways = vec![String::new()];
    for (forms, sign) in forms.iter().zip(signs) {
        if forms.plain.iter().any(|form| folding.fold(*form).as_slice() != [*sign]) {
            return None;
        }
        ways = ways.iter().flat_map(|way| forms.plain.iter().map(move |form| format!("{way}{form}"))).collect();
        if ways.len() > MOST_WAYS {
            return None;
        }
    }
    Some(ways)
}
