//! What has been moved, when one order has become another.

/// The place of what is not there.
pub(in crate::files) const NOWHERE: usize = usize::MAX;

/// Where each of `count` things stands on a side.
pub(in crate::files) fn places(count: usize, side: &[usize]) -> Vec<usize> {
    let mut places = vec![NOWHERE; count];
    for (place, &thing) in side.iter().enumerate() {
        places[thing] = place;
    }
    places
}

/// Which things a side moved: of those that it shares with the base, the fewest that have to move to make one order of
/// the other.
pub(in crate::files) fn moved(count: usize, base: &[usize], side: &[usize]) -> Vec<bool> {
    let before = places(count, base);
    let mut moved = vec![false; count];
    let shared: Vec<usize> = side.iter().copied().filter(|&thing| before[thing] != NOWHERE).collect();
    // The longest rising chain of places (patience sorting); what is not in it was moved.
    let mut tops: Vec<usize> = Vec::new();
    let mut below: Vec<usize> = vec![NOWHERE; shared.len()];
    for (number, &thing) in shared.iter().enumerate() {
        let pile = tops.partition_point(|&top| before[shared[top]] < before[thing]);
        if pile > 0 {
            below[number] = tops[pile - 1];
        }
        if pile == tops.len() {
            tops.push(number);
        } else {
            tops[pile] = number;
        }
        moved[thing] = true;
    }
    let mut number = tops.last().copied().unwrap_or(NOWHERE);
    while number != NOWHERE {
        moved[shared[number]] = false;
        number = below[number];
    }
    moved
}
