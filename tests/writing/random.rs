//! Small random dossiers, united.

use proptest::prelude::*;
use standpoint::model::{
    Condition, Discount, DiscountKind, Dossier, Item, List, Parts, Party, Position, Role, Source, Stance, Text,
};

use super::made::*;
use super::together::united;

fn word() -> impl Strategy<Value = Text> {
    prop::sample::select(vec!["", "a", "B", "b ", "c", "C c"]).prop_map(Text::from)
}

fn name() -> impl Strategy<Value = Text> {
    prop::sample::select(vec!["a", "A", "b", "B", "c", "d"]).prop_map(Text::from)
}

/// Ids that are unique in one dossier.
fn id(prefix: &str, number: usize, shift: usize) -> Text {
    Text::from(format!("{prefix}{}", (number + shift) % 7))
}

fn extras() -> impl Strategy<Value = standpoint::model::Extra> {
    prop::sample::select(vec![
        extra(&[]),
        extra(&[]),
        extra(&[("x", "1")]),
        extra(&[("x", "2"), ("color", "3")]),
        extra(&[("note", "\"n\"")]),
    ])
}

fn sources() -> impl Strategy<Value = Vec<Source>> {
    let one = (word(), word(), word(), extras()).prop_map(|(text, url, title, extra)| Source {
        text,
        url,
        title,
        extra,
        ..Source::default()
    });
    (prop::collection::vec(one, 1..4), 0..7_usize).prop_map(|(mut list, shift)| {
        for (number, source) in list.iter_mut().enumerate() {
            source.id = id("s", number, shift);
        }
        list
    })
}

fn parties() -> impl Strategy<Value = Vec<Party>> {
    let one = (name(), prop::collection::vec(name(), 0..3), 0..3_usize, word(), word(), extras()).prop_map(
        |(name, aliases, role, color, note, extra)| Party {
            name,
            aliases,
            role: Role::ALL[role],
            color,
            note,
            extra,
            ..Party::default()
        },
    );
    (prop::collection::vec(one, 1..4), 0..7_usize).prop_map(|(mut list, shift)| {
        for (number, party) in list.iter_mut().enumerate() {
            party.id = id("p", number, shift);
        }
        list
    })
}

fn items(parties: usize) -> impl Strategy<Value = Vec<Item>> {
    let between = prop::option::of(prop::collection::vec((0..parties).prop_map(party_key), 0..3));
    let one = (name(), word(), between, word()).prop_map(|(title, topic, between, note)| Item {
        title,
        topic,
        between,
        note,
        ..Item::default()
    });
    (prop::collection::vec(one, 1..4), 0..7_usize).prop_map(|(mut list, shift)| {
        for (number, item) in list.iter_mut().enumerate() {
            item.id = id("i", number, shift);
        }
        list
    })
}

fn positions(sources: usize, parties: usize, items: usize) -> impl Strategy<Value = Vec<Option<Position>>> {
    let condition = (prop::option::of(0..items), prop::option::of(0..parties), word()).prop_map(|(i, p, text)| {
        Condition { item: i.map(item_key), party: p.map(party_key), text, ..Condition::default() }
    });
    let marks = prop::sample::select(vec![None, None, Some(DiscountKind::Superseded), Some(DiscountKind::Doubtful)]);
    let one = (
        (0..parties, 0..items, marks),
        0..5_usize,
        word(),
        prop::option::of(condition),
        prop::option::of(0..sources),
        extras(),
    )
        .prop_map(|((party, item, mark), stance, wording, condition, source, extra)| Position {
            conditions: condition.into_iter().collect(),
            evidence: source.map(|source| quotation(source, "q")).into_iter().collect(),
            discount: mark.map(|kind| Box::new(Discount::new(kind, ""))),
            extra,
            ..position(party, item, Stance::ALL[stance], &wording)
        });
    prop::collection::vec(one.prop_map(Some), 0..5)
}

pub(crate) fn dossiers() -> impl Strategy<Value = Dossier> {
    (sources(), parties()).prop_flat_map(|(sources, parties)| {
        let (s, p) = (sources.len(), parties.len());
        (Just(sources), Just(parties), items(p), word(), word(), prop::bool::ANY).prop_flat_map(
            move |(sources, parties, items, title, note, with_aside)| {
                let set_aside = if with_aside { vec![aside(List::Parties, "1")] } else { Vec::new() };
                positions(s, p, items.len()).prop_map(move |positions| {
                    dossier(Parts {
                        title: title.clone(),
                        note: note.clone(),
                        sources: sources.clone(),
                        parties: parties.clone(),
                        items: items.clone(),
                        positions,
                        set_aside: set_aside.clone(),
                        ..Parts::default()
                    })
                })
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_union_applies_undoes_and_is_not_repeated(one in dossiers(), two in dossiers()) {
        // If this fails, uniting corrupts a dossier, cannot be undone, or doubles what it brought before.
        let (both, _) = united(&one, &two);
        let (_, report) = united(&both, &one);
        prop_assert_eq!(report.positions.added, 0, "everything of the first is still there");
        united(&one, &one);
    }
}
