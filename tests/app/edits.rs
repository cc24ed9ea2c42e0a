//! Edits, undo and redo under random use.

use proptest::prelude::*;
use standpoint::compare::Comparison;
use standpoint::model::{
    Cell, Date, Dossier, Edit, History, Item, Key as _, Place, PositionId, Role, Stance, Step, Text, steps,
};

fn pick<T: Copy>(list: &[T], number: usize) -> Option<T> {
    list.get(number % list.len().max(1)).copied()
}

/// A step that a person might take, by numbers.
fn step(dossier: &Dossier, (kind, a, b): (u8, usize, usize)) -> Option<Step> {
    let (items, parties, sources) = (dossier.items().keys(), dossier.parties().keys(), dossier.sources().keys());
    let cell = || Some(Cell { item: pick(items, a)?, party: pick(parties, b)? });
    let position = || dossier.positions().nth(a % dossier.position_count().max(1)).map(|(id, _)| id);
    match kind % 40 {
        0 | 1 => steps::set_stance(dossier, cell()?, Stance::ALL[(a + b) % 5]),
        2 => steps::set_wording(dossier, cell()?, &format!("wording {b}")),
        3 => Some(steps::add_position(dossier, cell()?, Date::new(2025, u8::try_from(1 + b % 12).ok(), None))),
        4 => steps::remove_position(dossier, position()?),
        5 => steps::clear_cell(dossier, cell()?),
        6 => steps::add_party(dossier, &format!("Party {a}")).map(|(_, step)| step),
        7 => steps::add_item(dossier, &format!("Item {a}"), ["", "T", "U"][b % 3]).map(|(_, step)| step),
        8 => steps::add_source(dossier, &format!("Source {a}")).map(|(_, step)| step),
        9 => steps::delete_party(dossier, pick(parties, a)?).map(|deletion| deletion.step),
        10 => steps::delete_item(dossier, pick(items, a)?).map(|deletion| deletion.step),
        11 => steps::delete_source(dossier, pick(sources, a)?).map(|deletion| deletion.step),
        12 => steps::move_party(dossier, pick(parties, a)?, 1 - 2 * isize::try_from(b % 2).ok()?),
        13 => steps::move_item(dossier, pick(items, a)?, 1 - 2 * isize::try_from(b % 2).ok()?),
        14 => {
            let id = position()?;
            let mut changed = dossier.position(id)?.clone();
            let mut condition = standpoint::model::Condition {
                text: Text::from("c"),
                first: b % 2 == 0,
                met: b % 3 == 0,
                ..Default::default()
            };
            condition.item = pick(items, b);
            condition.party = pick(parties, a).filter(|_| b % 4 > 0);
            changed.conditions.push(condition);
            steps::change_position(dossier, id, changed, "Add condition")
        }
        15 => {
            let id = position()?;
            let mut changed = dossier.position(id)?.clone();
            changed.evidence.push(standpoint::model::Evidence {
                source: pick(sources, b)?,
                quote: Text::from("q"),
                start: None,
                end: None,
                speaker: Text::default(),
                extra: standpoint::model::Extra::default(),
            });
            steps::change_position(dossier, id, changed, "Add quotation")
        }
        16 => {
            let id = pick(parties, a)?;
            let party = dossier.parties().get(id)?.clone();
            steps::change_party(
                dossier,
                id,
                standpoint::model::Party { role: Role::ALL[b % 3], ..party },
                "Change role",
            )
        }
        17 => {
            let id = pick(items, a)?;
            let item = dossier.items().get(id)?.clone();
            let between = (b % 3 > 0).then(|| parties.iter().copied().take(b % 4).collect());
            steps::change_item(dossier, id, Item { between, ..item }, "Change between")
        }
        18 => {
            let id = pick(sources, a)?;
            let source = dossier.sources().get(id)?.clone();
            let published = Date::new(2024, u8::try_from(1 + b % 12).ok(), None);
            steps::change_source(dossier, id, standpoint::model::Source { published, ..source }, "Change date")
        }
        31 => steps::set_title(dossier, &format!("Title {a}")),
        _ => bulk_step(dossier, (kind % 40, a, b)),
    }
}

