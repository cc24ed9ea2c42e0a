//! What stands in no table: title, note and unknown fields of the dossier, and the records that could not be read.

use std::collections::HashMap;

use super::ThreeWayReport;
use super::values::{extra, note, text};
use crate::files::fields::Fields as _;
use crate::files::twice::keep_second;
use crate::files::unite::meeting::Meeting;
use crate::model::{Dossier, Edit, Extra, List, Place, SetAside};

/// Title, note and unknown fields.
pub(super) fn merge([base, ours, theirs]: [&Dossier; 3], edits: &mut Vec<Edit>, report: &mut ThreeWayReport) {
    let mut meeting = Meeting::new("The dossier".to_owned(), Place::Dossier, &mut report.findings);
    let title = text(&mut meeting, "title", base.title(), ours.title(), theirs.title());
    let note = note(&mut meeting, base.note(), ours.note(), theirs.note());
    let merged = extra(&mut meeting, (ours, ours), base.extra(), ours.extra(), theirs.extra());
    let merged = apart([ours, theirs], merged);
    if title != *ours.title() {
        edits.push(Edit::Title(title));
    }
    if note != *ours.note() {
        edits.push(Edit::Note(note));
    }
    if merged != *ours.extra() {
        edits.push(Edit::Extra(merged));
    }
    report.taken.head = !edits.is_empty();
}

/// The unknown fields, none of them under a name of which the two have something proper: that would be written in the
/// place of the field.
fn apart([ours, theirs]: [&Dossier; 2], merged: Extra) -> Extra {
    let names = ["title", "note", "highlights"].into_iter().chain(List::ALL.map(List::word));
    let overtaken: Vec<_> = names.filter(|name| theirs.has(name) && !ours.has(name)).collect();
    if !merged.iter().any(|(name, _)| overtaken.contains(&&**name)) {
        return merged;
    }
    let mut result = Extra::default();
    for (name, json) in merged.iter().filter(|(name, _)| !overtaken.contains(&&***name)) {
        result.push(name.clone(), json.clone());
    }
    for (name, json) in merged.iter().filter(|(name, _)| overtaken.contains(&&***name)) {
        keep_second(&mut result, name, json.clone());
    }
    result
}

/// Records that could not be read: each as often as the side has it that changed that.
pub(super) fn set_aside([base, ours, theirs]: [&Dossier; 3], edits: &mut Vec<Edit>, report: &mut ThreeWayReport) {
    let mark = |record: &SetAside| (record.list, record.json.clone());
    let counted = |dossier: &Dossier| {
        let mut counts: HashMap<_, usize> = HashMap::new();
        dossier.set_aside().iter().for_each(|record| *counts.entry(mark(record)).or_default() += 1);
        counts
    };
    let (before, mut here, there) = (counted(base), counted(ours), counted(theirs));
    let wanted = |record: &SetAside, here: usize| {
        let count = |counts: &HashMap<_, usize>| counts.get(&mark(record)).copied().unwrap_or(0);
        let (before, there) = (count(&before), count(&there));
        if there == before || there == here {
            here
        } else if here == before {
            there
        } else {
            here.max(there)
        }
    };
    let begins = here.clone();
    let had = |record: &SetAside| begins.get(&mark(record)).copied().unwrap_or(0);
    for (at, record) in ours.set_aside().iter().enumerate().rev() {
        if let Some(left) = here.get_mut(&mark(record))
            && *left > wanted(record, had(record))
        {
            *left -= 1;
            edits.push(Edit::DropAside(at));
            report.taken.set_aside.removed += 1;
        }
    }
    for record in theirs.set_aside() {
        let left = here.entry(mark(record)).or_default();
        if *left < wanted(record, had(record)) {
            *left += 1;
            let at = ours.set_aside().len() - report.taken.set_aside.removed + report.taken.set_aside.added;
            edits.push(Edit::KeepAside(at, Box::new(record.clone())));
            report.taken.set_aside.added += 1;
        }
    }
}
