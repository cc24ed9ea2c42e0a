//! Which positions quote each source: the way from an article to the cells that rest on it.

use std::collections::BTreeSet;

use super::super::id::Key as _;
use super::super::{Evidence, Position, PositionId, SourceId};

/// Per source (by key number): the positions with evidence from it, in file order.
///
/// A set that is kept in order, not a list: one source may carry a million positions, and deleting them one by one must
/// not move the rest each time. Built from what is in order already, it takes hardly more memory than a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Quoters(Vec<BTreeSet<PositionId>>);

impl Quoters {
    /// Who quotes what in these positions, for this many keys of sources.
    pub(super) fn of(positions: &[Option<Position>], sources: usize) -> Self {
        let mut lists = vec![Vec::new(); sources];
        for (number, position) in positions.iter().enumerate() {
            let id = PositionId::from_index(number);
            for Evidence { source, .. } in position.iter().flat_map(|position| &position.evidence) {
                if let Some(list) = lists.get_mut(source.index()).filter(|list| list.last() != Some(&id)) {
                    list.push(id);
                }
            }
        }
        Self(lists.into_iter().map(BTreeSet::from_iter).collect())
    }

    /// The positions that quote a source, in file order.
    pub(super) fn of_source(
        &self,
        source: SourceId,
    ) -> impl ExactSizeIterator<Item = PositionId> + DoubleEndedIterator {
        static NONE: BTreeSet<PositionId> = BTreeSet::new();
        self.0.get(source.index()).unwrap_or(&NONE).iter().copied()
    }

    /// Follows a position that was put in the place of another, came or went.
    pub(super) fn follow(&mut self, id: PositionId, before: Option<&Position>, after: Option<&Position>) {
        let (before, after) = (sources_of(before), sources_of(after));
        if before.clone().eq(after.clone()) {
            return;
        }
        for source in before {
            if let Some(quoters) = self.0.get_mut(source.index()) {
                quoters.remove(&id);
            }
        }
        for source in after {
            if self.0.len() <= source.index() {
                self.0.resize_with(source.index() + 1, BTreeSet::new);
            }
            self.0[source.index()].insert(id);
        }
    }
}

fn sources_of(position: Option<&Position>) -> impl Iterator<Item = SourceId> + Clone {
    position.into_iter().flat_map(|position| &position.evidence).map(|evidence| evidence.source)
}
