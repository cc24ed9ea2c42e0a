//! What becomes of sources, parties and items, in one numbering for all three dossiers.

use std::collections::{BTreeMap, BTreeSet};

use super::fate::Fate;
use super::positions::Positions;
use super::records;
use super::values::{Pick, pick, text};
use crate::files::Findings;
use crate::files::pairing::{self, Side, Space, Thing, numbered_item};
use crate::files::unite::meeting::Meeting;
use crate::model::names::folded;
use crate::model::shown::quoted;
use crate::model::{Dossier, Item, ItemId, Key, Party, PartyId, Place, Position, Source, SourceId, Table, Text};

/// Records of one kind: who is who, and what becomes of each.
pub(super) struct Kind<K, R> {
    pub(super) space: Space<K>,
    pub(super) fates: Vec<Fate<R>>,
    /// What each is called.
    pub(super) names: Vec<Text>,
}

/// What becomes of everything but positions.
pub(super) struct Fates {
    pub(super) sources: Kind<SourceId, Source>,
    pub(super) parties: Kind<PartyId, Party>,
    pub(super) items: Kind<ItemId, Item>,
    /// Sources whose text both sides changed, each with the number under which theirs comes in beside ours.
    pub(super) copies: BTreeMap<SourceId, SourceId>,
}

impl Fates {
    pub(super) fn of([base, ours, theirs]: [&Dossier; 3], findings: &mut Findings) -> Self {
        let by_id = base.parties().is_empty() && base.items().is_empty();
        let pairs = [pairing::sources(base, ours), pairing::sources(base, theirs)];
        let (new, there) = (alone(ours.sources(), &pairs[0]), alone(theirs.sources(), &pairs[1]));
        let added = pairing::new_sources(&new, &there, by_id);
        let space = Space::of([base.sources(), ours.sources(), theirs.sources()], &pairs, &added);
        let (sources, copies) = source_fates(space, [base, ours, theirs], findings);

        let pairs = [pairing::parties(base, ours), pairing::parties(base, theirs)];
        let (new, there) = (alone(ours.parties(), &pairs[0]), alone(theirs.parties(), &pairs[1]));
        let added = pairing::new_parties(&new, &there, by_id);
        let tables = [base.parties(), ours.parties(), theirs.parties()];
        let space = Space::of(tables, &pairs, &added);
        let parties = party_fates(space, tables, findings);

        let pairs = [pairing::items(base, ours), pairing::items(base, theirs)];
        let (new, there) = (alone(ours.items(), &pairs[0]), alone(theirs.items(), &pairs[1]));
        let added = pairing::new_items(&new, &there, by_id);
        let space = Space::of([base.items(), ours.items(), theirs.items()], &pairs, &added);
        let items = item_fates(space, [base, ours, theirs], &parties, findings);
        Self { sources, parties, items, copies }
    }

    /// Keeps what one side deleted as long as something that stays refers to it, and names it.
    pub(super) fn keep_needed(&mut self, ours: &Dossier, positions: &Positions, findings: &mut Findings) {
        let goes = |fates: &[bool]| fates.iter().any(|goes| *goes);
        let any = [self.sources.going(), self.parties.going(), self.items.going()];
        if !any.iter().any(|going| goes(going)) {
            return;
        }
        let mut needed = Needed::default();
        for (_, position) in ours.positions().filter(|(id, _)| !positions.puts.contains_key(id)) {
            needed.by_position(position);
        }
        positions.puts.values().flatten().for_each(|position| needed.by_position(position));
        for item in needed.items {
            if self.items.fates[item.index()].keep() {
                tell_kept(findings, "Item", &self.items.names[item.index()], Place::Item(item));
            }
        }
        for (number, fate) in self.items.fates.iter().enumerate() {
            let record = match fate {
                Fate::Becomes(record) => Some(&**record),
                Fate::Stays => ours.items().get(ItemId::from_index(number)),
                Fate::Gone | Fate::Goes(_) => None,
            };
            needed.parties.extend(record.iter().filter_map(|item| item.between.as_ref()).flatten());
        }
        for party in needed.parties {
            if self.parties.fates[party.index()].keep() {
                tell_kept(findings, "Party", &self.parties.names[party.index()], Place::Party(party));
            }
        }
        for source in needed.sources {
            if self.sources.fates[source.index()].keep() {
                tell_kept(findings, "Source", &self.sources.names[source.index()], Place::Source(source));
            }
        }
    }
}

