//! Merging parties and items: what is said before it is done must be what is there afterwards, and nothing is lost.

use std::collections::BTreeSet;

use proptest::prelude::*;
use standpoint::compare::{Comparison, Standing};
use standpoint::model::steps::{self, Affected, Fate, Recoding};
use standpoint::model::{
    Cell, Dossier, Extra, Item, Key as _, Party, PartyId, Position, PositionId, Role, Stance, Text,
};

use super::scene::{a_party, an_item, any_dossier, cell, dossier_of, item, party, says};

/// Everything that was said: stance, wording, conditions and quotations, whoever says it on whatever.
fn said(dossier: &Dossier) -> BTreeSet<String> {
    let words = |position: &Position| {
        let conditions: Vec<_> = position.conditions.iter().map(|c| (&c.text, c.first, c.met)).collect();
        let quotations: Vec<_> = position.evidence.iter().map(|e| (&e.source, &e.quote, &e.speaker)).collect();
        let marks = (position.stance, position.in_principle, position.red_line, position.date);
        format!("{marks:?} {} {} {conditions:?} {quotations:?}", position.wording, position.note)
    };
    dossier.positions().map(|(_, position)| words(position)).collect()
}

fn written(dossier: &Dossier) -> Vec<u8> {
    let mut bytes = Vec::new();
    standpoint::files::write(dossier, &mut bytes).unwrap();
    bytes
}

