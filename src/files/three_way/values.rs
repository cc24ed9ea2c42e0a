//! Three values of one field: what only one side changed counts; where both did, ours stays and theirs is kept in words.

use std::collections::{HashMap, HashSet};

use crate::files::FindingKind;
use crate::files::fields::Fields;
use crate::files::twice::{keep_second, tidied};
use crate::files::unite::meeting::{Meeting, joined_notes};
use crate::files::unite::value;
use crate::model::shown::quoted;
use crate::model::{Date, Extra, Text};

/// Which side's value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    Ours,
    Theirs,
    /// Both changed it, and differently.
    Both,
}

/// Which side changed a value.
pub(super) fn pick<T: PartialEq + ?Sized>(base: &T, ours: &T, theirs: &T) -> Pick {
    if ours == theirs || theirs == base {
        Pick::Ours
    } else if ours == base {
        Pick::Theirs
    } else {
        Pick::Both
    }
}

/// A text. One that a side emptied while the other changed it stays.
pub(super) fn text(meeting: &mut Meeting<'_>, field: &str, base: &Text, ours: &Text, theirs: &Text) -> Text {
    match pick(base, ours, theirs) {
        Pick::Ours => ours.clone(),
        Pick::Theirs => theirs.clone(),
        Pick::Both if ours.is_empty() || theirs.is_empty() => {
            let (stays, changed, emptied) = if ours.is_empty() {
                (theirs, "in the other file", "here")
            } else {
                (ours, "here", "in the other file")
            };
            let what = &meeting.what;
            let message = format!(
                "{what}: the {field} was taken away {emptied} and changed {changed} to {}. What was changed stays.",
                quoted(stays)
            );
            meeting.report(FindingKind::Differs, message);
            stays.clone()
        }
        Pick::Both => {
            meeting.differs(field, ours, theirs);
            ours.clone()
        }
    }
}

/// A date.
pub(super) fn date(
    meeting: &mut Meeting<'_>,
    field: &str,
    base: Option<Date>,
    ours: Option<Date>,
    theirs: Option<Date>,
) -> Option<Date> {
    let words = |date: Option<Date>| date.map(|date| Text::from(date.to_string())).unwrap_or_default();
    match pick(&base, &ours, &theirs) {
        Pick::Ours => ours,
        Pick::Theirs => theirs,
        Pick::Both => {
            text(meeting, field, &words(base), &words(ours), &words(theirs));
            ours.or(theirs)
        }
    }
}

/// A note. Where both changed it, all that either says is in it; with what the other file says differently.
pub(super) fn note(meeting: &mut Meeting<'_>, base: &Text, ours: &Text, theirs: &Text) -> Text {
    let is_emptied = ours.is_empty() || theirs.is_empty();
    let note = if pick(base, ours, theirs) == Pick::Both && !is_emptied {
        let what = &meeting.what;
        let message = format!("{what}: the note was changed here and in the other file. It now holds both.");
        meeting.report(FindingKind::Differs, message);
        let old: HashSet<&str> = base.lines().collect();
        let added: Vec<&str> = theirs.lines().filter(|line| !old.contains(line)).collect();
        joined_notes(ours, &Text::from(added.join("\n"))).unwrap_or_else(|| ours.clone())
    } else {
        text(meeting, "note", base, ours, theirs)
    };
    meeting.note(&note, &Text::default()).unwrap_or(note)
}

/// A set in an order: what either side added is in it, what either took away is not.
pub(super) fn set<T: Clone + Ord>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<T> {
    match pick(base, ours, theirs) {
        Pick::Ours => ours.to_vec(),
        Pick::Theirs => theirs.to_vec(),
        Pick::Both => {
            let held = |list: &[T]| -> std::collections::BTreeSet<T> { list.iter().cloned().collect() };
            let (before, there, mut here) = (held(base), held(theirs), held(ours));
            let stays = |one: &&T| there.contains(*one) || !before.contains(*one);
            let mut merged: Vec<T> = ours.iter().filter(stays).cloned().collect();
            merged.extend(theirs.iter().filter(|one| !before.contains(*one) && here.insert((*one).clone())).cloned());
            merged
        }
    }
}

