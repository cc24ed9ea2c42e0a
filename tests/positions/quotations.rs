//! Quotations are verbatim or reported: what was marked is read back byte for byte, and marks go with their words when the
//! article is edited.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use standpoint::model::quoting::{self, Places, Standing};
use standpoint::model::steps::{ArticleEdit, edit_article};
use standpoint::model::{
    Cell, Dossier, Evidence, Extra, History, Item, ItemId, Key as _, Parts, Party, PartyId, Position, Source, SourceId,
    Stance, Text,
};

use super::{accepted, written};

/// A dossier with one article; each range (in scalar values) is the quotation of a position.
fn marked(text: &str, ranges: &[(u32, u32)]) -> Dossier {
    let places = Places::of(text);
    let cell = Cell { item: ItemId::from_index(0), party: PartyId::from_index(0) };
    let positions = ranges.iter().map(|&(start, end)| {
        let evidence = Evidence {
            source: SourceId::from_index(0),
            quote: Text::from(places.words(&(start..end)).unwrap()),
            start: Some(start),
            end: Some(end),
            speaker: Text::default(),
            extra: Extra::default(),
        };
        Some(Position { evidence: vec![evidence], ..Position::new(cell, Stance::Accepts) })
    });
    Dossier::from_parts(Parts {
        sources: vec![Source { id: "call".into(), title: "Call".into(), text: text.into(), ..Source::default() }],
        parties: vec![Party { id: "ua".into(), name: "Ukraine".into(), ..Party::default() }],
        items: vec![Item { id: "truce".into(), title: "Truce".into(), ..Item::default() }],
        positions: positions.collect(),
        ..Parts::default()
    })
    .unwrap()
}

fn article(dossier: &Dossier) -> &str {
    &dossier.sources().get(SourceId::from_index(0)).unwrap().text
}

fn marks(dossier: &Dossier) -> Vec<&Evidence> {
    dossier.positions().flat_map(|(_, position)| &position.evidence).collect()
}

/// Words, spaces and signs of many scripts, some of them over and over.
fn any_words(most: usize) -> impl Strategy<Value = String> {
    let pieces = vec![
        "no",
        "no ",
        "да",
        "和平",
        "سلام",
        "שלום ",
        "e\u{301}",
        "🕊️",
        " ",
        "\n\n",
        "“",
        "a",
        "b",
        "truce ",
        "\\",
        "\"",
    ];
    prop::collection::vec(select(pieces), 0..most).prop_map(|pieces| pieces.concat())
}

/// Ranges of a text, not empty.
fn cuts(text: &str, cuts: &[(Index, Index)]) -> Vec<(u32, u32)> {
    let len = text.chars().count();
    let number = |at: usize| u32::try_from(at).unwrap();
    let range = |(from, length): &(Index, Index)| {
        let from = from.index(len);
        (number(from), number(from + 1 + length.index(len - from)))
    };
    if len == 0 { Vec::new() } else { cuts.iter().map(range).collect() }
}

/// Puts other words in the place of some letters: the text, and the range that went.
fn spliced(text: &str, from: Index, length: usize, words: &str) -> (String, std::ops::Range<usize>) {
    let mut letters: Vec<char> = text.chars().collect();
    let from = from.index(letters.len() + 1);
    let to = (from + length).min(letters.len());
    letters.splice(from..to, words.chars());
    (letters.into_iter().collect(), from..to)
}

