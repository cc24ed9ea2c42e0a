//! `standpoint compare FILE… [--as-of DATE] [-o OUT]`

use std::io::{self, BufWriter, Write};

use super::{CompareArguments, Ending, complain, load};
use crate::app::{Desktop, disk};
use crate::compare::Comparison;
use crate::files::{self, Severity};
use crate::model::Dossier;

/// Unites the files and writes their comparison. Files that cannot be read are left out and named.
pub(super) fn run(arguments: &CompareArguments) -> io::Result<Ending> {
    let mut ending = Ending::Done;
    let mut dossier: Option<Dossier> = None;
    for path in &arguments.files {
        match load::file(path) {
            Err(line) => {
                complain(&line);
                ending = Ending::KeptOut;
            }
            Ok(loaded) => {
                load::lines(path, &loaded.findings, Severity::Warning).for_each(|line| complain(&line));
                if loaded.findings.keeps_out() {
                    ending = Ending::KeptOut;
                }
                dossier = Some(match dossier {
                    None => loaded.dossier,
                    Some(mut united) => {
                        let union = files::unite(&united, &loaded.dossier);
                        load::lines(path, &union.report.findings, Severity::Warning).for_each(|line| complain(&line));
                        if let Err(error) = united.apply(union.edit) {
                            complain(&format!(
                                "{}: could not be united with the files before it: {error}",
                                path.display()
                            ));
                            ending = Ending::KeptOut;
                        }
                        united
                    }
                });
            }
        }
    }
    let Some(dossier) = dossier else { return Ok(Ending::KeptOut) };
    let comparison = Comparison::of(&dossier, arguments.as_of);
    match &arguments.output {
        None => {
            let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
            files::write_comparison(&dossier, &comparison, &mut out)?;
            out.flush()?;
        }
        Some(path) => {
            let written =
                disk::replace(&Desktop, path, |mut out| files::write_comparison(&dossier, &comparison, &mut out));
            if let Err(failure) = written {
                complain(&format!("{}: the comparison was not written: {failure}", path.display()));
                ending = Ending::KeptOut;
            }
        }
    }
    Ok(ending)
}
