//! Search through everything: articles, names, wordings, conditions, quotations, notes. What was found stands in a list
//! by source and by cell, and every line of it leads to its place.

mod lines;
mod panel;
mod words;

pub(super) use panel::ui;

use lines::Lines;

use super::OpenDossier;
use super::command::Command;
use crate::model::{Dossier, Place, Touched};
use crate::search::{BadPattern, Copies, Exactness, Field, Hit, Needle, Owner, Search};

/// So many places are listed; the others are counted.
const SHOWN: usize = 10_000;

/// About so many bytes of text are copied or looked through in one frame; of what is copied already, far more.
const SLICE: usize = 2 << 20;

/// So many earlier searches are remembered while the program runs.
const REMEMBERED: usize = 12;

/// The search and what it found.
#[derive(Debug, Default)]
pub struct SearchState {
    /// The panel is shown.
    pub is_open: bool,
    /// The field takes the keyboard at the next frame.
    pub wants_focus: bool,
    /// The words.
    pub query: String,
    /// How they are looked for.
    pub exactness: Exactness,
    /// What was looked for before, the last one first.
    earlier: Vec<(String, Exactness)>,
    /// Texts of the dossier as it was at this revision.
    copies: (u64, Copies),
    run: Option<Run>,
    words: Option<words::Words>,
    /// The number of the place that the person is at, as listed.
    chosen: Option<usize>,
    /// The list moves so that it can be seen.
    reveals: bool,
}

/// A search under way, or done.
#[derive(Debug)]
struct Run {
    made_for: Key,
    search: Result<Option<Search>, BadPattern>,
    lines: Lines,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Key {
    query: String,
    exactness: Exactness,
    revision: u64,
}

impl SearchState {
    /// Forgets what belonged to the last dossier.
    pub fn for_new_dossier(&mut self) {
        *self = Self { earlier: std::mem::take(&mut self.earlier), exactness: self.exactness, ..Self::default() };
    }

    /// Forgets what was found; it is looked for again.
    pub fn begin_anew(&mut self) {
        self.run = None;
        self.words = None;
    }

    /// Closes the panel. What was found and what was copied for it is given back.
    pub fn close(&mut self) {
        self.is_open = false;
        (self.run, self.copies) = (None, <(u64, Copies)>::default());
    }

    /// An edit brought the dossier to this revision. Only what it changed is copied again.
    pub fn follow(&mut self, touched: &Touched, revision: u64) {
        let (before, copies) = &mut self.copies;
        if *before + 1 == revision {
            copies.follow(touched);
            *before = revision;
        }
    }

    /// Goes on looking for about one slice. True when there is more to look at.
    pub fn advance(&mut self, open: &OpenDossier<'_>) -> bool {
        if !self.is_open {
            return false;
        }
        if self.copies.0 != open.revision {
            self.copies = (open.revision, Copies::default());
        }
        let copies = &mut self.copies.1;
        let is_current = |run: &Run| {
            let Key { query, exactness, revision } = &run.made_for;
            *query == self.query && *exactness == self.exactness && *revision == open.revision
        };
        if !self.run.as_ref().is_some_and(is_current) {
            let made_for = Key { query: self.query.clone(), exactness: self.exactness, revision: open.revision };
            let is_same =
                |run: &Run| run.made_for.query == made_for.query && run.made_for.exactness == made_for.exactness;
            if !self.run.as_ref().is_some_and(is_same) {
                self.chosen = None;
            }
            let search = Needle::read(&self.query, self.exactness);
            let search = search.map(|needle| needle.map(|needle| Search::new(needle, SHOWN)));
            self.run = Some(Run { made_for, search, lines: Lines::new(open.dossier) });
        }
        let Some(Run { search: Ok(Some(search)), lines, .. }) = &mut self.run else {
            // While nothing is typed yet.
            return copies.prepare(open.dossier, self.exactness, SLICE);
        };
        if search.is_done() {
            return false;
        }
        search.advance(open.dossier, copies, SLICE);
        let chosen = self.chosen.and_then(|number| lines.hit(search, number).cloned());
        lines.update(open.dossier, search);
        // What comes before the chosen one may have been found after it.
        self.chosen = chosen.and_then(|hit| lines.number_of(search, &hit));
        !search.is_done()
    }

    fn found(&self) -> Option<(&Search, &Lines)> {
        match &self.run {
            Some(Run { search: Ok(Some(search)), lines, .. }) => Some((search, lines)),
            _ => None,
        }
    }

    /// What is wrong with the regular expression.
    fn complaint(&self) -> Option<&BadPattern> {
        self.run.as_ref().and_then(|run| run.search.as_ref().err())
    }

    /// Goes to the next place, or to the one before; behind the last comes the first. What leads there.
    pub fn step(&mut self, dossier: &Dossier, is_back: bool) -> Option<Command> {
        let count = self.found().map_or(0, |(_, lines)| lines.hits());
        let last = count.checked_sub(1)?;
        self.chosen = Some(match (self.chosen, is_back) {
            (None, false) => 0,
            (None | Some(0), true) => last,
            (Some(number), true) => number - 1,
            (Some(number), false) if number >= last => 0,
            (Some(number), false) => number + 1,
        });
        self.go(dossier)
    }

    /// Moves through the list without going anywhere.
    fn choose(&mut self, by: isize) {
        let Some(last) = self.found().and_then(|(_, lines)| lines.hits().checked_sub(1)) else { return };
        let next = self.chosen.map_or(if by > 0 { 0 } else { last }, |number| number.saturating_add_signed(by));
        self.chosen = Some(next.min(last));
        self.reveals = true;
    }

    /// What leads to the chosen place, or to the first one.
    fn go(&mut self, dossier: &Dossier) -> Option<Command> {
        let number = self.chosen.unwrap_or(0);
        let command = self.found().and_then(|(search, lines)| way(dossier, lines.hit(search, number)?))?;
        self.chosen = Some(number);
        self.reveals = true;
        self.remember();
        Some(command)
    }

    fn remember(&mut self) {
        let entry = (self.query.trim().to_owned(), self.exactness);
        if !entry.0.is_empty() {
            self.earlier.retain(|other| other.0 != entry.0);
            self.earlier.insert(0, entry);
            self.earlier.truncate(REMEMBERED);
        }
    }
}

/// What leads to a place: an article is opened there, of a position its cell is selected.
fn way(dossier: &Dossier, hit: &Hit) -> Option<Command> {
    Some(match (hit.spot.owner, hit.spot.field) {
        (Owner::Source(source), Field::Article) => {
            let text = hit.spot.text(dossier)?;
            let scalars = |byte: u32| {
                let count = text.get(..byte as usize).map_or(0, |before| before.chars().count());
                u32::try_from(count).unwrap_or(u32::MAX)
            };
            Command::ShowText { source, range: scalars(hit.range.start)..scalars(hit.range.end) }
        }
        (Owner::Position(id), _) => Command::SelectPosition(id),
        _ => Command::Select(hit.spot.place(dossier).filter(|place| *place != Place::Dossier)),
    })
}
