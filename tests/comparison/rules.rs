//! The rules, each on the smallest dossier that shows it.

use proptest::prelude::*;
use standpoint::compare::{Blocker, Comparison, Standing, Status};
use standpoint::model::{Condition, Date, Discount, DiscountKind, Dossier, Position, Role, Stance};

use super::oracle::check;
use super::scene::{
    a_party, an_item, any_date, any_dossier, cell, date, dossier, dossier_of, if_only, item, party, says,
};
use Stance::{Accepts, Demands, Offers, Rejects, Reserved};

/// The comparison, which must also be what the rules say.
fn compared(dossier: &Dossier) -> Comparison {
    as_of(dossier, None)
}

fn as_of(dossier: &Dossier, date: Option<Date>) -> Comparison {
    let comparison = Comparison::of(dossier, date);
    check(dossier, &comparison);
    comparison
}

/// The status of the one item on which two principals, Party 0 and Party 1, say this.
fn status(positions: Vec<Position>) -> Status {
    compared(&dossier(2, 1, positions)).status(item(0))
}

fn on(text: &str, position: Position) -> Position {
    Position { date: Some(date(text)), ..position }
}

fn with_text_only(position: Position, met: bool) -> Position {
    Position { conditions: vec![Condition { met, ..Condition::default() }], ..position }
}

fn in_principle(position: Position) -> Position {
    Position { in_principle: true, ..position }
}

/// Otherwise the last column of the matrix shows a wrong word.
#[test]
fn each_status_of_the_table() {
    let yes = |who| says(who, 0, Accepts);
    assert_eq!(status(vec![yes(0), says(1, 0, Demands)]), Status::Agreed);
    assert_eq!(status(vec![with_text_only(yes(0), true), says(1, 0, Offers)]), Status::Agreed);
    assert_eq!(status(vec![in_principle(yes(0)), yes(1)]), Status::AgreedInPrinciple);
    assert_eq!(status(vec![with_text_only(yes(0), false), yes(1)]), Status::Conditional);
    assert_eq!(status(vec![with_text_only(in_principle(yes(0)), false), yes(1)]), Status::Conditional);
    assert_eq!(status(vec![yes(0), says(1, 0, Rejects)]), Status::Contested);
    assert_eq!(status(vec![says(0, 0, Rejects), says(1, 0, Rejects)]), Status::Refused);
    assert_eq!(status(vec![says(0, 0, Rejects)]), Status::Refused, "who is silent does not soften a refusal");
    assert_eq!(status(vec![says(0, 0, Rejects), says(1, 0, Reserved)]), Status::Open);
    assert_eq!(status(vec![yes(0), says(1, 0, Reserved)]), Status::Open);
    assert_eq!(status(vec![yes(0)]), Status::Open, "silence is not agreement");
    assert_eq!(status(vec![says(0, 0, Reserved)]), Status::Open);
    assert_eq!(status(vec![]), Status::NotStated);
}

/// Otherwise a contradiction in the reports would pass for agreement or refusal.
#[test]
fn a_disputed_cell_counts_as_neither() {
    let both = vec![says(0, 0, Accepts), says(0, 0, Rejects), says(1, 0, Accepts)];
    let dossier = dossier(2, 1, both);
    let comparison = compared(&dossier);
    assert_eq!(comparison.cell(cell(0, 0)).standing, Standing::Disputed);
    assert_eq!(comparison.current(&dossier, cell(0, 0)).len(), 2, "both sides are shown");
    assert_eq!(comparison.status(item(0)), Status::Open);
    assert_eq!(comparison.blockers(&dossier, item(0)), [Blocker::Disputed { party: party(0) }]);
    assert_eq!(comparison.pair(party(0), party(1)).compared(), 0);
    assert_eq!(comparison.lists(&dossier, party(0)).disputed, [item(0)]);
    assert_eq!(status(vec![says(0, 0, Accepts), says(0, 0, Rejects)]), Status::Open, "disputed has spoken");
}

