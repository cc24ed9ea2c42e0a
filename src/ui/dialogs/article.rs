//! The text of an article while it is edited, with what that means for its quotations.

use egui::{Key, Modifiers, Ui};

use super::super::command::{Answer, Queue};
use super::super::controls::{self, text};
use super::super::fields::TextField;
use super::super::theme::{Face, palette, size, space};
use super::super::{OpenDossier, bidi, words};
use super::parts::{buttons, give, title};
use crate::model::steps::ArticleEdit;
use crate::model::{Dossier, SourceId, Text};

/// So many of the changed quotations are shown.
const SHOWN: usize = 3;

/// An article that is being edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleDialog {
    /// The source.
    pub source: SourceId,
    /// The text as it was typed so far.
    pub text: String,
    /// Quotations within which something was corrected take over the new words.
    pub follows: bool,
    /// It was asked to close although something was changed; the next time it closes.
    pub is_leaving: bool,
    /// What it means for the quotations, once something was changed.
    touched: Option<Touched>,
}

/// What the text as it was typed so far means.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Touched {
    kept: usize,
    could_follow: usize,
    gone: usize,
    /// The first quotations that are no longer in the text, each with the words that stand there now.
    shown: Vec<(Text, Option<Text>)>,
}

impl ArticleDialog {
    /// The text of a source as it stands; None when there is no such source.
    pub fn of(dossier: &Dossier, source: SourceId) -> Option<Self> {
        let text = dossier.sources().get(source)?.text.to_string();
        Some(Self { source, text, follows: false, is_leaving: false, touched: None })
    }

    /// True when closing would lose something that was typed.
    pub fn is_changed(&self) -> bool {
        self.touched.is_some()
    }
}

impl Touched {
    fn of(dossier: &Dossier, source: SourceId, text: &str) -> Option<Self> {
        let edit = ArticleEdit::of(dossier, source, text)?;
        let quote = |position, index: usize| Some(dossier.position(position)?.evidence.get(index)?.quote.clone());
        let shown = edit.changed.iter().take(SHOWN);
        let shown = shown.filter_map(|one| Some((quote(one.position, one.evidence)?, one.now.clone()))).collect();
        let could_follow = edit.could_follow();
        Some(Self { kept: edit.kept, could_follow, gone: edit.changed.len() - could_follow, shown })
    }
}

/// Gives back true when an answer was given.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, dialog: &mut ArticleDialog, queue: &mut Queue) -> bool {
    let Some(source) = open.dossier.sources().get(dialog.source) else { return give(queue, None) };
    title(ui, "Edit article text");
    controls::remark(ui, words::visible_line(if source.title.is_empty() { &source.id } else { &source.title }));
    ui.add_space(space::SMALL);
    // Before the field sees it and begins a new line.
    let is_confirmed = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let height = (ui.ctx().content_rect().height() - 340.0).max(120.0);
    let field = TextField::lines(&mut dialog.text, 12).width(f32::INFINITY);
    let response = controls::scrolled(ui, field, height, "Article text");
    if response.changed() {
        dialog.touched = Touched::of(open.dossier, dialog.source, &dialog.text);
        dialog.is_leaving = false;
    }
    if ui.ctx().memory(|memory| memory.focused().is_none()) && !dialog.is_leaving {
        response.request_focus();
    }
    ui.add_space(space::SMALL);
    meaning(ui, dialog);
    if dialog.is_leaving {
        let color = palette(ui).warning.strong;
        ui.label(text("The text was changed. Escape or Cancel again discards it", Face::Medium, size::BODY, color));
    }
    let clicked = buttons(ui, &["Cancel", "Change text"]).or(is_confirmed.then_some(1));
    match clicked {
        Some(0) if dialog.is_changed() && !dialog.is_leaving => {
            dialog.is_leaving = true;
            false
        }
        Some(0) => give(queue, None),
        Some(_) => {
            let (text, follows) = (std::mem::take(&mut dialog.text), dialog.follows);
            give(queue, Some(Answer::EditArticle { source: dialog.source, text, follows }))
        }
        None => false,
    }
}

/// What the edit means for the quotations.
fn meaning(ui: &mut Ui, dialog: &mut ArticleDialog) {
    let Some(touched) = &dialog.touched else {
        controls::remark(ui, "Nothing changed yet. Marks go with their words, in the same step. Ctrl+Enter is done");
        return;
    };
    let Touched { kept, could_follow, gone, shown } = touched;
    if *kept > 0 {
        let verb = if *kept == 1 { "stays at its" } else { "stay at their" };
        controls::remark(ui, format!("{} with a place in the text {verb} words", words::count(*kept, "quotation")));
    }
    if *could_follow > 0 {
        let name = format!("Take over the new words in {}", words::count(*could_follow, "quotation"));
        ui.checkbox(&mut dialog.follows, name).on_hover_text(
            "Something was changed within them. Otherwise they keep their words and are no longer in the text.",
        );
    }
    if *gone > 0 {
        let color = palette(ui).warning.strong;
        let (verb, number) = (if *gone == 1 { "is" } else { "are" }, words::count(*gone, "quotation"));
        ui.label(text(format!("{number} {verb} no longer in the text"), Face::Medium, size::BODY, color));
    }
    for (before, now) in shown {
        let before = words::quoted(before);
        let line = match now {
            Some(now) => format!("{before} → {}", words::quoted(now)),
            None => before,
        };
        bidi::label(ui, text(line, Face::Regular, size::SMALL, palette(ui).weak));
    }
}