/// A step on a block of cells, or on the order of positions and items, by numbers.
fn block_step(dossier: &Dossier, (kind, a, b): (u8, usize, usize)) -> Option<Step> {
    let (items, parties) = (dossier.items().keys(), dossier.parties().keys());
    let block = || {
        let (some_items, some_parties) = (items.iter().skip(a % 3).take(1 + b % 3), parties.iter().take(1 + a % 4));
        some_items.flat_map(|&item| some_parties.clone().map(move |&party| Cell { item, party })).collect::<Vec<_>>()
    };
    let position = || dossier.positions().nth(a % dossier.position_count().max(1)).map(|(id, _)| id);
    match kind {
        32 => steps::set_wording_of(dossier, &block(), ["", "all say this"][b % 2]),
        33 => steps::set_red_line_of(dossier, &block(), b % 2 == 0),
        34 => steps::set_date_of(dossier, &block(), Date::new(2025, u8::try_from(1 + b % 12).ok(), None)),
        35 => steps::move_in_stack(dossier, position()?, b % 2 == 0).map(|(_, step)| step),
        36 => steps::duplicate_position(dossier, position()?).map(|(_, step)| step),
        37 => steps::set_note_of(dossier, &block(), "note"),
        38 => steps::add_parties(dossier, &["Same", "same", ""], pick(parties, a)).map(|(_, step)| step),
        39 if b % 2 == 0 => steps::duplicate_items(dossier, &items[..b % (items.len() + 1)]).map(|(_, step)| step),
        _ => steps::add_items(dossier, &["New", "New"], "T", pick(items, b)).map(|(_, step)| step),
    }
}

/// A step that acts on several records at once, by numbers.
fn bulk_step(dossier: &Dossier, (kind, a, b): (u8, usize, usize)) -> Option<Step> {
    let (items, parties) = (dossier.items().keys(), dossier.parties().keys());
    let cell = pick(items, a).zip(pick(parties, b)).map(|(item, party)| Cell { item, party });
    match kind {
        19 => steps::merge_parties(dossier, pick(parties, a)?, &parties[..b % (parties.len() + 1)]).map(|m| m.step),
        20 => steps::merge_items(dossier, pick(items, a)?, &items[..b % (items.len() + 1)]).map(|merge| merge.step),
        21 => steps::delete_parties(dossier, &parties[..(b % 3).min(parties.len())]).map(|deletion| deletion.step),
        22 => steps::delete_items(dossier, &items[..(b % 3).min(items.len())]).map(|deletion| deletion.step),
        23 => steps::move_items_to(dossier, &items[..a % (items.len() + 1)], pick(items, b), Some(&Text::from("T"))),
        24 => steps::move_parties_to(dossier, &parties[..a % (parties.len() + 1)], pick(parties, b)),
        25 => steps::set_topic(dossier, &items[..a % (items.len() + 1)], ["", "T", "U"][b % 3]),
        26 => steps::rename_topic(dossier, ["", "T", "U"][a % 3], ["T", "U", "V"][b % 3]),
        27 => steps::move_topic(dossier, ["", "T", "U"][a % 3], b % 2 == 0),
        28 | 29 => {
            let all: Vec<_> =
                items.iter().flat_map(|&item| parties.iter().map(move |&party| Cell { item, party })).collect();
            let some = &all[..a % (all.len() + 1)];
            if kind == 28 {
                steps::set_stance_of(dossier, some, Stance::ALL[b % 5])
            } else {
                steps::clear_cells(dossier, some)
            }
        }
        30 => {
            let additions = steps::Additions {
                items: vec![(Text::from("New"), Text::default())],
                parties: vec![Text::from("New")],
            };
            let new =
                Cell { item: steps::Additions::item_key(dossier, 0), party: steps::Additions::party_key(dossier, 0) };
            let words = steps::Content::Words { stance: Some(Stance::ALL[a % 5]), wording: Some(Text::from("w")) };
            let copied = steps::Content::Positions(
                cell.map_or_else(Vec::new, |cell| dossier.cell(cell).map(|(_, p)| p.clone()).collect()),
            );
            let mut cells = vec![(new, words)];
            cells.extend(pick(items, b).zip(pick(parties, a)).map(|(item, party)| (Cell { item, party }, copied)));
            steps::fill(dossier, &additions, cells, "Paste")
        }
        _ => block_step(dossier, (kind, a, b)),
    }
}

