//! The filter of the matrix against a naive one: what it leaves out wrongly, nobody sees any more.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::subsequence;
use standpoint::compare::{Comparison, Standing, Status};
use standpoint::files::Findings;
use standpoint::model::{Dossier, Item, ItemId, Key as _, PartyId, Side, Stance};
use standpoint::ui::arrange::Filter;
use standpoint::ui::{Arrangement, OpenDossier, Options};

use super::scene::{any_dossier, cell};

/// Written as the words beside the check boxes read.
fn is_wanted(dossier: &Dossier, comparison: &Comparison, options: &Options, id: ItemId, record: &Item) -> bool {
    let filter = &options.filter;
    // An empty column that is hidden shows no cell either.
    let is_empty = |id: &PartyId| !dossier.positions().any(|(_, position)| position.party == *id);
    let is_shown = |id: &PartyId| !(options.hidden_parties.contains(id) || filter.hides_empty && is_empty(id));
    let shown: Vec<PartyId> = dossier.parties().keys().iter().copied().filter(is_shown).collect();
    let at = |party: PartyId| comparison.cell(cell(id.index(), party.index()));
    let words = filter.text.to_lowercase();
    let has_words = |text: &str| text.to_lowercase().contains(&words);
    let spoken = || dossier.positions().filter(|(_, position)| position.item == id && shown.contains(&position.party));
    let one_cell = shown.iter().any(|&party| {
        (filter.standings.is_empty() || filter.standings.contains(&at(party).standing))
            && (!filter.has_conditions || at(party).conditions > 0)
    });
    let asks_for_cell = !filter.standings.is_empty() || filter.has_conditions;
    let sides: BTreeSet<String> = filter
        .differs_between
        .iter()
        .map(|&party| match at(party).standing {
            Standing::Stated(stance) => match stance.side() {
                Side::For => "for".to_owned(),
                Side::Against => "against".to_owned(),
                Side::Neither => "neither".to_owned(),
            },
            other => other.word().to_owned(),
        })
        .collect();
    (filter.topics.is_empty() || filter.topics.contains(record.topic.as_str()))
        && (filter.statuses.is_empty() || filter.statuses.contains(&comparison.status(id)))
        && (!asks_for_cell || one_cell)
        && (filter.differs_between.len() < 2 || sides.len() > 1)
        && (!filter.hides_empty || spoken().next().is_some())
        && (words.is_empty()
            || has_words(&record.title)
            || has_words(&record.topic)
            || spoken().any(|(_, position)| has_words(&position.wording)))
}

fn any_options() -> impl Strategy<Value = Options> {
    let parties = || subsequence((0..4).map(PartyId::from_index).collect::<Vec<_>>(), 0..=3);
    let mut standings: Vec<_> = Stance::ALL.into_iter().map(Standing::Stated).collect();
    standings.extend([Standing::Disputed, Standing::NotStated]);
    let topics = prop::sample::select(vec![vec![], vec!["Topic 0"], vec!["Topic 0", "Topic 1"]]);
    let text = prop::sample::select(vec!["", "", "ITEM 1", "topic 2", "PEACE", "нет", "xyzzy"]);
    let sets = (topics, subsequence(Status::ALL.to_vec(), 0..=7), subsequence(standings, 0..=7));
    let marks = (prop::bool::weighted(0.3), prop::bool::weighted(0.3));
    (text, sets, marks, parties(), parties()).prop_map(
        |(text, (topics, statuses, standings), marks, differs, hidden)| {
            let filter = Filter {
                text: text.to_owned(),
                topics: topics.into_iter().map(str::to_owned).collect(),
                statuses: statuses.into_iter().collect(),
                standings: standings.into_iter().collect(),
                has_conditions: marks.0,
                hides_empty: marks.1,
                differs_between: differs.into_iter().collect(),
            };
            Options { filter, hidden_parties: hidden.into_iter().collect(), ..Options::default() }
        },
    )
}

/// Every second position says something that can be looked for.
fn worded(dossier: Dossier) -> Dossier {
    let mut dossier = dossier;
    let ids: Vec<_> = dossier.positions().map(|(id, position)| (id, position.clone())).collect();
    for (number, (id, position)) in ids.into_iter().enumerate() {
        let wording = ["Peace at last", "", "Нет", "No"][number % 4].into();
        let record = Some(Box::new(standpoint::model::Position { wording, ..position }));
        dossier.apply(standpoint::model::Edit::Position { id, record }).unwrap();
    }
    dossier
}

proptest! {
    #[test]
    fn what_is_shown_is_what_was_asked_for(dossier in any_dossier(), options in any_options()) {
        let dossier = worded(dossier);
        let comparison = Comparison::of(&dossier, None);
        let mut options = options;
        let has = |id: &PartyId| dossier.parties().contains(*id);
        options.hidden_parties.retain(has);
        options.filter.differs_between.retain(has);
        let findings = Findings::default();
        let history = standpoint::model::History::default();
        let open = OpenDossier {
            history: &history,
            dossier: &dossier, comparison: &comparison, findings: &findings, file_name: None, file_path: None,
            is_changed: false, revision: 0, lines_revision: 0, undo_name: None, redo_name: None,
            read_only: None,
        };
        let mut arrangement = Arrangement::default();
        arrangement.update(&open, &options);
        let expected: Vec<_> = dossier
            .items()
            .iter()
            .filter(|(id, item)| is_wanted(&dossier, &comparison, &options, *id, item))
            .map(|(id, _)| id)
            .collect();
        let mut shown = arrangement.items().to_vec();
        shown.sort_unstable();
        prop_assert_eq!(shown, expected);
    }
}
