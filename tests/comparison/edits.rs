//! Whatever is edited, undone and redone: the comparison that was kept is the one that would be worked out anew.

use proptest::prelude::*;
use standpoint::compare::{Comparison, Status};
use standpoint::model::{
    Discount, Dossier, Edit, History, ItemId, Key as _, Place, Position, PositionId, Role, SourceId, Stance, Step,
};

use super::oracle::check;
use super::scene::{
    SOURCES, a_party, a_source, an_item, any_date, any_discount, any_dossier, any_position, any_role, dossier, if_only,
    party, says,
};

/// Something a person does. Numbers are taken modulo what is there, so that everything fits every dossier.
#[derive(Debug, Clone)]
pub(crate) enum Deed {
    AddPosition(Position),
    ReplacePosition(usize, Position),
    SetStance(usize, Stance),
    Reword(usize),
    Discount(usize, Option<Box<Discount>>),
    DeletePosition(usize),
    AddItem(Option<Vec<usize>>),
    SetBetween(usize, Option<Vec<usize>>),
    DeleteItem(usize),
    ClearItem(usize),
    AddParty(Role),
    SetRole(usize, Role),
    DeleteParty(usize),
    SetPublished(usize, Option<standpoint::model::Date>),
    MoveItem(usize, usize),
    MoveParty(usize, usize),
    Both(Box<Deed>, Box<Deed>),
    Undo,
    Redo,
}

pub(crate) fn any_deed() -> impl Strategy<Value = Deed> {
    // Wide ranges: they are brought down to what is there when the deed is done.
    let n = || 0..24_usize;
    let between = || proptest::option::of(proptest::collection::vec(n(), 0..4));
    let stance = proptest::sample::select(Stance::ALL.to_vec());
    let single = prop_oneof![
        6 => any_position(24, 24).prop_map(Deed::AddPosition),
        6 => (n(), any_position(24, 24)).prop_map(|(at, position)| Deed::ReplacePosition(at, position)),
        4 => (n(), stance).prop_map(|(at, stance)| Deed::SetStance(at, stance)),
        1 => n().prop_map(Deed::Reword),
        3 => (n(), any_discount()).prop_map(|(at, discount)| Deed::Discount(at, discount)),
        4 => n().prop_map(Deed::DeletePosition),
        1 => between().prop_map(Deed::AddItem),
        3 => (n(), between()).prop_map(|(at, between)| Deed::SetBetween(at, between)),
        1 => n().prop_map(Deed::DeleteItem),
        1 => n().prop_map(Deed::ClearItem),
        1 => any_role().prop_map(Deed::AddParty),
        1 => (n(), any_role()).prop_map(|(at, role)| Deed::SetRole(at, role)),
        1 => n().prop_map(Deed::DeleteParty),
        1 => (n(), proptest::option::of(any_date())).prop_map(|(at, date)| Deed::SetPublished(at, date)),
        1 => (n(), n()).prop_map(|(at, to)| Deed::MoveItem(at, to)),
        1 => (n(), n()).prop_map(|(at, to)| Deed::MoveParty(at, to)),
    ];
    let single = single.boxed();
    let both = (single.clone(), single.clone()).prop_map(|(a, b)| Deed::Both(Box::new(a), Box::new(b)));
    prop_oneof![20 => single, 4 => both, 8 => Just(Deed::Undo), 6 => Just(Deed::Redo)]
}

fn nth<T: Copy>(list: &[T], number: usize) -> Option<T> {
    list.get(number.checked_rem(list.len())?).copied()
}

fn nth_position(dossier: &Dossier, number: usize) -> Option<(PositionId, Position)> {
    let all: Vec<_> = dossier.positions().collect();
    nth(&all, number).map(|(id, position)| (id, position.clone()))
}

fn nth_item(dossier: &Dossier, number: usize) -> Option<ItemId> {
    nth(dossier.items().keys(), number)
}

/// The position, speaking only of parties and items that are there.
fn fitted(dossier: &Dossier, mut position: Position) -> Option<Position> {
    let fit_party = |id: standpoint::model::PartyId| nth(dossier.parties().keys(), id.index());
    position.party = fit_party(position.party)?;
    position.item = nth_item(dossier, position.item.index())?;
    for condition in &mut position.conditions {
        condition.item = condition.item.and_then(|id| nth_item(dossier, id.index()));
        condition.party = condition.party.and_then(fit_party);
    }
    Some(position)
}

