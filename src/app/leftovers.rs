//! Names for files that are on their way, beside the file that they are for, and what runs that were killed left of them.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::world::World;

/// A new file that is being written.
pub(super) const NEW: &str = "tmp";
/// The old file, on its way to be the one before.
pub(super) const OLD: &str = "bak";

/// What nobody has written to for so long is nobody's any more.
const A_DAY: Duration = Duration::from_hours(24);
/// For so long it may be the work of a run on another computer, whose process is not to be seen here.
const A_WHILE: Duration = Duration::from_mins(10);

/// A name beside the target that only this process uses.
pub(super) fn path(target: &Path, kind: &str, process: u32) -> Option<PathBuf> {
    Some(target.with_file_name(format!("{}{process}", start(target, kind)?)))
}

fn start(target: &Path, kind: &str) -> Option<String> {
    let name = target.file_name()?.to_string_lossy();
    let start: String = name.chars().take(40).collect();
    Some(format!(".{start}.{kind}-"))
}

/// Removes what runs that were killed while saving this file left beside it. What may still be written stays.
pub(super) fn clear(world: &dyn World, target: &Path) {
    let (Some(folder), Some(new), Some(old)) = (target.parent(), start(target, NEW), start(target, OLD)) else {
        return;
    };
    let Ok(paths) = world.list(folder) else { return };
    for path in paths {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let number = name.strip_prefix(&new).or_else(|| name.strip_prefix(&old));
        let Some(process) = number.and_then(|number| number.parse::<u32>().ok()) else { continue };
        if process == std::process::id() || !is_left(world, &path, process) {
            continue;
        }
        match world.remove(&path) {
            Ok(()) => log::info!("removed what a run that was killed had left: {}", path.display()),
            Err(error) => log::warn!("what a run that was killed had left could not be removed: {error}"),
        }
    }
}

fn is_left(world: &dyn World, path: &Path, process: u32) -> bool {
    let Some(modified) = world.stamp(path).ok().and_then(|stamp| stamp.modified) else { return false };
    let age = SystemTime::from(world.now()).duration_since(modified).unwrap_or_default();
    age > A_DAY || (age > A_WHILE && world.is_running(process) == Some(false))
}
