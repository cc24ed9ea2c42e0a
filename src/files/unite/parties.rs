//! Parties of two dossiers: they meet by id, name or alias.

use std::collections::HashMap;

use super::meeting::Meeting;
use super::working::Working;
use super::{Keys, MergeReport};
use crate::files::FindingKind;
use crate::model::names::folded;
use crate::model::shown::quoted;
use crate::model::{Dossier, Edit, Key, Party, PartyId, Place, Text};

/// Which party an id or a name leads to.
#[derive(Default)]
struct Index {
    ids: HashMap<Text, PartyId>,
    /// Folded names and aliases; a name goes before an alias, an earlier party before a later.
    names: HashMap<String, PartyId>,
}

impl Index {
    fn of(dossier: &Dossier) -> Self {
        let mut index = Self::default();
        for (key, party) in dossier.parties().iter() {
            index.ids.insert(party.id.clone(), key);
            index.names.entry(folded(&party.name)).or_insert(key);
        }
        for (key, party) in dossier.parties().iter() {
            for alias in &party.aliases {
                index.names.entry(folded(alias)).or_insert(key);
            }
        }
        index
    }

    fn find(&self, party: &Party) -> Option<PartyId> {
        let by_name = |name| self.names.get(&folded(name)).copied();
        self.ids
            .get(&party.id)
            .copied()
            .or_else(|| by_name(&party.name))
            .or_else(|| party.aliases.iter().find_map(|alias| by_name(alias)))
    }
}

/// Finds or adds every party of the other dossier. Gives back the names of all united parties, by key number.
pub(super) fn unite(
    into: &Dossier,
    other: &Dossier,
    keys: &mut Keys,
    edits: &mut Vec<Edit>,
    report: &mut MergeReport,
) -> Vec<Text> {
    let mut index = Index::of(into);
    let mut working = Working::of(into.parties());
    keys.parties = vec![None; other.parties().slots()];
    for (their_key, theirs) in other.parties().iter() {
        let key = if let Some(key) = index.find(theirs) {
            report.parties.met += 1;
            if let Some(ours) = working.get(key) {
                let what = format!("Party {}", quoted(&ours.name));
                let mut meeting = Meeting::new(what, Place::Party(key), &mut report.findings);
                if let Some(united) = united(key, ours, theirs, &mut meeting, &mut index) {
                    working.change(key, united);
                }
            }
            key
        } else {
            let key = working.add(theirs.clone());
            index.ids.insert(theirs.id.clone(), key);
            for name in std::iter::once(&theirs.name).chain(&theirs.aliases) {
                index.names.entry(folded(name)).or_insert(key);
            }
            key
        };
        keys.parties[their_key.index()] = Some(key);
    }
    (report.parties.changed, report.parties.added) = working.counts();
    let slots = into.parties().slots() + report.parties.added;
    let name_of = |number| working.get(PartyId::from_index(number)).map(|party| party.name.clone());
    let names = (0..slots).map(|number| name_of(number).unwrap_or_default()).collect();
    edits.extend(working.into_puts().map(|(id, record, at)| Edit::Party { id, record: Some(Box::new(record)), at }));
    names
}

/// Ours with what theirs adds to it; None when that is nothing.
fn united(key: PartyId, ours: &Party, theirs: &Party, meeting: &mut Meeting<'_>, index: &mut Index) -> Option<Party> {
    if ours == theirs {
        return None;
    }
    let mut party = ours.clone();
    for name in std::iter::once(&theirs.name).chain(&theirs.aliases) {
        add_alias(key, &mut party, name, meeting, index);
    }
    if ours.role != theirs.role {
        meeting.differs("role", ours.role.word(), theirs.role.word());
    }
    meeting.text("color", &mut party.color, &theirs.color);
    if let Some(note) = meeting.note(&party.note, &theirs.note) {
        party.note = note;
    }
    if let Some(extra) = meeting.extras(&party, &party.extra, &theirs.extra, "") {
        party.extra = extra;
    }
    (party != *ours).then_some(party)
}

/// Another name for a party, unless it has it or the name leads to another party already.
fn add_alias(key: PartyId, party: &mut Party, name: &Text, meeting: &mut Meeting<'_>, index: &mut Index) {
    let plain = folded(name);
    if plain == folded(&party.name) || party.aliases.iter().any(|alias| folded(alias) == plain) {
        return;
    }
    if *index.names.entry(plain).or_insert(key) == key {
        party.aliases.push(name.clone());
        return;
    }
    let what = &meeting.what;
    let message = format!(
        "{what} is also called {} in the other file, but another party here has that name. The name is kept in \
         the note; check which of the two is meant.",
        quoted(name)
    );
    meeting.report(FindingKind::SimilarNames, message);
    meeting.keep(&format!("also called {name}"));
}
