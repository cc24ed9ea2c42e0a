//! How a quotation stands to the text of its source: the passage around it, or a word on why there is none, and what can
//! be done about it.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Id, Ui};

use super::super::controls::{self, text};
use super::super::theme::{Face, font, palette, size, space};
use super::super::{bidi, words};
use crate::model::quoting::{self, Places, Standing};
use crate::model::{Evidence, PositionId, Source, Text};

/// So many of several places are shown to choose from.
const CHOICES: usize = 8;

/// Shows how the quotation stands. Gives back the evidence as it becomes by a button, with the name of the step.
pub(super) fn ui(
    ui: &mut Ui,
    owner: (PositionId, usize),
    source: &Source,
    evidence: &Evidence,
) -> Option<(Evidence, &'static str)> {
    let known = known(ui, owner, source, evidence);
    let passages = &known.passages;
    match &known.standing {
        Standing::Blank => None,
        Standing::NoText => {
            controls::remark(ui, "The source has no text in which to look for it");
            None
        }
        Standing::NotInText => {
            warn(ui, "Not in the text of its source").on_hover_text(
                "The words differ from the article's, or the article is another one. The quotation is kept.",
            );
            None
        }
        Standing::Verbatim { .. } => {
            first(ui, passages);
            None
        }
        Standing::Found { typography: false, .. } => {
            first(ui, passages);
            let tip = "It stands at one place, word for word. Keeps start and end with the quotation.";
            ui.small_button("Keep its place").on_hover_text(tip).clicked().then_some(())?;
            Some((placed(evidence, &passages.first()?.range), "Place quotation"))
        }
        Standing::Found { typography: true, .. } => {
            first(ui, passages);
            warn(ui, "In the text with other typography").on_hover_text(
                "Only quotation marks, dashes, spaces or letter forms differ. The quotation is kept as it is until you say otherwise.",
            );
            ui.button("Take over the spelling of the text").clicked().then_some(())?;
            let passage = passages.first()?;
            let quote = passage.quote.clone();
            Some((Evidence { quote, ..placed(evidence, &passage.range) }, "Take over spelling of the text"))
        }
        Standing::Several { ranges, .. } => {
            warn(ui, &format!("Stands at {}. Which is meant?", words::count(ranges.len(), "place")));
            choice(ui, evidence, passages, ranges.len())
        }
        Standing::Elsewhere { found, .. } => {
            warn(ui, "Its place holds other words; it stands elsewhere")
                .on_hover_text("The article was changed, or start and end were wrong. Nothing was changed here.");
            if let ([passage], 1) = (&passages[..], found.len()) {
                passage.ui(ui);
                ui.small_button("Correct its place").clicked().then_some(())?;
                return Some((placed(evidence, &passage.range), "Place quotation"));
            }
            choice(ui, evidence, passages, found.len())
        }
    }
}

/// The passage, when there is one.
fn first(ui: &mut Ui, passages: &[Passage]) {
    if let Some(passage) = passages.first() {
        passage.ui(ui);
    }
}

fn warn(ui: &mut Ui, words: &str) -> egui::Response {
    let color = palette(ui).warning.strong;
    ui.label(text(words, Face::Medium, size::SMALL, color))
}

/// The places to choose from, each with the words around it.
fn choice(ui: &mut Ui, evidence: &Evidence, passages: &[Passage], number: usize) -> Option<(Evidence, &'static str)> {
    let mut chosen = None;
    for (at, passage) in passages.iter().enumerate() {
        passage.ui(ui);
        let name = format!("Choose place {} of {number}", at + 1);
        if ui.small_button("This one").accessible_name(name).clicked() {
            chosen = Some((placed(evidence, &passage.range), "Place quotation"));
        }
    }
    if number > passages.len() {
        controls::remark(ui, format!("and {} more; a longer quotation tells them apart", number - passages.len()));
    }
    chosen
}

