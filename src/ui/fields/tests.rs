//! What a field shows of a text: every place in it is where it is seen, whichever way it is written.

#[cfg(test)]
mod laid_out {
    use std::sync::Arc;

    use egui::text::LayoutJob;
    use egui::{Color32, Context, Pos2, RawInput, Rect, pos2, vec2};
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    use super::super::look;
    use super::super::sheet::{Look, Placed, Sheet, Wanted};
    use crate::ui::bidi;
    use crate::ui::shape::{Caret, Line, count};

    const MIXED: [&str; 9] = [
        "הצדדים הסכימו להפסקת אש בתוך 48 שעות (סעיף 12) ולחילופי שבויים.",
        "שָׁלוֹם עַל יִשְׂרָאֵל",
        "اتفق الطرفان على وقف إطلاق النار خلال 48 ساعة، لا لاحقاً.",
        "دو طرف بر سر آتش‌بس در ۴۸ ساعت (ماده ۱۲) توافق کردند",
        "The spokesman said: «וקף אש» means وقف إطلاق النار, or 停火, within 48 hours (before 1 May).",
        "אמר הדובר: the ceasefire (article 12) begins at 18:00 ויהיה בתוקף.",
        "שורה ראשונה\n\nThe second paragraph, שלום.\nوالثالثة\n",
        "אב ",
        "ab אב ",
    ];

