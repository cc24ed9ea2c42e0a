//! Two dossiers become one: what meets what, what is added, and what differed.
//!
//! The result is an edit to the first dossier, so that uniting can be taken back like any other step. What the first
//! dossier says stays; what the other says differently is reported and kept in words. Files are not read here.

mod items;
pub(super) mod meeting;
mod parties;
mod positions;
mod report;
mod sources;
mod working;

pub use report::{MergeReport, Tally};
pub(super) use sources::keep_lines;

use super::fields::Fields as _;
use super::findings::{Finding, FindingKind, Findings, Severity};
use crate::model::shown::{quoted, within_quotes};
use crate::model::{Dossier, Edit, ItemId, Key, PartyId, Place, SourceId};
use meeting::joined_notes;

/// What uniting two dossiers comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Union {
    /// Puts everything of the other dossier that is missing into the first: always an [`Edit::Batch`], empty when
    /// nothing is missing.
    pub edit: Edit,
    /// What met what and what differed.
    pub report: MergeReport,
}

/// The keys of the other dossier's records in the united one, by their key number there.
#[derive(Default)]
struct Keys {
    sources: Vec<Option<SourceId>>,
    parties: Vec<Option<PartyId>>,
    items: Vec<Option<ItemId>>,
}

impl Keys {
    fn source(&self, theirs: SourceId) -> Option<SourceId> {
        self.sources.get(theirs.index()).copied()?
    }

    fn party(&self, theirs: PartyId) -> Option<PartyId> {
        self.parties.get(theirs.index()).copied()?
    }

    fn item(&self, theirs: ItemId) -> Option<ItemId> {
        self.items.get(theirs.index()).copied()?
    }
}

/// Unites two dossiers: an edit to `into` that brings in everything of `other`.
///
/// Nearly linear in the size of `other`, plus the number of sources, parties and items of `into`.
pub fn unite(into: &Dossier, other: &Dossier) -> Union {
    let mut report = MergeReport::default();
    let mut edits = Vec::new();
    head(into, other, &mut edits, &mut report);
    let mut keys = Keys::default();
    sources::unite(into, other, &mut keys, &mut edits, &mut report);
    let named = parties::unite(into, other, &mut keys, &mut edits, &mut report);
    items::unite(into, other, &mut keys, &named, &mut edits, &mut report);
    positions::unite(into, other, &keys, &mut edits, &mut report);
    set_aside(into, other, &mut edits, &mut report);
    Union { edit: Edit::Batch(edits), report }
}

/// Title, note and unknown fields of the dossier itself.
fn head(into: &Dossier, other: &Dossier, edits: &mut Vec<Edit>, report: &mut MergeReport) {
    let (ours, theirs) = (into.title(), other.title());
    if ours.is_empty() && !theirs.is_empty() {
        edits.push(Edit::Title(theirs.clone()));
        report.head_changed = true;
    } else if !theirs.is_empty() && ours != theirs {
        let message = format!("The other file has the title {}. The title {} stays.", quoted(theirs), quoted(ours));
        add_head_finding(&mut report.findings, Severity::Note, message);
    }
    if let Some(note) = joined_notes(into.note(), other.note()) {
        edits.push(Edit::Note(note));
        report.head_changed = true;
    }
    highlights(into, other, edits, report);
    for (name, theirs) in other.extra().iter() {
        let message = match into.extra().get(name) {
            Some(ours) if ours == theirs => continue,
            Some(ours) => format!(
                "The other file has another value in its field {}: {}. {} stays; the other value is only in the other \
                 file.",
                quoted(name),
                value(theirs),
                value(ours)
            ),
            None if into.has(name) => continue,
            None => format!(
                "The other file has a field {} that Standpoint does not know: {}. It concerns that file as a whole and \
                 stays in it alone.",
                quoted(name),
                value(theirs)
            ),
        };
        add_head_finding(&mut report.findings, Severity::Warning, message);
    }
}

/// Highlighters that are not there yet, by name. One that is there stays as it is.
fn highlights(into: &Dossier, other: &Dossier, edits: &mut Vec<Edit>, report: &mut MergeReport) {
    let mut united = into.highlights().clone();
    for theirs in &other.highlights().terms {
        match into.highlights().terms.iter().find(|ours| ours.title() == theirs.title()) {
            None => united.terms.push(theirs.clone()),
            Some(ours) if ours == theirs => {}
            Some(ours) => {
                let message = format!(
                    "The other file has another highlighter {}, which looks for {}. Ours stays.",
                    quoted(ours.title()),
                    quoted(&theirs.pattern)
                );
                add_head_finding(&mut report.findings, Severity::Note, message);
            }
        }
    }
    let unread = other.highlights().unread.iter().filter(|json| !into.highlights().unread.contains(json));
    united.unread.extend(unread.cloned());
    if united != *into.highlights() {
        edits.push(Edit::Highlights(Box::new(united)));
        report.head_changed = true;
    }
}

/// A value that the program does not know, for messages: its beginning.
pub(super) fn value(json: &str) -> String {
    within_quotes(json, 80)
}

fn add_head_finding(findings: &mut Findings, severity: Severity, message: String) {
    let place = Some(Place::Dossier);
    let kind = FindingKind::Differs;
    findings.add(kind, || Finding { kind, severity, message, line_column: None, place, quotation: None });
}

/// Records that could not be read, unless the same is there already.
fn set_aside(into: &Dossier, other: &Dossier, edits: &mut Vec<Edit>, report: &mut MergeReport) {
    let mut present: std::collections::HashSet<_> =
        into.set_aside().iter().map(|record| (record.list, record.json.as_str())).collect();
    for record in other.set_aside() {
        if present.insert((record.list, record.json.as_str())) {
            edits.push(Edit::KeepAside(into.set_aside().len() + report.set_aside.added, Box::new(record.clone())));
            report.set_aside.added += 1;
        } else {
            report.set_aside.collapsed += 1;
        }
    }
}
