//! Which parties a text names near a passage.

use std::ops::Range;

use super::{Dossier, PartyId};

/// So many bytes before and behind a passage are looked at.
const AROUND: usize = 1200;

/// The parties, those first that are named in a passage or nearest to it. `passage` is in bytes of the text.
///
/// A name counts in the case in which it is written, as a whole word; an alias counts like a name. Articles name a
/// speaker before the words, so that what stands before counts as nearer than what stands as far behind. Parties that are not
/// named around the passage follow in their order.
pub fn parties_near(dossier: &Dossier, text: &str, passage: Range<usize>) -> Vec<PartyId> {
    let start = floor(text, passage.start.saturating_sub(AROUND));
    let end = floor(text, (passage.end + AROUND).min(text.len()));
    let around = &text[start..end];
    let passage = passage.start.saturating_sub(start)..passage.end.saturating_sub(start);
    let distance = |name: &str| {
        let places = whole_words(around, name).map(|at| distance(at..at + name.len(), &passage));
        places.min()
    };
    let ranked = dossier.parties().iter().map(|(id, party)| {
        let names = std::iter::once(&party.name).chain(&party.aliases);
        (names.filter_map(|name| distance(name.trim())).min().unwrap_or(usize::MAX), id)
    });
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(distance, _)| *distance);
    ranked.into_iter().map(|(_, id)| id).collect()
}

/// How far a name is from a passage: in it the first comes first, then what is before, then what is behind.
fn distance(name: Range<usize>, passage: &Range<usize>) -> usize {
    if name.start >= passage.end {
        passage.len() + (name.start - passage.end) * 2
    } else if name.end <= passage.start {
        passage.len() + (passage.start - name.end)
    } else {
        name.start.saturating_sub(passage.start)
    }
}

/// Where a word or several stand in a text without letters or digits at their ends.
fn whole_words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let found = (!word.is_empty()).then(|| text.match_indices(word)).into_iter().flatten();
    let ends = (word.chars().next(), word.chars().next_back());
    found.map(|(at, _)| at).filter(move |&at| {
        let (before, behind) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        !joins(before, ends.0) && !joins(ends.1, behind)
    })
}

/// True when two characters stand within one word. Chinese, Japanese and Thai write words without spaces between them,
/// so that there nothing can be said.
fn joins(left: Option<char>, right: Option<char>) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() && !is_written_without_spaces(letter);
    left.is_some_and(is_letter) && right.is_some_and(is_letter)
}

fn is_written_without_spaces(letter: char) -> bool {
    matches!(u32::from(letter), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Parts, Party, Text};

    fn near(text: &str, passage: &str) -> Vec<String> {
        let party = |name: &str, aliases: &[&str]| Party {
            id: Text::from(name),
            name: Text::from(name),
            aliases: aliases.iter().map(|alias| Text::from(*alias)).collect(),
            ..Party::default()
        };
        let parties =
            vec![party("Union", &["the drivers"]), party("US", &[]), party("日本", &[]), party("Railway", &[])];
        let dossier = Dossier::from_parts(Parts { parties, ..Parts::default() }).unwrap();
        let at = text.find(passage).unwrap();
        let found = parties_near(&dossier, text, at..at + passage.len());
        found.iter().map(|id| dossier.parties().get(*id).unwrap().name.to_string()).collect()
    }

    /// The form would propose the wrong party, and every position would need a correction.
    #[test]
    fn who_is_named_in_or_nearest_before_the_words_comes_first() {
        let text = "Railway said no. Union answered: pay rises by four per cent. Railway was silent.";
        assert_eq!(near(text, "pay rises")[..2], ["Union", "Railway"]);
        assert_eq!(near(text, "Railway was silent")[0], "Railway");
        assert_eq!(near("It told the drivers to wait.", "to wait")[0], "Union");
        assert_eq!(near("let us talk, said Railway", "let us talk")[0], "Railway", "“us” is not a party here");
        assert_eq!(near("USA or Railway", "or")[0], "Railway", "part of a word is no name");
        assert_eq!(near("昨日日本政府は提案を拒否した。", "提案")[0], "日本");
        assert_eq!(near("Nobody.", "Nobody"), ["Union", "US", "日本", "Railway"]);
    }
}
