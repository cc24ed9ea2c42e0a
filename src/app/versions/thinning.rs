//! Which of the kept versions of a file may go: ten stay, close together in time where they are young and far apart
//! where they are old.

use jiff::Timestamp;

/// So many versions of a file stay.
pub(super) const MOST: usize = 10;

/// Below this many seconds, differences in age do not count: a version of ten seconds ago is as good as one of a minute.
const FLOOR: f64 = 60.0;

/// The places, among these times (the newest first), of the versions that may go.
///
/// The newest, the one before it and the oldest always stay. Of the others that one goes whose going leaves the smallest
/// hole, measured by how many times as old the version behind the hole is as the one before it. So the ages come to
/// stand in about even proportions: minutes, an hour, a day, a week, a year.
pub(super) fn superfluous(times: &[Timestamp]) -> Vec<usize> {
    let Some(newest) = times.first() else { return Vec::new() };
    let mut kept: Vec<usize> = (0..times.len()).collect();
    let mut gone = Vec::new();
    let age = |at: usize| newest.duration_since(times[at]).as_secs_f64().max(0.0) + FLOOR;
    while kept.len() > MOST {
        let hole = |place: usize| age(kept[place + 1]) / age(kept[place - 1]);
        // Of holes that are alike the one farther back is made: what is younger is likelier to be wanted.
        let candidates = 2..kept.len() - 1;
        let Some(smallest) = candidates.min_by(|&a, &b| hole(a).total_cmp(&hole(b)).then(b.cmp(&a))) else { break };
        gone.push(kept.remove(smallest));
    }
    gone.sort_unstable();
    gone
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn times(seconds: &[i64]) -> Vec<Timestamp> {
        let mut times: Vec<_> = seconds.iter().map(|second| Timestamp::from_second(*second).unwrap()).collect();
        times.sort_unstable_by(|a, b| b.cmp(a));
        times
    }

    /// Saves at these moments, thinned after each as the program does it; what is left, the newest first.
    fn left_after(moments: impl IntoIterator<Item = i64>) -> Vec<i64> {
        let mut kept: Vec<Timestamp> = Vec::new();
        for moment in moments {
            kept.insert(0, Timestamp::from_second(moment).unwrap());
            for place in superfluous(&kept).into_iter().rev() {
                kept.remove(place);
            }
        }
        kept.iter().map(|at| at.as_second()).collect()
    }

    proptest! {
        /// If this fails, the version that somebody needs most, the last one or the one before, may be thrown away.
        #[test]
        fn the_last_two_and_the_first_always_stay(seconds in prop::collection::vec(0..100_000_000_i64, 0..40)) {
            let times = times(&seconds);
            let gone = superfluous(&times);
            prop_assert_eq!(times.len() - gone.len(), times.len().min(MOST));
            prop_assert!(gone.iter().all(|place| *place > 1 && *place < times.len() - 1));
            prop_assert!(gone.is_sorted_by(|a, b| a < b));
        }

        /// If this fails, whoever saves often has ten versions of the last hour and none of last week.
        #[test]
        fn however_often_one_saves_ages_are_spread(every in 20..5_000_i64, count in 200..3_000_i64) {
            let left = left_after((0..count).map(|number| number * every));
            prop_assert_eq!(left.len(), MOST);
            let newest = left[0];
            let ages: Vec<_> = left.iter().map(|at| newest - at).collect();
            prop_assert_eq!((ages[0], ages[1], ages[9]), (0, every, newest), "the newest, the one before, the first");
            // No hole is much wider than even proportions would make it.
            #[allow(clippy::cast_precision_loss, reason = "seconds")]
            let grown = |age: i64| age as f64 + FLOOR;
            let even = (grown(newest) / grown(0)).powf(1.0 / 9.0);
            let widest = ages[1..].windows(2).map(|pair| grown(pair[1]) / grown(pair[0])).fold(0.0, f64::max);
            prop_assert!(widest < even.powi(3), "{ages:?}: {widest} beside {even}");
        }
    }

    /// A year of work, saved every ten minutes on each working day: something is left of this hour, this day, this week,
    /// this month and this year.
    #[test]
    fn after_a_year_something_is_left_of_every_age() {
        let day = 24 * 3600;
        let working =
            (0..365).filter(|day| day % 7 < 5).flat_map(|at| (0..48).map(move |n| at * day + 9 * 3600 + n * 600));
        let left = left_after(working);
        let ages: Vec<_> = left.iter().map(|at| left[0] - at).collect();
        for (name, from, to) in [
            ("this hour", 1, 3600),
            ("this day", 3600, day),
            ("this week", day, 8 * day),
            ("this month", 8 * day, 40 * day),
            ("this year", 40 * day, 300 * day),
            ("the beginning", 300 * day, 400 * day),
        ] {
            assert!(ages.iter().any(|age| (from..to).contains(age)), "nothing of {name}: {ages:?}");
        }
    }
}