/// Unknown fields, each for itself. Where both sides changed one, theirs is kept under a name that says so. `record` is
/// what they will stand in, `ours` what they stood in.
pub(super) fn extra<R: Fields>(
    meeting: &mut Meeting<'_>,
    (record, ours_before): (&R, &R),
    base: &Extra,
    ours: &Extra,
    theirs: &Extra,
) -> Extra {
    let merged = match pick(base, ours, theirs) {
        Pick::Ours => ours.clone(),
        Pick::Theirs => theirs.clone(),
        Pick::Both => as_read::<R>(&each_extra(meeting, base, ours, theirs)),
    };
    // A field that could not be read gives way to the proper value that the other side has, and is kept as second.
    let is_overtaken = |name: &str| record.has(name) && !(ours_before.has(name) && ours.get(name).is_some());
    if merged.iter().any(|(name, _)| is_overtaken(name)) { tidied(record, &merged) } else { merged }
}

/// The fields in the order in which they will be read again.
fn as_read<R: Fields>(extra: &Extra) -> Extra {
    let mut fields: Vec<_> = extra.iter().collect();
    fields.sort_by_key(|(name, _)| R::rank(name));
    let mut sorted = Extra::default();
    for (name, json) in fields {
        sorted.push(name.clone(), json.clone());
    }
    sorted
}

/// The values of each field, in file order.
type Groups<'a> = HashMap<&'a str, Vec<&'a str>>;

fn grouped(extra: &Extra) -> Groups<'_> {
    let mut groups = Groups::new();
    extra.iter().for_each(|(name, json)| groups.entry(name).or_default().push(json));
    groups
}

fn each_extra(meeting: &mut Meeting<'_>, base: &Extra, ours: &Extra, theirs: &Extra) -> Extra {
    let (before, here, there) = (grouped(base), grouped(ours), grouped(theirs));
    let mut merged = Extra::default();
    let mut seconds = Vec::new();
    let mut done = HashSet::new();
    for (name, _) in ours.iter().chain(theirs.iter()).filter(|(name, _)| done.insert(*name)) {
        let [before, here, there] =
            [&before, &here, &there].map(|groups| groups.get(name.as_str()).map_or(&[][..], Vec::as_slice));
        let which = pick(before, here, there);
        if which == Pick::Both {
            tell_of_extra(meeting, name, here, there);
        }
        let kept = if which == Pick::Theirs || here.is_empty() && which == Pick::Both { there } else { here };
        for value in kept {
            merged.push(name.clone(), Text::from(*value));
        }
        if which == Pick::Both {
            seconds.extend(there.iter().filter(|value| !kept.contains(value)).map(|value| (name, Text::from(*value))));
        }
    }
    for (name, value) in seconds {
        keep_second(&mut merged, name, value);
    }
    merged
}

fn tell_of_extra(meeting: &mut Meeting<'_>, name: &str, here: &[&str], there: &[&str]) {
    let listed = |values: &[&str]| value(&values.join(", "));
    let what = &meeting.what;
    let message = match (here.is_empty(), there.is_empty()) {
        (true, _) => format!(
            "{what}: the field {} was taken away here and changed in the other file to {}. What was changed stays.",
            quoted(name),
            listed(there)
        ),
        (_, true) => format!(
            "{what}: the field {} was taken away in the other file and changed here to {}. What was changed stays.",
            quoted(name),
            listed(here)
        ),
        _ => format!(
            "{what} has another value in the field {} in the other file: {}. Here {} stays; the other is kept under the \
             same name with “(second)”, or with the next number.",
            quoted(name),
            listed(there),
            listed(here)
        ),
    };
    meeting.report(FindingKind::Differs, message);
}
