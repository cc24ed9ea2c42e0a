//! Where a point or a key leads in a text that is laid out. Left and right are directions on screen, as in articles.

use egui::Vec2;

use super::sheet::{Placed, Sheet};
use crate::ui::shape::Caret;

impl Sheet {
    /// The paragraph of a caret, and the number of its line in it.
    pub(super) fn spot(&self, caret: Caret) -> Option<(&Placed, usize)> {
        let (place, number) = self.place(caret)?;
        Some((self.paragraphs.get(place)?, number))
    }

    fn place(&self, caret: Caret) -> Option<(usize, usize)> {
        let mut place = self.paragraphs.partition_point(|placed| placed.start <= caret.at).checked_sub(1)?;
        if caret.is_behind
            && let Some(before) = place.checked_sub(1)
            && self.paragraphs.get(before).is_some_and(|placed| placed.end() == caret.at)
        {
            place = before;
        }
        let placed = self.paragraphs.get(place)?;
        let at = caret.at.saturating_sub(placed.start);
        let mut number = placed.lines().partition_point(|line| line.chars.start <= at).saturating_sub(1);
        if caret.is_behind && number > 0 && placed.lines().get(number).is_some_and(|line| line.chars.start == at) {
            number -= 1;
        }
        Some((place, number))
    }

    /// True where a line begins at this place and another ends.
    pub(super) fn begins_line(&self, at: u32) -> bool {
        self.spot(Caret::before(at)).is_some_and(|(placed, number)| {
            placed.lines().get(number).is_some_and(|line| placed.start + line.chars.start == at)
        })
    }

    /// True when the paragraph of a place reads from right to left. A blank line goes on as the one above it.
    pub(super) fn is_right_to_left(&self, at: u32) -> bool {
        let above = self.place(Caret::before(at)).and_then(|(place, _)| self.paragraphs.get(..=place));
        let mut above = above.unwrap_or_default().iter().rev();
        let line = above.find(|placed| placed.end() > placed.start).and_then(|placed| placed.lines().first());
        line.is_some_and(|line| line.is_right_to_left)
    }

    /// The place nearest to a point.
    pub(super) fn caret_at(&self, point: Vec2) -> Caret {
        let end = Caret { at: self.end(), is_behind: true };
        if point.y < -5.0 {
            return Caret::default();
        }
        let place = self.paragraphs.partition_point(|placed| placed.top <= point.y).saturating_sub(1);
        let Some(placed) = self.paragraphs.get(place) else { return end };
        let y = point.y - placed.top;
        // As in egui's own fields: far below the text is behind it.
        if place + 1 == self.paragraphs.len() && y > placed.height() + 5.0 {
            return end;
        }
        let number = placed.lines().partition_point(|line| line.top <= y).saturating_sub(1);
        self.on_line(place, number, point.x).unwrap_or(end)
    }

    fn on_line(&self, place: usize, number: usize, x: f32) -> Option<Caret> {
        let placed = self.paragraphs.get(place)?;
        let caret = placed.lines().get(number)?.caret_on(x);
        Some(Caret { at: placed.start + caret.at, ..caret })
    }

    /// One place to the right or left on screen; at the edge of a line on to the next one.
    pub(super) fn sideways(&self, from: Caret, is_right: bool) -> Option<Caret> {
        let (place, number) = self.place(from)?;
        let placed = self.paragraphs.get(place)?;
        let line = placed.lines().get(number)?;
        let within = Caret { at: from.at.saturating_sub(placed.start), ..from };
        if let Some(caret) = line.beside(within, is_right) {
            // Where a line is broken its end and the beginning of the next are one place.
            let is_broken = caret.at == line.chars.end && number + 1 < placed.lines().len();
            return Some(Caret { at: placed.start + caret.at, is_behind: caret.is_behind && !is_broken });
        }
        if is_right != self.is_right_to_left(placed.start) {
            if let Some(next) = placed.lines().get(number + 1) {
                return Some(Caret::before(placed.start + next.chars.start));
            }
            return Some(Caret::before(self.paragraphs.get(place + 1)?.start));
        }
        if number > 0 {
            let end = Caret { at: placed.start + line.chars.start, is_behind: true };
            return if end == from { None } else { self.sideways(end, is_right) };
        }
        let before = self.paragraphs.get(place.checked_sub(1)?)?;
        let end = Caret { at: before.end(), is_behind: true };
        if before.is_ended { Some(end) } else { self.sideways(end, is_right) }
    }

    /// A line up or down, as near to the column `goal` as can be; None where there is no such line.
    pub(super) fn vertical(&self, from: Caret, is_down: bool, goal: f32) -> Option<Caret> {
        let (place, number) = self.place(from)?;
        let lines = |place: usize| self.paragraphs.get(place).map_or(0, |placed| placed.lines().len());
        let (place, number) = match (is_down, number.checked_sub(1)) {
            (true, _) if number + 1 < lines(place) => (place, number + 1),
            (true, _) => (place + 1, 0),
            (false, Some(above)) => (place, above),
            (false, None) => (place.checked_sub(1)?, lines(place - 1).saturating_sub(1)),
        };
        self.on_line(place, number, goal)
    }

    /// How far a text of one line is scrolled, so that the caret is seen; without one, so that its beginning is.
    pub(super) fn scrolled(&self, before: f32, caret: Option<f32>) -> f32 {
        let most = (self.width - self.room()).max(0.0);
        let offset = match caret {
            Some(x) => before.max(x - self.room()).min(x),
            None if self.is_right_to_left(0) => most,
            None => 0.0,
        };
        offset.clamp(0.0, most)
    }
}
