//! Changing many cells, heads and positions at once, as values.

use standpoint::model::{Cell, Date, Dossier, Key as _, Position, Stance, Step, Text, steps};

fn done(dossier: &mut Dossier, step: Step) {
    dossier.apply(step.edit).unwrap();
}

/// Parties A, B, C and items 1, 2, 3, of which the first two stand under a topic.
fn small() -> Dossier {
    let mut dossier = Dossier::default();
    let step = steps::add_parties(&dossier, &["A", "B", "C"], None).unwrap().1;
    done(&mut dossier, step);
    for (title, topic) in [("One", "T"), ("Two", "T"), ("Three", "")] {
        let step = steps::add_items(&dossier, &[title], topic, None).unwrap().1;
        done(&mut dossier, step);
    }
    dossier
}

fn cell(dossier: &Dossier, item: usize, party: usize) -> Cell {
    Cell { item: dossier.items().keys()[item], party: dossier.parties().keys()[party] }
}

fn names(dossier: &Dossier) -> Vec<&str> {
    dossier.parties().iter().map(|(_, party)| party.name.as_str()).collect()
}

fn titles(dossier: &Dossier) -> Vec<&str> {
    dossier.items().iter().map(|(_, item)| item.title.as_str()).collect()
}

fn wordings(dossier: &Dossier, cell: Cell) -> Vec<&str> {
    steps::stack(dossier, cell).into_iter().map(|(_, position)| position.wording.as_str()).collect()
}

/// Otherwise marking a range would fill its empty cells, and parties would say what they never said.
#[test]
fn marks_and_dates_go_to_positions_and_a_wording_to_empty_cells_too() {
    let mut dossier = small();
    let all: Vec<_> = (0..2).flat_map(|item| (0..2).map(move |party| (item, party))).collect();
    let all: Vec<_> = all.into_iter().map(|(item, party)| cell(&dossier, item, party)).collect();
    let step = steps::set_stance(&dossier, all[0], Stance::Accepts).unwrap();
    done(&mut dossier, step);
    for step in [
        steps::set_red_line_of(&dossier, &all, true),
        steps::set_in_principle_of(&dossier, &all, true),
        steps::set_note_of(&dossier, &all, "note"),
        steps::set_date_of(&dossier, &all, Date::new(2025, Some(3), None)),
    ] {
        done(&mut dossier, step.unwrap());
    }
    assert_eq!(dossier.position_count(), 1);
    assert_eq!(steps::set_wording_of(&dossier, &all[1..], "  "), None, "nothing to say, nothing to do");
    let step = steps::set_wording_of(&dossier, &all, "words").unwrap();
    assert_eq!(step.name, "Edit wording of 4 cells");
    done(&mut dossier, step);
    assert_eq!(dossier.position_count(), 4);
    assert!(dossier.positions().all(|(_, position)| position.wording == "words"));
    assert_eq!(steps::set_wording_of(&dossier, &all, "words"), None, "history holds no empty step");
}

/// Otherwise what is inserted appears somewhere else than where the person pointed.
#[test]
fn parties_and_items_come_to_stand_where_they_are_wanted() {
    let mut dossier = small();
    let before = dossier.parties().keys()[1];
    let (first, step) = steps::add_parties(&dossier, &[" X ", "", "Y"], Some(before)).unwrap();
    assert_eq!(step.name, "Add 2 parties");
    done(&mut dossier, step);
    assert_eq!(names(&dossier), ["A", "X", "Y", "B", "C"]);
    assert_eq!(&*dossier.parties().get(first).unwrap().name, "X");
    let before = dossier.items().keys()[1];
    let step = steps::add_items(&dossier, &["One", "One"], "T", Some(before)).unwrap().1;
    done(&mut dossier, step);
    let step = steps::add_items(&dossier, &["Last of T"], "T", None).unwrap().1;
    done(&mut dossier, step);
    assert_eq!(titles(&dossier), ["One", "One", "One", "Two", "Last of T", "Three"]);
    let ids: std::collections::BTreeSet<_> = dossier.items().iter().map(|(_, item)| item.id.to_string()).collect();
    assert_eq!(ids.len(), 6, "no id is given twice");
    let (copy, step) = steps::duplicate_items(&dossier, &[before]).unwrap();
    done(&mut dossier, step);
    let copy = dossier.items().get(copy).unwrap();
    assert_eq!((&*copy.title, &*copy.topic), ("Two (2)", "T"));
    assert_eq!(titles(&dossier)[4], "Two (2)");
    assert_eq!(steps::add_parties(&dossier, &[" "], None), None);
}

