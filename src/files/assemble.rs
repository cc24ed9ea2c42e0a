//! Makes records of raw ones: ids given, names looked up, what is named but not declared declared, everything that is
//! odd reported.

use super::findings::{Finding, FindingKind, Findings, Severity};
use super::json::{Places, minified};
use super::lookup::Lookup;
use super::raw::{Optional, RawCondition, RawEvidence, RawItem, RawParty, RawPosition, RawSource, Word};
use super::refusal::Refusal;
use super::twice::{keep_second, quoted, unite_items, unite_parties, unite_sources};
use crate::model::names::{folded, free_id, id_from};
use crate::model::{
    Buffer, Condition, Date, Dossier, Evidence, Extra, Item, ItemId, Key as _, Parts, Party, PartyId, Place, Position,
    Role, Source, SourceId, Stance, Text,
};

/// A dossier in the making.
pub(super) struct Assembly<'a> {
    buffer: &'a Buffer,
    /// What has been made so far.
    pub(super) parts: Parts,
    /// What has been found so far.
    pub(super) findings: Findings,
    places: Places<'a>,
    sources: Lookup,
    parties: Lookup,
    items: Lookup,
    /// Whose agreement items need, in words: names of parties that may be declared further down. With their places.
    between: Vec<(usize, Vec<Word<'a>>, usize)>,
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
            between: Vec::new(),
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
        });
    }

    /// The dossier with everything that was found.
    pub(super) fn finish(self) -> Result<(Dossier, Findings), Refusal> {
        let Self { parts, findings, .. } = self;
        // Every key was made here for a record that is here, so the parts always fit together.
        let dossier = Dossier::from_parts(parts).map_err(|error| Refusal::NotJson {
            line: 1,
            column: 1,
            message: error.to_string(),
        })?;
        Ok((dossier, findings))
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
            format!("{current}: “{name}” could not be read ({reason}); it is kept as it stands and not used")
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
        let name = if source.title.trim().is_empty() { &source.url } else { &source.title };
        let wanted = if id.trim().is_empty() { Text::from(id_from(name, "source")) } else { id.clone() };
        let is_same = |other: &Source| other.text == source.text && other.title == source.title;
        if let Some(known) = self.sources.by_id(&wanted).filter(|_| !id.trim().is_empty()) {
            if is_same(&self.parts.sources[known]) {
                unite_sources(&mut self.parts.sources[known], source);
                self.found(
                    FindingKind::DuplicateId,
                    Severity::Warning,
                    at,
                    Some(Place::Source(SourceId::from_index(known))),
                    || format!("the source “{wanted}” stands here twice with the same text; the two were united, and what differs was kept as “(second)”"),
                );
                return Ok(());
            }
            self.report_second_id("source", &wanted, at);
        }
        let id = free_id(&wanted, |id| self.sources.by_id(id).is_some());
        self.sources.insert(&id, [source.title.clone()]);
        self.parts.sources.push(Source { id, ..source });
        Ok(())
    }

    fn report_second_id(&mut self, kind: &str, id: &str, at: usize) {
        self.found(FindingKind::DuplicateId, Severity::Warning, at, None, || {
            format!("the id “{id}” belongs to another {kind} already; this one was given an id of its own, and records that say “{id}” mean the first. Give it another id")
        });
    }

    /// Takes a party.
    pub(super) fn party(&mut self, raw: RawParty<'a>, at: usize) -> Result<(), String> {
        let name = self.name(raw.name, "name")?;
        self.current = format!("the party “{name}”");
        let mut extra = extra_of(self.buffer, raw.extra);
        let aliases = self.words("aliases", raw.aliases, &mut extra, at).unwrap_or_default();
        let aliases: Vec<_> =
            aliases.into_iter().map(|alias| self.text(Some(alias))).filter(|alias| !alias.trim().is_empty()).collect();
        let role = |word: &str| {
            Role::from_word(word)
                .ok_or_else(|| format!("there is no role “{word}”; use principal, mediator or observer"))
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
                unite_parties(&mut self.parts.parties[known], party);
                let names = self.parts.parties[known].aliases.clone();
                self.parties.add_names(known, names);
                self.found(
                    FindingKind::DuplicateId,
                    Severity::Warning,
                    at,
                    Some(Place::Party(PartyId::from_index(known))),
                    || format!("the party “{id}” is declared twice; the two were united, and what differs was kept as “(second)”"),
                );
                return Ok(());
            }
            self.report_second_id("party", &id, at);
        }
        let wanted = if id.trim().is_empty() || self.parties.by_id(&id).is_some() {
            id_from(&party.name, "party")
        } else {
            id.to_string()
        };
        let id = free_id(&wanted, |id| self.parties.by_id(id).is_some());
        self.parties.insert(&id, [party.name.clone()].into_iter().chain(party.aliases.iter().cloned()));
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
        self.current = format!("the item “{title}”");
        let mut extra = extra_of(self.buffer, raw.extra);
        let between = self.words("between", raw.between, &mut extra, at);
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
                unite_items(&mut self.parts.items[known], item);
                self.between.extend(between.map(|words| (known, words, at)));
                self.found(
                    FindingKind::DuplicateId,
                    Severity::Warning,
                    at,
                    Some(Place::Item(ItemId::from_index(known))),
                    || format!("the item “{id}” is declared twice; the two were united, and what differs was kept as “(second)”"),
                );
                return Ok(());
            }
            self.report_second_id("item", &id, at);
        }
        let wanted = if id.trim().is_empty() || self.items.by_id(&id).is_some() {
            id_from(&item.title, "item")
        } else {
            id.to_string()
        };
        let id = free_id(&wanted, |id| self.items.by_id(id).is_some());
        self.items.insert(&id, [item.title.clone()]);
        self.between.extend(between.map(|words| (self.parts.items.len(), words, at)));
        self.parts.items.push(Item { id, ..item });
        Ok(())
    }

    /// Looks up whose agreement items need, once all parties are declared.
    pub(super) fn settle_between(&mut self) {
        for (item, words, at) in std::mem::take(&mut self.between) {
            let parties: Vec<_> = words.iter().filter_map(|Word(word)| self.party_called(word, at).ok()).collect();
            let known = &mut self.parts.items[item];
            match &known.between {
                None => known.between = Some(parties),
                Some(first) if *first != parties => {
                    let words: Vec<_> = words.iter().map(|Word(word)| quoted(word).to_string()).collect();
                    keep_second(&mut known.extra, "between", Text::from(format!("[{}]", words.join(","))));
                }
                Some(_) => {}
            }
        }
    }

    /// Takes a position.
    pub(super) fn position(&mut self, raw: RawPosition<'a>, at: usize) -> Result<(), String> {
        let missing = |field: &str| format!("“{field}” is missing; say it");
        let stance = raw.stance.ok_or_else(|| missing("stance"))?.0;
        let stance = Stance::from_word(&stance).ok_or_else(|| {
            format!("there is no stance “{stance}”; use demands, offers, accepts, rejects or reserved")
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
        let quotes = raw.evidence.unwrap_or_default();
        if quotes.iter().any(|quote| quote.source.is_none()) && self.parts.sources.len() != 1 {
            return Err(
                "“evidence” names no source, which is possible only with exactly one source in the file; name it"
                    .to_owned(),
            );
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
            extra: extra_of(self.buffer, raw.extra),
        };
        self.parts.positions.push(Some(position));
        Ok(())
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

    /// The party of this id, name or alias; one that is not declared is declared now.
    fn party_called(&mut self, name: &str, at: usize) -> Result<PartyId, String> {
        if name.trim().is_empty() {
            return Err("a party is named by nothing; give its id or name".to_owned());
        }
        let names = |party: &Party| [party.name.clone()].into_iter().chain(party.aliases.iter().cloned()).collect();
        let found = self.parties.find(name, || self.parts.parties.iter().map(names).collect());
        let index = found.unwrap_or_else(|| {
            let index = self.parts.parties.len();
            let text = self.buffer.text(name);
            self.parties.insert(&text, [text.clone()]);
            self.parts.parties.push(Party { id: text.clone(), name: text, ..Party::default() });
            self.report_undeclared("party", name, at, Place::Party(PartyId::from_index(index)));
            index
        });
        Ok(PartyId::from_index(index))
    }

    /// The item of this id or title; one that is not declared is declared now.
    fn item_called(&mut self, title: &str, at: usize) -> Result<ItemId, String> {
        if title.trim().is_empty() {
            return Err("an item is named by nothing; give its id or title".to_owned());
        }
        let found = self.items.find(title, || self.parts.items.iter().map(|item| vec![item.title.clone()]).collect());
        let index = found.unwrap_or_else(|| {
            let index = self.parts.items.len();
            let text = self.buffer.text(title);
            self.items.insert(&text, [text.clone()]);
            self.parts.items.push(Item { id: text.clone(), title: text, ..Item::default() });
            self.report_undeclared("item", title, at, Place::Item(ItemId::from_index(index)));
            index
        });
        Ok(ItemId::from_index(index))
    }

    /// The source of this id or title; one that is not declared is declared now.
    fn source_called(&mut self, name: &str, at: usize) -> SourceId {
        let found =
            self.sources.find(name, || self.parts.sources.iter().map(|source| vec![source.title.clone()]).collect());
        let index = found.unwrap_or_else(|| {
            let index = self.parts.sources.len();
            let text = self.buffer.text(name);
            self.sources.insert(&text, [text.clone()]);
            self.parts.sources.push(Source { id: text.clone(), title: text, ..Source::default() });
            self.report_undeclared("source", name, at, Place::Source(SourceId::from_index(index)));
            index
        });
        SourceId::from_index(index)
    }

    fn report_undeclared(&mut self, kind: &str, name: &str, at: usize, place: Place) {
        self.found(FindingKind::Undeclared, Severity::Warning, at, Some(place), || {
            format!("the {kind} “{name}” is named here and declared nowhere, so it was declared under this name. If another {kind} is meant, correct the name")
        });
    }
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|error: crate::model::DateError| error.to_string())
}

/// Unknown fields of a record, as they are kept.
fn extra_of(buffer: &Buffer, fields: Vec<(std::borrow::Cow<'_, str>, &serde_json::value::RawValue)>) -> Extra {
    let mut extra = Extra::default();
    for (name, json) in fields {
        extra.push(buffer.text_from(name), buffer.text_from(minified(json.get())));
    }
    extra
}
