//! Three small random dossiers that have names, ids and fields in common by chance: a merge of them is odd, but it must
//! hold what every merge owes.

use proptest::prelude::*;
use standpoint::files::{differences, merge, read};
use standpoint::model::Dossier;

use super::made::written;
use super::random::dossiers;

fn reread(dossier: &Dossier) -> Dossier {
    read(written(dossier).into_bytes()).expect("a written file is read").dossier
}

/// What is said in positions, without what two people can change side by side.
fn statements(dossier: &Dossier) -> Vec<String> {
    dossier.positions().map(|(_, position)| position.wording.to_string()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_merge_of_anything_applies_undoes_and_opens_again(base in dossiers(), ours in dossiers(), theirs in dossiers()) {
        // If this fails, a file that somebody made by hand or another program wrote is damaged by a merge.
        let (ours, theirs) = (reread(&ours), reread(&theirs));
        let merge = merge(&base, &ours, &theirs);
        let mut merged = ours.clone();
        let applied = merged.apply(merge.edit).expect("a merge applies");
        let mut undone = merged.clone();
        undone.apply(applied.inverse).expect("a merge can be taken back");
        prop_assert_eq!(&undone, &ours);
        let file = written(&merged);
        let again = reread(&merged);
        prop_assert_eq!(&written(&again), &file, "the merged file opens as it was saved");
        prop_assert_eq!(again.position_count(), merged.position_count());
        prop_assert_eq!(again.set_aside().len(), merged.set_aside().len());
        let told = differences(&merged, &again);
        prop_assert!(told.is_empty(), "{}\n{file}", told.text());
        let (before, after) = (statements(&base), statements(&merged));
        for said in statements(&ours).into_iter().chain(statements(&theirs)) {
            prop_assert!(before.contains(&said) || after.contains(&said), "{said} is lost in\n{file}\n{}\n{}\n{}", written(&base), written(&ours), written(&theirs));
        }
    }

    #[test]
    fn differences_of_anything_are_told(one in dossiers(), two in dossiers()) {
        // If this fails, a list of versions hides a change.
        let (one, two) = (reread(&one), reread(&two));
        let told = differences(&one, &two);
        prop_assert!(!told.is_empty() || written(&one).len() == written(&two).len(), "{}\n{}", written(&one), written(&two));
        prop_assert_eq!(told.is_empty(), differences(&two, &one).is_empty());
        prop_assert!(differences(&one, &one).is_empty());
    }
}
