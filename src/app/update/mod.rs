//! The one place where state changes: a command or the outcome of an effect goes in, effects come out. No disk, no
//! clock, no window here, so that tests can play through everything.

mod actions;
mod answers;
mod articles;
mod clipboard;
mod coding;
mod files;
mod keeping;
mod looking;
mod on_disk;
mod opening;
mod picking;
mod positions;
mod quotations;
mod reading;
mod recoding;
mod replacing;
mod structure;
mod versions;

pub(super) use clipboard::{Clip, PasteAs};

use std::path::PathBuf;
use std::sync::{Arc, Weak};

use super::carried::Carried;
use super::disk::SaveError;
use super::document::{Document, Seen};
use super::keeping::{Keep, Kept, Restored, Unclosed};
use super::on_disk::{Expected, Found, Look, Weigh, Weighed};
use super::settings::Theme;
use super::state::State;
use super::world::{Pick, Picked};
use crate::compare::Comparison;
use crate::files::Loaded;
use crate::files::intake::Draft;
use crate::model::shown::visible;
use crate::model::{Address, Done, Dossier, Edit, EditError, Place, Step};
use crate::ui::{Command, Dialog, Purpose, Sample, Selection, ToastKind};

/// What comes to the state: from the window, or from a thread that has finished.
#[derive(Debug)]
pub enum Event {
    /// The person wants something.
    Command(Command),
    /// An effect has ended.
    Outcome(Outcome),
    /// The window is asked to close.
    CloseRequested,
    /// The window has the keyboard again.
    Focused,
}

/// How an effect ended.
#[derive(Debug)]
pub enum Outcome {
    /// Files were chosen, or not.
    Picked(Purpose, Picked),
    /// Files were read.
    Read(Read),
    /// The open dossier's file was looked at; also instead of writing it, when something was in the way.
    Looked(Look, Found),
    /// It was worked out what somebody else's content comes to.
    Weighed(Box<Weighed>),
    /// Something was found out about saved versions, for who asked.
    Learned(Weak<()>, super::versions::Finding),
    /// Documents were read.
    Articles(Arrived),
    /// A file was written.
    Written {
        /// Which job it was.
        job: u64,
        /// What for.
        purpose: Purpose,
        /// Where to.
        path: PathBuf,
        /// The state of the history that was written.
        state: u64,
        /// What the file looks like now, or why it is as it was.
        result: Result<Saved, SaveError>,
    },
    /// Work of programs that are gone was looked for.
    Found {
        /// What was found.
        found: Vec<Unclosed>,
        /// When, in seconds since 1970.
        now: i64,
    },
    /// Such work was restored, or not.
    Restored {
        /// Which job it was.
        job: u64,
        /// The session that it was done in.
        id: String,
        /// What came of it.
        result: Result<Box<Restored>, String>,
    },
    /// A file was not written because another window took it over.
    NotOwned {
        /// Which job it was.
        job: u64,
    },
    /// Something went wrong inside the program, on another thread.
    Broke,
    /// The journal's thread has something to say.
    Kept(Kept),
}

/// A file that was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saved {
    /// What it looks like now; None for what is no dossier.
    pub seen: Option<Seen>,
    /// Why the version before it could not be kept beside it.
    pub not_kept: Option<String>,
    /// That it could not be kept among the saved versions, or what was there before could not, and why; a sentence.
    pub not_stored: Option<String>,
}

/// Files that were read on another thread.
#[derive(Debug)]
pub struct Read {
    /// Which job it was.
    pub job: u64,
    /// To open or to add.
    pub purpose: Purpose,
    /// Each file with its dossier.
    pub files: Vec<ReadFile>,
    /// What follows from the first, when it is to be opened.
    pub comparison: Option<Comparison>,
    /// Why other files could not be read.
    pub failures: Vec<String>,
}

/// Documents that were read on another thread.
#[derive(Debug)]
pub struct Arrived {
    /// Which job it was.
    pub job: u64,
    /// The name of each file with its article.
    pub drafts: Vec<(String, Draft)>,
    /// Why others could not be read.
    pub failures: Vec<String>,
}

