//! What a person looks for in texts: words as they are typed, or a regular expression.

use std::ops::Range;

use regex::Regex;

use super::compared::Words;
use super::fold::Folding;
use super::pattern::{self, BadPattern};
use super::plain::Plain;

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Needle(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Plain(Box<Plain>),
    Pattern(Regex),
}

/// How words are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[allow(clippy::struct_excessive_bools, reason = "independent choices, each a switch on screen")]
pub struct Exactness {
    /// Capital and small letters differ.
    pub matches_case: bool,
    /// Accents and typographic signs count. A regular expression always minds them.
    pub matches_accents: bool,
    /// Only whole words are found.
    pub whole_words: bool,
    /// The words are a regular expression.
    pub is_pattern: bool,
}

impl Exactness {
    /// How texts are compared; None for a regular expression.
    pub(super) fn folding(self) -> Option<Folding> {
        (!self.is_pattern).then_some(Folding { case: self.matches_case, accents: self.matches_accents })
    }
}

/// How far a text was looked through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scan {
    /// Everything before this byte was looked at.
    from: usize,
    /// The end of the last match.
    floor: usize,
}

impl Scan {
    /// Everything before this byte was looked at.
    pub fn done(self) -> usize {
        self.from
    }
}

impl Needle {
    /// Words to look for; None when there are none, or when a regular expression cannot be read.
    pub fn new(words: &str, exactness: Exactness) -> Option<Self> {
        Self::read(words, exactness).ok().flatten()
    }

    /// Words to look for; None when there are none.
    ///
    /// # Errors
    /// Says what is wrong with a regular expression.
    pub fn read(words: &str, exactness: Exactness) -> Result<Option<Self>, BadPattern> {
        let Exactness { matches_case, matches_accents, whole_words, is_pattern } = exactness;
        if is_pattern {
            // Spaces mean something in it.
            let pattern = Some(words).filter(|words| !words.is_empty());
            let read = pattern.map(|words| pattern::read(words, matches_case, whole_words));
            return Ok(read.transpose()?.map(|regex| Self(Kind::Pattern(regex))));
        }
        let folding = Folding { case: matches_case, accents: matches_accents };
        Ok(Plain::new(words.trim(), folding, whole_words).map(|plain| Self(Kind::Plain(Box::new(plain)))))
    }

    /// True when the text holds it.
    pub fn is_in(&self, text: &str) -> bool {
        match &self.0 {
            Kind::Plain(plain) => plain.matches(text, 0, text.len(), 0).next().is_some(),
            Kind::Pattern(regex) => pattern::next(regex, text, 0).is_some(),
        }
    }

