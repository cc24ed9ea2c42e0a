//! One session: the files in which the work on one open dossier is kept while it lasts.
//!
//! - `ID.lock` is held as long as the program lives. Whoever can take it knows that the program is gone.
//! - `ID.journal` is what was done ([`crate::files::journal`]).
//! - `ID.base` is the dossier as it was before that.
//! - `HASH.ID.open` says that the file whose path has this hash is open here.
//! - `ID.taken` says that another window took that file over.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::app::world::{Lock, World};
use crate::files::Fingerprint;
use crate::files::journal::{self, Entry, Header};
use crate::model::Buffer;

/// The folder of all sessions, if the system names one.
pub(super) fn folder(world: &dyn World) -> Option<PathBuf> {
    Some(world.data_folder()?.join("journals"))
}

/// Every file of a session. Whoever adds one adds it to [`Files::remove`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Files {
    folder: PathBuf,
    id: String,
}

impl Files {
    pub(super) fn new(folder: &Path, id: &str) -> Self {
        Self { folder: folder.to_owned(), id: id.to_owned() }
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    fn with(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("{}.{ending}", self.id))
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.with("lock")
    }

    pub(super) fn journal(&self) -> PathBuf {
        self.with("journal")
    }

    pub(super) fn base(&self) -> PathBuf {
        self.with("base")
    }

    pub(super) fn taken(&self) -> PathBuf {
        self.with("taken")
    }

    /// Where a journal is put that could not be done again to its end.
    pub(super) fn stopped(&self) -> PathBuf {
        self.with("stopped")
    }

    /// Says that a file is open in this session.
    pub(super) fn open(&self, path: &Path) -> PathBuf {
        self.folder.join(format!("{}.{}.open", hash_of(path), self.id))
    }

    /// Removes whatever is there of it; the lock last, so that what is left behind by a failure can be found again.
    pub(super) fn remove(&self, world: &dyn World) -> io::Result<()> {
        let open = world.list(&self.folder)?.into_iter().filter(|path| self.is_open_mark(path));
        let others = [self.journal(), self.base(), self.taken(), self.lock()];
        for path in open.chain(others) {
            match world.remove(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    fn is_open_mark(&self, path: &Path) -> bool {
        path.file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.strip_suffix(".open").is_some_and(|name| name.ends_with(&format!(".{}", self.id))))
    }
}

/// The hash under which a file is known to be open.
pub(super) fn hash_of(path: &Path) -> String {
    Fingerprint::of(path.as_os_str().as_encoded_bytes()).to_string()
}

/// How a session begins.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// The file, if the dossier has one.
    pub path: Option<PathBuf>,
    /// The dossier as it is now, as a position file; None: empty.
    pub base: Option<Buffer>,
    /// Whether it is safe in its file, or not worth saving.
    pub is_saved: bool,
}

/// A session of this program.
pub(super) struct Session {
    files: Files,
    /// Held until the session ends.
    lock: Lock,
    header: Header,
    /// Still to be written before the first entry.
    base: Option<Buffer>,
    has_begun: bool,
    /// How long the journal is as far as it is whole.
    length: u64,
    /// Lines that are not in the journal yet.
    pending: Vec<u8>,
    /// The mark that says which file is open here.
    open: Option<PathBuf>,
    needs_sync: bool,
}

impl Session {
    /// Takes hold of a new session. Nothing but its lock is written before something was done.
    ///
    /// # Errors
    /// What the disk refuses.
    pub(super) fn begin(world: &dyn World, folder: &Path, beginning: Beginning) -> io::Result<Self> {
        world.create_folder(folder)?;
        let now = world.now().as_second();
        let process = std::process::id();
        let (files, lock) = (0..)
            .map(|number| Files::new(folder, &format!("{now}-{process}-{number}")))
            .filter(|files| is_new(world, files))
            .find_map(|files| world.lock(&files.lock()).transpose().map(|lock| lock.map(|lock| (files, lock))))
            .unwrap_or_else(|| Err(io::ErrorKind::AlreadyExists.into()))?;
        let Beginning { path, base, is_saved } = beginning;
        let mut header = Header::new(process, now, is_saved);
        header.path = path.as_deref().and_then(Path::to_str).map(str::to_owned);
        if let Some(base) = &base {
            header.base = Some(Fingerprint::of(base.as_str().as_bytes()));
            header.base_name = Some(format!("{}.base", files.id()));
        }
        Ok(Self {
            files,
            lock,
            header,
            base,
            has_begun: false,
            length: 0,
            pending: Vec::new(),
            open: None,
            needs_sync: false,
        })
    }

