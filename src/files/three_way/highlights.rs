//! Highlighters of three versions: each is known by its name.

use super::ThreeWayReport;
use super::values::{Pick, pick};
use crate::files::findings::FindingKind;
use crate::files::unite::meeting::Meeting;
use crate::model::shown::quoted;
use crate::model::{Dossier, Edit, Highlight, Highlights, Place, Text};

/// Brings in what the other side did to the highlighters.
pub(super) fn merge([base, ours, theirs]: [&Dossier; 3], edits: &mut Vec<Edit>, report: &mut ThreeWayReport) {
    let [base, ours, theirs] = [base, ours, theirs].map(Dossier::highlights);
    let merged = match pick(base, ours, theirs) {
        Pick::Ours => return,
        Pick::Theirs => theirs.clone(),
        Pick::Both => {
            let mut meeting = Meeting::new("The highlighters".to_owned(), Place::Dossier, &mut report.findings);
            Highlights {
                terms: terms([&base.terms, &ours.terms, &theirs.terms], &mut meeting),
                unread: unread([&base.unread, &ours.unread, &theirs.unread]),
            }
        }
    };
    if merged != *ours {
        edits.push(Edit::Highlights(Box::new(merged)));
        report.taken.highlights = true;
    }
}

fn of_name<'a>(list: &'a [Highlight], one: &Highlight) -> Option<&'a Highlight> {
    list.iter().find(|other| other.title() == one.title())
}

/// Ours in their order, without what the other side took away, then what it added.
fn terms([base, ours, theirs]: [&[Highlight]; 3], meeting: &mut Meeting<'_>) -> Vec<Highlight> {
    let mut merged = Vec::new();
    for here in ours {
        let (before, there) = (of_name(base, here), of_name(theirs, here));
        match (before, there) {
            (Some(before), None) if before == here => {}
            (_, Some(there)) if before == Some(here) => merged.push(there.clone()),
            (_, Some(there)) if before != Some(there) && there != here => {
                let words = format!(
                    "The highlighter {} is another in the other file: it looks there for {}. Ours stays.",
                    quoted(here.title()),
                    quoted(&there.pattern)
                );
                meeting.report(FindingKind::Differs, words);
                merged.push(here.clone());
            }
            _ => merged.push(here.clone()),
        }
    }
    // What is not here is new there, or was changed there and taken away here.
    let is_missing = |there: &&Highlight| of_name(ours, there).is_none() && of_name(base, there) != Some(*there);
    merged.extend(theirs.iter().filter(is_missing).cloned());
    merged
}

/// Records that could not be read: ours without what the other side took away, then what it added.
fn unread([base, ours, theirs]: [&[Text]; 3]) -> Vec<Text> {
    let stays = |json: &&Text| theirs.contains(json) || !base.contains(json);
    let is_new = |json: &&Text| !ours.contains(json) && !base.contains(json);
    ours.iter().filter(stays).chain(theirs.iter().filter(is_new)).cloned().collect()
}
