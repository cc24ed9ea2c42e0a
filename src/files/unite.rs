//! Uniting two dossiers: what meets what, what is new, what differs. The result is one edit of the first.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};

use super::findings::{Finding, FindingKind, Findings, Severity};
use crate::model::names::{folded, free_id};
use crate::model::{
    Dossier, Edit, Extra, Item, ItemId, Key, Party, PartyId, Place, Position, PositionId, Role, SetAside, Source,
    SourceId, Table, Text,
};

/// What uniting gives: one edit, and a report of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// Brings everything that is new into the first dossier. Can be undone like any other edit.
    pub edit: Edit,
    /// What met what.
    pub report: MergeReport,
}

/// How the records of one kind fared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Came in new.
    pub added: usize,
    /// Were there already.
    pub met: usize,
}

/// What met what when two dossiers were united.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MergeReport {
    /// Sources.
    pub sources: Tally,
    /// Parties.
    pub parties: Tally,
    /// Items.
    pub items: Tally,
    /// Positions; those that were there already collapse into one.
    pub positions: Tally,
    /// What differed, and what was done about it.
    pub findings: Findings,
    /// Records changed that were there already.
    pub changed: usize,
    /// Records that neither program can read.
    pub set_aside: usize,
}

impl MergeReport {
    /// True when nothing came in.
    pub fn is_empty(&self) -> bool {
        let added = self.sources.added + self.parties.added + self.items.added + self.positions.added;
        added + self.changed + self.set_aside == 0
    }

    /// The report in one sentence.
    pub fn summary(&self) -> String {
        let kinds = [
            (self.parties, "party", "parties"),
            (self.items, "item", "items"),
            (self.positions, "position", "positions"),
            (self.sources, "source", "sources"),
        ];
        let list = |number: fn(&Tally) -> usize| {
            let parts: Vec<_> =
                kinds.iter().map(|(tally, one, many)| (number(tally), one, many)).filter(|(n, ..)| *n > 0).collect();
            parts
                .iter()
                .map(|(n, one, many)| format!("{n} {}", if *n == 1 { one } else { many }))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let (added, met) = (list(|tally| tally.added), list(|tally| tally.met));
        match (added.is_empty(), met.is_empty()) {
            (true, true) => "nothing in it".to_owned(),
            (true, false) => format!("{met} were there already"),
            (false, true) => format!("{added} added"),
            (false, false) => format!("{added} added; {met} were there already"),
        }
    }
}

/// Works out how `other` comes into `into`. Near linear in both. Nothing of `into` is overwritten: where both have
/// something to say and differ, the first keeps its value and its note tells the other.
pub fn unite(into: &Dossier, other: &Dossier) -> Union {
    let mut union = Uniting { edits: Vec::new(), report: MergeReport::default() };
    union.dossier_fields(into, other);
    let sources = union.sources(into, other);
    let parties = union.parties(into, other);
    let items = union.items(into, other, &parties);
    union.positions(into, other, &Keys { sources, parties, items });
    for record in other.set_aside().iter().filter(|record| !has_aside(into, record)) {
        union.report.set_aside += 1;
        union.edits.push(Edit::KeepAside(usize::MAX, Box::new(record.clone())));
    }
    Union { edit: Edit::Batch(union.edits), report: union.report }
}

fn has_aside(dossier: &Dossier, record: &SetAside) -> bool {
    dossier.set_aside().iter().any(|known| known.list == record.list && known.json == record.json)
}

/// For each key of the other dossier, by number: the key in the first.
struct Keys {
    sources: Vec<Option<SourceId>>,
    parties: Vec<Option<PartyId>>,
    items: Vec<Option<ItemId>>,
}

fn look<K: Key, J: Copy>(keys: &[Option<J>], key: K) -> Option<J> {
    keys.get(key.index()).copied().flatten()
}

struct Uniting {
    edits: Vec<Edit>,
    report: MergeReport,
}

impl Uniting {
    fn differs(&mut self, place: Place, message: String) {
        let kind = FindingKind::Differs;
        self.report.findings.add(kind, || Finding {
            kind,
            severity: Severity::Warning,
            message,
            line_column: None,
            place: Some(place),
        });
    }