/// What positions that stay refer to.
#[derive(Default)]
struct Needed {
    sources: BTreeSet<SourceId>,
    parties: BTreeSet<PartyId>,
    items: BTreeSet<ItemId>,
}

impl Needed {
    fn by_position(&mut self, position: &Position) {
        self.items.insert(position.item);
        self.parties.insert(position.party);
        self.items.extend(position.conditions.iter().filter_map(|condition| condition.item));
        self.parties.extend(position.conditions.iter().filter_map(|condition| condition.party));
        self.sources.extend(position.evidence.iter().map(|quoted| quoted.source));
    }
}

fn tell_kept(findings: &mut Findings, kind: &str, name: &str, place: Place) {
    Meeting::new(format!("{kind} {}", quoted(name)), place, findings).conflict(
        "one side deleted it, but the other has something new that refers to it. It stays; delete it again if it shall go.",
    );
}

impl<K: Key, R> Kind<K, R> {
    fn going(&self) -> Vec<bool> {
        self.fates.iter().map(|fate| matches!(fate, Fate::Goes(_))).collect()
    }
}

/// The records that are new on a side.
fn alone<'a, K: Key, R>(table: &'a Table<K, R>, pairs: &pairing::Pairs<K>) -> Vec<(K, &'a R)> {
    table.iter().filter(|(key, _)| pairs.back(*key).is_none()).collect()
}

/// The three records of a thing.
fn three<'a, K: Key, R>(thing: &Thing<K>, [base, ours, theirs]: [&'a Table<K, R>; 3]) -> [Option<&'a R>; 3] {
    [
        thing.base.and_then(|key| base.get(key)),
        thing.ours.and_then(|key| ours.get(key)),
        thing.theirs.and_then(|key| theirs.get(key)),
    ]
}

/// What becomes of a thing by where it is; None where both sides have it and it has to be looked at.
fn by_presence<R: PartialEq + Clone>(
    what: impl FnOnce() -> (String, Place),
    [base, ours, theirs]: [Option<&R>; 3],
    findings: &mut Findings,
) -> Option<Fate<R>> {
    let stays = |deleted: &str, changed: &str, findings: &mut Findings| {
        let (what, place) = what();
        let words = format!("it was deleted {deleted} and changed {changed}. What was changed stays.");
        Meeting::new(what, place, findings).conflict(&words);
    };
    Some(match (base, ours, theirs) {
        (_, None, None) => Fate::Gone,
        (None, Some(_), None) => Fate::Stays,
        (None, None, Some(theirs)) => Fate::Becomes(Box::new(theirs.clone())),
        (Some(base), Some(ours), None) if base == ours => Fate::Goes(None),
        (Some(base), None, Some(theirs)) if base == theirs => Fate::Goes(Some(Box::new(theirs.clone()))),
        (Some(_), Some(_), None) => {
            stays("in the other file", "here", findings);
            Fate::Stays
        }
        (Some(_), None, Some(theirs)) => {
            stays("here", "in the other file", findings);
            Fate::Becomes(Box::new(theirs.clone()))
        }
        (_, Some(ours), Some(theirs)) if ours == theirs || base == Some(theirs) => Fate::Stays,
        (Some(base), Some(ours), Some(theirs)) if base == ours => Fate::Becomes(Box::new(theirs.clone())),
        (_, Some(_), Some(_)) => return None,
    })
}

/// `merged` unless ours says it already.
fn fate_of<R: PartialEq>(ours: &R, merged: R) -> Fate<R> {
    if merged == *ours { Fate::Stays } else { Fate::Becomes(Box::new(merged)) }
}

fn named<'a, R>(three: [Option<&'a R>; 3], name: impl Fn(&'a R) -> &'a Text) -> Text {
    let [base, ours, theirs] = three;
    ours.or(theirs).or(base).map(|record| name(record).clone()).unwrap_or_default()
}

fn party_fates(
    space: Space<PartyId>,
    tables: [&Table<PartyId, Party>; 3],
    findings: &mut Findings,
) -> Kind<PartyId, Party> {
    let (mut fates, mut names) = (Vec::new(), Vec::new());
    for (number, thing) in space.things.iter().enumerate() {
        let three = three(thing, tables);
        let name = named(three, |party| &party.name);
        let what = || (format!("Party {}", quoted(&name)), Place::Party(PartyId::from_index(number)));
        let fate = by_presence(what, three, findings);
        fates.push(match (fate, three) {
            (None, [base, Some(ours), Some(theirs)]) => {
                let (what, place) = what();
                let blank = Party { id: theirs.id.clone(), ..Party::default() };
                let blank = Party {
                    name: if is_name(&ours.name, &theirs.name) { theirs.name.clone() } else { Text::default() },
                    ..blank
                };
                let mut meeting = Meeting::new(what, place, findings);
                fate_of(ours, records::party(&mut meeting, base.unwrap_or(&blank), ours, theirs))
            }
            (fate, _) => fate.unwrap_or(Fate::Gone),
        });
        names.push(name);
    }
    Kind { space, fates, names }
}

