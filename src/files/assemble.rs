//! Makes records of raw ones: ids given, names looked up, what is named but not declared declared, everything that is
//! odd reported. Who is meant by a name is found out in `naming`.

use super::findings::{Finding, FindingKind, Findings, Severity};
use super::gathering::Gathering;
use super::json::{Places, minified};
use super::lookup::Lookup;
use super::naming::{NO_SOURCE, Waiting, top_extra};
use super::origins::Origins;
use super::raw::{Optional, RawCondition, RawDiscount, RawEvidence, RawItem, RawParty, RawPosition, RawSource, Word};
use super::refusal::Refusal;
use super::twice::Doubled;
use crate::model::names::{folded, id_from};
use crate::model::shown::quoted;
use crate::model::{
    Buffer, Condition, Date, Discount, DiscountKind, Dossier, Evidence, Extra, Item, ItemId, Key as _, Parts, Party,
    PartyId, Place, Position, Role, Source, SourceId, Stance, Text,
};

/// A dossier in the making.
pub(super) struct Assembly<'a> {
    pub(super) buffer: &'a Buffer,
    /// What has been made so far.
    pub(super) parts: Parts,
    /// What has been found so far.
    pub(super) findings: Findings,
    places: Places<'a>,
    pub(super) sources: Lookup,
    pub(super) parties: Lookup,
    pub(super) items: Lookup,
    /// Fields of the file that the program does not know.
    pub(super) top: Gathering,
    /// Records that were declared before.
    pub(super) doubled: Doubled,
    /// What waits until all parties, items and sources are declared.
    pub(super) waiting: Waiting<'a>,
    /// Where records begin in the file.
    pub(super) origins: Origins,
    /// The record that is being made, for messages.
    current: String,
}

impl<'a> Assembly<'a> {
    pub(super) fn new(buffer: &'a Buffer) -> Self {
        Self {
            buffer,
            parts: Parts::default(),
            findings: Findings::default(),
            places: Places::new(buffer.as_str()),
            sources: Lookup::default(),
            parties: Lookup::default(),
            items: Lookup::default(),
            top: Gathering::default(),
            doubled: Doubled::default(),
            waiting: Waiting::default(),
            origins: Origins::default(),
            current: String::new(),
        }
    }

    /// Notes a finding about the record that begins at a byte.
    pub(super) fn found(
        &mut self,
        kind: FindingKind,
        severity: Severity,
        at: usize,
        place: Option<Place>,
        message: impl FnOnce() -> String,
    ) {
        let places = &mut self.places;
        self.findings.add(kind, || Finding {
            kind,
            severity,
            message: message(),
            line_column: Some(places.line_column(at)),
            place,
            quotation: None,
        });
    }

    /// The dossier with everything that was found, and where its records begin.
    pub(super) fn finish(mut self) -> Result<(Dossier, Findings, Origins), Refusal> {
        self.set_aside_unattributed()?;
        let Self { mut parts, findings, top, doubled, origins, .. } = self;
        doubled.join(&mut parts);
        parts.extra = top_extra(&parts, &top);
        // Every key was made here for a record that is here, so the parts always fit together.
        let dossier = Dossier::from_parts(parts).map_err(|error| Refusal::NotJson {
            line: 1,
            column: 1,
            message: error.to_string(),
        })?;
        Ok((dossier, findings, origins))
    }

    fn text(&self, word: Option<Word<'a>>) -> Text {
        word.map(|Word(word)| self.buffer.text_from(word)).unwrap_or_default()
    }

    /// An optional text; one that is none is kept among the extra fields and reported.
    fn optional(&mut self, name: &str, field: Option<Optional<'a, Word<'a>>>, extra: &mut Extra, at: usize) -> Text {
        match field.map(Optional::read) {
            None => Text::default(),
            Some(Ok(word)) => self.text(Some(word)),
            Some(Err((json, reason))) => {
                self.keep_unread(name, json.get(), &reason, extra, at);
                Text::default()
            }
        }
    }

    fn keep_unread(&mut self, name: &str, json: &str, reason: &str, extra: &mut Extra, at: usize) {
        extra.push(self.buffer.text(name), self.buffer.text_from(minified(json)));
        let current = self.current.clone();
        self.found(FindingKind::Unread, Severity::Warning, at, None, || {
            let name = quoted(name);
            format!("{current}: {name} could not be read ({reason}); it is kept as it stands and not used")
        });
    }

    /// A field whose words must mean something; words that mean nothing are kept among the extra fields and reported.
    fn meaningful<T>(
        &mut self,
        name: &str,
        field: Option<Optional<'a, Word<'a>>>,
        extra: &mut Extra,
        at: usize,
        meaning: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let field = field?;
        let json = field.json().get();
        let read = match field.read() {
            Ok(Word(word)) if word.is_empty() => return None,
            Ok(Word(word)) => meaning(&word),
            Err((_, reason)) => Err(reason),
        };
        read.map_err(|reason| self.keep_unread(name, json, &reason, extra, at)).ok()
    }

    /// A list of texts; one that cannot be read is kept among the extra fields and reported.
    fn words(
        &mut self,
        name: &str,
        field: Option<Optional<'a, Vec<Word<'a>>>>,
        extra: &mut Extra,
        at: usize,
    ) -> Option<Vec<Word<'a>>> {
        match field?.read() {
            Ok(words) => Some(words),
            Err((json, reason)) => {
                self.keep_unread(name, json.get(), &reason, extra, at);
                None
            }
        }
    }

    /// Takes a source.
    #[allow(clippy::unnecessary_wraps, reason = "every list is read through a function of one shape")]
    pub(super) fn source(&mut self, raw: RawSource<'a>, at: usize) -> Result<(), String> {
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
    pub(super) fn party(&mut self, raw: RawParty<'a>, at: usize) -> Result<(), String> {
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

    fn name(&self, word: Option<Word<'a>>, field: &str) -> Result<Text, String> {
        let name = self.text(word);
        if name.trim().is_empty() { Err(format!("“{field}” is missing or empty; give it one")) } else { Ok(name) }
    }

    /// Takes an item.
    pub(super) fn item(&mut self, raw: RawItem<'a>, at: usize) -> Result<(), String> {
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

    /// Takes a position.
    pub(super) fn position(&mut self, raw: RawPosition<'a>, at: usize) -> Result<(), String> {
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

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|error: crate::model::DateError| error.to_string())
}

/// Unknown fields of a record, as they are kept.
pub(super) fn extra_of(
    buffer: &Buffer,
    fields: Vec<(std::borrow::Cow<'_, str>, &serde_json::value::RawValue)>,
) -> Extra {
    let mut extra = Extra::default();
    for (name, json) in fields {
        extra.push(buffer.text_from(name), buffer.text_from(minified(json.get())));
    }
    extra
}
