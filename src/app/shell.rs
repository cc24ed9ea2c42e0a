//! Runs effects: on other threads where they take time, with their outcome sent back.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use egui::{Context, ViewportCommand};

use super::guard;
use super::keeping::{self, Keeper, Kept, Own};
use super::on_disk::{self, Look, Occasion};
use super::update::{Arrived, Effect, Outcome, Read, ReadFile, Saved, Write};
use super::versions::Inquiry;
use super::world::{Pick, World};
use super::{Seen, State, disk, picture, read_failure, saving, versions};
use crate::compare::Comparison;
use crate::files::{self, Fingerprint};
use crate::model::shown::quoted_path;
use crate::ui::{Purpose, Sample};

/// How long a frame waits for the journal at most. Usually it is a tenth of a millisecond.
const JOURNAL_PATIENCE: Duration = Duration::from_millis(20);
/// How long the window waits for the journal when it ends.
const FLUSH_PATIENCE: Duration = Duration::from_secs(3);

/// What runs effects.
pub(super) struct Shell {
    world: Arc<dyn World>,
    sender: Sender<Outcome>,
    receiver: Receiver<Outcome>,
    /// None when the system gave no thread for it.
    keeper: Option<Keeper>,
}

impl Shell {
    pub(super) fn new(world: Arc<dyn World>, ctx: &Context) -> Self {
        let (sender, receiver) = channel();
        let (teller, again) = (sender.clone(), ctx.clone());
        let tell = move |kept| {
            send(&teller, Outcome::Kept(kept));
            again.request_repaint();
        };
        let keeper = Keeper::start(Arc::clone(&world), tell);
        if let Err(error) = &keeper {
            send(&sender, Outcome::Kept(Kept::Behind(error.to_string())));
        }
        Self { world, sender, receiver, keeper: keeper.ok() }
    }

    /// Looks, beside the window, for work of programs that are gone.
    pub(super) fn find_sessions(&self, ctx: &Context) {
        let world = Arc::clone(&self.world);
        self.beside("sessions", ctx, move || {
            let found = keeping::find(&*world).unwrap_or_else(|error| {
                log::warn!("it could not be seen whether there is work to restore: {error}");
                Vec::new()
            });
            Outcome::Found { found, now: world.now().as_second() }
        });
    }

    /// Waits, hardly ever to be noticed, until everything that was done is written.
    pub(super) fn wait_for_journal(&self) {
        if let Some(keeper) = &self.keeper {
            keeper.wait(JOURNAL_PATIENCE);
        }
    }

    /// True when the end of the program could not take anything that was done.
    pub(super) fn has_kept_everything(&self) -> bool {
        self.keeper.as_ref().is_some_and(Keeper::has_written)
    }

    /// Waits, not for long, until everything that was done is on the disk.
    pub(super) fn flush(&self) {
        if !self.keeper.as_ref().is_some_and(|keeper| keeper.flush(FLUSH_PATIENCE)) {
            log::warn!("not everything that was done is in the journal");
        }
    }

    /// Which session is this window's.
    fn own(&self) -> Own {
        self.keeper.as_ref().map(Keeper::own).unwrap_or_default()
    }

    /// The world that effects act on.
    pub(super) fn world(&self) -> &dyn World {
        &*self.world
    }

    /// The outcomes that have come in.
    pub(super) fn outcomes(&self) -> Vec<Outcome> {
        self.receiver.try_iter().collect()
    }

    /// Asks the system, beside the window, whether anything may move.
    pub(super) fn follow_wish_for_no_motion(&self, ctx: &Context) {
        let (world, ctx) = (Arc::clone(&self.world), ctx.clone());
        spawn("motion", move || {
            if world.wants_no_motion() {
                crate::ui::theme::set_motion(&ctx, false);
                ctx.request_repaint();
            }
        });
    }