/// Otherwise the matrix shows what a party said long ago.
#[test]
fn the_latest_date_is_current_and_no_date_is_the_oldest() {
    let old = on("2025-03-01", says(0, 0, Accepts));
    let new = on("2025-03-02", says(0, 0, Rejects));
    let undated = says(0, 0, Demands);
    let dossier = dossier(1, 1, vec![new, old, undated]);
    let of = |day: Option<&str>| as_of(&dossier, day.map(date)).cell(cell(0, 0));
    assert_eq!(of(None).standing, Standing::Stated(Rejects));
    assert_eq!(of(None).positions, 3);
    assert_eq!(of(Some("2025-03-01")).standing, Standing::Stated(Accepts));
    assert_eq!(of(Some("2025-02")).standing, Standing::Stated(Demands), "undated ones always count");
    assert_eq!(of(Some("2025-02")).positions, 1);
    assert_eq!(of(Some("2025-03")).standing, Standing::Stated(Demands), "a month comes before its days");
}

/// Otherwise an old word of a party would live on beside its new one.
#[test]
fn the_last_word_of_a_day_is_shown_and_its_conditions_add_up() {
    let positions = vec![
        with_text_only(on("2025", says(0, 0, Demands)), false),
        with_text_only(in_principle(on("2025", says(0, 0, Accepts))), true),
        Position { red_line: true, ..on("2025", says(0, 0, Reserved)) },
        with_text_only(on("2024", says(0, 0, Offers)), false),
    ];
    let dossier = dossier(1, 1, positions);
    let state = compared(&dossier).cell(cell(0, 0));
    assert_eq!(state.standing, Standing::Stated(Accepts), "reserved says less than accepts");
    assert_eq!((state.conditions, state.unmet, state.positions), (2, 1, 4));
    assert!(state.in_principle && state.red_line);
}

/// Otherwise a person says that a report is wrong, and the matrix goes on to show it.
#[test]
fn what_is_superseded_or_doubtful_never_makes_the_current_stance() {
    let marked = |kind, position| Position { discount: Some(Box::new(Discount::new(kind, "denied"))), ..position };
    for kind in DiscountKind::ALL {
        let new = marked(kind, Position { red_line: true, ..on("2025-03-02", says(0, 0, Rejects)) });
        let old = on("2025-03-01", says(0, 0, Accepts));
        let both = dossier(1, 1, vec![old.clone(), new.clone()]);
        let comparison = compared(&both);
        let state = comparison.cell(cell(0, 0));
        assert_eq!((state.standing, state.red_line, state.positions), (Standing::Stated(Accepts), false, 1));
        assert_eq!(comparison.status(item(0)), Status::Agreed, "its older word stands");
        let same_day = marked(kind, on("2025-03-01", says(0, 0, Rejects)));
        let settled = compared(&dossier(1, 1, vec![old, same_day]));
        assert_eq!(settled.cell(cell(0, 0)).standing, Standing::Stated(Accepts), "no dispute with what does not count");
        let alone = dossier(1, 1, vec![new]);
        let comparison = compared(&alone);
        let state = comparison.cell(cell(0, 0));
        assert_eq!((state.standing, state.red_line, state.positions), (Standing::NotStated, false, 0));
        assert!(state.has_discounted, "that there was a report can be seen");
        assert_eq!(comparison.status(item(0)), Status::NotStated, "nothing that is left counts");
        assert_eq!(comparison.shown(&alone, cell(0, 0)), None);
        let linked = marked(kind, if_only(on("2025-03-03", says(0, 0, Accepts)), 1, None));
        let free = compared(&dossier(1, 2, vec![linked, on("2025-03-01", says(0, 0, Accepts))]));
        assert_eq!(free.status(item(0)), Status::Agreed, "its conditions bind nobody");
    }
}

/// Otherwise a dossier read "as of" an early day knows what was said later.
#[test]
fn before_anybody_spoke_nothing_is_stated() {
    let dossier = dossier(1, 1, vec![on("2025-03-02", says(0, 0, Accepts))]);
    let comparison = as_of(&dossier, Some(date("2025-03-01")));
    assert_eq!(comparison.status(item(0)), Status::NotStated);
    assert_eq!(comparison.cell(cell(0, 0)), standpoint::compare::CellState::default());
}

/// Party 0 accepts every item, each on condition of the next, as `links` says; Party 0 is the only principal.
fn chain(items: usize, party: Option<usize>, links: impl Fn(usize) -> Option<usize>) -> Comparison {
    let position = |n| match links(n) {
        Some(next) => if_only(says(0, n, Accepts), next, party),
        None => says(0, n, Accepts),
    };
    Comparison::of(&dossier(1, items, (0..items).map(position).collect()), None)
}

