//! `standpoint merge BASE OURS THEIRS [-o OUT]`

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::{Ending, MergeArguments, complain, load};
use crate::app::{Desktop, disk};
use crate::files::{self, Severity, ThreeWayReport};

/// Merges two changed copies of a file and writes the result, whole and readable also when there are conflicts: both
/// sides are in it. What could not be decided is named on standard error.
pub(super) fn run(arguments: &MergeArguments) -> io::Result<Ending> {
    let base = load::file_or_nothing(&arguments.base);
    let (ours, theirs) = (load::file(&arguments.ours), load::file(&arguments.theirs));
    let (base, ours, theirs) = match (base, ours, theirs) {
        (Ok(base), Ok(ours), Ok(theirs)) => (base, ours, theirs),
        (base, ours, theirs) => {
            [base, ours, theirs].into_iter().filter_map(Result::err).for_each(|line| complain(&line));
            return Ok(Ending::Unreadable);
        }
    };
    let all = [(&arguments.base, &base), (&arguments.ours, &ours), (&arguments.theirs, &theirs)];
    if let Some((path, version)) = all.into_iter().find_map(|(path, loaded)| Some((path, loaded.newer?))) {
        complain(&format!(
            "{}: this file has version {version} and was made by a newer Standpoint; merged here it would become one of version 1. Update Standpoint to merge it",
            path.display()
        ));
        return Ok(Ending::Unreadable);
    }
    let merge = files::merge(&base.dossier, &ours.dossier, &theirs.dossier);
    let mut merged = ours.dossier;
    if let Err(error) = merged.apply(merge.edit) {
        complain(&format!("{}: could not be merged: {error}", arguments.theirs.display()));
        return Ok(Ending::Unreadable);
    }
    match &arguments.output {
        None => {
            let mut out = files::Escaping(BufWriter::with_capacity(1 << 20, io::stdout().lock()));
            files::write(&merged, &mut out)?;
            out.flush()?;
        }
        Some(path) => {
            if let Err(failure) = disk::replace(&Desktop, path, |mut out| files::write(&merged, &mut out)) {
                complain(&format!("{}: the merged file was not written: {failure}", path.display()));
                return Ok(Ending::Unreadable);
            }
        }
    }
    let name = arguments.name.as_ref().or(arguments.output.as_ref());
    tell(name.unwrap_or(&arguments.ours), &merge.report);
    Ok(if merge.report.conflicts() > 0 { Ending::Conflict } else { Ending::Done })
}

fn tell(path: &Path, report: &ThreeWayReport) {
    load::lines(path, &report.findings, Severity::Note).for_each(|line| complain(&line));
    complain(&format!("{}: {}", path.display(), report.summary()));
}