fn bytes(dossier: &Dossier) -> Vec<u8> {
    let mut bytes = Vec::new();
    standpoint::files::write(dossier, &mut bytes).unwrap();
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Undo that forgets something, or a comparison that has fallen behind, would be noticed weeks later.
    #[test]
    fn everything_done_can_be_undone_and_redone_and_the_comparison_follows(
        moves in proptest::collection::vec((any::<u8>(), 0_usize..40, 0_usize..40), 1..60),
    ) {
        let mut dossier = Dossier::default();
        let mut history = History::default();
        let mut comparison = Comparison::of(&dossier, None);
        let mut states = vec![dossier.clone()];
        for numbers in moves {
            let Some(step) = step(&dossier, numbers) else { continue };
            let done = history.perform(&mut dossier, step).unwrap();
            comparison.update(&dossier, &done.touched);
            prop_assert_eq!(&comparison, &Comparison::of(&dossier, None), "after {}", done.name);
            states.push(dossier.clone());
        }
        for before in states.iter().rev().skip(1) {
            let done = history.undo(&mut dossier).unwrap().unwrap();
            comparison.update(&dossier, &done.touched);
            prop_assert!(&dossier == before, "undoing {} leaves something", done.name);
            prop_assert_eq!(&comparison, &Comparison::of(&dossier, None));
        }
        prop_assert!(history.undo(&mut dossier).is_none() && history.state() == 0);
        for after in &states[1..] {
            let done = history.redo(&mut dossier).unwrap().unwrap();
            comparison.update(&dossier, &done.touched);
            prop_assert!(&dossier == after, "redoing {} gives something else", done.name);
        }
        prop_assert_eq!(&comparison, &Comparison::of(&dossier, None));
        prop_assert_eq!(bytes(&dossier), bytes(states.last().unwrap()));
    }
}

/// An edit that cannot be applied must leave no trace, also in the middle of a batch.
#[test]
fn a_refused_batch_changes_nothing() {
    let mut dossier = Dossier::default();
    for name in ["A", "B"] {
        dossier.apply(steps::add_party(&dossier, name).unwrap().1.edit).unwrap();
    }
    dossier.apply(steps::add_item(&dossier, "I", "").unwrap().1.edit).unwrap();
    let cell = Cell { item: dossier.items().keys()[0], party: dossier.parties().keys()[0] };
    dossier.apply(steps::set_stance(&dossier, cell, Stance::Accepts).unwrap().edit).unwrap();
    let before = dossier.clone();
    let batch = Edit::Batch(vec![
        Edit::Title(Text::from("new")),
        Edit::Position { id: PositionId::from_index(0), record: None },
        Edit::MoveParty(cell.party, 1),
        Edit::Item { id: cell.item, record: None, at: 0 },
        Edit::Position { id: PositionId::from_index(9), record: None },
    ]);
    let step = Step::new("Impossible", batch, Place::Dossier);
    let mut history = History::default();
    assert!(history.perform(&mut dossier, step).is_err());
    assert!(dossier == before && history.undo_name().is_none());
    assert!(
        dossier.apply(Edit::Party { id: cell.party, record: None, at: 0 }).is_err(),
        "a party with positions cannot just go"
    );
}
