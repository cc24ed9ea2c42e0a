//! Finding words anywhere in what the matrix shows: titles, names, wordings, conditions, notes.

use super::OpenDossier;
use super::arrange::Arrangement;
use crate::model::{Cell, Dossier, ItemId, Place, Position, PositionId};
use crate::search::{Exactness, Needle};

/// At most about so many texts are looked at in one frame.
const SLICE: usize = 200_000;

/// What is looked for, and what was found.
#[derive(Debug, Default)]
pub struct FindState {
    /// The bar is shown.
    pub is_open: bool,
    /// The field takes the keyboard at the next frame.
    pub wants_focus: bool,
    /// The words.
    pub query: String,
    /// How they are looked for.
    pub exactness: Exactness,
    /// The second line, with what shall stand in their place, is shown.
    pub replaces: bool,
    /// What shall stand in their place.
    pub by: String,
    found: Found,
}

/// The places found so far, and for what.
#[derive(Debug, Default)]
struct Found {
    made_for: Option<Key>,
    places: Vec<Place>,
    /// The number of the next item to look at; None once all were.
    next: Option<usize>,
}

#[derive(Debug, Clone, PartialEq)]
struct Key {
    query: String,
    exactness: Exactness,
    revision: u64,
    arrangement: u64,
}

impl FindState {
    /// Forgets what was found; it is looked for again.
    pub fn begin_anew(&mut self) {
        self.found = Found::default();
    }

    /// What is looked for; None when nothing is.
    pub fn needle(&self) -> Option<Needle> {
        if self.is_open { Needle::new(&self.query, self.exactness) } else { None }
    }

    /// Goes on looking, for about one slice. True when there is more to look at.
    pub fn advance(&mut self, open: &OpenDossier<'_>, arrangement: &Arrangement) -> bool {
        let Some(needle) = self.needle() else {
            self.found = Found::default();
            return false;
        };
        let key = Key {
            query: self.query.clone(),
            exactness: self.exactness,
            revision: open.revision,
            arrangement: arrangement.version(),
        };
        if self.found.made_for.as_ref() != Some(&key) {
            let places = arrangement.parties().iter().copied().filter(|id| {
                let party = open.dossier.parties().get(*id);
                party.is_some_and(|party| needle.is_in(&party.name) || needle.is_in(&party.note))
            });
            self.found = Found { made_for: Some(key), places: places.map(Place::Party).collect(), next: Some(0) };
        }
        let mut spent = 0;
        while let Some(number) = self.found.next {
            let Some(&item) = arrangement.items().get(number) else {
                self.found.next = None;
                break;
            };
            if spent > SLICE {
                return true;
            }
            spent += look_at(open.dossier, arrangement, &needle, item, &mut self.found.places);
            self.found.next = Some(number + 1);
        }
        false
    }

    /// Every place found so far, row by row.
    pub fn places(&self) -> &[Place] {
        &self.found.places
    }

    /// True once everything was looked at.
    pub fn is_complete(&self) -> bool {
        self.found.next.is_none()
    }

    /// The number of the place among those found.
    pub fn number_of(&self, place: Option<Place>) -> Option<usize> {
        self.found.places.iter().position(|found| Some(*found) == place)
    }

    /// The place found next after `from`, or before it; behind the last comes the first.
    pub fn next(&self, arrangement: &Arrangement, from: Option<Place>, is_back: bool) -> Option<Place> {
        let places = &self.found.places;
        let order = |place: Place| arrangement.row_column(place);
        let from = from.and_then(order);
        let found = if is_back {
            places.iter().rev().find(|place| from.is_some() && order(**place) < from).or(places.last())
        } else {
            places.iter().find(|place| from.is_none() || order(**place) > from).or(places.first())
        };
        found.copied()
    }
}

/// Looks at everything that stands in an item's row; gives back how many texts that were.
fn look_at(
    dossier: &Dossier,
    arrangement: &Arrangement,
    needle: &Needle,
    item: ItemId,
    places: &mut Vec<Place>,
) -> usize {
    let mut looked_at = 1;
    if dossier.items().get(item).is_some_and(|item| needle.is_in(&item.title) || needle.is_in(&item.note)) {
        places.push(Place::Item(item));
    }
    let mut in_row: Vec<_> = Vec::new();
    for (_, position) in dossier.row(item) {
        looked_at += 1;
        let party = position.party;
        if in_row.last().map(|(_, cell): &(usize, Cell)| cell.party) != Some(party) && says(position, needle) {
            in_row.extend(arrangement.place_of_party(party).map(|place| (place, Cell { item, party })));
        }
    }
    in_row.sort_unstable();
    places.extend(in_row.into_iter().map(|(_, cell)| Place::Cell(cell)));
    looked_at
}

fn says(position: &Position, needle: &Needle) -> bool {
    needle.is_in(&position.wording)
        || needle.is_in(&position.note)
        || position.conditions.iter().any(|condition| needle.is_in(&condition.text))
}

/// A wording that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// Whose wording it is.
    pub position: PositionId,
    /// Where it stands.
    pub cell: Cell,
    /// As it is.
    pub before: String,
    /// As it would be.
    pub after: String,
    /// The person wants it.
    pub is_wanted: bool,
}

/// Every wording shown that holds the words, with what it would become, row by row.
pub fn replacements(dossier: &Dossier, arrangement: &Arrangement, needle: &Needle, by: &str) -> Vec<Replacement> {
    let shown = |party| arrangement.place_of_party(party).is_some();
    let of_item = |item: &ItemId| {
        let row = dossier.row(*item).filter(|(_, position)| shown(position.party) && needle.is_in(&position.wording));
        row.map(|(id, position)| Replacement {
            position: id,
            cell: position.cell(),
            before: position.wording.to_string(),
            after: needle.replaced(&position.wording, by),
            is_wanted: true,
        })
        .collect::<Vec<_>>()
    };
    arrangement.items().iter().flat_map(of_item).filter(|change| change.before != change.after).collect()
}
