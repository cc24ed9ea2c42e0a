//! The texts of a dossier as they are compared, one behind the other in memory.
//!
//! Comparing sign by sign is slow, and going from record to record is slower. What was copied once is looked through as
//! bytes; at a record itself only has to be looked where a match is listed. That costs as much memory as the texts, so it
//! lasts as long as somebody looks for something.

use super::compared::{Compared, Copier};
use super::fold::Folding;
use super::needle::Exactness;
use super::spot::{Field, OF_SOURCE, of_source};
use crate::model::{Dossier, Key as _, Position, PositionId, SourceId, Text, Touched};

/// So many positions are looked at together.
pub(super) const BLOCK: usize = 128;

/// What copying a text costs besides its bytes, in bytes.
const PER_TEXT: usize = 20;

/// What was copied so far of the texts of one state of a dossier.
#[derive(Debug, Default)]
pub struct Copies {
    folding: Option<Folding>,
    /// By number of the source.
    sources: Vec<Option<Compared>>,
    /// By number of the block.
    blocks: Vec<Option<Compared>>,
    /// Up to where nothing is missing: sources, then blocks.
    ready: usize,
    copier: Copier,
}

impl Copies {
    /// Forgets the texts that an edit changed.
    pub fn follow(&mut self, touched: &Touched) {
        if touched.everything {
            *self = Self::default();
        }
        let forget = |copies: &mut Vec<Option<Compared>>, number: usize| {
            copies.get_mut(number).map(Option::take);
        };
        touched.sources.iter().for_each(|id| forget(&mut self.sources, id.index()));
        touched.positions.iter().for_each(|id| forget(&mut self.blocks, id.index() / BLOCK));
        self.ready = 0;
    }

    /// Copies ahead of the first search, about so many bytes. True while there is more to copy.
    pub fn prepare(&mut self, dossier: &Dossier, exactness: Exactness, budget: usize) -> bool {
        let Some(folding) = exactness.folding() else { return false };
        let sources = dossier.sources().slots();
        let blocks = dossier.next_position().index().div_ceil(BLOCK);
        let mut left = budget;
        self.begin(folding);
        while self.ready < sources + blocks {
            if left == 0 {
                return true;
            }
            match self.ready.checked_sub(sources) {
                None => drop(self.source(dossier, SourceId::from_index(self.ready), folding, &mut left)),
                Some(block) => drop(self.block(dossier, block, folding, &mut left)),
            }
            self.ready += 1;
        }
        false
    }

    /// From now on they are compared like this.
    fn begin(&mut self, folding: Folding) {
        if self.folding != Some(folding) {
            *self = Self { folding: Some(folding), ..Self::default() };
        }
    }

    /// The texts of a source.
    pub(super) fn source(&mut self, dossier: &Dossier, id: SourceId, folding: Folding, left: &mut usize) -> &Compared {
        self.begin(folding);
        kept(&mut self.sources, id.index(), &mut self.copier, left, |copy| {
            if let Some(source) = dossier.sources().get(id) {
                for field in OF_SOURCE {
                    copy.push(of_source(source, field), folding);
                }
            }
            0
        })
    }

    /// The texts of the positions of a block.
    pub(super) fn block(&mut self, dossier: &Dossier, number: usize, folding: Folding, left: &mut usize) -> &Compared {
        self.begin(folding);
        kept(&mut self.blocks, number, &mut self.copier, left, |copy| {
            let mut texts = 0;
            for (_, position) in positions_of(dossier, number) {
                each_text(position, |_, text| {
                    copy.push(text, folding);
                    texts += 1;
                });
            }
            texts * PER_TEXT
        })
    }
}

fn kept<'a>(
    copies: &'a mut Vec<Option<Compared>>,
    number: usize,
    copier: &mut Copier,
    left: &mut usize,
    copy: impl FnOnce(&mut Copier) -> usize,
) -> &'a Compared {
    if copies.len() <= number {
        copies.resize_with(number + 1, || None);
    }
    copies[number].get_or_insert_with(|| {
        let cost = copy(copier);
        let compared = copier.take();
        *left = left.saturating_sub(compared.len() + cost);
        compared
    })
}

/// The positions of a block.
pub(super) fn positions_of(dossier: &Dossier, number: usize) -> impl Iterator<Item = (PositionId, &Position)> {
    let from = number * BLOCK;
    let ids = (from..(from + BLOCK).min(dossier.next_position().index())).map(PositionId::from_index);
    ids.filter_map(|id| Some((id, dossier.position(id)?)))
}

/// Hands over every text of a position that is not empty.
pub(super) fn each_text<'a>(position: &'a Position, mut look: impl FnMut(Field, &'a Text)) {
    let mut look = |field: Field, text: &'a Text| {
        if !text.is_empty() {
            look(field, text);
        }
    };
    look(Field::Wording, &position.wording);
    for (number, condition) in (0..).zip(&position.conditions) {
        look(Field::Condition(number), &condition.text);
    }
    for (number, evidence) in (0..).zip(&position.evidence) {
        look(Field::Quotation(number), &evidence.quote);
        look(Field::Speaker(number), &evidence.speaker);
    }
    if let Some(discount) = &position.discount {
        look(Field::Reason, &discount.reason);
    }
    look(Field::Note, &position.note);
}