/// A file that was read.
#[derive(Debug)]
pub struct ReadFile {
    /// Where it is, for one that is on the disk.
    pub path: Option<PathBuf>,
    /// What is in it.
    pub loaded: Loaded,
    /// What it looked like on the disk when it was read.
    pub seen: Option<Seen>,
}

impl ReadFile {
    /// A file as it was read, of which nobody looked how it lies on the disk.
    pub fn new(path: Option<PathBuf>, loaded: Loaded) -> Self {
        Self { path, loaded, seen: None }
    }
}

/// What is to be done in the outside world.
#[derive(Debug)]
pub enum Effect {
    /// Asks for files.
    Pick(Pick),
    /// Reads files beside the window.
    Read {
        /// Number of the job.
        job: u64,
        /// To open or to add.
        purpose: Purpose,
        /// Which files.
        paths: Vec<PathBuf>,
    },
    /// Reads documents beside the window, to add them as sources.
    ReadArticles {
        /// Number of the job.
        job: u64,
        /// Which files.
        paths: Vec<PathBuf>,
    },
    /// Reads a sample that comes with the program.
    ReadSample {
        /// Number of the job.
        job: u64,
        /// Which one.
        sample: Sample,
    },
    /// Writes beside the window.
    Write(Write),
    /// Looks whether a file is what it was.
    Look(Look),
    /// Works out what somebody else's content comes to.
    Weigh(Weigh),
    /// Finds out about saved versions.
    Inquire(super::versions::Inquiry),
    /// Remembers the settings.
    SaveSettings,
    /// Shows another theme.
    SetTheme(Theme),
    /// Shows everything larger or smaller.
    SetZoom(f32),
    /// Animates menus and panels, or not.
    SetMotion(bool),
    /// Closes the window.
    CloseWindow,
    /// Frees a document beside the window: a large one takes a while.
    Free(Box<Document>),
    /// Takes a picture of a part of the window, in points, and writes it as PNG.
    Picture {
        /// Number of the job.
        job: u64,
        /// Where to.
        path: PathBuf,
        /// Which part.
        area: egui::Rect,
    },
    /// Notes in the journal what happened.
    Keep(Keep),
    /// Restores the work of a program that is gone.
    Restore {
        /// Number of the job.
        job: u64,
        /// The session that it was done in.
        id: String,
    },
    /// Gives up the work of a program that is gone.
    DiscardSession(String),
    /// Puts a text on the clipboard.
    CopyText(String),
    /// Follows a link, because somebody asked for it.
    OpenAddress(Address),
    /// Asks for the text on the clipboard; it comes as a [`Command::Paste`].
    AskForText,
    /// Takes the focus from whatever has it.
    DropFocus,
}

/// Something to write.
#[derive(Debug)]
pub struct Write {
    /// Number of the job.
    pub job: u64,
    /// The dossier itself, or the comparison.
    pub purpose: Purpose,
    /// Where to.
    pub path: PathBuf,
    /// What has to be there now; otherwise nothing is written. None: whatever is there.
    pub expected: Option<Expected>,
    /// That is the dossier's own file already.
    pub is_own: bool,
    /// The state of the history that is written.
    pub state: u64,
    /// What is written, as it is now.
    pub dossier: Arc<Dossier>,
    /// What follows from it.
    pub comparison: Arc<Comparison>,
}

/// Brings the state on by one event and says what is to be done.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    if matches!(&event, Event::Command(command) if !matches!(command, Command::Paste(_))) {
        // The text that was asked for never came.
        state.pastes = PasteAs::default();
    }
    let mut effects = carry_out(state, event);
    effects.extend(articles::go_on(state));
    // What was done goes into the journal, behind the opening of what it was done to.
    effects.extend(state.document.iter_mut().flat_map(Document::take_unkept).map(Effect::Keep));
    // A message with Undo in it speaks of the step that has just been done.
    let now = state.document.as_ref().map(Document::state);
    for toast in state.view.toasts.iter_mut().filter(|toast| toast.state.is_none()) {
        toast.state = now;
    }
    effects
}

