//! Sources, parties and items as they are declared, each once.

use super::super::findings::{FindingKind, Severity};
use super::super::raw::{Optional, RawItem, RawParty, RawSource, Word};
use super::{Assembly, date, extra_of};
use crate::model::names::{folded, id_from};
use crate::model::shown::quoted;
use crate::model::{Extra, Item, ItemId, Key as _, Party, PartyId, Place, Role, Source, SourceId, Text};

impl<'a> Assembly<'a> {
    /// Takes a source.
    #[allow(clippy::unnecessary_wraps, reason = "every list is read through a function of one shape")]
    pub(in crate::files) fn source(&mut self, raw: RawSource<'a>, at: usize) -> Result<(), String> {
        let mut extra = extra_of(self.buffer, raw.extra);
        "a source".clone_into(&mut self.current);
        let title = self.optional("title", raw.title, &mut extra, at);
        let id = self.text(raw.id);
        let source = Source {
            title,
            publisher: self.optional("publisher", raw.publisher, &mut extra, at),
            author: self.optional("author", raw.author, &mut extra, at),
            published: self.meaningful("published", raw.published, &mut extra, at, date),
            url: self.optional("url", raw.url, &mut extra, at),
            language: self.optional("language", raw.language, &mut extra, at),
            text: self.optional("text", raw.text, &mut extra, at),
            id: Text::default(),
            extra,
        };
        let given = !id.trim().is_empty();
        if let Some(known) = self.sources.by_id(&id).filter(|_| given) {
            let first = &self.parts.sources[known];
            if first.text == source.text && first.title == source.title {
                self.doubled.sources.entry(known).or_default().push(source);
                let place = Place::Source(SourceId::from_index(known));
                self.report_united("source", &id, at, place);
                return Ok(());
            }
            self.report_second_id("source", &id, at);
            self.waiting.source_ids.push((self.parts.sources.len(), id.to_string()));
            self.sources.insert(None, [source.title.clone()]);
        } else if given {
            self.sources.insert(Some(&id), [source.title.clone()]);
            self.origins.sources.note(self.parts.sources.len(), at);
            self.parts.sources.push(Source { id, ..source });
            return Ok(());
        } else {
            let name = if source.title.trim().is_empty() { &source.url } else { &source.title };
            self.waiting.source_ids.push((self.parts.sources.len(), id_from(name, "source")));
            self.sources.insert(None, [source.title.clone()]);
        }
        self.origins.sources.note(self.parts.sources.len(), at);
        self.parts.sources.push(source);
        Ok(())
    }

    fn report_united(&mut self, kind: &str, id: &str, at: usize, place: Place) {
        self.found(FindingKind::DuplicateId, Severity::Warning, at, Some(place), || {
            let id = quoted(id);
            format!("the {kind} {id} is declared twice; the two were united, and what differs was kept as “(second)”")
        });
    }

    fn report_second_id(&mut self, kind: &str, id: &str, at: usize) {
        self.found(FindingKind::DuplicateId, Severity::Warning, at, None, || {
            let id = quoted(id);
            format!("the id {id} belongs to another {kind} already; this one was given an id of its own, and records that say {id} mean the first. Give it another id")
        });
    }

    /// Takes a party.
    pub(in crate::files) fn party(&mut self, raw: RawParty<'a>, at: usize) -> Result<(), String> {
        let name = self.name(raw.name, "name")?;
        self.current = format!("the party {}", quoted(&name));
        let mut extra = extra_of(self.buffer, raw.extra);
        let aliases = self.words("aliases", raw.aliases, &mut extra, at).unwrap_or_default();
        let aliases: Vec<_> =
            aliases.into_iter().map(|alias| self.text(Some(alias))).filter(|alias| !alias.trim().is_empty()).collect();
        let role = |word: &str| {
            Role::from_word(word)
                .ok_or_else(|| format!("there is no role {}; use principal, mediator or observer", quoted(word)))
        };
        let party = Party {
            role: self.meaningful("role", raw.role, &mut extra, at, role).unwrap_or_default(),
            color: self.optional("color", raw.color, &mut extra, at),
            note: self.optional("note", raw.note, &mut extra, at),
            id: Text::default(),
            name,
            aliases,
            extra,
        };
        let id = self.text(raw.id);
        if let Some(known) = self.parties.by_id(&id).filter(|_| !id.is_empty()) {
            if folded(&self.parts.parties[known].name) == folded(&party.name) {
                let names = [party.name.clone()].into_iter().chain(party.aliases.iter().cloned());
                self.parties.add_names(known, names);
                self.doubled.parties.entry(known).or_default().push(party);
                self.report_united("party", &id, at, Place::Party(PartyId::from_index(known)));
                return Ok(());
            }
            self.report_second_id("party", &id, at);
        }
        let is_own = !id.trim().is_empty() && self.parties.by_id(&id).is_none();
        let names = [party.name.clone()].into_iter().chain(party.aliases.iter().cloned());
        self.parties.insert(is_own.then_some(&id), names);
        if !is_own {
            self.waiting.party_ids.push(self.parts.parties.len());
        }
        self.origins.parties.note(self.parts.parties.len(), at);
        self.parts.parties.push(Party { id, ..party });
        Ok(())
    }

    /// Takes an item.
    pub(in crate::files) fn item(&mut self, raw: RawItem<'a>, at: usize) -> Result<(), String> {
        let title = self.name(raw.title, "title")?;
        self.current = format!("the item {}", quoted(&title));
        let mut extra = extra_of(self.buffer, raw.extra);
        let between = self.between(raw.between, &mut extra, at);
        let item = Item {
            topic: self.optional("topic", raw.topic, &mut extra, at),
            note: self.optional("note", raw.note, &mut extra, at),
            between: None,
            id: Text::default(),
            title,
            extra,
        };
        let id = self.text(raw.id);
        if let Some(known) = self.items.by_id(&id).filter(|_| !id.is_empty()) {
            if folded(&self.parts.items[known].title) == folded(&item.title) {
                self.doubled.item(known, item);
                self.waiting.between.extend(between.map(|words| (known, words, at)));
                self.report_united("item", &id, at, Place::Item(ItemId::from_index(known)));
                return Ok(());
            }
            self.report_second_id("item", &id, at);
        }
        let is_own = !id.trim().is_empty() && self.items.by_id(&id).is_none();
        self.items.insert(is_own.then_some(&id), [item.title.clone()]);
        if !is_own {
            self.waiting.item_ids.push(self.parts.items.len());
        }
        self.waiting.between.extend(between.map(|words| (self.parts.items.len(), words, at)));
        self.origins.items.note(self.parts.items.len(), at);
        self.parts.items.push(Item { id, ..item });
        Ok(())
    }

    /// Names of parties. A list with a name of nothing cannot be read: without it the item would need fewer.
    fn between(
        &mut self,
        field: Option<Optional<'a, Vec<Word<'a>>>>,
        extra: &mut Extra,
        at: usize,
    ) -> Option<Vec<Word<'a>>> {
        let json = field.as_ref().map_or("[]", |field| field.json().get());
        let words = self.words("between", field, extra, at)?;
        if !words.iter().any(|Word(word)| word.trim().is_empty()) {
            return Some(words);
        }
        self.keep_unread("between", json, "it has an empty name", extra, at);
        None
    }
}
