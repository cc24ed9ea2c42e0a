//! Who is meant: records by id or name, ids for records without one, and what waits until everything is declared.
//!
//! Ids are made only after all that the file gives are known, so that a made one never takes the place of a given one.

use std::collections::HashMap;

use super::super::findings::{FindingKind, Severity};
use super::super::gathering::Gathering;
use super::super::json::{Walker, minified};
use super::super::lookup::Lookup;
use super::super::raw::Word;
use super::super::refusal::Refusal;
use super::Assembly;
use crate::model::names::id_from;
use crate::model::shown::quoted;
use crate::model::{
    Extra, Item, ItemId, Key as _, List, Parts, Party, PartyId, Place, SetAside, Source, SourceId, Text,
};

/// Why a position is set aside that quotes without saying from where.
pub(super) const NO_SOURCE: &str =
    "“evidence” names no source, which is possible only with exactly one source in the file; name it";

/// What cannot be settled before all parties, items and sources are declared.
#[derive(Debug, Default)]
pub(super) struct Waiting<'a> {
    /// Sources that need an id, with the one that they would like.
    pub(super) source_ids: Vec<(usize, String)>,
    /// Parties that need an id.
    pub(super) party_ids: Vec<usize>,
    /// Items that need an id.
    pub(super) item_ids: Vec<usize>,
    /// Whose agreement items need, in words: names of parties that may be declared further down. With their places.
    pub(super) between: Vec<(usize, Vec<Word<'a>>, usize)>,
    /// Positions with a quotation from the only source, if it stays the only one. With their places.
    pub(super) unattributed: Vec<(usize, usize)>,
}

impl Assembly<'_> {
    /// Gives ids to records without one and looks up whose agreement items need, once all lists but the positions are
    /// read.
    pub(in crate::files) fn settle(&mut self) {
        let mut numbers = HashMap::new();
        for (index, wanted) in std::mem::take(&mut self.waiting.source_ids) {
            let id = free_id(wanted, &self.sources, &mut numbers);
            self.sources.give_id(index, &id);
            self.parts.sources[index].id = id;
        }
        numbers.clear();
        for index in std::mem::take(&mut self.waiting.party_ids) {
            let party = &mut self.parts.parties[index];
            party.id = free_id(id_from(&party.name, "party"), &self.parties, &mut numbers);
            self.parties.give_id(index, &party.id);
        }
        numbers.clear();
        for index in std::mem::take(&mut self.waiting.item_ids) {
            let item = &mut self.parts.items[index];
            item.id = free_id(id_from(&item.title, "item"), &self.items, &mut numbers);
            self.items.give_id(index, &item.id);
        }
        for (item, words, at) in std::mem::take(&mut self.waiting.between) {
            let parties: Vec<_> = words.iter().filter_map(|Word(word)| self.party_called(word, at).ok()).collect();
            self.doubled.between(item, parties, &mut self.parts.items);
        }
    }

    /// Sets positions aside that left the source of a quotation out although there is not exactly one.
    pub(super) fn set_aside_unattributed(&mut self) -> Result<(), Refusal> {
        let unattributed = std::mem::take(&mut self.waiting.unattributed);
        if unattributed.is_empty() || self.parts.sources.len() == 1 {
            return Ok(());
        }
        let text = self.buffer.as_str();
        for (index, at) in unattributed {
            let mut walker = Walker::new(text);
            walker.at = at;
            walker.skip()?;
            self.parts.positions[index] = None;
            self.set_aside(List::Positions, None, at..walker.at, NO_SOURCE.to_owned());
        }
        let positions = &self.parts.positions;
        self.origins.positions.retain(|number| positions[number].is_some());
        self.parts.positions.retain(Option::is_some);
        Ok(())
    }

    /// Keeps a record that cannot be used, with the reason. `number` is its place in its list, where that is known.
    pub(in crate::files) fn set_aside(
        &mut self,
        list: List,
        number: Option<usize>,
        range: std::ops::Range<usize>,
        reason: String,
    ) {
        self.found(FindingKind::SetAside, Severity::KeptOut, range.start, None, || match number {
            Some(number) => {
                format!("{}[{number}] was set aside: {reason}. It is kept and written back unchanged", list.word())
            }
            None => {
                format!("a record of {} was set aside: {reason}. It is kept and written back unchanged", list.word())
            }
        });
        let json: Text = self.buffer.text_from(minified(&self.buffer.as_str()[range]));
        self.parts.set_aside.push(SetAside { list, json, reason });
    }

    /// The party of this id, name or alias; one that is not declared is declared now.
    pub(super) fn party_called(&mut self, name: &str, at: usize) -> Result<PartyId, String> {
        if name.trim().is_empty() {
            return Err("a party is named by nothing; give its id or name".to_owned());
        }
        let names = |party: &Party| [party.name.clone()].into_iter().chain(party.aliases.iter().cloned()).collect();
        let found = self.parties.find(name, || self.parts.parties.iter().map(names).collect());
        let index = found.unwrap_or_else(|| {
            let index = self.parts.parties.len();
            let text = self.buffer.text(name);
            self.parties.insert(Some(&text), [text.clone()]);
            self.parts.parties.push(Party { id: text.clone(), name: text, ..Party::default() });
            self.report_undeclared("party", name, at, Place::Party(PartyId::from_index(index)));
            index
        });
        Ok(PartyId::from_index(index))
    }

    /// The item of this id or title; one that is not declared is declared now.
    pub(super) fn item_called(&mut self, title: &str, at: usize) -> Result<ItemId, String> {
        if title.trim().is_empty() {
            return Err("an item is named by nothing; give its id or title".to_owned());
        }
        let found = self.items.find(title, || self.parts.items.iter().map(|item| vec![item.title.clone()]).collect());
        let index = found.unwrap_or_else(|| {
            let index = self.parts.items.len();
            let text = self.buffer.text(title);
            self.items.insert(Some(&text), [text.clone()]);
            self.parts.items.push(Item { id: text.clone(), title: text, ..Item::default() });
            self.report_undeclared("item", title, at, Place::Item(ItemId::from_index(index)));
            index
        });
        Ok(ItemId::from_index(index))
    }

    /// The source of this id or title; one that is not declared is declared now.
    pub(super) fn source_called(&mut self, name: &str, at: usize) -> SourceId {
        let found =
            self.sources.find(name, || self.parts.sources.iter().map(|source| vec![source.title.clone()]).collect());
        let index = found.unwrap_or_else(|| {
            let index = self.parts.sources.len();
            let text = self.buffer.text(name);
            self.sources.insert(Some(&text), [text.clone()]);
            self.parts.sources.push(Source { id: text.clone(), title: text, ..Source::default() });
            self.report_undeclared("source", name, at, Place::Source(SourceId::from_index(index)));
            index
        });
        SourceId::from_index(index)
    }

    fn report_undeclared(&mut self, kind: &str, name: &str, at: usize, place: Place) {
        self.found(FindingKind::Undeclared, Severity::Warning, at, Some(place), || {
            let name = quoted(name);
            format!("the {kind} {name} is named here and declared nowhere, so it was declared under this name. If another {kind} is meant, correct the name")
        });
    }
}

