//! What holds of every merge, whoever changed whatever.

use proptest::prelude::*;
use standpoint::files::{self, ThreeWayReport, merge};
use standpoint::model::Dossier;

use super::scene::{
    Deed, OF_ONE_ITEM, any_deeds, any_dossier, content, content_in_any_order, edited, reread, two_peoples_deeds,
    words_in, written,
};

/// Ours with what theirs changed. Holds what every merge owes: it applies, it can be taken back, and what comes out is a
/// file that opens as what was saved.
pub(crate) fn merged(base: &Dossier, ours: &Dossier, theirs: &Dossier) -> (Dossier, ThreeWayReport) {
    let merge = merge(base, ours, theirs);
    let mut result = ours.clone();
    let applied = result.apply(merge.edit).expect("a merge applies");
    let mut undone = result.clone();
    undone.apply(applied.inverse).expect("a merge can be taken back");
    assert!(undone == *ours, "taken back, something is left");
    assert_eq!(written(&undone), written(ours), "taken back, the file is not as before");
    assert_eq!(merge.report.is_empty(), result == *ours, "the report says that something came: {:?}", merge.report);
    let loaded = files::read(written(&result).into_bytes()).unwrap();
    assert_eq!(loaded.dossier.set_aside().len(), result.set_aside().len(), "something is kept out of the merged file");
    assert_eq!(written(&loaded.dossier), written(&result), "the merged file opens as something else");
    (result, merge.report)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Otherwise a merge changes what only one person worked on, or asks about it.
    #[test]
    fn what_only_one_side_changed_is_taken(base in any_dossier(), deeds in any_deeds()) {
        let changed = edited(&base, 'o', &deeds);
        for theirs in [changed.clone(), reread(&changed)] {
            let (result, report) = merged(&base, &base, &theirs);
            prop_assert_eq!(content(&result), content(&changed));
            prop_assert_eq!(report.conflicts(), 0, "{:?}", report);
        }
        for base in [base.clone(), reread(&base)] {
            let (result, report) = merged(&base, &changed, &base);
            prop_assert_eq!(content(&result), content(&changed));
            prop_assert!(report.is_empty() && report.conflicts() == 0);
            let (result, report) = merged(&base, &changed, &reread(&changed));
            prop_assert_eq!(content(&result), content(&changed));
            prop_assert!(report.is_empty() && report.conflicts() == 0, "{:?}", report);
        }
    }

    /// Otherwise the work of one of two people is gone and nobody is told.
    #[test]
    fn nothing_that_either_wrote_is_lost(base in any_dossier(), (ours, theirs) in two_peoples_deeds()) {
        let (ours, theirs) = (edited(&base, 'o', &ours), edited(&base, 't', &theirs));
        let (result, report) = merged(&base, &ours, &reread(&theirs));
        let [before, here, there, after] = [&base, &ours, &theirs, &result].map(|dossier| words_in(&written(dossier)));
        for word in here.union(&there) {
            let may_go = before.contains(word) && !(here.contains(word) && there.contains(word));
            prop_assert!(may_go || after.contains(word), "{word} is lost\nbase {}\nours {}\ntheirs {}\nmerged {}\n{:?}",
                written(&base), written(&ours), written(&theirs), written(&result), report);
        }
        let (other, other_report) = merged(&base, &theirs, &ours);
        prop_assert_eq!(report.conflicts() == 0, other_report.conflicts() == 0, "{:?}\n{:?}", report, other_report);
        if report.conflicts() == 0 {
            prop_assert_eq!(words_in(&written(&other)), after);
        }
    }

    /// Otherwise two people who agreed who works on what get another dossier depending on who merges.
    #[test]
    fn order_does_not_matter_where_edits_do_not_touch(
        base in any_dossier(),
        deeds in proptest::collection::vec((0..OF_ONE_ITEM + 3, 0..24_usize, 0..24_usize, 0..24_usize), 0..12),
    ) {
        let count = base.items().len();
        // Brought down to what was there at the beginning: what is added stands behind it.
        let deeds = deeds.into_iter().map(|(kind, item, party, number)| (kind, item % count, party, number));
        let (one, two): (Vec<Deed>, Vec<Deed>) = deeds.partition(|deed| deed.1 % 2 == 0);
        let (one, two) = (edited(&base, 'o', &one), edited(&base, 't', &two));
        let (forth, report) = merged(&base, &one, &two);
        prop_assert_eq!(report.conflicts(), 0, "{:?}", report);
        let (back, report) = merged(&base, &two, &one);
        prop_assert_eq!(report.conflicts(), 0, "{:?}", report);
        prop_assert_eq!(content_in_any_order(&forth), content_in_any_order(&back));
    }

    /// Otherwise two files that git has no common ancestor for cannot be merged.
    #[test]
    fn without_a_common_ancestor_everything_of_both_is_there(base in any_dossier(), (ours, theirs) in two_peoples_deeds()) {
        let (ours, theirs) = (edited(&base, 'o', &ours), edited(&base, 't', &theirs));
        let (result, _) = merged(&Dossier::default(), &ours, &reread(&theirs));
        let [here, there, after] = [&ours, &theirs, &result].map(|dossier| words_in(&written(dossier)));
        for word in here.union(&there) {
            prop_assert!(after.contains(word), "{word} is lost\n{}\n{}\n{}", written(&ours), written(&theirs), written(&result));
        }
    }
}
