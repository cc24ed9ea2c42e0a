//! A search through everything that a dossier holds, in slices.

use std::ops::Range;

use super::copies::{BLOCK, Copies, each_text, positions_of};
use super::needle::{Needle, Scan};
use super::spot::{Field, OF_SOURCE, Owner, Spot, of_source};
use crate::model::{Dossier, Key as _, SourceId};

/// A place where what is looked for stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The text.
    pub spot: Spot,
    /// Where in it, in bytes.
    pub range: Range<u32>,
}

impl Hit {
    fn new(spot: Spot, range: &Range<usize>) -> Self {
        // No text is longer than 4 GiB.
        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Self { spot, range: at(range.start)..at(range.end) }
    }
}

/// A search under way: first the articles, which everything comes from, then the names, then every position in the
/// order in which they lie in memory. It speaks of one state of the dossier; after a change it begins anew.
#[derive(Debug)]
pub struct Search {
    needle: Needle,
    stage: Stage,
    most: usize,
    hits: Vec<Hit>,
    total: usize,
}

/// What is looked at next.
#[derive(Debug, Clone, Copy)]
enum Stage {
    /// This field of the source of this number, from there on.
    Sources(usize, usize, Scan),
    /// The dossier's own title and note.
    Head,
    /// The party of this number.
    Parties(usize),
    /// The item of this number.
    Items(usize),
    /// The position under the key of this number.
    Positions(usize),
    /// Nothing.
    Done,
}

/// What is copied and counted at once.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// A source.
    Source(SourceId),
    /// The positions of the block of this number.
    Block(usize),
}

/// What looking at a text costs besides its bytes, and what a match does, in bytes.
const PER_TEXT: usize = 40;
const PER_HIT: usize = 200;

/// Of a copied text so many bytes are looked at as fast as one of another; and what is counted there costs less, too.
const COPIED: usize = 16;
const PER_COPIED_HIT: usize = 12;

/// So much of an article is looked at before it is asked whether the slice is over.
const PIECE: usize = 1 << 18;

impl Search {
    /// Begins to look. Of what is found, this many are kept; all are counted.
    pub fn new(needle: Needle, most: usize) -> Self {
        let stage = Stage::Sources(0, 0, Scan::default());
        Self { needle, stage, most, hits: Vec::new(), total: 0 }
    }

    /// What is looked for.
    pub fn needle(&self) -> &Needle {
        &self.needle
    }

    /// What was found so far, or the first of it.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// How many times it was found so far.
    pub fn total(&self) -> usize {
        self.total
    }

    /// True when everything was looked at.
    pub fn is_done(&self) -> bool {
        matches!(self.stage, Stage::Done)
    }

    /// Goes on through about so many bytes of text. What has to be copied for it is of use for later searches, too.
    pub fn advance(&mut self, dossier: &Dossier, copies: &mut Copies, budget: usize) {
        let mut left = budget;
        while !self.is_done() && left > 0 {
            self.stage = match self.stage {
                Stage::Sources(number, field, scan) => match dossier.sources().keys().get(number) {
                    Some(&id) => {
                        let is_new = (field, scan) == (0, Scan::default());
                        if is_new && self.is_counted(Part::Source(id), dossier, copies, &mut left) {
                            Stage::Sources(number + 1, 0, Scan::default())
                        } else {
                            self.source(dossier, (number, id), field, scan, &mut left)
                        }
                    }
                    None => Stage::Head,
                },
                Stage::Head => {
                    for field in [Field::Title, Field::Note] {
                        self.spot(dossier, Owner::Dossier, field, &mut left);
                    }
                    Stage::Parties(0)
                }
                Stage::Parties(number) => match dossier.parties().keys().get(number) {
                    Some(&id) => {
                        let aliases = dossier.parties().get(id).map_or(0, |party| party.aliases.len());
                        let fields = [Field::Title].into_iter().chain(numbered(aliases).map(Field::Alias));
                        for field in fields.chain([Field::Note]) {
                            self.spot(dossier, Owner::Party(id), field, &mut left);
                        }
                        Stage::Parties(number + 1)
                    }
                    None => Stage::Items(0),
                },
                Stage::Items(number) => match dossier.items().keys().get(number) {
                    Some(&id) => {
                        for field in [Field::Title, Field::Topic, Field::Note] {
                            self.spot(dossier, Owner::Item(id), field, &mut left);
                        }
                        Stage::Items(number + 1)
                    }
                    None => Stage::Positions(0),
                },
                Stage::Positions(number) if number < dossier.next_position().index() => {
                    let block = number / BLOCK;
                    if !self.is_counted(Part::Block(block), dossier, copies, &mut left) {
                        self.block(dossier, block, &mut left);
                    }
                    Stage::Positions((block + 1) * BLOCK)
                }
                Stage::Positions(_) | Stage::Done => Stage::Done,
            };
        }
    }