/// Otherwise a long chain of concessions is called unsettled though its last link is given, or the program falls over.
#[test]
fn a_chain_is_met_from_its_end_however_long() {
    for party in [None, Some(0)] {
        let comparison = chain(100_000, party, |n| (n < 99_999).then_some(n + 1));
        assert_eq!(comparison.counts().get(Status::Agreed), 100_000);
    }
}

/// Otherwise the program grants in advance what each side gives only in return.
#[test]
fn a_loop_stays_unmet_when_nothing_is_granted_in_advance() {
    for party in [None, Some(0)] {
        let ring = chain(10, party, |n| Some((n + 1) % 10));
        assert_eq!(ring.counts().get(Status::Conditional), 10, "a ring");
        let knot = chain(1, party, Some);
        assert_eq!(knot.status(item(0)), Status::Conditional, "a condition on itself");
        let tail = chain(10, party, |n| Some(if n == 9 { 8 } else { n + 1 }));
        assert_eq!(tail.counts().get(Status::Conditional), 10, "a chain into a ring");
    }
}

/// Otherwise `first` would change what is met; it only says which loops cannot be closed together.
#[test]
fn what_must_come_first_is_met_like_any_other() {
    let mut position = if_only(says(0, 0, Accepts), 1, None);
    position.conditions[0].first = true;
    let waiting = dossier(1, 2, vec![position.clone()]);
    assert_eq!(compared(&waiting).status(item(0)), Status::Conditional);
    let come = dossier(1, 2, vec![position, says(0, 1, Accepts)]);
    assert_eq!(compared(&come).status(item(0)), Status::Agreed);
}

/// Otherwise "if B accepts" would be met by a B who accepts only on conditions, or by the mark of a person.
#[test]
fn a_condition_on_a_party_needs_its_word_without_open_conditions() {
    let asks = if_only(says(0, 0, Accepts), 0, Some(1));
    let met = |answer: Position| {
        let dossier = dossier(2, 1, vec![asks.clone(), answer]);
        compared(&dossier).conditions(&dossier, cell(0, 0))[0].met
    };
    assert!(met(says(1, 0, Accepts)));
    assert!(met(in_principle(says(1, 0, Offers))), "in principle is for");
    assert!(!met(with_text_only(says(1, 0, Accepts), false)));
    assert!(met(with_text_only(says(1, 0, Accepts), true)));
    assert!(!met(says(1, 0, Rejects)));
    let mut marked = asks.clone();
    marked.conditions[0].met = true;
    let dossier = dossier(2, 1, vec![marked]);
    assert!(!compared(&dossier).conditions(&dossier, cell(0, 0))[0].met, "the mark is for conditions with only text");
}

/// Otherwise an item agreed only in principle would settle what waits for agreement.
#[test]
fn agreed_in_principle_meets_no_condition() {
    let dossier = dossier(1, 2, vec![if_only(says(0, 0, Accepts), 1, None), in_principle(says(0, 1, Accepts))]);
    assert_eq!(compared(&dossier).status(item(0)), Status::Conditional);
}

/// Otherwise a party that rejects or is reserved would be bound by conditions, or bind others.
#[test]
fn conditions_of_who_is_not_for_it_do_not_count() {
    let dossier = dossier(1, 1, vec![with_text_only(says(0, 0, Rejects), false)]);
    let comparison = compared(&dossier);
    assert!(comparison.conditions(&dossier, cell(0, 0)).is_empty());
    assert_eq!(comparison.cell(cell(0, 0)).conditions, 0);
    assert_eq!(comparison.status(item(0)), Status::Refused);
}

/// Otherwise a mediator's proposal is lost, or taken for the parties' agreement.
#[test]
fn a_mediator_opens_an_item_and_settles_none() {
    let parties = || vec![a_party(0, Role::Mediator), a_party(1, Role::Principal)];
    let alone = dossier_of(parties(), vec![an_item(0, None)], vec![says(0, 0, Offers)]);
    assert_eq!(compared(&alone).status(item(0)), Status::Open);
    assert_eq!(compared(&alone).blockers(&alone, item(0)), [Blocker::Silent { party: party(1) }]);
    let against = vec![says(0, 0, Rejects), says(1, 0, Accepts)];
    let outvoted = dossier_of(parties(), vec![an_item(0, None)], against);
    assert_eq!(compared(&outvoted).status(item(0)), Status::Agreed, "a mediator's no holds up nothing");
}

