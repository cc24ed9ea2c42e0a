//! Sources of two dossiers: they meet by id, text or address, and never when their texts differ, because quotations
//! have their place in one text.

use std::collections::{HashMap, HashSet};

use super::meeting::Meeting;
use super::working::Working;
use super::{Keys, MergeReport};
use crate::files::FindingKind;
use crate::files::twice::{self, keep_second};
use crate::model::names::free_id;
use crate::model::shown::quoted;
use crate::model::{Dossier, Edit, Extra, Key, Place, Source, SourceId, Text};

/// Which sources have an id, a text or an address.
#[derive(Default)]
struct Index {
    ids: HashMap<Text, SourceId>,
    texts: HashMap<Text, SourceId>,
    addresses: HashMap<Text, Vec<SourceId>>,
}

impl Index {
    fn note(&mut self, key: SourceId, source: &Source) {
        self.ids.entry(source.id.clone()).or_insert(key);
        if !source.text.is_empty() {
            self.texts.entry(source.text.clone()).or_insert(key);
        }
        if !source.url.is_empty() {
            let same = self.addresses.entry(source.url.clone()).or_default();
            if !same.contains(&key) {
                same.push(key);
                same.sort_unstable();
            }
        }
    }

    /// The source that is the same as `theirs`: by id and text, by text, by id where a text is missing and, where
    /// nothing of that leads to one and `by_address`, by address where a text is missing or the same.
    fn find(&self, theirs: &Source, by_address: bool, working: &Working<'_, SourceId, Source>) -> Option<SourceId> {
        let text_of = |key: SourceId| working.get(key).map(|ours| &ours.text);
        let may_be = |key: &SourceId| {
            text_of(*key).is_some_and(|text| text.is_empty() || theirs.text.is_empty() || *text == theirs.text)
        };
        let of_id = self.ids.get(&theirs.id).copied();
        of_id
            .filter(|&key| text_of(key) == Some(&theirs.text))
            .or_else(|| self.texts.get(&theirs.text).copied())
            .or_else(|| of_id.filter(may_be))
            .or_else(|| self.addresses.get(&theirs.url).filter(|_| by_address)?.iter().copied().find(may_be))
    }
}

/// Finds or adds every source of the other dossier.
pub(super) fn unite(into: &Dossier, other: &Dossier, keys: &mut Keys, edits: &mut Vec<Edit>, report: &mut MergeReport) {
    let mut index = Index::default();
    for (key, source) in into.sources().iter() {
        index.note(key, source);
    }
    let their_ids: HashSet<&Text> = other.sources().iter().map(|(_, source)| &source.id).collect();
    let mut working = Working::of(into.sources());
    keys.sources = vec![None; other.sources().slots()];
    // Those that meet by address come last: by then every address that the others bring is known, and uniting the same
    // file again finds the same.
    let (firm, others): (Vec<_>, Vec<_>) =
        other.sources().iter().partition(|(_, theirs)| index.find(theirs, false, &working).is_some());
    for (their_key, theirs) in firm.into_iter().chain(others) {
        let key = match index.find(theirs, true, &working) {
            Some(key) => {
                report.sources.met += 1;
                if let Some(ours) = working.get(key) {
                    let what = format!("Source {}", quoted(if ours.title.is_empty() { &ours.id } else { &ours.title }));
                    let mut meeting = Meeting::new(what, Place::Source(key), &mut report.findings);
                    if let Some(united) = united(ours, theirs, &mut meeting) {
                        index.note(key, &united);
                        working.change(key, united);
                    }
                }
                key
            }
            None => add(theirs, &their_ids, &mut index, &mut working, report),
        };
        keys.sources[their_key.index()] = Some(key);
    }
    (report.sources.changed, report.sources.added) = working.counts();
    edits.extend(working.into_puts().map(|(id, record, at)| Edit::Source { id, record: Some(Box::new(record)), at }));
}