    fn in_window(test: impl FnOnce(&egui::Ui)) {
        let ctx = Context::default();
        crate::ui::theme::install(&ctx);
        let mut test = Some(test);
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(800.0, 600.0));
        let mut output = ctx.run_ui(RawInput { screen_rect: Some(screen), ..RawInput::default() }, |ui| {
            if let Some(test) = test.take() {
                test(ui);
            }
        });
        output.textures_delta.clear();
    }

    fn sheet(ui: &egui::Ui, text: &str, wraps: bool, width: f32) -> Arc<Sheet> {
        Sheet::of(ui, text, &look(ui, wraps, width), None, Wanted::all()).unwrap()
    }

    /// Every line, the height of its middle, and the first character of its paragraph.
    fn lines(sheet: &Sheet) -> Vec<(&Line, f32, u32)> {
        fn of(placed: &Placed) -> impl Iterator<Item = (&Line, f32, u32)> {
            placed.lines().iter().map(|line| (line, placed.top + line.top + line.height / 2.0, placed.start))
        }
        sheet.paragraphs.iter().flat_map(of).collect()
    }

    /// If this fails, a field shows words in another order than the label of the same text.
    #[test]
    fn a_field_shows_words_in_the_order_of_a_label() {
        in_window(|ui| {
            for (text, width) in MIXED.iter().flat_map(|text| [(text, 140.0), (text, 2000.0)]) {
                let Look { setting, .. } = look(ui, true, width);
                let label =
                    bidi::layout(ui, LayoutJob::simple((*text).to_owned(), setting.font, Color32::WHITE, width));
                let sheet = sheet(ui, text, true, width);
                let parts = sheet.paragraphs.iter().flat_map(Placed::parts);
                let shown: Vec<_> = parts.map(|(_, job)| job.text.clone()).collect();
                assert_eq!(shown.join("\n").trim_end(), label.job.text.trim_end(), "{text} at {width}");
            }
        });
    }

    /// If this fails, what egui counts is not what is in the text, and keys change other characters than those at the caret.
    fn check_counts(text: &str, sheet: &Sheet) -> Result<(), TestCaseError> {
        prop_assert_eq!(sheet.galley.end().index.0, text.chars().count());
        prop_assert_eq!(sheet.end(), count(text));
        for (at, c) in text.chars().enumerate().filter(|(_, c)| c.is_alphanumeric()) {
            let mut before = 0;
            let row = sheet.galley.rows.iter().find(|row| {
                let here = before..before + row.glyphs.len() + usize::from(row.ends_with_newline);
                let is_here = here.contains(&at);
                before = if is_here { before } else { here.end };
                is_here
            });
            prop_assert_eq!(row.unwrap().glyphs[at - before].chr, c);
        }
        Ok(())
    }

    /// A click where the caret stands finds the place again, or the one that stands at the same spot.
    fn check_places(sheet: &Sheet) -> Result<(), TestCaseError> {
        for (line, y, start) in lines(sheet) {
            for cluster in line.clusters.iter().filter(|cluster| cluster.right > cluster.left) {
                for caret in [Caret::before(start + cluster.start), Caret { at: start + cluster.end, is_behind: true }]
                {
                    let place = sheet.rect_of(caret).unwrap();
                    prop_assert!(place.y_range().contains(y), "{caret:?} stands on its line");
                    for x in [place.min.x - 0.01, place.min.x + 0.01] {
                        let found = sheet.caret_at(vec2(x, y));
                        let there = sheet.rect_of(found).unwrap();
                        prop_assert!(
                            (there.min.x - place.min.x).abs() < 0.1,
                            "{caret:?} at {place}, {found:?} at {there}"
                        );
                    }
                }
            }
        }
        Ok(())
    }

    /// What is selected lies on a coloured surface, and nothing else does.
    fn check_selection(sheet: &Sheet, from: u32, to: u32) -> Result<(), TestCaseError> {
        let rects = sheet.rects(&(from..to), f32::MIN..f32::MAX);
        for (line, y, start) in lines(sheet) {
            for cluster in line.clusters.iter().filter(|cluster| cluster.right > cluster.left) {
                let middle = pos2(f32::midpoint(cluster.left, cluster.right), y);
                let is_selected = start + cluster.start < to && from < start + cluster.end;
                let is_covered = rects.iter().filter(|rect| rect.contains(middle)).count();
                prop_assert_eq!(is_covered, usize::from(is_selected), "{:?} of {}..{}", cluster, from, to);
            }
        }
        Ok(())
    }

    #[test]
    fn every_place_can_be_pointed_at_and_selected() {
        in_window(|ui| {
            for text in MIXED {
                for (wraps, width) in [(true, 120.0), (true, 900.0), (false, 100.0), (false, 900.0)] {
                    let sheet = sheet(ui, text, wraps, width);
                    check_counts(text, &sheet).unwrap();
                    check_places(&sheet).unwrap();
                    let end = sheet.end();
                    for (from, to) in [(0, end), (1, 2), (3, end / 2), (end / 3, end - 1), (2, 2)] {
                        check_selection(&sheet, from, to).unwrap();
                    }
                }
            }
        });
    }

    #[test]
    fn a_line_end_that_is_selected_is_seen_where_the_line_goes_on() {
        in_window(|ui| {
            let sheet = sheet(ui, "אב\n\nab", true, 200.0);
            let rects = sheet.rects(&(2..4), f32::MIN..f32::MAX);
            assert_eq!(rects.len(), 2);
            let left = sheet.rect_of(Caret { at: 2, is_behind: true }).unwrap().min.x;
            assert!((rects[0].max.x - left).abs() < 0.1, "left of the last letter");
            assert!(rects[1].max.x > 199.0, "a blank line goes on as the one above it");
        });
    }

    /// If this fails, an arrow key does nothing somewhere in a text, or jumps to and fro and never leaves.
    #[test]
    fn arrows_lead_through_the_whole_text_and_back() {
        in_window(|ui| {
            for text in MIXED {
                let sheet = sheet(ui, text, true, 120.0);
                let is_right_to_left = sheet.is_right_to_left(0);
                let mut seen = std::collections::BTreeSet::from([0]);
                let mut caret = Caret::default();
                for is_right in [!is_right_to_left, is_right_to_left] {
                    for _ in 0..text.chars().count() * 2 {
                        // In a paragraph of the other direction the other key leads on.
                        let turned = sheet.is_right_to_left(caret.at) != is_right_to_left;
                        caret = sheet.sideways(caret, is_right != turned).unwrap_or(caret);
                        seen.insert(caret.at);
                    }
                }
                let mut at = 0;
                for grapheme in text.graphemes(true) {
                    assert!(seen.contains(&at), "{text}: nothing leads to {at}");
                    at += count(grapheme);
                }
                assert_eq!(caret.at, 0, "{text}: the way back leads to the beginning");
            }
        });
    }

    #[test]
    fn only_what_was_changed_is_laid_out_anew_and_it_comes_out_the_same() {
        in_window(|ui| {
            let text = MIXED.join("\n");
            let before = sheet(ui, &text, true, 150.0);
            let changed = text.replacen("48", "24 או 48", 1);
            let (after, anew) = (before.with(ui, &changed, Wanted::all()).unwrap(), sheet(ui, &changed, true, 150.0));
            assert_eq!(after.galley, anew.galley);
            assert!(
                Arc::ptr_eq(&before, &before.with(ui, &text, Wanted::all()).unwrap()),
                "what did not change is not touched"
            );
        });
    }

    /// If this fails, a long article in Arabic holds up the window, or ends with lines that are empty or too many.
    #[test]
    fn a_long_text_is_laid_out_where_it_is_seen_and_comes_out_the_same() {
        in_window(|ui| {
            let lines: Vec<_> = (0..400).map(|number| format!("{number} {}", MIXED[number % 6].repeat(3))).collect();
            let text = format!("{}\n{}", lines.join("\n"), MIXED[0].repeat(400));
            let look = look(ui, true, 300.0);
            let all = Sheet::of(ui, &text, &look, None, Wanted::all()).unwrap();
            let wanted = Wanted { heights: 500.0..900.0, caret: 20_000, more: 0 };
            let mut sheet = Sheet::of(ui, &text, &look, None, wanted.clone()).unwrap();
            assert!(all.is_whole && !sheet.is_whole);
            check_counts(&text, &sheet).unwrap();
            assert!(
                sheet.within(500.0..900.0).iter().all(|placed| !placed.parts().is_empty()),
                "what is seen is there"
            );
            assert!(!sheet.spot(Caret::before(20_000)).unwrap().0.parts().is_empty(), "and where the caret is");
            let is_there = |placed: &&Placed| !placed.parts().is_empty();
            assert!(sheet.paragraphs.iter().filter(is_there).count() < 40, "and little more");
            for _ in 0..120 {
                sheet = sheet.with(ui, &text, Wanted { more: 3000, ..wanted.clone() }).unwrap();
            }
            assert!(sheet.is_whole);
            assert_eq!(sheet.galley, all.galley);
        });
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        /// Whatever is pasted into a field, its places are right.
        #[test]
        fn places_are_right_in_any_text(
            text in "[a-c (א-ג\u{5b0}ا-ث1-3\u{301}中😀\u{200d}\u{200f}\u{2067}\u{2069}.\t\n\r]{0,60}",
            width in 20_u16..300,
            wraps: bool,
            ends in (0_u32..60, 0_u32..60),
        ) {
            let mut result = Ok(());
            in_window(|ui| {
                let sheet = sheet(ui, &text, wraps, f32::from(width));
                result = check_counts(&text, &sheet)
                    .and_then(|()| check_places(&sheet))
                    .and_then(|()| check_selection(&sheet, ends.0.min(ends.1), ends.0.max(ends.1)));
            });
            result?;
        }
    }
}