/// Two names that are one as names are compared.
fn is_name(one: &str, two: &str) -> bool {
    folded(one) == folded(two)
}

fn item_fates(
    space: Space<ItemId>,
    [base, ours, theirs]: [&Dossier; 3],
    parties: &Kind<PartyId, Party>,
    findings: &mut Findings,
) -> Kind<ItemId, Item> {
    let listed = |list: &[PartyId]| {
        let names: Vec<&str> = list.iter().map(|party| parties.names[party.index()].as_str()).collect();
        if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
    };
    let (mut fates, mut names) = (Vec::new(), Vec::new());
    for (number, thing) in space.things.iter().enumerate() {
        let [base, ours, theirs] = three(thing, [base.items(), ours.items(), theirs.items()]);
        let base = base.map(|item| numbered_item(item, Side::Base, &parties.space));
        let theirs = theirs.map(|item| numbered_item(item, Side::Theirs, &parties.space));
        let three = [base.as_ref(), ours, theirs.as_ref()];
        let name = named(three, |item| &item.title);
        let what = || (format!("Item {}", quoted(&name)), Place::Item(ItemId::from_index(number)));
        let fate = by_presence(what, three, findings);
        fates.push(match (fate, three) {
            (None, [base, Some(ours), Some(theirs)]) => {
                let (what, place) = what();
                let blank = Item { id: theirs.id.clone(), ..Item::default() };
                let blank = Item {
                    title: if is_name(&ours.title, &theirs.title) { theirs.title.clone() } else { Text::default() },
                    ..blank
                };
                let mut meeting = Meeting::new(what, place, findings);
                fate_of(ours, records::item(&mut meeting, [base.unwrap_or(&blank), ours, theirs], listed))
            }
            (fate, _) => fate.unwrap_or(Fate::Gone),
        });
        names.push(name);
    }
    Kind { space, fates, names }
}

fn source_fates(
    mut space: Space<SourceId>,
    [base, ours, theirs]: [&Dossier; 3],
    findings: &mut Findings,
) -> (Kind<SourceId, Source>, BTreeMap<SourceId, SourceId>) {
    let tables = [base.sources(), ours.sources(), theirs.sources()];
    let (mut fates, mut names, mut copies) = (Vec::new(), Vec::new(), BTreeMap::new());
    let mut beside = Vec::new();
    for (number, thing) in space.things.iter().enumerate() {
        let three = three(thing, tables);
        let name = named(three, |source| if source.title.is_empty() { &source.id } else { &source.title });
        let key = SourceId::from_index(number);
        let what = || (format!("Source {}", quoted(&name)), Place::Source(key));
        let fate = by_presence(what, three, findings);
        fates.push(match (fate, three) {
            (None, [base, Some(ours), Some(theirs)]) => {
                let (what, place) = what();
                let blank = Source { id: theirs.id.clone(), ..Source::default() };
                let base = base.unwrap_or(&blank);
                let mut meeting = Meeting::new(what, place, findings);
                let is_both = pick(&base.text, &ours.text, &theirs.text) == Pick::Both;
                let whole = if is_both && !ours.text.is_empty() && !theirs.text.is_empty() {
                    meeting.conflict(
                        "its text was changed here and in the other file. Both texts are in the dossier, the other as a source of its own.",
                    );
                    beside.push((key, name.clone(), theirs.clone()));
                    ours.text.clone()
                } else {
                    text(&mut meeting, "text", &base.text, &ours.text, &theirs.text)
                };
                fate_of(ours, records::source(&mut meeting, [base, ours, theirs], whole))
            }
            (fate, _) => fate.unwrap_or(Fate::Gone),
        });
        names.push(name);
    }
    for (key, name, theirs) in beside {
        let copy = space.next();
        *space.thing(copy) = Thing { base: None, ours: None, theirs: None };
        copies.insert(key, copy);
        fates.push(Fate::Becomes(Box::new(theirs)));
        names.push(name);
    }
    (Kind { space, fates, names }, copies)
}
