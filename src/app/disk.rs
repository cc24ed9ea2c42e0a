//! Saving so that nothing is lost: the old file stays whole until the new one is whole, and the one before beside it.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::leftovers;
use super::world::{Output, Stamp, World};

/// What was being done when saving failed. Whatever it was, the old file is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Finding the file that the path leads to.
    Resolve,
    /// Creating the new file beside the old one.
    Create,
    /// Writing into the new file.
    Write,
    /// Waiting until the new file is on the disk.
    Sync,
    /// Looking whether the disk has all of it.
    Check,
    /// Putting the new file in the place of the old one.
    Replace,
}

/// Why a file could not be saved.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct SaveError {
    /// What was being done.
    pub stage: Stage,
    /// Where to.
    pub path: PathBuf,
    /// The file that the path leads to, when it is another one: through symbolic links.
    pub target: Option<PathBuf>,
    /// What the disk said.
    #[source]
    pub error: io::Error,
}

/// A file that was saved.
#[derive(Debug)]
pub struct Replaced {
    /// What it looks like on the disk.
    pub stamp: Stamp,
    /// Why the version before it could not be kept beside it, when it should have been.
    pub not_kept: Option<io::Error>,
}

/// Writes a file in one step as seen from outside: a temporary file beside the target, flushed to the disk, renamed over
/// the target, the folder flushed. Symbolic links are followed, permissions kept. After a failure the old file is whole
/// and nothing is left beside it.
///
/// # Errors
/// Says at which stage it failed.
pub fn replace(
    world: &dyn World,
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), SaveError> {
    replace_with(world, path, Manner::Plain, content).map(|_| ())
}

/// The same for a file of the program's own: nobody but the user may read it, whatever was there before.
///
/// # Errors
/// Says at which stage it failed.
pub fn replace_private(
    world: &dyn World,
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), SaveError> {
    replace_with(world, path, Manner::Private, content).map(|_| ())
}

/// The same, and the old file stays beside it as [`previous_path`]. That it cannot be kept is no failure to save.
///
/// # Errors
/// Says at which stage it failed.
pub fn replace_and_keep(
    world: &dyn World,
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Replaced, SaveError> {
    replace_with(world, path, Manner::Keeps, content)
}

/// Where the version before the last save is kept: `talks.positions.json.bak`.
pub fn previous_path(target: &Path) -> Option<PathBuf> {
    let mut name = target.file_name()?.to_owned();
    name.push(".bak");
    Some(target.with_file_name(name))
}

/// How a file is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// As open to others as the old one.
    Plain,
    /// The same, and the old one stays beside it.
    Keeps,
    /// The user's alone.
    Private,
}

