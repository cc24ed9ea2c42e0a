//! What versions there are of a file, what changed from each to the next, and reading one of them.

use std::io;
use std::path::Path;

use jiff::Timestamp;

use super::super::disk::previous_path;
use super::super::messages;
use super::super::world::World;
use super::{Store, Version};
use crate::files::{self, Fingerprint, Group, Loaded};
use crate::model::Dossier;
use crate::ui::words;

/// The versions of the file that this path leads to, the newest first, and what else is to be said about them.
pub(in super::super) fn list(world: &dyn World, path: &Path) -> (Vec<Version>, Option<String>) {
    match Store::of(world, path) {
        Ok(store) => list_in(world, &store),
        Err(error) => (Vec::new(), Some(format!("Saved versions are not kept: {error}."))),
    }
}

fn list_in(world: &dyn World, store: &Store<'_>) -> (Vec<Version>, Option<String>) {
    let (mut versions, remark) = match store.versions() {
        Ok(versions) => (versions, None),
        Err(error) => {
            (Vec::new(), Some(format!("Saved versions cannot be listed: {}.", messages::in_few_words(&error))))
        }
    };
    if let Some(beside) = beside(world, store.target(), &versions) {
        let place = versions.iter().position(|version| version.at < beside.at).unwrap_or(versions.len());
        versions.insert(place, beside);
    }
    let is_too_large = world.stamp(store.target()).is_ok_and(|stamp| stamp.length > store.largest());
    let too_large = || {
        format!(
            "This file is larger than {}; of such files only the version before is kept, beside it as .bak.",
            words::bytes(store.largest())
        )
    };
    (versions, remark.or_else(|| is_too_large.then(too_large)))
}

/// The version that lies beside the file, unless it is among the others.
fn beside(world: &dyn World, target: &Path, others: &[Version]) -> Option<Version> {
    let path = previous_path(target)?;
    let stamp = world.stamp(&path).ok()?;
    let fingerprint = Fingerprint::of(&world.read(&path).ok()?);
    let is_known = others.iter().any(|version| version.fingerprint == fingerprint);
    let at = stamp.modified.and_then(|modified| Timestamp::try_from(modified).ok()).unwrap_or_else(|| world.now());
    (!is_known).then_some(Version { path, at, fingerprint, length: stamp.length, is_beside: true })
}

/// Reads a version.
///
/// # Errors
/// In words, when it is gone or not as it was kept.
pub(in super::super) fn load(world: &dyn World, version: &Version) -> Result<Loaded, String> {
    let bytes = world.read(&version.path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => "This version is no longer there.".to_owned(),
        _ => messages::read_failure(&version.path, &error),
    })?;
    if Fingerprint::of(&bytes) != version.fingerprint {
        return Err("This version is damaged: it is no longer what was saved. Choose another one.".to_owned());
    }
    files::read(bytes).map_err(|refusal| format!("This version cannot be read: {}", messages::refusal(&refusal)))
}

/// What is in a version, and what changed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// How many positions it has.
    pub positions: usize,
    /// What changed against the version before it; None for the first.
    pub change: Option<String>,
}

/// Describes the versions one after the other, the oldest first, for as long as `report` wants more. Never more than two
/// of them are in memory.
pub(in super::super) fn describe(
    world: &dyn World,
    versions: &[Version],
    mut report: impl FnMut(&Version, Result<Described, String>) -> bool,
) {
    let mut before: Option<Dossier> = None;
    for version in versions.iter().rev() {
        let described = load(world, version).map(|loaded| {
            let change = before.as_ref().map(|before| files::differences(before, &loaded.dossier).summary());
            let positions = loaded.dossier.position_count();
            before = Some(loaded.dossier);
            Described { positions, change }
        });
        if !report(version, described) {
            return;
        }
    }
}

/// At most so many lines tell what is different.
const LINES: usize = 60;

/// What is different in the second dossier: in one line, and a line for each change; None when nothing is.
pub(in super::super) fn difference(before: &Dossier, after: &Dossier) -> Option<(String, Vec<String>)> {
    let differences = files::differences(before, after);
    if differences.is_empty() {
        return None;
    }
    let mut lines: Vec<_> = differences.groups.iter().flat_map(lines_of).take(LINES + 1).collect();
    if lines.len() > LINES {
        lines.truncate(LINES);
        lines.push("and more".to_owned());
    }
    Some((differences.summary(), lines))
}

fn lines_of(group: &Group) -> impl Iterator<Item = String> + '_ {
    let changes = group.changes.iter().map(|change| format!("    {}", change.words));
    std::iter::once(group.title.clone()).chain(changes)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::app::Desktop;

    /// Whoever works on a file that is too large to be kept ten times must hear it, and still finds the version before.
    #[test]
    fn of_a_file_that_is_too_large_the_version_beside_it_is_listed_and_said_to_be_the_only_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        fs::write(&file, "n".repeat(2_000)).unwrap();
        fs::write(folder.path().join("a.json.bak"), "before").unwrap();
        let store = Store::within(&Desktop, folder.path().join("versions"), &file, 2_000);
        let (versions, remark) = list_in(&Desktop, &store);
        assert!(versions.len() == 1 && versions[0].is_beside);
        assert!(remark.unwrap().starts_with("This file is larger than 1 kB; of such files only the version before"));
        fs::write(&file, "small").unwrap();
        assert_eq!(list_in(&Desktop, &store).1, None);
    }

    /// What lies beside the file and is kept as well must not be listed twice.
    #[test]
    fn the_version_beside_the_file_is_listed_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        fs::write(&file, "one").unwrap();
        let store = Store::within(&Desktop, folder.path().join("versions"), &file, 2_000);
        store.keep_present(None).unwrap();
        fs::write(folder.path().join("a.json.bak"), "one").unwrap();
        let versions = list_in(&Desktop, &store).0;
        assert!(versions.len() == 1 && !versions[0].is_beside, "{versions:?}");
        fs::write(folder.path().join("a.json.bak"), "another").unwrap();
        assert_eq!(list_in(&Desktop, &store).0.len(), 2);
    }
}
