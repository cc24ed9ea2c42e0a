//! Two records about the same thing: ours stays, gaps are filled, and what differs is reported and kept in words.

use crate::files::fields::Fields;
use crate::files::{Finding, FindingKind, Findings, Severity};
use crate::model::shown::quoted;
use crate::model::{Extra, Place, Text};

/// How a line begins that keeps what the other file said.
const OTHER_FILE: &str = "Other file: ";

/// A record of ours meets one of theirs.
pub(in crate::files) struct Meeting<'f> {
    /// The record in words: `Party “Russia”`.
    pub(in crate::files) what: String,
    /// Where it shows.
    pub(in crate::files) place: Place,
    pub(in crate::files) findings: &'f mut Findings,
    /// What the other file says differently, a line each.
    pub(in crate::files) lines: Vec<String>,
}

impl<'f> Meeting<'f> {
    pub(in crate::files) fn new(what: String, place: Place, findings: &'f mut Findings) -> Self {
        Self { what, place, findings, lines: Vec::new() }
    }

    /// A text that each may have: an empty one of ours is filled.
    pub(in crate::files) fn text(&mut self, field: &str, ours: &mut Text, theirs: &Text) {
        if ours.is_empty() {
            *ours = theirs.clone();
        } else if !theirs.is_empty() && ours != theirs {
            self.differs(field, ours, theirs);
        }
    }

    /// Reports a value that differs and keeps theirs in words.
    pub(in crate::files) fn differs(&mut self, field: &str, ours: &str, theirs: &str) {
        let what = &self.what;
        let message = format!(
            "{what} has the {field} {} in the other file. Here {} stays; the other is kept in the note.",
            quoted(theirs),
            quoted(ours)
        );
        self.report(FindingKind::Differs, message);
        self.keep(&format!("{field} {theirs}"));
    }

    /// Keeps something that the other file says.
    pub(in crate::files) fn keep(&mut self, words: &str) {
        let words: Vec<&str> = words.split(['\n', '\r']).collect();
        self.lines.push(format!("{OTHER_FILE}{}", words.join(" ")));
    }

    /// Reports what both sides did differently.
    pub(in crate::files) fn conflict(&mut self, words: &str) {
        let message = format!("{}: {words}", self.what);
        self.report(FindingKind::Differs, message);
    }

    pub(in crate::files) fn report(&mut self, kind: FindingKind, message: String) {
        let place = Some(self.place);
        self.findings.add(kind, || Finding {
            kind,
            severity: Severity::Warning,
            message,
            line_column: None,
            place,
            quotation: None,
        });
    }

    /// Unknown fields: those that ours lacks are added. `skip` names one that is dealt with elsewhere.
    pub(in crate::files) fn extras(
        &mut self,
        record: &impl Fields,
        ours: &Extra,
        theirs: &Extra,
        skip: &str,
    ) -> Option<Extra> {
        let mut grown: Option<Extra> = None;
        for (name, value) in theirs.iter().filter(|(name, _)| *name != skip) {
            let what = &self.what;
            match ours.get(name) {
                Some(present) if present == value => {}
                Some(present) => {
                    let message = format!(
                        "{what} has another value in the field {} in the other file: {}. Here {} stays; the other value \
                         is only in the other file.",
                        quoted(name),
                        super::value(value),
                        super::value(present)
                    );
                    self.report(FindingKind::Differs, message);
                }
                None if record.has(name) => {
                    let message = format!(
                        "{what} has a value in the field {} in the other file that could not be read: {}. The value that \
                         is here stays.",
                        quoted(name),
                        super::value(value)
                    );
                    self.report(FindingKind::Differs, message);
                }
                None => {
                    let grown = grown.get_or_insert_with(|| ours.clone());
                    if grown.get(name).is_none() {
                        grown.push(name.clone(), value.clone());
                    }
                }
            }
        }
        grown
    }

    /// Joins their note to ours and adds what the other file says differently. None when ours stays as it is.
    pub(in crate::files) fn note(&self, ours: &Text, theirs: &Text) -> Option<Text> {
        let joined = joined_notes(ours, theirs);
        let mut note = joined.as_ref().unwrap_or(ours).to_string();
        let before = note.len();
        for line in &self.lines {
            if !holds_lines(&note, line) {
                append_line(&mut note, line);
            }
        }
        if note.len() > before { Some(Text::from(note)) } else { joined }
    }
}

/// Two notes as one; None when ours says everything already.
pub(in crate::files) fn joined_notes(ours: &Text, theirs: &Text) -> Option<Text> {
    if theirs.is_empty() || ours.contains(theirs.as_str()) {
        None
    } else if ours.is_empty() || holds_lines(theirs, ours) {
        Some(theirs.clone())
    } else {
        let mut note = ours.to_string();
        append_line(&mut note, theirs);
        Some(Text::from(note))
    }
}

fn append_line(note: &mut String, line: &str) {
    if !note.is_empty() && !note.ends_with('\n') {
        note.push('\n');
    }
    note.push_str(line);
}

/// True when `piece` stands in `note` as whole lines.
fn holds_lines(note: &str, piece: &str) -> bool {
    note.match_indices(piece).any(|(at, _)| {
        let (before, after) = (&note[..at], &note[at + piece.len()..]);
        (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(ours: &str, theirs: &str) -> Option<String> {
        joined_notes(&ours.into(), &theirs.into()).map(|note| note.to_string())
    }

    #[test]
    fn notes_are_joined_once() {
        // If this fails, notes grow with every union, or one of two analysts loses hers.
        assert_eq!(joined("", ""), None);
        assert_eq!(joined("a", ""), None);
        assert_eq!(joined("", "b").as_deref(), Some("b"));
        assert_eq!(joined("a", "b").as_deref(), Some("a\nb"));
        assert_eq!(joined("a\nb", "b"), None);
        assert_eq!(joined("b", "a\nb").as_deref(), Some("a\nb"));
        assert_eq!(joined("a\n", "b").as_deref(), Some("a\nb"));
    }

    #[test]
    fn a_longer_line_does_not_stand_for_a_shorter_one() {
        // If this fails, “title Truce” is taken for kept because “title Truce at sea” is.
        assert!(holds_lines("x\nOther file: title Truce\ny", "Other file: title Truce"));
        assert!(!holds_lines("Other file: title Truce at sea", "Other file: title Truce"));
    }
}
