//! Positions have no ids: those of one cell are known again by what they say. The very same first, then the most alike.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::model::Position;

/// Up to so many comparisons each with each; beyond, only those that stand at about the same place are compared.
const EACH_WITH_EACH: usize = 4_096;
/// How far apart positions of a very full cell may stand and still be compared.
const NEAR: usize = 16;

/// For each of `one` the place in `two` of the same position, word for word; the first of several with the first.
pub(in crate::files) fn exact(one: &[&Position], two: &[&Position]) -> Vec<Option<usize>> {
    if one.len() * two.len() <= 64 {
        let mut is_taken = vec![false; two.len()];
        let same = |position: &&Position| {
            let found = (0..two.len()).find(|&at| !is_taken[at] && two[at] == *position);
            found.inspect(|&at| is_taken[at] = true)
        };
        return one.iter().map(same).collect();
    }
    let mut waiting: HashMap<&Position, VecDeque<usize>> = HashMap::new();
    for (at, position) in two.iter().enumerate() {
        waiting.entry(position).or_default().push_back(at);
    }
    one.iter().map(|position| waiting.get_mut(position)?.pop_front()).collect()
}

/// For each of `one` the place in `two` of what it has become; None when it is gone.
pub(in crate::files) fn pair(one: &[&Position], two: &[&Position]) -> Vec<Option<usize>> {
    let mut pairs = exact(one, two);
    let mut is_taken = vec![false; two.len()];
    pairs.iter().flatten().for_each(|&at| is_taken[at] = true);
    let left: Vec<usize> = (0..one.len()).filter(|&at| pairs[at].is_none()).collect();
    let right: Vec<usize> = (0..two.len()).filter(|&at| !is_taken[at]).collect();
    let reach = if left.len() * right.len() <= EACH_WITH_EACH { usize::MAX } else { NEAR };
    let mut likenesses = Vec::new();
    for (number, &from) in left.iter().enumerate() {
        let near = number.saturating_sub(reach)..number.saturating_add(reach).min(right.len());
        for &to in right.get(near).unwrap_or_default() {
            let likeness = likeness(one[from], two[to]);
            if likeness > 0 {
                likenesses.push((std::cmp::Reverse(likeness), from.abs_diff(to), from, to));
            }
        }
    }
    likenesses.sort_unstable();
    for (_, _, from, to) in likenesses {
        if pairs[from].is_none() && !is_taken[to] {
            pairs[from] = Some(to);
            is_taken[to] = true;
        }
    }
    pairs
}

/// How much two positions of one cell look like one; nothing above zero when they do not.
fn likeness(one: &Position, two: &Position) -> i32 {
    let date = match (one.date, two.date) {
        (None, None) => 1,
        (Some(one), Some(two)) if one == two => 4,
        (Some(_), Some(_)) => -3,
        _ => -1,
    };
    let shares = |position: &Position| {
        let quotations: HashSet<_> = position.evidence.iter().map(|quoted| (quoted.source, &quoted.quote)).collect();
        two.evidence.iter().any(|quoted| quotations.contains(&(quoted.source, &quoted.quote)))
    };
    let evidence = match (one.evidence.is_empty(), two.evidence.is_empty()) {
        (true, true) => 1,
        (false, false) if shares(one) => 6,
        (false, false) => -1,
        _ => 0,
    };
    let wording = match (one.wording.is_empty(), two.wording.is_empty()) {
        (true, true) => 1,
        (false, false) if one.wording == two.wording => 6,
        (false, false) => common_words(&one.wording, &two.wording),
        _ => 0,
    };
    let both = |is_same: bool| i32::from(is_same);
    let note = both(!one.note.is_empty() && one.note == two.note);
    date + evidence + wording + note + 2 * both(one.stance == two.stance) + both(one.conditions == two.conditions)
}

/// Minus two to four, by the share of words that two texts have in common.
fn common_words(one: &str, two: &str) -> i32 {
    let (one, two): (HashSet<&str>, HashSet<&str>) =
        (one.split_whitespace().collect(), two.split_whitespace().collect());
    let common = one.intersection(&two).count();
    let share = 6 * common / one.len().max(two.len()).max(1);
    i32::try_from(share).unwrap_or(0) - 2
}
