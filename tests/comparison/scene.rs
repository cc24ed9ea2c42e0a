//! Small dossiers: written by hand, and at random, dense in conditions, loops and contradictions.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use standpoint::model::{
    Cell, Condition, Date, Discount, DiscountKind, Dossier, Evidence, Extra, Item, ItemId, Key as _, Parts, Party,
    PartyId, Position, Role, Source, SourceId, Stance, Text,
};

pub(crate) fn party(number: usize) -> PartyId {
    PartyId::from_index(number)
}

pub(crate) fn item(number: usize) -> ItemId {
    ItemId::from_index(number)
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn cell(item_number: usize, party_number: usize) -> Cell {
    Cell { item: item(item_number), party: party(party_number) }
}

/// A party of this role.
pub(crate) fn a_party(number: usize, role: Role) -> Party {
    Party {
        id: Text::from(format!("p{number}")),
        name: Text::from(format!("Party {number}")),
        aliases: vec![Text::from(format!("alias {number}"))],
        role,
        ..Party::default()
    }
}

/// An item that needs the agreement of these, or of every principal.
pub(crate) fn an_item(number: usize, between: Option<Vec<usize>>) -> Item {
    Item {
        id: Text::from(format!("i{number}")),
        title: Text::from(format!("Item {number}")),
        topic: Text::from(format!("Topic {}", number / 2)),
        between: between.map(|list| list.into_iter().map(party).collect()),
        ..Item::default()
    }
}

pub(crate) fn a_source(number: usize, published: Option<Date>) -> Source {
    Source { id: Text::from(format!("s{number}")), published, ..Source::default() }
}

/// A position with a stance and nothing else.
pub(crate) fn says(party_number: usize, item_number: usize, stance: Stance) -> Position {
    Position::new(cell(item_number, party_number), stance)
}

/// The position with one more condition: an item, and perhaps a party, that it waits for.
pub(crate) fn if_only(mut position: Position, item_number: usize, party_number: Option<usize>) -> Position {
    position.conditions.push(Condition {
        text: Text::from("if"),
        item: Some(item(item_number)),
        party: party_number.map(party),
        ..Condition::default()
    });
    position
}

/// A dossier of principals, as many as given, of items that need all of them, and of these positions.
pub(crate) fn dossier(parties: usize, items: usize, positions: Vec<Position>) -> Dossier {
    dossier_of(
        (0..parties).map(|n| a_party(n, Role::Principal)).collect(),
        (0..items).map(|n| an_item(n, None)).collect(),
        positions,
    )
}

pub(crate) fn dossier_of(parties: Vec<Party>, items: Vec<Item>, positions: Vec<Position>) -> Dossier {
    let sources = vec![a_source(0, Some(date("2025-03-01"))), a_source(1, None)];
    let positions = positions.into_iter().map(Some).collect();
    Dossier::from_parts(Parts { sources, parties, items, positions, ..Parts::default() }).unwrap()
}

pub(crate) const SOURCES: usize = 2;

pub(crate) fn any_date() -> impl Strategy<Value = Date> {
    prop::sample::select(vec!["2025", "2025-03", "2025-03-01", "2025-03-02"]).prop_map(date)
}

pub(crate) fn any_role() -> impl Strategy<Value = Role> {
    prop_oneof![4 => Just(Role::Principal), 1 => Just(Role::Mediator), 1 => Just(Role::Observer)]
}

pub(crate) fn any_condition(parties: usize, items: usize) -> impl Strategy<Value = Condition> {
    let link = (prop_oneof![4 => (0..items).prop_map(Some), 1 => Just(None)], of(0..parties));
    (link, any::<bool>(), any::<bool>()).prop_map(|((linked, whose), first, met)| Condition {
        text: Text::from("if"),
        item: linked.map(item),
        party: whose.map(party),
        first,
        met,
        ..Condition::default()
    })
}

pub(crate) fn any_position(parties: usize, items: usize) -> impl Strategy<Value = Position> {
    let stances = prop_oneof![8 => Just(Stance::Accepts), 2 => Just(Stance::Demands), 1 => Just(Stance::Offers),
        2 => Just(Stance::Rejects), 1 => Just(Stance::Reserved)];
    let place = (0..parties, 0..items, stances);
    let marks = (prop::bool::weighted(0.1), any::<bool>());
    let more = (vec(any_condition(parties, items), 0..3), of(any_date()), vec(0..SOURCES, 0..4), any_discount());
    (place, marks, more).prop_map(|((party, item, stance), (in_principle, red_line), more)| {
        let (conditions, date, sources, discount) = more;
        let evidence = sources.into_iter().map(|number| Evidence {
            source: SourceId::from_index(number),
            quote: Text::from("“so they said”"),
            start: None,
            end: None,
            speaker: Text::default(),
            extra: Extra::default(),
        });
        let evidence = evidence.collect();
        Position { in_principle, red_line, conditions, date, evidence, discount, ..says(party, item, stance) }
    })
}

/// Seldom there: a mark that the position does not count.
pub(crate) fn any_discount() -> impl Strategy<Value = Option<Box<Discount>>> {
    let kind = prop::sample::select(DiscountKind::ALL.to_vec());
    prop::option::weighted(0.2, kind.prop_map(|kind| Box::new(Discount::new(kind, "so they said later"))))
}

pub(crate) fn any_dossier() -> impl Strategy<Value = Dossier> {
    (1..5_usize, 1..6_usize).prop_flat_map(|(parties, items)| {
        let roles = vec(any_role(), parties);
        let between = vec(prop_oneof![2 => Just(None), 1 => vec(0..parties, 0..4).prop_map(Some)], items);
        let positions = vec(any_position(parties, items), 0..parties * items + 4);
        (roles, between, positions).prop_map(|(roles, between, positions)| {
            dossier_of(
                roles.into_iter().enumerate().map(|(n, role)| a_party(n, role)).collect(),
                between.into_iter().enumerate().map(|(n, between)| an_item(n, between)).collect(),
                positions,
            )
        })
    })
}
