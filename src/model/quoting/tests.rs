//! What holds of every quotation, tried with texts of many scripts.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::words::MOST;
use super::*;
use crate::model::{Extra, Key as _, Text};

fn evidence(quote: &str, place: Option<Range<u32>>) -> Evidence {
    Evidence {
        source: SourceId::from_index(0),
        quote: Text::from(quote),
        start: place.as_ref().map(|place| place.start),
        end: place.map(|place| place.end),
        speaker: Text::default(),
        extra: Extra::default(),
    }
}

fn found(text: &str, quote: &str) -> Standing {
    standing(text, &evidence(quote, None))
}

fn at(range: Range<u32>) -> Standing {
    Standing::Found { range, typography: false }
}

fn typographic(range: Range<u32>) -> Standing {
    Standing::Found { range, typography: true }
}

#[test]
fn each_standing_is_told() {
    let text = "Kyiv — “yes” to it. Moscow: no to it.";
    assert_eq!(found(text, "yes"), at(8..11));
    assert_eq!(found("停火谈判：同意", "同意"), at(5..7));
    assert_eq!(found(text, "Kyiv - \"yes\""), typographic(0..12));
    assert_eq!(found(text, "kyiv"), Standing::NotInText, "case is not typography");
    assert_eq!(found(text, " "), Standing::Blank);
    assert_eq!(found(text, "\u{ad}"), Standing::NotInText, "nothing is left of it without typography");
    assert_eq!(found("", "yes"), Standing::NoText);
    let ranges: Arc<[Range<u32>]> = Arc::new([13..18, 31..36]);
    assert_eq!(found(text, "to it"), Standing::Several { ranges: Arc::clone(&ranges), typography: false });
    assert_eq!(standing(text, &evidence("yes", Some(8..11))), Standing::Verbatim { range: 8..11 });
    let one = 8..11;
    let elsewhere =
        |given: Range<u32>, found: Arc<[Range<u32>]>| Standing::Elsewhere { given, found, typography: false };
    assert_eq!(standing(text, &evidence("yes", Some(9..12))), elsewhere(9..12, Arc::new([one])));
    assert_eq!(standing(text, &evidence("to it", Some(99..104))), elsewhere(99..104, ranges));
    assert_eq!(standing(text, &evidence("maybe", Some(0..5))), Standing::NotInText);
    assert_eq!(
        standing(text, &evidence("\"yes\"", Some(7..12))),
        typographic(7..12),
        "alike where it is said to stand"
    );
    let start_alone = Evidence { end: None, ..evidence("to it", Some(31..31)) };
    assert_eq!(standing(text, &start_alone), at(31..36), "a start alone tells two places apart");
}

/// Otherwise what is byte for byte in the text is said to differ, or two places are made of one.
#[test]
fn the_letter_goes_before_typography() {
    assert_eq!(found("a-b and a–b", "a–b"), at(8..11));
    assert_eq!(found("a-b and a–b", "a—b").ranges().len(), 2, "neither is closer than the other");
}

/// Otherwise a mark cuts a letter from its accent, and "no" is found in "nó".
#[test]
fn a_letter_is_not_found_without_its_marks() {
    assert_eq!(found("cafe\u{301}", "“cafe”"), Standing::NotInText);
    assert_eq!(found("caf\u{e9} x", "cafe\u{301}\u{a0}x"), typographic(0..6));
    assert_eq!(found("\u{1100}\u{1161}\u{11a8} x", "가\u{a0}x"), Standing::NotInText);
    assert_eq!(found("\u{1100}\u{1161}\u{11a8} x", "각\u{a0}x"), typographic(0..5));
}

/// Otherwise one quotation that is kept a hundred times costs a hundred searches, or is found once.
#[test]
fn the_same_quotation_many_times() {
    let text = "the truce holds";
    let quoted = evidence("truce", None);
    let standings = standings(text, &vec![&quoted; 100]);
    assert!(standings.iter().all(|standing| *standing == at(4..9)) && standings.len() == 100);
}

/// Pieces of text: one spelling, another that differs only by typography, and whether a quotation may begin with it.
const PIECES: &[(&str, &str, bool)] = &[
    ("Peace", "Peace", true),
    ("мир", "мир", true),
    ("和平", "和平", true),
    ("سلام", "\u{feb3}\u{fefc}\u{fee1}", true),
    ("שלום", "\u{200f}שלום", true),
    ("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}", true),
    ("café", "cafe\u{301}", true),
    ("ﬁn", "fin", true),
    ("ＡＢ", "AB", true),
    ("🕊️", "🕊", true),
    ("nego\u{ad}tiate", "negotiate", true),
    ("zero\u{200b}width", "zerowidth", true),
    ("किताब", "किताब", true),
    ("ไทย", "ไทย", true),
    (" ", "\u{a0}", false),
    ("\n\n", " ", false),
    (" \t ", "\u{2009}", false),
    ("’", "'", true),
    ("“", "\"", true),
    ("”", "„", true),
    ("«", "“", true),
    (" — ", " - ", false),
    (" – ", " --- ", false),
    ("…", "...", true),
];