/// The order of positions of one day decides which of them is read first, and the person must be able to set it right.
#[test]
fn positions_of_one_date_change_places_and_others_do_not() {
    let mut dossier = small();
    let cell = cell(&dossier, 0, 0);
    let says = |wording: &str, day: Option<u8>| Position {
        wording: Text::from(wording),
        date: day.and_then(|day| Date::new(2025, Some(3), Some(day))),
        ..Position::new(cell, Stance::Accepts)
    };
    for position in [says("old", Some(1)), says("noon", Some(2)), says("evening", Some(2)), says("undated", None)] {
        let edit = standpoint::model::Edit::Position { id: dossier.next_position(), record: Some(Box::new(position)) };
        dossier.apply(edit).unwrap();
    }
    assert_eq!(wordings(&dossier, cell), ["evening", "noon", "old", "undated"]);
    let noon = standpoint::model::PositionId::from_index(1);
    let (now_at, step) = steps::move_in_stack(&dossier, noon, true).unwrap();
    done(&mut dossier, step);
    assert_eq!(wordings(&dossier, cell), ["noon", "evening", "old", "undated"]);
    assert_eq!(&*dossier.position(now_at).unwrap().wording, "noon");
    assert_eq!(steps::leading_position(&dossier, cell).unwrap().0, now_at, "what stands first is what leads");
    assert_eq!(steps::move_in_stack(&dossier, now_at, true), None, "there is nothing above");
    assert_eq!(steps::move_in_stack(&dossier, noon, false), None, "an older one stays below");
    let (copy, step) = steps::duplicate_position(&dossier, now_at).unwrap();
    done(&mut dossier, step);
    assert_eq!(&*dossier.position(copy).unwrap().wording, "noon");
    assert_eq!(wordings(&dossier, cell), ["noon", "noon", "evening", "old", "undated"]);
}

/// What dragging and the keys do to a block must be what one sees when all its heads are lifted and put down together.
#[test]
fn a_block_is_lifted_as_a_whole_and_put_down_in_its_order() {
    let mut dossier = Dossier::default();
    let step = steps::add_parties(&dossier, &["0", "1", "2", "3", "4"], None).unwrap().1;
    done(&mut dossier, step);
    let keys = dossier.parties().keys().to_vec();
    for chosen in 0_u32..32 {
        for before in 0..=5 {
            let moved: Vec<_> = (0..5).filter(|n| chosen & (1 << n) != 0).map(|n| keys[n]).collect();
            let target = keys.iter().skip(before).find(|id| !moved.contains(id));
            let mut expected: Vec<_> = keys.iter().filter(|id| !moved.contains(id)).copied().collect();
            let at = target.map_or(expected.len(), |target| expected.iter().position(|id| id == target).unwrap());
            expected.splice(at..at, moved.iter().copied());
            let mut after = dossier.clone();
            let step = steps::move_parties_to(&dossier, &moved, keys.get(before).copied());
            assert_eq!(step.is_none(), expected == keys, "{chosen:b} before {before}: no empty step, none left out");
            if let Some(step) = step {
                done(&mut after, step);
            }
            assert_eq!(after.parties().keys(), expected, "{chosen:b} before {before}");
        }
    }
}

/// A topic of thousands of items goes to its place at once, and back.
#[test]
fn a_large_block_of_items_is_lifted_like_a_small_one() {
    let mut dossier = Dossier::default();
    let titles: Vec<String> = (0..200).map(|number| number.to_string()).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let step = steps::add_items(&dossier, &titles, "", None).unwrap().1;
    done(&mut dossier, step);
    let keys = dossier.items().keys().to_vec();
    for (range, before) in [(20..150, 180), (20..150, 3), (60..200, 0), (0..100, 200), (0..100, 50)] {
        let moved = &keys[range];
        let expected: Vec<_> = {
            let stays = |id: &&standpoint::model::ItemId| !moved.contains(id);
            let (front, back) = keys.split_at(before);
            front.iter().filter(stays).chain(moved).chain(back.iter().filter(stays)).copied().collect()
        };
        let mut after = dossier.clone();
        match steps::move_items_to(&dossier, moved, keys.get(before).copied(), None) {
            Some(step) => {
                let applied = after.apply(step.edit).unwrap();
                assert_eq!(after.items().keys(), expected);
                after.apply(applied.inverse).unwrap();
                assert!(after == dossier, "taking it back leaves something");
            }
            None => assert_eq!(expected, keys, "it stood there already"),
        }
    }
    let incomplete = standpoint::model::Edit::OrderItems(vec![keys[0]; 200]);
    assert!(
        dossier.apply(incomplete).is_err() && dossier.items().keys() == keys,
        "an order that forgets items is refused"
    );
}
