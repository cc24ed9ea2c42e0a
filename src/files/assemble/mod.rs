//! Makes records of raw ones: ids given, names looked up, what is named but not declared declared, everything that is
//! odd reported. Who is meant by a name is found out in `naming`.

mod declared;
mod fields;
mod highlights;
mod naming;
mod positions;

use naming::{Waiting, top_extra};

use super::findings::{Finding, FindingKind, Findings, Severity};
use super::gathering::Gathering;
use super::json::{Places, minified};
use super::lookup::Lookup;
use super::origins::Origins;
use super::refusal::Refusal;
use super::twice::Doubled;
use crate::model::{Buffer, Date, Dossier, Extra, Parts, Place};

/// A dossier in the making.
pub(super) struct Assembly<'a> {
    buffer: &'a Buffer,
    /// What has been made so far.
    pub(super) parts: Parts,
    /// What has been found so far.
    findings: Findings,
    places: Places<'a>,
    sources: Lookup,
    parties: Lookup,
    items: Lookup,
    /// Fields of the file that the program does not know.
    pub(super) top: Gathering,
    /// Records that were declared before.
    doubled: Doubled,
    /// What waits until all parties, items and sources are declared.
    waiting: Waiting<'a>,
    /// Where records begin in the file.
    origins: Origins,
    /// The record that is being made, for messages.
    current: String,
}

impl<'a> Assembly<'a> {
    pub(super) fn new(buffer: &'a Buffer) -> Self {
        Self {
            buffer,
            parts: Parts::default(),
            findings: Findings::default(),
            places: Places::new(buffer.as_str()),
            sources: Lookup::default(),
            parties: Lookup::default(),
            items: Lookup::default(),
            top: Gathering::default(),
            doubled: Doubled::default(),
            waiting: Waiting::default(),
            origins: Origins::default(),
            current: String::new(),
        }
    }

    /// Notes a finding about the record that begins at a byte.
    pub(super) fn found(
        &mut self,
        kind: FindingKind,
        severity: Severity,
        at: usize,
        place: Option<Place>,
        message: impl FnOnce() -> String,
    ) {
        let places = &mut self.places;
        self.findings.add(kind, || Finding {
            kind,
            severity,
            message: message(),
            line_column: Some(places.line_column(at)),
            place,
            quotation: None,
        });
    }

    /// The dossier with everything that was found, and where its records begin.
    pub(super) fn finish(mut self) -> Result<(Dossier, Findings, Origins), Refusal> {
        self.set_aside_unattributed()?;
        let Self { mut parts, findings, top, doubled, origins, .. } = self;
        doubled.join(&mut parts);
        parts.extra = top_extra(&parts, &top);
        // Every key was made here for a record that is here, so the parts always fit together.
        let dossier = Dossier::from_parts(parts).map_err(|error| Refusal::NotJson {
            line: 1,
            column: 1,
            message: error.to_string(),
        })?;
        Ok((dossier, findings, origins))
    }
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|error: crate::model::DateError| error.to_string())
}

/// Unknown fields of a record, as they are kept.
pub(super) fn extra_of(
    buffer: &Buffer,
    fields: Vec<(std::borrow::Cow<'_, str>, &serde_json::value::RawValue)>,
) -> Extra {
    let mut extra = Extra::default();
    for (name, json) in fields {
        extra.push(buffer.text_from(name), buffer.text_from(minified(json.get())));
    }
    extra
}
