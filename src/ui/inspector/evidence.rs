//! The evidence of a position: quotations with their source, their speaker, and the passage around them.

use std::collections::BTreeSet;

use egui::Ui;

use super::super::command::Action;
use super::super::controls::{self, Completion, Field, Taken, matching};
use super::super::theme::{palette, space};
use super::super::{OpenDossier, icons, words};
use super::{Change, other_fields, standing};
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
            let (evidence, name) = standing::ui(ui, owner, source, evidence).unzip();
            changed = evidence.zip(name).map(|(evidence, name)| Change::To(evidence, name));
        }
        if let Some(quote) = Field::lines("Quotation", &evidence.quote, 2)
            .hint("Word for word as it stands in the source")
            .show(ui, owner)
        {
            let quote = Text::from(quote.trim());
            let article = source.map_or("", |source| source.text.as_str());
            let evidence = standing::with_place(article, Evidence { quote, ..evidence.clone() });
            changed = Some(Change::To(evidence, "Edit quotation"));
        }
        if let Some(speaker) = speaker(ui, open, owner, &evidence.speaker) {
            changed = Some(Change::To(Evidence { speaker, ..evidence.clone() }, "Edit speaker"));
        }
        if let Some(source) = source_choice(ui, open, owner, evidence.source) {
            let article = open.dossier.sources().get(source).map_or("", |source| source.text.as_str());
            let evidence = standing::with_place(article, Evidence { source, ..evidence.clone() });
            changed = Some(Change::To(evidence, "Choose source"));
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