    /// Looks at the copy of a part. True when it need not be looked at itself: it is not there, or enough is listed.
    fn is_counted(&mut self, part: Part, dossier: &Dossier, copies: &mut Copies, left: &mut usize) -> bool {
        let Some((words, folding)) = self.needle.copied() else { return false };
        let copy = match part {
            Part::Source(id) => copies.source(dossier, id, folding, left),
            Part::Block(number) => copies.block(dossier, number, folding, left),
        };
        let count = copy.count(words);
        *left = left.saturating_sub(1 + copy.len() / COPIED + PER_COPIED_HIT * count);
        let is_enough = count == 0 || self.hits.len() >= self.most;
        self.total += if is_enough { count } else { 0 };
        is_enough
    }

    /// Looks at a piece of a source.
    fn source(
        &mut self,
        dossier: &Dossier,
        (number, id): (usize, SourceId),
        field: usize,
        scan: Scan,
        left: &mut usize,
    ) -> Stage {
        let found = dossier.sources().get(id).zip(OF_SOURCE.get(field));
        let Some((source, &name)) = found else { return Stage::Sources(number + 1, 0, Scan::default()) };
        let text = of_source(source, name);
        let mut scan = scan;
        let mut until = scan.done().saturating_add(PIECE).min(text.len());
        while !text.is_char_boundary(until) {
            until += 1;
        }
        self.look(Spot { owner: Owner::Source(id), field: name }, text, &mut scan, until, left);
        if scan.done() < text.len() {
            Stage::Sources(number, field, scan)
        } else {
            Stage::Sources(number, field + 1, Scan::default())
        }
    }

    /// Looks at the positions of a block.
    fn block(&mut self, dossier: &Dossier, number: usize, left: &mut usize) {
        for (id, position) in positions_of(dossier, number) {
            each_text(position, |field, text| {
                let spot = Spot { owner: Owner::Position(id), field };
                self.look(spot, text, &mut Scan::default(), text.len(), left);
            });
        }
    }

    fn spot(&mut self, dossier: &Dossier, owner: Owner, field: Field, left: &mut usize) {
        let spot = Spot { owner, field };
        if let Some(text) = spot.text(dossier) {
            self.look(spot, text, &mut Scan::default(), text.len(), left);
        }
    }

    fn look(&mut self, spot: Spot, text: &str, scan: &mut Scan, until: usize, left: &mut usize) {
        let Self { needle, hits, total, most, .. } = self;
        let (from, before) = (scan.done(), *total);
        needle.scan(text, scan, until, |range| {
            *total += 1;
            if hits.len() < *most {
                hits.push(Hit::new(spot, &range));
            }
        });
        *left = left.saturating_sub(scan.done() - from + PER_TEXT + PER_HIT * (*total - before));
    }
}

fn numbered(len: usize) -> impl Iterator<Item = u32> {
    0..u32::try_from(len).unwrap_or(u32::MAX)
}
