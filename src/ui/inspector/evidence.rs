//! The evidence of a position: quotations with their source, their speaker, and the passage around them.

use std::collections::BTreeSet;

use egui::Ui;
use egui::text::{LayoutJob, TextFormat};

use super::super::command::Action;
use super::super::controls::{self, Completion, Field, Taken, matching, text};
use super::super::theme::{Face, font, palette, size, space};
use super::super::{OpenDossier, icons, words};
use super::{Change, other_fields};
use crate::model::{Evidence, Extra, Position, PositionId, Source, SourceId, Text};

/// Shows the quotations and the button that adds one. Gives back the number of one whose passage was
/// asked for.
pub(super) fn ui(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    id: PositionId,
    position: &Position,
    change: &mut impl FnMut(Position, &str),
) -> Option<usize> {
    let mut asked_for = None;
    if position.evidence.is_empty() {
        controls::remark(ui, "None yet: no sentence says so.");
    }
    for (index, evidence) in position.evidence.iter().enumerate() {
        let (changed, asked) = ui.push_id(("evidence", index), |ui| one(ui, open, (id, index), evidence)).inner;
        asked_for = asked_for.or(asked.then_some(index));
        if let Some(changed) = changed {
            let mut position = position.clone();
            let name = changed.apply(&mut position.evidence, index);
            change(position, name);
        }
    }
    match open.dossier.sources().keys().last() {
        None => {
            let way = Action::AddSource.way();
            controls::remark(ui, format!("Add a source first ({way}); quotations come from sources."));
        }
        Some(&source) => {
            if ui.button("Add quotation").on_hover_text("A verbatim sentence that this position rests on").clicked() {
                let mut position = position.clone();
                let quote = Text::default();
                position.evidence.push(Evidence {
                    source,
                    quote,
                    start: None,
                    end: None,
                    speaker: Text::default(),
                    extra: Extra::default(),
                });
                change(position, "Add quotation");
            }
        }
    }
    asked_for
}

fn one(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    owner: (PositionId, usize),
    evidence: &Evidence,
) -> (Option<Change<Evidence>>, bool) {
    let colors = palette(ui);
    let mut changed = None;
    let mut is_asked_for = false;
    let source = open.dossier.sources().get(evidence.source);
    let frame =
        egui::Frame::new().stroke(egui::Stroke::new(1.0, colors.line)).corner_radius(space::RADIUS).inner_margin(8);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if let Some(source) = source {
            passage(ui, source, evidence);
        }
        if let Some(quote) = Field::lines("Quotation", &evidence.quote, 2)
            .hint("Word for word as it stands in the source")
            .show(ui, owner)
        {
            let quote = Text::from(quote.trim());
            let place = source.and_then(|source| place_of(&source.text, &quote));
            let (start, end) = (place.map(|(start, _)| start), place.map(|(_, end)| end));
            changed = Some(Change::To(Evidence { quote, start, end, ..evidence.clone() }, "Edit quotation"));
        }
        if let Some(speaker) = speaker(ui, open, owner, &evidence.speaker) {
            changed = Some(Change::To(Evidence { speaker, ..evidence.clone() }, "Edit speaker"));
        }
        if let Some(source) = source_choice(ui, open, owner, evidence.source) {
            let place = open.dossier.sources().get(source).and_then(|source| place_of(&source.text, &evidence.quote));
            let (start, end) = (place.map(|(start, _)| start), place.map(|(_, end)| end));
            changed = Some(Change::To(Evidence { source, start, end, ..evidence.clone() }, "Choose source"));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            if controls::icon_button(ui, icons::X, "Remove quotation").clicked() {
                changed = Some(Change::Gone("Remove quotation"));
            }
            if controls::icon_button(ui, icons::ARTICLE, "Show passage").clicked() {
                is_asked_for = true;
            }
            let move_up = |ui: &mut Ui| controls::icon_button(ui, icons::CARET_UP, "Move quotation up").clicked();
            if owner.1 > 0 && move_up(ui) {
                changed = Some(Change::Earlier("Move quotation"));
            }
        });
        other_fields(ui, &evidence.extra);
    });
    (changed, is_asked_for)
}

