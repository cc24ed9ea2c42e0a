//! Questions and lists in front of everything. Each answers to Enter and Escape and puts its answer into the queue.

mod article;
mod articles;
mod coding;
mod confirm;
mod counterpart;
mod discount;
mod history;
mod merge;
mod naming;
mod notices;
mod on_disk;
mod parts;
mod paste;
mod path;
mod recode;
mod rename;
mod replace;
mod restore;
mod ticks;
mod touched;

pub use article::ArticleDialog;
pub use articles::{Arrival, ArticlesDialog};
pub use coding::CodingDialog;
pub use merge::MergeDialog;
pub use paste::{PasteDialog, PasteNames, PastePreview};
pub use path::{PathDialog, Purpose};
pub use recode::{RecodeDialog, Recoded};
pub use rename::RenameDialog;
pub use replace::ReplaceDialog;
pub use restore::{RestoreDialog, Unsaved};
pub use ticks::Ticks;

use egui::{Id, Modal, Ui};

use self::parts::{give, one_line};
use super::command::{Answer, Command, Queue, TopicChange};
use super::highlighting::{self, HighlighterDialog};
use super::history::HistoryDialog;
use super::on_disk::DiskDialog;
use super::view::ViewState;
use super::{Scene, palette_dialog};
use crate::model::steps::Deletion;
use crate::model::{DiscountKind, ItemId, PartyId, PositionId};

/// What stands in front of the window and waits for an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Dialog {
    /// The dossier has changes that are not saved.
    Unsaved,
    /// The file was changed by somebody else.
    OnDisk(Box<DiskDialog>),
    /// A record is about to go with what hangs on it.
    Delete(Box<Deletion>),
    /// The name of a new party.
    NewParty {
        /// What was typed so far.
        name: String,
        /// The party before which it will stand; None: the last place.
        before: Option<PartyId>,
    },
    /// The title of a new item and its topic.
    NewItem {
        /// What was typed so far.
        title: String,
        /// The heading under which it will stand.
        topic: String,
        /// The item before which it will stand; None: the last place of the topic.
        before: Option<ItemId>,
    },
    /// The name of a topic.
    Topic {
        /// What it is for.
        change: TopicChange,
        /// What was typed so far.
        name: String,
    },
    /// Several parties or items are about to become one.
    Merge(Box<MergeDialog>),
    /// A party or an item is about to get another name.
    Rename(Box<RenameDialog>),
    /// Positions are about to move to another item, or an item to become two.
    Recode(Box<RecodeDialog>),
    /// The title of a new source.
    NewSource {
        /// What was typed so far.
        title: String,
    },
    /// Articles were read and are about to become sources.
    Articles(Box<ArticlesDialog>),
    /// A position is about to be marked as one that does not count.
    Discount {
        /// Which one.
        position: PositionId,
        /// Superseded or doubtful.
        kind: DiscountKind,
        /// Why, as far as it was typed.
        reason: String,
    },
    /// The text of an article is edited.
    Article(Box<ArticleDialog>),
    /// Selected words of an article are about to become a position.
    Coding(Box<CodingDialog>),
    /// Words are about to be replaced.
    Replace(Box<ReplaceDialog>),
    /// A block is about to be pasted that would add something.
    Paste(Box<PasteDialog>),
    /// Names are about to be pasted onto heads, and some are new.
    PasteNames(Box<PasteNames>),
    /// No native dialog could be shown: the path is typed.
    Path(PathDialog),
    /// Something went wrong that needs more words than a toast.
    Message {
        /// What happened.
        title: String,
        /// What it means and what to do.
        text: String,
    },
    /// Finds commands, items and parties.
    Palette {
        /// What was typed so far.
        query: String,
        /// The chosen line.
        chosen: usize,
        /// Items and parties only, to go there.
        only_places: bool,
    },
    /// Work of a program that ended without closing.
    Restore(RestoreDialog),
    /// Every step that was done, and every version that was saved.
    History(Box<HistoryDialog>),
    /// The terms that are marked in every article.
    Highlighter(Box<HighlighterDialog>),
    /// Every key.
    Shortcuts,
    /// Version and licences.
    About,
}

