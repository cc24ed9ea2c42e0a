//! Places between the characters of a line, where they stand on screen, and the way back.

use super::{Cluster, Line};

/// A place between two characters. At the end of a line and between two directions one place in the text stands at two
/// places on screen: with `is_behind` it is the one behind the character before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::ui) struct Caret {
    /// In Unicode scalar values.
    pub(in crate::ui) at: u32,
    /// Behind the character before it, not before the one after it.
    pub(in crate::ui) is_behind: bool,
}

impl Caret {
    /// Before the character at this place.
    pub(in crate::ui) fn before(at: u32) -> Self {
        Self { at, is_behind: false }
    }
}

/// Places on a line are within its paragraph.
impl Line {
    /// The place nearest to `x`.
    pub(in crate::ui) fn caret_on(&self, x: f32) -> Caret {
        let shown = || self.clusters.iter().filter(|cluster| cluster.right > cluster.left);
        let Some(cluster) = shown().find(|cluster| x < cluster.right).or_else(|| shown().next_back()) else {
            return Caret::before(self.chars.start);
        };
        let is_left = x < f32::midpoint(cluster.left, cluster.right);
        if is_left == cluster.is_right_to_left {
            Caret { at: cluster.end, is_behind: true }
        } else {
            Caret::before(cluster.start)
        }
    }

    /// Where a caret stands: how many clusters stand left of it, and at which x.
    pub(in crate::ui) fn edge(&self, caret: Caret) -> Option<(usize, f32)> {
        let clusters = &self.clusters;
        let behind = || {
            let place = clusters.iter().position(|cluster| cluster.start < caret.at && caret.at <= cluster.end)?;
            let cluster = &clusters[place];
            Some(if cluster.is_right_to_left { (place, cluster.left) } else { (place + 1, cluster.right) })
        };
        let before = || {
            let place = clusters.iter().position(|cluster| cluster.start <= caret.at && caret.at < cluster.end)?;
            let cluster = &clusters[place];
            Some(if cluster.is_right_to_left { (place + 1, cluster.right) } else { (place, cluster.left) })
        };
        if caret.is_behind { behind().or_else(before) } else { before().or_else(behind) }
    }

    /// The x at which a caret stands.
    pub(in crate::ui) fn x_of(&self, caret: Caret) -> f32 {
        self.edge(caret).map_or_else(|| self.edges().1, |(_, x)| x)
    }

    /// Past the cluster that stands beside the caret on screen; None at the edge of the line.
    pub(in crate::ui) fn beside(&self, caret: Caret, is_right: bool) -> Option<Caret> {
        let (place, _) = self.edge(caret)?;
        let passed = if is_right { Some(place) } else { place.checked_sub(1) };
        let cluster: &Cluster = self.clusters.get(passed?)?;
        // Reading on leads behind the cluster, reading back before it.
        Some(if is_right == cluster.is_right_to_left {
            Caret::before(cluster.start)
        } else {
            Caret { at: cluster.end, is_behind: true }
        })
    }
}