/// Takes in a new source, under another id when its own belongs to a source with another text.
fn add(
    theirs: &Source,
    their_ids: &HashSet<&Text>,
    index: &mut Index,
    working: &mut Working<'_, SourceId, Source>,
    report: &mut MergeReport,
) -> SourceId {
    let mut source = theirs.clone();
    let renamed = index.ids.contains_key(&theirs.id);
    if renamed {
        // Not an id of the other dossier either: that one may still come in.
        source.id = free_id(&theirs.id, |id| {
            let id = Text::from(id);
            index.ids.contains_key(&id) || their_ids.contains(&id)
        });
    }
    let same_address = index.addresses.contains_key(&source.url);
    let new_id = source.id.clone();
    let key = working.add(source);
    if let Some(added) = working.get(key) {
        index.note(key, added);
    }
    let shown = if theirs.title.is_empty() { &theirs.id } else { &theirs.title };
    let mut meeting = Meeting::new(format!("Source {}", quoted(shown)), Place::Source(key), &mut report.findings);
    let what = &meeting.what;
    if renamed {
        let (old_id, new_id) = (quoted(&theirs.id), quoted(&new_id));
        let message = format!(
            "{what} of the other file has the id {old_id}, which a source with another text has here. It came in as \
             {new_id}."
        );
        meeting.report(FindingKind::Differs, message);
    } else if same_address {
        let message = format!(
            "{what} of the other file has the same address as a source here but another text. Both are in the dossier."
        );
        meeting.report(FindingKind::Differs, message);
    }
    key
}

/// Ours with what theirs adds to it; None when that is nothing.
fn united(ours: &Source, theirs: &Source, meeting: &mut Meeting<'_>) -> Option<Source> {
    if ours == theirs {
        return None;
    }
    let mut source = ours.clone();
    meeting.text("title", &mut source.title, &theirs.title);
    meeting.text("publisher", &mut source.publisher, &theirs.publisher);
    meeting.text("author", &mut source.author, &theirs.author);
    match (ours.published, theirs.published) {
        (None, theirs) => source.published = theirs,
        (Some(mine), Some(other)) if mine != other => {
            meeting.differs("date", &mine.to_string(), &other.to_string());
        }
        _ => {}
    }
    meeting.text("address", &mut source.url, &theirs.url);
    meeting.text("language", &mut source.language, &theirs.language);
    meeting.text("text", &mut source.text, &theirs.text);
    unite_extras(&mut source, &theirs.extra, meeting);
    (source != *ours).then_some(source)
}

/// Unknown fields. A source has no note of its own, so what differed is kept in the unknown field `note`.
fn unite_extras(source: &mut Source, theirs: &Extra, meeting: &mut Meeting<'_>) {
    let notes = (words(source.extra.get(NOTE)), words(theirs.get(NOTE)));
    let (Some(ours), Some(other)) = notes else {
        if let Some(extra) = meeting.extras(source, &source.extra, theirs, "") {
            source.extra = extra;
        }
        return;
    };
    if let Some(extra) = meeting.extras(source, &source.extra, theirs, NOTE) {
        source.extra = extra;
    }
    if let Some(note) = meeting.note(&ours, &other) {
        put_note(source, &note);
    }
}

/// Keeps what the other file says differently in the source's note. One that is no text stays, beside the lines.
pub(in crate::files) fn keep_lines(source: &mut Source, meeting: &Meeting<'_>) {
    match words(source.extra.get(NOTE)) {
        Some(ours) => {
            if let Some(note) = meeting.note(&ours, &Text::default()) {
                put_note(source, &note);
            }
        }
        None if meeting.lines.is_empty() => {}
        None => keep_second(&mut source.extra, NOTE, twice::quoted(&meeting.lines.join("\n"))),
    }
}

fn put_note(source: &mut Source, note: &Text) {
    let json = twice::quoted(note);
    let mut extra = Extra::default();
    for (name, value) in source.extra.iter() {
        extra.push(name.clone(), if *name == NOTE { json.clone() } else { value.clone() });
    }
    if extra.get(NOTE).is_none() {
        extra.push(Text::from(NOTE), json);
    }
    source.extra = extra;
}

const NOTE: &str = "note";

/// The words of a note among the unknown fields: none where there is no such field, None where it is no text.
fn words(json: Option<&Text>) -> Option<Text> {
    json.map_or(Some(Text::default()), |json| serde_json::from_str::<String>(json).ok().map(Text::from))
}
