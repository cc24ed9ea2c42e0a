//! `standpoint check FILE…`

use std::io::{self, Write as _};

use super::{CheckArguments, Ending, complain, load, say};
use crate::compare::{Comparison, Status};
use crate::files::Severity;

/// Prints what is wrong with each file. What is only wrong with one file does not stop the others.
pub(super) fn run(arguments: &CheckArguments) -> io::Result<Ending> {
    let mut ending = Ending::Done;
    let mut out = io::stdout().lock();
    for path in &arguments.files {
        match load::file(path) {
            Err(line) => {
                complain(&line);
                ending = Ending::KeptOut;
            }
            Ok(loaded) => {
                // A file counts as checked only when what follows from it can be worked out as well.
                let comparison = Comparison::of(&loaded.dossier, None);
                for line in load::lines(path, &loaded.findings, Severity::Note) {
                    say(&mut out, &line)?;
                }
                if loaded.findings.keeps_out() {
                    ending = Ending::KeptOut;
                    for line in load::lines(path, &loaded.findings, Severity::KeptOut) {
                        complain(&line);
                    }
                }
                let dossier = &loaded.dossier;
                let counts = [
                    counted(dossier.parties().len(), "party", "parties"),
                    counted(dossier.items().len(), "item", "items"),
                    counted(dossier.position_count(), "position", "positions"),
                    counted(dossier.sources().len(), "source", "sources"),
                ];
                let agreed = counted(comparison.counts().get(Status::Agreed), "item", "items");
                let findings = counted(loaded.findings.len(), "finding", "findings");
                let summary = format!("{}: {}; {agreed} agreed; {findings}", path.display(), counts.join(", "));
                say(&mut out, &summary)?;
                // The process is about to end: giving a large dossier back page by page would only take time.
                if arguments.files.len() == 1 {
                    out.flush()?;
                }
            }
        }
    }
    Ok(ending)
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
