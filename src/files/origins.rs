//! Where the records of a dossier stand in the file from which it was read.

use super::check::About;
use super::findings::Findings;
use super::json::Places;
use crate::model::{Buffer, Key};

/// The byte at which each record begins, by key number. Needs four bytes a record, and only while a file is read.
#[derive(Debug, Default)]
pub(super) struct Origins {
    pub(super) sources: Begun,
    pub(super) parties: Begun,
    pub(super) items: Begun,
    pub(super) positions: Begun,
}

/// Records that were only named have no beginning.
#[derive(Debug, Default)]
pub(super) struct Begun(Vec<u32>);

impl Begun {
    /// Notes where the record of this number begins.
    pub(super) fn note(&mut self, number: usize, at: usize) {
        self.0.resize(number, u32::MAX);
        self.0.push(u32::try_from(at).unwrap_or(u32::MAX));
    }

    /// Forgets the records of which `stays` says so; the numbers of the others move up.
    pub(super) fn retain(&mut self, stays: impl Fn(usize) -> bool) {
        let mut number = 0;
        self.0.retain(|_| {
            number += 1;
            stays(number - 1)
        });
    }

    fn at(&self, key: impl Key) -> Option<usize> {
        self.0.get(key.index()).filter(|&&at| at != u32::MAX).map(|&at| at as usize)
    }
}

impl Origins {
    /// Where a finding stands: a quotation by its first word where it stands in the file without escapes, everything else
    /// by its record.
    pub(super) fn of(&self, about: About<'_>, file: &Buffer) -> Option<usize> {
        match about {
            About::Source(id) => self.sources.at(id),
            About::Party(id) => self.parties.at(id),
            About::Item(id) => self.items.at(id),
            About::Quotation(id, _, evidence) => file.place_of(&evidence.quote).or_else(|| self.positions.at(id)),
        }
    }
}

/// Gives findings line and column by their bytes, in one pass over the file.
pub(super) fn place(findings: &mut Findings, origins: &[Option<usize>], file: &str) {
    let mut order: Vec<(usize, usize)> =
        origins.iter().enumerate().filter_map(|(number, at)| Some(((*at)?, number))).collect();
    order.sort_unstable();
    let mut places = Places::new(file);
    for (at, number) in order {
        if let Some(finding) = findings.list.get_mut(number) {
            finding.line_column = Some(places.line_column(at));
        }
    }
}