    fn dossier_fields(&mut self, into: &Dossier, other: &Dossier) {
        if into.title().is_empty() && !other.title().is_empty() {
            self.report.changed += 1;
            self.edits.push(Edit::Title(other.title().clone()));
        } else if into.title() != other.title() && !other.title().is_empty() {
            self.differs(
                Place::Dossier,
                format!("the other file is titled “{}”; the title stays “{}”", other.title(), into.title()),
            );
        }
        let note = joined(into.note(), other.note());
        if note != *into.note() {
            self.report.changed += 1;
            self.edits.push(Edit::Note(note));
        }
        for (name, json) in other.extra().iter().filter(|(name, json)| into.extra().get(name) != Some(*json)) {
            self.differs(Place::Dossier, format!("the other file has a field “{name}” that this program does not know ({}); it stays in that file alone", cut(json)));
        }
    }

    fn sources(&mut self, into: &Dossier, other: &Dossier) -> Vec<Option<SourceId>> {
        let mut by_id = HashMap::new();
        let mut by_text = HashMap::new();
        let mut by_url = HashMap::new();
        for (id, source) in into.sources().iter() {
            by_id.entry(source.id.clone()).or_insert(id);
            by_text.entry(source.text.clone()).or_insert(id);
            by_url.entry(source.url.clone()).or_insert(id);
        }
        let mut keys = vec![None; other.sources().slots()];
        let mut next = NextKey::after(into.sources());
        for (id, source) in other.sources().iter() {
            let fits = |known: &SourceId| {
                let known = into.sources().get(*known);
                known.is_some_and(|known| known.text == source.text || known.text.is_empty() || source.text.is_empty())
            };
            let same_id = by_id.get(&source.id).copied().filter(fits);
            let same_text = by_text.get(&source.text).copied().filter(|_| !source.text.is_empty());
            let same_url = by_url.get(&source.url).copied().filter(|known| !source.url.is_empty() && fits(known));
            keys[id.index()] = Some(
                if let Some((known, ours)) =
                    same_id.or(same_text).or(same_url).and_then(|known| Some((known, into.sources().get(known)?)))
                {
                    self.report.sources.met += 1;
                    self.meet_source(known, ours, source);
                    known
                } else {
                    self.report.sources.added += 1;
                    let file_id = free_id(&source.id, |id| by_id.contains_key(id));
                    let key = next.take();
                    by_id.insert(file_id.clone(), key);
                    self.edits.push(Edit::Source {
                        id: key,
                        record: Some(Box::new(Source { id: file_id, ..source.clone() })),
                        at: usize::MAX,
                    });
                    key
                },
            );
        }
        keys
    }

    fn meet_source(&mut self, id: SourceId, ours: &Source, theirs: &Source) {
        let mut source = ours.clone();
        let mut other = Vec::new();
        for (name, mine, their) in [
            ("title", &mut source.title, &theirs.title),
            ("publisher", &mut source.publisher, &theirs.publisher),
            ("author", &mut source.author, &theirs.author),
            ("address", &mut source.url, &theirs.url),
            ("language", &mut source.language, &theirs.language),
            ("text", &mut source.text, &theirs.text),
        ] {
            other.extend(fill(name, mine, their));
        }
        if source.published.is_none() {
            source.published = theirs.published;
        } else if theirs.published.is_some() && source.published != theirs.published {
            other.extend(theirs.published.map(|date| format!("published {date}")));
        }
        join_extra(&mut source.extra, &theirs.extra);
        for words in other {
            self.differs(
                Place::Source(id),
                format!("of the source “{}” the other file says: {words}; it stays as it is here", ours.title),
            );
        }
        if source != *ours {
            self.report.changed += 1;
            self.edits.push(Edit::Source { id, record: Some(Box::new(source)), at: 0 });
        }
    }

