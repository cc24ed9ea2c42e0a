//! What can be seen in a dossier alone: quotations that are not where they should be, names that could be one, sources
//! without a date.

use std::collections::HashMap;

use super::findings::{Finding, FindingKind, Findings, Severity};
use crate::model::shown::quoted;
use crate::model::{Cell, Dossier, Evidence, Place, Source, SourceId, names::folded};

/// Checks a dossier. Linear in its texts and quotations; quotations without offsets cost a search in their source.
pub fn check(dossier: &Dossier) -> Findings {
    let mut findings = Findings::default();
    similar_names(dossier, &mut findings);
    for (id, source) in dossier.sources().iter() {
        if source.published.is_none() && dossier.uses_of_source(id) > 0 {
            let message = format!(
                "the source {} has no date, so positions without a date of their own count as older than all others. Give it one",
                quoted(name_of(source))
            );
            add(&mut findings, FindingKind::SourceWithoutDate, Severity::Note, Place::Source(id), || message);
        }
    }
    quotations(dossier, &mut findings);
    findings
}

fn add(findings: &mut Findings, kind: FindingKind, severity: Severity, place: Place, message: impl FnOnce() -> String) {
    findings.add(kind, || Finding { kind, severity, message: message(), line_column: None, place: Some(place) });
}

fn name_of(source: &Source) -> &str {
    if source.title.is_empty() { &source.id } else { &source.title }
}

fn similar_names(dossier: &Dossier, findings: &mut Findings) {
    let mut seen = HashMap::new();
    for (id, party) in dossier.parties().iter() {
        if let Some(first) = seen.insert(folded(&party.name), party.name.clone()) {
            add(findings, FindingKind::SimilarNames, Severity::Warning, Place::Party(id), || {
                format!(
                    "the parties {} and {} differ only by case, spaces or letter forms; if they are one, delete one and move its positions",
                    quoted(&first),
                    quoted(&party.name)
                )
            });
        }
    }
    let mut seen = HashMap::new();
    for (id, item) in dossier.items().iter() {
        if let Some(first) = seen.insert(folded(&item.title), item.title.clone()) {
            add(findings, FindingKind::SimilarNames, Severity::Warning, Place::Item(id), || {
                format!(
                    "the items {} and {} differ only by case, spaces or letter forms; if they are one, delete one and move its positions",
                    quoted(&first),
                    quoted(&item.title)
                )
            });
        }
    }
}

/// The quotations of each source that has a text, each with the cell that rests on it.
fn quotations(dossier: &Dossier, findings: &mut Findings) {
    let has_text: Vec<bool> = dossier.sources().iter().map(|(_, source)| !source.text.is_empty()).collect();
    if !has_text.contains(&true) {
        return;
    }
    let mut by_source: HashMap<SourceId, Vec<(&Evidence, Cell)>> = HashMap::new();
    for (_, position) in dossier.positions() {
        for evidence in &position.evidence {
            by_source.entry(evidence.source).or_default().push((evidence, position.cell()));
        }
    }
    for (id, source) in dossier.sources().iter().filter(|(_, source)| !source.text.is_empty()) {
        let quotations = by_source.remove(&id).unwrap_or_default();
        let offsets = Offsets::of(
            &source.text,
            quotations.iter().flat_map(|(evidence, _)| [evidence.start, evidence.end]).flatten(),
        );
        for (evidence, cell) in quotations.into_iter().filter(|(evidence, _)| !evidence.quote.is_empty()) {
            one(source, evidence, cell, &offsets, findings);
        }
    }
}

fn one(source: &Source, evidence: &Evidence, cell: Cell, offsets: &Offsets, findings: &mut Findings) {
    let place = Place::Cell(cell);
    let (quote, name) = (|| quoted(&evidence.quote), || quoted(name_of(source)));
    if let (Some(start), Some(end)) = (evidence.start, evidence.end) {
        match (offsets.byte(start), offsets.byte(end)) {
            (Some(from), Some(to)) if from <= to && source.text[from..to] == *evidence.quote => return,
            (Some(_), Some(_)) if start <= end => {
                add(findings, FindingKind::PlaceDisagrees, Severity::Warning, place, || {
                    format!(
                        "at {start} to {end} the source {} has other words than the quotation {}. Correct start and end, or leave them out",
                        name(),
                        quote()
                    )
                });
            }
            _ => add(findings, FindingKind::PlaceDisagrees, Severity::Warning, place, || {
                format!(
                    "the quotation {} is said to stand at {start} to {end}, which is no place in the source {}. Correct start and end, or leave them out",
                    quote(),
                    name()
                )
            }),
        }
    }
    let mut matches = source.text.match_indices(evidence.quote.as_str());
    if matches.next().is_none() {
        add(findings, FindingKind::QuotationNotFound, Severity::Warning, place, || {
            format!(
                "the quotation {} is not in the text of the source {}. It is kept; compare it with the article",
                quote(),
                name()
            )
        });
    } else if evidence.start.is_none() && matches.next().is_some() {
        add(findings, FindingKind::QuotationAmbiguous, Severity::Note, place, || {
            format!(
                "the quotation {} stands in the source {} more than once; the first place is shown",
                quote(),
                name()
            )
        });
    }
}

/// Bytes of some places of a text that are given in Unicode scalar values; found in one pass.
struct Offsets(HashMap<u32, usize>);

impl Offsets {
    fn of(text: &str, places: impl Iterator<Item = u32>) -> Self {
        let mut places: Vec<u32> = places.collect();
        places.sort_unstable();
        places.dedup();
        let mut bytes = HashMap::with_capacity(places.len());
        let ends = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        let mut wanted = places.into_iter().peekable();
        for (number, byte) in ends.enumerate() {
            match wanted.peek() {
                None => break,
                Some(&place) if place as usize == number => {
                    bytes.insert(place, byte);
                    wanted.next();
                }
                Some(_) => {}
            }
        }
        Self(bytes)
    }

    /// The byte of a place; None when the text is shorter.
    fn byte(&self, place: u32) -> Option<usize> {
        self.0.get(&place).copied()
    }
}
