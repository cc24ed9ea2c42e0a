//! How wide each grapheme of a shaped piece of text is, found out from its glyphs.

use egui::epaint::text::Glyph;
use unicode_segmentation::UnicodeSegmentation as _;

/// A glyph as far as widths are concerned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Advance {
    /// The first character that it stands for.
    pub(super) sign: char,
    /// How far the next glyph stands behind it.
    pub(super) width: f32,
}

impl From<&Glyph> for Advance {
    fn from(glyph: &Glyph) -> Self {
        Self { sign: glyph.chr, width: glyph.advance_width }
    }
}

/// Widths of the graphemes of `text`, in the order of reading. `glyphs` are in the order on screen. Where the glyphs do
/// not tell, `measure` is asked how wide a beginning of the text is.
pub(super) fn widths(
    text: &str,
    glyphs: &[Advance],
    is_right_to_left: bool,
    measure: &mut dyn FnMut(&str) -> f32,
) -> Vec<f32> {
    let chars: Vec<char> = text.chars().collect();
    let of_chars = if is_right_to_left {
        from_right_to_left(&chars, glyphs)
    } else {
        (chars.len() == glyphs.len()).then(|| glyphs.iter().map(|glyph| glyph.width).collect())
    };
    let Some(of_chars) = of_chars else {
        return by_measuring(text, glyphs.iter().map(|glyph| glyph.width).sum(), measure);
    };
    let mut of_chars = of_chars.into_iter();
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    let mut widths: Vec<f32> =
        graphemes.iter().map(|grapheme| of_chars.by_ref().take(grapheme.chars().count()).sum()).collect();
    share(&graphemes, &mut widths);
    widths
}

/// Widths of characters whose glyphs come last to first. egui adds empty glyphs behind them, and a ligature is one glyph
/// for several characters.
fn from_right_to_left(chars: &[char], glyphs: &[Advance]) -> Option<Vec<f32>> {
    let mut widths = vec![0.0; chars.len()];
    let mut end = chars.len();
    for glyph in glyphs.iter().filter(|glyph| glyph.width > 0.0) {
        let start = chars[..end].iter().rposition(|c| *c == glyph.sign)?;
        widths[start] = glyph.width;
        end = start;
    }
    (end == 0).then_some(widths)
}

/// Letters that have no width of their own are part of a ligature: its width is shared.
fn share(graphemes: &[&str], widths: &mut [f32]) {
    let mut start = 0;
    while start < widths.len() {
        let is_part = |place: usize| widths[place] <= 0.0 && graphemes[place].chars().all(char::is_alphanumeric);
        let more = (start + 1..widths.len()).take_while(|&place| is_part(place)).count();
        if more > 0 && widths[start] > 0.0 {
            #[allow(clippy::cast_precision_loss, reason = "a handful of letters")]
            let each = widths[start] / (more + 1) as f32;
            widths[start..=start + more].fill(each);
        }
        start += more + 1;
    }
}

/// Beginnings of the text, measured one after the other and fitted into the width that the whole has.
fn by_measuring(text: &str, whole: f32, measure: &mut dyn FnMut(&str) -> f32) -> Vec<f32> {
    let mut last = 0.0_f32;
    let mut ends: Vec<f32> = text
        .grapheme_indices(true)
        .map(|(place, grapheme)| {
            last = measure(&text[..place + grapheme.len()]).max(last);
            last
        })
        .collect();
    #[allow(clippy::cast_precision_loss, reason = "letters of a word")]
    if last <= 0.0 {
        let count = ends.len() as f32;
        ends.iter_mut().zip(1_u16..).for_each(|(end, number)| *end = f32::from(number));
        last = count;
    }
    let scale = if last > 0.0 { whole / last } else { 0.0 };
    let mut before = 0.0;
    ends.into_iter()
        .map(|end| {
            let width = (end - before) * scale;
            before = end;
            width
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "whole numbers")]
mod tests {
    use super::*;

    fn glyphs(signs: &str, widths: &[f32]) -> Vec<Advance> {
        signs.chars().zip(widths).map(|(sign, &width)| Advance { sign, width }).collect()
    }

    fn none(_: &str) -> f32 {
        panic!("the glyphs tell")
    }

    #[test]
    fn letters_from_left_to_right_have_the_widths_of_their_glyphs() {
        assert_eq!(widths("ab", &glyphs("ab", &[5.0, 7.0]), false, &mut none), [5.0, 7.0]);
        assert_eq!(widths("e\u{301}a", &glyphs("e\u{301}a", &[5.0, 0.0, 6.0]), false, &mut none), [5.0, 6.0]);
    }

    #[test]
    fn a_ligature_is_shared_by_its_letters() {
        assert_eq!(widths("ffia", &glyphs("ffia", &[9.0, 0.0, 0.0, 4.0]), false, &mut none), [3.0, 3.0, 3.0, 4.0]);
        // Alef behind lam: one glyph that says lam; then the empty ones that egui adds.
        assert_eq!(widths("بلا", &glyphs("لببل", &[8.0, 5.0, 0.0, 0.0]), true, &mut none), [5.0, 4.0, 4.0]);
    }

    #[test]
    fn words_from_right_to_left_come_last_letter_first() {
        let glyphs = glyphs("הקסעעע", &[4.0, 3.0, 2.0, 1.0, 0.0, 0.0]);
        assert_eq!(widths("עסקה", &glyphs, true, &mut none), [1.0, 2.0, 3.0, 4.0]);
    }

    #[test]
    fn where_glyphs_do_not_tell_beginnings_are_measured() {
        #[allow(clippy::cast_precision_loss, reason = "three letters")]
        let mut measure = |text: &str| text.chars().count() as f32;
        let found = widths("கொக", &glyphs("ககக", &[3.0, 3.0, 3.0, 3.0]), true, &mut measure);
        assert_eq!(found.len(), 2);
        assert_eq!(found.iter().sum::<f32>(), 9.0);
    }
}