fn some_parties(dossier: &Dossier, between: Option<Vec<usize>>) -> Option<Vec<standpoint::model::PartyId>> {
    between.map(|list| list.into_iter().filter_map(|number| nth(dossier.parties().keys(), number)).collect())
}

fn put(id: PositionId, position: Position) -> Edit {
    Edit::Position { id, record: Some(Box::new(position)) }
}

/// What the deed means in this dossier; None when it means nothing there.
pub(crate) fn edit_of(dossier: &Dossier, deed: Deed) -> Option<Edit> {
    Some(match deed {
        Deed::AddPosition(position) => put(dossier.next_position(), fitted(dossier, position)?),
        Deed::ReplacePosition(number, position) => put(nth_position(dossier, number)?.0, fitted(dossier, position)?),
        Deed::SetStance(number, stance) => {
            let (id, position) = nth_position(dossier, number)?;
            put(id, Position { stance, ..position })
        }
        Deed::Reword(number) => {
            let (id, position) = nth_position(dossier, number)?;
            put(id, Position { wording: "other words".into(), red_line: !position.red_line, ..position })
        }
        Deed::Discount(number, discount) => {
            let (id, position) = nth_position(dossier, number)?;
            put(id, Position { discount, ..position })
        }
        Deed::DeletePosition(number) => Edit::Position { id: nth_position(dossier, number)?.0, record: None },
        Deed::AddItem(between) => {
            let id = dossier.items().next_key();
            let record =
                standpoint::model::Item { between: some_parties(dossier, between), ..an_item(id.index(), None) };
            Edit::Item { id, record: Some(Box::new(record)), at: 0 }
        }
        Deed::SetBetween(number, between) => {
            let id = nth_item(dossier, number)?;
            let mut record = dossier.items().get(id)?.clone();
            record.between = some_parties(dossier, between);
            Edit::Item { id, record: Some(Box::new(record)), at: 0 }
        }
        Deed::DeleteItem(number) => Edit::Item { id: nth_item(dossier, number)?, record: None, at: 0 },
        Deed::ClearItem(number) => clear_item(dossier, nth_item(dossier, number)?),
        Deed::AddParty(role) => {
            let id = dossier.parties().next_key();
            Edit::Party { id, record: Some(Box::new(a_party(id.index(), role))), at: 0 }
        }
        Deed::SetRole(number, role) => {
            let id = nth(dossier.parties().keys(), number)?;
            let mut record = dossier.parties().get(id)?.clone();
            record.role = role;
            Edit::Party { id, record: Some(Box::new(record)), at: 0 }
        }
        Deed::DeleteParty(number) => Edit::Party { id: nth(dossier.parties().keys(), number)?, record: None, at: 0 },
        Deed::SetPublished(number, published) => {
            let number = number % SOURCES;
            let record = Some(Box::new(a_source(number, published)));
            Edit::Source { id: SourceId::from_index(number), record, at: 0 }
        }
        Deed::MoveItem(number, to) => Edit::MoveItem(nth_item(dossier, number)?, to % dossier.items().len()),
        Deed::MoveParty(number, to) => {
            Edit::MoveParty(nth(dossier.parties().keys(), number)?, to % dossier.parties().len())
        }
        Deed::Both(a, b) => Edit::Batch(vec![edit_of(dossier, *a)?, edit_of(dossier, *b)?]),
        Deed::Undo | Deed::Redo => return None,
    })
}

/// Deletes an item with everything that speaks of it, as the program does when a person deletes a row.
fn clear_item(dossier: &Dossier, id: ItemId) -> Edit {
    let mut edits = Vec::new();
    for (position_id, position) in dossier.positions() {
        if position.item == id {
            edits.push(Edit::Position { id: position_id, record: None });
        } else if position.conditions.iter().any(|condition| condition.item == Some(id)) {
            let mut freed = position.clone();
            freed.conditions.retain(|condition| condition.item != Some(id));
            edits.push(put(position_id, freed));
        }
    }
    edits.push(Edit::Item { id, record: None, at: 0 });
    Edit::Batch(edits)
}

