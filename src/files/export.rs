//! Writes the comparison export: fills the types of `comparison_schema` from a dossier and its comparison, one item
//! (or one party, or one pair) at a time, so that what is in memory is small beside what is written.

use std::io::{self, BufWriter, Write};

use serde::{Serialize, Serializer};

use super::comparison_schema::{
    BlockerOut, ComparisonFile, ConditionOut, CountsOut, Day, DiscountOut, EvidenceOut, ItemOut, NotStatedOut,
    OpenConditionOut, PairOut, PartyOut, PositionOut, SourceOut, StanceOut, StatedOut, Word,
};
use super::escaping::Escaping;
use crate::compare::{Blocker, CellState, Comparison, Standing, Status, StatusCounts};
use crate::model::{
    Cell, Condition, Discount, Dossier, ItemId, Party, PartyId, Position, PositionId, Side, SourceId, Stance,
};

/// Writes the comparison of a dossier as pretty JSON with a final newline. The same dossier and comparison give the
/// same bytes. In memory is never more than one item, the lists of one party or of one pair, and a mebibyte of output.
///
/// # Errors
/// Only those of `out`. An error that `out` makes up stops the writing.
pub fn write_comparison(dossier: &Dossier, comparison: &Comparison, out: &mut impl Write) -> io::Result<()> {
    let both = Both { dossier, comparison };
    let file = ComparisonFile {
        standpoint_comparison: 1,
        title: dossier.title().as_str(),
        as_of: comparison.as_of().map(Day),
        status_counts: counts(comparison.counts()),
        parties: Parties(both),
        items: Items(both),
        pairs: Pairs(both),
        sources: Sources(both),
    };
    // serde_json writes token by token.
    let mut out = Escaping(BufWriter::with_capacity(1 << 20, out));
    serde_json::to_writer_pretty(&mut out, &file)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// A dossier and what follows from it.
#[derive(Clone, Copy)]
struct Both<'a> {
    dossier: &'a Dossier,
    comparison: &'a Comparison,
}

/// The parties, made while they are written.
pub(super) struct Parties<'a>(Both<'a>);
/// The items, made while they are written.
pub(super) struct Items<'a>(Both<'a>);
/// The pairs, made while they are written.
pub(super) struct Pairs<'a>(Both<'a>);
/// The sources, made while they are written.
pub(super) struct Sources<'a>(Both<'a>);

impl Serialize for Parties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.dossier.parties().iter().map(|(id, party)| self.0.party(id, party)))
    }
}

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.dossier.items().keys().iter().filter_map(|&id| self.0.item(id)))
    }
}

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parties = self.0.dossier.parties().keys();
        let pairs = parties.iter().enumerate().flat_map(|(n, &a)| parties[n + 1..].iter().map(move |&b| (a, b)));
        serializer.collect_seq(pairs.map(|(a, b)| self.0.pair(a, b)))
    }
}

impl Serialize for Sources<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.dossier.sources().iter().map(|(_, source)| SourceOut {
            id: &source.id,
            title: &source.title,
            publisher: &source.publisher,
            author: &source.author,
            published: source.published.map(Day),
            url: &source.url,
            language: &source.language,
        }))
    }
}

fn counts(counts: StatusCounts) -> CountsOut {
    CountsOut {
        agreed: counts.get(Status::Agreed),
        agreed_in_principle: counts.get(Status::AgreedInPrinciple),
        conditional: counts.get(Status::Conditional),
        contested: counts.get(Status::Contested),
        refused: counts.get(Status::Refused),
        open: counts.get(Status::Open),
        not_stated: counts.get(Status::NotStated),
    }
}