/// Otherwise a dossier without principals is called agreed, because nobody is against.
#[test]
fn where_nobody_is_needed_nothing_is_agreed() {
    let parties = vec![a_party(0, Role::Observer), a_party(1, Role::Mediator)];
    let items = vec![an_item(0, None), an_item(1, None)];
    let dossier = dossier_of(parties, items, vec![says(0, 0, Accepts), says(1, 0, Accepts)]);
    let comparison = compared(&dossier);
    assert_eq!(comparison.status(item(0)), Status::Open);
    assert_eq!(comparison.status(item(1)), Status::NotStated);
    assert!(comparison.blockers(&dossier, item(0)).is_empty());
}

/// Otherwise an item between two of five parties waits for the other three.
#[test]
fn between_says_whose_agreement_is_needed() {
    let parties = vec![a_party(0, Role::Principal), a_party(1, Role::Observer), a_party(2, Role::Principal)];
    let items = vec![an_item(0, Some(vec![1, 0, 1])), an_item(1, Some(vec![]))];
    let both = vec![says(0, 0, Accepts), says(1, 0, Accepts), says(2, 0, Rejects), says(2, 1, Accepts)];
    let dossier = dossier_of(parties, items, both);
    let comparison = compared(&dossier);
    assert_eq!(comparison.status(item(0)), Status::Agreed);
    assert_eq!(comparison.status(item(1)), Status::Open, "an empty list needs nobody");
}

/// Otherwise "what would it take" leaves out what it would take.
#[test]
fn blockers_stand_in_the_order_of_parties() {
    let conditional = in_principle(if_only(with_text_only(says(0, 0, Accepts), true), 1, Some(2)));
    let dossier = dossier(4, 2, vec![says(3, 0, Reserved), says(1, 0, Rejects), conditional]);
    let comparison = compared(&dossier);
    let position = comparison.current(&dossier, cell(0, 0))[0];
    let expected = [
        Blocker::Unmet { party: party(0), position, index: 1 },
        Blocker::InPrinciple { party: party(0) },
        Blocker::Rejects { party: party(1) },
        Blocker::Silent { party: party(2) },
        Blocker::Reserved { party: party(3) },
    ];
    assert_eq!(comparison.blockers(&dossier, item(0)), expected);
}

/// Otherwise who agrees with whom is counted over things on which one of them never spoke.
#[test]
fn pairs_compare_only_what_both_have_taken_a_side_on() {
    let said = vec![
        says(0, 0, Accepts),
        says(1, 0, Demands), // alike
        says(0, 1, Rejects),
        says(1, 1, Rejects), // alike
        says(0, 2, Offers),
        says(1, 2, Rejects), // opposed
        says(0, 3, Accepts),
        says(1, 3, Reserved), // not compared
        says(0, 4, Accepts),  // not compared
    ];
    let dossier = dossier(2, 6, said);
    let comparison = compared(&dossier);
    let (pair, items) = (comparison.pair(party(0), party(1)), comparison.pair_items(&dossier, party(0), party(1)));
    assert_eq!((pair.alike, pair.opposed, pair.compared()), (2, 1, 3));
    assert_eq!((items.alike, items.opposed), (vec![item(0), item(1)], vec![item(2)]));
}

/// Otherwise the window falls over when it asks for what has just been deleted.
#[test]
fn what_is_not_there_is_not_stated() {
    let comparison = compared(&dossier(2, 2, vec![says(0, 0, Accepts)]));
    assert_eq!(comparison.cell(cell(99, 99)).standing, Standing::NotStated);
    assert_eq!(comparison.cell(cell(0, 99)).standing, Standing::NotStated);
    assert_eq!(comparison.status(item(99)), Status::NotStated);
    assert_eq!(comparison.pair(party(0), party(99)).compared(), 0);
    assert_eq!(Comparison::default(), Comparison::of(&Dossier::default(), None));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1024, ..ProptestConfig::default() })]

    /// Otherwise a user is told something that does not follow from what the parties said.
    #[test]
    fn every_answer_follows_from_the_rules(dossier in any_dossier(), as_of in proptest::option::of(any_date())) {
        check(&dossier, &Comparison::of(&dossier, as_of));
    }
}
