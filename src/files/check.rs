//! What can be seen in a dossier alone: quotations that are not where they should be, names that could be one, sources
//! without a date.

use std::collections::HashMap;
use std::ops::Range;

use super::findings::{Finding, FindingKind, Findings, Severity};
use crate::model::quoting::{self, Standing};
use crate::model::shown::quoted;
use crate::model::{Dossier, Evidence, Place, Source, names::folded};

/// Checks a dossier. Linear in its texts and quotations.
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

/// How the quotations of each source stand to its text.
fn quotations(dossier: &Dossier, findings: &mut Findings) {
    for (id, source) in dossier.sources().iter() {
        let standings = quoting::of_source(dossier, id);
        let without_text = standings.iter().filter(|(.., standing)| *standing == Standing::NoText).count();
        if without_text > 0 {
            add(findings, FindingKind::QuotedWithoutText, Severity::Note, Place::Source(id), || {
                let number =
                    if without_text == 1 { "a quotation".into() } else { format!("{without_text} quotations") };
                format!(
                    "{number} cannot be looked up, because the source {} has no text. Add the article to it",
                    quoted(name_of(source))
                )
            });
        }
        for (position, index, standing) in standings {
            if let Some(position) = dossier.position(position)
                && let Some(evidence) = position.evidence.get(index)
            {
                one(source, evidence, Place::Cell(position.cell()), &standing, findings);
            }
        }
    }
}

fn one(source: &Source, evidence: &Evidence, place: Place, standing: &Standing, findings: &mut Findings) {
    let (quote, name) = (|| quoted(&evidence.quote), || quoted(name_of(source)));
    let mut warn = |kind, message: &dyn Fn() -> String| add(findings, kind, Severity::Warning, place, message);
    if let (Standing::NotInText | Standing::Elsewhere { .. }, Some(start), Some(end)) =
        (standing, evidence.start, evidence.end)
    {
        warn(FindingKind::PlaceDisagrees, &|| match standing {
            Standing::Elsewhere { found, .. } => format!(
                "the quotation {} is said to stand at {start} to {end} of the source {}, but stands at {}. Correct start and end, or leave them out",
                quote(),
                name(),
                listed(found)
            ),
            _ => format!(
                "the quotation {} is said to stand at {start} to {end} of the source {}, which is no place with these words. Correct start and end, or leave them out",
                quote(),
                name()
            ),
        });
    }
    match (evidence.start, evidence.end) {
        (Some(start), None) => warn(FindingKind::PlaceDisagrees, &|| {
            format!("the quotation {} has a start ({start}) and no end. Give both, or leave both out", quote())
        }),
        (None, Some(end)) => warn(FindingKind::PlaceDisagrees, &|| {
            format!("the quotation {} has an end ({end}) and no start. Give both, or leave both out", quote())
        }),
        _ => {}
    }
    match standing {
        Standing::NotInText => warn(FindingKind::QuotationNotFound, &|| {
            format!(
                "the quotation {} is not in the text of the source {}. It is kept; compare it with the article",
                quote(),
                name()
            )
        }),
        Standing::Several { ranges, .. } => {
            add(findings, FindingKind::QuotationAmbiguous, Severity::Note, place, || {
                format!(
                    "the quotation {} stands in the source {} more than once, at {}. Choose which is meant",
                    quote(),
                    name(),
                    listed(ranges)
                )
            });
        }
        Standing::Found { range, typography: true } => {
            add(findings, FindingKind::QuotationTypography, Severity::Note, place, || {
                format!(
                    "the quotation {} stands at {} to {} of the source {} with other quotation marks, dashes, spaces or letter forms. Take over the spelling of the text",
                    quote(),
                    range.start,
                    range.end,
                    name()
                )
            });
        }
        Standing::Blank
        | Standing::NoText
        | Standing::Verbatim { .. }
        | Standing::Found { .. }
        | Standing::Elsewhere { .. } => {}
    }
}

/// The first few of these places, in words.
fn listed(ranges: &[Range<u32>]) -> String {
    let places: Vec<_> = ranges.iter().take(3).map(|range| format!("{} to {}", range.start, range.end)).collect();
    let more = if ranges.len() > places.len() { " and elsewhere" } else { "" };
    format!("{}{more}", places.join(", "))
}