impl<'a> Both<'a> {
    fn party_id(self, id: PartyId) -> &'a str {
        self.dossier.parties().get(id).map_or("", |party| &party.id)
    }

    fn item_id(self, id: ItemId) -> &'a str {
        self.dossier.items().get(id).map_or("", |item| &item.id)
    }

    fn source_id(self, id: SourceId) -> &'a str {
        self.dossier.sources().get(id).map_or("", |source| &source.id)
    }

    fn item_ids(self, items: &[ItemId]) -> Vec<&'a str> {
        items.iter().map(|&id| self.item_id(id)).collect()
    }

    fn party(self, id: PartyId, party: &'a Party) -> PartyOut<'a> {
        let lists = self.comparison.lists(self.dossier, id);
        PartyOut {
            id: &party.id,
            name: &party.name,
            role: Word(party.role),
            aliases: party.aliases.iter().map(AsRef::as_ref).collect(),
            demands: self.item_ids(&lists.demands),
            offers: self.item_ids(&lists.offers),
            agreed: self.item_ids(&lists.agreed),
            rejected: self.item_ids(&lists.rejected),
            reserved: self.item_ids(&lists.reserved),
            disputed: self.item_ids(&lists.disputed),
            not_stated: self.item_ids(&lists.not_stated),
        }
    }

    fn item(self, id: ItemId) -> Option<ItemOut<'a>> {
        let item = self.dossier.items().get(id)?;
        let blockers = self.comparison.blockers(self.dossier, id);
        let parties = self.dossier.parties().keys();
        Some(ItemOut {
            id: &item.id,
            title: &item.title,
            topic: &item.topic,
            status: Word(self.comparison.status(id)),
            between: self.dossier.needed(id).map(|party| self.party_id(party)).collect(),
            blockers: blockers.into_iter().map(|blocker| self.blocker(blocker)).collect(),
            stances: parties.iter().map(|&party| self.stance(Cell { item: id, party })).collect(),
        })
    }

    fn blocker(self, blocker: Blocker) -> BlockerOut<'a> {
        let condition = match blocker {
            Blocker::Unmet { position, index, .. } => {
                self.dossier.position(position).and_then(|position| position.conditions.get(index))
            }
            _ => None,
        };
        BlockerOut {
            kind: Word(blocker),
            party: self.party_id(blocker.party()),
            condition: condition.map(|condition| OpenConditionOut {
                text: &condition.text,
                item: condition.item.map(|id| self.item_id(id)),
                party: condition.party.map(|id| self.party_id(id)),
                first: condition.first,
            }),
        }
    }

    fn stance(self, cell: Cell) -> StanceOut<'a> {
        let party = self.party_id(cell.party);
        let state = self.comparison.cell(cell);
        if state.standing == Standing::NotStated {
            let history = self.history(cell, &[]);
            return StanceOut::NotStated(NotStatedOut { party, stance: state.standing.word(), history });
        }
        StanceOut::Stated(Box::new(self.stated(cell, party, state)))
    }

    fn stated(self, cell: Cell, party: &'a str, state: CellState) -> StatedOut<'a> {
        let ids = self.comparison.current(self.dossier, cell);
        let current = || ids.iter().filter_map(|&id| self.dossier.position(id));
        let in_favour = current().filter(|position| position.stance.side() == Side::For);
        let shown = self.comparison.shown(self.dossier, cell).and_then(|id| self.dossier.position(id));
        StatedOut {
            party,
            stance: Word(state.standing),
            wording: shown.map(|position| position.wording.as_str()),
            in_principle: state.in_principle,
            red_line: state.red_line,
            conditions: in_favour.flat_map(|position| self.conditions(position)).collect(),
            date: current().next().and_then(|position| self.dossier.date_of(position)).map(Day),
            evidence: current().flat_map(|position| self.evidence(position)).collect(),
            history: self.history(cell, &ids),
        }
    }

    fn history(self, cell: Cell, current: &[PositionId]) -> Vec<PositionOut<'a>> {
        let mut history: Vec<_> = self
            .dossier
            .cell(cell)
            .map(|(id, position)| (self.dossier.date_of(position), id, position))
            .filter(|(date, ..)| date.is_none_or(|date| self.comparison.as_of().is_none_or(|as_of| date <= as_of)))
            .collect();
        history.sort_by_key(|&(date, id, _)| (date, id));
        let out = |(date, id, position): (_, PositionId, &'a Position)| PositionOut {
            stance: Word::<Stance>(position.stance),
            wording: &position.wording,
            date: Option::map(date, Day),
            in_principle: position.in_principle,
            red_line: position.red_line,
            conditions: self.conditions(position).collect(),
            evidence: self.evidence(position).collect(),
            note: &position.note,
            current: current.contains(&id),
            discounted: position
                .discount
                .as_deref()
                .map(|Discount { kind, reason, .. }| DiscountOut { r#as: Word(*kind), reason }),
        };
        history.into_iter().map(out).collect()
    }

    fn conditions(self, position: &'a Position) -> impl Iterator<Item = ConditionOut<'a>> {
        position.conditions.iter().map(move |condition: &Condition| ConditionOut {
            text: &condition.text,
            item: condition.item.map(|id| self.item_id(id)),
            party: condition.party.map(|id| self.party_id(id)),
            first: condition.first,
            met: self.comparison.is_condition_met(self.dossier, condition),
        })
    }

    fn evidence(self, position: &'a Position) -> impl Iterator<Item = EvidenceOut<'a>> {
        position.evidence.iter().map(move |evidence| EvidenceOut {
            source: self.source_id(evidence.source),
            quote: &evidence.quote,
            start: evidence.start,
            end: evidence.end,
            speaker: &evidence.speaker,
        })
    }

    fn pair(self, a: PartyId, b: PartyId) -> PairOut<'a> {
        let items = self.comparison.pair_items(self.dossier, a, b);
        PairOut {
            a: self.party_id(a),
            b: self.party_id(b),
            compared: items.alike.len() + items.opposed.len(),
            alike: self.item_ids(&items.alike),
            opposed: self.item_ids(&items.opposed),
        }
    }
}