fn carry_out(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Command(Command::Act(action)) => actions::act(state, action),
        Event::Command(Command::Perform(step)) => {
            perform(state, step);
            Vec::new()
        }
        Event::Command(Command::Select(place)) => {
            select(state, place);
            Vec::new()
        }
        Event::Command(Command::Extend(place)) => {
            extend(state, place);
            Vec::new()
        }
        Event::Command(Command::AddToSelection(place)) => {
            state.view.position = None;
            state.view.selection.toggle(place);
            Vec::new()
        }
        Event::Command(Command::SelectPosition(id)) => {
            reading::select_position(state, id);
            Vec::new()
        }
        Event::Command(Command::ShowPassage { position, evidence }) => reading::show_passage(state, position, evidence),
        Event::Command(Command::ShowText { source, range }) => reading::show_text(state, source, range),
        Event::Command(Command::Copy(text)) => vec![Effect::CopyText(text)],
        Event::Command(Command::Paste(text)) if state.pastes == PasteAs::Source => articles::pasted(state, &text),
        Event::Command(Command::Paste(text)) => clipboard::paste(state, &text),
        Event::Command(Command::MoveHeads(at)) => {
            structure::move_heads(state, at);
            Vec::new()
        }
        Event::Command(Command::File(command)) => files::command(state, command),
        Event::Command(Command::Answer(answer)) => answers::answer(state, answer),
        Event::Outcome(outcome @ (Outcome::Found { .. } | Outcome::Restored { .. } | Outcome::Kept(_))) => {
            keeping::outcome(state, outcome)
        }
        Event::Command(Command::History(command)) => versions::command(state, command),
        Event::Outcome(outcome) => files::outcome(state, outcome),
        Event::CloseRequested => files::close_requested(state),
        Event::Focused => {
            let mut effects = on_disk::focused(state);
            effects.push(Effect::Keep(Keep::Look));
            effects
        }
    }
}

/// Applies a step to the open document. True when it was done.
fn perform(state: &mut State, step: Step) -> bool {
    if keeping::refuses(state) {
        return false;
    }
    let carried = matches!(step.edit, Edit::Replace(_)).then(|| Carried::of(state)).flatten();
    let Some(document) = &mut state.document else { return false };
    match document.perform(step) {
        Ok(done) => {
            state.view.search.follow(&done.touched, document.revision());
            if let Some(carried) = carried {
                carried.put_into(state);
            }
            keep_selection_valid(state, &done);
            true
        }
        Err(error) => {
            refused(state, error);
            false
        }
    }
}

fn refused(state: &mut State, error: EditError) {
    state.view.toast(ToastKind::Failed, format!("That was not done: {error}."));
}

/// Selects a place and brings it into view.
fn select(state: &mut State, place: Option<Place>) {
    if state.view.selection.active() != place {
        state.view.forget_passing();
        state.view.position = None;
    }
    state.view.selection = Selection::of(place);
    looking::uncover(state, place);
    state.view.matrix.reveal = place;
    state.view.side.reveal = place;
}

/// Moves the corner of the selection and brings it into view.
fn extend(state: &mut State, place: Place) {
    state.view.position = None;
    state.view.selection.extend(place);
    state.view.matrix.reveal = Some(place);
}

/// After a deletion or undo the selection must not lead to something that is gone.
fn keep_selection_valid(state: &mut State, _: &Done) {
    let Some(document) = &state.document else { return };
    let dossier = document.dossier();
    let is_there = |place: Place| match place {
        Place::Dossier => true,
        Place::Source(id) => dossier.sources().contains(id),
        Place::Party(id) => dossier.parties().contains(id),
        Place::Item(id) => dossier.items().contains(id),
        Place::Cell(cell) => dossier.items().contains(cell.item) && dossier.parties().contains(cell.party),
    };
    state.view.selection.retain(is_there);
}

fn open_dialog(state: &mut State, dialog: Dialog) {
    state.view.dialog = Some(dialog);
}

fn message(state: &mut State, title: &str, text: &str) {
    open_dialog(state, Dialog::Message { title: title.to_owned(), text: visible(text).into_owned() });
}