    /// Goes on with the session of a program that is gone.
    pub(super) fn adopt(files: Files, lock: Lock, header: Header, length: u64) -> Self {
        Self {
            files,
            lock,
            header,
            base: None,
            has_begun: true,
            length,
            pending: Vec::new(),
            open: None,
            needs_sync: false,
        }
    }

    pub(super) fn files(&self) -> &Files {
        &self.files
    }

    fn mark(&self, world: &dyn World, path: &Path) -> PathBuf {
        self.files.open(&world.resolve(path).unwrap_or_else(|_| path.to_owned()))
    }

    /// True when this is the file that is open here.
    pub(super) fn has_open(&self, world: &dyn World, path: &Path) -> bool {
        self.open.as_ref() == Some(&self.mark(world, path))
    }

    /// Says which file is open here, instead of the one before.
    ///
    /// # Errors
    /// What the disk refuses.
    pub(super) fn mark_open(&mut self, world: &dyn World, path: Option<&Path>) -> io::Result<()> {
        let mark = path.map(|path| self.mark(world, path));
        if mark == self.open {
            return Ok(());
        }
        if let Some(mark) = &mark {
            world.append(mark, 0, b"")?;
        }
        if let Some(before) = std::mem::replace(&mut self.open, mark) {
            world.remove(&before)?;
        }
        Ok(())
    }

    /// Takes an entry in. It is kept once [`Session::write`] has gone well.
    pub(super) fn note(&mut self, entry: &Entry) {
        match journal::line(entry) {
            Ok(line) => self.pending.extend(line),
            // Every entry has a form as JSON; a test tries it for all edits.
            Err(error) => log::error!("a step has no form in the journal: {error}"),
        }
    }

    /// Writes what is not written yet. What was written survives the end of the program.
    ///
    /// # Errors
    /// What the disk refuses; nothing is forgotten then.
    pub(super) fn write(&mut self, world: &dyn World) -> io::Result<()> {
        if self.pending.is_empty() {
            return Ok(());
        }
        if !self.has_begun {
            self.write_base(world)?;
            let header = journal::line(&self.header).map_err(io::Error::other)?;
            world.append(&self.files.journal(), 0, &header)?;
            self.length = header.len() as u64;
            self.has_begun = true;
        }
        world.append(&self.files.journal(), self.length, &self.pending)?;
        self.length += self.pending.len() as u64;
        self.pending = Vec::new();
        self.needs_sync = true;
        Ok(())
    }

    fn write_base(&mut self, world: &dyn World) -> io::Result<()> {
        let Some(base) = &self.base else { return Ok(()) };
        let path = self.files.base();
        // Left by a try that failed.
        world.remove(&path).ok();
        let mut file = world.create_private(&path)?;
        file.write_all(base.as_str().as_bytes())?;
        file.sync()?;
        // The dossier goes on sharing it; here it is not needed any more.
        self.base = None;
        Ok(())
    }

    /// Makes what was written survive a power cut.
    ///
    /// # Errors
    /// What the disk refuses.
    pub(super) fn sync(&mut self, world: &dyn World) -> io::Result<()> {
        if std::mem::take(&mut self.needs_sync) {
            world.sync(&self.files.journal())?;
        }
        Ok(())
    }

    /// True when there are entries that are not in the journal.
    pub(super) fn is_behind(&self) -> bool {
        !self.pending.is_empty()
    }

    /// True when another window took over the file of this one.
    pub(super) fn is_taken(&self, world: &dyn World) -> bool {
        world.stamp(&self.files.taken()).is_ok()
    }

    /// Takes the file back.
    ///
    /// # Errors
    /// What the disk refuses.
    pub(super) fn take_back(&self, world: &dyn World) -> io::Result<()> {
        match world.remove(&self.files.taken()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Ends the session: the dossier was closed, nothing of it needs to come back.
    ///
    /// # Errors
    /// What the disk refuses. What is left is removed at the next start.
    pub(super) fn end(self, world: &dyn World) -> io::Result<()> {
        let Self { files, lock, .. } = self;
        let removed = files.remove(world);
        drop(lock);
        removed
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Session").field(&self.files.id).finish()
    }
}

/// True when no session has this name, also none of a program that is gone.
fn is_new(world: &dyn World, files: &Files) -> bool {
    world.stamp(&files.journal()).is_err() && world.stamp(&files.lock()).is_err()
}