fn pieces() -> impl Strategy<Value = Vec<(&'static str, &'static str, bool)>> {
    prop::collection::vec(select(PIECES), 1..40)
}

fn scalars(text: &str) -> u32 {
    Places::of(text).len()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Otherwise a person marks words and is told that they are not in the text.
    #[test]
    fn what_was_cut_from_the_text_is_found_where_it_was_cut(
        pieces in pieces(), free in any::<String>(), from in any::<Index>(), length in any::<Index>(),
    ) {
        let text: String = pieces.iter().map(|(piece, ..)| *piece).chain([free.as_str()]).collect();
        let all: Vec<char> = text.chars().collect();
        let from = from.index(all.len());
        let to = from + 1 + length.index(all.len() - from);
        let quote: String = all[from..to].iter().collect();
        prop_assume!(!quote.trim().is_empty());
        let before: String = all[..from].iter().collect();
        let range = scalars(&before)..scalars(&before) + scalars(&quote);
        prop_assert_eq!(Places::of(&text).words(&range), Some(quote.as_str()));
        let placed = standing(&text, &evidence(&quote, Some(range.clone())));
        prop_assert_eq!(placed, Standing::Verbatim { range: range.clone() });
        let sought = found(&text, &quote);
        prop_assert!(!sought.is_typography());
        prop_assert!(sought.ranges().contains(&range) || sought.ranges().len() == usize::from(MOST), "{:?}", sought);
        let once = text.match_indices(&quote).count() == 1;
        prop_assert!(!once || sought.range().is_none_or(|found| found == range));
    }

    /// Otherwise a quotation that was typed, or copied from another edition, is said not to be in the text.
    #[test]
    fn other_typography_is_found_and_said(pieces in pieces(), from in any::<Index>(), length in any::<Index>()) {
        let from = from.index(pieces.len());
        let to = from + 1 + length.index(pieces.len() - from);
        prop_assume!(pieces[from].2 && pieces[to - 1].2);
        let join = |of: &[(&'static str, &'static str, bool)]| of.iter().map(|(piece, ..)| *piece).collect::<String>();
        let (before, cut, after) = (join(&pieces[..from]), join(&pieces[from..to]), join(&pieces[to..]));
        let text = format!("{before}{cut}{after}");
        let typed: String = pieces[from..to].iter().map(|(_, typed, _)| *typed).collect();
        let sought = found(&text, &typed);
        let start = scalars(&before);
        // White space and what is not seen are no part of what was found, at its ends.
        let range = start..start + scalars(cut.trim_end_matches('\u{fe0f}'));
        let is_there = sought.ranges().iter().any(|found| {
            found.start == range.start && found.end == range.end
        });
        prop_assert!(is_there || sought.ranges().len() == usize::from(MOST) || !sought.is_typography(), "{sought:?} for {range:?}");
        prop_assert_ne!(&sought, &Standing::NotInText);
        for range in sought.ranges() {
            let places = Places::of(&text);
            let (words, typed) = (Folded::of(places.words(range).unwrap_or_default()), Folded::of(&typed));
            prop_assert_eq!(words.text.trim(), typed.text.trim(), "what is found is alike");
        }
    }

    /// Otherwise somebody is said to have said what nobody said.
    #[test]
    fn anything_else_is_not_found(pieces in pieces(), from in any::<Index>(), other in select(vec!["X", "é", "²", "no"])) {
        let text: String = pieces.iter().map(|(piece, ..)| *piece).collect();
        let mut changed: Vec<char> = text.chars().collect();
        let at = from.index(changed.len() + 1);
        changed.splice(at..at, other.chars());
        let changed: String = changed.into_iter().collect();
        prop_assume!(!text.contains(&changed));
        prop_assert_eq!(found(&text, &changed), Standing::NotInText);
        let upper = text.to_uppercase();
        prop_assert!(upper == text || Folded::of(&upper).text == Folded::of(&text).text
            || found(&text, &upper) == Standing::NotInText);
    }

    /// Otherwise what a quotation is said to be depends on which others are in the dossier.
    #[test]
    fn many_at_once_are_found_as_each_alone(
        pieces in pieces(), cuts in prop::collection::vec((any::<Index>(), any::<Index>(), any::<bool>()), 0..20),
    ) {
        let text: String = pieces.iter().map(|(piece, ..)| *piece).collect();
        let all: Vec<char> = text.chars().collect();
        let quotes: Vec<Evidence> = cuts.iter().map(|(from, length, typed)| {
            let from = from.index(all.len());
            let quote: String = all[from..=from + length.index(all.len() - from)].iter().collect();
            let quote = if *typed { quote.replace(' ', "\u{a0}").replace('’', "'") } else { quote };
            evidence(&quote, (from % 5 == 0).then_some(0..2))
        }).collect();
        let together = standings(&text, &quotes.iter().collect::<Vec<_>>());
        for (quote, standing_together) in quotes.iter().zip(together) {
            prop_assert_eq!(standing_together, standing(&text, quote));
        }
    }
}
