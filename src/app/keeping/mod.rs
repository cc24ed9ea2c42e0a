//! Keeping: what is done to the open dossier is written into a journal as it happens, beside the window.
//!
//! The window hands over each step; a thread of its own writes it. A step is written before it is seen on the screen (then
//! a kill cannot take it), unless the disk is so slow that the window would stand still, and soon after it is flushed to
//! the disk (then a power cut cannot take it either). What cannot be written stays in memory and is tried again.

mod found;
mod session;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

pub use found::{Adopted, Restored, Unclosed, discard, find, restore};
pub use session::Beginning;
use session::{Files, Session, folder};

use super::world::World;
use crate::files::Fingerprint;
use crate::files::journal::Entry;
use crate::model::Step;

/// How long it waits before it tries again to write what could not be written.
const PATIENCE: Duration = Duration::from_secs(5);

/// What happened to the open dossier.
#[derive(Debug)]
pub enum Keep {
    /// It was opened or begun; whatever was open before is closed.
    Begin(Beginning),
    /// It was restored; whatever was open before is closed.
    Adopt(Adopted, Option<PathBuf>),
    /// A step was done.
    Step(Step),
    /// The last step was taken back.
    Undo,
    /// The step that was taken back last was done again.
    Redo,
    /// It was saved.
    Saved {
        /// The state of its history that was saved.
        state: u64,
        /// Where to.
        path: PathBuf,
        /// What stands there since.
        fingerprint: Option<Fingerprint>,
    },
    /// The window asks whether it still owns its file.
    Look,
    /// The window takes its file over from another one.
    TakeOver(PathBuf),
    /// It was closed.
    End,
}

/// What the thread tells the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// Steps can no longer be written, for this reason; they are still in the window.
    Behind(String),
    /// Everything is written again.
    UpToDate,
    /// Another window took over the file.
    TakenOver,
    /// The file is open in another window, which goes on owning it.
    OpenElsewhere,
    /// The file is this window's now.
    Owned,
}

enum Order {
    Keep(Keep),
    /// Answers once everything before it is written.
    Tell(Sender<()>),
    /// Answers once everything before it is on the disk.
    Flush(Sender<()>),
}

/// The window's end of the thread.
pub struct Keeper {
    orders: Sender<Order>,
    thread: Option<JoinHandle<()>>,
    own: Own,
    /// How much was handed over.
    handed_over: AtomicU64,
    /// How much of it is written.
    written: Arc<AtomicU64>,
}

impl Keeper {
    /// Starts the thread. `tell` is called on it.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(world: Arc<dyn World>, tell: impl Fn(Kept) + Send + 'static) -> std::io::Result<Self> {
        let (orders, receiver) = channel();
        let own = Own::default();
        let shared = own.clone();
        let written = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&written);
        let work = move || {
            Keeping {
                world,
                tell,
                session: None,
                own: shared,
                is_behind: false,
                is_taken: false,
                taken: 0,
                written: counted,
            }
            .work(&receiver);
        };
        let thread = std::thread::Builder::new().name("keep".to_owned()).spawn(work)?;
        Ok(Self { orders, thread: Some(thread), own, handed_over: AtomicU64::new(0), written })
    }

    /// Hands over what happened. Does not wait.
    pub fn keep(&self, keep: Keep) {
        self.handed_over.fetch_add(1, Ordering::Relaxed);
        if self.orders.send(Order::Keep(keep)).is_err() {
            log::error!("the journal's thread has ended");
        }
    }

    /// True when everything handed over is written, so that the end of the program cannot take it.
    pub fn has_written(&self) -> bool {
        self.written.load(Ordering::Acquire) == self.handed_over.load(Ordering::Relaxed)
    }

    /// Waits until everything handed over is written, at most this long.
    pub fn wait(&self, patience: Duration) {
        let (done, waiting) = channel();
        if !self.has_written() && self.orders.send(Order::Tell(done)).is_ok() {
            // Without an answer the window goes on; the thread does not forget.
            waiting.recv_timeout(patience).ok();
        }
    }

    /// Waits until everything handed over is on the disk, at most this long. True when it is.
    pub fn flush(&self, patience: Duration) -> bool {
        let (done, waiting) = channel();
        self.orders.send(Order::Flush(done)).is_ok() && waiting.recv_timeout(patience).is_ok()
    }

    /// The name of the session of the open dossier, shared with the thread.
    pub fn own(&self) -> Own {
        self.own.clone()
    }
}

impl Drop for Keeper {
    /// Lets the thread finish what was handed over.
    fn drop(&mut self) {
        let (dead, _) = channel();
        self.orders = dead;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has said so itself.
            thread.join().ok();
        }
    }
}

/// Which session is this window's own, for those who write its file.
#[derive(Debug, Clone, Default)]
pub struct Own(Arc<Mutex<Option<Files>>>);

impl Own {
    /// True when another window took the file over, so that this one must not write it.
    pub fn is_taken(&self, world: &dyn World) -> bool {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        files.is_some_and(|files| world.stamp(&files.taken()).is_ok())
    }
}

/// The thread.
struct Keeping<T> {
    world: Arc<dyn World>,
    tell: T,
    session: Option<Session>,
    own: Own,
    is_behind: bool,
    is_taken: bool,
    /// How much came in.
    taken: u64,
    /// How much of it is written, for the window to see.
    written: Arc<AtomicU64>,
}

