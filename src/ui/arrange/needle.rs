//! What a person looks for in texts, whatever its case.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

/// Words to look for.
#[derive(Debug, Clone)]
pub struct Needle(Regex);

/// How words are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exactness {
    /// Capital and small letters differ.
    pub matches_case: bool,
    /// Only whole words are found.
    pub whole_words: bool,
}

impl Needle {
    /// Words to look for; None when there are none.
    pub fn new(words: &str, exactness: Exactness) -> Option<Self> {
        let words = words.trim();
        if words.is_empty() {
            return None;
        }
        let mut pattern = regex::escape(words);
        if exactness.whole_words {
            pattern = format!(r"\b{{start-half}}{pattern}\b{{end-half}}");
        }
        RegexBuilder::new(&pattern).case_insensitive(!exactness.matches_case).build().ok().map(Self)
    }

    /// True when the text holds the words.
    pub fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// Where the words stand in the text, in bytes, without overlaps.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        self.0.find_iter(text).map(|found| found.range()).collect()
    }

    /// The text with other words in the place of these.
    pub fn replaced(&self, text: &str, by: &str) -> String {
        self.0.replace_all(text, regex::NoExpand(by)).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_and_script() {
        let needle = |words: &str| Needle::new(words, Exactness::default()).unwrap();
        assert!(needle("TRUCE").is_in("a truce"));
        assert!(needle("перемирие").is_in("ПЕРЕМИРИЕ"));
        assert!(needle("a.b").is_in("xa.by") && !needle("a.b").is_in("axb"), "signs stand for themselves");
        assert_eq!(needle("an").places("An ant"), [0..2, 3..5]);
        assert!(Needle::new("  ", Exactness::default()).is_none());
    }

    #[test]
    fn whole_words_and_case_count_when_asked_for() {
        let exact = |matches_case, whole_words| Exactness { matches_case, whole_words };
        let whole = Needle::new("ant", exact(false, true)).unwrap();
        assert!(whole.is_in("An ant.") && !whole.is_in("antler"));
        assert!(Needle::new("(a)", exact(false, true)).unwrap().is_in("x (a) y"));
        assert!(!Needle::new("Ant", exact(true, false)).unwrap().is_in("ant"));
        assert_eq!(whole.replaced("an ant, ants", "$1"), "an $1, ants", "what is put in stands for itself");
    }
}
