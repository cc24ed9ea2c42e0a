//! A three-way merge: two people changed copies of one dossier, and both changes become one.
//!
//! What only one side changed is taken, what both changed alike is one. Where both changed the same thing differently,
//! positions are both kept, of everything else ours stays and theirs is kept in words; the report names each case. What
//! one side deleted and the other changed stays. The result is an edit to ours, so that merging can be taken back like
//! any other step. Files are not read here.

mod cell;
mod edits;
mod fate;
mod fates;
mod head;
mod highlights;
mod order;
mod positions;
mod records;
mod report;
mod values;

pub use report::ThreeWayReport;

use crate::model::{Dossier, Edit};

/// What a three-way merge comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreeWay {
    /// Brings everything that the other side changed into ours: always an [`Edit::Batch`], empty when nothing is
    /// missing.
    pub edit: Edit,
    /// What was taken and what both sides changed differently.
    pub report: ThreeWayReport,
}

/// Merges two dossiers that were made from `base`: an edit to `ours` that brings in what `theirs` changed. Without a
/// common ancestor, `base` is the empty dossier.
///
/// Nearly linear in the size of the three.
pub fn merge(base: &Dossier, ours: &Dossier, theirs: &Dossier) -> ThreeWay {
    let mut report = ThreeWayReport::default();
    let mut edits = Vec::new();
    head::merge([base, ours, theirs], &mut edits, &mut report);
    highlights::merge([base, ours, theirs], &mut edits, &mut report);
    let mut fates = fates::Fates::of([base, ours, theirs], &mut report.findings);
    let positions = positions::merge([base, ours, theirs], &fates, &mut report);
    fates.keep_needed(ours, &positions, &mut report.findings);
    edits::write([base, ours, theirs], fates, positions, &mut edits, &mut report);
    head::set_aside([base, ours, theirs], &mut edits, &mut report);
    ThreeWay { edit: Edit::Batch(edits), report }
}