fn any_cuts() -> impl Strategy<Value = Vec<(Index, Index)>> {
    prop::collection::vec((any::<Index>(), any::<Index>()), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Otherwise a saved dossier says that somebody said something else, or leads to other words.
    #[test]
    fn a_quotation_that_was_written_is_read_back_byte_for_byte(
        words in any_words(40), free in any::<String>(), at in any_cuts(),
    ) {
        let text = words + &free;
        let before = marked(&text, &cuts(&text, &at));
        let loaded = accepted(written(&before).as_bytes());
        prop_assert_eq!(article(&loaded.dossier), text.as_str());
        prop_assert_eq!(marks(&loaded.dossier), marks(&before));
        for (.., standing) in quoting::of_source(&loaded.dossier, SourceId::from_index(0)) {
            prop_assert!(matches!(standing, Standing::Verbatim { .. } | Standing::Blank), "{:?}", standing);
        }
    }

    /// Otherwise correcting a word of an article makes its marks stand at other words, or loses those that nobody touched.
    #[test]
    fn marks_survive_any_sequence_of_text_edits(
        words in any_words(40), at in any_cuts(),
        edits in prop::collection::vec((any::<Index>(), 0..6_usize, any_words(4)), 1..10),
    ) {
        let start = marked(&words, &cuts(&words, &at));
        let (mut dossier, mut history) = (start.clone(), History::default());
        for (from, length, put_in) in edits {
            let (text, gone) = spliced(article(&dossier), from, length, &put_in);
            let before = dossier.clone();
            let Some(step) = edit_article(&dossier, SourceId::from_index(0), &text) else { continue };
            history.perform(&mut dossier, step).unwrap();
            prop_assert_eq!(article(&dossier), text.as_str());
            let places = Places::of(&text);
            for (before, after) in marks(&before).into_iter().zip(marks(&dossier)) {
                prop_assert_eq!(&before.quote, &after.quote, "words are never changed unasked");
                match after.start.zip(after.end) {
                    Some((start, end)) => prop_assert_eq!(places.words(&(start..end)), Some(after.quote.as_str())),
                    None => prop_assert!(before.start.is_none() || {
                        let (start, end) = (before.start.unwrap() as usize, before.end.unwrap() as usize);
                        start < gone.end.max(gone.start + 1) && end > gone.start
                    }, "{:?} was not touched by {:?}", before, gone),
                }
            }
        }
        while history.undo(&mut dossier).is_some() {}
        prop_assert_eq!(&dossier, &start, "undo brings text and marks back");
    }

    /// Otherwise two corrections in one go lose the marks between them, or put them at other words.
    #[test]
    fn several_changes_at_once_leave_marks_at_their_words(
        words in any_words(40), at in any_cuts(),
        edits in prop::collection::vec((any::<Index>(), 0..6_usize, any_words(4)), 2..5), follows in any::<bool>(),
    ) {
        let mut dossier = marked(&words, &cuts(&words, &at));
        let mut text = words;
        for (from, length, put_in) in edits {
            (text, _) = spliced(&text, from, length, &put_in);
        }
        if let Some(step) = ArticleEdit::of(&dossier, SourceId::from_index(0), &text)
            .and_then(|edit| edit.step(&dossier, follows))
        {
            dossier.apply(step.edit).unwrap();
        }
        let places = Places::of(&text);
        for mark in marks(&dossier) {
            if let Some((start, end)) = mark.start.zip(mark.end) {
                prop_assert_eq!(places.words(&(start..end)), Some(mark.quote.as_str()));
            }
        }
    }
}

/// Otherwise a person who corrects two words of an article has to mark everything anew.
#[test]
fn typing_errors_shift_marks_and_what_was_deleted_is_not_in_the_text() {
    let text = "Kiyv said yes. Moscow said no to teh truce. The talks went on.";
    let at = |words: &str| {
        let start = u32::try_from(text[..text.find(words).unwrap()].chars().count()).unwrap();
        (start, start + u32::try_from(words.chars().count()).unwrap())
    };
    let quoted = ["said yes", "no to teh truce", "The talks went on."];
    let dossier = marked(text, &quoted.map(at));
    let edit =
        ArticleEdit::of(&dossier, SourceId::from_index(0), "Kyiv has said yes. Moscow said no to the truce.").unwrap();
    assert_eq!((edit.kept, edit.changed.len(), edit.could_follow()), (1, 2, 1));
    let (mut keeps, mut follows) = (dossier.clone(), dossier.clone());
    keeps.apply(edit.step(&dossier, false).unwrap().edit).unwrap();
    let standings = |dossier: &Dossier| {
        let of_source = quoting::of_source(dossier, SourceId::from_index(0));
        of_source.into_iter().map(|(.., standing)| standing).collect::<Vec<_>>()
    };
    let verbatim = |range| Standing::Verbatim { range };
    assert_eq!(standings(&keeps), [verbatim(9..17), Standing::NotInText, Standing::NotInText]);
    assert_eq!(marks(&keeps)[1].quote, *"no to teh truce", "kept as it was, and reported");
    let edit =
        ArticleEdit::of(&dossier, SourceId::from_index(0), "Kyiv has said yes. Moscow said no to the truce.").unwrap();
    follows.apply(edit.step(&dossier, true).unwrap().edit).unwrap();
    assert_eq!(standings(&follows), [verbatim(9..17), verbatim(31..46), Standing::NotInText]);
    assert_eq!(marks(&follows)[1].quote, *"no to the truce");
}

/// Otherwise moving a paragraph loses its marks although its words are there.
#[test]
fn marks_go_with_a_paragraph_that_is_moved() {
    let text = "First: yes to it.\nSecond: no to it.\nThird: talks.\n";
    let dossier = marked(text, &[(0, 17), (18, 35)]);
    let mut moved = dossier.clone();
    let step = edit_article(&dossier, SourceId::from_index(0), "Third: talks.\nSecond: no to it.\nFirst: yes to it.\n");
    moved.apply(step.unwrap().edit).unwrap();
    let places = Places::of(article(&moved));
    for mark in marks(&moved) {
        assert_eq!(places.words(&(mark.start.unwrap()..mark.end.unwrap())), Some(mark.quote.as_str()));
    }
}