fn replace_with(
    world: &dyn World,
    path: &Path,
    manner: Manner,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Replaced, SaveError> {
    let fails = |stage, error| SaveError { stage, path: path.to_owned(), target: None, error };
    let target = world.resolve(path).map_err(|error| fails(Stage::Resolve, error))?;
    let fails = |(stage, error)| {
        let is_other = target.file_name() != path.file_name();
        SaveError { stage, path: path.to_owned(), target: is_other.then(|| target.clone()), error }
    };
    let process = std::process::id();
    let (Some(temporary), Some(kept)) =
        (temporary_path(&target, process), leftovers::path(&target, leftovers::OLD, process))
    else {
        return Err(fails((Stage::Resolve, io::ErrorKind::InvalidFilename.into())));
    };
    let like = (manner != Manner::Private).then_some(target.as_path());
    let stamp =
        write_new(world, &temporary, like, content).inspect_err(|_| remove(world, &temporary)).map_err(fails)?;
    // The old file gets a second name before the new one takes its place, and becomes the one before only after that:
    // whatever fails or ends in between, there is the old file whole, and the one before it whole.
    let has_second_name = if manner == Manner::Keeps { keep(world, &target, &kept) } else { Ok(false) };
    if let Err(error) = world.rename(&temporary, &target) {
        remove(world, &temporary);
        if matches!(has_second_name, Ok(true)) {
            remove(world, &kept);
        }
        return Err(fails((Stage::Replace, error)));
    }
    let became_previous = has_second_name.and_then(|is_there| match previous_path(&target) {
        Some(previous) if is_there => world.rename(&kept, &previous).inspect_err(|_| remove(world, &kept)),
        _ => Ok(()),
    });
    // The new file is in place and whole. A folder that cannot be flushed (some network disks) is no failure to save.
    if let Some(Err(error)) = target.parent().map(|folder| world.sync_folder(folder)) {
        log::warn!("the folder could not be flushed after saving: {error}");
    }
    leftovers::clear(world, &target);
    Ok(Replaced { stamp, not_kept: became_previous.err() })
}

/// A name beside the target that only this process uses for a new file on its way.
pub(super) fn temporary_path(target: &Path, process: u32) -> Option<PathBuf> {
    leftovers::path(target, leftovers::NEW, process)
}

/// Writes the new file beside the old one and gives back what it looks like on the disk.
fn write_new(
    world: &dyn World,
    temporary: &Path,
    like: Option<&Path>,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Stamp, (Stage, io::Error)> {
    let output = create(world, temporary, like).map_err(|error| (Stage::Create, error))?;
    let written = write_all(output, content)?;
    // Taken before the rename, so that what another program does after it is not taken for ours.
    let stamp = world.stamp(temporary).map_err(|error| (Stage::Check, error))?;
    if stamp.length != written {
        // Cloud folders and network disks have been seen to accept everything and keep nothing.
        let words = format!("only {} of {written} bytes arrived", stamp.length);
        return Err((Stage::Check, io::Error::other(words)));
    }
    Ok(stamp)
}

/// Creates a file as open to others as another, or one that is the user's alone.
fn create(world: &dyn World, temporary: &Path, like: Option<&Path>) -> io::Result<Box<dyn Output>> {
    let create = || like.map_or_else(|| world.create_private(temporary), |like| world.create(temporary, like));
    create().or_else(|error| match error.kind() {
        // Left behind by a run that was killed while saving: nobody else uses this name.
        io::ErrorKind::AlreadyExists => world.remove(temporary).and_then(|()| create()),
        _ => Err(error),
    })
}

fn write_all(
    mut output: Box<dyn Output>,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<u64, (Stage, io::Error)> {
    let mut counted = Counted { out: BufWriter::with_capacity(1 << 20, &mut output), length: 0 };
    let written = content(&mut counted).and_then(|()| counted.flush());
    let length = counted.length;
    drop(counted);
    written.map_err(|error| (Stage::Write, error))?;
    output.sync().map_err(|error| (Stage::Sync, error))?;
    Ok(length)
}

/// Counts what is written through it.
struct Counted<W> {
    out: W,
    length: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        self.length += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Gives the old file a second name. Nothing is copied where the disk can do that; where it cannot (FAT, some network
/// disks), it is copied. False when there is no old file.
fn keep(world: &dyn World, target: &Path, second: &Path) -> io::Result<bool> {
    let link = || match world.link(target, second) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            world.remove(second).and_then(|()| world.link(target, second))
        }
        outcome => outcome,
    };
    match link() {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(_) => copy(world, target, second).map(|()| true).inspect_err(|_| remove(world, second)),
    }
}

fn copy(world: &dyn World, from: &Path, to: &Path) -> io::Result<()> {
    let bytes = world.read(from)?;
    let mut output = create(world, to, Some(from))?;
    output.write_all(&bytes)?;
    output.sync()?;
    let arrived = world.stamp(to)?.length;
    if arrived == bytes.len() as u64 { Ok(()) } else { Err(io::ErrorKind::WriteZero.into()) }
}

/// Removes a file that is needed no more. It may never have come to be.
fn remove(world: &dyn World, path: &Path) {
    if let Err(error) = world.remove(path)
        && error.kind() != io::ErrorKind::NotFound
    {
        log::warn!("a temporary file could not be removed: {error}");
    }
}