/// `wanted`, or with the first free number behind it. Remembers the numbers, so that thousands of records of one name
/// do not each count from the start.
fn free_id(wanted: String, taken: &Lookup, numbers: &mut HashMap<String, u64>) -> Text {
    if taken.by_id(&wanted).is_none() {
        return Text::from(wanted);
    }
    let number = numbers.entry(wanted.clone()).or_insert(1);
    loop {
        *number += 1;
        let id = format!("{wanted}-{number}");
        if taken.by_id(&id).is_none() {
            return Text::from(id);
        }
    }
}

/// The unknown fields at the top, under names that do not stand in the way of what is written beside them.
pub(super) fn top_extra(parts: &Parts, top: &Gathering) -> Extra {
    let aside = |list: List| parts.set_aside.iter().any(|record| record.list == list);
    let is_written = |name: &str| match name {
        "standpoint" => true,
        "title" => !parts.title.is_empty(),
        "note" => !parts.note.is_empty(),
        "highlights" => !parts.highlights.is_empty(),
        "sources" => !parts.sources.is_empty() || aside(List::Sources),
        "parties" => !parts.parties.is_empty() || aside(List::Parties),
        "items" => !parts.items.is_empty() || aside(List::Items),
        "positions" => !parts.positions.is_empty() || aside(List::Positions),
        _ => false,
    };
    let mut extra = Gathering::default();
    for (name, json) in top.iter().filter(|(name, _)| !is_written(name)) {
        extra.push(name.clone(), json.clone());
    }
    for (name, json) in top.iter().filter(|(name, _)| is_written(name)) {
        extra.keep_second(name, json.clone());
    }
    extra.into_extra()
}