/// The evidence at a place.
fn placed(evidence: &Evidence, range: &Range<u32>) -> Evidence {
    Evidence { start: Some(range.start), end: Some(range.end), ..evidence.clone() }
}

/// The evidence with its place in the text, where it stands at one place word for word; otherwise without.
pub(super) fn with_place(text: &str, evidence: Evidence) -> Evidence {
    let evidence = Evidence { start: None, end: None, ..evidence };
    match quoting::standing(text, &evidence) {
        Standing::Found { range, typography: false } => placed(&evidence, &range),
        _ => evidence,
    }
}

/// A place of a quotation with the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Passage {
    range: Range<u32>,
    before: String,
    quote: Text,
    after: String,
}

impl Passage {
    fn ui(&self, ui: &mut Ui) {
        let colors = palette(ui);
        let mut job = LayoutJob::default();
        job.wrap.max_width = ui.available_width();
        let plain =
            TextFormat { font_id: font(Face::Regular, size::BODY), color: colors.weak, ..TextFormat::default() };
        let marked = TextFormat { color: colors.text, background: colors.accent_fill, ..plain.clone() };
        job.append(&words::visible_line(&self.before), 0.0, plain.clone());
        job.append(&words::visible_line(&self.quote), 0.0, marked);
        job.append(&words::visible_line(&self.after), 0.0, plain);
        bidi::label(ui, job);
        ui.add_space(space::TIGHT);
    }
}

/// What is known of a quotation, kept until it or its article changes.
#[derive(Debug)]
struct Known {
    evidence: Evidence,
    article: Text,
    standing: Standing,
    passages: Vec<Passage>,
}

fn known(ui: &Ui, owner: (PositionId, usize), source: &Source, evidence: &Evidence) -> Arc<Known> {
    let id = Id::unique(("standing of a quotation", owner));
    // The kept text holds on to its buffer, so that what stands at the same place is the same.
    let is_same =
        |known: &Arc<Known>| std::ptr::eq(known.article.as_str(), source.text.as_str()) && known.evidence == *evidence;
    if let Some(known) = ui.data(|data| data.get_temp::<Arc<Known>>(id)).filter(is_same) {
        return known;
    }
    let standing = quoting::standing(&source.text, evidence);
    let places = Places::of(&source.text);
    let passage = |range: &Range<u32>| {
        let bytes = places.bytes(range)?;
        Some(Passage {
            range: range.clone(),
            before: tail(&source.text[..bytes.start]),
            quote: Text::from(&source.text[bytes.clone()]),
            after: opening(&source.text[bytes.end..]),
        })
    };
    let passages = standing.ranges().iter().take(CHOICES).filter_map(passage).collect();
    let known = Arc::new(Known { evidence: evidence.clone(), article: source.text.clone(), standing, passages });
    ui.data_mut(|data| data.insert_temp(id, Arc::clone(&known)));
    known
}

/// The last words before a quotation, within its paragraph.
fn tail(before: &str) -> String {
    let paragraph = before.rsplit('\n').next().unwrap_or_default();
    match paragraph.char_indices().rev().nth(70) {
        Some((cut, _)) => format!("…{}", paragraph[cut..].split_once(' ').map_or(&paragraph[cut..], |(_, rest)| rest)),
        None => paragraph.to_owned(),
    }
}

/// The first words behind a quotation, within its paragraph.
fn opening(after: &str) -> String {
    let paragraph = after.split('\n').next().unwrap_or_default();
    match paragraph.char_indices().nth(70) {
        Some((cut, _)) => format!("{}…", paragraph[..cut].rsplit_once(' ').map_or(&paragraph[..cut], |(rest, _)| rest)),
        None => paragraph.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_passage_stays_within_its_paragraph() {
        assert_eq!(tail("First.\n\nHe said "), "He said ");
        assert_eq!(opening(" and left.\nNext"), " and left.");
        assert!(tail(&"word ".repeat(40)).starts_with("…word"));
    }
}