/// Who said it, with those who are quoted elsewhere and the parties to choose from.
fn speaker(ui: &mut Ui, open: &OpenDossier<'_>, owner: (PositionId, usize), current: &Text) -> Option<Text> {
    let field = Completion { name: "Speaker", current, hint: "Speaker", takes_words: true };
    let taken = field.show(ui, owner, |query| {
        let mut seen = BTreeSet::new();
        let quoted = open.dossier.positions().flat_map(|(_, position)| &position.evidence).map(|found| &found.speaker);
        let parties = open.dossier.parties().iter().map(|(_, party)| &party.name);
        let names = quoted.chain(parties).filter(|name| !name.is_empty() && seen.insert(*name));
        matching(query, names.map(|name| (name.clone(), words::visible_line(name))))
    });
    words_of(taken)
}

fn source_choice(
    ui: &mut Ui,
    open: &OpenDossier<'_>,
    owner: (PositionId, usize),
    current: SourceId,
) -> Option<SourceId> {
    let shown = open.dossier.sources().get(current).map_or_else(String::new, source_line);
    let field = Completion { name: "Source", current: &shown, hint: "Type to find a source", takes_words: false };
    let taken = field.show(ui, owner, |query| {
        matching(query, open.dossier.sources().iter().map(|(id, source)| (id, source_line(source).into())))
    });
    match taken? {
        Taken::Entry(source) => Some(source).filter(|source| *source != current),
        Taken::Words(_) | Taken::Nothing => None,
    }
}

/// The words that were typed or chosen; None when nothing was.
pub(super) fn words_of(taken: Option<Taken<Text>>) -> Option<Text> {
    Some(match taken? {
        Taken::Entry(words) => words,
        Taken::Words(words) => Text::from(words.as_str()),
        Taken::Nothing => Text::default(),
    })
}

/// A source in one line: its date and title.
pub(super) fn source_line(source: &Source) -> String {
    let title = words::visible_line(if source.title.is_empty() { &source.id } else { &source.title });
    match source.published {
        Some(date) => format!("{date} · {title}"),
        None => title.into_owned(),
    }
}

/// Where a quotation stands in a text, in Unicode scalar values, if it stands there.
fn place_of(text: &str, quote: &str) -> Option<(u32, u32)> {
    if quote.is_empty() {
        return None;
    }
    let start = text[..text.find(quote)?].chars().count();
    Some((u32::try_from(start).ok()?, u32::try_from(start + quote.chars().count()).ok()?))
}

/// The sentence around a quotation with the quotation marked, or a word on why it cannot be shown.
fn passage(ui: &mut Ui, source: &Source, evidence: &Evidence) {
    let colors = palette(ui);
    if source.text.is_empty() || evidence.quote.is_empty() {
        return;
    }
    let Some(at) = source.text.find(evidence.quote.as_str()) else {
        ui.label(text("Not in the text of its source", Face::Medium, size::SMALL, colors.warning.strong))
            .on_hover_text(
                "The words differ from the article's, or the article is another one. The quotation is kept.",
            );
        return;
    };
    let end = at + evidence.quote.len();
    let before = tail(&source.text[..at]);
    let after = opening(&source.text[end..]);
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let plain = TextFormat { font_id: font(Face::Regular, size::BODY), color: colors.weak, ..TextFormat::default() };
    let marked = TextFormat { color: colors.text, background: colors.accent_fill, ..plain.clone() };
    job.append(&words::visible_line(&before), 0.0, plain.clone());
    job.append(&words::visible_line(&evidence.quote), 0.0, marked);
    job.append(&words::visible_line(&after), 0.0, plain);
    super::super::bidi::label(ui, job);
    ui.add_space(space::TIGHT);
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
    fn a_quotation_is_found_in_scalar_values() {
        assert_eq!(place_of("Kyiv — “yes” to it", "yes"), Some((8, 11)));
        assert_eq!(place_of("停火谈判：同意", "同意"), Some((5, 7)));
        assert_eq!(place_of("no", "yes"), None);
        assert_eq!(place_of("no", ""), None);
    }

    #[test]
    fn the_passage_stays_within_its_paragraph() {
        assert_eq!(tail("First.\n\nHe said "), "He said ");
        assert_eq!(opening(" and left.\nNext"), " and left.");
        assert!(tail(&"word ".repeat(40)).starts_with("…word"));
    }
}