    /// Where it stands in the text, in bytes, without overlaps.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        self.scan(text, &mut Scan::default(), text.len(), |found| places.push(found));
        places
    }

    /// Goes on looking through a text up to about this byte. A regular expression is looked for up to the end of the
    /// line, and what it finds does not reach beyond.
    pub fn scan(&self, text: &str, scan: &mut Scan, until: usize, mut found: impl FnMut(Range<usize>)) {
        let until = until.clamp(scan.from.min(text.len()), text.len());
        match &self.0 {
            Kind::Plain(plain) => {
                let mut matches = plain.matches(text, scan.from, until, scan.floor);
                matches.by_ref().for_each(found);
                (scan.from, scan.floor) = matches.state();
            }
            Kind::Pattern(regex) => {
                let line = memchr::memchr(b'\n', &text.as_bytes()[until..]);
                let end = line.map_or(text.len(), |line| until + line);
                while let Some(range) = pattern::next(regex, &text[..end], scan.from) {
                    (scan.from, scan.floor) = (range.end, range.end);
                    found(range);
                }
                scan.from = end;
            }
        }
    }

    /// How it stands in copies of texts that were made as this folding says; None where it has to be looked for in the
    /// texts themselves.
    pub(super) fn copied(&self) -> Option<(&Words, Folding)> {
        match &self.0 {
            Kind::Plain(plain) => plain.copied(),
            Kind::Pattern(_) => None,
        }
    }

    /// The text with other words in the place of these.
    pub fn replaced(&self, text: &str, by: &str) -> String {
        let mut replaced = String::with_capacity(text.len());
        let mut from = 0;
        for place in self.places(text) {
            replaced.push_str(&text[from..place.start]);
            replaced.push_str(by);
            from = place.end;
        }
        replaced.push_str(&text[from..]);
        replaced
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOSE: Exactness =
        Exactness { matches_case: false, matches_accents: false, whole_words: false, is_pattern: false };

    fn found<'a>(words: &str, exactness: Exactness, text: &'a str) -> Vec<&'a str> {
        let needle = Needle::new(words, exactness).unwrap();
        needle.places(text).into_iter().map(|range| &text[range]).collect()
    }

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
        let exact = |matches_case, whole_words| Exactness { matches_case, whole_words, ..LOOSE };
        let whole = Needle::new("ant", exact(false, true)).unwrap();
        assert!(whole.is_in("An ant.") && !whole.is_in("antler"));
        assert!(Needle::new("(a)", exact(false, true)).unwrap().is_in("x (a) y"));
        assert!(!Needle::new("Ant", exact(true, false)).unwrap().is_in("ant"));
        assert_eq!(whole.replaced("an ant, ants", "$1"), "an $1, ants", "what is put in stands for itself");
        assert!(!Needle::new("مان", exact(false, true)).unwrap().is_in("ضمان"), "in every script");
    }

    /// Whoever types an article's words on a plain keyboard would not find them.
    #[test]
    fn what_is_typed_finds_what_is_printed() {
        assert_eq!(found("cafe", LOOSE, "Café, CAFE\u{301}!"), ["Café", "CAFE\u{301}"]);
        assert_eq!(found("élysée", LOOSE, "Elysee"), ["Elysee"]);
        assert_eq!(found("все", LOOSE, "всё и ВСЁ"), ["всё", "ВСЁ"]);
        assert_eq!(found("strasse", LOOSE, "Die Straße"), ["Straße"]);
        assert_eq!(found("stras", LOOSE, "Die Straße"), ["Straß"], "while it is being typed");
        assert_eq!(found("don't", LOOSE, "I don’t"), ["don’t"]);
        assert_eq!(found("ceasefire", LOOSE, "a cease\u{ad}fire"), ["cease\u{ad}fire"]);
        assert_eq!(found("cease fire", LOOSE, "cease\nfire"), ["cease\nfire"]);
        assert_eq!(found("confide", LOOSE, "conﬁdence"), ["conﬁde"]);
        assert_eq!(found("שלום", LOOSE, "שָׁלוֹם"), ["שָׁלוֹם"]);
        assert_eq!(found("停火", LOOSE, "必须停火。"), ["停火"]);
        assert_eq!(found("kelvin", LOOSE, "\u{212a}elvin"), ["\u{212a}elvin"]);
    }

    #[test]
    fn accents_count_when_asked_for_in_either_normal_form() {
        let exact = Exactness { matches_accents: true, ..LOOSE };
        assert_eq!(found("café", exact, "cafe Café CAFE\u{301}"), ["Café", "CAFE\u{301}"]);
        assert_eq!(found("cafe", exact, "cafe Café CAFE\u{301}"), ["cafe"]);
        assert_eq!(found("\u{301}", LOOSE, "e\u{301}").len(), 1, "an accent alone");
    }

    #[test]
    fn a_regular_expression_that_cannot_be_read_is_told_with_its_place() {
        let pattern = Exactness { is_pattern: true, ..LOOSE };
        let complaint = |words: &str| Needle::read(words, pattern).unwrap_err().to_string();
        assert_eq!(complaint("né(cess"), "Unclosed group at character 3");
        assert_eq!(complaint("a)|(b"), "Unopened group at character 2");
        assert_eq!(complaint("[z-a]"), "Invalid character class range, the start must be <= the end at character 2");
        assert!(complaint("(\\w{500}){500}").contains("too large"));
        assert_eq!(found("troops?|arm(y|ies)", pattern, "Troops and armies"), ["Troops", "armies"]);
        assert_eq!(found("x*", pattern, "axxb"), ["xx"], "what matches nothing is nowhere");
        assert_eq!(found("^b", pattern, "a\nb"), ["b"], "line by line");
        let whole = Exactness { whole_words: true, ..pattern };
        assert_eq!(found("a|ant", whole, "ant a"), ["ant", "a"]);
    }

    /// A match on the edge of a slice would be missed or found twice.
    #[test]
    fn slices_find_what_one_pass_finds() {
        let text = "anan ánan\nan an ANAN нана nan ﬀan ".repeat(3);
        for (words, is_pattern) in
            [("an", false), ("anan", false), ("n a", false), ("нан", false), ("ffa", false), ("a?n+", true)]
        {
            let needle = Needle::new(words, Exactness { is_pattern, ..LOOSE }).unwrap();
            let whole = needle.places(&text);
            assert!(!whole.is_empty());
            for slice in 1..9 {
                let (mut scan, mut places, mut until) = (Scan::default(), Vec::new(), 0);
                while scan.done() < text.len() {
                    until += slice;
                    while !text.is_char_boundary(until.min(text.len())) {
                        until += 1;
                    }
                    needle.scan(&text, &mut scan, until, |found| places.push(found));
                }
                assert_eq!(places, whole, "{words} in slices of {slice}");
            }
        }
    }
}
