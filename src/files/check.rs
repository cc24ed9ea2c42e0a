//! What can be seen in a dossier alone: quotations that are not where they should be, names that could be one, sources
//! without a date.

use std::collections::HashMap;
use std::ops::Range;

use super::findings::{Finding, FindingKind, Findings, Severity};
use crate::model::names::folded;
use crate::model::quoting::{self, Standing};
use crate::model::shown::quoted;
use crate::model::{Dossier, Evidence, ItemId, PartyId, Place, PositionId, Source, SourceId};

/// Checks a dossier. Linear in its texts and quotations.
pub fn check(dossier: &Dossier) -> Findings {
    check_as_read(dossier, &|_| None).0
}

/// What a finding is about, to find its place in a file.
#[derive(Debug, Clone, Copy)]
pub(super) enum About<'a> {
    Source(SourceId),
    Party(PartyId),
    Item(ItemId),
    Quotation(PositionId, usize, &'a Evidence),
}

/// The same for a dossier that was just read: with each finding that is listed comes the byte of the file where `origin`
/// says that it stands.
pub(super) fn check_as_read(
    dossier: &Dossier,
    origin: &dyn Fn(About<'_>) -> Option<usize>,
) -> (Findings, Vec<Option<usize>>) {
    let mut check = Check { findings: Findings::default(), origins: Vec::new(), origin };
    check.similar_names(dossier);
    for (id, source) in dossier.sources().iter() {
        if source.published.is_none() && dossier.uses_of_source(id) > 0 {
            check.add(FindingKind::SourceWithoutDate, Severity::Note, Place::Source(id), About::Source(id), || {
                format!(
                    "the source {} has no date, so positions without a date of their own count as older than all others. Give it one",
                    quoted(name_of(source))
                )
            });
        }
    }
    check.quotations(dossier);
    (check.findings, check.origins)
}

/// What was found so far.
struct Check<'o> {
    findings: Findings,
    /// Of each listed finding.
    origins: Vec<Option<usize>>,
    origin: &'o dyn Fn(About<'_>) -> Option<usize>,
}

fn name_of(source: &Source) -> &str {
    if source.title.is_empty() { &source.id } else { &source.title }
}

impl Check<'_> {
    fn add(
        &mut self,
        kind: FindingKind,
        severity: Severity,
        place: Place,
        about: About<'_>,
        message: impl FnOnce() -> String,
    ) {
        let Self { findings, origins, origin } = self;
        findings.add(kind, || {
            origins.push(origin(about));
            let quotation = match about {
                About::Quotation(id, number, _) => Some((id, number)),
                _ => None,
            };
            Finding { kind, severity, message: message(), line_column: None, place: Some(place), quotation }
        });
    }

    fn similar_names(&mut self, dossier: &Dossier) {
        let mut seen = HashMap::new();
        for (id, party) in dossier.parties().iter() {
            if let Some(first) = seen.insert(folded(&party.name), party.name.clone()) {
                self.add(FindingKind::SimilarNames, Severity::Warning, Place::Party(id), About::Party(id), || {
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
                self.add(FindingKind::SimilarNames, Severity::Warning, Place::Item(id), About::Item(id), || {
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
    fn quotations(&mut self, dossier: &Dossier) {
        for (id, source) in dossier.sources().iter() {
            let standings = quoting::of_source(dossier, id);
            let without_text = standings.iter().filter(|(.., standing)| *standing == Standing::NoText).count();
            if without_text > 0 {
                self.add(FindingKind::QuotedWithoutText, Severity::Note, Place::Source(id), About::Source(id), || {
                    let number =
                        if without_text == 1 { "a quotation".into() } else { format!("{without_text} quotations") };
                    format!(
                        "{number} cannot be looked up, because the source {} has no text. Add the article to it",
                        quoted(name_of(source))
                    )
                });
            }
            for (id, index, standing) in standings {
                if let Some(position) = dossier.position(id)
                    && let Some(evidence) = position.evidence.get(index)
                {
                    let about = (Place::Cell(position.cell()), About::Quotation(id, index, evidence));
                    self.one(source, evidence, about, &standing);
                }
            }
        }
    }

    fn one(&mut self, source: &Source, evidence: &Evidence, (place, about): (Place, About<'_>), standing: &Standing) {
        let (quote, name) = (|| quoted(&evidence.quote), || quoted(name_of(source)));
        let mut warn = |kind, message: &dyn Fn() -> String| self.add(kind, Severity::Warning, place, about, message);
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
                self.add(FindingKind::QuotationAmbiguous, Severity::Note, place, about, || {
                    format!(
                        "the quotation {} stands in the source {} more than once, at {}. Choose which is meant",
                        quote(),
                        name(),
                        listed(ranges)
                    )
                });
            }
            Standing::Found { range, typography: true } => {
                self.add(FindingKind::QuotationTypography, Severity::Note, place, about, || {
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
}

/// The first few of these places, in words.
fn listed(ranges: &[Range<u32>]) -> String {
    let places: Vec<_> = ranges.iter().take(3).map(|range| format!("{} to {}", range.start, range.end)).collect();
    let more = if ranges.len() > places.len() { " and elsewhere" } else { "" };
    format!("{}{more}", places.join(", "))
}
