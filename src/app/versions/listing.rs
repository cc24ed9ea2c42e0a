//! What versions there are of a file, what changed from each to the next, and reading one of them.

use std::io;
use std::path::Path;

use jiff::Timestamp;

use super::super::disk::previous_path;
use super::super::messages;
use super::super::world::World;
use super::store::LARGEST;
use super::{Store, Version};
use crate::files::{self, Fingerprint, Loaded};
use crate::model::Dossier;

/// The versions of the file that this path leads to, the newest first, and what else is to be said about them.
pub(in super::super) fn list(world: &dyn World, path: &Path) -> (Vec<Version>, Option<String>) {
    let store = match Store::of(world, path) {
        Ok(store) => store,
        Err(error) => return (Vec::new(), Some(format!("Saved versions are not kept: {error}."))),
    };
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
    let is_too_large = world.stamp(store.target()).is_ok_and(|stamp| stamp.length > LARGEST);
    let too_large = || {
        format!(
            "This file is larger than {} MB; of such files only the version before is kept, beside it as .bak.",
            LARGEST / 1_000_000
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
            let change = before.as_ref().map(|before| difference(before, &loaded.dossier));
            let positions = loaded.dossier.position_count();
            before = Some(loaded.dossier);
            Described { positions, change: change.map(|change| change.unwrap_or_else(|| "No change".to_owned())) }
        });
        if !report(version, described) {
            return;
        }
    }
}

/// What is different in the second dossier, in one line; None when nothing is.
pub(in super::super) fn difference(before: &Dossier, after: &Dossier) -> Option<String> {
    let counts = |dossier: &Dossier| {
        [dossier.parties().len(), dossier.items().len(), dossier.sources().len(), dossier.position_count()]
    };
    let kinds = [("party", "parties"), ("item", "items"), ("source", "sources"), ("position", "positions")];
    let told: Vec<_> = counts(before)
        .into_iter()
        .zip(counts(after))
        .zip(kinds)
        .filter(|((before, after), _)| before != after)
        .map(|((before, after), (one, many))| {
            let (number, word) = if after > before { (after - before, "more") } else { (before - after, "fewer") };
            format!("{number} {} {word}", if number == 1 { one } else { many })
        })
        .collect();
    if told.is_empty() {
        let bytes = |dossier: &Dossier| {
            let mut out = files::Fingerprinting::new(io::sink());
            files::write(dossier, &mut out).map(|()| out.finish()).ok()
        };
        return (bytes(before) != bytes(after)).then(|| "as many of everything, with other words".to_owned());
    }
    Some(told.join(", "))
}
