//! Saving so that nothing is lost: the old file stays whole until the new one is whole.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::world::{Output, World};

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
    /// What the disk said.
    #[source]
    pub error: io::Error,
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
    let failed = |stage| move |error| SaveError { stage, path: path.to_owned(), error };
    let target = world.resolve(path).map_err(failed(Stage::Resolve))?;
    let temporary =
        temporary_path(&target).ok_or_else(|| failed(Stage::Resolve)(io::ErrorKind::InvalidFilename.into()))?;
    let output = world.create(&temporary, &target).or_else(|error| match error.kind() {
        // Left behind by a run that was killed while saving: nobody else uses this name.
        io::ErrorKind::AlreadyExists => world.remove(&temporary).and_then(|()| world.create(&temporary, &target)),
        _ => Err(error),
    });
    let output = output.map_err(failed(Stage::Create))?;
    let written = write_all(output, content).map_err(|(stage, error)| failed(stage)(error));
    let replaced = written.and_then(|()| world.rename(&temporary, &target).map_err(failed(Stage::Replace)));
    if let Err(error) = replaced {
        if let Err(left) = world.remove(&temporary) {
            log::warn!("a temporary file could not be removed: {left}");
        }
        return Err(error);
    }
    // The new file is in place and whole. A folder that cannot be flushed (some network disks) is no failure to save.
    if let Some(Err(error)) = target.parent().map(|folder| world.sync_folder(folder)) {
        log::warn!("the folder could not be flushed after saving: {error}");
    }
    Ok(())
}

fn write_all(
    mut output: Box<dyn Output>,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), (Stage, io::Error)> {
    let mut buffered = BufWriter::with_capacity(1 << 20, &mut output);
    let written = content(&mut buffered).and_then(|()| buffered.flush());
    drop(buffered);
    written.map_err(|error| (Stage::Write, error))?;
    output.sync().map_err(|error| (Stage::Sync, error))
}

/// A name beside the target that only this process uses.
fn temporary_path(target: &Path) -> Option<PathBuf> {
    let name = target.file_name()?.to_string_lossy();
    let start: String = name.chars().take(40).collect();
    Some(target.with_file_name(format!(".{start}.tmp-{}", std::process::id())))
}
