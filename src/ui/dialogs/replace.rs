//! Every wording that would change, before it changes.

use egui::text::LayoutJob;
use egui::{Checkbox, ScrollArea, Ui};

use super::super::command::{Answer, Queue};
use super::super::finding::Replacement;
use super::super::theme::{Face, font, palette, size, space};
use super::super::{OpenDossier, controls, words};
use super::parts::{buttons, give, is_plain_enter, title};
use crate::search::{Exactness, Needle};

/// Height of one change in the list.
const LINE: f32 = 62.0;

/// Wordings that are about to change.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplaceDialog {
    /// The words that are looked for.
    pub query: String,
    /// How they are looked for.
    pub exactness: Exactness,
    /// What shall stand in their place.
    pub by: String,
    /// Every wording with what it would become.
    pub changes: Vec<Replacement>,
}

/// Gives back true when an answer was given.
pub(super) fn ui(ui: &mut Ui, open: &OpenDossier<'_>, dialog: &mut ReplaceDialog, queue: &mut Queue) -> bool {
    let what = format!("Replace {} with {}", words::quoted(dialog.query.trim()), words::quoted(&dialog.by));
    title(ui, &what);
    let needle = Needle::new(&dialog.query, dialog.exactness);
    let count = dialog.changes.len();
    ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show_rows(ui, LINE, count, |ui, rows| {
        for change in &mut dialog.changes[rows] {
            ui.horizontal(|ui| {
                ui.set_height(LINE - ui.spacing().item_spacing.y);
                let name = format!(
                    "{}, {}",
                    super::super::bidi::isolated(words::party_name(open.dossier, change.cell.party)),
                    super::super::bidi::isolated(words::item_title(open.dossier, change.cell.item))
                );
                ui.add(Checkbox::without_text(&mut change.is_wanted)).on_hover_text(super::super::bidi::spoken(&name));
                ui.vertical(|ui| {
                    controls::remark(ui, &name);
                    let width = ui.available_width();
                    let before = words::visible_line(&change.before);
                    let places = needle.as_ref().map_or_else(Vec::new, |needle| needle.places(&before));
                    let job = cut(ui, &before, width);
                    let marked = controls::marked(job, &places, palette(ui).danger.fill);
                    super::super::bidi::label(ui, marked);
                    let after = cut(ui, &change.after, width);
                    super::super::bidi::label(ui, after);
                });
            });
        }
    });
    let wanted = dialog.changes.iter().filter(|change| change.is_wanted).count();
    ui.add_space(space::SMALL);
    controls::remark(ui, format!("{} of {} will change", words::grouped(wanted), words::count(count, "wording")));
    let clicked = buttons(ui, &["Cancel", "Replace"]).or(is_plain_enter(ui).then_some(1));
    match clicked {
        None => false,
        Some(0) => give(queue, None),
        Some(_) => {
            let changes = dialog.changes.iter().filter(|change| change.is_wanted);
            let changes = changes.map(|change| (change.position, change.after.clone())).collect();
            give(queue, Some(Answer::Replace { what, changes }))
        }
    }
}

fn cut(ui: &Ui, words: &str, width: f32) -> LayoutJob {
    let color = palette(ui).text;
    let mut job = controls::cut_job(&words::visible_line(words), Face::Regular, size::BODY, color, width, 1);
    job.sections.iter_mut().for_each(|section| section.format.font_id = font(Face::Regular, size::BODY));
    job
}
