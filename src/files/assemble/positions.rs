//! Positions with their conditions and quotations. One of which any field cannot be read is not taken at all.

use super::super::raw::{RawCondition, RawDiscount, RawEvidence, RawPosition, Word};
use super::naming::NO_SOURCE;
use super::{Assembly, date, extra_of};
use crate::model::shown::quoted;
use crate::model::{Condition, Discount, DiscountKind, Evidence, Key as _, Position, SourceId, Stance};

impl<'a> Assembly<'a> {
    /// Takes a position.
    pub(in crate::files) fn position(&mut self, raw: RawPosition<'a>, at: usize) -> Result<(), String> {
        let missing = |field: &str| format!("“{field}” is missing; say it");
        let stance = raw.stance.ok_or_else(|| missing("stance"))?.0;
        let stance = Stance::from_word(&stance).ok_or_else(|| {
            format!("there is no stance {}; use demands, offers, accepts, rejects or reserved", quoted(&stance))
        })?;
        let (party, item) = (raw.party.ok_or_else(|| missing("party"))?.0, raw.item.ok_or_else(|| missing("item"))?.0);
        if party.trim().is_empty() || item.trim().is_empty() {
            return Err("it names nobody, or nothing; fill in “party” and “item”".to_owned());
        }
        let date = raw
            .date
            .filter(|Word(date)| !date.is_empty())
            .map(|Word(text)| date(&text))
            .transpose()
            .map_err(|reason| format!("“date”: {reason}"))?;
        let mut quotes = raw.evidence.unwrap_or_default();
        for quote in &mut quotes {
            // A name of nothing is none.
            quote.source = quote.source.take().filter(|Word(source)| !source.trim().is_empty());
        }
        if quotes.iter().any(|quote| quote.source.is_none()) {
            if self.parts.sources.len() > 1 {
                return Err(NO_SOURCE.to_owned());
            }
            // There may be a second source that only a position further down names.
            self.waiting.unattributed.push((self.parts.positions.len(), at));
        }
        let party = self.party_called(&party, at)?;
        let item = self.item_called(&item, at)?;
        // Collecting into a vector would keep the room that the raw records took, several times what these need.
        let raw_conditions = raw.conditions.unwrap_or_default();
        let mut conditions = Vec::with_capacity(raw_conditions.len());
        for condition in raw_conditions {
            conditions.push(self.condition(condition, at)?);
        }
        let mut evidence = Vec::with_capacity(quotes.len());
        evidence.extend(quotes.into_iter().map(|quote| self.evidence(quote, at)));
        let position = Position {
            party,
            item,
            stance,
            wording: self.text(raw.wording),
            in_principle: raw.in_principle.unwrap_or(false),
            red_line: raw.red_line.unwrap_or(false),
            conditions,
            date,
            evidence,
            note: self.text(raw.note),
            discount: raw.discounted.map(|raw| self.discount(*raw)).transpose()?,
            extra: extra_of(self.buffer, raw.extra),
        };
        self.origins.positions.note(self.parts.positions.len(), at);
        self.parts.positions.push(Some(position));
        Ok(())
    }

    fn discount(&self, raw: RawDiscount<'a>) -> Result<Box<Discount>, String> {
        let word = raw.kind.ok_or("“discounted”: “as” is missing; say superseded or doubtful")?.0;
        let kind = DiscountKind::from_word(&word)
            .ok_or_else(|| format!("“discounted”: there is no {}; use superseded or doubtful", quoted(&word)))?;
        let (reason, extra) = (self.text(raw.reason), extra_of(self.buffer, raw.extra));
        Ok(Box::new(Discount { kind, reason, extra }))
    }

    fn condition(&mut self, raw: RawCondition<'a>, at: usize) -> Result<Condition, String> {
        let item = raw
            .item
            .filter(|Word(item)| !item.trim().is_empty())
            .map(|Word(item)| self.item_called(&item, at))
            .transpose()?;
        let party = raw
            .party
            .filter(|Word(party)| !party.trim().is_empty())
            .map(|Word(party)| self.party_called(&party, at))
            .transpose()?;
        Ok(Condition {
            text: self.text(raw.text),
            item,
            party,
            first: raw.first.unwrap_or(false),
            met: raw.met.unwrap_or(false),
            extra: extra_of(self.buffer, raw.extra),
        })
    }

    fn evidence(&mut self, raw: RawEvidence<'a>, at: usize) -> Evidence {
        let source = raw.source.map_or(SourceId::from_index(0), |Word(source)| self.source_called(&source, at));
        Evidence {
            source,
            quote: self.text(raw.quote),
            start: raw.start,
            end: raw.end,
            speaker: self.text(raw.speaker),
            extra: extra_of(self.buffer, raw.extra),
        }
    }
}