/// Shows the dialog that is open, if one is.
pub(super) fn ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut ViewState, queue: &mut Queue) {
    let Some(mut dialog) = view.dialog.take() else { return };
    let frame = egui::Frame::popup(ui.style()).corner_radius(10).inner_margin(match dialog {
        Dialog::Palette { .. } => 10,
        Dialog::Coding(_) => 14,
        _ => 22,
    });
    let id = Id::unique(("dialog", std::mem::discriminant(&dialog)));
    let mut modal = Modal::new(id).frame(frame);
    if let Dialog::Coding(coding) = &dialog {
        modal = coding::beside(modal, ui.ctx(), id, coding);
    }
    if let Dialog::Palette { .. } = &dialog {
        modal = palette_dialog::from_top(modal, ui.ctx(), id);
    }
    let modal = modal.show(ui.ctx(), |ui| {
        ui.set_width(dialog_width(&dialog, ui.ctx().content_rect().width()));
        contents(ui, scene, view, &mut dialog, queue)
    });
    let leaves_changes = matches!(&mut dialog, Dialog::Article(article) if article.is_changed() && !article.is_leaving);
    // Asked once: Escape that was taken is gone.
    let should_close = modal.should_close();
    if let (true, true, Dialog::Article(article)) = (should_close, leaves_changes, &mut dialog) {
        article.is_leaving = true;
    } else if should_close && !modal.inner {
        queue.push(Command::Answer(Answer::Cancel));
    }
    view.dialog = Some(dialog);
}

fn dialog_width(dialog: &Dialog, room: f32) -> f32 {
    let wanted = match dialog {
        Dialog::Palette { .. }
        | Dialog::Shortcuts
        | Dialog::Path(_)
        | Dialog::Replace(_)
        | Dialog::Merge(_)
        | Dialog::Rename(_)
        | Dialog::Recode(_)
        | Dialog::Articles(_)
        | Dialog::OnDisk(_)
        | Dialog::Restore(_) => 560.0,
        Dialog::Article(_) => 760.0,
        Dialog::Coding(_) => coding::WIDTH,
        Dialog::History(_) | Dialog::Highlighter(_) => 500.0,
        _ => 420.0,
    };
    (room - 80.0).clamp(240.0, wanted)
}

/// Gives back true when an answer was given.
fn contents(ui: &mut Ui, scene: &Scene<'_>, view: &mut ViewState, dialog: &mut Dialog, queue: &mut Queue) -> bool {
    match dialog {
        Dialog::Unsaved => confirm::unsaved(ui, scene, queue),
        Dialog::OnDisk(dialog) => on_disk::ui(ui, scene, dialog, queue),
        Dialog::Delete(deletion) => confirm::delete(ui, scene, deletion, queue),
        Dialog::NewParty { name, before } => {
            let answer = naming::new_party(ui, name);
            answer.is_some_and(|is_done| give(queue, is_done.then(|| Answer::NewParty(name.clone(), *before))))
        }
        Dialog::NewItem { title, topic, before } => {
            let answer = naming::new_item(ui, scene, title, topic);
            let done = || Answer::NewItem { title: title.clone(), topic: topic.clone(), before: *before };
            answer.is_some_and(|is_done| give(queue, is_done.then(done)))
        }
        Dialog::Topic { change, name } => naming::topic(ui, scene, change, name, queue),
        Dialog::Recode(dialog) => scene.open.is_some_and(|open| recode::ui(ui, &open, dialog, queue)),
        Dialog::Rename(dialog) => scene.open.is_some_and(|open| rename::ui(ui, &open, dialog, queue)),
        Dialog::Merge(dialog) => scene.open.is_some_and(|open| merge::ui(ui, &open, dialog, queue)),
        Dialog::NewSource { title } => {
            let answer =
                one_line(ui, "Add source", "Title", title, "An article, statement or transcript to quote from");
            answer.is_some_and(|is_done| give(queue, is_done.then(|| Answer::NewSource(title.clone()))))
        }
        Dialog::Discount { position, kind, reason } => {
            scene.open.is_some_and(|open| discount::ui(ui, &open, (*position, *kind), reason, queue))
        }
        Dialog::Coding(dialog) => scene.open.is_some_and(|open| coding::ui(ui, &open, dialog, queue)),
        Dialog::Articles(dialog) => articles::ui(ui, dialog, queue),
        Dialog::PasteNames(names) => paste::names(ui, names, queue),
        Dialog::Paste(dialog) => scene.open.is_some_and(|open| paste::ui(ui, &open, view, dialog, queue)),
        Dialog::Article(dialog) => scene.open.is_some_and(|open| article::ui(ui, &open, dialog, queue)),
        Dialog::Replace(dialog) => scene.open.is_some_and(|open| replace::ui(ui, &open, dialog, queue)),
        Dialog::Path(dialog) => path::ui(ui, dialog, queue),
        Dialog::Message { title, text } => notices::message(ui, title, text, queue),
        Dialog::Palette { query, chosen, only_places } => {
            palette_dialog::ui(ui, scene, view, (query, chosen), *only_places, queue)
        }
        Dialog::Restore(dialog) => restore::ui(ui, dialog, queue),
        Dialog::History(dialog) => history::ui(ui, scene, dialog, queue),
        Dialog::Highlighter(dialog) => {
            scene.open.is_some_and(|open| highlighting::dialog_ui(ui, &open, &mut view.highlighting, dialog, queue))
        }
        Dialog::Shortcuts => notices::shortcuts(ui, queue),
        Dialog::About => notices::about(ui, queue),
    }
}
