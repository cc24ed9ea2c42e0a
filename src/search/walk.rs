//! A search through everything that a dossier holds, in slices.

use std::ops::Range;

use super::blocks::{BLOCK, Blocks, Stretch, positions_of};
use super::classes::Classes;
use super::needle::{Needle, Scan};
use super::spot::{Field, OF_SOURCE, Owner, Spot, of_source};
use crate::model::{Dossier, Key as _, Position, Text};

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
    blocks: Blocks,
    /// Room for the texts of a run, kept from one to the next.
    run: Vec<(Range<u32>, Spot)>,
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

/// What looking at a text costs besides its bytes, and what a match does, in bytes.
const PER_TEXT: usize = 40;
const PER_HIT: usize = 200;

/// So much of an article is looked at before it is asked whether the slice is over.
const PIECE: usize = 1 << 18;

impl Search {
    /// Begins to look. Of what is found, this many are kept; all are counted.
    pub fn new(needle: Needle, most: usize) -> Self {
        let stage = Stage::Sources(0, 0, Scan::default());
        Self { needle, stage, most, hits: Vec::new(), total: 0, blocks: Blocks::default(), run: Vec::new() }
    }

    /// Begins to look for something else in the same state of the same dossier. What was learnt about where its texts
    /// lie is of use again.
    #[must_use]
    pub fn again(self, needle: Needle, most: usize) -> Self {
        Self { blocks: self.blocks, ..Self::new(needle, most) }
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

    /// Goes on through about so many bytes of text.
    pub fn advance(&mut self, dossier: &Dossier, budget: usize) {
        let mut left = budget;
        while !self.is_done() && left > 0 {
            self.stage = match self.stage {
                Stage::Sources(number, field, scan) => self.source(dossier, number, field, scan, &mut left),
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
                    self.block(dossier, number / BLOCK, &mut left);
                    Stage::Positions((number / BLOCK + 1) * BLOCK)
                }
                Stage::Positions(_) | Stage::Done => Stage::Done,
            };
        }
    }

    fn source(&mut self, dossier: &Dossier, number: usize, field: usize, scan: Scan, left: &mut usize) -> Stage {
        let Some(&id) = dossier.sources().keys().get(number) else { return Stage::Head };
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
        if let Some(stretches) = self.blocks.known(number)
            && stretches.iter().all(|stretch| self.needle.is_absent(&stretch.all, stretch.classes))
        {
            *left = left.saturating_sub(stretches.iter().map(|stretch| stretch.all.len() + PER_TEXT).sum());
            return;
        }
        let mut run = Run { block: number, ends: None, texts: std::mem::take(&mut self.run), number: 0 };
        for id in positions_of(dossier, number) {
            let Some(position) = dossier.position(id) else { continue };
            each_text(position, |field, text| {
                if run.is_broken_by(text) {
                    self.look_at_all(&mut run, left);
                }
                run.push(Spot { owner: Owner::Position(id), field }, text);
            });
            *left = left.saturating_sub(PER_TEXT);
        }
        self.look_at_all(&mut run, left);
        self.run = run.texts;
        if self.blocks.known(number).is_none() {
            self.blocks.end();
        }
    }

    /// Looks at the texts of a run and empties it.
    fn look_at_all(&mut self, run: &mut Run<'_>, left: &mut usize) {
        let Some((first, last)) = run.ends.take() else { return };
        let Some(all) = first.through(last) else { return };
        let known = self.blocks.known(run.block).and_then(|stretches| stretches.get(run.number));
        let classes = known.map_or_else(|| Classes::of_text(&all), |stretch| stretch.classes);
        let (before, len, is_known) = (self.total, all.len(), known.is_some());
        let Self { needle, hits, total, most, .. } = self;
        needle.sweep(first.in_buffer().0, classes, &run.texts, |spot, range| {
            *total += 1;
            if hits.len() < *most {
                hits.push(Hit::new(spot, &range));
            }
        });
        if !is_known {
            self.blocks.add(Stretch { all, classes });
        }
        *left = left.saturating_sub(len + PER_HIT * (self.total - before));
        run.texts.clear();
        run.number += 1;
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

/// Texts of a block that stand one behind the other in one buffer, as they do after a file was read. Looking through
/// them at once saves what beginning with each would cost.
struct Run<'a> {
    block: usize,
    /// Which run of the block it is.
    number: usize,
    /// The first and the last text.
    ends: Option<(&'a Text, &'a Text)>,
    texts: Vec<(Range<u32>, Spot)>,
}

impl<'a> Run<'a> {
    /// True when a text does not go on from here.
    fn is_broken_by(&self, text: &Text) -> bool {
        let Some((_, last)) = self.ends else { return false };
        let ((buffer, before), (other, range)) = (last.in_buffer(), text.in_buffer());
        let follows = range.start >= before.end && range.start - before.end < GAP;
        !std::ptr::eq(buffer, other) || !follows
    }

    fn push(&mut self, spot: Spot, text: &'a Text) {
        self.ends = Some((self.ends.map_or(text, |(first, _)| first), text));
        self.texts.push((text.in_buffer().1, spot));
    }
}

/// At most so many bytes lie between two texts of a run.
const GAP: u32 = 400;

/// Hands over every text of a position that is not empty.
fn each_text<'a>(position: &'a Position, mut look: impl FnMut(Field, &'a Text)) {
    let mut look = |field: Field, text: &'a Text| {
        if !text.is_empty() {
            look(field, text);
        }
    };
    look(Field::Wording, &position.wording);
    for (number, condition) in numbered(position.conditions.len()).zip(&position.conditions) {
        look(Field::Condition(number), &condition.text);
    }
    for (number, evidence) in numbered(position.evidence.len()).zip(&position.evidence) {
        look(Field::Quotation(number), &evidence.quote);
        look(Field::Speaker(number), &evidence.speaker);
    }
    if let Some(discount) = &position.discount {
        look(Field::Reason, &discount.reason);
    }
    look(Field::Note, &position.note);
}

fn numbered(len: usize) -> impl Iterator<Item = u32> {
    0..u32::try_from(len).unwrap_or(u32::MAX)
}
