//! Findings: what reading, uniting and checking have to say, each with its place and how to mend it.

use std::collections::BTreeMap;

use crate::model::{Place, PositionId};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something did not get into the comparison.
    KeptOut,
    /// Something was read in a way that a person should look at.
    Warning,
    /// Worth knowing.
    Note,
}

/// What a finding is about; of each kind only the first are listed in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// A record that could not be read was set aside.
    SetAside,
    /// A field that could not be read was kept as it stands and not used.
    Unread,
    /// A party, item or source was named but not declared.
    Undeclared,
    /// Two records had the same id.
    DuplicateId,
    /// Two names differ only by case, white space or Unicode normal form.
    SimilarNames,
    /// A quotation does not stand in the text of its source.
    QuotationNotFound,
    /// A quotation without a place stands in the text several times.
    QuotationAmbiguous,
    /// A quotation stands in the text only with other typography.
    QuotationTypography,
    /// A source is quoted and has no text.
    QuotedWithoutText,
    /// The place of a quotation lies outside the text, holds other words, or lacks one of its ends.
    PlaceDisagrees,
    /// A source has no date.
    SourceWithoutDate,
    /// Something is given twice.
    GivenTwice,
    /// Two files say something different of the same thing.
    Differs,
    /// The file was made by a newer program.
    Newer,
}

impl FindingKind {
    /// True for what can be seen in a dossier alone and is therefore found again by every check.
    pub fn is_of_check(self) -> bool {
        match self {
            Self::SimilarNames
            | Self::QuotationNotFound
            | Self::QuotationAmbiguous
            | Self::QuotationTypography
            | Self::QuotedWithoutText
            | Self::PlaceDisagrees
            | Self::SourceWithoutDate => true,
            Self::SetAside
            | Self::Unread
            | Self::Undeclared
            | Self::DuplicateId
            | Self::GivenTwice
            | Self::Differs
            | Self::Newer => false,
        }
    }
}

/// One thing that reading, uniting or checking found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub kind: FindingKind,
    /// How much it matters.
    pub severity: Severity,
    /// What was found, what it means and how to mend it.
    pub message: String,
    /// Where it stands in the file: line and column, from one; columns count Unicode scalar values.
    pub line_column: Option<(usize, usize)>,
    /// Where it shows in the dossier.
    pub place: Option<Place>,
    /// The quotation that it is about: its position, and its number among what that rests on.
    pub quotation: Option<(PositionId, usize)>,
}

/// At most so many findings of one kind are listed; the others are counted.
const LISTED_PER_KIND: usize = 1_000;

/// Findings in the order in which they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// The findings that are listed.
    pub list: Vec<Finding>,
    /// How many more there were of a kind.
    pub omitted: Vec<(FindingKind, usize)>,
    listed: BTreeMap<FindingKind, usize>,
}

impl Findings {
    /// Adds a finding. Beyond the first thousand of a kind `make` is not even called.
    pub fn add(&mut self, kind: FindingKind, make: impl FnOnce() -> Finding) {
        let listed = self.listed.entry(kind).or_default();
        if *listed < LISTED_PER_KIND {
            *listed += 1;
            self.list.push(make());
            return;
        }
        match self.omitted.iter_mut().find(|(of, _)| *of == kind) {
            Some((_, number)) => *number += 1,
            None => self.omitted.push((kind, 1)),
        }
    }

    /// Puts the findings of a new check in the place of those of the last one; what reading and uniting found stays.
    pub fn replace_check(&mut self, checked: Self) {
        self.list.retain(|finding| !finding.kind.is_of_check());
        self.omitted.retain(|(kind, _)| !kind.is_of_check());
        self.listed.retain(|kind, _| !kind.is_of_check());
        self.append(checked);
    }

    /// Adds all findings of another list.
    pub fn append(&mut self, other: Self) {
        self.list.extend(other.list);
        for (kind, listed) in other.listed {
            *self.listed.entry(kind).or_default() += listed;
        }
        for (kind, more) in other.omitted {
            match self.omitted.iter_mut().find(|(of, _)| *of == kind) {
                Some((_, number)) => *number += more,
                None => self.omitted.push((kind, more)),
            }
        }
    }

    /// The same findings without their places: those of another dossier mean nothing in this one.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        self.list.iter_mut().for_each(|finding| finding.place = None);
        self
    }

    /// How many there are, listed or not.
    pub fn len(&self) -> usize {
        self.list.len() + self.omitted.iter().map(|(_, more)| more).sum::<usize>()
    }

    /// True when nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// True when something did not get into the comparison.
    pub fn keeps_out(&self) -> bool {
        self.list.iter().any(|finding| finding.severity == Severity::KeptOut)
    }
}