/// Does the merge, move or split and holds it to what it said.
fn check(dossier: &Dossier, merge: Recoding) -> Result<(), TestCaseError> {
    let mut comparison = Comparison::of(dossier, None);
    let mut after = dossier.clone();
    let applied = after.apply(merge.step.edit).unwrap();
    comparison.update(&after, &applied.touched);
    prop_assert_eq!(&comparison, &Comparison::of(&after, None));
    prop_assert_eq!(said(&after), said(dossier), "something that was said is gone");
    let affected: Vec<_> = merge.affected.iter().map(|affected| affected.position).collect();
    let changed = dossier.positions().filter(|(id, position)| after.position(*id) != Some(*position));
    prop_assert_eq!(changed.map(|(id, _)| id).collect::<Vec<_>>(), affected, "what was listed is not what changed");
    for Affected { position, fate, to } in &merge.affected {
        let now = after.position(*position).map(Position::cell);
        prop_assert_eq!(now, (*fate != Fate::Collapses).then_some(*to));
    }
    prop_assert_eq!(after.position_count() + merge.collapsed, dossier.position_count());
    let is_disputed = |cell: &Cell| comparison.cell(*cell).standing == Standing::Disputed;
    let disputed: Vec<_> = merge.meeting.iter().copied().filter(is_disputed).collect();
    prop_assert_eq!(disputed, merge.disputed, "what was said of contradictions is not what is there");
    for cell in &merge.meeting {
        prop_assert!(after.cell(*cell).count() > 1);
    }
    let calm = || merge.meeting.iter().copied().filter(|cell| !is_disputed(cell));
    let has_moved = |id: &PositionId| {
        merge.affected.iter().any(|affected| affected.position == *id && affected.fate == Fate::Moves)
    };
    let speaking: BTreeSet<_> = calm().filter_map(|cell| comparison.shown(&after, cell)).filter(has_moved).collect();
    prop_assert_eq!(speaking.into_iter().collect::<Vec<_>>(), merge.speaking, "another speaks than was said");
    let before = Comparison::of(dossier, None);
    let spoke = |id: &PositionId| before.shown(dossier, dossier.position(*id).unwrap().cell()) == Some(*id);
    let gone = |cell: Cell| {
        let current = comparison.current(&after, cell);
        let there: Vec<_> = after.cell(cell).map(|(id, _)| id).collect();
        there.into_iter().filter(move |id| !current.contains(id))
    };
    let overtaken: BTreeSet<_> = calm().flat_map(gone).filter(spoke).collect();
    prop_assert_eq!(overtaken.into_iter().collect::<Vec<_>>(), merge.overtaken, "others are overtaken than was said");
    after.apply(applied.inverse).unwrap();
    prop_assert!(after == *dossier, "taking a merge back leaves something");
    prop_assert_eq!(written(&after), written(dossier), "taking a merge back leaves another file");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Otherwise a person agrees to a merge that does something else than it said.
    #[test]
    fn a_merge_does_what_it_said_and_loses_nothing(start in any_dossier(), kept in 0_usize..4, others in 1_u8..16) {
        let chosen = |len: usize| (0..len).filter(move |number| others & (1 << number) != 0);
        let (parties, items) = (start.parties().keys(), start.items().keys());
        let some_parties: Vec<_> = chosen(parties.len().min(8)).map(|number| parties[number]).collect();
        if let Some(merge) = steps::merge_parties(&start, parties[kept % parties.len()], &some_parties) {
            check(&start, merge)?;
        }
        let some_items: Vec<_> = chosen(items.len().min(8)).map(|number| items[number]).collect();
        if let Some(merge) = steps::merge_items(&start, items[kept % items.len()], &some_items) {
            check(&start, merge)?;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Otherwise coding anew loses or doubles what was coded, or cannot be taken back.
    #[test]
    fn moving_and_splitting_do_what_they_said_and_lose_nothing(
        start in any_dossier(), to in 0_usize..6, others in any::<u32>(), links in any::<u32>(),
    ) {
        let chosen = |number: usize, of: u32| of & (1 << (number % 32)) != 0;
        let target = start.items().keys()[to % start.items().len()];
        let ids: Vec<_> = start.positions().map(|(id, _)| id).collect();
        let some: Vec<_> = ids.iter().enumerate().filter(|(n, _)| chosen(*n, others)).map(|(_, id)| *id).collect();
        if let Some(moved) = steps::move_positions(&start, &some, target) {
            prop_assert_eq!((moved.collapsed, moved.relinked), (0, 0), "nothing but the item changes");
            check(&start, moved)?;
        }
        let linked: Vec<_> = steps::links_to(&start, target);
        let links: Vec<_> = linked.iter().enumerate().filter(|(n, _)| chosen(*n, links)).map(|(_, l)| *l).collect();
        let Some((new, split)) = steps::split_item(&start, target, " New one ", &some, &links) else {
            return Ok(());
        };
        let mut after = start.clone();
        after.apply(split.step.edit.clone()).unwrap();
        let record = after.items().get(new).unwrap();
        let old = start.items().get(target).unwrap();
        prop_assert_eq!((&*record.title, &record.topic, &record.between), ("New one", &old.topic, &old.between));
        prop_assert_eq!(after.items().place(new), start.items().place(target).map(|place| place + 1));
        let of_old = |id: &&PositionId| start.position(**id).unwrap().item == target;
        prop_assert_eq!(after.row(new).count(), some.iter().filter(of_old).count());
        prop_assert_eq!(steps::links_to(&after, new), links.clone());
        prop_assert_eq!(steps::links_to(&after, target).len(), linked.len() - links.len());
        check(&start, split)?;
    }
}

fn merged_item(dossier: &Dossier, merge: Recoding) -> Item {
    let mut after = dossier.clone();
    after.apply(merge.step.edit).unwrap();
    after.items().get(item(0)).unwrap().clone()
}

/// What an item has and the other had otherwise cannot be in one field; it must not be gone for that.
#[test]
fn what_differs_between_merged_items_is_in_the_note() {
    let (mut one, mut other) = (an_item(0, None), an_item(1, Some(vec![0, 1])));
    (one.topic, other.topic) = (Text::from("Security"), Text::from("Borders"));
    (one.note, other.note) = (Text::from("first"), Text::from("second"));
    let field = |value: &str| {
        let mut extra = Extra::default();
        extra.push(Text::from("weight"), Text::from(value));
        extra
    };
    (one.extra, other.extra) = (field("1"), field("2"));
    let mut third = an_item(2, None);
    third.extra = field("3");
    let parties = vec![a_party(0, Role::Principal), a_party(1, Role::Principal)];
    let names: Vec<_> = parties.iter().map(|party| party.name.to_string()).collect();
    let title = other.title.clone();
    let dossier = dossier_of(parties, vec![one, other, third], Vec::new());
    let kept = merged_item(&dossier, steps::merge_items(&dossier, item(0), &[item(1), item(2)]).unwrap());
    for part in ["first", "second", "Topic: Borders", &format!("Merged with: {title}"), &names.join(", ")] {
        assert!(kept.note.contains(part), "“{part}” is missing in “{}”", kept.note);
    }
    assert_eq!((&*kept.topic, kept.between), ("Security", None), "the one that stays stays as it is");
    let values: Vec<_> = kept.extra.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(
        values,
        [("weight", "1"), ("weight (merged)", "2"), ("weight (merged)-2", "3")],
        "each under its own name"
    );
}

/// A condition on a party, a list of needed parties and a contradiction all lead to the one party that is left.
#[test]
fn links_follow_a_merged_party_and_a_contradiction_is_announced() {
    let parties: Vec<Party> =
        vec![a_party(0, Role::Principal), a_party(1, Role::Mediator), a_party(2, Role::Principal)];
    let items = vec![an_item(0, Some(vec![0, 1, 2])), an_item(1, None)];
    let conditional = super::scene::if_only(says(2, 1, Stance::Accepts), 0, Some(1));
    let positions = vec![says(0, 0, Stance::Accepts), says(1, 0, Stance::Rejects), conditional];
    let dossier = dossier_of(parties, items, positions);
    let merge = steps::merge_parties(&dossier, party(0), &[party(1)]).unwrap();
    assert_eq!((&merge.meeting, &merge.disputed), (&vec![cell(0, 0)], &vec![cell(0, 0)]));
    let mut after = dossier.clone();
    after.apply(merge.step.edit).unwrap();
    assert_eq!(after.items().get(item(0)).unwrap().between, Some(vec![party(0), party(2)]));
    let linked: Vec<Option<PartyId>> =
        after.positions().flat_map(|(_, position)| &position.conditions).map(|condition| condition.party).collect();
    assert_eq!(linked, [Some(party(0))]);
    assert!(
        after.parties().get(party(0)).unwrap().note.contains("mediator"),
        "that it was a mediator is not forgotten"
    );
    assert!(after.parties().get(PartyId::from_index(1)).is_none());
}
