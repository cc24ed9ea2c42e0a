//! What becomes of a text: rows, their order, marks and the ellipsis.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, FontId, Galley};

use super::layout;

/// Lays out with egui's own fonts, which have no Hebrew: every letter is drawn as the same box, which is wide enough.
fn laid(job: LayoutJob) -> Arc<Galley> {
    let ctx = Context::default();
    let mut galley = None;
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        galley = Some(layout(ui, job.clone()));
    });
    output.textures_delta.clear();
    galley.unwrap()
}

fn job(text: &str, width: f32, rows: usize) -> LayoutJob {
    let mut job = LayoutJob::simple(text.to_owned(), FontId::proportional(14.0), Color32::WHITE, width);
    job.wrap =
        TextWrapping { max_width: width, max_rows: rows, overflow_character: Some('…'), break_anywhere: false };
    job
}

#[test]
fn rows_of_a_paragraph_follow_reading_and_stand_at_the_right() {
    let galley = laid(job("אחת שתיים שלוש ארבע חמש שש שבע", 90.0, 9));
    let text = galley.job.text.clone();
    let rows: Vec<_> = text.lines().collect();
    assert!(rows.len() > 1, "{rows:?}");
    assert!(rows[0].ends_with("אחת") && !rows[0].starts_with("אחת"), "the first word stands at the right: {rows:?}");
    assert!(rows.last().unwrap().starts_with("שבע"), "the last word ends the last row: {rows:?}");
    assert!(!galley.elided);
    for row in &galley.rows {
        let right = row.glyphs.last().unwrap().max_x();
        assert!((88.0..=91.0).contains(&right), "rows end at the right edge: {right}");
    }
}

#[test]
fn a_cut_text_says_so_and_its_ellipsis_stands_at_the_left() {
    let galley = laid(job("אחת שתיים שלוש ארבע חמש שש שבע", 90.0, 2));
    assert!(galley.elided);
    assert_eq!(galley.rows.len(), 2);
    assert!(galley.job.text.lines().nth(1).unwrap().starts_with('…'));
    let latin = laid(job("Party of שלום and some more words", 120.0, 1));
    assert!(latin.elided && latin.job.text.trim_end().ends_with('…'), "{:?}", latin.job.text);
}

#[test]
fn marks_stay_on_the_words_that_were_found() {
    let text = "אחת שתיים abc";
    let at = text.find("abc").unwrap();
    let mut job = LayoutJob::default();
    job.append(&text[..at], 0.0, TextFormat::default());
    job.append("abc", 0.0, TextFormat { background: Color32::RED, ..TextFormat::default() });
    let galley = laid(job);
    let marked = galley.job.sections.iter().filter(|section| section.format.background == Color32::RED);
    let words: Vec<_> =
        marked.map(|section| &galley.job.text[section.byte_range.start.0..section.byte_range.end.0]).collect();
    assert_eq!(words, ["abc"]);
    assert!(galley.job.text.starts_with("abc"));
}

#[test]
fn text_without_such_letters_is_left_to_egui() {
    let galley = laid(job("Ceasefire within 48 hours", 90.0, 2));
    assert_eq!(galley.job.text, "Ceasefire within 48 hours");
}