    fn parties(&mut self, into: &Dossier, other: &Dossier) -> Vec<Option<PartyId>> {
        let mut by_id = HashMap::new();
        let mut by_name = HashMap::new();
        for (id, party) in into.parties().iter() {
            by_id.entry(party.id.clone()).or_insert(id);
            for name in [&party.name].into_iter().chain(&party.aliases) {
                by_name.entry(folded(name)).or_insert(id);
            }
        }
        let mut keys = vec![None; other.parties().slots()];
        let mut next = NextKey::after(into.parties());
        let mut changed: HashMap<PartyId, Party> = HashMap::new();
        let mut order = Vec::new();
        for (id, party) in other.parties().iter() {
            let named = [&party.name].into_iter().chain(&party.aliases).find_map(|name| by_name.get(&folded(name)));
            let known = by_id.get(&party.id).or(named).copied();
            keys[id.index()] =
                Some(if let Some((known, ours)) = known.and_then(|known| Some((known, into.parties().get(known)?))) {
                    self.report.parties.met += 1;
                    let mut united = changed.remove(&known).unwrap_or_else(|| ours.clone());
                    self.meet_party(known, &mut united, party);
                    order.push(known);
                    changed.insert(known, united);
                    known
                } else {
                    self.report.parties.added += 1;
                    let file_id = free_id(&party.id, |id| by_id.contains_key(id));
                    let key = next.take();
                    by_id.insert(file_id.clone(), key);
                    self.edits.push(Edit::Party {
                        id: key,
                        record: Some(Box::new(Party { id: file_id, ..party.clone() })),
                        at: usize::MAX,
                    });
                    key
                });
        }
        for id in order {
            let Some(party) = changed.remove(&id) else { continue };
            if into.parties().get(id) != Some(&party) {
                self.report.changed += 1;
                self.edits.push(Edit::Party { id, record: Some(Box::new(party)), at: 0 });
            }
        }
        keys
    }

    fn meet_party(&mut self, id: PartyId, party: &mut Party, theirs: &Party) {
        let mut known: Vec<_> = [&party.name].into_iter().chain(&party.aliases).map(|name| folded(name)).collect();
        for name in [&theirs.name].into_iter().chain(&theirs.aliases) {
            let name_folded = folded(name);
            if !known.contains(&name_folded) {
                known.push(name_folded);
                party.aliases.push(name.clone());
            }
        }
        let mut other = Vec::new();
        if party.role != theirs.role {
            if party.role == Role::default() || theirs.role != Role::default() {
                other.push(format!("role {}", theirs.role.word()));
            } else {
                other.push("role principal".to_owned());
            }
        }
        other.extend(fill("colour", &mut party.color, &theirs.color));
        party.note = joined(&party.note, &theirs.note);
        join_extra(&mut party.extra, &theirs.extra);
        for words in other {
            self.differs(
                Place::Party(id),
                format!(
                    "of the party “{}” the other file says: {words}; here it stays as it is, and its note tells",
                    party.name
                ),
            );
            party.note = joined(&party.note, &Text::from(format!("Other file: {words}")));
        }
    }

    fn items(&mut self, into: &Dossier, other: &Dossier, parties: &[Option<PartyId>]) -> Vec<Option<ItemId>> {
        let mut by_id = HashMap::new();
        let mut by_title = HashMap::new();
        for (id, item) in into.items().iter() {
            by_id.entry(item.id.clone()).or_insert(id);
            by_title.entry(folded(&item.title)).or_insert(id);
        }
        let mut keys = vec![None; other.items().slots()];
        let mut next = NextKey::after(into.items());
        let mut met: HashMap<ItemId, Item> = HashMap::new();
        let mut order = Vec::new();
        for (id, item) in other.items().iter() {
            let between =
                item.between.as_ref().map(|list| list.iter().filter_map(|&party| look(parties, party)).collect());
            let theirs = Item { between, ..item.clone() };
            let known = by_id.get(&item.id).or_else(|| by_title.get(&folded(&item.title))).copied();
            keys[id.index()] =
                Some(if let Some((known, ours)) = known.and_then(|known| Some((known, into.items().get(known)?))) {
                    self.report.items.met += 1;
                    let mut united = met.remove(&known).unwrap_or_else(|| ours.clone());
                    self.meet_item(known, &mut united, &theirs);
                    order.push(known);
                    met.insert(known, united);
                    known
                } else {
                    self.report.items.added += 1;
                    let file_id = free_id(&item.id, |id| by_id.contains_key(id));
                    let key = next.take();
                    by_id.insert(file_id.clone(), key);
                    self.edits.push(Edit::Item {
                        id: key,
                        record: Some(Box::new(Item { id: file_id, ..theirs })),
                        at: usize::MAX,
                    });
                    key
                });
        }
        for id in order {
            let Some(item) = met.remove(&id) else { continue };
            if into.items().get(id) != Some(&item) {
                self.report.changed += 1;
                self.edits.push(Edit::Item { id, record: Some(Box::new(item)), at: 0 });
            }
        }
        keys
    }

