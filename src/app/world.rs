//! The one door to the outside: disk and dialogs behind a trait, so that tests can let every step fail.

use std::any::Any;
use std::io;
use std::path::{Path, PathBuf};

use crate::ui::Purpose;

/// What the program needs of the world.
pub trait World: Send + Sync {
    /// Reads a whole file.
    ///
    /// # Errors
    /// Also for what is no regular file: a folder, a device, a pipe.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The file that a path leads to, through symbolic links; the path itself where there is no file yet.
    ///
    /// # Errors
    /// When the folder does not exist or cannot be looked into.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;

    /// Creates a file that does not exist yet, with the permissions of `like` if that is there. It is never readable by
    /// anyone who may not read `like`, not even while it is being written.
    ///
    /// # Errors
    /// When it exists already, when `like` must not be written, and for everything that the disk refuses.
    fn create(&self, path: &Path, like: &Path) -> io::Result<Box<dyn Output>>;

    /// Puts a file in the place of another in one step.
    ///
    /// # Errors
    /// What the disk refuses.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Makes a rename in this folder last.
    ///
    /// # Errors
    /// What the disk refuses.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// What the disk refuses.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Creates a folder for the program's own files, and those above it; what is made is the user's alone.
    ///
    /// # Errors
    /// What the disk refuses.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;

    /// Creates a file that does not exist yet and that the person alone may read.
    ///
    /// # Errors
    /// When it exists already, and for everything that the disk refuses.
    fn create_private(&self, path: &Path) -> io::Result<Box<dyn Output>>;

    /// Cuts a file to its first `at` bytes and writes `bytes` behind them. With `at` 0 it comes to be if it is not there,
    /// readable by the person alone. What was written survives the end of this program, but a power cut only after
    /// [`World::sync`].
    ///
    /// # Errors
    /// What the disk refuses; a part of `bytes` may have been written then.
    fn append(&self, path: &Path, at: u64, bytes: &[u8]) -> io::Result<()>;

    /// Waits until everything written to a file is on the disk.
    ///
    /// # Errors
    /// What the disk refuses.
    fn sync(&self, path: &Path) -> io::Result<()>;

    /// Takes hold of a file, which comes to be if it is not there, for as long as what is given back lives: at most until
    /// this program ends, however it ends. None when somebody holds it.
    ///
    /// # Errors
    /// What the disk refuses.
    fn lock(&self, path: &Path) -> io::Result<Option<Lock>>;

    /// The files and folders in a folder, in no particular order.
    ///
    /// # Errors
    /// What the disk refuses.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// How a file can be told from what it was before, without reading it.
    ///
    /// # Errors
    /// When it is not there or cannot be looked at.
    fn stamp(&self, path: &Path) -> io::Result<Stamp>;

    /// Gives a file a second name, without copying it.
    ///
    /// # Errors
    /// When the second name is taken, and where the disk knows no such thing.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Whether a process of this number runs on this computer; None where that cannot be known.
    fn is_running(&self, process: u32) -> Option<bool>;

    /// The present moment.
    fn now(&self) -> jiff::Timestamp;

    /// Where on earth the person's clock is set.
    fn time_zone(&self) -> jiff::tz::TimeZone;

    /// The folder for what is kept beside dossiers, if the system names one.
    fn data_folder(&self) -> Option<PathBuf>;

    /// Asks the person for files, without waiting: `done` is called once there is an answer, on any thread.
    fn pick(&self, request: Pick, window: Option<&eframe::Frame>, done: Box<dyn FnOnce(Picked) + Send>);

    /// True when the person has asked the system to show nothing that moves. May take a while.
    fn wants_no_motion(&self) -> bool;

    /// The folder for settings, if the system names one.
    fn settings_folder(&self) -> Option<PathBuf>;
}

/// Holds a file until it is dropped.
pub type Lock = Box<dyn Any + Send>;

/// What a file looks like from outside. Two that are equal are almost surely of the same content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Length in bytes.
    pub length: u64,
    /// When it was written last, where the disk says so.
    pub modified: Option<std::time::SystemTime>,
    /// The number that the disk has for it; 0 where there is none. A file put in its place has another.
    pub number: u64,
}

/// A file that is being written.
pub trait Output: io::Write {
    /// Waits until everything written is on the disk.
    ///
    /// # Errors
    /// What the disk refuses.
    fn sync(&mut self) -> io::Result<()>;
}

/// What a file dialog asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// What the files are for.
    pub purpose: Purpose,
    /// The folder to begin in.
    pub folder: Option<PathBuf>,
    /// The name that is offered for a file to write.
    pub name: String,
}

/// What came of a file dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// These files.
    Paths(Vec<PathBuf>),
    /// The person chose nothing.
    Cancelled,
    /// No dialog could be shown, for this reason.
    Unavailable(String),
}