/// Does the deed and brings the comparisons up to date; true when something was done.
fn perform(dossier: &mut Dossier, history: &mut History, kept: &mut [Comparison], deed: Deed) -> bool {
    let done = match deed {
        Deed::Undo => history.undo(dossier).map(Result::unwrap),
        Deed::Redo => history.redo(dossier).map(Result::unwrap),
        // Some deeds are refused (a party that speaks cannot be deleted); then nothing has changed.
        deed => edit_of(dossier, deed)
            .and_then(|edit| history.perform(dossier, Step::new("step", edit, Place::Dossier)).ok()),
    };
    if let Some(done) = &done {
        for comparison in kept {
            comparison.update(dossier, &done.touched);
        }
    }
    done.is_some()
}

/// What the way from a source to its positions must be, worked out anew.
fn check_quoting(dossier: &Dossier) {
    for &source in dossier.sources().keys() {
        let quotes = |position: &Position| position.evidence.iter().any(|evidence| evidence.source == source);
        let anew: Vec<_> = dossier.positions().filter(|(_, p)| quotes(p)).map(|(id, _)| id).collect();
        assert_eq!(dossier.quoting(source).collect::<Vec<_>>(), anew);
    }
}

/// Otherwise taking back one word at the end of a long chain leaves agreements standing that rest on it, or the program
/// falls over.
#[test]
fn a_chain_falls_and_stands_again_with_its_end() {
    const LENGTH: usize = 100_000;
    let links = (0..LENGTH).map(|n| match n + 1 {
        LENGTH => says(0, n, Stance::Accepts),
        next => if_only(says(0, n, Stance::Accepts), next, (n % 2 == 0).then_some(0)),
    });
    let mut dossier = dossier(1, LENGTH, links.collect());
    let mut comparison = Comparison::of(&dossier, None);
    assert_eq!(comparison.counts().get(Status::Agreed), LENGTH);
    let refusal = put(PositionId::from_index(LENGTH - 1), says(0, LENGTH - 1, Stance::Rejects));
    let done = dossier.apply(refusal).unwrap();
    comparison.update(&dossier, &done.touched);
    assert_eq!(comparison.counts().get(Status::Refused), 1);
    assert_eq!(comparison.counts().get(Status::Conditional), LENGTH - 1);
    let undone = dossier.apply(done.inverse).unwrap();
    comparison.update(&dossier, &undone.touched);
    assert_eq!(comparison.counts().get(Status::Agreed), LENGTH);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Otherwise a user reads statuses and conditions that belong to a state of the dossier that is gone, or an article
    /// marks quotations of positions that are gone and misses new ones.
    #[test]
    fn what_is_kept_is_what_would_be_worked_out_anew(
        start in any_dossier(),
        as_of in any_date(),
        deeds in proptest::collection::vec(any_deed(), 1..24),
    ) {
        let mut dossier = start.clone();
        let mut history = History::default();
        let mut kept = [Comparison::of(&dossier, None), Comparison::of(&dossier, Some(as_of))];
        let before = kept.clone();
        for deed in deeds {
            perform(&mut dossier, &mut history, &mut kept, deed);
            check_quoting(&dossier);
            for comparison in &kept {
                prop_assert_eq!(comparison, &Comparison::of(&dossier, comparison.as_of()));
            }
        }
        for comparison in &kept {
            check(&dossier, comparison);
        }
        while perform(&mut dossier, &mut history, &mut kept, Deed::Undo) {}
        check_quoting(&dossier);
        prop_assert_eq!(&dossier, &start, "all undone, the dossier is the one of the beginning");
        prop_assert_eq!(&kept, &before, "and so is what follows from it");
    }

    /// Otherwise undoing a step would leave something of it behind.
    #[test]
    fn an_edit_and_its_inverse_leave_no_trace(start in any_dossier(), deed in any_deed()) {
        let mut dossier = start.clone();
        if let Some(edit) = edit_of(&start, deed) {
            if let Ok(applied) = dossier.apply(edit) {
                dossier.apply(applied.inverse).unwrap();
            }
            prop_assert_eq!(&dossier, &start);
            prop_assert_eq!(dossier.uses_of_party(party(0)), start.uses_of_party(party(0)));
        }
    }
}
