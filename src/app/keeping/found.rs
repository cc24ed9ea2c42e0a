//! What other sessions left behind or hold: work to restore, files that are open elsewhere.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::session::{Files, Session, folder, hash_of};
use crate::app::leftovers;
use crate::app::world::World;
use crate::compare::Comparison;
use crate::files::journal::{self, JournalError, Replayed, Trail};

/// Work that was never saved, of a program that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclosed {
    /// The name of its session.
    pub id: String,
    /// What would come back, or why nothing can.
    pub trail: Result<Trail, JournalError>,
}

/// Work that was restored.
#[derive(Debug)]
pub struct Restored {
    /// The dossier and its history.
    pub replayed: Replayed,
    /// What follows from it.
    pub comparison: Comparison,
    /// What goes on being written to.
    pub session: Adopted,
}

/// A session of a program that is gone, to go on with.
#[derive(Debug)]
pub struct Adopted(pub(super) Box<Session>);

/// The work that was never saved by programs that are gone, the last one first. What they left behind beside it is
/// removed. Sessions of programs that live are left alone.
///
/// # Errors
/// What the disk refuses when it is asked which sessions there are.
pub fn find(world: &dyn World) -> io::Result<Vec<Unclosed>> {
    let Some(folder) = folder(world) else { return Ok(Vec::new()) };
    let files = match world.list(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        files => files?,
    };
    let ids: BTreeSet<_> = files.iter().filter_map(|path| id_of(path)).collect();
    let mut found: Vec<_> = ids.into_iter().filter_map(|id| look(world, &Files::new(&folder, id))).collect();
    let last = |found: &Unclosed| found.trail.as_ref().map_or(i64::MAX, |trail| trail.last);
    found.sort_by_key(|found| std::cmp::Reverse(last(found)));
    Ok(found)
}

/// The session that a file belongs to.
fn id_of(path: &Path) -> Option<&str> {
    let (name, ending) = path.file_name()?.to_str()?.rsplit_once('.')?;
    match ending {
        "open" => name.rsplit_once('.').map(|(_, id)| id),
        "lock" | "journal" | "base" | "taken" => Some(name),
        _ => None,
    }
}

/// What a session left; None when it lives or nothing of it is worth keeping.
fn look(world: &dyn World, files: &Files) -> Option<Unclosed> {
    // Held while it is looked at, so that no other window does the same.
    let _held = match world.lock(&files.lock()) {
        Ok(lock) => lock?,
        Err(error) => {
            log::warn!("a session could not be looked at: {error}");
            return None;
        }
    };
    let read = match world.read(&files.journal()) {
        Ok(bytes) => journal::read(&bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(JournalError::Empty),
        Err(error) => {
            log::warn!("a journal could not be read: {error}");
            return None;
        }
    };
    let trail = read.map(|journal| Trail::of(&journal));
    let is_done = match &trail {
        Ok(trail) => trail.is_saved(),
        Err(error) => *error == JournalError::Empty,
    };
    if is_done {
        if let Err(error) = files.remove(world) {
            log::warn!("a session that has ended could not be removed: {error}");
        }
        return None;
    }
    Some(Unclosed { id: files.id().to_owned(), trail })
}

/// Does again what a session did, and takes it over.
///
/// # Errors
/// Why it cannot be restored, in words. Nothing of it is lost then.
pub fn restore(world: &dyn World, id: &str) -> Result<Restored, String> {
    let folder = folder(world).ok_or("The system names no folder for it.")?;
    let files = Files::new(&folder, id);
    let unreadable = |error: io::Error| format!("It could not be read: {error}.");
    let lock = world.lock(&files.lock()).map_err(unreadable)?;
    let lock = lock.ok_or("Another window is restoring it, or has done so.")?;
    let journal = journal::read(&world.read(&files.journal()).map_err(unreadable)?);
    let journal = journal.map_err(|error| format!("It could not be read: {error}."))?;
    let base = match &journal.header.base_name {
        Some(name) => Some(world.read(&folder.join(name)).map_err(unreadable)?),
        None => None,
    };
    let (header, ends) = (journal.header.clone(), journal.ends.clone());
    let replayed = journal::replay(journal, base).map_err(|error| format!("It could not be restored: {error}."))?;
    let length = ends.get(replayed.entries).copied().unwrap_or(0);
    if replayed.stopped.is_some() {
        // The rest means nothing here, but somebody may want it one day.
        set_aside(world, &files).map_err(unreadable)?;
    }
    remove_half_saved(world, replayed.path.as_deref(), header.process);
    let session = Session::adopt(files, lock, header, length);
    let comparison = Comparison::of(&replayed.dossier, None);
    Ok(Restored { replayed, comparison, session: Adopted(Box::new(session)) })
}

fn set_aside(world: &dyn World, files: &Files) -> io::Result<()> {
    let bytes = world.read(&files.journal())?;
    world.append(&files.stopped(), 0, &bytes)
}

/// A program that was killed while it saved leaves a part of the new file beside the old one.
fn remove_half_saved(world: &dyn World, path: Option<&str>, process: u32) {
    let half = path
        .and_then(|path| world.resolve(Path::new(path)).ok())
        .and_then(|target| leftovers::path(&target, leftovers::NEW, process));
    let half = half.filter(|half| world.stamp(half).is_ok());
    if let Some(Err(error)) = half.map(|half| world.remove(&half)) {
        log::warn!("a half-saved file could not be removed: {error}");
    }
}

/// Gives up the work of a session.
///
/// # Errors
/// What the disk refuses; then it is offered again at the next start.
pub fn discard(world: &dyn World, id: &str) -> io::Result<()> {
    let Some(folder) = folder(world) else { return Ok(()) };
    let files = Files::new(&folder, id);
    match world.lock(&files.lock())? {
        Some(_held) => files.remove(world),
        None => Ok(()),
    }
}

/// Other sessions that live and have this file open.
fn others(world: &dyn World, path: &Path, own: &str) -> Vec<Files> {
    let Some(folder) = folder(world) else { return Vec::new() };
    let path = world.resolve(path).unwrap_or_else(|_| path.to_owned());
    let start = format!("{}.", hash_of(&path));
    let is_about_it = |file: &&PathBuf| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&start));
    let files = world.list(&folder).unwrap_or_default();
    let ids = files.iter().filter(is_about_it).filter_map(|file| id_of(file)).filter(|id| *id != own);
    let is_alive = |files: &Files| matches!(world.lock(&files.lock()), Ok(None));
    let is_taken = |files: &Files| world.stamp(&files.taken()).is_ok();
    ids.map(|id| Files::new(&folder, id)).filter(|files| is_alive(files) && !is_taken(files)).collect()
}

/// True when this file is open in another window that has not been told to give it up.
pub(super) fn is_open_elsewhere(world: &dyn World, path: &Path, own: &str) -> bool {
    !others(world, path, own).is_empty()
}

/// Tells other windows that have this file open to give it up.
///
/// # Errors
/// What the disk refuses.
pub(super) fn take_over(world: &dyn World, path: &Path, own: &str) -> io::Result<()> {
    others(world, path, own).iter().try_for_each(|files| world.append(&files.taken(), 0, b""))
}