    fn meet_item(&mut self, id: ItemId, item: &mut Item, theirs: &Item) {
        let mut other = Vec::new();
        if folded(&item.title) != folded(&theirs.title) {
            other.push(format!("title “{}”", theirs.title));
        }
        other.extend(fill("topic", &mut item.topic, &theirs.topic));
        match (&item.between, &theirs.between) {
            (None, Some(_)) => item.between.clone_from(&theirs.between),
            (Some(ours), Some(their)) if ours != their => {
                self.differs(
                    Place::Item(id),
                    format!(
                        "the other file lists others whose agreement “{}” needs; here it stays as it is",
                        item.title
                    ),
                );
            }
            _ => {}
        }
        item.note = joined(&item.note, &theirs.note);
        join_extra(&mut item.extra, &theirs.extra);
        for words in other {
            self.differs(
                Place::Item(id),
                format!(
                    "of the item “{}” the other file says: {words}; here it stays as it is, and its note tells",
                    item.title
                ),
            );
            item.note = joined(&item.note, &Text::from(format!("Other file: {words}")));
        }
    }

    /// Adds positions that are not there to the letter.
    fn positions(&mut self, into: &Dossier, other: &Dossier, keys: &Keys) {
        let mut known: HashMap<u64, Vec<Position>> = HashMap::new();
        for (_, position) in into.positions() {
            known.entry(fingerprint(position)).or_default().push(position.clone());
        }
        let mut next = into.next_position().index();
        for (_, position) in other.positions() {
            let Some(position) = rekeyed(position, keys) else { continue };
            let alike = known.entry(fingerprint(&position)).or_default();
            if alike.contains(&position) {
                self.report.positions.met += 1;
                continue;
            }
            alike.push(position.clone());
            self.report.positions.added += 1;
            self.edits.push(Edit::Position { id: PositionId::from_index(next), record: Some(Box::new(position)) });
            next += 1;
        }
    }
}

/// Keys for newcomers, from the first free one upwards.
struct NextKey<K> {
    next: usize,
    of: std::marker::PhantomData<K>,
}

impl<K: Key> NextKey<K> {
    fn after<R>(table: &Table<K, R>) -> Self {
        Self { next: table.slots(), of: std::marker::PhantomData }
    }

    fn take(&mut self) -> K {
        self.next += 1;
        K::from_index(self.next - 1)
    }
}

/// The position with the keys of the first dossier; None if one of its keys leads nowhere, which the dossier rules out.
fn rekeyed(position: &Position, keys: &Keys) -> Option<Position> {
    let mut position = position.clone();
    position.party = look(&keys.parties, position.party)?;
    position.item = look(&keys.items, position.item)?;
    for condition in &mut position.conditions {
        condition.item = condition.item.and_then(|item| look(&keys.items, item));
        condition.party = condition.party.and_then(|party| look(&keys.parties, party));
    }
    for evidence in &mut position.evidence {
        evidence.source = look(&keys.sources, evidence.source)?;
    }
    Some(position)
}

/// Equal positions have equal fingerprints; unequal ones nearly never.
fn fingerprint(position: &Position) -> u64 {
    let mut hasher = DefaultHasher::new();
    (position.party, position.item, position.stance, &position.wording, position.date).hash(&mut hasher);
    position.evidence.iter().for_each(|evidence| evidence.quote.hash(&mut hasher));
    hasher.finish()
}

/// Takes over what is missing; what differs comes back in words.
fn fill(name: &str, ours: &mut Text, theirs: &Text) -> Option<String> {
    if ours.is_empty() {
        *ours = theirs.clone();
    }
    (!theirs.is_empty() && ours != theirs).then(|| format!("{name} “{}”", cut(theirs)))
}

fn joined(ours: &Text, theirs: &Text) -> Text {
    if ours.is_empty() {
        theirs.clone()
    } else if ours.contains(theirs.as_str()) {
        ours.clone()
    } else {
        Text::from(format!("{ours}\n{theirs}"))
    }
}

fn join_extra(ours: &mut Extra, theirs: &Extra) {
    for (name, json) in theirs.iter() {
        if ours.get(name).is_none() {
            ours.push(name.clone(), json.clone());
        }
    }
}

fn cut(words: &str) -> String {
    match words.char_indices().nth(80) {
        Some((cut, _)) => format!("{}…", &words[..cut]),
        None => words.to_owned(),
    }
}