    /// Runs one effect. Nothing here waits.
    pub(super) fn run(&self, effect: Effect, state: &State, ctx: &Context, window: Option<&eframe::Frame>) {
        match effect {
            Effect::Pick(request) => self.pick(request, ctx, window),
            Effect::Read { job, purpose, paths } => {
                let world = Arc::clone(&self.world);
                self.beside("read", ctx, move || Outcome::Read(read(&*world, job, purpose, paths)));
            }
            Effect::ReadArticles { job, paths } => {
                let world = Arc::clone(&self.world);
                self.beside("articles", ctx, move || Outcome::Articles(read_articles(&*world, job, paths)));
            }
            Effect::ReadSample { job, sample } => {
                self.beside("read-sample", ctx, move || Outcome::Read(read_sample(job, sample)));
            }
            Effect::Write(order) => {
                let (world, own) = (Arc::clone(&self.world), self.own());
                self.beside("write", ctx, move || write(&*world, &own, order));
            }
            Effect::Keep(keep) => {
                if let Some(keeper) = &self.keeper {
                    keeper.keep(keep);
                }
            }
            Effect::Restore { job, id } => {
                let world = Arc::clone(&self.world);
                self.beside("restore", ctx, move || {
                    let result = keeping::restore(&*world, &id).map(Box::new);
                    Outcome::Restored { job, id, result }
                });
            }
            Effect::DiscardSession(id) => {
                if let Err(error) = keeping::discard(&*self.world, &id) {
                    log::warn!("the work could not be given up: {error}");
                }
            }
            Effect::Look(look) => {
                let world = Arc::clone(&self.world);
                self.beside("look", ctx, move || {
                    let found = on_disk::look(&*world, &look.path, look.expected);
                    Outcome::Looked(look, found)
                });
            }
            Effect::Weigh(order) => {
                let world = Arc::clone(&self.world);
                self.beside("weigh", ctx, move || Outcome::Weighed(Box::new(on_disk::weigh(&*world, order))));
            }
            Effect::Inquire(inquiry) => self.inquire(inquiry, ctx),
            Effect::SaveSettings => state.settings.save(&*self.world),
            Effect::SetTheme(theme) => ctx.set_theme(egui::ThemePreference::from(theme)),
            Effect::SetMotion(moves) => crate::ui::theme::set_motion(ctx, moves),
            Effect::SetZoom(zoom) => ctx.set_zoom_factor(zoom),
            Effect::CloseWindow => ctx.send_viewport_cmd(ViewportCommand::Close),
            Effect::Free(document) => spawn("free", move || drop(document)),
            Effect::Picture { job, path, area } => self.picture(job, path, area, ctx),
            Effect::CopyText(text) => ctx.copy_text(text),
            Effect::OpenAddress(address) => ctx.open_url(egui::OpenUrl::new_tab(address.url())),
            Effect::AskForText => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            Effect::DropFocus => ctx.memory_mut(|memory| {
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
            }),
        }
    }

    fn pick(&self, request: Pick, ctx: &Context, window: Option<&eframe::Frame>) {
        let (sender, ctx, purpose) = (self.sender.clone(), ctx.clone(), request.purpose);
        let done = move |picked| {
            send(&sender, Outcome::Picked(purpose, picked));
            ctx.request_repaint();
        };
        self.world.pick(request, window, Box::new(done));
    }

    /// Asks the window for its pixels; once they are there, they are cut, encoded and written beside it.
    fn picture(&self, job: u64, path: PathBuf, area: egui::Rect, ctx: &Context) {
        let (world, sender, again) = (Arc::clone(&self.world), self.sender.clone(), ctx.clone());
        let scale = ctx.pixels_per_point();
        // The frame after this one no longer has the messages and menus over the view.
        ctx.request_repaint();
        ctx.request_screenshot(move |pixels| {
            spawn("picture", move || {
                let result = picture::write(&*world, &path, &pixels, area, scale).map(|()| Saved::default());
                send(&sender, Outcome::Written { job, purpose: Purpose::Picture, path, state: 0, result });
                again.request_repaint();
            });
        });
    }

    /// Finds out about saved versions, and sends each piece as soon as it is known.
    fn inquire(&self, inquiry: Inquiry, ctx: &Context) {
        let (world, sender, ctx) = (Arc::clone(&self.world), self.sender.clone(), ctx.clone());
        spawn("versions", move || {
            versions::inquire(&*world, inquiry, |asker, finding| {
                send(&sender, Outcome::Learned(asker, finding));
                ctx.request_repaint();
            });
        });
    }