impl<T: Fn(Kept)> Keeping<T> {
    fn work(mut self, orders: &Receiver<Order>) {
        loop {
            let is_behind = self.session.as_ref().is_some_and(Session::is_behind);
            let order = if is_behind {
                match orders.recv_timeout(PATIENCE) {
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return,
                    Ok(order) => Some(order),
                }
            } else {
                match orders.recv() {
                    Ok(order) => Some(order),
                    Err(_) => return,
                }
            };
            // Everything that has come in is written before the disk is waited for once.
            let (mut told, mut waiting) = (Vec::new(), Vec::new());
            for order in order.into_iter().chain(orders.try_iter()) {
                match order {
                    Order::Keep(keep) => {
                        self.take(keep);
                        self.taken += 1;
                    }
                    Order::Tell(done) => told.push(done),
                    Order::Flush(done) => waiting.push(done),
                }
            }
            let written = self.write();
            if written {
                self.written.store(self.taken, Ordering::Release);
            }
            for done in told {
                done.send(()).ok();
            }
            if written {
                self.sync();
            }
            for done in waiting {
                // Whoever asked may have lost patience.
                done.send(()).ok();
            }
        }
    }

    fn take(&mut self, keep: Keep) {
        let at = self.world.now().as_second();
        match keep {
            Keep::Begin(beginning) => {
                self.end();
                self.begin(beginning);
            }
            Keep::Adopt(Adopted(session), path) => {
                self.end();
                self.set_session(Some(*session));
                self.claim(path.as_deref());
            }
            Keep::Step(step) => self.note(&Entry::of_step(step, at)),
            Keep::Undo => self.note(&Entry::Undone { at }),
            Keep::Redo => self.note(&Entry::Redone { at }),
            Keep::Saved { state, path, fingerprint } => {
                let text = path.to_str().map(str::to_owned);
                self.note(&Entry::Saved { at, state, path: text, fingerprint });
                self.leave_to_others(&path);
                self.claim(Some(&path));
            }
            Keep::Look => {}
            Keep::TakeOver(path) => self.take_over(&path),
            Keep::End => self.end(),
        }
    }

    fn begin(&mut self, beginning: Beginning) {
        let path = beginning.path.clone();
        let begun = match folder(&*self.world) {
            Some(folder) => Session::begin(&*self.world, &folder, beginning).map_err(|error| error.to_string()),
            None => Err("the system names no folder for it".to_owned()),
        };
        match begun {
            Ok(session) => {
                self.set_session(Some(session));
                self.claim(path.as_deref());
            }
            Err(reason) => {
                self.is_behind = true;
                (self.tell)(Kept::Behind(reason));
            }
        }
    }

    fn set_session(&mut self, session: Option<Session>) {
        *self.own.0.lock().unwrap_or_else(PoisonError::into_inner) = session.as_ref().map(Session::files).cloned();
        (self.session, self.is_taken) = (session, false);
        if std::mem::take(&mut self.is_behind) {
            (self.tell)(Kept::UpToDate);
        }
    }

    fn note(&mut self, entry: &Entry) {
        if let Some(session) = &mut self.session {
            session.note(entry);
        }
    }

    /// Says that a file is open here, unless it is open elsewhere.
    fn claim(&mut self, path: Option<&Path>) {
        let Some(session) = &mut self.session else { return };
        let claimed = session.mark_open(&*self.world, path);
        let others = path.is_some_and(|path| found::is_open_elsewhere(&*self.world, path, session.files().id()));
        let claimed = if others { session.mark_open(&*self.world, None) } else { claimed };
        if let Err(error) = claimed {
            log::warn!("other windows will not know that this file is open: {error}");
        }
        if others {
            (self.tell)(Kept::OpenElsewhere);
        }
    }

    /// With a file of its own the window has nothing any more that others could have taken over.
    fn leave_to_others(&mut self, path: &Path) {
        let Some(session) = self.session.as_ref().filter(|session| !session.has_open(&*self.world, path)) else {
            return;
        };
        match session.take_back(&*self.world) {
            Ok(()) => self.is_taken = false,
            Err(error) => log::warn!("this window still counts as one whose file was taken over: {error}"),
        }
    }

    fn take_over(&mut self, path: &Path) {
        let Some(session) = &mut self.session else { return };
        let world = &*self.world;
        let taken = found::take_over(world, path, session.files().id())
            .and_then(|()| session.take_back(world))
            .and_then(|()| session.mark_open(world, Some(path)));
        match taken {
            Ok(()) => {
                self.is_taken = false;
                (self.tell)(Kept::Owned);
            }
            Err(error) => log::warn!("the file could not be taken over: {error}"),
        }
    }

    fn end(&mut self) {
        let ended = self.session.take().map(|session| session.end(&*self.world));
        if let Some(Err(error)) = ended {
            log::warn!("the journal could not be removed: {error}");
        }
        self.set_session(None);
    }

    /// Writes what came in; false when the disk refuses.
    fn write(&mut self) -> bool {
        let Some(session) = &mut self.session else { return !self.is_behind };
        if !self.is_taken && session.is_taken(&*self.world) {
            self.is_taken = true;
            (self.tell)(Kept::TakenOver);
        }
        let written = session.write(&*self.world);
        self.report(written)
    }

    fn sync(&mut self) {
        if let Some(session) = &mut self.session {
            let synced = session.sync(&*self.world);
            self.report(synced);
        }
    }

    /// Tells the window when writing began to fail or goes well again; true when it went well.
    fn report(&mut self, outcome: std::io::Result<()>) -> bool {
        match outcome {
            Ok(()) => {
                // Being behind ends with what is written, not with what happens to need no flush.
                let is_done = !self.session.as_ref().is_some_and(Session::is_behind);
                if is_done && std::mem::take(&mut self.is_behind) {
                    (self.tell)(Kept::UpToDate);
                }
                true
            }
            Err(error) => {
                log::warn!("the journal could not be written: {error}");
                if !std::mem::replace(&mut self.is_behind, true) {
                    (self.tell)(Kept::Behind(super::messages::in_few_words(&error)));
                }
                false
            }
        }
    }
}
