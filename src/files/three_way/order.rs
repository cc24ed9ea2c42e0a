//! One order of three: what either side moved stands where that side put it, what both moved where we put it.

use crate::files::pairing::{NOWHERE as END, moved, places};

/// What became of the order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Order {
    /// Everything that is left, in order.
    pub(super) order: Vec<usize>,
    /// Both sides moved these, and to different places.
    pub(super) moved_twice: Vec<usize>,
}

/// Merges orders of things numbered below `count`. Each side may lack some; `stays` says which are left in the end, all
/// of which one of the two sides has.
pub(super) fn merge(count: usize, base: &[usize], ours: &[usize], theirs: &[usize], stays: &[bool]) -> Order {
    let left = |side: &[usize]| -> Vec<usize> { side.iter().copied().filter(|&thing| stays[thing]).collect() };
    let (ours, theirs) = (left(ours), left(theirs));
    let place_here = places(count, &ours);
    let place_there = places(count, &theirs);
    let (moved_here, moved_there) = (moved(count, base, &ours), moved(count, base, &theirs));
    // What they put somewhere: new with them, moved by them alone, or gone with us and staying for their sake.
    let is_theirs = |thing: usize| place_here[thing] == END || moved_there[thing] && !moved_here[thing];
    let is_new_here = |thing: usize| place_there[thing] == END;
    let mut chain = Chain::of(count, ours.iter().copied().filter(|&thing| !is_theirs(thing)));
    // What is new follows what stands before it with them, wherever that went; what they moved follows the last thing
    // that we left in its place.
    let (mut before, mut anchor) = (END, END);
    for &thing in &theirs {
        if is_theirs(thing) {
            let behind = if moved_there[thing] { anchor } else { before };
            // Behind what we added at the same place.
            let mut after = behind;
            while chain.next(after) != END && is_new_here(chain.next(after)) {
                after = chain.next(after);
            }
            chain.insert(after, thing);
            if behind == anchor {
                anchor = thing;
            }
        } else if !moved_here[thing] {
            anchor = thing;
        }
        before = thing;
    }
    let order = chain.into_order();
    let neighbour = |side: &[usize], place: usize| place.checked_sub(1).map(|before| side[before]);
    let both = (0..count).filter(|&thing| moved_here[thing] && moved_there[thing]);
    let moved_twice =
        both.filter(|&thing| neighbour(&ours, place_here[thing]) != neighbour(&theirs, place_there[thing])).collect();
    Order { order, moved_twice }
}

/// Things in a chain, into which others are put.
struct Chain {
    /// What follows a thing; behind the last place, what stands first.
    next: Vec<usize>,
}

impl Chain {
    fn of(count: usize, things: impl Iterator<Item = usize>) -> Self {
        let mut chain = Self { next: vec![END; count + 1] };
        let mut last = END;
        for thing in things {
            chain.insert(last, thing);
            last = thing;
        }
        chain
    }

    fn slot(&self, thing: usize) -> usize {
        thing.min(self.next.len() - 1)
    }

    fn next(&self, thing: usize) -> usize {
        self.next[self.slot(thing)]
    }

    fn insert(&mut self, after: usize, thing: usize) {
        let slot = self.slot(after);
        self.next[thing] = std::mem::replace(&mut self.next[slot], thing);
    }

    fn into_order(self) -> Vec<usize> {
        let mut order = Vec::new();
        let mut thing = self.next(END);
        while thing != END {
            order.push(thing);
            thing = self.next(thing);
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &[usize], ours: &[usize], theirs: &[usize]) -> Vec<usize> {
        merge(10, base, ours, theirs, &[true; 10]).order
    }

    #[test]
    fn what_one_side_moved_or_added_stands_where_it_put_it() {
        // If this fails, a colleague's order of items is gone after a merge.
        assert_eq!(merged(&[0, 1, 2, 3], &[0, 1, 2, 3], &[3, 0, 1, 2]), [3, 0, 1, 2]);
        assert_eq!(merged(&[0, 1, 2, 3], &[3, 0, 1, 2], &[0, 1, 2, 3]), [3, 0, 1, 2]);
        assert_eq!(merged(&[0, 1, 2, 3], &[0, 4, 1, 2, 3], &[0, 1, 2, 5, 3]), [0, 4, 1, 2, 5, 3]);
        assert_eq!(merged(&[0, 1], &[0, 1, 4], &[0, 1, 5]), [0, 1, 4, 5]);
        assert_eq!(merged(&[0, 1, 2, 3], &[1, 0, 2, 3], &[0, 1, 3, 2]), [1, 0, 3, 2]);
    }

    #[test]
    fn what_both_moved_stands_where_we_put_it_and_is_named() {
        // If this fails, two people's orders are mixed and nobody is told.
        let both = merge(4, &[0, 1, 2, 3], &[3, 0, 1, 2], &[0, 3, 1, 2], &[true; 4]);
        assert_eq!(both, Order { order: vec![3, 0, 1, 2], moved_twice: vec![3] });
        let same = merge(4, &[0, 1, 2, 3], &[3, 0, 1, 2], &[3, 0, 1, 2], &[true; 4]);
        assert_eq!(same, Order { order: vec![3, 0, 1, 2], moved_twice: vec![] });
    }

    #[test]
    fn what_went_with_us_and_stays_for_their_sake_stands_at_its_place() {
        // If this fails, an item that comes back stands at the end of the table.
        assert_eq!(merged(&[0, 1, 2], &[0, 2], &[0, 1, 2]), [0, 1, 2]);
        let gone = merge(3, &[0, 1, 2], &[0, 2], &[0, 1, 2], &[true, false, true]);
        assert_eq!(gone.order, [0, 2]);
    }
}