    /// Does work on a thread of its own and sends what came of it.
    fn beside(&self, name: &str, ctx: &Context, work: impl FnOnce() -> Outcome + Send + 'static) {
        let (sender, ctx) = (self.sender.clone(), ctx.clone());
        spawn(name, move || {
            // A thread that fails must not leave the window waiting for it.
            let outcome = guard::caught(work).unwrap_or(Outcome::Broke);
            send(&sender, outcome);
            ctx.request_repaint();
        });
    }
}

fn send(sender: &Sender<Outcome>, outcome: Outcome) {
    if sender.send(outcome).is_err() {
        log::info!("a result came after the window was closed");
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    if let Err(error) = std::thread::Builder::new().name(name.to_owned()).spawn(work) {
        log::error!("no thread for {name}: {error}");
    }
}

fn read(world: &dyn World, job: u64, purpose: Purpose, paths: Vec<PathBuf>) -> Read {
    let mut read = Read { job, purpose, files: Vec::new(), comparison: None, failures: Vec::new() };
    for path in paths {
        match read_one(world, &path) {
            Ok(file) => read.files.push(file),
            Err(failure) => read.failures.push(failure),
        }
    }
    compare_first(read)
}

fn compare_first(read: Read) -> Read {
    let comparison = read.files.first().map(|file| Comparison::of(&file.loaded.dossier, None));
    Read { comparison, ..read }
}

fn read_one(world: &dyn World, path: &Path) -> Result<ReadFile, String> {
    // Looked at before it is read: a file that changes in between counts as changed.
    let stamp = world.stamp(path).ok();
    let bytes = world.read(path).map_err(|error| read_failure(path, &error))?;
    let fingerprint = Fingerprint::of(&bytes);
    let loaded = files::read(bytes).map_err(|refusal| match refusal.line_column() {
        Some((line, column)) => format!("{}, line {line}, column {column}: {refusal}", shown(path)),
        None => format!("{}: {refusal}", shown(path)),
    })?;
    Ok(ReadFile { path: Some(path.to_owned()), loaded, seen: Some(Seen { stamp, fingerprint }) })
}

fn read_articles(world: &dyn World, job: u64, paths: Vec<PathBuf>) -> Arrived {
    let mut arrived = Arrived { job, drafts: Vec::new(), failures: Vec::new() };
    for path in paths {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let read = world.read(&path).map_err(|error| read_failure(&path, &error));
        let draft = read.and_then(|bytes| {
            files::intake::read(&bytes, &name).map_err(|refusal| format!("{}: {refusal}.", quoted_path(&name)))
        });
        match draft {
            Ok(draft) => arrived.drafts.push((name, draft)),
            Err(failure) => arrived.failures.push(failure),
        }
    }
    arrived
}

fn shown(path: &Path) -> String {
    quoted_path(&path.to_string_lossy())
}

fn read_sample(job: u64, sample: Sample) -> Read {
    let mut read = Read { job, purpose: Purpose::Open, files: Vec::new(), comparison: None, failures: Vec::new() };
    match files::read(sample.bytes().to_vec()) {
        Ok(loaded) => read.files.push(ReadFile::new(None, loaded)),
        Err(refusal) => read.failures.push(refusal.to_string()),
    }
    compare_first(read)
}

fn write(world: &dyn World, own: &Own, order: Write) -> Outcome {
    let Write { job, purpose, path, is_own, expected, state, dossier, comparison } = order;
    if purpose == Purpose::SaveAs && is_own && own.is_taken(world) {
        return Outcome::NotOwned { job };
    }
    if let Some(expected) = expected
        && let Some(found) = on_disk::in_the_way(world, &path, expected)
    {
        return Outcome::Looked(Look { path, expected, occasion: Occasion::Saving(job) }, found);
    }
    let result = match purpose {
        Purpose::Export => {
            disk::replace(world, &path, |mut out| files::write_comparison(&dossier, &comparison, &mut out))
                .map(|()| Saved::default())
        }
        _ => saving::save(world, &path, &dossier, expected.map(|expected| expected.seen)),
    };
    Outcome::Written { job, purpose, path, state, result }
}
