//! The rules, each on the smallest dossier that shows it.

use proptest::prelude::*;
use standpoint::compare::Comparison;

use super::oracle::check;
use super::scene::{any_date, any_dossier};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1024, ..ProptestConfig::default() })]

    /// Otherwise a user is told something that does not follow from what the parties said.
    #[test]
    fn every_answer_follows_from_the_rules(dossier in any_dossier(), as_of in proptest::option::of(any_date())) {
        check(&dossier, &Comparison::of(&dossier, as_of));
    }
}
